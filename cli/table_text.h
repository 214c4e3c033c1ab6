/* A table to read on a terminal: aligned columns, headers broken over lines, numbers as people
 * write them, and a dash for what is not known. */
#ifndef LTP_CLI_TABLE_TEXT_H
#define LTP_CLI_TABLE_TEXT_H

#include "layers/field.h"
#include "layers/scheme.h"

typedef struct LtpTableText LtpTableText;

/* `width` in columns; 0 = no limit. Columns that do not fit are left out from the end of the list
 * (their number is *left_out at the end). Fields and scheme are borrowed; `scheme` may be NULL. */
LtpCode ltp_table_text_new(const LtpField *const *fields, size_t n_fields, size_t width,
                           const LtpScheme *scheme, LtpTableText **table,
                           LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_table_text_put(LtpTableText *table, const LtpValue *values,
                           LtpError *err) LTP_MUST_CHECK;
void ltp_table_text_end(LtpTableText *table, LtpBuf *out, size_t *left_out);
void ltp_table_text_free(LtpTableText *table);

/* One value as people read it: "12 345", "34 %", "oui", "31/03/2020", "–" for NULL, "<5"; a word of
 * a class of the scheme by its label. */
void ltp_value_for_people(const LtpField *field, LtpValue value, const LtpScheme *scheme,
                          LtpBuf *out);

#endif
