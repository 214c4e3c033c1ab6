#include "base/text.h"
#include "gis/gazetteer.h"
#include "mali.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <stdlib.h>

static LtpError err;
static Mali mali;
static LtpGazetteer *gazetteer;

static int start(void **state)
{
    (void)state;
    if (!mali_load(&mali))
        return -1;
    gazetteer = mali_gazetteer(&mali, NULL, 0);
    return gazetteer != NULL ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    ltp_gazetteer_free(gazetteer);
    mali_release(&mali);
    return 0;
}

static const char *pcode_of(int32_t unit)
{
    return mali_pcode(&mali, unit);
}

/* ---- one name ---- */

static LtpMatch match_in(const LtpGazetteer *where, const char *name, int level, const char *parent)
{
    LtpMatch match;
    ltp_gazetteer_name(where, name, level, parent == NULL ? -1 : mali_find(&mali, parent), &match);
    return match;
}

static void expect(const char *pcode, const char *name, int level, const char *parent)
{
    LtpMatch match = match_in(gazetteer, name, level, parent);
    if (strcmp(pcode_of(match.unit), pcode) != 0)
        fail_msg("\"%s\" in %s is \"%s\", not \"%s\"", name, parent == NULL ? "-" : parent,
                 pcode_of(match.unit), pcode);
}

static void case_accents_spaces_and_punctuation_do_not_matter(void **state)
{
    (void)state;
    expect("ML030405", " gouadie  SOUGOUNA ", 3, "ML0304");
    expect("ML0603", "GOURMA RHAROUS", 2, "ML06");
    expect("ML0603", "gourma rharous", 2, NULL);
    expect("ML030425", "N’Tossoni", 3, "ML0304");
    expect("ML030425", "n tossoni", 3, "ML0304");
    expect("ML020102", "Benkadi", 3, "ML0201");
    expect("ML04", "SÃ©gou", 1, NULL);
}

static void roman_and_arabic_numbers_are_the_same_but_never_bridged(void **state)
{
    (void)state;
    expect("ML050508", "Dougouténé 2", 3, "ML0505");
    expect("ML050507", "DOUGOUTENE i", 3, "ML0505");
    expect("ML090104", "Commune 4", 3, "ML0901");
    expect("ML090104", "commune iv", 3, "ML0901");
    expect("ML090102", "Commune Ii", 3, "ML0901");
    expect("", "Commune 7", 3, "ML0901");
    expect("", "Commune", 3, "ML0901");
    expect("", "Dougouténé 3", 3, "ML0505");
    expect("", "Dougouténé", 3, "ML0505");
    expect("", "Gao 2", 3, "ML0703");
}

static void generic_words_are_no_part_of_a_name(void **state)
{
    (void)state;
    expect("ML0101", "Cercle de Bafoulabé", 2, "ML01");
    expect("ML0701", "cercle d'Ansongo", 2, "ML07");
    expect("ML09", "District de Bamako", 1, NULL);
    expect("ML05", "Région de Mopti", 1, NULL);
    expect("ML05", "Mopti region", 1, NULL);
    expect("ML0506", "Mopti (cercle)", 2, NULL);
    expect("ML070303", "C.U. GAO", 3, "ML0703");
    expect("ML030102", "C.U.BOUGOUNI", 3, "ML0301");
    expect("ML010312", "Kayes commune", 3, "ML0103");
    expect("ML020201", "Commune: Banco", 3, "ML0202");
    expect("ML070105", "COMMUNE RURALE DE Talataye", 3, "ML0701");
    expect("", "Commune rurale", 3, "ML0701");
    expect("", "3 communes", 3, "ML0701");
}

static void a_homonym_needs_its_parent(void **state)
{
    (void)state;
    LtpMatch match = match_in(gazetteer, "Bougoula", 3, NULL);
    assert_int_equal(match.unit, -1);
    assert_true(match.refused);
    assert_true(match.n_candidates >= 2);
    assert_string_equal(match.candidates[0].reason, "homonym");
    expect("ML030301", "Bougoula", 3, "ML0303");
    expect("ML030301", "BOUGOULA", 3, "ML0303");
}

static void a_name_of_another_cercle_is_no_match_but_a_candidate(void **state)
{
    (void)state;
    LtpMatch match = match_in(gazetteer, "Tilemsi", 3, "ML0506");
    assert_int_equal(match.unit, -1);
    assert_string_equal(match.candidates[0].reason, "elsewhere");
}

static void without_parent_only_a_name_that_is_unique_is_taken(void **state)
{
    (void)state;
    expect("ML070103", "Bourra", 3, NULL);
    expect("ML070103", "Bourra", 3, "ML07");
    expect("", "Benkadi", 3, NULL);
}

static void words_in_parentheses_must_hold(void **state)
{
    (void)state;
    expect("ML0506", "Mopti (Mopti)", 2, NULL);
    expect("", "Mopti (Gao)", 2, NULL);
    expect("", "Mopti (0479)", 2, NULL);
}

static void the_order_of_units_does_not_matter(void **state)
{
    (void)state;
    LtpGazetteerUnit *units = mali_gazetteer_units(&mali);
    int32_t last = (int32_t)mali.count - 1;
    LtpGazetteer *backwards = NULL;
    for (int32_t i = 0; i <= last / 2; i++) {
        LtpGazetteerUnit swap = units[i];
        units[i] = units[last - i];
        units[last - i] = swap;
    }
    for (int32_t i = 0; i <= last; i++)
        units[i].parent = units[i].parent < 0 ? -1 : last - units[i].parent;
    const LtpGazetteerInput input = {.units = units, .n_units = mali.count};
    assert_ok(ltp_gazetteer_new(&input, &backwards, &err));
    for (size_t i = 0; i < mali.count; i++) {
        LtpMatch one, other;
        ltp_gazetteer_name(gazetteer, mali.units[i].name, mali.units[i].level, -1, &one);
        ltp_gazetteer_name(backwards, mali.units[i].name, mali.units[i].level, -1, &other);
        assert_int_equal(one.unit, other.unit < 0 ? -1 : last - other.unit);
        assert_int_equal(one.n_candidates, other.n_candidates);
        for (size_t c = 0; c < one.n_candidates; c++)
            assert_int_equal(one.candidates[c].unit, last - other.candidates[c].unit);
    }
    ltp_gazetteer_free(backwards);
    ltp_free(units);
}

static void a_confirmed_alias_applies_under_its_parent(void **state)
{
    (void)state;
    static const LtpGazetteerAlias aliases[] = {
        {3, "Chef-lieu", "ML0506", "ML050609"}, {3, "Chef-lieu", "ML0701", "ML070101"},
        {3, "Zone nord", NULL, NULL},           {1, "5ème région", NULL, "ML05"},
        {3, "Konna", "ML0506", "ML050609"},     {3, "Ici", "XX99", "ML050609"},
    };
    LtpGazetteer *with = mali_gazetteer(&mali, aliases, 6);
    assert_string_equal(pcode_of(match_in(with, "chef lieu", 3, "ML0506").unit), "ML050609");
    assert_string_equal(pcode_of(match_in(with, "CHEF-LIEU", 3, "ML0701").unit), "ML070101");
    assert_int_equal(match_in(with, "chef-lieu", 3, "ML0702").unit, -1);
    assert_int_equal(match_in(with, "chef-lieu", 3, "ML0506").rule, LTP_MATCH_ALIAS);
    assert_true(match_in(with, "zone nord", 3, "ML0506").refused);
    assert_string_equal(pcode_of(match_in(with, "5e region", 1, NULL).unit), "ML05");
    /* An alias never beats the official name under the same parent. */
    assert_string_equal(pcode_of(match_in(with, "Konna", 3, "ML0506").unit), "ML050605");
    /* Nor does one whose parent is of another edition. */
    assert_int_equal(match_in(with, "Ici", 3, "ML0506").unit, -1);
    ltp_gazetteer_free(with);
}

static void an_other_name_of_a_unit_counts_like_its_name(void **state)
{
    (void)state;
    static const char *const others[] = {"Timbuktu", "Tombouctou ville", NULL};
    static const LtpGazetteerUnit units[] = {
        {.level = 1, .parent = -1, .pcode = "X1", .name = "Nord"},
        {.level = 2, .parent = 0, .pcode = "X11", .name = "Tombouctou", .other_names = others},
        {.level = 2, .parent = 0, .pcode = "X12", .name = "Ville de Tombouctou"},
    };
    const LtpGazetteerInput input = {.units = units, .n_units = 3};
    LtpGazetteer *small = NULL;
    LtpMatch match;
    assert_ok(ltp_gazetteer_new(&input, &small, &err));
    ltp_gazetteer_name(small, "TIMBUKTU", 2, 0, &match);
    assert_int_equal(match.unit, 1);
    /* The name as it stands comes before a name without its generic words. */
    ltp_gazetteer_name(small, "tombouctou", 2, 0, &match);
    assert_int_equal(match.unit, 1);
    ltp_gazetteer_name(small, "Ville de Tombouctou", 2, 0, &match);
    assert_int_equal(match.unit, 2);
    assert_true(ltp_gazetteer_carries(small, 2, "tombouctou"));
    assert_false(ltp_gazetteer_carries(small, 2, "timbuktu"));
    ltp_gazetteer_free(small);
}

static void two_units_of_one_code_are_refused(void **state)
{
    (void)state;
    static const LtpGazetteerUnit units[] = {
        {.level = 1, .parent = -1, .pcode = "X1", .name = "A"},
        {.level = 1, .parent = -1, .pcode = "x1", .name = "B"},
    };
    const LtpGazetteerInput input = {.units = units, .n_units = 2};
    LtpGazetteer *small = NULL;
    assert_code(LTP_EDATA, ltp_gazetteer_new(&input, &small, &err));
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char *const others[] = {"Timbuktu", NULL};
    static const LtpGazetteerUnit units[] = {
        {.level = 1, .parent = -1, .pcode = "X1", .name = "Région du Nord"},
        {.level = 2, .parent = 0, .pcode = "X11", .name = "Tombouctou", .other_names = others},
    };
    static const LtpGazetteerAlias alias = {2, "Chef-lieu (X)", "X1", "X11"};
    const LtpGazetteerInput input = {
        .units = units, .n_units = 2, .aliases = &alias, .n_aliases = 1, .iso2 = "X", .iso3 = "XX"};
    LtpGazetteer *small = NULL;
    for (long nth = 1; small == NULL; nth++) {
        ltp_mem_fail_after(nth);
        LtpCode rc = ltp_gazetteer_new(&input, &small, &err);
        ltp_mem_fail_after(0);
        if (small == NULL)
            assert_code(LTP_ENOMEM, rc);
    }
    ltp_gazetteer_free(small);
}

/* ---- codes ---- */

static void a_code_is_trimmed_upper_cased_and_made_iso2(void **state)
{
    (void)state;
    bool form;
    assert_string_equal(pcode_of(ltp_gazetteer_code(gazetteer, " mli0506 ", &form)), "ML0506");
    assert_string_equal(pcode_of(ltp_gazetteer_code(gazetteer, "ML0506", NULL)), "ML0506");
    assert_string_equal(pcode_of(ltp_gazetteer_code(gazetteer, "ml", &form)), "ML");
    assert_int_equal(ltp_gazetteer_code(gazetteer, "MLI11", &form), -1);
    assert_true(form);
    assert_int_equal(ltp_gazetteer_code(gazetteer, "Mopti", &form), -1);
    assert_false(form);
    assert_int_equal(ltp_gazetteer_code(gazetteer, "", &form), -1);
    assert_int_equal(ltp_gazetteer_code(gazetteer, NULL, &form), -1);
}

static void an_edition_with_iso3_codes_takes_both_forms(void **state)
{
    (void)state;
    static const LtpGazetteerUnit units[] = {
        {.level = 0, .parent = -1, .pcode = "UKR", .name = "Ukraine"},
        {.level = 1, .parent = 0, .pcode = "UKR05", .name = "Vinnytska"},
    };
    const LtpGazetteerInput input = {.units = units, .n_units = 2, .iso2 = "UA", .iso3 = "UKR"};
    LtpGazetteer *small = NULL;
    assert_ok(ltp_gazetteer_new(&input, &small, &err));
    assert_int_equal(ltp_gazetteer_code(small, "ukr05", NULL), 1);
    assert_int_equal(ltp_gazetteer_code(small, "UA05", NULL), 1);
    assert_int_equal(ltp_gazetteer_code(small, "UA06", NULL), -1);
    ltp_gazetteer_free(small);
}

/* ---- rows ---- */

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
        cmocka_unit_test(case_accents_spaces_and_punctuation_do_not_matter),
        cmocka_unit_test(roman_and_arabic_numbers_are_the_same_but_never_bridged),
        cmocka_unit_test(generic_words_are_no_part_of_a_name),
        cmocka_unit_test(a_homonym_needs_its_parent),
        cmocka_unit_test(a_name_of_another_cercle_is_no_match_but_a_candidate),
        cmocka_unit_test(without_parent_only_a_name_that_is_unique_is_taken),
        cmocka_unit_test(words_in_parentheses_must_hold),
        cmocka_unit_test(the_order_of_units_does_not_matter),
        cmocka_unit_test(a_confirmed_alias_applies_under_its_parent),
        cmocka_unit_test(an_other_name_of_a_unit_counts_like_its_name),
        cmocka_unit_test(two_units_of_one_code_are_refused),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(a_code_is_trimmed_upper_cased_and_made_iso2),
        cmocka_unit_test(an_edition_with_iso3_codes_takes_both_forms),
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
    return cmocka_run_group_tests(tests, start, stop);
}
