/* Classes of figures: one table of bounds, colours, hatches and labels, data in the store, for QGIS
 * styles, printed maps, web and workbook alike. Every output asks ltp_scheme_class and nothing
 * else, so that all put each unit in the same class. */
#ifndef LTP_LAYERS_SCHEME_H
#define LTP_LAYERS_SCHEME_H

#include "gis/priority.h"
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

/* The rules of priority (gis/priority.h); none = those of the house. Borrowed from the scheme. */
const LtpPriorityRule *ltp_scheme_priority(const LtpScheme *scheme, size_t *count);

/* One scheme of the store, for a list. Strings are borrowed for the call. */
typedef struct LtpSchemeInfo {
    const char *name; /* "maison@1" */
    LtpText label;
    bool active;
    int64_t n_fields, n_rules;
} LtpSchemeInfo;
LtpCode ltp_scheme_each(LtpStore *store, LtpCode (*fn)(const LtpSchemeInfo *, void *, LtpError *),
                        void *arg, LtpError *err) LTP_MUST_CHECK;
/* A scheme as JSON, the form that ltp_scheme_add reads; free with ltp_free. NULL name: the active.
 */
LtpCode ltp_scheme_json(LtpStore *store, const char *name, char **json,
                        LtpError *err) LTP_MUST_CHECK;
/* Adds a scheme from JSON: a new version where the name is known. `*name` ("mine@1") lives as long
 * as the store. LTP_EFORMAT says what is wrong. */
LtpCode ltp_scheme_add(LtpStore *store, const char *json, const char **name,
                       LtpError *err) LTP_MUST_CHECK;
/* The scheme in force from now on. LTP_ENOTFOUND says which there are. */
LtpCode ltp_scheme_choose(LtpStore *store, const char *name, LtpError *err) LTP_MUST_CHECK;

/* The class of a value: the first that holds it, an index into `classes`; -1 when none does. */
int ltp_scheme_class(const LtpClasses *classes, LtpValue value);

#endif
