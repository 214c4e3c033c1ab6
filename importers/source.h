/* What identifies an input: the name of its source and the fingerprint of its bytes. */
#ifndef LTP_IMPORTERS_SOURCE_H
#define LTP_IMPORTERS_SOURCE_H

#include "base/sha256.h"
#include "importers/importer.h"

/* SHA-256 of a file's bytes; of a shapefile with its .dbf, .shx and .prj; of all files of a folder
 * (file geodatabase); of several files, of their fingerprints one after the other. */
LtpCode ltp_source_sha256(const char *const *files, size_t n_files, char hex[LTP_SHA256_HEX],
                          LtpError *err) LTP_MUST_CHECK;

/* Fills kind, file and source of a fresh report: --source, else the first file's name. */
LtpCode ltp_source_name(const LtpImporter *importer, const char *const *files, size_t n_files,
                        const LtpImportOptions *options, LtpImportReport *report,
                        LtpError *err) LTP_MUST_CHECK;

/* --reported as the day a report speaks of: the last of its period. LTP_EUSAGE when it is no
 * period; LTP_DAY_NONE for NULL. */
LtpCode ltp_source_reported(const char *reported, LtpDay *day, LtpError *err) LTP_MUST_CHECK;

#endif
