/* Where an export goes: files, folders, parents, and what stands in the way. */
#include "exporting.h"

#include "base/os.h"

#include <sys/stat.h>
#include <unistd.h>

static LtpCode export_to(Exporting *e, const char *format, const char *dest, const char *crs,
                         LtpError *err)
{
    static FakeLayer layer;
    layer = fake_communes;
    const LtpExporter *exporter = ltp_exporter_find(format);
    LtpExportJob job = {.dest = dest,
                        .crs = crs,
                        .source = {.open = fake_open, .classes = fake_classes, .arg = &layer},
                        .written = &e->written,
                        .notes = &e->notes};
    return ltp_export(exporter, &job, err);
}

static LtpCode export_in(Exporting *e, const char *format, const char *dest, LtpError *err)
{
    return export_to(e, format, exporting_path(e, dest), NULL, err);
}

static void assert_no_partial(Exporting *e, const char *dir)
{
    char *names = exporting_list(e, dir);
    assert_null(strstr(names, "partial"));
    ltp_free(names);
}

static void a_file_goes_where_its_name_says_and_its_parents_are_made(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(export_in(e, "geojson", "2020/mars/g.geojson", &err));
    assert_true(exporting_has(e, "2020/mars/g.geojson"));
    assert_no_partial(e, "2020/mars");
}

static void a_name_without_extension_is_a_folder_of_all_layers(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(export_in(e, "geojson", "out", &err));
    assert_true(exporting_has(e, "out/gaps.geojson"));
    assert_true(exporting_has(e, "out/coverage.geojson"));
    assert_ok(export_in(e, "gpkg", "one/", &err));
    assert_true(exporting_has(e, "one/ltp.gpkg"));
}

static void records_of_the_house_leave_only_when_they_are_named(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(export_in(e, "csv", "out/", &err));
    assert_false(exporting_has(e, "out/imports.csv"));
    assert_false(exporting_has(e, "out/findings.csv"));
}

static void a_destination_without_a_name_is_refused(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_code(LTP_EUSAGE, export_to(e, "csv", "", NULL, &err));
}

static void a_file_in_the_place_of_the_folder_stays_and_is_named(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(ltp_os_write_file(exporting_path(e, "out"), "mine", 4, &err));
    assert_int_equal(LTP_EIO, export_in(e, "csv", "out/g.csv", &err));
    assert_non_null(strstr(err.msg, "/out"));
    char *bytes = exporting_read(e, "out");
    assert_string_equal("mine", bytes);
    ltp_free(bytes);
}

/* No folder is shut to root, but nobody can make a file in /proc. */
static void a_folder_that_cannot_be_written_to_is_named_and_left_as_it_was(void **state)
{
    Exporting *e = *state;
    static const char *const formats[][2] = {{"geojson", "g.geojson"}, {"geojsonseq", "g.geojsonl"},
                                             {"csv", "g.csv"},         {"hxl", "h.csv"},
                                             {"gpkg", "g.gpkg"},       {"xlsx", "g.xlsx"},
                                             {"html", "g.html"},       {"kml", "g.kml"},
                                             {"flatgeobuf", "g.fgb"},  {"shapefile", "g.zip"},
                                             {"shapefile", "shp"},     {"qgis", "q"}};
    LtpError err = {0};
    assert_ok(ltp_os_mkdirs(exporting_path(e, "shut"), &err));
    assert_int_equal(0, chmod(exporting_path(e, "shut"), 0555));
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char *dest =
            ltp_path_join(geteuid() == 0 ? "/proc" : exporting_path(e, "shut"), formats[i][1]);
        err = (LtpError){0};
        assert_int_equal(LTP_EIO, export_to(e, formats[i][0], dest, NULL, &err));
        if (strstr(err.msg, dest) == NULL)
            fail_msg("%s: %s", dest, err.msg);
        ltp_free(dest);
    }
    assert_int_equal(0, chmod(exporting_path(e, "shut"), 0755));
    char *names = exporting_list(e, "shut");
    assert_string_equal("", names);
    ltp_free(names);
}

/* The rename fails on the folder that has the name of the file. */
static void a_target_that_cannot_be_replaced_leaves_no_partial(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(ltp_os_mkdirs(exporting_path(e, "g.txt/inside"), &err));
    assert_ok(ltp_os_write_file(exporting_path(e, "g.txt.partial"), "new", 3, &err));
    assert_code(LTP_EIO, ltp_export_commit(exporting_path(e, "g.txt.partial"),
                                           exporting_path(e, "g.txt"), NULL, NULL, &err));
    assert_no_partial(e, ".");
    assert_true(exporting_has(e, "g.txt/inside"));
}

static void a_partial_left_by_a_crash_is_replaced(void **state)
{
    Exporting *e = *state;
    static const char *const formats[][3] = {{"geojson", "g.geojson", "g.geojson.partial.geojson"},
                                             {"csv", "g.csv", "g.csv.partial.csv"},
                                             {"gpkg", "g.gpkg", "g.gpkg.partial.gpkg"},
                                             {"flatgeobuf", "g.fgb", "g.fgb.partial.fgb"},
                                             {"kml", "g.kml", "g.kml.partial.kml"},
                                             {"html", "g.html", "g.html.partial.html"},
                                             {"xlsx", "g.xlsx", "g.xlsx.partial"}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        LtpError err = {0};
        assert_ok(ltp_os_write_file(exporting_path(e, formats[i][2]), "half", 4, &err));
        assert_ok(export_in(e, formats[i][0], formats[i][1], &err));
        assert_true(exporting_has(e, formats[i][1]));
        assert_no_partial(e, ".");
    }
}

static void the_target_of_before_is_replaced_whole(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(export_in(e, "qgis", "q", &err));
    assert_ok(export_in(e, "qgis", "q", &err));
    assert_true(exporting_has(e, "q/ltp.qgz"));
    assert_no_partial(e, "q");
    assert_no_partial(e, ".");
}

static void a_system_that_the_format_cannot_have_is_refused_before_anything_is_made(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    const char *dest = exporting_path(e, "new/g.geojson");
    assert_code(LTP_EUSAGE, export_to(e, "geojson", dest, "EPSG:32630", &err));
    assert_false(exporting_has(e, "new"));
    assert_ok(export_to(e, "geojson", exporting_path(e, "g.geojson"), "EPSG:4326", &err));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, exporting_setup, exporting_teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_file_goes_where_its_name_says_and_its_parents_are_made),
        CASE(a_name_without_extension_is_a_folder_of_all_layers),
        CASE(records_of_the_house_leave_only_when_they_are_named),
        CASE(a_destination_without_a_name_is_refused),
        CASE(a_file_in_the_place_of_the_folder_stays_and_is_named),
        CASE(a_folder_that_cannot_be_written_to_is_named_and_left_as_it_was),
        CASE(a_target_that_cannot_be_replaced_leaves_no_partial),
        CASE(a_partial_left_by_a_crash_is_replaced),
        CASE(the_target_of_before_is_replaced_whole),
        CASE(a_system_that_the_format_cannot_have_is_refused_before_anything_is_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
