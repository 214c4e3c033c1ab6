/* Borders, each line once: neighbours share it, and so do the units above them. The highest level
 * draws it; whoever comes later leaves it out. Half the ink, and half the file. */
#include "exports/map/edges.h"
#include "exports/map/view.h"

#include <math.h>

enum { MANY_ISLANDS = 20 };

/* The edges of the ring that nobody drew, as lines as long as they go. */
static void add_ring(cairo_t *cr, LtpMapEdges *drawn, const LtpXY *points, size_t n)
{
    bool pen_down = false;
    for (size_t i = 0; i < n; i++) {
        LtpXY a = points[i], b = points[(i + 1) % n];
        if (!ltp_map_edges_add(drawn, a, b)) {
            pen_down = false;
            continue;
        }
        if (!pen_down)
            cairo_move_to(cr, a.x, a.y);
        cairo_line_to(cr, b.x, b.y);
        pen_down = true;
    }
}

static void add_outline(LtpMapView *view, LtpMapEdges *drawn, const LtpShape *shape)
{
    size_t start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++])
        add_ring(view->canvas->cr, drawn, shape->points + start, shape->ends[ring] - start);
}

static void draw_level(LtpMapView *view, LtpMapEdges *drawn, int level, bool sparse,
                       LtpMapBorder border)
{
    bool any = false;
    size_t islands = 0;
    for (size_t i = 0; border.width > 0 && i < view->data->count; i++) {
        const LtpMapUnit *unit = &view->data->units[i];
        if (unit->level != level || view->paper_area[i].n_points == 0 ||
            (unit->sparse && view->inside[i]) != sparse)
            continue;
        add_outline(view, drawn, &view->paper_area[i]);
        islands = islands > view->paper_area[i].n_rings ? islands : view->paper_area[i].n_rings;
        any = true;
    }
    /* Heavy lines would drown small islands. */
    if (islands > MANY_ISLANDS)
        border.width = fmin(border.width, 0.18);
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
static void draw_root(LtpMapView *view, LtpMapEdges *drawn)
{
    if (view->root < 0)
        return;
    add_outline(view, drawn, &view->paper_area[view->root]);
    ltp_map_stroke(view->canvas, 0x111111, 0.6 * view->sheet.zoom);
}

LtpCode ltp_map_draw_borders(LtpMapView *view, LtpError *err)
{
    LtpMapEdges drawn = {0};
    size_t edges = 0;
    int deepest = view->data->level >= 0 ? view->data->level : 3;
    for (size_t i = 0; i < view->data->count; i++)
        edges += view->paper_area[i].n_points;
    LtpCode rc = ltp_map_edges_init(&drawn, edges, err);
    if (rc == LTP_OK) {
        draw_neighbours(view);
        draw_root(view, &drawn);
        for (int level = 0; level <= deepest; level++)
            draw_level(view, &drawn, level, false, ltp_map_border(view, level, level == deepest));
        if (ltp_map_border(view, deepest, true).width > 0)
            draw_level(view, &drawn, deepest, true, (LtpMapBorder){0xBBBBBB, 0.08});
    }
    ltp_map_edges_release(&drawn);
    return rc;
}
