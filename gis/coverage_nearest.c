/* The nearest unit with an actor (ANALYSIS.md 4, nearest_actor_km): exact geodesic distance, found
 * with a k-d tree over points in space. The straight line through the Earth is never longer than
 * the geodesic, so it bounds the search anywhere on the globe, poles and date line included. */
#include "gis/coverage_internal.h"

#include "base/number.h"

#include <math.h>

typedef struct Point {
    double at[3]; /* geocentric, km, on the WGS 84 ellipsoid */
    LtpLonLat lonlat;
} Point;

static Point to_space(LtpLonLat p)
{
    const double a = 6378.137, f = 1 / 298.257223563, e2 = f * (2 - f);
    const double radian = 3.14159265358979323846 / 180.0;
    double sin_lat = sin(p.lat * radian), cos_lat = cos(p.lat * radian);
    double n = a / sqrt(1 - e2 * sin_lat * sin_lat);
    return (Point){{n * cos_lat * cos(p.lon * radian), n * cos_lat * sin(p.lon * radian),
                    n * (1 - e2) * sin_lat},
                   p};
}

static double chord_km(const Point *a, const Point *b)
{
    double dx = a->at[0] - b->at[0], dy = a->at[1] - b->at[1], dz = a->at[2] - b->at[2];
    return sqrt(dx * dx + dy * dy + dz * dz);
}

/* ---- the tree: an array of points, the middle one splits its range by the axis of its depth ----
 */

static size_t partition(Point *points, size_t count, int axis)
{
    Point pivot = points[count / 2];
    points[count / 2] = points[count - 1];
    points[count - 1] = pivot;
    size_t front = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        if (points[i].at[axis] >= pivot.at[axis])
            continue;
        Point keep = points[front];
        points[front++] = points[i];
        points[i] = keep;
    }
    points[count - 1] = points[front];
    points[front] = pivot;
    return front;
}

static void select_middle(Point *points, size_t count, int axis)
{
    size_t middle = count / 2;
    while (count > 1) {
        size_t at = partition(points, count, axis);
        if (at == middle)
            return;
        if (at > middle) {
            count = at;
        } else {
            points += at + 1;
            count -= at + 1;
            middle -= at + 1;
        }
    }
}

static void build_tree(Point *points, size_t count, int axis)
{
    if (count < 2)
        return;
    select_middle(points, count, axis);
    size_t middle = count / 2;
    build_tree(points, middle, (axis + 1) % 3);
    build_tree(points + middle + 1, count - middle - 1, (axis + 1) % 3);
}

/* ---- the search ---- */

typedef struct Search {
    Point from;
    double best_km; /* geodesic */
} Search;

/* A chord is computed with an error far below a millimetre: the margin keeps the answer exact. */
static bool may_be_nearer(double chord, const Search *search)
{
    return chord < search->best_km + 1e-6;
}

static void search_tree(const Point *points, size_t count, int axis, Search *search)
{
    if (count == 0)
        return;
    size_t middle = count / 2;
    const Point *split = &points[middle];
    double side = search->from.at[axis] - split->at[axis];
    bool left_first = side < 0;
    const Point *right = split + 1;
    size_t n_right = count - middle - 1;
    int next = (axis + 1) % 3;

    search_tree(left_first ? points : right, left_first ? middle : n_right, next, search);
    if (may_be_nearer(chord_km(&search->from, split), search)) {
        double km = ltp_distance_km(search->from.lonlat, split->lonlat);
        search->best_km = km < search->best_km ? km : search->best_km;
    }
    if (may_be_nearer(fabs(side), search))
        search_tree(left_first ? right : points, left_first ? n_right : middle, next, search);
}

LtpCode ltp_work_nearest(LtpCoverageWork *work, LtpCoverage *coverage, LtpError *err)
{
    const LtpLonLat *interior = work->input->units.interior;
    Point *points = NULL;
    size_t count = 0;
    LTP_TRY(ltp_work_alloc(work, coverage->count, sizeof *points, (void **)&points, err));
    for (size_t i = 0; i < coverage->count; i++)
        if (coverage->rows[i].n_actors > 0)
            points[count++] = to_space(interior[coverage->rows[i].unit]);
    build_tree(points, count, 0);
    for (size_t i = 0; i < coverage->count; i++) {
        LtpCoverageRow *row = &coverage->rows[i];
        Search search = {to_space(interior[row->unit]), HUGE_VAL};
        if (row->n_actors > 0)
            search.best_km = 0.0;
        else
            search_tree(points, count, 0, &search);
        row->nearest_actor_km = search.best_km < HUGE_VAL ? search.best_km : ltp_null_real();
    }
    return LTP_OK;
}
