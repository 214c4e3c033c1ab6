/* Outlines cut to a rectangle, side by side (Sutherland and Hodgman 1974). */
#include "gis/shape.h"

#include <math.h>
#include <string.h>

/* What lies on the inner side of x = at (or y = at): not less than it, or not more. */
typedef struct Side {
    double at;
    bool is_y, is_upper;
} Side;

static double along(const Side *side, LtpXY point)
{
    return side->is_y ? point.y : point.x;
}

static bool is_inside(const Side *side, LtpXY point)
{
    return side->is_upper ? along(side, point) <= side->at : along(side, point) >= side->at;
}

/* The same point whichever way the edge is walked. */
static LtpXY crossing(const Side *side, LtpXY a, LtpXY b)
{
    if (along(side, a) > along(side, b)) {
        LtpXY swap = a;
        a = b;
        b = swap;
    }
    double share = (side->at - along(side, a)) / (along(side, b) - along(side, a));
    if (side->is_y)
        return (LtpXY){a.x + (b.x - a.x) * share, side->at};
    return (LtpXY){side->at, a.y + (b.y - a.y) * share};
}

/* `to` has room for twice as many. */
static size_t cut(const Side *side, const LtpXY *from, size_t n, LtpXY *to)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        LtpXY last = from[(i + n - 1) % n], at = from[i];
        if (is_inside(side, last) != is_inside(side, at))
            to[kept++] = crossing(side, last, at);
        if (is_inside(side, at))
            to[kept++] = at;
    }
    return kept;
}

/* The ring in `a`, n points; what is left of it is in `a` again. */
static size_t cut_ring(const Side sides[4], LtpXY *a, LtpXY *b, size_t n)
{
    for (int i = 0; i < 4 && n > 0; i++) {
        n = cut(&sides[i], a, n, b);
        memcpy(a, b, n * sizeof *a);
    }
    return n >= 3 ? n : 0;
}

static LtpCode add_ring(LtpShape *shape, const LtpXY *points, size_t n, LtpError *err)
{
    for (size_t i = 0; i < n; i++) {
        LTP_TRY(ltp_grow((void **)&shape->points, &shape->points_capacity, shape->n_points,
                         sizeof *shape->points, err));
        shape->points[shape->n_points++] = points[i];
    }
    LTP_TRY(ltp_grow((void **)&shape->ends, &shape->rings_capacity, shape->n_rings,
                     sizeof *shape->ends, err));
    shape->ends[shape->n_rings++] = shape->n_points;
    return LTP_OK;
}

static size_t longest_ring(const LtpShape *shape)
{
    size_t longest = 0, start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++])
        if (shape->ends[ring] - start > longest)
            longest = shape->ends[ring] - start;
    return longest;
}

LtpCode ltp_shape_clip(const LtpShape *shape, LtpXY low, LtpXY high, LtpShape *clipped,
                       LtpError *err)
{
    const Side sides[4] = {
        {low.x, false, false}, {high.x, false, true}, {low.y, true, false}, {high.y, true, true}};
    size_t room = 16 * longest_ring(shape) + 16, start = 0;
    LtpXY *a = ltp_malloc(room * sizeof *a), *b = ltp_malloc(room * sizeof *b);
    LtpCode rc = a && b ? LTP_OK : ltp_fail_memory(err);
    clipped->n_points = clipped->n_rings = 0;
    for (size_t ring = 0; ring < shape->n_rings && rc == LTP_OK; start = shape->ends[ring++]) {
        size_t n = shape->ends[ring] - start;
        memcpy(a, shape->points + start, n * sizeof *a);
        n = cut_ring(sides, a, b, n);
        rc = n > 0 ? add_ring(clipped, a, n, err) : LTP_OK;
    }
    ltp_shape_bounds(clipped);
    ltp_free(a);
    ltp_free(b);
    return rc;
}
