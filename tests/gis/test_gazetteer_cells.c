/* The cells of a row against each other, and the real 5W. */
#include "base/text.h"
#include "gis/gazetteer.h"
#include "named.h"
#include "tests/support/test.h"

#include <stdio.h>

static bool is_national(const char *words, void *arg)
{
    (void)arg;
    return ltp_text_same(words, "national") || ltp_text_same(words, "tout le pays");
}

static LtpPlace places[LTP_MAX_PLACES];

/* Région, cercle and commune as code and name; NULL = blank. Returns the number of places. */
static size_t resolve(const char *code1, const char *name1, const char *code2, const char *name2,
                      const char *code3, const char *name3)
{
    const LtpPlaceCells cells = {.code = {NULL, code1, code2, code3},
                                 .name = {NULL, name1, name2, name3}};
    size_t count;
    ltp_gazetteer_resolve(gazetteer, &cells, is_national, NULL, places, &count);
    return count;
}

static void place_is(size_t i, const char *pcode, LtpMatchRule rule, unsigned flags)
{
    assert_string_equal(pcode_of(places[i].unit), pcode);
    assert_int_equal(places[i].rule, rule);
    assert_int_equal(places[i].flags, flags);
}

static void cells_that_agree_give_the_deepest(void **state)
{
    (void)state;
    assert_int_equal(resolve("ML05", "Mopti", "ML0506", "Mopti", "ML050609", "Mopti"), 1);
    place_is(0, "ML050609", LTP_MATCH_CODE, 0);
    assert_int_equal(resolve(NULL, "Mopti", NULL, "Mopti", NULL, "Mopti"), 1);
    place_is(0, "ML050609", LTP_MATCH_EXACT, 0);
    assert_int_equal(resolve(NULL, "Mopti", NULL, "Mopti", NULL, NULL), 1);
    place_is(0, "ML0506", LTP_MATCH_EXACT, 0);
    assert_int_equal(resolve("MLI05", "MOPTI", "ML0506 ", "Mopti", NULL, NULL), 1);
    place_is(0, "ML0506", LTP_MATCH_CODE, 0);
    assert_int_equal(resolve("MLI05", "MOPTI", "ML0506 ", "Mopti", NULL, "konna"), 1);
    place_is(0, "ML050605", LTP_MATCH_EXACT, 0);
}

static void no_cell_or_none_that_is_known_gives_no_place(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, NULL, NULL, " ", "", NULL), 0);
    assert_int_equal(places[0].flags, 0);
    assert_int_equal(resolve(NULL, NULL, NULL, NULL, NULL, "Zzyzx"), 0);
    assert_int_equal(places[0].flags, LTP_PLACE_UNCERTAIN);
    assert_int_equal(resolve(NULL, NULL, NULL, NULL, NULL, "Non spécifié"), 0);
}

static void a_code_against_its_name_gives_their_common_ancestor(void **state)
{
    (void)state;
    assert_int_equal(resolve("ML10", "Menaka", "ML1001", "Inekar", NULL, NULL), 1);
    place_is(0, "ML10", LTP_MATCH_CODE, LTP_PLACE_CONFLICT);
    assert_int_equal(resolve("MLI03", "Sikasso", "ML0305", "Yorosso", NULL, NULL), 1);
    place_is(0, "ML03", LTP_MATCH_CODE, LTP_PLACE_CONFLICT);
    assert_int_equal(resolve("MLI09", "Tombouctou", "ML0901", "Bamako", NULL, NULL), 1);
    place_is(0, "ML", LTP_MATCH_CODE, LTP_PLACE_CONFLICT);
    assert_int_equal(resolve("ML04", NULL, NULL, NULL, "ML050609", "Mopti"), 1);
    place_is(0, "ML", LTP_MATCH_CODE, LTP_PLACE_CONFLICT);
}

static void a_code_stands_beside_a_name_that_is_none(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, NULL, NULL, NULL, "ML050609", "Quartier Toguel"), 1);
    place_is(0, "ML050609", LTP_MATCH_CODE, LTP_PLACE_NAME_UNKNOWN);
    assert_int_equal(resolve(NULL, "Zzyzx", NULL, NULL, "ML050609", "Mopti"), 1);
    place_is(0, "ML050609", LTP_MATCH_CODE, LTP_PLACE_NAME_UNKNOWN);
}

static void a_wrong_parent_does_not_block_a_code_that_its_name_confirms(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, "Gao", NULL, NULL, "ML050609", "Mopti"), 1);
    place_is(0, "ML050609", LTP_MATCH_CODE, LTP_PLACE_PARENT_CONFLICT);
    assert_int_equal(resolve(NULL, "Gao", NULL, NULL, "ML050609", NULL), 1);
    place_is(0, "ML", LTP_MATCH_CODE, LTP_PLACE_CONFLICT);
}

static void an_unknown_code_is_told_and_the_name_decides(void **state)
{
    (void)state;
    assert_int_equal(resolve("MLI11", "Menaka", "ML1003", "Anderamboukane", NULL, NULL), 1);
    place_is(0, "ML10", LTP_MATCH_CODE, LTP_PLACE_CONFLICT | LTP_PLACE_CODE_UNKNOWN);
    assert_int_equal(resolve("MLI11", "Gao", NULL, NULL, NULL, NULL), 1);
    place_is(0, "ML07", LTP_MATCH_EXACT, LTP_PLACE_CODE_UNKNOWN);
    assert_int_equal(resolve("MLI11", NULL, NULL, NULL, NULL, NULL), 0);
    assert_int_equal(places[0].flags, LTP_PLACE_CODE_UNKNOWN);
}

static void a_code_in_another_column_is_used_at_its_own_level(void **state)
{
    (void)state;
    assert_int_equal(resolve("ML0901", "Bamako", "ML0901", "Bamako", NULL, NULL), 1);
    place_is(0, "ML0901", LTP_MATCH_CODE, LTP_PLACE_WRONG_COLUMN);
    assert_int_equal(resolve(NULL, NULL, NULL, NULL, NULL, "ML050609"), 1);
    place_is(0, "ML050609", LTP_MATCH_CODE, 0);
}

static void an_uncertain_commune_leaves_the_cercle(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, "Mopti", NULL, "Mopti", NULL, "Tilemsi"), 1);
    place_is(0, "ML0506", LTP_MATCH_EXACT, LTP_PLACE_UNCERTAIN);
    assert_int_equal(places[0].match.n_candidates, 2);
    assert_int_equal(resolve("ML05", NULL, "ML0506", NULL, NULL, "Toguel"), 1);
    place_is(0, "ML0506", LTP_MATCH_CODE, LTP_PLACE_UNCERTAIN);
}

static void an_unknown_cercle_is_stepped_over_for_a_unique_commune(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, "Mopti", NULL, "Zzyzx", NULL, "Konna"), 1);
    place_is(0, "ML050605", LTP_MATCH_EXACT, LTP_PLACE_PARENT_CONFLICT);
    assert_int_equal(resolve(NULL, NULL, NULL, "Zzyzx", NULL, "Bougoula"), 0);
}

static void a_cercle_of_another_region_leaves_what_both_are_in(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, "Mopti", NULL, "Ansongo", NULL, NULL), 1);
    place_is(0, "ML", LTP_MATCH_EXACT, LTP_PLACE_UNCERTAIN | LTP_PLACE_PARENT_CONFLICT);
}

static void national_is_level_0(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, "National", NULL, NULL, NULL, NULL), 1);
    place_is(0, "ML", LTP_MATCH_EXACT, LTP_PLACE_NATIONAL);
    assert_int_equal(resolve(NULL, NULL, NULL, NULL, NULL, "tout le pays"), 1);
    place_is(0, "ML", LTP_MATCH_EXACT, LTP_PLACE_NATIONAL);
}

static void a_cell_may_name_several_places(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "Farako; Bougoula; N'golodiana", "Farako, bougoula/N'golodiana",
        "Farako, Bougoula et N'golodiana", "FARAKO AND BOUGOULA Y NGOLODIANA",
        "Farako\nBougoula\r\nN'golodiana; Farako"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        assert_int_equal(resolve("ML03", "Sikasso", "ML0303", "Kolondieba", NULL, cells[i]), 3);
        place_is(0, "ML030303", LTP_MATCH_EXACT, 0);
        place_is(1, "ML030301", LTP_MATCH_EXACT, 0);
        place_is(2, "ML030310", LTP_MATCH_EXACT, 0);
    }
    assert_int_equal(resolve(NULL, NULL, NULL, NULL, "ML050609;MLI070101", NULL), 2);
    place_is(1, "ML070101", LTP_MATCH_CODE, 0);
}

static void a_name_with_a_separator_in_it_is_one_name(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, NULL, NULL, "Gourma/Rharous", NULL, NULL), 1);
    place_is(0, "ML0603", LTP_MATCH_EXACT, 0);
}

static void an_unknown_part_is_told_beside_the_known_ones(void **state)
{
    (void)state;
    assert_int_equal(resolve(NULL, "Mopti", NULL, "Mopti", NULL, "Konna; Zzyzx; Fatoma"), 3);
    place_is(0, "ML050605", LTP_MATCH_EXACT, 0);
    assert_int_equal(places[1].unit, -1);
    assert_int_equal(places[1].flags, LTP_PLACE_UNCERTAIN);
    place_is(2, "ML050604", LTP_MATCH_EXACT, 0);
    assert_int_equal(resolve(NULL, "Mopti", NULL, "Mopti", NULL, "Zzyzx; Yyz"), 1);
    place_is(0, "ML0506", LTP_MATCH_EXACT, LTP_PLACE_UNCERTAIN);
}

static void several_places_of_several_levels_stand_side_by_side(void **state)
{
    (void)state;
    assert_int_equal(
        resolve("ML09;ML02", "Bamako;Koulikoro", "ML0901;ML0204", "Bamako;Kati", NULL, NULL), 2);
    place_is(0, "ML0901", LTP_MATCH_CODE, 0);
    place_is(1, "ML0204", LTP_MATCH_CODE, 0);
    assert_int_equal(resolve("ML03;ML04", "Sikasso;Ségou", "ML0304", "Koutiala", NULL, NULL), 2);
    place_is(0, "ML0304", LTP_MATCH_CODE, 0);
    place_is(1, "ML04", LTP_MATCH_CODE, 0);
    assert_int_equal(resolve(NULL, "Mopti; Gao", NULL, "Bourem; Koro", NULL, NULL), 2);
    place_is(0, "ML0702", LTP_MATCH_EXACT, 0);
    place_is(1, "ML0505", LTP_MATCH_EXACT, 0);
}

/* ---- the real 5W of March 2022: organisation, région code and name, cercle code and name ---- */

static size_t split_line(char *line, char *fields[], size_t max)
{
    size_t n = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; n < max; at++) {
        fields[n++] = at;
        at += strcspn(at, ",");
        if (*at == '\0')
            break;
        *at = '\0';
    }
    return n;
}

static void the_public_5w_is_placed_and_its_contradictions_are_told(void **state)
{
    (void)state;
    FILE *file = fopen(LTP_DATA_DIR "/mali/ml_5w_2022-03.csv", "rb");
    char line[4096], *fields[5];
    size_t rows = 0, conflicts = 0, unknown = 0, wrong_column = 0, other = 0;
    assert_non_null(file);
    for (int head = 0; head < 2; head++)
        assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        if (strchr(line, '"') != NULL || split_line(line, fields, 5) < 5)
            continue;
        if (resolve(fields[1], fields[2], fields[3], fields[4], NULL, NULL) == 0)
            continue;
        rows++;
        unsigned flags = places[0].flags;
        conflicts += (flags & LTP_PLACE_CONFLICT) != 0;
        unknown += (flags & LTP_PLACE_CODE_UNKNOWN) != 0;
        wrong_column += (flags & LTP_PLACE_WRONG_COLUMN) != 0;
        other += flags == 0 && mali.units[places[0].unit].level != 2;
    }
    fclose(file);
    print_message("rows %zu conflicts %zu unknown %zu wrong column %zu\n", rows, conflicts, unknown,
                  wrong_column);
    assert_true(rows > 22000);
    assert_int_equal(conflicts, 159);
    assert_int_equal(unknown, 1);
    assert_int_equal(wrong_column, 38);
    assert_int_equal(other, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_that_agree_give_the_deepest),
        cmocka_unit_test(no_cell_or_none_that_is_known_gives_no_place),
        cmocka_unit_test(a_code_against_its_name_gives_their_common_ancestor),
        cmocka_unit_test(a_code_stands_beside_a_name_that_is_none),
        cmocka_unit_test(a_wrong_parent_does_not_block_a_code_that_its_name_confirms),
        cmocka_unit_test(an_unknown_code_is_told_and_the_name_decides),
        cmocka_unit_test(a_code_in_another_column_is_used_at_its_own_level),
        cmocka_unit_test(an_uncertain_commune_leaves_the_cercle),
        cmocka_unit_test(an_unknown_cercle_is_stepped_over_for_a_unique_commune),
        cmocka_unit_test(a_cercle_of_another_region_leaves_what_both_are_in),
        cmocka_unit_test(national_is_level_0),
        cmocka_unit_test(a_cell_may_name_several_places),
        cmocka_unit_test(a_name_with_a_separator_in_it_is_one_name),
        cmocka_unit_test(an_unknown_part_is_told_beside_the_known_ones),
        cmocka_unit_test(several_places_of_several_levels_stand_side_by_side),
        cmocka_unit_test(the_public_5w_is_placed_and_its_contradictions_are_told),
    };
    return cmocka_run_group_tests(tests, named_start, named_stop);
}
