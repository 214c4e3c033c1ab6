/* What the files layers/review*.c share. */
#ifndef LTP_LAYERS_REVIEW_INTERNAL_H
#define LTP_LAYERS_REVIEW_INTERNAL_H

#include "layers/records.h"
#include "layers/review.h"
#include "layers/sql.h"
#include "layers/units.h"

/* Runs `query` (an INSERT INTO replaced ... SELECT) with ?1 the import and the keys from ?2 on. */
LtpCode ltp_replaced_keep(LtpStore *store, int64_t import_id, const char *query,
                          const char *const *keys, size_t n_keys, LtpError *err) LTP_MUST_CHECK;
/* Binds the person at work and the time. */
void ltp_decision_who(sqlite3_stmt *stmt, int person, int decided_at);

/* Place cells as the key of a decision: JSON [[code, name], ...], folded. */
void ltp_place_cells_key(const char *const code[LTP_LEVELS], const char *const name[LTP_LEVELS],
                         LtpBuf *out);

/* Whether a person decided already of these cells (JSON [[code, name], ...] as written). */
LtpCode ltp_place_cells_settled(LtpStore *store, const char *edition, const char *cells,
                                bool *settled, LtpError *err) LTP_MUST_CHECK;

/* `key` is "ID|ID"; choice "yes" or "no". */
LtpCode ltp_decide_organisations(LtpStore *store, int64_t import_id, const LtpDecision *decision,
                                 char *key, LtpError *err) LTP_MUST_CHECK;

/* `key` is JSON [title, activity]; choice "yes" or "no". */
LtpCode ltp_decide_ltp(LtpStore *store, int64_t import_id, const LtpDecision *decision,
                       const char *key, LtpError *err) LTP_MUST_CHECK;

/* Sets again which organisations are hidden, by the wishes that stand without those of import
 * `without`, where it or import `of` speaks of them (0 = none). */
LtpCode ltp_organisation_hidden_refresh(LtpStore *store, int64_t without, int64_t of,
                                        LtpError *err) LTP_MUST_CHECK;

/* The questions on the theme LTP. */
LtpCode ltp_review_ltp(LtpStore *store, LtpReviewFn *fn, void *arg, LtpError *err) LTP_MUST_CHECK;

/* The questions on organisations. */
LtpCode ltp_review_organisations(LtpStore *store, LtpReviewFn *fn, void *arg,
                                 LtpError *err) LTP_MUST_CHECK;

#endif
