#include "tests/importers/tables.h"

#include <zip.h>

const char *table_file(const char *name, const void *bytes, size_t size)
{
    const char *path = test_temp_path(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(size, fwrite(bytes, 1, size, file));
    assert_int_equal(0, fclose(file));
    return path;
}

const char *table_zip(const char *name, const TablePart *parts)
{
    const char *path = test_temp_path(name);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    for (size_t i = 0; parts[i].name; i++) {
        zip_source_t *source = zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);
        assert_true(zip_file_add(zip, parts[i].name, source, 0) >= 0);
    }
    assert_int_equal(0, zip_close(zip));
    return path;
}

static const char *part(LtpBuf *buf, const char *before, const char *text, const char *after)
{
    ltp_buf_clear(buf);
    ltp_buf_puts(buf, before);
    ltp_buf_puts(buf, text ? text : "");
    ltp_buf_puts(buf, after);
    return ltp_buf_text(buf);
}

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

const char *table_workbook(const char *name, TableSheet sheet)
{
    LtpBuf rows = {0}, styles = {0}, strings = {0}, book = {0};
    part(&rows, "<worksheet><sheetData>", sheet.rows, "</sheetData>");
    ltp_buf_puts(&rows, sheet.more ? sheet.more : "");
    ltp_buf_puts(&rows, "</worksheet>");
    part(&book, "<workbook>", sheet.properties,
         "<sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    const TablePart parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml", ltp_buf_text(&book)},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id=\"r1\" Type=\"" RELATION
         "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" RELATION
         "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"r3\" "
         "Type=\"" RELATION "styles\" Target=\"styles.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml", ltp_buf_text(&rows)},
        {"xl/sharedStrings.xml", part(&strings, "<sst>", sheet.strings, "</sst>")},
        {"xl/styles.xml", part(&styles, "<styleSheet>", sheet.styles, "</styleSheet>")},
        {NULL, NULL},
    };
    const char *path = table_zip(name, parts);
    ltp_buf_release(&rows);
    ltp_buf_release(&styles);
    ltp_buf_release(&strings);
    ltp_buf_release(&book);
    return path;
}

const char *table_ods(const char *name, const char *tables, const char *styles)
{
    LtpBuf content = {0};
    part(&content,
         "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "
         "xmlns:style=\"s\" xmlns:draw=\"d\" xmlns:calcext=\"c\"><office:automatic-styles>",
         styles, "</office:automatic-styles><office:body><office:spreadsheet>");
    ltp_buf_puts(&content, tables);
    ltp_buf_puts(&content, "</office:spreadsheet></office:body></office:document-content>");
    const TablePart parts[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"content.xml", ltp_buf_text(&content)},
        {NULL, NULL},
    };
    const char *path = table_zip(name, parts);
    ltp_buf_release(&content);
    return path;
}

/* ---- what was read ---- */

static void put_cell(LtpBuf *out, const LtpCell *cell)
{
    static const char *const marks[] = {"", "=", "@", "?"};
    if (*cell->text)
        ltp_buf_puts(out, marks[cell->type]);
    ltp_buf_puts(out, cell->text);
}

static void put_row(LtpBuf *out, const LtpRow *row)
{
    ltp_buf_printf(out, "%lld:", (long long)row->number);
    for (size_t i = 0; i < row->count; i++) {
        ltp_buf_puts(out, i > 0 ? "|" : "");
        put_cell(out, &row->cells[i]);
    }
    ltp_buf_putc(out, '\n');
}

static LtpCode put_table(LtpTable *table, LtpBuf *out, LtpError *err)
{
    for (size_t sheet = 0; sheet < ltp_table_n_sheets(table); sheet++) {
        LtpRow row = {0};
        if (*ltp_table_sheet(table, sheet).name)
            ltp_buf_printf(out, "[%s]\n", ltp_table_sheet(table, sheet).name);
        LTP_TRY(ltp_table_select(table, sheet, err));
        do {
            LTP_TRY(ltp_table_next(table, &row, err));
            if (row.cells)
                put_row(out, &row);
        } while (row.cells);
    }
    return LTP_OK;
}

static LtpCode read_all(const char *path, LtpBuf *out, LtpError *err)
{
    LtpTable *table = NULL;
    LTP_TRY(ltp_table_open(path, &table, err));
    LtpCode rc = put_table(table, out, err);
    ltp_table_close(table);
    return rc;
}

const char *table_text(const char *path)
{
    static LtpBuf out;
    LtpError err = {0};
    ltp_buf_clear(&out);
    assert_ok(read_all(path, &out, &err));
    return ltp_buf_text(&out);
}

const char *table_refused(const char *path, LtpCode code)
{
    static LtpError err;
    LtpBuf out = {0};
    memset(&err, 0, sizeof err);
    LtpCode got = read_all(path, &out, &err);
    ltp_buf_release(&out);
    if (got != code)
        fail_msg("%s gave %d (%s), not %d", path, (int)got, err.msg, (int)code);
    return err.msg;
}
