/* The dates of a row (ANALYSIS.md 2). */
#ifndef LTP_IMPORTERS_DATES_H
#define LTP_IMPORTERS_DATES_H

#include "importers/findings.h"

/* A date cell and what to say of it. */
typedef struct LtpDateCell {
    const char *text;   /* NULL = blank */
    const char *column; /* header, for findings */
    LtpDateSide side;   /* which end of a month or quarter is meant */
} LtpDateCell;

/* The day, LTP_DAY_NONE when blank, unreadable or implausible; the latter two are findings. */
LtpCode ltp_date_read(const LtpDateCell *cell, bool date1904, int64_t row, LtpFindings *findings,
                      LtpDay *day, LtpError *err) LTP_MUST_CHECK;

/* An end before its start: both become LTP_DAY_NONE, a finding. */
LtpCode ltp_dates_check(LtpDay *start, LtpDay *end, const char *column, int64_t row,
                        LtpFindings *findings, LtpError *err) LTP_MUST_CHECK;

#endif
