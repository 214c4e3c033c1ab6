/* Tables as people send them, read row by row in bounded memory: CSV by a scanner of our own, XLSX
 * and ODS out of the zip with expat, the rest by GDAL. Cells come as UTF-8 text exactly as typed
 * (numbers as the file holds them), with what the format knows of them. */
#ifndef LTP_IMPORTERS_TABLE_H
#define LTP_IMPORTERS_TABLE_H

#include "base/date.h"
#include "base/mem.h"

enum LtpTableLimits {
    LTP_TABLE_MAX_COLUMNS = 16384,
    LTP_TABLE_MAX_CELL = 1 << 20, /* bytes of one cell */
    LTP_TABLE_MAX_RATIO = 1000    /* a zip part may not expand more than this */
};
#define LTP_TABLE_MAX_ROWS ((int64_t)10000000)
#define LTP_TABLE_MAX_PART ((int64_t)8 << 30) /* bytes of one expanded part */

typedef enum LtpCellType {
    LTP_CELL_TEXT,
    LTP_CELL_NUMBER,
    LTP_CELL_DATE,
    LTP_CELL_BOOLEAN
} LtpCellType;

typedef struct LtpCell {
    const char *text; /* "" when empty; DATE as yyyy-mm-dd, BOOLEAN as 1 or 0, an error as #N/A */
    LtpCellType type;
} LtpCell;

typedef struct LtpRow {
    int64_t number;       /* as a person sees it in the sheet, first = 1 */
    const LtpCell *cells; /* borrowed until the next row */
    size_t count;         /* trailing empty cells are not there */
} LtpRow;

/* One sheet of a workbook, or the one table of a text file. */
typedef struct LtpSheetInfo {
    const char *name; /* "" for text files */
    bool hidden;
    bool pivot; /* carries a pivot table: a summary of other rows */
} LtpSheetInfo;

/* Cells merged into one: the first holds the value, the others are empty. All 0-based columns, rows
 * as in LtpRow.number; both ends included. */
typedef struct LtpMerge {
    int64_t first_row, last_row;
    size_t first_column, last_column;
} LtpMerge;

typedef struct LtpTable LtpTable;

/* Opens by content, not by extension. Errors: LTP_EIO, LTP_EFORMAT (empty, truncated, not a table;
 * the message says what it looks like), LTP_ELIMIT. */
LtpCode ltp_table_open(const char *path, LtpTable **table, LtpError *err) LTP_MUST_CHECK;
void ltp_table_close(LtpTable *table);

const char *ltp_table_format(const LtpTable *table); /* "csv", "xlsx", "ods", "xls" */
bool ltp_table_date1904(const LtpTable *table);
/* Bytes after which the format cuts headers (10 in a shapefile); 0 = it does not. */
size_t ltp_table_header_limit(const LtpTable *table);
/* Whether the workbook keeps copies of rows for pivot tables, which may be more than its sheets
 * show. */
bool ltp_table_pivot_cache(const LtpTable *table);
/* Whether a formula among the rows read so far came without its result: such a cell reads as empty.
 */
bool ltp_table_uncomputed(const LtpTable *table);
size_t ltp_table_n_sheets(const LtpTable *table);
LtpSheetInfo ltp_table_sheet(const LtpTable *table, size_t sheet);

/* Starts reading a sheet from its first row (again, if it was read before). */
LtpCode ltp_table_select(LtpTable *table, size_t sheet, LtpError *err) LTP_MUST_CHECK;
/* The next row that has a cell that is not blank; `row->cells` NULL at the end. */
LtpCode ltp_table_next(LtpTable *table, LtpRow *row, LtpError *err) LTP_MUST_CHECK;
double ltp_table_fraction(const LtpTable *table); /* how much of the sheet is read, 0..1 */

/* The merges that begin in the first `rows` rows of a sheet, borrowed until the next call: none for
 * text files and XLS. Costs a pass over the sheet; the sheet being read is not disturbed. */
LtpCode ltp_table_merges(LtpTable *table, size_t sheet, int64_t rows, const LtpMerge **merges,
                         size_t *count, LtpError *err) LTP_MUST_CHECK;

#endif
