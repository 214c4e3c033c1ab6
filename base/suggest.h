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

/* Offers known(0), known(1) ... up to the first NULL; "a, b, c" of them all onto `list`. */
void ltp_suggest_offer_all(LtpSuggest *suggest, const char *(*known)(size_t i), LtpBuf *list);

#endif
