/* Points that the eye does not miss, taken out of all outlines alike. A point goes when it lies
 * nearer than a step to the line between its neighbours and its mark is lower than theirs: a rule
 * that sees nothing but the point and its neighbours, so every outline that shares the border
 * decides the same. Points where the neighbours differ from outline to outline are where borders
 * meet: they stay. */
#include "exports/map/edges.h"

#include <math.h>

enum { PASSES = 3 };
#define SLACK 0.9 /* steps */

typedef struct Corner {
    LtpMapPoint at, low, high; /* its neighbours in order */
    bool taken, meeting;
} Corner;

typedef struct Corners {
    Corner *slots;
    size_t mask;
} Corners;

static bool same(LtpMapPoint a, LtpMapPoint b)
{
    return a.x == b.x && a.y == b.y;
}

static bool precedes(LtpMapPoint a, LtpMapPoint b)
{
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

static Corner *find(const Corners *corners, LtpMapPoint at)
{
    size_t i = (size_t)ltp_map_point_hash(at) & corners->mask;
    while (corners->slots[i].taken && !same(corners->slots[i].at, at))
        i = (i + 1) & corners->mask;
    return &corners->slots[i];
}

static void note(const Corners *corners, LtpMapPoint a, LtpMapPoint at, LtpMapPoint b)
{
    Corner *corner = find(corners, at);
    LtpMapPoint low = precedes(a, b) ? a : b, high = precedes(a, b) ? b : a;
    if (!corner->taken)
        *corner = (Corner){at, low, high, true, false};
    else if (!same(corner->low, low) || !same(corner->high, high))
        corner->meeting = true;
}

static void note_shape(const Corners *corners, const LtpShape *shape)
{
    size_t start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++]) {
        size_t n = shape->ends[ring] - start;
        const LtpXY *points = shape->points + start;
        for (size_t i = 0; i < n; i++)
            note(corners, ltp_map_point(points[(i + n - 1) % n]), ltp_map_point(points[i]),
                 ltp_map_point(points[(i + 1) % n]));
    }
}

static bool is_flat(LtpMapPoint a, LtpMapPoint at, LtpMapPoint b)
{
    double dx = (double)b.x - a.x, dy = (double)b.y - a.y, length = hypot(dx, dy);
    double ux = (double)at.x - a.x, uy = (double)at.y - a.y;
    double along = ux * dx + uy * dy;
    return length > 0 && along > 0 && along < length * length &&
           fabs(dx * uy - dy * ux) < SLACK * length;
}

static bool is_spare(const Corners *corners, LtpMapPoint a, LtpMapPoint at, LtpMapPoint b)
{
    uint64_t mark = ltp_map_point_hash(at);
    return mark < ltp_map_point_hash(a) && mark < ltp_map_point_hash(b) && is_flat(a, at, b) &&
           !find(corners, at)->meeting;
}

/* No two neighbours go at once, so each decision sees the ring as it was. */
static size_t thin_ring(const Corners *corners, LtpXY *points, size_t n)
{
    size_t kept = 0;
    LtpMapPoint first = ltp_map_point(points[0]), last = ltp_map_point(points[n - 1]);
    LtpMapPoint before = last, at = first;
    for (size_t i = 0; i < n; i++) {
        LtpMapPoint after = i + 1 < n ? ltp_map_point(points[i + 1]) : first;
        if (!is_spare(corners, before, at, after))
            points[kept++] = points[i];
        before = at;
        at = after;
    }
    return kept;
}

static void thin_shape(const Corners *corners, LtpShape *shape)
{
    size_t from = 0, to = 0;
    for (size_t ring = 0; ring < shape->n_rings; ring++) {
        size_t n = shape->ends[ring] - from;
        LtpXY *points = shape->points + to;
        for (size_t i = 0; i < n; i++)
            points[i] = shape->points[from + i];
        from = shape->ends[ring];
        for (int pass = 0; pass < PASSES && n > 4; pass++)
            n = thin_ring(corners, points, n);
        shape->ends[ring] = to += n;
    }
    shape->n_points = to;
}

LtpCode ltp_map_thin(LtpShape *shapes, size_t n, LtpError *err)
{
    Corners corners = {.mask = 64};
    size_t points = 0;
    for (size_t i = 0; i < n; i++)
        points += shapes[i].n_points;
    while (corners.mask < 2 * points)
        corners.mask *= 2;
    corners.slots = ltp_calloc(corners.mask--, sizeof *corners.slots);
    if (!corners.slots)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        note_shape(&corners, &shapes[i]);
    for (size_t i = 0; i < n; i++)
        thin_shape(&corners, &shapes[i]);
    ltp_free(corners.slots);
    return LTP_OK;
}
