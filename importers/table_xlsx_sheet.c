#include "importers/table_xlsx.h"

#include "base/lang.h"
#include "base/number.h"

#include <string.h>

const char *ltp_xlsx_reference(const char *text, int64_t *row, size_t *column)
{
    size_t letters = 0;
    for (; *text >= 'A' && *text <= 'Z' && letters <= LTP_TABLE_MAX_COLUMNS; text++)
        letters = letters * 26 + (size_t)(*text - 'A') + 1;
    if (letters > 0)
        *column = letters - 1;
    int64_t digits = 0;
    for (; *text >= '0' && *text <= '9' && digits <= LTP_TABLE_MAX_ROWS; text++)
        digits = digits * 10 + (*text - '0');
    if (digits > 0)
        *row = digits;
    return text;
}

/* ---- cells ---- */

static char type_of(const char *t)
{
    if (!t || strcmp(t, "n") == 0)
        return 'n';
    if (strcmp(t, "s") == 0)
        return 's';
    return *t == 'b' || *t == 'd' || *t == 'e' ? *t : 't';
}

static LtpCode put(LtpXlsx *xlsx, LtpCellType type, const char *text, LtpError *err)
{
    struct LtpXlsxRow *row = &xlsx->row;
    return ltp_draft_put(&row->draft, row->column, type, text, strlen(text), err);
}

static LtpCode put_shared(LtpXlsx *xlsx, const char *number, LtpError *err)
{
    int64_t i;
    if (!ltp_parse_int(number, &i) || i < 0 || i >= (int64_t)xlsx->strings.count)
        return ltp_fail(err, LTP_EFORMAT,
                        _("The workbook is damaged: a cell refers to a text that is not there."));
    return put(xlsx, LTP_CELL_TEXT, xlsx->strings.text.data + xlsx->strings.offsets[i], err);
}

static LtpCode put_number(LtpXlsx *xlsx, const char *number, LtpError *err)
{
    char day[LTP_DATE_TEXT];
    size_t style = xlsx->row.style;
    bool is_date = style < xlsx->styles.count && xlsx->styles.is_date[style];
    if (is_date && ltp_table_serial_text(number, xlsx->date1904, day))
        return put(xlsx, LTP_CELL_DATE, day, err);
    return put(xlsx, LTP_CELL_NUMBER, number, err);
}

static LtpCode put_cell(LtpXlsx *xlsx, LtpError *err)
{
    const char *text = ltp_buf_text(&xlsx->row.text);
    if (!*text) {
        /* An empty result is text; a formula without one was never computed by who wrote the file.
         */
        xlsx->row.uncomputed |= xlsx->row.formula && xlsx->row.type != 't';
        return LTP_OK;
    }
    switch (xlsx->row.type) {
    case 's':
        return put_shared(xlsx, text, err);
    case 'n':
        return put_number(xlsx, text, err);
    case 'b':
        return put(xlsx, LTP_CELL_BOOLEAN, *text == '1' || *text == 't' ? "1" : "0", err);
    case 'd':
        return ltp_draft_put(&xlsx->row.draft, xlsx->row.column, LTP_CELL_DATE, text,
                             strcspn(text, "T"), err);
    default:
        return put(xlsx, LTP_CELL_TEXT, text, err);
    }
}

/* ---- the sheet's XML ---- */

static void row_start(struct LtpXlsxRow *row, const char **atts)
{
    const char *number = ltp_xml_attribute(atts, "r");
    size_t no_column;
    row->number++; /* a row without a number follows the one before */
    if (number)
        ltp_xlsx_reference(number, &row->number, &no_column);
    row->column = SIZE_MAX;
    ltp_draft_clear(&row->draft);
}

static void cell_start(struct LtpXlsxRow *row, const char **atts)
{
    int64_t no_row, style = 0;
    const char *reference = ltp_xml_attribute(atts, "r"), *s = ltp_xml_attribute(atts, "s");
    row->column++;
    if (reference)
        ltp_xlsx_reference(reference, &no_row, &row->column);
    row->style = s && ltp_parse_int(s, &style) && style >= 0 ? (size_t)style : 0;
    row->type = type_of(ltp_xml_attribute(atts, "t"));
    row->formula = false;
    ltp_buf_clear(&row->text);
}

static void sheet_start(void *arg, const char *name, const char **atts)
{
    LtpXml *xml = arg;
    struct LtpXlsxRow *row = &((LtpXlsx *)xml->user)->row;
    name = ltp_xml_local(name);
    if (strcmp(name, "c") == 0)
        cell_start(row, atts);
    else if (strcmp(name, "v") == 0)
        row->collect = true;
    else if (strcmp(name, "f") == 0)
        row->formula = true;
    else if (strcmp(name, "row") == 0)
        row_start(row, atts);
    else if (strcmp(name, "is") == 0)
        row->in_inline = true;
    else if (strcmp(name, "rPh") == 0) /* pronunciation: nothing more of this cell is content */
        row->in_inline = false;
    else if (strcmp(name, "t") == 0)
        row->collect = row->in_inline;
}

static void sheet_end(void *arg, const char *name)
{
    LtpXml *xml = arg;
    LtpXlsx *xlsx = xml->user;
    struct LtpXlsxRow *row = &xlsx->row;
    name = ltp_xml_local(name);
    if (strcmp(name, "c") == 0) {
        ltp_xml_check(xml, put_cell(xlsx, xml->err));
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        row->collect = false;
    } else if (strcmp(name, "is") == 0) {
        row->in_inline = false;
    } else if (strcmp(name, "row") == 0) {
        ltp_xml_suspend(xml);
    } else if (strcmp(name, "sheetData") == 0) { /* what follows is layout */
        row->ended = true;
        ltp_xml_suspend(xml);
    }
}

static void sheet_text(void *arg, const char *text, int size)
{
    LtpXml *xml = arg;
    struct LtpXlsxRow *row = &((LtpXlsx *)xml->user)->row;
    if (row->collect)
        ltp_xml_collect(xml, &row->text, text, size);
}

LtpCode ltp_xlsx_select(LtpTable *table, size_t sheet, LtpError *err)
{
    static const LtpXmlHandlers handlers = {sheet_start, sheet_end, sheet_text};
    LtpXlsx *xlsx = table->state;
    struct LtpXlsxRow *row = &xlsx->row;
    row->number = 0;
    row->collect = row->in_inline = row->ended = false;
    return ltp_xml_open(&xlsx->xml, table->source.zip, xlsx->parts[sheet], &handlers, xlsx, err);
}

LtpCode ltp_xlsx_next(LtpTable *table, LtpRow *row, LtpError *err)
{
    LtpXlsx *xlsx = table->state;
    bool ended = xlsx->row.ended;
    if (!ended)
        LTP_TRY(ltp_xml_run(&xlsx->xml, &ended, err));
    *row = (LtpRow){0};
    table->uncomputed |= xlsx->row.uncomputed;
    if (ended || xlsx->row.ended) {
        xlsx->row.ended = true;
        return LTP_OK;
    }
    return ltp_draft_row(&xlsx->row.draft, xlsx->row.number, row, err);
}

/* ---- merges: they stand after the rows ---- */

typedef struct MergesReader {
    LtpTable *table;
    int64_t rows;
} MergesReader;

static void merges_start(void *arg, const char *name, const char **atts)
{
    LtpXml *xml = arg;
    MergesReader *reader = xml->user;
    if (strcmp(ltp_xml_local(name), "mergeCell") != 0)
        return;
    const char *range = ltp_xml_attribute(atts, "ref");
    LtpMerge merge = {0};
    range = range ? ltp_xlsx_reference(range, &merge.first_row, &merge.first_column) : "";
    if (*range != ':' || merge.first_row > reader->rows)
        return;
    ltp_xlsx_reference(range + 1, &merge.last_row, &merge.last_column);
    ltp_xml_check(xml, ltp_table_add_merge(reader->table, merge, xml->err));
}

LtpCode ltp_xlsx_merges(LtpTable *table, size_t sheet, int64_t rows, LtpError *err)
{
    static const LtpXmlHandlers handlers = {merges_start, NULL, NULL};
    MergesReader reader = {table, rows};
    LtpXlsx *xlsx = table->state;
    return ltp_xml_whole(table->source.zip, xlsx->parts[sheet], &handlers, &reader, err);
}
