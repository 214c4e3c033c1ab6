#include "mapping.h"

#include "base/os.h"
#include "exports/map/canvas.h"
#include "exports/map/data.h"

#include <math.h>
#include <stdlib.h>

static const Country ordinary = {.west = -8, .south = 12, .step = 0.5, .columns = 12, .rows = 8};

static const char *const themes[] = {"presence", "intersector",  "coverage", "gaps",   "priority",
                                     "evidence", "displacement", "actors",   "change", "reference"};
enum { N_THEMES = sizeof themes / sizeof *themes };

static void assert_makes_a_sound_page(const Country *country, const char *theme, LtpMapPage page,
                                      LtpMapTurn turn, LtpLang lang)
{
    LtpError err = {0};
    Mapping m;
    mapping_make(&m, country);
    LtpMapJob job = mapping_job(&m, theme, test_temp_path("map.pdf"));
    job.page = page;
    job.turn = turn;
    job.lang = lang;
    job.organisation = "NRC";
    assert_ok(ltp_map_make(&job, &err));
    assert_sound(&m);
    mapping_free(&m);
}

static void every_theme_makes_a_sound_page_on_every_paper(void **state)
{
    (void)state;
    for (int i = 0; i < N_THEMES; i++) {
        assert_makes_a_sound_page(&ordinary, themes[i], LTP_MAP_A4, LTP_MAP_LANDSCAPE, LTP_FR);
        assert_makes_a_sound_page(&ordinary, themes[i], LTP_MAP_A4, LTP_MAP_PORTRAIT, LTP_EN);
        assert_makes_a_sound_page(&ordinary, themes[i], LTP_MAP_A3, LTP_MAP_AUTO, LTP_FR);
    }
}

static void a_country_without_units_still_makes_a_page_that_says_so(void **state)
{
    (void)state;
    LtpError err = {0};
    Mapping m;
    mapping_make(&m, &(Country){0});
    LtpMapJob job = mapping_job(&m, "gaps", test_temp_path("empty.pdf"));
    assert_ok(ltp_map_make(&job, &err));
    assert_sound(&m);
    bool said = false;
    for (size_t i = 0; i < m.trace.n_items; i++)
        said |= strstr(m.trace.items[i].text, "Aucune unité") != NULL;
    assert_true(said);
    mapping_free(&m);
}

static void one_unit_is_a_map(void **state)
{
    (void)state;
    const Country one = {.west = 3, .south = 6, .step = 0.2, .columns = 1, .rows = 1};
    assert_makes_a_sound_page(&one, "coverage", LTP_MAP_A4, LTP_MAP_AUTO, LTP_FR);
    assert_makes_a_sound_page(&one, "gaps", LTP_MAP_A4, LTP_MAP_AUTO, LTP_EN);
}

static void countries_anywhere_make_sound_pages(void **state)
{
    (void)state;
    const Country places[] = {
        {.west = 176, .south = -20, .step = 0.5, .columns = 12, .rows = 8},    /* across 180 */
        {.west = -12, .south = 4, .step = 0.05, .columns = 10, .rows = 60},    /* tall and narrow */
        {.west = 20, .south = 45, .step = 2, .columns = 30, .rows = 5},        /* wide */
        {.west = -170, .south = -60, .step = 20, .columns = 16, .rows = 6},    /* the world */
        {.west = 43.2, .south = -12.2, .step = 0.01, .columns = 8, .rows = 5}, /* an island */
        {.west = 10, .south = 70, .step = 1, .columns = 20, .rows = 9}};       /* the far north */
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        assert_makes_a_sound_page(&places[i], "presence", LTP_MAP_A4, LTP_MAP_AUTO, LTP_FR);
        assert_makes_a_sound_page(&places[i], "displacement", LTP_MAP_A3, LTP_MAP_AUTO, LTP_EN);
    }
}

static bool says(const LtpMapTrace *trace, const char *words)
{
    for (size_t i = 0; i < trace->n_items; i++)
        if (strstr(trace->items[i].text, words))
            return true;
    return false;
}

static void names_in_other_scripts_are_placed_like_any(void **state)
{
    (void)state;
    static const char *const names[] = {"ⵜⵉⵎⴱⵓⴽⵜⵓ",
                                        "تمبكتو",
                                        "Ñiafunké",
                                        "东昌府区",
                                        "Київ",
                                        "អន្លង់វែង",
                                        "Saint-Louis-du-Sénégal-et-des-environs",
                                        "ድሬዳዋ"};
    const Country other = {.west = -5,
                           .south = 10,
                           .step = 0.6,
                           .columns = 9,
                           .rows = 7,
                           .names = names,
                           .n_names = sizeof names / sizeof *names};
    LtpError err = {0};
    LtpBuf notes = {0};
    Mapping m;
    mapping_make(&m, &other);
    LtpMapJob job = mapping_job(&m, "priority", test_temp_path("scripts.pdf"));
    job.notes = &notes;
    assert_ok(ltp_map_make(&job, &err));
    assert_sound(&m);
    assert_true(says(&m.trace, "Ñiafunké") && says(&m.trace, "Київ"));
    /* Either this machine has the letters, or the code stands there and the note says what helps.
     */
    bool has_letters = says(&m.trace, names[7]);
    assert_true(has_letters || says(&m.trace, "ZZ010007"));
    assert_true(has_letters || strstr(ltp_buf_text(&notes), "apt install fonts-noto-core"));
    ltp_buf_release(&notes);
    mapping_free(&m);
}

static void a_country_beside_is_named_without_its_article(void **state)
{
    (void)state;
    for (int beside = 0; beside < 2; beside++) {
        LtpError err = {0};
        Mapping m;
        Country country = ordinary;
        country.columns = 5; /* leaves room beside it */
        country.beside = beside;
        mapping_make(&m, &country);
        LtpMapJob job = mapping_job(&m, "presence", test_temp_path("beside.pdf"));
        job.turn = LTP_MAP_LANDSCAPE;
        assert_ok(ltp_map_make(&job, &err));
        assert_sound(&m);
        assert_int_equal(says(&m.trace, "Voisinie"), beside);
        assert_int_equal(says(&m.trace, "hors analyse"), beside);
        assert_false(says(&m.trace, "Voisinie ("));
        mapping_free(&m);
    }
}

static void a_logo_that_cannot_be_read_is_left_out_and_told_once(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBuf notes = {0};
    Mapping m;
    mapping_make(&m, &ordinary);
    m.config.logos[m.config.n_logos++] = "/nowhere/logo.png";
    LtpMapJob job = mapping_job(&m, "presence", test_temp_path("logo.pdf"));
    job.atlas = 1;
    job.notes = &notes;
    assert_ok(ltp_map_make(&job, &err));
    const char *told = strstr(ltp_buf_text(&notes), "/nowhere/logo.png");
    assert_non_null(told);
    assert_null(strstr(told + 1, "/nowhere/logo.png"));
    ltp_buf_release(&notes);
    mapping_free(&m);
}

static void a_tall_country_gets_the_height_of_the_sheet(void **state)
{
    (void)state;
    for (int wide = 10; wide <= 60; wide += 50) {
        LtpError err = {0};
        Mapping m;
        const Country country = {
            .west = -12, .south = 4, .step = 0.1, .columns = wide, .rows = 70 - wide};
        mapping_make(&m, &country);
        LtpMapJob job = mapping_job(&m, "presence", test_temp_path("tall.pdf"));
        assert_ok(ltp_map_make(&job, &err));
        assert_sound(&m);
        assert_int_equal(m.trace.height > m.trace.width, wide == 10);
        for (size_t i = 0; i < m.trace.n_items && wide == 10; i++)
            if (m.trace.items[i].role == LTP_MAP_LEGEND)
                assert_true(m.trace.items[i].box.x > m.trace.width / 2);
        mapping_free(&m);
    }
}

static void fifty_thousand_units_fit_on_a_page(void **state)
{
    (void)state;
    const Country vast = {.west = -8, .south = 5, .step = 0.05, .columns = 250, .rows = 200};
    assert_makes_a_sound_page(&vast, "presence", LTP_MAP_A4, LTP_MAP_AUTO, LTP_FR);
}

static void small_units_close_together_get_a_detail(void **state)
{
    (void)state;
    LtpError err = {0};
    Country city = ordinary;
    Mapping m;
    city.crowd = true;
    mapping_make(&m, &city);
    LtpMapJob job = mapping_job(&m, "presence", test_temp_path("city.pdf"));
    assert_ok(ltp_map_make(&job, &err));
    assert_sound(&m);
    assert_true(says(&m.trace, "Détail"));
    job = mapping_job(&m, "presence", test_temp_path("city.pdf"));
    mapping_free(&m);
    mapping_make(&m, &ordinary);
    job = mapping_job(&m, "presence", test_temp_path("plain.pdf"));
    assert_ok(ltp_map_make(&job, &err));
    assert_false(says(&m.trace, "Détail"));
    mapping_free(&m);
}

static int64_t count_of(const LtpMapTrace *trace, const char *code)
{
    for (size_t i = 0; i < trace->n_counts; i++)
        if (strcmp(trace->counts[i].code, code) == 0)
            return trace->counts[i].units;
    return -1;
}

/* Of "not named here: 12". */
static int64_t said_unnamed(const LtpMapTrace *trace)
{
    for (size_t i = 0; i < trace->n_items; i++)
        if (trace->items[i].role == LTP_MAP_KEY && strstr(trace->items[i].text, "not named here"))
            return atoll(strrchr(trace->items[i].text, ':') + 1);
    return 0;
}

/* Whether the name stands on the map or in the key. */
static bool is_named(const LtpMapTrace *trace, const char *name)
{
    for (size_t i = 0; i < trace->n_items; i++) {
        const LtpMapItem *item = &trace->items[i];
        const char *at = strstr(item->text, name);
        if (at && strlen(at) == strlen(name) &&
            (item->role == LTP_MAP_LABEL || item->role == LTP_MAP_KEY))
            return true;
    }
    return false;
}

static void a_flagged_name_is_on_the_map_in_the_key_or_said_to_be_missing(void **state)
{
    (void)state;
    const Country small = {.west = -8, .south = 12, .step = 0.3, .columns = 20, .rows = 12};
    const Country dense = {.west = -8, .south = 5, .step = 0.1, .columns = 90, .rows = 70};
    const Country slim = {.west = -8, .south = 5, .step = 0.1, .columns = 14, .rows = 60};
    const Country *const countries[] = {&ordinary, &small, &dense, &slim};
    for (size_t c = 0; c < sizeof countries / sizeof *countries; c++) {
        LtpError err = {0};
        Mapping m;
        int64_t flagged = 0, named = 0;
        mapping_make(&m, countries[c]);
        LtpMapJob job = mapping_job(&m, "presence", test_temp_path("names.pdf"));
        job.lang = LTP_EN;
        assert_ok(ltp_map_make(&job, &err));
        assert_sound(&m);
        for (int64_t i = 0; i < m.n; i += 9, flagged++) { /* the class without actors */
            char name[32];
            snprintf(name, sizeof name, "Unité %04d", (int)i);
            named += is_named(&m.trace, name);
        }
        assert_true(named > 0);
        assert_int_equal(named + said_unnamed(&m.trace), flagged);
        mapping_free(&m);
    }
}

static void the_legend_counts_by_the_scheme_and_nothing_else(void **state)
{
    (void)state;
    LtpError err = {0};
    Mapping m;
    mapping_make(&m, &ordinary);
    LtpMapJob job = mapping_job(&m, "presence", test_temp_path("counts.pdf"));
    assert_ok(ltp_map_make(&job, &err));
    const LtpClasses *classes = ltp_scheme_classes(m.scheme, "presence");
    for (size_t c = 0; c < classes->count; c++) {
        int64_t expected = 0;
        for (int64_t i = 0; i < m.n; i++)
            expected += ltp_scheme_class(classes, ltp_value_int(i % 9)) == (int)c;
        if (expected > 0)
            assert_int_equal(count_of(&m.trace, classes->classes[c].code), expected);
    }
    assert_int_equal(count_of(&m.trace, "total"), m.n);
    mapping_free(&m);
}

static void what_is_not_known_what_is_withheld_and_zero_are_counted_apart(void **state)
{
    (void)state;
    LtpError err = {0};
    Mapping m;
    mapping_make(&m, &ordinary);
    LtpMapJob job = mapping_job(&m, "gaps", test_temp_path("apart.pdf"));
    assert_ok(ltp_map_make(&job, &err));
    int64_t shown = count_of(&m.trace, "gap_need:shown"),
            zero = count_of(&m.trace, "gap_need:zero");
    int64_t withheld = count_of(&m.trace, "gap_need:withheld");
    int64_t unknown = count_of(&m.trace, "gap_need:unknown");
    assert_int_equal(withheld, m.n / 4);
    assert_int_equal(unknown, m.n / 4);
    assert_int_equal(zero, 1);
    assert_int_equal(shown + zero + withheld + unknown, m.n);
    mapping_free(&m);
}

static void an_atlas_has_a_page_and_a_table_for_each_region(void **state)
{
    (void)state;
    LtpError err = {0};
    Mapping m;
    mapping_make(&m, &ordinary);
    LtpMapJob job = mapping_job(&m, "coverage", test_temp_path("atlas.pdf"));
    job.atlas = 1;
    assert_ok(ltp_map_make(&job, &err));
    assert_sound(&m);
    assert_int_equal(m.trace.pages, 2 + 3 * 2);
    for (int64_t i = 0; i < m.n; i++) {
        char pcode[32];
        snprintf(pcode, sizeof pcode, "ZZ01%04d", (int)i);
        assert_true(says(&m.trace, pcode));
    }
    mapping_free(&m);
}

static void the_same_rows_give_the_same_bytes(void **state)
{
    (void)state;
    LtpError err = {0};
    Mapping m;
    mapping_make(&m, &ordinary);
    const char *first = test_temp_path("one.pdf"), *second = test_temp_path("two.pdf");
    LtpMapJob job = mapping_job(&m, "gaps", first);
    assert_ok(ltp_map_make(&job, &err));
    job = mapping_job(&m, "gaps", second);
    assert_ok(ltp_map_make(&job, &err));
    char *a = NULL, *b = NULL;
    size_t a_size = 0, b_size = 0;
    assert_ok(ltp_os_read_file(first, 1 << 24, &a, &a_size, &err));
    assert_ok(ltp_os_read_file(second, 1 << 24, &b, &b_size, &err));
    assert_int_equal(a_size, b_size);
    assert_memory_equal(a, b, a_size);
    ltp_free(a);
    ltp_free(b);
    mapping_free(&m);
}

static void a_file_that_cannot_be_written_is_an_error_that_says_so(void **state)
{
    (void)state;
    LtpError err = {0};
    Mapping m;
    mapping_make(&m, &ordinary);
    LtpMapJob job = mapping_job(&m, "gaps", "/nowhere/at/all/map.pdf");
    assert_code(LTP_EIO, ltp_map_make(&job, &err));
    job = mapping_job(&m, "gaps", test_temp_path("map.doc"));
    assert_code(LTP_EUSAGE, ltp_map_make(&job, &err));
    job = mapping_job(&m, "gaps", test_temp_path("map.png"));
    job.atlas = 1;
    assert_code(LTP_EUSAGE, ltp_map_make(&job, &err));
    mapping_free(&m);
}

static void memory_that_runs_out_is_an_error_and_no_leak(void **state)
{
    (void)state;
    LtpError err = {0};
    Mapping m;
    const Country small = {.west = -8, .south = 12, .step = 0.5, .columns = 3, .rows = 2};
    mapping_make(&m, &small);
    for (long nth = 1; nth < 400; nth += 7) {
        LtpMapJob job = mapping_job(&m, "gaps", test_temp_path("poor.pdf"));
        job.trace = NULL;
        memset(&err, 0, sizeof err);
        ltp_mem_fail_after(nth);
        LtpCode rc = ltp_map_make(&job, &err);
        ltp_mem_fail_after(0);
        if (rc == LTP_OK)
            break;
        assert_true(rc == LTP_ENOMEM || rc == LTP_EIO);
    }
    mapping_free(&m);
}

static bool is_alike_in_grey(const LtpMapClass *a, const LtpMapClass *b)
{
    return a->pattern == b->pattern &&
           fabs(ltp_map_lightness(a->rgb) - ltp_map_lightness(b->rgb)) < 5;
}

static void grey_tells_all_classes_apart_and_darkens_with_the_numbers(void **state)
{
    (void)state;
    for (int t = 0; t < N_THEMES; t++) {
        LtpError err = {0};
        LtpMapData data = {0};
        Mapping m;
        mapping_make(&m, &ordinary);
        LtpMapJob job = mapping_job(&m, themes[t], NULL);
        assert_ok(ltp_map_data_read(&data, &job, &err));
        bool numbers = job.theme->classes && (strcmp(job.theme->classes, "presence") == 0 ||
                                              strcmp(job.theme->classes, "coverage") == 0 ||
                                              strcmp(job.theme->classes, "evidence") == 0);
        double lightest = 101;
        for (size_t i = 0; i < data.n_classes; i++) {
            const LtpMapClass *class_ = &data.classes[i];
            for (size_t k = 0; k < i; k++)
                if (is_alike_in_grey(class_, &data.classes[k]))
                    fail_msg("%s: %s looks like %s", themes[t], class_->code, data.classes[k].code);
            if (!numbers || class_->pattern != LTP_MAP_PLAIN)
                continue;
            assert_true(ltp_map_lightness(class_->rgb) < lightest);
            lightest = ltp_map_lightness(class_->rgb);
        }
        if (numbers)
            assert_true(lightest < 45);
        ltp_map_data_release(&data);
        mapping_free(&m);
    }
}

static void the_page_calls_the_levels_as_the_country_does(void **state)
{
    (void)state;
    LtpError err = {0};
    Mapping m;
    mapping_make(&m, &ordinary);
    LtpMapJob job = mapping_job(&m, "gaps", test_temp_path("levels.pdf"));
    assert_ok(ltp_map_make(&job, &err));
    assert_true(says(&m.trace, "limites des territoires"));
    assert_true(says(&m.trace, "acteur signalé dans l\u2019unité"));
    for (size_t i = 0; i < m.trace.n_items; i++)
        assert_null(strstr(m.trace.items[i].text, "commune"));
    mapping_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_theme_makes_a_sound_page_on_every_paper),
        cmocka_unit_test(a_country_without_units_still_makes_a_page_that_says_so),
        cmocka_unit_test(one_unit_is_a_map),
        cmocka_unit_test(countries_anywhere_make_sound_pages),
        cmocka_unit_test(names_in_other_scripts_are_placed_like_any),
        cmocka_unit_test(a_country_beside_is_named_without_its_article),
        cmocka_unit_test(a_logo_that_cannot_be_read_is_left_out_and_told_once),
        cmocka_unit_test(a_tall_country_gets_the_height_of_the_sheet),
        cmocka_unit_test(fifty_thousand_units_fit_on_a_page),
        cmocka_unit_test(small_units_close_together_get_a_detail),
        cmocka_unit_test(a_flagged_name_is_on_the_map_in_the_key_or_said_to_be_missing),
        cmocka_unit_test(the_legend_counts_by_the_scheme_and_nothing_else),
        cmocka_unit_test(what_is_not_known_what_is_withheld_and_zero_are_counted_apart),
        cmocka_unit_test(an_atlas_has_a_page_and_a_table_for_each_region),
        cmocka_unit_test(the_same_rows_give_the_same_bytes),
        cmocka_unit_test(a_file_that_cannot_be_written_is_an_error_that_says_so),
        cmocka_unit_test(memory_that_runs_out_is_an_error_and_no_leak),
        cmocka_unit_test(grey_tells_all_classes_apart_and_darkens_with_the_numbers),
        cmocka_unit_test(the_page_calls_the_levels_as_the_country_does),
    };
    setenv("SOURCE_DATE_EPOCH", "1585612800", 1); /* the date of a page is in its bytes */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
