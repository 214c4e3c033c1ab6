/* The test inputs of libhxl (tests/importers/hxl), each as a user would give it: imported with
 * every row accounted for, or refused for a reason that is said. */
#include "base/os.h"
#include "tests/importers/importing.h"

#include <stdio.h>

enum { REFUSED = -1 };

static const struct {
    const char *file;
    int rows;
    const char *says; /* of what is refused */
} inputs[] = {
    {"input-broken.xlsx", REFUSED, "#org"},
    {"input-fuzzy.csv", 4, NULL},
    {"input-invalid.csv", 5, NULL},
    {"input-invalid.png", REFUSED, "PNG"},
    {"input-merged.xlsx", 4, NULL},
    {"input-multiline.csv", REFUSED, "#org"},
    {"input-multiple-headers.csv", 2, NULL},
    {"input-notag1.html", REFUSED, "HTML"},
    {"input-notag2.html", REFUSED, "HTML"},
    {"input-quality.xls", 4, NULL},
    {"input-quality.xlsx", 4, NULL},
    {"input-untagged-csv.zip", 3, NULL},
    {"input-untagged-objects.json", REFUSED, "JSON"},
    {"input-untagged.csv", 4, NULL},
    {"input-untagged.json", REFUSED, "JSON"},
    {"input-valid-csv.zip", 4, NULL},
    {"input-valid-json-selector.json", REFUSED, "JSON"},
    {"input-valid-json.txt", REFUSED, "JSON"},
    {"input-valid-latin1.csv", 4, NULL},
    {"input-valid-nested.json", REFUSED, "JSON"},
    {"input-valid-objects.json", REFUSED, "JSON"},
    {"input-valid-xlsx.NOEXT", 4, NULL},
    {"input-valid.csv", 4, NULL},
    {"input-valid.hxl", 4, NULL},
    {"input-valid.json", REFUSED, "JSON"},
    {"input-valid.ssv", 4, NULL},
    {"input-valid.tsv", 4, NULL},
    {"input-valid.xls", 4, NULL},
    {"input-valid.xlsx", 4, NULL},
    {"input-zip-invalid.zip", 4, NULL},
    {"output-valid-objects.json", REFUSED, "JSON"},
    {"output-valid.csv", 4, NULL},
    {"output-valid.json", REFUSED, "JSON"},
};

static void assert_accounted(const char *file, const LtpImportReport *report, int rows)
{
    const LtpImportCounts *counts = &report->counts;
    if (counts->read != rows ||
        counts->read != counts->accepted + counts->duplicate + counts->rejected ||
        report->n_rows != (size_t)rows)
        fail_msg("%s: %lld rows read, %zu told, not %d", file, (long long)counts->read,
                 report->n_rows, rows);
}

static void every_input_is_accounted_for_or_refused_with_its_reason(void **state)
{
    (void)state;
    static const LtpImportOptions trial = {.dry_run = true};
    LtpStore *store = importing_store("published.sqlite", false);
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        char path[128];
        snprintf(path, sizeof path, "importers/hxl/%s", inputs[i].file);
        bool refused = inputs[i].rows == REFUSED;
        LtpError err = {0};
        LtpImportReport report = {0};
        const char *file = test_file(path);
        LtpCode rc = ltp_importer_find("activities")->run(store, &file, 1, &trial, &report, &err);
        if ((rc == LTP_OK) == refused)
            fail_msg("%s gave %d (%s)", inputs[i].file, (int)rc, err.msg);
        if (refused)
            assert_non_null(strstr(err.msg, inputs[i].says));
        else
            assert_accounted(inputs[i].file, &report, inputs[i].rows);
        ltp_import_report_release(&report);
    }
    ltp_store_close(store);
}

static LtpCode count(const char *name, void *arg, LtpError *err)
{
    (void)err;
    *(size_t *)arg += strncmp(name, "LICENSE", 7) != 0;
    return LTP_OK;
}

static void no_input_is_left_out(void **state)
{
    (void)state;
    LtpError err = {0};
    size_t there = 0;
    assert_ok(ltp_os_list(test_file("importers/hxl"), count, &there, &err));
    assert_int_equal(sizeof inputs / sizeof *inputs, there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_input_is_accounted_for_or_refused_with_its_reason),
        cmocka_unit_test(no_input_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
