/* Polygons to edges, shared borders once. */
#include "base/lang.h"
#include "gis/locator_grid.h"

#include <string.h>

typedef struct Collector {
    LtpEdge *edges;
    size_t count;
    uint32_t *table; /* hash table of edge number + 1; 0 = empty */
    size_t mask;
    LtpBox box;
    int32_t owner;       /* rank of the polygon being read */
    size_t n_ring_edges; /* of the polygon being read, sides of no length left out */
} Collector;

static LtpCode count_points(const LtpLonLat *points, size_t count, bool hole, void *arg,
                            LtpError *err)
{
    (void)points, (void)hole, (void)err;
    size_t *total = arg;
    *total += count;
    return LTP_OK;
}

static bool same_point(LtpLonLat a, LtpLonLat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

static LtpEdge edge_directed(LtpLonLat a, LtpLonLat b, int32_t owner)
{
    bool forward = a.lat < b.lat || (a.lat == b.lat && a.lon < b.lon);
    return (LtpEdge){.a = forward ? a : b, .b = forward ? b : a, .owner = {owner, LTP_NO_OWNER}};
}

static uint64_t edge_hash(const LtpEdge *edge)
{
    uint64_t bits[4], hash = 0;
    memcpy(bits, &edge->a, sizeof edge->a);
    memcpy(bits + 2, &edge->b, sizeof edge->b);
    for (int i = 0; i < 4; i++) {
        hash = (hash ^ bits[i]) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32;
    }
    return hash;
}

/* Gives the edge to one more polygon; false when it has two already. A polygon that has the edge
 * twice (a spike) does not bound anything there. */
static bool edge_share(LtpEdge *edge, int32_t owner)
{
    for (int side = 0; side < 2; side++)
        if (edge->owner[side] == owner) {
            edge->owner[side] = LTP_NO_OWNER;
            return true;
        }
    for (int side = 0; side < 2; side++)
        if (edge->owner[side] == LTP_NO_OWNER) {
            edge->owner[side] = owner;
            return true;
        }
    return false;
}

/* There is room: edges and table were made for every side of every ring. */
static void collector_add(Collector *to, LtpEdge edge)
{
    size_t slot = (size_t)edge_hash(&edge) & to->mask;
    for (; to->table[slot] != 0; slot = (slot + 1) & to->mask) {
        LtpEdge *old = &to->edges[to->table[slot] - 1];
        if (same_point(old->a, edge.a) && same_point(old->b, edge.b) &&
            edge_share(old, edge.owner[0]))
            return;
    }
    to->edges[to->count++] = edge;
    to->table[slot] = (uint32_t)to->count;
}

static void widen(LtpBox *box, LtpLonLat point)
{
    box->west = fmin(box->west, point.lon);
    box->east = fmax(box->east, point.lon);
    box->south = fmin(box->south, point.lat);
    box->north = fmax(box->north, point.lat);
}

static LtpCode collect_ring(const LtpLonLat *points, size_t count, bool hole, void *arg,
                            LtpError *err)
{
    (void)hole;
    Collector *to = arg;
    for (size_t i = 0; i + 1 < count; i++) {
        /* Adding 0 makes -0 equal to 0 bit by bit, as the hash needs it. */
        LtpLonLat a = {points[i].lon + 0.0, points[i].lat + 0.0};
        LtpLonLat b = {points[i + 1].lon + 0.0, points[i + 1].lat + 0.0};
        if (!isfinite(a.lon) || !isfinite(a.lat) || !isfinite(b.lon) || !isfinite(b.lat))
            return ltp_fail(err, LTP_EGEOM, _("The outline has a coordinate that is no number."));
        if (same_point(a, b))
            continue;
        widen(&to->box, a);
        collector_add(to, edge_directed(a, b, to->owner));
        to->n_ring_edges++;
    }
    return LTP_OK;
}

static LtpCode read_polygon(Collector *to, const LtpLocatorPolygon *polygon, int32_t rank,
                            LtpError *err)
{
    to->owner = rank;
    to->n_ring_edges = 0;
    LTP_TRY(ltp_wkb_rings(polygon->wkb, polygon->size, collect_ring, to, err));
    if (to->n_ring_edges == 0)
        return ltp_fail(err, LTP_EGEOM, _("The unit has no outline."));
    return LTP_OK;
}

/* Passes on why a polygon is refused, with its key; damaged bytes are a bad outline to the caller.
 */
static LtpCode refuse_polygon(const LtpLocatorPolygon *polygon, const LtpError *why, LtpError *err)
{
    LtpCode code = why->code == LTP_EFORMAT ? LTP_EGEOM : why->code;
    return ltp_fail(err, code, "%s: %s", polygon->key, why->msg);
}

static LtpCode count_all(const LtpLocatorPolygon *polygons, size_t count, size_t *n_points,
                         LtpError *err)
{
    for (size_t i = 0; i < count; i++) {
        LtpError why = {0};
        if (ltp_wkb_rings(polygons[i].wkb, polygons[i].size, count_points, n_points, &why) !=
            LTP_OK)
            return refuse_polygon(&polygons[i], &why, err);
    }
    if (*n_points > INT32_MAX / 2)
        return ltp_fail(err, LTP_ELIMIT, _("The outlines have too many points to be searched."));
    return LTP_OK;
}

static LtpCode read_all(Collector *to, const LtpLocatorPolygon *polygons, const int32_t *rank,
                        size_t count, LtpError *err)
{
    for (size_t i = 0; i < count; i++) {
        LtpError why = {0};
        if (read_polygon(to, &polygons[i], rank[i], &why) != LTP_OK)
            return refuse_polygon(&polygons[i], &why, err);
    }
    return LTP_OK;
}

LtpCode ltp_edges_read(const LtpLocatorPolygon *polygons, const int32_t *rank, size_t count,
                       LtpEdges *edges, LtpError *err)
{
    Collector to = {.box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL}};
    size_t most = 1, slots = 16;
    LtpCode rc;
    LTP_TRY(count_all(polygons, count, &most, err));
    while (slots < 2 * most)
        slots *= 2;
    to.mask = slots - 1;
    to.edges = ltp_malloc(most * sizeof *to.edges);
    to.table = ltp_calloc(slots, sizeof *to.table);
    if (to.edges == NULL || to.table == NULL)
        rc = ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    else
        rc = read_all(&to, polygons, rank, count, err);
    ltp_free(to.table);
    if (rc != LTP_OK) {
        ltp_free(to.edges);
        return rc;
    }
    *edges = (LtpEdges){.items = to.edges, .count = to.count, .box = to.box};
    return LTP_OK;
}

void ltp_edges_release(LtpEdges *edges)
{
    ltp_free(edges->items);
}
