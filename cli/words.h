/* Words of the figures ("covered", "both_ltp", "high") as people read them. */
#ifndef LTP_CLI_WORDS_H
#define LTP_CLI_WORDS_H

/* The label in the user's language, or the word itself when it is none of ours. */
const char *ltp_word_label(const char *word);

#endif
