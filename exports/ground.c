#include "exports/ground.h"

#include "base/lang.h"
#include "base/number.h"
#include "base/text.h"

#include <cpl_error.h>
#include <string.h>

enum { WGS84 = 4326 };

LtpCode ltp_ground_code(const char *text, int *epsg, LtpError *err)
{
    char prefix[6] = "";
    int64_t code = 0;
    *epsg = WGS84;
    if (text == NULL)
        return LTP_OK;
    if (strlen(text) > 5)
        memcpy(prefix, text, 5);
    const char *digits = ltp_ascii_equal(prefix, "EPSG:") ? text + 5 : text;
    if (!ltp_parse_int(digits, &code) || code < 1024 || code > 999999)
        return ltp_fail(err, LTP_EUSAGE,
                        _("\"%s\" is no EPSG code. Write it as EPSG:32630 (UTM zone 30 north)."),
                        text);
    *epsg = (int)code;
    return LTP_OK;
}

/* GDAL would write to stderr that it doesn't know the code. */
static OGRSpatialReferenceH import_code(int epsg)
{
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    bool fine = crs != NULL && OSRImportFromEPSG(crs, epsg) == OGRERR_NONE;
    CPLPopErrorHandler();
    if (fine) {
        OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
        return crs;
    }
    if (crs != NULL)
        OSRRelease(crs);
    return NULL;
}

static LtpCode open_crs(LtpGround *ground, LtpError *err)
{
    ground->crs = import_code(ground->epsg);
    if (ground->crs == NULL)
        return ltp_fail(err, LTP_EUSAGE,
                        _("There is no coordinate system EPSG:%d; epsg.io lists them by place."),
                        ground->epsg);
    if (!OSRIsProjected(ground->crs) && !OSRIsGeographic(ground->crs))
        return ltp_fail(err, LTP_EUSAGE,
                        _("EPSG:%d is no coordinate system of a map. Choose a projected one, such "
                          "as EPSG:32630, or a geographic one, such as EPSG:4326."),
                        ground->epsg);
    const char *name = NULL;
    ground->bounded = OSRGetAreaOfUse(ground->crs, &ground->west, &ground->south, &ground->east,
                                      &ground->north, &name) != 0 &&
                      ground->south > -1000;
    return LTP_OK;
}

LtpCode ltp_ground_open(LtpGround *ground, const char *text, LtpError *err)
{
    *ground = (LtpGround){0};
    LTP_TRY(ltp_ground_code(text, &ground->epsg, err));
    LTP_TRY(open_crs(ground, err));
    if (ground->epsg == WGS84)
        return LTP_OK;
    OGRSpatialReferenceH wgs84 = import_code(WGS84);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    if (wgs84 != NULL)
        ground->transform = OCTNewCoordinateTransformation(wgs84, ground->crs);
    CPLPopErrorHandler();
    if (wgs84 != NULL)
        OSRRelease(wgs84);
    return ground->transform != NULL
               ? LTP_OK
               : ltp_fail(err, LTP_EUSAGE,
                          _("Nothing leads from WGS 84 to EPSG:%d; choose another one."),
                          ground->epsg);
}

void ltp_ground_release(LtpGround *ground)
{
    if (ground->transform != NULL)
        OCTDestroyCoordinateTransformation(ground->transform);
    if (ground->crs != NULL)
        OSRRelease(ground->crs);
    *ground = (LtpGround){0};
}

static bool is_beyond(const LtpGround *ground, const OGREnvelope *box)
{
    const double slack =
        0.1; /* degrees: outlines of a country pass the border of a zone a little */
    if (!ground->bounded || ground->west > ground->east)
        return false;
    return box->MinX < ground->west - slack || box->MaxX > ground->east + slack ||
           box->MinY < ground->south - slack || box->MaxY > ground->north + slack;
}

static LtpCode transform(LtpGround *ground, OGRGeometryH shape, const char *id, LtpError *err)
{
    OGREnvelope box;
    OGR_G_GetEnvelope(shape, &box);
    ground->beyond += is_beyond(ground, &box);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    OGRErr failed = OGR_G_Transform(shape, ground->transform);
    CPLPopErrorHandler();
    return failed == OGRERR_NONE
               ? LTP_OK
               : ltp_fail(err, LTP_EGEOM,
                          _("%s lies where EPSG:%d has no coordinates; choose another one."), id,
                          ground->epsg);
}

LtpCode ltp_ground_shape(LtpGround *ground, OGRFeatureH feature, const LtpReleaseRow *row,
                         LtpError *err)
{
    OGRGeometryH shape = NULL;
    if (OGR_G_CreateFromWkb(row->wkb, NULL, &shape, (int)row->wkb_size) != OGRERR_NONE)
        return ltp_fail(err, LTP_EGEOM, _("The geometry of %s cannot be read."), row->id);
    LtpCode rc = ground->transform != NULL ? transform(ground, shape, row->id, err) : LTP_OK;
    if (rc == LTP_OK)
        OGR_F_SetGeometryDirectly(feature, shape);
    else
        OGR_G_DestroyGeometry(shape);
    return rc;
}

void ltp_ground_note(LtpGround *ground, const LtpExportFile *file)
{
    if (ground->transform != NULL && ground->beyond > 0)
        ltp_export_note(file->job,
                        _("%s: %lld shapes reach outside of where EPSG:%d is made for; their areas "
                          "and lengths are distorted there."),
                        file->layer, (long long)ground->beyond, ground->epsg);
    ground->beyond = 0;
}
