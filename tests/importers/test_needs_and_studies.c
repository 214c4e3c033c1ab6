#include "tests/importers/importing.h"

static void the_demo_needs_are_read_by_sector_and_date(void **state)
{
    (void)state;
    LtpStore *store = importing_store("needs.sqlite", true);
    LtpImportReport report =
        importing_run(store, "needs", test_data("mali/demo/ml_needs_fictif.csv"), NULL, LTP_OK);
    assert_string_equal(report.edition, "2021");
    assert_int_equal(report.counts.rejected, 0);
    assert_string_equal(
        importing_query(store,
                        "SELECT n.date, n.sector, n.pin, n.severity, n.idps, n.returnees, "
                        "n.repatriated, n.population FROM need n JOIN unit u ON u.id = n.unit_id "
                        "WHERE u.pcode = 'ML010101' AND n.sector IS NULL ORDER BY n.date"),
        "2019-09-30||549|3|219|164|27|27487\n2020-02-29||658|4|274|||\n");
    assert_true(importing_number(store, "SELECT count(*) FROM need WHERE sector = 'SHL'") > 0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void one_indicator_a_row_is_understood_and_parent_sums_are_checked(void **state)
{
    (void)state;
    LtpStore *store = importing_store("population.sqlite", true);
    LtpImportOptions options = {.reported = "2021"};
    LtpImportReport report =
        importing_run(store, "needs", test_data("mali/mli_population_2021.csv"), &options, LTP_OK);
    assert_string_equal(report.edition, "2021");
    assert_int_equal(report.counts.read, 764);
    assert_int_equal(report.counts.accepted, 764);
    assert_string_equal(importing_query(store,
                                        "SELECT n.population, n.date FROM need n JOIN unit u "
                                        "ON u.id = n.unit_id WHERE u.pcode = 'ML01'"),
                        "2895635|2021-12-31\n");
    /* in this file the communes were scaled by 12 % against the cercles */
    assert_int_equal(importing_count(&report, "parent_sum_differs"), 53);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void the_cadre_harmonise_is_food_security_and_later_exercises_hold(void **state)
{
    (void)state;
    LtpStore *store = importing_store("ch.sqlite", true);
    LtpImportReport report = importing_run(
        store, "needs", test_data("mali/ml_cadre_harmonise_2014_2022.csv"), NULL, LTP_OK);
    assert_int_equal(report.counts.read, 1774);
    assert_int_equal(importing_number(store, "SELECT count(*) FROM need WHERE sector IS NOT 'FSC'"),
                     0);
    /* Taoudénit has no code and is no cercle of the edition: its figures are not given to
     * Tombouctou */
    assert_int_equal(importing_number(store, "SELECT count(*) FROM need n JOIN unit u ON u.id = "
                                             "n.unit_id WHERE u.level = 1"),
                     0);
    assert_int_equal(
        importing_number(store, "SELECT count(*) FROM (SELECT 1 FROM need n JOIN unit u ON u.id = "
                                "n.unit_id WHERE u.pcode = 'ML0104' AND n.date = '2015-01-01')"),
        1);
    /* Koro in two parts, two periods: which figure is Koro's is not known */
    assert_int_equal(importing_count(&report, "figure_contradicted"), 3 * 4 - 2);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void is_about(LtpStore *store, const char *key, const char *codes)
{
    char sql[512], expected[256];
    snprintf(
        sql, sizeof sql,
        "SELECT group_concat(pcode, ' ') FROM (SELECT u.pcode FROM study s JOIN study_location "
        "x ON x.study_id = s.id JOIN unit u ON u.id = x.unit_id WHERE s.key = '%s' ORDER BY "
        "u.pcode)",
        key);
    snprintf(expected, sizeof expected, "%s\n", codes);
    assert_string_equal(importing_query(store, sql), expected);
}

static void the_repertory_goes_in_through_the_2015_boundaries(void **state)
{
    (void)state;
    LtpStore *store = importing_store("studies.sqlite", true);
    LtpImportReport report =
        importing_run(store, "studies", test_data("mali/ml_ltp_studies.csv"), NULL, LTP_OK);
    assert_string_equal(report.edition, "2015");
    assert_int_equal(report.counts.read, 85);
    assert_int_equal(report.counts.accepted, 85);
    is_about(store, "MLS006", "ML");                /* the country */
    is_about(store, "MLS020", "ML0105");            /* one cercle */
    is_about(store, "MLS053", "ML030510 ML030519"); /* two communes in a cell */
    is_about(store, "MLS036", "ML0302 ML0306");     /* two cercles of a region */
    is_about(store, "MLS071", "ML05 ML07 ML0704");  /* regions, and a cercle of one */
    is_about(store, "MLS049", "ML0305 ML04");       /* mixed levels */
    is_about(store, "MLS057", "ML0501 ML0506 ML0601 ML0605 ML0701 ML0702");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_needs_are_read_by_sector_and_date),
        cmocka_unit_test(one_indicator_a_row_is_understood_and_parent_sums_are_checked),
        cmocka_unit_test(the_cadre_harmonise_is_food_security_and_later_exercises_hold),
        cmocka_unit_test(the_repertory_goes_in_through_the_2015_boundaries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
