/* Cells that hold what does not belong there: contacts, and the codes of other countries. */
#include "tests/importers/importing.h"

static LtpImportReport import_text(LtpStore *store, const char *text,
                                   const LtpImportOptions *options)
{
    const char *path = test_temp_path("table.csv");
    test_write(path, text);
    return importing_run(store, "activities", path, options, LTP_OK);
}

/* An organisation's cell with its focal point in brackets is published as the organisation. */
static void a_telephone_in_the_cell_of_an_organisation_is_nowhere_in_the_store(void **state)
{
    (void)state;
    LtpStore *store = importing_store("phone.sqlite", false);
    LtpImportReport report =
        import_text(store,
                    "Organisation,admin3Pcod,Commune,Activités,Code projet\n"
                    "Croix-Bleue (A. Essai +223 76 12 34 56),ML010312,Kayes,Formation,0012345678\n"
                    "Croix-Bleue,ML010312,Kayes,\"Cash, Tél : 76 12 34 56 / a@b.example\",P\n",
                    NULL);
    assert_int_equal(report.counts.accepted, 2);
    assert_int_equal(importing_count(&report, "contact_in_cell"), 2);
    assert_string_equal(importing_query(store, "SELECT name FROM organisation"), "Croix-Bleue\n");
    assert_string_equal(importing_query(store, "SELECT activity FROM line ORDER BY id"),
                        "Formation\nCash\n");
    assert_int_equal(importing_number(store, "SELECT count(*) FROM raw_row WHERE cells LIKE '%76 "
                                             "12%' OR cells LIKE '%@%'"),
                     0);
    assert_int_equal(
        importing_number(store, "SELECT count(*) FROM line WHERE project_code = '0012345678'"), 1);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* The codes name the country; without saying so an officer would hunt for typing errors. */
static void a_file_of_another_country_is_told_as_such_once_and_with_what_to_do(void **state)
{
    (void)state;
    LtpStore *store = importing_store("honduras.sqlite", false);
    LtpImportReport report = import_text(store,
                                         "Organisation,admin3Pcod,Commune,Activités\n"
                                         "A,HN0101,La Ceiba,Formation\n"
                                         "B,HND0102,El Porvenir,Formation\n"
                                         "C,ML010312,Kayes,Formation\n",
                                         NULL);
    assert_int_equal(report.counts.rejected, 2);
    assert_int_equal(importing_count(&report, "country_other"), 1);
    const char *notes = ltp_buf_text(&report.notes);
    assert_non_null(strstr(notes, "2"));
    assert_non_null(strstr(notes, "HN"));
    assert_non_null(strstr(notes, "ltp import boundaries"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void one_foreign_code_in_many_is_to_be_checked_and_no_other_country(void **state)
{
    (void)state;
    LtpStore *store = importing_store("one_foreign.sqlite", false);
    LtpImportReport report = import_text(store,
                                         "Organisation,admin3Pcod,Commune,Activités\n"
                                         "A,HN0101,La Ceiba,Formation\n"
                                         "B,ML010312,Kayes,Formation\n"
                                         "C,ML010312,Kayes,Formation\n",
                                         NULL);
    assert_int_equal(importing_count(&report, "country_other"), 1);
    assert_null(strstr(ltp_buf_text(&report.notes), "ltp import boundaries"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_telephone_in_the_cell_of_an_organisation_is_nowhere_in_the_store),
        cmocka_unit_test(a_file_of_another_country_is_told_as_such_once_and_with_what_to_do),
        cmocka_unit_test(one_foreign_code_in_many_is_to_be_checked_and_no_other_country),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
