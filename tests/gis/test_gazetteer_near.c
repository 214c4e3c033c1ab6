/* Names that are not written as the gazetteer has them. */
#include "gis/gazetteer.h"
#include "gis/gazetteer_sound.h"
#include "labelled.h"
#include "named.h"
#include "tests/support/test.h"

static LtpSoundCosts costs;

static int start(void **state)
{
    ltp_sound_costs_init(&costs);
    return named_start(state);
}

/* ---- letters and sounds ---- */

static LtpSound sound_of(const char *letters)
{
    LtpSound sound;
    ltp_sound_read(letters, strlen(letters), &sound);
    return sound;
}

static double distance(const char *a, const char *b)
{
    LtpSound x = sound_of(a), y = sound_of(b);
    return ltp_sound_distance(&costs, &x, &y, 1000);
}

static double jaro_winkler(const char *a, const char *b)
{
    LtpSound x = sound_of(a), y = sound_of(b);
    return ltp_sound_jaro_winkler(&x, &y);
}

static void distance_is_symmetric_and_zero_for_the_same_letters(void **state)
{
    (void)state;
    for (size_t i = 0; i < mali.count; i += 3) {
        const char *a = mali.units[i].pcode, *b = mali.units[mali.count - 1 - i].name;
        assert_near(distance(a, a), 0, 0);
        assert_near(distance(a, b), distance(b, a), 1e-6);
    }
}

static void one_sound_in_two_spellings_is_near(void **state)
{
    (void)state;
    static const char *const same[][2] = {{"youwarou", "youvarou"},  {"bancoumana", "bankoumana"},
                                          {"djenne", "dienne"},      {"sitakily", "sitakili"},
                                          {"guenegore", "guenegor"}, {"kayes", "kahyes"},
                                          {"tjikouna", "tchikouna"}, {"yelimane", "yelimanne"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(distance(same[i][0], same[i][1]) < 0.4);
    assert_true(distance("kita", "kidal") > 1);
    assert_true(distance("konna", "benna") > 1);
}

static void a_lost_letter_stands_for_any(void **state)
{
    (void)state;
    assert_true(distance("k?ni?ba", "kenieba") < 0.2);
    assert_near(jaro_winkler("l?r?", "lere"), 1, 1e-12);
}

/* Winkler's published pairs, and doubled letters, on which some implementations fail. */
static void jaro_winkler_follows_its_authors(void **state)
{
    (void)state;
    assert_near(jaro_winkler("martha", "marhta"), 0.961111, 1e-6);
    assert_near(jaro_winkler("dwayne", "duane"), 0.84, 1e-6);
    assert_near(jaro_winkler("dixon", "dicksonx"), 0.813333, 1e-6);
    assert_near(jaro_winkler("guerrilla", "guerilla"), jaro_winkler("guerilla", "guerrilla"), 0);
    assert_near(jaro_winkler("guerrilla", "guerilla"), 0.977778, 1e-6);
    assert_near(jaro_winkler("abc", "xyz"), 0, 0);
}

/* ---- names ---- */

static LtpMatch match_in(const char *name, int level, const char *parent)
{
    LtpMatch match;
    ltp_gazetteer_name(gazetteer, name, level, parent == NULL ? -1 : mali_find(&mali, parent),
                       &match);
    return match;
}

static void expect(const char *pcode, const char *name, int level, const char *parent)
{
    LtpMatch match = match_in(name, level, parent);
    if (strcmp(mali_pcode(&mali, match.unit), pcode) != 0)
        fail_msg("\"%s\" in %s is \"%s\", not \"%s\"", name, parent == NULL ? "-" : parent,
                 mali_pcode(&mali, match.unit), pcode);
}

static void a_misspelt_name_in_its_cercle_is_found(void **state)
{
    (void)state;
    expect("ML0401", "Baroueli", 2, "ML04");
    expect("ML0508", "Youvarou", 2, "ML05");
    expect("ML050402", "Dangol Borré", 3, "ML0504");
    expect("ML020432", "Sangarebugu", 3, "ML0204");
    expect("ML050605", "Kona", 3, "ML0506");
    expect("ML010409", "K?ni?ba", 3, "ML0104");
    LtpMatch match = match_in("Baroueli", 2, "ML04");
    assert_int_equal(match.rule, LTP_MATCH_FUZZY);
    assert_true(match.score > 0.9 && match.score < 1);
}

static void what_is_near_nothing_is_refused_with_candidates(void **state)
{
    (void)state;
    expect("", "Zzyzx", 3, "ML0506");
    expect("", "New York", 3, "ML0506");
    expect("", "Non spécifié", 3, NULL);
    LtpMatch match = match_in("Kokele", 3, "ML0301"); /* Kolélé or Kola */
    assert_int_equal(match.unit, -1);
    assert_true(match.refused);
    assert_string_equal(match.candidates[0].reason, "similar");
    assert_string_equal(mali_pcode(&mali, match.candidates[0].unit), "ML030112");
}

static void a_name_that_is_exactly_another_place_is_not_bent(void **state)
{
    (void)state;
    expect("", "Zaniena", 3, "ML0304"); /* there is Zanina; Zaniena is a commune of Sikasso */
    expect("", "Dioumaténé", 3, "ML0305");
    expect("", "Yélimané", 3, "ML0103"); /* a cercle */
}

static void numbers_are_not_bridged_by_likeness(void **state)
{
    (void)state;
    expect("", "Dougoutené III", 3, "ML0505");
    expect("ML050508", "Dougoutene ll", 3, "ML0505");
    expect("", "Dougoutene", 3, "ML0505");
    expect("ML090102", "communeii", 3, "ML0901");
    expect("", "communes 7", 3, "ML0901");
    expect("", "3 communes", 3, "ML0901");
}

static void a_number_that_tells_homonyms_apart_is_no_part_of_the_name(void **state)
{
    (void)state;
    expect("ML070201", "Bamba II", 3, "ML0702");
    expect("ML050501", "Bamba I", 3, "ML0505");
    expect("", "Konna II", 3, "ML0506");         /* there is one Konna only */
    expect("ML020509", "Sebecoro", 3, "ML0205"); /* Sébécoro I, the only one */
}

static void the_parents_name_behind_a_name_tells_it_apart(void **state)
{
    (void)state;
    expect("ML030301", "Bougoula Kolondieba", 3, "ML0303");
    expect("ML070201", "Bamba Bourem", 3, NULL);
    expect("ML070103", "Boura Ansongo", 3, "ML0701");
}

static void part_of_a_name_is_enough_within_the_cercle(void **state)
{
    (void)state;
    expect("ML010309", "Guidimakan", 3, "ML0103");
    expect("ML010702", "Dia. Gory", 3, "ML0107");
    expect("ML030537", "SOKOUR.MISS.", 3, "ML0305");
    expect("ML030604", "Djiguiya Koloni", 3, "ML0306");
    expect("", "Ouro", 3, "ML0506");
    expect("", "Guidimakan", 3, NULL);
}

static void without_cercle_the_bar_is_higher(void **state)
{
    (void)state;
    expect("ML020432", "Sangarebougu", 3, "ML02");
    expect("", "Kona", 3, NULL);
}

/* ---- rows ---- */

static LtpPlace places[LTP_MAX_PLACES];

static size_t resolve(const char *region, const char *cercle, const char *commune)
{
    const LtpPlaceCells cells = {.code = {NULL}, .name = {NULL, region, cercle, commune}};
    size_t count;
    ltp_gazetteer_resolve(gazetteer, &cells, NULL, NULL, places, &count);
    return count;
}

static void place_is(const char *pcode, LtpMatchRule rule, unsigned flags)
{
    assert_string_equal(mali_pcode(&mali, places[0].unit), pcode);
    assert_int_equal(places[0].rule, rule);
    assert_int_equal(places[0].flags, flags);
}

static void misspelt_parents_do_not_stop_a_commune(void **state)
{
    (void)state;
    assert_int_equal(resolve("Segouh", "Barouéli", "Somo"), 1);
    place_is("ML040109", LTP_MATCH_EXACT, 0);
}

static void a_misspelt_name_beside_its_code_agrees(void **state)
{
    (void)state;
    const LtpPlaceCells cells = {.code = {NULL, "ML04", "ML0401"},
                                 .name = {NULL, "Ségou", "Baroueli"}};
    size_t count;
    ltp_gazetteer_resolve(gazetteer, &cells, NULL, NULL, places, &count);
    assert_int_equal(count, 1);
    place_is("ML0401", LTP_MATCH_CODE, 0);
}

static void two_columns_swapped_are_read_the_right_way_round(void **state)
{
    (void)state;
    assert_int_equal(resolve("Kayes", "Youri", "Nioro"), 1);
    place_is("ML010616", LTP_MATCH_EXACT, LTP_PLACE_PARENT_CONFLICT);
    assert_int_equal(resolve("Ansongo", "Gao", "Talataye"), 1);
    place_is("ML070105", LTP_MATCH_EXACT, LTP_PLACE_PARENT_CONFLICT);
}

static void a_cercle_against_its_region_stands_when_its_commune_bears_it_out(void **state)
{
    (void)state;
    assert_int_equal(resolve("Gao", "Ménaka", "Menaka"), 1);
    place_is("ML100101", LTP_MATCH_EXACT, LTP_PLACE_PARENT_CONFLICT);
    assert_int_equal(resolve("Gao", "Ménaka", "Zzyzx"), 1);
    place_is("ML", LTP_MATCH_EXACT, LTP_PLACE_UNCERTAIN | LTP_PLACE_PARENT_CONFLICT);
}

static void a_long_unique_name_outweighs_a_cercle_of_the_same_region(void **state)
{
    (void)state;
    assert_int_equal(resolve("Tombouctou", "Diré", "Alzounoub"), 1);
    place_is("ML060202", LTP_MATCH_EXACT, LTP_PLACE_PARENT_CONFLICT);
    assert_int_equal(resolve("Gao", "Gao", "Alzounoub"), 1);
    place_is("ML0703", LTP_MATCH_EXACT, LTP_PLACE_UNCERTAIN);
}

static void a_cercle_named_in_the_column_of_communes_is_not_its_seat(void **state)
{
    (void)state;
    assert_int_equal(resolve("Mopti", "Mopti", "Cercle de Mopti"), 1);
    place_is("ML0506", LTP_MATCH_EXACT, LTP_PLACE_UNCERTAIN);
    assert_int_equal(resolve("Mopti", "Mopti", "Commune de Mopti"), 1);
    place_is("ML050609", LTP_MATCH_EXACT, 0);
}

static void a_unit_above_named_beside_a_place_is_no_second_place(void **state)
{
    (void)state;
    assert_int_equal(resolve("Mopti", "Bankass", "Kani Bonzon, Bankass"), 2);
    assert_int_equal(resolve("Koulikoro", "Kati", "Siby, Koulikoro"), 1);
    place_is("ML020433", LTP_MATCH_EXACT, 0);
}

/* ---- labelled names, where they are at hand ---- */

typedef struct Tally {
    size_t accepted, wrong, named, found, unnamed, taken;
} Tally;

static void judge(Tally *tally, const Labelled *row)
{
    size_t count = resolve(row->adm1, row->adm2, row->adm3);
    bool accepted = count == 1 && mali.units[places[0].unit].level == 3;
    bool right = accepted && strcmp(mali_pcode(&mali, places[0].unit), row->pcode) == 0;
    bool named = strlen(row->pcode) == strlen("ML010101");
    tally->accepted += accepted && named;
    tally->wrong += accepted && named && !right;
    tally->named += named;
    tally->found += right;
    tally->unnamed += row->pcode[0] == '\0';
    tally->taken += accepted && row->pcode[0] == '\0';
}

static void labelled_names_meet_the_goals(void **state)
{
    (void)state;
    LabelledSet set;
    Tally real = {0}, variants = {0}, all = {0};
    if (!labelled_load(&set))
        skip();
    for (size_t i = 0; i < set.count; i++) {
        const Labelled *row = &set.rows[i];
        if (strcmp(row->country, "MLI") != 0)
            continue;
        judge(&all, row);
        if (strncmp(row->source, "synthetic", 9) != 0)
            judge(&real, row);
        if (strcmp(row->kind, "variant") == 0)
            judge(&variants, row);
    }
    labelled_release(&set);
    assert_true((double)real.wrong <= 0.002 * (double)real.accepted);
    assert_true((double)real.found >= 0.97 * (double)real.named);
    assert_true((double)variants.wrong <= 0.005 * (double)variants.accepted);
    assert_true((double)variants.found >= 0.90 * (double)variants.named);
    assert_true((double)all.taken <= 0.005 * (double)all.unnamed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_is_symmetric_and_zero_for_the_same_letters),
        cmocka_unit_test(one_sound_in_two_spellings_is_near),
        cmocka_unit_test(a_lost_letter_stands_for_any),
        cmocka_unit_test(jaro_winkler_follows_its_authors),
        cmocka_unit_test(a_misspelt_name_in_its_cercle_is_found),
        cmocka_unit_test(what_is_near_nothing_is_refused_with_candidates),
        cmocka_unit_test(a_name_that_is_exactly_another_place_is_not_bent),
        cmocka_unit_test(numbers_are_not_bridged_by_likeness),
        cmocka_unit_test(a_number_that_tells_homonyms_apart_is_no_part_of_the_name),
        cmocka_unit_test(the_parents_name_behind_a_name_tells_it_apart),
        cmocka_unit_test(part_of_a_name_is_enough_within_the_cercle),
        cmocka_unit_test(without_cercle_the_bar_is_higher),
        cmocka_unit_test(misspelt_parents_do_not_stop_a_commune),
        cmocka_unit_test(a_misspelt_name_beside_its_code_agrees),
        cmocka_unit_test(two_columns_swapped_are_read_the_right_way_round),
        cmocka_unit_test(a_cercle_against_its_region_stands_when_its_commune_bears_it_out),
        cmocka_unit_test(a_long_unique_name_outweighs_a_cercle_of_the_same_region),
        cmocka_unit_test(a_cercle_named_in_the_column_of_communes_is_not_its_seat),
        cmocka_unit_test(a_unit_above_named_beside_a_place_is_no_second_place),
        cmocka_unit_test(labelled_names_meet_the_goals),
    };
    return cmocka_run_group_tests(tests, start, named_stop);
}
