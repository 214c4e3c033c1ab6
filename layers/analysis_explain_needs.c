/* `ltp explain`: the figures of need behind a unit, stated for it or carried from another edition.
 */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

extern const char ltp_text_sql_analysis_explain_needs_sql[],
    ltp_text_sql_analysis_explain_carried_sql[];

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

/* The row that `stmt` stands on, as both queries give it. */
static LtpExplained need_of(sqlite3_stmt *stmt)
{
    return (LtpExplained){
        .source = ltp_sql_column_text(stmt, 0),
        .file = ltp_sql_column_text(stmt, 1),
        .sheet = ltp_sql_column_text(stmt, 2),
        .import_id = ltp_sql_column_int(stmt, 3),
        .row = ltp_sql_column_int(stmt, 4),
        .location_pcode = ltp_sql_column_text(stmt, 5),
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
        .need_sector = ltp_sql_column_text(stmt, 8),
        .need_date = ltp_sql_column_day(stmt, 9),
        .pin = ltp_sql_column_int(stmt, 10),
        .severity = ltp_sql_column_int(stmt, 11),
        .population = ltp_sql_column_int(stmt, 12),
        .person = ltp_sql_column_text(stmt, 13),
        .edition = ltp_sql_column_text(stmt, 14),
        .area_km2 = ltp_null_real(),
        .share = ltp_null_real(),
    };
}

static LtpCode tell(LtpExplain *explain, LtpExplained *row, bool pin, bool severity,
                    bool population, LtpError *err)
{
    ltp_buf_clear(&explain->figures);
    ltp_explain_figure(&explain->figures, pin, "pin");
    ltp_explain_figure(&explain->figures, severity, "severity");
    ltp_explain_figure(&explain->figures, population, "population");
    LTP_TRY(ltp_buf_check(&explain->figures, err));
    row->figures = ltp_buf_text(&explain->figures);
    return explain->fn(row, explain->arg, err);
}

/* ---- stated in this edition ---- */

static LtpCode tell_stated(LtpExplain *explain, sqlite3_stmt *stmt, Told *told, LtpError *err)
{
    LtpExplained row = need_of(stmt);
    if (!adds(told, row.location_pcode, row.need_sector, &row))
        return LTP_OK;
    return tell(explain, &row, row.pin != LTP_NULL_INT, row.severity != LTP_NULL_INT,
                row.population != LTP_NULL_INT, err);
}

static LtpCode explain_stated(LtpExplain *explain, int64_t unit_id, LtpError *err)
{
    Told told = {0};
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(explain->store, ltp_text_sql_analysis_explain_needs_sql, &stmt, err));
    ltp_sql_int(stmt, 1, unit_id);
    ltp_sql_day(stmt, 2, explain->run.core.as_of);
    LtpCode rc = ltp_sql_step(explain->store, stmt, &row, err);
    while (rc == LTP_OK && row) {
        rc = tell_stated(explain, stmt, &told, err);
        if (rc == LTP_OK)
            rc = ltp_sql_step(explain->store, stmt, &row, err);
    }
    sqlite3_reset(stmt);
    return rc;
}

/* ---- carried from another ---- */

/* What was carried to a unit of one sector and day: nothing where too little of the unit is
 * covered. */
static LtpCarriedNeed carried_to(const LtpColumns *columns, int32_t unit, int64_t sector,
                                 LtpDay date)
{
    enum { POPULATION, PIN = 4, SEVERITY };
    LtpCarriedNeed found = {.unit = -1};
    const LtpCoverageNeeds *needs = &columns->input.needs;
    for (int k = 0; k <= SEVERITY; k++)
        found.figures[k] = LTP_NULL_INT;
    for (size_t i = 0; i < needs->count; i++)
        if (needs->estimated[i] && needs->unit[i] == unit && needs->sector[i] == sector &&
            needs->date[i] == date) {
            found.figures[POPULATION] = needs->population[i];
            found.figures[PIN] = needs->pin[i];
            found.figures[SEVERITY] = needs->severity[i];
        }
    return found;
}

/* The carry of a row that reaches the unit, or a child of it where the unit's own level is not
 * stated. */
static const LtpCarry *carry_to(const LtpColumns *columns, int64_t from, int32_t unit)
{
    size_t count = 0;
    const LtpCarry *carries = ltp_crosswalk_carry(columns->crosswalk, from, &count);
    for (size_t i = 0; i < count; i++)
        if (carries[i].unit == unit || columns->units->units[carries[i].unit].parent == unit)
            return &carries[i];
    return NULL;
}

static LtpCode tell_carried(LtpExplain *explain, sqlite3_stmt *stmt, int32_t unit, LtpError *err)
{
    enum { POPULATION, PIN = 4, SEVERITY };
    const LtpColumns *columns = &explain->run.columns;
    const LtpCarry *carry = carry_to(columns, ltp_sql_column_int(stmt, 15), unit);
    if (carry == NULL)
        return LTP_OK;
    LtpExplained row = need_of(stmt);
    int64_t sector = LTP_NEED_INTERSECTORAL;
    if (row.need_sector != NULL)
        sector = ltp_hash_get(columns->sectors, row.need_sector);
    LtpCarriedNeed here = carried_to(columns, carry->unit, sector, row.need_date);
    row.rule = "carried";
    row.share = carry->share;
    return tell(explain, &row, row.pin != LTP_NULL_INT && here.figures[PIN] != LTP_NULL_INT,
                row.severity != LTP_NULL_INT && here.figures[SEVERITY] != LTP_NULL_INT,
                row.population != LTP_NULL_INT && here.figures[POPULATION] != LTP_NULL_INT, err);
}

static LtpCode explain_carried(LtpExplain *explain, int32_t unit, LtpError *err)
{
    const LtpUnits *units = explain->run.columns.units;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    if (explain->run.columns.crosswalk == NULL)
        return LTP_OK;
    LTP_TRY(ltp_sql_cached(explain->store, ltp_text_sql_analysis_explain_carried_sql, &stmt, err));
    ltp_sql_int(stmt, 1, units->edition.id);
    ltp_sql_int(stmt, 2, units->units[unit].id);
    ltp_sql_day(stmt, 3, explain->run.core.as_of);
    LtpCode rc = ltp_sql_step(explain->store, stmt, &row, err);
    while (rc == LTP_OK && row) {
        rc = tell_carried(explain, stmt, unit, err);
        if (rc == LTP_OK)
            rc = ltp_sql_step(explain->store, stmt, &row, err);
    }
    sqlite3_reset(stmt);
    return rc;
}

LtpCode ltp_explain_needs(LtpExplain *explain, int32_t unit, LtpError *err)
{
    LTP_TRY(explain_stated(explain, explain->run.columns.units->units[unit].id, err));
    return explain_carried(explain, unit, err);
}
