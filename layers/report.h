/* Reports on the analysis: the tables beside coverage and gaps. Each is columns and rows in memory,
 * with the settled parameters it was computed by. The working views of an officer: what leaves the
 * house goes through release.h. */
#ifndef LTP_LAYERS_REPORT_H
#define LTP_LAYERS_REPORT_H

#include "layers/analysis.h"

typedef struct LtpReport LtpReport;

void ltp_report_free(LtpReport *report);
size_t ltp_report_n_fields(const LtpReport *report);
const LtpField *ltp_report_field(const LtpReport *report, size_t i);
size_t ltp_report_count(const LtpReport *report);
/* The values of a row, n_fields of them; borrowed from the report. */
const LtpValue *ltp_report_row(const LtpReport *report, size_t row);
const LtpParams *ltp_report_params(const LtpReport *report); /* settled; NULL = none */

/* Organisations with active or planned lines inside --within, by name. */
LtpCode ltp_report_actors(LtpStore *store, const LtpParams *params, LtpReport **report,
                          LtpError *err) LTP_MUST_CHECK;
/* Completeness of reporting: organisations with active lines in the period before, of the same
 * length, and none in this one. LTP_EUSAGE when the period is open. */
LtpCode ltp_report_absent(LtpStore *store, const LtpParams *params, LtpReport **report,
                          LtpError *err) LTP_MUST_CHECK;

/* The same as two numbers: organisations active in the period before, and those of them that still
 * are. Both -1 when the period is open. */
LtpCode ltp_report_share(LtpStore *store, const LtpParams *params, int64_t *before, int64_t *still,
                         LtpError *err) LTP_MUST_CHECK;

/* What to look for in the repertory; NULL and 0 = anything. Texts are compared after folding. */
typedef struct LtpStudySearch {
    const char *words; /* full text: every word, or one that begins with it */
    const char *subject, *language, *type;
    int from_year, to_year;
} LtpStudySearch;
/* "A:B" or "YEAR" as two whole numbers; 0 = open. LTP_EUSAGE. */
LtpCode ltp_years_parse(const char *text, int *from, int *to, LtpError *err) LTP_MUST_CHECK;
/* Studies that cover --within or a part of it, the newest first (the best first, with words). */
LtpCode ltp_report_studies(LtpStore *store, const LtpParams *params, const LtpStudySearch *search,
                           LtpReport **report, LtpError *err) LTP_MUST_CHECK;
/* Units with IDPs or LTP actors but no study, and with studies but no actor, in P-code order. */
LtpCode ltp_report_evidence(LtpStore *store, const LtpParams *params, LtpReport **report,
                            LtpError *err) LTP_MUST_CHECK;

/* Active lines: one row an organisation, one column a unit (or a sector) where there are any. */
typedef enum LtpMatrixKind { LTP_MATRIX_ORG_UNIT, LTP_MATRIX_ORG_SECTOR } LtpMatrixKind;
LtpCode ltp_report_matrix(LtpStore *store, const LtpParams *params, LtpMatrixKind kind,
                          LtpReport **report, LtpError *err) LTP_MUST_CHECK;

/* One row a unit and month of the period: the units of --level, or one series for --within (the
 * country) when no level is asked for. */
LtpCode ltp_report_series(LtpStore *store, const LtpParams *params, LtpReport **report,
                          LtpError *err) LTP_MUST_CHECK;

/* Protection, Shelter, LTP and cohesion side by side, one row a unit. */
LtpCode ltp_report_intersector(LtpStore *store, const LtpParams *params, LtpReport **report,
                               LtpError *err) LTP_MUST_CHECK;

/* The strategy. Of `params` the place and the days hold: of indicators the newest value of each
 * place up to as-of (else to); of risks every level between from and to, with the one before. */
LtpCode ltp_report_indicators(LtpStore *store, const LtpParams *params, LtpReport **report,
                              LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_report_risks(LtpStore *store, const LtpParams *params, LtpReport **report,
                         LtpError *err) LTP_MUST_CHECK;

/* One side of a comparison. */
typedef struct LtpDiffSide {
    LtpStore *store;
    const LtpParams *params;
    int64_t as_at_import; /* lines as they stood after this import; 0 = now */
} LtpDiffSide;
/* Organisations that came, left, stayed; units whose state or priority changed; lines that are new,
 * changed or gone. */
LtpCode ltp_report_diff(const LtpDiffSide *before, const LtpDiffSide *after, LtpReport **report,
                        LtpError *err) LTP_MUST_CHECK;

#endif
