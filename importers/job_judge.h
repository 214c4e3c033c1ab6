/* Whether the row at hand is accepted, a duplicate or rejected (ANALYSIS.md 2). */
#ifndef LTP_IMPORTERS_JOB_JUDGE_H
#define LTP_IMPORTERS_JOB_JUDGE_H

#include "importers/job.h"

/* After the row was understood; remembers its cells for the rows that follow. `*reason` NULL when
 * it is accepted; `*repeated`: accepted, and equal to an earlier row of a table that may repeat
 * rows. */
LtpCode ltp_job_judge(LtpJob *job, LtpFate *fate, const char **reason, bool *repeated,
                      LtpError *err) LTP_MUST_CHECK;

#endif
