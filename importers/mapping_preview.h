/* The first rows of a sheet in memory, and what each column seems to hold. */
#ifndef LTP_IMPORTERS_MAPPING_PREVIEW_H
#define LTP_IMPORTERS_MAPPING_PREVIEW_H

#include "importers/mapping.h"

/* Cells are cut at so many bytes: of rows that may be headers, and of others. */
enum { LTP_PREVIEW_ROWS = 400, LTP_PREVIEW_HEADER = 2048, LTP_PREVIEW_CELL = 240 };

typedef struct LtpPreview {
    LtpArena arena;
    LtpRow *rows; /* without blank ones */
    size_t n_rows, capacity;
    size_t width;        /* columns of the widest row */
    const char *country; /* letters of the codes at hand (mapping.h); borrowed, NULL = none */
    const LtpMerge *merges;
    size_t n_merges;
} LtpPreview;

LtpCode ltp_preview_read(LtpPreview *preview, LtpTable *table, size_t sheet,
                         LtpError *err) LTP_MUST_CHECK;
void ltp_preview_release(LtpPreview *preview);
const char *ltp_preview_cell(const LtpPreview *preview, size_t row,
                             size_t column); /* "" when none */

/* What the cells of one column look like. Counts are of filled cells. */
typedef struct LtpProfile {
    size_t filled, numbers, dates, codes, emails, phones;
    size_t latitudes, longitudes; /* decimals in range */
    size_t code_digits;           /* most digits of a code after its letters */
} LtpProfile;

LtpProfile ltp_preview_profile(const LtpPreview *preview, size_t first_row, size_t column);

/* Whether the text looks like a P-code: a country's letters, then digits: "ML0506", "IQG01Q01". Of
 * several in one cell ("ML0506; ML0507") the first. */
/* `country`: letters that begin codes too (mapping.h), NULL = none. */
bool ltp_is_pcode_like(const char *text, const char *country, size_t *digits);
bool ltp_has_email(const char *text);
/* A number only a telephone has: "+223 76 12 34 56", "76 12 34 56", "76.12.34.56". */
bool ltp_has_phone(const char *text);
/* Where the first one stands, borrowed; NULL when there is none. */
const char *ltp_find_email(const char *text, size_t *length);
const char *ltp_find_phone(const char *text, size_t *length);

#endif
