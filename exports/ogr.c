#include "exports/ogr.h"

#include "base/lang.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <stdio.h>
#include <string.h>

/* Without the full stop and line break that some messages of GDAL end with. */
static int trimmed_length(const char *message)
{
    size_t length = strlen(message);
    while (length > 0 && strchr(". \n", message[length - 1]) != NULL)
        length--;
    return (int)length;
}

static void CPL_STDCALL listen(CPLErr level, CPLErrorNum number, const char *message)
{
    (void)number;
    LtpOgrLog *log = CPLGetErrorHandlerUserData();
    int length = trimmed_length(message);
    if (level == CE_Warning)
        ltp_buf_printf(&log->warnings, "%.*s.\n", length, message);
    else if (level >= CE_Failure && log->failure[0] == '\0')
        snprintf(log->failure, sizeof log->failure, "%.*s", length, message);
}

void ltp_ogr_log_begin(LtpOgrLog *log)
{
    *log = (LtpOgrLog){0};
    CPLPushErrorHandlerEx(listen, log);
}

void ltp_ogr_log_end(LtpOgrLog *log)
{
    CPLPopErrorHandler();
    ltp_buf_release(&log->warnings);
}

LtpCode ltp_ogr_check(const LtpOgrLog *log, const char *path, LtpError *err)
{
    if (log->failure[0] == '\0')
        return LTP_OK;
    return ltp_fail(err, LTP_EIO, _("%s cannot be written or read: %s."), path, log->failure);
}

OGRSpatialReferenceH ltp_ogr_wgs84(void)
{
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    if (crs == NULL)
        return NULL;
    if (OSRImportFromEPSG(crs, 4326) != OGRERR_NONE) {
        OSRRelease(crs);
        return NULL;
    }
    OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
}

void ltp_ogr_set(OGRFeatureH feature, int i, const LtpValue *value)
{
    if (value->null) {
        OGR_F_SetFieldNull(feature, i);
        return;
    }
    switch (value->type) {
    case LTP_TEXT:
    case LTP_DATE:
        OGR_F_SetFieldString(feature, i, value->text);
        break;
    case LTP_INTEGER:
    case LTP_BOOLEAN:
        OGR_F_SetFieldInteger64(feature, i, value->integer);
        break;
    case LTP_REAL:
        OGR_F_SetFieldDouble(feature, i, value->real);
        break;
    }
}

static void digest_field(LtpFacts *facts, OGRFeatureH feature, int i)
{
    OGRFieldDefnH field = OGR_F_GetFieldDefnRef(feature, i);
    if (!OGR_F_IsFieldSetAndNotNull(feature, i)) {
        ltp_facts_digest(facts, "", 1);
        return;
    }
    char number[400];
    const char *text = number;
    OGRFieldType type = OGR_Fld_GetType(field);
    int precision = OGR_Fld_GetPrecision(field);
    if (type == OFTReal)
        CPLsnprintf(number, sizeof number, precision > 0 ? "%.*f" : "%.*g",
                    precision > 0 ? precision : 17, OGR_F_GetFieldAsDouble(feature, i));
    else
        text = OGR_F_GetFieldAsString(feature, i);
    ltp_facts_digest(facts, text, strlen(text));
}

void ltp_ogr_feature_facts(LtpFacts *facts, OGRFeatureH feature)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    facts->rows++;
    if (geometry != NULL) {
        OGREnvelope box;
        OGR_G_GetEnvelope(geometry, &box);
        ltp_facts_box(facts, box.MinX, box.MinY, box.MaxX, box.MaxY);
        facts->shapes++;
    }
    for (int i = 0; i < OGR_F_GetFieldCount(feature); i++)
        digest_field(facts, feature, i);
}

static LtpCode count(GDALDatasetH dataset, const char *name, LtpFacts *found, const char *path,
                     LtpError *err)
{
    OGRLayerH layer =
        name != NULL ? GDALDatasetGetLayerByName(dataset, name) : GDALDatasetGetLayer(dataset, 0);
    if (layer == NULL)
        return ltp_fail(err, LTP_EIO, _("%s was read back without its layer."), path);
    OGRFeatureH feature;
    OGR_L_ResetReading(layer);
    while ((feature = OGR_L_GetNextFeature(layer)) != NULL) {
        ltp_ogr_feature_facts(found, feature);
        OGR_F_Destroy(feature);
    }
    return LTP_OK;
}

LtpCode ltp_ogr_read_back(const char *path, const char *layer, LtpFacts *found, LtpError *err)
{
    LtpOgrLog log;
    ltp_ogr_log_begin(&log);
    LtpCode rc = LTP_OK;
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    if (dataset != NULL) {
        rc = count(dataset, layer, found, path, err);
        GDALClose(dataset);
    }
    if (rc == LTP_OK)
        rc = ltp_ogr_check(&log, path, err);
    if (rc == LTP_OK && dataset == NULL)
        rc = ltp_fail(err, LTP_EIO, _("%s cannot be read back."), path);
    ltp_ogr_log_end(&log);
    return rc;
}
