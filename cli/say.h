/* What people read on standard error: messages, failures, the progress bar. */
#ifndef LTP_CLI_SAY_H
#define LTP_CLI_SAY_H

#include "base/log.h"

/* A line for people, unless --quiet. */
void ltp_say(const char *fmt, ...) LTP_PRINTF(1, 2);
/* Messages of this thread are for nobody: a command that runs for the service. */
void ltp_say_mute(bool mute);
/* "ltp: FAILURE" with where it is and, for wrong usage, where help is. Shown also with --quiet. */
void ltp_say_failure(const LtpError *err, const char *command);

/* Sets what is shown, and sends what the libraries log here. */
void ltp_say_init(bool quiet, bool verbose);

/* A bar on the last line of the terminal; nothing elsewhere or with --quiet. */
LtpProgress ltp_say_progress(const char *what);
void ltp_say_progress_end(void);

#endif
