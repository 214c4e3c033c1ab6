/* Where a table's bytes come from: a file, or a part of a zip. A part never expands beyond its
 * limit, so a zip bomb ends in LTP_ELIMIT. */
#ifndef LTP_IMPORTERS_TABLE_BYTES_H
#define LTP_IMPORTERS_TABLE_BYTES_H

#include "base/mem.h"

#include <stdio.h>
#include <zip.h>

/* A table's whereabouts. Zero-initialise; release closes and frees. */
typedef struct LtpSource {
    char *path;   /* the file, owned */
    zip_t *zip;   /* open archive when the table is in one, or is one (xlsx, ods); NULL */
    char *part;   /* name of the part that is the table, owned; NULL = the file itself */
    char *memory; /* an inner workbook's bytes, owned: `zip` reads from them; NULL */
} LtpSource;

LtpCode ltp_zip_open(const char *path, zip_t **zip, LtpError *err) LTP_MUST_CHECK;
/* The archive inside an archive, read into memory. */
LtpCode ltp_zip_open_inner(zip_t *outer, const char *part, char **memory, zip_t **inner,
                           LtpError *err) LTP_MUST_CHECK;
bool ltp_zip_has(zip_t *zip, const char *part);
void ltp_source_release(LtpSource *source);

/* A stream of bytes that can start again. Zero-initialise; close is harmless on one never opened.
 */
typedef struct LtpBytes {
    FILE *file;
    zip_t *zip; /* borrowed */
    zip_uint64_t index;
    zip_file_t *stream;
    int64_t size;  /* of the whole, as declared */
    int64_t done;  /* read so far */
    int64_t limit; /* of the whole */
} LtpBytes;

LtpCode ltp_bytes_open(LtpBytes *bytes, const LtpSource *source, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_bytes_open_part(LtpBytes *bytes, zip_t *zip, const char *part,
                            LtpError *err) LTP_MUST_CHECK;
/* Up to `size` bytes; `*got` is 0 at the end only. */
LtpCode ltp_bytes_read(LtpBytes *bytes, void *into, size_t size, size_t *got,
                       LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_bytes_rewind(LtpBytes *bytes, LtpError *err) LTP_MUST_CHECK;
double ltp_bytes_fraction(const LtpBytes *bytes);
void ltp_bytes_close(LtpBytes *bytes);

#endif
