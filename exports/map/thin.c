/* Points that the eye does not miss, taken out of all outlines alike. Points where the neighbours
 * differ from outline to outline are where borders meet: they stay, and cut the outlines into
 * chains. Outlines that share a chain have the same points there, and walk it the same way round:
 * each thins it alike. */
#include "exports/map/edges.h"

typedef struct Corner {
    LtpMapPoint at, low, high; /* its neighbours in order */
    bool taken, meeting;
} Corner;

typedef struct Span {
    size_t first, last; /* points of the chain that stay */
} Span;

/* A ring on the grid that is being thinned, turned so that it begins where borders meet. */
typedef struct Thinning {
    Corner *corners; /* of all outlines, by place */
    size_t mask;
    LtpMapPoint *ring; /* n points, and the first again */
    bool *stays;
    Span *spans; /* still to be looked at */
    size_t n;
    double slack; /* steps of the grid */
} Thinning;

static bool same(LtpMapPoint a, LtpMapPoint b)
{
    return a.x == b.x && a.y == b.y;
}

static bool precedes(LtpMapPoint a, LtpMapPoint b)
{
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

/* ---- where borders meet ---- */

static Corner *find(const Thinning *thinning, LtpMapPoint at)
{
    size_t i = (size_t)ltp_map_point_hash(at) & thinning->mask;
    while (thinning->corners[i].taken && !same(thinning->corners[i].at, at))
        i = (i + 1) & thinning->mask;
    return &thinning->corners[i];
}

static void note(const Thinning *thinning, LtpMapPoint a, LtpMapPoint at, LtpMapPoint b)
{
    Corner *corner = find(thinning, at);
    LtpMapPoint low = precedes(a, b) ? a : b, high = precedes(a, b) ? b : a;
    if (!corner->taken)
        *corner = (Corner){at, low, high, true, false};
    else if (!same(corner->low, low) || !same(corner->high, high))
        corner->meeting = true;
}

static void note_shape(const Thinning *thinning, const LtpShape *shape)
{
    size_t start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++]) {
        size_t n = shape->ends[ring] - start;
        const LtpXY *points = shape->points + start;
        for (size_t i = 0; i < n; i++)
            note(thinning, ltp_map_point(points[(i + n - 1) % n]), ltp_map_point(points[i]),
                 ltp_map_point(points[(i + 1) % n]));
    }
}

/* ---- a chain ---- */

/* Steps from the line a-b, squared; beyond its ends, from the nearer end. Of whole numbers until
 * the last, so that b-a gives the same to the bit. */
static double away(LtpMapPoint a, LtpMapPoint at, LtpMapPoint b)
{
    int64_t dx = (int64_t)b.x - a.x, dy = (int64_t)b.y - a.y, length = dx * dx + dy * dy;
    int64_t ux = (int64_t)at.x - a.x, uy = (int64_t)at.y - a.y, along = ux * dx + uy * dy;
    int64_t vx = (int64_t)at.x - b.x, vy = (int64_t)at.y - b.y;
    double across = (double)(dx * uy - dy * ux);
    if (along <= 0)
        return (double)(ux * ux + uy * uy);
    if (along >= length)
        return (double)(vx * vx + vy * vy);
    return across * across / (double)length;
}

/* The farthest point of the span from its line, the lowest of those as far: which way the chain is
 * walked does not matter. */
static size_t farthest(const Thinning *thinning, Span span, double *far)
{
    const LtpMapPoint *ring = thinning->ring;
    size_t found = span.first;
    *far = -1;
    for (size_t i = span.first + 1; i < span.last; i++) {
        double d = away(ring[span.first], ring[i], ring[span.last]);
        if (d > *far || (d >= *far && precedes(ring[i], ring[found]))) {
            *far = d;
            found = i;
        }
    }
    return found;
}

/* Douglas and Peucker (1973): no point that goes is `slack` or more from the line of those that
 * stay.
 */
static void thin_span(Thinning *thinning, Span whole)
{
    size_t n = 0;
    thinning->spans[n++] = whole;
    while (n > 0) {
        double far;
        Span span = thinning->spans[--n];
        size_t at = farthest(thinning, span, &far);
        if (far < thinning->slack * thinning->slack)
            continue;
        thinning->stays[at] = true;
        thinning->spans[n++] = (Span){span.first, at};
        thinning->spans[n++] = (Span){at, span.last};
    }
}

/* ---- a ring ---- */

/* Where to begin: where borders meet, else at the lowest point. */
static size_t choose_start(const Thinning *thinning, const LtpXY *points)
{
    size_t lowest = 0;
    for (size_t i = 0; i < thinning->n; i++) {
        LtpMapPoint at = ltp_map_point(points[i]);
        if (find(thinning, at)->meeting)
            return i;
        if (precedes(at, ltp_map_point(points[lowest])))
            lowest = i;
    }
    return lowest;
}

static void thin_chains(Thinning *thinning)
{
    size_t n = thinning->n, from = 0;
    for (size_t i = 1; i <= n; i++)
        if (i == n || find(thinning, thinning->ring[i])->meeting) {
            thinning->stays[i % n] = true;
            thin_span(thinning, (Span){from, i});
            from = i;
        }
}

/* Points that stay, brought to `out`; all of them when fewer than three would. */
static size_t thin_ring(Thinning *thinning, const LtpXY *points, LtpXY *out)
{
    size_t n = thinning->n, start = choose_start(thinning, points), kept = 0;
    for (size_t i = 0; i <= n; i++) {
        thinning->ring[i] = ltp_map_point(points[(start + i) % n]);
        thinning->stays[i] = false;
    }
    thin_chains(thinning);
    for (size_t i = 0; i < n; i++)
        kept += thinning->stays[i];
    bool all = kept < 3;
    kept = 0;
    for (size_t i = 0; i < n; i++)
        if (all || thinning->stays[i])
            out[kept++] = ltp_map_point_mm(thinning->ring[i]);
    return kept;
}

static void thin_shape(Thinning *thinning, LtpShape *shape)
{
    size_t from = 0, to = 0;
    for (size_t ring = 0; ring < shape->n_rings; ring++) {
        thinning->n = shape->ends[ring] - from;
        if (thinning->n > 0)
            to += thin_ring(thinning, shape->points + from, shape->points + to);
        from = shape->ends[ring];
        shape->ends[ring] = to;
    }
    shape->n_points = to;
}

/* ---- all outlines ---- */

static size_t largest_ring(const LtpShape *shapes, size_t n)
{
    size_t largest = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t ring = 0, start = 0; ring < shapes[i].n_rings; start = shapes[i].ends[ring++])
            if (shapes[i].ends[ring] - start > largest)
                largest = shapes[i].ends[ring] - start;
    return largest;
}

static LtpCode prepare(Thinning *thinning, const LtpShape *shapes, size_t n, LtpError *err)
{
    size_t points = 0, largest = largest_ring(shapes, n), size = 64;
    for (size_t i = 0; i < n; i++)
        points += shapes[i].n_points;
    while (size < 2 * points)
        size *= 2;
    thinning->mask = size - 1;
    thinning->corners = ltp_calloc(size, sizeof *thinning->corners);
    thinning->ring = ltp_malloc((largest + 1) * sizeof *thinning->ring);
    thinning->stays = ltp_malloc((largest + 1) * sizeof *thinning->stays);
    thinning->spans = ltp_malloc((largest + 1) * sizeof *thinning->spans);
    bool all = thinning->corners && thinning->ring && thinning->stays && thinning->spans;
    return all ? LTP_OK : ltp_fail_memory(err);
}

LtpCode ltp_map_thin(LtpShape *shapes, size_t n, double slack, LtpError *err)
{
    Thinning thinning = {.slack = slack};
    LtpCode rc = prepare(&thinning, shapes, n, err);
    for (size_t i = 0; rc == LTP_OK && i < n; i++)
        note_shape(&thinning, &shapes[i]);
    for (size_t i = 0; rc == LTP_OK && i < n; i++)
        thin_shape(&thinning, &shapes[i]);
    ltp_free(thinning.corners);
    ltp_free(thinning.ring);
    ltp_free(thinning.stays);
    ltp_free(thinning.spans);
    return rc;
}
