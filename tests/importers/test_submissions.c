/* A source over time: what a newer submission changes, line by line, and undo that takes exactly
 * that back. */
#include "base/os.h"
#include "layers/provenance.h"
#include "tests/importers/importing.h"

#include <stdio.h>
#include <string.h>

#define HEADERS "Organisation,Région,Cercle,Commune,Secteur,Projet,Activité,Début,Statut,Atteints\n"

static const char first[] =
    HEADERS "ONG Sable,Mopti,Mopti,Socoura,Protection,P1,Appui,2020-01-01,en cours,10\n"
            "ONG Sable,Mopti,Mopti,Mopti,Protection,P1,Conseil,2020-01-01,en cours,20\n"
            "ONG Dune,Mopti,Djenné,Djenné,Protection,P2,Appui,2020-01-01,en cours,40\n";
static const char second[] =
    HEADERS "ONG Vent,Mopti,Djenné,Djenné,Protection,P3,Appui,2020-02-01,en cours,80\n"
            "ONG Sable,Mopti,Mopti,Mopti,Protection,P1,Conseil,2020-01-01,en cours,20\n"
            "ONG Sable,Mopti,Mopti,Socoura,Protection,P1,Appui,2020-01-01,achevé,15\n";

static const char *write_table(const char *name, const char *text)
{
    LtpError err = {0};
    const char *path = test_temp_path(name);
    assert_ok(ltp_os_write_file(path, text, strlen(text), &err));
    return path;
}

static LtpImportReport submit(LtpStore *store, const char *text, bool dry_run)
{
    LtpImportOptions options = {.source = "Sable", .dry_run = dry_run, .reported = "2020-03"};
    return importing_run(store, "activities", write_table("envoi.csv", text), &options, LTP_OK);
}

static void assert_lists_the_second(const LtpImportReport *report)
{
    assert_int_equal(3, report->n_changes);
    assert_string_equal("changed", report->changes[0].change);
    assert_int_equal(4, report->changes[0].row);
    assert_int_equal(2, report->changes[0].row_before);
    assert_string_equal("ML050614", report->changes[0].places);
    assert_non_null(strstr(report->changes[0].fields,
                           "{\"field\":\"reached\",\"before\":\"10\",\"after\":\"15\"}"));
    assert_non_null(strstr(report->changes[0].fields, "\"field\":\"status\""));
    assert_null(strstr(report->changes[0].fields, "\"activity\""));
    assert_string_equal("gone", report->changes[1].change);
    assert_string_equal("ONG Dune", report->changes[1].org);
    assert_int_equal(0, report->changes[1].row);
    assert_int_equal(4, report->changes[1].row_before);
    assert_string_equal("new", report->changes[2].change);
    assert_string_equal("ONG Vent", report->changes[2].org);
    assert_int_equal(2, report->changes[2].row);
    assert_true(importing_row(report, 3)->same);
    assert_false(importing_row(report, 2)->same);
}

static void a_newer_submission_lists_its_lines_field_by_field(void **state)
{
    (void)state;
    LtpStore *store = importing_store("lists.sqlite", false);
    LtpImportReport before = submit(store, first, false);
    assert_int_equal(0, before.n_changes); /* the first one has nothing to compare with */
    LtpImportReport report = submit(store, second, false);
    assert_lists_the_second(&report);
    ltp_import_report_release(&before);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_trial_lists_the_same_lines_and_keeps_nothing(void **state)
{
    (void)state;
    LtpStore *store = importing_store("trial.sqlite", false);
    LtpImportReport before = submit(store, first, false);
    LtpImportReport report = submit(store, second, true);
    assert_lists_the_second(&report);
    assert_int_equal(3, importing_number(store, "SELECT count(*) FROM line"));
    assert_int_equal(
        0, importing_number(store, "SELECT count(*) FROM line WHERE closed_by IS NOT NULL"));
    ltp_import_report_release(&before);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_newer_submission_lists_its_lines_field_by_field),
        cmocka_unit_test(a_trial_lists_the_same_lines_and_keeps_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
