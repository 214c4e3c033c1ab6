#include "importers/dates.h"
#include "tests/support/test.h"

static const LtpDateSystem no_year = {.until = LTP_DAY_NONE};

static void what_is_no_plausible_date_is_missing_and_told(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpFindings findings = {0};
    LtpDay day;
    LtpDateCell cell = {.text = "bientôt", .column = "Date début"};
    assert_ok(ltp_date_read(&cell, &no_year, 7, &findings, &day, &err));
    assert_int_equal(day, LTP_DAY_NONE);
    assert_string_equal(findings.items[0].code, "date_unreadable");
    assert_string_equal(findings.items[0].column, "Date début");
    cell.text = "1890-01-01";
    assert_ok(ltp_date_read(&cell, &no_year, 7, &findings, &day, &err));
    assert_int_equal(day, LTP_DAY_NONE);
    assert_string_equal(findings.items[1].code, "date_implausible");
    cell.text = "0"; /* serial 0 is a blank cell of a formatted column */
    assert_ok(ltp_date_read(&cell, &no_year, 7, &findings, &day, &err));
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
    assert_ok(ltp_date_read(&cell, &no_year, 1, &findings, &day, &err));
    assert_int_equal(day, ltp_day(2020, 3, 1));
    cell.side = LTP_DATE_END;
    assert_ok(ltp_date_read(&cell, &no_year, 1, &findings, &day, &err));
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

static void a_month_without_a_year_takes_the_one_that_is_said_and_tells_so(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpFindings findings = {0};
    LtpDateSystem system = {.year = 2025, .until = LTP_DAY_NONE};
    LtpDateCell cell = {.text = "February", .side = LTP_DATE_END};
    LtpDay day;
    assert_ok(ltp_date_read(&cell, &system, 1, &findings, &day, &err));
    assert_int_equal(day, ltp_day(2025, 2, 28));
    assert_string_equal(findings.items[0].code, "year_assumed");
    assert_string_equal(findings.items[0].value, "February 2025");
    system.until = ltp_day(2025, 4, 30); /* what is reported in April has not seen December */
    cell.text = "décembre";
    assert_ok(ltp_date_read(&cell, &system, 1, &findings, &day, &err));
    assert_int_equal(day, ltp_day(2024, 12, 31));
    cell.text = "avril";
    assert_ok(ltp_date_read(&cell, &system, 1, &findings, &day, &err));
    assert_int_equal(day, ltp_day(2025, 4, 30));
    ltp_findings_clear(&findings);
    static const char *const others[] = {"bientôt", "12", "en cours", "janvier 2024", "12 mars"};
    for (size_t i = 0; i < 5; i++) {
        cell.text = others[i];
        assert_ok(ltp_date_read(&cell, &system, 1, &findings, &day, &err));
    }
    for (size_t i = 0; i < findings.count; i++)
        assert_string_not_equal(findings.items[i].code, "year_assumed");
    ltp_findings_release(&findings);
}

static void a_name_has_a_year_where_it_has_one_alone(void **state)
{
    (void)state;
    assert_int_equal(2025, ltp_year_in_name("3W_Dataset_January - April 2025"));
    assert_int_equal(2025, ltp_year_in_name("som_3w_2025-04.xlsx"));
    assert_int_equal(2021, ltp_year_in_name("2021 (copie de 2021)"));
    assert_int_equal(0, ltp_year_in_name("décembre 2024 - janvier 2025"));
    assert_int_equal(0, ltp_year_in_name("20250401"));
    assert_int_equal(0, ltp_year_in_name("3W 1985"));
    assert_int_equal(0, ltp_year_in_name(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_plausible_date_is_missing_and_told),
        cmocka_unit_test(a_month_means_its_first_day_as_start_and_its_last_as_end),
        cmocka_unit_test(an_end_before_its_start_makes_both_missing),
        cmocka_unit_test(a_month_without_a_year_takes_the_one_that_is_said_and_tells_so),
        cmocka_unit_test(a_name_has_a_year_where_it_has_one_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
