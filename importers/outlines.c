#include "importers/outlines.h"

#include "base/number.h"

#include <cpl_error.h>
#include <ogr_api.h>
#include <stdio.h>
#include <string.h>

struct LtpOutlines {
    LtpGis *gis;
    LtpAreaUnits *units;
    void *read, *mended; /* WKB of the row at hand */
    size_t read_size, mended_size;
};

LtpCode ltp_outlines_new(const LtpUnits *units, LtpOutlines **outlines, LtpError *err)
{
    LtpCode rc;
    LtpOutlines *made = ltp_calloc(1, sizeof *made);
    if (made == NULL)
        return ltp_fail_memory(err);
    LTP_GO(ltp_gis_new(&made->gis, err));
    LTP_GO(ltp_area_units_new(units, &made->units, err));
    *outlines = made;
    made = NULL;
done:
    ltp_outlines_free(made);
    return rc;
}

void ltp_outlines_free(LtpOutlines *outlines)
{
    if (outlines == NULL)
        return;
    ltp_free(outlines->read);
    ltp_free(outlines->mended);
    ltp_area_units_free(outlines->units);
    ltp_gis_free(outlines->gis);
    ltp_free(outlines);
}

/* ---- reading ---- */

typedef struct Saying {
    int64_t row;
    const char *column;
    LtpFindings *findings;
} Saying;

static LtpCode say(const Saying *saying, const char *code, const char *value, LtpError *err)
{
    LtpFinding finding = {
        .code = code, .row = saying->row, .column = saying->column, .value = value};
    return ltp_findings_add(saying->findings, &finding, err);
}

/* "SRID=4326;" before the text is how PostGIS writes it. */
static const char *without_srid(const char *wkt)
{
    static const char wgs84[] = "SRID=4326;";
    return strncmp(wkt, wgs84, sizeof wgs84 - 1) == 0 ? wkt + sizeof wgs84 - 1 : wkt;
}

static OGRGeometryH parse(const char *wkt)
{
    OGRGeometryH geometry = NULL;
    char *copy = ltp_strdup(without_srid(wkt)), *rest = copy;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    if (copy == NULL || OGR_G_CreateFromWkt(&rest, NULL, &geometry) != OGRERR_NONE) {
        OGR_G_DestroyGeometry(geometry);
        geometry = NULL;
    }
    CPLPopErrorHandler();
    ltp_free(copy);
    return geometry;
}

static LtpCode keep_wkb(LtpOutlines *outlines, OGRGeometryH geometry, LtpError *err)
{
    int size = OGR_G_WkbSize(geometry);
    ltp_free(outlines->read);
    outlines->read = ltp_malloc(size > 0 ? (size_t)size : 1);
    outlines->read_size = size > 0 ? (size_t)size : 0;
    if (outlines->read == NULL)
        return ltp_fail_memory(err);
    return OGR_G_ExportToIsoWkb(geometry, wkbNDR, outlines->read) == OGRERR_NONE
               ? LTP_OK
               : ltp_fail(err, LTP_EGEOM, _("the outline cannot be read"));
}

static LtpCode say_repair(const Saying *saying, unsigned repair, double area_km2, LtpError *err)
{
    char value[96];
    if ((repair & (LTP_GEOM_REPAIRED | LTP_GEOM_LESS)) == 0)
        return LTP_OK;
    if ((repair & LTP_GEOM_RESHAPED) != 0)
        snprintf(value, sizeof value, _("%.4g km² now; check that it is the ground meant"),
                 area_km2);
    else
        snprintf(value, sizeof value, "%.4g km²", area_km2);
    return say(saying, "area_repaired", value, err);
}

/* The polygon made valid and divided among the units. A failure of GEOS is the row's, not the
 * import's. */
static LtpCode take_polygon(LtpOutlines *outlines, const Saying *saying, LtpRowOutline *outline,
                            LtpError *err)
{
    unsigned repair = 0;
    LtpError why = {0};
    LtpLineArea area = {0};
    ltp_free(outlines->mended);
    outlines->mended = NULL;
    LtpCode rc = ltp_geom_mended(outlines->gis, outlines->read, outlines->read_size,
                                 &outlines->mended, &outlines->mended_size, &repair, &why);
    if (rc == LTP_OK)
        rc = ltp_geom_area_km2(outlines->gis, outlines->mended, outlines->mended_size,
                               &area.area_km2, &why);
    if (rc == LTP_OK && !(area.area_km2 > 0))
        rc = ltp_fail(&why, LTP_EGEOM, _("it has no ground"));
    if (rc == LTP_ENOMEM)
        return ltp_fail_memory(err);
    if (rc != LTP_OK)
        return say(saying, "area_unusable", why.msg, err);
    area.wkb = outlines->mended;
    area.wkb_size = outlines->mended_size;
    LTP_TRY(say_repair(saying, repair, area.area_km2, err));
    LTP_TRY(ltp_area_units_parts(outlines->units, area.wkb, area.wkb_size, &outline->parts,
                                 &outline->n_parts, &outline->outside, err));
    outline->area = area;
    return LTP_OK;
}

static bool is_place(const LtpOverlayPart *part)
{
    return ltp_overlay_is_place(part->of_area, part->of_unit);
}

static bool any_place(const LtpRowOutline *outline)
{
    for (size_t i = 0; i < outline->n_parts; i++)
        if (is_place(&outline->parts[i]))
            return true;
    return false;
}

static LtpCode take_geometry(LtpOutlines *outlines, OGRGeometryH geometry, const Saying *saying,
                             LtpRowOutline *outline, LtpError *err)
{
    outline->n_parts = 0;
    LTP_TRY(keep_wkb(outlines, geometry, err));
    return take_polygon(outlines, saying, outline, err);
}

static bool may_be_swapped(OGRGeometryH geometry, const LtpRowOutline *outline)
{
    OGREnvelope box;
    OGR_G_GetEnvelope(geometry, &box);
    return outline->area.wkb != NULL && !any_place(outline) && box.MinX >= -90 && box.MaxX <= 90 &&
           box.MinY >= -180 && box.MaxY <= 180;
}

/* An outline that is in the country only with longitude and latitude exchanged is taken so, as
 * points are. */
static LtpCode take_outline_of(LtpOutlines *outlines, OGRGeometryH geometry, const Saying *saying,
                               LtpRowOutline *outline, LtpError *err)
{
    size_t said = saying->findings->count;
    LTP_TRY(take_geometry(outlines, geometry, saying, outline, err));
    if (!may_be_swapped(geometry, outline))
        return LTP_OK;
    for (int turn = 0; turn < 2 && !any_place(outline); turn++) { /* there, and back */
        saying->findings->count = said;
        OGR_G_SwapXY(geometry);
        LTP_TRY(take_geometry(outlines, geometry, saying, outline, err));
    }
    return any_place(outline) ? say(saying, "area_swapped", NULL, err) : LTP_OK;
}

LtpCode ltp_outlines_read(LtpOutlines *outlines, const char *wkt, int64_t row, const char *column,
                          LtpFindings *findings, LtpRowOutline *outline, LtpError *err)
{
    const Saying saying = {row, column, findings};
    *outline = (LtpRowOutline){.point = {ltp_null_real(), ltp_null_real()}};
    if (wkt == NULL)
        return LTP_OK;
    OGRGeometryH geometry = parse(wkt);
    if (geometry == NULL)
        return say(&saying, "area_unusable", _("it is no WKT text"), err);
    LtpCode rc = LTP_OK;
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
    if (OGR_G_IsEmpty(geometry)) {
        rc = say(&saying, "area_unusable", _("it is empty"), err);
    } else if (type == wkbPoint ||
               (type == wkbMultiPoint && OGR_G_GetGeometryCount(geometry) == 1)) {
        OGRGeometryH point = type == wkbPoint ? geometry : OGR_G_GetGeometryRef(geometry, 0);
        outline->point = (LtpLonLat){OGR_G_GetX(point, 0), OGR_G_GetY(point, 0)};
    } else {
        rc = take_outline_of(outlines, geometry, &saying, outline, err);
    }
    OGR_G_DestroyGeometry(geometry);
    return rc;
}

/* ---- places ---- */

void ltp_located_release(LtpLocated *located)
{
    ltp_free(located->locations);
    ltp_free(located->units);
    *located = (LtpLocated){0};
}

static LtpCode add(LtpLocated *located, LtpLocation location, int32_t unit, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&located->locations, &located->locations_capacity, located->count,
                     sizeof *located->locations, err));
    LTP_TRY(ltp_grow((void **)&located->units, &located->units_capacity, located->count,
                     sizeof *located->units, err));
    located->locations[located->count] = location;
    located->units[located->count++] = unit;
    return LTP_OK;
}

/* Whether one of the units holds the other. */
static bool related(const LtpUnits *units, int32_t a, int32_t b)
{
    return ltp_units_ancestor(units, a, units->units[b].level) == b ||
           ltp_units_ancestor(units, b, units->units[a].level) == a;
}

static bool touches(const LtpUnits *units, const LtpRowOutline *outline, int32_t unit)
{
    for (size_t i = 0; i < outline->n_parts; i++)
        if (is_place(&outline->parts[i]) && related(units, outline->parts[i].unit, unit))
            return true;
    return false;
}

static bool is_named(const LtpUnits *units, const LtpPlaced *placed, int32_t unit)
{
    for (size_t i = 0; i < placed->count; i++)
        if (related(units, placed->units[i], unit))
            return true;
    return false;
}

static bool touches_any(const LtpUnits *units, const LtpRowOutline *outline,
                        const LtpPlaced *placed)
{
    for (size_t i = 0; i < placed->count; i++)
        if (touches(units, outline, placed->units[i]))
            return true;
    return false;
}

/* Every commune that holds enough of the outline, and every named unit that it does not touch. */
static LtpCode take_outline(const LtpUnits *units, const LtpRowOutline *outline,
                            const LtpPlaced *placed, const Saying *saying, LtpLocated *located,
                            LtpError *err)
{
    const char *beyond = NULL;
    bool by_words = placed->count > 0 && strcmp(placed->locations[0].rule, "point") != 0 &&
                    strcmp(placed->locations[0].rule, "snapped") != 0;
    for (size_t i = 0; i < outline->n_parts; i++) {
        const LtpOverlayPart *part = &outline->parts[i];
        if (!is_place(part))
            continue;
        LtpLocation location = {units->units[part->unit].id, "polygon", part->of_area};
        LTP_TRY(add(located, location, part->unit, err));
        if (by_words && !is_named(units, placed, part->unit))
            beyond = units->units[part->unit].name;
    }
    for (size_t i = 0; i < placed->count; i++)
        if (!touches(units, outline, placed->units[i]))
            LTP_TRY(add(located, placed->locations[i], placed->units[i], err));
    return beyond == NULL ? LTP_OK : say(saying, "area_beyond_unit", beyond, err);
}

/* What the cells alone could not place is placed after all: of words that name no place that is
 * told, of blank cells nothing. */
static void forget_no_location(LtpFindings *findings)
{
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        LtpFinding *finding = &findings->items[i];
        bool unplaced = strcmp(finding->code, "no_location") == 0;
        if (unplaced && (finding->value == NULL || finding->value[0] == '\0'))
            continue;
        if (unplaced)
            finding->code = "place_partly_unknown";
        findings->items[kept++] = *finding;
    }
    findings->count = kept;
}

static bool has_finding(const LtpFindings *findings, const char *code)
{
    for (size_t i = 0; i < findings->count; i++)
        if (strcmp(findings->items[i].code, code) == 0)
            return true;
    return false;
}

/* Whether the outline decides; why it does not is said, unless the cells contradict each other and
 * wait for a person. */
static LtpCode decide(const LtpUnits *units, const LtpRowOutline *outline, const LtpPlaced *placed,
                      const Saying *saying, bool *stands, LtpError *err)
{
    *stands = false;
    if (outline->area.wkb == NULL || has_finding(saying->findings, "code_name_conflict"))
        return LTP_OK;
    if (!any_place(outline))
        return say(saying, "area_outside", NULL, err);
    *stands = placed->count == 0 || touches_any(units, outline, placed);
    return *stands ? LTP_OK
                   : say(saying, "area_outside_unit", units->units[placed->units[0]].name, err);
}

LtpCode ltp_outlines_settle(const LtpUnits *units, const LtpRowOutline *outline,
                            const LtpPlaced *placed, int64_t row, const char *column,
                            LtpFindings *findings, LtpLocated *located, LtpError *err)
{
    const double told = 0.01;
    const Saying saying = {row, column, findings};
    located->count = 0;
    LTP_TRY(decide(units, outline, placed, &saying, &located->decides, err));
    if (!located->decides)
        return LTP_OK;
    forget_no_location(findings);
    if (outline->outside >= told) {
        char value[32];
        snprintf(value, sizeof value, "%.0f %%", outline->outside * 100);
        LTP_TRY(say(&saying, "area_partly_outside", value, err));
    }
    return take_outline(units, outline, placed, &saying, located, err);
}
