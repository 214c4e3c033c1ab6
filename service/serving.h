/* What all requests share: sessions of the store, tables in memory, the moment the data changed. */
#ifndef LTP_SERVICE_SERVING_H
#define LTP_SERVICE_SERVING_H

#include "service/source.h"
#include "service/table.h"

typedef struct LtpServing LtpServing;

/* Free with ltp_serving_free (NULL is fine). Safe to use from several threads. */
LtpCode ltp_serving_new(const LtpServiceSource *source, LtpServing **serving,
                        LtpError *err) LTP_MUST_CHECK;
void ltp_serving_free(LtpServing *serving);

/* Looks whether the data changed, ten times a second at most, and forgets the tables if they did.
 * `epoch` grows with each change. */
LtpCode ltp_serving_refresh(LtpServing *serving, int64_t *epoch, LtpError *err) LTP_MUST_CHECK;

/* The rows of a layer; `params` may be NULL. Give each table back. */
LtpCode ltp_serving_table(LtpServing *serving, const char *layer, const LtpParams *params,
                          const LtpTable **table, LtpError *err) LTP_MUST_CHECK;
/* The same without geometries: what answers that are no features are made from. */
LtpCode ltp_serving_rows(LtpServing *serving, const char *layer, const LtpParams *params,
                         const LtpTable **table, LtpError *err) LTP_MUST_CHECK;
void ltp_serving_give(LtpServing *serving, const LtpTable *table); /* NULL is fine */

/* A report; free with ltp_report_free. */
LtpCode ltp_serving_report(LtpServing *serving, const LtpReportAsked *asked, LtpReport **report,
                           LtpError *err) LTP_MUST_CHECK;

/* The scheme of that name, the active one for NULL; free with ltp_scheme_free. */
LtpCode ltp_serving_scheme(LtpServing *serving, const char *name, LtpScheme **scheme,
                           LtpError *err) LTP_MUST_CHECK;

/* A session for an export; give it back. */
LtpCode ltp_serving_session(LtpServing *serving, void **session, LtpError *err) LTP_MUST_CHECK;
void ltp_serving_session_give(LtpServing *serving, void *session);
/* Files are work: LTP_ESTORE when two are being made already. End each that began. */
LtpCode ltp_serving_file_begin(LtpServing *serving, LtpError *err) LTP_MUST_CHECK;
void ltp_serving_file_end(LtpServing *serving);
const LtpServiceSource *ltp_serving_source(const LtpServing *serving);

#endif
