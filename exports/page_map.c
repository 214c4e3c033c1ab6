#include "exports/page_map.h"

#include "exports/page.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 900, HEIGHT = 620 }; /* at most, in units of the drawing */
static const double step = 0.6;     /* finer than what is seen on a screen */

void ltp_page_map_release(LtpPageMap *map)
{
    for (size_t i = 0; i < map->count; i++) {
        ltp_shape_release(&map->units[i].shape);
        ltp_free(map->units[i].id);
        ltp_free(map->units[i].title);
    }
    ltp_free(map->units);
    *map = (LtpPageMap){0};
}

LtpCode ltp_page_map_add(LtpPageMap *map, const void *wkb, size_t size, const char *id,
                         const char *title, int class_, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&map->units, &map->capacity, map->count, sizeof *map->units, err));
    LtpPageUnit *unit = &map->units[map->count++];
    *unit = (LtpPageUnit){.id = ltp_strdup(id), .title = ltp_strdup(title), .class_ = class_};
    if (unit->id == NULL || unit->title == NULL)
        return ltp_fail_memory(err);
    return ltp_shape_add_wkb(&unit->shape, wkb, size, err);
}

/* x0 > x1 while there is nothing. */
typedef struct Bounds {
    double x0, y0, x1, y1;
} Bounds;

static Bounds bounds_of(const LtpPageMap *map)
{
    Bounds all = {1, 0, 0, 0};
    for (size_t i = 0; i < map->count; i++) {
        const LtpShape *shape = &map->units[i].shape;
        if (shape->x0 > shape->x1)
            continue;
        bool first = all.x0 > all.x1;
        all = (Bounds){first ? shape->x0 : fmin(all.x0, shape->x0),
                       first ? shape->y0 : fmin(all.y0, shape->y0),
                       first ? shape->x1 : fmax(all.x1, shape->x1),
                       first ? shape->y1 : fmax(all.y1, shape->y1)};
    }
    return all;
}

static LtpCode project(LtpPageMap *map, Bounds degrees, LtpError *err)
{
    LtpProjection *projection = NULL;
    LtpBox box = {degrees.x0, degrees.y0, degrees.x1, degrees.y1};
    LTP_TRY(ltp_projection_fit(box, &projection, err));
    LtpCode rc = LTP_OK;
    for (size_t i = 0; rc == LTP_OK && i < map->count; i++)
        rc = ltp_shape_project(&map->units[i].shape, projection, err);
    ltp_projection_free(projection);
    return rc;
}

/* Steps from point to point, in tenths: half the size of positions. */
static void put_path(LtpBuf *out, const LtpShape *paper)
{
    size_t start = 0;
    for (size_t r = 0; r < paper->n_rings; r++) {
        long x = 0, y = 0;
        for (size_t i = start; i < paper->ends[r]; i++) {
            long to_x = lround(10 * paper->points[i].x), to_y = lround(10 * paper->points[i].y);
            if (i == start)
                ltp_buf_printf(out, "M%ld %ldl", to_x, to_y);
            else
                ltp_buf_printf(out, "%ld %ld ", to_x - x, to_y - y);
            x = to_x;
            y = to_y;
        }
        ltp_buf_putc(out, 'z');
        start = paper->ends[r];
    }
}

/* `over`: of each class, the outlines that are hatched; NULL where it has no hatch. */
static LtpCode put_unit(const LtpPageUnit *unit, const LtpPaper *at, const char *prefix,
                        const LtpClasses *classes, LtpBuf *over, LtpBuf *out, LtpError *err)
{
    LtpShape paper = {0};
    LtpCode rc = ltp_shape_on_paper(&unit->shape, at, step, &paper, err);
    if (rc == LTP_OK && paper.n_rings > 0) {
        ltp_buf_puts(out, "<a href=\"#");
        ltp_html_text(out, unit->id);
        ltp_buf_puts(out, "\" tabindex=\"-1\"><path");
        if (unit->class_ >= 0)
            ltp_buf_printf(out, " class=\"%s-%d\"", prefix, unit->class_);
        ltp_buf_puts(out, " d=\"");
        put_path(out, &paper);
        if (unit->class_ >= 0 && classes->classes[unit->class_].hatch != NULL)
            put_path(&over[unit->class_], &paper);
        ltp_buf_puts(out, "\"><title>");
        ltp_html_text(out, unit->title);
        ltp_buf_puts(out, "</title></path></a>\n");
    }
    ltp_shape_release(&paper);
    return rc;
}

static const char *strokes_of(const LtpClass *cls)
{
    static const char *const strokes[][2] = {
        {"dots", "<circle cx=\"30\" cy=\"30\" r=\"10\" fill=\"#666\"/>"},
        {"cross", "<path d=\"M0 60L60 0M0 0L60 60\" class=\"line\"/>"},
        {"vertical", "<path d=\"M30 0V60\" class=\"line\"/>"},
        {"horizontal", "<path d=\"M0 30H60\" class=\"line\"/>"},
        {"backslash", "<path d=\"M0 0L60 60\" class=\"line\"/>"}};
    if (cls->kind == LTP_CLASS_SUPPRESSED && strcmp(cls->hatch, "dots") == 0)
        return "<circle cx=\"30\" cy=\"30\" r=\"6\" fill=\"#666\"/>";
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++) {
        if (strcmp(strokes[i][0], cls->hatch) == 0)
            return strokes[i][1];
    }
    return "<path d=\"M0 60L60 0\" class=\"line\"/>";
}

static void put_colours(const LtpClasses *classes, const char *prefix, LtpBuf *out)
{
    ltp_buf_puts(out, "<defs>");
    for (size_t i = 0; i < classes->count; i++) {
        if (classes->classes[i].hatch != NULL)
            ltp_buf_printf(out,
                           "<pattern id=\"h%s-%zu\" width=\"60\" height=\"60\" "
                           "patternUnits=\"userSpaceOnUse\">%s</pattern>",
                           prefix, i, strokes_of(&classes->classes[i]));
    }
    ltp_buf_puts(out, "</defs>\n<style>");
    for (size_t i = 0; i < classes->count; i++)
        ltp_buf_printf(out, "path.%s-%zu{fill:%s}", prefix, i, classes->classes[i].colour);
    ltp_buf_puts(out, "</style>\n");
}

/* One path a class: of a pattern on each outline, browsers print tens of megabytes. */
static void put_hatches(const LtpClasses *classes, const char *prefix, const LtpBuf *over,
                        LtpBuf *out)
{
    for (size_t i = 0; i < classes->count; i++) {
        out->failed |= over[i].failed;
        if (over[i].size > 0)
            ltp_buf_printf(out, "<path class=\"over\" style=\"fill:url(#h%s-%zu)\" d=\"%s\"/>\n",
                           prefix, i, ltp_buf_text(&over[i]));
    }
}

LtpCode ltp_page_map_put(LtpPageMap *map, const LtpClasses *classes, const char *prefix,
                         const char *label, LtpBuf *out, LtpError *err)
{
    Bounds all = bounds_of(map);
    if (all.x0 > all.x1)
        return LTP_OK;
    LTP_TRY(project(map, all, err));
    all = bounds_of(map);
    double across = fmax(all.x1 - all.x0, 1), up = fmax(all.y1 - all.y0, 1);
    LtpPaper at = {.west = all.x0, .north = all.y1, .scale = fmin(WIDTH / across, HEIGHT / up)};
    ltp_buf_printf(out, "<svg class=\"map\" role=\"img\" viewBox=\"-10 -10 %ld %ld\" aria-label=\"",
                   lround(10 * at.scale * across) + 20, lround(10 * at.scale * up) + 20);
    ltp_html_text(out, label);
    ltp_buf_puts(out, "\">\n");
    put_colours(classes, prefix, out);
    LtpBuf *over = ltp_calloc(classes->count + 1, sizeof *over);
    LtpCode rc = over != NULL ? LTP_OK : ltp_fail_memory(err);
    for (size_t i = 0; rc == LTP_OK && i < map->count; i++)
        rc = put_unit(&map->units[i], &at, prefix, classes, over, out, err);
    if (rc == LTP_OK)
        put_hatches(classes, prefix, over, out);
    for (size_t i = 0; over != NULL && i < classes->count; i++)
        ltp_buf_release(&over[i]);
    ltp_free(over);
    ltp_buf_puts(out, "</svg>\n");
    return rc == LTP_OK ? ltp_buf_check(out, err) : rc;
}
