#include "cli/annotate.h"

#include "base/number.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "importers/places.h"

static const LtpOption options[] = {LTP_EDITION_OPTION, LTP_OUTPUT_OPTION, {.name = NULL}};

static const char *const added[] = {"pcode", "level", "rule", "score", "candidates", NULL};

typedef struct Matching {
    const LtpUnits *units;
    const LtpGazetteer *gazetteer;
    LtpVocabulary *national;
    int columns[LTP_LEVELS]; /* adm0 .. adm4; -1 = not in the table */
    int64_t matched, rows;
} Matching;

static bool is_national(const char *words, void *arg)
{
    return ltp_vocabulary_code(arg, words) != NULL;
}

static LtpCode find_columns(const LtpRow *headers, void *arg, LtpError *err)
{
    static const char *const names[LTP_LEVELS] = {"adm0", "adm1", "adm2", "adm3", "adm4"};
    Matching *matching = arg;
    bool any = false;
    for (int level = 0; level < LTP_LEVELS; level++) {
        matching->columns[level] = ltp_annotate_column(headers, names[level]);
        any = any || matching->columns[level] >= 0;
    }
    return any ? LTP_OK
               : ltp_fail(
                     err, LTP_EDATA,
                     _("No column is called adm1, adm2 or adm3. Name the columns of région, cercle "
                       "and commune so in the first row."));
}

/* A cell may hold a code or a name. */
static void read_cells(const Matching *matching, const LtpRow *row, LtpPlaceCells *cells)
{
    for (int level = 0; level < LTP_LEVELS; level++) {
        const char *text = ltp_annotate_cell(row, matching->columns[level]);
        bool looks_like_code = false;
        if (!text)
            continue;
        if (ltp_gazetteer_code(matching->gazetteer, text, &looks_like_code) >= 0 || looks_like_code)
            cells->code[level] = text;
        else
            cells->name[level] = text;
    }
}

static void put_candidates(const Matching *matching, const LtpMatch *match, LtpCsv *csv)
{
    LtpBuf text = {0};
    for (size_t i = 0; i < match->n_candidates; i++) {
        const LtpUnit *unit = &matching->units->units[match->candidates[i].unit];
        ltp_buf_printf(&text, "%s%s %s", i ? "; " : "", unit->pcode, unit->name);
    }
    ltp_csv_text(csv, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

/* Several places in the cells: their codes joined by ";", the rule and level of the first. */
static void put_place(const Matching *matching, const LtpPlace *places, size_t count, LtpCsv *csv)
{
    LtpBuf pcodes = {0};
    for (size_t i = 0; i < count; i++)
        ltp_buf_printf(&pcodes, "%s%s", i ? ";" : "", matching->units->units[places[i].unit].pcode);
    ltp_csv_text(csv, ltp_buf_text(&pcodes));
    ltp_csv_int(csv, count ? matching->units->units[places[0].unit].level : LTP_NULL_INT);
    ltp_csv_text(csv, ltp_match_rule_name(count ? places[0].rule : LTP_MATCH_NONE));
    ltp_csv_real(csv, count ? places[0].score : ltp_null_real());
    put_candidates(matching, &places[0].match, csv);
    ltp_buf_release(&pcodes);
}

static LtpCode match_row(const LtpRow *row, LtpCsv *csv, void *arg, LtpError *err)
{
    Matching *matching = arg;
    LtpPlaceCells cells = {0};
    LtpPlace places[LTP_MAX_PLACES];
    size_t count = 0;
    (void)err;
    read_cells(matching, row, &cells);
    ltp_gazetteer_resolve(matching->gazetteer, &cells, is_national, matching->national, places,
                          &count);
    put_place(matching, places, count, csv);
    matching->rows++;
    matching->matched += count > 0;
    return LTP_OK;
}

static LtpCode run_places(LtpRun *run, LtpError *err)
{
    LtpUnits *units = NULL;
    LtpGazetteer *gazetteer = NULL;
    LtpVocabulary *national = NULL;
    LtpPlaceWords *words = NULL;
    Matching matching = {0};
    LtpAnnotate annotate = {.added = added,
                            .n_added = sizeof added / sizeof added[0] - 1,
                            .start = find_columns,
                            .row = match_row,
                            .arg = &matching};
    LtpCode rc;
    LTP_GO(ltp_units_load(run->store, ltp_options_value(&run->options, "edition"), false, &units,
                          err));
    LTP_GO(ltp_place_words_load(run->store, units->edition.id, &words, err));
    LTP_GO(ltp_gazetteer_of_units(units, words, &gazetteer, err));
    LTP_GO(ltp_vocabulary_load(run->store, "national", &national, err));
    matching.units = units;
    matching.gazetteer = gazetteer;
    matching.national = national;
    LTP_GO(ltp_annotate(run, &annotate, err));
    ltp_say(_("%lld of %lld rows have a place in edition %s."), (long long)matching.matched,
            (long long)matching.rows, units->edition.name);
done:
    ltp_vocabulary_free(national);
    ltp_gazetteer_free(gazetteer);
    ltp_place_words_free(words);
    ltp_units_free(units);
    return rc;
}

const LtpCommand ltp_command_places = {
    .name = "places",
    .group = N_("See"),
    .summary = N_("Finds the P-codes of place names in a table of your own."),
    .arguments = N_("FILE.csv"),
    .text =
        N_("The first row names the columns adm1, adm2, adm3 (région, cercle, commune): names or\n"
           "codes. The table comes out again as CSV with pcode, level, rule (code, exact, alias,\n"
           "fuzzy or none), score, and the candidates where the place is not certain. A name that\n"
           "is not certain gets the code of the level above it that is."),
    .examples = "places villages.csv -o villages_pcodes.csv\n"
                "places villages.csv --edition 2015",
    .store = LTP_STORE_TO_READ,
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .run = run_places,
};
