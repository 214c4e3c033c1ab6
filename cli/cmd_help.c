#include "cli/help.h"

static LtpCode run_help(LtpRun *run, LtpError *err)
{
    if (run->options.n_arguments == 0) {
        ltp_help_overview();
        return LTP_OK;
    }
    const LtpCommand *command = ltp_command_find(run->options.arguments[0]);
    if (!command)
        return ltp_command_unknown(run->options.arguments[0], err);
    return ltp_help_command(command, err);
}

const LtpCommand ltp_command_help = {
    .name = "help",
    .group = N_("About"),
    .summary = N_("Tells what a command does, with examples."),
    .arguments = N_("[COMMAND]"),
    .examples = "help\nhelp import",
    .store = LTP_NO_STORE,
    .max_arguments = 1,
    .run = run_help,
};
