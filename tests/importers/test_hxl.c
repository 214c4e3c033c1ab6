#include "importers/hxl.h"

#include "importers/mapping_hxl.h"
#include "tests/support/test.h"

static void hashtags_are_parsed_as_people_write_them(void **state)
{
    (void)state;
    LtpHxl hxl;
    assert_true(ltp_hxl_parse(" # Adm1 + Code\t+v_pcodes ", &hxl));
    assert_string_equal("adm1", hxl.tag);
    assert_int_equal(2, hxl.n_attributes);
    assert_string_equal("code", hxl.attributes[0]);
    assert_true(ltp_hxl_has(&hxl, "v_pcodes"));
    assert_true(ltp_hxl_parse("#sector\t", NULL));
    assert_true(ltp_hxl_parse("#org\xC2\xA0+name", NULL));
}

static void other_cells_are_no_hashtags(void **state)
{
    (void)state;
    static const char *const cells[] = {"",          "adm1+code", "#",       "#1",
                                        "#N/A",      "#REF!",     "#VALUE!", "#NOM?",
                                        "#org name", "#org+",     "n° #adm1"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        assert_false(ltp_hxl_parse(cells[i], NULL));
}

static bool row_is_hxl(const char *const *texts, size_t count)
{
    LtpCell cells[8];
    for (size_t i = 0; i < count; i++)
        cells[i] = (LtpCell){texts[i], LTP_CELL_TEXT};
    return ltp_row_is_hxl(&(LtpRow){1, cells, count});
}

#define ROW_IS_HXL(...)                                                                            \
    row_is_hxl((const char *const[]){__VA_ARGS__},                                                 \
               sizeof(const char *[]){__VA_ARGS__} / sizeof(char *))

static void half_of_the_filled_cells_make_a_hashtag_row(void **state)
{
    (void)state;
    assert_true(ROW_IS_HXL("", "#adm1", "", "", " ", "#org"));
    assert_true(ROW_IS_HXL("#org", "code"));
    assert_false(ROW_IS_HXL("#org", "code", "name"));
    assert_false(ROW_IS_HXL("", " "));
    assert_false(ROW_IS_HXL("#REF!", "#N/A"));
}

static void attributes_match_in_any_order(void **state)
{
    (void)state;
    assert_int_equal(0, ltp_hxl_match("#org +name +IMPL", "#org+impl+name"));
    assert_int_equal(1, ltp_hxl_match("#org+name+impl+en", "#org+impl+name"));
    assert_int_equal(-1, ltp_hxl_match("#org+name", "#org+impl+name"));
    assert_int_equal(-1, ltp_hxl_match("#adm1+code", "#adm2+code"));
    assert_int_equal(-1, ltp_hxl_match("adm1", "#adm1"));
}

static int score(const char *written, const char *canonical)
{
    LtpHxl hxl;
    return ltp_hxl_parse(written, &hxl) ? ltp_hxl_score(&hxl, canonical) : -1;
}

static void near_hashtags_score_and_contradictions_do_not(void **state)
{
    (void)state;
    assert_int_equal(100, score("#adm1+pcode", "#adm1+code"));
    assert_int_equal(100, score("#country+code", "#adm0+code"));
    assert_int_equal(100, score("#reached+girls", "#reached+f+children"));
    assert_true(score("#org", "#org+impl+name") > 80);
    assert_true(score("#org", "#org+impl+name") < 100);
    assert_int_equal(0, score("#adm1", "#adm1+code"));
    assert_int_equal(0, score("#targeted+f", "#targeted"));
    assert_int_equal(0, score("#org+funder+name", "#org+impl+name"));
    assert_int_equal(0, score("#date+start", "#date+end"));
    assert_int_equal(0, score("#reached+f+adults", "#reached+f+adults+age18_59"));
    assert_int_equal(0, score("#meta+adm_level", "#meta+title"));
    assert_int_equal(0, score("#org", NULL));
}

static void near_misses_are_seen(void **state)
{
    (void)state;
    assert_true(ltp_hxl_near("sector+cluster"));
    assert_true(ltp_hxl_near("#adm 1"));
    assert_false(ltp_hxl_near("#sector+cluster"));
    assert_false(ltp_hxl_near("Mopti"));
    assert_false(ltp_hxl_near("12+3"));
    assert_false(ltp_hxl_near("#VALUE!"));
}

static void says(const char *header, const char *canonical)
{
    LtpHxl hxl;
    if (!ltp_hxl_from_words(header, &hxl))
        fail_msg("\"%s\" says nothing, not %s", header, canonical);
    if (ltp_hxl_score(&hxl, canonical) < 80)
        fail_msg("\"%s\" says #%s ..., not %s", header, hxl.tag, canonical);
}

static void words_of_four_languages_make_hashtags(void **state)
{
    (void)state;
    says("Code Région", "#adm1+code");
    says("Admin 2 P-code", "#adm2+code");
    says("Name of the implementing organisation", "#org+impl+name");
    says("Tipo de organización", "#org+type");
    says("Acronyme du bailleur de fonds", "#org+funder+acronym");
    says("Date de début du projet", "#date+start");
    says("Fecha de finalización de la actividad", "#date+end");
    says("Código do projeto", "#activity+project+code");
    says("Nombre de femmes ciblées", "#targeted+f");
    says("Number of girls reached", "#reached+f+children");
    says("Ménages atteints", "#reached+hh");
    says("Personnes handicapées atteintes", "#reached+disabled");
    says("Type de bénéficiaires", "#beneficiary+type");
    says("Statut de l'activité", "#status+name");
    says("Personnes dans le besoin", "#inneed");
}

static void the_thing_stands_before_of(void **state)
{
    (void)state;
    says("Bénéficiaires du projet", "#reached");
    says("Personas asistidas en el mes", "#reached");
    says("Secteur d'activité", "#sector");
    says("Organisation de réalisation", "#org+impl");
    says("Date de fin de la distribution", "#date+end");
    says("Villages touchés", "#loc");
    says("FSC Main Activity", "#activity");
    says("Beneficaries reached", "#reached");
    LtpHxl hxl;
    assert_false(ltp_hxl_from_words("Pays du bailleur", &hxl));
    assert_false(ltp_hxl_from_words("Objectif du projet", &hxl));
    assert_false(ltp_hxl_from_words("Nombre de mois", &hxl));
    assert_false(ltp_hxl_from_words("Population de la commune", &hxl));
    assert_false(ltp_hxl_from_words("Nombre de villages touchés", &hxl));
}

static void a_date_of_beginning_may_be_that_of_anything(void **state)
{
    (void)state;
    LtpHxl hxl;
    assert_false(ltp_hxl_from_words("Date de début de la phase pilote", &hxl));
    assert_true(ltp_hxl_from_beginning("Date de début de la phase pilote", &hxl));
    assert_true(ltp_hxl_has(&hxl, "start"));
    assert_false(ltp_hxl_from_beginning("Date de naissance", &hxl));
}

static void a_word_that_is_not_known_makes_nothing(void **state)
{
    (void)state;
    LtpHxl hxl;
    assert_false(ltp_hxl_from_words("Code postal", &hxl));
    assert_false(ltp_hxl_from_words("Commune d'origine", &hxl));
    assert_false(ltp_hxl_from_words("Niñas de 5 a 19 años", &hxl));
    assert_false(ltp_hxl_from_words("Région et organisation", &hxl));
    assert_false(ltp_hxl_from_words("", &hxl));
    assert_false(ltp_hxl_from_words("Total", &hxl));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashtags_are_parsed_as_people_write_them),
        cmocka_unit_test(other_cells_are_no_hashtags),
        cmocka_unit_test(half_of_the_filled_cells_make_a_hashtag_row),
        cmocka_unit_test(attributes_match_in_any_order),
        cmocka_unit_test(near_hashtags_score_and_contradictions_do_not),
        cmocka_unit_test(near_misses_are_seen),
        cmocka_unit_test(words_of_four_languages_make_hashtags),
        cmocka_unit_test(the_thing_stands_before_of),
        cmocka_unit_test(a_date_of_beginning_may_be_that_of_anything),
        cmocka_unit_test(a_word_that_is_not_known_makes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
