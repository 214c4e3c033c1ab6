/* A hash table from strings (or byte keys) to non-negative integers: the interning and look-up
 * table of the house. Keys are copied. Iteration order is insertion order, so results do not depend
 * on hashing. */
#ifndef LTP_BASE_MAP_H
#define LTP_BASE_MAP_H

#include "base/mem.h"

typedef struct LtpMap LtpMap;

LtpMap *ltp_map_new(void); /* NULL on failure; free with ltp_map_free */
void ltp_map_free(LtpMap *map);
size_t ltp_map_count(const LtpMap *map);

/* The value of the key, or -1. */
int64_t ltp_map_get(const LtpMap *map, const char *key);
int64_t ltp_map_get_bytes(const LtpMap *map, const void *key, size_t size);

/* Sets the key's value (>= 0), replacing an earlier one. */
LtpCode ltp_map_set(LtpMap *map, const char *key, int64_t value, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_map_set_bytes(LtpMap *map, const void *key, size_t size, int64_t value,
                          LtpError *err) LTP_MUST_CHECK;

/* The dense number of the key: an old key's number, or the next one (0, 1, 2 ...) for a new key.
 * Use a map either with _intern or with _set, not both. */
LtpCode ltp_map_intern(LtpMap *map, const char *key, int64_t *number, LtpError *err) LTP_MUST_CHECK;

/* The i-th key by insertion, i < count; borrowed until the next insertion. */
const char *ltp_map_key(const LtpMap *map, size_t i);

#endif
