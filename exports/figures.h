/* Values as people read them on a page, a map or in a legend: French or English typography, "non
 * connu" for what is not known, "<5" for people withheld and "masqué" for what is computed from
 * them, words for codes. */
#ifndef LTP_EXPORTS_FIGURES_H
#define LTP_EXPORTS_FIGURES_H

#include "layers/field.h"
#include "layers/scheme.h"

/* Appends plain UTF-8. Ratios are per cent; a ratio above 0 is never shown as 0. `classes` (may be
 * NULL) are those of the field: their labels are the words of its codes. */
void ltp_figure_put(LtpBuf *out, const LtpField *field, const LtpClasses *classes,
                    const LtpValue *value, LtpLang lang);

/* 187 139 | 187,139, with the decimals asked for. Thousands are parted by the no-break space: fonts
 * of old machines lack the narrow one. */
void ltp_figure_number(LtpBuf *out, double value, int decimals, LtpLang lang);

/* The unit of a field in words: "personnes"; NULL gives "". */
const char *ltp_figure_unit(const char *unit, LtpLang lang);

/* "non connu" */
const char *ltp_figure_unknown(LtpLang lang);

#endif
