/* What the files of the crosswalk share: one pair of editions, computed and kept. */
#ifndef LTP_LAYERS_CROSSWALK_INTERNAL_H
#define LTP_LAYERS_CROSSWALK_INTERNAL_H

#include "layers/crosswalk.h"

/* A row of crosswalk_share; NaN = not by that measure. */
typedef struct LtpCrossRow {
    int64_t from, to; /* unit ids */
    double share, people_share, covers;
} LtpCrossRow;

typedef struct LtpCrossRows {
    LtpCrossRow *items;
    size_t count, capacity;
} LtpCrossRows;

LtpCode ltp_cross_add(LtpCrossRows *rows, LtpCrossRow row, LtpError *err) LTP_MUST_CHECK;

/* The rows of a pair, by edition names; free rows->items with ltp_free. */
LtpCode ltp_cross_compute(LtpStore *store, const char *from_name, const char *to_name,
                          LtpCrossRows *rows, LtpError *err) LTP_MUST_CHECK;
/* Whether the store holds the pair and no settlements came since. */
LtpCode ltp_cross_is_kept(LtpStore *store, int64_t from, int64_t to, bool *kept,
                          LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_cross_keep(LtpStore *store, int64_t from, int64_t to, const LtpCrossRows *rows,
                       LtpError *err) LTP_MUST_CHECK;

#endif
