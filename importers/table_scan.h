/* The scanner of delimited text: finds the cells of one record in a buffer, and guesses the
 * separator. */
#ifndef LTP_IMPORTERS_TABLE_SCAN_H
#define LTP_IMPORTERS_TABLE_SCAN_H

#include "base/mem.h"

typedef struct LtpSpan {
    size_t begin, end; /* bytes of the cell in the buffer, quotes and all */
    bool quoted;
} LtpSpan;

/* The spans of one record. Zero-initialise and begin; free `spans` with ltp_free. */
typedef struct LtpScan {
    char separator;
    bool stops[256]; /* bytes that end an unquoted cell */
    LtpSpan *spans;
    size_t count, capacity;
    size_t next;    /* where the next record begins */
    bool in_quotes; /* ended inside quotes: only when the text ran out */
} LtpScan;

typedef enum LtpScanResult {
    LTP_SCAN_RECORD,
    LTP_SCAN_MORE /* the text ends before the record does; not given when `last` */
} LtpScanResult;

void ltp_scan_begin(LtpScan *scan, char separator);

/* One record of text[begin, end). RFC 4180 and what people's programs make of it: LF, CRLF or CR
 * ends a record, quotes may stand after spaces, and text after a closing quote belongs to the cell.
 * `last`: nothing follows `end`. LTP_ELIMIT beyond LTP_TABLE_MAX_COLUMNS. */
LtpCode ltp_scan_record(LtpScan *scan, const char *text, size_t begin, size_t end, bool last,
                        LtpScanResult *result, LtpError *err) LTP_MUST_CHECK;

/* Takes quotes off in place: `""` in quotes is one quote. Returns the new end. */
size_t ltp_scan_unquote(char *text, LtpSpan span);

/* The separator of a text by its first records: that of a hashtag row if there is one, else the one
 * of , ; tab | by which most records have the same number of cells. */
LtpCode ltp_scan_separator(const char *text, size_t size, bool last, char *separator,
                           LtpError *err) LTP_MUST_CHECK;

#endif
