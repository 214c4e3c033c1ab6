/* The boxes of a page, in millimetres. */
#ifndef LTP_EXPORTS_MAP_SHEET_H
#define LTP_EXPORTS_MAP_SHEET_H

#include "exports/map/map.h"
#include "gis/projection.h"

typedef struct LtpMapSheet {
    double width, height, margin;
    bool landscape;
    bool beside; /* the panel stands right of the map, else below it */
    double zoom; /* of type and symbols: 1 on A4 */
    LtpMapBox head, map, panel, foot;
    size_t columns; /* of the panel: 1 beside the map, 3 below it */
} LtpMapSheet;

/* The sheet without its boxes, for an area of this size (only its shape counts): a sheet that
 * stands upright has its panel where it leaves the area more room. */
LtpMapSheet ltp_map_sheet(LtpMapPage page, bool landscape, LtpXY area);

/* Divides it: head and foot across, as high as said; the panel right of the map or below it. */
void ltp_map_sheet_divide(LtpMapSheet *sheet, double head, double foot);

/* Whether landscape shows an area of this size larger. */
bool ltp_map_sheet_prefers_landscape(LtpMapPage page, LtpXY area);

#endif
