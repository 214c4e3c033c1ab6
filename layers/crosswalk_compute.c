#include "base/number.h"
#include "gis/crosswalk.h"
#include "gis/locator.h"
#include "layers/crosswalk_internal.h"
#include "layers/sql.h"

#include <stdlib.h>

/* ---- computing ---- */

static LtpCrossRow *share_of(LtpCrossRows *shares, size_t first, int64_t from, int64_t to)
{
    for (size_t i = first; i < shares->count; i++)
        if (shares->items[i].from == from && shares->items[i].to == to)
            return &shares->items[i];
    return NULL;
}

LtpCode ltp_cross_add(LtpCrossRows *shares, LtpCrossRow share, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&shares->items, &shares->capacity, shares->count,
                     sizeof *shares->items, err));
    shares->items[shares->count++] = share;
    return LTP_OK;
}

/* The units of one level: indexes into the edition's units, and their outlines. */
typedef struct Level {
    int32_t *units;
    LtpOutline *outlines;
    double *areas_km2;
    size_t count;
} Level;

static void level_release(Level *level)
{
    ltp_free(level->units);
    ltp_free(level->outlines);
    ltp_free(level->areas_km2);
}

static LtpCode level_of(const LtpUnits *units, int number, Level *level, LtpError *err)
{
    level->units = ltp_calloc(units->count + 1, sizeof *level->units);
    level->outlines = ltp_calloc(units->count + 1, sizeof *level->outlines);
    level->areas_km2 = ltp_calloc(units->count + 1, sizeof *level->areas_km2);
    if (!level->units || !level->outlines || !level->areas_km2)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < units->count; i++) {
        const LtpUnit *unit = &units->units[i];
        if (unit->level != number)
            continue;
        level->units[level->count] = (int32_t)i;
        level->outlines[level->count] = (LtpOutline){unit->wkb, unit->wkb_size, unit->area_km2};
        level->areas_km2[level->count++] = unit->area_km2;
    }
    return LTP_OK;
}

static int deepest_level(const LtpUnits *units)
{
    return units->count == 0 ? -1 : units->units[units->count - 1].level;
}

/* LtpCrossRows by area of one level of `from` in one of `to`. */
static LtpCode area_shares(LtpGis *gis, const LtpUnits *from, const Level *a, const LtpUnits *to,
                           const Level *b, LtpCrossRows *shares, LtpError *err)
{
    LtpOverlap *overlaps = NULL;
    LtpCrossShare *found = NULL;
    size_t n_overlaps = 0, n_found = 0, o = 0;
    LtpCode rc;
    LTP_GO(ltp_crosswalk_overlaps(gis, a->outlines, a->count, b->outlines, b->count, &overlaps,
                                  &n_overlaps, err));
    LTP_GO(ltp_crosswalk_shares(overlaps, n_overlaps, a->areas_km2, &found, &n_found, err));
    for (size_t i = 0; i < n_found; i++) {
        while (overlaps[o].from != found[i].from || overlaps[o].to != found[i].to)
            o++;
        LtpCrossRow share = {.from = from->units[a->units[found[i].from]].id,
                             .to = to->units[b->units[found[i].to]].id,
                             .share = found[i].share,
                             .people_share = ltp_null_real(),
                             .covers = overlaps[o].area_km2 / b->areas_km2[found[i].to]};
        LTP_GO(ltp_cross_add(shares, share, err));
    }
done:
    ltp_free(found);
    ltp_free(overlaps);
    return rc;
}

/* ---- shares by the people of settlements ---- */

static LtpCode locator_of(const LtpUnits *units, const Level *level, LtpLocator **locator,
                          LtpError *err)
{
    LtpLocatorPolygon *polygons = ltp_calloc(level->count + 1, sizeof *polygons);
    if (polygons == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < level->count; i++)
        polygons[i] = (LtpLocatorPolygon){units->units[level->units[i]].pcode,
                                          level->outlines[i].wkb, level->outlines[i].size};
    LtpCode rc = ltp_locator_new(polygons, level->count, locator, err);
    ltp_free(polygons);
    return rc;
}

static int by_pair(const void *left, const void *right)
{
    const LtpOverlap *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/* One entry a settlement with people that lies in both editions: its people as the "area". */
static LtpCode place_settlements(LtpStore *store, const LtpLocator *a, const LtpLocator *b,
                                 LtpOverlap **out, size_t *count, LtpError *err)
{
    static const char text[] = "SELECT population, ST_X(geom), ST_Y(geom) FROM place "
                               "WHERE population > 0 AND geom IS NOT NULL";
    LtpOverlap *items = NULL;
    size_t capacity = 0;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LtpCode rc;
    LTP_GO(ltp_sql_prepare(store, text, &stmt, err));
    LTP_GO(ltp_sql_step(store, stmt, &row, err));
    while (row) {
        LtpLonLat point = {sqlite3_column_double(stmt, 1), sqlite3_column_double(stmt, 2)};
        int32_t from = ltp_locator_find(a, point), to = ltp_locator_find(b, point);
        if (from >= 0 && to >= 0) {
            LTP_GO(ltp_grow((void **)&items, &capacity, *count, sizeof *items, err));
            items[(*count)++] = (LtpOverlap){from, to, sqlite3_column_double(stmt, 0)};
        }
        LTP_GO(ltp_sql_step(store, stmt, &row, err));
    }
    *out = items;
    items = NULL;
done:
    sqlite3_finalize(stmt);
    ltp_free(items);
    return rc;
}

/* Sorts, joins equal pairs, and sums what each source has in all. */
static size_t join_pairs(LtpOverlap *pairs, size_t count, double *totals)
{
    size_t kept = 0;
    if (count > 0)
        qsort(pairs, count, sizeof *pairs, by_pair);
    for (size_t i = 0; i < count; i++) {
        totals[pairs[i].from] += pairs[i].area_km2;
        if (kept > 0 && by_pair(&pairs[kept - 1], &pairs[i]) == 0)
            pairs[kept - 1].area_km2 += pairs[i].area_km2;
        else
            pairs[kept++] = pairs[i];
    }
    return kept;
}

static LtpCode take_people(LtpCrossRows *shares, size_t first, LtpCrossRow people, LtpError *err)
{
    LtpCrossRow *known = share_of(shares, first, people.from, people.to);
    if (known == NULL)
        return ltp_cross_add(shares, people, err);
    known->people_share = people.people_share;
    return LTP_OK;
}

static LtpCode people_shares(LtpStore *store, const LtpUnits *from, const Level *a,
                             const LtpUnits *to, const Level *b, LtpCrossRows *shares, size_t first,
                             LtpError *err)
{
    LtpLocator *in_from = NULL, *in_to = NULL;
    LtpOverlap *pairs = NULL;
    LtpCrossShare *found = NULL;
    size_t count = 0, n_found = 0;
    double *totals = ltp_calloc(a->count + 1, sizeof *totals);
    LtpCode rc = totals == NULL ? ltp_fail_memory(err) : LTP_OK;
    if (rc != LTP_OK)
        return rc;
    LTP_GO(locator_of(from, a, &in_from, err));
    LTP_GO(locator_of(to, b, &in_to, err));
    LTP_GO(place_settlements(store, in_from, in_to, &pairs, &count, err));
    count = join_pairs(pairs, count, totals);
    LTP_GO(ltp_crosswalk_shares(pairs, count, totals, &found, &n_found, err));
    for (size_t i = 0; i < n_found; i++) {
        const LtpCrossRow share = {.from = from->units[a->units[found[i].from]].id,
                                   .to = to->units[b->units[found[i].to]].id,
                                   .share = ltp_null_real(),
                                   .people_share = found[i].share};
        LTP_GO(take_people(shares, first, share, err));
    }
done:
    ltp_free(found);
    ltp_free(pairs);
    ltp_free(totals);
    ltp_locator_free(in_to);
    ltp_locator_free(in_from);
    return rc;
}

static bool has_outlines(const Level *level)
{
    for (size_t i = 0; i < level->count; i++)
        if (level->outlines[i].wkb == NULL)
            return false;
    return level->count > 0;
}

/* A level that `to` does not have goes into its deepest one. */
static LtpCode compute_level(LtpStore *store, LtpGis *gis, const LtpUnits *from, const LtpUnits *to,
                             int level, bool people, LtpCrossRows *shares, LtpError *err)
{
    Level a = {0}, b = {0};
    int deepest = deepest_level(to);
    size_t first = shares->count;
    LtpCode rc;
    LTP_GO(level_of(from, level, &a, err));
    LTP_GO(level_of(to, level < deepest ? level : deepest, &b, err));
    LTP_GO(area_shares(gis, from, &a, to, &b, shares, err));
    if (people && has_outlines(&a) && has_outlines(&b))
        LTP_GO(people_shares(store, from, &a, to, &b, shares, first, err));
done:
    level_release(&a);
    level_release(&b);
    return rc;
}

static LtpCode any_people(LtpStore *store, bool *any, LtpError *err)
{
    static const char text[] =
        "SELECT EXISTS (SELECT 1 FROM place WHERE population > 0 AND geom IS NOT NULL)";
    sqlite3_stmt *stmt = NULL;
    int64_t value = 0;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    LTP_TRY(ltp_sql_value(store, stmt, &value, err));
    *any = value == 1;
    return LTP_OK;
}

LtpCode ltp_cross_compute(LtpStore *store, const char *from_name, const char *to_name,
                          LtpCrossRows *shares, LtpError *err)
{
    LtpUnits *from = NULL, *to = NULL;
    LtpGis *gis = NULL;
    bool people = false;
    LtpCode rc;
    LTP_GO(ltp_gis_new(&gis, err));
    LTP_GO(ltp_units_load(store, from_name, true, &from, err));
    LTP_GO(ltp_units_load(store, to_name, true, &to, err));
    LTP_GO(any_people(store, &people, err));
    for (int level = 0; level <= deepest_level(from); level++)
        LTP_GO(compute_level(store, gis, from, to, level, people, shares, err));
done:
    ltp_units_free(to);
    ltp_units_free(from);
    ltp_gis_free(gis);
    return rc;
}

/* ---- kept in the store ---- */

static LtpCode newest_places(LtpStore *store, int64_t *import_id, LtpError *err)
{
    static const char text[] = "SELECT coalesce(max(import_id), 0) FROM place";
    sqlite3_stmt *stmt = NULL;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    return ltp_sql_value(store, stmt, import_id, err);
}

LtpCode ltp_cross_is_kept(LtpStore *store, int64_t from, int64_t to, bool *kept, LtpError *err)
{
    static const char text[] =
        "SELECT count(*) FROM crosswalk WHERE from_edition = ?1 AND to_edition = ?2 "
        "AND places = ?3";
    sqlite3_stmt *stmt = NULL;
    int64_t count = 0, places = 0;
    LTP_TRY(newest_places(store, &places, err));
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, from);
    ltp_sql_int(stmt, 2, to);
    ltp_sql_int(stmt, 3, places);
    LTP_TRY(ltp_sql_value(store, stmt, &count, err));
    *kept = count == 1;
    return LTP_OK;
}

static LtpCode keep_share(LtpStore *store, const LtpCrossRow *share, LtpError *err)
{
    static const char text[] =
        "INSERT INTO crosswalk_share (from_unit, to_unit, share, people_share, covers) "
        "VALUES (?1, ?2, ?3, ?4, ?5)";
    sqlite3_stmt *stmt = NULL;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, share->from);
    ltp_sql_int(stmt, 2, share->to);
    ltp_sql_real(stmt, 3, share->share);
    ltp_sql_real(stmt, 4, share->people_share);
    ltp_sql_real(stmt, 5, share->covers);
    return ltp_sql_run(store, stmt, err);
}

LtpCode ltp_cross_keep(LtpStore *store, int64_t from, int64_t to, const LtpCrossRows *shares,
                       LtpError *err)
{
    static const char forget[] =
        "DELETE FROM crosswalk_share WHERE from_unit IN (SELECT id FROM unit WHERE edition_id = "
        "?1) AND to_unit IN (SELECT id FROM unit WHERE edition_id = ?2)";
    static const char note[] =
        "INSERT OR REPLACE INTO crosswalk (from_edition, to_edition, places) VALUES (?1, ?2, ?3)";
    sqlite3_stmt *stmt = NULL;
    int64_t places = 0;
    LTP_TRY(ltp_sql_with_ids(store, forget, from, to, err));
    for (size_t i = 0; i < shares->count; i++)
        LTP_TRY(keep_share(store, &shares->items[i], err));
    LTP_TRY(newest_places(store, &places, err));
    LTP_TRY(ltp_sql_cached(store, note, &stmt, err));
    ltp_sql_int(stmt, 1, from);
    ltp_sql_int(stmt, 2, to);
    ltp_sql_int(stmt, 3, places);
    return ltp_sql_run(store, stmt, err);
}
