/* Map files as tables: one sheet a layer, row 0 the names of the attributes, row n the nth feature,
 * and in a last column its outline or point as WKT in degrees. */
#include "base/lang.h"
#include "importers/map_file.h"
#include "importers/table_driver.h"
#include "importers/vector.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <stdio.h>
#include <string.h>

static const char outline_header[] = "geometry";

enum { DBF_HEADER = 10 }; /* bytes of the name of a column in a .dbf */

typedef struct Vector {
    GDALDatasetH dataset;
    OGRLayerH layer; /* borrowed from the dataset */
    OGRCoordinateTransformationH transform;
    bool has_geometry;
    LtpDraft draft;
    int64_t rows, done;
    char message[256]; /* the first failure GDAL reported since it was last cleared */
} Vector;

static void CPL_STDCALL keep_first_failure(CPLErr class, CPLErrorNum number, const char *message)
{
    (void)number;
    Vector *vector = CPLGetErrorHandlerUserData();
    if (class >= CE_Failure && vector->message[0] == '\0')
        snprintf(vector->message, sizeof vector->message, "%s", message);
}

/* What is in an archive, else the file itself (KMZ is both). */
static LtpCode open_source(const LtpSource *source, GDALDatasetH *dataset, LtpError *err)
{
    LtpBuf in_zip = {0};
    *dataset = NULL;
    GDALAllRegister();
    if (source->zip != NULL) {
        ltp_buf_printf(&in_zip, "/vsizip/{%s}", source->path);
        LTP_TRY(ltp_buf_check(&in_zip, err));
        *dataset = ltp_map_file_open(ltp_buf_text(&in_zip));
        ltp_buf_release(&in_zip);
    }
    if (*dataset == NULL)
        *dataset = ltp_map_file_open(source->path);
    return LTP_OK;
}

bool ltp_table_is_vector(const LtpSource *source)
{
    GDALDatasetH dataset = NULL;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    LtpCode rc = open_source(source, &dataset, NULL);
    CPLPopErrorHandler();
    bool is = rc == LTP_OK && dataset != NULL && GDALDatasetGetLayerCount(dataset) > 0;
    if (dataset != NULL)
        GDALClose(dataset);
    return is;
}

static LtpCode vector_open(LtpTable *table, LtpError *err)
{
    Vector *vector = ltp_calloc(1, sizeof *vector);
    table->state = vector;
    if (vector == NULL)
        return ltp_fail_memory(err);
    CPLPushErrorHandlerEx(keep_first_failure, vector);
    LtpCode rc = open_source(&table->source, &vector->dataset, err);
    CPLPopErrorHandler();
    LTP_TRY(rc);
    if (vector->dataset == NULL)
        return ltp_fail(err, LTP_EFORMAT,
                        _("this is no map file that can be read (GeoPackage, shapefile, GeoJSON, "
                          "file geodatabase, KML): %s"),
                        vector->message[0] != '\0' ? vector->message
                                                   : _("unknown or damaged format"));
    const char *driver = GDALGetDriverShortName(GDALGetDatasetDriver(vector->dataset));
    table->header_limit = strcmp(driver, "ESRI Shapefile") == 0 ? DBF_HEADER : 0;
    for (int i = 0; i < GDALDatasetGetLayerCount(vector->dataset); i++)
        LTP_TRY(ltp_table_add_sheet(table, OGR_L_GetName(GDALDatasetGetLayer(vector->dataset, i)),
                                    false, err));
    return LTP_OK;
}

static void forget_transform(Vector *vector)
{
    if (vector->transform != NULL)
        OCTDestroyCoordinateTransformation(vector->transform);
    vector->transform = NULL;
}

static LtpCode vector_select(LtpTable *table, size_t sheet, LtpError *err)
{
    Vector *vector = table->state;
    LtpCode rc = LTP_OK;
    vector->layer = GDALDatasetGetLayer(vector->dataset, (int)sheet);
    forget_transform(vector);
    CPLPushErrorHandlerEx(keep_first_failure, vector);
    vector->has_geometry = OGR_L_GetGeomType(vector->layer) != wkbNone;
    if (vector->has_geometry)
        rc = ltp_vector_transform(vector->layer, &vector->transform, err);
    vector->rows = OGR_L_GetFeatureCount(vector->layer, 1);
    OGR_L_ResetReading(vector->layer);
    CPLPopErrorHandler();
    vector->done = -1; /* the header comes first */
    vector->message[0] = '\0';
    return rc;
}

static LtpCode put_text(Vector *vector, int column, LtpCellType type, const char *text,
                        LtpError *err)
{
    return *text == '\0'
               ? LTP_OK
               : ltp_draft_put(&vector->draft, (size_t)column, type, text, strlen(text), err);
}

static LtpCode put_header(Vector *vector, LtpError *err)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(vector->layer);
    int count = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < count; i++)
        LTP_TRY(put_text(vector, i, LTP_CELL_TEXT,
                         OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)), err));
    return vector->has_geometry ? put_text(vector, count, LTP_CELL_TEXT, outline_header, err)
                                : LTP_OK;
}

/* GDAL writes dates with slashes; ours are ISO. */
static LtpCode put_day(Vector *vector, OGRFeatureH feature, int column, LtpError *err)
{
    int year, month, day, hour, minute, second, zone;
    char text[LTP_DATE_TEXT];
    LtpDay found = LTP_DAY_NONE;
    if (OGR_F_GetFieldAsDateTime(feature, column, &year, &month, &day, &hour, &minute, &second,
                                 &zone))
        found = ltp_day(year, month, day);
    if (found == LTP_DAY_NONE)
        return put_text(vector, column, LTP_CELL_TEXT, OGR_F_GetFieldAsString(feature, column),
                        err);
    return put_text(vector, column, LTP_CELL_DATE, ltp_day_text(found, text), err);
}

static LtpCode put_field(Vector *vector, OGRFeatureH feature, int column, LtpError *err)
{
    if (!OGR_F_IsFieldSetAndNotNull(feature, column))
        return LTP_OK;
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, column));
    if (type == OFTDate || type == OFTDateTime)
        return put_day(vector, feature, column, err);
    bool number = type == OFTInteger || type == OFTInteger64 || type == OFTReal;
    return put_text(vector, column, number ? LTP_CELL_NUMBER : LTP_CELL_TEXT,
                    OGR_F_GetFieldAsString(feature, column), err);
}

/* An outline that cannot be brought to degrees is told as it stands: the row says so. */
static LtpCode put_outline(Vector *vector, OGRFeatureH feature, int column, LtpError *err)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    char *wkt = NULL;
    if (geometry == NULL || OGR_G_IsEmpty(geometry))
        return LTP_OK;
    if (vector->transform != NULL)
        (void)OGR_G_Transform(geometry, vector->transform);
    if (OGR_G_HasCurveGeometry(geometry, 1)) {
        OGRGeometryH straight = OGR_G_GetLinearGeometry(geometry, 0, NULL);
        if (straight != NULL)
            OGR_F_SetGeometryDirectly(feature, geometry = straight);
    }
    if (OGR_G_ExportToIsoWkt(geometry, &wkt) != OGRERR_NONE || wkt == NULL)
        return LTP_OK;
    LtpCode rc = put_text(vector, column, LTP_CELL_TEXT, wkt, err);
    CPLFree(wkt);
    return rc;
}

static LtpCode put_feature(Vector *vector, OGRFeatureH feature, LtpError *err)
{
    int count = OGR_F_GetFieldCount(feature);
    for (int i = 0; i < count; i++)
        LTP_TRY(put_field(vector, feature, i, err));
    return vector->has_geometry ? put_outline(vector, feature, count, err) : LTP_OK;
}

static LtpCode vector_next(LtpTable *table, LtpRow *row, LtpError *err)
{
    Vector *vector = table->state;
    LtpCode rc = LTP_OK;
    *row = (LtpRow){0};
    ltp_draft_clear(&vector->draft);
    if (vector->done < 0) {
        LTP_TRY(put_header(vector, err));
        vector->done = 0;
        return ltp_draft_row(&vector->draft, 0, row, err);
    }
    CPLPushErrorHandlerEx(keep_first_failure, vector);
    OGRFeatureH feature = OGR_L_GetNextFeature(vector->layer);
    if (feature != NULL) {
        rc = put_feature(vector, feature, err);
        OGR_F_Destroy(feature);
    }
    CPLPopErrorHandler();
    LTP_TRY(rc);
    if (feature == NULL)
        return vector->message[0] == '\0'
                   ? LTP_OK
                   : ltp_fail(err, LTP_EFORMAT, _("the file is damaged: %s"), vector->message);
    vector->message[0] = '\0'; /* of this feature alone: its row says what is wrong with it */
    return ltp_draft_row(&vector->draft, ++vector->done, row, err);
}

static void vector_close(void *state)
{
    Vector *vector = state;
    if (vector == NULL)
        return;
    forget_transform(vector);
    if (vector->dataset != NULL)
        GDALClose(vector->dataset);
    ltp_draft_release(&vector->draft);
    ltp_free(vector);
}

static double vector_fraction(const void *state)
{
    const Vector *vector = state;
    return vector->rows > 0 && vector->done < vector->rows
               ? (double)vector->done / (double)vector->rows
               : 1;
}

const LtpTableDriver ltp_table_vector = {
    .format = "map",
    .open = vector_open,
    .close = vector_close,
    .select = vector_select,
    .next = vector_next,
    .fraction = vector_fraction,
};
