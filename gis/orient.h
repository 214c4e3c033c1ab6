/* On which side of a line a point lies, exactly. Internal to gis/. */
#ifndef LTP_GIS_ORIENT_H
#define LTP_GIS_ORIENT_H

#include "gis/geom.h"

#include <math.h>

/* The slow, exact answer: the sign of the determinant summed as an expansion of doubles. */
int ltp_orient_exact(LtpLonLat a, LtpLonLat b, LtpLonLat q);

/* +1 when `q` is left of the line from `a` to `b`, -1 right, 0 on it. In doubles where their
 * rounding error cannot change the sign (bound A of Shewchuk 1997, Adaptive Precision
 * Floating-Point Arithmetic and Fast Robust Geometric Predicates), else exactly. Exact as long as
 * no product underflows, which degrees do not. */
static inline int ltp_orient(LtpLonLat a, LtpLonLat b, LtpLonLat q)
{
    const double error_bound = (3 + 16 * 0x1p-53) * 0x1p-53;
    double left = (a.lon - q.lon) * (b.lat - q.lat);
    double right = (a.lat - q.lat) * (b.lon - q.lon);
    double bound = error_bound * (fabs(left) + fabs(right));
    if (left - right > bound)
        return 1;
    if (right - left > bound)
        return -1;
    return ltp_orient_exact(a, b, q);
}

#endif
