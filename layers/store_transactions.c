/* Transactions of a store, nested as savepoints, and the number that changes with its data. */
#include "layers/store_internal.h"

#include <stdio.h>

static LtpCode nested(LtpStore *store, const char *verb, int depth, LtpError *err)
{
    char text[64];
    snprintf(text, sizeof text, "%s ltp_%d", verb, depth);
    return ltp_sql_script(store, text, err);
}

static LtpCode begin_outermost(LtpStore *store, LtpError *err)
{
    LTP_TRY(ltp_store_start_wal(store, err));
    return ltp_sql_script(store, "BEGIN IMMEDIATE", err);
}

LtpCode ltp_store_begin(LtpStore *store, LtpError *err)
{
    if (store->depth > 0)
        LTP_TRY(nested(store, "SAVEPOINT", store->depth, err));
    else
        LTP_TRY(begin_outermost(store, err));
    if (store->depth == 0)
        store->changes = sqlite3_total_changes64(store->db);
    store->depth++;
    return LTP_OK;
}

static LtpCode bump_generation(LtpStore *store, LtpError *err)
{
    if (sqlite3_total_changes64(store->db) == store->changes)
        return LTP_OK;
    return ltp_sql_script(store,
                          "INSERT INTO state VALUES ('generation', '1') ON CONFLICT (key) "
                          "DO UPDATE SET value = CAST(value AS INTEGER) + 1",
                          err);
}

LtpCode ltp_store_commit(LtpStore *store, LtpError *err)
{
    if (store->depth > 1) {
        LTP_TRY(nested(store, "RELEASE", store->depth - 1, err));
        store->depth--;
        return LTP_OK;
    }
    LTP_TRY(bump_generation(store, err));
    LTP_TRY(ltp_sql_script(store, "COMMIT", err));
    store->depth = 0;
    return LTP_OK;
}

void ltp_store_rollback(LtpStore *store)
{
    if (store->depth == 0)
        return;
    for (size_t i = 0; i < store->n_statements; i++)
        sqlite3_reset(store->statements[i]);
    ltp_store_forget_orgs(store);
    store->depth--;
    char text[96];
    if (store->depth > 0)
        snprintf(text, sizeof text, "ROLLBACK TO ltp_%d; RELEASE ltp_%d", store->depth,
                 store->depth);
    else
        snprintf(text, sizeof text, "ROLLBACK");
    /* SQLite has rolled back by itself after a full disk: there is then nothing to roll back. */
    sqlite3_exec(store->db, text, NULL, NULL, NULL);
}

int64_t ltp_store_generation(LtpStore *store)
{
    static const char text[] = "SELECT CAST(value AS INTEGER) FROM state WHERE key = 'generation'";
    sqlite3_stmt *stmt;
    int64_t generation = 0;
    if (ltp_sql_cached(store, text, &stmt, NULL) != LTP_OK ||
        ltp_sql_value(store, stmt, &generation, NULL) != LTP_OK || generation == LTP_NULL_INT)
        return 0;
    return generation;
}
