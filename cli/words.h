/* Words of the results as people read them: what became of a line ("active", "filtered"), its
 * status, what changed. The classes of the figures have their labels in the store
 * (layers/scheme.h). */
#ifndef LTP_CLI_WORDS_H
#define LTP_CLI_WORDS_H

/* The label of a word of that field in the user's language, or the word itself when it is none of
 * ours. */
const char *ltp_word_label(const char *field, const char *word);

#endif
