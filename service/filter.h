/* Conditions on rows: CQL2 as text (OGC 21-065r2, basic, with comparison and the spatial
 * functions). Three-valued: a comparison with what is not known is not known, and keeps no row. */
#ifndef LTP_SERVICE_FILTER_H
#define LTP_SERVICE_FILTER_H

#include "service/systems.h"
#include "service/table.h"

enum {
    LTP_FILTER_TEXT = 4096,
    LTP_FILTER_NODES = 200,
    LTP_FILTER_DEPTH = 24,
    LTP_FILTER_SHAPES = 8
};

typedef struct LtpFilter LtpFilter;

/* LTP_EUSAGE says at which character the text stops making sense, or which property there is not.
 * Shapes are in the coordinates of `system`; NULL = CRS84. The table outlives the filter. Free with
 * ltp_filter_free (NULL is fine). */
LtpCode ltp_filter_parse(const char *text, const LtpTable *table, const LtpSystem *system,
                         LtpFilter **filter, LtpError *err) LTP_MUST_CHECK;
void ltp_filter_free(LtpFilter *filter);

/* The rows whose geometry meets the box; one with west > east crosses the antimeridian. */
LtpCode ltp_filter_box(const LtpBox *box, const LtpTable *table, LtpFilter **filter,
                       LtpError *err) LTP_MUST_CHECK;

LtpCode ltp_filter_keeps(const LtpFilter *filter, const LtpTableRow *row, bool *keeps,
                         LtpError *err) LTP_MUST_CHECK;

#endif
