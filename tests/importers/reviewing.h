/* A store with a doubtful table, and the questions and answers of its review, for the tests of the
 * review. */
#ifndef LTP_TESTS_REVIEWING_H
#define LTP_TESTS_REVIEWING_H

#include "importers/review.h"
#include "tests/importers/importing.h"

/* Five rows, two of them rejected: an unknown place, a misspelt organisation and sector, a blank
 * organisation. */
extern const char reviewing_table[];
LtpStore *reviewing_store(const char *name);

/* A question of the review. */
typedef struct Question {
    const char *text; /* what its text holds */
    char key[512], proposal[64];
    int64_t rows;
    size_t count; /* questions whose text holds it; the rest is of the last */
} Question;
Question reviewing_question(LtpStore *store, const char *text);

LtpReviewResult reviewing_decide(LtpStore *store, const char *key, const char *choice);

/* The path of a new file of the test with this text. */
const char *reviewing_file(const char *name, const char *text);

#endif
