/* The questions of a review as a table to fill: CSV or, by the name of the file, XLSX. */
#ifndef LTP_CLI_REVIEW_TABLE_H
#define LTP_CLI_REVIEW_TABLE_H

#include "layers/review.h"

enum { LTP_REVIEW_COLUMNS = 10 };
/* Headers in the user's language; the last ones are decision, note and key. */
const char *ltp_review_header(size_t column);
/* The cells of a question, in the order of the headers; texts live in `arena`. */
LtpCode ltp_review_cells(const LtpReviewItem *item, LtpArena *arena,
                         const char *cells[LTP_REVIEW_COLUMNS], LtpError *err) LTP_MUST_CHECK;

/* Writes every question of the store to `path`; `*count` of them. */
LtpCode ltp_review_table_write(LtpStore *store, const char *path, size_t *count,
                               LtpError *err) LTP_MUST_CHECK;

#endif
