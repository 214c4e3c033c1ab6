/* The only door out: what is above the clearance is not there. */
#include "tests/support/test.h"

#include "layers/release.h"
#include "layers/release_internal.h"
#include "tests/layers/small_store.h"

static LtpStore *store;
static int64_t hidden_org;

/* Words and numbers that must never leave at public. */
#define SECRET "secret-"

static LtpLineRecord secret_line(int64_t org, const LtpLocation *at)
{
    LtpLineRecord line = small_line(0, org, at);
    line.project_code = SECRET "code";
    line.project_title = SECRET "titre";
    line.activity = SECRET "activité";
    line.activity_code = SECRET "a1";
    line.indicator = SECRET "indicateur";
    line.sector_text = SECRET "cluster";
    line.subsector_text = SECRET "sous-cluster";
    line.theme_text = SECRET "thème";
    line.status_text = SECRET "statut";
    line.population_text = SECRET "population";
    line.modality = SECRET "modalité";
    line.amount = SECRET "montant";
    line.currency = SECRET "devise";
    line.settlement = SECRET "village";
    line.remarks = SECRET "remarque";
    line.sector = "PRO";
    line.targeted = 61;
    line.reached = 3;
    line.lon = 0.123;
    line.lat = 10.123;
    return line;
}

static void add_lines(void)
{
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    const int64_t donors[] = {small_org(store, SECRET "bailleur", NULL)};
    hidden_org = small_org(store, SECRET "cachée", SECRET "organisation cachée");
    LtpLineRecord lines[3] = {secret_line(small_org(store, "VU", "Organisation visible"), &at),
                              secret_line(hidden_org, &at),
                              secret_line(small_org(store, "VBG", "Aide VBG"), &at)};
    lines[0].donors = donors;
    lines[0].n_donors = 1;
    lines[0].start = ltp_day(2020, 1, 1);
    lines[0].reported = ltp_day(2020, 3, 31);
    lines[2].sector = "PRO-GBV";
    lines[2].reached = 7;
    small_submission(store, SECRET "source.xlsx", "1", lines, 3, true, 0);
}

static void add_need(const char *pcode, int64_t pin)
{
    LtpError err = {0};
    LtpChange change;
    int64_t import = small_begin(store, "needs", "besoins", pcode);
    const LtpNeedRecord need = {.raw_row_id = small_row(store, import, 2),
                                .unit_id = small_unit(store, pcode),
                                .date = ltp_day(2020, 1, 1),
                                .pin = pin,
                                .severity = 4,
                                .population = 1000,
                                .idps = LTP_NULL_INT,
                                .returnees = LTP_NULL_INT,
                                .repatriated = LTP_NULL_INT};
    assert_ok(ltp_need_put(store, import, &need, &change, &err));
    small_finish(store, import, 1);
}

static int make(void **state)
{
    (void)state;
    LtpError err = {0};
    store = small_store(test_temp_path("release.sqlite"));
    add_lines();
    add_need("XX010101", 3);
    add_need("XX010102", 400);
    assert_ok(ltp_sql_with_ids(store, "UPDATE organisation SET hidden = 1 WHERE id = ?1",
                               hidden_org, 0, &err));
    return 0;
}

static int done(void **state)
{
    (void)state;
    ltp_store_close(store);
    return 0;
}

static LtpRelease *release_of(const char *layer, LtpSensitivity clearance, const char *param,
                              const char *value)
{
    LtpError err = {0};
    LtpRelease *release = NULL;
    LtpParams *params = ltp_params_new();
    if (param)
        assert_ok(ltp_params_set(params, param, value, &err));
    assert_ok(ltp_release_open(store, layer, params, clearance, &release, &err));
    ltp_params_free(params);
    return release;
}

static const LtpReleaseRow *next(LtpRelease *release)
{
    LtpError err = {0};
    const LtpReleaseRow *row = NULL;
    assert_ok(ltp_release_next(release, &row, &err));
    return row;
}

static const LtpValue *value(const LtpRelease *release, const LtpReleaseRow *row, const char *field)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++)
        if (strcmp(ltp_release_field(release, i)->name, field) == 0)
            return &row->values[i];
    return NULL;
}

static void expect_text(const LtpRelease *release, const LtpReleaseRow *row, const char *field,
                        const char *text)
{
    const LtpValue *got = value(release, row, field);
    assert_non_null(got);
    assert_false(got->null);
    assert_string_equal(text, got->text);
}

/* ---- nothing above the clearance, whatever the layer ---- */

static void check_texts(const LtpRelease *release, const LtpReleaseRow *row)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        const char *text = row->values[i].text;
        if (!row->values[i].null && text && strstr(text, SECRET))
            fail_msg("%s.%s leaks %s", ltp_release_layer(release)->name,
                     ltp_release_field(release, i)->name, text);
    }
}

static void no_field_above_the_clearance_is_in_any_layer(void **state)
{
    (void)state;
    const LtpLayer *layer;
    for (size_t l = 0; (layer = ltp_layer_at(l)); l++)
        for (int clearance = LTP_PUBLIC; clearance <= LTP_CONFIDENTIAL; clearance++) {
            LtpRelease *release = release_of(layer->name, (LtpSensitivity)clearance, NULL, NULL);
            for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
                const LtpField *field = ltp_release_field(release, i);
                assert_true((int)field->sensitivity <= clearance);
                assert_false(field->flags & LTP_PERSONAL);
            }
            if (layer->geometry_sensitivity > (LtpSensitivity)clearance)
                assert_int_equal(LTP_NO_GEOMETRY, ltp_release_geometry(release));
            ltp_release_close(release);
        }
}

static void no_secret_leaves_any_layer_at_public(void **state)
{
    (void)state;
    const LtpLayer *layer;
    for (size_t l = 0; (layer = ltp_layer_at(l)); l++) {
        const LtpReleaseRow *row;
        LtpRelease *release = release_of(layer->name, LTP_PUBLIC, NULL, NULL);
        /* The list of organisations names all that did not ask to be left out, donors included. */
        bool names = strcmp(layer->name, "organisations") == 0;
        while ((row = next(release)))
            if (!names)
                check_texts(release, row);
        static const char *const keys[] = {"title",  "abstract", "date",   "parameters",
                                           "source", "licence",  "edition"};
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            const char *stamp = ltp_release_stamp(release, keys[k]);
            if (stamp && strstr(stamp, SECRET))
                fail_msg("%s: the stamp %s leaks %s", layer->name, keys[k], stamp);
        }
        ltp_release_close(release);
    }
}

static void strict_is_no_clearance(void **state)
{
    (void)state;
    LtpRelease *release = release_of("lines", LTP_STRICT, NULL, NULL);
    for (size_t i = 0; i < ltp_release_n_fields(release); i++)
        assert_true(ltp_release_field(release, i)->sensitivity < LTP_STRICT);
    ltp_release_close(release);
}

/* ---- organisations that asked not to be named, GBV ---- */

static void a_hidden_organisation_is_counted_and_never_named(void **state)
{
    (void)state;
    for (int clearance = LTP_PUBLIC; clearance <= LTP_CONFIDENTIAL; clearance++) {
        LtpRelease *release = release_of("lines", (LtpSensitivity)clearance, NULL, NULL);
        assert_int_equal(3, ltp_release_count(release));
        assert_non_null(next(release));
        const LtpReleaseRow *row = next(release);
        expect_text(release, row, "org_name", "acteur non divulgué");
        assert_true(value(release, row, "org_acronym")->null);
        if (clearance >= LTP_RESTRICTED)
            assert_true(value(release, row, "project_title")->null);
        ltp_release_close(release);
    }
}

static void actors_of_gbv_appear_as_protection_at_public(void **state)
{
    (void)state;
    static const struct {
        LtpSensitivity clearance;
        const char *sector, *name;
    } cases[] = {{LTP_PUBLIC, "PRO", "Protection"},
                 {LTP_RESTRICTED, "PRO-GBV", "Violences basées sur le genre"}};
    for (size_t i = 0; i < 2; i++) {
        LtpRelease *release = release_of("lines", cases[i].clearance, NULL, NULL);
        next(release);
        next(release);
        const LtpReleaseRow *row = next(release);
        expect_text(release, row, "sector", cases[i].sector);
        expect_text(release, row, "sector_name", cases[i].name);
        ltp_release_close(release);
    }
}

/* ---- places ---- */

static LtpLonLat point_of(const LtpReleaseRow *row)
{
    double xy[2];
    assert_int_equal(LTP_POINT_WKB, row->wkb_size);
    memcpy(xy, (const unsigned char *)row->wkb + 5, sizeof xy);
    return (LtpLonLat){xy[0], xy[1]};
}

static void a_stated_point_is_exact_only_at_confidential(void **state)
{
    (void)state;
    for (int clearance = LTP_PUBLIC; clearance <= LTP_CONFIDENTIAL; clearance++) {
        LtpRelease *release = release_of("lines", (LtpSensitivity)clearance, NULL, NULL);
        LtpLonLat point = point_of(next(release));
        bool exact = clearance == LTP_CONFIDENTIAL;
        assert_near(exact ? 0.123 : 0.5, point.lon, 0);
        assert_near(exact ? 10.123 : 10.5, point.lat, 0);
        ltp_release_close(release);
    }
}

static void units_come_with_their_outline_by_level_and_place(void **state)
{
    (void)state;
    const LtpReleaseRow *row;
    LtpRelease *release = release_of("units", LTP_PUBLIC, "level", "3");
    assert_int_equal(4, ltp_release_count(release));
    row = next(release);
    assert_string_equal("XX010101", row->id);
    assert_non_null(row->wkb);
    expect_text(release, row, "adm1_name", "Région");
    ltp_release_close(release);
    release = release_of("units", LTP_PUBLIC, "within", "XX010102");
    assert_int_equal(1, ltp_release_count(release));
    ltp_release_close(release);
    release = release_of("units", LTP_PUBLIC, "within", "XX");
    assert_int_equal(7, ltp_release_count(release));
    ltp_release_close(release);
}

static void filters_of_the_analysis_apply_to_lines(void **state)
{
    (void)state;
    static const struct {
        const char *param, *value;
        int64_t count;
    } cases[] = {
        {"sector", "protection", 3}, {"sector", "SHL", 0},
        {"sector", "EHA", 0},        {"org", "VU", 1},
        {"theme", "ltp", 0},         {"to", "2019-12-31", 2}, /* two lines state no dates */
        {"within", "XX010102", 0},   {"edition", "2021", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t rows = 0;
        LtpRelease *release = release_of("lines", LTP_PUBLIC, cases[i].param, cases[i].value);
        while (next(release))
            rows++;
        if (rows != cases[i].count || ltp_release_count(release) != rows)
            fail_msg("%s=%s: %d rows, %d announced, not %d", cases[i].param, cases[i].value,
                     (int)rows, (int)ltp_release_count(release), (int)cases[i].count);
        ltp_release_close(release);
    }
}

/* ---- small numbers ---- */

static void small_numbers_are_hidden_below_confidential(void **state)
{
    (void)state;
    LtpRelease *release = release_of("needs", LTP_PUBLIC, NULL, NULL);
    const LtpReleaseRow *row = next(release);
    assert_true(value(release, row, "pin")->null);
    assert_true(value(release, row, "pin")->suppressed);
    assert_int_equal(1000, value(release, row, "population")->integer);
    assert_int_equal(1, value(release, row, "suppressed")->integer);
    row = next(release);
    assert_int_equal(400, value(release, row, "pin")->integer);
    assert_int_equal(0, value(release, row, "suppressed")->integer);
    ltp_release_close(release);
    release = release_of("needs", LTP_CONFIDENTIAL, NULL, NULL);
    row = next(release);
    assert_int_equal(3, value(release, row, "pin")->integer);
    assert_null(value(release, row, "suppressed"));
    ltp_release_close(release);
}

static void themes_at_risk_have_a_larger_threshold(void **state)
{
    (void)state;
    LtpRelease *release = release_of("lines", LTP_RESTRICTED, NULL, NULL);
    assert_true(value(release, next(release), "reached")->suppressed); /* 3 */
    next(release);
    assert_true(value(release, next(release), "reached")->suppressed); /* 7, of GBV */
    ltp_release_close(release);
}

/* ---- derived layers, stamps ---- */

static void coverage_comes_through_the_same_door(void **state)
{
    (void)state;
    LtpRelease *release = release_of("coverage", LTP_PUBLIC, "all-time", "1");
    assert_int_equal(4, ltp_release_count(release));
    const LtpReleaseRow *row = next(release);
    assert_string_equal("XX010101", row->id);
    assert_non_null(row->wkb);
    assert_int_equal(3, value(release, row, "n_actors")->integer);
    assert_true(value(release, row, "pin")->suppressed);
    assert_true(value(release, row, "coverage_need")->null);
    assert_true(value(release, row, "priority")->suppressed);
    row = next(release); /* the cercle's figure less this one would be the first */
    assert_true(value(release, row, "pin")->suppressed);
    assert_true(value(release, row, "priority")->suppressed);
    ltp_release_close(release);
}

static void every_release_says_what_it_is(void **state)
{
    (void)state;
    LtpRelease *release = release_of("gaps", LTP_RESTRICTED, "to", "2020-06-30");
    assert_string_equal("2020-06-30", ltp_release_stamp(release, "date"));
    assert_string_equal("2021", ltp_release_stamp(release, "edition"));
    assert_string_equal("CC BY-IGO", ltp_release_stamp(release, "licence"));
    assert_string_equal("restreint", ltp_release_stamp(release, "sensitivity"));
    assert_non_null(strstr(ltp_release_stamp(release, "parameters"), "to=2020-06-30"));
    assert_non_null(strstr(ltp_release_stamp(release, "source"), SECRET "source.xlsx"));
    assert_non_null(strstr(ltp_release_stamp(release, "program"), "ltp "));
    assert_null(ltp_release_stamp(release, "nothing"));
    ltp_release_close(release);
}

static void an_unknown_layer_is_refused(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpRelease *release = NULL;
    assert_code(LTP_EUSAGE, ltp_release_open(store, "nothing", NULL, LTP_PUBLIC, &release, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_field_above_the_clearance_is_in_any_layer),
        cmocka_unit_test(no_secret_leaves_any_layer_at_public),
        cmocka_unit_test(strict_is_no_clearance),
        cmocka_unit_test(a_hidden_organisation_is_counted_and_never_named),
        cmocka_unit_test(actors_of_gbv_appear_as_protection_at_public),
        cmocka_unit_test(a_stated_point_is_exact_only_at_confidential),
        cmocka_unit_test(units_come_with_their_outline_by_level_and_place),
        cmocka_unit_test(filters_of_the_analysis_apply_to_lines),
        cmocka_unit_test(small_numbers_are_hidden_below_confidential),
        cmocka_unit_test(themes_at_risk_have_a_larger_threshold),
        cmocka_unit_test(coverage_comes_through_the_same_door),
        cmocka_unit_test(every_release_says_what_it_is),
        cmocka_unit_test(an_unknown_layer_is_refused),
    };
    ltp_lang_init("fr", NULL);
    return cmocka_run_group_tests(tests, make, done);
}
