/* Two independent implementations gave the expected files of the demo: ours gives the same in every
 * cell, reals to the last bit. */
#include "tests/support/test.h"

#include "base/number.h"
#include "tests/gis/demo.h"

static Demo demo;

static int setup(void **state)
{
    (void)state;
    LtpError err = {0};
    if (demo_load(&demo, &err) == LTP_OK)
        return 0;
    print_error("%s\n", err.msg);
    return -1;
}

static int teardown(void **state)
{
    (void)state;
    demo_release(&demo);
    return 0;
}

static LtpCoverageParams house_params(const char *from, const char *to, const char *as_of)
{
    LtpCoverageParams params = {
        .level = 3, .from = LTP_DAY_NONE, .to = LTP_DAY_NONE, .stale_after = 365};
    assert_true(from == NULL || ltp_day_parse_iso(from, &params.from));
    assert_true(to == NULL || ltp_day_parse_iso(to, &params.to));
    assert_true(ltp_day_parse_iso(as_of, &params.as_of));
    return params;
}

static void filter(unsigned wanted)
{
    for (size_t i = 0; i < demo.input.lines.count; i++)
        demo.flags[i] =
            (uint16_t)((demo.flags[i] & ~(unsigned)LTP_LINE_IN_SECTOR) |
                       (wanted == 0 || (demo.flags[i] & wanted) ? LTP_LINE_IN_SECTOR : 0));
}

/* ---- one cell against ours ---- */

typedef struct Cell {
    const char *name;
    size_t integer, real; /* offsets in a row */
} Cell;

#define INTEGER(name, member)                                                                      \
    {                                                                                              \
        name, offsetof(LtpCoverageRow, member), 0                                                  \
    }
#define REAL(name, member)                                                                         \
    {                                                                                              \
        name, 0, offsetof(LtpCoverageRow, member)                                                  \
    }

static const Cell cells[] = {
    INTEGER("n_actors", n_actors),
    INTEGER("n_lines", n_lines),
    INTEGER("n_projects", n_projects),
    INTEGER("n_actors_inherited", n_actors_inherited),
    INTEGER("n_lines_inherited", n_lines_inherited),
    INTEGER("n_planned", n_planned),
    INTEGER("n_lines_no_figure", n_lines_no_figure),
    INTEGER("has_protection", has_protection),
    INTEGER("has_shelter", has_shelter),
    INTEGER("has_ltp", has_ltp),
    INTEGER("targeted", targeted),
    INTEGER("reached", reached),
    INTEGER("reached_low", reached_low),
    INTEGER("reached_high", reached_high),
    INTEGER("population", need.population),
    INTEGER("pin", need.pin),
    INTEGER("severity", need.severity),
    REAL("coverage_target", coverage_target),
    REAL("coverage_need", coverage_need),
    INTEGER("gap_need", gap_need),
    INTEGER("single_actor", single_actor),
};

static void cell_text(const LtpCoverageRow *row, const Cell *cell, char out[LTP_REAL_TEXT])
{
    if (cell->real != 0) {
        double value;
        memcpy(&value, (const char *)row + cell->real, sizeof value);
        ltp_real_text(value, out);
        return;
    }
    int64_t value;
    memcpy(&value, (const char *)row + cell->integer, sizeof value);
    if (value == LTP_NULL_INT)
        out[0] = '\0';
    else
        snprintf(out, LTP_REAL_TEXT, "%lld", (long long)value);
}

static const char *our_text(const LtpCoverageRow *row, const char *column, char out[LTP_REAL_TEXT])
{
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        if (strcmp(cells[i].name, column) == 0) {
            cell_text(row, &cells[i], out);
            return out;
        }
    if (strcmp(column, "intersector") == 0)
        return row->intersector == LTP_INTERSECTOR_NULL ? ""
                                                        : ltp_intersector_name(row->intersector);
    if (strcmp(column, "state") == 0)
        return ltp_state_name(row->state);
    if (strcmp(column, "priority") == 0)
        return ltp_priority_name(row->priority);
    fail_msg("no column %s", column);
    return NULL;
}

static bool same(const char *ours, const char *expected)
{
    double a, b;
    if (strcmp(ours, expected) == 0)
        return true;
    return ltp_parse_double(ours, &a) && ltp_parse_double(expected, &b) &&
           memcmp(&a, &b, sizeof a) == 0;
}

static void assert_expected(const char *name, const LtpCoverageParams *params)
{
    LtpError err = {0};
    LtpCoverage coverage = {0};
    DemoTable expected;
    char path[512], text[LTP_REAL_TEXT];
    snprintf(path, sizeof path, LTP_DATA_DIR "/mali/demo/expected_%s.csv", name);
    assert_ok(demo_table_read(path, &expected, &err));
    assert_ok(ltp_coverage_run(&demo.input, params, &coverage, &err));
    assert_int_equal(coverage.count, expected.rows);
    size_t wrong = 0;
    for (size_t i = 0; i < expected.rows; i++) {
        assert_string_equal(demo.pcode[coverage.rows[i].unit], expected.cells[i][0]);
        for (size_t c = 1; c < expected.columns; c++) {
            const char *ours = our_text(&coverage.rows[i], expected.header[c], text);
            if (!same(ours, expected.cells[i][c]) && wrong++ < 20)
                print_error("%s %s %s: %s, expected %s\n", name, expected.cells[i][0],
                            expected.header[c], ours, expected.cells[i][c]);
        }
    }
    ltp_coverage_release(&coverage);
    demo_table_release(&expected);
    assert_int_equal(wrong, 0);
}

/* ---- the five sets ---- */

static void without_a_parameter_the_figures_are_the_expected_ones(void **state)
{
    (void)state;
    LtpCoverageParams params = house_params("2020-09-02", "2021-09-01", "2021-09-01");
    filter(0);
    assert_expected("default", &params);
}

static void a_quarter_gives_the_expected_figures(void **state)
{
    (void)state;
    LtpCoverageParams params = house_params("2020-01-01", "2020-03-31", "2020-03-31");
    filter(0);
    assert_expected("2020q1", &params);
}

static void the_theme_ltp_gives_the_expected_figures(void **state)
{
    (void)state;
    const int32_t hlp = DEMO_HLP;
    LtpCoverageParams params = house_params("2020-01-01", "2020-12-31", "2020-12-31");
    params.need_sectors = &hlp;
    params.n_need_sectors = 1;
    filter(LTP_LINE_LTP);
    assert_expected("ltp_2020", &params);
}

static void allocated_people_are_the_expected_ones(void **state)
{
    (void)state;
    LtpCoverageParams params = house_params("2019-01-01", "2019-12-31", "2019-12-31");
    params.mode = LTP_MODE_ALLOCATED;
    params.period_rule = LTP_PERIOD_SUM;
    filter(0);
    assert_expected("2019_allocated_sum", &params);
}

static void shelter_at_all_times_by_the_latest_report_is_as_expected(void **state)
{
    (void)state;
    const int32_t shelter = DEMO_SHELTER;
    LtpCoverageParams params = house_params(NULL, NULL, "2020-06-30");
    params.period_rule = LTP_PERIOD_LATEST;
    params.area_rule = LTP_AREA_MAX;
    params.need_sectors = &shelter;
    params.n_need_sectors = 1;
    filter(LTP_LINE_SHELTER);
    assert_expected("shelter_all_latest", &params);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_parameter_the_figures_are_the_expected_ones),
        cmocka_unit_test(a_quarter_gives_the_expected_figures),
        cmocka_unit_test(the_theme_ltp_gives_the_expected_figures),
        cmocka_unit_test(allocated_people_are_the_expected_ones),
        cmocka_unit_test(shelter_at_all_times_by_the_latest_report_is_as_expected),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
