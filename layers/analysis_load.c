/* The store's tables as columns in memory, for gis/coverage.h. */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"
#include "base/text.h"
#include "layers/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

LtpCode ltp_columns_alloc(LtpColumns *columns, size_t count, size_t item_size, void **out,
                          LtpError *err)
{
    void *memory = ltp_arena_alloc(&columns->arena, (count + 1) * item_size);
    if (memory == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
    *out = memory;
    return LTP_OK;
}

void ltp_columns_release(LtpColumns *columns)
{
    ltp_crosswalk_free(columns->crosswalk);
    ltp_units_free(columns->units);
    ltp_hash_free(columns->sectors);
    ltp_hash_free(columns->parents);
    ltp_arena_release(&columns->arena);
    *columns = (LtpColumns){0};
}

const char *ltp_columns_sector(const LtpColumns *columns, int32_t sector)
{
    return sector < 0 ? NULL : ltp_hash_key(columns->sectors, (size_t)sector);
}

int32_t ltp_columns_next_sector(const LtpColumns *columns, const char **rest)
{
    char part[LTP_CODES_TEXT];
    while (*rest != NULL && **rest != '\0') {
        size_t size = strcspn(*rest, "+");
        snprintf(part, sizeof part, "%.*s", (int)size, *rest);
        *rest += size + ((*rest)[size] == '+');
        int64_t number = ltp_hash_get(columns->sectors, part);
        if (number >= 0)
            return (int32_t)number;
    }
    return -1;
}

static void bind_edition(sqlite3_stmt *stmt, const LtpColumns *columns)
{
    if (sqlite3_bind_parameter_count(stmt) > 0)
        ltp_sql_int(stmt, 1, columns->units->edition.id);
    if (sqlite3_bind_parameter_count(stmt) > 1)
        ltp_sql_int(stmt, 2, columns->crosswalk != NULL);
    if (sqlite3_bind_parameter_count(stmt) > 2)
        ltp_sql_id(stmt, 3, columns->as_at_import);
}

LtpCode ltp_columns_each(LtpStore *store, const LtpColumns *columns, const char *text,
                         LtpRowFn *each, void *arg, LtpError *err)
{
    LtpCode rc = LTP_OK;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_GO(ltp_sql_prepare(store, text, &stmt, err));
    bind_edition(stmt, columns);
    LTP_GO(ltp_sql_step(store, stmt, &row, err));
    while (row) {
        LTP_GO(each(stmt, arg, err));
        LTP_GO(ltp_sql_step(store, stmt, &row, err));
    }
done:
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_columns_count(LtpStore *store, const LtpColumns *columns, const char *text,
                          size_t *count, LtpError *err)
{
    int64_t value = 0;
    sqlite3_stmt *stmt = NULL;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    bind_edition(stmt, columns);
    LTP_TRY(ltp_sql_value(store, stmt, &value, err));
    *count = (size_t)value;
    return LTP_OK;
}

/* ---- other editions ---- */

/* A crosswalk is looked for only where something is located in another edition. */
static LtpCode load_crosswalk(LtpStore *store, LtpColumns *columns, LtpError *err)
{
    static const char text[] =
        "SELECT EXISTS (SELECT 1 FROM line WHERE edition_id <> ?1) OR EXISTS (SELECT 1 FROM study "
        "WHERE edition_id <> ?1 AND closed_by IS NULL) OR EXISTS (SELECT 1 FROM need n JOIN unit u "
        "ON u.id = n.unit_id WHERE u.edition_id <> ?1 AND n.closed_by IS NULL)";
    size_t used = 0;
    LTP_TRY(ltp_columns_count(store, columns, text, &used, err));
    return used == 0 ? LTP_OK : ltp_crosswalk_load(store, columns->units, &columns->crosswalk, err);
}

int32_t ltp_columns_unit(const LtpColumns *columns, int64_t unit_id)
{
    int32_t unit = ltp_units_by_id(columns->units, unit_id);
    if (unit >= 0 || columns->crosswalk == NULL)
        return unit;
    return ltp_crosswalk_certain(columns->crosswalk, unit_id);
}

/* ---- units ---- */

static int compare_pcodes(const void *a, const void *b)
{
    const LtpUnit *const *x = a, *const *y = b;
    return strcmp((*x)->pcode, (*y)->pcode);
}

static LtpCode fill_units(LtpColumns *columns, LtpError *err)
{
    const LtpUnits *units = columns->units;
    size_t n = units->count;
    int8_t *level = NULL;
    int32_t *parent = NULL, *rank = NULL;
    LtpLonLat *interior = NULL;
    double *area_km2 = NULL;
    const LtpUnit **sorted = NULL;
    LTP_TRY(ltp_columns_alloc(columns, n, sizeof *level, (void **)&level, err));
    LTP_TRY(ltp_columns_alloc(columns, n, sizeof *parent, (void **)&parent, err));
    LTP_TRY(ltp_columns_alloc(columns, n, sizeof *rank, (void **)&rank, err));
    LTP_TRY(ltp_columns_alloc(columns, n, sizeof *interior, (void **)&interior, err));
    LTP_TRY(ltp_columns_alloc(columns, n, sizeof *area_km2, (void **)&area_km2, err));
    LTP_TRY(ltp_columns_alloc(columns, n, sizeof *sorted, (void **)&sorted, err));
    for (size_t i = 0; i < n; i++) {
        const LtpUnit *unit = &units->units[i];
        level[i] = (int8_t)unit->level;
        parent[i] = unit->parent;
        interior[i] = (LtpLonLat){unit->interior_lon, unit->interior_lat};
        area_km2[i] = unit->area_km2;
        sorted[i] = unit;
    }
    qsort(sorted, n, sizeof *sorted, compare_pcodes);
    for (size_t i = 0; i < n; i++)
        rank[sorted[i] - units->units] = (int32_t)i;
    columns->input.units = (LtpCoverageUnits){
        n, level, parent, rank, interior, units->edition.deepest_level, area_km2};
    return LTP_OK;
}

/* ---- sectors ---- */

static LtpCode keep_sector(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    LtpColumns *columns = arg;
    int64_t number = 0, parent = 0;
    const char *code = ltp_sql_column_text(stmt, 0), *above = ltp_sql_column_text(stmt, 1);
    LTP_TRY(ltp_hash_intern(columns->sectors, code, &number, err));
    if (above == NULL)
        return LTP_OK;
    LTP_TRY(ltp_hash_intern(columns->sectors, above, &parent, err));
    return ltp_hash_set(columns->parents, code, parent, err);
}

static LtpCode load_sectors(LtpStore *store, LtpColumns *columns, LtpError *err)
{
    static const char text[] = "SELECT code, parent FROM vocabulary WHERE kind = 'sector'";
    columns->sectors = ltp_hash_new();
    columns->parents = ltp_hash_new();
    if (columns->sectors == NULL || columns->parents == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
    return ltp_columns_each(store, columns, text, keep_sector, columns, err);
}

LtpCode ltp_columns_load(LtpStore *store, const LtpParams *params, LtpColumns *columns,
                         LtpError *err)
{
    const char *edition = ltp_params_text(params, LTP_P_EDITION);
    double household_size = ltp_params_number(params, LTP_P_HOUSEHOLD_SIZE);
    LTP_TRY(ltp_units_load(store, edition, false, &columns->units, err));
    LTP_TRY(fill_units(columns, err));
    LTP_TRY(load_sectors(store, columns, err));
    LTP_TRY(load_crosswalk(store, columns, err));
    LTP_TRY(ltp_lines_load(store, household_size, columns, err));
    LTP_TRY(ltp_areas_load(store, columns, err));
    LTP_TRY(ltp_needs_load(store, columns, err));
    return ltp_studies_load(store, columns, err);
}
