/* One sentence of ANALYSIS.md 4-6 at a time: which lines count, where, and what follows from the
 * figures. */
#include "tests/gis/coverage_world.h"

/* ---- which lines count ---- */

static void a_planned_line_is_no_actor(void **state)
{
    (void)state;
    Line l = at(A);
    l.status = LTP_STATUS_PLANNED;
    add(l);
    assert_int_equal(row(A).n_actors, 0);
    assert_int_equal(row(A).n_planned, 1);
    assert_int_equal(row(A).state, LTP_STATE_PLANNED_ONLY);
}

static void without_a_status_the_dates_tell_it(void **state)
{
    (void)state;
    assert_int_equal(ltp_line_status(LTP_STATUS_NONE, TODAY + 1, NEVER, TODAY), LTP_STATUS_PLANNED);
    assert_int_equal(ltp_line_status(LTP_STATUS_NONE, TODAY, NEVER, TODAY), LTP_STATUS_ONGOING);
    assert_int_equal(ltp_line_status(LTP_STATUS_NONE, NEVER, TODAY, TODAY), LTP_STATUS_ONGOING);
    assert_int_equal(ltp_line_status(LTP_STATUS_NONE, NEVER, TODAY - 1, TODAY),
                     LTP_STATUS_COMPLETED);
    assert_int_equal(ltp_line_status(LTP_STATUS_SUSPENDED, TODAY, NEVER, TODAY),
                     LTP_STATUS_SUSPENDED);
}

static LtpLineFate fate_of(Line l)
{
    fresh_world(NULL);
    add(l);
    return ltp_line_fate(&w.input.lines, 0, &w.params);
}

static void both_ends_of_the_period_belong_to_it(void **state)
{
    (void)state;
    Line l = at(A);
    l.start = l.end = TODAY;
    assert_int_equal(fate_of(l), LTP_FATE_ACTIVE);
    l.start = l.end = TODAY - 364;
    assert_int_equal(fate_of(l), LTP_FATE_ACTIVE);
    l.start = l.end = TODAY - 365;
    assert_int_equal(fate_of(l), LTP_FATE_PERIOD);
    l.start = TODAY + 1;
    l.end = TODAY + 9;
    assert_int_equal(fate_of(l), LTP_FATE_PERIOD);
}

static void a_line_without_end_is_stale_a_year_after_its_last_report(void **state)
{
    (void)state;
    Line l = at(A);
    l.start = TODAY - 2000;
    l.end = NEVER;
    l.reported = TODAY - 364 - 365;
    assert_int_equal(fate_of(l), LTP_FATE_ACTIVE);
    l.reported--;
    assert_int_equal(fate_of(l), LTP_FATE_STALE);
    l.reported = NEVER; /* then a year after its start */
    assert_int_equal(fate_of(l), LTP_FATE_STALE);
    l.start = NEVER; /* nothing known: open on both sides */
    assert_int_equal(fate_of(l), LTP_FATE_ACTIVE);
}

static void a_line_with_nothing_but_a_report_counts_on_that_day(void **state)
{
    (void)state;
    Line l = at(A);
    l.start = l.end = NEVER;
    l.reported = TODAY - 365;
    assert_int_equal(fate_of(l), LTP_FATE_PERIOD);
    l.reported = TODAY - 364;
    assert_int_equal(fate_of(l), LTP_FATE_ACTIVE);
}

static void a_line_that_is_gone_counts_up_to_its_last_day(void **state)
{
    (void)state;
    Line l = at(A);
    l.gone_on = TODAY - 364;
    assert_int_equal(fate_of(l), LTP_FATE_ACTIVE);
    l.gone_on = TODAY - 365;
    assert_int_equal(fate_of(l), LTP_FATE_GONE);
}

static void lines_outside_the_period_leave_the_unit_inactive_not_empty(void **state)
{
    (void)state;
    Line l = at(A);
    l.start = l.end = TODAY - 900;
    l.reached = 50;
    add(l);
    assert_int_equal(row(A).state, LTP_STATE_INACTIVE);
    assert_int_equal(row(A).reached, 0);
    assert_int_equal(row(B).state, LTP_STATE_NO_LINE);
}

/* ---- direct and inherited ---- */

static void a_line_at_the_cercle_is_inherited_by_its_communes_alone(void **state)
{
    (void)state;
    Line l = at(K);
    l.reached = 50;
    add(l);
    assert_int_equal(row(A).n_actors, 0);
    assert_int_equal(row(A).n_actors_inherited, 1);
    assert_int_equal(row(A).n_lines_inherited, 1);
    assert_int_equal(row(A).state, LTP_STATE_INHERITED_ONLY);
    NOT_KNOWN(row(A).reached);
    assert_int_equal(row(D).n_actors_inherited, 0);
    assert_int_equal(row(D).reached, 0);
}

static void an_actor_that_is_direct_is_not_inherited_too(void **state)
{
    (void)state;
    add(at(A));
    add(at(K));
    assert_int_equal(row(A).n_actors, 1);
    assert_int_equal(row(A).n_actors_inherited, 0);
    assert_int_equal(row(A).n_lines_inherited, 1);
    assert_int_equal(row(B).n_actors_inherited, 1);
}

static void strict_shows_no_inherited_counts_but_keeps_state_and_nulls(void **state)
{
    (void)state;
    add(at(K));
    w.params.mode = LTP_MODE_STRICT;
    assert_int_equal(row(A).n_actors_inherited, 0);
    assert_int_equal(row(A).n_lines_inherited, 0);
    assert_int_equal(row(A).state, LTP_STATE_INHERITED_ONLY);
    NOT_KNOWN(row(A).reached);
}

static void equal_rows_of_a_bare_table_count_as_one_line(void **state)
{
    (void)state;
    Line again = at(A);
    again.flags = LTP_LINE_REPEATED;
    add(at(A));
    add(again);
    assert_int_equal(row(A).n_lines, 1);
    assert_int_equal(row(A).n_lines_no_figure, 1);
}

/* ---- clusters ---- */

static void a_cluster_is_seen_whatever_the_sector_filter(void **state)
{
    (void)state;
    Line l = at(A);
    l.flags = LTP_LINE_PROTECTION | LTP_LINE_LTP;
    add(l);
    w.flags[0] &= (uint16_t)~LTP_LINE_IN_SECTOR;
    assert_int_equal(row(A).n_lines, 0);
    assert_int_equal(row(A).has_protection, 1);
    assert_string_equal(ltp_intersector_name(row(A).intersector), "protection_only_ltp");
}

static void a_line_without_sector_leaves_the_cluster_unknown_unless_another_shows_it(void **state)
{
    (void)state;
    Line l = at(A);
    l.flags = LTP_LINE_NO_SECTOR;
    add(l);
    NOT_KNOWN(row(A).has_protection);
    assert_int_equal(row(A).intersector, LTP_INTERSECTOR_NULL);
    l.flags = LTP_LINE_PROTECTION;
    add(l);
    assert_int_equal(row(A).has_protection, 1);
    NOT_KNOWN(row(A).has_shelter);
}

/* ---- what follows ---- */

static void over_reach_needs_both_ratios_to_say_no(void **state)
{
    (void)state;
    Line l = at(A);
    l.targeted = 100;
    l.reached = 100;
    add(l);
    NOT_KNOWN(row(A).over_reach);
    add_need(A, -1, TODAY, 1000, 3);
    assert_int_equal(row(A).over_reach, 0);
    w.people[0] = 99;
    assert_int_equal(row(A).over_reach, 1);
    assert_int_equal(row(A).gap_need, 0);
}

static void a_ratio_with_zero_below_is_not_known(void **state)
{
    (void)state;
    Line l = at(A);
    l.targeted = l.reached = 0;
    add(l);
    add_need(A, -1, TODAY, 0, 3);
    assert_true(isnan(row(A).coverage_target));
    assert_true(isnan(row(A).coverage_need));
    assert_true(isnan(row(A).actors_per_10000));
    assert_int_equal(row(A).priority, LTP_PRIORITY_NONE);
}

static void the_nearest_actor_is_as_far_as_the_geodesic_says(void **state)
{
    (void)state;
    add(at(E));
    assert_near(row(E).nearest_actor_km, 0, 0);
    assert_near(row(D).nearest_actor_km, ltp_distance_km((LtpLonLat){2, 15}, (LtpLonLat){4, 15}),
                0);
    add(at(A));
    assert_near(row(B).nearest_actor_km, ltp_distance_km((LtpLonLat){0, 15}, (LtpLonLat){1, 15}),
                0);
    w.input.lines.count = 0;
    assert_true(isnan(row(A).nearest_actor_km));
}

static void a_report_of_tomorrow_is_zero_days_old(void **state)
{
    (void)state;
    NOT_KNOWN(row(A).freshness_days);
    add_reached(A, TODAY - 10, 1);
    assert_int_equal(row(A).freshness_days, 10);
    add_reached(A, TODAY + 1, 1);
    assert_int_equal(row(A).freshness_days, 0);
}

static void studies_and_areas_that_were_not_looked_at_are_not_known(void **state)
{
    (void)state;
    NOT_KNOWN(row(A).n_studies);
    NOT_KNOWN(row(A).last_study_year);
    assert_true(isnan(row(A).polygon_share));
}

/* ---- priority ---- */

static LtpPriority priority(int64_t severity, int64_t pin, int64_t reached, int64_t n_actors)
{
    LtpPriorityFacts facts = {.severity = severity,
                              .pin = pin,
                              .reached = reached,
                              .n_actors = n_actors,
                              .coverage_need = pin > 0 && reached != LTP_NULL_INT
                                                   ? (double)reached / (double)pin
                                                   : ltp_null_real(),
                              .state = n_actors > 0 ? LTP_STATE_COVERED : LTP_STATE_NO_LINE};
    return ltp_priority(&facts, NULL, 0);
}

static void priority_is_the_first_rule_that_holds(void **state)
{
    (void)state;
    assert_int_equal(priority(LTP_NULL_INT, 100, 0, 0), LTP_PRIORITY_UNKNOWN);
    assert_int_equal(priority(5, LTP_NULL_INT, 0, 0), LTP_PRIORITY_UNKNOWN);
    assert_int_equal(priority(2, 100, 0, 0), LTP_PRIORITY_NONE);
    assert_int_equal(priority(5, 0, 0, 0), LTP_PRIORITY_NONE);
    assert_int_equal(priority(5, 100, LTP_NULL_INT, 1), LTP_PRIORITY_TO_VERIFY);
    assert_int_equal(priority(4, 100, 0, 0), LTP_PRIORITY_HIGH);
    assert_int_equal(priority(4, 100, 24, 1), LTP_PRIORITY_HIGH);
    assert_int_equal(priority(4, 100, 25, 1), LTP_PRIORITY_MEDIUM);
    assert_int_equal(priority(4, 100, 75, 1), LTP_PRIORITY_LOW);
    assert_int_equal(priority(5, 100, 99, 1), LTP_PRIORITY_MEDIUM);
    assert_int_equal(priority(3, 100, 49, 1), LTP_PRIORITY_MEDIUM);
    assert_int_equal(priority(3, 100, 50, 1), LTP_PRIORITY_LOW);
}

static void a_presence_known_only_above_is_to_be_verified(void **state)
{
    (void)state;
    add(at(K));
    add_need(A, -1, TODAY, 100, 5);
    assert_int_equal(row(A).priority, LTP_PRIORITY_TO_VERIFY);
}

static void gaps_of_one_priority_are_listed_by_people_then_code_unknown_last(void **state)
{
    (void)state;
    LtpGap large = {LTP_PRIORITY_HIGH, 500, 9}, small = {LTP_PRIORITY_HIGH, 5, 1};
    LtpGap twin = {LTP_PRIORITY_HIGH, 5, 2}, unknown = {LTP_PRIORITY_HIGH, LTP_NULL_INT, 0};
    LtpGap medium = {LTP_PRIORITY_MEDIUM, 9000, 0};
    assert_true(ltp_gap_compare(&large, &small) < 0);
    assert_true(ltp_gap_compare(&small, &twin) < 0);
    assert_true(ltp_gap_compare(&twin, &unknown) < 0);
    assert_true(ltp_gap_compare(&unknown, &medium) < 0);
    assert_int_equal(ltp_gap_compare(&twin, &twin), 0);
}

#define TEST(name) cmocka_unit_test_setup(name, fresh_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_planned_line_is_no_actor),
        TEST(without_a_status_the_dates_tell_it),
        TEST(both_ends_of_the_period_belong_to_it),
        TEST(a_line_without_end_is_stale_a_year_after_its_last_report),
        TEST(a_line_with_nothing_but_a_report_counts_on_that_day),
        TEST(a_line_that_is_gone_counts_up_to_its_last_day),
        TEST(lines_outside_the_period_leave_the_unit_inactive_not_empty),
        TEST(a_line_at_the_cercle_is_inherited_by_its_communes_alone),
        TEST(an_actor_that_is_direct_is_not_inherited_too),
        TEST(strict_shows_no_inherited_counts_but_keeps_state_and_nulls),
        TEST(equal_rows_of_a_bare_table_count_as_one_line),
        TEST(a_cluster_is_seen_whatever_the_sector_filter),
        TEST(a_line_without_sector_leaves_the_cluster_unknown_unless_another_shows_it),
        TEST(over_reach_needs_both_ratios_to_say_no),
        TEST(a_ratio_with_zero_below_is_not_known),
        TEST(the_nearest_actor_is_as_far_as_the_geodesic_says),
        TEST(a_report_of_tomorrow_is_zero_days_old),
        TEST(studies_and_areas_that_were_not_looked_at_are_not_known),
        TEST(priority_is_the_first_rule_that_holds),
        TEST(a_presence_known_only_above_is_to_be_verified),
        TEST(gaps_of_one_priority_are_listed_by_people_then_code_unknown_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
