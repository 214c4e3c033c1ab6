#include "tests/support/test.h"

#include "base/csv.h"
#include "base/number.h"

static void cells_are_quoted_when_they_must_be(void **state)
{
    (void)state;
    LtpBuf out = {.max = 0};
    LtpCsv csv = {.out = &out};
    static const char *const cells[] = {"Gao",   "a,b", "a;b",  "say \"no\"", "two\nlines",
                                        " edge", "",    "=1+1", NULL};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        ltp_csv_text(&csv, cells[i]);
    ltp_csv_end_row(&csv);
    assert_string_equal(out.data,
                        "Gao,\"a,b\",a;b,\"say \"\"no\"\"\",\"two\nlines\",\" edge\",,=1+1,\n");
    ltp_buf_release(&out);
}

static void unknown_figures_are_empty_cells(void **state)
{
    (void)state;
    LtpBuf out = {.max = 0};
    LtpCsv csv = {.out = &out, .separator = ';', .crlf = true};
    ltp_csv_int(&csv, LTP_NULL_INT);
    ltp_csv_real(&csv, ltp_null_real());
    ltp_csv_int(&csv, 0);
    ltp_csv_real(&csv, 0.5);
    ltp_csv_real(&csv, 12);
    ltp_csv_text(&csv, "a;b");
    ltp_csv_end_row(&csv);
    ltp_csv_int(&csv, 1);
    ltp_csv_end_row(&csv);
    assert_string_equal(out.data, ";;0;0.5;12.0;\"a;b\"\r\n1\r\n");
    ltp_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_when_they_must_be),
        cmocka_unit_test(unknown_figures_are_empty_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
