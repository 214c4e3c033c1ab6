/* GeoJSONSeq: one feature a line. Plain lines without the record separator of RFC 8142: GDAL and
 * QGIS open both, jq, grep and tippecanoe only these. */
#include "exports/feature.h"
#include "exports/jsonscan.h"
#include "exports/out.h"

static LtpCode on_row(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    LtpOut *out = arg;
    LTP_TRY(ltp_feature_put(&out->buf, file, row, err));
    ltp_buf_putc(&out->buf, '\n');
    return ltp_out_flush(out, err);
}

static LtpCode write_sequence(LtpExportFile *file, LtpError *err)
{
    LtpOut out = {0};
    LtpCode rc = LTP_OK;
    LTP_GO(ltp_out_open(&out, file->path, err));
    LTP_GO(ltp_export_rows(file, on_row, &out, err));
    rc = ltp_out_close(&out, err);
done:
    ltp_out_release(&out);
    return rc;
}

static LtpCode read_sequence(const char *path, LtpFacts *found, LtpError *err)
{
    return ltp_json_scan(path, LTP_SCAN_LINES, found, err);
}

static LtpCode run(const LtpExportJob *job, LtpError *err)
{
    static const LtpFileFormat format = {
        .write = write_sequence, .read = read_sequence, .shapes = true, .readme = true};
    return ltp_export_files(job, &ltp_exporter_geojsonseq, &format, err);
}

static const char *const default_layers[] = {"gaps", NULL};

const LtpExporter ltp_exporter_geojsonseq = {
    .name = "geojsonseq",
    .title = {"GeoJSON, une entité par ligne", "GeoJSON, one feature a line"},
    .extension = "geojsonl",
    .extensions = "geojsons|jsonl|ndjson|json",
    .layers = default_layers,
    .run = run,
};
