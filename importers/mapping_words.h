/* A header as words: folded, counted, stripped of what carries no meaning. */
#ifndef LTP_IMPORTERS_MAPPING_WORDS_H
#define LTP_IMPORTERS_MAPPING_WORDS_H

#include "base/mem.h"

enum { LTP_MAX_LABEL_WORDS = 32 };

typedef struct LtpLabelWords {
    char *text; /* owned: the folded words, cut by NULs */
    char *word[LTP_MAX_LABEL_WORDS];
    size_t count; /* words beyond LTP_MAX_LABEL_WORDS are not there */
} LtpLabelWords;

LtpLabelWords ltp_label_words_split(const char *text, size_t size);
void ltp_label_words_release(LtpLabelWords *words);

/* Articles, prepositions and "number of" in the languages we read. */
bool ltp_word_is_filler(const char *word);
/* "nombre", "nb", "n°", "number", "how". */
bool ltp_word_is_number_of(const char *word);

/* "ciblées", "ciblé", "cible" become one: final s and e go, short words stay. In place. */
void ltp_word_stem(char *word);
/* The same text after stemming. */
bool ltp_word_same_stem(const char *a, const char *b);

#endif
