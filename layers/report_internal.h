/* What the files of reports share: the table they fill, and what they ask of a run. */
#ifndef LTP_LAYERS_REPORT_INTERNAL_H
#define LTP_LAYERS_REPORT_INTERNAL_H

#include "layers/analysis_internal.h"
#include "layers/report.h"

/* `fields` are copied with their texts; `params` may be NULL. */
LtpCode ltp_report_new(const LtpField *fields, size_t n_fields, const LtpParams *params,
                       LtpReport **report, LtpError *err) LTP_MUST_CHECK;
/* Adds a row; texts are copied. */
LtpCode ltp_report_put(LtpReport *report, const LtpValue *values, LtpError *err) LTP_MUST_CHECK;

LtpValue ltp_report_day(LtpDay day, char text[LTP_DATE_TEXT]); /* borrows `text` */

/* Whether the unit is --within, or in it; true without --within. */
bool ltp_run_holds(const LtpRun *run, int32_t unit);

/* How an organisation is called; one that asked not to be named isn't, in what leaves. Texts
 * live as long as the store. */
typedef struct LtpOrgName {
    const char *acronym, *name, *type;
} LtpOrgName;
LtpCode ltp_org_name(LtpStore *store, const LtpRun *run, int64_t id, LtpOrgName *name,
                     LtpError *err) LTP_MUST_CHECK;

/* ---- what leaves: nothing to do for a working view ---- */

/* Makes one of the organisations that asked not to be named, and at public turns the sectors that
 * appear as Protection into it. For lists of organisations: figures per unit are computed before.
 */
LtpCode ltp_report_veil(LtpStore *store, LtpRun *run, LtpError *err) LTP_MUST_CHECK;

/* Hides in a row of the report what the layer of coverage hides of the same figures. */
typedef struct LtpFigureAt {
    int at; /* of the report's values; -1 ends a list */
    LtpCoverageField field;
} LtpFigureAt;
void ltp_report_hide(const LtpRun *run, const LtpCoverageRow *row, const LtpFigureAt *figures,
                     LtpValue *values);

/* Takes away the columns above the clearance; with figures on people the last column says whether a
 * small number of the row was hidden. */
LtpCode ltp_report_clear(LtpReport *report, const LtpRun *run, LtpError *err) LTP_MUST_CHECK;

/* The reports as functions of a run that is zero but for `leaves` and `clearance`. */
LtpCode ltp_report_series_of(LtpStore *store, const LtpParams *params, const LtpRun *run,
                             LtpReport **report, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_report_matrix_of(LtpStore *store, const LtpParams *params, LtpMatrixKind kind,
                             const LtpRun *run, LtpReport **report, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_report_diff_of(const LtpDiffSide *before, const LtpDiffSide *after, const LtpRun *run,
                           LtpReport **report, LtpError *err) LTP_MUST_CHECK;

LtpCode ltp_report_actors_of(LtpStore *store, const LtpParams *params, bool absent,
                             const LtpRun *run, LtpReport **report, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_report_studies_of(LtpStore *store, const LtpParams *params,
                              const LtpStudySearch *search, const LtpRun *run, LtpReport **report,
                              LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_report_evidence_of(LtpStore *store, const LtpParams *params, const LtpRun *run,
                               LtpReport **report, LtpError *err) LTP_MUST_CHECK;
/* Without rows where the clearance does not let their layers through. */
LtpCode ltp_report_strategy_of(LtpStore *store, const LtpParams *params, bool risks,
                               const LtpRun *run, LtpReport **report, LtpError *err) LTP_MUST_CHECK;

/* Lines by organisation: those of one stand together, organisations in the order of their names
 * (folded acronym, else name). New memory: ltp_free. */
LtpCode ltp_lines_by_org(LtpStore *store, const LtpRun *run, uint32_t **lines,
                         LtpError *err) LTP_MUST_CHECK;

#endif
