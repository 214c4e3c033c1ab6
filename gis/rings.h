/* A polygon as directed rings, its inside on their left, with what is needed to cut it with
 * another: edges in bands of latitude, and the ground under every piece of ring. Internal to gis/.
 *
 * Edges are straight in longitude and latitude. The ground under an edge is the area between it and
 * the equator on the WGS 84 ellipsoid (authalic, Snyder 1987, Map Projections, eq. 3-12), counted
 * so that a ring's sum is its area. */
#ifndef LTP_GIS_RINGS_H
#define LTP_GIS_RINGS_H

#include "gis/geom.h"

typedef struct LtpRing {
    uint32_t begin, end; /* vertices [begin, end): edge i goes from i to the next, the last one to
                            the first; end - begin >= 3 */
    double ground_km2;   /* of the whole ring: negative for holes */
} LtpRing;

/* Zero-initialise; free with ltp_rings_release. */
typedef struct LtpRings {
    LtpLonLat *points;
    double *before_km2; /* ground under the ring's edges up to each vertex */
    uint32_t *next;     /* the vertex that ends the edge of each vertex */
    size_t n_points, points_capacity;
    LtpRing *rings;
    size_t n_rings, rings_capacity;
    LtpBox box;
    double area_km2;

    double south, bands_per_degree; /* bands of latitude ... */
    uint32_t n_bands, *band_begin;  /* n_bands + 1 */
    uint32_t *band_edges;           /* ... and the edges that reach into each */
} LtpRings;

/* From valid polygonal WKB. `bands`: also sorts the edges. Errors: LTP_EFORMAT, LTP_ENOMEM. */
LtpCode ltp_rings_read(LtpRings *rings, const void *wkb, size_t size, bool bands,
                       LtpError *err) LTP_MUST_CHECK;
void ltp_rings_release(LtpRings *rings);

/* The ground under a straight piece, km²: rising longitude counts negative. */
double ltp_ground_km2(LtpLonLat from, LtpLonLat to);

static inline uint32_t ltp_rings_band(const LtpRings *rings, double lat)
{
    double band = (lat - rings->south) * rings->bands_per_degree;
    if (!(band > 0))
        return 0;
    return band < rings->n_bands ? (uint32_t)band : rings->n_bands - 1;
}

#endif
