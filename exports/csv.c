/* Tables as text. `csv`: long names, for QGIS, R and people with a spreadsheet; comma, CRLF, UTF-8
 * with a byte-order mark, without which Excel reads the accents wrong. (A French Excel splits on
 * semicolons and needs its import dialogue; the separator stays the comma that every other program
 * expects, and the workbook is the format for Excel.) `hxl`: labels and a row of hashtags below, no
 * mark. */
#include "base/csv.h"
#include "base/lang.h"
#include "base/number.h"
#include "exports/coords.h"
#include "exports/driver.h"
#include "exports/out.h"

#include <math.h>
#include <string.h>

typedef struct Table {
    LtpOut out;
    LtpCsv csv;
    bool points;
    int64_t guarded; /* texts a spreadsheet would have run as a formula */
} Table;

/* Columns of ours: the point, where the layer has no such columns. */
static const LtpField lon_field = {
    .name = "lon", .label = {"Longitude", "Longitude"}, .hxl = "#geo+lon", .type = LTP_REAL};
static const LtpField lat_field = {
    .name = "lat", .label = {"Latitude", "Latitude"}, .hxl = "#geo+lat", .type = LTP_REAL};

/* ---- heads ---- */

typedef const char *TitleFn(const LtpField *field);

static const char *name_of(const LtpField *field)
{
    return field->name;
}

static const char *label_of(const LtpField *field)
{
    return ltp_text_in(field->label, ltp_lang());
}

static const char *hashtag_of(const LtpField *field)
{
    return field->hxl;
}

static void put_head(Table *table, const LtpRelease *release, TitleFn *title)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++)
        ltp_csv_text(&table->csv, title(ltp_release_field(release, i)));
    if (table->points) {
        ltp_csv_text(&table->csv, title(&lon_field));
        ltp_csv_text(&table->csv, title(&lat_field));
    }
    ltp_csv_end_row(&table->csv);
}

/* ---- rows ---- */

/* Text that a spreadsheet runs as a formula. */
static bool is_formula(const char *text)
{
    double number = 0;
    if (strchr("=@\t\r", text[0]) != NULL)
        return text[0] != '\0';
    return (text[0] == '+' || text[0] == '-') && !ltp_parse_double(text, &number);
}

static void put_text(Table *table, const char *text)
{
    if (!is_formula(text)) {
        ltp_csv_text(&table->csv, text);
        return;
    }
    LtpBuf guarded = {0};
    ltp_buf_printf(&guarded, "'%s", text);
    ltp_csv_text(&table->csv, ltp_buf_text(&guarded));
    table->out.buf.failed |= guarded.failed;
    ltp_buf_release(&guarded);
    table->guarded++;
}

static void put_value(Table *table, const LtpValue *value)
{
    if (value->null) {
        ltp_csv_text(&table->csv, NULL);
        return;
    }
    switch (value->type) {
    case LTP_TEXT:
    case LTP_DATE:
        put_text(table, value->text);
        break;
    case LTP_INTEGER:
    case LTP_BOOLEAN:
        ltp_csv_int(&table->csv, value->integer);
        break;
    case LTP_REAL:
        ltp_csv_real(&table->csv, value->real);
        break;
    }
}

static void put_degrees(Table *table, double degrees, int decimals)
{
    double scale = pow(10, decimals);
    ltp_csv_real(&table->csv, round(degrees * scale) / scale);
}

static LtpCode put_point(Table *table, LtpExportFile *file, const LtpReleaseRow *row, LtpError *err)
{
    LtpLonLat point = {ltp_null_real(), ltp_null_real()};
    if (row->wkb != NULL && !ltp_wkb_point(row->wkb, row->wkb_size, &point))
        return ltp_fail(err, LTP_EFORMAT, _("The geometry of %s should be a point and is none."),
                        row->id);
    put_degrees(table, point.lon, file->facts.decimals);
    put_degrees(table, point.lat, file->facts.decimals);
    return LTP_OK;
}

static LtpCode on_row(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    Table *table = arg;
    size_t start = table->out.buf.size;
    for (size_t i = 0; i < ltp_release_n_fields(file->release); i++)
        put_value(table, &row->values[i]);
    if (table->points)
        LTP_TRY(put_point(table, file, row, err));
    ltp_csv_end_row(&table->csv);
    if (!table->out.buf.failed)
        ltp_facts_digest(&file->facts, table->out.buf.data + start, table->out.buf.size - start);
    return ltp_out_flush(&table->out, err);
}

static void start_table(Table *table, const LtpRelease *release, bool hxl)
{
    table->csv = (LtpCsv){.out = &table->out.buf, .crlf = true};
    table->points = ltp_release_geometry(release) == LTP_POINT &&
                    !ltp_export_has_field(release, "lon") && !ltp_export_has_field(release, "lat");
    if (!hxl)
        ltp_buf_puts(&table->out.buf, "\xEF\xBB\xBF");
    put_head(table, release, hxl ? label_of : name_of);
    if (hxl)
        put_head(table, release, hashtag_of);
}

static LtpCode write_table(LtpExportFile *file, bool hxl, LtpError *err)
{
    Table table = {0};
    LtpCode rc = LTP_OK;
    LTP_GO(ltp_out_open(&table.out, file->path, err));
    start_table(&table, file->release, hxl);
    LTP_GO(ltp_export_rows(file, on_row, &table, err));
    LTP_GO(ltp_out_close(&table.out, err));
    if (table.guarded > 0)
        ltp_export_note(file->job,
                        _("%s: %lld texts begin like a formula; an apostrophe was put before them "
                          "so that no spreadsheet runs them."),
                        file->layer, (long long)table.guarded);
done:
    ltp_out_release(&table.out);
    return rc;
}

/* ---- reading back ---- */

/* The next record with its line break, quotes respected; empty at the end of the file. */
static void next_record(FILE *file, LtpBuf *record)
{
    bool quoted = false;
    ltp_buf_clear(record);
    for (int c = getc(file); c != EOF; c = getc(file)) {
        ltp_buf_putc(record, (char)c);
        quoted ^= c == '"';
        if (c == '\n' && !quoted)
            return;
    }
}

static LtpCode read_table(const char *path, int heads, LtpFacts *found, LtpError *err)
{
    LtpBuf record = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return ltp_fail(err, LTP_EIO, _("%s cannot be read back."), path);
    for (next_record(file, &record); record.size > 0; next_record(file, &record)) {
        if (heads-- > 0)
            continue;
        ltp_facts_digest(found, record.data, record.size);
        found->rows++;
    }
    LtpCode rc = ltp_buf_check(&record, err);
    if (rc == LTP_OK && ferror(file))
        rc = ltp_fail(err, LTP_EIO, _("%s cannot be read back."), path);
    fclose(file);
    ltp_buf_release(&record);
    return rc;
}

/* ---- the two drivers ---- */

static LtpCode write_csv(LtpExportFile *file, LtpError *err)
{
    return write_table(file, false, err);
}

static LtpCode read_csv(const char *path, LtpFacts *found, LtpError *err)
{
    return read_table(path, 1, found, err);
}

static LtpCode run_csv(const LtpExportJob *job, LtpError *err)
{
    static const LtpFileFormat format = {.write = write_csv, .read = read_csv, .readme = true};
    return ltp_export_files(job, &ltp_exporter_csv, &format, err);
}

static LtpCode write_hxl(LtpExportFile *file, LtpError *err)
{
    return write_table(file, true, err);
}

static LtpCode read_hxl(const char *path, LtpFacts *found, LtpError *err)
{
    return read_table(path, 2, found, err);
}

static LtpCode run_hxl(const LtpExportJob *job, LtpError *err)
{
    static const LtpFileFormat format = {.write = write_hxl, .read = read_hxl, .readme = true};
    return ltp_export_files(job, &ltp_exporter_hxl, &format, err);
}

static const char *const default_layers[] = {"gaps", NULL};

const LtpExporter ltp_exporter_csv = {
    .name = "csv",
    .title = {"Tableau CSV, noms longs", "CSV table, long names"},
    .extension = "csv",
    .extensions = "txt",
    .layers = default_layers,
    .run = run_csv,
};

const LtpExporter ltp_exporter_hxl = {
    .name = "hxl",
    .title = {"Tableau CSV avec une ligne de mots-clés HXL",
              "CSV table with a row of HXL hashtags"},
    .extension = "csv",
    .extensions = "txt",
    .layers = default_layers,
    .run = run_hxl,
};
