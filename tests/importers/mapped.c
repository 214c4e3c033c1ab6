#include "tests/importers/mapped.h"

static void put_line(LtpBuf *out, const LtpColumn *column)
{
    if (!column->field && !column->personal)
        return;
    for (const char *at = column->header ? column->header : "-"; *at; at++)
        ltp_buf_putc(out, *at == '\n' || *at == '\r' ? ' ' : *at);
    ltp_buf_printf(out, " -> %s", column->field ? column->field->name : "?");
    if (column->by)
        ltp_buf_printf(out, " (%s)", column->by);
    if (column->rival)
        ltp_buf_printf(out, ", not %s", column->rival->name);
    ltp_buf_puts(out, column->personal ? ", personal\n" : "\n");
}

LtpCode mapped_find(const char *path, const char *layer, const LtpMappingOptions *options,
                    LtpBuf *out, LtpBuf *notes, LtpError *err)
{
    LtpTable *table = NULL;
    LtpMapping *mapping = NULL;
    LtpCode rc;
    LTP_GO(ltp_table_open(path, &table, err));
    LTP_GO(ltp_mapping_find(table, ltp_layer_find(layer), options, &mapping, notes, err));
    ltp_buf_printf(out, "sheet \"%s\", headers %lld, hashtags %lld, data %lld\n",
                   ltp_table_sheet(table, mapping->sheet).name, (long long)mapping->header_row,
                   (long long)mapping->hxl_row, (long long)mapping->first_row);
    for (size_t i = 0; i < mapping->n_columns; i++)
        put_line(out, &mapping->columns[i]);
done:
    ltp_mapping_free(mapping);
    ltp_table_close(table);
    return rc;
}

const char *mapped(const char *path, const char *layer, const LtpMappingOptions *options)
{
    static LtpBuf out;
    LtpError err = {0};
    ltp_buf_clear(&out);
    assert_ok(mapped_find(path, layer, options, &out, NULL, &err));
    return ltp_buf_text(&out);
}

const char *mapped_notes(const char *path)
{
    static LtpBuf notes;
    LtpBuf out = {0};
    LtpError err = {0};
    ltp_buf_clear(&notes);
    assert_ok(mapped_find(path, "lines", NULL, &out, &notes, &err));
    ltp_buf_release(&out);
    return ltp_buf_text(&notes);
}

const char *mapped_about(const char *text, const char *header)
{
    static char line[512];
    char start[256];
    snprintf(start, sizeof start, "\n%s -> ", header);
    const char *at = strstr(text, start);
    *line = '\0';
    if (at) {
        at += strlen(start);
        snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
    }
    return line;
}

const char *mapped_csv(const char *text)
{
    return table_file("m.csv", text, strlen(text));
}
