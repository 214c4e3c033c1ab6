/* Exports of Kobo and ODK forms: questions of several answers, group paths, points in one cell,
 * what the form writes of itself. */
#include "tests/importers/importing.h"

static const LtpImportOptions in_2024 = {.reported = "2024-01"};

#define PLACE "grp/lieu/region,grp/lieu/cercle,grp/lieu/commune"
#define SEGUE "Mopti,Bankass,Ségué"

static LtpImportReport import_text(LtpStore *store, const char *text)
{
    const char *path = test_temp_path("form.csv");
    test_write(path, text);
    return importing_run(store, "activities", path, &in_2024, LTP_OK);
}

static void assert_sectors(const char *name, const char *table, const char *expected)
{
    LtpStore *store = importing_store(name, false);
    LtpImportReport report = import_text(store, table);
    assert_int_equal(report.counts.rejected, 0);
    assert_string_equal(expected,
                        importing_query(store, "SELECT sector, sector_text FROM line ORDER BY id"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void several_names_in_one_cell_are_several_sectors(void **state)
{
    (void)state;
    assert_sectors("names.sqlite",
                   "grp/org/nom_organisation," PLACE ",grp/act/secteur,_uuid\n"
                   "A," SEGUE ",protection abris,u1\n"
                   "A," SEGUE ",abris,u2\n"
                   "A," SEGUE ",protection vbg,u3\n"
                   "A," SEGUE ",protection quelque_chose,u4\n"
                   "A," SEGUE ",Abris; EHA / Protection de l'enfance,u5\n",
                   "PRO+SHL|protection abris\nSHL|abris\nPRO-GBV|protection vbg\n"
                   "|protection quelque_chose\n"
                   "PRO+SHL+WSH|Abris; EHA / Protection de l'enfance\n");
}

static void a_column_for_each_answer_is_one_question(void **state)
{
    (void)state;
    assert_sectors("answers.sqlite",
                   "grp/org/nom_organisation," PLACE
                   ",grp/act/secteur/protection,grp/act/secteur/abris,grp/act/secteur/eha,_uuid\n"
                   "A," SEGUE ",1,1,0,u1\n"
                   "A," SEGUE ",FALSE,TRUE,FALSE,u2\n"
                   "A," SEGUE ",0,0,0,u3\n",
                   "PRO+SHL|protection; abris\nSHL|abris\n|\n");
}

static void the_question_and_its_answers_are_not_counted_twice(void **state)
{
    (void)state;
    assert_sectors("both.sqlite",
                   "grp/org/nom_organisation," PLACE
                   ",grp/act/secteur,grp/act/secteur/protection,grp/act/secteur/abris,_uuid\n"
                   "A," SEGUE ",protection abris,1,1,u1\n"
                   "A," SEGUE ",abris,0,1,u2\n"
                   "A," SEGUE ",protection,,,u3\n",
                   "PRO+SHL|protection; abris\nSHL|abris\nPRO|protection\n");
}

/* Titles such as "Réponse/Abris" are columns of their own, not answers of a question. */
static void columns_of_other_numbers_are_no_answers(void **state)
{
    (void)state;
    LtpStore *store = importing_store("numbers.sqlite", false);
    LtpImportReport report = import_text(store, "Organisation,Région,Cercle,Commune,Secteur,"
                                                "Secteur/Budget,Secteur/Personnes\n"
                                                "A," SEGUE ",Abris,1,0\n"
                                                "A," SEGUE ",Abris,1500,12\n");
    assert_string_equal("Abris\nAbris\n", importing_query(store, "SELECT sector_text FROM line"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void several_populations_are_joined(void **state)
{
    (void)state;
    LtpStore *store = importing_store("people.sqlite", false);
    LtpImportReport report =
        import_text(store, "nom_organisation," PLACE ",ben/type_population,"
                           "ben/type_population/hotes,ben/type_population/pdi,ben/nb_atteintes\n"
                           "A," SEGUE ",hotes pdi,1,1,10\n"
                           "A," SEGUE ",pdi,0,1,20\n");
    assert_string_equal("IDP+HST|10\nIDP|20\n",
                        importing_query(store, "SELECT population_type, reached FROM line"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void what_the_form_says_of_itself_is_left_alone(void **state)
{
    (void)state;
    LtpStore *store = importing_store("self.sqlite", false);
    LtpImportReport report =
        import_text(store, "start,end,today,grp/nom_organisation,grp/ou/position,_uuid,"
                           "_submission_time,_submitted_by,meta/instanceID,_status,_notes,_id\n"
                           "2024-01-02T10:00:00.000+00:00,2024-01-02T10:10:00.000+00:00,2024-01-02,"
                           "A,14.07 -3.51 250.0 5.0,u1,2024-01-03T08:00:00,agent7,uuid:1,"
                           "submitted_via_web,vu,7\n");
    assert_string_equal("||2024-01-31|14.07|-3.51\n",
                        importing_query(store, "SELECT start_date, end_date, reported, lat, lon "
                                               "FROM line"));
    assert_int_equal(
        importing_number(store, "SELECT count(*) FROM raw_row WHERE cells LIKE '%agent7%'"), 0);
    assert_string_equal(report.columns[4].field, "point");
    assert_string_equal(report.columns[4].by, "content");
    for (size_t i = 5; i < report.n_columns; i++)
        assert_null(report.columns[i].field);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* A line of two clusters is there for each; how many of its people are of one is not known. */
static void a_word_that_was_missing_makes_the_list_known(void **state)
{
    (void)state;
    LtpStore *store = importing_store("word.sqlite", false);
    LtpImportReport report = import_text(
        store, "Organisation,Région,Cercle,Commune,Secteur\nA," SEGUE ",Abris; Toiture\n");
    assert_int_equal(importing_count(&report, "sector_unknown"), 1);
    assert_string_equal("Toiture\n",
                        importing_query(store, "SELECT value FROM finding WHERE code = "
                                               "'sector_unknown'"));
    ltp_import_report_release(&report);
    const char *words = test_temp_path("words.csv");
    test_write(words, "kind,words,code\nsector,Toiture,PRO\n");
    report = importing_run(store, "aliases", words, NULL, LTP_OK);
    assert_string_equal("PRO+SHL\n",
                        importing_query(store, "SELECT sector FROM line WHERE closed_by IS NULL"));
    assert_string_equal(
        "Protection + Abris et biens non alimentaires\n",
        importing_query(store, "SELECT label_fr FROM vocabulary WHERE code = 'PRO+SHL'"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void what_was_delivered_is_kept_with_its_unit(void **state)
{
    (void)state;
    LtpStore *store = importing_store("quantity.sqlite", false);
    LtpImportReport report =
        import_text(store, "Organisation,Région,Cercle,Commune,Activité,Quantité,Unité\n"
                           "A," SEGUE ",Abris,1 250,kits\n"
                           "A," SEGUE ",Titres,beaucoup,titres\n"
                           "A," SEGUE ",Autre,,\n");
    assert_string_equal(
        "1250.0|kits\n|titres\n|\n",
        importing_query(store, "SELECT quantity, unit FROM layer_lines ORDER BY id"));
    assert_int_equal(importing_count(&report, "quantity_unreadable"), 1);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* Public figures of lines on violence are hidden up to a larger number, also where shelter is named
 * beside it. */
static void a_line_of_violence_and_shelter_is_delicate(void **state)
{
    (void)state;
    LtpStore *store = importing_store("delicate.sqlite", false);
    LtpImportReport report = import_text(store, "Organisation,Région,Cercle,Commune,Secteur\n"
                                                "A," SEGUE ",VBG; Abris\n"
                                                "A," SEGUE ",EHA; Abris\n");
    assert_string_equal("PRO+SHL|1\nSHL+WSH|0\n",
                        importing_query(store, "SELECT sector, delicate FROM layer_lines"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* Women beside girls are added to them. A total of women holds the girls already. */
static void women_beside_girls_are_women_and_a_total_of_women_is_not(void **state)
{
    (void)state;
    LtpStore *store = importing_store("women.sqlite", false);
    LtpImportReport report = import_text(
        store, "Organisation,Région,Cercle,Commune,Femmes atteintes,Hommes atteints,Filles "
               "atteintes,Garçons atteints\nA," SEGUE ",10,10,5,5\n");
    assert_string_equal("30\n", importing_query(store, "SELECT reached FROM line"));
    ltp_import_report_release(&report);
    store = (ltp_store_close(store), importing_store("total.sqlite", false));
    report = import_text(store, "Organisation,Région,Cercle,Commune,Total femmes atteintes,Total "
                                "hommes atteints,Filles atteintes,Garçons atteints\n"
                                "A," SEGUE ",10,10,5,5\n");
    assert_string_equal("reached_f", report.columns[4].field);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_names_in_one_cell_are_several_sectors),
        cmocka_unit_test(a_column_for_each_answer_is_one_question),
        cmocka_unit_test(the_question_and_its_answers_are_not_counted_twice),
        cmocka_unit_test(columns_of_other_numbers_are_no_answers),
        cmocka_unit_test(several_populations_are_joined),
        cmocka_unit_test(what_the_form_says_of_itself_is_left_alone),
        cmocka_unit_test(a_word_that_was_missing_makes_the_list_known),
        cmocka_unit_test(what_was_delivered_is_kept_with_its_unit),
        cmocka_unit_test(a_line_of_violence_and_shelter_is_delicate),
        cmocka_unit_test(women_beside_girls_are_women_and_a_total_of_women_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
