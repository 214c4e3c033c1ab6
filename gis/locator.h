/* Points to polygons: which commune contains a point. Exact: the answer does not depend on the
 * grid, nor on the order of the polygons, and a point on a shared border belongs to exactly one of
 * them.
 *
 * A uniform grid over the coverage; a cell without edges knows its polygon, a cell with edges tests
 * only those. A border point is settled by moving it symbolically by (e², e), e -> 0 (north, then
 * east), so both owners of an edge agree (Edelsbrunner and Mücke 1990, simulation of simplicity); a
 * point on the outer border, which that rule leaves outside, belongs to the polygon it touches. */
#ifndef LTP_GIS_LOCATOR_H
#define LTP_GIS_LOCATOR_H

#include "gis/geom.h"

typedef struct LtpLocator LtpLocator;

/* Polygons are numbered 0, 1 ... as they are given; WKB is read during the call only. Overlaps are
 * allowed: a point then belongs to the polygon of the smallest key. `keys` (P-codes) decide instead
 * of the order; borrowed during the call. LTP_EGEOM names the key of a polygon that cannot be used.
 */
typedef struct LtpLocatorPolygon {
    const char *key;
    const void *wkb;
    size_t size;
} LtpLocatorPolygon;

LtpCode ltp_locator_new(const LtpLocatorPolygon *polygons, size_t count, LtpLocator **locator,
                        LtpError *err) LTP_MUST_CHECK;
void ltp_locator_free(LtpLocator *locator);

/* The polygon that contains the point, or -1. Thread-safe. */
int32_t ltp_locator_find(const LtpLocator *locator, LtpLonLat point);
void ltp_locator_find_many(const LtpLocator *locator, const LtpLonLat *points, size_t count,
                           int32_t *polygons);

/* The nearest polygon within `max_km` of a point that lies in none, with the geodesic distance to
 * its border; -1 when there is none. Equal distances go to the smallest key. */
int32_t ltp_locator_nearest(const LtpLocator *locator, LtpLonLat point, double max_km,
                            double *distance_km);

LtpBox ltp_locator_box(const LtpLocator *locator);

#endif
