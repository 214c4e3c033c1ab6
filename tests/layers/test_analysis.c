/* The analysis through the store: the five expected sets of the demo, the parameters, the notes,
 * and the rows behind a figure. */
#include "tests/support/test.h"

#include "base/number.h"
#include "layers/analysis.h"
#include "tests/layers/demo_store.h"

#include <stdarg.h>

static LtpStore *store;
static char *dir;

static int setup(void **state)
{
    (void)state;
    LtpError err = {0};
    if (demo_store_make(&dir, &store, &err) == LTP_OK)
        return 0;
    print_error("%s\n", err.msg);
    return -1;
}

static int teardown(void **state)
{
    (void)state;
    ltp_store_close(store);
    demo_store_remove(dir);
    return 0;
}

/* "name", "value", ... NULL */
static LtpParams *params_of(const char *name, ...)
{
    LtpError err = {0};
    LtpParams *params = ltp_params_new();
    va_list args;
    va_start(args, name);
    for (const char *at = name; at != NULL; at = va_arg(args, const char *))
        assert_ok(ltp_params_set(params, at, va_arg(args, const char *), &err));
    va_end(args);
    return params;
}

static LtpAnalysis *analysis_of(LtpTheme theme, LtpParams *params)
{
    LtpError err = {0};
    LtpAnalysis *analysis = NULL;
    assert_ok(ltp_analysis_run(store, params, theme, &analysis, &err));
    ltp_params_free(params);
    return analysis;
}

static size_t field_at(const LtpAnalysis *analysis, const char *name)
{
    const LtpLayer *layer = ltp_analysis_layer(analysis);
    for (size_t i = 0; i < layer->n_fields; i++)
        if (strcmp(layer->fields[i].name, name) == 0)
            return i;
    fail_msg("no field %s", name);
    return 0;
}

static void value_text(LtpValue value, char out[64])
{
    out[0] = '\0';
    if (value.null)
        return;
    if (value.type == LTP_REAL)
        ltp_real_text(value.real, out);
    else if (value.type == LTP_INTEGER || value.type == LTP_BOOLEAN)
        snprintf(out, 64, "%lld", (long long)value.integer);
    else
        snprintf(out, 64, "%s", value.text);
}

static const char *text_at(const LtpAnalysis *analysis, size_t row, const char *field)
{
    static char text[64];
    value_text(ltp_analysis_value(analysis, row, field_at(analysis, field)), text);
    return text;
}

static size_t row_of(const LtpAnalysis *analysis, const char *pcode)
{
    for (size_t i = 0; i < ltp_analysis_count(analysis); i++)
        if (strcmp(text_at(analysis, i, "pcode"), pcode) == 0)
            return i;
    fail_msg("no row %s", pcode);
    return 0;
}

/* ---- the expected sets ---- */

static bool same(const char *ours, const char *expected)
{
    double a, b;
    if (strcmp(ours, expected) == 0)
        return true;
    return ltp_parse_double(ours, &a) && ltp_parse_double(expected, &b) &&
           memcmp(&a, &b, sizeof a) == 0;
}

static void assert_expected(const char *name, LtpParams *params)
{
    LtpError err = {0};
    DemoTable expected;
    char path[512];
    size_t wrong = 0;
    LtpAnalysis *analysis = analysis_of(LTP_THEME_COVERAGE, params);
    snprintf(path, sizeof path, LTP_DATA_DIR "/mali/demo/expected_%s.csv", name);
    assert_ok(demo_table_read(path, &expected, &err));
    assert_int_equal(ltp_analysis_count(analysis), expected.rows);
    for (size_t i = 0; i < expected.rows; i++)
        for (size_t c = 0; c < expected.columns; c++) {
            const char *ours = text_at(analysis, i, expected.header[c]);
            if (!same(ours, expected.cells[i][c]) && wrong++ < 20)
                print_error("%s %s %s: %s, expected %s\n", name, expected.cells[i][0],
                            expected.header[c], ours, expected.cells[i][c]);
        }
    assert_int_equal(wrong, 0);
    ltp_analysis_free(analysis);
    demo_table_release(&expected);
}

static void the_five_sets_of_the_demo_come_out_as_expected(void **state)
{
    (void)state;
    assert_expected("default", params_of(NULL));
    assert_expected("2020q1", params_of("from", "2020-01-01", "to", "2020-03-31", NULL));
    assert_expected("ltp_2020",
                    params_of("theme", "ltp", "from", "2020-01-01", "to", "2020-12-31", NULL));
    assert_expected("2019_allocated_sum",
                    params_of("from", "2019-01-01", "to", "2019-12-31", "mode", "allocated",
                              "period-rule", "sum", NULL));
    assert_expected("shelter_all_latest",
                    params_of("sector", "shelter", "all-time", "1", "as-of", "2020-06-30",
                              "period-rule", "latest", "area-rule", "max", NULL));
}

/* ---- parameters ---- */

static LtpCode stamp_line(const char *name, const char *value, void *arg, LtpError *err)
{
    (void)err;
    ltp_buf_printf(arg, "%s=%s\n", name, value);
    return LTP_OK;
}

static void every_default_that_was_settled_is_in_the_stamp(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBuf stamp = {0};
    LtpAnalysis *analysis = analysis_of(LTP_THEME_COVERAGE, params_of("sector", "abris", NULL));
    assert_ok(ltp_params_each(ltp_analysis_params(analysis), stamp_line, &stamp, &err));
    assert_string_equal(ltp_buf_text(&stamp),
                        "edition=2021\nlevel=3\nfrom=2020-09-02\nto=2021-09-01\nas-of=2021-09-01\n"
                        "stale-after=365\nsector=SHL\nscheme=maison@1\nmode=inherited\n"
                        "period-rule=max\narea-rule=sum\n");
    ltp_buf_release(&stamp);
    ltp_analysis_free(analysis);
}

static LtpCode set_again(const char *name, const char *value, void *arg, LtpError *err)
{
    return ltp_params_set(arg, name, value, err);
}

static void a_result_can_be_computed_again_from_its_stamp(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpParams *stamp = ltp_params_new();
    LtpAnalysis *first =
        analysis_of(LTP_THEME_GAPS, params_of("theme", "ltp", "within", "ML05", NULL));
    assert_ok(ltp_params_each(ltp_analysis_params(first), set_again, stamp, &err));
    LtpAnalysis *again = analysis_of(LTP_THEME_GAPS, stamp);
    size_t n_fields = ltp_analysis_layer(first)->n_fields;
    assert_true(ltp_analysis_count(first) > 50);
    assert_int_equal(ltp_analysis_count(first), ltp_analysis_count(again));
    for (size_t i = 0; i < ltp_analysis_count(first); i++)
        for (size_t f = 0; f < n_fields; f++) {
            char a[64], b[64];
            value_text(ltp_analysis_value(first, i, f), a);
            value_text(ltp_analysis_value(again, i, f), b);
            assert_string_equal(a, b);
        }
    ltp_analysis_free(first);
    ltp_analysis_free(again);
}

static void a_wrong_value_is_refused_and_the_message_says_what_would_be_right(void **state)
{
    (void)state;
    static const char *const wrong[][3] = {
        {"from", "soon", "2020-01-31"},     {"level", "7", "0 to 4"},
        {"level", "2.5", "0 to 4"},         {"stale-after", "-1", "0 to 36500"},
        {"mode", "spread", "allocated"},    {"period-rule", "mean", "max|sum|latest"},
        {"area-rule", "latest", "sum|max"}, {"all-time", "yes", "neither 0 nor 1"},
        {"colour", "red", "no parameter"},  {"household-size", "0", "0.1 to 100"},
        {"org", "", "needs a value"},
    };
    LtpParams *params = ltp_params_new();
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        LtpError err = {0};
        assert_int_equal(ltp_params_set(params, wrong[i][0], wrong[i][1], &err), LTP_EUSAGE);
        assert_non_null(strstr(err.msg, wrong[i][2]));
    }
    ltp_params_free(params);
}

static void assert_run_refused(LtpParams *params, const char *message)
{
    LtpError err = {0};
    LtpAnalysis *analysis = NULL;
    assert_int_equal(ltp_analysis_run(store, params, LTP_THEME_COVERAGE, &analysis, &err),
                     LTP_EUSAGE);
    assert_null(analysis);
    if (strstr(err.msg, message) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.msg, message);
    ltp_params_free(params);
}

static void words_that_the_store_does_not_know_are_refused(void **state)
{
    (void)state;
    assert_run_refused(params_of("sector", "quux", NULL), "PRO-HLP");
    assert_run_refused(params_of("theme", "quux", NULL), "ltp or cohesion");
    assert_run_refused(params_of("org", "quux", NULL), "quux");
    assert_run_refused(params_of("donor", "quux", NULL), "quux");
    assert_run_refused(params_of("within", "ML99", NULL), "ML99");
    assert_run_refused(params_of("level", "1", "within", "ML0506", NULL), "level 1");
    assert_run_refused(params_of("level", "4", NULL), "deepest is 3");
    assert_run_refused(params_of("all-time", "1", "from", "2020", NULL), "contradict");
    assert_run_refused(params_of("from", "2020-02-01", "to", "2020-01-01", NULL),
                       "--from is after");
}

static void a_month_means_its_first_day_as_from_and_its_last_as_to(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBuf stamp = {0};
    LtpParams *params = params_of("from", "2020-02", "to", "février 2020", NULL);
    assert_ok(ltp_params_each(params, stamp_line, &stamp, &err));
    assert_string_equal(ltp_buf_text(&stamp), "from=2020-02-01\nto=2020-02-29\n");
    ltp_buf_release(&stamp);
    ltp_params_free(params);
}

static void as_of_is_never_after_today(void **state)
{
    (void)state;
    LtpAnalysis *analysis = analysis_of(LTP_THEME_COVERAGE, params_of("as-of", "2040-12-31", NULL));
    LtpBuf stamp = {0};
    LtpError err = {0};
    assert_ok(ltp_params_each(ltp_analysis_params(analysis), stamp_line, &stamp, &err));
    assert_null(strstr(ltp_buf_text(&stamp), "as-of=2040"));
    ltp_buf_release(&stamp);
    ltp_analysis_free(analysis);
}

/* ---- filters and levels ---- */

static void an_organisation_is_found_in_any_case_and_only_its_lines_count(void **state)
{
    (void)state;
    LtpAnalysis *analysis =
        analysis_of(LTP_THEME_COVERAGE, params_of("org", "ex14", "all-time", "1", NULL));
    int64_t most = 0, lines = 0;
    for (size_t i = 0; i < ltp_analysis_count(analysis); i++) {
        int64_t n = ltp_analysis_value(analysis, i, field_at(analysis, "n_actors")).integer;
        most = n > most ? n : most;
        lines += ltp_analysis_value(analysis, i, field_at(analysis, "n_lines")).integer;
    }
    ltp_analysis_free(analysis);
    assert_int_equal(most, 1);
    assert_true(lines > 0);
}

static void a_level_above_has_one_row_a_unit_and_sums_what_the_communes_hold(void **state)
{
    (void)state;
    LtpAnalysis *communes =
        analysis_of(LTP_THEME_COVERAGE,
                    params_of("mode", "allocated", "period-rule", "sum", "level", "3", NULL));
    LtpAnalysis *country =
        analysis_of(LTP_THEME_COVERAGE,
                    params_of("mode", "allocated", "period-rule", "sum", "level", "0", NULL));
    int64_t sum = 0;
    for (size_t i = 0; i < ltp_analysis_count(communes); i++) {
        LtpValue value = ltp_analysis_value(communes, i, field_at(communes, "reached"));
        sum += value.null ? 0 : value.integer;
    }
    assert_int_equal(ltp_analysis_count(country), 1);
    assert_int_equal(ltp_analysis_value(country, 0, field_at(country, "reached")).integer, sum);
    ltp_analysis_free(communes);
    ltp_analysis_free(country);
}

/* ---- gaps ---- */

static int rank(const char *priority)
{
    static const char *const order[] = {"high", "medium", "to_verify", "unknown", "low", "none"};
    for (int i = 0; i < 6; i++)
        if (strcmp(order[i], priority) == 0)
            return i;
    return -1;
}

static void gaps_are_listed_by_priority_then_by_what_is_not_covered(void **state)
{
    (void)state;
    LtpAnalysis *gaps = analysis_of(LTP_THEME_GAPS, params_of(NULL));
    size_t need = field_at(gaps, "gap_need");
    assert_string_equal(ltp_analysis_layer(gaps)->name, "gaps");
    assert_int_equal(ltp_analysis_count(gaps), 701);
    for (size_t i = 1; i < ltp_analysis_count(gaps); i++) {
        int before = rank(text_at(gaps, i - 1, "priority")),
            now = rank(text_at(gaps, i, "priority"));
        LtpValue a = ltp_analysis_value(gaps, i - 1, need), b = ltp_analysis_value(gaps, i, need);
        assert_true(before <= now);
        if (before == now && !b.null)
            assert_true(!a.null && a.integer >= b.integer);
    }
    ltp_analysis_free(gaps);
}

/* ---- notes ---- */

static void rows_without_a_place_stand_under_every_result(void **state)
{
    (void)state;
    LtpAnalysis *analysis = analysis_of(LTP_THEME_COVERAGE, params_of(NULL));
    LtpAnalysisNotes notes = ltp_analysis_notes(analysis);
    assert_int_equal(notes.lines_not_located, 31);
    assert_true(notes.people_not_located_reached == LTP_NULL_INT); /* the rows did not say */
    assert_true(notes.lines_active > 300);
    ltp_analysis_free(analysis);
}

/* ---- explain ---- */

typedef struct Explained {
    int64_t targeted, reached, lines, needs, pin, idps, population;
} Explained;

static LtpCode add_explained(const LtpExplained *row, void *arg, LtpError *err)
{
    (void)err;
    Explained *sum = arg;
    if (row->is_need) {
        sum->needs++;
        if (row->need_sector == NULL && row->pin != LTP_NULL_INT && sum->pin == 0)
            sum->pin = row->pin;
        if (strstr(row->figures, "idps") != NULL)
            sum->idps += row->idps;
        if (strstr(row->figures, "population") != NULL)
            sum->population += row->population;
        return LTP_OK;
    }
    assert_non_null(row->file);
    assert_true(row->row >= 4);
    if (strcmp(row->counted, "active") != 0)
        return LTP_OK;
    sum->lines++;
    sum->targeted += row->targeted_here == LTP_NULL_INT ? 0 : row->targeted_here;
    sum->reached += row->reached_here == LTP_NULL_INT ? 0 : row->reached_here;
    return LTP_OK;
}

static void the_rows_behind_a_commune_add_up_to_its_figures(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpAnalysis *analysis = analysis_of(LTP_THEME_COVERAGE, params_of("period-rule", "sum", NULL));
    LtpParams *params = params_of("period-rule", "sum", NULL);
    for (size_t i = 0; i < ltp_analysis_count(analysis); i += 23) {
        Explained sum = {0};
        char pcode[64];
        snprintf(pcode, sizeof pcode, "%s", text_at(analysis, i, "pcode"));
        assert_ok(ltp_analysis_explain(store, params, pcode, add_explained, &sum, &err));
        LtpValue targeted = ltp_analysis_value(analysis, i, field_at(analysis, "targeted"));
        LtpValue reached = ltp_analysis_value(analysis, i, field_at(analysis, "reached"));
        assert_int_equal(sum.targeted, targeted.null ? 0 : targeted.integer);
        assert_int_equal(sum.reached, reached.null ? 0 : reached.integer);
        assert_int_equal(sum.lines,
                         ltp_analysis_value(analysis, i, field_at(analysis, "n_lines")).integer);
        assert_int_equal(sum.pin,
                         ltp_analysis_value(analysis, i, field_at(analysis, "pin")).integer);
    }
    ltp_params_free(params);
    ltp_analysis_free(analysis);
}

/* At every level: a région's figure is the sum of rows of its communes where it states none. */
static void the_rows_behind_a_figure_of_need_add_up_to_it(void **state)
{
    (void)state;
    static const char *const levels[] = {"1", "2", "3"};
    LtpError err = {0};
    for (size_t l = 0; l < 3; l++) {
        size_t known = 0;
        LtpParams *params = params_of("level", levels[l], NULL);
        LtpAnalysis *analysis =
            analysis_of(LTP_THEME_COVERAGE, params_of("level", levels[l], NULL));
        for (size_t i = 0; i < ltp_analysis_count(analysis); i += l == 2 ? 31 : 1) {
            Explained sum = {0};
            char pcode[64];
            LtpValue idps = ltp_analysis_value(analysis, i, field_at(analysis, "idps"));
            LtpValue all = ltp_analysis_value(analysis, i, field_at(analysis, "population"));
            snprintf(pcode, sizeof pcode, "%s", text_at(analysis, i, "pcode"));
            assert_ok(ltp_analysis_explain(store, params, pcode, add_explained, &sum, &err));
            assert_int_equal(idps.null ? sum.idps : idps.integer, sum.idps);
            assert_int_equal(all.null ? sum.population : all.integer, sum.population);
            known += !idps.null && idps.integer > 0;
        }
        assert_true(known > 0);
        ltp_params_free(params);
        ltp_analysis_free(analysis);
    }
}

static void explaining_a_code_that_is_no_unit_fails_clearly(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpParams *params = params_of(NULL);
    Explained sum = {0};
    assert_code(LTP_ENOTFOUND,
                ltp_analysis_explain(store, params, "ML990101", add_explained, &sum, &err));
    ltp_params_free(params);
}

static void the_needs_of_a_commune_are_said_with_their_sector_and_date(void **state)
{
    (void)state;
    LtpAnalysis *all = analysis_of(LTP_THEME_COVERAGE, params_of(NULL));
    LtpAnalysis *shelter = analysis_of(LTP_THEME_COVERAGE, params_of("sector", "SHL", NULL));
    assert_string_equal(text_at(all, row_of(all, "ML010101"), "pin_sector"), "intersectoral");
    assert_string_equal(text_at(all, row_of(all, "ML010101"), "need_date"), "2020-02-29");
    assert_string_equal(text_at(shelter, row_of(shelter, "ML010101"), "pin_sector"), "SHL");
    assert_string_equal(text_at(shelter, row_of(shelter, "ML010101"), "need_date"), "2019-09-30");
    ltp_analysis_free(all);
    ltp_analysis_free(shelter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_five_sets_of_the_demo_come_out_as_expected),
        cmocka_unit_test(every_default_that_was_settled_is_in_the_stamp),
        cmocka_unit_test(a_result_can_be_computed_again_from_its_stamp),
        cmocka_unit_test(a_wrong_value_is_refused_and_the_message_says_what_would_be_right),
        cmocka_unit_test(words_that_the_store_does_not_know_are_refused),
        cmocka_unit_test(a_month_means_its_first_day_as_from_and_its_last_as_to),
        cmocka_unit_test(as_of_is_never_after_today),
        cmocka_unit_test(an_organisation_is_found_in_any_case_and_only_its_lines_count),
        cmocka_unit_test(a_level_above_has_one_row_a_unit_and_sums_what_the_communes_hold),
        cmocka_unit_test(gaps_are_listed_by_priority_then_by_what_is_not_covered),
        cmocka_unit_test(rows_without_a_place_stand_under_every_result),
        cmocka_unit_test(the_rows_behind_a_commune_add_up_to_its_figures),
        cmocka_unit_test(the_rows_behind_a_figure_of_need_add_up_to_it),
        cmocka_unit_test(explaining_a_code_that_is_no_unit_fails_clearly),
        cmocka_unit_test(the_needs_of_a_commune_are_said_with_their_sector_and_date),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
