/* Small numbers in a row: what is hidden, and what is hidden with it. */
#include "layers/release_internal.h"
#include "tests/support/test.h"

/* A row of the figures: people and what is computed from them. */
static const LtpField people = {.name = "reached", .flags = LTP_PEOPLE},
                      pin = {.name = "pin", .flags = LTP_PEOPLE},
                      gap = {.name = "gap_need", .flags = LTP_PEOPLE | LTP_FROM_PEOPLE},
                      ratio = {.name = "coverage_need", .flags = LTP_FROM_PEOPLE},
                      actors = {.name = "n_actors"};
static const LtpField *const figures[] = {&people, &pin, &gap, &ratio, &actors};

static void what_is_computed_from_a_hidden_figure_is_hidden_with_it(void **state)
{
    (void)state;
    LtpValue values[] = {ltp_value_int(3), ltp_value_int(100), ltp_value_int(97),
                         ltp_value_real(0.03), ltp_value_int(2)};
    assert_true(ltp_release_suppress(figures, values, 5, LTP_SMALL));
    assert_true(values[0].suppressed);
    assert_false(values[1].null); /* pin alone gives nothing back */
    assert_true(values[2].suppressed);
    assert_true(values[3].suppressed);
    assert_int_equal(2, values[4].integer); /* organisations are no people */
}

static void a_small_difference_takes_its_term_along(void **state)
{
    (void)state;
    LtpValue values[] = {ltp_value_int(97), ltp_value_int(100), ltp_value_int(3),
                         ltp_value_real(0.97), ltp_value_int(2)};
    assert_true(ltp_release_suppress(figures, values, 5, LTP_SMALL));
    assert_true(values[0].suppressed);
    assert_false(values[1].null);
    assert_true(values[2].suppressed && values[3].suppressed);
}

/* Where all rules of addition agree, the ends of the interval are the figure. */
static void a_small_difference_takes_the_interval_of_its_term_along(void **state)
{
    (void)state;
    static const LtpField low = {.name = "reached_low", .flags = LTP_PEOPLE},
                          high = {.name = "reached_high", .flags = LTP_PEOPLE};
    static const LtpField *const row[] = {&people, &low, &high, &pin, &gap};
    LtpValue values[] = {ltp_value_int(97), ltp_value_int(97), ltp_value_int(97),
                         ltp_value_int(100), ltp_value_int(3)};
    assert_true(ltp_release_suppress(row, values, 5, LTP_SMALL));
    assert_true(values[0].suppressed && values[1].suppressed && values[2].suppressed);
    assert_false(values[3].null);
}

static void zero_and_the_threshold_itself_are_shown(void **state)
{
    (void)state;
    LtpValue values[] = {ltp_value_int(0), ltp_value_int(5), ltp_value_int(5), ltp_value_real(0),
                         ltp_value_int(1)};
    assert_false(ltp_release_suppress(figures, values, 5, LTP_SMALL));
    assert_int_equal(5, values[1].integer);
}

/* Whatever the figures: no shown figure, nor a difference of two shown ones, is a small number of
 * people. */
static void no_row_gives_a_small_number_back(void **state)
{
    (void)state;
    for (int64_t reached = 0; reached < 30; reached++)
        for (int64_t need = 0; need < 30; need++) {
            int64_t left = need > reached ? need - reached : 0;
            double share = need ? (double)reached / (double)need : ltp_null_real();
            LtpValue values[] = {ltp_value_int(reached), ltp_value_int(need), ltp_value_int(left),
                                 ltp_value_real(share), ltp_value_int(1)};
            ltp_release_suppress(figures, values, 5, LTP_SMALL);
            for (size_t i = 0; i < 3; i++)
                assert_false(!values[i].null && values[i].integer > 0 && values[i].integer < 5);
            if (values[0].null && !values[1].null)
                assert_true(values[2].null || values[2].integer == 0);
            if (!values[0].null && !values[1].null && need > reached)
                assert_true(need - reached >= 5);
        }
}

/* A row of a line: the total and cells by sex and age. */
static bool suppress_cells(const LtpField **fields, int64_t total, int64_t women, int64_t girls,
                           LtpValue values[4])
{
    static const char *const names[] = {"reached", "reached_total", "reached_f",
                                        "reached_f_children"};
    const int64_t numbers[] = {total, total, women, girls};
    for (size_t i = 0; i < 4; i++) {
        fields[i] = ltp_layer_field(ltp_layer_find("lines"), names[i]);
        values[i] = ltp_value_int(numbers[i]);
    }
    return ltp_release_suppress(fields, values, 4, LTP_SMALL);
}

static void cells_by_sex_and_age_give_no_small_number_back(void **state)
{
    (void)state;
    const LtpField *fields[4];
    LtpValue values[4];
    assert_true(suppress_cells(fields, 100, 60, 3, values)); /* three girls */
    assert_int_equal(100, values[0].integer);
    assert_int_equal(100, values[1].integer);
    assert_true(values[2].suppressed && values[3].suppressed);
    assert_true(suppress_cells(fields, 100, 98, 50, values)); /* two men, by one subtraction */
    assert_true(values[2].suppressed && values[3].suppressed);
    assert_true(suppress_cells(fields, 100, 60, 58, values)); /* two women of 18 and over */
    assert_true(values[2].suppressed && values[3].suppressed);
    assert_true(suppress_cells(fields, 4, 4, 4, values)); /* the total itself */
    assert_true(values[0].suppressed && values[1].suppressed && values[2].suppressed);
    assert_false(suppress_cells(fields, 100, 60, 40, values));
    assert_int_equal(40, values[3].integer);
    assert_false(suppress_cells(fields, 60, 60, LTP_NULL_INT, values)); /* no men: 0 is no secret */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_computed_from_a_hidden_figure_is_hidden_with_it),
        cmocka_unit_test(a_small_difference_takes_its_term_along),
        cmocka_unit_test(a_small_difference_takes_the_interval_of_its_term_along),
        cmocka_unit_test(zero_and_the_threshold_itself_are_shown),
        cmocka_unit_test(no_row_gives_a_small_number_back),
        cmocka_unit_test(cells_by_sex_and_age_give_no_small_number_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
