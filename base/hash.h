/* A hash table from strings (or byte keys) to non-negative integers: the interning and look-up
 * table of the house. Keys are copied. Iteration order is insertion order, so results do not depend
 * on hashing. */
#ifndef LTP_BASE_HASH_H
#define LTP_BASE_HASH_H

#include "base/mem.h"

typedef struct LtpHash LtpHash;

LtpHash *ltp_hash_new(void); /* NULL on failure; free with ltp_hash_free */
void ltp_hash_free(LtpHash *table);
size_t ltp_hash_count(const LtpHash *table);

/* The value of the key, or -1. */
int64_t ltp_hash_get(const LtpHash *table, const char *key);
int64_t ltp_hash_get_bytes(const LtpHash *table, const void *key, size_t size);

/* Sets the key's value (>= 0), replacing an earlier one. */
LtpCode ltp_hash_set(LtpHash *table, const char *key, int64_t value, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_hash_set_bytes(LtpHash *table, const void *key, size_t size, int64_t value,
                           LtpError *err) LTP_MUST_CHECK;

/* The dense number of the key: an old key's number, or the next one (0, 1, 2 ...) for a new key.
 * Use a table either with _intern or with _set, not both. */
LtpCode ltp_hash_intern(LtpHash *table, const char *key, int64_t *number,
                        LtpError *err) LTP_MUST_CHECK;

/* The i-th key by insertion, i < count; borrowed until the next insertion. */
const char *ltp_hash_key(const LtpHash *table, size_t i);

#endif
