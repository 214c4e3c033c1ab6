/* A small country for the tests of layers/: XX, one region XX01, one cercle XX0101, four communes
 * XX010101 .. XX010104, one-degree squares in a row. */
#ifndef LTP_TESTS_LAYERS_SMALL_STORE_H
#define LTP_TESTS_LAYERS_SMALL_STORE_H

#include "layers/records.h"
#include "layers/store.h"
#include "layers/units.h"

/* Each fails the test itself. A path may be used again: an older file there is removed. */
LtpStore *small_store(const char *path);

int64_t small_begin(LtpStore *store, const char *kind, const char *source, const char *sha256);
void small_finish(LtpStore *store, int64_t import_id, int64_t accepted);
int64_t small_row(LtpStore *store, int64_t import_id, int64_t row);
int64_t small_unit(LtpStore *store, const char *pcode);
int64_t small_edition(LtpStore *store);

/* A line that states nothing but where and by whom; fill in the rest. */
LtpLineRecord small_line(int64_t raw_row_id, int64_t org_id, const LtpLocation *at);

/* One import of activities with these lines (raw rows made for them), snapshot or not. */
LtpLineChanges small_submission(LtpStore *store, const char *source, const char *sha256,
                                LtpLineRecord *lines, size_t count, bool snapshot, LtpDay reported);

int64_t small_org(LtpStore *store, const char *acronym, const char *name);

/* The first value of a query on the file, through SQLite alone; as text, "NULL" for NULL. Borrowed
 * until the next call. */
const char *small_select(const char *path, const char *sql);
void small_execute(const char *path, const char *sql);

#endif
