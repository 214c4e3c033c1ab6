/* The map of the one-file page: the outlines as inline SVG, each in the colour of its class, with
 * its name and a link to its row. */
#ifndef LTP_EXPORTS_PAGE_MAP_H
#define LTP_EXPORTS_PAGE_MAP_H

#include "base/mem.h"
#include "gis/shape.h"
#include "layers/scheme.h"

typedef struct LtpPageUnit {
    LtpShape shape; /* degrees, then metres */
    char *id, *title;
    int class_; /* -1 = none */
} LtpPageUnit;

/* Zero-initialise; ltp_page_map_release. */
typedef struct LtpPageMap {
    LtpPageUnit *units;
    size_t count, capacity;
} LtpPageMap;

void ltp_page_map_release(LtpPageMap *map);

/* Adds a polygon of WKB; id and title are copied. */
LtpCode ltp_page_map_add(LtpPageMap *map, const void *wkb, size_t size, const char *id,
                         const char *title, int class_, LtpError *err) LTP_MUST_CHECK;

/* Appends the <svg>; `prefix` is that of the classes of colours ("c4" of "c4-0"), `label` what the
 * map shows. Nothing when there are no polygons. */
LtpCode ltp_page_map_put(LtpPageMap *map, const LtpClasses *classes, const char *prefix,
                         const char *label, LtpBuf *out, LtpError *err) LTP_MUST_CHECK;

#endif
