/* Which column of a sheet is which field: all evidence weighed, each field given once. */
#ifndef LTP_IMPORTERS_MAPPING_COLUMNS_H
#define LTP_IMPORTERS_MAPPING_COLUMNS_H

#include "importers/mapping_header.h"

/* Fills mapping->columns (headers, hashtags, fields, rivals, personal) and mapping->score. */
LtpCode ltp_columns_map(LtpMapping *mapping, const LtpPreview *preview, const LtpHeader *header,
                        const LtpLabels *labels, const LtpUserMap *user,
                        LtpError *err) LTP_MUST_CHECK;

#endif
