/* How a line is recognised from one submission of a source to the next (ANALYSIS.md 2). */
#ifndef LTP_LAYERS_FINGERPRINT_H
#define LTP_LAYERS_FINGERPRINT_H

#include "layers/records.h"
#include "layers/units.h"

enum { LTP_FINGERPRINT = 33 }; /* 128 bits in hex and a NUL */

/* Organisation, project, activity, indicator, sector, places, start, reporting date; words folded.
 * `units` indexes into the book's edition, sorted: (level, P-code) order. */
LtpCode ltp_line_fingerprint(const LtpLineRecord *line, const LtpUnits *units,
                             const int32_t *places, char out[LTP_FINGERPRINT],
                             LtpError *err) LTP_MUST_CHECK;

/* All cells as understood: equal means the line is the same, not changed. */
LtpCode ltp_line_content(const LtpLineRecord *line, const LtpUnits *units, const int32_t *places,
                         char out[LTP_FINGERPRINT], LtpError *err) LTP_MUST_CHECK;

/* The organisation a line counts for: implementing, else programme, else reporting; 0 = none. */
int64_t ltp_line_organisation(const LtpLineRecord *line);

#endif
