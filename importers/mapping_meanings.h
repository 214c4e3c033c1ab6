/* What the words of headers mean, in English, French, Spanish and Portuguese. */
#ifndef LTP_IMPORTERS_MAPPING_MEANINGS_H
#define LTP_IMPORTERS_MAPPING_MEANINGS_H

#include "importers/mapping_words.h"

/* What a word or a phrase adds to the hashtag of a header. `rank`: of two tags the higher stands
 * ("date de début du projet" is a date, not a project); two different ones of the same rank say
 * nothing. */
typedef struct LtpMeaning {
    const char *phrases; /* separated by '|', folded */
    const char *tag;     /* NULL = none */
    int rank;
    const char *attributes; /* separated by '+', "" = none: a word that changes nothing */
} LtpMeaning;

/* The longest phrase that stands at a word of the header, and how many words it covers, articles
 * and prepositions inside included. NULL when none does. */
const LtpMeaning *ltp_meaning_at(const LtpLabelWords *words, size_t from, size_t *count);

#endif
