/* Names on the map: at the pole of inaccessibility, never on one another, the same for the same
 * data. First the flagged units (the largest rank first), after forty of them the units above, then
 * numbers for the flagged names that found no room (the key says whose they are), then the rest by
 * size. */
#include "exports/map/space.h"
#include "exports/map/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_STEPS = 9, REGION_STEPS = 25 };
enum { FIRST_FLAGGED = 40 }; /* names that go before those of the units above */
enum { MAX_FLAGGED = 400 };  /* names that are tried on one page before others may be */

static const double sizes[] = {7, 6, 5.2}; /* points, on A4 */
enum { N_SIZES = sizeof sizes / sizeof *sizes };

typedef struct Names {
    LtpMapView *view;
    LtpMapSpace *map, *inset;             /* room left */
    LtpMapSpace *map_texts, *inset_texts; /* the same, if circles were not there */
    bool all_wanted;                      /* few units, or a map of names: every name is wanted */
    size_t *order;                        /* units of the analysis as they are named */
    bool *missing;                        /* by unit: its name is wanted and found no room */
    size_t n;
} Names;

/* ---- the order ---- */

/* qsort has no argument: the units ride along. */
typedef struct Place {
    const LtpMapUnit *unit;
    double area;
    size_t index;
} Place;

static int by_number(double a, double b) /* larger first, NaN last */
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return (a < b) - (a > b);
}

static int by_rank(const void *left, const void *right)
{
    const Place *a = left, *b = right;
    if (a->unit->flagged != b->unit->flagged)
        return a->unit->flagged ? -1 : 1;
    int order = by_number(a->unit->rank, b->unit->rank);
    if (order == 0)
        order = by_number(a->area, b->area);
    return order != 0 ? order : strcmp(a->unit->pcode, b->unit->pcode);
}

static LtpCode choose_order(Names *names, LtpError *err)
{
    const LtpMapView *view = names->view;
    Place *places = ltp_calloc(view->data->count + 1, sizeof *places);
    names->order = ltp_calloc(view->data->count + 1, sizeof *names->order);
    names->missing = ltp_calloc(view->data->count + 1, sizeof *names->missing);
    if (!places || !names->order || !names->missing) {
        ltp_free(places);
        return ltp_fail_memory(err);
    }
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpShape *shape = &view->paper_area[i];
        if (view->inside[i] && shape->n_points > 0)
            places[names->n++] = (Place){&view->data->units[i],
                                         (shape->x1 - shape->x0) * (shape->y1 - shape->y0), i};
    }
    qsort(places, names->n, sizeof *places, by_rank);
    for (size_t i = 0; i < names->n; i++)
        names->order[i] = places[i].index;
    ltp_free(places);
    return LTP_OK;
}

/* ---- where a name may stand ---- */

#define STRETCH 2.5      /* a name is about so many times as wide as high */
#define EXACT 0.2        /* mm, of a pole */
#define WORTH_A_POLE 4.0 /* mm² of bounds: for less the middle will do */

/* A point of the map where the unit is shown: the detail has it elsewhere. */
static LtpXY shown_at(const LtpMapView *view, size_t unit, LtpXY at)
{
    const LtpMapInset *inset = &view->inset;
    if (!view->in_inset[unit])
        return at;
    return (LtpXY){inset->box.x + (at.x - inset->on_map.x) * inset->times,
                   inset->box.y + (at.y - inset->on_map.y) * inset->times};
}

static LtpXY middle(const LtpShape *shape)
{
    return (LtpXY){(shape->x0 + shape->x1) / 2, (shape->y0 + shape->y1) / 2};
}

static void find_anchor(LtpMapView *view, size_t i, LtpMapAnchor *anchor)
{
    const LtpShape *shape = &view->paper_area[i];
    double radius;
    bool large = (shape->x1 - shape->x0) * (shape->y1 - shape->y0) >= WORTH_A_POLE;
    anchor->known = true;
    if ((!large && !view->in_inset[i]) ||
        !ltp_shape_pole(shape, STRETCH, EXACT, &anchor->at, &radius))
        anchor->at = middle(shape);
    anchor->chord = ltp_shape_chord(shape, anchor->at);
    if (!view->in_inset[i])
        return;
    anchor->chord *= view->inset.times;
    anchor->at = shown_at(view, i, anchor->at);
}

const LtpMapAnchor *ltp_map_anchor(LtpMapView *view, size_t unit)
{
    LtpMapAnchor *anchor = &view->anchors[unit];
    if (view->paper_area[unit].n_points == 0)
        return NULL;
    if (!anchor->known)
        find_anchor(view, unit, anchor);
    return anchor;
}

static LtpMapBox centred(LtpXY at, double w, double h)
{
    return (LtpMapBox){at.x - w / 2, at.y - h / 2, w, h};
}

static LtpMapStyle style_of(const LtpMapLabel *label)
{
    return (LtpMapStyle){.role = LTP_MAP_LABEL,
                         .size = label->size,
                         .bold = label->region || label->number > 0,
                         .colour = label->colour,
                         .plain = true,
                         .backed = label->backed};
}

/* Tries the places around the anchor: on it, above and below, beside. `around` keeps clear of the
 * unit's circle. */
static bool find_place(const LtpMapSpace *space, const LtpMapAnchor *anchor, double around,
                       double w, double h, LtpMapBox *box)
{
    const double dx = w / 2 + around + 0.4, dy = h / 2 + around + 0.2;
    const LtpXY on[] = {{0, 0}, {0, -0.7 * h}, {0, 0.7 * h}, {0.25 * w, 0}, {-0.25 * w, 0}};
    const LtpXY beside[] = {{0, dy}, {0, -dy}, {dx, 0}, {-dx, 0}, {dx, -dy}, {-dx, dy}};
    const LtpXY *spots = around > 0 ? beside : on;
    size_t n = around > 0 ? sizeof beside / sizeof *beside : sizeof on / sizeof *on;
    for (size_t i = 0; i < n; i++) {
        LtpXY at = {anchor->at.x + spots[i].x, anchor->at.y + spots[i].y};
        *box = centred(at, w, h);
        if (ltp_map_space_is_free(space, *box))
            return true;
    }
    return false;
}

static double circle_of(const LtpMapView *view, const LtpMapUnit *unit)
{
    double most = fmax(isnan(unit->symbol.value) ? 0 : unit->symbol.value,
                       isnan(unit->symbol_too.value) ? 0 : unit->symbol_too.value);
    return ltp_map_symbol_radius(view, most);
}

static uint32_t ink_on(const LtpMapView *view, const LtpMapUnit *unit)
{
    bool dark = unit->class_ >= 0 && ltp_map_lightness(view->data->classes[unit->class_].rgb) < 45;
    return dark ? 0xFFFFFF : 0x111111;
}

static bool is_patterned(const LtpMapView *view, const LtpMapUnit *unit)
{
    return unit->hatched || (unit->class_ >= 0 && view->data->classes[unit->class_].pattern != 0);
}

static LtpCode add_label(Names *names, LtpMapLabel label, LtpError *err)
{
    LtpMapView *view = names->view;
    LTP_TRY(
        ltp_map_space_take(label.in_inset ? names->inset_texts : names->map_texts, label.box, err));
    LTP_TRY(ltp_grow((void **)&view->labels, &view->labels_capacity, view->n_labels,
                     sizeof *view->labels, err));
    view->labels[view->n_labels++] = label;
    return ltp_map_space_take(label.in_inset ? names->inset : names->map, label.box, err);
}

/* Whether the box lies centred on the point: a name that moved aside may leave its unit. */
static bool is_on(LtpMapBox box, LtpXY at)
{
    return fabs(box.x + box.w / 2 - at.x) < 0.01 && fabs(box.y + box.h / 2 - at.y) < 0.01;
}

/* Places `text` in the first size that finds room; `slack` is how much wider than the unit it may
 * be. */
static LtpCode try_text(Names *names, size_t unit, const LtpMapAnchor *anchor, LtpMapLabel label,
                        double slack, bool *placed, LtpError *err)
{
    LtpMapView *view = names->view;
    const LtpMapUnit *of = &view->data->units[unit];
    LtpMapSpace *space = label.in_inset ? names->inset : names->map;
    double around = circle_of(view, of);
    *placed = false;
    for (size_t i = 0; i < N_SIZES && !*placed; i++) {
        label.size = sizes[i] * view->sheet.zoom;
        label.colour = ink_on(view, of);
        LtpMapStyle style = style_of(&label);
        LtpMapBox size = ltp_map_text_box(view->canvas, &style, (LtpXY){0, 0}, label.text);
        bool fits = around > 0 || size.w <= anchor->chord * slack;
        if (!fits || !find_place(space, anchor, around, size.w, size.h, &label.box))
            continue;
        bool tight = size.w > 0.85 * anchor->chord || !is_on(label.box, anchor->at);
        bool dark = label.colour != 0x111111;
        label.backed =
            around > 0 || size.w > anchor->chord || is_patterned(view, of) || (dark && tight);
        label.colour = label.backed ? 0x111111 : label.colour;
        *placed = true;
        LTP_TRY(add_label(names, label, err));
    }
    return LTP_OK;
}

/* ---- the names ---- */

/* 0, 1, -1, 2, -2 ...: outwards from the middle. */
static int outwards(int i)
{
    return i % 2 ? (i + 1) / 2 : -i / 2;
}

/* A free place anywhere inside the unit, tried on a grid of `steps` each way, from its middle
 * outwards. */
static bool find_inside(const Names *names, size_t unit, LtpXY from, int steps, LtpMapBox size,
                        LtpMapBox *box)
{
    const LtpMapView *view = names->view;
    const LtpShape *shape = &view->paper_area[unit];
    const LtpMapSpace *space = view->in_inset[unit] ? names->inset : names->map;
    double dx = (shape->x1 - shape->x0) * 0.9 / steps, dy = (shape->y1 - shape->y0) * 0.9 / steps;
    for (int i = 0; i < steps * steps; i++) {
        LtpXY at = {from.x + outwards(i / steps) * dx, from.y + outwards(i % steps) * dy};
        *box = centred(shown_at(view, unit, at), size.w, size.h);
        if (ltp_map_space_is_free(space, *box) && (i == 0 || ltp_shape_contains(shape, at)))
            return true;
    }
    return false;
}

static bool is_on_smaller(const Names *names, size_t unit, LtpMapBox box, double r)
{
    LtpMapView *view = names->view;
    for (size_t i = 0; i < names->n; i++) {
        size_t other = names->order[i];
        double around = circle_of(view, &view->data->units[other]);
        if (other == unit || around <= 0 || around > r ||
            view->in_inset[other] != view->in_inset[unit])
            continue;
        const LtpMapAnchor *anchor = ltp_map_anchor(view, other);
        if (anchor && ltp_map_boxes_meet(box, centred(anchor->at, 2 * around, 2 * around)))
            return true;
    }
    return false;
}

/* In the middle of the unit's own circle, where no smaller one covers it. */
static bool find_on_circle(const Names *names, size_t unit, double w, double h, LtpMapBox *box)
{
    LtpMapView *view = names->view;
    double r = circle_of(view, &view->data->units[unit]);
    const LtpMapAnchor *anchor = r > 0 ? ltp_map_anchor(view, unit) : NULL;
    if (!anchor || 2 * r < h)
        return false;
    *box = centred(anchor->at, w, h);
    return ltp_map_space_is_free(view->in_inset[unit] ? names->inset_texts : names->map_texts,
                                 *box) &&
           !is_on_smaller(names, unit, *box, r);
}

static const double number_sizes[] = {5, 4.2}; /* points, on A4 */
enum { N_NUMBER_SIZES = sizeof number_sizes / sizeof *number_sizes };

/* In the first size that finds room: inside the unit, or on its circle. */
static bool find_number(const Names *names, LtpMapLabel *label)
{
    LtpMapView *view = names->view;
    for (int i = 0; i < N_NUMBER_SIZES; i++) {
        label->size = number_sizes[i] * view->sheet.zoom;
        LtpMapStyle style = style_of(label);
        LtpMapBox box = ltp_map_text_box(view->canvas, &style, (LtpXY){0, 0}, label->text);
        LtpXY from = middle(&view->paper_area[label->unit]);
        if (find_inside(names, label->unit, from, NUMBER_STEPS, box, &label->box) ||
            find_on_circle(names, label->unit, box.w, box.h, &label->box))
            return true;
    }
    return false;
}

static LtpCode give_number(Names *names, size_t unit, bool *placed, LtpError *err)
{
    LtpMapView *view = names->view;
    char text[16];
    *placed = false;
    if (view->n_numbers >= view->key.capacity)
        return LTP_OK;
    snprintf(text, sizeof text, "%d", view->n_numbers + 1);
    LtpMapLabel label = {.unit = unit,
                         .number = view->n_numbers + 1,
                         .text = ltp_arena_strdup(&view->data->arena, text),
                         .colour = 0x111111,
                         .backed = true,
                         .in_inset = view->in_inset[unit]};
    if (!label.text)
        return ltp_fail_memory(err);
    *placed = find_number(names, &label);
    view->n_numbers += *placed;
    return *placed ? add_label(names, label, err) : LTP_OK;
}

static LtpCode name_unit(Names *names, size_t unit, bool wanted, LtpError *err)
{
    LtpMapView *view = names->view;
    const LtpMapUnit *of = &view->data->units[unit];
    LtpMapLabel label = {.unit = unit, .text = of->name, .in_inset = view->in_inset[unit]};
    const LtpShape *shape = &view->paper_area[unit];
    double times = label.in_inset ? view->inset.times : 1;
    bool placed = false;
    if (!*of->name || (!wanted && (shape->x1 - shape->x0) * times < 4))
        return LTP_OK;
    const LtpMapAnchor *anchor = ltp_map_anchor(view, unit);
    if (!anchor)
        return LTP_OK;
    LTP_TRY(try_text(names, unit, anchor, label, wanted ? 1.7 : 1.05, &placed, err));
    names->missing[unit] = wanted && !placed;
    return LTP_OK;
}

/* Numbers for the wanted names without room, once the large names stand. */
static LtpCode number_missing(Names *names, LtpError *err)
{
    for (size_t i = 0; i < names->n; i++) {
        bool placed = false;
        if (!names->missing[names->order[i]])
            continue;
        LTP_TRY(give_number(names, names->order[i], &placed, err));
        names->view->n_unlabelled += !placed;
    }
    return LTP_OK;
}

/* The nearest level above the analysis of which the page shows several units. */
static int region_level(const LtpMapView *view)
{
    for (int level = 1; level < view->data->level; level++) {
        int seen = 0;
        for (size_t i = 0; i < view->data->count; i++)
            seen += view->data->units[i].level == level && view->paper_area[i].n_points > 0 &&
                    ltp_map_unit_within(view->data, i, view->root);
        if (seen > 1)
            return level;
    }
    return -1;
}

static LtpCode name_region(Names *names, size_t unit, LtpError *err)
{
    LtpMapView *view = names->view;
    const LtpShape *shape = &view->paper_area[unit];
    char *capitals = g_utf8_strup(view->data->units[unit].name, -1);
    LtpMapLabel label = {.unit = unit, .region = true, .backed = true, .colour = 0x333333};
    label.text = ltp_arena_strdup(&view->data->arena, capitals);
    g_free(capitals);
    LtpXY pole;
    double radius;
    if (!label.text)
        return ltp_fail_memory(err);
    if (!ltp_shape_pole(shape, 3, EXACT, &pole, &radius))
        return LTP_OK;
    for (double size = 8.5; size >= 4.5; size -= 1) {
        label.size = size * view->sheet.zoom;
        LtpMapStyle style = style_of(&label);
        LtpMapBox at = ltp_map_text_box(view->canvas, &style, pole, label.text);
        if (find_inside(names, unit, pole, REGION_STEPS, at, &label.box))
            return add_label(names, label, err);
    }
    return LTP_OK;
}

static LtpCode name_regions(Names *names, LtpError *err)
{
    const LtpMapView *view = names->view;
    int level = region_level(view);
    for (size_t i = 0; i < view->data->count && level >= 0; i++)
        if (view->data->units[i].level == level && view->paper_area[i].n_points > 0 &&
            ltp_map_unit_within(view->data, i, view->root))
            LTP_TRY(name_region(names, i, err));
    return LTP_OK;
}

/* No name may hide a circle. */
static LtpCode keep_circles(Names *names, LtpError *err)
{
    LtpMapView *view = names->view;
    for (size_t i = 0; i < names->n; i++) {
        size_t unit = names->order[i];
        double r = circle_of(view, &view->data->units[unit]) * 0.8;
        const LtpMapAnchor *anchor = r > 0 ? ltp_map_anchor(view, unit) : NULL;
        if (!anchor)
            continue;
        LTP_TRY(ltp_map_space_take(view->in_inset[unit] ? names->inset : names->map,
                                   centred(anchor->at, 2 * r, 2 * r), err));
    }
    return LTP_OK;
}

static LtpCode take_both(const Names *names, LtpMapBox box, LtpError *err)
{
    LTP_TRY(ltp_map_space_take(names->map_texts, box, err));
    return ltp_map_space_take(names->map, box, err);
}

/* The frame of the detail on the map and what lies there of the key stay free. */
static LtpCode make_room(Names *names, LtpError *err)
{
    const LtpMapView *view = names->view;
    LtpMapBox map = view->sheet.map;
    map = (LtpMapBox){map.x + 1, map.y + 1, map.w - 2, map.h - 2};
    names->map = ltp_map_space_new(map);
    names->map_texts = ltp_map_space_new(map);
    names->inset = ltp_map_space_new(view->inset.box);
    names->inset_texts = ltp_map_space_new(view->inset.box);
    if (!names->map || !names->inset || !names->map_texts || !names->inset_texts)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < view->key.n; i++)
        if (view->key.framed[i] || view->key.rows[i] == 0)
            LTP_TRY(take_both(names, view->key.boxes[i], err));
    return view->inset.on ? take_both(names, view->inset.on_map, err) : LTP_OK;
}

static LtpCode place_names(Names *names, LtpError *err)
{
    const LtpMapUnit *units = names->view->data->units;
    size_t flagged = 0;
    LTP_TRY(make_room(names, err));
    LTP_TRY(choose_order(names, err));
    LTP_TRY(keep_circles(names, err));
    while (flagged < names->n && flagged < MAX_FLAGGED && units[names->order[flagged]].flagged) {
        if (flagged == FIRST_FLAGGED)
            LTP_TRY(name_regions(names, err));
        LTP_TRY(name_unit(names, names->order[flagged++], true, err));
    }
    for (size_t i = flagged; i < names->n && units[names->order[i]].flagged; i++)
        names->view->n_unlabelled++;
    if (flagged <= FIRST_FLAGGED)
        LTP_TRY(name_regions(names, err));
    LTP_TRY(number_missing(names, err));
    memset(names->missing, 0, names->view->data->count * sizeof *names->missing);
    for (size_t i = flagged; i < names->n; i++)
        LTP_TRY(name_unit(names, names->order[i], names->all_wanted, err));
    return number_missing(names, err);
}

LtpCode ltp_map_labels_place(LtpMapView *view, LtpError *err)
{
    const LtpMapTheme *theme = view->job->theme;
    Names names = {.view = view,
                   .all_wanted = view->root >= 0 || (!theme->field && !theme->symbol)};
    LtpCode rc = place_names(&names, err);
    ltp_map_space_free(names.map);
    ltp_map_space_free(names.inset);
    ltp_map_space_free(names.map_texts);
    ltp_map_space_free(names.inset_texts);
    ltp_free(names.order);
    ltp_free(names.missing);
    return rc;
}
