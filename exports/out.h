/* A file being written, through a buffer; every failure of the disk is seen. */
#ifndef LTP_EXPORTS_OUT_H
#define LTP_EXPORTS_OUT_H

#include "base/mem.h"

#include <stdio.h>

/* Zero-initialise. Put into `buf`, then call ltp_out_flush now and then. */
typedef struct LtpOut {
    LtpBuf buf;
    FILE *file;
    const char *path; /* borrowed */
} LtpOut;

LtpCode ltp_out_open(LtpOut *out, const char *path, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_out_flush(LtpOut *out, LtpError *err) LTP_MUST_CHECK; /* when a megabyte is waiting */
LtpCode ltp_out_close(LtpOut *out, LtpError *err) LTP_MUST_CHECK; /* writes the rest */
void ltp_out_release(LtpOut *out);                                /* after _close, or to give up */

#endif
