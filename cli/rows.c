#include "cli/rows.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/os.h"
#include "cli/say.h"
#include "cli/table_text.h"

#include <string.h>

enum { STDOUT = 1 };

struct LtpRows {
    LtpRowsFormat format;
    LtpOutput output;
    const LtpField *const *fields;
    size_t n_fields;
    LtpCsv csv;
    bool started; /* a JSON object stands before */
    LtpTableText *table;
    const LtpField **shown; /* of a table, in its order */
    size_t *shown_at;       /* their places in `fields` */
    LtpValue *values;       /* one row of them */
    size_t n_shown;
};

static LtpRowsFormat choose_format(const LtpRowsOptions *options)
{
    if (options->format && strcmp(options->format, "json") == 0)
        return LTP_ROWS_JSON;
    if (options->format && strcmp(options->format, "csv") == 0)
        return LTP_ROWS_CSV;
    return options->format || ltp_output_is_terminal(options->path) ? LTP_ROWS_TABLE : LTP_ROWS_CSV;
}

static void show_field(LtpRows *rows, size_t i)
{
    rows->shown[rows->n_shown] = rows->fields[i];
    rows->shown_at[rows->n_shown++] = i;
}

static void choose_shown(LtpRows *rows, const char *const *names)
{
    for (size_t i = 0; !names && i < rows->n_fields; i++)
        show_field(rows, i);
    for (; names && *names; names++)
        for (size_t i = 0; i < rows->n_fields; i++)
            if (strcmp(rows->fields[i]->name, *names) == 0)
                show_field(rows, i);
}

static LtpCode start_table(LtpRows *rows, const LtpRowsOptions *options, LtpError *err)
{
    bool terminal = ltp_output_is_terminal(options->path);
    size_t width = terminal ? (size_t)ltp_os_terminal_width(STDOUT) : 0;
    rows->shown = ltp_calloc(rows->n_fields, sizeof *rows->shown);
    rows->shown_at = ltp_calloc(rows->n_fields, sizeof *rows->shown_at);
    rows->values = ltp_calloc(rows->n_fields, sizeof *rows->values);
    if (!rows->shown || !rows->shown_at || !rows->values)
        return ltp_fail_memory(err);
    choose_shown(rows, options->table_fields);
    return ltp_table_text_new(rows->shown, rows->n_shown, width, options->scheme, &rows->table,
                              err);
}

static LtpCode start_csv(LtpRows *rows)
{
    rows->csv = (LtpCsv){.out = &rows->output.text};
    for (size_t i = 0; i < rows->n_fields; i++)
        ltp_csv_text(&rows->csv, rows->fields[i]->name);
    ltp_csv_end_row(&rows->csv);
    return LTP_OK;
}

static LtpCode start_json(LtpRows *rows)
{
    ltp_buf_puts(&rows->output.text, "[");
    return LTP_OK;
}

LtpCode ltp_rows_new(const LtpRowsOptions *options, const LtpField *const *fields, size_t n_fields,
                     LtpRows **rows, LtpError *err)
{
    LtpRows *made = ltp_calloc(1, sizeof *made);
    if (!made)
        return ltp_fail_memory(err);
    *rows = made;
    made->fields = fields;
    made->n_fields = n_fields;
    made->format = choose_format(options);
    LTP_TRY(ltp_output_open(&made->output, options->path, err));
    switch (made->format) {
    case LTP_ROWS_CSV:
        return start_csv(made);
    case LTP_ROWS_JSON:
        return start_json(made);
    case LTP_ROWS_TABLE:
        return start_table(made, options, err);
    }
    return LTP_OK;
}

static void put_csv(LtpRows *rows, const LtpValue *values)
{
    for (size_t i = 0; i < rows->n_fields; i++) {
        const LtpValue *value = &values[i];
        if (value->null)
            ltp_csv_text(&rows->csv, NULL);
        else if (value->type == LTP_REAL)
            ltp_csv_real(&rows->csv, value->real);
        else if (value->type == LTP_INTEGER || value->type == LTP_BOOLEAN)
            ltp_csv_int(&rows->csv, value->integer);
        else
            ltp_csv_text(&rows->csv, value->text);
    }
    ltp_csv_end_row(&rows->csv);
}

static void put_json(LtpRows *rows, const LtpValue *values)
{
    LtpJson json = {.out = &rows->output.text};
    ltp_buf_puts(&rows->output.text, rows->started ? ",\n" : "\n");
    rows->started = true;
    ltp_json_object(&json);
    for (size_t i = 0; i < rows->n_fields; i++) {
        const LtpValue *value = &values[i];
        ltp_json_key(&json, rows->fields[i]->name);
        if (value->null)
            ltp_json_null(&json);
        else if (value->type == LTP_REAL)
            ltp_json_real(&json, value->real);
        else if (value->type == LTP_INTEGER || value->type == LTP_BOOLEAN)
            ltp_json_int(&json, value->integer);
        else
            ltp_json_string(&json, value->text);
    }
    ltp_json_end_object(&json);
}

LtpCode ltp_rows_put(LtpRows *rows, const LtpValue *values, LtpError *err)
{
    switch (rows->format) {
    case LTP_ROWS_CSV:
        put_csv(rows, values);
        break;
    case LTP_ROWS_JSON:
        put_json(rows, values);
        break;
    case LTP_ROWS_TABLE:
        for (size_t i = 0; i < rows->n_shown; i++)
            rows->values[i] = values[rows->shown_at[i]];
        return ltp_table_text_put(rows->table, rows->values, err);
    }
    return ltp_output_flush(&rows->output, err);
}

LtpCode ltp_rows_end(LtpRows *rows, LtpError *err)
{
    size_t left_out = 0;
    if (rows->format == LTP_ROWS_TABLE)
        ltp_table_text_end(rows->table, &rows->output.text, &left_out);
    if (rows->format == LTP_ROWS_JSON)
        ltp_buf_puts(&rows->output.text, "\n]\n");
    LTP_TRY(ltp_output_commit(&rows->output, err));
    if (left_out > 0)
        ltp_say(ngettext_("%zu column does not fit here; --format csv gives all.",
                          "%zu columns do not fit here; --format csv gives all.", left_out),
                left_out);
    return LTP_OK;
}

LtpRowsFormat ltp_rows_format(const LtpRows *rows)
{
    return rows->format;
}

void ltp_rows_free(LtpRows *rows)
{
    if (!rows)
        return;
    ltp_output_release(&rows->output);
    ltp_table_text_free(rows->table);
    ltp_free(rows->shown);
    ltp_free(rows->shown_at);
    ltp_free(rows->values);
    ltp_free(rows);
}
