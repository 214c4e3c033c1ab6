/* Shapes in a condition: WKT and BBOX, in the coordinates of filter-crs. */
#ifndef LTP_SERVICE_FILTER_SHAPE_H
#define LTP_SERVICE_FILTER_SHAPE_H

#include "gis/relate.h"
#include "service/filter_scan.h"
#include "service/systems.h"

/* Reads one and makes it ready. LTP_EUSAGE when it is no shape, or has positions that are not on
 * the earth; `system` NULL = CRS84. Free with ltp_relate_free. */
LtpCode ltp_filter_shape(LtpScan *scan, const LtpSystem *system, LtpRelate **relate) LTP_MUST_CHECK;

/* The box in degrees; one that crosses the antimeridian (west > east) is two. */
LtpCode ltp_filter_box_shape(const LtpBox *box, LtpRelate **relate, LtpError *err) LTP_MUST_CHECK;

#endif
