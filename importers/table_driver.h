/* Inside the table reader: the struct behind LtpTable, what a format gives, and the row under
 * construction that the formats share. Nobody outside table*.c includes this. */
#ifndef LTP_IMPORTERS_TABLE_DRIVER_H
#define LTP_IMPORTERS_TABLE_DRIVER_H

#include "importers/table.h"
#include "importers/table_bytes.h"

/* One format. `state` is its own and belongs to the table. A driver gives every row, blank ones too
 * if it likes, with its number; table.c drops blank rows and trailing blanks and keeps the limits.
 */
typedef struct LtpTableDriver {
    const char *format;
    LtpCode (*open)(LtpTable *table, LtpError *err); /* fills state and sheets */
    void (*close)(void *state);
    LtpCode (*select)(LtpTable *table, size_t sheet, LtpError *err);
    LtpCode (*next)(LtpTable *table, LtpRow *row, LtpError *err); /* cells NULL at the end */
    double (*fraction)(const void *state);
    /* MAY: the merges that begin in the first `rows` rows of a sheet, through ltp_table_add_merge.
     */
    LtpCode (*merges)(LtpTable *table, size_t sheet, int64_t rows, LtpError *err);
} LtpTableDriver;

extern const LtpTableDriver ltp_table_bibliography, ltp_table_csv, ltp_table_xlsx, ltp_table_ods,
    ltp_table_xls, ltp_table_vector;

/* Whether GDAL knows the file, or what is in the archive, as a map. */
bool ltp_table_is_vector(const LtpSource *source);

typedef struct LtpSheet {
    char *name; /* owned */
    bool hidden, pivot;
} LtpSheet;

struct LtpTable {
    const LtpTableDriver *driver;
    void *state;
    LtpSource source; /* where the bytes are */
    LtpSheet *sheets;
    size_t n_sheets, sheets_capacity;
    size_t selected;
    bool date1904, pivot_cache, uncomputed;
    size_t header_limit; /* bytes after which the format cuts headers; 0 = it does not */
    LtpMerge *merges;
    size_t n_merges, merges_capacity;
};

LtpCode ltp_table_add_sheet(LtpTable *table, const char *name, bool hidden, LtpError *err);
LtpCode ltp_table_add_merge(LtpTable *table, LtpMerge merge, LtpError *err);

/* A row under construction: cells at rising columns, each with its own text. Zero-initialise. */
typedef struct LtpDraft {
    LtpBuf text; /* NUL-terminated texts, one after the other */
    size_t *offsets;
    LtpCell *cells;
    size_t count, offsets_capacity, cells_capacity;
} LtpDraft;

void ltp_draft_clear(LtpDraft *draft);
void ltp_draft_release(LtpDraft *draft);
/* Puts a cell at `column` (0-based, right of all earlier ones). LTP_ELIMIT beyond the last column.
 */
LtpCode ltp_draft_put(LtpDraft *draft, size_t column, LtpCellType type, const char *text,
                      size_t size, LtpError *err) LTP_MUST_CHECK;
/* The finished row; valid until the next clear. */
LtpCode ltp_draft_row(LtpDraft *draft, int64_t number, LtpRow *row, LtpError *err) LTP_MUST_CHECK;

/* A serial number of a date-styled cell as yyyy-mm-dd; false when it is no day at all. */
bool ltp_table_serial_text(const char *number, bool date1904, char out[LTP_DATE_TEXT]);

#endif
