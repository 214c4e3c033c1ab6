#include "layers/sql.h"

#include "base/lang.h"

LtpCode ltp_sql_fail(LtpStore *store, const char *what, LtpError *err)
{
    sqlite3 *db = ltp_store_db(store);
    switch (sqlite3_errcode(db)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ltp_fail(err, LTP_ESTORE,
                        _("the store is in use by another program; try again when it is done"));
    case SQLITE_FULL:
        return ltp_fail(err, LTP_EIO, _("the disk is full; nothing was changed"));
    case SQLITE_READONLY:
        return ltp_fail(err, LTP_ESTORE, _("the store cannot be written to"));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ltp_fail(err, LTP_ESTORE, _("the store is damaged (%s); restore a backup"),
                        sqlite3_errmsg(db));
    case SQLITE_NOMEM:
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    case SQLITE_INTERRUPT:
        return ltp_fail(err, LTP_ECANCEL, _("interrupted"));
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return ltp_fail(err, LTP_EIO, _("the store cannot be read or written (%s)"),
                        sqlite3_errmsg(db));
    default:
        return ltp_fail(err, LTP_ESTORE, _("the store refused: %s [%s]"), sqlite3_errmsg(db), what);
    }
}

LtpCode ltp_sql_prepare(LtpStore *store, const char *text, sqlite3_stmt **stmt, LtpError *err)
{
    *stmt = NULL;
    if (sqlite3_prepare_v2(ltp_store_db(store), text, -1, stmt, NULL) != SQLITE_OK)
        return ltp_sql_fail(store, text, err);
    return LTP_OK;
}

void ltp_sql_text(sqlite3_stmt *stmt, int at, const char *text)
{
    if (text)
        sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC);
    else
        sqlite3_bind_null(stmt, at);
}

void ltp_sql_int(sqlite3_stmt *stmt, int at, int64_t value)
{
    if (value == LTP_NULL_INT)
        sqlite3_bind_null(stmt, at);
    else
        sqlite3_bind_int64(stmt, at, value);
}

void ltp_sql_id(sqlite3_stmt *stmt, int at, int64_t id)
{
    ltp_sql_int(stmt, at, id ? id : LTP_NULL_INT);
}

void ltp_sql_real(sqlite3_stmt *stmt, int at, double value)
{
    if (ltp_is_null_real(value))
        sqlite3_bind_null(stmt, at);
    else
        sqlite3_bind_double(stmt, at, value);
}

void ltp_sql_day(sqlite3_stmt *stmt, int at, LtpDay day)
{
    char text[LTP_DATE_TEXT];
    if (day == LTP_DAY_NONE)
        sqlite3_bind_null(stmt, at);
    else
        sqlite3_bind_text(stmt, at, ltp_day_text(day, text), -1, SQLITE_TRANSIENT);
}

void ltp_sql_blob(sqlite3_stmt *stmt, int at, const void *bytes, size_t size)
{
    if (bytes)
        sqlite3_bind_blob64(stmt, at, bytes, size, SQLITE_STATIC);
    else
        sqlite3_bind_null(stmt, at);
}

LtpCode ltp_sql_step(LtpStore *store, sqlite3_stmt *stmt, bool *row, LtpError *err)
{
    int got = sqlite3_step(stmt);
    *row = got == SQLITE_ROW;
    if (got == SQLITE_ROW || got == SQLITE_DONE)
        return LTP_OK;
    return ltp_sql_fail(store, sqlite3_sql(stmt), err);
}

LtpCode ltp_sql_run(LtpStore *store, sqlite3_stmt *stmt, LtpError *err)
{
    bool row = true;
    LtpCode rc = LTP_OK;
    while (row && rc == LTP_OK)
        rc = ltp_sql_step(store, stmt, &row, err);
    sqlite3_reset(stmt);
    return rc;
}

LtpCode ltp_sql_value(LtpStore *store, sqlite3_stmt *stmt, int64_t *value, LtpError *err)
{
    bool row = false;
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK)
        *value = row ? ltp_sql_column_int(stmt, 0) : LTP_NULL_INT;
    sqlite3_reset(stmt);
    return rc;
}

LtpCode ltp_sql_with_ids(LtpStore *store, const char *text, int64_t first, int64_t second,
                         LtpError *err)
{
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    if (first)
        sqlite3_bind_int64(stmt, 1, first);
    if (second)
        sqlite3_bind_int64(stmt, 2, second);
    return ltp_sql_run(store, stmt, err);
}

const char *ltp_sql_column_text(sqlite3_stmt *stmt, int at)
{
    return (const char *)sqlite3_column_text(stmt, at);
}

int64_t ltp_sql_column_int(sqlite3_stmt *stmt, int at)
{
    return sqlite3_column_type(stmt, at) == SQLITE_NULL ? LTP_NULL_INT
                                                        : sqlite3_column_int64(stmt, at);
}

double ltp_sql_column_real(sqlite3_stmt *stmt, int at)
{
    return sqlite3_column_type(stmt, at) == SQLITE_NULL ? ltp_null_real()
                                                        : sqlite3_column_double(stmt, at);
}

LtpDay ltp_sql_column_day(sqlite3_stmt *stmt, int at)
{
    LtpDay day = LTP_DAY_NONE;
    const char *text = ltp_sql_column_text(stmt, at);
    if (text && !ltp_day_parse_iso(text, &day))
        return LTP_DAY_NONE;
    return day;
}

static LtpCode run_of_script(LtpStore *store, sqlite3_stmt *stmt, LtpError *err)
{
    bool row = false;
    LTP_TRY(ltp_sql_step(store, stmt, &row, err));
    if (row && sqlite3_column_int64(stmt, 0) == 0)
        return ltp_fail(err, LTP_ESTORE, _("the store refused: %s"), sqlite3_sql(stmt));
    while (row)
        LTP_TRY(ltp_sql_step(store, stmt, &row, err));
    return LTP_OK;
}

LtpCode ltp_sql_script(LtpStore *store, const char *script, LtpError *err)
{
    const char *rest = script;
    while (*rest) {
        sqlite3_stmt *stmt = NULL;
        if (sqlite3_prepare_v2(ltp_store_db(store), rest, -1, &stmt, &rest) != SQLITE_OK)
            return ltp_sql_fail(store, "script", err);
        if (!stmt)
            continue; /* only white space or a comment */
        LtpCode rc = run_of_script(store, stmt, err);
        sqlite3_finalize(stmt);
        LTP_TRY(rc);
    }
    return LTP_OK;
}
