/* GeoJSON (RFC 7946): one FeatureCollection a file. Its own writer, because GDAL's takes dozens of
 * times longer and tells nobody when the disk is full. */
#include "base/json.h"
#include "exports/coords.h"
#include "exports/feature.h"
#include "exports/jsonscan.h"
#include "exports/out.h"

#include <string.h>

static void put_head(LtpBuf *out, const LtpExportFile *file)
{
    LtpJson name = {.out = out};
    ltp_buf_puts(out, "{\"type\":\"FeatureCollection\",\"name\":");
    ltp_json_string(&name, file->layer);
    ltp_buf_puts(out, ",\"ltp\":");
    ltp_feature_stamps(out, file->release);
    ltp_buf_puts(out, ",\"features\":[");
}

static void put_corner(LtpBuf *out, int64_t scaled, int decimals)
{
    char text[LTP_DECIMAL_TEXT];
    char *end = ltp_coords_decimal(text, scaled, decimals);
    ltp_buf_put(out, text, (size_t)(end - text));
}

static void put_foot(LtpBuf *out, const LtpFacts *facts)
{
    ltp_buf_puts(out, "\n]");
    if (facts->has_box) {
        const int64_t corners[] = {facts->west, facts->south, facts->east, facts->north};
        for (size_t i = 0; i < 4; i++) {
            ltp_buf_puts(out, i == 0 ? ",\"bbox\":[" : ",");
            put_corner(out, corners[i], facts->decimals);
        }
        ltp_buf_putc(out, ']');
    }
    ltp_buf_puts(out, "}\n");
}

static LtpCode on_row(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    LtpOut *out = arg;
    ltp_buf_puts(&out->buf, file->facts.rows > 0 ? ",\n" : "\n");
    LTP_TRY(ltp_feature_put(&out->buf, file, row, err));
    return ltp_out_flush(out, err);
}

static LtpCode write_geojson(LtpExportFile *file, LtpError *err)
{
    LtpOut out = {0};
    LtpCode rc = LTP_OK;
    LTP_GO(ltp_out_open(&out, file->path, err));
    put_head(&out.buf, file);
    LTP_GO(ltp_export_rows(file, on_row, &out, err));
    put_foot(&out.buf, &file->facts);
    rc = ltp_out_close(&out, err);
done:
    ltp_out_release(&out);
    return rc;
}

static LtpCode read_geojson(const char *path, LtpFacts *found, LtpError *err)
{
    return ltp_json_scan(path, LTP_SCAN_COLLECTION, found, err);
}

static LtpCode run(const LtpExportJob *job, LtpError *err)
{
    static const LtpFileFormat format = {
        .write = write_geojson, .read = read_geojson, .shapes = true};
    return ltp_export_files(job, &ltp_exporter_geojson, &format, err);
}

static const char *const default_layers[] = {"gaps", NULL};

const LtpExporter ltp_exporter_geojson = {
    .name = "geojson",
    .title = {"GeoJSON (RFC 7946), WGS 84", "GeoJSON (RFC 7946), WGS 84"},
    .extension = "geojson",
    .extensions = "json",
    .layers = default_layers,
    .run = run,
};
