#include "tests/support/test.h"

#include "base/date.h"

static void assert_day(const char *text, LtpDateSide side, const char *expected)
{
    LtpDay day;
    char got[LTP_DATE_TEXT];
    LtpDateStatus status = ltp_day_parse(text, side, false, &day);
    if (status != LTP_DATE_OK || strcmp(ltp_day_text(day, got), expected) != 0)
        fail_msg("\"%s\" read as %s (status %d), not %s", text, got, (int)status, expected);
}

static void assert_status(LtpDateStatus expected, const char *text)
{
    LtpDay day = 0;
    LtpDateStatus status = ltp_day_parse(text, LTP_DATE_START, false, &day);
    if (status != expected || day != LTP_DAY_NONE)
        fail_msg("\"%s\" has status %d, not %d", text, (int)status, (int)expected);
}

static void days_and_civil_dates_are_the_same_thing(void **state)
{
    (void)state;
    assert_int_equal(ltp_day(1970, 1, 1), 0);
    assert_int_equal(ltp_day(2000, 3, 1), 11017);
    assert_int_equal(ltp_day(1899, 12, 30), -25569);
    LtpDay expected = ltp_day(1, 1, 1);
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            int y, m, d, days = ltp_month_days(year, month);
            assert_int_equal(ltp_day(year, month, 1), expected);
            ltp_day_civil(expected + days - 1, &y, &m, &d);
            assert_true(y == year && m == month && d == days);
            expected += days;
        }
    }
}

static void there_is_no_such_day(void **state)
{
    (void)state;
    assert_int_equal(ltp_day(2021, 2, 29), LTP_DAY_NONE);
    assert_int_equal(ltp_day(2020, 13, 1), LTP_DAY_NONE);
    assert_int_equal(ltp_day(2020, 4, 31), LTP_DAY_NONE);
    assert_int_equal(ltp_day(2020, 1, 0), LTP_DAY_NONE);
    assert_int_equal(ltp_month_days(1900, 2), 28);
    assert_int_equal(ltp_month_days(2000, 2), 29);
}

static void a_year_earlier_than_29_february_is_the_28th(void **state)
{
    (void)state;
    assert_int_equal(ltp_day_add_years(ltp_day(2020, 2, 29), -1), ltp_day(2019, 2, 28));
    assert_int_equal(ltp_day_add_years(ltp_day(2020, 2, 29), 4), ltp_day(2024, 2, 29));
    assert_int_equal(ltp_day_add_years(ltp_day(2020, 3, 31), -1), ltp_day(2019, 3, 31));
    assert_int_equal(ltp_day_add_years(LTP_DAY_NONE, 1), LTP_DAY_NONE);
}

static void dates_are_read_as_people_type_them(void **state)
{
    (void)state;
    static const char *const march_31[] = {
        "2020-03-31",
        "2020-03-31T00:00:00",
        "2020-03-31 23:59:59",
        "2020/03/31",
        "31/03/2020",
        "31.03.2020",
        "31-03-20",
        "31/3/20",
        "3/31/2020",
        "03/31/2020 12:00 AM",
        "31 mars 2020",
        "31-mars-20",
        "le 31 mars 2020",
        "mardi 31 mars 2020",
        "31 March 2020",
        "March 31st, 2020",
        "31 de marzo de 2020",
        "31 de março de 2020",
        "31-Mar-20",
        "2020-mar-31",
        "43921",
        "43921.0",
        "43921,75",
        "20200331",
        "\u00A031/03/2020 ",
    };
    for (size_t i = 0; i < sizeof march_31 / sizeof *march_31; i++)
        assert_day(march_31[i], LTP_DATE_START, "2020-03-31");
    assert_day("03/04/2020", LTP_DATE_START, "2020-04-03");
    assert_day("1er août 2019", LTP_DATE_START, "2019-08-01");
    assert_day("15 déc. 2019", LTP_DATE_END, "2019-12-15");
}

static void a_month_a_quarter_or_a_year_has_two_ends(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"mars 2020", "2020-03-01", "2020-03-31"},
        {"mars-20", "2020-03-01", "2020-03-31"},
        {"2020-02", "2020-02-01", "2020-02-29"},
        {"02/2021", "2021-02-01", "2021-02-28"},
        {"02.2021", "2021-02-01", "2021-02-28"},
        {"févr. 2020", "2020-02-01", "2020-02-29"},
        {"2020 mars", "2020-03-01", "2020-03-31"},
        {"Dez 2020", "2020-12-01", "2020-12-31"},
        {"T1 2020", "2020-01-01", "2020-03-31"},
        {"2020-Q1", "2020-01-01", "2020-03-31"},
        {"2020T4", "2020-10-01", "2020-12-31"},
        {"T2-20", "2020-04-01", "2020-06-30"},
        {"1er trimestre 2020", "2020-01-01", "2020-03-31"},
        {"2e trim. 2020", "2020-04-01", "2020-06-30"},
        {"2020", "2020-01-01", "2020-12-31"},
        {"3ème trimestre de 2020", "2020-07-01", "2020-09-30"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_day(cases[i][0], LTP_DATE_START, cases[i][1]);
        assert_day(cases[i][0], LTP_DATE_END, cases[i][2]);
    }
}

static void what_is_no_date_says_why(void **state)
{
    (void)state;
    static const char *const missing[] = {
        "", "-", "n/a", "0", "0.0", "1899-12-30", "1899-12-31 00:00:00", "00/01/1900"};
    static const char *const unreadable[] = {
        "31/02/2020",
        "bientôt",
        "12:30",
        "janv-mars 2020",
        "2019-2020",
        "12 mars",
        "01/01/2020 - 31/03/2020",
        "T5 2020",
        "mars",
        "2020-13-01",
        "1/1/020",
        "mars 2020 ou avril",
    };
    static const char *const implausible[] = {
        "1989-12-31", "2041-01-01", "1/1/45", "1900", "2050", "12", "-5", "99999999999", "2100"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        assert_status(LTP_DATE_MISSING, missing[i]);
    for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++)
        assert_status(LTP_DATE_UNREADABLE, unreadable[i]);
    for (size_t i = 0; i < sizeof implausible / sizeof *implausible; i++)
        assert_status(LTP_DATE_IMPLAUSIBLE, implausible[i]);
}

static void serials_count_from_either_system(void **state)
{
    (void)state;
    LtpDay day;
    assert_int_equal(ltp_day_from_serial(43921.99, false, &day), LTP_DATE_OK);
    assert_int_equal(day, ltp_day(2020, 3, 31));
    assert_int_equal(ltp_day_from_serial(43921 - 1462, true, &day), LTP_DATE_OK);
    assert_int_equal(day, ltp_day(2020, 3, 31));
    assert_int_equal(ltp_day_from_serial(0, false, &day), LTP_DATE_MISSING);
    assert_int_equal(ltp_day_from_serial((double)NAN, false, &day), LTP_DATE_MISSING);
    assert_int_equal(ltp_day_from_serial(1e300, false, &day), LTP_DATE_IMPLAUSIBLE);
    assert_int_equal(day, LTP_DAY_NONE);
}

static void a_period_is_its_first_and_last_day(void **state)
{
    (void)state;
    LtpDay from, to;
    assert_int_equal(ltp_period_parse("2020-Q2", &from, &to), LTP_DATE_OK);
    assert_int_equal(from, ltp_day(2020, 4, 1));
    assert_int_equal(to, ltp_day(2020, 6, 30));
    assert_int_equal(ltp_period_parse("demain", &from, &to), LTP_DATE_UNREADABLE);
    assert_int_equal(from, LTP_DAY_NONE);
}

static void our_own_dates_are_strict(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",           "2020-3-31",  "2020-03-31 ",
                                        "2020/03/31", "2020-02-30", "20200331"};
    LtpDay day = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(ltp_day_parse_iso(wrong[i], &day));
    assert_int_equal(day, 7);
    assert_true(ltp_day_parse_iso("2020-03-31", &day));
    assert_int_equal(day, ltp_day(2020, 3, 31));
}

static void what_we_write_we_read(void **state)
{
    (void)state;
    char text[LTP_DATE_TEXT];
    for (LtpDay day = ltp_day(1990, 1, 1); day <= ltp_day(2040, 12, 31); day++) {
        LtpDay again;
        assert_int_equal(ltp_day_parse(ltp_day_text(day, text), LTP_DATE_END, false, &again),
                         LTP_DATE_OK);
        assert_int_equal(again, day);
    }
    assert_string_equal(ltp_day_text(LTP_DAY_NONE, text), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_civil_dates_are_the_same_thing),
        cmocka_unit_test(there_is_no_such_day),
        cmocka_unit_test(a_year_earlier_than_29_february_is_the_28th),
        cmocka_unit_test(dates_are_read_as_people_type_them),
        cmocka_unit_test(a_month_a_quarter_or_a_year_has_two_ends),
        cmocka_unit_test(what_is_no_date_says_why),
        cmocka_unit_test(serials_count_from_either_system),
        cmocka_unit_test(a_period_is_its_first_and_last_day),
        cmocka_unit_test(our_own_dates_are_strict),
        cmocka_unit_test(what_we_write_we_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
