/* Geometry: GEOS and PROJ behind one context. Geometry crosses module boundaries as ISO WKB,
 * EPSG:4326 lon/lat in degrees, two-dimensional; areas are ellipsoidal (WGS 84). */
#ifndef LTP_GIS_GEOM_H
#define LTP_GIS_GEOM_H

#include "base/mem.h"

typedef struct LtpLonLat {
    double lon, lat; /* degrees */
} LtpLonLat;

typedef struct LtpBox {
    double west, south, east, north; /* degrees; west > east when empty */
} LtpBox;

/* One per thread: the GEOS handle and the geodesic. Free with ltp_gis_free (NULL is fine). */
typedef struct LtpGis LtpGis;
LtpCode ltp_gis_new(LtpGis **gis, LtpError *err) LTP_MUST_CHECK;
void ltp_gis_free(LtpGis *gis);

/* What had to be done to a geometry to make it a valid MULTIPOLYGON. */
enum LtpGeomRepair {
    LTP_GEOM_AS_IS = 0,
    LTP_GEOM_REPAIRED = 1,  /* self-intersection, ring order ...: GEOSMakeValid */
    LTP_GEOM_LESS = 2,      /* parts that are no polygon (points, lines) were left out */
    LTP_GEOM_FLATTENED = 4, /* Z or M dropped */
    LTP_GEOM_RESHAPED = 8   /* the repair changed the area by more than 1 % */
};

/* `wkb` (any polygonal geometry) as a valid MULTIPOLYGON in new memory (ltp_free). LTP_EGEOM with
 * GEOS's reason when nothing polygonal is left, a coordinate is not finite or outside ±180/±90, or
 * the repair changes the ellipsoidal area by more than 1 %. */
LtpCode ltp_geom_polygonal(LtpGis *gis, const void *wkb, size_t size, void **out, size_t *out_size,
                           unsigned *repair, LtpError *err) LTP_MUST_CHECK;

/* The same for an outline drawn by hand: a repair may change its area, and says so. */
LtpCode ltp_geom_mended(LtpGis *gis, const void *wkb, size_t size, void **out, size_t *out_size,
                        unsigned *repair, LtpError *err) LTP_MUST_CHECK;

/* Area in km² on the WGS 84 ellipsoid, holes subtracted, ring order ignored (Karney 2013, by PROJ's
 * geodesic routines). Empty gives 0. */
LtpCode ltp_geom_area_km2(LtpGis *gis, const void *wkb, size_t size, double *area_km2,
                          LtpError *err) LTP_MUST_CHECK;

/* A point inside (GEOSPointOnSurface). */
LtpCode ltp_geom_interior(LtpGis *gis, const void *wkb, size_t size, LtpLonLat *point,
                          LtpError *err) LTP_MUST_CHECK;

LtpCode ltp_geom_box(LtpGis *gis, const void *wkb, size_t size, LtpBox *box,
                     LtpError *err) LTP_MUST_CHECK;

/* Geodesic distance in km (Karney 2013). */
double ltp_distance_km(LtpLonLat a, LtpLonLat b);

/* Union of polygons, as a valid MULTIPOLYGON (ltp_free). */
LtpCode ltp_geom_union(LtpGis *gis, const void *const *wkbs, const size_t *sizes, size_t count,
                       void **out, size_t *out_size, LtpError *err) LTP_MUST_CHECK;

/* Reads the rings of polygonal ISO WKB without GEOS: calls `ring` for each, `hole` false for
 * shells. `points` is borrowed, first = last. LTP_EFORMAT on WKB that is cut, nested wrongly, or
 * not polygonal. */
typedef LtpCode LtpRingFn(const LtpLonLat *points, size_t count, bool hole, void *arg,
                          LtpError *err);
LtpCode ltp_wkb_rings(const void *wkb, size_t size, LtpRingFn *ring, void *arg,
                      LtpError *err) LTP_MUST_CHECK;

#endif
