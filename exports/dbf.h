/* The columns of a shapefile: short names of our own, set widths, and two columns more that keep
 * what dBASE cannot say: which figures are not known, and that a small number was withheld. */
#ifndef LTP_EXPORTS_DBF_H
#define LTP_EXPORTS_DBF_H

#include "exports/driver.h"
#include "exports/ogr.h"

enum { LTP_DBF_TEXT_MAX = 254 }; /* bytes of one text cell */

typedef struct LtpDbfColumn {
    const LtpField *field;
    size_t source; /* index in the release; LTP_DBF_ADDED for columns of ours */
    int64_t cut;   /* texts that were longer than a cell */
} LtpDbfColumn;

#define LTP_DBF_ADDED SIZE_MAX

typedef struct LtpDbf {
    LtpDbfColumn *columns; /* owned */
    size_t count;
    bool unknown; /* the last column says what is not known */
} LtpDbf;

/* The fields of the release that have a short name, then the columns of ours. */
LtpCode ltp_dbf_init(LtpDbf *dbf, const LtpRelease *release, LtpError *err) LTP_MUST_CHECK;
void ltp_dbf_release(LtpDbf *dbf);

LtpCode ltp_dbf_create_fields(const LtpDbf *dbf, OGRLayerH layer, LtpError *err) LTP_MUST_CHECK;

/* The row's values into the feature, column i into field i. */
LtpCode ltp_dbf_set(LtpDbf *dbf, const LtpReleaseRow *row, OGRFeatureH feature,
                    LtpError *err) LTP_MUST_CHECK;

/* Length of the longest start of `text` that fits in `max` bytes without cutting a character. */
size_t ltp_dbf_fit(const char *text, size_t max);

/* "_dictionnaire.csv": short and long name, labels, type, unit, definition and hashtag of each
 * column. Separated by semicolons: it is for people, and a French Excel splits on these. */
LtpCode ltp_dbf_dictionary(const LtpDbf *dbf, const char *path, LtpError *err) LTP_MUST_CHECK;

#endif
