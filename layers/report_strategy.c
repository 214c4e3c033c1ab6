/* What the committee follows beside the activities: indicators with their targets, and levels of
 * risk over time. */
#include "layers/report_internal.h"

#include "base/lang.h"
#include "base/number.h"

#include <string.h>

extern const char ltp_text_sql_report_indicators_sql[], ltp_text_sql_report_risks_sql[];

static const LtpField indicator_fields[] = {
    {.name = "pcode", .label = {"code", "code"}},
    {.name = "name", .label = {"lieu", "place"}},
    {.name = "code", .label = {"indicateur", "indicator"}},
    {.name = "label", .label = {"libellé", "label"}},
    {.name = "objective", .label = {"objectif", "objective"}},
    {.name = "measure", .label = {"mesure", "measure"}},
    {.name = "date", .type = LTP_DATE, .label = {"situation au", "as of"}},
    {.name = "target", .type = LTP_REAL, .label = {"cible", "target"}},
    {.name = "achieved", .type = LTP_REAL, .label = {"réalisé", "achieved"}},
    {.name = "progress", .type = LTP_REAL, .unit = "ratio", .label = {"progrès", "progress"}},
    {.name = "due", .type = LTP_DATE, .label = {"échéance", "due"}},
    {.name = "source", .label = {"source", "source"}},
};
enum { N_INDICATOR = sizeof indicator_fields / sizeof *indicator_fields };

static const LtpField risk_fields[] = {
    {.name = "pcode", .label = {"code", "code"}},
    {.name = "name", .label = {"lieu", "place"}},
    {.name = "risk", .label = {"risque", "risk"}},
    {.name = "date", .type = LTP_DATE, .label = {"date", "date"}},
    {.name = "risk_level", .label = {"niveau", "level"}},
    {.name = "risk_level_name", .label = {"niveau de risque", "level of risk"}},
    {.name = "before", .label = {"niveau d'avant", "level before"}},
    {.name = "change", .label = {"évolution", "change"}},
    {.name = "source", .label = {"source", "source"}},
};
enum { N_RISK = sizeof risk_fields / sizeof *risk_fields };

typedef LtpCode PutRow(LtpReport *report, sqlite3_stmt *stmt, LtpError *err);

/* A query's rows as a report; up to three texts are bound, NULL = any. */
static LtpCode list(LtpStore *store, const char *query, const char *const *texts, size_t n_texts,
                    PutRow *put, LtpReport *report, LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LtpCode rc = ltp_sql_prepare(store, query, &stmt, err);
    for (size_t i = 0; rc == LTP_OK && i < n_texts; i++)
        ltp_sql_text(stmt, (int)i + 1, texts[i]);
    while (rc == LTP_OK && (rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        rc = put(report, stmt, err);
    sqlite3_finalize(stmt);
    return rc;
}

static LtpValue cell(sqlite3_stmt *stmt, int at, LtpFieldType type)
{
    if (type == LTP_REAL)
        return ltp_value_real(ltp_sql_column_real(stmt, at));
    LtpValue value = ltp_value_text(ltp_sql_column_text(stmt, at));
    value.type = type;
    return value;
}

static LtpCode put_indicator(LtpReport *report, sqlite3_stmt *stmt, LtpError *err)
{
    LtpValue values[N_INDICATOR];
    for (int i = 0; i < N_INDICATOR; i++)
        values[i] = cell(stmt, i, indicator_fields[i].type);
    return ltp_report_put(report, values, err);
}

/* Codes of levels sort from low to high. */
static const char *change_of(const char *before, const char *now)
{
    if (before == NULL || now == NULL)
        return NULL;
    int order = strcmp(now, before);
    return order > 0 ? "up" : order < 0 ? "down" : "same";
}

static LtpCode put_risk(LtpReport *report, sqlite3_stmt *stmt, LtpError *err)
{
    const char *now = ltp_sql_column_text(stmt, 4), *before = ltp_sql_column_text(stmt, 7);
    const LtpValue values[N_RISK] = {
        cell(stmt, 0, LTP_TEXT), cell(stmt, 1, LTP_TEXT),
        cell(stmt, 2, LTP_TEXT), cell(stmt, 3, LTP_DATE),
        ltp_value_text(now),     cell(stmt, ltp_lang() == LTP_EN ? 6 : 5, LTP_TEXT),
        ltp_value_text(before),  ltp_value_text(change_of(before, now)),
        cell(stmt, 8, LTP_TEXT)};
    return ltp_report_put(report, values, err);
}

/* `query` NULL = no rows. */
static LtpCode make(LtpStore *store, const LtpField *fields, size_t n_fields, const char *query,
                    const char *const *texts, size_t n_texts, PutRow *put, LtpReport **report,
                    LtpError *err)
{
    LtpReport *made = NULL;
    LTP_TRY(ltp_report_new(fields, n_fields, NULL, &made, err));
    LtpCode rc = query != NULL ? list(store, query, texts, n_texts, put, made, err) : LTP_OK;
    if (rc == LTP_OK)
        *report = made;
    else
        ltp_report_free(made);
    return rc;
}

static const char *asked(const LtpParams *params, LtpParamId id)
{
    return params != NULL ? ltp_params_text(params, id) : NULL;
}

/* Nor is it public that there are any. */
static bool may_leave(const char *layer, const LtpRun *run)
{
    return !run->leaves || ltp_layer_find(layer)->sensitivity <= run->clearance;
}

static LtpCode indicators(LtpStore *store, const LtpParams *params, bool rows, LtpReport **report,
                          LtpError *err)
{
    const char *as_of = asked(params, LTP_P_AS_OF);
    const char *const texts[] = {as_of != NULL ? as_of : asked(params, LTP_P_TO),
                                 asked(params, LTP_P_WITHIN)};
    return make(store, indicator_fields, N_INDICATOR,
                rows ? ltp_text_sql_report_indicators_sql : NULL, texts, 2, put_indicator, report,
                err);
}

static LtpCode risks(LtpStore *store, const LtpParams *params, bool rows, LtpReport **report,
                     LtpError *err)
{
    const char *to = asked(params, LTP_P_TO);
    const char *const texts[] = {asked(params, LTP_P_FROM),
                                 to != NULL ? to : asked(params, LTP_P_AS_OF),
                                 asked(params, LTP_P_WITHIN)};
    return make(store, risk_fields, N_RISK, rows ? ltp_text_sql_report_risks_sql : NULL, texts, 3,
                put_risk, report, err);
}

LtpCode ltp_report_strategy_of(LtpStore *store, const LtpParams *params, bool of_risks,
                               const LtpRun *run, LtpReport **report, LtpError *err)
{
    LTP_TRY(of_risks ? risks(store, params, may_leave("risks", run), report, err)
                     : indicators(store, params, may_leave("indicators", run), report, err));
    return ltp_report_clear(*report, run, err);
}

LtpCode ltp_report_indicators(LtpStore *store, const LtpParams *params, LtpReport **report,
                              LtpError *err)
{
    return indicators(store, params, true, report, err);
}

LtpCode ltp_report_risks(LtpStore *store, const LtpParams *params, LtpReport **report,
                         LtpError *err)
{
    return risks(store, params, true, report, err);
}
