#include "exports/map/view.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define MAX_SYMBOL 7.0 /* mm, radius of the largest circle on A4 */

const char *ltp_map_words(const LtpMapView *view, const char *fr, const char *en)
{
    return view->job->lang == LTP_FR ? fr : en;
}

/* "Régions" within a sentence is "régions", "LGAs" stays. */
static const char *in_sentence(LtpMapData *data, const char *word)
{
    const char *second = word;
    uint32_t first = ltp_text_next(&second);
    if (!g_unichar_isupper(first) || !g_unichar_islower(g_utf8_get_char(second)))
        return word;
    LtpBuf text = {0};
    ltp_text_put(&text, g_unichar_tolower(first));
    ltp_buf_puts(&text, second);
    const char *kept = ltp_arena_strdup(&data->arena, ltp_buf_text(&text));
    ltp_buf_release(&text);
    return kept ? kept : word;
}

const char *ltp_map_level_word(const LtpMapView *view, int level, int64_t n)
{
    const LtpMapConfig *config = view->job->config;
    int at = level < 0 || level >= LTP_MAP_LEVELS ? LTP_MAP_LEVELS - 1 : level;
    const char *own = config ? ltp_text_in(config->levels[at], view->job->lang) : NULL;
    LtpText named = n == 1 ? view->data->levels[at].one : view->data->levels[at].many;
    const char *word = ltp_text_in(named, view->job->lang);
    if (own || word)
        return own ? own : in_sentence(view->data, word);
    return n == 1 ? ltp_map_words(view, "unité", "unit") : ltp_map_words(view, "unités", "units");
}

void ltp_map_view_release(LtpMapView *view)
{
    for (size_t i = 0; view->ground && i < view->data->count; i++)
        ltp_shape_release(&view->ground[i]);
    for (size_t i = 0; view->paper_area && i < view->data->count; i++)
        ltp_shape_release(&view->paper_area[i]);
    for (size_t i = 0; view->neighbours && i < view->data->n_neighbours; i++)
        ltp_shape_release(&view->neighbours[i]);
    ltp_free(view->ground);
    ltp_free(view->paper_area);
    ltp_free(view->neighbours);
    ltp_free(view->inside);
    ltp_free(view->in_inset);
    ltp_free(view->anchors);
    ltp_free(view->labels);
    ltp_projection_free(view->projection);
}

/* ---- what it is of ---- */

LtpMapSymbolState ltp_map_symbol_state(LtpMapNumber number)
{
    if (number.withheld)
        return LTP_MAP_SYMBOL_WITHHELD;
    if (isnan(number.value))
        return LTP_MAP_SYMBOL_UNKNOWN;
    return number.value > 0 ? LTP_MAP_SYMBOL_SHOWN : LTP_MAP_SYMBOL_ZERO;
}

static void count_unit(LtpMapView *view, const LtpMapUnit *unit)
{
    view->n_units++;
    if (unit->class_ >= 0)
        view->class_counts[unit->class_]++;
    view->symbol_counts[ltp_map_symbol_state(unit->symbol)]++;
    view->symbol_too_counts[ltp_map_symbol_state(unit->symbol_too)]++;
    view->n_hatched += unit->hatched;
    view->n_sparse += unit->sparse;
    view->symbol_most = fmax(view->symbol_most, fmax(unit->symbol.value, unit->symbol_too.value));
}

/* A study of the whole country hatches every unit that has none of its own; an estimate is to be
 * seen whatever the others are. */
static bool is_hatch_idle(const LtpMapView *view)
{
    if (view->n_hatched == 0 || view->job->theme->hatch != LTP_MAP_HATCH_STUDIES)
        return false;
    for (size_t i = 0; i < view->data->count; i++)
        if (view->inside[i] && !view->data->units[i].hatched && view->data->units[i].no_study)
            return false;
    return true;
}

static void choose_units(LtpMapView *view)
{
    const LtpMapData *data = view->data;
    for (size_t i = 0; i < data->count; i++) {
        view->inside[i] = data->units[i].counted && ltp_map_unit_within(data, i, view->root);
        if (view->inside[i])
            count_unit(view, &data->units[i]);
    }
    view->hatch_idle = is_hatch_idle(view);
}

/* Whether the outline of the unit decides what the page shows: the units of the analysis, or all of
 * the edition where there is none. */
static bool is_shown(const LtpMapView *view, size_t i)
{
    return view->n_units > 0 ? view->inside[i] : ltp_map_unit_within(view->data, i, view->root);
}

/* West of a box that holds all longitudes, where the widest empty stretch ends: a country across
 * the antimeridian stays in one piece. */
static double find_west(const LtpMapView *view)
{
    bool taken[360] = {false};
    int longest = 0, end = 0, run = 0;
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpShape *shape = &view->data->units[i].degrees;
        for (size_t k = 0; is_shown(view, i) && k < shape->n_points; k++)
            taken[((int)floor(shape->points[k].x + 180) % 360 + 360) % 360] = true;
    }
    for (int i = 0; i < 720; i++) {
        run = taken[i % 360] ? 0 : run + 1;
        if (run > longest && run <= 360) {
            longest = run;
            end = (i + 1) % 360;
        }
    }
    return end - 180;
}

static LtpBox find_extent(const LtpMapView *view)
{
    double from = find_west(view);
    LtpBox box = {(double)INFINITY, (double)INFINITY, -(double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpShape *shape = &view->data->units[i].degrees;
        for (size_t k = 0; is_shown(view, i) && k < shape->n_points; k++) {
            double lon = shape->points[k].x < from ? shape->points[k].x + 360 : shape->points[k].x;
            box.west = fmin(box.west, lon);
            box.east = fmax(box.east, lon);
            box.south = fmin(box.south, shape->points[k].y);
            box.north = fmax(box.north, shape->points[k].y);
        }
    }
    return box.west <= box.east ? box : (LtpBox){-10, -10, 10, 10};
}

static bool holds(const LtpBox *box, const LtpBox *other)
{
    return box->west <= other->west && box->east >= other->east && box->south <= other->south &&
           box->north >= other->north;
}

/* What is asked for, where it cuts something off; it may count its longitudes the other way round
 * the world. */
static LtpBox choose_extent(LtpMapView *view)
{
    LtpBox all = find_extent(view);
    if (!view->job->shown)
        return all;
    LtpBox shown = *view->job->shown, best = shown;
    double met = 0;
    for (double turn = -360; turn <= 360; turn += 360) {
        double west = fmax(shown.west + turn, all.west), east = fmin(shown.east + turn, all.east);
        if (east - west > met) {
            met = east - west;
            best = (LtpBox){shown.west + turn, shown.south, shown.east + turn, shown.north};
        }
    }
    view->close =
        met > 0 && best.south < all.north && best.north > all.south && !holds(&best, &all);
    view->shown = best;
    return view->close ? best : all;
}

/* ---- on the ground ---- */

static LtpCode copy_shape(const LtpShape *from, LtpShape *to, LtpError *err)
{
    to->points = ltp_malloc((from->n_points + 1) * sizeof *to->points);
    to->ends = ltp_malloc((from->n_rings + 1) * sizeof *to->ends);
    if (!to->points || !to->ends)
        return ltp_fail_memory(err);
    to->points_capacity = from->n_points + 1;
    to->rings_capacity = from->n_rings + 1;
    to->n_points = from->n_points;
    to->n_rings = from->n_rings;
    if (from->n_points > 0)
        memcpy(to->points, from->points, from->n_points * sizeof *to->points);
    if (from->n_rings > 0)
        memcpy(to->ends, from->ends, from->n_rings * sizeof *to->ends);
    return LTP_OK;
}

/* Whether the outline, in degrees, comes near the extent. */
static bool is_near(const LtpShape *shape, LtpBox extent)
{
    /* the paper may be as wide again as a narrow extent is high */
    double wide = extent.east - extent.west, high = extent.north - extent.south;
    double pad_x = fmax(wide, high) * 0.7 + 0.1, pad_y = fmax(wide, high) * 0.7 + 0.1;
    for (double turn = -360; turn <= 360; turn += 360)
        if (shape->x0 + turn <= extent.east + pad_x && shape->x1 + turn >= extent.west - pad_x &&
            shape->y0 <= extent.north + pad_y && shape->y1 >= extent.south - pad_y)
            return true;
    return false;
}

static LtpCode to_ground(LtpMapView *view, LtpBox extent, LtpError *err)
{
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpMapUnit *unit = &view->data->units[i];
        bool deeper = view->data->level >= 0 && unit->level > view->data->level;
        if (deeper || unit->degrees.n_rings == 0 || !is_near(&unit->degrees, extent))
            continue;
        LTP_TRY(copy_shape(&unit->degrees, &view->ground[i], err));
        LTP_TRY(ltp_shape_project(&view->ground[i], view->projection, err));
    }
    return LTP_OK;
}

static LtpMapBounds ground_bounds(const LtpMapView *view)
{
    LtpMapBounds b = {(double)INFINITY, (double)INFINITY, -(double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpShape *shape = &view->ground[i];
        if (!is_shown(view, i) || shape->n_points == 0)
            continue;
        b = (LtpMapBounds){fmin(b.x0, shape->x0), fmin(b.y0, shape->y0), fmax(b.x1, shape->x1),
                           fmax(b.y1, shape->y1)};
    }
    return b.x0 < b.x1 && b.y0 < b.y1 ? b : (LtpMapBounds){-1e6, -1e6, 1e6, 1e6};
}

enum { SIDE = 16 }; /* points along each side of what is shown, which bends on the ground */

static LtpCode shown_bounds(const LtpMapView *view, LtpMapBounds *bounds, LtpError *err)
{
    LtpBox box = view->shown;
    LtpLonLat degrees[4 * SIDE];
    LtpXY ground[4 * SIDE];
    for (int i = 0; i < SIDE; i++) {
        double lon = box.west + (box.east - box.west) * i / (SIDE - 1);
        double lat = box.south + (box.north - box.south) * i / (SIDE - 1);
        degrees[4 * i] = (LtpLonLat){lon, box.south};
        degrees[4 * i + 1] = (LtpLonLat){lon, box.north};
        degrees[4 * i + 2] = (LtpLonLat){box.west, lat};
        degrees[4 * i + 3] = (LtpLonLat){box.east, lat};
    }
    LTP_TRY(ltp_projection_forward(view->projection, degrees, 4 * SIDE, ground, err));
    LtpMapBounds b = {(double)INFINITY, (double)INFINITY, -(double)INFINITY, -(double)INFINITY};
    for (int i = 0; i < 4 * SIDE; i++)
        b = (LtpMapBounds){fmin(b.x0, ground[i].x), fmin(b.y0, ground[i].y),
                           fmax(b.x1, ground[i].x), fmax(b.y1, ground[i].y)};
    if (b.x0 < b.x1 && b.y0 < b.y1)
        *bounds = b;
    return LTP_OK;
}

static LtpCode make_lists(LtpMapView *view, LtpError *err)
{
    size_t n = view->data->count + 1;
    view->ground = ltp_calloc(n, sizeof *view->ground);
    view->paper_area = ltp_calloc(n, sizeof *view->paper_area);
    view->inside = ltp_calloc(n, sizeof *view->inside);
    view->in_inset = ltp_calloc(n, sizeof *view->in_inset);
    view->anchors = ltp_calloc(n, sizeof *view->anchors);
    view->neighbours = ltp_calloc(view->data->n_neighbours + 1, sizeof *view->neighbours);
    bool all = view->ground && view->paper_area && view->inside && view->in_inset &&
               view->anchors && view->neighbours;
    return all ? LTP_OK : ltp_fail_memory(err);
}

LtpCode ltp_map_view_prepare(LtpMapView *view, LtpError *err)
{
    LTP_TRY(make_lists(view, err));
    choose_units(view);
    LtpBox extent = choose_extent(view);
    LTP_TRY(ltp_projection_fit(extent, &view->projection, err));
    LTP_TRY(to_ground(view, extent, err));
    view->bounds = ground_bounds(view);
    return view->close ? shown_bounds(view, &view->bounds, err) : LTP_OK;
}

/* ---- on paper ---- */

static LtpPaper fit(LtpMapBounds ground, LtpMapBox box, double air)
{
    double scale = fmin((box.w - 2 * air) / (ground.x1 - ground.x0),
                        (box.h - 2 * air) / (ground.y1 - ground.y0));
    double w = (ground.x1 - ground.x0) * scale, h = (ground.y1 - ground.y0) * scale;
    return (LtpPaper){.west = ground.x0,
                      .north = ground.y1,
                      .scale = scale,
                      .x = box.x + (box.w - w) / 2,
                      .y = box.y + (box.h - h) / 2};
}

#define PAST_FRAME 3.0 /* mm that are drawn beyond the frame, where nobody sees the cut */

LtpCode ltp_map_on_paper(const LtpShape *ground, const LtpPaper *paper, LtpMapBox frame,
                         LtpShape *out, LtpError *err)
{
    LtpXY a = ltp_paper_ground(paper, (LtpXY){frame.x - PAST_FRAME, frame.y - PAST_FRAME});
    LtpXY b = ltp_paper_ground(
        paper, (LtpXY){frame.x + frame.w + PAST_FRAME, frame.y + frame.h + PAST_FRAME});
    if (ground->x0 >= a.x && ground->x1 <= b.x && ground->y0 >= b.y && ground->y1 <= a.y)
        return ltp_shape_on_paper(ground, paper, LTP_MAP_GRID, out, err);
    LtpShape cut = {0};
    LtpCode rc = ltp_shape_clip(ground, (LtpXY){a.x, b.y}, (LtpXY){b.x, a.y}, &cut, err);
    if (rc == LTP_OK)
        rc = ltp_shape_on_paper(&cut, paper, LTP_MAP_GRID, out, err);
    ltp_shape_release(&cut);
    return rc;
}

#define THIN 0.9 /* steps of the grid; neighbours may be coarser */

static LtpCode place_neighbours(LtpMapView *view, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpShape ground = {0};
    size_t n = view->data->n_neighbours;
    for (size_t i = 0; i < n; i++) {
        LTP_GO(copy_shape(&view->data->neighbours[i].degrees, &ground, err));
        LTP_GO(ltp_shape_project(&ground, view->projection, err));
        LTP_GO(ltp_map_on_paper(&ground, &view->paper, view->sheet.map, &view->neighbours[i], err));
        ltp_shape_release(&ground);
    }
    LTP_GO(ltp_map_thin(view->neighbours, n, 2 * THIN, err));
done:
    ltp_shape_release(&ground);
    return rc;
}

enum { MANY_POINTS = 250 * 1000 }; /* tens of thousands of units: each is a few steps large */

static size_t count_points(const LtpMapView *view)
{
    size_t n = 0;
    for (size_t i = 0; i < view->data->count; i++)
        n += view->paper_area[i].n_points;
    return n;
}

/* Square metres of the units inside, in the plane of the map. */
static double ground_area(const LtpMapView *view)
{
    double area = 0;
    for (size_t i = 0; i < view->data->count; i++)
        area += view->inside[i] ? ltp_shape_area(&view->ground[i]) : 0;
    return area;
}

/* Circles as large as leaves the areas under them to be seen: together SHARE of the land. */
static void size_circles(LtpMapView *view, double land_mm2)
{
    const double SHARE = 0.3, most = MAX_SYMBOL * view->sheet.zoom, least = most / 3;
    double discs = 0; /* areas of all circles together, in areas of the largest */
    for (size_t i = 0; i < view->data->count && view->symbol_most > 0; i++) {
        const LtpMapUnit *unit = &view->data->units[i];
        double left = unit->symbol.value, right = unit->symbol_too.value;
        double people = (left > 0 ? left : 0) + (right > 0 ? right : 0);
        discs += view->inside[i] ? people / view->symbol_most : 0;
    }
    discs /= view->job->theme->symbol_too ? 2 : 1;
    double radius = discs > 0 ? sqrt(SHARE * land_mm2 / (G_PI * discs)) : most;
    view->symbol_radius = fmin(fmax(radius, least), most);
}

/* Scale, circles, and how fine lines must be for the mean unit to be seen between them. */
static void size_marks(LtpMapView *view)
{
    double air = view->close ? 0 : 3 * view->sheet.zoom, area = ground_area(view);
    double scale = fit(view->bounds, view->sheet.map, air).scale;
    size_circles(view, area * scale * scale);
    if (view->symbol_most > 0 && !view->close) /* circles stand out at the rim */
        air = fmax(0.7 * view->symbol_radius, air);
    view->paper = fit(view->bounds, view->sheet.map, air);
    view->unit_side = view->paper.scale * sqrt(area / (double)(view->n_units + !view->n_units));
    view->canvas->hatch_step = fmin(fmax(0.6 * view->unit_side, 0.6), 1.5);
}

LtpCode ltp_map_view_place(LtpMapView *view, LtpError *err)
{
    size_marks(view);
    for (size_t i = 0; i < view->data->count; i++)
        if (view->ground[i].n_points > 0)
            LTP_TRY(ltp_map_on_paper(&view->ground[i], &view->paper, view->sheet.map,
                                     &view->paper_area[i], err));
    LTP_TRY(ltp_map_thin(view->paper_area, view->data->count, THIN, err));
    if (count_points(view) > MANY_POINTS)
        LTP_TRY(ltp_map_thin(view->paper_area, view->data->count, 2 * THIN, err));
    return place_neighbours(view, err);
}

double ltp_map_symbol_radius(const LtpMapView *view, double people)
{
    if (!(view->symbol_most > 0) || !(people > 0))
        return 0;
    return fmax(view->symbol_radius * sqrt(people / view->symbol_most), 0.35);
}

LtpXY ltp_map_view_size(const LtpMapView *view)
{
    return (LtpXY){view->bounds.x1 - view->bounds.x0, view->bounds.y1 - view->bounds.y0};
}
