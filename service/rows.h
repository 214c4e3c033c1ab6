/* Rows of the JSON API: as objects with every column, or shorter. */
#ifndef LTP_SERVICE_ROWS_H
#define LTP_SERVICE_ROWS_H

#include "service/http.h"

#include "layers/field.h"

/* Which columns, and whether a row is an object or, shorter, an array in their order. */
typedef struct LtpRowsForm {
    const LtpField *const *fields; /* borrowed */
    size_t n_fields;
    bool *shown; /* of each field */
    bool arrays;
} LtpRowsForm;

/* The parameters that say so; ends with NULL. */
extern const char *const ltp_rows_own[];

/* From properties= and rows=. LTP_EUSAGE for a column there is not. Free with
 * ltp_rows_form_release. */
LtpCode ltp_rows_form_read(LtpRowsForm *form, const LtpHttpRequest *request,
                           const LtpField *const *fields, size_t n_fields,
                           LtpError *err) LTP_MUST_CHECK;
void ltp_rows_form_release(LtpRowsForm *form);

/* "columns": [...] with what is known of each. */
void ltp_rows_columns(LtpJson *json, const LtpRowsForm *form, LtpLang lang);
/* A row, left open for more; to be closed. */
void ltp_rows_open(LtpJson *json, const LtpRowsForm *form, const LtpValue *values);
void ltp_rows_close(LtpJson *json, const LtpRowsForm *form);

/* Whether every word of the folded search stands somewhere in the texts of the row, whatever its
 * accents; "" = any row. */
bool ltp_rows_hold(const LtpRowsForm *form, const LtpValue *values, const char *folded);

#endif
