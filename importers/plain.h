/* Tables whose rows are records of a unit with a few columns: each column is read by its field's
 * type or through a vocabulary, so that a kind of input is a table of columns and little else. */
#ifndef LTP_IMPORTERS_PLAIN_H
#define LTP_IMPORTERS_PLAIN_H

#include "importers/job.h"

typedef enum LtpPlainRead {
    LTP_PLAIN_BY_TYPE, /* as the type of the layer's field says */
    LTP_PLAIN_CODE,    /* words to one code of the vocabulary */
    LTP_PLAIN_CODES,   /* several of them, kept with a space between two */
    LTP_PLAIN_ORG,     /* an organisation; its acronym may stand in the field org_acronym */
    LTP_PLAIN_LON,     /* degrees */
    LTP_PLAIN_LAT
} LtpPlainRead;

typedef struct LtpPlainColumn {
    const char *name;  /* column of the store's table */
    const char *field; /* input field of the layer; NULL = of the same name */
    LtpPlainRead read;
    const char *vocabulary;
} LtpPlainColumn;

enum { LTP_PLAIN_COLUMNS = 24 };

typedef struct LtpPlainKind {
    LtpTableKind kind; /* first: what the job knows of it */
    const char *table;
    const LtpPlainColumn *columns;
    size_t n_columns, n_key; /* the first n_key tell records apart, with the unit */
    const char *required;    /* "a b": a row in which all these columns are blank is rejected */
    const char *missing;     /* why, a code of findings.def */
    bool place_optional;     /* a row may be nowhere */
    bool place_exact;        /* a figure: a doubtful place cannot carry it */
    bool whole_by_default;   /* without --as a file is the whole picture */
    /* MAY be NULL: after the cells of the row at hand are read. */
    LtpCode (*settle)(LtpJob *job, LtpValue *values, LtpError *err);
} LtpPlainKind;

/* The functions of .kind. */
LtpCode ltp_plain_begin(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_plain_understand(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_plain_write(LtpJob *job, int64_t raw_row_id, bool repeated,
                        LtpError *err) LTP_MUST_CHECK;
void ltp_plain_release(LtpJob *job);

/* A record belongs to one place: several cannot carry it, nor, where it must be `exact`, one that
 * was settled at a level above the one the cells name. */
LtpCode ltp_plain_place(LtpJob *job, bool exact, LtpError *err) LTP_MUST_CHECK;

/* The day of --reported, where the table has none for the row; else as it was. */
LtpCode ltp_plain_reported(LtpJob *job, LtpValue *date, LtpError *err) LTP_MUST_CHECK;

#endif
