/* Help that teaches, on standard output: it was asked for, so it is the answer. */
#ifndef LTP_CLI_HELP_H
#define LTP_CLI_HELP_H

#include "cli/command.h"

void ltp_help_overview(void);
LtpCode ltp_help_command(const LtpCommand *command, LtpError *err) LTP_MUST_CHECK;

#endif
