#include "base/text.h"
#include "gis/gazetteer.h"
#include "named.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <stdlib.h>

static LtpError err;
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
    };
    return cmocka_run_group_tests(tests, named_start, named_stop);
}
