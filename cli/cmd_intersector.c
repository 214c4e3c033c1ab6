#include "cli/reports.h"

static const char *const table_fields[] = {"pcode",
                                           "name",
                                           "intersector",
                                           "has_cohesion",
                                           "shelter_without_ltp",
                                           "ltp_without_commission",
                                           "n_shelter_lines",
                                           "n_due_diligence",
                                           NULL};

static LtpCode run_intersector(LtpRun *run, LtpError *err)
{
    LtpReport *report = NULL;
    LtpCode rc = ltp_report_intersector(run->store, run->params, &report, err);
    if (rc == LTP_OK)
        rc = ltp_report_show(run, report, table_fields, err);
    ltp_report_free(report);
    return rc;
}

const LtpCommand ltp_command_intersector = {
    .name = "intersector",
    .group = N_("See"),
    .summary = N_("Protection, Shelter, HLP and social cohesion side by side in each unit."),
    .text =
        N_("Shelter activities with no HLP actor and no due diligence on land rights in the same\n"
           "unit and period; HLP actors without a land commission. --level 2 and 1 show who is\n"
           "present together in a cercle or région."),
    .examples = "intersector --from 2020-01-01 --to 2020-03-31\n"
                "intersector --level 2 --format csv",
    .store = LTP_STORE_TO_READ,
    .filters = true,
    .options = ltp_report_options,
    .run = run_intersector,
};
