/* Writing CSV (RFC 4180, UTF-8, LF or CRLF). Reading tables is importers/table.h. */
#ifndef LTP_BASE_CSV_H
#define LTP_BASE_CSV_H

#include "base/mem.h"

/* Appends to `out`; fields are quoted when they hold the separator, a quote or a line break, or
 * have edge spaces. Text that a spreadsheet would run as a formula (first character = + @ tab, or -
 * that starts no number) is written as it is here: guarding belongs to who knows the reader. */
typedef struct LtpCsv {
    LtpBuf *out;    /* borrowed */
    char separator; /* 0 = ',' */
    bool crlf, started;
} LtpCsv;

void ltp_csv_text(LtpCsv *csv, const char *text); /* NULL is an empty cell */
void ltp_csv_int(LtpCsv *csv, int64_t value);     /* LTP_NULL_INT is an empty cell */
void ltp_csv_real(LtpCsv *csv, double value);     /* with a point; NaN is an empty cell */
void ltp_csv_end_row(LtpCsv *csv);

#endif
