#include "cli/command.h"

#include <stdio.h>

static LtpCode run_check(LtpRun *run, LtpError *err)
{
    LtpBuf report = {0};
    LtpCode rc = ltp_store_check(run->store, &report, err);
    fputs(ltp_buf_text(&report), stdout);
    if (rc == LTP_OK)
        printf(_("%s: no fault found.\n"), ltp_store_path(run->store));
    ltp_buf_release(&report);
    return rc;
}

const LtpCommand ltp_command_check = {
    .name = "check",
    .group = N_("Keep"),
    .summary = N_("Checks that the store is whole: tables, links, geometry, indexes."),
    .text = N_("Ends with 0 when no fault is found, else with 1 and one line a fault."),
    .examples = "check\n"
                "check --store mali.sqlite",
    .store = LTP_STORE_TO_READ,
    .run = run_check,
};
