/* The level of risk of a unit over time. */
#include "importers/plain.h"

extern const LtpImporter ltp_importer_risks;

static const LtpPlainColumn columns[] = {
    {.name = "risk"},
    {.name = "date"},
    {.name = "risk_level", .read = LTP_PLAIN_CODE, .vocabulary = "risk_level"},
    {.name = "trend_text"},
    {.name = "notes"},
};

enum { DATE = 1 };

static LtpCode settle(LtpJob *job, LtpValue *values, LtpError *err)
{
    return values[DATE].null ? ltp_plain_reported(job, &values[DATE], err) : LTP_OK;
}

static const LtpPlainKind plain_kind = {
    .kind = {.importer = &ltp_importer_risks,
             .layer = "risks",
             .understand = ltp_plain_understand,
             .write = ltp_plain_write,
             .begin = ltp_plain_begin,
             .release = ltp_plain_release},
    .table = "risk",
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns,
    .n_key = 2,
    .required = "risk_level",
    .missing = "nothing_stated",
    .place_exact = true,
    .settle = settle,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&plain_kind.kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_risks = {
    .kind = "risks",
    .title = {.fr = "niveaux de risque par lieu et date", .en = "levels of risk by place and date"},
    .table = &plain_kind.kind,
    .run = run,
};
