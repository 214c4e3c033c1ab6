#include "base/os.h"
#include "base/sha256.h"
#include "tests/importers/importing.h"

static const char *const kinds[] = {"boundaries", "activities", "needs", "studies"};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

/* Imports the file as every kind: one message each, the store's file as it was, byte for byte. */
static void is_refused(const char *name, const char *file)
{
    char before[LTP_SHA256_HEX], after[LTP_SHA256_HEX];
    LtpError err = {0};
    ltp_store_close(importing_store(name, false));
    for (size_t i = 0; i < N_KINDS; i++) {
        LtpStore *store = NULL;
        LtpImportReport report = {0};
        LtpImportOptions options = {.reported = "2020"};
        assert_ok(ltp_sha256_file(test_temp_path(name), before, &err));
        assert_ok(ltp_store_open(test_temp_path(name), LTP_STORE_WRITE, &store, &err));
        LtpError why = {0};
        LtpCode rc = ltp_importer_find(kinds[i])->run(store, &file, 1, &options, &report, &why);
        if (rc == LTP_OK)
            fail_msg("%s took %s", kinds[i], file);
        assert_true(why.msg[0] != '\0');
        assert_string_equal(why.file, ltp_path_name(file));
        ltp_import_report_release(&report);
        ltp_store_close(store);
        assert_ok(ltp_sha256_file(test_temp_path(name), after, &err));
        assert_string_equal(before, after);
    }
}

static void write_bytes(const char *name, const void *bytes, size_t size)
{
    LtpError err = {0};
    assert_ok(ltp_os_write_file(test_temp_path(name), bytes, size, &err));
}

static void a_missing_file_is_refused(void **state)
{
    (void)state;
    is_refused("missing.sqlite", test_temp_path("nowhere.csv"));
}

static void an_empty_file_is_refused(void **state)
{
    (void)state;
    write_bytes("empty.csv", "", 0);
    is_refused("empty.sqlite", test_temp_path("empty.csv"));
    write_bytes("empty.geojson", "", 0);
    is_refused("empty2.sqlite", test_temp_path("empty.geojson"));
}

static void a_picture_is_refused(void **state)
{
    (void)state;
    static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13,
                                        'I',  'H', 'D', 'R', 0,    0,    0,    1,    0, 0, 0, 1};
    write_bytes("picture.xlsx", png, sizeof png);
    is_refused("picture.sqlite", test_temp_path("picture.xlsx"));
}

static void a_truncated_file_is_refused(void **state)
{
    (void)state;
    LtpError err = {0};
    static const char *const files[][2] = {
        {"mali/demo/ml_4w_ltp_fictif.xlsx", "cut.xlsx"},
        {"mali/mli_admbnda_2021.gpkg", "cut.gpkg"},
        {"mali/mli_admbnda_adm3_2019.geojson", "cut.geojson"},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char *bytes = NULL;
        size_t size = 0;
        assert_ok(ltp_os_read_file(test_data(files[i][0]), (size_t)1 << 28, &bytes, &size, &err));
        write_bytes(files[i][1], bytes, size / 2);
        ltp_free(bytes);
        is_refused("cut.sqlite", test_temp_path(files[i][1]));
    }
}

static void a_table_without_places_or_figures_is_refused(void **state)
{
    (void)state;
    test_write(test_temp_path("other.csv"), "Couleur,Goût\nrouge,sucré\nvert,acide\n");
    is_refused("other.sqlite", test_temp_path("other.csv"));
}

static void a_header_without_rows_is_refused(void **state)
{
    (void)state;
    LtpStore *store = importing_store("no_rows.sqlite", false);
    test_write(test_temp_path("no_rows.csv"), "Organisation,Commune,admin3Pcod,Activités\n");
    LtpImportReport report =
        importing_run(store, "activities", test_temp_path("no_rows.csv"), NULL, LTP_EDATA);
    assert_int_equal(importing_number(store, "SELECT count(*) FROM import WHERE submission > 0 AND "
                                             "file = 'no_rows.csv'"),
                     0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void without_boundaries_no_table_is_read(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = NULL;
    assert_ok(ltp_store_open(test_temp_path("bare.sqlite"), LTP_STORE_CREATE, &store, &err));
    LtpImportReport report =
        importing_run(store, "activities", test_data("mali/ml_5w_2022-03.csv"), NULL, LTP_EDATA);
    assert_non_null(strstr(importing_error.msg, "ltp import boundaries"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void options_that_mean_nothing_are_usage_errors(void **state)
{
    (void)state;
    LtpStore *store = importing_store("usage.sqlite", false);
    LtpImportOptions options = {.reported = "bientôt"};
    LtpImportReport report = importing_run(store, "activities", test_data("mali/ml_5w_2022-03.csv"),
                                           &options, LTP_EUSAGE);
    ltp_import_report_release(&report);
    options = (LtpImportOptions){.edition = "1999"};
    report = importing_run(store, "activities", test_data("mali/ml_5w_2022-03.csv"), &options,
                           LTP_ENOTFOUND);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_file_is_refused),
        cmocka_unit_test(an_empty_file_is_refused),
        cmocka_unit_test(a_picture_is_refused),
        cmocka_unit_test(a_truncated_file_is_refused),
        cmocka_unit_test(a_table_without_places_or_figures_is_refused),
        cmocka_unit_test(a_header_without_rows_is_refused),
        cmocka_unit_test(without_boundaries_no_table_is_read),
        cmocka_unit_test(options_that_mean_nothing_are_usage_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
