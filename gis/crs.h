/* Coordinates in other reference systems than the house's own (EPSG:4326 as lon/lat), by PROJ. */
#ifndef LTP_GIS_CRS_H
#define LTP_GIS_CRS_H

#include "gis/geom.h"

typedef struct LtpCrs LtpCrs;

/* WGS 84 lon/lat to the system of that EPSG code; positions come and go as x east, y north,
 * whatever order of axes the system has. One thread at a time. Free with ltp_crs_free (NULL is
 * fine). LTP_ECRS when PROJ does not know the code. */
LtpCode ltp_crs_new(int epsg, LtpCrs **crs, LtpError *err) LTP_MUST_CHECK;
void ltp_crs_free(LtpCrs *crs);

/* In place; false when the position cannot be expressed there. */
bool ltp_crs_forward(const LtpCrs *crs, double *x, double *y);
bool ltp_crs_inverse(const LtpCrs *crs, double *x, double *y);

#endif
