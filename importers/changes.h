/* What a newer submission of a source changes, in its report. */
#ifndef LTP_IMPORTERS_CHANGES_H
#define LTP_IMPORTERS_CHANGES_H

#include "importers/importer.h"

/* Lists the new, changed and gone lines of the running import in its report, at most as
 * many as a person may read; the others are counted in `changes_left_out`. */
LtpCode ltp_import_report_changes(LtpStore *store, int64_t import_id, LtpImportReport *report,
                                  LtpError *err) LTP_MUST_CHECK;

/* The same for needs, studies and settlements, by the report's kind. */
LtpCode ltp_import_report_record_changes(LtpStore *store, int64_t import_id,
                                         LtpImportReport *report, LtpError *err) LTP_MUST_CHECK;

#endif
