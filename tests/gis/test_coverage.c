/* One sentence of ANALYSIS.md 4-6 at a time, in a country small enough to hold in the head:
 *
 *     C (0) ── R (1) ─┬─ K (2) ─┬─ A (4)
 *                     │         └─ B (5)
 *                     └─ L (3) ─── D (6), E (7)
 */
#include "tests/support/test.h"

#include "base/number.h"
#include "gis/coverage.h"

enum { C, R, K, L, A, B, D, E, UNITS };
enum { MAX_LINES = 8, MAX_NEEDS = 8 };
enum { TODAY = 18000, NEVER = LTP_DAY_NONE };

/* One line as a test writes it; see `at`. */
typedef struct Line {
    int place, also; /* also: a second place; 0 = none, the country never is */
    int org, project, activity;
    LtpLineStatus status;
    LtpDay start, end, reported, gone_on;
    int64_t targeted, reached;
    unsigned flags;
} Line;

static struct {
    LtpCoverageInput input;
    LtpCoverageParams params;
    uint16_t flags[MAX_LINES];
    uint8_t status[MAX_LINES];
    int32_t org[MAX_LINES], project[MAX_LINES], activity[MAX_LINES], indicator[MAX_LINES];
    LtpDay start[MAX_LINES], end[MAX_LINES], reported[MAX_LINES], gone_on[MAX_LINES];
    int64_t targeted[MAX_LINES], reached[MAX_LINES];
    uint32_t begin[MAX_LINES + 1];
    int32_t place[2 * MAX_LINES];
    double share[2 * MAX_LINES];
    int32_t need_unit[MAX_NEEDS], need_sector[MAX_NEEDS];
    LtpDay need_date[MAX_NEEDS];
    int64_t people[MAX_NEEDS], nothing[MAX_NEEDS], severity[MAX_NEEDS], population[MAX_NEEDS];
} w;

static int fresh_world(void **state)
{
    (void)state;
    static const int8_t level[UNITS] = {0, 1, 2, 2, 3, 3, 3, 3};
    static const int32_t parent[UNITS] = {-1, C, R, R, K, K, L, L};
    static const int32_t rank[UNITS] = {0, 1, 2, 5, 3, 4, 6, 7};
    static const LtpLonLat interior[UNITS] = {{0, 15}, {0, 15}, {0, 15}, {2, 15},
                                              {0, 15}, {1, 15}, {2, 15}, {4, 15}};
    memset(&w, 0, sizeof w);
    w.params = (LtpCoverageParams){
        .level = 3, .from = TODAY - 364, .to = TODAY, .as_of = TODAY, .stale_after = 365};
    for (int i = 0; i < MAX_NEEDS; i++)
        w.nothing[i] = LTP_NULL_INT;
    w.input = (LtpCoverageInput){
        .units = {UNITS, level, parent, rank, interior, 3},
        .lines = {0, w.flags, w.status, w.org, w.project, w.activity, w.indicator, w.start, w.end,
                  w.reported, w.gone_on, w.targeted, w.reached, w.begin, w.place, w.share},
        .needs = {0, w.need_unit, w.need_sector, w.need_date, w.population, w.nothing, w.nothing,
                  w.nothing, w.people, w.severity, NULL},
    };
    return 0;
}

/* An ongoing line of the last month; the test changes what it is about. */
static Line at(int place)
{
    return (Line){.place = place,
                  .project = -1,
                  .activity = -1,
                  .status = LTP_STATUS_ONGOING,
                  .start = TODAY - 30,
                  .end = TODAY,
                  .reported = NEVER,
                  .gone_on = NEVER,
                  .targeted = LTP_NULL_INT,
                  .reached = LTP_NULL_INT};
}

static void add(Line l)
{
    size_t i = w.input.lines.count++;
    uint32_t at = w.begin[i];
    w.flags[i] = (uint16_t)(LTP_LINE_MATCHES | LTP_LINE_IN_SECTOR | l.flags);
    w.status[i] = (uint8_t)l.status;
    w.org[i] = l.org;
    w.project[i] = l.project;
    w.activity[i] = l.activity;
    w.indicator[i] = -1;
    w.start[i] = l.start;
    w.end[i] = l.end;
    w.reported[i] = l.reported;
    w.gone_on[i] = l.gone_on;
    w.targeted[i] = l.targeted;
    w.reached[i] = l.reached;
    w.place[at] = l.place;
    w.share[at++] = ltp_null_real();
    if (l.also != 0) {
        w.place[at] = l.also;
        w.share[at++] = ltp_null_real();
    }
    w.begin[i + 1] = at;
}

static void add_need(int unit, int sector, LtpDay date, int64_t pin, int64_t severity)
{
    size_t i = w.input.needs.count++;
    w.need_unit[i] = unit;
    w.need_sector[i] = sector;
    w.need_date[i] = date;
    w.people[i] = pin;
    w.severity[i] = severity;
    w.population[i] = LTP_NULL_INT;
}

static LtpCoverageRow row(int unit)
{
    LtpError err = {0};
    LtpCoverage coverage = {0};
    LtpCoverageRow found = {.unit = -1};
    assert_ok(ltp_coverage_run(&w.input, &w.params, &coverage, &err));
    for (size_t i = 0; i < coverage.count; i++)
        if (coverage.rows[i].unit == unit)
            found = coverage.rows[i];
    ltp_coverage_release(&coverage);
    assert_int_equal(found.unit, unit);
    return found;
}

static void add_reached(int place, LtpDay reported, int64_t reached)
{
    Line l = at(place);
    l.reported = reported;
    l.reached = reached;
    add(l);
}

#define NOT_KNOWN(value) assert_true((value) == LTP_NULL_INT)

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
