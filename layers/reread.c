/* Rows read again from the store, because of what people decided. */
#include "layers/review_internal.h"

#include "base/lang.h"

#include <string.h>

extern const char ltp_text_sql_reread_imports_sql[], ltp_text_sql_reread_rows_sql[],
    ltp_text_sql_return_rows_sql[];

/* "year":2025 of the options an import was kept with; 0 = none. */
static int year_of(const char *options)
{
    static const char key[] = "\"year\":";
    const char *at = options != NULL ? strstr(options, key) : NULL;
    int year = 0;
    for (at = at != NULL ? at + sizeof key - 1 : ""; *at >= '0' && *at <= '9' && year < 1000; at++)
        year = year * 10 + (*at - '0');
    return year;
}

LtpCode ltp_reread_imports(LtpStore *store, int64_t decisions, bool all,
                           LtpCode (*fn)(const LtpRereadImport *, void *, LtpError *), void *arg,
                           LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    (void)decisions, (void)all;
    LTP_TRY(ltp_sql_prepare(store, ltp_text_sql_reread_imports_sql, &stmt, err));
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        const char *options = ltp_sql_column_text(stmt, 11);
        LtpRereadImport import = {.id = sqlite3_column_int64(stmt, 0),
                                  .edition_id = sqlite3_column_int64(stmt, 1),
                                  .kind = ltp_sql_column_text(stmt, 2),
                                  .source = ltp_sql_column_text(stmt, 3),
                                  .file = ltp_sql_column_text(stmt, 4),
                                  .sheet = ltp_sql_column_text(stmt, 5),
                                  .sha256 = ltp_sql_column_text(stmt, 6),
                                  .edition = ltp_sql_column_text(stmt, 7),
                                  .reported = ltp_sql_column_day(stmt, 8),
                                  .header_row = sqlite3_column_int64(stmt, 9),
                                  .hxl_row = sqlite3_column_int64(stmt, 10),
                                  .date1904 = options != NULL &&
                                              strstr(options, "\"date1904\":true") != NULL,
                                  .year = year_of(options)};
        if ((rc = fn(&import, arg, err)) != LTP_OK)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}

static LtpFate fate_of(const char *word)
{
    if (strcmp(word, "accepted") == 0)
        return LTP_ACCEPTED;
    return strcmp(word, "duplicate") == 0 ? LTP_DUPLICATE : LTP_REJECTED;
}

LtpCode ltp_reread_rows(LtpStore *store, int64_t import_id, int64_t decisions, bool all,
                        LtpCode (*fn)(const LtpRereadRow *, void *, LtpError *), void *arg,
                        LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, ltp_text_sql_reread_rows_sql, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, decisions);
    ltp_sql_int(stmt, 3, all);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        const char *findings = ltp_sql_column_text(stmt, 4);
        LtpRereadRow one = {.raw_row_id = sqlite3_column_int64(stmt, 0),
                            .row = sqlite3_column_int64(stmt, 1),
                            .cells = ltp_sql_column_text(stmt, 2),
                            .fate = fate_of(ltp_sql_column_text(stmt, 3)),
                            .findings = findings != NULL ? findings : ""};
        if ((rc = fn(&one, arg, err)) != LTP_OK)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_reread_columns(LtpStore *store, int64_t import_id,
                           LtpCode (*fn)(const char *header, const char *field, const char *by,
                                         void *arg, LtpError *err),
                           void *arg, LtpError *err)
{
    static const char text[] =
        "SELECT header, field, by FROM import_column WHERE import_id = ?1 ORDER BY position";
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = fn(ltp_sql_column_text(stmt, 0), ltp_sql_column_text(stmt, 1),
                     ltp_sql_column_text(stmt, 2), arg, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_decisions_used(LtpStore *store, int64_t import_id, bool *used, LtpError *err)
{
    static const char text[] =
        "SELECT count(*) FROM import n JOIN source s ON s.id = n.source_id WHERE n.id > ?1 AND "
        "n.undone_at IS NULL AND n.caused_by IS NOT ?1 AND s.kind NOT IN ('boundaries', 'review', "
        "'aliases') AND EXISTS (SELECT 1 FROM import i JOIN source d ON d.id = i.source_id WHERE "
        "i.id = ?1 AND d.kind IN ('review', 'aliases'))";
    sqlite3_stmt *stmt;
    int64_t count;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    LTP_TRY(ltp_sql_value(store, stmt, &count, err));
    *used = count > 0;
    return LTP_OK;
}

LtpCode ltp_reread_begin(LtpStore *store, int64_t import_id, int64_t of, int64_t decisions,
                         LtpError *err)
{
    static const char mark[] =
        "UPDATE import SET reread_of = ?2, caused_by = ?3, (edition_id, options) = (SELECT "
        "edition_id, options FROM import WHERE id = ?2) WHERE id = ?1";
    static const char columns[] =
        "INSERT INTO import_column (import_id, position, header, hxl, field, by) SELECT ?1, "
        "position, header, hxl, field, by FROM import_column WHERE import_id = ?2";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, mark, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, of);
    ltp_sql_id(stmt, 3, decisions);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    return ltp_sql_with_ids(store, columns, import_id, of, err);
}

LtpCode ltp_reread_row(LtpStore *store, int64_t import_id, int64_t raw_row_id, bool lines,
                       LtpError *err)
{
    static const char *const others[] = {
        "UPDATE raw_row SET reread_by = ?1 WHERE id = ?2",
        "UPDATE study SET closed_by = ?1 WHERE raw_row_id = ?2 AND closed_by IS NULL",
        "UPDATE need SET closed_by = ?1 WHERE raw_row_id = ?2 AND closed_by IS NULL",
        "UPDATE institution SET closed_by = ?1 WHERE raw_row_id = ?2 AND closed_by IS NULL"};
    static const char line[] = "UPDATE line SET closed_by = ?1, close_reason = 'changed' WHERE "
                               "raw_row_id = ?2 AND closed_by IS NULL";
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        LTP_TRY(ltp_sql_with_ids(store, others[i], import_id, raw_row_id, err));
    return lines ? ltp_sql_with_ids(store, line, import_id, raw_row_id, err) : LTP_OK;
}

/* ---- what goes back to a partner ---- */

LtpCode ltp_return_find(LtpStore *store, const char *source, LtpReturnHead *head, LtpError *err)
{
    static const char text[] =
        "SELECT i.id, i.submission, coalesce(i.header_row, 0), coalesce(i.hxl_row, 0), s.kind, "
        "i.file, i.sheet, i.imported_at FROM import i JOIN source s ON s.id = i.source_id WHERE "
        "s.name = ?1 AND i.undone_at IS NULL AND i.reread_of IS NULL AND s.kind NOT IN "
        "('boundaries', 'review', 'aliases') ORDER BY i.id DESC LIMIT 1";
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, source);
    LTP_TRY(ltp_sql_step(store, stmt, &row, err));
    if (row)
        *head = (LtpReturnHead){
            .import_id = sqlite3_column_int64(stmt, 0),
            .submission = sqlite3_column_int64(stmt, 1),
            .header_row = sqlite3_column_int64(stmt, 2),
            .hxl_row = sqlite3_column_int64(stmt, 3),
            .kind = ltp_store_keep(store, ltp_sql_column_text(stmt, 4)),
            .file = ltp_store_keep(store, ltp_sql_column_text(stmt, 5)),
            .sheet = ltp_store_keep(store, ltp_sql_column_text(stmt, 6)),
            .imported_at = ltp_store_keep(store, ltp_sql_column_text(stmt, 7)),
        };
    sqlite3_reset(stmt);
    return row ? LTP_OK
               : ltp_fail(
                     err, LTP_ENOTFOUND,
                     _("There is no table of a source \"%s\". `ltp imports` lists the sources."),
                     source);
}

LtpCode ltp_return_columns(LtpStore *store, int64_t import_id,
                           LtpCode (*fn)(const char *header, const char *hxl, const char *field,
                                         void *arg, LtpError *err),
                           void *arg, LtpError *err)
{
    static const char text[] =
        "SELECT header, hxl, field FROM import_column WHERE import_id = ?1 ORDER BY position";
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = fn(ltp_sql_column_text(stmt, 0), ltp_sql_column_text(stmt, 1),
                     ltp_sql_column_text(stmt, 2), arg, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_return_rows(LtpStore *store, int64_t import_id,
                        LtpCode (*fn)(int64_t row, const char *cells, const char *fate,
                                      const char *findings, void *arg, LtpError *err),
                        void *arg, LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, ltp_text_sql_return_rows_sql, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = fn(sqlite3_column_int64(stmt, 0), ltp_sql_column_text(stmt, 1),
                     ltp_sql_column_text(stmt, 2), ltp_sql_column_text(stmt, 3), arg, err)) !=
            LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}
