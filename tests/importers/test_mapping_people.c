/* Whom a header counts, in four languages. */
#include "importers/mapping_people.h"

#include "tests/support/test.h"

static const char *said(const char *header)
{
    static char text[64];
    LtpPeopleCell cell;
    if (!ltp_people_from_header(header, &cell))
        return "-";
    snprintf(text, sizeof text, "%s %c %d-%d%s", cell.measure, cell.sex ? cell.sex : '*',
             cell.age_min, cell.age_max, cell.disability ? " disability" : "");
    return text;
}

static void bands_are_read_in_four_languages(void **state)
{
    (void)state;
    assert_string_equal("reached f 0-4", said("Girls (<5)"));
    assert_string_equal("reached f 5-17", said("Filles de 5 à 17 ans"));
    assert_string_equal("reached f 0-4", said("Niñas menores de 5 años"));
    assert_string_equal("reached m 20-59", said("Hombres de 20 a 59 años"));
    assert_string_equal("reached * 0-4", said("Crianças menores de 5 anos"));
    assert_string_equal("reached m 60--1", said("Hommes 60 ans et plus"));
    assert_string_equal("reached f 60--1", said("Older women (≥60)"));
    assert_string_equal("reached m 18-60", said("Adult Male (18-60)"));
    assert_string_equal("reached f 18-59", said("women_18_59"));
    assert_string_equal("reached m 0-3", said("M 0-3"));
    assert_string_equal("reached * 60--1", said("Plus de 60 ans"));
    assert_string_equal("reached * 0-5", said("5 ans et moins"));
}

static void months_are_whole_years(void **state)
{
    (void)state;
    assert_string_equal("reached * 0-4", said("Enfants 6-59 mois"));
    assert_string_equal("reached f 0-1", said("Girls 0-23 months"));
}

static void measure_and_disability_are_said(void **state)
{
    (void)state;
    assert_string_equal("targeted f 0-17", said("Filles ciblées (0-17)"));
    assert_string_equal("reached m 18--1 disability", said("Hommes handicapés 18+"));
}

static void boys_over_five_are_no_men(void **state)
{
    (void)state;
    assert_string_equal("reached m 5-17", said("Boys >5"));
}

static void nothing_is_guessed_without_an_age_or_from_other_words(void **state)
{
    (void)state;
    assert_string_equal("-", said("Femmes"));
    assert_string_equal("-", said("Kits 0-5"));
    assert_string_equal("-", said("Projets de plus de 12 mois"));
    assert_string_equal("-", said("Filles et garçons 0-17"));
    assert_string_equal("-", said("Femmes 59-18"));
    assert_string_equal("-", said("Femmes 2024"));
    assert_string_equal("-", said(""));
}

static void a_group_s_words_may_stand_before_the_band(void **state)
{
    (void)state;
    const LtpField *band = ltp_layer_field(ltp_layer_find("lines"), "targeted_band");
    char header[] = "Désagrégation du projet Filles 0-5";
    LtpColumn column = {.header = header, .field = band};
    LtpPeopleCell own;
    const LtpPeopleCell *cell = ltp_column_people(&column, &own);
    assert_non_null(cell);
    assert_string_equal("targeted", cell->measure);
    assert_int_equal('f', cell->sex);
    assert_int_equal(5, cell->age_max);
    char nothing[] = "Divers";
    column.header = nothing;
    assert_null(ltp_column_people(&column, &own));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_are_read_in_four_languages),
        cmocka_unit_test(months_are_whole_years),
        cmocka_unit_test(measure_and_disability_are_said),
        cmocka_unit_test(boys_over_five_are_no_men),
        cmocka_unit_test(nothing_is_guessed_without_an_age_or_from_other_words),
        cmocka_unit_test(a_group_s_words_may_stand_before_the_band),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
