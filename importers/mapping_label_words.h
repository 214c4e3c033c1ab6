/* A header read word by word, where no label is it as a whole. For mapping_label.c alone. */
#ifndef LTP_IMPORTERS_MAPPING_LABEL_WORDS_H
#define LTP_IMPORTERS_MAPPING_LABEL_WORDS_H

#include "importers/mapping_label.h"
#include "importers/mapping_words.h"

void ltp_label_raise(int *strength, int to);

/* Where help text begins: a line break, a parenthesis, a colon; the whole length when nowhere. */
size_t ltp_label_help_begins(const char *header);

/* Whether one of the words from `from` on turns what those before it mean. */
bool ltp_words_turn(const LtpLabelWords *words, size_t from);

/* The header's words as a hashtag, against those of the fields. */
void ltp_label_match_words(const LtpLabels *labels, const char *header, size_t size,
                           int *strengths);

/* "Date (début)", "People reached: male": what stands in brackets or behind a colon is no help text
 * where it says which. True when it settles what the header means, if only that it is no field. */
bool ltp_label_match_brackets(const LtpLabels *labels, const char *header, int *strengths);

#endif
