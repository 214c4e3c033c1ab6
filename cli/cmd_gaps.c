#include "cli/figures.h"

static LtpCode run_gaps(LtpRun *run, LtpError *err)
{
    static const char *const table[] = {
        "pcode", "name",     "priority", "gap_need", "severity", "coverage_need", "pin", "reached",
        "state", "n_actors", "targeted", "n_lines",  NULL};
    return ltp_figures_run(run, LTP_THEME_GAPS, table, err);
}

const LtpCommand ltp_command_gaps = {
    .name = "gaps",
    .group = N_("See"),
    .summary = N_("Where the gaps are: the same figures, the most urgent communes first."),
    .text =
        N_("Communes are listed by priority (high, medium, to be verified, not known, low, none),\n"
           "within that by people in need not reached, then by P-code. \"Not known\" means that\n"
           "severity or people in need are missing: it is neither high nor low."),
    .examples = "gaps\n"
                "gaps --theme ltp\n"
                "gaps --sector protection --from 2020-01-01 --format csv -o ecarts.csv",
    .store = LTP_STORE_TO_READ,
    .filters = true,
    .options = ltp_figures_options,
    .run = run_gaps,
};
