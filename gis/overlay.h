/* How an area divides among the units of an edition: the ground of each that it covers, without
 * building the outline of any part.
 *
 * Twice the area that two outlines share is a sum over the points where their borders cross, of the
 * ground under one border up to there minus that under the other, and of the whole rings that begin
 * inside the other outline. Borders that touch or run together are parted by moving the area
 * symbolically by (e², e), e -> 0 (Edelsbrunner and Mücke 1990), so every answer is that of two
 * outlines in general position. Areas are on the WGS 84 ellipsoid, between borders that are
 * straight in longitude and latitude: parts of one area add up to it. */
#ifndef LTP_GIS_OVERLAY_H
#define LTP_GIS_OVERLAY_H

#include "gis/crosswalk.h"

typedef struct LtpOverlay LtpOverlay;

/* The part of an area that lies in one unit. */
typedef struct LtpOverlayPart {
    int32_t unit; /* index */
    double area_km2;
    double of_area, of_unit; /* 0 < share <= 1 */
} LtpOverlayPart;

/* `units` are valid MULTIPOLYGONs, borrowed as long as the overlay lives; one of NULL WKB holds no
 * ground. One thread at a time. Free with ltp_overlay_free (NULL is fine). */
LtpCode ltp_overlay_new(const LtpOutline *units, size_t count, LtpOverlay **overlay,
                        LtpError *err) LTP_MUST_CHECK;
void ltp_overlay_free(LtpOverlay *overlay);

/* The parts of an area (valid polygonal WKB, EPSG:4326), by unit; borrowed until the next call.
 * `*outside` is the share of it that lies in no unit, 0 to 1. Errors: LTP_EFORMAT, LTP_EGEOM. */
LtpCode ltp_overlay_parts(LtpOverlay *overlay, const void *wkb, size_t size,
                          const LtpOverlayPart **parts, size_t *count, double *outside,
                          LtpError *err) LTP_MUST_CHECK;

/* Which parts count as a place of the area (ANALYSIS.md 3.5): at least 1 % of it or of the unit. */
static inline bool ltp_overlay_is_place(double of_area, double of_unit)
{
    return of_area >= 0.01 || of_unit >= 0.01;
}

/* How often a pair did not add up and GEOS was asked instead, for tests: it should not happen. */
size_t ltp_overlay_n_doubts(const LtpOverlay *overlay);

#endif
