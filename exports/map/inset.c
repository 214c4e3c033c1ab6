/* The detail: where units lie too close to be read, found by rule. A unit is small when its outline
 * covers less than 2 mm² of paper; the detail shows the spot with the most small units, if there
 * are at least three and they can be shown at least two and a half times larger. */
#include "exports/map/view.h"

#include <math.h>

#define SMALL 2.0  /* mm², on A4 */
#define NEAR 3.0   /* mm: units this near belong to one spot */
#define LARGER 2.5 /* times */
enum { CROWD = 3, DRAWN_TIMES = 12 };

static LtpXY middle(const LtpShape *shape)
{
    return (LtpXY){(shape->x0 + shape->x1) / 2, (shape->y0 + shape->y1) / 2};
}

/* Bounds instead of the outline: quick, and never smaller. A unit that vanished is small too. */
static bool is_small(const LtpMapView *view, size_t i)
{
    const LtpShape *shape = &view->paper_area[i];
    if (!view->inside[i] || view->ground[i].n_points == 0 || shape->n_points == 0)
        return false;
    return (shape->x1 - shape->x0) * (shape->y1 - shape->y0) < SMALL * view->sheet.zoom;
}

static bool is_close(LtpXY a, LtpXY b, double distance)
{
    return fabs(a.x - b.x) <= distance && fabs(a.y - b.y) <= distance;
}

typedef struct Spot {
    size_t n; /* small units near it */
    LtpXY at;
} Spot;

/* Small units by cells of `NEAR`, so that a map of 50 000 is no harder. */
static Spot find_spot(const LtpMapView *view)
{
    Spot best = {0, {0, 0}};
    LtpMapBox frame = view->sheet.map;
    size_t columns = (size_t)(frame.w / NEAR) + 1, rows = (size_t)(frame.h / NEAR) + 1;
    size_t *counts = ltp_calloc(columns * rows, sizeof *counts);
    if (!counts)
        return best;
    for (size_t i = 0; i < view->data->count; i++) {
        if (!is_small(view, i))
            continue;
        LtpXY at = middle(&view->paper_area[i]);
        size_t x = (size_t)fmax((at.x - frame.x) / NEAR, 0);
        size_t y = (size_t)fmax((at.y - frame.y) / NEAR, 0);
        if (x >= columns || y >= rows)
            continue;
        size_t n = ++counts[y * columns + x];
        if (n > best.n)
            best = (Spot){n, at};
    }
    ltp_free(counts);
    return best;
}

/* The box around the small units of the spot. */
static LtpMapBox around(const LtpMapView *view, Spot spot)
{
    double x0 = (double)INFINITY, y0 = (double)INFINITY, x1 = -(double)INFINITY,
           y1 = -(double)INFINITY;
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpShape *shape = &view->paper_area[i];
        if (!is_small(view, i) || !is_close(middle(shape), spot.at, NEAR))
            continue;
        x0 = fmin(x0, shape->x0);
        y0 = fmin(y0, shape->y0);
        x1 = fmax(x1, shape->x1);
        y1 = fmax(y1, shape->y1);
    }
    double pad = fmax(x1 - x0, y1 - y0) * 0.15 + 0.3;
    return (LtpMapBox){x0 - pad, y0 - pad, x1 - x0 + 2 * pad, y1 - y0 + 2 * pad};
}

/* The box widened to the shape of the frame it will fill. */
static LtpMapBox with_aspect(LtpMapBox box, double aspect)
{
    double w = fmax(box.w, box.h * aspect), h = w / aspect;
    return (LtpMapBox){box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h};
}

void ltp_map_inset_find(LtpMapView *view, double width, double height)
{
    Spot spot = find_spot(view);
    if (spot.n < CROWD)
        return;
    LtpMapBox shown = with_aspect(around(view, spot), width / height);
    double times = width / shown.w;
    if (times < LARGER)
        return;
    if (times > DRAWN_TIMES) {
        double grow = times / DRAWN_TIMES;
        shown = (LtpMapBox){shown.x - shown.w * (grow - 1) / 2, shown.y - shown.h * (grow - 1) / 2,
                            shown.w * grow, shown.h * grow};
        times = DRAWN_TIMES;
    }
    view->inset = (LtpMapInset){.on = true, .on_map = shown, .times = times};
}

void ltp_map_inset_place(LtpMapView *view)
{
    LtpMapInset *inset = &view->inset;
    LtpXY corner = ltp_paper_ground(&view->paper, (LtpXY){inset->on_map.x, inset->on_map.y});
    inset->paper = (LtpPaper){.west = corner.x,
                              .north = corner.y,
                              .scale = view->paper.scale * inset->times,
                              .x = inset->box.x,
                              .y = inset->box.y};
    for (size_t i = 0; i < view->data->count; i++) {
        if (!view->inside[i] || view->paper_area[i].n_points == 0)
            continue;
        LtpXY at = middle(&view->paper_area[i]);
        view->in_inset[i] = at.x >= inset->on_map.x && at.x <= inset->on_map.x + inset->on_map.w &&
                            at.y >= inset->on_map.y && at.y <= inset->on_map.y + inset->on_map.h;
    }
}
