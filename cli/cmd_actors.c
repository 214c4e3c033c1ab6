#include "cli/reports.h"
#include "cli/rows.h"

static const LtpOption options[] = {
    {.name = "absent",
     .help = N_("Only who reported activities in the period before, and none in this one.")},
    LTP_FORMAT_OPTION(LTP_ROWS_FORMATS),
    LTP_OUTPUT_OPTION,
    {.name = NULL}};

static const char *const table_fields[] = {"org_acronym", "org_type",         "n_units", "n_lines",
                                           "n_projects",  "last_report",      "sectors", "regions",
                                           "org_name",    "resource_persons", NULL};

static LtpCode run_actors(LtpRun *run, LtpError *err)
{
    LtpReport *report = NULL;
    bool absent = ltp_options_flag(&run->options, "absent");
    LtpCode rc = absent ? ltp_report_absent(run->store, run->params, &report, err)
                        : ltp_report_actors(run->store, run->params, &report, err);
    if (rc == LTP_OK)
        rc = ltp_report_show(run, report, table_fields, err);
    ltp_report_free(report);
    return rc;
}

const LtpCommand ltp_command_actors = {
    .name = "actors",
    .group = N_("See"),
    .summary = N_("The directory of actors: who is active, where, in which sectors."),
    .text = N_("One row per organisation, by name. With --within only what is located there. With\n"
               "--absent, who reported in the period before and no longer does: ask them before\n"
               "you call it a gap. Resource persons are those of `ltp import contacts`."),
    .examples = "actors --within ML05 --theme ltp\n"
                "actors --org-type NNGO --format csv -o ong.csv\n"
                "actors --from 2020-01-01 --to 2020-03-31 --absent",
    .store = LTP_STORE_TO_READ,
    .filters = true,
    .options = options,
    .run = run_actors,
};
