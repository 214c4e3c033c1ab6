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

/* How the dates of a table are written. */
typedef struct LtpDateSystem {
    bool date1904;
    int year;     /* of months written without one ("January"); 0 = not known */
    LtpDay until; /* such a month does not begin after this day; LTP_DAY_NONE = it may */
} LtpDateSystem;

/* The one year (1990-2040) that a name of a sheet or file holds; 0 = none, or several. */
int ltp_year_in_name(const char *name);

/* ltp_day_parse that knows months without a year; `*assumed` is the year they were given, else 0.
 */
LtpDateStatus ltp_day_read(const char *text, LtpDateSide side, const LtpDateSystem *system,
                           LtpDay *day, int *assumed);

/* The day, LTP_DAY_NONE when blank, unreadable or implausible; the latter two are findings. */
LtpCode ltp_date_read(const LtpDateCell *cell, const LtpDateSystem *system, int64_t row,
                      LtpFindings *findings, LtpDay *day, LtpError *err) LTP_MUST_CHECK;

/* An end before its start: both become LTP_DAY_NONE, a finding. */
LtpCode ltp_dates_check(LtpDay *start, LtpDay *end, const char *column, int64_t row,
                        LtpFindings *findings, LtpError *err) LTP_MUST_CHECK;

#endif
