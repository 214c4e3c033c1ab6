/* Classes of figures: one table of bounds, colours, hatches and labels, data in the store, for QGIS
 * styles, printed maps, web and workbook alike. Every output asks ltp_scheme_class and nothing
 * else, so that all put each unit in the same class. */
#ifndef LTP_LAYERS_SCHEME_H
#define LTP_LAYERS_SCHEME_H

#include "layers/field.h"
#include "layers/store.h"

typedef enum LtpClassKind {
    LTP_CLASS_RANGE,     /* numbers: lower <= value <= upper, lower < value when lower_open */
    LTP_CLASS_WORD,      /* text: the value is `code` */
    LTP_CLASS_NO_DATA,   /* the value is not known */
    LTP_CLASS_SUPPRESSED /* a small number that may not be shown */
} LtpClassKind;

typedef struct LtpClass {
    LtpClassKind kind;
    const char *code;
    double lower, upper; /* NaN = open */
    bool lower_open;
    LtpText label;
    const char *colour; /* "#rrggbb" */
    const char *hatch;  /* "diagonal", "cross", "dots"; NULL = plain */
} LtpClass;

/* The classes of one field, in the order of the legend. */
typedef struct LtpClasses {
    const char *field;
    const LtpClass *classes;
    size_t count;
} LtpClasses;

typedef struct LtpScheme LtpScheme;

/* The scheme of that name (newest version), "NAME@VERSION", or the active one for NULL.
 * LTP_ENOTFOUND says which there are. Free with ltp_scheme_free (NULL is fine). */
LtpCode ltp_scheme_load(LtpStore *store, const char *name, LtpScheme **scheme,
                        LtpError *err) LTP_MUST_CHECK;
void ltp_scheme_free(LtpScheme *scheme);

const char *ltp_scheme_name(const LtpScheme *scheme); /* "maison@1" */
LtpText ltp_scheme_label(const LtpScheme *scheme);

/* The classes of a field; NULL when the scheme has none for it. Borrowed from the scheme. */
const LtpClasses *ltp_scheme_classes(const LtpScheme *scheme, const char *field);
const LtpClasses *ltp_scheme_classes_at(const LtpScheme *scheme, size_t i); /* NULL past the end */

/* The class of a value: the first that holds it, an index into `classes`; -1 when none does. */
int ltp_scheme_class(const LtpClasses *classes, LtpValue value);

#endif
