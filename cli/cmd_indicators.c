#include "cli/reports.h"

static LtpCode run_indicators(LtpRun *run, LtpError *err)
{
    LtpReport *report = NULL;
    LtpParams *params = NULL;
    LtpCode rc;
    LTP_GO(ltp_report_place(run, &params, err));
    LTP_GO(ltp_report_indicators(run->store, params, &report, err));
    LTP_GO(ltp_report_show(run, report, NULL, err));
done:
    ltp_report_free(report);
    ltp_params_free(params);
    return rc;
}

const LtpCommand ltp_command_indicators = {
    .name = "indicators",
    .group = N_("See"),
    .summary = N_("The strategy's indicators: target, achievement and progress by place."),
    .text = N_("The newest value of each indicator in each place, up to --as-of; import them with\n"
               "`ltp import indicators`."),
    .examples = "indicators --within ML05\n"
                "indicators --as-of 2020-06-30 --format csv",
    .store = LTP_STORE_TO_READ,
    .options = ltp_report_place_options,
    .run = run_indicators,
};
