#include "cli/annotate.h"

#include "base/text.h"
#include "cli/output.h"
#include "importers/mapping.h"

int ltp_annotate_column(const LtpRow *headers, const char *name)
{
    for (size_t i = 0; i < headers->count; i++)
        if (ltp_text_same(headers->cells[i].text, name))
            return (int)i;
    return -1;
}

const char *ltp_annotate_cell(const LtpRow *row, int column)
{
    if (column < 0 || (size_t)column >= row->count || row->cells[column].text[0] == '\0')
        return NULL;
    return row->cells[column].text;
}

/* The row's own cells, as many as there are headers. */
static void put_own(const LtpRow *row, size_t width, LtpCsv *csv)
{
    for (size_t i = 0; i < width; i++)
        ltp_csv_text(csv, ltp_annotate_cell(row, (int)i));
}

static LtpCode put_headers(const LtpAnnotate *annotate, const LtpRow *headers, LtpCsv *csv,
                           LtpError *err)
{
    LTP_TRY(annotate->start(headers, annotate->arg, err));
    put_own(headers, headers->count, csv);
    for (size_t i = 0; i < annotate->n_added; i++)
        ltp_csv_text(csv, annotate->added[i]);
    ltp_csv_end_row(csv);
    return LTP_OK;
}

static LtpCode put_row(const LtpAnnotate *annotate, const LtpRow *row, size_t width, LtpCsv *csv,
                       LtpError *err)
{
    put_own(row, width, csv);
    if (ltp_row_is_hxl(row))
        for (size_t i = 0; i < annotate->n_added; i++)
            ltp_csv_text(csv, NULL);
    else
        LTP_TRY(annotate->row(row, csv, annotate->arg, err));
    ltp_csv_end_row(csv);
    return LTP_OK;
}

static LtpCode put_table(LtpRun *run, LtpTable *table, const LtpAnnotate *annotate,
                         LtpOutput *output, LtpError *err)
{
    LtpCsv csv = {.out = &output->text};
    LtpRow row = {0};
    LTP_TRY(ltp_table_select(table, 0, err));
    LTP_TRY(ltp_table_next(table, &row, err));
    if (!row.cells)
        return ltp_fail(err, LTP_EDATA, _("The table is empty."));
    size_t width = row.count;
    LTP_TRY(put_headers(annotate, &row, &csv, err));
    for (;;) {
        LTP_TRY(ltp_table_next(table, &row, err));
        if (!row.cells)
            return LTP_OK;
        LTP_TRY(put_row(annotate, &row, width, &csv, err));
        LTP_TRY(ltp_output_flush(output, err));
        LTP_TRY(ltp_progress(&run->progress, ltp_table_fraction(table), 1, err));
    }
}

LtpCode ltp_annotate(LtpRun *run, const LtpAnnotate *annotate, LtpError *err)
{
    LtpTable *table = NULL;
    LtpOutput output = {0};
    LtpCode rc;
    LTP_GO(ltp_table_open(run->options.arguments[0], &table, err));
    LTP_GO(ltp_output_open(&output, ltp_options_value(&run->options, "output"), err));
    LTP_GO(put_table(run, table, annotate, &output, err));
    LTP_GO(ltp_output_commit(&output, err));
done:
    ltp_error_where(err, run->options.arguments[0], NULL, 0, NULL);
    ltp_output_release(&output);
    ltp_table_close(table);
    return rc;
}
