/* Reports that leave: the same computation, less what the clearance does not let through. */
#include "layers/release_internal.h"
#include "layers/report_internal.h"

#include <string.h>

/* ---- organisations and sectors ---- */

static LtpCode is_hidden(LtpStore *store, int64_t org, bool *hidden, LtpError *err)
{
    static const char text[] = "SELECT hidden FROM organisation WHERE id = ?1";
    sqlite3_stmt *stmt = NULL;
    int64_t value = 0;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, org);
    LTP_TRY(ltp_sql_value(store, stmt, &value, err));
    *hidden = value == 1;
    return LTP_OK;
}

static LtpCode join_hidden(LtpStore *store, LtpColumns *columns, LtpError *err)
{
    LtpCoverageLines *lines = &columns->input.lines;
    int32_t *org = NULL, one = -1;
    int64_t one_id = 0;
    LTP_TRY(ltp_columns_alloc(columns, lines->count, sizeof *org, (void **)&org, err));
    for (size_t i = 0; i < lines->count; i++) {
        bool hidden = false;
        org[i] = lines->org[i];
        LTP_TRY(is_hidden(store, columns->organisation_id[i], &hidden, err));
        if (!hidden)
            continue;
        if (one < 0) {
            one = org[i];
            one_id = columns->organisation_id[i];
        }
        org[i] = one;
        columns->organisation_id[i] = one_id;
    }
    lines->org = org;
    return LTP_OK;
}

static void veil_sectors(LtpColumns *columns)
{
    for (size_t i = 0; i < columns->input.lines.count; i++) {
        const char *code = ltp_columns_sector(columns, columns->sector[i]);
        int64_t parent = ltp_release_is_veiled(code) ? ltp_hash_get(columns->parents, code) : -1;
        if (parent >= 0)
            columns->sector[i] = (int32_t)parent;
    }
}

LtpCode ltp_report_veil(LtpStore *store, LtpRun *run, LtpError *err)
{
    if (!run->leaves)
        return LTP_OK;
    if (run->clearance == LTP_PUBLIC)
        veil_sectors(&run->columns);
    return join_hidden(store, &run->columns, err);
}

/* ---- small numbers ---- */

void ltp_report_hide(const LtpRun *run, const LtpCoverageRow *row, const LtpFigureAt *figures,
                     LtpValue *values)
{
    LtpValue numbers[LTP_F_COUNT];
    const LtpField *fields[LTP_F_COUNT];
    bool delicate = ltp_release_is_delicate(run->params);
    if (!run->leaves || run->clearance >= LTP_CONFIDENTIAL)
        return;
    for (size_t i = 0; i < LTP_F_COUNT; i++) {
        numbers[i] = ltp_coverage_number(row, (LtpCoverageField)i);
        fields[i] = &ltp_layer_coverage.fields[i];
    }
    numbers[LTP_F_PRIORITY] = ltp_value_text(ltp_priority_name(row->priority));
    ltp_release_suppress(fields, numbers, LTP_F_COUNT, delicate ? LTP_SMALL_DELICATE : LTP_SMALL);
    for (; figures->at >= 0; figures++)
        if (numbers[figures->field].suppressed) {
            values[figures->at] = ltp_value_null(values[figures->at].type);
            values[figures->at].suppressed = true;
        }
}

/* ---- the door ---- */

static bool names_organisations(LtpReportKind kind)
{
    return kind == LTP_REPORT_ORG_UNIT || kind == LTP_REPORT_ORG_SECTOR ||
           kind == LTP_REPORT_DIFF || kind == LTP_REPORT_ACTORS || kind == LTP_REPORT_ABSENT;
}

static LtpCode run_report(LtpStore *store, const LtpReportAsked *asked, const LtpRun *run,
                          LtpReport **report, LtpError *err)
{
    const LtpDiffSide sides[2] = {{store, asked->params, asked->imports[0]},
                                  {store, asked->after, asked->imports[1]}};
    switch (asked->kind) {
    case LTP_REPORT_SERIES:
        return ltp_report_series_of(store, asked->params, run, report, err);
    case LTP_REPORT_INTERSECTOR: /* no names, no people */
        return ltp_report_intersector(store, asked->params, report, err);
    case LTP_REPORT_ACTORS:
    case LTP_REPORT_ABSENT:
        return ltp_report_actors_of(store, asked->params, asked->kind == LTP_REPORT_ABSENT, run,
                                    report, err);
    case LTP_REPORT_STUDIES:
        return ltp_report_studies_of(store, asked->params, &asked->search, run, report, err);
    case LTP_REPORT_EVIDENCE:
        return ltp_report_evidence_of(store, asked->params, run, report, err);
    case LTP_REPORT_INDICATORS:
    case LTP_REPORT_RISKS:
        return ltp_report_strategy_of(store, asked->params, asked->kind == LTP_REPORT_RISKS, run,
                                      report, err);
    case LTP_REPORT_ORG_UNIT:
        return ltp_report_matrix_of(store, asked->params, LTP_MATRIX_ORG_UNIT, run, report, err);
    case LTP_REPORT_ORG_SECTOR:
        return ltp_report_matrix_of(store, asked->params, LTP_MATRIX_ORG_SECTOR, run, report, err);
    case LTP_REPORT_DIFF:
        break;
    }
    return ltp_report_diff_of(&sides[0], &sides[1], run, report, err);
}

/* The same parameters, of what goes out. */
static LtpCode leaving_copy(const LtpParams *params, LtpParams **copy, LtpError *err)
{
    LTP_TRY(ltp_params_copy(params, copy, err));
    (*copy)->leaves = true;
    return LTP_OK;
}

LtpCode ltp_release_explain(LtpStore *store, const LtpParams *params, const char *pcode,
                            LtpSensitivity clearance, LtpExplainFn *fn, void *arg, LtpError *err)
{
    LtpParams *leaving = NULL;
    LTP_TRY(ltp_release_may_ask(store, params, clearance, true, err));
    LTP_TRY(leaving_copy(params, &leaving, err));
    LtpCode rc = ltp_analysis_explain(store, leaving, pcode, fn, arg, err);
    ltp_params_free(leaving);
    return rc;
}

LtpCode ltp_release_report(LtpStore *store, const LtpReportAsked *asked, LtpSensitivity clearance,
                           LtpReport **report, LtpError *err)
{
    const LtpRun run = {.leaves = true,
                        .clearance = clearance < LTP_STRICT ? clearance : LTP_CONFIDENTIAL};
    bool names = names_organisations(asked->kind);
    LTP_TRY(ltp_release_may_ask(store, asked->params, clearance, names, err));
    if (asked->kind == LTP_REPORT_DIFF)
        LTP_TRY(ltp_release_may_ask(store, asked->after, clearance, names, err));
    LtpReportAsked leaving = *asked;
    LtpParams *params = NULL, *after = NULL;
    LtpCode rc = leaving_copy(asked->params, &params, err);
    if (rc == LTP_OK && asked->after != NULL)
        rc = leaving_copy(asked->after, &after, err);
    leaving.params = params;
    leaving.after = after;
    if (rc == LTP_OK)
        rc = run_report(store, &leaving, &run, report, err);
    ltp_params_free(params);
    ltp_params_free(after);
    return rc;
}
