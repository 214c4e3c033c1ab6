#include "base/date.h"

#include <stdio.h>

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int ltp_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days before 1 March of `year`, counted from 1 March of the year 0: a year that starts in March
 * has its leap day at the end. */
static int days_before_march(int year)
{
    return 365 * year + year / 4 - year / 100 + year / 400;
}

enum { MARCH_0000_TO_1970 = 719468 };

LtpDay ltp_day(int year, int month, int dom)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || dom < 1 ||
        dom > ltp_month_days(year, month))
        return LTP_DAY_NONE;
    int from_march = (month + 9) % 12;
    int march_year = month > 2 ? year : year - 1;
    /* 153 days in each five months from March on. */
    return days_before_march(march_year) + (153 * from_march + 2) / 5 + dom - 1 -
           MARCH_0000_TO_1970;
}

void ltp_day_civil(LtpDay day, int *year, int *month, int *dom)
{
    int64_t days = (int64_t)day + MARCH_0000_TO_1970;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097; /* of 400 years */
    int in_era = (int)(days - era * 146097);
    int year_in_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int in_year = in_era - days_before_march(year_in_era);
    int from_march = (5 * in_year + 2) / 153;
    *dom = in_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = (int)(era * 400) + year_in_era + (*month <= 2);
}

LtpDay ltp_day_add_years(LtpDay day, int years)
{
    if (day == LTP_DAY_NONE)
        return LTP_DAY_NONE;
    int year, month, dom;
    ltp_day_civil(day, &year, &month, &dom);
    if (month == 2 && dom == 29 && !is_leap(year + years))
        dom = 28;
    return ltp_day(year + years, month, dom);
}

const char *ltp_day_text(LtpDay day, char out[LTP_DATE_TEXT])
{
    out[0] = '\0';
    if (day == LTP_DAY_NONE)
        return out;
    int year, month, dom;
    ltp_day_civil(day, &year, &month, &dom);
    /* The remainders tell the compiler that two digits are enough. */
    snprintf(out, LTP_DATE_TEXT, "%04d-%02u-%02u", year, (unsigned)month % 100,
             (unsigned)dom % 100);
    return out;
}
