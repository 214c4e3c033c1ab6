#include "layers/crosswalk.h"

#include "base/hash.h"
#include "base/lang.h"
#include "base/number.h"
#include "gis/crosswalk.h"
#include "gis/locator.h"
#include "layers/sql.h"

#include <stdlib.h>

/* ---- one pair: computing ---- */

/* A row of crosswalk_share; NaN = not by that measure. */
typedef struct Share {
    int64_t from, to; /* unit ids */
    double share, people_share, covers;
} Share;

typedef struct Shares {
    Share *items;
    size_t count, capacity;
} Shares;

static Share *share_of(Shares *shares, size_t first, int64_t from, int64_t to)
{
    for (size_t i = first; i < shares->count; i++)
        if (shares->items[i].from == from && shares->items[i].to == to)
            return &shares->items[i];
    return NULL;
}

static LtpCode add_share(Shares *shares, Share share, LtpError *err)
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

/* Shares by area of one level of `from` in one of `to`. */
static LtpCode area_shares(LtpGis *gis, const LtpUnits *from, const Level *a, const LtpUnits *to,
                           const Level *b, Shares *shares, LtpError *err)
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
        Share share = {.from = from->units[a->units[found[i].from]].id,
                       .to = to->units[b->units[found[i].to]].id,
                       .share = found[i].share,
                       .people_share = ltp_null_real(),
                       .covers = overlaps[o].area_km2 / b->areas_km2[found[i].to]};
        LTP_GO(add_share(shares, share, err));
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

static LtpCode take_people(Shares *shares, size_t first, Share people, LtpError *err)
{
    Share *known = share_of(shares, first, people.from, people.to);
    if (known == NULL)
        return add_share(shares, people, err);
    known->people_share = people.people_share;
    return LTP_OK;
}

static LtpCode people_shares(LtpStore *store, const LtpUnits *from, const Level *a,
                             const LtpUnits *to, const Level *b, Shares *shares, size_t first,
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
        const Share share = {.from = from->units[a->units[found[i].from]].id,
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
                             int level, bool people, Shares *shares, LtpError *err)
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

static LtpCode compute(LtpStore *store, const char *from_name, const char *to_name, Shares *shares,
                       LtpError *err)
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

/* ---- one pair: kept in the store ---- */

static LtpCode newest_places(LtpStore *store, int64_t *import_id, LtpError *err)
{
    static const char text[] = "SELECT coalesce(max(import_id), 0) FROM place";
    sqlite3_stmt *stmt = NULL;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    return ltp_sql_value(store, stmt, import_id, err);
}

static LtpCode is_kept(LtpStore *store, int64_t from, int64_t to, bool *kept, LtpError *err)
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

static LtpCode keep_share(LtpStore *store, const Share *share, LtpError *err)
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

static LtpCode keep(LtpStore *store, int64_t from, int64_t to, const Shares *shares, LtpError *err)
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

/* ---- all pairs ---- */

typedef struct Editions {
    LtpEdition *items;
    size_t count, capacity;
} Editions;

static LtpCode note_edition(const LtpEdition *edition, void *arg, LtpError *err)
{
    Editions *editions = arg;
    LTP_TRY(ltp_grow((void **)&editions->items, &editions->capacity, editions->count,
                     sizeof *editions->items, err));
    editions->items[editions->count++] = *edition;
    return LTP_OK;
}

static LtpCode refresh_pair(LtpStore *store, const LtpEdition *from, const LtpEdition *to,
                            LtpError *err)
{
    bool kept = false;
    Shares shares = {0};
    LtpCode rc = is_kept(store, from->id, to->id, &kept, err);
    if (rc != LTP_OK || kept)
        return rc;
    LTP_GO(compute(store, from->name, to->name, &shares, err));
    LTP_GO(keep(store, from->id, to->id, &shares, err));
done:
    ltp_free(shares.items);
    return rc;
}

LtpCode ltp_crosswalk_refresh(LtpStore *store, LtpError *err)
{
    Editions editions = {0};
    LtpCode rc;
    LTP_GO(ltp_edition_each(store, note_edition, &editions, err));
    for (size_t i = 0; i < editions.count; i++)
        for (size_t k = 0; k < editions.count; k++)
            if (i != k)
                LTP_GO(refresh_pair(store, &editions.items[i], &editions.items[k], err));
done:
    ltp_free(editions.items);
    return rc;
}

/* ---- in memory ---- */

/* What is known of one unit of another edition: carries[first ..), by unit of `to`. */
typedef struct Source {
    size_t first, count;
    int32_t certain;
} Source;

struct LtpCrosswalk {
    const LtpUnits *to;
    Shares shares;  /* while they are read */
    LtpHash *by_id; /* key: the bytes of the unit's id; value: index into sources */
    Source *sources;
    size_t n_sources, sources_capacity;
    LtpCarry *carries;
};

void ltp_crosswalk_free(LtpCrosswalk *crosswalk)
{
    if (crosswalk == NULL)
        return;
    ltp_hash_free(crosswalk->by_id);
    ltp_free(crosswalk->shares.items);
    ltp_free(crosswalk->sources);
    ltp_free(crosswalk->carries);
    ltp_free(crosswalk);
}

static LtpCode read_pair(LtpStore *store, int64_t from, int64_t to, Shares *shares, LtpError *err)
{
    static const char text[] =
        "SELECT s.from_unit, s.to_unit, s.share, s.people_share, s.covers FROM crosswalk_share s "
        "JOIN unit a ON a.id = s.from_unit JOIN unit b ON b.id = s.to_unit "
        "WHERE a.edition_id = ?1 AND b.edition_id = ?2";
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LtpCode rc;
    LTP_GO(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, from);
    ltp_sql_int(stmt, 2, to);
    LTP_GO(ltp_sql_step(store, stmt, &row, err));
    while (row) {
        const Share share = {ltp_sql_column_int(stmt, 0), ltp_sql_column_int(stmt, 1),
                             ltp_sql_column_real(stmt, 2), ltp_sql_column_real(stmt, 3),
                             ltp_sql_column_real(stmt, 4)};
        LTP_GO(add_share(shares, share, err));
        LTP_GO(ltp_sql_step(store, stmt, &row, err));
    }
done:
    sqlite3_finalize(stmt);
    return rc;
}

static int by_source(const void *left, const void *right)
{
    const Share *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/* The deepest unit in which `sure` of the source's area lies: of one of its targets, or of an
 * ancestor whose targets together reach it. */
static int32_t find_certain(const LtpUnits *to, const Share *shares, size_t count)
{
    const double sure = LTP_CROSS_SURE_PERCENT / 100.0;
    for (int level = LTP_LEVELS - 1; level >= 0; level--)
        for (size_t i = 0; i < count; i++) {
            int32_t unit = ltp_units_ancestor(to, ltp_units_by_id(to, shares[i].to), level);
            double sum = 0;
            for (size_t k = 0; unit >= 0 && k < count; k++) {
                int32_t target = ltp_units_by_id(to, shares[k].to);
                if (!ltp_is_null_real(shares[k].share) &&
                    ltp_units_ancestor(to, target, level) == unit)
                    sum += shares[k].share;
            }
            if (sum >= sure)
                return unit;
        }
    return -1;
}

/* Fills the carries of one source from its shares. */
static void fill_carries(LtpCrosswalk *c, const Share *shares, size_t count, Source *source)
{
    bool by_people = false;
    for (size_t i = 0; i < count; i++)
        by_people |= !ltp_is_null_real(shares[i].people_share);
    for (size_t i = 0; i < count; i++) {
        double share = by_people ? shares[i].people_share : shares[i].share;
        if (!ltp_is_null_real(share))
            c->carries[source->first + source->count++] =
                (LtpCarry){ltp_units_by_id(c->to, shares[i].to), share, shares[i].covers};
    }
}

static LtpCode arrange(LtpCrosswalk *c, LtpError *err)
{
    const Share *shares = c->shares.items;
    size_t n = c->shares.count, used = 0;
    c->by_id = ltp_hash_new();
    c->carries = ltp_calloc(n + 1, sizeof *c->carries);
    if (c->by_id == NULL || c->carries == NULL)
        return ltp_fail_memory(err);
    if (n > 0)
        qsort(c->shares.items, n, sizeof *shares, by_source);
    for (size_t i = 0, end = 0; i < n; i = end) {
        for (end = i; end < n && shares[end].from == shares[i].from; end++)
            continue;
        Source source = {.first = used, .certain = find_certain(c->to, &shares[i], end - i)};
        fill_carries(c, &shares[i], end - i, &source);
        used += source.count;
        LTP_TRY(ltp_grow((void **)&c->sources, &c->sources_capacity, c->n_sources,
                         sizeof *c->sources, err));
        LTP_TRY(ltp_hash_set_bytes(c->by_id, &shares[i].from, sizeof shares[i].from,
                                   (int64_t)c->n_sources, err));
        c->sources[c->n_sources++] = source;
    }
    return LTP_OK;
}

static LtpCode load_pair(LtpStore *store, const LtpEdition *from, LtpCrosswalk *c, LtpError *err)
{
    bool kept = false;
    LTP_TRY(is_kept(store, from->id, c->to->edition.id, &kept, err));
    return kept ? read_pair(store, from->id, c->to->edition.id, &c->shares, err)
                : compute(store, from->name, c->to->edition.name, &c->shares, err);
}

LtpCode ltp_crosswalk_load(LtpStore *store, const LtpUnits *to, LtpCrosswalk **crosswalk,
                           LtpError *err)
{
    LtpCode rc;
    Editions editions = {0};
    LtpCrosswalk *made = ltp_calloc(1, sizeof *made);
    if (made == NULL)
        return ltp_fail_memory(err);
    made->to = to;
    LTP_GO(ltp_edition_each(store, note_edition, &editions, err));
    for (size_t i = 0; i < editions.count; i++)
        if (editions.items[i].id != to->edition.id)
            LTP_GO(load_pair(store, &editions.items[i], made, err));
    LTP_GO(arrange(made, err));
    *crosswalk = made;
    made = NULL;
done:
    ltp_free(editions.items);
    ltp_crosswalk_free(made);
    return rc;
}

static const Source *find_source(const LtpCrosswalk *crosswalk, int64_t unit_id)
{
    int64_t at = ltp_hash_get_bytes(crosswalk->by_id, &unit_id, sizeof unit_id);
    return at < 0 ? NULL : &crosswalk->sources[at];
}

int32_t ltp_crosswalk_certain(const LtpCrosswalk *crosswalk, int64_t unit_id)
{
    const Source *source = find_source(crosswalk, unit_id);
    return source == NULL ? -1 : source->certain;
}

const LtpCarry *ltp_crosswalk_carry(const LtpCrosswalk *crosswalk, int64_t unit_id, size_t *count)
{
    const Source *source = find_source(crosswalk, unit_id);
    *count = source == NULL ? 0 : source->count;
    return source == NULL ? NULL : &crosswalk->carries[source->first];
}
