/* A row as a GeoJSON feature: stable id, every key in every feature, unknown values as null, reals
 * with a point, geometry last. */
#ifndef LTP_EXPORTS_FEATURE_H
#define LTP_EXPORTS_FEATURE_H

#include "exports/driver.h"

LtpCode ltp_feature_put(LtpBuf *out, LtpExportFile *file, const LtpReleaseRow *row,
                        LtpError *err) LTP_MUST_CHECK;

/* What the file says of itself: an object with each stamp, null when there is none. */
void ltp_feature_stamps(LtpBuf *out, const LtpRelease *release);

#endif
