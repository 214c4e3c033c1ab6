/* What became of a line ("active", "filtered") and its status, as people read them. The classes of
 * the figures have their labels in the store (layers/scheme.h). */
#ifndef LTP_CLI_WORDS_H
#define LTP_CLI_WORDS_H

/* The label in the user's language, or the word itself when it is none of ours. */
const char *ltp_word_label(const char *word);

#endif
