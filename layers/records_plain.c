/* Records of a unit with a few columns. Tables and columns are constants of the program, so the
 * statements are built from them once per table; values are always bound. */
#include "layers/records.h"

#include "base/lang.h"
#include "layers/sql.h"

/* A cached statement of a text that was put together: the store keeps one copy of equal texts. */
static LtpCode cached(LtpStore *store, LtpBuf *text, sqlite3_stmt **stmt, LtpError *err)
{
    LtpCode rc = ltp_buf_check(text, err);
    const char *kept = rc == LTP_OK ? ltp_store_keep(store, ltp_buf_text(text)) : NULL;
    ltp_buf_release(text);
    if (rc == LTP_OK && kept == NULL)
        rc = ltp_fail_memory(err);
    return rc == LTP_OK ? ltp_sql_cached(store, kept, stmt, err) : rc;
}

static void bind_value(sqlite3_stmt *stmt, int at, const LtpValue *value)
{
    if (value->null) {
        ltp_sql_text(stmt, at, NULL);
        return;
    }
    switch (value->type) {
    case LTP_TEXT:
    case LTP_DATE:
        ltp_sql_text(stmt, at, value->text);
        break;
    case LTP_INTEGER:
    case LTP_BOOLEAN:
        ltp_sql_int(stmt, at, value->integer);
        break;
    case LTP_REAL:
        ltp_sql_real(stmt, at, value->real);
        break;
    }
}

/* ?1 import, ?2 raw row, ?3 unit, then the columns. */
static void bind_record(sqlite3_stmt *stmt, int64_t import_id, const LtpPlainTable *table,
                        const LtpPlainRecord *record)
{
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_id(stmt, 2, record->raw_row_id);
    ltp_sql_id(stmt, 3, record->unit_id);
    for (size_t i = 0; i < table->n_columns; i++)
        bind_value(stmt, (int)i + 4, &record->values[i]);
}

/* The standing record of an older submission with the same key, and whether it is equal. */
static LtpCode find_standing(LtpStore *store, int64_t import_id, const LtpPlainTable *table,
                             const LtpPlainRecord *record, int64_t *id, bool *equal, LtpError *err)
{
    LtpBuf text = {0};
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    ltp_buf_puts(&text, "SELECT t.id, 1");
    for (size_t i = table->n_key; i < table->n_columns; i++)
        ltp_buf_printf(&text, " AND t.\"%s\" IS ?%zu", table->columns[i], i + 4);
    ltp_buf_printf(&text,
                   " FROM \"%s\" t JOIN import i ON i.id = t.import_id WHERE t.closed_by IS NULL "
                   "AND t.import_id <> ?1 AND ?2 IS ?2 AND t.unit_id IS ?3",
                   table->name);
    for (size_t i = 0; i < table->n_key; i++)
        ltp_buf_printf(&text, " AND t.\"%s\" IS ?%zu", table->columns[i], i + 4);
    ltp_buf_puts(&text, " AND i.source_id = (SELECT source_id FROM import WHERE id = ?1)");
    LTP_TRY(cached(store, &text, &stmt, err));
    bind_record(stmt, import_id, table, record);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    *id = row ? ltp_sql_column_int(stmt, 0) : 0;
    *equal = row && ltp_sql_column_int(stmt, 1) == 1;
    sqlite3_reset(stmt);
    return rc;
}

static LtpCode close_one(LtpStore *store, int64_t import_id, const LtpPlainTable *table, int64_t id,
                         LtpError *err)
{
    LtpBuf text = {0};
    sqlite3_stmt *stmt = NULL;
    ltp_buf_printf(&text, "UPDATE \"%s\" SET closed_by = ?1 WHERE id = ?2", table->name);
    LTP_TRY(cached(store, &text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, id);
    return ltp_sql_run(store, stmt, err);
}

static LtpCode insert(LtpStore *store, int64_t import_id, const LtpPlainTable *table,
                      const LtpPlainRecord *record, LtpError *err)
{
    LtpBuf text = {0};
    sqlite3_stmt *stmt = NULL;
    ltp_buf_printf(&text, "INSERT INTO \"%s\" (import_id, raw_row_id, unit_id", table->name);
    for (size_t i = 0; i < table->n_columns; i++)
        ltp_buf_printf(&text, ", \"%s\"", table->columns[i]);
    ltp_buf_puts(&text, ") VALUES (?1, ?2, ?3");
    for (size_t i = 0; i < table->n_columns; i++)
        ltp_buf_printf(&text, ", ?%zu", i + 4);
    ltp_buf_putc(&text, ')');
    LTP_TRY(cached(store, &text, &stmt, err));
    bind_record(stmt, import_id, table, record);
    return ltp_sql_run(store, stmt, err);
}

LtpCode ltp_plain_put(LtpStore *store, int64_t import_id, const LtpPlainTable *table,
                      const LtpPlainRecord *record, LtpChange *change, LtpError *err)
{
    static const char mark[] = "UPDATE import SET edition_id = (SELECT edition_id FROM unit WHERE "
                               "id = ?1) WHERE id = ?2 AND edition_id IS NULL";
    int64_t standing = 0;
    bool equal = false;
    if (record->unit_id != 0)
        LTP_TRY(ltp_sql_with_ids(store, mark, record->unit_id, import_id, err));
    LTP_TRY(find_standing(store, import_id, table, record, &standing, &equal, err));
    *change = !standing ? LTP_CHANGE_NEW : equal ? LTP_CHANGE_SAME : LTP_CHANGE_CHANGED;
    if (equal)
        return LTP_OK;
    if (standing)
        LTP_TRY(close_one(store, import_id, table, standing, err));
    return insert(store, import_id, table, record, err);
}

LtpCode ltp_plain_supersede(LtpStore *store, int64_t import_id, const LtpPlainTable *table,
                            LtpError *err)
{
    LtpBuf text = {0};
    sqlite3_stmt *stmt = NULL;
    ltp_buf_printf(&text,
                   "UPDATE \"%s\" SET closed_by = ?1 WHERE closed_by IS NULL AND import_id IN "
                   "(SELECT o.id FROM import o JOIN import i ON i.source_id = o.source_id "
                   "WHERE i.id = ?1 AND o.id < ?1)",
                   table->name);
    LTP_TRY(cached(store, &text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    return ltp_sql_run(store, stmt, err);
}
