/* WKB to the coordinates of GeoJSON (RFC 7946): fixed decimals by integer arithmetic, shells
 * counter-clockwise, holes clockwise. */
#ifndef LTP_EXPORTS_COORDS_H
#define LTP_EXPORTS_COORDS_H

#include "base/mem.h"
#include "exports/facts.h"
#include "gis/geom.h"

/* A point of ISO WKB, either byte order; false when it is none or not finite. */
bool ltp_wkb_point(const void *wkb, size_t size, LtpLonLat *point);

/* Appends {"type":"Point"|"MultiPolygon","coordinates":...}: a POINT when `point`, else polygonal.
 * Positions go to `facts`, whose `decimals` hold. LTP_EGEOM on coordinates out of range,
 * LTP_EFORMAT on bytes that are not such a WKB. */
LtpCode ltp_coords_geometry(LtpBuf *out, const void *wkb, size_t size, bool point, LtpFacts *facts,
                            LtpError *err) LTP_MUST_CHECK;

/* Degrees (under 1 000) in units of 10^-decimals as a JSON number with at least one decimal,
 * without further trailing zeros, into `at`; returns the end. At most LTP_DECIMAL_TEXT bytes, not
 * terminated. */
enum { LTP_DECIMAL_TEXT = 24 };
char *ltp_coords_decimal(char *at, int64_t scaled, int decimals);

#endif
