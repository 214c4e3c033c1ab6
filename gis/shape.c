#include "gis/shape.h"

#include <math.h>
#include <string.h>

void ltp_shape_release(LtpShape *shape)
{
    ltp_free(shape->points);
    ltp_free(shape->ends);
    *shape = (LtpShape){0};
}

static size_t ring_start(const LtpShape *shape, size_t ring)
{
    return ring == 0 ? 0 : shape->ends[ring - 1];
}

void ltp_shape_bounds(LtpShape *shape)
{
    shape->x0 = shape->y0 = (double)INFINITY;
    shape->x1 = shape->y1 = -(double)INFINITY;
    for (size_t i = 0; i < shape->n_points; i++) {
        shape->x0 = fmin(shape->x0, shape->points[i].x);
        shape->y0 = fmin(shape->y0, shape->points[i].y);
        shape->x1 = fmax(shape->x1, shape->points[i].x);
        shape->y1 = fmax(shape->y1, shape->points[i].y);
    }
}

static LtpCode reserve(LtpShape *shape, size_t count, LtpError *err)
{
    if (count <= shape->points_capacity)
        return LTP_OK;
    size_t capacity = shape->points_capacity * 2 > count ? shape->points_capacity * 2 : count;
    LtpXY *points = ltp_realloc(shape->points, capacity * sizeof *points);
    if (!points)
        return ltp_fail_memory(err);
    shape->points = points;
    shape->points_capacity = capacity;
    return LTP_OK;
}

static LtpCode end_ring(LtpShape *shape, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&shape->ends, &shape->rings_capacity, shape->n_rings,
                     sizeof *shape->ends, err));
    shape->ends[shape->n_rings++] = shape->n_points;
    return LTP_OK;
}

/* ---- from WKB, and projected ---- */

static LtpCode add_ring(const LtpLonLat *points, size_t count, bool hole, void *arg, LtpError *err)
{
    LtpShape *shape = arg;
    (void)hole;
    LTP_TRY(reserve(shape, shape->n_points + count, err));
    for (size_t i = 0; i + 1 < count; i++)
        shape->points[shape->n_points++] = (LtpXY){points[i].lon, points[i].lat};
    return end_ring(shape, err);
}

LtpCode ltp_shape_add_wkb(LtpShape *shape, const void *wkb, size_t size, LtpError *err)
{
    LtpCode rc = ltp_wkb_rings(wkb, size, add_ring, shape, err);
    ltp_shape_bounds(shape);
    return rc;
}

/* Leaves out the points that are nowhere. */
static void drop_nowhere(LtpShape *shape)
{
    size_t kept = 0, next = 0;
    for (size_t ring = 0; ring < shape->n_rings; ring++) {
        for (; next < shape->ends[ring]; next++)
            if (isfinite(shape->points[next].x))
                shape->points[kept++] = shape->points[next];
        shape->ends[ring] = kept;
    }
    shape->n_points = kept;
}

LtpCode ltp_shape_project(LtpShape *shape, const LtpProjection *projection, LtpError *err)
{
    enum { BATCH = 512 };
    LtpLonLat from[BATCH];
    for (size_t start = 0; start < shape->n_points; start += BATCH) {
        size_t count = shape->n_points - start < BATCH ? shape->n_points - start : BATCH;
        for (size_t i = 0; i < count; i++)
            from[i] = (LtpLonLat){shape->points[start + i].x, shape->points[start + i].y};
        LTP_TRY(ltp_projection_forward(projection, from, count, shape->points + start, err));
    }
    drop_nowhere(shape);
    ltp_shape_bounds(shape);
    return LTP_OK;
}

/* ---- on paper ---- */

LtpXY ltp_paper_xy(const LtpPaper *paper, LtpXY ground)
{
    return (LtpXY){paper->x + (ground.x - paper->west) * paper->scale,
                   paper->y + (paper->north - ground.y) * paper->scale};
}

LtpXY ltp_paper_ground(const LtpPaper *paper, LtpXY mm)
{
    return (LtpXY){paper->west + (mm.x - paper->x) / paper->scale,
                   paper->north - (mm.y - paper->y) / paper->scale};
}

/* Whether b lies on the straight way from a to c. */
static bool is_between(LtpXY a, LtpXY b, LtpXY c)
{
    double cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    double dot = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
    return cross == 0 && dot >= 0;
}

static bool same(LtpXY a, LtpXY b)
{
    return a.x == b.x && a.y == b.y;
}

/* Adds a point in steps of the grid to the ring that began at `start`. */
static void put_point(LtpShape *out, size_t start, LtpXY point)
{
    size_t n = out->n_points;
    if (n > start && same(out->points[n - 1], point))
        return;
    if (n > start + 1 && is_between(out->points[n - 2], out->points[n - 1], point))
        n--;
    out->points[n] = point;
    out->n_points = n + 1;
}

/* The seam of the ring; drops a ring without area. */
static void close_ring(LtpShape *out, size_t start)
{
    while (out->n_points > start + 1 && same(out->points[out->n_points - 1], out->points[start]))
        out->n_points--;
    if (out->n_points < start + 3)
        out->n_points = start;
}

LtpCode ltp_shape_on_paper(const LtpShape *ground, const LtpPaper *at, double step, LtpShape *paper,
                           LtpError *err)
{
    paper->n_points = paper->n_rings = 0;
    LTP_TRY(reserve(paper, ground->n_points + 1, err));
    for (size_t ring = 0, i = 0; ring < ground->n_rings; ring++) {
        size_t start = paper->n_points;
        for (; i < ground->ends[ring]; i++) {
            LtpXY mm = ltp_paper_xy(at, ground->points[i]);
            put_point(paper, start, (LtpXY){round(mm.x / step), round(mm.y / step)});
        }
        close_ring(paper, start);
        for (size_t k = start; k < paper->n_points; k++)
            paper->points[k] = (LtpXY){paper->points[k].x * step, paper->points[k].y * step};
        if (paper->n_points > start)
            LTP_TRY(end_ring(paper, err));
    }
    ltp_shape_bounds(paper);
    return LTP_OK;
}

/* ---- questions ---- */

/* Where the edge a-b crosses the horizontal line at `y`; false when it doesn't. */
static bool crossing(LtpXY a, LtpXY b, double y, double *x)
{
    if ((a.y > y) == (b.y > y))
        return false;
    *x = a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y));
    return true;
}

/* The nearest borders left and right of the point, and whether it is inside. */
static bool sides(const LtpShape *shape, LtpXY point, double *left, double *right)
{
    bool inside = false;
    *left = -(double)INFINITY;
    *right = (double)INFINITY;
    for (size_t ring = 0; ring < shape->n_rings; ring++) {
        size_t start = ring_start(shape, ring), end = shape->ends[ring];
        for (size_t i = start, last = end - 1; i < end; last = i++) {
            double x;
            if (!crossing(shape->points[last], shape->points[i], point.y, &x))
                continue;
            inside ^= x > point.x;
            if (x > point.x)
                *right = fmin(*right, x);
            else
                *left = fmax(*left, x);
        }
    }
    return inside;
}

bool ltp_shape_contains(const LtpShape *shape, LtpXY point)
{
    double left, right;
    return sides(shape, point, &left, &right);
}

double ltp_shape_chord(const LtpShape *shape, LtpXY point)
{
    double left, right;
    return sides(shape, point, &left, &right) ? right - left : 0;
}

static double ring_area(const LtpShape *shape, size_t ring)
{
    double twice = 0;
    size_t start = ring_start(shape, ring), end = shape->ends[ring];
    for (size_t i = start, last = end - 1; i < end; last = i++)
        twice +=
            shape->points[last].x * shape->points[i].y - shape->points[i].x * shape->points[last].y;
    return twice / 2;
}

/* A ring is a hole when it lies in an odd number of the others. */
static bool is_hole(const LtpShape *shape, size_t ring)
{
    bool hole = false;
    for (size_t other = 0; other < shape->n_rings; other++) {
        if (other == ring)
            continue;
        size_t start = ring_start(shape, other), end = shape->ends[other];
        LtpShape alone = {
            .points = shape->points + start, .ends = &(size_t){end - start}, .n_rings = 1};
        hole ^= ltp_shape_contains(&alone, shape->points[ring_start(shape, ring)]);
    }
    return hole;
}

double ltp_shape_area(const LtpShape *shape)
{
    double area = 0;
    for (size_t ring = 0; ring < shape->n_rings; ring++) {
        double size = fabs(ring_area(shape, ring));
        area += shape->n_rings > 1 && is_hole(shape, ring) ? -size : size;
    }
    return area;
}
