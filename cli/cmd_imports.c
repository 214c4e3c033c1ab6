#include "cli/command.h"

#include "cli/rows.h"
#include "layers/provenance.h"

static const LtpOption options[] = {
    LTP_FORMAT_OPTION(LTP_ROWS_FORMATS), LTP_OUTPUT_OPTION, {.name = NULL}};

static const LtpField fields[] = {
    {.name = "import", .type = LTP_INTEGER, .label = {"n°", "no."}},
    {.name = "imported_at", .label = {"importé le (UTC)", "imported at (UTC)"}},
    {.name = "person", .label = {"par", "by"}},
    {.name = "kind", .label = {"nature", "kind"}},
    {.name = "source", .label = {"source", "source"}},
    {.name = "submission", .type = LTP_INTEGER, .label = {"envoi", "submission"}},
    {.name = "file", .label = {"fichier", "file"}},
    {.name = "sheet", .label = {"feuille", "sheet"}},
    {.name = "edition", .label = {"édition", "edition"}},
    {.name = "read", .type = LTP_INTEGER, .label = {"lues", "read"}},
    {.name = "accepted", .type = LTP_INTEGER, .label = {"acceptées", "accepted"}},
    {.name = "duplicate", .type = LTP_INTEGER, .label = {"doublons", "duplicate"}},
    {.name = "rejected", .type = LTP_INTEGER, .label = {"rejetées", "rejected"}},
    {.name = "undone_at", .label = {"annulé le (UTC)", "undone at (UTC)"}},
};

enum { N_FIELDS = sizeof fields / sizeof fields[0] };

static const char *const table_fields[] = {
    "import",  "kind",      "file",   "read",  "accepted",    "duplicate", "rejected",
    "edition", "undone_at", "source", "sheet", "imported_at", "person",    NULL};

static LtpCode put_import(const LtpImportInfo *info, void *rows, LtpError *err)
{
    const LtpValue values[N_FIELDS] = {ltp_value_int(info->id),
                                       ltp_value_text(info->imported_at),
                                       ltp_value_text(info->person),
                                       ltp_value_text(info->kind),
                                       ltp_value_text(info->source),
                                       ltp_value_int(info->submission),
                                       ltp_value_text(info->file),
                                       ltp_value_text(info->sheet),
                                       ltp_value_text(info->edition),
                                       ltp_value_int(info->counts.read),
                                       ltp_value_int(info->counts.accepted),
                                       ltp_value_int(info->counts.duplicate),
                                       ltp_value_int(info->counts.rejected),
                                       ltp_value_text(info->undone_at)};
    return ltp_rows_put(rows, values, err);
}

static LtpCode run_imports(LtpRun *run, LtpError *err)
{
    LtpRowsOptions rows_options = {.format = ltp_options_value(&run->options, "format"),
                                   .path = ltp_options_value(&run->options, "output"),
                                   .table_fields = table_fields};
    const LtpField *columns[N_FIELDS];
    LtpRows *rows = NULL;
    LtpCode rc;
    for (size_t i = 0; i < N_FIELDS; i++)
        columns[i] = &fields[i];
    LTP_GO(ltp_rows_new(&rows_options, columns, N_FIELDS, &rows, err));
    LTP_GO(ltp_import_each(run->store, put_import, rows, err));
    LTP_GO(ltp_rows_end(rows, err));
done:
    ltp_rows_free(rows);
    return rc;
}

const LtpCommand ltp_command_imports = {
    .name = "imports",
    .group = N_("Keep"),
    .summary = N_("Lists what was imported: when, by whom, from which file, with which result."),
    .text = N_("Imports that were undone stay in the list, with the day they were undone."),
    .examples = "imports\n"
                "imports --format csv",
    .store = LTP_STORE_TO_READ,
    .options = options,
    .run = run_imports,
};
