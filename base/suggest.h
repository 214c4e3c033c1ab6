/* "Did you mean ...": the known word nearest to one that is not known. */
#ifndef LTP_BASE_SUGGEST_H
#define LTP_BASE_SUGGEST_H

#include "base/mem.h"

/* Zero-initialise, set `word`, offer every known word; `best` is then the nearest one (borrowed),
 * or NULL when none is near enough to be a slip of the hand. */
typedef struct LtpSuggest {
    const char *word;
    const char *best;
    size_t distance;
} LtpSuggest;

void ltp_suggest_offer(LtpSuggest *suggest, const char *known);

#endif
