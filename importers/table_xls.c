#include "importers/table_driver.h"

#include "base/lang.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <string.h>

/* XLS of Excel 97-2003, through GDAL where it was built with freexl. It holds a sheet in memory,
 * which the format's own limit of 65,536 rows keeps small. */

typedef struct Xls {
    GDALDatasetH dataset;
    OGRLayerH layer; /* borrowed from the dataset */
    LtpDraft draft;
    int64_t rows, done;
} Xls;

/* Rows as they stand: no header guessed, no type guessed. Read when a sheet is first looked at. */
static void raw_cells(bool on)
{
    CPLSetThreadLocalConfigOption("OGR_XLS_HEADERS", on ? "DISABLE" : NULL);
    CPLSetThreadLocalConfigOption("OGR_XLS_FIELD_TYPES", on ? "STRING" : NULL);
}

static LtpCode open_dataset(const LtpSource *source, GDALDatasetH *dataset, LtpError *err)
{
    const char *const drivers[] = {"XLS", NULL};
    LtpBuf path = {0};
    if (source->part)
        ltp_buf_printf(&path, "/vsizip/{%s}/%s", source->path, source->part);
    else
        ltp_buf_puts(&path, source->path);
    LtpCode rc = ltp_buf_check(&path, err);
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    if (rc == LTP_OK)
        *dataset = GDALOpenEx(ltp_buf_text(&path), GDAL_OF_VECTOR, drivers, NULL, NULL);
    CPLPopErrorHandler();
    ltp_buf_release(&path);
    return rc;
}

static LtpCode xls_open(LtpTable *table, LtpError *err)
{
    Xls *xls = ltp_calloc(1, sizeof *xls);
    table->state = xls;
    if (!xls)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    LTP_TRY(open_dataset(&table->source, &xls->dataset, err));
    if (!xls->dataset && table->source.part)
        return ltp_fail(err, LTP_EFORMAT,
                        _("An old Excel workbook (XLS) cannot be read inside an archive. Unpack it "
                          "and import the XLS file itself."));
    if (!xls->dataset)
        return ltp_fail(
            err, LTP_EFORMAT,
            _("This old Excel workbook (XLS) is damaged or cannot be read here. Open it in "
              "a spreadsheet program and save it as XLSX."));
    for (int i = 0; i < GDALDatasetGetLayerCount(xls->dataset); i++)
        LTP_TRY(ltp_table_add_sheet(table, OGR_L_GetName(GDALDatasetGetLayer(xls->dataset, i)),
                                    false, err));
    return LTP_OK;
}

static LtpCode xls_select(LtpTable *table, size_t sheet, LtpError *err)
{
    Xls *xls = table->state;
    xls->layer = GDALDatasetGetLayer(xls->dataset, (int)sheet);
    if (!xls->layer)
        return ltp_fail(err, LTP_EFORMAT,
                        _("The sheet cannot be read. Save the workbook as XLSX."));
    raw_cells(true);
    xls->rows = OGR_L_GetFeatureCount(xls->layer, 1);
    raw_cells(false);
    OGR_L_ResetReading(xls->layer);
    xls->done = 0;
    return LTP_OK;
}

static LtpCode put_fields(Xls *xls, OGRFeatureH feature, LtpError *err)
{
    int count = OGR_F_GetFieldCount(feature);
    ltp_draft_clear(&xls->draft);
    for (int i = 0; i < count; i++) {
        if (!OGR_F_IsFieldSetAndNotNull(feature, i))
            continue;
        const char *text = OGR_F_GetFieldAsString(feature, i);
        if (*text)
            LTP_TRY(ltp_draft_put(&xls->draft, (size_t)i, LTP_CELL_TEXT, text, strlen(text), err));
    }
    return LTP_OK;
}

static LtpCode xls_next(LtpTable *table, LtpRow *row, LtpError *err)
{
    Xls *xls = table->state;
    *row = (LtpRow){0};
    raw_cells(true);
    OGRFeatureH feature = OGR_L_GetNextFeature(xls->layer);
    raw_cells(false);
    if (!feature)
        return LTP_OK;
    int64_t number = OGR_F_GetFID(feature);
    LtpCode rc = put_fields(xls, feature, err);
    OGR_F_Destroy(feature);
    xls->done++;
    return rc == LTP_OK ? ltp_draft_row(&xls->draft, number, row, err) : rc;
}

static void xls_close(void *state)
{
    Xls *xls = state;
    if (!xls)
        return;
    if (xls->dataset)
        GDALClose(xls->dataset);
    ltp_draft_release(&xls->draft);
    ltp_free(xls);
}

static double xls_fraction(const void *state)
{
    const Xls *xls = state;
    return xls->rows > 0 && xls->done < xls->rows ? (double)xls->done / (double)xls->rows : 1;
}

const LtpTableDriver ltp_table_xls = {
    .format = "xls",
    .open = xls_open,
    .close = xls_close,
    .select = xls_select,
    .next = xls_next,
    .fraction = xls_fraction,
};
