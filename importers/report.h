/* Filling the report of one import (importer.h) as its rows are read. */
#ifndef LTP_IMPORTERS_REPORT_H
#define LTP_IMPORTERS_REPORT_H

#include "base/json.h"
#include "importers/findings.h"
#include "importers/importer.h"

/* Counts each finding under its code. */
LtpCode ltp_import_report_tally(LtpImportReport *report, const LtpFindings *findings,
                                LtpError *err) LTP_MUST_CHECK;

/* Adds a row and counts it by its fate. Its texts are copied; equal texts are kept once. */
LtpCode ltp_import_report_row(LtpImportReport *report, const LtpRowReport *row,
                              LtpError *err) LTP_MUST_CHECK;

/* "accepted", "duplicate", "rejected". */
const char *ltp_import_fate_name(LtpFate fate);

/* Appends {"pcode":...,"level":...,"rule":...}. */
void ltp_import_report_location(LtpJson *json, const char *pcode, int level, const char *rule);

#endif
