/* The store: one SpatiaLite file. Open, create, migrate, transactions, backup. SQL lives in sql/
 * and in the .c files of this folder; everyone else works through the headers of layers/. */
#ifndef LTP_LAYERS_STORE_H
#define LTP_LAYERS_STORE_H

#include "base/log.h"
#include "base/mem.h"

typedef struct LtpStore LtpStore;

typedef enum LtpStoreMode {
    LTP_STORE_READ,  /* read-only; also from read-only media */
    LTP_STORE_WRITE, /* WAL while open; an older schema is migrated, a backup of it kept beside */
    LTP_STORE_CREATE /* the file must not exist */
} LtpStoreMode;

/* One store per thread. Errors: LTP_ENOTFOUND (no file), LTP_ESTORE (not an ltp store, locked,
 * damaged), LTP_EVERSION (written by a newer ltp; the message says which). */
LtpCode ltp_store_open(const char *path, LtpStoreMode mode, LtpStore **store,
                       LtpError *err) LTP_MUST_CHECK;
/* Checkpoints and leaves one file with journal DELETE. NULL is fine. */
void ltp_store_close(LtpStore *store);

const char *ltp_store_path(const LtpStore *store); /* borrowed */
int ltp_store_schema_version(const LtpStore *store);
int64_t ltp_store_generation(LtpStore *store); /* grows with each change of the data */

/* From now on, for so many seconds, statements may run; one that runs on after that ends with
 * LTP_ECANCEL, as do those after it until a new limit is set. 0 = no limit, as at first. */
void ltp_store_limit(LtpStore *store, double seconds);
/* Ends readings that were not read to their end: until then nobody else can write. */
void ltp_store_rest(LtpStore *store);

/* Whether the file looks like an ltp store (application id in its header); no error for others. */
bool ltp_store_is(const char *path);

/* All or nothing. Nested begins are savepoints. */
LtpCode ltp_store_begin(LtpStore *store, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_store_commit(LtpStore *store, LtpError *err) LTP_MUST_CHECK;
void ltp_store_rollback(LtpStore *store);

/* A consistent copy, written beside and renamed. */
LtpCode ltp_store_backup(LtpStore *store, const char *path, LtpError *err) LTP_MUST_CHECK;

/* `ltp check`: SQLite integrity, foreign keys, geometry columns, spatial indexes, the fields of
 * each layer against its table. `report` gets one line a finding; LTP_ESTORE when any is wrong. */
LtpCode ltp_store_check(LtpStore *store, LtpBuf *report, LtpError *err) LTP_MUST_CHECK;

#endif
