/* A workbook being written: sheets with a head, filters and frozen panes, values with their number
 * formats, and the colours of the classes as conditional formats. */
#ifndef LTP_EXPORTS_BOOK_H
#define LTP_EXPORTS_BOOK_H

#include "exports/driver.h"

#include <xlsxwriter.h>

typedef enum LtpBookFormat {
    LTP_BOOK_TITLE,
    LTP_BOOK_HEAD,
    LTP_BOOK_BOLD,
    LTP_BOOK_TEXT, /* wrapped */
    LTP_BOOK_COUNT,
    LTP_BOOK_SHARE,
    LTP_BOOK_REAL,
    LTP_BOOK_TALLY, /* a count beside its words: to the left */
    LTP_BOOK_PLAIN, /* years */
    LTP_BOOK_DATE,
    LTP_BOOK_UNKNOWN, /* grey, for "non connu" and "<5" */
    LTP_BOOK_FORMATS
} LtpBookFormat;

typedef struct LtpBook {
    lxw_workbook *workbook;
    lxw_format *formats[LTP_BOOK_FORMATS];
    const LtpExportSource *source;
    LtpLang lang;
    int64_t rows; /* written, of all sheets, heads included */
    bool failed;  /* a cell could not be written */
} LtpBook;

LtpCode ltp_book_open(LtpBook *book, const char *path, const LtpExportSource *source,
                      LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_book_close(LtpBook *book, const char *path, LtpError *err) LTP_MUST_CHECK;

/* A name Excel takes, from what people call the units of a level: at most 31 characters, none of
 * []:*?/\\, and not that of a sheet there is. */
enum { LTP_BOOK_NAME = 128 };
void ltp_book_sheet_name(const LtpBook *book, const char *wanted, int level,
                         char name[LTP_BOOK_NAME]);

lxw_worksheet *ltp_book_sheet(LtpBook *book, const char *name); /* NULL when it cannot be made */

void ltp_book_string(LtpBook *book, lxw_worksheet *sheet, size_t row, size_t column,
                     const char *text, LtpBookFormat format);
void ltp_book_number(LtpBook *book, lxw_worksheet *sheet, size_t row, size_t column, double number,
                     LtpBookFormat format);

/* A value in the words of its classes; what is not known says so, and so does what is withheld. */
void ltp_book_value(LtpBook *book, lxw_worksheet *sheet, size_t row, size_t column,
                    const LtpField *field, const LtpValue *value);

/* The classes of a field, for its words and its colours; NULL when it has none. */
const LtpClasses *ltp_book_classes(const LtpBook *book, const LtpField *field);

/* Colours rows first..last of the column; the first class that holds a number wins, as in
 * ltp_scheme_class. */
void ltp_book_colour(LtpBook *book, lxw_worksheet *sheet, size_t column, size_t first, size_t last,
                     const LtpClasses *classes);

lxw_color_t ltp_book_rgb(const char *colour); /* "#rrggbb" */

#endif
