#include "cli/reports.h"

static const char *const table_fields[] = {"month",           "name",    "n_actors",   "n_lines",
                                           "n_units_covered", "reached", "n_projects", "targeted",
                                           "pcode",           NULL};

static LtpCode run_series(LtpRun *run, LtpError *err)
{
    LtpReport *report = NULL;
    LtpCode rc = ltp_report_series(run->store, run->params, &report, err);
    if (rc == LTP_OK)
        rc = ltp_report_show(run, report, table_fields, err);
    ltp_report_free(report);
    return rc;
}

const LtpCommand ltp_command_series = {
    .name = "series",
    .group = N_("See"),
    .summary = N_("Month by month: actors, activities, people."),
    .text =
        N_("The period month by month, each as an analysis of its own: an activity counts in\n"
           "every month it is active in, so months are not to be added up. Without --level one\n"
           "series: the country's, or that of --within."),
    .examples = "series --all-time\n"
                "series --within ML05 --theme ltp\n"
                "series --level 1 --from 2020-01 --to 2020-12 --format csv -o mois.csv",
    .store = LTP_STORE_TO_READ,
    .filters = true,
    .options = ltp_report_options,
    .run = run_series,
};
