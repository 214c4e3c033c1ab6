/* The point of a row beside its place cells (ANALYSIS.md 3.4). */
#include "importers/places_internal.h"

#include "importers/points.h"

#include <string.h>

/* ANALYSIS.md 3.4: a point outside every commune belongs to the nearest within this distance. */
#define SNAP_KM 1.0

static LtpCode say_point(const LtpWhere *where, const char *code, LtpFindings *findings,
                         LtpError *err)
{
    LtpBuf value = {0};
    ltp_buf_printf(&value, "%s%s%s", where->lat != NULL ? where->lat : "",
                   where->lat != NULL && where->lon != NULL ? " ; " : "",
                   where->lon != NULL ? where->lon : "");
    LtpFinding finding = {
        .code = code, .row = where->row, .column = "lat", .value = ltp_buf_text(&value)};
    LtpCode rc = ltp_findings_add(findings, &finding, err);
    ltp_buf_release(&value);
    return rc;
}

/* Where a point lies. */
typedef struct Located {
    int32_t unit; /* -1 = in none */
    const char *rule;
} Located;

/* The unit of a point, turned round when only that falls inside. */
static LtpCode locate(LtpPlaces *places, const LtpWhere *where, LtpLonLat *point,
                      LtpFindings *findings, Located *located, LtpError *err)
{
    double distance_km;
    located->rule = "point";
    int32_t polygon = ltp_locator_find(places->locator, *point);
    if (polygon < 0) {
        polygon = ltp_locator_nearest(places->locator, *point, SNAP_KM, &distance_km);
        if (polygon >= 0)
            located->rule = "snapped";
    }
    if (polygon < 0) {
        LtpLonLat swapped = {.lon = point->lat, .lat = point->lon};
        polygon = ltp_locator_find(places->locator, swapped);
        if (polygon >= 0) {
            *point = swapped;
            LTP_TRY(say_point(where, "point_swapped", findings, err));
        }
    }
    located->unit = polygon >= 0 ? places->first_located + polygon : -1;
    return polygon >= 0 ? LTP_OK : say_point(where, "point_outside", findings, err);
}

/* Whether one of the units holds the other. */
static bool related(const LtpPlaces *places, int32_t a, int32_t b)
{
    return ltp_gazetteer_within(places->gazetteer, a, b) ||
           ltp_gazetteer_within(places->gazetteer, b, a);
}

/* Where the cells name nothing, or only an ancestor that holds the point, the point's unit is used.
 * Where they name a unit that doesn't hold it, the cells win. `conflict`: cells that contradict
 * each other wait for a person, whatever the point says. */
static LtpCode take_point(const LtpPlaces *places, const LtpWhere *where, const Located *located,
                          bool conflict, LtpFindings *findings, LtpPlaced *placed, LtpError *err)
{
    bool holds = placed->count == 0;
    for (size_t i = 0; i < placed->count; i++)
        holds = holds || related(places, placed->units[i], located->unit);
    if (!holds)
        return say_point(where, "point_outside_unit", findings, err);
    bool cells_stand = placed->count > 1 || conflict ||
                       (placed->count == 1 &&
                        ltp_gazetteer_within(places->gazetteer, placed->units[0], located->unit));
    if (cells_stand)
        return LTP_OK;
    placed->count = 0;
    placed->certain = true;
    ltp_places_put(places, placed, located->unit, located->rule);
    return strcmp(located->rule, "snapped") == 0 ? say_point(where, "point_snapped", findings, err)
                                                 : LTP_OK;
}

LtpCode ltp_places_point(LtpPlaces *places, const LtpWhere *where, bool conflict,
                         LtpFindings *findings, LtpPlaced *placed, LtpError *err)
{
    LtpLonLat point;
    Located located = {.unit = -1};
    LtpPointStatus status = ltp_point_read(where->lat, where->lon, &point);
    if (status == LTP_POINT_MISSING)
        return LTP_OK;
    if (status == LTP_POINT_UNREADABLE)
        return say_point(where, "point_unreadable", findings, err);
    if (places->locator != NULL)
        LTP_TRY(locate(places, where, &point, findings, &located, err));
    placed->point = point;
    return located.unit >= 0 ? take_point(places, where, &located, conflict, findings, placed, err)
                             : LTP_OK;
}
