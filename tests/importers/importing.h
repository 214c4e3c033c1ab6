/* A store to import into, and what came of it, for the tests of the drivers. */
#ifndef LTP_TESTS_IMPORTING_H
#define LTP_TESTS_IMPORTING_H

#include "importers/importer.h"
#include "tests/support/test.h"

/* A new store in the test's folder; the editions are imported once a program and copied. */
LtpStore *importing_store(const char *name, bool edition_2015);

/* Runs an import; fails the test unless it gives `expected`. The message of a failure stays in
 * `importing_error` for the next assertion. */
extern LtpError importing_error;
LtpImportReport importing_run(LtpStore *store, const char *kind, const char *file,
                              const LtpImportOptions *options, LtpCode expected);

/* How often a code occurred. */
int64_t importing_count(const LtpImportReport *report, const char *code);
const LtpRowReport *importing_row(const LtpImportReport *report, int64_t row);

/* The store's rows of a query, cells joined by '|', NULL as nothing, rows by '\n'; borrowed until
 * the next call. For looking at what was stored. */
const char *importing_query(LtpStore *store, const char *sql);
int64_t importing_number(LtpStore *store, const char *sql);

#endif
