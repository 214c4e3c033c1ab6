/* What a map put where, so that a test can hold the page against its promises: inside the margins,
 * no two labels on one another, every class with its count. */
#ifndef LTP_EXPORTS_MAP_TRACE_H
#define LTP_EXPORTS_MAP_TRACE_H

#include "base/mem.h"
#include "gis/geom.h"

typedef enum LtpMapRole {
    LTP_MAP_TITLE,
    LTP_MAP_SUBTITLE,
    LTP_MAP_LABEL, /* a name or number on the map */
    LTP_MAP_LEGEND,
    LTP_MAP_KEY, /* the list of numbered names */
    LTP_MAP_FURNITURE,
    LTP_MAP_FOOT,
    LTP_MAP_MARK, /* sensitivity */
    LTP_MAP_TABLE
} LtpMapRole;

/* Millimetres from the upper left corner of the sheet. */
typedef struct LtpMapBox {
    double x, y, w, h;
} LtpMapBox;

typedef struct LtpMapItem {
    LtpMapRole role;
    int page; /* first = 1 */
    LtpMapBox box;
    const char *text;
} LtpMapItem;

typedef struct LtpMapCount {
    int page;
    const char *code; /* of the class */
    int64_t units;
    bool part; /* counted in another class too: inherited, thinly peopled ... */
} LtpMapCount;

typedef struct LtpMapScaleBar {
    int page;
    double km;          /* what it says */
    LtpLonLat from, to; /* its ends when it lies on the middle of the map */
} LtpMapScaleBar;

/* Zero-initialise; free with ltp_map_trace_release. A list that cannot grow sets `failed`. */
typedef struct LtpMapTrace {
    LtpArena texts;
    LtpMapItem *items;
    size_t n_items, items_capacity;
    LtpMapCount *counts;
    size_t n_counts, counts_capacity;
    LtpMapScaleBar *bars;
    size_t n_bars, bars_capacity;
    double width, height, margin; /* of the sheet */
    int pages;
    bool failed;
} LtpMapTrace;

/* NULL traces take nothing. Texts are copied. */
void ltp_map_trace_item(LtpMapTrace *trace, LtpMapRole role, LtpMapBox box, const char *text);
void ltp_map_trace_count(LtpMapTrace *trace, const char *code, int64_t units, bool part);
void ltp_map_trace_bar(LtpMapTrace *trace, double km, LtpLonLat from, LtpLonLat to);
void ltp_map_trace_release(LtpMapTrace *trace);

#endif
