/* What the mapping understood of a table, as text: a line on the sheet and its rows, then
 * "header -> field (by what)" for each column that is understood. */
#ifndef LTP_TESTS_MAPPED_H
#define LTP_TESTS_MAPPED_H

#include "importers/mapping.h"
#include "tests/importers/tables.h"

/* Appends to `out`; `notes` may be NULL. */
LtpCode mapped_find(const char *path, const char *layer, const LtpMappingOptions *options,
                    LtpBuf *out, LtpBuf *notes, LtpError *err);

/* The same for a table that must be understood. Borrowed until the next call. */
const char *mapped(const char *path, const char *layer, const LtpMappingOptions *options);
/* What the mapping of activities remarks on. Borrowed until the next call. */
const char *mapped_notes(const char *path);
/* The line about a header; "" when the column is not understood. Borrowed until the next call. */
const char *mapped_about(const char *text, const char *header);
/* A CSV file of that text; its path. */
const char *mapped_csv(const char *text);

#endif
