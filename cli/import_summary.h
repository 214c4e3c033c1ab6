/* What an import tells its user: what was read, chosen, understood, doubted and left out. */
#ifndef LTP_CLI_IMPORT_SUMMARY_H
#define LTP_CLI_IMPORT_SUMMARY_H

#include "importers/importer.h"

/* On standard error. `file` as the user named it. */
void ltp_import_summary_say(const LtpImportReport *report, const char *file, bool dry_run,
                            bool verbose);

#endif
