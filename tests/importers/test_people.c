#include "base/number.h"
#include "importers/people.h"
#include "tests/support/test.h"

enum { TOTAL, F, M, GIRLS, BOYS, WOMEN, MEN, OLD_WOMEN, DISABLED, HOUSEHOLDS, N };

static const LtpPeopleCell cells[N] = {
    [TOTAL] = {.measure = "reached", .age_min = -1, .age_max = -1},
    [F] = {.measure = "reached", .sex = 'f', .age_min = -1, .age_max = -1},
    [M] = {.measure = "reached", .sex = 'm', .age_min = -1, .age_max = -1},
    [GIRLS] = {.measure = "reached", .sex = 'f', .age_min = 0, .age_max = 17},
    [BOYS] = {.measure = "reached", .sex = 'm', .age_min = 0, .age_max = 17},
    [WOMEN] = {.measure = "reached", .sex = 'f', .age_min = 18, .age_max = -1},
    [MEN] = {.measure = "reached", .sex = 'm', .age_min = 18, .age_max = -1},
    [OLD_WOMEN] = {.measure = "reached", .sex = 'f', .age_min = 59, .age_max = -1},
    [DISABLED] = {.measure = "reached", .age_min = -1, .age_max = -1, .disability = true},
    [HOUSEHOLDS] = {.measure = "reached", .age_min = -1, .age_max = -1, .households = true},
};

static const int64_t none = LTP_NULL_INT;

/* The figure of a row that holds `values` in the columns of the template of Mali. */
static LtpPeopleFigure figure(const int64_t values[N])
{
    LtpPeopleColumn columns[N];
    for (int i = 0; i < N; i++)
        columns[i] = (LtpPeopleColumn){.cell = &cells[i], .value = values[i]};
    ltp_people_prepare(columns, N);
    return ltp_people_figure(columns, N, "reached");
}

static void the_stated_total_is_taken_before_any_sum(void **state)
{
    (void)state;
    LtpPeopleFigure got = figure((int64_t[N]){100, 60, 40, 30, 20, 30, 20, 5, 3, 12});
    assert_int_equal(got.persons, 100);
    assert_int_equal(got.basis, LTP_PEOPLE_STATED);
    assert_false(got.mismatch);
    assert_int_equal(got.households, 12);
}

static void without_a_total_the_disjoint_cells_are_summed_and_the_elderly_are_of_which(void **state)
{
    (void)state;
    LtpPeopleFigure got = figure((int64_t[N]){none, none, none, 30, 20, 25, 15, 10, 4, none});
    assert_int_equal(got.persons, 90);
    assert_int_equal(got.basis, LTP_PEOPLE_CELLS);
}

static void an_incomplete_set_of_cells_is_a_lower_bound(void **state)
{
    (void)state;
    LtpPeopleFigure got =
        figure((int64_t[N]){none, none, none, 30, none, 25, none, none, none, none});
    assert_int_equal(got.persons, 55);
    assert_int_equal(got.basis, LTP_PEOPLE_PARTIAL);
    got = figure((int64_t[N]){none, 60, none, none, none, none, none, none, none, none});
    assert_int_equal(got.persons, 60);
    assert_int_equal(got.basis, LTP_PEOPLE_PARTIAL);
}

static void women_and_men_are_summed_where_no_cell_is_stated(void **state)
{
    (void)state;
    LtpPeopleFigure got = figure((int64_t[N]){none, 60, 40, none, none, none, none, 7, 9, none});
    assert_int_equal(got.persons, 100);
    assert_int_equal(got.basis, LTP_PEOPLE_CELLS);
}

/* 0-17 and 18+ beside 0-4, 5-19, 20-59 and 60+: two ways to cut the same people. */
static void people_cut_by_age_in_two_ways_are_counted_once(void **state)
{
    (void)state;
    static const int bands[][2] = {{0, 17}, {18, -1}, {0, 4}, {5, 19}, {20, 59}, {60, -1}};
    enum { BANDS = sizeof bands / sizeof *bands };
    LtpPeopleCell banded[BANDS];
    LtpPeopleColumn columns[BANDS];
    for (int i = 0; i < BANDS; i++) {
        banded[i] = (LtpPeopleCell){"reached", 'f', bands[i][0], bands[i][1], false, false};
        columns[i] = (LtpPeopleColumn){.cell = &banded[i], .value = 10};
    }
    ltp_people_prepare(columns, BANDS);
    assert_int_equal(20, ltp_people_figure(columns, BANDS, "reached").persons);
    ltp_people_prepare(columns + 2, BANDS - 2);
    assert_int_equal(40, ltp_people_figure(columns + 2, BANDS - 2, "reached").persons);
}

static void bands_that_share_the_year_between_them_are_both_counted(void **state)
{
    (void)state;
    const LtpPeopleCell adults = {"reached", 'm', 18, 60, false, false},
                        old = {"reached", 'm', 60, -1, false, false};
    LtpPeopleColumn columns[] = {{.cell = &adults, .value = 7}, {.cell = &old, .value = 2}};
    ltp_people_prepare(columns, 2);
    assert_int_equal(9, ltp_people_figure(columns, 2, "reached").persons);
}

static void no_cell_at_all_is_not_known_and_never_zero(void **state)
{
    (void)state;
    LtpPeopleFigure got =
        figure((int64_t[N]){none, none, none, none, none, none, none, none, none, none});
    assert_true(got.persons == LTP_NULL_INT);
    assert_int_equal(got.basis, LTP_PEOPLE_NONE);
    got = figure((int64_t[N]){none, none, none, none, none, none, none, 12, 4, 30});
    assert_true(got.persons == LTP_NULL_INT);
    assert_int_equal(got.households, 30);
}

static void a_stated_zero_is_zero(void **state)
{
    (void)state;
    LtpPeopleFigure got =
        figure((int64_t[N]){0, none, none, none, none, none, none, none, none, none});
    assert_int_equal(got.persons, 0);
    assert_int_equal(got.basis, LTP_PEOPLE_STATED);
}

static void cells_that_do_not_add_up_are_told(void **state)
{
    (void)state;
    assert_true(
        figure((int64_t[N]){100, 60, 50, none, none, none, none, none, none, none}).mismatch);
    assert_true(figure((int64_t[N]){100, none, none, 30, 20, 30, 21, none, none, none}).mismatch);
    /* an incomplete set says nothing unless it already exceeds the total */
    assert_false(
        figure((int64_t[N]){100, none, none, 30, none, 30, none, none, none, none}).mismatch);
    assert_true(
        figure((int64_t[N]){100, none, none, 130, none, none, none, none, none, none}).mismatch);
}

static void sixty_and_over_beside_18_to_59_is_added(void **state)
{
    (void)state;
    static const LtpPeopleCell bands[] = {
        {.measure = "targeted", .sex = 'f', .age_min = 0, .age_max = 17},
        {.measure = "targeted", .sex = 'm', .age_min = 0, .age_max = 17},
        {.measure = "targeted", .sex = 'f', .age_min = 18, .age_max = 59},
        {.measure = "targeted", .sex = 'm', .age_min = 18, .age_max = 59},
        {.measure = "targeted", .sex = 'f', .age_min = 60, .age_max = -1},
        {.measure = "targeted", .sex = 'm', .age_min = 60, .age_max = -1},
    };
    LtpPeopleColumn columns[6];
    for (int i = 0; i < 6; i++)
        columns[i] = (LtpPeopleColumn){.cell = &bands[i], .value = 10};
    ltp_people_prepare(columns, 6);
    LtpPeopleFigure got = ltp_people_figure(columns, 6, "targeted");
    assert_int_equal(got.persons, 60);
    assert_int_equal(got.basis, LTP_PEOPLE_CELLS);
    assert_true(ltp_people_figure(columns, 6, "reached").persons == LTP_NULL_INT);
}

static void a_cell_says_about_but_not_a_range_nor_a_negative_number(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpFindings findings = {0};
    LtpPeopleColumn column = {.cell = &cells[TOTAL], .header = "Total"};
    assert_ok(ltp_people_read(&column, "~200", 4, &findings, &err));
    assert_int_equal(column.value, 200);
    assert_true(column.approximate);
    assert_string_equal(findings.items[0].code, "people_approximate");
    assert_ok(ltp_people_read(&column, "100-200", 4, &findings, &err));
    assert_true(column.value == LTP_NULL_INT);
    assert_false(column.approximate);
    assert_string_equal(findings.items[1].code, "people_unreadable");
    assert_ok(ltp_people_read(&column, "-5", 4, &findings, &err));
    assert_true(column.value == LTP_NULL_INT);
    assert_string_equal(findings.items[2].code, "people_negative");
    assert_ok(ltp_people_read(&column, NULL, 4, &findings, &err));
    assert_int_equal(findings.count, 3);
    ltp_findings_release(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stated_total_is_taken_before_any_sum),
        cmocka_unit_test(
            without_a_total_the_disjoint_cells_are_summed_and_the_elderly_are_of_which),
        cmocka_unit_test(an_incomplete_set_of_cells_is_a_lower_bound),
        cmocka_unit_test(women_and_men_are_summed_where_no_cell_is_stated),
        cmocka_unit_test(people_cut_by_age_in_two_ways_are_counted_once),
        cmocka_unit_test(bands_that_share_the_year_between_them_are_both_counted),
        cmocka_unit_test(no_cell_at_all_is_not_known_and_never_zero),
        cmocka_unit_test(a_stated_zero_is_zero),
        cmocka_unit_test(cells_that_do_not_add_up_are_told),
        cmocka_unit_test(sixty_and_over_beside_18_to_59_is_added),
        cmocka_unit_test(a_cell_says_about_but_not_a_range_nor_a_negative_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
