/* What an analysis makes of lines as the store holds them: sectors, populations, households,
 * donors, and submissions that follow each other. A fresh store with two communes for each test. */
#include "tests/support/test.h"

#include "base/number.h"
#include "base/os.h"
#include "layers/analysis.h"
#include "layers/records.h"

#include <stdarg.h>

static LtpStore *store;
static char *dir;
static LtpError err;
static int64_t edition, commune[2];
static int submissions;

enum { DAY = 18000 }; /* 2019-04-14 */

static int64_t begin(const char *kind, LtpImportMode mode)
{
    int64_t id = 0;
    char sha256[16];
    snprintf(sha256, sizeof sha256, "%d", ++submissions);
    const LtpImportHead head = {.kind = kind,
                                .source = kind,
                                .file = kind,
                                .sha256 = sha256,
                                .reported = LTP_DAY_NONE,
                                .mode = mode};
    assert_ok(ltp_import_begin(store, &head, &id, &err));
    return id;
}

static void finish(int64_t import_id, int64_t rows)
{
    const LtpImportCounts counts = {.read = rows, .accepted = rows};
    assert_ok(ltp_import_finish(store, import_id, &counts, &err));
}

static int64_t add_unit(int64_t import_id, int level, const char *pcode, int64_t parent,
                        double area)
{
    int64_t id = 0;
    const LtpUnitRecord unit = {.level = level,
                                .pcode = pcode,
                                .name = pcode,
                                .parent_id = parent,
                                .area_km2 = area,
                                .interior_lon = level,
                                .interior_lat = 12};
    assert_ok(ltp_unit_add(store, edition, import_id, &unit, &id, &err));
    return id;
}

static int setup(void **state)
{
    (void)state;
    if (ltp_os_temp_dir(&dir, &err) != LTP_OK)
        return -1;
    char *path = ltp_path_join(dir, "store.sqlite");
    LtpCode rc = ltp_store_open(path, LTP_STORE_CREATE, &store, &err);
    ltp_free(path);
    if (rc != LTP_OK)
        return -1;
    const LtpEdition head = {.name = "2021", .country = "ML", .valid_on = LTP_DAY_NONE};
    int64_t import_id = begin("boundaries", LTP_AS_UPDATE);
    assert_ok(ltp_edition_add(store, import_id, &head, &edition, &err));
    int64_t country = add_unit(import_id, 0, "ML", 0, 2);
    commune[0] = add_unit(import_id, 1, "ML01", country, 1);
    commune[1] = add_unit(import_id, 1, "ML02", country, 1);
    assert_ok(ltp_edition_settle(store, edition, &err));
    finish(import_id, 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    ltp_store_close(store);
    store = NULL;
    LtpCode rc = ltp_os_remove_tree(dir, &err);
    ltp_free(dir);
    return rc == LTP_OK ? 0 : -1;
}

/* ---- lines ---- */

static LtpLineRecord a_line(void)
{
    return (LtpLineRecord){.project_code = "P1",
                           .activity = "abris",
                           .sector = "SHL",
                           .sector_text = "Abris",
                           .theme_knowable = true,
                           .start = DAY - 30,
                           .end = DAY + 300,
                           .reported = DAY,
                           .status = "ongoing",
                           .targeted = LTP_NULL_INT,
                           .reached = 100,
                           .households_targeted = LTP_NULL_INT,
                           .households_reached = LTP_NULL_INT,
                           .lon = ltp_null_real(),
                           .lat = ltp_null_real()};
}

/* One submission of the one source of activities, of up to three lines in the first commune. */
static void submit(LtpImportMode mode, LtpDay reported, size_t count, const LtpLineRecord *lines)
{
    LtpLineBook *book = NULL;
    const LtpLocation place = {commune[0], "code", ltp_null_real()};
    int64_t import_id = begin("activities", mode), raw = 0, org = 0;
    LtpChange change;
    assert_ok(ltp_org_put(store, import_id, "AAA", NULL, "INGO", &org, &err));
    assert_ok(ltp_lines_begin(store, import_id, edition, &book, &err));
    for (size_t i = 0; i < count; i++) {
        LtpLineRecord line = lines[i];
        assert_ok(
            ltp_raw_row(store, import_id, (int64_t)i + 2, "[]", LTP_ACCEPTED, NULL, &raw, &err));
        line.raw_row_id = raw;
        line.org_implementing = line.org_implementing == 0 ? org : line.org_implementing;
        line.locations = &place;
        line.n_locations = 1;
        assert_ok(ltp_lines_put(book, &line, &change, &err));
    }
    assert_ok(ltp_lines_end(book, mode == LTP_AS_SNAPSHOT, reported, NULL, &err));
    finish(import_id, (int64_t)count);
}

static void submit_one(LtpLineRecord line)
{
    submit(LTP_AS_UPDATE, LTP_DAY_NONE, 1, &line);
}

/* ---- figures ---- */

/* The value of a field of the first commune under "name", "value", ... NULL. */
static LtpValue value(const char *field, const char *name, ...)
{
    LtpParams *params = ltp_params_new();
    LtpAnalysis *analysis = NULL;
    va_list args;
    va_start(args, name);
    for (const char *at = name; at != NULL; at = va_arg(args, const char *))
        assert_ok(ltp_params_set(params, at, va_arg(args, const char *), &err));
    va_end(args);
    assert_ok(ltp_analysis_run(store, params, LTP_THEME_COVERAGE, &analysis, &err));
    const LtpLayer *layer = ltp_analysis_layer(analysis);
    size_t at = (size_t)(ltp_layer_field(layer, field) - layer->fields);
    LtpValue found = ltp_analysis_value(analysis, 0, at);
    found.text = NULL; /* dies with the analysis */
    ltp_analysis_free(analysis);
    ltp_params_free(params);
    return found;
}

#define assert_value(expected, ...)                                                                \
    do {                                                                                           \
        LtpValue got = value(__VA_ARGS__);                                                         \
        assert_false(got.null);                                                                    \
        assert_int_equal(got.integer, expected);                                                   \
    } while (0)
#define assert_not_known(...) assert_true(value(__VA_ARGS__).null)

/* ---- the tests ---- */

static void an_area_of_responsibility_is_protection_and_passes_its_filter(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    line.sector = "PRO-GBV";
    submit_one(line);
    assert_value(1, "has_protection", NULL);
    assert_value(1, "n_lines", "sector", "protection", NULL);
    assert_value(1, "n_lines", "sector", "VBG", NULL);
    assert_value(0, "n_lines", "sector", "PRO-CPN", NULL);
}

static void ltp_under_shelter_is_not_protection(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    line.ltp = true;
    submit_one(line);
    assert_value(1, "has_ltp", NULL);
    assert_value(0, "has_protection", NULL);
    assert_value(1, "n_lines", "theme", "ltp", NULL);
}

static void a_sector_word_nobody_knows_leaves_the_clusters_unknown(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    line.sector = NULL;
    line.sector_text = "Secteur inventé";
    submit_one(line);
    assert_not_known("has_protection", NULL);
    assert_not_known("has_shelter", NULL);
    assert_value(0, "has_ltp", NULL);
}

static void a_table_without_theme_and_title_leaves_the_theme_unknown(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    line.theme_knowable = false;
    submit_one(line);
    assert_not_known("has_ltp", NULL);
    assert_not_known("has_cohesion", NULL);
    assert_value(1, "has_shelter", NULL);
}

static void households_are_people_only_when_the_user_says_how_many(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    line.reached = LTP_NULL_INT;
    line.households_reached = 10;
    submit_one(line);
    assert_not_known("reached", NULL);
    assert_value(55, "reached", "household-size", "5,5", NULL);
    assert_value(1, "estimated", "household-size", "5.5", NULL);
    assert_value(0, "estimated", NULL);
}

static void a_line_for_two_populations_is_there_for_each_its_people_unknown(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    line.population_type = "IDP+HST";
    submit_one(line);
    assert_value(1, "n_lines", "population-type", "PDI", NULL);
    assert_not_known("reached", "population-type", "PDI", NULL);
    assert_value(0, "n_lines", "population-type", "RET", NULL);
    assert_value(100, "reached", "population-type", "IDP+HST", NULL);
}

static void donors_and_types_of_organisations_filter_lines(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    int64_t import_id = begin("activities", LTP_AS_UPDATE), donor = 0;
    assert_ok(ltp_org_put(store, import_id, "DDD", NULL, NULL, &donor, &err));
    finish(import_id, 0);
    line.donors = &donor;
    line.n_donors = 1;
    submit_one(line);
    assert_value(1, "n_actors", "donor", "ddd", NULL);
    assert_value(0, "n_actors", "donor", "aaa", NULL);
    assert_value(0, "n_actors", "org", "DDD", NULL); /* a donor is no actor */
    assert_value(1, "n_actors", "org-type", "ONG internationale", NULL);
    assert_value(0, "n_actors", "org-type", "UN", NULL);
}

static void spellings_of_one_project_are_one_project(void **state)
{
    (void)state;
    LtpLineRecord lines[2] = {a_line(), a_line()};
    lines[1].project_code = "p1 ";
    lines[1].reported = DAY + 30;
    submit(LTP_AS_UPDATE, LTP_DAY_NONE, 2, lines);
    assert_value(2, "n_lines", NULL);
    assert_value(1, "n_projects", NULL);
    assert_value(100, "reached", NULL);
}

static void a_changed_line_counts_in_its_newest_version_alone(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    submit_one(line);
    line.reached = 150;
    submit_one(line);
    assert_value(1, "n_lines", NULL);
    assert_value(150, "reached", NULL);
}

static void a_line_that_left_the_snapshot_counts_in_earlier_periods_alone(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    submit(LTP_AS_SNAPSHOT, DAY, 1, &line);
    submit(LTP_AS_SNAPSHOT, DAY + 30, 0, NULL);
    assert_value(1, "n_lines", "from", "2019-05-13", "to", "2019-05-31", NULL);
    assert_value(0, "n_lines", "from", "2019-05-14", "to", "2019-05-31", NULL);
}

static void a_line_that_came_back_counts_once(void **state)
{
    (void)state;
    LtpLineRecord line = a_line();
    submit(LTP_AS_SNAPSHOT, DAY, 1, &line);
    submit(LTP_AS_SNAPSHOT, DAY + 30, 0, NULL);
    submit(LTP_AS_SNAPSHOT, DAY + 60, 1, &line);
    assert_value(1, "n_lines", "all-time", "1", NULL);
    assert_value(100, "reached", "all-time", "1", "period-rule", "sum", NULL);
}

static void a_need_that_was_replaced_no_longer_counts(void **state)
{
    (void)state;
    LtpChange change;
    submit_one(a_line());
    for (int64_t pin = 100; pin <= 200; pin += 100) {
        int64_t import_id = begin("needs", LTP_AS_UPDATE), raw = 0;
        assert_ok(ltp_raw_row(store, import_id, 2, "[]", LTP_ACCEPTED, NULL, &raw, &err));
        const LtpNeedRecord need = {.raw_row_id = raw,
                                    .unit_id = commune[0],
                                    .date = DAY - 1,
                                    .pin = pin,
                                    .severity = 3,
                                    .population = LTP_NULL_INT,
                                    .idps = LTP_NULL_INT,
                                    .returnees = LTP_NULL_INT,
                                    .repatriated = LTP_NULL_INT};
        assert_ok(ltp_need_put(store, import_id, &need, &change, &err));
        finish(import_id, 1);
    }
    assert_value(200, "pin", NULL);
}

static void without_any_line_every_commune_is_a_gap_without_actors_not_an_error(void **state)
{
    (void)state;
    assert_value(0, "n_actors", NULL);
    assert_value(0, "reached", NULL);
    assert_not_known("pin", NULL);
    assert_not_known("nearest_actor_km", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_area_of_responsibility_is_protection_and_passes_its_filter),
        TEST(ltp_under_shelter_is_not_protection),
        TEST(a_sector_word_nobody_knows_leaves_the_clusters_unknown),
        TEST(a_table_without_theme_and_title_leaves_the_theme_unknown),
        TEST(households_are_people_only_when_the_user_says_how_many),
        TEST(a_line_for_two_populations_is_there_for_each_its_people_unknown),
        TEST(donors_and_types_of_organisations_filter_lines),
        TEST(spellings_of_one_project_are_one_project),
        TEST(a_changed_line_counts_in_its_newest_version_alone),
        TEST(a_line_that_left_the_snapshot_counts_in_earlier_periods_alone),
        TEST(a_line_that_came_back_counts_once),
        TEST(a_need_that_was_replaced_no_longer_counts),
        TEST(without_any_line_every_commune_is_a_gap_without_actors_not_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
