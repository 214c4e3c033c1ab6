#include "tests/support/test.h"

#include "base/number.h"
#include "cli/table_text.h"

static const LtpField pcode = {.name = "pcode", .label = {"code", "code"}};
static const LtpField state_field = {.name = "state", .label = {"état", "state"}};
static const LtpField people = {.name = "reached",
                                .type = LTP_INTEGER,
                                .unit = "people",
                                .label = {"personnes atteintes", "people reached"}};
static const LtpField ratio = {.name = "coverage_need",
                               .type = LTP_REAL,
                               .unit = "ratio",
                               .label = {"couverture des besoins", "coverage of needs"}};
static const LtpField day = {.name = "need_date", .type = LTP_DATE, .label = {"date", "date"}};

static const char *shown(const LtpField *field, LtpValue value)
{
    static LtpBuf text;
    ltp_buf_clear(&text);
    ltp_value_for_people(field, value, NULL, &text);
    return ltp_buf_text(&text);
}

static LtpValue date(const char *iso)
{
    LtpValue value = ltp_value_text(iso);
    value.type = LTP_DATE;
    return value;
}

static void what_is_not_known_is_a_dash_and_never_a_zero(void **state)
{
    (void)state;
    assert_string_equal(shown(&people, ltp_value_null(LTP_INTEGER)), "\u2013");
    assert_string_equal(shown(&people, ltp_value_int(0)), "0");
    assert_string_equal(shown(&ratio, ltp_value_real(ltp_null_real())), "\u2013");
}

static void a_small_number_that_was_taken_out_says_so(void **state)
{
    LtpValue value = ltp_value_null(LTP_INTEGER);
    (void)state;
    value.suppressed = true;
    assert_string_equal(shown(&people, value), "<5");
}

static void numbers_and_dates_are_written_as_in_french(void **state)
{
    (void)state;
    assert_string_equal(shown(&people, ltp_value_int(1234567)), "1\u202f234\u202f567");
    assert_string_equal(shown(&people, ltp_value_int(-1000)), "\u22121\u202f000");
    assert_string_equal(shown(&people, ltp_value_int(999)), "999");
    assert_string_equal(shown(&day, date("2020-03-31")), "31/03/2020");
}

static void a_ratio_never_rounds_to_nothing_or_to_all(void **state)
{
    (void)state;
    assert_string_equal(shown(&ratio, ltp_value_real(0.341)), "34\u202f%");
    assert_string_equal(shown(&ratio, ltp_value_real(0.001)), "<1\u202f%");
    assert_string_equal(shown(&ratio, ltp_value_real(0.999)), ">99\u202f%");
    assert_string_equal(shown(&ratio, ltp_value_real(0)), "0\u202f%");
    assert_string_equal(shown(&ratio, ltp_value_real(1)), "100\u202f%");
    assert_string_equal(shown(&ratio, ltp_value_real(1.5)), "150\u202f%");
}

static size_t make_table(size_t width, LtpBuf *out)
{
    const LtpField *const fields[] = {&pcode, &people, &ratio};
    LtpError err = {0};
    LtpTableText *table = NULL;
    size_t left_out = 99;
    assert_ok(ltp_table_text_new(fields, 3, width, NULL, &table, &err));
    assert_ok(ltp_table_text_put(
        table, (LtpValue[]){ltp_value_text("ML01"), ltp_value_int(12345), ltp_value_real(0.5)},
        &err));
    assert_ok(ltp_table_text_put(
        table, (LtpValue[]){ltp_value_text("ML02"), ltp_value_int(7), ltp_value_null(LTP_REAL)},
        &err));
    ltp_table_text_end(table, out, &left_out);
    ltp_table_text_free(table);
    return left_out;
}

static void columns_line_up_under_headers_that_break_between_words(void **state)
{
    LtpBuf out = {0};
    (void)state;
    assert_int_equal(make_table(0, &out), 0);
    assert_string_equal(ltp_buf_text(&out), "      personnes   couverture\n"
                                            "code  atteintes  des besoins\n"
                                            "────  ─────────  ───────────\n"
                                            "ML01     12\u202f345         50\u202f%\n"
                                            "ML02          7            \u2013\n");
    ltp_buf_release(&out);
}

static void columns_that_do_not_fit_are_left_out_and_counted(void **state)
{
    LtpBuf out = {0};
    (void)state;
    assert_int_equal(make_table(20, &out), 1);
    ltp_buf_release(&out);
}

static void words_of_lines_are_read_by_people_and_others_stay(void **state)
{
    (void)state;
    static const LtpField counted = {.name = "counted"}, change = {.name = "change"};
    char of_a_line[64];
    assert_string_not_equal(shown(&counted, ltp_value_text("filtered")), "filtered");
    snprintf(of_a_line, sizeof of_a_line, "%s", shown(&counted, ltp_value_text("gone")));
    assert_string_not_equal(shown(&change, ltp_value_text("gone")), of_a_line);
    assert_string_equal(shown(&state_field, ltp_value_text("gone")), "gone");
    assert_string_equal(shown(&state_field, ltp_value_text("Ségou")), "Ségou");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_known_is_a_dash_and_never_a_zero),
        cmocka_unit_test(a_small_number_that_was_taken_out_says_so),
        cmocka_unit_test(numbers_and_dates_are_written_as_in_french),
        cmocka_unit_test(a_ratio_never_rounds_to_nothing_or_to_all),
        cmocka_unit_test(columns_line_up_under_headers_that_break_between_words),
        cmocka_unit_test(columns_that_do_not_fit_are_left_out_and_counted),
        cmocka_unit_test(words_of_lines_are_read_by_people_and_others_stay),
    };
    ltp_lang_init("fr", "locale");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
