/* Random worlds: an independent slow implementation agrees on every figure, and what must hold of
 * any data holds. */
#include "tests/support/test.h"

#include "base/number.h"
#include "tests/gis/coverage_oracle.h"

#include <stdlib.h>

enum { UNITS = 60, LINES = 90, PLACES = 3, NEEDS = 90, STUDIES = 40 };

typedef struct World {
    uint64_t seed;
    int8_t level[UNITS];
    int32_t parent[UNITS], rank[UNITS];
    LtpLonLat interior[UNITS];
    uint16_t flags[LINES];
    uint8_t status[LINES];
    int32_t org[LINES], project[LINES], activity[LINES], indicator[LINES];
    LtpDay start[LINES], end[LINES], reported[LINES], gone_on[LINES];
    int64_t targeted[LINES], reached[LINES];
    uint32_t place_begin[LINES + 1];
    int32_t place_unit[LINES * PLACES];
    double place_share[LINES * PLACES];
    int32_t need_unit[NEEDS], need_sector[NEEDS];
    LtpDay need_date[NEEDS];
    int64_t figures[6][NEEDS];
    int32_t study_year[STUDIES], study_unit[STUDIES * PLACES];
    uint32_t study_begin[STUDIES + 1];
    int32_t wanted_sector;
    LtpCoverageInput input;
    LtpCoverageParams params;
} World;

/* xorshift64*: the same worlds everywhere. */
static uint32_t roll(World *w, uint32_t sides)
{
    w->seed ^= w->seed >> 12;
    w->seed ^= w->seed << 25;
    w->seed ^= w->seed >> 27;
    return (uint32_t)((w->seed * UINT64_C(2685821657736338717)) >> 33) % sides;
}

static bool chance(World *w, uint32_t percent)
{
    return roll(w, 100) < percent;
}

static int64_t maybe(World *w, uint32_t percent_missing, uint32_t sides)
{
    return chance(w, percent_missing) ? LTP_NULL_INT : (int64_t)roll(w, sides);
}

static LtpDay maybe_day(World *w, uint32_t percent_missing)
{
    return chance(w, percent_missing) ? LTP_DAY_NONE : (LtpDay)(18000 + roll(w, 900));
}

/* A country, 3 régions, 8 cercles, communes, and a few units below; some communes lie directly
 * under a région. */
static void make_units(World *w)
{
    static const int8_t first[] = {0, 1, 4, 12, 52, UNITS};
    for (int level = 0, i = 0; i < UNITS; i++) {
        while (i >= first[level + 1])
            level++;
        int above = level == 0 ? 0 : first[level] - first[level - 1];
        w->level[i] = (int8_t)level;
        w->parent[i] = level == 0 ? -1 : first[level - 1] + (int32_t)roll(w, (uint32_t)above);
        if (level == 3 && chance(w, 10))
            w->parent[i] = 1 + (int32_t)roll(w, 3);
        w->rank[i] = (i * 37) % UNITS; /* not the order of the indexes */
        w->interior[i] = (LtpLonLat){-12 + roll(w, 1600) / 100.0, 10 + roll(w, 1500) / 100.0};
    }
}

static void add_places(World *w, size_t i)
{
    uint32_t at = w->place_begin[i], n = chance(w, 70) ? 1 : 1 + roll(w, PLACES);
    bool shared = chance(w, 30);
    while (n-- > 0) {
        int32_t unit = chance(w, 60) ? 12 + (int32_t)roll(w, 40) : (int32_t)roll(w, UNITS);
        bool known = false;
        for (uint32_t p = w->place_begin[i]; p < at; p++)
            known = known || w->place_unit[p] == unit;
        w->place_unit[at] = unit;
        w->place_share[at] = shared ? (1 + roll(w, 4)) / 8.0 : ltp_null_real();
        at += known ? 0 : 1;
    }
    w->place_begin[i + 1] = at;
}

static void make_lines(World *w)
{
    for (size_t i = 0; i < LINES; i++) {
        unsigned flags = chance(w, 90) ? LTP_LINE_MATCHES : 0;
        flags |= chance(w, 80) ? LTP_LINE_IN_SECTOR : 0;
        flags |= chance(w, 30) ? LTP_LINE_PROTECTION : chance(w, 10) ? LTP_LINE_NO_SECTOR : 0;
        flags |= chance(w, 20) ? LTP_LINE_LTP : chance(w, 10) ? LTP_LINE_NO_THEME : 0;
        w->flags[i] = (uint16_t)flags;
        w->status[i] = (uint8_t)(chance(w, 40) ? 0 : roll(w, 6));
        w->org[i] = (int32_t)roll(w, 6);
        w->project[i] = (int32_t)roll(w, 4) - 1;
        w->activity[i] = (int32_t)roll(w, 3) - 1;
        w->indicator[i] = (int32_t)roll(w, 2) - 1;
        w->start[i] = maybe_day(w, 15);
        w->end[i] = maybe_day(w, 30);
        if (w->start[i] != LTP_DAY_NONE && w->end[i] != LTP_DAY_NONE && w->end[i] < w->start[i])
            w->end[i] = w->start[i];
        w->reported[i] = chance(w, 15) ? LTP_DAY_NONE : (LtpDay)(18000 + 30 * roll(w, 30));
        w->gone_on[i] = maybe_day(w, 85);
        w->targeted[i] = maybe(w, 20, 400);
        w->reached[i] = maybe(w, 25, 400);
        if (chance(w, 5)) {
            w->flags[i] |= LTP_LINE_REPEATED;
            w->targeted[i] = w->reached[i] = LTP_NULL_INT;
        }
        add_places(w, i);
    }
}

static void make_needs(World *w)
{
    for (size_t i = 0; i < NEEDS; i++) {
        w->need_unit[i] = chance(w, 85) ? 12 + (int32_t)roll(w, 40) : (int32_t)roll(w, UNITS);
        w->need_sector[i] = (int32_t)roll(w, 4) - 1;
        w->need_date[i] = maybe_day(w, 10);
        for (int k = 0; k < 6; k++)
            w->figures[k][i] =
                k == 5 && chance(w, 70) ? 1 + (int64_t)roll(w, 5) : maybe(w, 30, 5000);
        if (w->figures[5][i] > 5 || w->figures[5][i] == 0)
            w->figures[5][i] = LTP_NULL_INT;
    }
}

static void make_studies(World *w)
{
    for (size_t i = 0; i < STUDIES; i++) {
        uint32_t n = 1 + roll(w, PLACES);
        w->study_year[i] = chance(w, 20) ? 0 : 1990 + (int32_t)roll(w, 35);
        w->study_begin[i + 1] = w->study_begin[i] + n;
        for (uint32_t k = 0; k < n; k++)
            w->study_unit[w->study_begin[i] + k] = (int32_t)roll(w, UNITS);
    }
}

static void make_params(World *w)
{
    LtpDay from = maybe_day(w, 30), to = maybe_day(w, 30);
    if (from != LTP_DAY_NONE && to != LTP_DAY_NONE && to < from)
        to = from;
    w->wanted_sector = (int32_t)roll(w, 4);
    w->params = (LtpCoverageParams){.level = (int)roll(w, 5),
                                    .from = from,
                                    .to = to,
                                    .as_of = (LtpDay)(18000 + roll(w, 900)),
                                    .stale_after = chance(w, 50) ? 365 : 60,
                                    .mode = (LtpLocationMode)roll(w, 3),
                                    .period_rule = (LtpPeriodRule)roll(w, 3),
                                    .area_rule = (LtpAreaRule)roll(w, 2),
                                    .need_sectors = &w->wanted_sector,
                                    .n_need_sectors = roll(w, 2)};
}

static void make_world(World *w, uint64_t seed)
{
    memset(w, 0, sizeof *w);
    w->seed = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    make_units(w);
    make_lines(w);
    make_needs(w);
    make_studies(w);
    make_params(w);
    w->input = (LtpCoverageInput){
        .units = {UNITS, w->level, w->parent, w->rank, w->interior, 3, NULL},
        .lines = {LINES, w->flags, w->status, w->org, w->project, w->activity, w->indicator,
                  w->start, w->end, w->reported, w->gone_on, w->targeted, w->reached,
                  w->place_begin, w->place_unit, w->place_share},
        .needs = {NEEDS, w->need_unit, w->need_sector, w->need_date, w->figures[0], w->figures[1],
                  w->figures[2], w->figures[3], w->figures[4], w->figures[5], NULL},
        .studies = {true, STUDIES, w->study_year, w->study_begin, w->study_unit},
    };
}

static LtpCoverage run(const World *w)
{
    LtpError err = {0};
    LtpCoverage coverage = {0};
    assert_ok(ltp_coverage_run(&w->input, &w->params, &coverage, &err));
    return coverage;
}

/* ---- against the oracle ---- */

#define SAME(member)                                                                               \
    if (ours->member != theirs->member)                                                            \
    fail_msg("seed %llu unit %d " #member ": %lld, expected %lld", (unsigned long long)seed,       \
             ours->unit, (long long)ours->member, (long long)theirs->member)

static void assert_same_row(uint64_t seed, const LtpCoverageRow *ours, const LtpCoverageRow *theirs)
{
    SAME(n_actors);
    SAME(n_lines);
    SAME(n_projects);
    SAME(n_actors_inherited);
    SAME(n_lines_inherited);
    SAME(n_planned);
    SAME(n_lines_no_figure);
    SAME(has_protection);
    SAME(has_ltp);
    SAME(freshness_days);
    SAME(state);
    SAME(n_studies);
    SAME(n_studies_inherited);
    SAME(last_study_year);
    SAME(need.severity);
    if (!ours->need.estimated) { /* spreading is not the oracle's */
        SAME(need.pin);
        SAME(need.population);
    }
    SAME(targeted);
    SAME(reached);
    SAME(reached_low);
    SAME(reached_high);
    if (!(ours->nearest_actor_km == theirs->nearest_actor_km ||
          (isnan(ours->nearest_actor_km) && isnan(theirs->nearest_actor_km))))
        fail_msg("seed %llu unit %d: %g km, expected %g", (unsigned long long)seed, ours->unit,
                 ours->nearest_actor_km, theirs->nearest_actor_km);
}

static World world;

static void a_slow_independent_implementation_agrees_on_every_figure(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        make_world(&world, seed);
        LtpCoverage coverage = run(&world);
        for (size_t i = 0; i < coverage.count; i++) {
            LtpCoverageRow theirs = oracle_row(&world.input, &world.params, coverage.rows[i].unit);
            assert_same_row(seed, &coverage.rows[i], &theirs);
        }
        ltp_coverage_release(&coverage);
    }
}

/* ---- what holds of any data ---- */

static void a_finer_filter_never_raises_a_count(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        make_world(&world, seed);
        LtpCoverage before = run(&world);
        for (size_t i = 0; i < LINES; i++)
            if (chance(&world, 40))
                world.flags[i] &=
                    (uint16_t) ~(chance(&world, 50) ? LTP_LINE_MATCHES : LTP_LINE_IN_SECTOR);
        LtpCoverage after = run(&world);
        for (size_t i = 0; i < before.count; i++) {
            const LtpCoverageRow *a = &before.rows[i], *b = &after.rows[i];
            assert_true(b->n_actors <= a->n_actors && b->n_lines <= a->n_lines);
            assert_true(b->n_projects <= a->n_projects && b->n_planned <= a->n_planned);
            assert_true(b->n_lines_inherited <= a->n_lines_inherited);
            assert_true(b->n_actors + b->n_actors_inherited <= a->n_actors + a->n_actors_inherited);
        }
        assert_true(after.lines_active <= before.lines_active);
        ltp_coverage_release(&before);
        ltp_coverage_release(&after);
    }
}

static void with_sums_the_country_is_the_same_in_every_mode(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        int64_t reached[3], targeted[3];
        make_world(&world, seed);
        world.params.level = 0;
        world.params.period_rule = LTP_PERIOD_SUM;
        world.params.area_rule = LTP_AREA_SUM;
        for (int mode = 0; mode < 3; mode++) {
            world.params.mode = (LtpLocationMode)mode;
            LtpCoverage country = run(&world);
            reached[mode] = country.rows[0].reached;
            targeted[mode] = country.rows[0].targeted;
            ltp_coverage_release(&country);
        }
        assert_true(reached[0] == reached[1] && reached[1] == reached[2]);
        assert_true(targeted[0] == targeted[1] && targeted[1] == targeted[2]);
    }
}

static void the_figure_lies_between_its_lowest_and_its_highest(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        make_world(&world, seed);
        LtpCoverage coverage = run(&world);
        for (size_t i = 0; i < coverage.count; i++) {
            const LtpCoverageRow *row = &coverage.rows[i];
            assert_true(row->reached_low <= row->reached && row->reached <= row->reached_high);
            assert_true((row->reached == LTP_NULL_INT) == (row->reached_low == LTP_NULL_INT));
        }
        ltp_coverage_release(&coverage);
    }
}

static void copy_line(const World *from, size_t i, World *to, size_t j)
{
    to->flags[j] = from->flags[i];
    to->status[j] = from->status[i];
    to->org[j] = 5 - from->org[i]; /* other numbers for the same words */
    to->project[j] = from->project[i];
    to->activity[j] = from->activity[i];
    to->indicator[j] = from->indicator[i];
    to->start[j] = from->start[i];
    to->end[j] = from->end[i];
    to->reported[j] = from->reported[i];
    to->gone_on[j] = from->gone_on[i];
    to->targeted[j] = from->targeted[i];
    to->reached[j] = from->reached[i];
    uint32_t n = from->place_begin[i + 1] - from->place_begin[i], at = to->place_begin[j];
    to->place_begin[j + 1] = at + n;
    for (uint32_t p = 0; p < n; p++) { /* the places turned round, too */
        to->place_unit[at + p] = from->place_unit[from->place_begin[i + 1] - 1 - p];
        to->place_share[at + p] = from->place_share[from->place_begin[i + 1] - 1 - p];
    }
}

static void the_order_of_lines_and_places_changes_nothing(void **state)
{
    (void)state;
    static World shuffled;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        make_world(&world, seed);
        make_world(&shuffled, seed);
        for (size_t i = 0; i < LINES; i++)
            copy_line(&world, (i * 37 + seed) % LINES, &shuffled, i);
        LtpCoverage a = run(&world), b = run(&shuffled);
        assert_int_equal(a.count, b.count);
        for (size_t i = 0; i < a.count; i++)
            assert_same_row(seed, &a.rows[i], &b.rows[i]);
        ltp_coverage_release(&a);
        ltp_coverage_release(&b);
    }
}

/* ---- explain ---- */

typedef struct Told {
    int64_t targeted, reached;
} Told;

static LtpCode add_told(const LtpLineHere *here, void *arg, LtpError *err)
{
    (void)err;
    Told *told = arg;
    if (ltp_line_fate(&world.input.lines, here->line, &world.params) != LTP_FATE_ACTIVE)
        return LTP_OK;
    told->targeted += here->targeted == LTP_NULL_INT ? 0 : here->targeted;
    told->reached += here->reached == LTP_NULL_INT ? 0 : here->reached;
    return LTP_OK;
}

static void the_parts_of_lines_in_a_unit_add_up_to_its_people(void **state)
{
    (void)state;
    LtpError err = {0};
    for (uint64_t seed = 1; seed <= 100; seed++) {
        make_world(&world, seed);
        world.params.period_rule = LTP_PERIOD_SUM;
        world.params.area_rule = LTP_AREA_SUM;
        LtpCoverage coverage = run(&world);
        for (size_t i = 0; i < coverage.count; i++) {
            const LtpCoverageRow *row = &coverage.rows[i];
            Told told = {0};
            assert_ok(ltp_coverage_explain(&world.input, &world.params, row->unit, add_told, &told,
                                           &err));
            assert_int_equal(told.targeted, row->targeted == LTP_NULL_INT ? 0 : row->targeted);
            assert_int_equal(told.reached, row->reached == LTP_NULL_INT ? 0 : row->reached);
        }
        ltp_coverage_release(&coverage);
    }
}

/* ---- memory ---- */

static void running_out_of_memory_at_any_point_is_an_error_and_leaks_nothing(void **state)
{
    (void)state;
    make_world(&world, 7);
    LtpCode rc = LTP_ENOMEM;
    for (long nth = 1; rc != LTP_OK; nth++) {
        LtpError err = {0};
        LtpCoverage coverage = {0};
        ltp_mem_fail_after(nth);
        rc = ltp_coverage_run(&world.input, &world.params, &coverage, &err);
        ltp_mem_fail_after(0);
        assert_true(rc == LTP_OK || rc == LTP_ENOMEM);
        assert_true(rc == LTP_OK || coverage.rows == NULL);
        ltp_coverage_release(&coverage);
    }
}

static void absurd_figures_stop_at_the_largest_number(void **state)
{
    (void)state;
    make_world(&world, 3);
    for (size_t i = 0; i < LINES; i++)
        if (world.reached[i] != LTP_NULL_INT)
            world.reached[i] = INT64_MAX / 2;
    for (size_t i = 0; i < NEEDS; i++)
        world.figures[4][i] = INT64_MAX / 3;
    LtpCoverage coverage = run(&world);
    for (size_t i = 0; i < coverage.count; i++)
        assert_true(coverage.rows[i].reached >= 0 || coverage.rows[i].reached == LTP_NULL_INT);
    ltp_coverage_release(&coverage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slow_independent_implementation_agrees_on_every_figure),
        cmocka_unit_test(a_finer_filter_never_raises_a_count),
        cmocka_unit_test(with_sums_the_country_is_the_same_in_every_mode),
        cmocka_unit_test(the_figure_lies_between_its_lowest_and_its_highest),
        cmocka_unit_test(the_order_of_lines_and_places_changes_nothing),
        cmocka_unit_test(the_parts_of_lines_in_a_unit_add_up_to_its_people),
        cmocka_unit_test(running_out_of_memory_at_any_point_is_an_error_and_leaks_nothing),
        cmocka_unit_test(absurd_figures_stop_at_the_largest_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
