/* Files for visitors of the service: `ltp export` and `ltp map`, run as if somebody had typed them.
 */
#ifndef LTP_CLI_SERVE_FILES_H
#define LTP_CLI_SERVE_FILES_H

#include "cli/command.h"

typedef struct LtpServedFile {
    LtpStore *store;
    const char *format; /* "geojson", "xlsx", "pdf" */
    const char *theme;  /* of a pdf: the field that the map shows, or the map's name */
    const char *bbox;   /* of a pdf: --bbox; NULL */
    const LtpParams *params;
    LtpSensitivity clearance;
} LtpServedFile;

/* Appends the bytes of the file. LTP_ENOTFOUND when there is no map of the theme. Says nothing to
 * people; safe from several threads, each with its own store. */
LtpCode ltp_serve_file(const LtpServedFile *file, LtpBuf *body, LtpError *err) LTP_MUST_CHECK;

#endif
