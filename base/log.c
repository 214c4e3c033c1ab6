#include "base/log.h"

#include "base/lang.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

static LtpLogFn *log_fn;
static void *log_arg;
static atomic_bool interrupted; /* lock-free everywhere we build, hence fit for a signal handler */

void ltp_log_hook(LtpLogFn *fn, void *arg)
{
    log_fn = fn;
    log_arg = arg;
}

void ltp_log(LtpLogLevel level, const char *fmt, ...)
{
    if (!log_fn)
        return;
    char message[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    log_fn(level, message, log_arg);
}

static double part_end(const LtpProgress *progress)
{
    return progress->to > 0 ? progress->to : 1;
}

static double scaled(const LtpProgress *progress, double fraction)
{
    return progress->from + (part_end(progress) - progress->from) * fraction;
}

LtpCode ltp_progress(const LtpProgress *progress, double done, double total, LtpError *err)
{
    bool go_on = !ltp_interrupted();
    if (go_on && progress && progress->fn) {
        double fraction = total > 0 && done < total ? done / total : 1;
        go_on = progress->fn(scaled(progress, fraction < 0 ? 0 : fraction), progress->what,
                             progress->arg);
    }
    return go_on ? LTP_OK : ltp_fail(err, LTP_ECANCEL, _("The work was interrupted."));
}

LtpProgress ltp_progress_part(const LtpProgress *progress, const char *what, double from, double to)
{
    if (!progress)
        return (LtpProgress){.what = what};
    return (LtpProgress){.fn = progress->fn,
                         .arg = progress->arg,
                         .what = what ? what : progress->what,
                         .from = scaled(progress, from),
                         .to = scaled(progress, to)};
}

void ltp_interrupt(void)
{
    atomic_store(&interrupted, true);
}

bool ltp_interrupted(void)
{
    return atomic_load_explicit(&interrupted, memory_order_relaxed);
}
