#include "cli/reports.h"

#include "base/number.h"
#include "cli/rows.h"
#include "cli/say.h"

#include <string.h>

const LtpOption ltp_report_options[] = {
    LTP_FORMAT_OPTION(LTP_ROWS_FORMATS), LTP_OUTPUT_OPTION, {.name = NULL}};

const LtpOption ltp_report_place_options[] = {{.name = "within",
                                               .kind = LTP_OPTION_VALUE,
                                               .argument = N_("PCODE"),
                                               .help = N_("Only this place and what is in it.")},
                                              {.name = "from",
                                               .kind = LTP_OPTION_VALUE,
                                               .argument = N_("DATE"),
                                               .help = N_("Not before this day.")},
                                              {.name = "to",
                                               .kind = LTP_OPTION_VALUE,
                                               .argument = N_("DATE"),
                                               .help = N_("Not after this day.")},
                                              {.name = "as-of",
                                               .kind = LTP_OPTION_VALUE,
                                               .argument = N_("DATE"),
                                               .help = N_("As things were known on this day.")},
                                              LTP_FORMAT_OPTION(LTP_ROWS_FORMATS),
                                              LTP_OUTPUT_OPTION,
                                              {.name = NULL}};

LtpCode ltp_report_place(const LtpRun *run, LtpParams **params, LtpError *err)
{
    static const char *const names[] = {"within", "from", "to", "as-of"};
    LtpParams *made = ltp_params_new();
    LtpCode rc = made ? LTP_OK : ltp_fail_memory(err);
    for (size_t i = 0; rc == LTP_OK && i < sizeof names / sizeof *names; i++) {
        const char *value = ltp_options_value(&run->options, names[i]);
        if (value)
            rc = ltp_params_set(made, names[i], value, err);
    }
    if (rc == LTP_OK)
        *params = made;
    else
        ltp_params_free(made);
    return rc;
}

static LtpCode write_rows(const LtpRun *run, const LtpReport *report, const char *const *shown,
                          const LtpScheme *scheme, LtpError *err)
{
    size_t n_fields = ltp_report_n_fields(report);
    LtpRowsOptions options = {.format = ltp_options_value(&run->options, "format"),
                              .path = ltp_options_value(&run->options, "output"),
                              .table_fields = shown,
                              .scheme = scheme};
    const LtpField **fields = ltp_calloc(n_fields + 1, sizeof *fields);
    LtpRows *rows = NULL;
    LtpCode rc;
    if (!fields)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n_fields; i++)
        fields[i] = ltp_report_field(report, i);
    LTP_GO(ltp_rows_new(&options, fields, n_fields, &rows, err));
    for (size_t i = 0; i < ltp_report_count(report); i++)
        LTP_GO(ltp_rows_put(rows, ltp_report_row(report, i), err));
    LTP_GO(ltp_rows_end(rows, err));
done:
    ltp_rows_free(rows);
    ltp_free(fields);
    return rc;
}

static LtpCode add_parameter(const char *name, const char *value, void *arg, LtpError *err)
{
    LtpBuf *text = arg;
    (void)err;
    ltp_buf_printf(text, "%s%s=%s", text->size ? " " : "", name, value);
    return LTP_OK;
}

LtpCode ltp_report_show(const LtpRun *run, const LtpReport *report, const char *const *table_fields,
                        LtpError *err)
{
    LtpBuf parameters = {0};
    LtpScheme *scheme = NULL;
    LtpCode rc = LTP_OK;
    if (run->store)
        LTP_GO(
            ltp_scheme_load(run->store, ltp_options_value(&run->options, "scheme"), &scheme, err));
    LTP_GO(write_rows(run, report, table_fields, scheme, err));
    ltp_say(_("Rows: %zu."), ltp_report_count(report));
    if (ltp_report_params(report)) {
        LTP_GO(ltp_params_each(ltp_report_params(report), add_parameter, &parameters, err));
        ltp_say(_("Parameters: %s"), ltp_buf_text(&parameters));
    }
    ltp_say(_("Working view: confidential. `ltp export` makes files that may leave the house."));
done:
    ltp_scheme_free(scheme);
    ltp_buf_release(&parameters);
    return rc;
}
