#include "gis/crosswalk.h"
#include "base/hash.h"
#include "base/number.h"
#include "layers/crosswalk_internal.h"
#include "layers/sql.h"

#include <stdlib.h>

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
    LtpCrossRows shares = {0};
    LtpCode rc = ltp_cross_is_kept(store, from->id, to->id, &kept, err);
    if (rc != LTP_OK || kept)
        return rc;
    LTP_GO(ltp_cross_compute(store, from->name, to->name, &shares, err));
    LTP_GO(ltp_cross_keep(store, from->id, to->id, &shares, err));
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
    LtpCrossRows shares; /* while they are read */
    LtpHash *by_id;      /* key: the bytes of the unit's id; value: index into sources */
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

static LtpCode read_pair(LtpStore *store, int64_t from, int64_t to, LtpCrossRows *shares,
                         LtpError *err)
{
    /* CROSS JOIN keeps the order: else every pair of units of the two editions is tried. */
    static const char text[] =
        "SELECT s.from_unit, s.to_unit, s.share, s.people_share, s.covers FROM unit a "
        "CROSS JOIN crosswalk_share s ON s.from_unit = a.id CROSS JOIN unit b ON b.id = s.to_unit "
        "WHERE a.edition_id = ?1 AND b.edition_id = ?2";
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LtpCode rc;
    LTP_GO(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, from);
    ltp_sql_int(stmt, 2, to);
    LTP_GO(ltp_sql_step(store, stmt, &row, err));
    while (row) {
        const LtpCrossRow share = {ltp_sql_column_int(stmt, 0), ltp_sql_column_int(stmt, 1),
                                   ltp_sql_column_real(stmt, 2), ltp_sql_column_real(stmt, 3),
                                   ltp_sql_column_real(stmt, 4)};
        LTP_GO(ltp_cross_add(shares, share, err));
        LTP_GO(ltp_sql_step(store, stmt, &row, err));
    }
done:
    sqlite3_finalize(stmt);
    return rc;
}

static int by_source(const void *left, const void *right)
{
    const LtpCrossRow *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/* The deepest unit in which `sure` of the source's area lies: of one of its targets, or of an
 * ancestor whose targets together reach it. */
static int32_t find_certain(const LtpUnits *to, const LtpCrossRow *shares, size_t count)
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
static void fill_carries(LtpCrosswalk *c, const LtpCrossRow *shares, size_t count, Source *source)
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
    const LtpCrossRow *shares = c->shares.items;
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
    LTP_TRY(ltp_cross_is_kept(store, from->id, c->to->edition.id, &kept, err));
    return kept ? read_pair(store, from->id, c->to->edition.id, &c->shares, err)
                : ltp_cross_compute(store, from->name, c->to->edition.name, &c->shares, err);
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
