/* What `ltp coverage` and `ltp gaps` have in common: the same figures in two orders. */
#ifndef LTP_CLI_FIGURES_H
#define LTP_CLI_FIGURES_H

#include "cli/command.h"

extern const LtpOption ltp_figures_options[];

/* `table_fields`: the columns of a table to read, the most wanted first; ends with NULL. */
LtpCode ltp_figures_run(LtpRun *run, LtpTheme theme, const char *const *table_fields,
                        LtpError *err) LTP_MUST_CHECK;

#endif
