/* Activities given as areas: the outline of a line's intervention area, and the ground it covers of
 * the units of each edition (ANALYSIS.md 3.5). */
#ifndef LTP_LAYERS_AREAS_H
#define LTP_LAYERS_AREAS_H

#include "gis/overlay.h"
#include "layers/units.h"

/* The units of an edition's deepest full level, ready to be asked for the parts of an area. */
typedef struct LtpAreaUnits LtpAreaUnits;

/* `units` was loaded with geometry and is borrowed. Free with ltp_area_units_free (NULL is fine).
 */
LtpCode ltp_area_units_new(const LtpUnits *units, LtpAreaUnits **area_units,
                           LtpError *err) LTP_MUST_CHECK;
void ltp_area_units_free(LtpAreaUnits *area_units);

/* As ltp_overlay_parts; the units of the parts are indexes into the edition's units. */
LtpCode ltp_area_units_parts(LtpAreaUnits *area_units, const void *wkb, size_t size,
                             const LtpOverlayPart **parts, size_t *count, double *outside,
                             LtpError *err) LTP_MUST_CHECK;

/* The area of a line, borrowed: valid MULTIPOLYGON, EPSG:4326. */
typedef struct LtpLineArea {
    const void *wkb;
    size_t wkb_size;
    double area_km2;
} LtpLineArea;

LtpCode ltp_area_put(LtpStore *store, int64_t line_id, const LtpLineArea *area,
                     LtpError *err) LTP_MUST_CHECK;

/* Divides every area among the units of every edition that has not divided it yet. Inside the
 * transaction of an import. */
LtpCode ltp_areas_refresh(LtpStore *store, LtpError *err) LTP_MUST_CHECK;

#endif
