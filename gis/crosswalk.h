/* From the units of one edition to those of another: how much of each lies in which (ANALYSIS.md
 * 1). */
#ifndef LTP_GIS_CROSSWALK_H
#define LTP_GIS_CROSSWALK_H

#include "gis/geom.h"

/* An outline, borrowed: valid MULTIPOLYGON as geom.h gives it; `wkb` NULL has no overlap. */
typedef struct LtpOutline {
    const void *wkb;
    size_t size;
    double area_km2;
} LtpOutline;

/* What two outlines have in common: ellipsoidal area, above 0. */
typedef struct LtpOverlap {
    int32_t from, to; /* indexes */
    double area_km2;
} LtpOverlap;

/* All overlaps of `from` with `to`, by (from, to); *overlaps is new (ltp_free). LTP_EGEOM when GEOS
 * cannot intersect two outlines. */
LtpCode ltp_crosswalk_overlaps(LtpGis *gis, const LtpOutline *from, size_t n_from,
                               const LtpOutline *to, size_t n_to, LtpOverlap **overlaps,
                               size_t *count, LtpError *err) LTP_MUST_CHECK;

typedef struct LtpCrossShare {
    int32_t from, to;
    double share; /* of the source unit; those of one source add up to 1 */
} LtpCrossShare;

enum {
    LTP_CROSS_SURE_PERCENT = 90,
    LTP_CROSS_LEAST_PERCENT = 1,
    LTP_CROSS_SAME_GROUND_PERCENT = 50
};

/* Shares of the source units: overlap over the area of the source, those under 1 % dropped, the
 * rest normalised to 1. By (from, to), as the overlaps have to be; *shares is new (ltp_free).
 * `areas_km2` are those of the source units. */
LtpCode ltp_crosswalk_shares(const LtpOverlap *overlaps, size_t count, const double *areas_km2,
                             LtpCrossShare **shares, size_t *n_shares,
                             LtpError *err) LTP_MUST_CHECK;

#endif
