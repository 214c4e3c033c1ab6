/* The repertory searched, and the gaps of evidence. */
#include "layers/release_internal.h"
#include "layers/report_internal.h"

#include "base/lang.h"
#include "base/number.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

extern const char ltp_text_sql_report_studies_sql[];

/* ---- search ---- */

/* In the order of the columns of report_studies.sql, without the first and the era's languages. */
static const LtpField fields[] = {
    {.name = "key", .label = {"identifiant", "identifier"}},
    {.name = "title", .label = {"titre", "title"}},
    {.name = "title_other", .label = {"autre titre", "other title"}},
    {.name = "authors", .label = {"auteurs", "authors"}},
    {.name = "publisher", .label = {"éditeur", "publisher"}},
    {.name = "year", .type = LTP_INTEGER, .unit = "year", .label = {"année", "year"}},
    {.name = "type", .label = {"type", "type"}},
    {.name = "language", .label = {"langue", "language"}},
    {.name = "themes", .label = {"thèmes", "themes"}},
    {.name = "doi", .label = {"DOI", "DOI"}},
    {.name = "url", .label = {"lien", "link"}},
    {.name = "places", .label = {"lieux", "places"}},
    {.name = "pcodes", .label = {"codes des lieux", "codes of places"}},
    {.name = "edition", .label = {"édition des codes", "edition of the codes"}},
    {.name = "legal_era", .label = {"cadre légal", "legal era"}},
    {.name = "source", .label = {"source", "source"}},
};
enum { N_FIELDS = sizeof fields / sizeof fields[0], YEAR = 5, ERA = 14, SOURCE = 15 };

/* Each word as a phrase that may go on, so that no character of the query has a meaning to FTS. */
static void full_text(const char *words, LtpBuf *query)
{
    char *folded = ltp_text_folded(words);
    const char *at = folded != NULL ? folded : "";
    while (*at != '\0') {
        ltp_buf_puts(query, query->size > 0 ? " \"" : "\"");
        for (; *at != '\0' && *at != ' '; at++)
            ltp_buf_putc(query, *at);
        ltp_buf_puts(query, "\"*");
        while (*at == ' ')
            at++;
    }
    ltp_free(folded);
}

static bool place_covers(const LtpRun *run, int32_t within, int32_t place)
{
    const LtpUnits *units = run->columns.units;
    return ltp_run_holds(run, place) ||
           ltp_units_ancestor(units, within, units->units[place].level) == place;
}

/* Whether study `at` covers --within or a part of it. */
static bool study_covers(const LtpRun *run, size_t at)
{
    const LtpCoverageStudies *studies = &run->columns.input.studies;
    const char *pcode = ltp_params_text(run->params, LTP_P_WITHIN);
    int32_t within = pcode == NULL ? -1 : ltp_units_find(run->columns.units, pcode);
    for (uint32_t p = studies->place_begin[at]; p < studies->place_begin[at + 1]; p++)
        if (within < 0 || place_covers(run, within, studies->place_unit[p]))
            return true;
    return false;
}

static int by_id(const void *key, const void *item)
{
    const int64_t *a = key, *b = item;
    return (*a > *b) - (*a < *b);
}

static bool is_wanted(const LtpRun *run, int64_t study_id)
{
    const int64_t *ids = run->columns.study_id;
    if (ltp_params_text(run->params, LTP_P_WITHIN) == NULL)
        return true;
    const int64_t *found =
        bsearch(&study_id, ids, run->columns.input.studies.count, sizeof *ids, by_id);
    return found != NULL && study_covers(run, (size_t)(found - ids));
}

static LtpCode put_study(const LtpRun *run, sqlite3_stmt *stmt, LtpReport *report, LtpError *err)
{
    LtpValue values[N_FIELDS];
    if (!is_wanted(run, ltp_sql_column_int(stmt, 0)))
        return LTP_OK;
    for (int i = 0; i < N_FIELDS; i++)
        values[i] = i == YEAR ? ltp_value_int(ltp_sql_column_int(stmt, 6))
                              : ltp_value_text(ltp_sql_column_text(stmt, i + 1));
    values[ERA] = ltp_value_text(ltp_sql_column_text(stmt, ltp_lang() == LTP_EN ? 16 : 15));
    values[SOURCE] = ltp_value_text(ltp_sql_column_text(stmt, 17));
    return ltp_report_put(report, values, err);
}

typedef struct Bound {
    LtpBuf query;
    char *language, *type, *subject;
} Bound;

/* Notes are restricted: below that, what is found does not tell what stands in them. */
static void open_query(const LtpRun *run, const LtpStudySearch *search, LtpBuf *query)
{
    bool guarded = run->leaves && run->clearance < LTP_RESTRICTED;
    LtpBuf words = {0};
    if (search->words == NULL)
        return;
    full_text(search->words, &words);
    if (words.size > 0)
        ltp_buf_printf(query,
                       guarded ? "{title title_other authors publisher themes places_text} : "
                                 "(%s)"
                               : "%s",
                       ltp_buf_text(&words));
    ltp_buf_release(&words);
}

static void bind_search(sqlite3_stmt *stmt, const LtpRun *run, const LtpStudySearch *search,
                        Bound *bound)
{
    open_query(run, search, &bound->query);
    bound->language = search->language != NULL ? ltp_text_folded(search->language) : NULL;
    bound->type = search->type != NULL ? ltp_text_folded(search->type) : NULL;
    bound->subject = search->subject != NULL ? ltp_text_folded(search->subject) : NULL;
    ltp_sql_text(stmt, 1, bound->query.size > 0 ? ltp_buf_text(&bound->query) : NULL);
    ltp_sql_id(stmt, 2, search->from_year);
    ltp_sql_id(stmt, 3, search->to_year);
    ltp_sql_text(stmt, 4, bound->language);
    ltp_sql_text(stmt, 5, bound->type);
    ltp_sql_text(stmt, 6, bound->subject);
}

static LtpCode list_studies(LtpStore *store, const LtpRun *run, const LtpStudySearch *search,
                            LtpReport *report, LtpError *err)
{
    LtpCode rc;
    Bound bound = {0};
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_GO(ltp_sql_prepare(store, ltp_text_sql_report_studies_sql, &stmt, err));
    bind_search(stmt, run, search, &bound);
    LTP_GO(ltp_sql_step(store, stmt, &row, err));
    while (row) {
        LTP_GO(put_study(run, stmt, report, err));
        LTP_GO(ltp_sql_step(store, stmt, &row, err));
    }
done:
    sqlite3_finalize(stmt);
    ltp_buf_release(&bound.query);
    ltp_free(bound.language);
    ltp_free(bound.type);
    ltp_free(bound.subject);
    return rc;
}

LtpCode ltp_report_studies_of(LtpStore *store, const LtpParams *params,
                              const LtpStudySearch *search, const LtpRun *given, LtpReport **report,
                              LtpError *err)
{
    LtpCode rc;
    LtpRun run = *given;
    LtpReport *made = NULL;
    LTP_GO(ltp_run_begin(store, params, &run, err));
    LTP_GO(ltp_report_new(fields, N_FIELDS, run.params, &made, err));
    LTP_GO(list_studies(store, &run, search, made, err));
    LTP_GO(ltp_report_clear(made, &run, err));
    *report = made;
    made = NULL;
done:
    ltp_report_free(made);
    ltp_run_end(&run);
    return rc;
}

LtpCode ltp_report_studies(LtpStore *store, const LtpParams *params, const LtpStudySearch *search,
                           LtpReport **report, LtpError *err)
{
    return ltp_report_studies_of(store, params, search, &(LtpRun){0}, report, err);
}

/* ---- years ---- */

/* A year, or nothing. */
static bool year_of(const char *text, size_t length, int *year)
{
    char digits[8] = "";
    int64_t number = 0;
    if (length >= sizeof digits)
        return false;
    memcpy(digits, text, length);
    if (length > 0 && !ltp_parse_int(digits, &number))
        return false;
    *year = (int)number;
    return number >= 0;
}

LtpCode ltp_years_parse(const char *text, int *from, int *to, LtpError *err)
{
    const char *colon = strchr(text, ':');
    size_t length = colon ? (size_t)(colon - text) : strlen(text);
    const char *last = colon ? colon + 1 : text;
    if (year_of(text, length, from) && year_of(last, strlen(last), to))
        return LTP_OK;
    return ltp_fail(err, LTP_EUSAGE, _("\"%s\" is neither a year nor two as 2015:2020."), text);
}

/* ---- evidence ---- */

static const LtpField evidence_fields[] = {
    {.name = "pcode", .label = {"code", "code"}},
    {.name = "name", .label = {"nom", "name"}},
    {.name = "parent_pcode", .label = {"code au-dessus", "code above"}},
    {.name = "evidence_gap", .label = {"manque", "gap"}},
    {.name = "idps",
     .type = LTP_INTEGER,
     .unit = "people",
     .label = {"PDI", "IDPs"},
     .flags = LTP_PEOPLE},
    {.name = "has_ltp", .type = LTP_BOOLEAN, .label = {"LTP présent", "HLP present"}},
    {.name = "n_actors", .type = LTP_INTEGER, .label = {"acteurs", "actors"}},
    {.name = "n_studies", .type = LTP_INTEGER, .label = {"études", "studies"}},
    {.name = "n_studies_inherited",
     .type = LTP_INTEGER,
     .label = {"études d'une unité au-dessus", "studies of a unit above"}},
    {.name = "last_study_year",
     .type = LTP_INTEGER,
     .unit = "year",
     .label = {"dernière étude", "last study"}},
    {.name = "estimated", .type = LTP_BOOLEAN, .label = {"estimé", "estimated"}},
};
enum { N_EVIDENCE = sizeof evidence_fields / sizeof evidence_fields[0], GAP = 3, IDPS = 4 };

static const char *evidence_gap(const LtpAnalysis *analysis, size_t row)
{
    int64_t idps = ltp_analysis_value(analysis, row, LTP_F_IDPS).integer;
    bool idps_known = !ltp_analysis_value(analysis, row, LTP_F_IDPS).null;
    LtpValue ltp = ltp_analysis_value(analysis, row, LTP_F_HAS_LTP);
    LtpValue studies = ltp_analysis_value(analysis, row, LTP_F_N_STUDIES);
    bool has_idps = idps_known && idps > 0, has_ltp = !ltp.null && ltp.integer == 1;
    if (studies.null)
        return NULL; /* without a repertory nothing is known of gaps in it */
    if (studies.integer > 0)
        return ltp_analysis_value(analysis, row, LTP_F_N_ACTORS).integer == 0 ? "study_no_actor"
                                                                              : NULL;
    if (has_idps && has_ltp)
        return "idps_and_ltp_no_study";
    return has_idps ? "idps_no_study" : has_ltp ? "ltp_no_study" : NULL;
}

static LtpCode put_evidence(const LtpAnalysis *analysis, size_t row, bool hides, LtpReport *report,
                            LtpError *err)
{
    static const LtpCoverageField from[N_EVIDENCE] = {
        LTP_F_PCODE,           LTP_F_NAME,      LTP_F_PARENT_PCODE,
        LTP_F_PCODE,           LTP_F_IDPS,      LTP_F_HAS_LTP,
        LTP_F_N_ACTORS,        LTP_F_N_STUDIES, LTP_F_N_STUDIES_INHERITED,
        LTP_F_LAST_STUDY_YEAR, LTP_F_ESTIMATED};
    const char *gap = evidence_gap(analysis, row);
    LtpValue values[N_EVIDENCE];
    if (gap == NULL)
        return LTP_OK;
    for (size_t i = 0; i < N_EVIDENCE; i++)
        values[i] = ltp_analysis_value(analysis, row, (size_t)from[i]);
    values[GAP] = ltp_value_text(gap);
    if (hides && !values[IDPS].null && values[IDPS].integer > 0 && values[IDPS].integer < LTP_SMALL)
        values[IDPS] = (LtpValue){.type = LTP_INTEGER, .null = true, .suppressed = true};
    return ltp_report_put(report, values, err);
}

LtpCode ltp_report_evidence_of(LtpStore *store, const LtpParams *params, const LtpRun *run,
                               LtpReport **report, LtpError *err)
{
    bool hides = run->leaves && run->clearance < LTP_CONFIDENTIAL;
    LtpCode rc;
    LtpAnalysis *analysis = NULL;
    LtpReport *made = NULL;
    LTP_GO(ltp_analysis_run(store, params, LTP_THEME_COVERAGE, &analysis, err));
    LTP_GO(ltp_report_new(evidence_fields, N_EVIDENCE, ltp_analysis_params(analysis), &made, err));
    for (size_t row = 0; row < ltp_analysis_count(analysis); row++)
        LTP_GO(put_evidence(analysis, row, hides, made, err));
    LTP_GO(ltp_report_clear(made, run, err));
    *report = made;
    made = NULL;
done:
    ltp_report_free(made);
    ltp_analysis_free(analysis);
    return rc;
}

LtpCode ltp_report_evidence(LtpStore *store, const LtpParams *params, LtpReport **report,
                            LtpError *err)
{
    return ltp_report_evidence_of(store, params, &(LtpRun){0}, report, err);
}
