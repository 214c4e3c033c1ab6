/* The gazetteer knows nothing of any country: a made-up one, with names in the manner of several
 * languages, is read as Mali is. */
#include "gis/gazetteer.h"
#include "tests/support/test.h"

#include <locale.h>
#include <stdio.h>

static const LtpGazetteerUnit country[] = {
    {0, -1, "XQ", "Ostravia", NULL},          {1, 0, "XQ01", "Al Marwan", NULL},
    {1, 0, "XQ02", "Santa Brígida", NULL},    {2, 1, "XQ0101", "Qal'at Zubayd", NULL},
    {2, 1, "XQ0102", "Wadi Harsh", NULL},     {2, 2, "XQ0201", "Nueva Lerma", NULL},
    {2, 2, "XQ0202", "Port Ashdown", NULL},   {3, 3, "XQ010101", "Tell Maskana", NULL},
    {3, 3, "XQ010102", "Jisr Halwan", NULL},  {3, 3, "XQ010103", "Khirbat Samra", NULL},
    {3, 4, "XQ010201", "Umm Sidrah", NULL},   {3, 4, "XQ010202", "Bir Tawil", NULL},
    {3, 4, "XQ010203", "Dayr Nahud", NULL},   {3, 5, "XQ020101", "Zona 1", NULL},
    {3, 5, "XQ020102", "Zona 2", NULL},       {3, 5, "XQ020103", "Zona 12", NULL},
    {3, 5, "XQ020104", "Villahermosa", NULL}, {3, 5, "XQ020105", "San Jacinto", NULL},
    {3, 6, "XQ020201", "Ashdown Quay", NULL}, {3, 6, "XQ020202", "San Jacinto", NULL},
    {3, 6, "XQ020203", "Gravesmouth", NULL},  {3, 6, "XQ020204", "Ward IV", NULL},
    {3, 6, "XQ020205", "Ward VI", NULL},
};
enum { N = sizeof country / sizeof *country };

static LtpGazetteer *gazetteer;

static LtpGazetteer *make(const LtpGazetteerUnit *units, const LtpGazetteerAlias *aliases,
                          size_t n_aliases)
{
    LtpError err = {0};
    LtpGazetteer *made = NULL;
    const LtpGazetteerInput input = {
        .units = units, .n_units = N, .aliases = aliases, .n_aliases = n_aliases};
    assert_int_equal(ltp_gazetteer_new(&input, &made, &err), LTP_OK);
    return made;
}

static int start(void **state)
{
    (void)state;
    gazetteer = make(country, NULL, 0);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    ltp_gazetteer_free(gazetteer);
    return 0;
}

static LtpPlace place_in(const LtpGazetteer *where, const char *adm1, const char *adm2,
                         const char *adm3)
{
    const LtpPlaceCells cells = {.code = {NULL}, .name = {NULL, adm1, adm2, adm3}};
    LtpPlace places[LTP_MAX_PLACES];
    size_t count;
    ltp_gazetteer_resolve(where, &cells, NULL, NULL, places, &count);
    return places[0];
}

static const char *found(const char *adm2, const char *adm3)
{
    LtpPlace place = place_in(gazetteer, NULL, adm2, adm3);
    return place.unit < 0 ? "" : country[place.unit].pcode;
}

/* ---- what is read ---- */

static void every_name_is_found_under_its_parent(void **state)
{
    (void)state;
    for (size_t i = 0; i < N; i++)
        if (country[i].level == 3)
            assert_string_equal(found(country[country[i].parent].name, country[i].name),
                                country[i].pcode);
}

static void misspelt_names_are_found(void **state)
{
    (void)state;
    assert_string_equal(found("Port Ashdown", "Gravesmuoth"), "XQ020203");
    assert_string_equal(found("Nueva Lerma", "Vilahermosa"), "XQ020104");
    assert_string_equal(found("Nueva Lerma", "Municipio de Villa Hermosa"), "XQ020104");
    assert_string_equal(found("Qalat Zubaid", "KHIRBAT SAMRAH"), "XQ010103");
    assert_string_equal(found("Wadi Harsh", "Um Sidra"), "XQ010201");
}

static void numbers_are_never_bridged(void **state)
{
    (void)state;
    static const char *const none[] = {"Zona 3", "Zona", "Zonna 21", "Zona 122",
                                       "Ward V", "Ward", "Wards IX"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(found("Nueva Lerma", none[i]), "XQ0201");
    for (size_t i = 4; i < sizeof none / sizeof *none; i++)
        assert_string_equal(found("Port Ashdown", none[i]), "XQ0202");
    assert_string_equal(found("Nueva Lerma", "ZONA II"), "XQ020102");
    assert_string_equal(found("Port Ashdown", "ward 6"), "XQ020205");
}

/* "Askira/Uba" is one district; "Gombe" is a state and a district of it; two districts are called
 * Surulere. */
static const LtpGazetteerUnit slashes[] = {
    {0, -1, "XN", "Nogara", NULL},
    {1, 0, "XN01", "Gombe", NULL},
    {1, 0, "XN02", "Borno", NULL},
    {2, 1, "XN0101", "Gombe", NULL},
    {2, 1, "XN0102", "Yamaltu/Deba", NULL},
    {2, 1, "XN0103", "Surulere", NULL},
    {2, 2, "XN0201", "Askira/Uba", NULL},
    {2, 2, "XN0202", "Surulere", NULL},
    {2, 2, "XN0203", "Ndokwa East", NULL},
    {2, 2, "XN0204", "Ndokwa West", NULL},
    {2, 2, "XN0205", "Ozurgeti", NULL},
    {2, 2, "XN0206", "Ozurgeti City", NULL},
    {2, 1, "XN0104", "Anbar Gwin/Millet", NULL},
    {2, 1, "XN0105", "Millet", NULL},
};
enum { N_SLASHES = sizeof slashes / sizeof *slashes };

static const char *found_among_slashes(const char *adm1, const char *adm2)
{
    LtpError err = {0};
    LtpGazetteer *made = NULL;
    const LtpGazetteerInput input = {.units = slashes, .n_units = N_SLASHES};
    assert_int_equal(ltp_gazetteer_new(&input, &made, &err), LTP_OK);
    LtpPlace place = place_in(made, adm1, adm2, NULL);
    ltp_gazetteer_free(made);
    return place.unit < 0 ? "" : slashes[place.unit].pcode;
}

static void a_name_with_a_separator_is_not_cut_for_a_number_or_a_column(void **state)
{
    (void)state;
    assert_string_equal(found_among_slashes("Borno", "Askira/Uba"), "XN0201");
    assert_string_equal(found_among_slashes("Borno", "Askira/Uba 7"), "XN02");
    assert_string_equal(found_among_slashes("Gombe", "Anber Gwin/Millet"), "XN0104");
    assert_string_equal(found_among_slashes("Yamaltu/Deba", "Gombe"), "XN0102");
}

/* A census numbers its homonyms one after another: of two, none is the seventh. */
static void a_number_beyond_the_homonyms_is_another_place(void **state)
{
    (void)state;
    assert_string_equal(found_among_slashes("Borno", "Surulere II"), "XN0202");
    assert_string_equal(found_among_slashes("Borno", "Surulere 3"), "XN02");
    assert_string_equal(found_among_slashes("Borno", "Surulere 7"), "XN02");
}

/* "est" is as near to East as to West, and to French readers it is East. */
static void what_is_between_two_neighbours_is_neither(void **state)
{
    (void)state;
    assert_string_equal(found_among_slashes("Borno", "Ndokwa est"), "XN02");
    assert_string_equal(found_among_slashes("Borno", "Ndokwaa East"), "XN0203");
    assert_string_equal(found_among_slashes("Borno", "Ozurgaeti"), "XN02");
}

static void homonyms_need_a_parent(void **state)
{
    (void)state;
    LtpPlace place = place_in(gazetteer, NULL, NULL, "San Jacinto");
    assert_int_equal(place.unit, -1);
    assert_int_equal(place.match.n_candidates, 2);
    assert_string_equal(place.match.candidates[0].reason, "homonym");
}

static void villages_are_not_taken_for_what_they_resemble(void **state)
{
    (void)state;
    static const char *const villages[] = {"Los Robles", "Tell Abyad",  "Milbury",
                                           "Bir Salem",  "San Lorenzo", "Gravelly Hill"};
    for (size_t i = 0; i < sizeof villages / sizeof *villages; i++) {
        for (size_t cercle = 3; cercle < 7; cercle++)
            assert_string_equal(found(country[cercle].name, villages[i]), country[cercle].pcode);
        assert_string_equal(found(NULL, villages[i]), "");
    }
}

/* ---- candidates ---- */

static void first_candidate(const char *adm2, const char *adm3, const char *pcode,
                            const char *reason)
{
    LtpPlace place = place_in(gazetteer, NULL, adm2, adm3);
    assert_true(place.match.n_candidates > 0 && place.match.refused);
    assert_string_equal(country[place.match.candidates[0].unit].pcode, pcode);
    assert_string_equal(place.match.candidates[0].reason, reason);
}

static void the_refused_come_with_what_may_be_meant(void **state)
{
    (void)state;
    first_candidate("Port Ashdown", "New Gravesmouth Harbour", "XQ020203", "part");
    first_candidate("Qal'at Zubayd", "Ashdown Quay", "XQ020201", "elsewhere");
    first_candidate("Nueva Lerma", "Zona 3", "XQ020101", "number");
    first_candidate("Wadi Harsh", "Bor Toal", "XQ010202", "similar");
}

/* ---- properties ---- */

static const char *const cells[][3] = {
    {NULL, "Port Ashdown", "Gravesmuoth"},    {NULL, NULL, "San Jacinto"},
    {"Al Marwan", "Wadi Hrash", "Bir Tawel"}, {NULL, "Nueva Lerma", "Zona 3"},
    {NULL, "Qal'at Zubayd", "Dayr Nahud"},    {"santa brigida", NULL, "ISTANBUL"},
    {NULL, "Nueva Lerma", "VİLLAHERMOSA"},    {NULL, "Port Ashdown", "Ashdown, San Jacinto"}};

static void same_answers(const LtpGazetteer *other, const int32_t *index_of)
{
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        LtpPlace a = place_in(gazetteer, cells[i][0], cells[i][1], cells[i][2]);
        LtpPlace b = place_in(other, cells[i][0], cells[i][1], cells[i][2]);
        assert_int_equal(a.unit < 0 ? -1 : index_of[a.unit], b.unit);
        assert_int_equal(a.rule, b.rule);
        assert_near(a.score, b.score, 0);
        assert_int_equal(a.match.n_candidates, b.match.n_candidates);
        for (size_t k = 0; k < a.match.n_candidates; k++)
            assert_int_equal(index_of[a.match.candidates[k].unit], b.match.candidates[k].unit);
    }
}

static void neither_order_nor_codes_matter(void **state)
{
    (void)state;
    LtpGazetteerUnit units[N];
    int32_t index_of[N];
    char codes[N][12];
    for (int32_t i = 0; i < N; i++) {
        int32_t to = N - 1 - i;
        index_of[i] = to;
        snprintf(codes[i], sizeof codes[i], "ZZ%s", country[i].pcode + 2);
        units[to] = country[i];
        units[to].pcode = codes[i];
        units[to].parent = country[i].parent < 0 ? -1 : N - 1 - country[i].parent;
    }
    LtpGazetteer *other = make(units, NULL, 0);
    same_answers(other, index_of);
    ltp_gazetteer_free(other);
}

static void the_locale_does_not_matter(void **state)
{
    (void)state;
    static const char *const locales[] = {"tr_TR.UTF-8", "fr_FR.UTF-8", "C.UTF-8"};
    int32_t index_of[N];
    for (int32_t i = 0; i < N; i++)
        index_of[i] = i;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        if (setlocale(LC_ALL, locales[i]) == NULL)
            continue;
        LtpGazetteer *other = make(country, NULL, 0);
        setlocale(LC_ALL, "C");
        same_answers(other, index_of);
        ltp_gazetteer_free(other);
    }
}

/* ---- aliases ---- */

static void an_alias_holds_with_the_words_for_its_kind_before_it(void **state)
{
    (void)state;
    const LtpGazetteerAlias aliases[] = {{1, "Brigantia", NULL, "XQ02"},
                                         {2, "Gravesmouth", NULL, "XQ0202"}};
    LtpGazetteer *with = make(country, aliases, 2);
    LtpPlace place = place_in(with, "Région de Brigantia", "Port Ashdown", "Ward 4");
    assert_string_equal(country[place.unit].pcode, "XQ020204");
    assert_int_equal(place.flags, 0);
    place = place_in(with, NULL, "District of Gravesmouth", "Ashdown Quay");
    assert_string_equal(country[place.unit].pcode, "XQ020201");
    ltp_gazetteer_free(with);
}

static void columns_swapped_are_swapped_beside_an_alias_too(void **state)
{
    (void)state;
    const LtpGazetteerAlias alias = {2, "Gravesmouth", NULL, "XQ0202"};
    LtpGazetteer *with = make(country, &alias, 1);
    LtpPlace place = place_in(with, NULL, "Gravesmouth", "Port Ashdown");
    assert_string_equal(country[place.unit].pcode, "XQ020203");
    ltp_gazetteer_free(with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_is_found_under_its_parent),
        cmocka_unit_test(misspelt_names_are_found),
        cmocka_unit_test(numbers_are_never_bridged),
        cmocka_unit_test(a_name_with_a_separator_is_not_cut_for_a_number_or_a_column),
        cmocka_unit_test(a_number_beyond_the_homonyms_is_another_place),
        cmocka_unit_test(what_is_between_two_neighbours_is_neither),
        cmocka_unit_test(homonyms_need_a_parent),
        cmocka_unit_test(villages_are_not_taken_for_what_they_resemble),
        cmocka_unit_test(the_refused_come_with_what_may_be_meant),
        cmocka_unit_test(neither_order_nor_codes_matter),
        cmocka_unit_test(the_locale_does_not_matter),
        cmocka_unit_test(an_alias_holds_with_the_words_for_its_kind_before_it),
        cmocka_unit_test(columns_swapped_are_swapped_beside_an_alias_too),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
