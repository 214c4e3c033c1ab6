/* What a submission of a source brings against what stood before it, line by line (ANALYSIS.md 2).
 * To be asked while its import runs (a trial run included) or later, as long as no newer one stands
 * on it. */
#ifndef LTP_LAYERS_CHANGES_H
#define LTP_LAYERS_CHANGES_H

#include "layers/field.h"
#include "layers/store.h"

/* One field of a changed line. Texts NULL = blank. */
typedef struct LtpChangedField {
    const char *name; /* of the layer of lines, or "people": the figures by sex, age and type */
    LtpText label;
    const char *before, *after;
} LtpChangedField;

typedef struct LtpLineDifference {
    const char *change;      /* "changed", "gone", "new" */
    int64_t row, row_before; /* in the sheets; 0 = the line is not in that submission */
    const char *org, *project, *activity, *places; /* NULL = blank; places: P-codes joined by ';' */
    const LtpChangedField *fields;                 /* of a changed line: those that differ */
    size_t n_fields;
} LtpLineDifference;

/* Changed lines first, then gone, then new, each by row; texts are borrowed for the call. */
LtpCode ltp_line_differences_each(LtpStore *store, int64_t import_id,
                                  LtpCode (*fn)(const LtpLineDifference *, void *, LtpError *),
                                  void *arg, LtpError *err) LTP_MUST_CHECK;

/* A need, study or settlement that a newer submission brought, changed or no longer has. */
typedef struct LtpRecordDifference {
    const char *change;      /* "changed", "gone", "new" */
    int64_t row, row_before; /* 0 = not known, or none */
    const char *subject, *places;
    const char *fields; /* of a changed one, as JSON [{"field","before","after"}]; else "[]" */
} LtpRecordDifference;

/* `kind`: "needs", "studies" or "places". Nothing for a first submission. A need or study that a
 * newer table does not name stands, so none is gone. */
LtpCode ltp_record_differences_each(LtpStore *store, const char *kind, int64_t import_id,
                                    LtpCode (*fn)(const LtpRecordDifference *, void *, LtpError *),
                                    void *arg, LtpError *err) LTP_MUST_CHECK;

#endif
