/* A row of activities, whatever says where it is: for the drivers of activities and of areas. */
#ifndef LTP_IMPORTERS_ACTIVITIES_H
#define LTP_IMPORTERS_ACTIVITIES_H

#include "importers/job.h"

/* The members of LtpTableKind. */
LtpCode ltp_activities_begin(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_activities_understand(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_activities_write(LtpJob *job, int64_t raw_row_id, bool repeated,
                             LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_activities_end(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
void ltp_activities_release(LtpJob *job);

#endif
