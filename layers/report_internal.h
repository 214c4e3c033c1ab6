/* What the files of reports share: the table they fill, and what they ask of a run. */
#ifndef LTP_LAYERS_REPORT_INTERNAL_H
#define LTP_LAYERS_REPORT_INTERNAL_H

#include "layers/analysis_internal.h"
#include "layers/report.h"

/* `fields` are copied with their texts; `params` may be NULL. */
LtpCode ltp_report_new(const LtpField *fields, size_t n_fields, const LtpParams *params,
                       LtpReport **report, LtpError *err) LTP_MUST_CHECK;
/* Adds a row; texts are copied. */
LtpCode ltp_report_put(LtpReport *report, const LtpValue *values, LtpError *err) LTP_MUST_CHECK;

LtpValue ltp_report_day(LtpDay day, char text[LTP_DATE_TEXT]); /* borrows `text` */

/* Whether the unit is --within, or in it; true without --within. */
bool ltp_run_holds(const LtpRun *run, int32_t unit);

/* How an organisation is called. Borrowed until the next call for the same store. */
typedef struct LtpOrgName {
    const char *acronym, *name, *type;
} LtpOrgName;
LtpCode ltp_org_name(LtpStore *store, int64_t id, LtpOrgName *name, LtpError *err) LTP_MUST_CHECK;

/* Lines by organisation: those of one stand together, organisations in the order of their names
 * (folded acronym, else name). New memory: ltp_free. */
LtpCode ltp_lines_by_org(LtpStore *store, const LtpRun *run, uint32_t **lines,
                         LtpError *err) LTP_MUST_CHECK;

#endif
