#include "layers/areas.h"

#include "base/lang.h"
#include "layers/sql.h"

/* ---- the units an area is asked about ---- */

struct LtpAreaUnits {
    LtpOverlay *overlay;
    LtpOutline *outlines;
    int32_t first; /* unit of outline 0: those of one level stand together */
    LtpOverlayPart *parts;
    size_t capacity;
};

LtpCode ltp_area_units_new(const LtpUnits *units, LtpAreaUnits **area_units, LtpError *err)
{
    LtpCode rc = LTP_OK;
    size_t first = 0, count = 0;
    int level = units->edition.deepest_level;
    LtpAreaUnits *made = ltp_calloc(1, sizeof *made);
    if (made == NULL)
        return ltp_fail_memory(err);
    made->outlines = ltp_calloc(units->count + 1, sizeof *made->outlines);
    if (made->outlines == NULL) {
        rc = ltp_fail_memory(err);
        goto done;
    }
    while (first < units->count && units->units[first].level != level)
        first++;
    for (; first + count < units->count && units->units[first + count].level == level; count++) {
        const LtpUnit *unit = &units->units[first + count];
        made->outlines[count] = (LtpOutline){unit->wkb, unit->wkb_size, unit->area_km2};
    }
    made->first = (int32_t)first;
    LTP_GO(ltp_overlay_new(made->outlines, count, &made->overlay, err));
    *area_units = made;
    made = NULL;
done:
    ltp_area_units_free(made);
    return rc;
}

void ltp_area_units_free(LtpAreaUnits *area_units)
{
    if (area_units == NULL)
        return;
    ltp_overlay_free(area_units->overlay);
    ltp_free(area_units->outlines);
    ltp_free(area_units->parts);
    ltp_free(area_units);
}

LtpCode ltp_area_units_parts(LtpAreaUnits *area_units, const void *wkb, size_t size,
                             const LtpOverlayPart **parts, size_t *count, double *outside,
                             LtpError *err)
{
    const LtpOverlayPart *found = NULL;
    LTP_TRY(ltp_overlay_parts(area_units->overlay, wkb, size, &found, count, outside, err));
    for (size_t i = 0; i < *count; i++) {
        LTP_TRY(ltp_grow((void **)&area_units->parts, &area_units->capacity, i,
                         sizeof *area_units->parts, err));
        area_units->parts[i] = found[i];
        area_units->parts[i].unit += area_units->first;
    }
    *parts = area_units->parts;
    return LTP_OK;
}

/* ---- in the store ---- */

LtpCode ltp_area_put(LtpStore *store, int64_t line_id, const LtpLineArea *area, LtpError *err)
{
    static const char text[] =
        "INSERT INTO line_area (line_id, area_km2, geom) VALUES (?1, ?2, GeomFromWKB(?3, 4326))";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, line_id);
    ltp_sql_real(stmt, 2, area->area_km2);
    ltp_sql_blob(stmt, 3, area->wkb, area->wkb_size);
    return ltp_sql_run(store, stmt, err);
}

typedef struct Dividing {
    LtpStore *store;
    const LtpUnits *units;
    LtpAreaUnits *area_units;
} Dividing;

static LtpCode keep_part(const Dividing *d, int64_t line_id, const LtpOverlayPart *part,
                         LtpError *err)
{
    static const char text[] =
        "INSERT INTO area_part (line_id, unit_id, of_area, of_unit) VALUES (?1, ?2, ?3, ?4)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(d->store, text, &stmt, err));
    ltp_sql_int(stmt, 1, line_id);
    ltp_sql_int(stmt, 2, d->units->units[part->unit].id);
    ltp_sql_real(stmt, 3, part->of_area);
    ltp_sql_real(stmt, 4, part->of_unit);
    return ltp_sql_run(d->store, stmt, err);
}

/* The area that `stmt` stands on. */
static LtpCode divide(const Dividing *d, sqlite3_stmt *stmt, LtpError *err)
{
    static const char done[] = "INSERT INTO area_edition (line_id, edition_id) VALUES (?1, ?2)";
    int64_t line_id = ltp_sql_column_int(stmt, 0);
    const void *wkb = sqlite3_column_blob(stmt, 1);
    size_t size = (size_t)sqlite3_column_bytes(stmt, 1), count = 0;
    const LtpOverlayPart *parts = NULL;
    double outside = 0;
    LTP_TRY(ltp_area_units_parts(d->area_units, wkb, size, &parts, &count, &outside, err));
    for (size_t i = 0; i < count; i++)
        LTP_TRY(keep_part(d, line_id, &parts[i], err));
    return ltp_sql_with_ids(d->store, done, line_id, d->units->edition.id, err);
}

static LtpCode divide_all(const Dividing *d, LtpError *err)
{
    static const char text[] =
        "SELECT line_id, ST_AsBinary(geom) FROM line_area WHERE line_id NOT IN "
        "(SELECT line_id FROM area_edition WHERE edition_id = ?1) ORDER BY line_id";
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LtpCode rc;
    LTP_GO(ltp_sql_prepare(d->store, text, &stmt, err));
    ltp_sql_int(stmt, 1, d->units->edition.id);
    LTP_GO(ltp_sql_step(d->store, stmt, &row, err));
    while (row) {
        LTP_GO(divide(d, stmt, err));
        LTP_GO(ltp_sql_step(d->store, stmt, &row, err));
    }
done:
    sqlite3_finalize(stmt);
    return rc;
}

static LtpCode divide_in(LtpStore *store, const char *edition, LtpError *err)
{
    LtpUnits *units = NULL;
    Dividing d = {.store = store};
    LtpCode rc;
    LTP_GO(ltp_units_load(store, edition, true, &units, err));
    d.units = units;
    LTP_GO(ltp_area_units_new(units, &d.area_units, err));
    LTP_GO(divide_all(&d, err));
done:
    ltp_area_units_free(d.area_units);
    ltp_units_free(units);
    return rc;
}

LtpCode ltp_areas_refresh(LtpStore *store, LtpError *err)
{
    static const char text[] =
        "SELECT name FROM edition e WHERE EXISTS (SELECT 1 FROM line_area a WHERE NOT EXISTS "
        "(SELECT 1 FROM area_edition d WHERE d.line_id = a.line_id AND d.edition_id = e.id)) "
        "ORDER BY id LIMIT 1";
    for (;;) {
        sqlite3_stmt *stmt;
        bool row = false;
        LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
        LTP_TRY(ltp_sql_step(store, stmt, &row, err));
        const char *edition = row ? ltp_store_keep(store, ltp_sql_column_text(stmt, 0)) : NULL;
        sqlite3_reset(stmt);
        if (edition == NULL)
            return row ? ltp_fail_memory(err) : LTP_OK;
        LTP_TRY(divide_in(store, edition, err));
    }
}
