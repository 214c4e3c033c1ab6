/* One shape asked again and again how it lies to others: GEOS, prepared. */
#ifndef LTP_GIS_RELATE_H
#define LTP_GIS_RELATE_H

#include "gis/geom.h"

typedef enum LtpRelation {
    LTP_INTERSECTS, /* they share a point */
    LTP_WITHIN,     /* the other lies wholly inside this one */
    LTP_CONTAINS,   /* this one lies wholly inside the other */
    LTP_DISJOINT,
    LTP_EQUALS,   /* the same points */
    LTP_TOUCHES,  /* they share points of their borders alone */
    LTP_CROSSES,  /* they share some inner points, of a lower dimension */
    LTP_OVERLAPS, /* they share some inner points, of the same dimension */
} LtpRelation;

typedef struct LtpRelate LtpRelate;

/* From WKT in degrees, lon/lat: any valid geometry. LTP_EGEOM with GEOS's reason when it cannot be
 * read or is not valid. One thread at a time; free with ltp_relate_free (NULL is fine). */
LtpCode ltp_relate_new(const char *wkt, LtpRelate **relate, LtpError *err) LTP_MUST_CHECK;
void ltp_relate_free(LtpRelate *relate);

LtpBox ltp_relate_box(const LtpRelate *relate);

/* Whether the WKB lies so to the shape. LTP_EGEOM on WKB that GEOS cannot read. */
LtpCode ltp_relate_test(LtpRelate *relate, LtpRelation relation, const void *wkb, size_t size,
                        bool *holds, LtpError *err) LTP_MUST_CHECK;

#endif
