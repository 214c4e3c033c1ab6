/* Where a row is that comes with an outline: a polygon as the communes it covers (ANALYSIS.md 3.5),
 * a point as its coordinates. */
#ifndef LTP_IMPORTERS_OUTLINES_H
#define LTP_IMPORTERS_OUTLINES_H

#include "importers/places.h"
#include "layers/areas.h"

typedef struct LtpOutlines LtpOutlines;

/* `units` was loaded with geometry and is borrowed. Free with ltp_outlines_free (NULL is fine). */
LtpCode ltp_outlines_new(const LtpUnits *units, LtpOutlines **outlines,
                         LtpError *err) LTP_MUST_CHECK;
void ltp_outlines_free(LtpOutlines *outlines);

/* The outline of the row at hand, borrowed until the next one. */
typedef struct LtpRowOutline {
    LtpLonLat point;  /* NaN = it is no point */
    LtpLineArea area; /* wkb NULL = it is no usable polygon */
    const LtpOverlayPart *parts;
    size_t n_parts;
    double outside; /* the share of the area in no unit */
} LtpRowOutline;

/* `wkt` NULL = blank. What is wrong with it goes to `findings`. */
LtpCode ltp_outlines_read(LtpOutlines *outlines, const char *wkt, int64_t row, const char *column,
                          LtpFindings *findings, LtpRowOutline *outline,
                          LtpError *err) LTP_MUST_CHECK;

/* The places of a row by its outline. Zero-initialise; free with ltp_located_release. */
typedef struct LtpLocated {
    bool decides; /* else the cells do, and there are none here */
    LtpLocation *locations;
    int32_t *units; /* the same as indexes of the edition */
    size_t count, locations_capacity, units_capacity;
} LtpLocated;

void ltp_located_release(LtpLocated *located);

/* The outline stands where the cells name nothing, or a unit that it touches; where it touches none
 * of the named units, or the cells contradict each other, the cells stand. `placed` and `findings`
 * are what ltp_places_find made of the cells. */
LtpCode ltp_outlines_settle(const LtpUnits *units, const LtpRowOutline *outline,
                            const LtpPlaced *placed, int64_t row, const char *column,
                            LtpFindings *findings, LtpLocated *located,
                            LtpError *err) LTP_MUST_CHECK;

#endif
