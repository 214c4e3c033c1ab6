#include "cli/reports.h"

#include <string.h>

static LtpCode run_matrix(LtpRun *run, LtpError *err)
{
    const char *kind = run->options.arguments[0];
    LtpReport *report = NULL;
    bool by_unit = strcmp(kind, "org-unit") == 0;
    if (!by_unit && strcmp(kind, "org-sector") != 0)
        return ltp_fail(err, LTP_EUSAGE,
                        _("\"%s\" is no matrix; there are org-unit and org-sector."), kind);
    LtpCode rc =
        ltp_report_matrix(run->store, run->params,
                          by_unit ? LTP_MATRIX_ORG_UNIT : LTP_MATRIX_ORG_SECTOR, &report, err);
    if (rc == LTP_OK)
        rc = ltp_report_show(run, report, NULL, err);
    ltp_report_free(report);
    return rc;
}

const LtpCommand ltp_command_matrix = {
    .name = "matrix",
    .group = N_("See"),
    .summary = N_("Organisations by communes or by sectors: how many active lines."),
    .arguments = N_("org-unit|org-sector"),
    .text =
        N_("One row per organisation, one column per unit (its P-code) or sector (its code) with\n"
           "at least one active line. n_lines counts every line once, also those known only\n"
           "at an upper level, which stand in no column of org-unit. --level 1 gives régions."),
    .examples = "matrix org-sector\n"
                "matrix org-unit --within ML05 --format csv -o matrice.csv\n"
                "matrix org-unit --level 1 --all-time",
    .store = LTP_STORE_TO_READ,
    .min_arguments = 1,
    .max_arguments = 1,
    .filters = true,
    .options = ltp_report_options,
    .run = run_matrix,
};
