#include "cli/reports.h"

static LtpCode run_risks(LtpRun *run, LtpError *err)
{
    LtpReport *report = NULL;
    LtpParams *params = NULL;
    LtpCode rc;
    LTP_GO(ltp_report_place(run, &params, err));
    LTP_GO(ltp_report_risks(run->store, params, &report, err));
    LTP_GO(ltp_report_show(run, report, NULL, err));
done:
    ltp_report_free(report);
    ltp_params_free(params);
    return rc;
}

const LtpCommand ltp_command_risks = {
    .name = "risks",
    .group = N_("See"),
    .summary = N_("Levels of risk by place over time, and whether they rose or fell."),
    .text = N_("A row for each place, risk and day between --from and --to; import them with\n"
               "`ltp import risks`."),
    .examples = "risks --within ML05\n"
                "risks --from 2020-01 --format csv",
    .store = LTP_STORE_TO_READ,
    .options = ltp_report_place_options,
    .run = run_risks,
};
