/* The file that goes back to a partner: their own columns and rows, in their places, the cells at
 * fault coloured with the reason beside them. Personal cells are masked, and a masked cell that
 * comes back is left alone. Always in French: partners of the field read it. */
#ifndef LTP_IMPORTERS_RETURN_FILE_H
#define LTP_IMPORTERS_RETURN_FILE_H

#include "layers/review.h"

/* How the headers of the columns that are added begin: a row that comes back is the same without.
 */
#define LTP_RETURN_HEADER "Retour : "

typedef struct LtpReturnCounts {
    int64_t rows, rejected, warned; /* warned: accepted, with something to correct */
} LtpReturnCounts;

/* Writes the newest submission of `source` to `path` (XLSX), beside it first. */
LtpCode ltp_return_file(LtpStore *store, const char *source, const char *path,
                        LtpReturnCounts *counts, LtpError *err) LTP_MUST_CHECK;

#endif
