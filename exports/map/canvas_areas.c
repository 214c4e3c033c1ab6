/* Areas and what fills them. */
#include "exports/map/canvas.h"

#include "base/os.h"

#include <math.h>
#include <string.h>

void ltp_map_colour(LtpMapCanvas *canvas, uint32_t rgb)
{
    cairo_set_source_rgb(canvas->cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
}

uint32_t ltp_map_rgb(const char *hash)
{
    uint32_t rgb = 0;
    if (!hash || hash[0] != '#' || strlen(hash) != 7)
        return 0x888888;
    for (const char *at = hash + 1; *at; at++) {
        char c = *at;
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                                : 8;
        rgb = rgb << 4 | digit;
    }
    return rgb;
}

static double linear(uint32_t byte)
{
    double v = byte / 255.0;
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

double ltp_map_lightness(uint32_t rgb)
{
    double y = 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) +
               0.0722 * linear(rgb & 255);
    return y <= 216.0 / 24389 ? y * 24389 / 27 : 116 * cbrt(y) - 16;
}

void ltp_map_path(LtpMapCanvas *canvas, const LtpShape *shape)
{
    size_t i = 0;
    for (size_t ring = 0; ring < shape->n_rings; ring++) {
        cairo_move_to(canvas->cr, shape->points[i].x, shape->points[i].y);
        for (i++; i < shape->ends[ring]; i++)
            cairo_line_to(canvas->cr, shape->points[i].x, shape->points[i].y);
        cairo_close_path(canvas->cr);
    }
}

void ltp_map_rectangle(LtpMapCanvas *canvas, LtpMapBox box)
{
    cairo_rectangle(canvas->cr, box.x, box.y, box.w, box.h);
}

void ltp_map_fill(LtpMapCanvas *canvas, uint32_t rgb)
{
    ltp_map_colour(canvas, rgb);
    cairo_fill(canvas->cr);
}

void ltp_map_stroke(LtpMapCanvas *canvas, uint32_t rgb, double width)
{
    ltp_map_colour(canvas, rgb);
    cairo_set_line_width(canvas->cr, width);
    cairo_stroke(canvas->cr);
}

LtpMapPattern ltp_map_pattern(const char *hatch)
{
    static const char *const names[] = {[LTP_MAP_PLAIN] = "",
                                        [LTP_MAP_DIAGONAL] = "diagonal",
                                        [LTP_MAP_CROSS] = "cross",
                                        [LTP_MAP_DOTS] = "dots",
                                        [LTP_MAP_VERTICAL] = "vertical",
                                        [LTP_MAP_HORIZONTAL] = "horizontal",
                                        [LTP_MAP_BACKSLASH] = "backslash"};
    for (size_t i = 1; hatch && i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], hatch) == 0)
            return (LtpMapPattern)i;
    return hatch && *hatch ? LTP_MAP_DIAGONAL : LTP_MAP_PLAIN;
}

/* Parallel lines across the box; `slope` -1 rises to the right, 1 falls, 0 is level. */
static void slanted(cairo_t *cr, LtpMapBox box, double slope, double step)
{
    double shift = fabs(slope) * box.w, start = box.y - (slope > 0 ? shift : 0);
    for (double y = floor(start / step) * step; y < box.y + box.h + (slope < 0 ? shift : 0);
         y += step) {
        cairo_move_to(cr, box.x, y);
        cairo_line_to(cr, box.x + box.w, y + slope * box.w);
    }
}

static void upright(cairo_t *cr, LtpMapBox box, double step)
{
    for (double x = ceil(box.x / step) * step; x < box.x + box.w; x += step) {
        cairo_move_to(cr, x, box.y);
        cairo_line_to(cr, x, box.y + box.h);
    }
}

/* Every other row of dots: dashes of no length with round ends, a line a row instead of a point a
 * dot. `from` is where dots of the row lie, counted in steps from the edge of the sheet. */
static void dots(cairo_t *cr, LtpMapBox box, double step, int row, double from)
{
    const double dash[] = {0, step};
    double start = (ceil(box.x / step - from) + from) * step;
    for (row += 2 * (int)ceil((box.y / step - row) / 2); row * step < box.y + box.h; row += 2) {
        cairo_move_to(cr, start, row * step);
        cairo_line_to(cr, box.x + box.w, row * step);
    }
    cairo_set_dash(cr, dash, 2, 0);
    cairo_stroke(cr);
}

static LtpMapBox overlap(LtpMapBox box, LtpMapBox with)
{
    double x0 = fmax(box.x, with.x), y0 = fmax(box.y, with.y);
    double x1 = fmin(box.x + box.w, with.x + with.w), y1 = fmin(box.y + box.h, with.y + with.h);
    return (LtpMapBox){x0, y0, fmax(x1 - x0, 0), fmax(y1 - y0, 0)};
}

/* Strokes the pattern over the box; `step` is between slanted lines, the others stand closer. */
static void hatch_lines(cairo_t *cr, LtpMapPattern pattern, LtpMapBox box, double step)
{
    double close = step / 1.5;
    cairo_set_line_width(cr, pattern == LTP_MAP_DOTS ? 0.2 + 0.1 * close : 0.06 + 0.07 * close);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    if (pattern == LTP_MAP_DIAGONAL || pattern == LTP_MAP_CROSS)
        slanted(cr, box, -1, step);
    if (pattern == LTP_MAP_BACKSLASH || pattern == LTP_MAP_CROSS)
        slanted(cr, box, 1, step);
    if (pattern == LTP_MAP_HORIZONTAL)
        slanted(cr, box, 0, close);
    if (pattern == LTP_MAP_VERTICAL)
        upright(cr, box, close);
    if (pattern == LTP_MAP_DOTS) {
        dots(cr, box, 1.2 * close, 0, 0);
        dots(cr, box, 1.2 * close, 1, 0.5);
    }
    cairo_stroke(cr);
}

/* The path becomes the clip: a file then holds a long outline once, for paint and pattern. */
static void fill_pattern(LtpMapCanvas *canvas, LtpMapPattern pattern, LtpMapBox within,
                         const uint32_t *ground, uint32_t rgb)
{
    cairo_t *cr = canvas->cr;
    double x0, y0, x1, y1;
    cairo_path_extents(cr, &x0, &y0, &x1, &y1);
    LtpMapBox box = overlap((LtpMapBox){x0, y0, x1 - x0, y1 - y0}, within);
    if (box.w <= 0 || box.h <= 0) {
        cairo_new_path(cr);
        return;
    }
    cairo_save(cr);
    cairo_clip(cr);
    if (ground) {
        ltp_map_rectangle(canvas, box);
        ltp_map_fill(canvas, *ground);
    }
    ltp_map_colour(canvas, rgb);
    hatch_lines(cr, pattern, box, canvas->hatch_step);
    cairo_restore(cr);
}

void ltp_map_hatch(LtpMapCanvas *canvas, LtpMapPattern pattern, LtpMapBox within, uint32_t rgb)
{
    fill_pattern(canvas, pattern, within, NULL, rgb);
}

void ltp_map_fill_pattern(LtpMapCanvas *canvas, LtpMapPattern pattern, LtpMapBox within,
                          uint32_t rgb)
{
    if (pattern == LTP_MAP_PLAIN)
        ltp_map_fill(canvas, rgb);
    else
        fill_pattern(canvas, pattern, within, &rgb,
                     ltp_map_lightness(rgb) < 50 ? 0xFFFFFF : 0x3A3A3A);
}

LtpCode ltp_map_picture(LtpMapCanvas *canvas, const char *path, LtpMapBox box, bool from_right,
                        double *width, LtpError *err)
{
    cairo_surface_t *picture = cairo_image_surface_create_from_png(path);
    cairo_status_t status = cairo_surface_status(picture);
    int w = cairo_image_surface_get_width(picture), h = cairo_image_surface_get_height(picture);
    if (status != CAIRO_STATUS_SUCCESS || w == 0 || h == 0) {
        cairo_surface_destroy(picture);
        return ltp_fail(err, LTP_EIO, _("The logo %s cannot be read as a PNG picture: %s."), path,
                        cairo_status_to_string(status));
    }
    double zoom = fmin(box.w / w, box.h / h);
    *width = w * zoom;
    cairo_save(canvas->cr);
    cairo_translate(canvas->cr, from_right ? box.x + box.w - *width : box.x, box.y);
    cairo_scale(canvas->cr, zoom, zoom);
    cairo_set_source_surface(canvas->cr, picture, 0, 0);
    cairo_paint(canvas->cr);
    cairo_restore(canvas->cr);
    cairo_surface_destroy(picture);
    return LTP_OK;
}
