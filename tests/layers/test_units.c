/* Units and editions in memory, and the words of the field. */
#include "tests/support/test.h"

#include "tests/layers/small_store.h"

static LtpStore *store;

static int make(void **state)
{
    (void)state;
    store = small_store(test_temp_path("units.sqlite"));
    return 0;
}

static int done(void **state)
{
    (void)state;
    ltp_store_close(store);
    return 0;
}

/* ---- units ---- */

static void units_come_sorted_with_parents_as_indexes(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpUnits *units = NULL;
    assert_ok(ltp_units_load(store, NULL, true, &units, &err));
    assert_int_equal(7, units->count);
    assert_int_equal(3, units->edition.deepest_level);
    int32_t last = ltp_units_find(units, "XX010104");
    assert_int_equal(6, last);
    assert_int_equal(ltp_units_find(units, "XX01"), ltp_units_ancestor(units, last, 1));
    assert_int_equal(-1, ltp_units_ancestor(units, 0, 3));
    assert_int_equal(-1, units->units[0].parent);
    assert_int_equal(last, ltp_units_by_id(units, units->units[last].id));
    assert_string_equal("Autre nom", units->units[last].other_names[0]);
    assert_null(units->units[last].other_names[1]);
    assert_int_equal(102, units->units[last].wkb_size); /* a multipolygon of one square */
    ltp_units_free(units);
}

static void an_edition_is_known_by_name_and_the_newest_is_active(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpEdition got;
    int64_t id = 0;
    int64_t import = small_begin(store, "boundaries", "vieilles", "b1");
    const LtpEdition older = {.name = "2015", .valid_on = ltp_day(2015, 4, 8)};
    const LtpEdition same = {.name = "2021", .valid_on = LTP_DAY_NONE};
    assert_ok(ltp_edition_add(store, import, &older, &id, &err));
    assert_ok(ltp_edition_settle(store, id, &err));
    assert_code(LTP_EDATA, ltp_edition_add(store, import, &same, &id, &err));
    small_finish(store, import, 0);
    assert_ok(ltp_edition_get(store, NULL, &got, &err));
    assert_string_equal("2021", got.name);
    assert_ok(ltp_edition_get(store, "2015", &got, &err));
    assert_false(got.active);
    assert_int_equal(LTP_ENOTFOUND, ltp_edition_get(store, "1999", &got, &err));
    assert_non_null(strstr(err.msg, "2021, 2015"));
}

static void an_edition_of_no_known_year_is_older_than_any(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpEdition got;
    static const char *const names[] = {"2030 v10", "2030 v9", "zones"};
    int64_t import = small_begin(store, "boundaries", "autres", "b1");
    for (size_t i = 0; i < 3; i++) {
        int64_t id = 0;
        const LtpEdition edition = {.name = names[i], .valid_on = LTP_DAY_NONE};
        assert_ok(ltp_edition_add(store, import, &edition, &id, &err));
        assert_ok(ltp_edition_settle(store, id, &err));
    }
    small_finish(store, import, 0);
    assert_ok(ltp_edition_get(store, NULL, &got, &err));
    assert_string_equal("2030 v10", got.name); /* in natural order: 10 is after 9 */
}

/* ---- vocabularies ---- */

static void expect_code(const char *kind, const char *words, const char *code)
{
    LtpError err = {0};
    LtpVocabulary *vocabulary = NULL;
    assert_ok(ltp_vocabulary_load(store, kind, &vocabulary, &err));
    const char *got = ltp_vocabulary_code(vocabulary, words);
    if (!code ? got != NULL : !got || strcmp(got, code) != 0)
        fail_msg("%s: %s is %s, not %s", kind, words, got ? got : "nothing",
                 code ? code : "nothing");
    ltp_vocabulary_free(vocabulary);
}

static void words_of_the_field_have_their_codes(void **state)
{
    (void)state;
    static const char *const words[][3] = {
        {"sector", "EHA", "WSH"},
        {"sector", " abris / ame ", "SHL"},
        {"sector", "Abris et Non vivres", "SHL"},
        {"sector", "Protection: Logement, terre et propriété", "PRO-HLP"},
        {"sector", "pro-hlp", "PRO-HLP"},
        {"sector", "VBG", "PRO-GBV"},
        {"sector", "Protección", "PRO"},
        {"sector", "Intergalactique", NULL},
        {"status", "En cours", "ongoing"},
        {"status", "Clôturé", "completed"},
        {"status", "Mise en oeuvre & rapportage", "ongoing"},
        {"org_type", "ONG Nat", "NNGO"},
        {"org_type", "Mvt CR", "RCRC"},
        {"org_type", "OCS", "CSO"},
        {"population_type", "Retournés ", "RDP"},
        {"population_type", "Rapatriés", "RET"},
        {"population_type", "Déplacés, retournés et familles hôtes (Toute la population)",
         "IDP+RDP+HST"},
        {"national", "Tout le pays", "national"},
        {"ltp_term", "LTPRN", "LTP"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        expect_code(words[i][0], words[i][1], words[i][2]);
}

static void a_term_is_found_in_a_text_as_whole_words(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpVocabulary *ltp = NULL;
    assert_ok(ltp_vocabulary_load(store, "ltp_term", &ltp, &err));
    assert_non_null(ltp_vocabulary_in_text(ltp, "Médiation de conflits fonciers"));
    assert_non_null(ltp_vocabulary_in_text(ltp, "Appui aux droits au logement, à la terre : LTP"));
    assert_null(ltp_vocabulary_in_text(ltp, "Points d'eau"));
    assert_null(ltp_vocabulary_in_text(ltp, "foncièrement"));
    assert_null(ltp_vocabulary_in_text(ltp, NULL));
    ltp_vocabulary_free(ltp);
}

#define T(test) cmocka_unit_test_setup_teardown(test, make, done)

/* ---- names of levels ---- */

static const char *many_of(const char *edition, int level)
{
    LtpError err = {0};
    LtpEdition got;
    LtpLevelName names[LTP_LEVELS];
    assert_ok(ltp_edition_get(store, edition, &got, &err));
    assert_ok(ltp_level_names(store, got.id, names, &err));
    return names[level].many.fr;
}

static int64_t edition_of(const char *name, const char *country, const char *levels)
{
    LtpError err = {0};
    int64_t id = 0, import = small_begin(store, "boundaries", name, name);
    const LtpEdition edition = {.name = name, .country = country, .valid_on = ltp_day(2001, 1, 1)};
    assert_ok(ltp_edition_add(store, import, &edition, &id, &err));
    assert_ok(ltp_level_names_set(store, id, levels, &err));
    small_finish(store, import, 0);
    return id;
}

static void levels_are_called_as_in_their_country(void **state)
{
    (void)state;
    edition_of("Mali 2001", "ML", NULL);
    edition_of("Haïti 2001", "HT", NULL);
    assert_string_equal("Cercles", many_of("Mali 2001", 2));
    assert_string_equal("Sections communales", many_of("Haïti 2001", 3));
    assert_string_equal("Unités de niveau 4", many_of("Haïti 2001", 4));
    assert_string_equal("Unités de niveau 1", many_of("2021", 1)); /* XX is no country */
    assert_string_equal("Pays", many_of("2021", 0));
}

static void the_import_of_an_edition_names_its_levels(void **state)
{
    (void)state;
    edition_of("Congo 2001", "CD", "Province, Territoire ,Zone de santé/Zones de santé");
    assert_string_equal("Provinces", many_of("Congo 2001", 1));
    assert_string_equal("Territoires", many_of("Congo 2001", 2));
    assert_string_equal("Zones de santé", many_of("Congo 2001", 3));
    assert_string_equal("Unités de niveau 4", many_of("Congo 2001", 4));
}

static void names_of_levels_that_say_nothing_are_refused(void **state)
{
    (void)state;
    LtpError err = {0};
    int64_t id = edition_of("Congo 2002", "CD", NULL);
    assert_code(LTP_EUSAGE, ltp_level_names_set(store, id, "Province,,Zone", &err));
    assert_code(LTP_EUSAGE, ltp_level_names_set(store, id, "Province,Zone/", &err));
    assert_code(LTP_EUSAGE, ltp_level_names_set(store, id, "A,B,C,D,E", &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(units_come_sorted_with_parents_as_indexes),
        T(an_edition_is_known_by_name_and_the_newest_is_active),
        T(an_edition_of_no_known_year_is_older_than_any),
        T(levels_are_called_as_in_their_country),
        T(the_import_of_an_edition_names_its_levels),
        T(names_of_levels_that_say_nothing_are_refused),
        T(words_of_the_field_have_their_codes),
        T(a_term_is_found_in_a_text_as_whole_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
