/* The table reader beside GDAL's: 1 million rows of CSV and 100,000 rows of XLSX, 13 columns, cells
 * counted and compared first, in the same run. Ratios count, not times. */
#include "base/mem.h"
#include "base/os.h"
#include "importers/table.h"

#include <gdal.h>
#include <ogr_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <zip.h>

enum { CSV_ROWS = 1000000, XLSX_ROWS = 100000, COLUMNS = 13, ROUNDS = 3 };

typedef struct Tally {
    int64_t rows, bytes; /* bytes of all cells but the first row's */
} Tally;

static void must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "bench_table: %s\n", what);
        exit(1);
    }
}

/* ---- the files ---- */

static void cell_text(int64_t row, int column, char out[64])
{
    static const char *const words[] = {"Organisation exemple", "Médiation de conflits fonciers",
                                        "Abris, AME", "ONG Nat", "Protection"};
    if (column % 3 == 0)
        snprintf(out, 64, "ML%06lld", (long long)((row * 7 + column) % 703));
    else if (column % 3 == 1)
        snprintf(out, 64, "%s", words[(row + column) % 5]);
    else
        snprintf(out, 64, "%lld", (long long)(row * 31 + column) % 20000);
}

static void write_csv(const char *path)
{
    FILE *file = fopen(path, "wb");
    char text[64];
    must(file != NULL, "cannot write the CSV");
    for (int64_t row = -1; row < CSV_ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            const char *quote = "";
            snprintf(text, sizeof text, "h%d", column);
            if (row >= 0)
                cell_text(row, column, text);
            if (strchr(text, ','))
                quote = "\"";
            fprintf(file, "%s%s%s%c", quote, text, quote, column + 1 < COLUMNS ? ',' : '\n');
        }
    must(fclose(file) == 0, "cannot write the CSV");
}

static void put_xlsx_cell(LtpBuf *xml, int64_t row, int column)
{
    char text[64];
    snprintf(text, sizeof text, "h%d", column);
    if (row > 1)
        cell_text(row - 2, column, text);
    if (row > 1 && column % 3 == 2)
        ltp_buf_printf(xml, "<c r=\"%c%lld\"><v>%s</v></c>", 'A' + column, (long long)row, text);
    else
        ltp_buf_printf(xml, "<c r=\"%c%lld\" t=\"inlineStr\"><is><t>%s</t></is></c>", 'A' + column,
                       (long long)row, text);
}

static void add_part(zip_t *zip, const char *name, const char *text, size_t size)
{
    must(zip_file_add(zip, name, zip_source_buffer(zip, text, size, 0), 0) >= 0, "zip");
}

#define SPACE "http://schemas.openxmlformats.org/"

#define TYPE(part, kind)                                                                           \
    "<Override PartName=\"/xl/" part "\" ContentType=\"application/vnd.openxmlformats-"            \
    "officedocument.spreadsheetml." kind "+xml\"/>"

static void write_xlsx(const char *path)
{
    static const char types[] =
        "<Types xmlns=\"" SPACE "package/2006/content-types\"><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" TYPE(
            "workbook.xml", "sheet.main") TYPE("worksheets/sheet1.xml", "worksheet") "</Types>";
    static const char book[] =
        "<workbook xmlns=\"" SPACE "spreadsheetml/2006/main\" xmlns:r=\"" SPACE
        "officeDocument/2006/relationships\"><sheets><sheet name=\"Data\" "
        "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships xmlns=\"" SPACE
        "package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"" SPACE
        "officeDocument/2006/relationships/worksheet\" "
        "Target=\"worksheets/sheet1.xml\"/></Relationships>";
    LtpBuf xml = {0};
    ltp_buf_puts(&xml, "<worksheet xmlns=\"" SPACE "spreadsheetml/2006/main\"><sheetData>");
    for (int64_t row = 1; row <= XLSX_ROWS + 1; row++) {
        ltp_buf_printf(&xml, "<row r=\"%lld\">", (long long)row);
        for (int column = 0; column < COLUMNS; column++)
            put_xlsx_cell(&xml, row, column);
        ltp_buf_puts(&xml, "</row>");
    }
    ltp_buf_puts(&xml, "</sheetData></worksheet>");
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    must(zip != NULL && !xml.failed, "cannot write the XLSX");
    add_part(zip, "[Content_Types].xml", types, sizeof types - 1);
    add_part(zip, "xl/workbook.xml", book, sizeof book - 1);
    add_part(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
    add_part(zip, "xl/worksheets/sheet1.xml", xml.data, xml.size);
    must(zip_close(zip) == 0, "cannot write the XLSX");
    ltp_buf_release(&xml);
}

/* ---- the readers ---- */

static Tally read_ours(const char *path)
{
    LtpTable *table = NULL;
    LtpError err = {0};
    LtpRow row = {0};
    Tally tally = {0};
    must(ltp_table_open(path, &table, &err) == LTP_OK, err.msg);
    must(ltp_table_next(table, &row, &err) == LTP_OK, err.msg); /* the headers */
    for (;;) {
        must(ltp_table_next(table, &row, &err) == LTP_OK, err.msg);
        if (!row.cells)
            break;
        tally.rows++;
        for (size_t i = 0; i < row.count; i++)
            tally.bytes += (int64_t)strlen(row.cells[i].text);
    }
    ltp_table_close(table);
    return tally;
}

static Tally read_gdal(const char *path)
{
    Tally tally = {0};
    OGRFeatureH feature;
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    must(dataset != NULL, "GDAL cannot open the file");
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    while ((feature = OGR_L_GetNextFeature(layer)) != NULL) {
        tally.rows++;
        for (int i = 0; i < OGR_F_GetFieldCount(feature); i++)
            tally.bytes += (int64_t)strlen(OGR_F_GetFieldAsString(feature, i));
        OGR_F_Destroy(feature);
    }
    GDALClose(dataset);
    return tally;
}

static double best_of(Tally (*read)(const char *), const char *path, Tally *tally)
{
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double start = ltp_os_seconds();
        *tally = read(path);
        double took = ltp_os_seconds() - start;
        best = took < best ? took : best;
    }
    return best;
}

static long peak_mb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static void compare(const char *name, const char *path)
{
    Tally ours, theirs;
    double a = best_of(read_ours, path, &ours);
    long mb = peak_mb();
    double b = best_of(read_gdal, path, &theirs);
    must(ours.rows == theirs.rows && ours.bytes == theirs.bytes, "the answers differ");
    printf("%-5s %8lld rows: ours %.3f s (peak so far %ld MB), GDAL %.3f s: %.1f times\n", name,
           (long long)ours.rows, a, mb, b, b / a);
}

int main(void)
{
    LtpError err = {0};
    char *dir = NULL;
    must(ltp_os_temp_dir(&dir, &err) == LTP_OK, err.msg);
    char *csv = ltp_path_join(dir, "bench.csv"), *xlsx = ltp_path_join(dir, "bench.xlsx");
    GDALAllRegister();
    write_csv(csv);
    compare("CSV", csv);
    write_xlsx(xlsx);
    compare("XLSX", xlsx);
    must(ltp_os_remove_tree(dir, &err) == LTP_OK, err.msg);
    ltp_free(csv);
    ltp_free(xlsx);
    ltp_free(dir);
    return 0;
}
