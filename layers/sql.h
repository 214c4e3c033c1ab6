/* SQL for the folder layers/ alone: statements, values, errors. Nobody outside this folder sees it.
 */
#ifndef LTP_LAYERS_SQL_H
#define LTP_LAYERS_SQL_H

#include "base/date.h"
#include "base/number.h"
#include "layers/spatialite.h"
#include "layers/store.h"

sqlite3 *ltp_store_db(LtpStore *store);

/* A copy that lives as long as the store, one for equal texts; NULL for NULL or out of memory. */
const char *ltp_store_keep(LtpStore *store, const char *text);

/* Organisations already recognised in this session, by the words used; forgotten on rollback. */
struct LtpHash;
struct LtpHash *ltp_store_org_cache(LtpStore *store); /* NULL when out of memory */
void ltp_store_forget_orgs(LtpStore *store);

/* The last failure of SQLite as one of ours; `what` names the work in plain words. */
LtpCode ltp_sql_fail(LtpStore *store, const char *what, LtpError *err);

/* A prepared statement kept with the store, reset and without values: `text` must be a constant
 * (its address is the key). Not for statements that stay open while others of the same text run. */
LtpCode ltp_sql_cached(LtpStore *store, const char *text, sqlite3_stmt **stmt,
                       LtpError *err) LTP_MUST_CHECK;
/* A statement of the caller's own: sqlite3_finalize it. */
LtpCode ltp_sql_prepare(LtpStore *store, const char *text, sqlite3_stmt **stmt,
                        LtpError *err) LTP_MUST_CHECK;

/* Values by position, 1 first. Text and blobs are borrowed until the statement is reset. NULL,
 * LTP_NULL_INT, NaN and LTP_DAY_NONE bind NULL. */
void ltp_sql_text(sqlite3_stmt *stmt, int at, const char *text);
void ltp_sql_int(sqlite3_stmt *stmt, int at, int64_t value);
void ltp_sql_id(sqlite3_stmt *stmt, int at, int64_t id); /* 0 binds NULL */
void ltp_sql_real(sqlite3_stmt *stmt, int at, double value);
void ltp_sql_day(sqlite3_stmt *stmt, int at, LtpDay day);
void ltp_sql_blob(sqlite3_stmt *stmt, int at, const void *bytes, size_t size);

/* One step: `*row` says whether there is a row to read. */
LtpCode ltp_sql_step(LtpStore *store, sqlite3_stmt *stmt, bool *row, LtpError *err) LTP_MUST_CHECK;
/* Runs to the end and resets; rows are passed over. */
LtpCode ltp_sql_run(LtpStore *store, sqlite3_stmt *stmt, LtpError *err) LTP_MUST_CHECK;
/* Steps once, reads the first column as an integer (LTP_NULL_INT without a row or with NULL),
 * resets. */
LtpCode ltp_sql_value(LtpStore *store, sqlite3_stmt *stmt, int64_t *value,
                      LtpError *err) LTP_MUST_CHECK;
/* A statement with up to two ids, run at once; 0 binds nothing. */
LtpCode ltp_sql_with_ids(LtpStore *store, const char *text, int64_t first, int64_t second,
                         LtpError *err) LTP_MUST_CHECK;

/* Columns by position, 0 first. NULL gives NULL, LTP_NULL_INT, NaN, LTP_DAY_NONE. Text is borrowed
 * until the next step. */
const char *ltp_sql_column_text(sqlite3_stmt *stmt, int at);
int64_t ltp_sql_column_int(sqlite3_stmt *stmt, int at);
double ltp_sql_column_real(sqlite3_stmt *stmt, int at);
LtpDay ltp_sql_column_day(sqlite3_stmt *stmt, int at);

/* Runs a script statement by statement. A SpatiaLite call reports failure as a row of 0, not as an
 * error of SQLite: a SELECT of a script whose first value is 0 or NULL is therefore an error. */
LtpCode ltp_sql_script(LtpStore *store, const char *script, LtpError *err) LTP_MUST_CHECK;

#endif
