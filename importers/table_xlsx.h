/* XLSX in three files: the workbook and its relations (table_xlsx.c), what all sheets share
 * (table_xlsx_shared.c), one sheet's rows (table_xlsx_sheet.c). ECMA-376 part 1, 18. */
#ifndef LTP_IMPORTERS_TABLE_XLSX_H
#define LTP_IMPORTERS_TABLE_XLSX_H

#include "importers/table_driver.h"
#include "importers/table_xml.h"

/* The strings of sharedStrings.xml, one after the other. */
typedef struct LtpStrings {
    LtpBuf text;
    size_t *offsets;
    size_t count, capacity;
} LtpStrings;

LtpCode ltp_strings_read(LtpStrings *strings, zip_t *zip, const char *part,
                         LtpError *err) LTP_MUST_CHECK;
void ltp_strings_release(LtpStrings *strings);

/* Which cell styles show a number as a date. */
typedef struct LtpStyles {
    bool *is_date;
    size_t count, capacity;
} LtpStyles;

LtpCode ltp_styles_read(LtpStyles *styles, zip_t *zip, const char *part,
                        LtpError *err) LTP_MUST_CHECK;
void ltp_styles_release(LtpStyles *styles);
/* Whether a number format shows days, months or years: "dd/mm/yyyy", but not "[h]:mm" or "0.00". */
bool ltp_format_is_date(const char *format);

typedef struct LtpXlsx {
    char **parts; /* of each sheet of the table */
    size_t n_parts, parts_capacity;
    LtpStrings strings;
    LtpStyles styles;
    bool date1904;
    LtpXml xml; /* the sheet being read */
    struct LtpXlsxRow {
        LtpDraft draft;
        LtpBuf text;          /* of the cell under way */
        int64_t number;       /* of the row */
        size_t column, style; /* of the cell */
        char type; /* 'n'umber, 's'hared, inline or formula 't'ext, 'b'ool, 'd'ate, 'e'rror */
        bool in_inline, collect, formula, uncomputed, ended;
    } row;
} LtpXlsx;

LtpCode ltp_xlsx_select(LtpTable *table, size_t sheet, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_xlsx_next(LtpTable *table, LtpRow *row, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_xlsx_merges(LtpTable *table, size_t sheet, int64_t rows, LtpError *err) LTP_MUST_CHECK;
/* "AB12" as row 12, column 27 (0-based); the end of what was read. Missing parts stay as they are.
 */
const char *ltp_xlsx_reference(const char *text, int64_t *row, size_t *column);

#endif
