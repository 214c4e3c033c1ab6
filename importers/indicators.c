/* Indicators of the strategy, with targets and what was achieved, by unit and date. */
#include "importers/plain.h"

extern const LtpImporter ltp_importer_indicators;

static const LtpPlainColumn columns[] = {
    {.name = "code"},      {.name = "date"},    {.name = "label"},
    {.name = "objective"}, {.name = "measure"}, {.name = "target"},
    {.name = "achieved"},  {.name = "due"},     {.name = "notes"},
};

enum { CODE, DATE, LABEL };

/* Without a code the name tells indicators apart; without a date, --reported holds. */
static LtpCode settle(LtpJob *job, LtpValue *values, LtpError *err)
{
    if (values[CODE].null)
        values[CODE] = values[LABEL];
    if (values[CODE].null)
        return ltp_job_find(job, "no_name", -1, NULL, err);
    return values[DATE].null ? ltp_plain_reported(job, &values[DATE], err) : LTP_OK;
}

static const LtpPlainKind plain_kind = {
    .kind = {.importer = &ltp_importer_indicators,
             .layer = "indicators",
             .understand = ltp_plain_understand,
             .write = ltp_plain_write,
             .begin = ltp_plain_begin,
             .release = ltp_plain_release},
    .table = "indicator",
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns,
    .n_key = 2,
    .required = "target achieved",
    .missing = "nothing_stated",
    .place_exact = true,
    .settle = settle,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&plain_kind.kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_indicators = {
    .kind = "indicators",
    .title = {.fr = "indicateurs de la stratégie, avec cibles et réalisations",
              .en = "indicators of the strategy, with targets and achievements"},
    .table = &plain_kind.kind,
    .run = run,
};
