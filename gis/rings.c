#include "gis/rings.h"

#include <math.h>
#include <string.h>

enum { EDGES_PER_BAND = 4 };

/* ---- the ground under an edge ---- */

#define WGS84_B_KM 6356.752314245179
#define WGS84_E2 0.006694379990141317
#define RADIANS (3.14159265358979323846 / 180)

/* Area from the equator up to a latitude, per radian of longitude: b² (s + 2/3 e² s³ + 3/5 e⁴ s⁵
 * + ...), s = sin of the latitude; the terms left out are under 1e-15 of it. */
static double height_km2(double lat_deg)
{
    double s = sin(lat_deg * RADIANS), x = WGS84_E2 * s * s;
    double sum = 7.0 / 13;
    sum = 6.0 / 11 + x * sum;
    sum = 5.0 / 9 + x * sum;
    sum = 4.0 / 7 + x * sum;
    sum = 3.0 / 5 + x * sum;
    sum = 2.0 / 3 + x * sum;
    return WGS84_B_KM * WGS84_B_KM * s * (1 + x * sum);
}

double ltp_ground_km2(LtpLonLat from, LtpLonLat to)
{
    /* Gauss-Legendre with three points: exact to 1e-12 for an edge of one degree */
    static const double off = 0.38729833462074170; /* sqrt(3/5) / 2 */
    double width = (from.lon - to.lon) * RADIANS, rise = to.lat - from.lat;
    if (width == 0)
        return 0;
    double middle = from.lat + 0.5 * rise;
    if (rise == 0)
        return width * height_km2(middle);
    return width * (5.0 / 18 * (height_km2(middle - off * rise) + height_km2(middle + off * rise)) +
                    8.0 / 18 * height_km2(middle));
}

/* ---- reading ---- */

static bool same(LtpLonLat a, LtpLonLat b)
{
    return !(a.lon < b.lon) && !(a.lon > b.lon) && !(a.lat < b.lat) && !(a.lat > b.lat);
}

static LtpCode put_point(LtpRings *rings, LtpLonLat point, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&rings->points, &rings->points_capacity, rings->n_points,
                     sizeof *rings->points, err));
    rings->points[rings->n_points++] = point;
    rings->box.west = fmin(rings->box.west, point.lon);
    rings->box.east = fmax(rings->box.east, point.lon);
    rings->box.south = fmin(rings->box.south, point.lat);
    rings->box.north = fmax(rings->box.north, point.lat);
    return LTP_OK;
}

static void turn_round(LtpLonLat *points, size_t count)
{
    for (size_t i = 0, k = count - 1; i < k; i++, k--) {
        LtpLonLat keep = points[i];
        points[i] = points[k];
        points[k] = keep;
    }
}

static double ring_ground_km2(const LtpLonLat *points, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += ltp_ground_km2(points[i], points[i + 1 < count ? i + 1 : 0]);
    return sum;
}

/* Points that repeat the one before are left out: an edge has a direction. */
static LtpCode add_ring(const LtpLonLat *points, size_t count, bool hole, void *arg, LtpError *err)
{
    LtpRings *rings = arg;
    size_t begin = rings->n_points;
    for (size_t i = 0; i + 1 < count; i++)
        if (i == 0 || !same(points[i], points[i - 1]))
            LTP_TRY(put_point(rings, points[i], err));
    while (rings->n_points > begin + 1 &&
           same(rings->points[rings->n_points - 1], rings->points[begin]))
        rings->n_points--;
    if (rings->n_points > UINT32_MAX / 2)
        return ltp_fail(err, LTP_ELIMIT, "%zu points", rings->n_points);
    size_t n = rings->n_points - begin;
    double ground = n >= 3 ? ring_ground_km2(rings->points + begin, n) : 0;
    if (n < 3 || !(fabs(ground) > 0)) { /* of no area */
        rings->n_points = begin;
        return LTP_OK;
    }
    if ((ground < 0) != hole)
        turn_round(rings->points + begin, n);
    LTP_TRY(ltp_grow((void **)&rings->rings, &rings->rings_capacity, rings->n_rings,
                     sizeof *rings->rings, err));
    rings->rings[rings->n_rings++] =
        (LtpRing){(uint32_t)begin, (uint32_t)rings->n_points, hole ? -fabs(ground) : fabs(ground)};
    return LTP_OK;
}

static LtpCode measure(LtpRings *rings, LtpError *err)
{
    rings->before_km2 = ltp_malloc((rings->n_points + 1) * sizeof *rings->before_km2);
    rings->next = ltp_malloc((rings->n_points + 1) * sizeof *rings->next);
    if (rings->before_km2 == NULL || rings->next == NULL)
        return ltp_fail_memory(err);
    for (size_t r = 0; r < rings->n_rings; r++) {
        LtpRing *ring = &rings->rings[r];
        double sum = 0;
        for (uint32_t i = ring->begin; i < ring->end; i++) {
            rings->next[i] = i + 1 < ring->end ? i + 1 : ring->begin;
            rings->before_km2[i] = sum;
            sum += ltp_ground_km2(rings->points[i], rings->points[rings->next[i]]);
        }
        ring->ground_km2 = sum;
        rings->area_km2 += sum;
    }
    return LTP_OK;
}

/* ---- bands ---- */

static void edge_bands(const LtpRings *rings, uint32_t edge, uint32_t *first, uint32_t *last)
{
    double a = rings->points[edge].lat, b = rings->points[rings->next[edge]].lat;
    *first = ltp_rings_band(rings, fmin(a, b));
    *last = ltp_rings_band(rings, fmax(a, b));
}

static LtpCode sort_into_bands(LtpRings *rings, LtpError *err)
{
    uint32_t first, last, n = (uint32_t)rings->n_points;
    double height = rings->box.north - rings->box.south;
    rings->n_bands = 1 + n / EDGES_PER_BAND;
    rings->south = rings->box.south;
    rings->bands_per_degree = height > 0 ? rings->n_bands / height : 0;
    uint32_t *begin = rings->band_begin = ltp_calloc(rings->n_bands + (size_t)2, sizeof *begin);
    if (begin == NULL)
        return ltp_fail_memory(err);
    uint32_t *fill = begin + 1; /* fills up to become `begin` of the band after */
    for (uint32_t edge = 0; edge < n; edge++) {
        edge_bands(rings, edge, &first, &last);
        for (uint32_t band = first; band <= last; band++)
            fill[band + 1]++;
    }
    for (uint32_t band = 1; band <= rings->n_bands; band++)
        fill[band] += fill[band - 1];
    rings->band_edges = ltp_malloc((fill[rings->n_bands] + (size_t)1) * sizeof *rings->band_edges);
    if (rings->band_edges == NULL)
        return ltp_fail_memory(err);
    for (uint32_t edge = 0; edge < n; edge++) {
        edge_bands(rings, edge, &first, &last);
        for (uint32_t band = first; band <= last; band++)
            rings->band_edges[fill[band]++] = edge;
    }
    return LTP_OK;
}

LtpCode ltp_rings_read(LtpRings *rings, const void *wkb, size_t size, bool bands, LtpError *err)
{
    rings->box =
        (LtpBox){.west = HUGE_VAL, .south = HUGE_VAL, .east = -HUGE_VAL, .north = -HUGE_VAL};
    LTP_TRY(ltp_wkb_rings(wkb, size, add_ring, rings, err));
    LTP_TRY(measure(rings, err));
    return bands ? sort_into_bands(rings, err) : LTP_OK;
}

void ltp_rings_release(LtpRings *rings)
{
    ltp_free(rings->points);
    ltp_free(rings->before_km2);
    ltp_free(rings->next);
    ltp_free(rings->rings);
    ltp_free(rings->band_begin);
    ltp_free(rings->band_edges);
    memset(rings, 0, sizeof *rings);
}
