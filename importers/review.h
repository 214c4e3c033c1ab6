/* Decisions of people on what waits for review: from the terminal, or from a table that
 * `ltp review --write` made and a person filled. */
#ifndef LTP_IMPORTERS_REVIEW_H
#define LTP_IMPORTERS_REVIEW_H

#include "importers/reread.h"

/* What is taken for each of the questions, and what became of it. */
typedef struct LtpAnswer {
    const char *key, *choice, *note; /* as written; a blank choice is no decision */
    int64_t row;                     /* in the table; counted from 1 in the terminal */
    char refused[160];               /* why it could not be taken; "" = it was */
} LtpAnswer;

typedef struct LtpAnswers {
    LtpArena arena;
    LtpAnswer *items;
    size_t count, capacity;
    char sha256[65]; /* of the table's bytes; "" = none */
    char file[256];  /* its name; "" = none */
    int column;      /* of the decisions in it, 0 the first; -1 = no file */
} LtpAnswers;

void ltp_answers_release(LtpAnswers *answers);
LtpCode ltp_answers_add(LtpAnswers *answers, const char *key, const char *choice, const char *note,
                        int64_t row, LtpError *err) LTP_MUST_CHECK;
/* The filled table: columns "clé" and "décision" ("key", "decision"), "note". */
LtpCode ltp_answers_read(LtpAnswers *answers, const char *path, LtpError *err) LTP_MUST_CHECK;

typedef struct LtpReviewResult {
    int64_t import_id; /* 0 = there was nothing to decide */
    int64_t taken, refused;
    int64_t known; /* the import that took this very file already; 0 = none */
    LtpRereadCounts reread;
} LtpReviewResult;

/* Takes all of them, as one import of kind "review", and reads again what they touch. */
LtpCode ltp_review_decide(LtpStore *store, LtpAnswers *answers, const LtpProgress *progress,
                          LtpReviewResult *result, LtpError *err) LTP_MUST_CHECK;

#endif
