#include "exports/map/sheet.h"

#include <math.h>

enum { GAP = 3 }; /* mm between boxes */

static LtpMapSheet bare_sheet(LtpMapPage page, bool landscape, bool beside)
{
    double shorter = page == LTP_MAP_A3 ? 297 : 210, longer = page == LTP_MAP_A3 ? 420 : 297;
    return (LtpMapSheet){.width = landscape ? longer : shorter,
                         .height = landscape ? shorter : longer,
                         .margin = page == LTP_MAP_A3 ? 12 : 9,
                         .landscape = landscape,
                         .beside = beside,
                         .zoom = page == LTP_MAP_A3 ? 1.3 : 1};
}

void ltp_map_sheet_divide(LtpMapSheet *sheet, double head, double foot)
{
    double x = sheet->margin, w = sheet->width - 2 * sheet->margin;
    double top = sheet->margin + head + GAP;
    double bottom = sheet->height - sheet->margin - foot - GAP;
    sheet->head = (LtpMapBox){x, sheet->margin, w, head};
    sheet->foot = (LtpMapBox){x, sheet->height - sheet->margin - foot, w, foot};
    if (sheet->beside) {
        double panel = 62 * sheet->zoom;
        sheet->map = (LtpMapBox){x, top, w - panel - GAP, bottom - top};
        sheet->panel = (LtpMapBox){x + w - panel, top, panel, bottom - top};
        sheet->columns = 1;
    } else {
        double panel = 74 * sheet->zoom;
        sheet->map = (LtpMapBox){x, top, w, bottom - top - panel - GAP};
        sheet->panel = (LtpMapBox){x, bottom - panel, w, panel};
        sheet->columns = 3;
    }
}

static double scale_of(LtpMapPage page, bool landscape, bool beside, LtpXY area)
{
    LtpMapSheet sheet = bare_sheet(page, landscape, beside);
    ltp_map_sheet_divide(&sheet, 14 * sheet.zoom, 18 * sheet.zoom);
    return fmin(sheet.map.w / area.x, sheet.map.h / area.y);
}

LtpMapSheet ltp_map_sheet(LtpMapPage page, bool landscape, LtpXY area)
{
    const double WORTH = 1.1; /* times as large: what is nearly as wide as high likes it below */
    double beside = scale_of(page, false, true, area), below = scale_of(page, false, false, area);
    return bare_sheet(page, landscape, landscape || beside > WORTH * below);
}

bool ltp_map_sheet_prefers_landscape(LtpMapPage page, LtpXY area)
{
    double below = scale_of(page, false, false, area), beside = scale_of(page, false, true, area);
    return scale_of(page, true, true, area) >= fmax(below, beside);
}
