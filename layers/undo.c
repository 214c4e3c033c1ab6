/* Taking an import back: what it added is removed, what it closed is open again. */
#include "layers/provenance.h"

#include "base/lang.h"
#include "base/os.h"
#include "layers/review_internal.h"

extern const char ltp_text_sql_undo_sql[], ltp_text_sql_undo_end_sql[];

/* Refuses when `query` gives an import that stands in the way. */
static LtpCode refuse_if(LtpStore *store, int64_t import_id, const char *query, const char *message,
                         LtpError *err)
{
    sqlite3_stmt *stmt;
    int64_t found = 0;
    LTP_TRY(ltp_sql_cached(store, query, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    LTP_TRY(ltp_sql_value(store, stmt, &found, err));
    return found == LTP_NULL_INT || found == 0
               ? LTP_OK
               : ltp_fail(err, LTP_EUSAGE, "%s (%lld)", message, (long long)found);
}

static LtpCode refuse(LtpStore *store, int64_t import_id, LtpError *err)
{
    static const char known[] = "SELECT count(*) FROM import WHERE id = ?1";
    static const char undone[] = "SELECT id FROM import WHERE id = ?1 AND undone_at IS NOT NULL";
    static const char newer[] =
        "SELECT max(n.id) FROM import n JOIN import i ON i.source_id = n.source_id "
        "AND n.submission > i.submission WHERE i.id = ?1 AND n.undone_at IS NULL";
    static const char decided[] =
        "SELECT max(r.import_id) FROM replaced r JOIN import i ON i.id = r.import_id WHERE "
        "r.import_id > ?1 AND i.undone_at IS NULL AND r.what <> 'organisation_words' AND "
        "(json_extract(r.old, '$.import_id') = ?1 OR (r.what = 'organisation' AND EXISTS (SELECT 1 "
        "FROM replaced o WHERE o.import_id = ?1 AND o.what = 'organisation' AND (json_extract("
        "o.old, '$.id') IN (json_extract(r.old, '$.id'), json_extract(r.old, '$.into')) OR "
        "json_extract(o.old, '$.into') IN (json_extract(r.old, '$.id'), json_extract(r.old, "
        "'$.into'))))))";
    static const char used[] =
        "SELECT min(u.import_id) FROM unit_use u JOIN unit ON "
        "unit.id = u.unit_id WHERE unit.import_id = ?1 AND u.import_id <> ?1";
    sqlite3_stmt *stmt;
    int64_t count = 0;
    LTP_TRY(ltp_sql_cached(store, known, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    LTP_TRY(ltp_sql_value(store, stmt, &count, err));
    if (count == 0)
        return ltp_fail(err, LTP_ENOTFOUND, _("there is no import %lld; 'ltp imports' lists them"),
                        (long long)import_id);
    LTP_TRY(refuse_if(store, import_id, undone, _("this import is undone already"), err));
    LTP_TRY(refuse_if(store, import_id, newer,
                      _("a newer import of the same source stands; undo that one first"), err));
    LTP_TRY(refuse_if(store, import_id, decided,
                      _("newer decisions rest on these; undo those first"), err));
    return refuse_if(store, import_id, used,
                     _("other imports use the units of this one; undo them first"), err);
}

static LtpCode mark(LtpStore *store, int64_t import_id, LtpError *err)
{
    static const char text[] = "UPDATE import SET undone_at = ?2, undone_by = ?3 WHERE id = ?1";
    char now[32];
    sqlite3_stmt *stmt;
    ltp_os_now_text(now);
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_text(stmt, 2, now);
    ltp_sql_text(stmt, 3, ltp_os_user());
    return ltp_sql_run(store, stmt, err);
}

/* The statements of a script one after the other, ?1 = the import. */
static LtpCode run_each(LtpStore *store, const char *script, int64_t import_id, LtpError *err)
{
    const char *rest = script;
    while (*rest) {
        sqlite3_stmt *stmt = NULL;
        if (sqlite3_prepare_v2(ltp_store_db(store), rest, -1, &stmt, &rest) != SQLITE_OK)
            return ltp_sql_fail(store, "undo", err);
        if (!stmt)
            continue;
        ltp_sql_int(stmt, 1, import_id);
        LtpCode rc = ltp_sql_run(store, stmt, err);
        sqlite3_finalize(stmt);
        LTP_TRY(rc);
    }
    return LTP_OK;
}

static LtpCode take_back(LtpStore *store, int64_t import_id, LtpError *err)
{
    LTP_TRY(run_each(store, ltp_text_sql_undo_sql, import_id, err));
    LTP_TRY(ltp_organisation_hidden_refresh(store, import_id, import_id, err));
    return run_each(store, ltp_text_sql_undo_end_sql, import_id, err);
}

/* Rows that were read again because of the decisions of this import: first as they were. */
static LtpCode undo_caused(LtpStore *store, int64_t import_id, LtpError *err)
{
    static const char text[] =
        "SELECT max(id) FROM import WHERE caused_by = ?1 AND undone_at IS NULL";
    for (;;) {
        sqlite3_stmt *stmt;
        int64_t newest;
        LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
        ltp_sql_int(stmt, 1, import_id);
        LTP_TRY(ltp_sql_value(store, stmt, &newest, err));
        if (newest == LTP_NULL_INT)
            return LTP_OK;
        LTP_TRY(ltp_import_undo(store, newest, err));
    }
}

LtpCode ltp_import_undo(LtpStore *store, int64_t import_id, LtpError *err)
{
    LTP_TRY(ltp_store_begin(store, err));
    LtpCode rc = refuse(store, import_id, err);
    if (rc == LTP_OK)
        rc = undo_caused(store, import_id, err);
    if (rc == LTP_OK)
        rc = mark(store, import_id, err);
    if (rc == LTP_OK)
        rc = take_back(store, import_id, err);
    if (rc == LTP_OK)
        rc = ltp_edition_activate(store, err);
    if (rc == LTP_OK)
        rc = ltp_store_commit(store, err);
    if (rc != LTP_OK)
        ltp_store_rollback(store);
    else
        ltp_store_forget_orgs(store);
    return rc;
}
