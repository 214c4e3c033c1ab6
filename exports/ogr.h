/* GDAL at the edge: its errors as ours, its vector files written and read back. */
#ifndef LTP_EXPORTS_OGR_H
#define LTP_EXPORTS_OGR_H

#include "base/mem.h"
#include "exports/facts.h"
#include "layers/release.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* Between _begin and _end GDAL says nothing on stderr; what it says is kept here. One at a time per
 * thread. */
typedef struct LtpOgrLog {
    char failure[400]; /* the first error; "" when none */
    LtpBuf warnings;   /* one a line */
} LtpOgrLog;

void ltp_ogr_log_begin(LtpOgrLog *log);
void ltp_ogr_log_end(LtpOgrLog *log); /* frees */

/* LTP_EIO with GDAL's words when it failed since _begin (`path` is the file at work). */
LtpCode ltp_ogr_check(const LtpOgrLog *log, const char *path, LtpError *err) LTP_MUST_CHECK;

/* WGS 84 with lon/lat order; OSRRelease. NULL when PROJ's database is missing. */
OGRSpatialReferenceH ltp_ogr_wgs84(void);

/* A value into field `i`. */
void ltp_ogr_set(OGRFeatureH feature, int i, const LtpValue *value);

/* Counts the feature as it stands: row, shape, box, and a digest of its values: whole numbers and
 * text as they are, reals as printed with the field's precision, if it has one. */
void ltp_ogr_feature_facts(LtpFacts *facts, OGRFeatureH feature);

/* Opens `path` and counts every feature of the layer; NULL is the first one. */
LtpCode ltp_ogr_read_back(const char *path, const char *layer, LtpFacts *found,
                          LtpError *err) LTP_MUST_CHECK;

#endif
