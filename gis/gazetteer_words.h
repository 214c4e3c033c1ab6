/* The words of a folded name: generic words, links, numbers. Internal to gis/. */
#ifndef LTP_GIS_GAZETTEER_WORDS_H
#define LTP_GIS_GAZETTEER_WORDS_H

#include "base/mem.h"

enum { LTP_MAX_WORDS = 24 };

typedef struct LtpWord {
    const char *text; /* borrowed, not NUL-terminated */
    size_t length;
} LtpWord;

typedef struct LtpWords {
    LtpWord items[LTP_MAX_WORDS];
    size_t count;
} LtpWords;

/* `folded` has single spaces and stays borrowed. False when there are too many words for a name. */
bool ltp_words_split(const char *folded, LtpWords *words);

/* Words that are no part of a name, longest first. `rank` is the level such units usually have, 0
 * where there is no usual level. */
typedef struct LtpGenericWord {
    char *phrase;
    int rank;
} LtpGenericWord;

typedef struct LtpGenericWords {
    LtpGenericWord *items;
    size_t count;
} LtpGenericWords;

/* `list` is NULL-terminated, NULL = generic_words.def. Free with _release, after a failure too. */
LtpCode ltp_generic_words_init(LtpGenericWords *words, const char *const *list,
                               LtpError *err) LTP_MUST_CHECK;
void ltp_generic_words_release(LtpGenericWords *words);

/* How many words from `at` on are a generic phrase; 0 = none. `*rank` is set with a rank other than
 * 0. */
size_t ltp_generic_at(const LtpGenericWords *generic, const LtpWords *words, size_t at, int *rank);

bool ltp_word_equal(LtpWord a, LtpWord b);
bool ltp_word_is_link(LtpWord word); /* may stand between a generic word and a name: "de" */
bool ltp_word_is_back(LtpWord word); /* may be added behind a name: "centre" */

/* The value of digits with or without an ordinal ending ("2", "1er", "3eme"); 0 = no number. */
long ltp_word_arabic(LtpWord word);

/* The value of the word as a number; 0 = none. A Roman number needs a word before it, a look-alike
 * ("ll" for II) must also be the last word: by themselves they are names and articles. */
long ltp_words_number(const LtpWords *words, size_t at, bool *look_alike);

#endif
