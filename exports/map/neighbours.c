/* Names of what lies around, other countries and the régions beside the one of the page: quiet,
 * whole inside what is seen of them, never on a name of ours. */
#include "exports/map/view.h"

#include <math.h>

enum { STEPS = 25, QUIET = 0x7A7A7A };

static bool is_inside(const LtpShape *shape, LtpMapBox box)
{
    const LtpXY corners[] = {{box.x, box.y},
                             {box.x + box.w, box.y},
                             {box.x, box.y + box.h},
                             {box.x + box.w, box.y + box.h},
                             {box.x + box.w / 2, box.y + box.h / 2}};
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++)
        if (!ltp_shape_contains(shape, corners[i]))
            return false;
    return true;
}

/* The free place in the country that is nearest to the middle of what is seen of it. */
static bool find_place(const LtpMapSpace *space, const LtpShape *shape, LtpMapBox *box)
{
    double nearest = (double)INFINITY, w = shape->x1 - shape->x0, h = shape->y1 - shape->y0;
    LtpMapBox at = *box;
    for (int i = 0; i < STEPS * STEPS; i++) {
        double right = (i % STEPS + 0.5) / STEPS - 0.5,
               down = ((double)(i / STEPS) + 0.5) / STEPS - 0.5;
        at.x = (shape->x0 + shape->x1 - at.w) / 2 + right * w;
        at.y = (shape->y0 + shape->y1 - at.h) / 2 + down * h;
        if (hypot(right, down) < nearest && ltp_map_space_is_free(space, at) &&
            is_inside(shape, at)) {
            nearest = hypot(right, down);
            *box = at;
        }
    }
    return isfinite(nearest);
}

static LtpCode add(LtpMapView *view, LtpMapSpace *space, const LtpMapLabel *label, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&view->labels, &view->labels_capacity, view->n_labels,
                     sizeof *view->labels, err));
    view->labels[view->n_labels++] = *label;
    return ltp_map_space_take(space, label->box, err);
}

static LtpCode name_one(LtpMapView *view, LtpMapSpace *space, const LtpShape *shape,
                        const char *name, LtpError *err)
{
    static const double sizes[] = {8, 6.5, 5.2}; /* points, on A4 */
    LtpMapLabel label = {.text = name, .colour = QUIET, .beyond = true};
    for (size_t i = 0; *name && shape->n_points > 0 && i < sizeof sizes / sizeof *sizes; i++) {
        label.size = sizes[i] * view->sheet.zoom;
        LtpMapStyle style = ltp_map_label_style(&label);
        label.box = ltp_map_text_box(view->canvas, &style, (LtpXY){0, 0}, label.text);
        if (find_place(space, shape, &label.box))
            return add(view, space, &label, err);
    }
    return LTP_OK;
}

LtpCode ltp_map_name_neighbours(LtpMapView *view, LtpMapSpace *space, LtpError *err)
{
    const LtpMapData *data = view->data;
    int level = view->root >= 0 ? data->units[view->root].level : -1;
    for (size_t i = 0; i < data->count; i++)
        if (data->units[i].level == level && (int64_t)i != view->root)
            LTP_TRY(name_one(view, space, &view->paper_area[i], data->units[i].name, err));
    for (size_t i = 0; i < data->n_neighbours; i++)
        LTP_TRY(name_one(view, space, &view->neighbours[i], data->neighbours[i].name, err));
    return LTP_OK;
}
