/* A table of the user's own, written again as CSV with columns added: `ltp places`, `ltp locate`.
 */
#ifndef LTP_CLI_ANNOTATE_H
#define LTP_CLI_ANNOTATE_H

#include "base/csv.h"
#include "cli/command.h"
#include "importers/table.h"

typedef struct LtpAnnotate {
    const char *const *added; /* names of the added columns; ends with NULL */
    size_t n_added;
    /* Looks at the headers; LTP_EDATA when the columns it needs are not there. */
    LtpCode (*start)(const LtpRow *headers, void *arg, LtpError *err);
    /* Puts `n_added` cells for one row. */
    LtpCode (*row)(const LtpRow *row, LtpCsv *csv, void *arg, LtpError *err);
    void *arg;
} LtpAnnotate;

/* Reads the first sheet of run's first argument; its first row holds the headers, a row of hashtags
 * is passed on as it is. Writes to -o or standard output. */
LtpCode ltp_annotate(LtpRun *run, const LtpAnnotate *annotate, LtpError *err) LTP_MUST_CHECK;

/* The column of that header, any case and accents; -1 when there is none. */
int ltp_annotate_column(const LtpRow *headers, const char *name);
/* The cell, NULL when blank or `column` is -1. */
const char *ltp_annotate_cell(const LtpRow *row, int column);

#define LTP_EDITION_OPTION                                                                         \
    {                                                                                              \
        .name = "edition", .kind = LTP_OPTION_VALUE, .argument = N_("EDITION"),                    \
        .help = N_("The edition of the boundaries; else the one in use.")                          \
    }

#endif
