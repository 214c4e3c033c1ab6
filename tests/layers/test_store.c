/* The store: created whole, opened by its kind and version, changed all or nothing. */
#include "tests/support/test.h"

#include "base/os.h"
#include "layers/migrate.h"
#include "layers/spatialite.h"
#include "layers/sql.h"
#include "tests/layers/small_store.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static LtpStore *opened(const char *path, LtpStoreMode mode)
{
    LtpError err = {0};
    LtpStore *store = NULL;
    assert_ok(ltp_store_open(path, mode, &store, &err));
    return store;
}

static void a_new_store_is_one_file_that_passes_its_own_check(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBuf report = {0};
    const char *path = test_temp_path("new.sqlite");
    LtpStore *store = small_store(path);
    assert_int_equal(ltp_migrate_latest(), ltp_store_schema_version(store));
    assert_ok(ltp_store_check(store, &report, &err));
    assert_string_equal("", ltp_buf_text(&report));
    ltp_store_close(store);
    ltp_buf_release(&report);
    assert_true(ltp_store_is(path));
    assert_false(ltp_os_exists(test_temp_path("new.sqlite-wal")));
    assert_false(ltp_os_exists(test_temp_path("new.sqlite.partial")));
    assert_string_equal("delete", small_select(path, "PRAGMA journal_mode"));
}

static void geometry_is_registered_and_indexed(void **state)
{
    (void)state;
    const char *path = test_temp_path("geometry.sqlite");
    ltp_store_close(small_store(path));
    assert_string_equal(
        "unit.geom 6 4326 1, unit.point 1 4326 0, place.geom 1 4326 1, "
        "line_area.geom 6 4326 1",
        small_select(path, "SELECT group_concat(f_table_name || '.' || f_geometry_column || ' ' || "
                           "geometry_type || ' ' || srid || ' ' || spatial_index_enabled, ', ') "
                           "FROM (SELECT * FROM geometry_columns ORDER BY f_table_name DESC, "
                           "f_geometry_column)"));
    assert_string_equal("7", small_select(path, "SELECT count(*) FROM idx_unit_geom"));
    assert_string_equal("4", small_select(path, "SELECT count(*) FROM v_communes"));
}

/* A view is shown by QGIS and GDAL when it is registered in lower case with a row number. */
static void views_are_registered_with_a_row_number_of_their_own(void **state)
{
    (void)state;
    const char *path = test_temp_path("views.sqlite");
    ltp_store_close(small_store(path));
    assert_string_equal("14", small_select(path, "SELECT count(*) FROM views_geometry_columns"));
    assert_string_equal("0", small_select(path, "SELECT count(*) FROM views_geometry_columns WHERE "
                                                "view_name <> lower(view_name) OR view_rowid <> "
                                                "'rowid'"));
    assert_string_equal("7", small_select(path, "SELECT count(DISTINCT rowid) FROM v_limites"));
}

static void what_is_wrong_with_a_store_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *damage, *found;
    } cases[] = {
        {"DELETE FROM idx_unit_geom WHERE pkid = 5", "unit 5"},
        {"INSERT INTO idx_unit_geom VALUES (99, 0, 1, 0, 1)", "unit 99"},
        {"UPDATE unit SET geom = NULL WHERE id = 4", "XX010101"},
        {"DELETE FROM geometry_columns WHERE f_table_name = 'place'", "place.geom"},
        {"DROP VIEW layer_units; CREATE VIEW layer_units AS SELECT 1 AS id", "pcode"},
        {"PRAGMA foreign_keys = OFF; UPDATE unit SET parent_id = 77 WHERE id = 7", "unit"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LtpError err = {0};
        LtpBuf report = {0};
        const char *path = test_temp_path("damaged.sqlite");
        ltp_store_close(small_store(path));
        small_execute(path, cases[i].damage);
        LtpStore *store = opened(path, LTP_STORE_READ);
        assert_code(LTP_ESTORE, ltp_store_check(store, &report, &err));
        if (!strstr(ltp_buf_text(&report), cases[i].found))
            fail_msg("%s: %s", cases[i].damage, ltp_buf_text(&report));
        ltp_store_close(store);
        ltp_buf_release(&report);
    }
}

static void creating_over_a_file_is_refused_and_leaves_it(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = NULL;
    const char *path = test_temp_path("taken.sqlite");
    test_write(path, "mine");
    assert_code(LTP_ESTORE, ltp_store_open(path, LTP_STORE_CREATE, &store, &err));
    assert_string_equal("mine", test_read(path));
}

static void a_file_that_is_no_store_is_refused_untouched(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = NULL;
    const char *text = test_temp_path("text.sqlite");
    test_write(text, "not a database at all");
    assert_code(LTP_ESTORE, ltp_store_open(text, LTP_STORE_WRITE, &store, &err));
    assert_string_equal("not a database at all", test_read(text));
    assert_code(LTP_ENOTFOUND,
                ltp_store_open(test_temp_path("absent.sqlite"), LTP_STORE_READ, &store, &err));
    assert_false(ltp_os_exists(test_temp_path("absent.sqlite")));
}

static void a_newer_store_is_refused_untouched(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = NULL;
    const char *path = test_temp_path("newer.sqlite");
    ltp_store_close(small_store(path));
    small_execute(path, "PRAGMA user_version = 999");
    int64_t size = ltp_os_size(path);
    assert_code(LTP_EVERSION, ltp_store_open(path, LTP_STORE_WRITE, &store, &err));
    assert_code(LTP_EVERSION, ltp_store_open(path, LTP_STORE_READ, &store, &err));
    assert_int_equal(size, ltp_os_size(path));
    assert_string_equal("999", small_select(path, "PRAGMA user_version"));
}

/* ---- migration ---- */

/* A store as the first version made it: what came later taken away. */
static void make_old(const char *path)
{
    static const char *const drops =
        "SELECT group_concat('DROP VIEW \"' || name || '\"', ';') FROM sqlite_master "
        "WHERE type = 'view' AND (name GLOB 'v_*' OR name GLOB 'layer_*' OR name IN ('unit_path', "
        "'unit_use', 'organisation_used', 'organisation_shown', 'import_shown', 'finding_open'))";
    ltp_store_close(small_store(path));
    static const char *const review =
        "PRAGMA legacy_alter_table = ON; DROP INDEX import_caused_by; DROP INDEX raw_row_reread; "
        "ALTER TABLE import DROP COLUMN caused_by; ALTER TABLE import DROP COLUMN reread_of; "
        "ALTER TABLE raw_row DROP COLUMN reread_by; ALTER TABLE place_alias DROP COLUMN words; "
        "ALTER TABLE vocabulary_term DROP COLUMN decided_at; "
        "ALTER TABLE vocabulary_term DROP COLUMN import_id; "
        "ALTER TABLE organisation DROP COLUMN merged_into; "
        "ALTER TABLE organisation_alias DROP COLUMN person; "
        "ALTER TABLE organisation_alias DROP COLUMN decided_at; "
        "DROP TABLE place_decision; DROP TABLE organisation_distinct; DROP TABLE replaced; "
        "DROP TABLE place_name; DROP TABLE edition_level; DROP TABLE level_name";
    static const char *const decisions =
        "DROP TABLE ltp_decision; DROP TABLE organisation_wish; DROP TABLE place_closed";
    static const char *const analysis =
        "DROP TRIGGER study_text_insert; DROP TRIGGER study_text_delete; DROP TABLE study_text; "
        "DROP TABLE crosswalk_share; DROP TABLE crosswalk; DROP TABLE priority_rule; "
        "DROP TABLE legal_era";
    static const char *const areas =
        "SELECT DisableSpatialIndex('line_area', 'geom'); DROP TABLE idx_line_area_geom; "
        "SELECT DiscardGeometryColumn('line_area', 'geom'); "
        "DROP TABLE area_part; DROP TABLE area_edition; DROP TABLE line_area";
    static const char *const movement =
        "DROP TABLE displaced; DROP TABLE erp; DROP TABLE indicator; DROP TABLE risk; "
        "DROP TABLE contact; PRAGMA legacy_alter_table = ON; "
        "ALTER TABLE institution DROP COLUMN kind_code; ALTER TABLE institution DROP COLUMN tier; "
        "ALTER TABLE institution DROP COLUMN status_code; ALTER TABLE line DROP COLUMN quantity; "
        "ALTER TABLE line DROP COLUMN quantity_unit";
    char views[4096];
    snprintf(views, sizeof views, "%s", small_select(path, drops));
    small_execute(path, views);
    small_execute(path, movement);
    small_execute(path, decisions);
    small_execute(path, analysis);
    small_execute(path, review);
    small_execute(path, areas);
    small_execute(path, "DELETE FROM views_geometry_columns; DELETE FROM scheme_class; DELETE FROM "
                        "scheme; DELETE FROM vocabulary_term; DELETE FROM vocabulary; "
                        "PRAGMA user_version = 1");
}

static void schema_of(const char *path, char out[4096])
{
    snprintf(out, 4096, "%s",
             small_select(path, "SELECT ltp FROM (SELECT group_concat(name || length(sql)) AS ltp "
                                "FROM (SELECT name, sql FROM sqlite_master ORDER BY name))"));
}

static void an_older_store_is_migrated_and_a_backup_kept(void **state)
{
    (void)state;
    char fresh[4096], migrated[4096];
    const char *old = test_temp_path("old.sqlite"), *new = test_temp_path("fresh.sqlite");
    make_old(old);
    ltp_store_close(small_store(new));
    ltp_store_close(opened(old, LTP_STORE_WRITE));
    schema_of(new, fresh);
    schema_of(old, migrated);
    assert_string_equal(fresh, migrated);
    assert_string_equal("7", small_select(old, "SELECT count(*) FROM unit"));
    const char *backup = test_temp_path("old.sqlite.v1.bak");
    assert_string_equal("1", small_select(backup, "PRAGMA user_version"));
    assert_string_equal("7", small_select(backup, "SELECT count(*) FROM unit"));
}

static void reading_an_older_store_migrates_it_too(void **state)
{
    (void)state;
    const char *old = test_temp_path("old2.sqlite");
    make_old(old);
    LtpStore *store = opened(old, LTP_STORE_READ);
    assert_int_equal(ltp_migrate_latest(), ltp_store_schema_version(store));
    assert_int_equal(1, sqlite3_db_readonly(ltp_store_db(store), "main"));
    ltp_store_close(store);
}

static void a_migration_that_fails_changes_nothing(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = NULL;
    const char *old = test_temp_path("old3.sqlite");
    make_old(old);
    small_execute(old, "CREATE VIEW v_constats AS SELECT 1"); /* in the way of the last step */
    assert_code(LTP_ESTORE, ltp_store_open(old, LTP_STORE_WRITE, &store, &err));
    assert_string_equal("1", small_select(old, "PRAGMA user_version"));
    assert_string_equal("0", small_select(old, "SELECT count(*) FROM vocabulary"));
}

/* ---- scripts ---- */

static void a_spatialite_call_that_returns_0_is_an_error(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = small_store(test_temp_path("script.sqlite"));
    assert_code(LTP_ESTORE, ltp_sql_script(store, "SELECT 0", &err));
    assert_code(LTP_ESTORE, ltp_sql_script(store, "SELECT NULL", &err));
    assert_ok(ltp_sql_script(store, "-- nothing\n; SELECT 1; ", &err));
    ltp_store_close(store);
}

/* ---- transactions ---- */

static int64_t count(LtpStore *store, const char *sql)
{
    LtpError err = {0};
    sqlite3_stmt *stmt = NULL;
    int64_t value = 0;
    assert_ok(ltp_sql_prepare(store, sql, &stmt, &err));
    assert_ok(ltp_sql_value(store, stmt, &value, &err));
    sqlite3_finalize(stmt);
    return value;
}

static void nested_transactions_roll_back_alone(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = small_store(test_temp_path("nested.sqlite"));
    int64_t generation = ltp_store_generation(store);
    assert_ok(ltp_store_begin(store, &err));
    small_org(store, "A", "Premier");
    assert_ok(ltp_store_begin(store, &err));
    small_org(store, "B", "Second");
    ltp_store_rollback(store);
    assert_int_equal(1, count(store, "SELECT count(*) FROM organisation"));
    assert_ok(ltp_store_commit(store, &err));
    assert_int_equal(1, count(store, "SELECT count(*) FROM organisation"));
    assert_int_equal(generation + 1, ltp_store_generation(store));
    ltp_store_close(store);
}

static void a_generation_grows_only_with_the_data(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = small_store(test_temp_path("generation.sqlite"));
    int64_t generation = ltp_store_generation(store);
    assert_ok(ltp_store_begin(store, &err));
    assert_ok(ltp_store_commit(store, &err));
    assert_int_equal(generation, ltp_store_generation(store));
    assert_ok(ltp_store_begin(store, &err));
    small_org(store, "A", "Premier");
    ltp_store_rollback(store);
    assert_int_equal(generation, ltp_store_generation(store));
    ltp_store_close(store);
}

/* ---- kill -9, media that cannot be written ---- */

/* In a child: an import that is killed before it ends. */
static void killed_in_mid_import(const char *path)
{
    LtpError err = {0};
    LtpStore *store = NULL;
    if (ltp_store_open(path, LTP_STORE_WRITE, &store, &err) != LTP_OK)
        _exit(1);
    int64_t import = small_begin(store, "activities", "source", "s1");
    for (int i = 0; i < 20000; i++)
        small_row(store, import, i);
    kill(getpid(), SIGKILL);
}

static void kill_9_in_mid_import_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBuf report = {0};
    const char *path = test_temp_path("killed.sqlite");
    ltp_store_close(small_store(path));
    pid_t child = fork();
    if (child == 0)
        killed_in_mid_import(path);
    int status = 0;
    assert_int_equal(child, waitpid(child, &status, 0));
    assert_true(WIFSIGNALED(status));
    LtpStore *store = opened(path, LTP_STORE_WRITE);
    assert_int_equal(0, count(store, "SELECT count(*) FROM raw_row"));
    assert_int_equal(1, count(store, "SELECT count(*) FROM import"));
    assert_ok(ltp_store_check(store, &report, &err));
    ltp_store_close(store);
    ltp_buf_release(&report);
    assert_false(ltp_os_exists(test_temp_path("killed.sqlite-wal")));
}

/* In a child, as a person who may not write there: 0 when the store opens and is whole. */
static void read_as_nobody(const char *path)
{
    LtpError err = {0};
    LtpStore *store = NULL;
    if (geteuid() == 0 && setuid(65534) != 0)
        _exit(1);
    if (ltp_store_open(path, LTP_STORE_READ, &store, &err) != LTP_OK)
        _exit(2);
    int64_t units = count(store, "SELECT count(*) FROM unit");
    ltp_store_close(store);
    _exit(units == 7 ? 0 : 3);
}

static void a_store_on_read_only_media_opens(void **state)
{
    (void)state;
    LtpError err = {0};
    const char *media = test_temp_path("media"), *path = test_temp_path("media/cd.sqlite");
    assert_ok(ltp_os_mkdirs(media, &err));
    ltp_store_close(small_store(path));
    /* A header that says WAL, as a copy made while the store was open has it. */
    small_execute(path, "PRAGMA journal_mode = WAL");
    assert_int_equal(0, chmod(test_temp_dir(), 0755));
    assert_int_equal(0, chmod(path, 0444));
    assert_int_equal(0, chmod(media, 0555));
    pid_t child = fork();
    if (child == 0)
        read_as_nobody(path);
    int status = 0;
    assert_int_equal(child, waitpid(child, &status, 0));
    assert_int_equal(0, chmod(media, 0755));
    assert_true(WIFEXITED(status));
    assert_int_equal(0, WEXITSTATUS(status));
}

static void a_backup_is_a_store_of_one_file(void **state)
{
    (void)state;
    LtpError err = {0};
    const char *copy = test_temp_path("copy.sqlite");
    LtpStore *store = small_store(test_temp_path("backup.sqlite"));
    assert_ok(ltp_store_backup(store, copy, &err));
    ltp_store_close(store);
    store = opened(copy, LTP_STORE_READ);
    assert_int_equal(7, count(store, "SELECT count(*) FROM unit"));
    ltp_store_close(store);
    assert_string_equal("delete", small_select(copy, "PRAGMA journal_mode"));
}

static void a_statement_without_an_end_is_stopped_by_the_limit(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = small_store(test_temp_path("limit.sqlite"));
    static const char endless[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                  "SELECT count(*) FROM n";
    ltp_store_limit(store, 0.05);
    assert_code(LTP_ECANCEL, ltp_sql_script(store, endless, &err));
    ltp_store_limit(store, 60);
    err = (LtpError){0};
    assert_ok(ltp_sql_script(store, "SELECT 1", &err));
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_without_an_end_is_stopped_by_the_limit),
        cmocka_unit_test(a_new_store_is_one_file_that_passes_its_own_check),
        cmocka_unit_test(geometry_is_registered_and_indexed),
        cmocka_unit_test(views_are_registered_with_a_row_number_of_their_own),
        cmocka_unit_test(what_is_wrong_with_a_store_is_found),
        cmocka_unit_test(creating_over_a_file_is_refused_and_leaves_it),
        cmocka_unit_test(a_file_that_is_no_store_is_refused_untouched),
        cmocka_unit_test(a_newer_store_is_refused_untouched),
        cmocka_unit_test(an_older_store_is_migrated_and_a_backup_kept),
        cmocka_unit_test(reading_an_older_store_migrates_it_too),
        cmocka_unit_test(a_migration_that_fails_changes_nothing),
        cmocka_unit_test(a_spatialite_call_that_returns_0_is_an_error),
        cmocka_unit_test(nested_transactions_roll_back_alone),
        cmocka_unit_test(a_generation_grows_only_with_the_data),
        cmocka_unit_test(kill_9_in_mid_import_leaves_the_store_as_it_was),
        cmocka_unit_test(a_store_on_read_only_media_opens),
        cmocka_unit_test(a_backup_is_a_store_of_one_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
