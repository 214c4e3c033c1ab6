#include "tests/support/test.h"

#include "base/number.h"

static const double unset = -12345;

static void strict_numbers_are_decimal_and_whole(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",    "-",   ".",  "1,5", " 1",    "1 ",    "0x10",
                                        "inf", "nan", "1e", "1e+", "1e999", "1.2.3", "--1"};
    double value = unset;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(ltp_parse_double(wrong[i], &value));
    assert_near(value, unset, 0);
    assert_true(ltp_parse_double("-2.5e-3", &value));
    assert_near(value, -2.5e-3, 0);
    assert_true(ltp_parse_double(".5", &value));
    int64_t whole = 1;
    assert_false(ltp_parse_int("9223372036854775808", &whole));
    assert_false(ltp_parse_int("1.0", &whole));
    assert_false(ltp_parse_int("", &whole));
    assert_int_equal(whole, 1);
    assert_true(ltp_parse_int("-9223372036854775807", &whole));
    assert_int_equal(whole, -INT64_MAX);
}

static void a_real_is_written_as_short_as_it_reads_back(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0.0, "0"},
        {-0.0, "0"},
        {12, "12"},
        {-2.5, "-2.5"},
        {0.1, "0.1"},
        {0.30000000000000004, "0.30000000000000004"},
        {0.4970414201183432, "0.4970414201183432"},
        {2.0 / 3, "0.6666666666666666"},
        {1e-4, "0.0001"},
        {1e-5, "1e-05"},
        {1.5e-7, "1.5e-07"},
        {1e15, "1000000000000000"},
        {1e16, "1e+16"},
        {1e22, "1e+22"},
        {123456789012345680000.0, "1.2345678901234568e+20"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
    };
    char text[LTP_REAL_TEXT];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ltp_real_text(cases[i].value, text), cases[i].text);
    assert_string_equal(ltp_real_text(ltp_null_real(), text), "");
    assert_string_equal(ltp_real_text((double)INFINITY, text), "");
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void every_real_reads_back_as_itself(void **state)
{
    (void)state;
    uint64_t random = 88172645463325252U;
    char text[LTP_REAL_TEXT];
    for (int i = 0; i < 100000; i++) {
        double value, again = unset;
        uint64_t bits = next_random(&random);
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        assert_true(ltp_parse_double(ltp_real_text(value, text), &again));
        if (again != value)
            fail_msg("%.17g became %s", value, text);
    }
}

static void assert_number(LtpNumberStatus expected, const char *text, char decimal, double number)
{
    double value;
    LtpNumberStatus status = ltp_number_parse(text, decimal, &value);
    bool same = isnan(number) ? isnan(value) : value == number;
    if (status != expected || !same)
        fail_msg("\"%s\" read as %.17g, status %d", text, value, (int)status);
}

static void numbers_are_read_as_people_type_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"0", 0},
        {" 1 234 ", 1234},
        {"1\u00A0234", 1234},
        {"1\u202F234\u202F567", 1234567},
        {"1'234", 1234},
        {"1.234,5", 1234.5},
        {"1,234.5", 1234.5},
        {"1 234,567", 1234.567},
        {"12,5", 12.5},
        {"1,234", 1234},
        {"1.234", 1234},
        {"-1.234", -1234},
        {"1.234.567", 1234567},
        {"1,234,567.8", 1234567.8},
        {"0.123", 0.123},
        {"0,123", 0.123},
        {"1234.567", 1234.567},
        {"1.2345", 1.2345},
        {"\u2212"
         "7",
         -7},
        {"+7", 7},
        {".5", .5},
        {"200.", 200},
        {"1.2E+5", 1.2e5},
        {"3.0000000000000001E-3", 3e-3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_number(LTP_NUMBER_OK, cases[i].text, 0, cases[i].value);
}

static void the_decimal_separator_can_be_told(void **state)
{
    (void)state;
    assert_number(LTP_NUMBER_OK, "1.234", '.', 1.234);
    assert_number(LTP_NUMBER_OK, "1,234", '.', 1234);
    assert_number(LTP_NUMBER_OK, "1.234", ',', 1234);
    assert_number(LTP_NUMBER_OK, "1,234", ',', 1.234);
    assert_number(LTP_NUMBER_UNREADABLE, "12,5", '.', (double)NAN);
}

static void a_rough_number_is_marked(void **state)
{
    (void)state;
    static const char *const rough[] = {"~200",        "env. 200",    "env.\u00A0200", "ENV 200",
                                        "env.200",     "environ 200", "about 200",     "+/- 200",
                                        "±200",        "≈ 200",       "200 env",       "200 env.",
                                        "200 environ", "approx. 200", "vers 200"};
    for (size_t i = 0; i < sizeof rough / sizeof *rough; i++)
        assert_number(LTP_NUMBER_APPROX, rough[i], 0, 200);
    assert_number(LTP_NUMBER_APPROX, "environ 1 200", 0, 1200);
}

static void what_is_no_number_says_why(void **state)
{
    (void)state;
    static const char *const missing[] = {"", " - ", "n/a", "#N/A", "<Null>", "néant", "ND"};
    static const char *const unreadable[] = {
        "100-200",
        "beaucoup",
        "200 personnes",
        "12%",
        "1 23",
        "1,23,456",
        "1.234,567.8",
        "(5)",
        "CA17",
        "17ca",
        "env200",
        "#REF!",
        "1e",
        "envoyé 200",
        "2 000.000 ,5",
        "12 345 6789",
        "1,234 567",
        "~~200",
        "200+",
        "123456789012345678901234567890123456789012345678901234567890123456789",
    };
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        assert_number(LTP_NUMBER_MISSING, missing[i], 0, (double)NAN);
    for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++)
        assert_number(LTP_NUMBER_UNREADABLE, unreadable[i], 0, (double)NAN);
}

static void people_are_whole_and_not_negative(void **state)
{
    (void)state;
    int64_t count;
    assert_int_equal(ltp_people_parse("1 234", 0, &count), LTP_NUMBER_OK);
    assert_int_equal(count, 1234);
    assert_int_equal(ltp_people_parse("2,5", 0, &count), LTP_NUMBER_OK);
    assert_int_equal(count, 3);
    assert_int_equal(ltp_people_parse("~200", 0, &count), LTP_NUMBER_APPROX);
    assert_int_equal(count, 200);
    assert_int_equal(ltp_people_parse("-3", 0, &count), LTP_NUMBER_UNREADABLE);
    assert_true(count == LTP_NULL_INT);
    assert_int_equal(ltp_people_parse("1e300", 0, &count), LTP_NUMBER_UNREADABLE);
    assert_int_equal(ltp_people_parse("-", 0, &count), LTP_NUMBER_MISSING);
    assert_true(count == LTP_NULL_INT);
}

static void coordinates_are_read_as_people_type_them(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char axis;
        double degrees;
    } cases[] = {
        {"12.639", 'y', 12.639},
        {" -8,0029 ", 'x', -8.0029},
        {"12,639", 'y', 12.639}, /* never thousands */
        {"-3.0000000000000001E-2", 'x', -0.03},
        {"12.639° N", 'y', 12.639},
        {"N12.639", 'y', 12.639},
        {"8.5 O", 'x', -8.5},
        {"8.5W", 'x', -8.5},
        {"-8.5 W", 'x', -8.5},
        {"1.5 E", 'x', 1.5},
        {"12°30'36\"N", 'y', 12.51},
        {"12° 30’ 36” Nord", 'y', 12.51},
        {"12º30′36″ S", 'y', -12.51},
        {"N 12 30 36", 'y', 12.51},
        {"8°30'0''Ouest", 'x', -8.5},
        {"8d 30,6m W", 'x', -8.51},
        {"8:30:36 West", 'x', -8.51},
        {"-8°30'36\"", 'x', -8.51},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double degrees = unset;
        if (!ltp_coordinate_parse(cases[i].text, cases[i].axis, &degrees))
            fail_msg("\"%s\" was not read", cases[i].text);
        assert_near(degrees, cases[i].degrees, 1e-12);
    }
}

static void what_is_no_coordinate_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "-",         "Gao",         "12.6, -8.0",
        "12 38 21",   "12°60'N",   "12°30'60\"N", "12.5°30'N",
        "91",         "12.6 O",    "-12 N",       "N 12 S",
        "12.639.123", "12 mètres", "12°38'21\"",  "12 30 36 10 N",
        "1e2",        "nan",
    };
    double degrees = unset;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (ltp_coordinate_parse(wrong[i], 'y', &degrees))
            fail_msg("\"%s\" was read as %.9g", wrong[i], degrees);
    }
    assert_false(ltp_coordinate_parse("181", 'x', &degrees));
    assert_false(ltp_coordinate_parse("12 N", 'x', &degrees));
    assert_near(degrees, unset, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strict_numbers_are_decimal_and_whole),
        cmocka_unit_test(a_real_is_written_as_short_as_it_reads_back),
        cmocka_unit_test(every_real_reads_back_as_itself),
        cmocka_unit_test(numbers_are_read_as_people_type_them),
        cmocka_unit_test(the_decimal_separator_can_be_told),
        cmocka_unit_test(a_rough_number_is_marked),
        cmocka_unit_test(what_is_no_number_says_why),
        cmocka_unit_test(people_are_whole_and_not_negative),
        cmocka_unit_test(coordinates_are_read_as_people_type_them),
        cmocka_unit_test(what_is_no_coordinate_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
