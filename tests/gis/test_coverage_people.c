/* One sentence of ANALYSIS.md 4 and 5 at a time: people, how they divide and add up, and needs. */
#include "tests/gis/coverage_world.h"

/* ---- people ---- */

static void lines_of_one_report_are_summed_and_the_largest_report_holds(void **state)
{
    (void)state;
    add_reached(A, TODAY - 60, 100);
    add_reached(A, TODAY - 60, 30);
    add_reached(A, TODAY - 30, 120);
    assert_int_equal(row(A).reached, 130);
    w.params.period_rule = LTP_PERIOD_LATEST;
    assert_int_equal(row(A).reached, 120);
    w.params.period_rule = LTP_PERIOD_SUM;
    assert_int_equal(row(A).reached, 250);
    assert_int_equal(row(A).reached_low, 120);
    assert_int_equal(row(A).reached_high, 250);
}

static void two_organisations_add_up_or_the_larger_counts(void **state)
{
    (void)state;
    Line other = at(A);
    add_reached(A, TODAY, 100);
    other.org = 1;
    other.reached = 40;
    add(other);
    assert_int_equal(row(A).reached, 140);
    w.params.area_rule = LTP_AREA_MAX;
    assert_int_equal(row(A).reached, 100);
}

static void a_line_without_a_figure_is_not_zero(void **state)
{
    (void)state;
    add(at(A));
    NOT_KNOWN(row(A).reached);
    assert_int_equal(row(A).n_lines_no_figure, 1);
    add_reached(A, NEVER, 0);
    assert_int_equal(row(A).reached, 0);
}

static void people_of_two_places_are_divided_by_pin_and_add_up(void **state)
{
    (void)state;
    Line l = at(A);
    l.also = B;
    l.reached = 100;
    add(l);
    add_need(A, -1, TODAY, 200, 3);
    add_need(B, -1, TODAY, 100, 3);
    assert_int_equal(row(A).reached, 67);
    assert_int_equal(row(B).reached, 33);
}

static void a_person_left_over_goes_to_the_lower_pcode(void **state)
{
    (void)state;
    Line l = at(D);
    l.also = A;
    l.reached = 1;
    add(l);
    assert_int_equal(row(A).reached, 1);
    assert_int_equal(row(D).reached, 0);
}

static void where_one_place_has_no_pin_and_no_population_people_are_divided_equally(void **state)
{
    (void)state;
    Line l = at(A);
    l.also = B;
    l.reached = 100;
    add(l);
    add_need(A, -1, TODAY, 900, 3);
    assert_int_equal(row(A).reached, 50);
}

static void shares_of_area_divide_before_pin(void **state)
{
    (void)state;
    Line l = at(A);
    l.also = B;
    l.reached = 100;
    add(l);
    w.share[0] = 0.1;
    w.share[1] = 0.3;
    add_need(A, -1, TODAY, 900, 3);
    add_need(B, -1, TODAY, 100, 3);
    assert_int_equal(row(A).reached, 25);
}

static void allocated_divides_a_cercle_among_its_communes_and_says_so(void **state)
{
    (void)state;
    Line l = at(K);
    l.reached = 9;
    add(l);
    w.params.mode = LTP_MODE_ALLOCATED;
    assert_int_equal(row(A).reached, 5);
    assert_int_equal(row(B).reached, 4);
    assert_true(row(A).estimated);
    assert_int_equal(row(A).state, LTP_STATE_INHERITED_ONLY);
    assert_false(row(D).estimated);
}

static void the_cercle_holds_its_communes_and_what_is_located_at_itself(void **state)
{
    (void)state;
    add_reached(A, TODAY, 10);
    add_reached(B, TODAY, 20);
    add_reached(K, TODAY, 5);
    add_reached(R, TODAY, 1000);
    w.params.level = 2;
    assert_int_equal(row(K).reached, 35);
    assert_int_equal(row(K).n_actors, 1);
    w.params.level = 0;
    assert_int_equal(row(C).reached, 1035);
}

/* ---- needs ---- */

static void the_newest_figure_up_to_the_day_holds_and_a_blank_is_none(void **state)
{
    (void)state;
    add_need(A, -1, TODAY - 90, 100, 3);
    add_need(A, -1, TODAY - 30, 150, LTP_NULL_INT);
    add_need(A, -1, TODAY + 1, 999, 5);
    assert_int_equal(row(A).need.pin, 150);
    assert_int_equal(row(A).need.severity, 3);
    assert_int_equal(row(A).need.need_date, TODAY - 30);
}

static void sectors_are_never_summed(void **state)
{
    (void)state;
    add_need(A, 0, TODAY, 100, 2);
    add_need(A, 1, TODAY, 70, 4);
    assert_int_equal(row(A).need.pin, 100);
    assert_int_equal(row(A).need.severity, 4);
    assert_int_equal(row(A).need.pin_sector, 0);
}

static void a_sector_filter_takes_its_own_needs_where_the_edition_states_any(void **state)
{
    (void)state;
    const int32_t sector = 1;
    add_need(A, -1, TODAY, 500, 3);
    add_need(B, 1, TODAY, 70, 4);
    w.params.need_sectors = &sector;
    w.params.n_need_sectors = 1;
    NOT_KNOWN(row(A).need.pin);
    assert_int_equal(row(B).need.pin, 70);
    w.need_sector[1] = 0; /* no figure of that sector anywhere: the intersectoral ones */
    assert_int_equal(row(A).need.pin, 500);
    NOT_KNOWN(row(B).need.pin);
}

static void a_parent_sums_its_children_only_when_all_have_a_figure(void **state)
{
    (void)state;
    w.params.level = 2;
    add_need(A, -1, TODAY, 100, 3);
    NOT_KNOWN(row(K).need.pin);
    assert_int_equal(row(K).need.pin_missing, 1);
    add_need(B, -1, TODAY - 9, 50, 5);
    assert_int_equal(row(K).need.pin, 150);
    assert_int_equal(row(K).need.severity, 5);
    assert_int_equal(row(K).need.need_date, TODAY - 9);
    add_need(K, -1, TODAY, 170, 4);
    assert_int_equal(row(K).need.pin, 170);
    assert_int_equal(row(K).need.severity, 4);
}

static void a_figure_is_spread_downwards_in_mode_allocated_alone(void **state)
{
    (void)state;
    add_need(K, -1, TODAY, 100, 4);
    add_need(B, -1, TODAY, 30, 3);
    NOT_KNOWN(row(A).need.pin);
    w.params.mode = LTP_MODE_ALLOCATED;
    assert_int_equal(row(A).need.pin, 70);
    assert_true(row(A).estimated);
    assert_int_equal(row(B).need.pin, 30);
    assert_false(row(B).estimated);
    NOT_KNOWN(row(A).need.severity); /* not a number of people */
}

static void a_severity_of_another_sector_does_not_lend_the_pin_its_sector_and_day(void **state)
{
    (void)state;
    w.params.level = 2;
    add_need(K, 0, TODAY, LTP_NULL_INT, 4);
    assert_int_equal(row(K).need.pin_sector, 0);
    add_need(A, -1, TODAY - 5, 100, 3);
    add_need(B, -1, TODAY - 9, 50, 3);
    assert_int_equal(row(K).need.pin, 150);
    assert_int_equal(row(K).need.pin_sector, LTP_NEED_INTERSECTORAL);
    assert_int_equal(row(K).need.need_date, TODAY - 9);
    NOT_KNOWN(row(K).need.pin_missing);
}

static void a_pin_that_is_lent_keeps_the_sector_and_day_it_was_stated_with(void **state)
{
    (void)state;
    add_need(K, -1, TODAY - 5, 100, 4);
    add_need(A, 0, TODAY, LTP_NULL_INT, 4);
    w.params.mode = LTP_MODE_ALLOCATED;
    assert_int_equal(row(A).need.pin, 50);
    assert_int_equal(row(A).need.pin_sector, LTP_NEED_INTERSECTORAL);
    assert_int_equal(row(A).need.need_date, TODAY - 5);
}

#define TEST(name) cmocka_unit_test_setup(name, fresh_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_of_one_report_are_summed_and_the_largest_report_holds),
        TEST(two_organisations_add_up_or_the_larger_counts),
        TEST(a_line_without_a_figure_is_not_zero),
        TEST(people_of_two_places_are_divided_by_pin_and_add_up),
        TEST(a_person_left_over_goes_to_the_lower_pcode),
        TEST(where_one_place_has_no_pin_and_no_population_people_are_divided_equally),
        TEST(shares_of_area_divide_before_pin),
        TEST(allocated_divides_a_cercle_among_its_communes_and_says_so),
        TEST(the_cercle_holds_its_communes_and_what_is_located_at_itself),
        TEST(the_newest_figure_up_to_the_day_holds_and_a_blank_is_none),
        TEST(sectors_are_never_summed),
        TEST(a_sector_filter_takes_its_own_needs_where_the_edition_states_any),
        TEST(a_parent_sums_its_children_only_when_all_have_a_figure),
        TEST(a_figure_is_spread_downwards_in_mode_allocated_alone),
        TEST(a_severity_of_another_sector_does_not_lend_the_pin_its_sector_and_day),
        TEST(a_pin_that_is_lent_keeps_the_sector_and_day_it_was_stated_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
