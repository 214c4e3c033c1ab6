/* A newer submission of needs, studies or settlements: what it changes, record by record. */
#include "tests/importers/importing.h"

static LtpImportReport submit(LtpStore *store, const char *kind, const char *text, bool dry_run)
{
    LtpImportOptions options = {.source = "S", .dry_run = dry_run};
    const char *path = test_temp_path("envoi.csv");
    test_write(path, text);
    return importing_run(store, kind, path, &options, LTP_OK);
}

/* The changes of the second table after the first, one a line. */
static const char *changes(const char *kind, const char *first, const char *second)
{
    static LtpBuf out;
    LtpStore *store = importing_store("changes.sqlite", false);
    LtpImportReport before = submit(store, kind, first, false);
    assert_int_equal(0, before.n_changes); /* the first one has nothing to compare with */
    LtpImportReport trial = submit(store, kind, second, true);
    LtpImportReport report = submit(store, kind, second, false);
    assert_int_equal(report.n_changes, trial.n_changes);
    ltp_buf_clear(&out);
    for (size_t i = 0; i < report.n_changes; i++) {
        const struct LtpLineChangeReport *change = &report.changes[i];
        ltp_buf_printf(&out, "%s %lld<%lld %s [%s] %s\n", change->change, (long long)change->row,
                       (long long)change->row_before, change->project,
                       change->places != NULL ? change->places : "", change->fields);
    }
    ltp_buf_printf(&out, "new %lld, changed %lld, gone %lld, same %lld\n", (long long)report.new_,
                   (long long)report.changed, (long long)report.gone, (long long)report.same);
    ltp_import_report_release(&before);
    ltp_import_report_release(&trial);
    ltp_import_report_release(&report);
    ltp_store_close(store);
    return ltp_buf_text(&out);
}

static void a_newer_figure_of_need_is_told_with_the_one_before(void **state)
{
    (void)state;
    assert_string_equal(changes("needs",
                                "admin3Pcod,Date,Secteur,PiN,Sévérité\n"
                                "ML050209,2024-01-01,,100,3\nML010312,2024-01-01,,50,2\n",
                                "admin3Pcod,Date,Secteur,PiN,Sévérité\n"
                                "ML010312,2024-01-01,,50,2\nML050209,2024-01-01,,120,3\n"
                                "ML050209,2024-01-01,Abris,30,4\n"),
                        "changed 3<2 Ségué, 2024-01-01 [ML050209] "
                        "[{\"field\":\"pin\",\"before\":\"100\",\"after\":\"120\"}]\n"
                        "new 4<0 Ségué, SHL, 2024-01-01 [ML050209] []\n"
                        "new 1, changed 1, gone 0, same 1\n");
}

static void a_study_that_was_corrected_is_told_field_by_field(void **state)
{
    (void)state;
    assert_string_equal(changes("studies",
                                "Titre,Auteurs,Année,Région,Cercle,Commune\n"
                                "Foncier à Ségué,A. Auteur,2019,Mopti,Bankass,Ségué\n"
                                "Terres de Kayes,B. Auteur,2020,Kayes,Kayes,Kayes\n",
                                "Titre,Auteurs,Année,Région,Cercle,Commune\n"
                                "Terres de Kayes,B. Auteur,2020,Kayes,Kayes,Kayes\n"
                                "Foncier à Ségué,A. Autre,2019,Mopti,Bankass,\n"
                                "Nouvelle étude,C. Auteur,2024,Mopti,Bankass,Ségué\n"),
                        "changed 3<2 Foncier à Ségué (2019) [ML0502] "
                        "[{\"field\":\"authors\",\"before\":\"A. Auteur\",\"after\":\"A. Autre\"},"
                        "{\"field\":\"places\",\"before\":\"ML050209\",\"after\":\"ML0502\"}]\n"
                        "new 4<0 Nouvelle étude (2024) [ML050209] []\n"
                        "new 1, changed 1, gone 0, same 1\n");
}

static void settlements_that_moved_came_or_went_are_told(void **state)
{
    (void)state;
    assert_string_equal(changes("places",
                                "Code,Localité,Région,Cercle,Commune,Population\n"
                                "V1,Alpha,Mopti,Mopti,Socoura,10\nV2,Bêta,Mopti,Mopti,Mopti,20\n"
                                "V3,Gamma,Mopti,Mopti,Mopti,30\n",
                                "Code,Localité,Région,Cercle,Commune,Population\n"
                                "V3,Gamma,Mopti,Mopti,Mopti,30\nV1,Alpha,Mopti,Mopti,Socoura,15\n"
                                "V4,Delta,Mopti,Mopti,Mopti,5\n"),
                        "changed 0<0 Alpha [ML050614] "
                        "[{\"field\":\"population\",\"before\":\"10\",\"after\":\"15\"}]\n"
                        "gone 0<0 Bêta [ML050609] []\n"
                        "new 0<0 Delta [ML050609] []\n"
                        "new 1, changed 1, gone 1, same 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_newer_figure_of_need_is_told_with_the_one_before),
        cmocka_unit_test(a_study_that_was_corrected_is_told_field_by_field),
        cmocka_unit_test(settlements_that_moved_came_or_went_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
