/* Where data go: standard output, or a file that is written beside its place and renamed when
 * whole. */
#ifndef LTP_CLI_OUTPUT_H
#define LTP_CLI_OUTPUT_H

#include "base/mem.h"

#include <stdio.h>

/* Zero-initialise. Put into `text`, flush now and then. */
typedef struct LtpOutput {
    LtpBuf text;
    const char *path; /* NULL = standard output; borrowed */
    char *partial;
    FILE *stream;
} LtpOutput;

/* `path` NULL or "-" is standard output. */
LtpCode ltp_output_open(LtpOutput *output, const char *path, LtpError *err) LTP_MUST_CHECK;
/* Writes what `text` holds once it is large. */
LtpCode ltp_output_flush(LtpOutput *output, LtpError *err) LTP_MUST_CHECK;
/* Writes the rest and puts the file in its place. */
LtpCode ltp_output_commit(LtpOutput *output, LtpError *err) LTP_MUST_CHECK;
/* Frees; a file that was not committed is removed. Call always. */
void ltp_output_release(LtpOutput *output);

/* Whether standard output is a terminal that `path` leaves data to. */
bool ltp_output_is_terminal(const char *path);

#endif
