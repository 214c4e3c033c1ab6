/* Schemes as data a person adds to and chooses from. */
#include "layers/scheme.h"

#include "base/lang.h"
#include "layers/sql.h"

extern const char ltp_text_sql_scheme_json_sql[], ltp_text_sql_scheme_add_sql[],
    ltp_text_sql_scheme_check_sql[], ltp_text_sql_scheme_find_sql[];

LtpCode ltp_scheme_each(LtpStore *store, LtpCode (*fn)(const LtpSchemeInfo *, void *, LtpError *),
                        void *arg, LtpError *err)
{
    static const char text[] =
        "SELECT name || '@' || version, label_fr, label_en, active, (SELECT count(DISTINCT field) "
        "FROM scheme_class WHERE scheme_id = s.id), (SELECT count(*) FROM priority_rule WHERE "
        "scheme_id = s.id) FROM scheme s ORDER BY name, version";
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LtpCode rc;
    LTP_GO(ltp_sql_prepare(store, text, &stmt, err));
    LTP_GO(ltp_sql_step(store, stmt, &row, err));
    while (row) {
        const LtpSchemeInfo info = {ltp_sql_column_text(stmt, 0),
                                    {ltp_sql_column_text(stmt, 1), ltp_sql_column_text(stmt, 2)},
                                    ltp_sql_column_int(stmt, 3) == 1,
                                    ltp_sql_column_int(stmt, 4),
                                    ltp_sql_column_int(stmt, 5)};
        LTP_GO(fn(&info, arg, err));
        LTP_GO(ltp_sql_step(store, stmt, &row, err));
    }
done:
    sqlite3_finalize(stmt);
    return rc;
}

/* The id of a scheme that exists: ltp_scheme_load says so when it does not. */
static LtpCode find(LtpStore *store, const char *name, int64_t *id, LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    LtpScheme *scheme = NULL;
    LTP_TRY(ltp_scheme_load(store, name, &scheme, err));
    ltp_scheme_free(scheme);
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_scheme_find_sql, &stmt, err));
    ltp_sql_text(stmt, 1, name);
    return ltp_sql_value(store, stmt, id, err);
}

LtpCode ltp_scheme_json(LtpStore *store, const char *name, char **json, LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    int64_t id = 0;
    bool row = false;
    LTP_TRY(find(store, name, &id, err));
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_scheme_json_sql, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK) {
        *json = ltp_strdup(row ? ltp_sql_column_text(stmt, 0) : "{}");
        rc = *json != NULL ? LTP_OK : ltp_fail_memory(err);
    }
    sqlite3_reset(stmt);
    return rc;
}

static LtpCode run_with(LtpStore *store, const char *text, int64_t id, const char *json,
                        LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    ltp_sql_text(stmt, 2, json);
    return ltp_sql_run(store, stmt, err);
}

static LtpCode add(LtpStore *store, const char *json, const char **name, LtpError *err)
{
    static const char head[] =
        "INSERT INTO scheme (name, version, label_fr, label_en) SELECT ?1 ->> 'name', (SELECT "
        "coalesce(max(version), 0) + 1 FROM scheme WHERE name = ?1 ->> 'name'), coalesce(?1 ->> "
        "'label_fr', ?1 ->> 'name'), coalesce(?1 ->> 'label_en', ?1 ->> 'name')";
    static const char rules[] =
        "INSERT INTO priority_rule SELECT ?1, key, value ->> 'priority', value ->> 'severity_min', "
        "value ->> 'severity_max', CAST(value ->> 'coverage_below' AS REAL), coalesce(value ->> "
        "'no_actor', 0) FROM json_each(?2, '$.priority')";
    static const char named[] = "SELECT name || '@' || version FROM scheme WHERE id = ?1";
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(store, head, &stmt, err));
    ltp_sql_text(stmt, 1, json);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    int64_t id = sqlite3_last_insert_rowid(ltp_store_db(store));
    LTP_TRY(run_with(store, ltp_text_sql_scheme_add_sql, id, json, err));
    LTP_TRY(run_with(store, rules, id, json, err));
    LTP_TRY(ltp_sql_cached(store, named, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK)
        *name = ltp_store_keep(store, ltp_sql_column_text(stmt, 0));
    sqlite3_reset(stmt);
    return rc;
}

/* Whether the text is JSON with a name without '@', and classes that are a list of at least one. */
static LtpCode check(LtpStore *store, const char *json, LtpError *err)
{
    static const char text[] =
        "SELECT json_valid(?1) AND CASE WHEN json_valid(?1) THEN coalesce(length(?1 ->> 'name'), "
        "0) "
        "> 0 AND instr(?1 ->> 'name', '@') = 0 AND coalesce(json_array_length(?1, '$.classes'), 0) "
        "> 0 END";
    sqlite3_stmt *stmt = NULL;
    int64_t good = 0;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, json);
    LTP_TRY(ltp_sql_value(store, stmt, &good, err));
    return good == 1 ? LTP_OK
                     : ltp_fail(err, LTP_EFORMAT,
                                _("This is no class scheme. It is JSON with a \"name\" and a list "
                                  "\"classes\"; `ltp schemes show` prints one to start from."));
}

/* Each class has a field, a code, a label, a colour that maps and web pages can paint; each rule is
 * one that the priority knows. */
static LtpCode check_parts(LtpStore *store, const char *json, LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_scheme_check_sql, &stmt, err));
    ltp_sql_text(stmt, 1, json);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK && row)
        rc = ltp_fail(err, LTP_EFORMAT,
                      _("In \"%s\", entry %lld cannot be used: %s. `ltp schemes show` prints a "
                        "scheme to compare with."),
                      ltp_sql_column_text(stmt, 0), (long long)ltp_sql_column_int(stmt, 1),
                      ltp_sql_column_text(stmt, 2));
    sqlite3_reset(stmt);
    return rc;
}

LtpCode ltp_scheme_add(LtpStore *store, const char *json, const char **name, LtpError *err)
{
    LTP_TRY(check(store, json, err));
    LTP_TRY(check_parts(store, json, err));
    LTP_TRY(ltp_store_begin(store, err));
    LtpCode rc = add(store, json, name, err);
    if (rc == LTP_OK)
        rc = ltp_store_commit(store, err);
    if (rc != LTP_OK)
        ltp_store_rollback(store);
    return rc;
}

LtpCode ltp_scheme_choose(LtpStore *store, const char *name, LtpError *err)
{
    static const char text[] = "UPDATE scheme SET active = (id = ?1) WHERE active <> (id = ?1)";
    int64_t id = 0;
    LTP_TRY(find(store, name, &id, err));
    return ltp_sql_with_ids(store, text, id, 0, err);
}
