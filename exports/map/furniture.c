/* Scale bar and north arrow, both true at the middle of the map, and where the map lies. */
#include "exports/map/land.h"
#include "exports/map/typography.h"
#include "exports/map/view.h"

#include <math.h>

#define RADIANS 0.017453292519943295

/* ---- scale and north ---- */

static LtpXY middle_of(LtpMapBox box)
{
    return (LtpXY){box.x + box.w / 2, box.y + box.h / 2};
}

static bool ground_at(const LtpMapView *view, LtpXY mm, LtpLonLat *at)
{
    return ltp_projection_inverse(view->projection, ltp_paper_ground(&view->paper, mm), at);
}

/* Kilometres of ground in a millimetre, across the middle of the map. */
static double km_per_mm(const LtpMapView *view)
{
    LtpXY middle = middle_of(view->sheet.map);
    LtpLonLat a, b;
    if (!ground_at(view, (LtpXY){middle.x - 5, middle.y}, &a) ||
        !ground_at(view, (LtpXY){middle.x + 5, middle.y}, &b))
        return 1e-3 / view->paper.scale;
    return ltp_distance_km(a, b) / 10;
}

/* 1, 2 or 5 times a power of ten, at most `value`. */
static double round_down(double value)
{
    double power = pow(10, floor(log10(value))), lead = value / power;
    return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

static void trace_bar(const LtpMapView *view, double km, double mm)
{
    LtpXY middle = middle_of(view->sheet.map);
    LtpLonLat from, to;
    if (ground_at(view, (LtpXY){middle.x - mm / 2, middle.y}, &from) &&
        ground_at(view, (LtpXY){middle.x + mm / 2, middle.y}, &to))
        ltp_map_trace_bar(view->canvas->trace, km, from, to);
}

static void bar(LtpMapView *view, LtpXY at, double mm, double high)
{
    for (int i = 0; i < 4; i++) {
        LtpMapBox part = {at.x + mm * i / 4, at.y, mm / 4, high};
        ltp_map_rectangle(view->canvas, part);
        ltp_map_fill(view->canvas, i % 2 ? 0xFFFFFF : 0x222222);
        ltp_map_rectangle(view->canvas, part);
        ltp_map_stroke(view->canvas, 0x222222, 0.12);
    }
}

static void bar_text(LtpMapView *view, const LtpMapStyle *style, LtpXY at, double km, bool unit)
{
    LtpBuf text = {0};
    ltp_type_number(&text, km,
                    km > 0 && km < 1             ? 2
                    : km < 10 && km != floor(km) ? 1
                                                 : 0,
                    view->job->lang);
    ltp_buf_puts(&text, unit ? "\u00a0km" : "");
    ltp_map_text(view->canvas, style, at, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

/* The arrow turns with the meridian of the middle of the map. */
static double north_angle(const LtpMapView *view)
{
    LtpXY middle = middle_of(view->sheet.map), ground[2];
    LtpLonLat at[2];
    LtpError ignored = {0};
    if (!ground_at(view, middle, &at[0]))
        return 0;
    at[1] = (LtpLonLat){at[0].lon, at[0].lat + 0.01};
    if (ltp_projection_forward(view->projection, at, 2, ground, &ignored) != LTP_OK)
        return 0;
    double angle = atan2(ground[1].x - ground[0].x, ground[1].y - ground[0].y);
    return isfinite(angle) ? angle : 0;
}

static void arrow(LtpMapView *view, LtpXY at, double size)
{
    cairo_t *cr = view->canvas->cr;
    cairo_save(cr);
    cairo_translate(cr, at.x, at.y);
    cairo_rotate(cr, north_angle(view));
    for (int side = -1; side <= 1; side += 2) {
        cairo_move_to(cr, 0, -size / 2);
        cairo_line_to(cr, side * size * 0.28, size / 2);
        cairo_line_to(cr, 0, size * 0.28);
        cairo_close_path(cr);
        ltp_map_colour(view->canvas, side < 0 ? 0x222222 : 0xFFFFFF);
        cairo_fill_preserve(cr);
        ltp_map_stroke(view->canvas, 0x222222, 0.15);
    }
    cairo_restore(cr);
}

static void ratio_text(LtpMapView *view, const LtpMapStyle *style, LtpXY at, double km)
{
    double times = km * 1e6, power = pow(10, floor(log10(times)) - 1);
    LtpBuf text = {0};
    ltp_buf_puts(&text, ltp_map_words(view, "Échelle au format du papier : environ 1:",
                                      "Scale on paper: about 1:"));
    ltp_type_number(&text, round(times / power) * power, 0, view->job->lang);
    /* "1:" is a ratio, no French colon */
    LtpMapStyle plain = *style;
    plain.plain = true;
    ltp_map_text(view->canvas, &plain, at, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

double ltp_map_draw_scale(LtpMapView *view, LtpXY at, double width, bool draw)
{
    double zoom = view->sheet.zoom, high = 11 * zoom;
    if (!draw)
        return high;
    double ratio = km_per_mm(view), room = width - 22 * zoom;
    double km = round_down(room * ratio), mm = km / ratio;
    LtpMapStyle style = {
        .role = LTP_MAP_FURNITURE, .size = 6 * zoom, .colour = 0x222222, .ax = 0.5};
    LtpXY left = {at.x + 2 * zoom, at.y + 3.2 * zoom};
    bar(view, left, mm, 1.1 * zoom);
    bar_text(view, &style, (LtpXY){left.x, at.y}, 0, false);
    bar_text(view, &style, (LtpXY){left.x + mm / 2, at.y}, km / 2, false);
    bar_text(view, &style, (LtpXY){left.x + mm, at.y}, km, true);
    trace_bar(view, km, mm);
    style.ax = 0;
    style.size = 5.5 * zoom;
    ratio_text(view, &style, (LtpXY){at.x, at.y + 5.2 * zoom}, ratio);
    LtpXY north = {at.x + width - 4 * zoom, at.y + 6 * zoom};
    arrow(view, north, 6 * zoom);
    style = (LtpMapStyle){.role = LTP_MAP_FURNITURE,
                          .size = 6.5 * zoom,
                          .bold = true,
                          .ax = 0.5,
                          .ay = 1,
                          .colour = 0x222222};
    ltp_map_text(view->canvas, &style, (LtpXY){north.x, north.y - 3 * zoom}, "N");
    return high;
}

/* ---- the country on the globe ---- */

typedef struct Globe {
    double lon, lat, radius; /* the middle, degrees; mm */
    LtpXY at;
} Globe;

/* Orthographic (Snyder 1987, p. 149); what lies behind is brought to the rim. */
static LtpXY on_globe(const Globe *globe, LtpXY degrees)
{
    double lon = (degrees.x - globe->lon) * RADIANS, lat = degrees.y * RADIANS;
    double lat0 = globe->lat * RADIANS;
    double x = cos(lat) * sin(lon), y = cos(lat0) * sin(lat) - sin(lat0) * cos(lat) * cos(lon);
    double front = sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos(lon);
    double size = hypot(x, y);
    if (front < 0 && size > 0) {
        x /= size;
        y /= size;
    }
    return (LtpXY){globe->at.x + x * globe->radius, globe->at.y - y * globe->radius};
}

static bool is_in_front(const Globe *globe, LtpXY degrees)
{
    double lat0 = globe->lat * RADIANS, lat = degrees.y * RADIANS;
    return sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos((degrees.x - globe->lon) * RADIANS) >
           0;
}

static double angle_on(const Globe *globe, LtpXY at)
{
    return atan2(at.y - globe->at.y, at.x - globe->at.x);
}

/* Along the rim from one angle to another, the shorter way. */
static void follow_rim(cairo_t *cr, const Globe *globe, double from, double to)
{
    enum { STEPS = 24 };
    double turn = remainder(to - from, 2 * G_PI);
    for (int i = 1; i <= STEPS; i++) {
        double angle = from + turn * i / STEPS;
        cairo_line_to(cr, globe->at.x + globe->radius * cos(angle),
                      globe->at.y + globe->radius * sin(angle));
    }
}

#define NEAR 0.1 /* mm: a point nearer to the last one is not seen */

/* What lies behind is left out: the ring goes along the rim from where it sets to where it rises.
 */
static void globe_ring(LtpMapView *view, const Globe *globe, const LtpXY *points, size_t n)
{
    cairo_t *cr = view->canvas->cr;
    size_t first = 0;
    bool hidden = false;
    double set = 0, rise = 0;
    while (first < n && !is_in_front(globe, points[first]))
        first++;
    if (first == n)
        return;
    LtpXY pen = on_globe(globe, points[first]);
    cairo_move_to(cr, pen.x, pen.y);
    for (size_t i = 1; i <= n; i++) {
        LtpXY degrees = points[(first + i) % n], at = on_globe(globe, degrees);
        if (!is_in_front(globe, degrees)) {
            rise = angle_on(globe, at);
            set = hidden ? set : rise;
            hidden = true;
            continue;
        }
        if (hidden)
            follow_rim(cr, globe, set, rise);
        if (hidden || hypot(at.x - pen.x, at.y - pen.y) > NEAR) {
            cairo_line_to(cr, at.x, at.y);
            pen = at;
        }
        hidden = false;
    }
    cairo_close_path(cr);
}

static void globe_shape(LtpMapView *view, const Globe *globe, const LtpShape *shape)
{
    size_t start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++])
        globe_ring(view, globe, shape->points + start, shape->ends[ring] - start);
}

static void graticule(LtpMapView *view, const Globe *globe)
{
    cairo_t *cr = view->canvas->cr;
    for (int lon = -180; lon < 180; lon += 30)
        for (int lat = -90; lat < 90; lat += 5) {
            LtpXY a = {lon, lat}, b = {lon, lat + 5};
            if (!is_in_front(globe, a) || !is_in_front(globe, b))
                continue;
            cairo_move_to(cr, on_globe(globe, a).x, on_globe(globe, a).y);
            cairo_line_to(cr, on_globe(globe, b).x, on_globe(globe, b).y);
        }
    for (int lat = -60; lat <= 60; lat += 30)
        for (int lon = -180; lon < 180; lon += 5) {
            LtpXY a = {lon, lat}, b = {lon + 5, lat};
            if (!is_in_front(globe, a) || !is_in_front(globe, b))
                continue;
            cairo_move_to(cr, on_globe(globe, a).x, on_globe(globe, a).y);
            cairo_line_to(cr, on_globe(globe, b).x, on_globe(globe, b).y);
        }
    ltp_map_stroke(view->canvas, 0xBBBBBB, 0.08);
}

/* Whether all of the country lies within a tenth of the radius of the middle. */
static bool is_small_on(const LtpMapView *view, const Globe *globe, int top)
{
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpShape *shape = &view->data->units[i].degrees;
        for (size_t k = 0; view->data->units[i].level == top && k < shape->n_points; k++) {
            LtpXY at = on_globe(globe, shape->points[k]);
            if (hypot(at.x - globe->at.x, at.y - globe->at.y) > globe->radius / 10)
                return false;
        }
    }
    return true;
}

static LtpCode draw_globe(LtpMapView *view, LtpMapBox box, LtpError *err)
{
    LtpLonLat centre = {0, 0};
    LtpShape land = {0};
    LTP_TRY(ltp_map_land(&land, err));
    ground_at(view, middle_of(view->sheet.map), &centre);
    Globe globe = {centre.lon, centre.lat, fmin(box.w, box.h) / 2, middle_of(box)};
    cairo_arc(view->canvas->cr, globe.at.x, globe.at.y, globe.radius, 0, 2 * G_PI);
    ltp_map_fill(view->canvas, 0xEEF4F8);
    cairo_set_fill_rule(view->canvas->cr, CAIRO_FILL_RULE_WINDING);
    globe_shape(view, &globe, &land);
    ltp_map_fill(view->canvas, 0xCFCFC8);
    cairo_set_fill_rule(view->canvas->cr, CAIRO_FILL_RULE_EVEN_ODD);
    graticule(view, &globe);
    int top = ltp_map_top_level(view->data);
    for (size_t i = 0; i < view->data->count; i++)
        if (view->data->units[i].level == top)
            globe_shape(view, &globe, &view->data->units[i].degrees);
    ltp_map_fill(view->canvas, 0xB5332E);
    /* the country is in the middle: a ring finds one too small to see */
    cairo_arc(view->canvas->cr, globe.at.x, globe.at.y, globe.radius * 0.22, 0, 2 * G_PI);
    if (is_small_on(view, &globe, top))
        ltp_map_stroke(view->canvas, 0xB5332E, 0.4);
    cairo_new_path(view->canvas->cr);
    cairo_arc(view->canvas->cr, globe.at.x, globe.at.y, globe.radius, 0, 2 * G_PI);
    ltp_map_stroke(view->canvas, 0x777777, 0.2);
    ltp_shape_release(&land);
    return LTP_OK;
}

/* ---- the region in its country ---- */

int ltp_map_top_level(const LtpMapData *data)
{
    int top = 99;
    for (size_t i = 0; i < data->count; i++)
        if (data->units[i].level < top && data->units[i].degrees.n_points > 0)
            top = data->units[i].level;
    return top;
}

/* Degrees as they are, narrowed by the cosine of the middle latitude: enough for a small picture.
 */
typedef struct Plate {
    double west, north, wide, scale;
    LtpXY at;
} Plate;

static Plate plate_of(const LtpMapData *data, int level, LtpMapBox box)
{
    double x0 = (double)INFINITY, y0 = (double)INFINITY, x1 = -(double)INFINITY,
           y1 = -(double)INFINITY;
    for (size_t i = 0; i < data->count; i++) {
        const LtpShape *shape = &data->units[i].degrees;
        if (data->units[i].level != level || shape->n_points == 0)
            continue;
        x0 = fmin(x0, shape->x0);
        y0 = fmin(y0, shape->y0);
        x1 = fmax(x1, shape->x1);
        y1 = fmax(y1, shape->y1);
    }
    double wide = cos((y0 + y1) / 2 * RADIANS);
    double scale = fmin(box.w / ((x1 - x0) * wide), box.h / (y1 - y0));
    return (Plate){
        x0,
        y1,
        wide,
        scale,
        {box.x + (box.w - (x1 - x0) * wide * scale) / 2, box.y + (box.h - (y1 - y0) * scale) / 2}};
}

static LtpXY on_plate(const Plate *plate, LtpXY degrees)
{
    return (LtpXY){plate->at.x + (degrees.x - plate->west) * plate->wide * plate->scale,
                   plate->at.y + (plate->north - degrees.y) * plate->scale};
}

/* Finds what is too small to see. */
static void ring_around(LtpMapView *view, LtpXY at)
{
    cairo_new_path(view->canvas->cr);
    cairo_arc(view->canvas->cr, at.x, at.y, 1.8, 0, 2 * G_PI);
    ltp_map_stroke(view->canvas, 0xB5332E, 0.4);
}

/* Every few points will do at this size. */
static void plate_shape(LtpMapView *view, const Plate *plate, const LtpShape *shape)
{
    cairo_t *cr = view->canvas->cr;
    size_t start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++]) {
        size_t n = shape->ends[ring] - start, step = n / 300 + 1;
        for (size_t i = 0; i < n; i += step) {
            LtpXY at = on_plate(plate, shape->points[start + i]);
            if (i == 0)
                cairo_move_to(cr, at.x, at.y);
            else
                cairo_line_to(cr, at.x, at.y);
        }
        cairo_close_path(cr);
    }
}

static void frame_shown(LtpMapView *view, const Plate *plate, LtpMapBox within)
{
    LtpXY low = on_plate(plate, (LtpXY){view->shown.west, view->shown.north});
    LtpXY high = on_plate(plate, (LtpXY){view->shown.east, view->shown.south});
    low = (LtpXY){fmax(low.x, within.x), fmax(low.y, within.y)};
    high = (LtpXY){fmin(high.x, within.x + within.w), fmin(high.y, within.y + within.h)};
    LtpMapBox box = {low.x, low.y, high.x - low.x, high.y - low.y};
    ltp_map_rectangle(view->canvas, box);
    ltp_map_stroke(view->canvas, 0xB5332E, 0.5);
    if (fmax(box.w, box.h) < 2)
        ring_around(view, (LtpXY){low.x + box.w / 2, low.y + box.h / 2});
}

static void draw_plate(LtpMapView *view, LtpMapBox box)
{
    const LtpMapData *data = view->data;
    int top = ltp_map_top_level(data);
    Plate plate = plate_of(data, top, box);
    for (int level = top; level <= top + 1; level++)
        for (size_t i = 0; i < data->count; i++)
            if (data->units[i].level == level) {
                plate_shape(view, &plate, &data->units[i].degrees);
                ltp_map_colour(view->canvas, 0xEDEDE8);
                if (level == top)
                    cairo_fill_preserve(view->canvas->cr);
                ltp_map_stroke(view->canvas, level == top ? 0x444444 : 0xAAAAAA,
                               level == top ? 0.2 : 0.1);
            }
    if (view->close) {
        frame_shown(view, &plate, box);
        return;
    }
    const LtpShape *root = &data->units[view->root].degrees;
    plate_shape(view, &plate, root);
    ltp_map_fill(view->canvas, 0xB5332E);
    if (root->n_points > 0 && fmax(root->x1 - root->x0, root->y1 - root->y0) * plate.scale < 2)
        ring_around(
            view, on_plate(&plate, (LtpXY){(root->x0 + root->x1) / 2, (root->y0 + root->y1) / 2}));
}

LtpCode ltp_map_draw_locator(LtpMapView *view, LtpMapBox box, LtpError *err)
{
    bool part =
        view->root >= 0 && view->data->units[view->root].level > ltp_map_top_level(view->data);
    if (!part && !view->close)
        return draw_globe(view, box, err);
    draw_plate(view, box);
    return LTP_OK;
}
