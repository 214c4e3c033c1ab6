/* An export is a claim: what goes wrong leaves the old file as it was and nothing beside it. */
#include "exporting.h"

#include "base/os.h"
#include "exports/facts.h"

#include <signal.h>
#include <sys/resource.h>

/* Where each format writes, and the file that is checked. */
static const struct {
    const char *format, *dest, *file;
} formats[] = {
    {"geojson", "g.geojson", "g.geojson"},
    {"geojsonseq", "g.geojsonl", "g.geojsonl"},
    {"shapefile", "shp", "shp/gaps.shp"},
    {"shapefile", "g.zip", "g.zip"},
    {"csv", "g.csv", "g.csv"},
    {"hxl", "h.csv", "h.csv"},
    {"html", "g.html", "g.html"},
    {"gpkg", "g.gpkg", "g.gpkg"},
    {"flatgeobuf", "g.fgb", "g.fgb"},
    {"kml", "g.kml", "g.kml"},
    {"xlsx", "g.xlsx", "g.xlsx"},
};
enum { N_FORMATS = sizeof formats / sizeof *formats };

static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

static void put_old(Exporting *e, const char *file)
{
    LtpError err = {0};
    if (strncmp(file, "shp/", 4) == 0)
        assert_ok(ltp_os_mkdirs(exporting_path(e, "shp"), &err));
    assert_ok(ltp_os_write_file(exporting_path(e, file), "old", 3, &err));
}

static void assert_only_old(Exporting *e, const char *dest, const char *file)
{
    char *bytes = exporting_read(e, file);
    char *names = exporting_list(e, ".");
    assert_string_equal("old", bytes);
    assert_null(strstr(names, "partial"));
    assert_non_null(strstr(names, dest));
    ltp_free(bytes);
    ltp_free(names);
}

static void a_full_disk_leaves_the_old_file_and_no_partial(void **state)
{
    Exporting *e = *state;
    static const rlim_t limits[] = {0, 100, 3000, 30000, 150000, 300000};
    FakeLayer big = fake_communes;
    big.repeat = 3000;
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < N_FORMATS; i++) {
        put_old(e, formats[i].file);
        /* The zip of so regular a table is small: its shapefile is not. */
        for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
            LtpError err = {0};
            limit_files(limits[k]);
            LtpCode rc = exporting_run(e, formats[i].format, &big, formats[i].dest, NULL, &err);
            limit_files(RLIM_INFINITY);
            if (rc != LTP_EIO)
                fail_msg("%s at %lu bytes: %d %s", formats[i].format, (unsigned long)limits[k],
                         (int)rc, err.msg);
            assert_only_old(e, formats[i].dest, formats[i].file);
        }
    }
}

static void a_layer_that_breaks_its_word_is_not_exported(void **state)
{
    Exporting *e = *state;
    FakeLayer liar = fake_communes;
    liar.announced = 5;
    for (size_t i = 0; i < N_FORMATS; i++) {
        LtpError err = {0};
        put_old(e, formats[i].file);
        assert_code(LTP_EINTERNAL,
                    exporting_run(e, formats[i].format, &liar, formats[i].dest, NULL, &err));
        assert_only_old(e, formats[i].dest, formats[i].file);
    }
}

static bool stop(double fraction, const char *what, void *arg)
{
    (void)fraction;
    (void)what;
    (void)arg;
    return false;
}

static void an_interrupted_export_leaves_nothing(void **state)
{
    Exporting *e = *state;
    LtpProgress progress = {.fn = stop};
    FakeLayer layer = fake_communes;
    for (size_t i = 0; i < N_FORMATS; i++) {
        LtpError err = {0};
        put_old(e, formats[i].file);
        LtpExportJob job = {.dest = exporting_path(e, formats[i].dest),
                            .source = {.open = fake_open, .arg = &layer},
                            .progress = &progress};
        assert_code(LTP_ECANCEL, ltp_exporter_find(formats[i].format)->run(&job, &err));
        assert_only_old(e, formats[i].dest, formats[i].file);
    }
}

static LtpCode refuse(const char *partial, void *arg, LtpError *err)
{
    (void)arg;
    return ltp_fail(err, LTP_EIO, "%s is not what it should be", partial);
}

static void an_unproved_claim_is_not_kept(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    put_old(e, "g.txt");
    assert_ok(ltp_os_write_file(exporting_path(e, "g.txt.partial"), "new", 3, &err));
    assert_code(LTP_EIO, ltp_export_commit(exporting_path(e, "g.txt.partial"),
                                           exporting_path(e, "g.txt"), refuse, NULL, &err));
    assert_only_old(e, "g.txt", "g.txt");
    assert_ok(ltp_os_write_file(exporting_path(e, "g.txt.partial"), "new", 3, &err));
    assert_ok(ltp_export_commit(exporting_path(e, "g.txt.partial"), exporting_path(e, "g.txt"),
                                NULL, NULL, &err));
    char *bytes = exporting_read(e, "g.txt");
    assert_string_equal("new", bytes);
    ltp_free(bytes);
}

static void facts_that_differ_in_anything_are_not_the_same(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpFacts a = {.rows = 2, .shapes = 1, .decimals = 7};
    ltp_facts_digest(&a, "ab", 2);
    ltp_facts_position(&a, 10, 20);
    LtpFacts b = a;
    assert_ok(ltp_facts_same(&a, &b, "f", &err));
    b.rows++;
    assert_code(LTP_EIO, ltp_facts_same(&a, &b, "f", &err));
    b = a;
    b.north++;
    assert_code(LTP_EIO, ltp_facts_same(&a, &b, "f", &err));
    b = (LtpFacts){.rows = 2, .shapes = 1, .decimals = 7};
    ltp_facts_digest(&b, "a", 1);
    ltp_facts_digest(&b, "b", 1);
    ltp_facts_position(&b, 10, 20);
    assert_code(LTP_EIO, ltp_facts_same(&a, &b, "f", &err));
}

static void the_table_of_formats_is_in_order(void **state)
{
    (void)state;
    const LtpExporter *exporter;
    for (size_t i = 0; (exporter = ltp_exporter_at(i)) != NULL; i++) {
        assert_ptr_equal(exporter, ltp_exporter_find(exporter->name));
        assert_non_null(exporter->title.fr);
        assert_non_null(exporter->title.en);
        assert_non_null(exporter->layers[0]);
        assert_non_null(exporter->run);
        assert_true(exporter->extension != NULL || exporter->many_layers);
    }
    assert_null(ltp_exporter_find("tiff"));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, exporting_setup, exporting_teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_full_disk_leaves_the_old_file_and_no_partial),
        CASE(a_layer_that_breaks_its_word_is_not_exported),
        CASE(an_interrupted_export_leaves_nothing),
        CASE(an_unproved_claim_is_not_kept),
        cmocka_unit_test(facts_that_differ_in_anything_are_not_the_same),
        cmocka_unit_test(the_table_of_formats_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
