/* What a trial shows of the first rows: each mapped cell as it was understood. */
#ifndef LTP_IMPORTERS_SAMPLE_H
#define LTP_IMPORTERS_SAMPLE_H

#include "importers/job.h"

enum { LTP_SAMPLE_ROWS = 10 };

/* Adds the row just understood to the report's samples, while there are fewer than
 * LTP_SAMPLE_ROWS. Cells of personal data are masked. */
LtpCode ltp_sample_row(LtpJob *job, LtpFate fate, LtpError *err) LTP_MUST_CHECK;

/* Appends the samples as a JSON array of
 * {"row","fate","place","cells":[{"field","header","value"}]}; a value of null is a cell that says
 * something which cannot be read. */
void ltp_sample_json(const LtpImportReport *report, LtpJson *json);

#endif
