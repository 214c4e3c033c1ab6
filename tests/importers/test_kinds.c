/* Settlements, institutions, displacement; mappings kept with their source; files that go back. */
#include "base/os.h"
#include "importers/return_file.h"
#include "importers/table.h"
#include "layers/provenance.h"
#include "tests/importers/importing.h"

#include <string.h>

static const char *write_table(const char *name, const char *text)
{
    LtpError err = {0};
    const char *path = test_temp_path(name);
    assert_ok(ltp_os_write_file(path, text, strlen(text), &err));
    return path;
}

static void import_settlements(LtpStore *store)
{
    LtpImportReport report =
        importing_run(store, "places",
                      write_table("places.csv", "Localité,Autre nom,Région,Cercle,Commune,X,Y\n"
                                                "Sansan,,Mopti,Mopti,Socoura,,\n"
                                                "Deux,,Mopti,Mopti,Socoura,,\n"
                                                "Deux,,Mopti,Mopti,Mopti,,\n"
                                                "Point,Pwen,,,,-4.2,14.5\n"
                                                ",,Mopti,Mopti,Mopti,,\n"),
                      NULL, LTP_OK);
    assert_int_equal(4, report.counts.accepted);
    assert_int_equal(1, importing_count(&report, "no_name"));
    ltp_import_report_release(&report);
}

static void a_village_finds_its_commune_where_one_alone_has_it(void **state)
{
    (void)state;
    LtpStore *store = importing_store("village.sqlite", false);
    import_settlements(store);
    LtpImportReport report = importing_run(
        store, "activities",
        write_table("lines.csv", "Organisation,Région,Cercle,Commune,Village,Activité\n"
                                 "A,Mopti,Mopti,,SANSAN,un\n"
                                 "A,Mopti,Mopti,,Deux,deux\n"
                                 "A,Kayes,Kayes,,Sansan,trois\n"
                                 "A,Mopti,Mopti,Mopti,Sansan,quatre\n"),
        NULL, LTP_OK);
    assert_non_null(strstr(importing_row(&report, 2)->locations, "\"rule\":\"settlement\""));
    assert_non_null(strstr(importing_row(&report, 2)->locations, "\"level\":3"));
    assert_non_null(strstr(importing_row(&report, 3)->locations, "\"level\":2"));
    assert_non_null(strstr(importing_row(&report, 4)->locations, "\"level\":2"));
    assert_non_null(strstr(importing_row(&report, 5)->locations, "\"rule\":\"exact\""));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void settlements_have_all_their_names_and_their_point(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = importing_store("names.sqlite", false);
    import_settlements(store);
    assert_string_equal("point\npwen\n",
                        importing_query(store, "SELECT n.folded FROM place_name n JOIN place p ON "
                                               "p.id = n.place_id WHERE p.name = 'Point' AND "
                                               "p.geom IS NOT NULL ORDER BY 1"));
    assert_ok(ltp_import_undo(store, 2, &err));
    assert_int_equal(0, importing_number(store, "SELECT count(*) FROM place_name"));
    ltp_store_close(store);
}

static void a_newer_list_of_institutions_takes_the_place_of_the_older(void **state)
{
    (void)state;
    LtpError err = {0};
    static const char standing[] =
        "SELECT count(*) FROM institution WHERE closed_by IS NULL AND decision_date IS NOT NULL";
    LtpStore *store = importing_store("institutions.sqlite", false);
    LtpImportOptions options = {.source = "COFO"};
    LtpImportReport report = importing_run(
        store, "institutions",
        write_table("one.csv", "Genre,Région,Cercle,Commune,Date de décision,Appuyée par\n"
                               "COFO,Mopti,Mopti,Socoura,12/03/2019,NRC\n"
                               "COFO,Mopti,Mopti,Mopti,13/03/2019,\n"),
        &options, LTP_OK);
    ltp_import_report_release(&report);
    assert_int_equal(2, importing_number(store, standing));
    report = importing_run(store, "institutions",
                           write_table("two.csv", "Genre,Région,Cercle,Commune,Date de décision\n"
                                                  "COFO,Mopti,Mopti,Socoura,12/03/2019\n"),
                           &options, LTP_OK);
    assert_int_equal(1, importing_number(store, standing));
    assert_ok(ltp_import_undo(store, report.import_id, &err));
    assert_int_equal(2, importing_number(store, standing));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void an_institution_has_kind_tier_and_status_by_the_vocabularies(void **state)
{
    (void)state;
    LtpStore *store = importing_store("codes.sqlite", false);
    LtpImportReport report = importing_run(
        store, "institutions",
        write_table("codes.csv", "Genre,Nom de l'institution,Région,Cercle,Commune,Statut\n"
                                 "COFO villageoise,COFOV,Mopti,Mopti,Socoura,Fonctionnelle\n"
                                 "Commission foncière,COFO communale,Mopti,Mopti,Mopti,Prévue\n"
                                 "ERAR,,Mopti,,,bizarre\n"),
        NULL, LTP_OK);
    assert_int_equal(1, importing_count(&report, "word_unknown"));
    assert_string_equal("COFO|village|active|3\nCOFO|commune|planned|3\nERAR|||1\n",
                        importing_query(store, "SELECT kind_code, tier, status_code, level FROM "
                                               "layer_institutions ORDER BY id"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void published_displacement_counts_as_figures_and_says_its_sums(void **state)
{
    (void)state;
    LtpStore *store = importing_store("displacement.sqlite", false);
    LtpImportReport report =
        importing_run(store, "displacement",
                      write_table("cmp.csv", "Région,Cercle,Commune,Date,PDI,Retournés,Rapatriés\n"
                                             "Mopti,Mopti,Socoura,2019-09-30,100,20,5\n"
                                             "Mopti,Mopti,Mopti,2019-09-30,50,,0\n"),
                      NULL, LTP_OK);
    assert_int_equal(150, importing_number(store, "SELECT sum(idps) FROM need"));
    assert_non_null(strstr(ltp_buf_text(&report.notes), "150"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_mapping_is_kept_with_its_source(void **state)
{
    (void)state;
    LtpStore *store = importing_store("mapping.sqlite", false);
    const char *map = write_table("map.json", "{\n \"Machin\": \"org_reporting_name\"\n}");
    LtpImportOptions options = {.source = "Machins", .map_file = map};
    LtpImportReport report =
        importing_run(store, "activities",
                      write_table("m1.csv", "Machin,Commune,Cercle,Activité\nA,Socoura,Mopti,x\n"),
                      &options, LTP_OK);
    ltp_import_report_release(&report);
    options.map_file = NULL;
    report =
        importing_run(store, "activities",
                      write_table("m2.csv", "Machin,Commune,Cercle,Activité\nA,Socoura,Mopti,y\n"),
                      &options, LTP_OK);
    assert_string_equal("user", report.columns[0].by);
    assert_int_equal(1, report.counts.accepted);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_file_that_comes_back_unchanged_changes_nothing(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpReturnCounts counts;
    LtpStore *store = importing_store("return.sqlite", false);
    LtpImportOptions options = {.source = "Demo"};
    LtpImportReport report = importing_run(
        store, "activities", test_data("mali/demo/ml_4w_ltp_fictif.xlsx"), &options, LTP_OK);
    int64_t accepted = report.counts.accepted;
    ltp_import_report_release(&report);
    const char *path = test_temp_path("back.xlsx");
    assert_ok(ltp_return_file(store, "Demo", path, &counts, &err));
    assert_int_equal(1500, counts.rows);
    assert_int_equal(39, counts.rejected);
    report = importing_run(store, "activities", path, &options, LTP_OK);
    assert_int_equal(accepted, report.counts.accepted);
    assert_int_equal(accepted, report.same);
    assert_int_equal(0, report.new_ + report.changed + report.gone);
    ltp_import_report_release(&report);
    assert_int_equal(LTP_ENOTFOUND, ltp_return_file(store, "Nobody", path, &counts, &err));
    ltp_store_close(store);
}

static void personal_cells_go_back_masked(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpReturnCounts counts;
    LtpTable *table = NULL;
    LtpRow row;
    LtpStore *store = importing_store("masked.sqlite", false);
    LtpImportOptions options = {.source = "P"};
    LtpImportReport report =
        importing_run(store, "activities",
                      write_table("p.csv", "Organisation,Commune,Cercle,Activité,Téléphone\n"
                                           "A,Socoura,Mopti,x,76 12 34 56\n"),
                      &options, LTP_OK);
    ltp_import_report_release(&report);
    const char *path = test_temp_path("p.xlsx");
    assert_ok(ltp_return_file(store, "P", path, &counts, &err));
    assert_ok(ltp_table_open(path, &table, &err));
    assert_ok(ltp_table_next(table, &row, &err));
    assert_ok(ltp_table_next(table, &row, &err));
    assert_string_equal("[masqué]", row.cells[4].text);
    ltp_table_close(table);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_village_finds_its_commune_where_one_alone_has_it),
        cmocka_unit_test(settlements_have_all_their_names_and_their_point),
        cmocka_unit_test(a_newer_list_of_institutions_takes_the_place_of_the_older),
        cmocka_unit_test(an_institution_has_kind_tier_and_status_by_the_vocabularies),
        cmocka_unit_test(published_displacement_counts_as_figures_and_says_its_sums),
        cmocka_unit_test(a_mapping_is_kept_with_its_source),
        cmocka_unit_test(a_file_that_comes_back_unchanged_changes_nothing),
        cmocka_unit_test(personal_cells_go_back_masked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
