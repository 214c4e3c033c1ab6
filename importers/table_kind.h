/* What a file is, by its first bytes and, for archives, by what is inside. */
#ifndef LTP_IMPORTERS_TABLE_KIND_H
#define LTP_IMPORTERS_TABLE_KIND_H

#include "importers/table_bytes.h"

typedef enum LtpFileKind {
    LTP_KIND_TEXT, /* perhaps a CSV */
    LTP_KIND_ZIP,
    LTP_KIND_OLE,  /* XLS, an encrypted workbook, an old Word document ... */
    LTP_KIND_OTHER /* known not to be a table */
} LtpFileKind;

/* `*refusal` is the message for LTP_KIND_OTHER, translated. */
LtpFileKind ltp_file_kind(const char *head, size_t size, const char **refusal);

typedef enum LtpZipKind {
    LTP_ZIP_XLSX,
    LTP_ZIP_ODS,
    LTP_ZIP_ARCHIVE, /* a folder of files */
    LTP_ZIP_OTHER    /* another kind of document: see the refusal */
} LtpZipKind;

LtpZipKind ltp_zip_kind(zip_t *zip, const char **refusal);

/* The one table in an archive: its name, borrowed from the archive. LTP_EFORMAT when there is none
 * or more than one; the message names what is there. */
LtpCode ltp_zip_table_part(zip_t *zip, const char **part, LtpError *err) LTP_MUST_CHECK;

/* Why an OLE file is not an XLS workbook, translated; NULL when it is one. */
const char *ltp_ole_refusal(const char *bytes, size_t size);

#endif
