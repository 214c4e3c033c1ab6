#include "cli/figures.h"

static LtpCode run_coverage(LtpRun *run, LtpError *err)
{
    static const char *const table[] = {
        "pcode",       "name",     "state",   "n_actors", "n_actors_inherited",
        "intersector", "reached",  "pin",     "severity", "coverage_need",
        "targeted",    "priority", "n_lines", NULL};
    return ltp_figures_run(run, LTP_THEME_COVERAGE, table, err);
}

const LtpCommand ltp_command_coverage = {
    .name = "coverage",
    .group = N_("See"),
    .summary = N_("Who covers what: one row of figures per commune, in P-code order."),
    .text = N_(
        "With no option it counts the last 12 months, all sectors, at the level of communes.\n"
        "What is not known is an empty cell, never zero. An activity known only at the level of\n"
        "the cercle or région is counted apart (n_actors_inherited). `ltp explain PCODE` shows\n"
        "the rows behind a commune's figures."),
    .examples = "coverage\n"
                "coverage --from 2020-01-01 --to 2020-03-31\n"
                "coverage --sector shelter --all-time --format csv -o abris.csv\n"
                "coverage --within ML05 --theme ltp --format geojson -o mopti.geojson",
    .store = LTP_STORE_TO_READ,
    .filters = true,
    .options = ltp_figures_options,
    .run = run_coverage,
};
