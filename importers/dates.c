#include "importers/dates.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int ltp_year_in_name(const char *name)
{
    int year = 0;
    for (const char *at = name; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        int number = 0;
        for (size_t i = 0; digits == 4 && i < digits; i++)
            number = number * 10 + (at[i] - '0');
        if (number >= 1990 && number <= 2040) {
            if (year != 0 && year != number)
                return 0;
            year = number;
        }
        at += digits > 0 ? digits : 1;
    }
    return year;
}

static LtpDateStatus in_year(const char *text, int year, LtpDateSide side, LtpDay *day)
{
    char dated[80];
    snprintf(dated, sizeof dated, "%.60s %d", text, year);
    return ltp_day_parse(dated, side, false, day);
}

LtpDateStatus ltp_day_read(const char *text, LtpDateSide side, const LtpDateSystem *system,
                           LtpDay *day, int *assumed)
{
    LtpDay first;
    *assumed = 0;
    LtpDateStatus status = ltp_day_parse(text, side, system->date1904, day);
    if (status != LTP_DATE_UNREADABLE || system->year == 0)
        return status;
    for (const char *at = text; *at != '\0'; at++)
        if (is_digit(*at))
            return status;
    int year = system->year;
    if (in_year(text, year, LTP_DATE_START, &first) != LTP_DATE_OK)
        return status;
    if (system->until != LTP_DAY_NONE && first > system->until)
        year--;
    *assumed = year;
    return in_year(text, year, side, day);
}

LtpCode ltp_date_read(const LtpDateCell *cell, const LtpDateSystem *system, int64_t row,
                      LtpFindings *findings, LtpDay *day, LtpError *err)
{
    LtpFinding finding = {.row = row, .column = cell->column, .value = cell->text};
    char assumed_text[64];
    int assumed = 0;
    *day = LTP_DAY_NONE;
    if (cell->text == NULL)
        return LTP_OK;
    switch (ltp_day_read(cell->text, cell->side, system, day, &assumed)) {
    case LTP_DATE_OK:
        if (assumed == 0)
            return LTP_OK;
        snprintf(assumed_text, sizeof assumed_text, "%.40s %d", cell->text, assumed);
        finding.code = "year_assumed";
        finding.value = assumed_text;
        break;
    case LTP_DATE_MISSING:
        return LTP_OK;
    case LTP_DATE_UNREADABLE:
        finding.code = "date_unreadable";
        break;
    case LTP_DATE_IMPLAUSIBLE:
        finding.code = "date_implausible";
        break;
    }
    return ltp_findings_add(findings, &finding, err);
}

LtpCode ltp_dates_check(LtpDay *start, LtpDay *end, const char *column, int64_t row,
                        LtpFindings *findings, LtpError *err)
{
    if (*start == LTP_DAY_NONE || *end == LTP_DAY_NONE || *end >= *start)
        return LTP_OK;
    char from[LTP_DATE_TEXT], to[LTP_DATE_TEXT];
    LtpBuf value = {0};
    ltp_buf_printf(&value, "%s > %s", ltp_day_text(*start, from), ltp_day_text(*end, to));
    LtpFinding finding = {
        .code = "end_before_start", .row = row, .column = column, .value = ltp_buf_text(&value)};
    LtpCode rc = ltp_findings_add(findings, &finding, err);
    ltp_buf_release(&value);
    *start = *end = LTP_DAY_NONE;
    return rc;
}
