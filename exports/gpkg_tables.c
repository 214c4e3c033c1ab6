#include "exports/gpkg.h"

#include "base/json.h"
#include "base/lang.h"
#include "base/os.h"

#include <cpl_string.h>
#include <stdio.h>

/* ---- styles ---- */

typedef struct StyleColumn {
    const char *name;
    OGRFieldType type;
    OGRFieldSubType subtype;
    int width;
} StyleColumn;

/* As QGIS makes the table. It must be registered as a table of attributes: with another such table
 * in the file GDAL would not list it, and QGIS would find no style. */
OGRLayerH ltp_gpkg_create_styles(GDALDatasetH dataset)
{
    static const StyleColumn columns[] = {{"f_table_catalog", OFTString, OFSTNone, 256},
                                          {"f_table_schema", OFTString, OFSTNone, 256},
                                          {"f_table_name", OFTString, OFSTNone, 256},
                                          {"f_geometry_column", OFTString, OFSTNone, 256},
                                          {"styleName", OFTString, OFSTNone, 30},
                                          {"styleQML", OFTString, OFSTNone, 0},
                                          {"styleSLD", OFTString, OFSTNone, 0},
                                          {"useAsDefault", OFTInteger, OFSTBoolean, 0},
                                          {"description", OFTString, OFSTNone, 0},
                                          {"owner", OFTString, OFSTNone, 30},
                                          {"ui", OFTString, OFSTNone, 30},
                                          {"update_time", OFTDateTime, OFSTNone, 0}};
    char **options = CSLSetNameValue(NULL, "FID", "id");
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "layer_styles", NULL, wkbNone, options);
    CSLDestroy(options);
    for (size_t i = 0; layer != NULL && i < sizeof columns / sizeof *columns; i++) {
        OGRFieldDefnH defn = OGR_Fld_Create(columns[i].name, columns[i].type);
        OGR_Fld_SetSubType(defn, columns[i].subtype);
        OGR_Fld_SetWidth(defn, columns[i].width);
        OGRErr failed = OGR_L_CreateField(layer, defn, FALSE);
        OGR_Fld_Destroy(defn);
        if (failed != OGRERR_NONE)
            return NULL;
    }
    return layer;
}

/* Each style a second after the one before: of styles of one instant, QGIS lists every one as often
 * as there are such. */
static void set_time(OGRFeatureH feature, int64_t second)
{
    int year = 0, month = 0, day = 0;
    char now[32];
    ltp_os_now_text(now);
    if (sscanf(now, "%d-%d-%d", &year, &month, &day) != 3)
        return;
    OGR_F_SetFieldDateTime(feature, OGR_F_GetFieldIndex(feature, "update_time"), year, month, day,
                           (int)(second / 3600 % 24), (int)(second / 60 % 60), (int)(second % 60),
                           100);
}

/* QGIS matches '' as schema and never NULL. */
bool ltp_gpkg_add_style(OGRLayerH styles, const char *layer, const char *title, const char *qml,
                        bool is_default)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(styles));
    const char *const texts[][2] = {
        {"f_table_schema", ""}, {"f_table_name", layer}, {"f_geometry_column", "geom"},
        {"styleName", title},   {"styleQML", qml},       {"description", title}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        OGR_F_SetFieldString(feature, OGR_F_GetFieldIndex(feature, texts[i][0]), texts[i][1]);
    OGR_F_SetFieldInteger(feature, OGR_F_GetFieldIndex(feature, "useAsDefault"), is_default);
    set_time(feature, OGR_L_GetFeatureCount(styles, TRUE));
    OGRErr failed = OGR_L_CreateFeature(styles, feature);
    OGR_F_Destroy(feature);
    return failed == OGRERR_NONE;
}

/* ---- the project ---- */

static LtpCode execute(GDALDatasetH dataset, const char *sql, const LtpOgrLog *log,
                       const char *path, LtpError *err)
{
    OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    if (rows != NULL)
        GDALDatasetReleaseResultSet(dataset, rows);
    return ltp_ogr_check(log, path, err);
}

static void put_hex(LtpBuf *out, const LtpBuf *bytes)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes->size; i++) {
        unsigned char byte = (unsigned char)bytes->data[i];
        ltp_buf_putc(out, digits[byte >> 4]);
        ltp_buf_putc(out, digits[byte & 15]);
    }
}

LtpCode ltp_gpkg_add_project(GDALDatasetH dataset, const LtpOgrLog *log, const char *path,
                             const LtpBuf *qgz, LtpError *err)
{
    extern const char ltp_text_sql_qgis_projects_sql[], ltp_text_sql_qgis_projects_insert_sql[];
    LtpBuf sql = {0};
    char now[32];
    ltp_os_now_text(now);
    ltp_buf_printf(
        &sql, "%s ('ltp', '{\"last_modified_time\": \"%.19s\", \"last_modified_user\": \"\"}', '",
        ltp_text_sql_qgis_projects_insert_sql, now);
    put_hex(&sql, qgz);
    ltp_buf_puts(&sql, "')");
    LtpCode rc = ltp_buf_check(&sql, err);
    if (rc == LTP_OK)
        rc = execute(dataset, ltp_text_sql_qgis_projects_sql, log, path, err);
    if (rc == LTP_OK)
        rc = execute(dataset, ltp_buf_text(&sql), log, path, err);
    ltp_buf_release(&sql);
    return rc;
}
