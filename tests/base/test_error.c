#include "tests/support/test.h"

#include "base/text.h"

static void the_first_failure_wins(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    assert_int_equal(ltp_fail(&err, LTP_EIO, "disk %d", 1), LTP_EIO);
    assert_int_equal(ltp_fail(&err, LTP_ENOMEM, "later"), LTP_ENOMEM);
    assert_int_equal(err.code, LTP_EIO);
    assert_string_equal(err.msg, "disk 1");
}

static void a_null_error_is_harmless(void **state)
{
    (void)state;
    assert_int_equal(ltp_fail(NULL, LTP_EIO, "x"), LTP_EIO);
    assert_int_equal(ltp_wrap(NULL, LTP_EIO, "x"), LTP_EIO);
    ltp_error_where(NULL, "f", NULL, 1, NULL);
    ltp_error_clear(NULL);
}

static void context_goes_before_the_message(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    ltp_fail(&err, LTP_EFORMAT, "truncated");
    assert_int_equal(ltp_wrap(&err, LTP_EIO, "level %d", 2), LTP_EFORMAT);
    assert_string_equal(err.msg, "level 2: truncated");
}

static void the_place_reads_from_file_to_column(void **state)
{
    (void)state;
    char text[256];
    LtpError err = {.code = LTP_OK};
    ltp_fail(&err, LTP_EDATA, "bad");
    ltp_error_text(&err, text, sizeof text);
    assert_string_equal(text, "bad");
    ltp_error_where(&err, "4w.xlsx", "Matrice", 12, "Commune");
    ltp_error_where(&err, NULL, NULL, 0, NULL);
    ltp_error_text(&err, text, sizeof text);
    assert_string_equal(text, "4w.xlsx, sheet Matrice, row 12, column Commune: bad");
}

static void a_long_message_is_cut_between_letters(void **state)
{
    (void)state;
    char accents[2 * LTP_ERROR_MSG + 1] = "";
    for (size_t i = 0; i < LTP_ERROR_MSG; i++)
        memcpy(accents + 2 * i, "é", 3);
    for (int shift = 0; shift < 2; shift++) {
        LtpError err = {.code = LTP_OK};
        char small[10];
        ltp_fail(&err, LTP_EDATA, "%s%s", shift ? "x" : "", accents);
        assert_true(ltp_text_is_utf8(err.msg, strlen(err.msg)));
        assert_true(strlen(err.msg) >= LTP_ERROR_MSG - 2);
        ltp_wrap(&err, LTP_EDATA, "é");
        assert_true(ltp_text_is_utf8(err.msg, strlen(err.msg)));
        ltp_error_text(&err, small, sizeof small);
        assert_true(ltp_text_is_utf8(small, strlen(small)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failure_wins),
        cmocka_unit_test(a_null_error_is_harmless),
        cmocka_unit_test(context_goes_before_the_message),
        cmocka_unit_test(the_place_reads_from_file_to_column),
        cmocka_unit_test(a_long_message_is_cut_between_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
