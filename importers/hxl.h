/* Hashtags of the Humanitarian Exchange Language (hxlstandard.org, 1.1): one cell, one row. */
#ifndef LTP_IMPORTERS_HXL_H
#define LTP_IMPORTERS_HXL_H

#include "importers/table.h"

enum { LTP_HXL_ATTRIBUTES = 16, LTP_HXL_TOKEN = 64 };

/* A hashtag taken apart: lower case, spaces and tabs gone, attributes in the order written. */
typedef struct LtpHxl {
    char tag[LTP_HXL_TOKEN]; /* without the '#' */
    char attributes[LTP_HXL_ATTRIBUTES][LTP_HXL_TOKEN];
    size_t n_attributes;
} LtpHxl;

/* False when the cell is no hashtag; `hxl` may be NULL. */
bool ltp_hxl_parse(const char *text, LtpHxl *hxl);
bool ltp_hxl_has(const LtpHxl *hxl, const char *attribute);

/* Whether the cell is nearly a hashtag: "adm1+code" without its '#', "#adm 1". For the report only.
 */
bool ltp_hxl_near(const char *text);

/* Whether the row is a hashtag row (also one that recurs among the data): at least half of the
 * cells that are not blank are hashtags. */
bool ltp_row_is_hxl(const LtpRow *row);

/* Whether a hashtag as written equals a canonical one: same tag, every attribute of `canonical` in
 * it (ignored attributes allowed); spaces, tabs, case and order of attributes do not matter.
 * Returns how many attributes are left over, -1 when it does not match. */
int ltp_hxl_match(const char *written, const char *canonical);

#endif
