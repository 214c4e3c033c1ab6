/* Tables to read: files made on the spot, and what the reader gives for them. */
#ifndef LTP_TESTS_TABLES_H
#define LTP_TESTS_TABLES_H

#include "importers/table.h"
#include "tests/support/test.h"

/* Writes `size` bytes; returns the path, for the life of the program. */
const char *table_file(const char *name, const void *bytes, size_t size);

typedef struct TablePart {
    const char *name, *text;
} TablePart;

/* A zip of these parts, ended by one without a name. */
const char *table_zip(const char *name, const TablePart *parts);

/* A workbook with one sheet whose <sheetData> is given; with `styles` (cellXfs and numFmts) and
 * `strings` (the <si> elements) unless NULL. `more` follows the sheetData. */
typedef struct TableSheet {
    const char *rows, *styles, *strings, *more, *properties;
} TableSheet;
const char *table_workbook(const char *name, TableSheet sheet);

/* An ODS whose <office:spreadsheet> and automatic styles are given (`styles` may be NULL). */
const char *table_ods(const char *name, const char *tables, const char *styles);

/* All rows of all sheets: "1:a|b" per line, numbers after '=', dates after '@', booleans after '?',
 * a sheet's name in brackets before its rows when it has one. Borrowed until the next call. */
const char *table_text(const char *path);

/* Opens and reads to the end, which must fail with `code`; returns the message. */
const char *table_refused(const char *path, LtpCode code);

#endif
