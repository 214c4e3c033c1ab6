#include "cli/say.h"

#include "base/lang.h"
#include "base/os.h"

#include <stdarg.h>
#include <stdio.h>

enum { STDERR = 2, BAR_WIDTH = 24 };

static struct {
    bool quiet, bar_shown;
    LtpLogLevel level;
    double shown_at;
} state;

static _Thread_local bool muted;

static void say_line(const char *fmt, va_list args) LTP_PRINTF(1, 0);

static void say_line(const char *fmt, va_list args)
{
    ltp_say_progress_end();
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
}

void ltp_say(const char *fmt, ...)
{
    va_list args;
    if (state.quiet || muted)
        return;
    va_start(args, fmt);
    say_line(fmt, args);
    va_end(args);
}

void ltp_say_mute(bool mute)
{
    muted = mute;
}

void ltp_say_failure(const LtpError *err, const char *command)
{
    char text[LTP_ERROR_MSG + LTP_ERROR_FILE + 256];
    ltp_say_progress_end();
    ltp_error_text(err, text, sizeof text);
    fprintf(stderr, "ltp: %s\n", text);
    if (err->code == LTP_EUSAGE && command)
        fprintf(stderr, _("`ltp help %s` tells how it is used.\n"), command);
}

static void on_log(LtpLogLevel level, const char *message, void *arg)
{
    (void)arg;
    if (level > state.level)
        return;
    ltp_say_progress_end();
    fprintf(stderr, "ltp: %s\n", message);
}

void ltp_say_init(bool quiet, bool verbose)
{
    state.quiet = quiet;
    state.level = quiet ? LTP_LOG_ERROR : verbose ? LTP_LOG_DEBUG : LTP_LOG_WARNING;
    ltp_log_hook(on_log, NULL);
}

static bool on_progress(double fraction, const char *what, void *arg)
{
    static const char marks[] = "########################";
    double now = ltp_os_seconds();
    int filled = (int)(fraction * BAR_WIDTH);
    (void)arg;
    if (state.bar_shown && now - state.shown_at < 0.1 && fraction < 1)
        return true;
    state.shown_at = now;
    state.bar_shown = true;
    fprintf(stderr, "\r\033[K[%.*s%*s] %3d %%  %s", filled, marks, BAR_WIDTH - filled, "",
            (int)(fraction * 100), what ? what : "");
    fflush(stderr);
    return true;
}

LtpProgress ltp_say_progress(const char *what)
{
    bool shown = !state.quiet && ltp_os_is_terminal(STDERR);
    return (LtpProgress){.fn = shown ? on_progress : NULL, .what = what};
}

void ltp_say_progress_end(void)
{
    if (state.bar_shown)
        fputs("\r\033[K", stderr);
    state.bar_shown = false;
}
