/* Inside the store: what store.c, which opens and closes it, and store_transactions.c share. */
#ifndef LTP_LAYERS_STORE_INTERNAL_H
#define LTP_LAYERS_STORE_INTERNAL_H

#include "base/hash.h"
#include "layers/sql.h"
#include "layers/store.h"

struct LtpStore {
    sqlite3 *db;
    void *spatialite;
    char *path;
    LtpStoreMode mode;
    LtpHash *statement_of; /* address of the text -> index of statements */
    sqlite3_stmt **statements;
    size_t n_statements, statements_capacity;
    LtpArena kept;
    const char **keep;
    size_t n_keep, keep_capacity;
    LtpHash *orgs;
    int depth;       /* of nested transactions */
    bool wal;        /* the journal is a WAL until the store is closed */
    double until;    /* when statements are stopped, if there is a limit */
    int64_t changes; /* sqlite3_total_changes64 when the outermost began */
};

/* The first transaction makes the journal a WAL. */
LtpCode ltp_store_start_wal(LtpStore *store, LtpError *err) LTP_MUST_CHECK;

#endif
