/* Bytes as a file that somebody sent: opened, looked at and read whole, sheet by sheet. The first
 * byte wraps the rest: as it is, or as the sheet of a workbook, whose zip a fuzzer would not find
 * by itself. */
#include "importers/mapping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *scratch(void)
{
    static char path[64];
    if (!*path)
        snprintf(path, sizeof path, "/tmp/fuzz_table.%ld", (long)getpid());
    return path;
}

static void add_part(zip_t *zip, const char *name, const void *bytes, size_t size)
{
    zip_file_add(zip, name, zip_source_buffer(zip, bytes, size, 0), ZIP_FL_OVERWRITE);
}

static void write_workbook(bool ods, const uint8_t *data, size_t size)
{
    static const char book[] =
        "<workbook><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>";
    static const char relations[] =
        "<R><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"s.xml\"/>"
        "<Relationship Id=\"b\" Type=\"/sharedStrings\" Target=\"s.xml\"/>"
        "<Relationship Id=\"c\" Type=\"/styles\" Target=\"s.xml\"/></R>";
    static const char type[] = "application/vnd.oasis.opendocument.spreadsheet";
    zip_t *zip = zip_open(scratch(), ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!zip)
        abort();
    if (ods) {
        add_part(zip, "mimetype", type, sizeof type - 1);
        add_part(zip, "content.xml", data, size);
    } else {
        add_part(zip, "[Content_Types].xml", "<T/>", 4);
        add_part(zip, "xl/workbook.xml", book, sizeof book - 1);
        add_part(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
        add_part(zip, "xl/s.xml", data, size);
    }
    if (zip_close(zip) != 0)
        abort();
}

static void write_plain(const uint8_t *data, size_t size)
{
    FILE *file = fopen(scratch(), "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
}

static LtpCode read_sheet(LtpTable *table, size_t sheet)
{
    LtpRow row = {0};
    int64_t last = 0;
    LTP_TRY(ltp_table_select(table, sheet, NULL));
    do {
        LTP_TRY(ltp_table_next(table, &row, NULL));
        if (row.cells && (row.count == 0 || row.count > LTP_TABLE_MAX_COLUMNS))
            abort();
        for (size_t i = 0; row.cells && i < row.count; i++)
            if (strlen(row.cells[i].text) > LTP_TABLE_MAX_CELL)
                abort();
        last = row.cells ? row.number : last;
    } while (row.cells && last < 100000);
    return LTP_OK;
}

static void read_all(LtpTable *table)
{
    LtpMapping *mapping = NULL;
    LtpBuf notes = {0};
    for (size_t i = 0; i < ltp_table_n_sheets(table); i++)
        if (read_sheet(table, i) != LTP_OK)
            return;
    if (ltp_mapping_find(table, ltp_layer_find("lines"), NULL, &mapping, &notes, NULL) == LTP_OK)
        ltp_mapping_free(mapping);
    ltp_buf_release(&notes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LtpTable *table = NULL;
    if (size == 0)
        return 0;
    if (data[0] == 'X' || data[0] == 'O')
        write_workbook(data[0] == 'O', data + 1, size - 1);
    else
        write_plain(data + 1, size - 1);
    if (ltp_table_open(scratch(), &table, NULL) == LTP_OK)
        read_all(table);
    ltp_table_close(table);
    remove(scratch());
    return 0;
}
