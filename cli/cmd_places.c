#include "cli/annotate.h"

#include "base/hash.h"
#include "base/number.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "importers/places.h"

#include <string.h>

static const LtpOption options[] = {LTP_EDITION_OPTION, LTP_OUTPUT_OPTION, {.name = NULL}};

static const char *const added[] = {"pcode", "level", "rule", "score", "candidates", NULL};

/* What was said of rows already: tables repeat their places. */
enum { MAX_ANSWERED = 50000 };
typedef struct Answered {
    LtpHash *numbers; /* of the cells joined */
    LtpArena arena;
    size_t count;
    struct {
        const char *text; /* the cells added, as CSV */
        size_t size;
        bool matched;
    } items[MAX_ANSWERED];
} Answered;

typedef struct Matching {
    const LtpUnits *units;
    const LtpGazetteer *gazetteer;
    LtpVocabulary *national;
    int columns[LTP_LEVELS]; /* adm0 .. adm4; -1 = not in the table */
    int64_t matched, rows;
    Answered *answered;
    LtpBuf cells; /* of the row at hand */
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

static const char *reason_text(const char *reason)
{
    static const struct {
        const char *reason, *text;
    } texts[] = {{"homonym", N_("several have this name")},
                 {"elsewhere", N_("not under the unit stated above it")},
                 {"similar", N_("similar name")},
                 {"part", N_("one name is part of the other")},
                 {"number", N_("the number differs")},
                 {"above", N_("the unit above")}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(reason, texts[i].reason) == 0)
            return _(texts[i].text);
    return reason;
}

static void put_candidates(const Matching *matching, const LtpMatch *match, LtpCsv *csv)
{
    LtpBuf text = {0};
    for (size_t i = 0; i < match->n_candidates; i++) {
        const LtpUnit *unit = &matching->units->units[match->candidates[i].unit];
        ltp_buf_printf(&text, "%s%s %s (%s)", i ? "; " : "", unit->pcode, unit->name,
                       reason_text(match->candidates[i].reason));
    }
    ltp_csv_text(csv, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

/* What is not certain: the only place, or the part of a cell that is none beside others that are.
 */
static const LtpMatch *doubtful(const LtpPlace *places, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (places[i].unit < 0)
            return &places[i].match;
    return &places[0].match;
}

/* Several places in the cells: their codes joined by ";", the rule and level of the first. */
static void put_place(const Matching *matching, const LtpPlace *places, size_t count, LtpCsv *csv)
{
    const LtpUnit *units = matching->units->units;
    const LtpPlace *first = NULL;
    LtpBuf pcodes = {0};
    for (size_t i = 0; i < count; i++) {
        if (places[i].unit < 0)
            continue;
        ltp_buf_printf(&pcodes, "%s%s", first ? ";" : "", units[places[i].unit].pcode);
        first = first ? first : &places[i];
    }
    ltp_csv_text(csv, ltp_buf_text(&pcodes));
    ltp_csv_int(csv, first ? units[first->unit].level : LTP_NULL_INT);
    ltp_csv_text(csv, ltp_match_rule_name(first ? first->rule : LTP_MATCH_NONE));
    ltp_csv_real(csv, first ? first->score : ltp_null_real());
    put_candidates(matching, doubtful(places, count), csv);
    ltp_buf_release(&pcodes);
}

static bool match_cells(const Matching *matching, const LtpRow *row, LtpCsv *csv)
{
    LtpPlaceCells cells = {0};
    LtpPlace places[LTP_MAX_PLACES];
    size_t count = 0;
    read_cells(matching, row, &cells);
    ltp_gazetteer_resolve(matching->gazetteer, &cells, is_national, matching->national, places,
                          &count);
    put_place(matching, places, count, csv);
    return count > 0;
}

/* ---- rows seen before ---- */

static void forget_answers(Answered *answered)
{
    ltp_hash_free(answered->numbers);
    ltp_arena_release(&answered->arena);
    answered->numbers = NULL;
    answered->count = 0;
}

static LtpCode join_cells(Matching *matching, const LtpRow *row, LtpError *err)
{
    ltp_buf_clear(&matching->cells);
    for (int level = 0; level < LTP_LEVELS; level++) {
        const char *text = ltp_annotate_cell(row, matching->columns[level]);
        if (text)
            ltp_buf_puts(&matching->cells, text);
        ltp_buf_putc(&matching->cells, '\0');
    }
    return ltp_buf_check(&matching->cells, err);
}

/* Keeps what was written from byte `start` on. */
static LtpCode keep_answer(Matching *matching, const LtpBuf *out, size_t start, bool matched,
                           LtpError *err)
{
    Answered *answered = matching->answered;
    if (answered->count == MAX_ANSWERED)
        forget_answers(answered);
    if (answered->numbers == NULL)
        answered->numbers = ltp_hash_new();
    size_t size = out->size - start;
    const char *text = ltp_arena_strndup(&answered->arena, size > 0 ? out->data + start : "", size);
    if (text == NULL || answered->numbers == NULL)
        return ltp_fail_memory(err);
    answered->items[answered->count].text = text;
    answered->items[answered->count].size = size;
    answered->items[answered->count].matched = matched;
    return ltp_hash_set_bytes(answered->numbers, matching->cells.data, matching->cells.size,
                              (int64_t)answered->count++, err);
}

static LtpCode match_row(const LtpRow *row, LtpCsv *csv, void *arg, LtpError *err)
{
    Matching *matching = arg;
    const Answered *answered = matching->answered;
    LTP_TRY(join_cells(matching, row, err));
    matching->rows++;
    int64_t known =
        answered->numbers == NULL
            ? -1
            : ltp_hash_get_bytes(answered->numbers, matching->cells.data, matching->cells.size);
    if (known >= 0) {
        ltp_buf_put(csv->out, answered->items[known].text, answered->items[known].size);
        matching->matched += answered->items[known].matched;
        return LTP_OK;
    }
    size_t start = csv->out->size;
    bool matched = match_cells(matching, row, csv);
    matching->matched += matched;
    return keep_answer(matching, csv->out, start, matched, err);
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
    matching.answered = ltp_calloc(1, sizeof *matching.answered);
    if (matching.answered == NULL) {
        rc = ltp_fail_memory(err);
        goto done;
    }
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
    if (matching.answered != NULL)
        forget_answers(matching.answered);
    ltp_free(matching.answered);
    ltp_buf_release(&matching.cells);
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
           "fuzzy or none), score, and the candidates where the place is not certain, each with\n"
           "its reason. A name that is not certain gets the code of the level above it that is."),
    .examples = "places villages.csv -o villages_pcodes.csv\n"
                "places villages.csv --edition 2015",
    .store = LTP_STORE_TO_READ,
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .run = run_places,
};
