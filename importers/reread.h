/* Rows read again from the store after people decided what was doubtful: no file is needed. What a
 * row had brought is closed, what it brings now is a submission of its source, and undo takes the
 * decisions and the rows back together. */
#ifndef LTP_IMPORTERS_REREAD_H
#define LTP_IMPORTERS_REREAD_H

#include "base/log.h"
#include "layers/review.h"

typedef struct LtpRereadCounts {
    int64_t read;     /* rows looked at again */
    int64_t changed;  /* accepted rows that now say something else: another place, sector ... */
    int64_t accepted; /* rows that were rejected and now count */
    int64_t rejected; /* rows that counted and now do not */
} LtpRereadCounts;

/* Reads again the standing rows that the decisions of import `decisions` (0 = none in particular)
 * may change, or `all` of them. */
LtpCode ltp_reread(LtpStore *store, int64_t decisions, bool all, const LtpProgress *progress,
                   LtpRereadCounts *counts, LtpError *err) LTP_MUST_CHECK;

/* Takes an import back (provenance.h). Rows that came after decisions and rest on them are read
 * again without them: `counts`. */
LtpCode ltp_undo(LtpStore *store, int64_t import_id, const LtpProgress *progress,
                 LtpRereadCounts *counts, LtpError *err) LTP_MUST_CHECK;

#endif
