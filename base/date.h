/* Days, and the dates people write (ANALYSIS.md 2). Proleptic Gregorian calendar, no times of day.
 */
#ifndef LTP_BASE_DATE_H
#define LTP_BASE_DATE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef int32_t LtpDay; /* days since 1970-01-01 */
#define LTP_DAY_NONE INT32_MIN

typedef enum LtpDateStatus {
    LTP_DATE_OK,
    LTP_DATE_MISSING,    /* empty, "-", "n/a", serial 0 (shown as 1899-12-30 or 00/01/1900) */
    LTP_DATE_UNREADABLE, /* text that is no date */
    LTP_DATE_IMPLAUSIBLE /* a date outside 1990-01-01 .. 2040-12-31 */
} LtpDateStatus;

/* Which end of a month, quarter or year is meant. */
typedef enum LtpDateSide { LTP_DATE_START, LTP_DATE_END } LtpDateSide;

LtpDay ltp_day(int year, int month, int dom); /* LTP_DAY_NONE when there is no such day */
void ltp_day_civil(LtpDay day, int *year, int *month, int *dom);
int ltp_month_days(int year, int month); /* 28..31 */

/* The same day of the month `years` later (negative: earlier); 29 February becomes 28. */
LtpDay ltp_day_add_years(LtpDay day, int years);

/* "2020-03-31" into a buffer of LTP_DATE_TEXT bytes; "" for LTP_DAY_NONE. Returns `out`. */
enum { LTP_DATE_TEXT = 16 };
const char *ltp_day_text(LtpDay day, char out[LTP_DATE_TEXT]);

/* Strictly "yyyy-mm-dd"; false otherwise. For our own files and options. */
bool ltp_day_parse_iso(const char *text, LtpDay *day);

/* An Excel serial number of the 1900 date system (1904 when `date1904`): 1 = 1900-01-01 as Excel
 * shows it from 60 on, base 1899-12-30; 0 is missing; a fraction is a time of day and dropped. */
LtpDateStatus ltp_day_from_serial(double serial, bool date1904, LtpDay *day);

/* A date as people type it: ISO (a time after it is dropped), dd/mm/yyyy and dd.mm.yy with / . -
 * (day first; month first only when the second number exceeds 12), yyyy/mm/dd, `mars 2020`, `12
 * mars 2020`, `mars-20`, `2020-03`, `03/2020`, `T1 2020`, `2020-Q1`, `1er trimestre 2020`, `2020`,
 * `20200331`, month names in French, English, Spanish, Portuguese and their short forms, a bare
 * number as a serial (1900..2100 is a year). A span of several months or a date without a year is
 * unreadable. `*day` is LTP_DAY_NONE unless LTP_DATE_OK. Two-digit years are 2000-2069 then
 * 1970-1999. */
LtpDateStatus ltp_day_parse(const char *text, LtpDateSide side, bool date1904, LtpDay *day);

/* A period as `--reported` takes it: a date, month, quarter or year, as its first and last day. */
LtpDateStatus ltp_period_parse(const char *text, LtpDay *from, LtpDay *to);

#endif
