/* A folder of files as one zip. */
#ifndef LTP_EXPORTS_ZIP_H
#define LTP_EXPORTS_ZIP_H

#include "base/mem.h"

/* Packs the files of `folder` (not its folders) into `path`, in the order of their names, dated
 * ltp_os_today. */
LtpCode ltp_zip_folder(const char *folder, const char *path, LtpError *err) LTP_MUST_CHECK;

/* One text as a zip in memory, made by way of "<beside>.qgz". */
LtpCode ltp_zip_text(const char *name, const LtpBuf *text, const char *beside, LtpBuf *bytes,
                     LtpError *err) LTP_MUST_CHECK;

/* Reads every entry to its end, where its checksum is held against the bytes, and counts them:
 * LTP_EIO unless there are `expected`, or some for LTP_ZIP_ANY. */
#define LTP_ZIP_ANY INT64_MIN
LtpCode ltp_zip_check(const char *path, int64_t expected, LtpError *err) LTP_MUST_CHECK;

/* How often `needle` stands in the entries whose names begin with `prefix`. */
LtpCode ltp_zip_count(const char *path, const char *prefix, const char *needle, int64_t *count,
                      LtpError *err) LTP_MUST_CHECK;

#endif
