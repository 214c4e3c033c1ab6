/* Displacement, rapid assessments, indicators, risks, contacts: what a table becomes. */
#include "base/os.h"
#include "importers/displacement.h"
#include "layers/provenance.h"
#include "layers/release.h"
#include "tests/importers/importing.h"

#include <string.h>

static const char *write_table(const char *name, const char *text)
{
    LtpError err = {0};
    const char *path = test_temp_path(name);
    assert_ok(ltp_os_write_file(path, text, strlen(text), &err));
    return path;
}

static void take(LtpStore *store, const char *kind, const char *name, const char *text,
                 const LtpImportOptions *options)
{
    LtpImportReport report = importing_run(store, kind, write_table(name, text), options, LTP_OK);
    ltp_import_report_release(&report);
}

/* ---- groups of people ---- */

static void check_group(const char *words, LtpPopulation population, char sex, int age_min,
                        int age_max, bool households)
{
    LtpGroup group;
    if (!ltp_group_read(words, &group))
        fail_msg("%s is not understood", words);
    if (group.population != population || group.sex != sex || group.age_min != age_min ||
        group.age_max != age_max || group.households != households)
        fail_msg("%s is population %d sex %c ages %d-%d households %d", words,
                 (int)group.population, group.sex ? group.sex : '-', group.age_min, group.age_max,
                 group.households);
}

static void a_header_says_population_sex_and_ages(void **state)
{
    (void)state;
    check_group("PDI", LTP_POPULATION_IDP, 0, -1, -1, false);
    check_group("Nombre total de PDI", LTP_POPULATION_IDP, 0, -1, -1, false);
    check_group("Nombre de personnes déplacées internes au 30 septembre 2019", LTP_POPULATION_IDP,
                0, -1, -1, false);
    check_group("PDI femmes 18-59 ans", LTP_POPULATION_IDP, 'f', 18, 59, false);
    check_group("Retournés hommes (60+)", LTP_POPULATION_RDP, 'm', 60, -1, false);
    check_group("Rapatriés\nfilles (<18)", LTP_POPULATION_RET, 'f', -1, 17, false);
    check_group("PDI garçons", LTP_POPULATION_IDP, 'm', -1, 17, false);
    check_group("PDI femmes âgées (> =59)", LTP_POPULATION_IDP, 'f', 59, -1, false);
    check_group("Ménages PDI", LTP_POPULATION_IDP, 0, -1, -1, true);
    check_group("IDP girls under 5", LTP_POPULATION_IDP, 'f', -1, 4, false);
    check_group("Returned refugees", LTP_POPULATION_RET, 0, -1, -1, false);
    check_group("Returned IDPs", LTP_POPULATION_RDP, 0, -1, -1, false);
    check_group("#affected+idps+f+children", LTP_POPULATION_IDP, 'f', -1, 17, false);
    check_group("#affected+returnees+hh", LTP_POPULATION_RDP, 0, -1, -1, true);
    check_group("60 ans et plus", LTP_POPULATION_NONE, 0, 60, -1, false);
    check_group("0-4", LTP_POPULATION_NONE, 0, 0, 4, false);
}

static void a_part_of_a_group_is_not_taken_for_the_group(void **state)
{
    (void)state;
    static const char *const words[] = {"PDI dans les sites", "PDI 18",       "PDI 0-59 mois",
                                        "PDI 60-18",          "% de PDI LTP", ""};
    LtpGroup group;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ltp_group_read(words[i], &group))
            fail_msg("%s is taken for a group", words[i]);
}

/* ---- displacement ---- */

static const char cmp[] =
    "Région,Cercle,Commune,Date,PDI Total,PDI ménages,PDI hommes,PDI femmes,PDI garçons,PDI "
    "filles,Retournés,Rapatriés,PDI dans les sites\n"
    "Mopti,Mopti,Socoura,2019-09-30,100,20,20,25,25,30,20,5,900\n"
    "Mopti,Mopti,Mopti,2019-09-30,,,10,12,13,15,,0,\n"
    "Mopti,Nulle part,Nulle part,2019-09-30,7,,,,,,,,\n";

static void figures_are_kept_by_sex_and_age_and_their_totals_are_needs(void **state)
{
    (void)state;
    LtpStore *store = importing_store("cmp.sqlite", false);
    LtpImportReport report =
        importing_run(store, "displacement", write_table("cmp.csv", cmp), NULL, LTP_OK);
    assert_int_equal(2, report.counts.accepted);
    assert_int_equal(1, report.counts.rejected);
    assert_string_equal("f||17|30\nf|18||25\nm||17|25\nm|18||20\n",
                        importing_query(store, "SELECT sex, age_min, age_max, people FROM "
                                               "layer_displacement WHERE name = 'Socoura' AND sex "
                                               "IS NOT NULL ORDER BY sex, age_min, age_max"));
    assert_string_equal("|100|20|1\n",
                        importing_query(store, "SELECT sex, people, households, count(*) FROM "
                                               "layer_displacement WHERE name = 'Socoura' AND "
                                               "population = 'IDP' AND sex IS NULL"));
    /* "Hommes" beside "Garçons" are the men: the four cells are the whole. */
    assert_string_equal("50\n", importing_query(store, "SELECT max(idps) FROM layer_needs WHERE "
                                                       "name = 'Mopti' AND NOT approximate"));
    /* The column of a part is in no figure. */
    assert_int_equal(0,
                     importing_number(store, "SELECT count(*) FROM displaced WHERE people = 900"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void the_sums_stand_beside_the_published_totals(void **state)
{
    (void)state;
    static const char *const totals[] = {"PDI=187139", "Retournés=20", NULL};
    static const char *const wrong[] = {"Martiens=3", NULL};
    LtpStore *store = importing_store("totals.sqlite", false);
    LtpImportOptions options = {.totals = totals};
    LtpImportReport report =
        importing_run(store, "displacement", write_table("cmp.csv", cmp), &options, LTP_OK);
    const char *notes = ltp_buf_text(&report.notes);
    assert_non_null(strstr(notes, "150"));
    assert_non_null(strstr(notes, "187139"));
    assert_non_null(strstr(notes, "-186989"));
    assert_non_null(strstr(notes, " 7 ")); /* of the row without a place */
    assert_int_equal(1, importing_count(&report, "total_differs"));
    ltp_import_report_release(&report);
    options.totals = wrong;
    options.source = "other";
    report =
        importing_run(store, "displacement", write_table("cmp.csv", cmp), &options, LTP_EUSAGE);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void sites_add_up_and_a_contradiction_is_no_figure(void **state)
{
    (void)state;
    LtpStore *store = importing_store("sites.sqlite", false);
    take(store, "displacement", "sites.csv",
         "Région,Cercle,Commune,Site,Population,Sexe,Tranche d'âge,Nombre\n"
         "Mopti,Mopti,Socoura,A,PDI,F,0-17 ans,10\n"
         "Mopti,Mopti,Socoura,B,PDI,F,0-17 ans,15\n"
         "Mopti,Mopti,Socoura,A,PDI,H,0-17 ans,12\n"
         "Mopti,Mopti,Socoura,A,PDI,F,18 ans et plus,20\n"
         "Mopti,Mopti,Socoura,A,PDI,H,18 ans et plus,21\n"
         "Mopti,Mopti,Mopti,A,Retournés,,,7\n"
         "Mopti,Mopti,Mopti,A,Retournés,,,8\n",
         NULL);
    assert_int_equal(78, importing_number(store, "SELECT idps FROM need WHERE idps IS NOT NULL"));
    assert_int_equal(0, importing_number(store, "SELECT count(returnees) FROM need"));
    assert_int_equal(2, importing_number(store, "SELECT count(*) FROM finding WHERE code = "
                                                "'figure_contradicted'"));
    ltp_store_close(store);
}

static void a_newer_table_replaces_and_undo_brings_back(void **state)
{
    (void)state;
    LtpError err = {0};
    static const char standing[] = "SELECT people FROM layer_displacement";
    LtpStore *store = importing_store("newer.sqlite", false);
    LtpImportOptions options = {.source = "CMP"};
    take(store, "displacement", "one.csv", "Cercle,Commune,Date,PDI\nMopti,Socoura,2019-09-30,10\n",
         &options);
    take(store, "displacement", "two.csv", "Cercle,Commune,Date,PDI\nMopti,Socoura,2019-09-30,12\n",
         &options);
    assert_string_equal("12\n", importing_query(store, standing));
    assert_string_equal("12\n", importing_query(store, "SELECT idps FROM layer_needs"));
    assert_ok(ltp_import_undo(store, 3, &err));
    assert_string_equal("10\n", importing_query(store, standing));
    assert_ok(ltp_import_undo(store, 2, &err));
    assert_string_equal("", importing_query(store, standing));
    ltp_store_close(store);
}

/* ---- what leaves ---- */

static int64_t released(LtpStore *store, const char *layer, LtpSensitivity clearance,
                        const char *field, size_t *n_fields, int64_t *suppressed)
{
    LtpError err = {0};
    LtpRelease *release = NULL;
    const LtpReleaseRow *row = NULL;
    int64_t shown = 0;
    *suppressed = 0;
    assert_ok(ltp_release_open(store, layer, NULL, clearance, &release, &err));
    *n_fields = ltp_release_n_fields(release);
    for (;;) {
        assert_ok(ltp_release_next(release, &row, &err));
        if (row == NULL)
            break;
        for (size_t i = 0; i < *n_fields; i++) {
            bool wanted = strcmp(ltp_release_field(release, i)->name, field) == 0;
            shown += wanted && !row->values[i].null;
            *suppressed += wanted && row->values[i].suppressed;
        }
    }
    ltp_release_close(release);
    return shown;
}

static void a_small_cell_hides_the_cells_that_would_give_it_back(void **state)
{
    (void)state;
    size_t n;
    int64_t suppressed;
    LtpStore *store = importing_store("small.sqlite", false);
    take(store, "displacement", "small.csv",
         "Cercle,Commune,Date,PDI Total,PDI femmes,PDI hommes\n"
         "Mopti,Socoura,2019-09-30,100,97,3\n"
         "Mopti,Mopti,2019-09-30,100,60,40\n",
         NULL);
    assert_int_equal(4, released(store, "displacement", LTP_RESTRICTED, "people", &n, &suppressed));
    assert_int_equal(2, suppressed);
    assert_int_equal(6,
                     released(store, "displacement", LTP_CONFIDENTIAL, "people", &n, &suppressed));
    released(store, "displacement", LTP_PUBLIC, "people", &n, &suppressed);
    assert_int_equal(0, n);
    ltp_store_close(store);
}

static void contacts_are_masked_where_kept_and_never_public(void **state)
{
    (void)state;
    size_t n;
    int64_t suppressed;
    LtpStore *store = importing_store("contacts.sqlite", false);
    take(store, "contacts", "contacts.csv",
         "Organisation,Sigle,Région,Fonction,Nom et prénom,Courriel,Téléphone\n"
         "Conseil fictif,CF,Mopti,Chef de projet,Personne Une,une@exemple.org,70 00 00 00\n"
         "Autre,AU,,Coordination,Personne Deux,,\n",
         NULL);
    assert_int_equal(2,
                     released(store, "contacts", LTP_RESTRICTED, "person_name", &n, &suppressed));
    assert_int_equal(0, released(store, "contacts", LTP_PUBLIC, "person_name", &n, &suppressed));
    assert_int_equal(0, n);
    assert_int_equal(0, importing_number(store, "SELECT count(*) FROM raw_row WHERE cells LIKE "
                                                "'%Personne%' OR cells LIKE '%exemple%' OR cells "
                                                "LIKE '%70 00%'"));
    ltp_store_close(store);
}

/* ---- assessments, indicators, risks ---- */

static void an_assessment_is_read_from_the_form(void **state)
{
    (void)state;
    LtpStore *store = importing_store("erp.sqlite", false);
    LtpImportReport report = importing_run(
        store, "erp",
        write_table("erp.csv",
                    "date_evaluation,organisation,region,cercle,commune,evenement,mouvement,"
                    "personnes,femmes,hommes,filles,garcons,problemes_ltp,_uuid\n"
                    "2020-01-15,CF,Mopti,Mopti,Socoura,attaque,Déplacement,,40,35,60,55,expulsion "
                    "documents,u1\n"
                    "2020-01-16,CF,Mopti,Mopti,Mopti,Inondation,aucun,9,,,,,Aucun,u2\n"
                    "2020-01-17,CF,Mopti,Mopti,Nulle part,Tsunami,retour,12,,,,,,u3\n"
                    ",,Gao,,,,,,,,,,,u4\n"),
        NULL, LTP_OK);
    assert_int_equal(3, report.counts.accepted);
    assert_int_equal(1, importing_count(&report, "nothing_stated"));
    assert_int_equal(1, importing_count(&report, "word_unknown"));
    assert_string_equal("u1|3|attack|displacement|190|1|eviction documents\n"
                        "u2|3|flood|none|9|0|none\n"
                        "u3|2||return|12||\n",
                        importing_query(store, "SELECT reference, level, event, movement, people, "
                                               "has_ltp, ltp_issues FROM layer_erp ORDER BY 1"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void progress_and_risk_are_series_of_a_region(void **state)
{
    (void)state;
    LtpStore *store = importing_store("strategy.sqlite", false);
    take(store, "indicators", "indicators.csv",
         "Code;Indicateur;Région;Trimestre;Cible;Réalisé\n"
         "I1;Personnes informées;Mopti;T1 2020;1 000;250\n"
         "I1;Personnes informées;Mopti;T2 2020;1 000;700\n"
         "I2;Personnes formées;Mopti;T2 2020;;12,5 %\n",
         NULL);
    assert_string_equal("I1|2020-03-31|0.25\nI1|2020-06-30|0.7\nI2|2020-06-30|\n",
                        importing_query(store, "SELECT code, date, progress FROM layer_indicators "
                                               "ORDER BY 1, 2"));
    take(store, "risks", "risks.csv",
         "Région,Période,Niveau de risque\nMopti,2020-01,Élevé\nMopti,2020-02,très élevé\n"
         "Mopti,2020-03,bizarre\n",
         NULL);
    assert_string_equal("2020-01-31|3\n2020-02-29|4\n",
                        importing_query(store, "SELECT date, risk_level FROM layer_risks"));
    ltp_store_close(store);
}

/* ---- templates ---- */

/* The template with one row, each of its cells "1". */
static const char *filled_template(const char *file, size_t n_columns)
{
    LtpError err = {0};
    LtpBuf path = {0}, table = {0};
    char *text = NULL;
    size_t size = 0;
    ltp_buf_printf(&path, "templates/%s", file);
    assert_ok(ltp_os_read_file(test_data(ltp_buf_text(&path)), 1 << 20, &text, &size, &err));
    ltp_buf_put(&table, text, size);
    for (size_t i = 0; i < n_columns; i++)
        ltp_buf_puts(&table, i > 0 ? ",1" : "1");
    ltp_buf_putc(&table, '\n');
    const char *filled = write_table(file, ltp_buf_text(&table));
    ltp_buf_release(&path);
    ltp_buf_release(&table);
    ltp_free(text);
    return filled;
}

static void every_column_of_the_templates_is_understood(void **state)
{
    (void)state;
    static const struct {
        const char *file, *kind;
        size_t n_columns;
    } templates[] = {
        {"activites_4w.csv", "activities", 36},
        {"besoins.csv", "needs", 12},
        {"deplacements.csv", "displacement", 11},
        {"deplacements_large.csv", "displacement", 21},
        {"erp.csv", "erp", 22},
        {"etudes.csv", "studies", 14},
        {"institutions.csv", "institutions", 11},
        {"indicateurs.csv", "indicators", 11},
        {"risques.csv", "risks", 7},
        {"contacts.csv", "contacts", 8},
    };
    LtpStore *store = importing_store("templates.sqlite", false);
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
        LtpImportReport report =
            importing_run(store, templates[i].kind,
                          filled_template(templates[i].file, templates[i].n_columns), NULL, LTP_OK);
        assert_int_equal(templates[i].n_columns, report.n_columns);
        for (size_t c = 0; c < report.n_columns; c++)
            if (report.columns[c].field == NULL)
                fail_msg("%s: %s", templates[i].file, report.columns[c].header);
        ltp_import_report_release(&report);
    }
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_says_population_sex_and_ages),
        cmocka_unit_test(a_part_of_a_group_is_not_taken_for_the_group),
        cmocka_unit_test(figures_are_kept_by_sex_and_age_and_their_totals_are_needs),
        cmocka_unit_test(the_sums_stand_beside_the_published_totals),
        cmocka_unit_test(sites_add_up_and_a_contradiction_is_no_figure),
        cmocka_unit_test(a_newer_table_replaces_and_undo_brings_back),
        cmocka_unit_test(a_small_cell_hides_the_cells_that_would_give_it_back),
        cmocka_unit_test(contacts_are_masked_where_kept_and_never_public),
        cmocka_unit_test(an_assessment_is_read_from_the_form),
        cmocka_unit_test(every_column_of_the_templates_is_understood),
        cmocka_unit_test(progress_and_risk_are_series_of_a_region),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
