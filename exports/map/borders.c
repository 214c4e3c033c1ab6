/* Borders, each line once: neighbours share it, and so do the units above them. The highest level
 * draws it; whoever comes later leaves it out. Half the ink, and half the file. */
#include "exports/map/view.h"

#include <math.h>
#include <string.h>

#define STEPS 100.0 /* to the millimetre: points on paper lie on a coarser grid */

typedef struct Edge {
    int32_t ax, ay, bx, by;
} Edge;

/* A set of edges: open addressing, never more than half full. */
typedef struct EdgeSet {
    Edge *slots;
    bool *used;
    size_t mask;
} EdgeSet;

static LtpCode set_init(EdgeSet *set, size_t edges, LtpError *err)
{
    size_t size = 64;
    while (size < 2 * edges)
        size *= 2;
    set->slots = ltp_calloc(size, sizeof *set->slots);
    set->used = ltp_calloc(size, sizeof *set->used);
    set->mask = size - 1;
    return set->slots && set->used ? LTP_OK : ltp_fail_memory(err);
}

static void set_release(EdgeSet *set)
{
    ltp_free(set->slots);
    ltp_free(set->used);
}

/* The same edge whichever way it is walked. */
static Edge edge_of(LtpXY a, LtpXY b)
{
    if (a.x > b.x || (a.x == b.x && a.y > b.y)) {
        LtpXY swap = a;
        a = b;
        b = swap;
    }
    return (Edge){(int32_t)lround(a.x * STEPS), (int32_t)lround(a.y * STEPS),
                  (int32_t)lround(b.x * STEPS), (int32_t)lround(b.y * STEPS)};
}

static size_t hash(Edge edge)
{
    const uint32_t parts[] = {(uint32_t)edge.ax, (uint32_t)edge.ay, (uint32_t)edge.bx,
                              (uint32_t)edge.by};
    uint64_t h = 14695981039346656037U;
    for (int i = 0; i < 4; i++)
        h = (h ^ parts[i]) * 1099511628211U;
    return (size_t)(h ^ h >> 29);
}

static bool same(Edge a, Edge b)
{
    return a.ax == b.ax && a.ay == b.ay && a.bx == b.bx && a.by == b.by;
}

/* Whether the edge is new to the set; it is in it afterwards. */
static bool set_add(EdgeSet *set, Edge edge)
{
    size_t at = hash(edge) & set->mask;
    while (set->used[at] && !same(set->slots[at], edge))
        at = (at + 1) & set->mask;
    if (set->used[at])
        return false;
    set->used[at] = true;
    set->slots[at] = edge;
    return true;
}

/* The edges of the ring that nobody drew, as lines as long as they go. */
static void add_ring(cairo_t *cr, EdgeSet *set, const LtpXY *points, size_t n)
{
    bool pen_down = false;
    for (size_t i = 0; i < n; i++) {
        LtpXY a = points[i], b = points[(i + 1) % n];
        if (!set_add(set, edge_of(a, b))) {
            pen_down = false;
            continue;
        }
        if (!pen_down)
            cairo_move_to(cr, a.x, a.y);
        cairo_line_to(cr, b.x, b.y);
        pen_down = true;
    }
}

static void add_outline(LtpMapView *view, EdgeSet *set, const LtpShape *shape)
{
    size_t start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++])
        add_ring(view->canvas->cr, set, shape->points + start, shape->ends[ring] - start);
}

static void draw_level(LtpMapView *view, EdgeSet *set, int level, bool sparse, LtpMapBorder border)
{
    bool any = false;
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpMapUnit *unit = &view->data->units[i];
        if (unit->level != level || view->paper_area[i].n_points == 0 ||
            (unit->sparse && view->inside[i]) != sparse)
            continue;
        add_outline(view, set, &view->paper_area[i]);
        any = true;
    }
    if (any)
        ltp_map_stroke(view->canvas, border.rgb, border.width * view->sheet.zoom);
}

static void draw_neighbours(LtpMapView *view)
{
    for (size_t i = 0; i < view->data->n_neighbours; i++)
        ltp_map_path(view->canvas, &view->neighbours[i]);
    if (view->data->n_neighbours > 0)
        ltp_map_stroke(view->canvas, 0x999999, 0.3);
}

/* The outline of the région that the page is of stands out. */
static void draw_root(LtpMapView *view, EdgeSet *set)
{
    if (view->root < 0)
        return;
    add_outline(view, set, &view->paper_area[view->root]);
    ltp_map_stroke(view->canvas, 0x111111, 0.6 * view->sheet.zoom);
}

LtpCode ltp_map_draw_borders(LtpMapView *view, LtpError *err)
{
    EdgeSet set = {0};
    size_t edges = 0;
    int deepest = view->data->level >= 0 ? view->data->level : 3;
    for (size_t i = 0; i < view->data->count; i++)
        edges += view->paper_area[i].n_points;
    LtpCode rc = set_init(&set, edges, err);
    if (rc == LTP_OK) {
        draw_neighbours(view);
        draw_root(view, &set);
        for (int level = 0; level <= deepest; level++)
            draw_level(view, &set, level, false, ltp_map_border(level, level == deepest));
        draw_level(view, &set, deepest, true, (LtpMapBorder){0xBBBBBB, 0.08});
    }
    set_release(&set);
    return rc;
}
