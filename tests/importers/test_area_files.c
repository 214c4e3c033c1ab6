/* Areas come from a project's GIS in whatever it writes: every format and system of coordinates
 * gives the same ground in the same communes. */
#include "tests/importers/importing.h"

#include <cpl_string.h>
#include <gdal.h>
#include <gdal_utils.h>
#include <stdio.h>
#include <stdlib.h>

/* A square, two squares of one project, a square with a hole. */
static const char areas[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"Organisation\":\"NRC\",\"Code projet\":\"P1\","
    "\"Commune\":\"\",\"Atteintes\":1000,\"Date rapport\":\"2021-06-30\"},\"geometry\":{\"type\":"
    "\"Polygon\",\"coordinates\":[[[-4.6,14.2],[-4,14.2],[-4,14.7],[-4.6,14.7],[-4.6,14.2]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"Organisation\":\"NRC\",\"Code projet\":\"P2\","
    "\"Commune\":\"\",\"Atteintes\":50,\"Date rapport\":\"2021-06-30\"},\"geometry\":{\"type\":"
    "\"MultiPolygon\",\"coordinates\":[[[[-5,13],[-4.8,13],[-4.8,13.2],[-5,13.2],[-5,13]]],"
    "[[[-3,15],[-2.8,15],[-2.8,15.2],[-3,15.2],[-3,15]]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"Organisation\":\"DRC\",\"Code projet\":\"P3\","
    "\"Commune\":\"\",\"Atteintes\":7,\"Date rapport\":\"2021-06-30\"},\"geometry\":{\"type\":"
    "\"Polygon\",\"coordinates\":[[[-6,13],[-5.6,13],[-5.6,13.4],[-6,13.4],[-6,13]],"
    "[[-5.9,13.1],[-5.9,13.3],[-5.7,13.3],[-5.7,13.1],[-5.9,13.1]]]}}]}";

static const char figures[] =
    "SELECT l.project_code, l.reached, round(a.area_km2, 1), count(*), round(sum(p.of_area), 6) "
    "FROM line l JOIN line_area a ON a.line_id = l.id JOIN area_part p ON p.line_id = l.id "
    "WHERE l.closed_by IS NULL GROUP BY l.id ORDER BY l.project_code";

static const char *original(void)
{
    const char *path = test_temp_path("zones.geojson");
    test_write(path, areas);
    return path;
}

/* The areas as `name` by GDAL; `options` as words of ogr2ogr. */
static const char *translated(const char *name, const char *options)
{
    const char *path = test_temp_path(name);
    char **words = CSLTokenizeString(options);
    GDALAllRegister();
    GDALDatasetH from = GDALOpenEx(original(), GDAL_OF_VECTOR, NULL, NULL, NULL);
    GDALVectorTranslateOptions *how = GDALVectorTranslateOptionsNew(words, NULL);
    int failed = 0;
    assert_non_null(from);
    GDALDatasetH made = GDALVectorTranslate(path, NULL, 1, &from, how, &failed);
    assert_non_null(made);
    assert_int_equal(0, failed);
    GDALClose(made);
    GDALVectorTranslateOptionsFree(how);
    GDALClose(from);
    CSLDestroy(words);
    return path;
}

/* The areas with each "[x,y]" as "[y,x]". */
static const char *exchanged(void)
{
    LtpBuf text = {0};
    for (const char *at = areas; *at != '\0'; at++) {
        bool pair = *at == '[' && (at[1] == '-' || (at[1] >= '0' && at[1] <= '9'));
        int x = pair ? (int)strcspn(at + 1, ",") : 0;
        int y = pair ? (int)strcspn(at + 2 + x, "]") : 0;
        ltp_buf_putc(&text, *at);
        if (!pair)
            continue;
        ltp_buf_printf(&text, "%.*s,%.*s", y, at + 2 + x, x, at + 1);
        at += 1 + x + y;
    }
    const char *path = test_temp_path("exchanged.geojson");
    test_write(path, ltp_buf_text(&text));
    ltp_buf_release(&text);
    return path;
}

/* What the store holds once the file is in; new memory: free. */
static char *taken(const char *store_name, const char *path)
{
    const LtpImportOptions options = {0};
    LtpStore *store = importing_store(store_name, false);
    LtpImportReport report = importing_run(store, "areas", path, &options, LTP_OK);
    assert_int_equal(3, report.counts.accepted);
    char *text = ltp_strdup(importing_query(store, figures));
    ltp_import_report_release(&report);
    ltp_store_close(store);
    return text;
}

static void every_format_and_system_of_coordinates_gives_the_same_ground(void **state)
{
    (void)state;
    static const struct {
        const char *name, *options;
    } files[] = {
        {"zones.shp", "-f \"ESRI Shapefile\" -nlt PROMOTE_TO_MULTI"},
        {"utm.shp", "-f \"ESRI Shapefile\" -nlt PROMOTE_TO_MULTI -t_srs EPSG:32630"},
        {"zones.shp.zip", "-f \"ESRI Shapefile\" -nlt PROMOTE_TO_MULTI -t_srs EPSG:32629"},
        {"zones.gpkg", "-f GPKG"},
        {"mercator.gpkg", "-f GPKG -t_srs EPSG:3857"},
        {"zones.kml", "-f KML"},
        {"zones.fgb", "-f FlatGeobuf -nlt PROMOTE_TO_MULTI"},
    };
    char *expected = taken("zones.sqlite", original());
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char store[64];
        snprintf(store, sizeof store, "%s.sqlite", files[i].name);
        char *got = taken(store, translated(files[i].name, files[i].options));
        if (strcmp(expected, got) != 0)
            fail_msg("%s:\n%sinstead of\n%s", files[i].name, got, expected);
        ltp_free(got);
    }
    ltp_free(expected);
}

static void a_header_that_a_shapefile_cut_is_the_shortest_label_it_begins(void **state)
{
    (void)state;
    const LtpImportOptions options = {0};
    LtpStore *store = importing_store("cut.sqlite", false);
    const char *path = translated("cut.shp", "-f \"ESRI Shapefile\" -nlt PROMOTE_TO_MULTI");
    LtpImportReport report = importing_run(store, "areas", path, &options, LTP_OK);
    assert_string_equal("Organisati", report.columns[0].header);
    assert_string_equal("org_implementing_name", report.columns[0].field);
    assert_string_equal("Date rappo", report.columns[4].header);
    assert_string_equal("reported", report.columns[4].field);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void the_same_ten_letters_in_a_table_of_text_mean_nothing(void **state)
{
    (void)state;
    const char *path = test_temp_path("letters.csv");
    test_write(path, "Organisation;Commune;Date rappo\nNRC;Socoura;2021-06-30\n");
    const LtpImportOptions options = {0};
    LtpStore *store = importing_store("letters.sqlite", false);
    LtpImportReport report = importing_run(store, "activities", path, &options, LTP_OK);
    assert_null(report.columns[2].field);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void an_outline_with_longitude_and_latitude_exchanged_is_put_right_and_told(void **state)
{
    (void)state;
    char *expected = taken("right.sqlite", original());
    const LtpImportOptions options = {0};
    LtpStore *store = importing_store("swapped.sqlite", false);
    LtpImportReport report = importing_run(store, "areas", exchanged(), &options, LTP_OK);
    assert_int_equal(3, importing_count(&report, "area_swapped"));
    assert_string_equal(expected, importing_query(store, figures));
    ltp_import_report_release(&report);
    ltp_store_close(store);
    ltp_free(expected);
}

#define TEST(name) cmocka_unit_test(name)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_format_and_system_of_coordinates_gives_the_same_ground),
        TEST(a_header_that_a_shapefile_cut_is_the_shortest_label_it_begins),
        TEST(the_same_ten_letters_in_a_table_of_text_mean_nothing),
        TEST(an_outline_with_longitude_and_latitude_exchanged_is_put_right_and_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
