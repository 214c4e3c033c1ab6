/* Records: how organisations are recognised, and what becomes of lines, needs and studies from one
 * submission to the next; undo. */
#include "tests/support/test.h"

#include "layers/sql.h"
#include "tests/layers/small_store.h"

static LtpStore *store;

static int make(void **state)
{
    (void)state;
    store = small_store(test_temp_path("records.sqlite"));
    return 0;
}

static int done(void **state)
{
    (void)state;
    ltp_store_close(store);
    return 0;
}

static int64_t count(const char *sql)
{
    LtpError err = {0};
    sqlite3_stmt *stmt = NULL;
    int64_t value = 0;
    assert_ok(ltp_sql_prepare(store, sql, &stmt, &err));
    assert_ok(ltp_sql_value(store, stmt, &value, &err));
    sqlite3_finalize(stmt);
    return value;
}

static const char *text(const char *sql)
{
    LtpError err = {0};
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    static char out[512];
    assert_ok(ltp_sql_prepare(store, sql, &stmt, &err));
    assert_ok(ltp_sql_step(store, stmt, &row, &err));
    const char *got = row ? ltp_sql_column_text(stmt, 0) : "no row";
    snprintf(out, sizeof out, "%s", got ? got : "NULL");
    sqlite3_finalize(stmt);
    return out;
}

/* ---- organisations ---- */

static void an_organisation_is_one_under_acronym_and_names(void **state)
{
    (void)state;
    int64_t nrc = small_org(store, "NRC", "Norwegian Refugee Council");
    assert_int_equal(nrc, small_org(store, "nrc", NULL));
    assert_int_equal(nrc, small_org(store, NULL, "norwegian  refugee council"));
    assert_int_equal(nrc, small_org(store, "NRC", "Conseil norvégien pour les réfugiés"));
    assert_int_equal(nrc, small_org(store, NULL, "Conseil Norvegien pour les Refugies"));
    assert_int_equal(1, count("SELECT count(*) FROM organisation"));
}

static void an_acronym_and_a_name_of_two_organisations_follow_the_name(void **state)
{
    (void)state;
    int64_t acf = small_org(store, "ACF", "Action contre la Faim");
    int64_t other = small_org(store, "AEN", "Aide à l'Enfance");
    assert_int_not_equal(acf, other);
    assert_int_equal(other, small_org(store, "ACF", "Aide à l'enfance"));
    assert_int_equal(acf, small_org(store, "ACF", NULL));
}

static void a_known_acronym_learns_its_name(void **state)
{
    (void)state;
    int64_t oim = small_org(store, "OIM", NULL);
    assert_int_equal(oim,
                     small_org(store, "OIM", "Organisation internationale pour les migrations"));
    assert_string_equal("Organisation internationale pour les migrations",
                        text("SELECT name FROM organisation"));
    assert_int_equal(oim, small_org(store, NULL, "OIM"));
}

/* The programme's organisation often stands as "PELCRI" alone, in a column of names. */
static void an_acronym_that_came_as_a_name_is_the_same_whatever_came_first(void **state)
{
    (void)state;
    int64_t first = small_org(store, NULL, "Oxfam-K");
    assert_int_equal(first, small_org(store, "OXFAM-K", "Oxfam Katiba"));
    assert_string_equal("OXFAM-K Oxfam Katiba",
                        text("SELECT acronym || ' ' || name FROM organisation"));
    int64_t second = small_org(store, "PELCRI", "Association Pelziwa");
    assert_int_equal(second, small_org(store, NULL, "PELCRI"));
    assert_int_equal(2, count("SELECT count(*) FROM organisation"));
}

static void an_organisation_forgotten_by_a_rollback_is_made_again(void **state)
{
    (void)state;
    LtpError err = {0};
    assert_ok(ltp_store_begin(store, &err));
    small_org(store, "DRC", "Danish Refugee Council");
    ltp_store_rollback(store);
    small_org(store, "DRC", "Danish Refugee Council");
    assert_int_equal(1, count("SELECT count(*) FROM organisation"));
}

/* ---- lines over time ---- */

static void the_same_lines_again_are_the_same(void **state)
{
    (void)state;
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    LtpLineRecord lines[2] = {small_line(0, small_org(store, "A", NULL), &at),
                              small_line(0, small_org(store, "B", NULL), &at)};
    LtpLineChanges first = small_submission(store, "s", "1", lines, 2, true, ltp_day(2020, 1, 31));
    assert_int_equal(2, first.new_);
    LtpLineChanges again = small_submission(store, "s", "2", lines, 2, true, ltp_day(2020, 2, 29));
    assert_int_equal(2, again.same);
    assert_int_equal(0, again.new_ + again.changed + again.gone);
    assert_int_equal(2, count("SELECT count(*) FROM line"));
    assert_int_equal(2, count("SELECT count(*) FROM line WHERE seen_by > import_id"));
}

static void a_line_whose_cells_differ_is_changed_and_the_newer_cells_hold(void **state)
{
    (void)state;
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    LtpLineRecord line = small_line(0, small_org(store, "A", NULL), &at);
    line.reached = 10;
    small_submission(store, "s", "1", &line, 1, true, ltp_day(2020, 1, 31));
    line.reached = 25;
    LtpLineChanges changes =
        small_submission(store, "s", "2", &line, 1, true, ltp_day(2020, 2, 29));
    assert_int_equal(1, changes.changed);
    assert_int_equal(25, count("SELECT reached FROM line WHERE closed_by IS NULL"));
    assert_int_equal(10, count("SELECT reached FROM line WHERE close_reason = 'changed'"));
}

static void a_line_absent_from_a_snapshot_ends_the_day_before_its_report(void **state)
{
    (void)state;
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    LtpLineRecord lines[2] = {small_line(0, small_org(store, "A", NULL), &at),
                              small_line(0, small_org(store, "B", NULL), &at)};
    small_submission(store, "s", "1", lines, 2, true, ltp_day(2020, 1, 31));
    LtpLineChanges changes = small_submission(store, "s", "2", lines, 1, true, ltp_day(2020, 3, 1));
    assert_int_equal(1, changes.gone);
    assert_string_equal("2020-02-29", text("SELECT gone_on FROM line WHERE close_reason = 'gone'"));
}

static void a_line_absent_from_an_update_stays(void **state)
{
    (void)state;
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    LtpLineRecord lines[2] = {small_line(0, small_org(store, "A", NULL), &at),
                              small_line(0, small_org(store, "B", NULL), &at)};
    small_submission(store, "s", "1", lines, 2, false, LTP_DAY_NONE);
    LtpLineChanges changes = small_submission(store, "s", "2", lines, 1, false, LTP_DAY_NONE);
    assert_int_equal(0, changes.gone);
    assert_int_equal(2, count("SELECT count(*) FROM line WHERE closed_by IS NULL"));
}

static void another_source_says_nothing_of_these_lines(void **state)
{
    (void)state;
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    LtpLineRecord line = small_line(0, small_org(store, "A", NULL), &at);
    small_submission(store, "one", "1", &line, 1, true, ltp_day(2020, 1, 31));
    LtpLineChanges changes =
        small_submission(store, "two", "2", &line, 1, true, ltp_day(2020, 2, 1));
    assert_int_equal(1, changes.new_);
    assert_int_equal(0, changes.gone);
}

static void equal_lines_are_told_apart_by_their_ordinal(void **state)
{
    (void)state;
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    LtpLineRecord lines[3];
    for (int i = 0; i < 3; i++)
        lines[i] = small_line(0, small_org(store, "A", NULL), &at);
    assert_int_equal(3, small_submission(store, "s", "1", lines, 3, true, 0).new_);
    LtpLineChanges changes = small_submission(store, "s", "2", lines, 2, true, ltp_day(2020, 1, 1));
    assert_int_equal(2, changes.same);
    assert_int_equal(1, changes.gone);
}

static void what_identifies_a_line_makes_it_new_and_the_rest_changes_it(void **state)
{
    (void)state;
    const LtpLocation here = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    const LtpLocation there = {small_unit(store, "XX010102"), "code", ltp_null_real()};
    const LtpLineRecord base = small_line(0, small_org(store, "A", NULL), &here);
    LtpLineRecord other_place = base, other_project = base, other_start = base, other_title = base;
    other_place.locations = &there;
    other_project.project_code = "P2";
    other_start.start = ltp_day(2020, 1, 1);
    other_title.remarks = "autre";
    const struct {
        const LtpLineRecord *line;
        LtpChange change;
    } cases[] = {{&base, LTP_CHANGE_SAME},
                 {&other_place, LTP_CHANGE_NEW},
                 {&other_project, LTP_CHANGE_NEW},
                 {&other_start, LTP_CHANGE_NEW},
                 {&other_title, LTP_CHANGE_CHANGED}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char source[16];
        LtpLineRecord first = base, second = *cases[i].line;
        snprintf(source, sizeof source, "s%zu", i);
        small_submission(store, source, "1", &first, 1, false, 0);
        LtpLineChanges changes = small_submission(store, source, "2", &second, 1, false, 0);
        assert_int_equal(cases[i].change == LTP_CHANGE_NEW, changes.new_);
        assert_int_equal(cases[i].change == LTP_CHANGE_SAME, changes.same);
        assert_int_equal(cases[i].change == LTP_CHANGE_CHANGED, changes.changed);
    }
}

static void people_of_a_line_are_kept_cell_by_cell(void **state)
{
    (void)state;
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    const LtpPeople people[] = {
        {.cell = {"targeted", 'f', 0, 17, false, false}, .value = 12},
        {.cell = {"targeted", 0, -1, -1, true, false}, .value = 3, .approximate = true}};
    const int64_t donors[] = {small_org(store, "ECHO", NULL)};
    LtpLineRecord line = small_line(0, small_org(store, "A", NULL), &at);
    line.people = people;
    line.n_people = 2;
    line.donors = donors;
    line.n_donors = 1;
    line.targeted = 12;
    line.targeted_basis = LTP_PEOPLE_PARTIAL;
    small_submission(store, "s", "1", &line, 1, false, 0);
    assert_string_equal("targeted f 0 17 12",
                        text("SELECT measure || ' ' || sex || ' ' || age_min || "
                             "' ' || age_max || ' ' || value FROM line_people "
                             "WHERE disability = 0"));
    assert_string_equal("NULL", text("SELECT age_min FROM line_people WHERE disability = 1"));
    assert_string_equal("partial", text("SELECT targeted_basis FROM line"));
    assert_int_equal(1, count("SELECT count(*) FROM line_organisation WHERE role = 'donor'"));
}

/* ---- provenance ---- */

static void the_same_bytes_are_known_again_until_undone(void **state)
{
    (void)state;
    LtpError err = {0};
    int64_t id = small_begin(store, "activities", "s", "abc"), known = 0;
    small_finish(store, id, 0);
    assert_ok(ltp_import_known(store, "activities", "s", NULL, "abc", &known, &err));
    assert_int_equal(id, known);
    assert_ok(ltp_import_known(store, "activities", "s", "Feuil1", "abc", &known, &err));
    assert_int_equal(0, known);
    assert_ok(ltp_import_known(store, "needs", "s", NULL, "abc", &known, &err));
    assert_int_equal(0, known);
    assert_ok(ltp_import_undo(store, id, &err));
    assert_ok(ltp_import_known(store, "activities", "s", NULL, "abc", &known, &err));
    assert_int_equal(0, known);
}

static void an_import_whose_rows_do_not_add_up_does_not_finish(void **state)
{
    (void)state;
    LtpError err = {0};
    int64_t id = small_begin(store, "activities", "s", "abc");
    const LtpImportCounts counts = {.read = 3, .accepted = 1, .rejected = 1};
    assert_code(LTP_EINTERNAL, ltp_import_finish(store, id, &counts, &err));
    ltp_import_abandon(store, id);
    assert_int_equal(1, count("SELECT count(*) FROM import"));
}

static void undo_removes_what_an_import_added_and_opens_what_it_closed(void **state)
{
    (void)state;
    LtpError err = {0};
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    LtpLineRecord lines[2] = {small_line(0, small_org(store, "A", NULL), &at),
                              small_line(0, small_org(store, "B", NULL), &at)};
    small_submission(store, "s", "1", lines, 2, true, ltp_day(2020, 1, 31));
    lines[0].reached = 7;
    small_submission(store, "s", "2", lines, 1, true, ltp_day(2020, 2, 29));
    assert_ok(ltp_import_undo(store, count("SELECT max(id) FROM import"), &err));
    assert_int_equal(2, count("SELECT count(*) FROM line WHERE closed_by IS NULL"));
    assert_int_equal(0,
                     count("SELECT count(*) FROM line WHERE reached = 7 OR gone_on IS NOT NULL"));
    assert_int_equal(2, count("SELECT count(*) FROM raw_row"));
    assert_int_equal(1, count("SELECT count(*) FROM import WHERE undone_at IS NOT NULL"));
}

static void undo_is_refused_while_others_lean_on_the_import(void **state)
{
    (void)state;
    LtpError err = {0};
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    LtpLineRecord line = small_line(0, small_org(store, "A", NULL), &at);
    small_submission(store, "s", "1", &line, 1, true, 0);
    small_submission(store, "s", "2", &line, 1, true, 1);
    assert_code(LTP_EUSAGE, ltp_import_undo(store, 1, &err)); /* the boundaries */
    assert_code(LTP_EUSAGE, ltp_import_undo(store, 2, &err)); /* a newer one stands */
    assert_code(LTP_ENOTFOUND, ltp_import_undo(store, 99, &err));
    assert_ok(ltp_import_undo(store, 3, &err));
    assert_code(LTP_EUSAGE, ltp_import_undo(store, 3, &err));
    assert_ok(ltp_import_undo(store, 2, &err));
    assert_ok(ltp_import_undo(store, 1, &err));
    assert_int_equal(0, count("SELECT count(*) FROM unit"));
    assert_int_equal(0, count("SELECT count(*) FROM idx_unit_geom"));
    assert_int_equal(0, count("SELECT count(*) FROM edition"));
}

static void undo_takes_organisations_back_unless_others_use_them(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpChange change;
    const LtpLocation at = {small_unit(store, "XX010101"), "code", ltp_null_real()};
    for (int source = 0; source < 2; source++) {
        char name[8];
        LtpLineBook *book = NULL;
        int64_t org = 0, only = 0;
        snprintf(name, sizeof name, "s%d", source);
        int64_t import = small_begin(store, "activities", name, name);
        assert_ok(ltp_org_put(store, import, "BOTH", NULL, NULL, &org, &err));
        assert_ok(ltp_org_put(store, import, source ? "TWO" : "ONE", NULL, NULL, &only, &err));
        LtpLineRecord line = small_line(small_row(store, import, 2), org, &at);
        assert_ok(ltp_lines_begin(store, import, small_edition(store), &book, &err));
        assert_ok(ltp_lines_put(book, &line, &change, &err));
        assert_ok(ltp_lines_end(book, false, 0, NULL, &err));
        small_finish(store, import, 1);
    }
    assert_ok(ltp_import_undo(store, 2, &err));
    assert_string_equal("BOTH,TWO", text("SELECT group_concat(acronym) FROM (SELECT acronym FROM "
                                         "organisation ORDER BY acronym)"));
    assert_int_equal(1, count("SELECT count(*) FROM organisation_alias WHERE folded = 'both'"));
}

/* ---- needs ---- */

static LtpNeedRecord need_at(const char *pcode)
{
    return (LtpNeedRecord){.unit_id = small_unit(store, pcode),
                           .date = ltp_day(2020, 1, 1),
                           .pin = LTP_NULL_INT,
                           .severity = LTP_NULL_INT,
                           .population = LTP_NULL_INT,
                           .idps = LTP_NULL_INT,
                           .returnees = LTP_NULL_INT,
                           .repatriated = LTP_NULL_INT};
}

static LtpChange put_need(const char *source, LtpNeedRecord need)
{
    LtpError err = {0};
    LtpChange change;
    int64_t import = small_begin(store, "needs", source, source);
    need.raw_row_id = small_row(store, import, 2);
    assert_ok(ltp_need_put(store, import, &need, &change, &err));
    small_finish(store, import, 1);
    return change;
}

static void a_newer_figure_of_the_same_unit_sector_and_date_replaces_the_older(void **state)
{
    (void)state;
    LtpNeedRecord need = need_at("XX010101");
    need.pin = 100;
    assert_int_equal(LTP_CHANGE_NEW, put_need("s", need));
    assert_int_equal(LTP_CHANGE_SAME, put_need("s", need));
    need.pin = 120;
    assert_int_equal(LTP_CHANGE_CHANGED, put_need("s", need));
    need.sector = "SHL";
    assert_int_equal(LTP_CHANGE_NEW, put_need("s", need));
    assert_int_equal(LTP_CHANGE_NEW, put_need("other", need));
    assert_int_equal(3, count("SELECT count(*) FROM need WHERE closed_by IS NULL"));
}

static void figures_that_come_one_a_row_stand_beside_each_other(void **state)
{
    (void)state;
    LtpNeedRecord population = need_at("XX010101"), idps = need_at("XX010101");
    population.population = 5000;
    idps.idps = 70;
    put_need("s", population);
    put_need("s", idps);
    idps.idps = 80;
    assert_int_equal(LTP_CHANGE_CHANGED, put_need("s", idps));
    assert_int_equal(5000,
                     count("SELECT population FROM need WHERE closed_by IS NULL AND population "
                           "IS NOT NULL"));
    assert_int_equal(80,
                     count("SELECT idps FROM need WHERE closed_by IS NULL AND idps IS NOT NULL"));
}

/* ---- studies ---- */

static LtpChange put_study(LtpStudyRecord study)
{
    LtpError err = {0};
    LtpChange change;
    int64_t import = small_begin(store, "studies", "repertoire", "r");
    study.raw_row_id = small_row(store, import, 2);
    assert_ok(ltp_study_put(store, import, small_edition(store), &study, &change, &err));
    small_finish(store, import, 1);
    return change;
}

static void a_study_is_recognised_by_its_key(void **state)
{
    (void)state;
    const LtpLocation at[] = {{small_unit(store, "XX010102"), "code", 0},
                              {small_unit(store, "XX010101"), "code", 0}};
    LtpStudyRecord study = {
        .key = "MLS001", .title = "Foncier", .year = 2018, .locations = at, .n_locations = 2};
    assert_int_equal(LTP_CHANGE_NEW, put_study(study));
    assert_int_equal(LTP_CHANGE_SAME, put_study(study));
    study.n_locations = 1;
    assert_int_equal(LTP_CHANGE_CHANGED, put_study(study));
    study.year = LTP_NULL_INT;
    assert_int_equal(LTP_CHANGE_CHANGED, put_study(study));
    assert_int_equal(1, count("SELECT count(*) FROM study WHERE closed_by IS NULL"));
}

#define T(test) cmocka_unit_test_setup_teardown(test, make, done)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(an_organisation_is_one_under_acronym_and_names),
        T(an_acronym_and_a_name_of_two_organisations_follow_the_name),
        T(a_known_acronym_learns_its_name),
        T(an_acronym_that_came_as_a_name_is_the_same_whatever_came_first),
        T(an_organisation_forgotten_by_a_rollback_is_made_again),
        T(the_same_lines_again_are_the_same),
        T(a_line_whose_cells_differ_is_changed_and_the_newer_cells_hold),
        T(a_line_absent_from_a_snapshot_ends_the_day_before_its_report),
        T(a_line_absent_from_an_update_stays),
        T(another_source_says_nothing_of_these_lines),
        T(equal_lines_are_told_apart_by_their_ordinal),
        T(what_identifies_a_line_makes_it_new_and_the_rest_changes_it),
        T(people_of_a_line_are_kept_cell_by_cell),
        T(the_same_bytes_are_known_again_until_undone),
        T(an_import_whose_rows_do_not_add_up_does_not_finish),
        T(undo_removes_what_an_import_added_and_opens_what_it_closed),
        T(undo_is_refused_while_others_lean_on_the_import),
        T(undo_takes_organisations_back_unless_others_use_them),
        T(a_newer_figure_of_the_same_unit_sector_and_date_replaces_the_older),
        T(figures_that_come_one_a_row_stand_beside_each_other),
        T(a_study_is_recognised_by_its_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
