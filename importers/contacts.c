/* Resource persons of organisations, by function. */
#include "importers/plain.h"

extern const LtpImporter ltp_importer_contacts;

static const LtpPlainColumn columns[] = {
    {.name = "organisation_id", .field = "org_name", .read = LTP_PLAIN_ORG},
    {.name = "function"},
    {.name = "person_name"},
    {.name = "email"},
    {.name = "phone"},
    {.name = "themes"},
};

static const LtpPlainKind plain_kind = {
    .kind = {.importer = &ltp_importer_contacts,
             .layer = "contacts",
             .understand = ltp_plain_understand,
             .write = ltp_plain_write,
             .begin = ltp_plain_begin,
             .release = ltp_plain_release},
    .table = "contact",
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns,
    .n_key = 3,
    .required = "organisation_id",
    .missing = "no_organisation",
    .place_optional = true,
    .whole_by_default = true,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&plain_kind.kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_contacts = {
    .kind = "contacts",
    .title = {.fr = "personnes-ressources des organisations, par fonction",
              .en = "resource persons of organisations, by function"},
    .table = &plain_kind.kind,
    .run = run,
};
