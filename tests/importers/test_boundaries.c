#include "base/os.h"
#include "importers/boundaries.h"
#include "layers/units.h"
#include "tests/importers/importing.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

static const LtpImportOptions no_options;

static LtpStore *empty_store(const char *name)
{
    LtpError err = {0};
    LtpStore *store = NULL;
    assert_ok(ltp_store_open(test_temp_path(name), LTP_STORE_CREATE, &store, &err));
    return store;
}

static LtpImportReport run(LtpStore *store, const char *const *files, size_t n_files,
                           const LtpImportOptions *options, LtpCode expected)
{
    LtpImportReport report = {0};
    importing_error = (LtpError){0};
    LtpCode got = ltp_importer_find("boundaries")
                      ->run(store, files, n_files, options, &report, &importing_error);
    if (got != expected)
        fail_msg("boundaries gave %d (%s), not %d", (int)got, importing_error.msg, (int)expected);
    return report;
}

static const char levels[] = "SELECT level, count(*), count(parent_id) FROM unit GROUP BY level";

static void a_geopackage_of_four_levels_is_one_edition(void **state)
{
    (void)state;
    LtpStore *store = empty_store("gpkg.sqlite");
    const char *const file = test_data("mali/mli_admbnda_2021.gpkg");
    LtpImportReport report = run(store, &file, 1, &no_options, LTP_OK);
    assert_int_equal(report.counts.read, 765);
    assert_int_equal(report.counts.accepted, 765);
    assert_string_equal(report.edition, "2021");
    assert_string_equal(importing_query(store, levels), "0|1|0\n1|10|10\n2|53|53\n3|701|701\n");
    assert_string_equal(importing_query(store,
                                        "SELECT name, country, valid_on, deepest_level, active "
                                        "FROM edition"),
                        "2021|ML|2021-12-20|3|1\n");
    assert_string_equal(importing_query(store,
                                        "SELECT u.name, p.pcode FROM unit u JOIN unit p ON p.id = "
                                        "u.parent_id WHERE u.pcode = 'ML010103'"),
                        "Diakon|ML0101\n");
    /* DOMAIN: Mali has 1 240 192 km² by its statistics office; the outlines give close to it */
    assert_near((double)importing_number(store, "SELECT round(area_km2) FROM unit WHERE level = 0"),
                1253000, 15000);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void shapefiles_a_level_with_cut_columns_are_one_edition(void **state)
{
    (void)state;
    LtpStore *store = empty_store("shp.sqlite");
    const char *const files[] = {
        test_data("mali/mli_admbnda_2015/mli_admbnda_adm3_gov_ocha.shp"),
        test_data("mali/mli_admbnda_2015/mli_admbnda_adm0_gov.shp"),
        test_data("mali/mli_admbnda_2015/mli_admbnda_adm2_gov_ocha_itos.shp"),
        test_data("mali/mli_admbnda_2015/mli_admbnda_adm1_gov_ocha_itos.shp")};
    LtpImportReport report = run(store, files, 4, &no_options, LTP_OK);
    assert_string_equal(report.edition, "2015");
    assert_string_equal(importing_query(store, levels), "0|1|0\n1|9|9\n2|50|50\n3|701|701\n");
    assert_string_equal(importing_query(store, "SELECT valid_on FROM edition"), "2015-04-08\n");
    assert_string_equal(importing_query(store, "SELECT name FROM unit WHERE pcode = 'ML010207'"),
                        "Kontela\n");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_geojson_of_communes_alone_gets_its_upper_levels_dissolved(void **state)
{
    (void)state;
    LtpStore *store = empty_store("geojson.sqlite");
    const char *const file = test_data("mali/mli_admbnda_adm3_2019.geojson");
    LtpImportReport report = run(store, &file, 1, &no_options, LTP_OK);
    assert_int_equal(report.counts.read, 701);
    assert_string_equal(importing_query(store, levels), "0|1|0\n1|9|9\n2|50|50\n3|701|701\n");
    /* admin3Name is NULL for most; admin3Name_fr is full. Dates are milliseconds. */
    assert_string_equal(importing_query(store, "SELECT name FROM unit WHERE pcode = 'ML080301'"),
                        "Adjelhoc\n");
    assert_int_equal(importing_number(store, "SELECT count(*) FROM unit WHERE name = pcode"), 0);
    assert_string_equal(importing_query(store, "SELECT valid_on FROM edition"), "2019-08-02\n");
    assert_near(
        (double)importing_number(store, "SELECT round(sum(area_km2)) FROM unit WHERE level = 3"),
        (double)importing_number(store, "SELECT round(area_km2) FROM unit WHERE level = 0"), 2);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_file_geodatabase_is_read_and_its_country_dissolved(void **state)
{
    (void)state;
    LtpStore *store = empty_store("gdb.sqlite");
    const char *const file = test_data("mali/mli_2021_simplified.gdb");
    LtpImportReport report = run(store, &file, 1, &no_options, LTP_OK);
    assert_string_equal(importing_query(store, levels), "0|1|0\n1|10|10\n2|53|53\n3|701|701\n");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* Packs what stands in a folder as HDX does: the folder itself inside a zip of another name. */
static void zip_folder(const char *folder, const char *zip)
{
    char **names = VSIReadDir(folder);
    for (int i = 0; names != NULL && names[i] != NULL; i++) {
        char from[1024], to[1024];
        if (names[i][0] == '.')
            continue;
        snprintf(from, sizeof from, "%s/%s", folder, names[i]);
        snprintf(to, sizeof to, "/vsizip/%s/limites/%s/%s", zip, strrchr(folder, '/') + 1,
                 names[i]);
        assert_int_equal(CPLCopyFile(to, from), 0);
    }
    CSLDestroy(names);
}

static void a_geodatabase_in_a_zip_is_read(void **state)
{
    (void)state;
    const char *const zip = test_temp_path("limites_hdx.zip");
    zip_folder(test_data("mali/mli_2021_simplified.gdb"), zip);
    LtpStore *store = empty_store("gdb_zip.sqlite");
    LtpImportReport report = run(store, &zip, 1, &no_options, LTP_OK);
    assert_string_equal(importing_query(store, levels), "0|1|0\n1|10|10\n2|53|53\n3|701|701\n");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_zip_without_a_map_is_refused(void **state)
{
    (void)state;
    const char *const zip = test_temp_path("sans_carte.zip");
    char to[600];
    snprintf(to, sizeof to, "/vsizip/%s/lisez-moi.txt", zip);
    VSILFILE *out = VSIFOpenL(to, "wb");
    assert_int_equal(VSIFWriteL("rien", 1, 4, out), 4);
    VSIFCloseL(out);
    LtpStore *store = empty_store("sans_carte.sqlite");
    LtpImportReport report = run(store, &zip, 1, &no_options, LTP_EFORMAT);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* The spatial index rounds -0.9999999999999996 to -1; `ltp check` called such stores damaged. */
static void a_corner_between_two_numbers_of_the_index_is_no_fault_of_the_store(void **state)
{
    (void)state;
    LtpStore *store = empty_store("single.sqlite");
    test_write(test_temp_path("single.geojson"),
               "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
               "\"properties\":{\"ADM1_PCODE\":\"BF01\",\"ADM1_FR\":\"Un\"},\"geometry\":{"
               "\"type\":\"Polygon\",\"coordinates\":[[[-1.8,10],[-0.9999999999999996,10],"
               "[-0.9999999999999996,14.8],[-1.8,14.8],[-1.8,10]]]}}]}");
    const char *const file = test_temp_path("single.geojson");
    LtpImportReport report = run(store, &file, 1, &no_options, LTP_OK);
    LtpBuf faults = {0};
    LtpError err = {0};
    assert_int_equal(ltp_store_check(store, &faults, &err), LTP_OK);
    assert_string_equal(ltp_buf_text(&faults), "");
    ltp_buf_release(&faults);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void polygons_nested_as_multipolygons_are_repaired_and_said_so(void **state)
{
    (void)state;
    LtpStore *store = empty_store("malformed.sqlite");
    const char *const file = test_data("mali/mli_adm3_2021_malformed.geojson");
    LtpImportReport report = run(store, &file, 1, &no_options, LTP_OK);
    assert_int_equal(report.counts.read, 701);
    assert_int_equal(importing_count(&report, "geometry_repaired"), 693);
    assert_string_equal(report.edition, "2021"); /* of the name of the file */
    /* It names no units above: they are in the codes, two digits a level. */
    assert_string_equal(importing_query(store, levels), "0|1|0\n1|10|10\n2|53|53\n3|701|701\n");
    assert_non_null(strstr(ltp_buf_text(&report.notes), "codes"));
    assert_int_equal(
        importing_number(store, "SELECT count(*) FROM unit WHERE geom IS NULL OR area_km2 < 1"), 0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void editions_stand_side_by_side_and_the_newest_is_active(void **state)
{
    (void)state;
    LtpStore *store = importing_store("editions.sqlite", true);
    assert_string_equal(importing_query(store, "SELECT name, active FROM edition ORDER BY name"),
                        "2015|0\n2021|1\n");
    const char *const again = test_data("mali/mli_2021_simplified.gdb");
    LtpImportReport report = run(store, &again, 1, &no_options, LTP_EDATA); /* the name is taken */
    ltp_import_report_release(&report);
    LtpImportOptions named = {.edition = "2021 simplifiée"};
    report = run(store, &again, 1, &named, LTP_OK);
    assert_int_equal(importing_number(store, "SELECT count(*) FROM edition"), 3);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ---- small files made here ---- */

#define UNIT(properties, coordinates)                                                              \
    "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":" coordinates "}"
#define SQUARE(w, s, e, n)                                                                         \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" #w "," #s "],[" #e "," #s "],[" #e "," #n "],[" #w \
    "," #n "],[" #w "," #s "]]]}"

static const char *geojson(const char *name, const char *features)
{
    LtpBuf text = {0};
    const char *path = test_temp_path(name);
    ltp_buf_printf(&text, "{\"type\":\"FeatureCollection\",\"features\":[%s]}", features);
    test_write(path, ltp_buf_text(&text));
    ltp_buf_release(&text);
    return path;
}

static void a_unit_without_outline_is_refused_by_code_and_nothing_is_imported(void **state)
{
    (void)state;
    LtpStore *store = empty_store("no_outline.sqlite");
    const char *const file =
        geojson("no_outline.geojson",
                UNIT("\"adm1_pcode\":\"XX01\",\"adm1_name\":\"Un\"", SQUARE(0, 0, 1, 1)) "," //
                UNIT("\"adm1_pcode\":\"XX02\",\"adm1_name\":\"Deux\"", "null"));
    LtpImportReport report = run(store, &file, 1, &no_options, LTP_EGEOM);
    assert_non_null(strstr(importing_error.msg, "XX02 Deux"));
    assert_int_equal(importing_number(store, "SELECT count(*) FROM unit"), 0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void codes_are_there_and_unique_or_the_file_is_refused(void **state)
{
    (void)state;
    LtpStore *store = empty_store("codes.sqlite");
    const char *const twice =
        geojson("twice.geojson",
                UNIT("\"adm1_pcode\":\"XX01\",\"adm1_name\":\"Un\"", SQUARE(0, 0, 1, 1)) "," //
                UNIT("\"adm1_pcode\":\"XX01\",\"adm1_name\":\"Deux\"", SQUARE(1, 0, 2, 1)));
    LtpImportReport report = run(store, &twice, 1, &no_options, LTP_EDATA);
    assert_non_null(strstr(importing_error.msg, "XX01"));
    ltp_import_report_release(&report);
    const char *const without =
        geojson("without.geojson",
                UNIT("\"adm1_pcode\":\"XX01\",\"adm1_name\":\"Un\"", SQUARE(0, 0, 1, 1)) "," //
                UNIT("\"adm1_pcode\":null,\"adm1_name\":\"Lac\"", SQUARE(1, 0, 2, 1)));
    report = run(store, &without, 1, &no_options, LTP_EDATA);
    assert_non_null(strstr(importing_error.msg, "Lac"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_parent_is_the_one_named_else_the_one_around(void **state)
{
    (void)state;
    LtpStore *store = empty_store("parents.sqlite");
    const char *const files[] = {
        geojson("regions.geojson",
                UNIT("\"adm1_pcode\":\"XX01\",\"adm1_name\":\"Un\"", SQUARE(0, 0, 2, 2)) "," //
                UNIT("\"adm1_pcode\":\"XX02\",\"adm1_name\":\"Deux\"", SQUARE(2, 0, 4, 2))),
        geojson("cercles.geojson",
                UNIT("\"adm2_pcode\":\"XX0101\",\"adm2_name\":\"A\",\"adm1_pcode\":\"XX01\"",
                     SQUARE(0, 0, 2, 2)) "," //
                UNIT("\"adm2_pcode\":\"XX0201\",\"adm2_name\":\"B\",\"adm1_pcode\":null",
                     SQUARE(2, 0, 3, 2)) "," //
                UNIT("\"adm2_pcode\":\"XX0202\",\"adm2_name\":\"C\",\"adm1_pcode\":\"XX01\"",
                     SQUARE(3, 0, 4, 2)))};
    LtpImportReport report = run(store, files, 2, &no_options, LTP_OK);
    assert_string_equal(importing_query(store,
                                        "SELECT u.pcode, p.pcode FROM unit u JOIN unit p ON p.id = "
                                        "u.parent_id WHERE u.level = 2 ORDER BY u.pcode"),
                        "XX0101|XX01\nXX0201|XX02\nXX0202|XX01\n");
    assert_int_equal(importing_count(&report, "parent_by_point"), 1);
    assert_int_equal(importing_count(&report, "unit_outside_parent"), 1);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_projected_file_is_brought_to_wgs_84_lon_lat(void **state)
{
    (void)state;
    LtpStore *store = empty_store("utm.sqlite");
    const char *path = test_temp_path("utm.geojson");
    test_write(path,
               "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{"
               "\"name\":\"urn:ogc:def:crs:EPSG::32637\"}},\"features\":[" //
               UNIT("\"adm1_pcode\":\"KE01\",\"adm1_name\":\"Nairobi\"",
                    SQUARE(257323, -142788, 257523, -142588)) "]}");
    LtpImportReport report = run(store, &path, 1, &no_options, LTP_OK);
    /* STYLE 4: 36.82 E 1.29 S is 257423 -142688 in UTM 37N */
    assert_string_equal(importing_query(store, "SELECT round(interior_lon, 2), "
                                               "round(interior_lat, 2) FROM unit"),
                        "36.82|-1.29\n");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void the_same_files_again_change_nothing(void **state)
{
    (void)state;
    LtpStore *store = importing_store("unchanged.sqlite", false);
    int64_t generation = ltp_store_generation(store);
    const char *const file = test_data("mali/mli_admbnda_2021.gpkg");
    LtpImportReport report = run(store, &file, 1, &no_options, LTP_OK);
    assert_true(report.unchanged);
    assert_int_equal(ltp_store_generation(store), generation);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_geopackage_of_four_levels_is_one_edition),
        cmocka_unit_test(shapefiles_a_level_with_cut_columns_are_one_edition),
        cmocka_unit_test(a_geojson_of_communes_alone_gets_its_upper_levels_dissolved),
        cmocka_unit_test(a_file_geodatabase_is_read_and_its_country_dissolved),
        cmocka_unit_test(a_geodatabase_in_a_zip_is_read),
        cmocka_unit_test(a_zip_without_a_map_is_refused),
        cmocka_unit_test(a_corner_between_two_numbers_of_the_index_is_no_fault_of_the_store),
        cmocka_unit_test(polygons_nested_as_multipolygons_are_repaired_and_said_so),
        cmocka_unit_test(editions_stand_side_by_side_and_the_newest_is_active),
        cmocka_unit_test(a_unit_without_outline_is_refused_by_code_and_nothing_is_imported),
        cmocka_unit_test(codes_are_there_and_unique_or_the_file_is_refused),
        cmocka_unit_test(a_parent_is_the_one_named_else_the_one_around),
        cmocka_unit_test(a_projected_file_is_brought_to_wgs_84_lon_lat),
        cmocka_unit_test(the_same_files_again_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
