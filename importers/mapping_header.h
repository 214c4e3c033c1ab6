/* Where the headers, hashtags and data of a sheet are. */
#ifndef LTP_IMPORTERS_MAPPING_HEADER_H
#define LTP_IMPORTERS_MAPPING_HEADER_H

#include "importers/mapping_label.h"
#include "importers/mapping_preview.h"
#include "importers/mapping_user.h"

#define LTP_NO_ROW SIZE_MAX

/* Indexes into the preview's rows. */
typedef struct LtpHeader {
    size_t first, last; /* the header rows; LTP_NO_ROW = none */
    size_t hxl;         /* LTP_NO_ROW = none */
    size_t data;        /* the first data row; n_rows when there is none */
} LtpHeader;

/* What there is to compare headers with. */
typedef struct LtpHeaderWords {
    const LtpLabels *labels;
    const LtpUserMap *user;
    int *strengths; /* room for the layer's fields */
    int *best;      /* likewise */
} LtpHeaderWords;

LtpHeader ltp_header_find(const LtpPreview *preview, const LtpHeaderWords *words);

/* The header above a column: the cells of all header rows joined by a space, merged cells above all
 * the columns they span. "" when there is none. */
void ltp_header_text(const LtpPreview *preview, const LtpHeader *header, size_t column,
                     LtpBuf *out);

/* How surely that header names each field (see ltp_labels_match), from `out` down to its lowest
 * cell. */
void ltp_header_match(const LtpPreview *preview, const LtpHeader *header, size_t column,
                      const LtpLabels *labels, int *strengths);

/* The row that looks like hashtags without being accepted as such; LTP_NO_ROW. */
size_t ltp_header_near_hxl(const LtpPreview *preview);

#endif
