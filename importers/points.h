/* Points in cells: "14.5" and "-4.2", "14°30'N", or all of it in one cell as Kobo writes it. */
#ifndef LTP_IMPORTERS_POINTS_H
#define LTP_IMPORTERS_POINTS_H

#include "gis/geom.h"

typedef enum LtpPointStatus {
    LTP_POINT_OK,
    LTP_POINT_MISSING,
    LTP_POINT_UNREADABLE
} LtpPointStatus;

/* Reads the latitude and longitude cells (NULL = blank). Either may hold "lat lon [altitude
 * [accuracy]]" while the other is blank. The latitude may exceed 90 when the two were swapped: see
 * ltp_places_find. `*point` is untouched unless LTP_POINT_OK. */
LtpPointStatus ltp_point_read(const char *lat, const char *lon, LtpLonLat *point);

#endif
