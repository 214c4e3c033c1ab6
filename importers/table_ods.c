#include "importers/table_driver.h"
#include "importers/table_xml.h"

#include "base/lang.h"
#include "base/number.h"

#include <string.h>

/* content.xml holds all sheets one after the other; a sheet is found by counting <table:table>.
 * Rows and cells that repeat are said once with a number: blank ones cost nothing, whatever the
 * number. */

enum { CONTENT_REPEAT_MAX = 1 << 16 }; /* of one row with content: more is no data */

typedef struct Ods {
    LtpXml xml;
    size_t sheet; /* the one to read */
    size_t seen;  /* tables begun so far */
    bool reading; /* inside it */
    bool ended;   /* past it */
    LtpDraft draft;
    int64_t number;  /* of the newest row */
    int64_t repeats; /* how many times the row under way stands */
    int64_t given;   /* how many of them were given */
    size_t column;   /* of the cell under way */
    int64_t spread;  /* columns the cell repeats over */
    LtpCellType type;
    LtpBuf value;               /* of its attribute */
    LtpBuf text;                /* of its paragraphs */
    unsigned paragraphs, aside; /* aside: depth inside notes and drawings */
    bool in_cell, in_paragraph, row_done;
    int64_t merge_rows; /* >0: only collecting merges of the first rows */
    LtpTable *table;
} Ods;

static int64_t number_attribute(const char **atts, const char *name)
{
    const char *text = ltp_xml_attribute(atts, name);
    int64_t number;
    return text && ltp_parse_int(text, &number) && number > 0 ? number : 1;
}

/* ---- cells ---- */

static void cell_value(Ods *ods, const char **atts)
{
    const char *type = ltp_xml_attribute(atts, "value-type"), *value = NULL;
    ods->type = LTP_CELL_TEXT;
    if (!type) {
        return;
    } else if (strcmp(type, "float") == 0 || strcmp(type, "percentage") == 0 ||
               strcmp(type, "currency") == 0) {
        ods->type = LTP_CELL_NUMBER;
        value = ltp_xml_attribute(atts, "value");
    } else if (strcmp(type, "date") == 0) {
        ods->type = LTP_CELL_DATE;
        value = ltp_xml_attribute(atts, "date-value");
    } else if (strcmp(type, "boolean") == 0) {
        ods->type = LTP_CELL_BOOLEAN;
        value = ltp_xml_attribute(atts, "boolean-value");
        value = value && strcmp(value, "true") == 0 ? "1" : "0";
    } else {
        value = ltp_xml_attribute(atts, "string-value");
    }
    if (value)
        ltp_buf_put(&ods->value, value,
                    ods->type == LTP_CELL_DATE ? strcspn(value, "T") : strlen(value));
}

static LtpCode cell_merge(Ods *ods, const char **atts, LtpError *err)
{
    int64_t columns = number_attribute(atts, "number-columns-spanned");
    int64_t rows = number_attribute(atts, "number-rows-spanned");
    if ((columns == 1 && rows == 1) || columns > LTP_TABLE_MAX_COLUMNS || rows > LTP_TABLE_MAX_ROWS)
        return LTP_OK;
    LtpMerge merge = {ods->number + 1, ods->number + rows, ods->column,
                      ods->column + (size_t)columns - 1};
    return ltp_table_add_merge(ods->table, merge, err);
}

static void cell_start(LtpXml *xml, Ods *ods, const char **atts)
{
    ods->in_cell = true;
    ods->paragraphs = 0;
    ods->spread = number_attribute(atts, "number-columns-repeated");
    ltp_buf_clear(&ods->value);
    ltp_buf_clear(&ods->text);
    cell_value(ods, atts);
    if (ods->merge_rows > 0)
        ltp_xml_check(xml, cell_merge(ods, atts, xml->err));
}

static LtpCode cell_put(Ods *ods, LtpError *err)
{
    const LtpBuf *from = ods->value.size > 0 ? &ods->value : &ods->text;
    if (from->size > 0)
        for (int64_t i = 0; i < ods->spread; i++)
            LTP_TRY(ltp_draft_put(&ods->draft, ods->column + (size_t)i, ods->type, from->data,
                                  from->size, err));
    return LTP_OK;
}

static void cell_end(LtpXml *xml, Ods *ods)
{
    ods->in_cell = false;
    ltp_xml_check(xml, cell_put(ods, xml->err));
    ods->column +=
        (size_t)(ods->spread < LTP_TABLE_MAX_COLUMNS ? ods->spread : LTP_TABLE_MAX_COLUMNS);
}

/* ---- paragraphs ---- */

static void text_start(Ods *ods, const char *name, const char **atts)
{
    if (strcmp(name, "p") == 0) {
        if (ods->paragraphs++ > 0)
            ltp_buf_putc(&ods->text, '\n');
        ods->in_paragraph = true;
    } else if (strcmp(name, "s") == 0) {
        int64_t spaces = number_attribute(atts, "c");
        for (int64_t i = 0;
             i < spaces && i < LTP_TABLE_MAX_CELL && ods->text.size < LTP_TABLE_MAX_CELL; i++)
            ltp_buf_putc(&ods->text, ' ');
    } else if (strcmp(name, "tab") == 0) {
        ltp_buf_putc(&ods->text, '\t');
    } else if (strcmp(name, "line-break") == 0) {
        ltp_buf_putc(&ods->text, '\n');
    }
}

static void content_text(void *arg, const char *text, int size)
{
    LtpXml *xml = arg;
    Ods *ods = xml->user;
    if (ods->in_paragraph && ods->aside == 0)
        ltp_xml_collect(xml, &ods->text, text, size);
}

/* ---- rows and tables ---- */

static void row_start(Ods *ods, const char **atts)
{
    ods->repeats = number_attribute(atts, "number-rows-repeated");
    ods->column = 0;
    ltp_draft_clear(&ods->draft);
}

static void row_end(LtpXml *xml, Ods *ods)
{
    bool stop = ods->merge_rows > 0 && ods->number >= ods->merge_rows;
    if (ods->draft.count == 0 || ods->merge_rows > 0) {
        ods->number += ods->repeats;
    } else {
        ods->given = 0;
        ods->row_done = true;
    }
    if (ods->row_done || stop)
        ltp_xml_suspend(xml);
}

static bool is_aside(const char *name)
{
    return strcmp(name, "annotation") == 0 || strcmp(name, "frame") == 0 ||
           strcmp(name, "g") == 0 || strcmp(name, "custom-shape") == 0;
}

static void content_start(void *arg, const char *name, const char **atts)
{
    LtpXml *xml = arg;
    Ods *ods = xml->user;
    name = ltp_xml_local(name);
    if (strcmp(name, "table") == 0 && !ods->in_cell)
        ods->reading = ods->seen++ == ods->sheet;
    if (!ods->reading)
        return;
    if (is_aside(name))
        ods->aside++;
    else if (ods->aside > 0)
        return;
    else if (strcmp(name, "table-row") == 0)
        row_start(ods, atts);
    else if (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0)
        cell_start(xml, ods, atts);
    else if (ods->in_cell)
        text_start(ods, name, atts);
}

static void content_end(void *arg, const char *name)
{
    LtpXml *xml = arg;
    Ods *ods = xml->user;
    name = ltp_xml_local(name);
    if (!ods->reading)
        return;
    if (is_aside(name)) {
        ods->aside--;
    } else if (ods->aside > 0) {
        return;
    } else if (strcmp(name, "p") == 0) {
        ods->in_paragraph = false;
    } else if (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0) {
        cell_end(xml, ods);
    } else if (strcmp(name, "table-row") == 0) {
        row_end(xml, ods);
    } else if (strcmp(name, "table") == 0 && !ods->in_cell) {
        ods->reading = false;
        ods->ended = true;
        ltp_xml_suspend(xml);
    }
}

static const LtpXmlHandlers content_handlers = {content_start, content_end, content_text};

static void ods_reset(Ods *ods, size_t sheet)
{
    ods->sheet = sheet;
    ods->seen = 0;
    ods->number = ods->repeats = ods->given = 0;
    ods->reading = ods->ended = ods->row_done = ods->in_cell = ods->in_paragraph = false;
    ods->aside = 0;
}

static LtpCode ods_select(LtpTable *table, size_t sheet, LtpError *err)
{
    Ods *ods = table->state;
    ods_reset(ods, sheet);
    return ltp_xml_open(&ods->xml, table->source.zip, "content.xml", &content_handlers, ods, err);
}

static LtpCode ods_next(LtpTable *table, LtpRow *row, LtpError *err)
{
    Ods *ods = table->state;
    bool ended = false;
    *row = (LtpRow){0};
    if (ods->row_done && ods->given == ods->repeats)
        ods->row_done = false;
    while (!ods->row_done && !ods->ended && !ended)
        LTP_TRY(ltp_xml_run(&ods->xml, &ended, err));
    if (!ods->row_done)
        return LTP_OK;
    if (ods->repeats > CONTENT_REPEAT_MAX)
        return ltp_fail(err, LTP_ELIMIT,
                        _("One row repeats more than %d times: that is no table of data."),
                        CONTENT_REPEAT_MAX);
    ods->given++;
    return ltp_draft_row(&ods->draft, ++ods->number, row, err);
}

static void ods_free(Ods *ods)
{
    ltp_xml_close(&ods->xml);
    ltp_draft_release(&ods->draft);
    ltp_buf_release(&ods->value);
    ltp_buf_release(&ods->text);
    ltp_free(ods);
}

static LtpCode ods_merges(LtpTable *table, size_t sheet, int64_t rows, LtpError *err)
{
    Ods *ods = ltp_calloc(1, sizeof *ods);
    if (!ods)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    ods_reset(ods, sheet);
    ods->merge_rows = rows;
    ods->table = table;
    LtpCode rc = ltp_xml_whole(table->source.zip, "content.xml", &content_handlers, ods, err);
    ods_free(ods);
    return rc;
}

/* ---- opening: the sheets' names, and which are hidden by their style ---- */

typedef struct SheetsReader {
    LtpTable *table;
    LtpArena arena;
    const char **hidden_styles;
    size_t n_hidden, capacity;
    const char *style; /* the style being read */
    unsigned depth;    /* of tables: one inside a cell is no sheet */
} SheetsReader;

static LtpCode hidden_style(SheetsReader *reader, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&reader->hidden_styles, &reader->capacity, reader->n_hidden,
                     sizeof *reader->hidden_styles, err));
    reader->hidden_styles[reader->n_hidden++] = reader->style;
    return LTP_OK;
}

static bool is_hidden(const SheetsReader *reader, const char *style)
{
    for (size_t i = 0; style && i < reader->n_hidden; i++)
        if (reader->hidden_styles[i] && strcmp(reader->hidden_styles[i], style) == 0)
            return true;
    return false;
}

static LtpCode sheet_found(SheetsReader *reader, const char **atts, LtpError *err)
{
    const char *name = ltp_xml_attribute(atts, "name");
    if (reader->depth++ > 0)
        return LTP_OK;
    return ltp_table_add_sheet(reader->table, name ? name : "",
                               is_hidden(reader, ltp_xml_attribute(atts, "style-name")), err);
}

static void sheets_start(void *arg, const char *name, const char **atts)
{
    LtpXml *xml = arg;
    SheetsReader *reader = xml->user;
    name = ltp_xml_local(name);
    if (strcmp(name, "style") == 0) {
        reader->style = ltp_arena_strdup(&reader->arena, ltp_xml_attribute(atts, "name"));
    } else if (strcmp(name, "table-properties") == 0) {
        const char *display = ltp_xml_attribute(atts, "display");
        if (display && strcmp(display, "false") == 0)
            ltp_xml_check(xml, hidden_style(reader, xml->err));
    } else if (strcmp(name, "table") == 0) {
        ltp_xml_check(xml, sheet_found(reader, atts, xml->err));
    }
}

static void mark_pivots(SheetsReader *reader, const char **atts)
{
    const char *range = ltp_xml_attribute(atts, "target-range-address");
    for (size_t i = 0; range && i < reader->table->n_sheets; i++) {
        LtpSheet *sheet = &reader->table->sheets[i];
        size_t length = strlen(sheet->name);
        range += *range == '\'';
        if (strncmp(range, sheet->name, length) == 0 && strchr(".'", range[length]))
            sheet->pivot = true;
    }
}

static void sheets_end(void *arg, const char *name)
{
    SheetsReader *reader = ((LtpXml *)arg)->user;
    if (strcmp(ltp_xml_local(name), "table") == 0)
        reader->depth--;
}

static void sheets_start_all(void *arg, const char *name, const char **atts)
{
    if (strcmp(ltp_xml_local(name), "data-pilot-table") == 0)
        mark_pivots(((LtpXml *)arg)->user, atts);
    else
        sheets_start(arg, name, atts);
}

static LtpCode ods_open(LtpTable *table, LtpError *err)
{
    static const LtpXmlHandlers handlers = {sheets_start_all, sheets_end, NULL};
    SheetsReader reader = {.table = table};
    Ods *ods = ltp_calloc(1, sizeof *ods);
    table->state = ods;
    if (!ods)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    LtpCode rc = ltp_xml_whole(table->source.zip, "content.xml", &handlers, &reader, err);
    ltp_arena_release(&reader.arena);
    ltp_free(reader.hidden_styles);
    return rc;
}

static void ods_close(void *state)
{
    if (state)
        ods_free(state);
}

static double ods_fraction(const void *state)
{
    const Ods *ods = state;
    return ods->ended ? 1 : ltp_bytes_fraction(&ods->xml.bytes);
}

const LtpTableDriver ltp_table_ods = {
    .format = "ods",
    .open = ods_open,
    .close = ods_close,
    .select = ods_select,
    .next = ods_next,
    .fraction = ods_fraction,
    .merges = ods_merges,
};
