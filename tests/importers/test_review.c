/* What waits for a person, what a person decides, and what it does to rows and figures. */
#include "base/os.h"
#include "layers/provenance.h"
#include "tests/importers/reviewing.h"

#include <stdio.h>
#include <string.h>

/* Everything that stands, as text. */
static const char *standing(LtpStore *store)
{
    static char text[4096];
    snprintf(text, sizeof text, "%s",
             importing_query(store,
                             "SELECT r.row, u.pcode, o.name, l.sector, l.reached FROM line l "
                             "JOIN line_location ll ON ll.line_id = l.id JOIN unit u ON "
                             "u.id = ll.unit_id JOIN organisation o ON o.id = "
                             "l.organisation_id JOIN raw_row r ON r.id = l.raw_row_id "
                             "WHERE l.closed_by IS NULL ORDER BY r.row"));
    return text;
}

static void a_doubtful_place_is_asked_once_for_all_its_rows(void **state)
{
    (void)state;
    LtpStore *store = reviewing_store("asked.sqlite");
    Question search = reviewing_question(store, "Mopti > Mopti > Zzyzx");
    assert_int_equal(1, search.count);
    assert_int_equal(2, search.rows);
    assert_int_equal(
        1, reviewing_question(store, "table.csv").rows); /* the row without organisation */
    ltp_store_close(store);
}

static void a_decision_places_the_rows_and_holds_under_its_parent_only(void **state)
{
    (void)state;
    LtpStore *store = reviewing_store("place.sqlite");
    LtpReviewResult result =
        reviewing_decide(store, reviewing_question(store, "Mopti > Mopti > Zzyzx").key, "ML050611");
    assert_int_equal(1, result.taken);
    assert_int_equal(2, result.reread.changed);
    assert_int_equal(0, result.reread.accepted); /* the row that names no cercle stays out */
    assert_int_equal(2, importing_number(store, "SELECT count(*) FROM line l JOIN line_location ll "
                                                "ON ll.line_id = l.id JOIN unit u ON u.id = "
                                                "ll.unit_id WHERE l.closed_by IS NULL AND "
                                                "ll.rule = 'alias' AND u.pcode = 'ML050611'"));
    assert_int_equal(0, reviewing_question(store, "Mopti > Mopti > Zzyzx").count);
    ltp_store_close(store);
}

static void a_decision_holds_for_the_next_file(void **state)
{
    (void)state;
    LtpStore *store = reviewing_store("next.sqlite");
    reviewing_decide(store, reviewing_question(store, "Mopti > Mopti > Zzyzx").key, "ML050611");
    LtpImportReport report = importing_run(
        store, "activities",
        reviewing_file("other.csv", "Organisation,Région,Cercle,Commune,Activité,Début\n"
                                    "ONG Dune,Mopti,Mopti,ZZYZX,Puits,2020-05-01\n"),
        NULL, LTP_OK);
    assert_string_equal("[{\"pcode\":\"ML050611\",\"level\":3,\"rule\":\"alias\"}]",
                        importing_row(&report, 2)->locations);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void undo_takes_the_decision_and_its_rows_back_together(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = reviewing_store("undo.sqlite");
    char before[4096];
    snprintf(before, sizeof before, "%s", standing(store));
    LtpReviewResult result =
        reviewing_decide(store, reviewing_question(store, "Mopti > Mopti > Zzyzx").key, "ML050611");
    assert_string_not_equal(before, standing(store));
    assert_ok(ltp_import_undo(store, result.import_id, &err));
    assert_string_equal(before, standing(store));
    assert_int_equal(2, reviewing_question(store, "Mopti > Mopti > Zzyzx").rows);
    assert_int_equal(0, importing_number(store, "SELECT (SELECT count(*) FROM place_alias) + "
                                                "(SELECT count(*) FROM place_decision) + (SELECT "
                                                "count(*) FROM replaced)"));
    ltp_store_close(store);
}

static void a_newer_submission_still_knows_the_lines_read_again(void **state)
{
    (void)state;
    LtpStore *store = reviewing_store("newer.sqlite");
    reviewing_decide(store, reviewing_question(store, "Mopti > Mopti > Zzyzx").key, "ML050611");
    char longer[1024];
    snprintf(longer, sizeof longer, "%s%s", reviewing_table,
             "ONG Sable,Mopti,Mopti,Mopti,Protection,Appui,2020-04-01,320\n");
    LtpImportReport report =
        importing_run(store, "activities", reviewing_file("table.csv", longer), NULL, LTP_OK);
    assert_int_equal(3, report.same);
    assert_int_equal(1, report.new_);
    assert_int_equal(0, report.gone);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_place_that_is_none_rejects_its_rows_and_is_not_asked_again(void **state)
{
    (void)state;
    LtpStore *store = reviewing_store("none.sqlite");
    LtpReviewResult result =
        reviewing_decide(store, reviewing_question(store, "Mopti > Mopti > Zzyzx").key, "aucun");
    assert_int_equal(2, result.reread.rejected);
    assert_int_equal(0, reviewing_question(store, "Mopti > Mopti > Zzyzx").count);
    ltp_store_close(store);
}

static void an_unknown_word_is_asked_with_the_nearest_known_one(void **state)
{
    (void)state;
    LtpStore *store = reviewing_store("word.sqlite");
    Question search = reviewing_question(store, "Protectoin");
    assert_string_equal("PRO", search.proposal);
    LtpReviewResult result = reviewing_decide(store, search.key, "Protection");
    assert_int_equal(1, result.reread.changed);
    assert_int_equal(
        0, importing_number(store, "SELECT count(*) FROM line WHERE closed_by IS NULL AND sector "
                                   "IS NULL"));
    ltp_store_close(store);
}

static void two_names_of_one_organisation_become_one(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = reviewing_store("merge.sqlite");
    static const char actors[] =
        "SELECT count(DISTINCT organisation_id) FROM line WHERE closed_by IS NULL";
    assert_int_equal(2, importing_number(store, actors));
    LtpReviewResult result =
        reviewing_decide(store, reviewing_question(store, "ONG Sabel = ONG Sable").key, "oui");
    assert_int_equal(1, importing_number(store, actors));
    assert_int_equal(0, reviewing_question(store, "ONG Sabel").count);
    assert_ok(ltp_import_undo(store, result.import_id, &err));
    assert_int_equal(2, importing_number(store, actors));
    assert_int_equal(1, reviewing_question(store, "ONG Sabel = ONG Sable").count);
    ltp_store_close(store);
}

static void two_organisations_that_are_two_are_not_asked_again(void **state)
{
    (void)state;
    LtpStore *store = reviewing_store("two.sqlite");
    reviewing_decide(store, reviewing_question(store, "ONG Sabel = ONG Sable").key, "non");
    assert_int_equal(0, reviewing_question(store, "ONG Sabel").count);
    ltp_store_close(store);
}

static void a_choice_that_is_no_code_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    LtpStore *store = reviewing_store("refused.sqlite");
    LtpReviewResult result =
        reviewing_decide(store, reviewing_question(store, "Mopti > Mopti > Zzyzx").key, "ML999999");
    assert_int_equal(1, result.refused);
    assert_int_equal(0, result.import_id);
    assert_int_equal(2, reviewing_question(store, "Mopti > Mopti > Zzyzx").rows);
    ltp_store_close(store);
}

static void aliases_of_a_file_are_taken_row_by_row(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = reviewing_store("aliases.sqlite");
    LtpImportReport report =
        importing_run(store, "aliases",
                      reviewing_file("aliases.csv", "nature,niveau,mots,sous,code\n"
                                                    "lieu,3,Zzyzx,ML0506,ML050611\n"
                                                    "secteur,,Protectoin,,PRO\n"
                                                    "organisation,,ONG Sabel,,ONG Sable\n"
                                                    "secteur,,Truc,,ZZZ\n"),
                      NULL, LTP_OK);
    assert_int_equal(3, report.counts.accepted);
    assert_int_equal(1, importing_count(&report, "decision_refused"));
    assert_int_equal(1, importing_number(store, "SELECT count(DISTINCT organisation_id) FROM line "
                                                "WHERE closed_by IS NULL"));
    assert_ok(ltp_import_undo(store, report.import_id, &err));
    assert_int_equal(2, reviewing_question(store, "Mopti > Mopti > Zzyzx").rows);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void shipped_aliases_all_fit_the_edition_of_2021(void **state)
{
    (void)state;
    static const char *const packs[] = {"aliases/ml_reforme_2023.csv", "aliases/ml_graphies.csv",
                                        "aliases/organisations.csv"};
    LtpStore *store = importing_store("packs.sqlite", false);
    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        LtpImportReport report = importing_run(store, "aliases", test_data(packs[i]), NULL, LTP_OK);
        assert_int_equal(0, report.counts.rejected);
        ltp_import_report_release(&report);
    }
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_doubtful_place_is_asked_once_for_all_its_rows),
        cmocka_unit_test(a_decision_places_the_rows_and_holds_under_its_parent_only),
        cmocka_unit_test(a_decision_holds_for_the_next_file),
        cmocka_unit_test(undo_takes_the_decision_and_its_rows_back_together),
        cmocka_unit_test(a_newer_submission_still_knows_the_lines_read_again),
        cmocka_unit_test(a_place_that_is_none_rejects_its_rows_and_is_not_asked_again),
        cmocka_unit_test(an_unknown_word_is_asked_with_the_nearest_known_one),
        cmocka_unit_test(two_names_of_one_organisation_become_one),
        cmocka_unit_test(two_organisations_that_are_two_are_not_asked_again),
        cmocka_unit_test(a_choice_that_is_no_code_is_refused_and_changes_nothing),
        cmocka_unit_test(aliases_of_a_file_are_taken_row_by_row),
        cmocka_unit_test(shipped_aliases_all_fit_the_edition_of_2021),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
