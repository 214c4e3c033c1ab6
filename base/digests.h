/* Numbers by digest: a compact table for millions of rows, where LtpHash would keep every key. */
#ifndef LTP_BASE_DIGESTS_H
#define LTP_BASE_DIGESTS_H

#include "base/mem.h"

/* Zero-initialise; free with _release. 16 bytes a slot, at most two thirds of them full. */
typedef struct LtpDigests {
    struct LtpDigestSlot *slots; /* owned */
    size_t slot_count, count;
} LtpDigests;

/* The number of a digest (its first 24 hex digits, 96 bits), 0 when it is new, to be read or set;
 * borrowed until the next call. NULL when memory is out. */
uint32_t *ltp_digests_at(LtpDigests *digests, const char *hex, LtpError *err);
void ltp_digests_release(LtpDigests *digests);

#endif
