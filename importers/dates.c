#include "importers/dates.h"

LtpCode ltp_date_read(const LtpDateCell *cell, bool date1904, int64_t row, LtpFindings *findings,
                      LtpDay *day, LtpError *err)
{
    LtpFinding finding = {.row = row, .column = cell->column, .value = cell->text};
    *day = LTP_DAY_NONE;
    if (cell->text == NULL)
        return LTP_OK;
    switch (ltp_day_parse(cell->text, cell->side, date1904, day)) {
    case LTP_DATE_OK:
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
