/* The coordinate system of a file: WGS 84, or another that was asked for by its EPSG code. */
#ifndef LTP_EXPORTS_GROUND_H
#define LTP_EXPORTS_GROUND_H

#include "exports/driver.h"

#include <ogr_api.h>
#include <ogr_srs_api.h>

/* Zero-initialised is "none yet"; _release is fine then too. */
typedef struct LtpGround {
    OGRSpatialReferenceH crs; /* east or longitude first, whatever its authority says */
    OGRCoordinateTransformationH transform; /* from WGS 84; NULL = the same */
    int epsg;
    double west, south, east, north; /* where it is made for, degrees; west > east across 180° */
    bool bounded;                    /* ... is known */
    int64_t beyond;                  /* shapes that reach outside */
} LtpGround;

/* The EPSG code of "EPSG:32630", "epsg:32630" or "32630"; 4326 for NULL. LTP_EUSAGE for other
 * words. */
LtpCode ltp_ground_code(const char *text, int *epsg, LtpError *err) LTP_MUST_CHECK;

/* LTP_EUSAGE when there is no such system, or it is none of a map (geocentric, vertical). */
LtpCode ltp_ground_open(LtpGround *ground, const char *text, LtpError *err) LTP_MUST_CHECK;
void ltp_ground_release(LtpGround *ground);

/* The geometry of the row into the feature. LTP_EGEOM when it cannot be read, or lies where the
 * system has no coordinates. */
LtpCode ltp_ground_shape(LtpGround *ground, OGRFeatureH feature, const LtpReleaseRow *row,
                         LtpError *err) LTP_MUST_CHECK;

/* Says how many shapes of the layer reach outside of what the system is made for. */
void ltp_ground_note(LtpGround *ground, const LtpExportFile *file);

#endif
