/* A map projection that fits an extent, chosen by rule and named on the page. Planar positions are
 * a type of their own, so that degrees and metres cannot be mixed up. */
#ifndef LTP_GIS_PROJECTION_H
#define LTP_GIS_PROJECTION_H

#include "base/lang.h"
#include "gis/geom.h"

/* Planar: metres east and north, or millimetres on paper (y down), as the function says. */
typedef struct LtpXY {
    double x, y;
} LtpXY;

typedef struct LtpProjection LtpProjection;

/* By the extent in degrees, which may run past 180 where it crosses the antimeridian (west <= east
 * always):
 *   at most 6 degrees wide, between 80 S and 84 N: UTM, the zone of its centre;
 *   twice as wide as high, beyond 15 degrees from the equator, up to 200 degrees wide: Albers
 *   equal-area, standard parallels one sixth inside (Snyder 1987, p. 99);
 *   more than 120 degrees wide or 100 high: Equal Earth (Savric, Patterson, Jenny 2018);
 *   else Lambert azimuthal equal-area, centred to half a degree.
 * All on WGS 84; equal-area beyond UTM, because areas on the page are compared. Free with
 * ltp_projection_free (NULL is fine). One thread at a time. */
LtpCode ltp_projection_fit(LtpBox extent, LtpProjection **projection, LtpError *err) LTP_MUST_CHECK;
void ltp_projection_free(LtpProjection *projection);

/* "Lambert azimutale équivalente, centre 17,5° N 4° O"; borrowed. */
const char *ltp_projection_name(const LtpProjection *projection, LtpLang lang);

/* Degrees to metres; positions that cannot be projected become NaN. */
LtpCode ltp_projection_forward(const LtpProjection *projection, const LtpLonLat *from, size_t count,
                               LtpXY *to, LtpError *err) LTP_MUST_CHECK;
/* Metres to degrees; false when the position is off the map of the world. */
bool ltp_projection_inverse(const LtpProjection *projection, LtpXY from, LtpLonLat *to);

#endif
