/* What a library tells people on the way: messages and progress, both through hooks that the
 * command line or the service sets. Without hooks nothing is printed. */
#ifndef LTP_BASE_LOG_H
#define LTP_BASE_LOG_H

#include "base/error.h"

#include <stdbool.h>

typedef enum LtpLogLevel {
    LTP_LOG_ERROR,
    LTP_LOG_WARNING,
    LTP_LOG_INFO,
    LTP_LOG_DEBUG
} LtpLogLevel;

/* Set the hook before any thread starts. */
typedef void LtpLogFn(LtpLogLevel level, const char *message, void *arg);
void ltp_log_hook(LtpLogFn *fn, void *arg);
void ltp_log(LtpLogLevel level, const char *fmt, ...) LTP_PRINTF(2, 3);

/* Called with a fraction that only grows from 0 to 1; returns false to stop the work. */
typedef bool LtpProgressFn(double fraction, const char *what, void *arg);

/* Zero-initialised = no hook. Scaled children share one bar: see ltp_progress_part. */
typedef struct LtpProgress {
    LtpProgressFn *fn;
    void *arg;
    const char *what;
    double from, to; /* the part of the bar this work may fill; to = 0 means 1 */
} LtpProgress;

/* Reports `done` of `total`; LTP_ECANCEL when the hook or an interrupt says stop. NULL is fine. */
LtpCode ltp_progress(const LtpProgress *progress, double done, double total,
                     LtpError *err) LTP_MUST_CHECK;
LtpProgress ltp_progress_part(const LtpProgress *progress, const char *what, double from,
                              double to);

/* Set by a signal handler; every ltp_progress call then gives LTP_ECANCEL. Async-signal-safe. */
void ltp_interrupt(void);
bool ltp_interrupted(void);

#endif
