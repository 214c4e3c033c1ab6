/* Activities given as polygons: where they count, how their people divide, what overlaps. */
#include "base/number.h"
#include "layers/analysis.h"
#include "tests/importers/importing.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define SQUARE(w, s, e, n)                                                                         \
    "POLYGON ((" #w " " #s "," #e " " #s "," #e " " #n "," #w " " #n "," #w " " #s "))"

static const char head[] = "Organisation;Code projet;Activité;Cluster;Commune;Personnes "
                           "atteintes;Date rapport;WKT\n";

/* A table of areas from rows like "NRC;P1;Médiation;LTP;;1000;2021-06-30;POLYGON (...)". */
static const char *table(const char *name, const char *rows)
{
    LtpBuf text = {0};
    const char *path = test_temp_path(name);
    ltp_buf_printf(&text, "%s%s", head, rows);
    test_write(path, ltp_buf_text(&text));
    ltp_buf_release(&text);
    return path;
}

static LtpImportReport import_areas(LtpStore *store, const char *name, const char *rows)
{
    const LtpImportOptions options = {.edition = "2021"};
    return importing_run(store, "areas", table(name, rows), &options, LTP_OK);
}

/* ---- figures ---- */

/* Name, value ... NULL: parameters of the analysis. */
static LtpAnalysis *analyse(LtpStore *store, va_list args)
{
    LtpError err = {0};
    LtpAnalysis *analysis = NULL;
    LtpParams *params = ltp_params_new();
    const char *name;
    assert_ok(ltp_params_set(params, "all-time", "1", &err));
    while ((name = va_arg(args, const char *)) != NULL)
        assert_ok(ltp_params_set(params, name, va_arg(args, const char *), &err));
    assert_ok(ltp_analysis_run(store, params, LTP_THEME_COVERAGE, &analysis, &err));
    ltp_params_free(params);
    return analysis;
}

static size_t field_of(const LtpAnalysis *analysis, const char *name)
{
    const LtpLayer *layer = ltp_analysis_layer(analysis);
    return (size_t)(ltp_layer_field(layer, name) - layer->fields);
}

/* The sum of a column over all units; "km2" is polygon_share times the ground of the unit. */
static double sum_of(LtpStore *store, const char *column, ...)
{
    va_list args;
    va_start(args, column);
    LtpAnalysis *analysis = analyse(store, args);
    va_end(args);
    bool ground = strcmp(column, "km2") == 0;
    size_t field = field_of(analysis, ground ? "polygon_share" : column);
    double sum = 0;
    for (size_t row = 0; row < ltp_analysis_count(analysis); row++) {
        LtpValue value = ltp_analysis_value(analysis, row, field);
        const LtpUnit *unit =
            &ltp_analysis_units(analysis)->units[ltp_analysis_unit(analysis, row)];
        if (!value.null)
            sum += ground ? value.real * unit->area_km2
                          : (value.type == LTP_REAL ? value.real : (double)value.integer);
    }
    ltp_analysis_free(analysis);
    return sum;
}

static LtpValue value_in(LtpStore *store, const char *pcode, const char *column, ...)
{
    va_list args;
    va_start(args, column);
    LtpAnalysis *analysis = analyse(store, args);
    va_end(args);
    LtpValue found = ltp_value_null(LTP_REAL);
    for (size_t row = 0; row < ltp_analysis_count(analysis); row++)
        if (strcmp(ltp_analysis_value(analysis, row, 0).text, pcode) == 0)
            found = ltp_analysis_value(analysis, row, field_of(analysis, column));
    ltp_analysis_free(analysis);
    return found;
}

/* ---- one area ---- */

static const char one[] = "NRC;P1;Titres;LTP;;1000;2021-06-30;" SQUARE(-4.6, 14.2, -4.0, 14.7) "\n";

static void a_polygon_counts_in_every_commune_it_covers(void **state)
{
    (void)state;
    LtpStore *store = importing_store("areas_one.sqlite", false);
    LtpImportReport report = import_areas(store, "one.csv", one);
    assert_int_equal(1, report.counts.accepted);
    assert_non_null(strstr(importing_row(&report, 2)->locations, "\"rule\":\"polygon\""));
    assert_true(importing_number(store, "SELECT count(*) FROM line_location") > 5);
    assert_string_equal("polygon\n",
                        importing_query(store, "SELECT DISTINCT rule FROM line_location"));
    assert_string_equal("1.0\n",
                        importing_query(store, "SELECT round(sum(of_area), 9) FROM area_part"));
    assert_int_equal(0, importing_number(store,
                                         "SELECT count(*) FROM line_location p JOIN area_part a ON "
                                         "a.line_id = p.line_id AND a.unit_id = p.unit_id WHERE "
                                         "a.of_area < 0.01 AND a.of_unit < 0.01"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void its_people_add_up_at_every_level_and_in_every_mode(void **state)
{
    (void)state;
    static const char *const modes[] = {"strict", "inherited", "allocated"};
    static const char *const levels[] = {"0", "1", "2", "3"};
    LtpStore *store = importing_store("levels.sqlite", false);
    LtpImportReport report = import_areas(store, "levels.csv", one);
    for (size_t m = 0; m < 3; m++)
        for (size_t l = 0; l < 4; l++)
            assert_near(1000, sum_of(store, "reached", "mode", modes[m], "level", levels[l], NULL),
                        0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void the_ground_covered_is_the_same_at_every_level(void **state)
{
    (void)state;
    LtpStore *store = importing_store("ground.sqlite", false);
    LtpImportReport report = import_areas(store, "ground.csv", one);
    double communes = sum_of(store, "km2", NULL), area = 0;
    area = (double)importing_number(store, "SELECT CAST(area_km2 AS INTEGER) FROM line_area");
    assert_near(1, communes / area, 5e-4);
    assert_near(1, sum_of(store, "km2", "level", "2", NULL) / communes, 1e-9);
    assert_near(1, sum_of(store, "km2", "level", "0", NULL) / communes, 1e-9);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void without_any_area_the_share_is_not_known(void **state)
{
    (void)state;
    LtpStore *store = importing_store("none.sqlite", false);
    assert_true(value_in(store, "ML050609", "polygon_share", NULL).null);
    LtpImportReport report = import_areas(store, "none.csv", one);
    assert_false(value_in(store, "ML050609", "polygon_share", NULL).null);
    assert_near(0, value_in(store, "ML080101", "polygon_share", NULL).real, 0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void undo_takes_the_area_back(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = importing_store("undo.sqlite", false);
    LtpImportReport report = import_areas(store, "undo.csv", one);
    assert_ok(ltp_import_undo(store, report.import_id, &err));
    assert_int_equal(0, importing_number(store, "SELECT (SELECT count(*) FROM line_area) + (SELECT "
                                                "count(*) FROM area_part) + (SELECT count(*) FROM "
                                                "idx_line_area_geom)"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ---- several ---- */

static void overlaps_count_once(void **state)
{
    (void)state;
    static const char rows[] = "NRC;P1;Titres;LTP;;1000;2021-06-30;" SQUARE(
        -4.6, 14.2, -4.0, 14.7) "\n"
                                "DRC;P2;Abris;Abris;;10;2021-06-30;" SQUARE(
                                    -4.3, 14.0, -3.8,
                                    14.5) "\n"
                                          "DRC;P2;Abris;Abris;;20;2021-07-31;" SQUARE(
                                              -4.3, 14.0, -3.8,
                                              14.5) "\n"
                                                    "DRC;P3;Abris;Abris;;30;2021-07-31;" SQUARE(
                                                        -8.0, 12.0, -7.9, 12.1) "\n";
    LtpStore *store = importing_store("overlap.sqlite", false);
    LtpImportReport report = import_areas(store, "overlap.csv", rows);
    assert_int_equal(4, report.counts.accepted);
    double all = sum_of(store, "km2", NULL);
    double shelter = sum_of(store, "km2", "sector", "shelter", NULL);
    double ltp = sum_of(store, "km2", "theme", "ltp", NULL);
    assert_true(all < shelter + ltp - 100); /* 0.3 x 0.3 degrees are in both */
    assert_near(33.5 * 33.2, shelter + ltp - all, 100);
    assert_true(shelter < all && ltp < all);
    assert_near(all, sum_of(store, "km2", "level", "1", NULL), 1e-6);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* A number in [0, 1), the same sequence in every run. */
static double random_share(void)
{
    static uint64_t seed = 7;
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(seed >> 11) * 0x1p-53;
}

static void a_finer_filter_never_covers_more(void **state)
{
    (void)state;
    LtpBuf rows = {0};
    for (int i = 0; i < 40; i++) {
        double w = -6 + 3 * random_share(), s = 13 + 2 * random_share(), d = 0.1 + random_share();
        ltp_buf_printf(&rows,
                       "%s;P%d;Acte %d;%s;;100;2021-06-30;POLYGON ((%f %f,%f %f,%f %f,%f %f))\n",
                       i % 3 == 0 ? "NRC" : "DRC", i, i, i % 2 == 0 ? "LTP" : "Abris", w, s, w + d,
                       s, w + d / 2, s + d, w, s);
    }
    LtpStore *store = importing_store("filter.sqlite", false);
    LtpImportReport report = import_areas(store, "filter.csv", ltp_buf_text(&rows));
    assert_int_equal(40, report.counts.accepted);
    double all = sum_of(store, "km2", NULL), ltp = sum_of(store, "km2", "theme", "ltp", NULL);
    double nrc = sum_of(store, "km2", "theme", "ltp", "org", "NRC", NULL);
    assert_true(nrc < ltp && ltp < all);
    assert_true(sum_of(store, "polygon_share", NULL) <= 701);
    assert_near(4000, sum_of(store, "reached", NULL), 0);
    assert_near(4000, sum_of(store, "reached", "mode", "allocated", "level", "0", NULL), 0);
    ltp_buf_release(&rows);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ---- what is wrong with an outline ---- */

static void what_is_wrong_with_an_outline_is_said(void **state)
{
    (void)state;
    static const char rows[] =
        "A;;x;LTP;;10;2021-06-30;POLYGON ((-4.2 14.3,-4.1 14.4,-4.2 14.4,-4.1 14.3,-4.2 14.3))\n"
        "B;;x;LTP;;10;2021-06-30;" SQUARE(
            -12.5, 14.5, -11.5,
            15) "\n"
                "C;;x;LTP;;10;2021-06-30;" SQUARE(
                    2, 48, 3, 49) "\n"
                                  "D;;x;LTP;;10;2021-06-30;" SQUARE(
                                      300000, 1500000, 310000,
                                      1510000) "\n"
                                               "E;;x;LTP;;10;2021-06-30;un quartier\n"
                                               "F;;x;LTP;Socoura;10;2021-06-30;" SQUARE(
                                                   -8, 12.6, -7.9,
                                                   12.7) "\n"
                                                         "G;;x;LTP;Socoura;10;2021-06-30;" SQUARE(
                                                             -4.3, 14.2, -4.0,
                                                             14.7) "\n"
                                                                   ";;x;LTP;;10;2021-06-30;" SQUARE(
                                                                       -4.2, 14.3, -4.1, 14.4) "\n";
    LtpStore *store = importing_store("wrong.sqlite", false);
    LtpImportReport report = import_areas(store, "wrong.csv", rows);
    assert_string_equal("area_repaired", importing_row(&report, 2)->codes);
    assert_string_equal("area_partly_outside", importing_row(&report, 3)->codes);
    assert_non_null(strstr(importing_row(&report, 4)->codes, "area_outside"));
    assert_non_null(strstr(importing_row(&report, 5)->codes, "area_unusable"));
    assert_non_null(strstr(importing_row(&report, 6)->codes, "area_unusable"));
    assert_string_equal("area_outside_unit", importing_row(&report, 7)->codes);
    assert_non_null(strstr(importing_row(&report, 7)->locations, "\"rule\":\"exact\""));
    assert_string_equal("area_beyond_unit", importing_row(&report, 8)->codes);
    assert_string_equal("no_organisation", importing_row(&report, 9)->codes);
    for (int64_t row = 4; row <= 6; row++)
        assert_int_equal(LTP_REJECTED, importing_row(&report, row)->fate);
    assert_int_equal(3, importing_number(store, "SELECT count(*) FROM line_area"));
    assert_near(40, sum_of(store, "reached", NULL), 0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_table_without_outlines_is_no_table_of_areas(void **state)
{
    (void)state;
    const char *path = test_temp_path("plain.csv");
    test_write(path, "Organisation;Commune\nNRC;Socoura\n");
    LtpStore *store = importing_store("plain.sqlite", false);
    const LtpImportOptions options = {0};
    LtpImportReport report = importing_run(store, "areas", path, &options, LTP_EDATA);
    assert_non_null(strstr(importing_error.msg, "ltp import activities"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ---- map files ---- */

static void a_map_file_is_a_table_with_outlines_and_points(void **state)
{
    (void)state;
    static const char text[] =
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
        "\"urn:ogc:def:crs:EPSG::32630\"}},\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"Organisation\":\"NRC\",\"Personnes atteintes\":50,"
        "\"Date rapport\":\"2021-06-30\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[["
        "360000,1590000],[390000,1590000],[390000,1620000],[360000,1620000],[360000,1590000]]]}},"
        "{\"type\":\"Feature\",\"properties\":{\"Organisation\":\"DRC\",\"Personnes atteintes\":7,"
        "\"Date rapport\":\"2021-06-30\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":["
        "371000,1602000]}},"
        "{\"type\":\"Feature\",\"properties\":{\"Organisation\":\"DRC\"},\"geometry\":null}]}";
    const char *path = test_temp_path("zones.geojson");
    test_write(path, text);
    LtpStore *store = importing_store("map.sqlite", false);
    const LtpImportOptions options = {0};
    LtpImportReport report = importing_run(store, "areas", path, &options, LTP_OK);
    assert_int_equal(3, report.counts.read);
    assert_int_equal(0, report.header_row);
    assert_non_null(strstr(importing_row(&report, 1)->locations, "polygon"));
    assert_non_null(strstr(importing_row(&report, 2)->locations, "\"rule\":\"point\""));
    assert_int_equal(LTP_REJECTED, importing_row(&report, 3)->fate);
    assert_string_equal("900.0\n", importing_query(store, "SELECT round(area_km2, -1) * 1.0 FROM "
                                                          "line_area"));
    assert_near(57, sum_of(store, "reached", NULL), 0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ---- editions ---- */

static void an_area_of_an_older_edition_is_where_its_outline_is(void **state)
{
    (void)state;
    LtpStore *older = importing_store("older.sqlite", true);
    LtpStore *newer = importing_store("newer.sqlite", true);
    const LtpImportOptions in_2015 = {.edition = "2015"}, in_2021 = {.edition = "2021"};
    const char *path = table("editions.csv", one);
    LtpImportReport a = importing_run(older, "areas", path, &in_2015, LTP_OK);
    LtpImportReport b = importing_run(newer, "areas", path, &in_2021, LTP_OK);
    assert_near(sum_of(newer, "km2", NULL), sum_of(older, "km2", NULL), 1e-9);
    assert_near(sum_of(newer, "n_lines", NULL), sum_of(older, "n_lines", NULL), 0);
    assert_int_equal(value_in(newer, "ML050609", "reached", NULL).integer,
                     value_in(older, "ML050609", "reached", NULL).integer);
    assert_near(1000, sum_of(older, "reached", NULL), 0);
    ltp_import_report_release(&a);
    ltp_import_report_release(&b);
    ltp_store_close(older);
    ltp_store_close(newer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_polygon_counts_in_every_commune_it_covers),
        cmocka_unit_test(its_people_add_up_at_every_level_and_in_every_mode),
        cmocka_unit_test(the_ground_covered_is_the_same_at_every_level),
        cmocka_unit_test(without_any_area_the_share_is_not_known),
        cmocka_unit_test(undo_takes_the_area_back),
        cmocka_unit_test(overlaps_count_once),
        cmocka_unit_test(a_finer_filter_never_covers_more),
        cmocka_unit_test(what_is_wrong_with_an_outline_is_said),
        cmocka_unit_test(a_table_without_outlines_is_no_table_of_areas),
        cmocka_unit_test(a_map_file_is_a_table_with_outlines_and_points),
        cmocka_unit_test(an_area_of_an_older_edition_is_where_its_outline_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
