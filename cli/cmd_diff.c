#include "base/number.h"
#include "cli/reports.h"
#include "cli/rows.h"
#include "cli/say.h"

#include <string.h>

static const LtpOption options[] = {
    {.name = "periods",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("A:B C:D"),
     .help = N_("Compare two periods: first and last day of each.")},
    {.name = "submissions",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("N M"),
     .help = N_("Compare what stood after two imports (numbers as `ltp imports` lists them).")},
    {.name = "stores",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("F G"),
     .help = N_("Compare two stores.")},
    LTP_FORMAT_OPTION(LTP_ROWS_FORMATS),
    LTP_OUTPUT_OPTION,
    {.name = NULL}};

static const char *const table_fields[] = {"kind",
                                           "change",
                                           "org",
                                           "name",
                                           "pcode",
                                           "activity",
                                           "n_lines_before",
                                           "n_lines_after",
                                           "state_before",
                                           "state_after",
                                           "priority_before",
                                           "priority_after",
                                           NULL};

/* What is compared, and what has to be given back. */
typedef struct Comparison {
    LtpDiffSide sides[2];
    LtpParams *params[2];
    LtpStore *stores[2];
} Comparison;

static void comparison_end(Comparison *c)
{
    for (size_t i = 0; i < 2; i++) {
        ltp_params_free(c->params[i]);
        ltp_store_close(c->stores[i]);
    }
}

/* The filters that were given, and a period of its own for each side. */
static LtpCode take_periods(LtpRun *run, const char *const words[2], Comparison *c, LtpError *err)
{
    for (size_t i = 0; i < 2; i++) {
        c->params[i] = ltp_params_new();
        if (!c->params[i])
            return ltp_fail_memory(err);
        LTP_TRY(ltp_filter_apply(&run->options, c->params[i], err));
        LTP_TRY(ltp_params_set_period(c->params[i], words[i], err));
        c->sides[i].params = c->params[i];
    }
    return LTP_OK;
}

static LtpCode take_submissions(const char *const words[2], Comparison *c, LtpError *err)
{
    for (size_t i = 0; i < 2; i++)
        if (!ltp_parse_int(words[i], &c->sides[i].as_at_import) || c->sides[i].as_at_import <= 0)
            return ltp_fail(err, LTP_EUSAGE,
                            _("\"%s\" is not the number of an import. `ltp imports` lists them."),
                            words[i]);
    return LTP_OK;
}

static LtpCode take_stores(const char *const words[2], Comparison *c, LtpError *err)
{
    for (size_t i = 0; i < 2; i++) {
        LTP_TRY(ltp_store_open(words[i], LTP_STORE_READ, &c->stores[i], err));
        c->sides[i].store = c->stores[i];
    }
    return LTP_OK;
}

static LtpCode open_store(LtpRun *run, Comparison *c, LtpError *err)
{
    char *path = NULL;
    LTP_TRY(ltp_store_search(&run->options, &path, err));
    LtpCode rc = ltp_store_open(path, LTP_STORE_READ, &run->store, err);
    ltp_free(path);
    c->sides[0].store = c->sides[1].store = run->store;
    return rc;
}

static LtpCode take_sides(LtpRun *run, Comparison *c, LtpError *err)
{
    static const char *const names[] = {"periods", "submissions", "stores"};
    const char *words[2] = {NULL, run->options.arguments[0]};
    size_t kind = 0, given = 0;
    for (size_t i = 0; i < 3; i++)
        if (ltp_options_value(&run->options, names[i])) {
            words[0] = ltp_options_value(&run->options, names[i]);
            kind = i;
            given++;
        }
    if (given != 1)
        return ltp_fail(err, LTP_EUSAGE,
                        _("Say what is compared: one of --periods A:B C:D, --submissions N M, "
                          "--stores F G."));
    c->sides[0].params = c->sides[1].params = run->params;
    if (kind == 2)
        return take_stores(words, c, err);
    LTP_TRY(kind == 0 ? take_periods(run, words, c, err) : take_submissions(words, c, err));
    return open_store(run, c, err);
}

static LtpCode run_diff(LtpRun *run, LtpError *err)
{
    Comparison comparison = {0};
    LtpReport *report = NULL;
    LtpCode rc;
    LTP_GO(take_sides(run, &comparison, err));
    LTP_GO(ltp_report_diff(&comparison.sides[0], &comparison.sides[1], &report, err));
    LTP_GO(ltp_report_show(run, report, table_fields, err));
done:
    ltp_report_free(report);
    comparison_end(&comparison);
    return rc;
}

const LtpCommand ltp_command_diff = {
    .name = "diff",
    .group = N_("See"),
    .summary = N_("What changed between two periods, two imports or two stores."),
    .arguments = N_("SECOND"),
    .text = N_("Organisations that came, left or stayed; units whose state or priority changed;\n"
               "lines that are new, changed or gone (of two periods: active in one alone)."),
    .examples = "diff --periods 2019-10-01:2019-12-31 2020-01-01:2020-03-31\n"
                "diff --submissions 3 5 --theme ltp\n"
                "diff --stores mars.sqlite avril.sqlite --format csv -o changements.csv",
    .store = LTP_NO_STORE,
    .min_arguments = 1,
    .max_arguments = 1,
    .filters = true,
    .options = options,
    .run = run_diff,
};
