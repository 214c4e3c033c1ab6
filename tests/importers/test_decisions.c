/* Decisions on the theme LTP, on words and on organisations, and undo in any order. */
#include "base/os.h"
#include "layers/provenance.h"
#include "tests/importers/reviewing.h"

#include <stdio.h>
#include <string.h>

/* ---- the theme LTP ---- */

/* Without a theme column the text tags the line; beside one it only proposes. */
static const char by_text[] =
    "Organisation,Région,Cercle,Commune,Secteur,Activité,Début\n"
    "ONG Sable,Mopti,Mopti,Socoura,Protection,Appui aux droits fonciers,2020-01-01\n"
    "ONG Dune,Mopti,Mopti,Mopti,Protection,Appui aux droits fonciers,2020-02-01\n"
    "ONG Dune,Mopti,Mopti,Mopti,Protection,Distribution,2020-02-01\n";
static const char by_theme[] =
    "Organisation,Région,Cercle,Commune,Secteur,Thème,Activité,Début\n"
    "ONG Sable,Mopti,Mopti,Socoura,Protection,Éducation,Appui aux droits fonciers,2020-01-01\n";

static LtpStore *store_of(const char *name, const char *text)
{
    LtpStore *store = importing_store(name, false);
    LtpImportReport report =
        importing_run(store, "activities", reviewing_file("texte.csv", text), NULL, LTP_OK);
    assert_int_equal(0, report.counts.rejected);
    ltp_import_report_release(&report);
    return store;
}

static const char *ltp_lines(LtpStore *store)
{
    return importing_query(store, "SELECT r.row, l.ltp, l.ltp_basis, l.ltp_proposed FROM line l "
                                  "JOIN raw_row r ON r.id = l.raw_row_id WHERE l.closed_by IS "
                                  "NULL ORDER BY r.row");
}

static void lines_tagged_by_text_are_confirmed_by_a_person(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = store_of("ltp.sqlite", by_text);
    assert_string_equal("2|1|text|0\n3|1|text|0\n4|0||0\n", ltp_lines(store));
    Question search = reviewing_question(store, "droits fonciers");
    assert_int_equal(1, search.count); /* one question for both rows */
    assert_int_equal(2, search.rows);
    LtpReviewResult result = reviewing_decide(store, search.key, "oui");
    assert_int_equal(2, result.reread.changed);
    assert_string_equal("2|1|confirmed|0\n3|1|confirmed|0\n4|0||0\n", ltp_lines(store));
    assert_int_equal(0, reviewing_question(store, "droits fonciers").count);
    assert_ok(ltp_import_undo(store, result.import_id, &err));
    assert_string_equal("2|1|text|0\n3|1|text|0\n4|0||0\n", ltp_lines(store));
    ltp_store_close(store);
}

static void lines_tagged_by_text_are_refused_by_a_person(void **state)
{
    (void)state;
    LtpStore *store = store_of("not_ltp.sqlite", by_text);
    reviewing_decide(store, reviewing_question(store, "droits fonciers").key, "non");
    assert_string_equal("2|0||0\n3|0||0\n4|0||0\n", ltp_lines(store));
    assert_int_equal(0, reviewing_question(store, "droits fonciers").count);
    ltp_store_close(store);
}

static void a_proposal_beside_a_theme_column_counts_once_confirmed(void **state)
{
    (void)state;
    LtpStore *store = store_of("proposed.sqlite", by_theme);
    assert_string_equal("2|0||1\n", ltp_lines(store));
    reviewing_decide(store, reviewing_question(store, "droits fonciers").key, "oui");
    assert_string_equal("2|1|confirmed|0\n", ltp_lines(store));
    ltp_store_close(store);
}

/* ---- words and organisations by a file ---- */

static void a_term_of_the_theme_is_added_and_taken_away(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = store_of("terms.sqlite", by_text);
    LtpImportReport report =
        importing_run(store, "aliases",
                      reviewing_file("termes.csv", "nature,mots,code\n"
                                                   "terme LTP,distribution,LTP\n"
                                                   "terme LTP,foncier,-\n"
                                                   "terme LTP,fonciers,-\n"
                                                   "terme LTP,droits fonciers,-\n"
                                                   "terme LTP,droit foncier,-\n"),
                      NULL, LTP_OK);
    assert_int_equal(0, report.counts.rejected);
    assert_string_equal("2|0||0\n3|0||0\n4|1|text|0\n", ltp_lines(store));
    assert_ok(ltp_import_undo(store, report.import_id, &err));
    assert_string_equal("2|1|text|0\n3|1|text|0\n4|0||0\n", ltp_lines(store));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_known_word_that_means_something_else_changes_its_rows(void **state)
{
    (void)state;
    LtpStore *store = store_of("word_again.sqlite", by_text);
    LtpImportReport report = importing_run(
        store, "aliases", reviewing_file("mots.csv", "nature,mots,code\nsecteur,Protection,SHL\n"),
        NULL, LTP_OK);
    assert_string_equal("SHL\n", importing_query(store, "SELECT DISTINCT sector FROM line WHERE "
                                                        "closed_by IS NULL"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static const char *names(LtpStore *store)
{
    return importing_query(store, "SELECT DISTINCT org_name FROM layer_lines ORDER BY 1");
}

static void an_organisation_that_asks_for_it_is_no_longer_named(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = store_of("hidden.sqlite", by_text);
    LtpImportReport report = importing_run(
        store, "aliases",
        reviewing_file("anonymes.csv", "nature,mots,code\nacteur à ne pas nommer,ong dune,oui\n"),
        NULL, LTP_OK);
    assert_int_equal(1, report.counts.accepted);
    assert_string_equal("ONG Sable\nacteur non divulgué\n", names(store));
    LtpImportReport again = importing_run(
        store, "aliases",
        reviewing_file("nommés.csv", "nature,mots,code\nacteur à ne pas nommer,ONG Dune,non\n"),
        NULL, LTP_OK);
    assert_string_equal("ONG Dune\nONG Sable\n", names(store));
    assert_ok(ltp_import_undo(store, again.import_id, &err));
    assert_string_equal("ONG Sable\nacteur non divulgué\n", names(store));
    assert_ok(ltp_import_undo(store, report.import_id, &err));
    assert_string_equal("ONG Dune\nONG Sable\n", names(store));
    ltp_import_report_release(&report);
    ltp_import_report_release(&again);
    ltp_store_close(store);
}

static void an_organisation_merged_with_a_hidden_one_is_hidden(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = store_of("hidden_merge.sqlite", by_text);
    LtpImportReport hidden = importing_run(
        store, "aliases",
        reviewing_file("anonymes.csv", "nature,mots,code\norganisation_hidden,ONG Dune,oui\n"),
        NULL, LTP_OK);
    LtpImportReport merged = importing_run(
        store, "aliases",
        reviewing_file("fusion.csv", "nature,mots,code\norganisation,ONG Dune,ONG Sable\n"), NULL,
        LTP_OK);
    assert_string_equal("acteur non divulgué\n", names(store));
    assert_ok(ltp_import_undo(store, merged.import_id, &err));
    assert_string_equal("ONG Sable\nacteur non divulgué\n", names(store));
    ltp_import_report_release(&hidden);
    ltp_import_report_release(&merged);
    ltp_store_close(store);
}

/* ---- undo out of turn ---- */

static void decisions_that_newer_ones_replace_are_not_undone_first(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = store_of("order.sqlite", by_text);
    LtpImportReport first = importing_run(
        store, "aliases", reviewing_file("a.csv", "nature,mots,code\nsecteur,Truc,SHL\n"), NULL,
        LTP_OK);
    LtpImportReport second = importing_run(
        store, "aliases", reviewing_file("b.csv", "nature,mots,code\nsecteur,Truc,PRO\n"), NULL,
        LTP_OK);
    assert_code(LTP_EUSAGE, ltp_import_undo(store, first.import_id, &err));
    err = (LtpError){0};
    assert_ok(ltp_import_undo(store, second.import_id, &err));
    assert_string_equal("SHL\n", importing_query(store, "SELECT code FROM vocabulary_term WHERE "
                                                        "folded = 'truc'"));
    assert_ok(ltp_import_undo(store, first.import_id, &err));
    assert_int_equal(0, importing_number(store, "SELECT count(*) FROM vocabulary_term WHERE folded "
                                                "= 'truc'"));
    ltp_import_report_release(&first);
    ltp_import_report_release(&second);
    ltp_store_close(store);
}

static void rows_that_came_after_an_undone_decision_do_without_it(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpRereadCounts counts;
    LtpStore *store = reviewing_store("after.sqlite");
    LtpReviewResult result =
        reviewing_decide(store, reviewing_question(store, "Mopti > Mopti > Zzyzx").key, "ML050611");
    LtpImportReport later = importing_run(
        store, "activities",
        reviewing_file("apres.csv", "Organisation,Région,Cercle,Commune,Activité,Début\n"
                                    "ONG Dune,Mopti,Mopti,ZZYZX,Puits,2020-05-01\n"),
        NULL, LTP_OK);
    assert_ok(ltp_undo(store, result.import_id, NULL, &counts, &err));
    assert_int_equal(1, counts.changed);
    assert_int_equal(0, importing_number(store, "SELECT count(*) FROM line l JOIN line_location ll "
                                                "ON ll.line_id = l.id WHERE l.closed_by IS NULL "
                                                "AND ll.rule = 'alias'"));
    ltp_import_report_release(&later);
    ltp_store_close(store);
}

static void an_undone_alias_no_longer_names_the_later_rows(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpRereadCounts counts;
    LtpStore *store = store_of("alias_after.sqlite", by_text);
    LtpImportReport alias = importing_run(
        store, "aliases",
        reviewing_file("sigle.csv", "nature,mots,code\norganisation,OV,ONG Dune\n"), NULL, LTP_OK);
    LtpImportReport later =
        importing_run(store, "activities",
                      reviewing_file("plus_tard.csv", "Sigle,Région,Cercle,Commune,Activité,Début\n"
                                                      "OV,Mopti,Mopti,Mopti,Puits,2020-05-01\n"),
                      NULL, LTP_OK);
    assert_string_equal("ONG Dune\nONG Sable\n", names(store));
    assert_ok(ltp_undo(store, alias.import_id, NULL, &counts, &err));
    assert_string_equal("ONG Dune\nONG Sable\nOV\n", names(store));
    ltp_import_report_release(&alias);
    ltp_import_report_release(&later);
    ltp_store_close(store);
}

static void rows_that_repeat_are_still_repeated_when_read_again(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpRereadCounts counts;
    LtpStore *store = store_of("repeat.sqlite", "Organisation,Région,Cercle,Commune\n"
                                                "ONG Sable,Mopti,Mopti,Socoura\n"
                                                "ONG Sable,Mopti,Mopti,Socoura\n");
    assert_ok(ltp_reread(store, 0, true, NULL, &counts, &err));
    assert_int_equal(0, counts.changed);
    assert_int_equal(1, importing_number(store, "SELECT sum(repeated) FROM line WHERE closed_by IS "
                                                "NULL"));
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_tagged_by_text_are_confirmed_by_a_person),
        cmocka_unit_test(lines_tagged_by_text_are_refused_by_a_person),
        cmocka_unit_test(a_proposal_beside_a_theme_column_counts_once_confirmed),
        cmocka_unit_test(a_term_of_the_theme_is_added_and_taken_away),
        cmocka_unit_test(a_known_word_that_means_something_else_changes_its_rows),
        cmocka_unit_test(an_organisation_that_asks_for_it_is_no_longer_named),
        cmocka_unit_test(an_organisation_merged_with_a_hidden_one_is_hidden),
        cmocka_unit_test(decisions_that_newer_ones_replace_are_not_undone_first),
        cmocka_unit_test(rows_that_came_after_an_undone_decision_do_without_it),
        cmocka_unit_test(an_undone_alias_no_longer_names_the_later_rows),
        cmocka_unit_test(rows_that_repeat_are_still_repeated_when_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
