/* `ltp explain`: every row behind one unit's figures, and what became of it. */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

extern const char ltp_text_sql_analysis_explain_line_sql[];
extern const char ltp_text_sql_analysis_explain_needs_sql[];

typedef LtpCode ExplainFn(const LtpExplained *, void *, LtpError *);

typedef struct Explain {
    LtpStore *store;
    LtpRun run;
    ExplainFn *fn;
    void *arg;
} Explain;

/* ---- lines ---- */

static const char *counted(LtpLineFate fate, bool inherited)
{
    static const char *const words[] = {
        [LTP_FATE_ACTIVE] = "active",       [LTP_FATE_PLANNED] = "planned",
        [LTP_FATE_FILTERED] = "filtered",   [LTP_FATE_SUSPENDED] = "suspended",
        [LTP_FATE_CANCELLED] = "cancelled", [LTP_FATE_PERIOD] = "period",
        [LTP_FATE_STALE] = "stale",         [LTP_FATE_GONE] = "gone",
    };
    return fate == LTP_FATE_ACTIVE && inherited ? "inherited" : words[fate];
}

static LtpCode tell_line(Explain *explain, sqlite3_stmt *stmt, const LtpLineHere *here,
                         LtpError *err)
{
    LtpLineFate fate =
        ltp_line_fate(&explain->run.columns.input.lines, here->line, &explain->run.core);
    bool counts = fate == LTP_FATE_ACTIVE; /* the people of other lines are in no figure */
    const LtpExplained row = {
        .source = ltp_sql_column_text(stmt, 0),
        .file = ltp_sql_column_text(stmt, 1),
        .sheet = ltp_sql_column_text(stmt, 2),
        .import_id = ltp_sql_column_int(stmt, 3),
        .row = ltp_sql_column_int(stmt, 4),
        .org = ltp_sql_column_text(stmt, 5),
        .project = ltp_sql_column_text(stmt, 6),
        .activity = ltp_sql_column_text(stmt, 7),
        .sector = ltp_sql_column_text(stmt, 8),
        .location_pcode = ltp_sql_column_text(stmt, 9),
        .location_name = ltp_sql_column_text(stmt, 10),
        .rule = ltp_sql_column_text(stmt, 11),
        .location_level = (int)ltp_sql_column_int(stmt, 12),
        .counted = counted(fate, here->inherited),
        .start = ltp_sql_column_day(stmt, 13),
        .end = ltp_sql_column_day(stmt, 14),
        .reported = ltp_sql_column_day(stmt, 15),
        .status = ltp_sql_column_text(stmt, 16),
        .targeted = ltp_sql_column_int(stmt, 17),
        .reached = ltp_sql_column_int(stmt, 18),
        .targeted_here = counts ? here->targeted : LTP_NULL_INT,
        .reached_here = counts ? here->reached : LTP_NULL_INT,
        .need_date = LTP_DAY_NONE,
        .pin = LTP_NULL_INT,
        .severity = LTP_NULL_INT,
        .population = LTP_NULL_INT,
    };
    return explain->fn(&row, explain->arg, err);
}

static LtpCode explain_line(const LtpLineHere *here, void *arg, LtpError *err)
{
    Explain *explain = arg;
    const LtpColumns *columns = &explain->run.columns;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(explain->store, ltp_text_sql_analysis_explain_line_sql, &stmt, err));
    ltp_sql_int(stmt, 1, columns->location_id[here->place]);
    LtpCode rc = ltp_sql_step(explain->store, stmt, &row, err);
    if (rc == LTP_OK && row)
        rc = tell_line(explain, stmt, here, err);
    sqlite3_reset(stmt);
    return rc;
}

/* ---- needs ---- */

/* Of each unit and sector the newest row comes first: later ones are told only where it leaves a
 * cell blank that they fill. */
typedef struct Told {
    char unit[64], sector[32];
    bool pin, severity, population;
} Told;

static bool adds(Told *told, const char *unit, const char *sector, const LtpExplained *row)
{
    if (sector == NULL)
        sector = "";
    if (strncmp(told->unit, unit, sizeof told->unit - 1) != 0 ||
        strncmp(told->sector, sector, sizeof told->sector - 1) != 0) {
        *told = (Told){0};
        snprintf(told->unit, sizeof told->unit, "%s", unit);
        snprintf(told->sector, sizeof told->sector, "%s", sector);
    }
    bool more = (row->pin != LTP_NULL_INT && !told->pin) ||
                (row->severity != LTP_NULL_INT && !told->severity) ||
                (row->population != LTP_NULL_INT && !told->population);
    told->pin |= row->pin != LTP_NULL_INT;
    told->severity |= row->severity != LTP_NULL_INT;
    told->population |= row->population != LTP_NULL_INT;
    return more;
}

static LtpCode tell_need(Explain *explain, sqlite3_stmt *stmt, Told *told, LtpError *err)
{
    const char *pcode = ltp_sql_column_text(stmt, 5), *sector = ltp_sql_column_text(stmt, 8);
    const LtpExplained row = {
        .source = ltp_sql_column_text(stmt, 0),
        .file = ltp_sql_column_text(stmt, 1),
        .sheet = ltp_sql_column_text(stmt, 2),
        .import_id = ltp_sql_column_int(stmt, 3),
        .row = ltp_sql_column_int(stmt, 4),
        .location_pcode = pcode,
        .location_name = ltp_sql_column_text(stmt, 6),
        .location_level = (int)ltp_sql_column_int(stmt, 7),
        .start = LTP_DAY_NONE,
        .end = LTP_DAY_NONE,
        .reported = LTP_DAY_NONE,
        .targeted = LTP_NULL_INT,
        .reached = LTP_NULL_INT,
        .targeted_here = LTP_NULL_INT,
        .reached_here = LTP_NULL_INT,
        .is_need = true,
        .need_sector = sector,
        .need_date = ltp_sql_column_day(stmt, 9),
        .pin = ltp_sql_column_int(stmt, 10),
        .severity = ltp_sql_column_int(stmt, 11),
        .population = ltp_sql_column_int(stmt, 12),
    };
    return adds(told, pcode, sector, &row) ? explain->fn(&row, explain->arg, err) : LTP_OK;
}

static LtpCode explain_needs(Explain *explain, int64_t unit_id, LtpError *err)
{
    Told told = {0};
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(explain->store, ltp_text_sql_analysis_explain_needs_sql, &stmt, err));
    ltp_sql_int(stmt, 1, unit_id);
    ltp_sql_day(stmt, 2, explain->run.core.as_of);
    LtpCode rc = ltp_sql_step(explain->store, stmt, &row, err);
    while (rc == LTP_OK && row) {
        rc = tell_need(explain, stmt, &told, err);
        if (rc == LTP_OK)
            rc = ltp_sql_step(explain->store, stmt, &row, err);
    }
    sqlite3_reset(stmt);
    return rc;
}

LtpCode ltp_analysis_explain(LtpStore *store, const LtpParams *params, const char *pcode,
                             ExplainFn *fn, void *arg, LtpError *err)
{
    LtpCode rc = LTP_OK;
    int32_t unit = -1;
    Explain explain = {.store = store, .fn = fn, .arg = arg};
    const LtpUnits *units = NULL;
    LTP_GO(ltp_run_begin(store, params, &explain.run, err));
    units = explain.run.columns.units;
    unit = ltp_units_find(units, pcode);
    if (unit < 0) {
        rc = ltp_fail(err, LTP_ENOTFOUND, _("The edition %s has no unit %s."), units->edition.name,
                      pcode);
        goto done;
    }
    /* direct and inherited are seen from the unit's own level */
    explain.run.core.level = units->units[unit].level;
    LTP_GO(ltp_coverage_explain(&explain.run.columns.input, &explain.run.core, unit, explain_line,
                                &explain, err));
    LTP_GO(explain_needs(&explain, units->units[unit].id, err));
done:
    ltp_run_end(&explain.run);
    return rc;
}
