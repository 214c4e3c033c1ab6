/* Geometry by well-known text, and GEOS as the oracle. One context for a test program. */
#ifndef LTP_TESTS_GIS_SHAPES_H
#define LTP_TESTS_GIS_SHAPES_H

#include "gis/geom.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

typedef struct Shape {
    GEOSGeometry *geometry;
    const GEOSPreparedGeometry *prepared;
    LtpBox box;
    unsigned char *wkb; /* GEOS's memory */
    size_t size;
} Shape;

void shapes_start(void);
void shapes_stop(void);

Shape shape_from_wkt(const char *wkt);
Shape shape_from_wkb(const void *wkb, size_t size);
void shape_release(Shape *shape);

bool shape_contains(const Shape *shape, LtpLonLat point); /* in the interior */
bool shape_touches(const Shape *shape, LtpLonLat point);  /* in the interior or on the border */

/* A number in [0, 1), the same sequence in every run. */
double shapes_random(void);

#endif
