/* Reports that leave say no more than the layers that leave. */
#include "tests/support/test.h"

#include "layers/release.h"
#include "layers/release_internal.h"
#include "tests/layers/small_store.h"

static LtpStore *store;

static LtpLineRecord line_of(int64_t org, const LtpLocation *at, const char *sector)
{
    LtpLineRecord line = small_line(0, org, at);
    line.sector = sector;
    line.project_title = "secret-titre";
    line.activity = "secret-activité";
    line.start = ltp_day(2020, 1, 1);
    line.end = ltp_day(2020, 3, 31);
    line.reported = ltp_day(2020, 3, 31);
    line.status = "ongoing";
    return line;
}

/* VU and VBG are named, two others asked not to be. */
static int make(void **state)
{
    (void)state;
    LtpError err = {0};
    store = small_store(test_temp_path("release_report.sqlite"));
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    const int64_t hidden[2] = {small_org(store, "AA", "secret-a"),
                               small_org(store, "ZZ", "secret-z")};
    LtpLineRecord lines[4] = {line_of(small_org(store, "VU", "Visible"), &at, "PRO"),
                              line_of(hidden[0], &at, "SHL"), line_of(hidden[1], &at, "SHL"),
                              line_of(small_org(store, "VBG", "Aide VBG"), &at, "PRO-GBV")};
    lines[0].reached = 3;
    lines[0].targeted = 61;
    small_submission(store, "source.xlsx", "1", lines, 4, true, 0);
    for (size_t i = 0; i < 2; i++)
        assert_ok(ltp_sql_with_ids(store, "UPDATE organisation SET hidden = 1 WHERE id = ?1",
                                   hidden[i], 0, &err));
    return 0;
}

static int done(void **state)
{
    (void)state;
    ltp_store_close(store);
    return 0;
}

static LtpCode ask(LtpReportKind kind, LtpSensitivity clearance, const char *name,
                   const char *value, LtpReport **report)
{
    LtpError err = {0};
    LtpParams *params = ltp_params_new(), *after = ltp_params_new();
    assert_ok(ltp_params_set_period(params, "2020-01-01:2020-02-29", &err));
    assert_ok(ltp_params_set_period(after, "2020-05-01:2020-06-30", &err));
    if (name)
        assert_ok(ltp_params_set(params, name, value, &err));
    const LtpReportAsked asked = {.kind = kind, .params = params, .after = after};
    LtpCode rc = ltp_release_report(store, &asked, clearance, report, &err);
    ltp_params_free(params);
    ltp_params_free(after);
    return rc;
}

#define assert_asked(call) assert_int_equal(LTP_OK, call)

static int column(const LtpReport *report, const char *name)
{
    for (size_t i = 0; i < ltp_report_n_fields(report); i++)
        if (strcmp(ltp_report_field(report, i)->name, name) == 0)
            return (int)i;
    return -1;
}

static size_t rows_that_say(const LtpReport *report, const char *word)
{
    size_t n = 0;
    for (size_t r = 0; r < ltp_report_count(report); r++)
        for (size_t i = 0; i < ltp_report_n_fields(report); i++) {
            const LtpValue *value = &ltp_report_row(report, r)[i];
            n += !value->null && value->text && strstr(value->text, word) != NULL;
        }
    return n;
}

static void who_asked_not_to_be_named_is_one_row_without_a_name(void **state)
{
    (void)state;
    static const LtpReportKind kinds[] = {LTP_REPORT_ORG_UNIT, LTP_REPORT_ORG_SECTOR};
    for (size_t i = 0; i < 2; i++) {
        LtpReport *report = NULL;
        assert_asked(ask(kinds[i], LTP_CONFIDENTIAL, NULL, NULL, &report));
        assert_int_equal(0, rows_that_say(report, "secret"));
        assert_int_equal(3, ltp_report_count(report)); /* theirs, VBG, VU */
        const LtpValue *row = ltp_report_row(report, 0);
        assert_string_equal("acteur non divulgué", row[1].text);
        assert_int_equal(2, row[column(report, "n_lines")].integer);
        ltp_report_free(report);
    }
}

static void diff_shows_columns_by_the_clearance_and_no_hidden_name(void **state)
{
    (void)state;
    LtpReport *report = NULL;
    assert_asked(ask(LTP_REPORT_DIFF, LTP_PUBLIC, NULL, NULL, &report));
    assert_int_equal(0, rows_that_say(report, "secret"));
    assert_int_equal(-1, column(report, "activity"));
    assert_int_equal(-1, column(report, "source"));
    ltp_report_free(report);
    assert_asked(ask(LTP_REPORT_DIFF, LTP_RESTRICTED, NULL, NULL, &report));
    assert_true(column(report, "activity") >= 0);
    assert_int_equal(0, rows_that_say(report, "secret-a ") + rows_that_say(report, "secret-z"));
    assert_int_equal(4, rows_that_say(report, "secret-")); /* project and activity of VU, VBG */
    ltp_report_free(report);
}

static void a_series_hides_small_numbers_as_coverage_does(void **state)
{
    (void)state;
    LtpReport *report = NULL;
    assert_asked(ask(LTP_REPORT_SERIES, LTP_PUBLIC, NULL, NULL, &report));
    const LtpValue *row = ltp_report_row(report, 0);
    assert_true(row[column(report, "reached")].suppressed); /* 3 */
    assert_int_equal(61, row[column(report, "targeted")].integer);
    assert_int_equal(1, row[column(report, "suppressed")].integer);
    ltp_report_free(report);
    assert_asked(ask(LTP_REPORT_SERIES, LTP_CONFIDENTIAL, NULL, NULL, &report));
    assert_int_equal(3, ltp_report_row(report, 0)[column(report, "reached")].integer);
    ltp_report_free(report);
}

static void gbv_is_protection_at_public_and_no_filter_gives_it_back(void **state)
{
    (void)state;
    LtpReport *report = NULL;
    assert_asked(ask(LTP_REPORT_ORG_SECTOR, LTP_PUBLIC, NULL, NULL, &report));
    assert_int_equal(-1, column(report, "PRO-GBV"));
    assert_true(column(report, "PRO") >= 0);
    ltp_report_free(report);
    assert_int_equal(LTP_EUSAGE,
                     ask(LTP_REPORT_ORG_UNIT, LTP_PUBLIC, "sector", "PRO-GBV", &report));
    assert_asked(ask(LTP_REPORT_ORG_SECTOR, LTP_RESTRICTED, "sector", "PRO-GBV", &report));
    assert_true(column(report, "PRO-GBV") >= 0);
    ltp_report_free(report);
}

static void a_filter_finds_no_organisation_that_is_not_named(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpReport *report = NULL;
    LtpRelease *release = NULL;
    LtpParams *params = ltp_params_new();
    assert_int_equal(LTP_EUSAGE,
                     ask(LTP_REPORT_SERIES, LTP_CONFIDENTIAL, "org", "secret-a", &report));
    assert_ok(ltp_params_set(params, "org", "ZZ", &err));
    assert_int_equal(LTP_EUSAGE,
                     ltp_release_open(store, "lines", params, LTP_CONFIDENTIAL, &release, &err));
    err = (LtpError){0};
    assert_int_equal(LTP_EUSAGE,
                     ltp_release_open(store, "coverage", params, LTP_PUBLIC, &release, &err));
    ltp_params_free(params);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_asked_not_to_be_named_is_one_row_without_a_name),
        cmocka_unit_test(diff_shows_columns_by_the_clearance_and_no_hidden_name),
        cmocka_unit_test(a_series_hides_small_numbers_as_coverage_does),
        cmocka_unit_test(gbv_is_protection_at_public_and_no_filter_gives_it_back),
        cmocka_unit_test(a_filter_finds_no_organisation_that_is_not_named),
    };
    return cmocka_run_group_tests(tests, make, done);
}
