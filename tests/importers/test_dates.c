#include "importers/dates.h"
#include "tests/support/test.h"

static void what_is_no_plausible_date_is_missing_and_told(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpFindings findings = {0};
    LtpDay day;
    LtpDateCell cell = {.text = "bientôt", .column = "Date début"};
    assert_ok(ltp_date_read(&cell, false, 7, &findings, &day, &err));
    assert_int_equal(day, LTP_DAY_NONE);
    assert_string_equal(findings.items[0].code, "date_unreadable");
    assert_string_equal(findings.items[0].column, "Date début");
    cell.text = "1890-01-01";
    assert_ok(ltp_date_read(&cell, false, 7, &findings, &day, &err));
    assert_int_equal(day, LTP_DAY_NONE);
    assert_string_equal(findings.items[1].code, "date_implausible");
    cell.text = "0"; /* serial 0 is a blank cell of a formatted column */
    assert_ok(ltp_date_read(&cell, false, 7, &findings, &day, &err));
    assert_int_equal(day, LTP_DAY_NONE);
    assert_int_equal(findings.count, 2);
    ltp_findings_release(&findings);
}

static void a_month_means_its_first_day_as_start_and_its_last_as_end(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpFindings findings = {0};
    LtpDay day;
    LtpDateCell cell = {.text = "mars 2020", .side = LTP_DATE_START};
    assert_ok(ltp_date_read(&cell, false, 1, &findings, &day, &err));
    assert_int_equal(day, ltp_day(2020, 3, 1));
    cell.side = LTP_DATE_END;
    assert_ok(ltp_date_read(&cell, false, 1, &findings, &day, &err));
    assert_int_equal(day, ltp_day(2020, 3, 31));
    assert_int_equal(findings.count, 0);
    ltp_findings_release(&findings);
}

static void an_end_before_its_start_makes_both_missing(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpFindings findings = {0};
    LtpDay start = ltp_day(2020, 5, 1), end = ltp_day(2020, 4, 30);
    assert_ok(ltp_dates_check(&start, &end, "Date fin", 9, &findings, &err));
    assert_int_equal(start, LTP_DAY_NONE);
    assert_int_equal(end, LTP_DAY_NONE);
    assert_string_equal(findings.items[0].code, "end_before_start");
    assert_string_equal(findings.items[0].value, "2020-05-01 > 2020-04-30");
    start = end = ltp_day(2020, 5, 1);
    assert_ok(ltp_dates_check(&start, &end, NULL, 9, &findings, &err));
    assert_int_equal(findings.count, 1);
    ltp_findings_release(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_plausible_date_is_missing_and_told),
        cmocka_unit_test(a_month_means_its_first_day_as_start_and_its_last_as_end),
        cmocka_unit_test(an_end_before_its_start_makes_both_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
