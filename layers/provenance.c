#include "layers/provenance.h"

#include "base/lang.h"
#include "base/os.h"
#include "layers/areas.h"
#include "layers/crosswalk.h"
#include "layers/sql.h"

static const char *const mode_words[] = {
    [LTP_AS_DEFAULT] = "default", [LTP_AS_SNAPSHOT] = "snapshot", [LTP_AS_UPDATE] = "update"};
static const char *const fate_words[] = {
    [LTP_ACCEPTED] = "accepted", [LTP_DUPLICATE] = "duplicate", [LTP_REJECTED] = "rejected"};

LtpCode ltp_import_known(LtpStore *store, const char *kind, const char *source, const char *sheet,
                         const char *sha256, int64_t *import_id, LtpError *err)
{
    static const char text[] =
        "SELECT max(i.id) FROM import i JOIN source s ON s.id = i.source_id "
        "WHERE s.kind = ?1 AND s.name = ?2 AND i.sheet IS ?3 AND i.sha256 = ?4 "
        "AND i.undone_at IS NULL";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    ltp_sql_text(stmt, 2, source);
    ltp_sql_text(stmt, 3, sheet);
    ltp_sql_text(stmt, 4, sha256);
    int64_t id = 0;
    LTP_TRY(ltp_sql_value(store, stmt, &id, err));
    *import_id = id == LTP_NULL_INT ? 0 : id;
    return LTP_OK;
}

static LtpCode source_put(LtpStore *store, const char *kind, const char *name, int64_t *id,
                          LtpError *err)
{
    static const char insert[] = "INSERT OR IGNORE INTO source (kind, name) VALUES (?1, ?2)";
    static const char find[] = "SELECT id FROM source WHERE kind = ?1 AND name = ?2";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, insert, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    ltp_sql_text(stmt, 2, name);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    LTP_TRY(ltp_sql_cached(store, find, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    ltp_sql_text(stmt, 2, name);
    return ltp_sql_value(store, stmt, id, err);
}

static LtpCode import_insert(LtpStore *store, const LtpImportHead *head, int64_t source_id,
                             int64_t *import_id, LtpError *err)
{
    static const char text[] =
        "INSERT INTO import (source_id, submission, file, sheet, header_row, hxl_row, sha256, "
        "reported, mode, options, imported_at, person, program) "
        "SELECT ?1, coalesce(max(submission), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
        "?12 "
        "FROM import WHERE source_id = ?1";
    char now[32];
    ltp_os_now_text(now);
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, source_id);
    ltp_sql_text(stmt, 2, head->file);
    ltp_sql_text(stmt, 3, head->sheet);
    ltp_sql_id(stmt, 4, head->header_row);
    ltp_sql_id(stmt, 5, head->hxl_row);
    ltp_sql_text(stmt, 6, head->sha256);
    ltp_sql_day(stmt, 7, head->reported);
    ltp_sql_text(stmt, 8, mode_words[head->mode]);
    ltp_sql_text(stmt, 9, head->options);
    ltp_sql_text(stmt, 10, now);
    ltp_sql_text(stmt, 11, ltp_os_user());
    ltp_sql_text(stmt, 12, "ltp " LTP_VERSION);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    *import_id = sqlite3_last_insert_rowid(ltp_store_db(store));
    return LTP_OK;
}

LtpCode ltp_import_begin(LtpStore *store, const LtpImportHead *head, int64_t *import_id,
                         LtpError *err)
{
    int64_t source_id = 0;
    LTP_TRY(ltp_store_begin(store, err));
    LtpCode rc = source_put(store, head->kind, head->source, &source_id, err);
    if (rc == LTP_OK)
        rc = import_insert(store, head, source_id, import_id, err);
    if (rc != LTP_OK)
        ltp_store_rollback(store);
    return rc;
}

LtpCode ltp_import_edition(LtpStore *store, int64_t import_id, int64_t edition_id, LtpError *err)
{
    return ltp_sql_with_ids(store, "UPDATE import SET edition_id = ?1 WHERE id = ?2", edition_id,
                            import_id, err);
}

LtpCode ltp_import_finish(LtpStore *store, int64_t import_id, const LtpImportCounts *counts,
                          LtpError *err)
{
    static const char text[] = "UPDATE import SET n_read = ?2, n_accepted = ?3, n_duplicate = ?4, "
                               "n_rejected = ?5 WHERE id = ?1";
    if (counts->read != counts->accepted + counts->duplicate + counts->rejected)
        return ltp_fail(err, LTP_EINTERNAL, _("the rows read are not all accounted for"));
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, counts->read);
    ltp_sql_int(stmt, 3, counts->accepted);
    ltp_sql_int(stmt, 4, counts->duplicate);
    ltp_sql_int(stmt, 5, counts->rejected);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    LTP_TRY(ltp_crosswalk_refresh(store, err));
    LTP_TRY(ltp_areas_refresh(store, err));
    return ltp_store_commit(store, err);
}

void ltp_import_abandon(LtpStore *store, int64_t import_id)
{
    (void)import_id; /* its transaction holds nothing else */
    ltp_store_rollback(store);
}

static void info_of(sqlite3_stmt *stmt, LtpImportInfo *info)
{
    *info = (LtpImportInfo){
        .id = sqlite3_column_int64(stmt, 0),
        .submission = sqlite3_column_int64(stmt, 1),
        .kind = ltp_sql_column_text(stmt, 2),
        .source = ltp_sql_column_text(stmt, 3),
        .file = ltp_sql_column_text(stmt, 4),
        .sheet = ltp_sql_column_text(stmt, 5),
        .edition = ltp_sql_column_text(stmt, 6),
        .imported_at = ltp_sql_column_text(stmt, 7),
        .person = ltp_sql_column_text(stmt, 8),
        .undone_at = ltp_sql_column_text(stmt, 9),
        .counts = {.read = sqlite3_column_int64(stmt, 10),
                   .accepted = sqlite3_column_int64(stmt, 11),
                   .duplicate = sqlite3_column_int64(stmt, 12),
                   .rejected = sqlite3_column_int64(stmt, 13)},
    };
}

LtpCode ltp_import_each(LtpStore *store, LtpCode (*fn)(const LtpImportInfo *, void *, LtpError *),
                        void *arg, LtpError *err)
{
    static const char text[] =
        "SELECT i.id, i.submission, s.kind, s.name, i.file, i.sheet, e.name, i.imported_at, "
        "i.person, i.undone_at, i.n_read, i.n_accepted, i.n_duplicate, i.n_rejected "
        "FROM import i JOIN source s ON s.id = i.source_id "
        "LEFT JOIN edition e ON e.id = i.edition_id ORDER BY i.id";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    bool row = false;
    LtpCode rc;
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        LtpImportInfo info;
        info_of(stmt, &info);
        rc = fn(&info, arg, err);
        if (rc != LTP_OK)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_source_map(LtpStore *store, const char *kind, const char *source, const char **json,
                       LtpError *err)
{
    static const char text[] =
        "SELECT json_extract(i.options, '$.map') FROM import i JOIN source s ON s.id = "
        "i.source_id WHERE s.kind = ?1 AND s.name = ?2 AND i.undone_at IS NULL "
        "ORDER BY i.submission DESC LIMIT 1";
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    ltp_sql_text(stmt, 2, source);
    LTP_TRY(ltp_sql_step(store, stmt, &row, err));
    *json = row ? ltp_store_keep(store, ltp_sql_column_text(stmt, 0)) : NULL;
    sqlite3_reset(stmt);
    return LTP_OK;
}

LtpCode ltp_import_column(LtpStore *store, int64_t import_id, int64_t position, const char *header,
                          const char *hxl, const char *field, const char *by, LtpError *err)
{
    static const char text[] =
        "INSERT INTO import_column (import_id, position, header, hxl, field, "
        "by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, position);
    ltp_sql_text(stmt, 3, header);
    ltp_sql_text(stmt, 4, hxl);
    ltp_sql_text(stmt, 5, field);
    ltp_sql_text(stmt, 6, by);
    return ltp_sql_run(store, stmt, err);
}

LtpCode ltp_raw_row(LtpStore *store, int64_t import_id, int64_t row, const char *cells,
                    LtpFate fate, const char *reason, int64_t *raw_row_id, LtpError *err)
{
    static const char text[] = "INSERT INTO raw_row (import_id, row, cells, fate, reason) "
                               "VALUES (?1, ?2, ?3, ?4, ?5)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, row);
    ltp_sql_text(stmt, 3, cells);
    ltp_sql_text(stmt, 4, fate_words[fate]);
    ltp_sql_text(stmt, 5, reason);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    if (raw_row_id)
        *raw_row_id = sqlite3_last_insert_rowid(ltp_store_db(store));
    return LTP_OK;
}

LtpCode ltp_finding(LtpStore *store, int64_t import_id, const LtpFinding *finding, LtpError *err)
{
    static const char text[] = "INSERT INTO finding (import_id, row, code, column, value, detail) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, finding->row);
    ltp_sql_text(stmt, 3, finding->code);
    ltp_sql_text(stmt, 4, finding->column);
    ltp_sql_text(stmt, 5, finding->value);
    ltp_sql_text(stmt, 6, finding->detail);
    return ltp_sql_run(store, stmt, err);
}
