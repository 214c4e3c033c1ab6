/* What commands that show a report have in common. */
#ifndef LTP_CLI_REPORTS_H
#define LTP_CLI_REPORTS_H

#include "cli/command.h"
#include "layers/report.h"

extern const LtpOption ltp_report_options[]; /* --format and -o */

/* The same with --within, --from, --to and --as-of: for what is no figure of the analysis. */
extern const LtpOption ltp_report_place_options[];
/* What these say, as parameters: new, free with ltp_params_free. */
LtpCode ltp_report_place(const LtpRun *run, LtpParams **params, LtpError *err) LTP_MUST_CHECK;

/* Writes the rows, and below them for people how many there are and the parameters. `table_fields`
 * as in rows.h; NULL = all. */
LtpCode ltp_report_show(const LtpRun *run, const LtpReport *report, const char *const *table_fields,
                        LtpError *err) LTP_MUST_CHECK;

#endif
