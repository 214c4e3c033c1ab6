/* `ltp explain`: the figures of need behind a unit, stated for it or carried from another edition.
 */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"

extern const char ltp_text_sql_analysis_explain_needs_sql[],
    ltp_text_sql_analysis_explain_carried_sql[];

/* In the order of LtpCarriedNeed. */
enum { POPULATION, IDPS, RETURNEES, REPATRIATED, PIN, SEVERITY, N_FIGURES };
static const char *const figure_names[N_FIGURES] = {"population",  "idps", "returnees",
                                                    "repatriated", "pin",  "severity"};

/* The figures a row states, a bit each. */
static unsigned stated_by(const LtpExplained *row)
{
    const int64_t figures[N_FIGURES] = {row->population,  row->idps, row->returnees,
                                        row->repatriated, row->pin,  row->severity};
    unsigned stated = 0;
    for (unsigned i = 0; i < N_FIGURES; i++)
        stated |= figures[i] != LTP_NULL_INT ? 1u << i : 0;
    return stated;
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
        .idps = ltp_sql_column_int(stmt, 16),
        .returnees = ltp_sql_column_int(stmt, 17),
        .repatriated = ltp_sql_column_int(stmt, 18),
        .person = ltp_sql_column_text(stmt, 13),
        .edition = ltp_sql_column_text(stmt, 14),
        .area_km2 = ltp_null_real(),
        .share = ltp_null_real(),
    };
}

static LtpCode tell(LtpExplain *explain, LtpExplained *row, unsigned used, LtpError *err)
{
    static const unsigned order[N_FIGURES] = {PIN,  SEVERITY,  POPULATION,
                                              IDPS, RETURNEES, REPATRIATED};
    ltp_buf_clear(&explain->figures);
    for (unsigned i = 0; i < N_FIGURES; i++)
        ltp_explain_figure(&explain->figures, (used & 1u << order[i]) != 0, figure_names[order[i]]);
    LTP_TRY(ltp_buf_check(&explain->figures, err));
    row->figures = ltp_buf_text(&explain->figures);
    return explain->fn(row, explain->arg, err);
}

/* ---- stated in this edition ---- */

/* What was told so far. Pin and severity are told once a unit and sector, the rest once a unit. */
typedef struct Told {
    uint8_t *of_unit; /* figures stated for each unit */
    int32_t unit;     /* the one whose rows are being read */
    LtpHash *sectors; /* of that unit: figures told by sector */
} Told;

/* A figure that a unit above states, up to the one explained, is no sum of those below. */
static unsigned stated_above(const LtpUnits *units, const Told *told, int32_t unit, int32_t top)
{
    unsigned stated = 0;
    for (int32_t u = unit; u != top && u >= 0;) {
        u = units->units[u].parent;
        stated |= u >= 0 ? told->of_unit[u] : 0u;
    }
    return stated;
}

static LtpCode take_sector(Told *told, int32_t unit, const char *sector, unsigned stated,
                           unsigned *before, LtpError *err)
{
    if (unit != told->unit) {
        ltp_hash_free(told->sectors);
        told->sectors = ltp_hash_new();
        told->unit = unit;
    }
    if (told->sectors == NULL)
        return ltp_fail_memory(err);
    int64_t known = ltp_hash_get(told->sectors, sector);
    *before = known < 0 ? 0 : (unsigned)known;
    return ltp_hash_set(told->sectors, sector, (int64_t)(*before | stated), err);
}

static LtpCode tell_stated(LtpExplain *explain, sqlite3_stmt *stmt, int32_t top, Told *told,
                           LtpError *err)
{
    static const unsigned by_sector = 1u << PIN | 1u << SEVERITY;
    const LtpUnits *units = explain->run.columns.units;
    LtpExplained row = need_of(stmt);
    int32_t unit = ltp_units_by_id(units, ltp_sql_column_int(stmt, 15));
    unsigned stated = stated_by(&row), before = 0;
    if (unit < 0)
        return LTP_OK;
    LTP_TRY(take_sector(told, unit, row.need_sector != NULL ? row.need_sector : "-", stated,
                        &before, err));
    unsigned known = (before & by_sector) | (told->of_unit[unit] & ~by_sector);
    unsigned used = stated & ~known & ~stated_above(units, told, unit, top);
    told->of_unit[unit] |= (uint8_t)stated;
    return used == 0 ? LTP_OK : tell(explain, &row, used, err);
}

static LtpCode explain_stated(LtpExplain *explain, int32_t top, LtpError *err)
{
    const LtpUnits *units = explain->run.columns.units;
    Told told = {.of_unit = ltp_calloc(units->count + 1, 1), .unit = -1};
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LtpCode rc = told.of_unit != NULL ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK)
        rc = ltp_sql_cached(explain->store, ltp_text_sql_analysis_explain_needs_sql, &stmt, err);
    if (rc == LTP_OK) {
        ltp_sql_int(stmt, 1, units->units[top].id);
        ltp_sql_day(stmt, 2, explain->run.core.as_of);
        rc = ltp_sql_step(explain->store, stmt, &row, err);
    }
    while (rc == LTP_OK && row) {
        rc = tell_stated(explain, stmt, top, &told, err);
        if (rc == LTP_OK)
            rc = ltp_sql_step(explain->store, stmt, &row, err);
    }
    if (stmt != NULL)
        sqlite3_reset(stmt);
    ltp_hash_free(told.sectors);
    ltp_free(told.of_unit);
    return rc;
}

/* ---- carried from another ---- */

/* What was carried to a unit of one sector and day: nothing where too little of the unit is
 * covered. */
static LtpCarriedNeed carried_to(const LtpColumns *columns, int32_t unit, int64_t sector,
                                 LtpDay date)
{
    LtpCarriedNeed found = {.unit = -1};
    const LtpCoverageNeeds *needs = &columns->input.needs;
    for (int k = 0; k < N_FIGURES; k++)
        found.figures[k] = LTP_NULL_INT;
    for (size_t i = 0; i < needs->count; i++)
        if (needs->estimated[i] && needs->unit[i] == unit && needs->sector[i] == sector &&
            needs->date[i] == date) {
            found.figures[POPULATION] = needs->population[i];
            found.figures[IDPS] = needs->idps[i];
            found.figures[RETURNEES] = needs->returnees[i];
            found.figures[REPATRIATED] = needs->repatriated[i];
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
    unsigned arrived = 0;
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
    for (unsigned i = 0; i < N_FIGURES; i++)
        arrived |= here.figures[i] != LTP_NULL_INT ? 1u << i : 0;
    return tell(explain, &row, stated_by(&row) & arrived, err);
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
    LTP_TRY(explain_stated(explain, unit, err));
    return explain_carried(explain, unit, err);
}
