/* What a layer is made of: one table of fields per layer, and everything that is known of a field
 * in that one place. From it the schema is checked, headers are mapped, export columns are named,
 * labels and definitions are shown, and what may leave the house is decided. */
#ifndef LTP_LAYERS_FIELD_H
#define LTP_LAYERS_FIELD_H

#include "base/date.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"

typedef enum LtpFieldType {
    LTP_TEXT,
    LTP_INTEGER,
    LTP_REAL,
    LTP_BOOLEAN, /* 0, 1 or NULL */
    LTP_DATE     /* text yyyy-mm-dd in the store */
} LtpFieldType;

/* ANALYSIS.md 7. `strict` never leaves. The order is the order of secrecy. */
typedef enum LtpSensitivity {
    LTP_PUBLIC,
    LTP_RESTRICTED,
    LTP_CONFIDENTIAL,
    LTP_STRICT
} LtpSensitivity;

enum LtpFieldFlags {
    LTP_KEY = 1,          /* identifies a row */
    LTP_INPUT = 2,        /* a header of an imported table may map to it */
    LTP_OUTPUT = 4,       /* a column of the released layer */
    LTP_PEOPLE = 8,       /* a count of people: small numbers are suppressed (ANALYSIS.md 7) */
    LTP_FROM_PEOPLE = 16, /* computed from one: suppressed with it */
    LTP_PERSONAL = 32,    /* personal data: masked in raw rows, stored only on request */
    LTP_REPEATS = 64      /* several columns of a table may map to it (a list) */
};

/* As age_min: sex and ages are what the header says (any band of any template). */
enum { LTP_AGES_IN_HEADER = -2 };

/* A cell of disaggregated people (`targeted_f_children`): which people a column counts. */
typedef struct LtpPeopleCell {
    const char *measure;  /* "targeted", "reached"; NULL when the field is not such a cell */
    char sex;             /* 'f', 'm', or 0 for both */
    int age_min, age_max; /* years, inclusive; -1 = open; LTP_AGES_IN_HEADER */
    bool disability;      /* people living with a disability, of which */
    bool households;      /* counts households, not persons */
} LtpPeopleCell;

typedef struct LtpField {
    const char *name; /* column of the store and of long-named exports: [a-z][a-z0-9_]* */
    LtpFieldType type;
    const char *unit;     /* "people", "km²", "days", "ratio" ...; NULL when none */
    LtpText label;        /* as a person reads it above a column */
    LtpText definition;   /* one plain sentence, for people who are no technicians */
    const char *hxl;      /* canonical hashtag with attributes; NULL when none */
    const char *synonyms; /* other headers seen, separated by '|', any case and accents; NULL */
    const char *dbf; /* short name, <= 10 of [a-z0-9_], unique in the layer; NULL = not in DBF */
    LtpSensitivity sensitivity;
    unsigned flags;       /* enum LtpFieldFlags */
    LtpPeopleCell people; /* .measure NULL unless a cell of people */
} LtpField;

typedef enum LtpGeometryKind { LTP_NO_GEOMETRY, LTP_POINT, LTP_MULTIPOLYGON } LtpGeometryKind;

typedef struct LtpLayer {
    const char *name; /* "units", "lines", "coverage" ...: the name in options and files */
    LtpText title, abstract;
    const char *table; /* the store's table or view behind it; NULL for derived layers */
    LtpGeometryKind geometry;
    LtpSensitivity sensitivity; /* of the layer as a whole: below it, no field and no row */
    LtpSensitivity geometry_sensitivity;
    const LtpField *fields;
    size_t n_fields;
} LtpLayer;

/* The layers of the house, in the order of the documentation: units, places, organisations, lines,
 * studies, needs, displacement, erp, institutions, indicators, risks, contacts, coverage, gaps, ...
 * NULL when there is none of that name. */
const LtpLayer *ltp_layer_find(const char *name);
const LtpLayer *ltp_layer_at(size_t i); /* NULL past the end */

const LtpField *ltp_layer_field(const LtpLayer *layer, const char *name); /* NULL when none */

/* Whether the field is a cell of disaggregated people: a row of its own in the store. */
bool ltp_field_is_cell(const LtpField *field);

/* A value of any field. `text` is borrowed from whoever gave the value. */
typedef struct LtpValue {
    bool null;
    bool suppressed; /* a small number: null, printed "<5" in tables and on maps */
    LtpFieldType type;
    int64_t integer;  /* LTP_INTEGER, LTP_BOOLEAN */
    double real;      /* LTP_REAL */
    const char *text; /* LTP_TEXT, and LTP_DATE as yyyy-mm-dd */
} LtpValue;

LtpValue ltp_value_null(LtpFieldType type);
LtpValue ltp_value_int(int64_t value);     /* LTP_NULL_INT gives NULL */
LtpValue ltp_value_bool(int64_t value);    /* likewise */
LtpValue ltp_value_real(double value);     /* NaN gives NULL */
LtpValue ltp_value_text(const char *text); /* NULL gives NULL */

/* A copy whose name, labels and definitions live as long as the arena: fields of a release don't
 * outlive it. NULL when memory is out. */
const LtpField *ltp_field_keep(LtpArena *arena, const LtpField *field);

/* As JSON: what is missing is null, booleans are true and false. */
void ltp_json_value(LtpJson *json, const LtpValue *value);

#endif
