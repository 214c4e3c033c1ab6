/* The areas of lines as columns in memory: what each covers of the units, and its outline when the
 * run asks for it. */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include <string.h>

extern const char ltp_text_sql_analysis_areas_sql[];

typedef struct Areas {
    LtpColumns *columns;
    size_t count, capacity, n_parts, parts_capacity;
    size_t at; /* the line that is being looked for: both come in the order of line ids */
    uint32_t *line;
    LtpBox *box;
    uint32_t *part_begin;
    int32_t *part_unit;
    double *part_share;
} Areas;

/* One row a part; an area without any in this edition has one of unit NULL. */
static LtpCode read_part(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    Areas *a = arg;
    const LtpColumns *columns = a->columns;
    size_t n_lines = columns->input.lines.count;
    int64_t line_id = ltp_sql_column_int(stmt, 0);
    (void)err;
    while (a->at < n_lines && columns->line_id[a->at] < line_id)
        a->at++;
    if (a->at == n_lines || columns->line_id[a->at] != line_id)
        return LTP_OK; /* a line that no longer counts */
    if (a->count == 0 || a->line[a->count - 1] != a->at) {
        if (a->count == a->capacity)
            return LTP_OK;
        a->line[a->count] = (uint32_t)a->at;
        a->box[a->count] = (LtpBox){ltp_sql_column_real(stmt, 3), ltp_sql_column_real(stmt, 4),
                                    ltp_sql_column_real(stmt, 5), ltp_sql_column_real(stmt, 6)};
        a->part_begin[a->count++] = (uint32_t)a->n_parts;
    }
    int32_t unit = ltp_units_by_id(columns->units, ltp_sql_column_int(stmt, 1));
    if (unit >= 0 && a->n_parts < a->parts_capacity) {
        a->part_unit[a->n_parts] = unit;
        a->part_share[a->n_parts++] = ltp_sql_column_real(stmt, 2);
    }
    a->part_begin[a->count] = (uint32_t)a->n_parts;
    return LTP_OK;
}

/* ---- outlines ---- */

/* The WKB that `text` gives for an id, in the arena of the columns. */
static LtpCode fetch(LtpColumns *columns, const char *text, int64_t id, const void **wkb,
                     size_t *size, LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_cached(columns->store, text, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    LTP_TRY(ltp_sql_step(columns->store, stmt, &row, err));
    *size = row ? (size_t)sqlite3_column_bytes(stmt, 0) : 0;
    void *copy = *size > 0 ? ltp_arena_alloc(&columns->arena, *size) : NULL;
    if (copy != NULL)
        memcpy(copy, sqlite3_column_blob(stmt, 0), *size);
    sqlite3_reset(stmt);
    *wkb = copy;
    return copy != NULL ? LTP_OK : ltp_fail(err, LTP_ESTORE, _("an outline cannot be read"));
}

static LtpCode area_outline(void *arg, size_t area, const void **wkb, size_t *size, LtpError *err)
{
    static const char text[] = "SELECT ST_AsBinary(geom) FROM line_area WHERE line_id = ?1";
    LtpColumns *columns = arg;
    return fetch(columns, text, columns->line_id[columns->input.areas.line[area]], wkb, size, err);
}

static LtpCode unit_outline(void *arg, int32_t unit, const void **wkb, size_t *size, LtpError *err)
{
    static const char text[] = "SELECT ST_AsBinary(geom) FROM unit WHERE id = ?1";
    LtpColumns *columns = arg;
    return fetch(columns, text, columns->units->units[unit].id, wkb, size, err);
}

/* ---- loading ---- */

static LtpCode make_room(Areas *a, LtpError *err)
{
    LtpColumns *c = a->columns;
    size_t n = a->capacity, p = a->parts_capacity;
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *a->line, (void **)&a->line, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *a->box, (void **)&a->box, err));
    LTP_TRY(ltp_columns_alloc(c, n + 1, sizeof *a->part_begin, (void **)&a->part_begin, err));
    LTP_TRY(ltp_columns_alloc(c, p, sizeof *a->part_unit, (void **)&a->part_unit, err));
    return ltp_columns_alloc(c, p, sizeof *a->part_share, (void **)&a->part_share, err);
}

LtpCode ltp_areas_load(LtpStore *store, LtpColumns *columns, LtpError *err)
{
    static const char areas_text[] = "SELECT count(*) FROM line_area";
    static const char parts_text[] =
        "SELECT count(*) FROM area_part p JOIN unit u ON u.id = p.unit_id WHERE u.edition_id = ?1";
    Areas a = {.columns = columns};
    columns->store = store;
    LTP_TRY(ltp_columns_count(store, columns, areas_text, &a.capacity, err));
    if (a.capacity == 0)
        return LTP_OK;
    LTP_TRY(ltp_columns_count(store, columns, parts_text, &a.parts_capacity, err));
    LTP_TRY(make_room(&a, err));
    LTP_TRY(ltp_columns_each(store, columns, ltp_text_sql_analysis_areas_sql, read_part, &a, err));
    columns->input.areas = (LtpCoverageAreas){.known = true,
                                              .count = a.count,
                                              .line = a.line,
                                              .box = a.box,
                                              .part_begin = a.part_begin,
                                              .part_unit = a.part_unit,
                                              .part_share = a.part_share,
                                              .area_outline = area_outline,
                                              .unit_outline = unit_outline,
                                              .arg = columns};
    return LTP_OK;
}
