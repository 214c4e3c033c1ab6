/* What is to be said of a row, or of the whole table, while it is being read. */
#ifndef LTP_IMPORTERS_FINDINGS_H
#define LTP_IMPORTERS_FINDINGS_H

#include "base/lang.h"
#include "base/mem.h"
#include "layers/provenance.h"

typedef enum LtpFindingSeverity {
    LTP_FINDING_REJECT,
    LTP_FINDING_DUPLICATE,
    LTP_FINDING_WARN,
    LTP_FINDING_NOTE
} LtpFindingSeverity;

typedef struct LtpFindingKind {
    const char *code;
    LtpFindingSeverity severity;
    LtpText text; /* %s stands for the value */
} LtpFindingKind;

/* The table of findings.def; NULL past the end, or when there is no such code. */
const LtpFindingKind *ltp_finding_kind_at(size_t i);
const LtpFindingKind *ltp_finding_kind(const char *code);

/* A list of findings; texts are copied. Zero-initialise. */
typedef struct LtpFindings {
    LtpArena arena;
    LtpFinding *items;
    size_t count, capacity;
} LtpFindings;

void ltp_findings_clear(LtpFindings *findings);
void ltp_findings_release(LtpFindings *findings);

/* Adds one. `code` is a constant of findings.def; column, value and detail may be NULL. */
LtpCode ltp_findings_add(LtpFindings *findings, const LtpFinding *finding,
                         LtpError *err) LTP_MUST_CHECK;

/* The row is rejected: what rejects it stays, and the unknown code that explains a missing place.
 * Warnings are for accepted rows (ANALYSIS.md 2). */
void ltp_findings_keep_reasons(LtpFindings *findings);

/* Writes all of them to the running import. */
LtpCode ltp_findings_write(const LtpFindings *findings, LtpStore *store, int64_t import_id,
                           LtpError *err) LTP_MUST_CHECK;

/* The codes, each once, comma separated, in the order they were found. */
void ltp_findings_codes(const LtpFindings *findings, LtpBuf *out);

#endif
