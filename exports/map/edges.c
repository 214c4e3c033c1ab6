#include "exports/map/edges.h"

#include <math.h>
#include <stdlib.h>

LtpMapPoint ltp_map_point(LtpXY mm)
{
    return (LtpMapPoint){(int32_t)lround(mm.x / LTP_MAP_GRID),
                         (int32_t)lround(mm.y / LTP_MAP_GRID)};
}

LtpXY ltp_map_point_mm(LtpMapPoint point)
{
    return (LtpXY){point.x * LTP_MAP_GRID, point.y * LTP_MAP_GRID};
}

uint64_t ltp_map_point_hash(LtpMapPoint point)
{
    uint64_t h = (uint64_t)(uint32_t)point.x << 32 | (uint32_t)point.y;
    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDU;
    h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53U;
    return h ^ h >> 33;
}

static int compare(LtpMapPoint a, LtpMapPoint b)
{
    return a.x != b.x ? (a.x > b.x) - (a.x < b.x) : (a.y > b.y) - (a.y < b.y);
}

/* ---- the set ---- */

/* Open addressing, never more than half full. */
LtpCode ltp_map_edges_init(LtpMapEdges *edges, size_t most, LtpError *err)
{
    size_t size = 64;
    while (size < 2 * most)
        size *= 2;
    edges->slots = ltp_calloc(size, sizeof *edges->slots);
    edges->states = ltp_calloc(size, sizeof *edges->states);
    edges->mask = size - 1;
    return edges->slots && edges->states ? LTP_OK : ltp_fail_memory(err);
}

void ltp_map_edges_release(LtpMapEdges *edges)
{
    ltp_free(edges->slots);
    ltp_free(edges->states);
    *edges = (LtpMapEdges){0};
}

static LtpMapEdge edge_of(LtpMapPoint a, LtpMapPoint b)
{
    return compare(a, b) <= 0 ? (LtpMapEdge){a, b} : (LtpMapEdge){b, a};
}

static size_t find(const LtpMapEdges *edges, LtpMapEdge edge)
{
    uint64_t h = ltp_map_point_hash(edge.a) * 31 + ltp_map_point_hash(edge.b);
    size_t at = (size_t)h & edges->mask;
    while (edges->states[at] &&
           (compare(edges->slots[at].a, edge.a) != 0 || compare(edges->slots[at].b, edge.b) != 0))
        at = (at + 1) & edges->mask;
    return at;
}

bool ltp_map_edges_add(LtpMapEdges *edges, LtpXY a, LtpXY b)
{
    LtpMapEdge edge = edge_of(ltp_map_point(a), ltp_map_point(b));
    size_t at = find(edges, edge);
    if (edges->states[at])
        return false;
    edges->slots[at] = edge;
    edges->states[at] = 1;
    return true;
}

/* In when it was out, out when it was in. */
static void toggle(LtpMapEdges *edges, LtpMapPoint a, LtpMapPoint b)
{
    LtpMapEdge edge = edge_of(a, b);
    size_t at = find(edges, edge);
    edges->slots[at] = edge;
    edges->states[at] = edges->states[at] == 1 ? 2 : 1;
}

/* ---- melting ---- */

/* One end of an edge that is left, to walk from. */
typedef struct Step {
    LtpMapPoint from, to;
    size_t edge;
} Step;

typedef struct Walk {
    Step *steps; /* sorted by `from` */
    size_t n;
    bool *used; /* by edge */
} Walk;

static int by_start(const void *left, const void *right)
{
    const Step *a = left, *b = right;
    int order = compare(a->from, b->from);
    return order != 0 ? order : compare(a->to, b->to);
}

static void toggle_outline(LtpMapEdges *edges, const LtpShape *shape)
{
    size_t start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++]) {
        size_t n = shape->ends[ring] - start;
        LtpMapPoint last = ltp_map_point(shape->points[start + n - 1]);
        for (size_t i = 0; i < n; i++) {
            LtpMapPoint next = ltp_map_point(shape->points[start + i]);
            toggle(edges, last, next);
            last = next;
        }
    }
}

static LtpCode prepare_walk(const LtpMapEdges *edges, Walk *walk, LtpError *err)
{
    size_t left = 0;
    for (size_t i = 0; i <= edges->mask; i++)
        left += edges->states[i] == 1;
    walk->steps = ltp_malloc((2 * left + 1) * sizeof *walk->steps);
    walk->used = ltp_calloc(left + 1, sizeof *walk->used);
    if (!walk->steps || !walk->used)
        return ltp_fail_memory(err);
    for (size_t i = 0, edge = 0; i <= edges->mask; i++)
        if (edges->states[i] == 1) {
            LtpMapEdge e = edges->slots[i];
            walk->steps[walk->n++] = (Step){e.a, e.b, edge};
            walk->steps[walk->n++] = (Step){e.b, e.a, edge++};
        }
    qsort(walk->steps, walk->n, sizeof *walk->steps, by_start);
    return LTP_OK;
}

/* A step onwards from the point that was not gone yet; NULL at a dead end. */
static const Step *step_from(const Walk *walk, LtpMapPoint from)
{
    size_t low = 0, high = walk->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare(walk->steps[middle].from, from) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < walk->n && compare(walk->steps[low].from, from) == 0; low++)
        if (!walk->used[walk->steps[low].edge])
            return &walk->steps[low];
    return NULL;
}

/* Every point has an even number of edges left, so a walk ends where it began. */
static LtpCode walk_ring(Walk *walk, const Step *first, LtpShape *out, LtpError *err)
{
    size_t start = out->n_points;
    for (const Step *step = first; step; step = step_from(walk, step->to)) {
        walk->used[step->edge] = true;
        LTP_TRY(ltp_grow((void **)&out->points, &out->points_capacity, out->n_points,
                         sizeof *out->points, err));
        out->points[out->n_points++] = ltp_map_point_mm(step->from);
        if (compare(step->to, first->from) == 0)
            break;
    }
    if (out->n_points < start + 3) {
        out->n_points = start;
        return LTP_OK;
    }
    LTP_TRY(
        ltp_grow((void **)&out->ends, &out->rings_capacity, out->n_rings, sizeof *out->ends, err));
    out->ends[out->n_rings++] = out->n_points;
    return LTP_OK;
}

LtpCode ltp_map_melt(const LtpShape *const *shapes, size_t n, LtpShape *melted, LtpError *err)
{
    LtpMapEdges edges = {0};
    Walk walk = {0};
    LtpCode rc;
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        most += shapes[i]->n_points;
    melted->n_points = melted->n_rings = 0;
    LTP_GO(ltp_map_edges_init(&edges, most, err));
    for (size_t i = 0; i < n; i++)
        toggle_outline(&edges, shapes[i]);
    LTP_GO(prepare_walk(&edges, &walk, err));
    for (size_t i = 0; i < walk.n; i++)
        if (!walk.used[walk.steps[i].edge])
            LTP_GO(walk_ring(&walk, &walk.steps[i], melted, err));
done:
    ltp_map_edges_release(&edges);
    ltp_free(walk.steps);
    ltp_free(walk.used);
    return rc;
}
