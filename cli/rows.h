/* Rows for people and programs: the same columns as CSV, JSON or a table to read. */
#ifndef LTP_CLI_ROWS_H
#define LTP_CLI_ROWS_H

#include "cli/options.h"
#include "cli/output.h"
#include "layers/field.h"
#include "layers/scheme.h"

typedef enum LtpRowsFormat { LTP_ROWS_CSV, LTP_ROWS_JSON, LTP_ROWS_TABLE } LtpRowsFormat;

typedef struct LtpRowsOptions {
    const char *format; /* "csv", "json", "table"; NULL = table on a terminal, else CSV */
    const char *path;   /* -o; NULL = standard output */
    const char *const *table_fields; /* names of the columns a table shows, the most wanted first;
                                        ends with NULL; NULL = all */
    const LtpScheme *scheme;         /* labels of classes in a table; borrowed; NULL = none */
} LtpRowsOptions;

typedef struct LtpRows LtpRows;

/* Columns are the fields, in their order; borrowed. Free with ltp_rows_free, on failure too. */
LtpCode ltp_rows_new(const LtpRowsOptions *options, const LtpField *const *fields, size_t n_fields,
                     LtpRows **rows, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_rows_put(LtpRows *rows, const LtpValue *values, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_rows_end(LtpRows *rows, LtpError *err) LTP_MUST_CHECK;
void ltp_rows_free(LtpRows *rows);
LtpRowsFormat ltp_rows_format(const LtpRows *rows);

/* The options --format and -o of commands that give rows. */
#define LTP_ROWS_FORMATS "csv|json|table"
#define LTP_OUTPUT_OPTION                                                                          \
    {                                                                                              \
        .name = "output", .letter = 'o', .kind = LTP_OPTION_VALUE, .argument = N_("FILE"),         \
        .help = N_("Write to this file instead of the standard output.")                           \
    }
#define LTP_FORMAT_OPTION(list)                                                                    \
    {                                                                                              \
        .name = "format", .kind = LTP_OPTION_VALUE, .words = list,                                 \
        .help = N_("How the rows are written; on a terminal the default is a table, else CSV.")    \
    }

#endif
