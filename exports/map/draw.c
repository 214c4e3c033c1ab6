/* Ink on the map: areas by class, hatches, borders by level, circles, names; and the detail. */
#include "exports/map/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Beyond what is loaded nothing is known: a tint of its own, so that white communes stand out. */
enum { BEYOND = 0xEDF0F2, OUTSIDE = LTP_MAP_OUTSIDE, LAND = 0xFBF8F0, CIRCLE = 0xB5332E };

LtpMapBorder ltp_map_border(const LtpMapView *view, int level, bool deepest)
{
    static const LtpMapBorder borders[] = {
        {0x111111, 0.55}, {0x333333, 0.38}, {0x555555, 0.22}, {0x7A7A7A, 0.12}, {0x9A9A9A, 0.1}};
    LtpMapBorder border = borders[level < 0 || level > 4 ? 4 : level];
    if (!deepest || level < 2)
        return border;
    /* a fifteenth of a unit at most is border, and none where that would be seen no more */
    border.width = view->unit_side < 1 ? 0 : fmin(border.width, fmin(view->unit_side / 15, 0.14));
    return border;
}

/* ---- areas ---- */

typedef bool Chooses(const LtpMapView *view, size_t unit, int which);

static bool is_of_class(const LtpMapView *view, size_t i, int which)
{
    return view->inside[i] && view->data->units[i].class_ == which;
}

static bool is_of_state(const LtpMapView *view, size_t i, int which)
{
    return view->inside[i] && (int)ltp_map_symbol_state(view->data->units[i].symbol) == which;
}

static bool is_hatched(const LtpMapView *view, size_t i, int which)
{
    (void)which;
    return view->inside[i] && view->data->units[i].hatched;
}

static bool is_inside(const LtpMapView *view, size_t i, int which)
{
    (void)which;
    return view->inside[i];
}

static bool is_outside(const LtpMapView *view, size_t i, int which)
{
    return !view->inside[i] && view->data->units[i].level == which;
}

/* Areas filled one kind after the other: each melted into one outline, so that what two units of a
 * kind share is not written at all. */
typedef struct Filling {
    LtpMapView *view;
    const LtpShape **chosen;
    LtpShape melted;
    LtpError *err;
    LtpCode rc; /* of the first that failed */
} Filling;

/* Melts the chosen units; false when there are none. */
static bool melt(Filling *filling, Chooses *chooses, int which)
{
    const LtpMapView *view = filling->view;
    size_t n = 0;
    for (size_t i = 0; i < view->data->count; i++)
        if (view->paper_area[i].n_points > 0 && chooses(view, i, which))
            filling->chosen[n++] = &view->paper_area[i];
    if (n > 0 && filling->rc == LTP_OK)
        filling->rc = ltp_map_melt(filling->chosen, n, &filling->melted, filling->err);
    return n > 0 && filling->rc == LTP_OK;
}

static void fill_chosen(Filling *filling, Chooses *chooses, int which, uint32_t rgb,
                        LtpMapPattern pattern)
{
    LtpMapView *view = filling->view;
    if (!melt(filling, chooses, which))
        return;
    ltp_map_path(view->canvas, &filling->melted);
    ltp_map_fill_pattern(view->canvas, pattern, view->sheet.map, rgb);
}

static void fill_ground(const LtpMapView *view)
{
    ltp_map_rectangle(view->canvas, view->sheet.map);
    ltp_map_fill(view->canvas, BEYOND);
    for (size_t i = 0; i < view->data->n_neighbours; i++)
        ltp_map_path(view->canvas, &view->neighbours[i]);
    ltp_map_fill(view->canvas, OUTSIDE);
}

/* The plain class with the longest outlines; -1 where there is none, or a unit has no class. */
static int longest_class(const LtpMapView *view)
{
    size_t points[LTP_MAP_CLASSES] = {0};
    int longest = -1;
    for (size_t i = 0; i < view->data->count; i++) {
        if (!view->inside[i])
            continue;
        if (view->data->units[i].class_ < 0)
            return -1;
        points[view->data->units[i].class_] += view->paper_area[i].n_points;
    }
    for (int i = 0; i < (int)view->data->n_classes; i++)
        if (view->data->classes[i].pattern == LTP_MAP_PLAIN && points[i] > 0 &&
            (longest < 0 || points[i] > points[longest]))
            longest = i;
    return longest;
}

/* All is painted as the class with the longest outlines, the other classes on it: their outlines
 * need not be written twice. */
static void fill_classes(Filling *filling)
{
    const LtpMapData *data = filling->view->data;
    int ground = longest_class(filling->view);
    if (ground >= 0)
        fill_chosen(filling, is_inside, 0, data->classes[ground].rgb, LTP_MAP_PLAIN);
    for (int i = 0; i < (int)data->n_classes; i++)
        if (i != ground)
            fill_chosen(filling, is_of_class, i, data->classes[i].rgb,
                        (LtpMapPattern)data->classes[i].pattern);
}

static void fill_kinds(Filling *filling)
{
    LtpMapView *view = filling->view;
    const LtpMapData *data = view->data;
    fill_chosen(filling, is_outside, data->level, OUTSIDE, LTP_MAP_PLAIN);
    if (data->n_classes == 0)
        fill_chosen(filling, is_inside, 0, LAND, LTP_MAP_PLAIN);
    fill_classes(filling);
    if (data->n_classes == 0 && view->job->theme->symbol) {
        fill_chosen(filling, is_of_state, LTP_MAP_SYMBOL_UNKNOWN, LTP_MAP_UNKNOWN,
                    LTP_MAP_DIAGONAL);
        fill_chosen(filling, is_of_state, LTP_MAP_SYMBOL_WITHHELD, LTP_MAP_UNKNOWN, LTP_MAP_DOTS);
    }
    if (view->n_hatched > 0 && !view->hatch_idle && melt(filling, is_hatched, 0)) {
        ltp_map_path(view->canvas, &filling->melted);
        ltp_map_hatch(view->canvas, LTP_MAP_DIAGONAL, view->sheet.map, 0x444444);
    }
}

static LtpCode fill_areas(LtpMapView *view, LtpError *err)
{
    Filling filling = {.view = view, .err = err, .rc = LTP_OK};
    filling.chosen = ltp_malloc((view->data->count + 1) * sizeof *filling.chosen);
    if (!filling.chosen)
        return ltp_fail_memory(err);
    fill_ground(view);
    fill_kinds(&filling);
    ltp_shape_release(&filling.melted);
    ltp_free(filling.chosen);
    return filling.rc;
}

/* ---- circles ---- */

typedef struct Circle {
    double people;
    size_t unit;
} Circle;

static int larger_first(const void *left, const void *right)
{
    const Circle *a = left, *b = right;
    if (a->people != b->people)
        return a->people > b->people ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static void disc(LtpMapView *view, LtpXY at, double r, double from, double to, uint32_t rgb)
{
    if (!(r > 0))
        return;
    cairo_t *cr = view->canvas->cr;
    cairo_new_sub_path(cr);
    cairo_arc(cr, at.x, at.y, r, from, to);
    cairo_close_path(cr);
    ltp_map_colour(view->canvas, rgb);
    cairo_fill_preserve(cr);
    ltp_map_stroke(view->canvas, 0xFFFFFF, 0.15);
}

static void draw_circle(LtpMapView *view, size_t i, LtpXY at)
{
    const LtpMapUnit *unit = &view->data->units[i];
    double left = ltp_map_symbol_radius(view, unit->symbol.value);
    double right = ltp_map_symbol_radius(view, unit->symbol_too.value);
    if (!view->job->theme->symbol_too) {
        disc(view, at, left, 0, 2 * G_PI, CIRCLE);
        return;
    }
    disc(view, at, left, G_PI / 2, 3 * G_PI / 2, LTP_MAP_LEFT);
    disc(view, at, right, -G_PI / 2, G_PI / 2, LTP_MAP_RIGHT);
}

/* Large ones first, so that none hides another. In the detail they are as large as on the map. */
static LtpCode draw_circles(LtpMapView *view, bool inset, LtpError *err)
{
    size_t n = 0;
    Circle *circles = ltp_calloc(view->data->count + 1, sizeof *circles);
    if (!circles)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpMapUnit *unit = &view->data->units[i];
        double most = fmax(unit->symbol.value, unit->symbol_too.value);
        if (view->inside[i] && view->in_inset[i] == inset && most > 0)
            circles[n++] = (Circle){most, i};
    }
    qsort(circles, n, sizeof *circles, larger_first);
    for (size_t i = 0; i < n; i++) {
        const LtpMapAnchor *anchor = ltp_map_anchor(view, circles[i].unit);
        if (anchor)
            draw_circle(view, circles[i].unit, anchor->at);
    }
    ltp_free(circles);
    return LTP_OK;
}

/* ---- names ---- */

static void draw_labels(LtpMapView *view, bool inset)
{
    for (size_t i = 0; i < view->n_labels; i++) {
        const LtpMapLabel *label = &view->labels[i];
        if (label->in_inset != inset)
            continue;
        LtpMapStyle style = {.role = LTP_MAP_LABEL,
                             .size = label->size,
                             .bold = label->region || label->number > 0,
                             .colour = label->colour,
                             .plain = true,
                             .backed = label->backed,
                             .ax = 0.5,
                             .ay = 0.5};
        ltp_map_text(view->canvas, &style,
                     (LtpXY){label->box.x + label->box.w / 2, label->box.y + label->box.h / 2},
                     label->text);
    }
}

/* ---- the map and its detail ---- */

static void clip_to(LtpMapView *view, LtpMapBox box)
{
    cairo_save(view->canvas->cr);
    ltp_map_rectangle(view->canvas, box);
    cairo_clip(view->canvas->cr);
}

static void frame(LtpMapView *view, LtpMapBox box)
{
    ltp_map_rectangle(view->canvas, box);
    ltp_map_stroke(view->canvas, 0x333333, 0.25);
}

LtpCode ltp_map_draw_map(LtpMapView *view, LtpError *err)
{
    clip_to(view, view->sheet.map);
    LtpCode rc = fill_areas(view, err);
    if (rc == LTP_OK)
        rc = ltp_map_draw_borders(view, err);
    if (rc == LTP_OK)
        rc = draw_circles(view, false, err);
    cairo_restore(view->canvas->cr);
    if (view->inset.on)
        frame(view, view->inset.on_map);
    draw_labels(view, false);
    frame(view, view->sheet.map);
    return rc;
}

static bool meets(const LtpShape *shape, LtpMapBox box)
{
    return shape->n_points > 0 && shape->x0 < box.x + box.w && shape->x1 > box.x &&
           shape->y0 < box.y + box.h && shape->y1 > box.y;
}

/* The areas of the detail again from the ground, larger; the others are left out. */
static LtpCode enlarge(LtpMapView *view, const LtpPaper *paper, LtpError *err)
{
    for (size_t i = 0; i < view->data->count; i++) {
        if (meets(&view->paper_area[i], view->inset.on_map))
            LTP_TRY(ltp_map_on_paper(&view->ground[i], paper, view->inset.box, &view->paper_area[i],
                                     err));
        else
            view->paper_area[i].n_points = view->paper_area[i].n_rings = 0;
    }
    return ltp_map_thin(view->paper_area, view->data->count, 0.9, err);
}

LtpCode ltp_map_draw_inset(LtpMapView *view, LtpError *err)
{
    LtpMapBox map = view->sheet.map;
    LTP_TRY(enlarge(view, &view->inset.paper, err));
    clip_to(view, view->inset.box);
    view->sheet.map = view->inset.box;
    LtpCode rc = fill_areas(view, err);
    if (rc == LTP_OK)
        rc = ltp_map_draw_borders(view, err);
    view->sheet.map = map;
    if (rc == LTP_OK)
        rc = draw_circles(view, true, err);
    cairo_restore(view->canvas->cr);
    draw_labels(view, true);
    frame(view, view->inset.box);
    return rc;
}
