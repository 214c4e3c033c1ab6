/* Levels of places whose header means another level in each country, settled by the boundaries. */
#include "layers/units.h"
#include "tests/importers/importing.h"

#include <string.h>

static const char *const regions[] = {"Ouestia", "Nordia", "Sudia"};
static const char *const cities[] = {"Belville", "Croville", "Dalville", "Ferville", "Gorville",
                                     "Hinville", "Jasville", "Kelville", "Lumville"};
static const char *const quarters[] = {"Anbe", "Ovil", "Urac", "Ipot", "Efal",
                                       "Onza", "Imur", "Ubek", "Asto"};

/* A country of 3 regions of 3 cities of one quarter each. */
static LtpStore *made_up_country(const char *name)
{
    LtpBuf text = {0};
    LtpError err = {0};
    LtpStore *store = NULL;
    const char *path = test_temp_path("qualia.geojson");
    ltp_buf_puts(&text, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < 9; i++)
        ltp_buf_printf(
            &text,
            "%s{\"type\":\"Feature\",\"properties\":{\"ADM0_PCODE\":\"QX\",\"ADM0_EN\":\"Qualia\","
            "\"ADM1_PCODE\":\"QX%02d\",\"ADM1_EN\":\"%s\",\"ADM2_PCODE\":\"QX%02d%02d\","
            "\"ADM2_EN\":\"%s\",\"ADM3_PCODE\":\"QX%02d%02d01\",\"ADM3_EN\":\"%s\"},"
            "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%d,0],[%d,0],[%d,1],[%d,1],"
            "[%d,0]]]}}",
            i > 0 ? "," : "", i / 3 + 1, regions[i / 3], i / 3 + 1, i % 3 + 1, cities[i], i / 3 + 1,
            i % 3 + 1, quarters[i], i, i + 1, i + 1, i, i);
    ltp_buf_puts(&text, "]}");
    test_write(path, ltp_buf_text(&text));
    ltp_buf_release(&text);
    assert_ok(ltp_store_open(test_temp_path(name), LTP_STORE_CREATE, &store, &err));
    LtpImportReport report = importing_run(store, "boundaries", path, NULL, LTP_OK);
    ltp_import_report_release(&report);
    return store;
}

/* Region, city, quarter under these three headers, `rows` of them. */
static LtpImportReport import_under(LtpStore *store, const char *headers, int rows)
{
    LtpBuf text = {0};
    const char *path = test_temp_path("rows.csv");
    ltp_buf_printf(&text, "Organisation;Cluster;%s\n", headers);
    for (int i = 0; i < rows; i++)
        ltp_buf_printf(&text, "Alpha;Protection;%s;%s;%s\n", regions[i / 3], cities[i],
                       quarters[i]);
    test_write(path, ltp_buf_text(&text));
    ltp_buf_release(&text);
    return importing_run(store, "activities", path, NULL, LTP_OK);
}

static void assert_fields(const LtpImportReport *report, const char *first, const char *second,
                          const char *third)
{
    assert_string_equal(report->columns[2].field, first);
    assert_string_equal(report->columns[3].field, second);
    assert_string_equal(report->columns[4].field, third);
}

/* "QX" is in no list of countries; the boundaries at hand have it. */
static void codes_of_a_country_in_no_list_are_codes(void **state)
{
    (void)state;
    LtpStore *store = made_up_country("codes.sqlite");
    const char *path = test_temp_path("codes.csv");
    test_write(path, "Organisation;Cluster;adm2_pcode\n"
                     "Alpha;Protection;QX0101\nAlpha;Protection;qx0203\nBeta;Shelter;QX0301\n");
    LtpImportReport report = importing_run(store, "activities", path, NULL, LTP_OK);
    assert_string_equal(report.columns[2].field, "adm2_code");
    assert_int_equal(report.counts.accepted, 3);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_department_is_the_level_that_its_cells_are(void **state)
{
    (void)state;
    LtpStore *store = made_up_country("levels.sqlite");
    LtpImportReport report = import_under(store, "D\xC3\xA9partement;Commune;Section communale", 9);
    assert_fields(&report, "adm1_name", "adm2_name", "adm3_name");
    assert_string_equal(report.columns[2].by, "content");
    assert_int_equal(report.counts.accepted, 9);
    assert_non_null(strstr(importing_row(&report, 2)->locations, "\"QX010101\""));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* One region alone is no evidence of its own; the cities beside it are. */
static void a_column_of_few_cells_goes_with_the_others(void **state)
{
    (void)state;
    LtpStore *store = made_up_country("few.sqlite");
    LtpImportReport report = import_under(store, "D\xC3\xA9partement;Commune;Section communale", 3);
    assert_fields(&report, "adm1_name", "adm2_name", "adm3_name");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void two_rows_move_nothing(void **state)
{
    (void)state;
    LtpStore *store = made_up_country("two.sqlite");
    LtpImportReport report = import_under(store, "D\xC3\xA9partement;Commune;Section communale", 2);
    assert_string_equal(report.columns[2].field, "adm2_name");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ANALYSIS.md 3.2: a name is matched at its column's level; "Admin 2" leaves none open. */
static void a_header_with_its_level_stays_there(void **state)
{
    (void)state;
    LtpStore *store = made_up_country("numbered.sqlite");
    LtpImportReport report = import_under(store, "Admin 2;Admin 3;Admin 4", 9);
    assert_fields(&report, "adm2_name", "adm3_name", "adm4_name");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* Where the boundaries call level 2 "Département", the header means it. */
static void the_country_s_own_name_of_a_level_stands(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpEdition edition;
    LtpStore *store = made_up_country("named.sqlite");
    assert_ok(ltp_edition_get(store, NULL, &edition, &err));
    assert_ok(ltp_level_names_set(
        store, edition.id, "R\xC3\xA9gion,D\xC3\xA9partement,Commune,Section communale", &err));
    LtpImportReport report = import_under(store, "D\xC3\xA9partement;Commune;Section communale", 9);
    assert_fields(&report, "adm2_name", "adm3_name", "adm4_name");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_of_a_country_in_no_list_are_codes),
        cmocka_unit_test(a_department_is_the_level_that_its_cells_are),
        cmocka_unit_test(a_column_of_few_cells_goes_with_the_others),
        cmocka_unit_test(two_rows_move_nothing),
        cmocka_unit_test(a_header_with_its_level_stays_there),
        cmocka_unit_test(the_country_s_own_name_of_a_level_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
