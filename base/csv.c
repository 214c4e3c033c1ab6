#include "base/csv.h"

#include "base/number.h"

#include <inttypes.h>
#include <string.h>

static char separator_of(const LtpCsv *csv)
{
    return csv->separator ? csv->separator : ',';
}

static void start_cell(LtpCsv *csv)
{
    if (csv->started)
        ltp_buf_putc(csv->out, separator_of(csv));
    csv->started = true;
}

static bool needs_quotes(const LtpCsv *csv, const char *text, size_t length)
{
    const char special[] = {separator_of(csv), '"', '\r', '\n', '\0'};
    return length > 0 &&
           (text[0] == ' ' || text[length - 1] == ' ' || strcspn(text, special) < length);
}

static void put_quoted(LtpBuf *out, const char *text)
{
    ltp_buf_putc(out, '"');
    for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
        ltp_buf_put(out, text, (size_t)(quote - text));
        ltp_buf_puts(out, "\"\"");
    }
    ltp_buf_puts(out, text);
    ltp_buf_putc(out, '"');
}

void ltp_csv_text(LtpCsv *csv, const char *text)
{
    start_cell(csv);
    if (!text)
        return;
    size_t length = strlen(text);
    if (needs_quotes(csv, text, length))
        put_quoted(csv->out, text);
    else
        ltp_buf_put(csv->out, text, length);
}

void ltp_csv_int(LtpCsv *csv, int64_t value)
{
    start_cell(csv);
    if (value != LTP_NULL_INT)
        ltp_buf_printf(csv->out, "%" PRId64, value);
}

void ltp_csv_real(LtpCsv *csv, double value)
{
    char text[LTP_REAL_TEXT];
    start_cell(csv);
    ltp_buf_puts(csv->out, ltp_real_text_point(value, text));
}

void ltp_csv_end_row(LtpCsv *csv)
{
    ltp_buf_puts(csv->out, csv->crlf ? "\r\n" : "\n");
    csv->started = false;
}
