/* From a sheet to a layer's fields: which sheet, which rows are headers and hashtags, which column
 * is which field and why. */
#ifndef LTP_IMPORTERS_MAPPING_H
#define LTP_IMPORTERS_MAPPING_H

#include "importers/hxl.h"
#include "importers/table.h"
#include "layers/field.h"

enum { LTP_HEADER_SCAN = 25 }; /* rows in which headers and hashtags are looked for */

typedef struct LtpColumn {
    char *header;          /* as in the sheet, several header rows joined by a space; NULL = none */
    char *hxl;             /* hashtag as written; NULL */
    const LtpField *field; /* NULL = not understood: kept with the raw row */
    const char *by;        /* "hxl", "label", "content", "user"; NULL without field */
    const LtpField *rival; /* what the other evidence says when it disagrees; NULL */
    bool personal;         /* contacts, phones, e-mails: masked */
} LtpColumn;

typedef struct LtpMapping {
    size_t sheet;                /* index in the table */
    int64_t header_row, hxl_row; /* 1-based; 0 = none; header_row is the last of several */
    int64_t first_row;           /* data start here */
    LtpColumn *columns;
    size_t n_columns;
    double score; /* how well the sheet fits: 0 = no column understood */
} LtpMapping;

/* What the user asked for; zero-initialised = nothing. */
typedef struct LtpMappingOptions {
    const char *sheet;    /* --sheet */
    const char *map_file; /* --map MAPPING.json: {"Header": "field" | null, ...} */
    const char *saved;    /* the same as JSON, of an earlier submission: headers that the table has
                             not are passed over; used without a map_file */
    const char *country;  /* letters with which the codes of the boundaries at hand begin, which no
                             list of countries need know; "" or NULL = none */
} LtpMappingOptions;

/* Chooses sheet and header and maps the columns to the input fields of `layer`. The sheet: the one
 * asked for, else the first with a hashtag row, else the one whose columns map best; hidden, pivot
 * and list sheets lose. LTP_EDATA (with sheet) when nothing can be understood: says what was looked
 * for. `notes` (may be NULL) gets a line for each sheet left alone and why. Free with
 * ltp_mapping_free. */
LtpCode ltp_mapping_find(LtpTable *table, const LtpLayer *layer, const LtpMappingOptions *options,
                         LtpMapping **mapping, LtpBuf *notes, LtpError *err) LTP_MUST_CHECK;
void ltp_mapping_free(LtpMapping *mapping);

/* The column of a field, or -1; with several (LTP_REPEATS) the one after `previous`. */
int ltp_mapping_column(const LtpMapping *mapping, const char *field, int previous);

#endif
