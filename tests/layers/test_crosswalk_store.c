/* What is located in an older edition counts in the active one: a store with the small country of
 * 2021 (four square communes in a row) and an edition 2015 drawn otherwise. */
#include "tests/support/test.h"

#include "base/number.h"
#include "layers/analysis.h"
#include "layers/sql.h"
#include "tests/layers/small_store.h"

enum { WKB_SIZE = 9 + 9 + 4 + 5 * 16 };

static LtpStore *store;
static LtpError err;
static int64_t old_same, old_wide, old_cercle;

static void rectangle(double west, double east, unsigned char wkb[WKB_SIZE])
{
    static const unsigned char head[] = {1, 6, 0, 0, 0, 1, 0, 0, 0, 1, 3,
                                         0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0};
    const double xy[] = {west, 10, east, 10, east, 11, west, 11, west, 10};
    memcpy(wkb, head, sizeof head);
    memcpy(wkb + sizeof head, xy, sizeof xy);
}

static int64_t old_unit(int64_t import, int64_t edition, int level, const char *pcode,
                        int64_t parent, double west, double east)
{
    int64_t id = 0;
    unsigned char wkb[WKB_SIZE];
    rectangle(west, east, wkb);
    const LtpUnitRecord unit = {.level = level,
                                .pcode = pcode,
                                .name = pcode,
                                .parent_id = parent,
                                .area_km2 = (east - west) * 12092,
                                .interior_lon = (west + east) / 2,
                                .interior_lat = 10.5,
                                .wkb = wkb,
                                .wkb_size = sizeof wkb};
    assert_ok(ltp_unit_add(store, edition, import, &unit, &id, &err));
    return id;
}

/* 2015: the first commune as today, the other three as one. */
static void add_old_edition(void)
{
    int64_t edition = 0, import = small_begin(store, "boundaries", "anciennes limites", "b1");
    const LtpEdition head = {.name = "2015", .country = "XX", .valid_on = ltp_day(2015, 1, 1)};
    assert_ok(ltp_edition_add(store, import, &head, &edition, &err));
    int64_t country = old_unit(import, edition, 0, "XX", 0, 0, 4);
    int64_t region = old_unit(import, edition, 1, "XX01", country, 0, 4);
    old_cercle = old_unit(import, edition, 2, "XX0101", region, 0, 4);
    old_same = old_unit(import, edition, 3, "XX010109", old_cercle, 0, 1);
    old_wide = old_unit(import, edition, 3, "XX010102", old_cercle, 1, 4);
    assert_ok(ltp_edition_settle(store, edition, &err));
    small_finish(store, import, 0);
}

static int setup(void **state)
{
    (void)state;
    store = small_store(test_temp_path("crosswalk.sqlite"));
    add_old_edition();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    ltp_store_close(store);
    return 0;
}

static int64_t old_edition(void)
{
    LtpEdition edition;
    assert_ok(ltp_edition_get(store, "2015", &edition, &err));
    return edition.id;
}

static void add_study(int64_t unit, int64_t year)
{
    int64_t import = small_begin(store, "studies", "études", "s1");
    const LtpLocation at = {unit, "code", ltp_null_real()};
    const LtpStudyRecord study = {.raw_row_id = small_row(store, import, 2),
                                  .key = "a",
                                  .title = "Étude",
                                  .year = year,
                                  .locations = &at,
                                  .n_locations = 1};
    LtpChange change;
    assert_ok(ltp_study_put(store, import, old_edition(), &study, &change, &err));
    small_finish(store, import, 1);
}

static void add_need(int64_t unit, int64_t population)
{
    int64_t import = small_begin(store, "needs", "besoins", "n1");
    const LtpNeedRecord need = {.raw_row_id = small_row(store, import, 2),
                                .unit_id = unit,
                                .date = ltp_day(2020, 1, 1),
                                .pin = LTP_NULL_INT,
                                .severity = 4,
                                .population = population,
                                .idps = LTP_NULL_INT,
                                .returnees = LTP_NULL_INT,
                                .repatriated = LTP_NULL_INT};
    LtpChange change;
    assert_ok(ltp_need_put(store, import, &need, &change, &err));
    small_finish(store, import, 1);
}

/* The figure of a commune of 2021, 1 to 4; LTP_NULL_INT = not known. */
static int64_t figure(int commune, const char *name)
{
    LtpParams *params = ltp_params_new();
    LtpAnalysis *analysis = NULL;
    assert_ok(ltp_params_set(params, "all-time", "1", &err));
    assert_ok(ltp_analysis_run(store, params, LTP_THEME_COVERAGE, &analysis, &err));
    const LtpLayer *layer = ltp_analysis_layer(analysis);
    LtpValue value = ltp_analysis_value(analysis, (size_t)commune - 1,
                                        (size_t)(ltp_layer_field(layer, name) - layer->fields));
    ltp_analysis_free(analysis);
    ltp_params_free(params);
    return value.null ? LTP_NULL_INT : value.integer;
}

static void a_study_of_an_unchanged_commune_counts_there(void **state)
{
    (void)state;
    assert_true(figure(1, "n_studies") == LTP_NULL_INT);
    add_study(old_same, 2014);
    assert_int_equal(1, figure(1, "n_studies"));
    assert_int_equal(2014, figure(1, "last_study_year"));
    assert_int_equal(0, figure(2, "n_studies"));
    assert_int_equal(0, figure(2, "n_studies_inherited"));
}

static void a_study_of_a_divided_commune_is_certain_only_above(void **state)
{
    (void)state;
    add_study(old_wide, 2014); /* its code is that of another commune today */
    assert_int_equal(0, figure(2, "n_studies"));
    assert_int_equal(1, figure(2, "n_studies_inherited"));
    assert_int_equal(1, figure(1, "n_studies_inherited"));
}

static void figures_are_carried_by_area_and_marked_estimated(void **state)
{
    (void)state;
    add_need(old_wide, 301);
    int64_t sum = 0;
    for (int commune = 2; commune <= 4; commune++) {
        int64_t population = figure(commune, "population");
        assert_in_range(population, 100, 101);
        assert_int_equal(1, figure(commune, "estimated"));
        assert_int_equal(4, figure(commune, "severity"));
        sum += population;
    }
    assert_int_equal(301, sum);
    assert_true(figure(1, "population") == LTP_NULL_INT);
    assert_int_equal(0, figure(1, "estimated"));
}

static void figures_are_carried_by_the_people_of_settlements(void **state)
{
    (void)state;
    int64_t import = small_begin(store, "places", "villages", "p1");
    sqlite3_stmt *stmt = NULL;
    static const char text[] = "INSERT INTO place (import_id, name, population, geom) VALUES "
                               "(?1, 'a', 90, MakePoint(1.5, 10.5, 4326)), "
                               "(?1, 'b', 10, MakePoint(2.5, 10.5, 4326))";
    assert_int_equal(SQLITE_OK, sqlite3_prepare_v2(ltp_store_db(store), text, -1, &stmt, NULL));
    sqlite3_bind_int64(stmt, 1, import);
    assert_int_equal(SQLITE_DONE, sqlite3_step(stmt));
    sqlite3_finalize(stmt);
    small_finish(store, import, 2);
    add_need(old_wide, 1000);
    assert_int_equal(900, figure(2, "population"));
    assert_int_equal(100, figure(3, "population"));
    assert_true(figure(4, "population") == LTP_NULL_INT);
}

static void a_line_of_the_older_edition_counts(void **state)
{
    (void)state;
    LtpLineBook *book = NULL;
    LtpChange change;
    int64_t org = small_org(store, "AAA", "Association");
    int64_t import = small_begin(store, "activities", "4W", "a1");
    const LtpLocation at = {old_same, "code", ltp_null_real()};
    LtpLineRecord line = small_line(small_row(store, import, 2), org, &at);
    assert_ok(ltp_lines_begin(store, import, old_edition(), &book, &err));
    assert_ok(ltp_lines_put(book, &line, &change, &err));
    assert_ok(ltp_lines_end(book, false, LTP_DAY_NONE, NULL, &err));
    small_finish(store, import, 1);
    assert_int_equal(1, figure(1, "n_lines"));
    assert_int_equal(0, figure(2, "n_lines"));
}

/* ---- why ---- */

typedef struct Carried {
    int rows;
    double share;
    char figures[64], edition[16];
} Carried;

static LtpCode note_carried(const LtpExplained *row, void *arg, LtpError *error)
{
    Carried *carried = arg;
    (void)error;
    if (!row->is_need)
        return LTP_OK;
    carried->rows++;
    carried->share = row->share;
    snprintf(carried->figures, sizeof carried->figures, "%s", row->figures);
    snprintf(carried->edition, sizeof carried->edition, "%s", row->edition);
    return LTP_OK;
}

static void a_carried_figure_can_be_followed_back(void **state)
{
    (void)state;
    Carried carried = {0};
    LtpParams *params = ltp_params_new();
    add_need(old_same, 700);
    assert_ok(ltp_params_set(params, "all-time", "1", &err));
    assert_ok(ltp_analysis_explain(store, params, "XX010101", note_carried, &carried, &err));
    assert_int_equal(1, carried.rows);
    assert_near(1, carried.share, 1e-6);
    assert_string_equal("severity population", carried.figures);
    assert_string_equal("2015", carried.edition);
    ltp_params_free(params);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_study_of_an_unchanged_commune_counts_there),
        TEST(a_study_of_a_divided_commune_is_certain_only_above),
        TEST(figures_are_carried_by_area_and_marked_estimated),
        TEST(figures_are_carried_by_the_people_of_settlements),
        TEST(a_line_of_the_older_edition_counts),
        TEST(a_carried_figure_can_be_followed_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
