#include "shapes.h"

#include <stdint.h>

static GEOSContextHandle_t geos;
static uint64_t state = 20200331;

void shapes_start(void)
{
    geos = GEOS_init_r();
}

void shapes_stop(void)
{
    GEOS_finish_r(geos);
}

static Shape shape_of(GEOSGeometry *geometry)
{
    Shape shape = {.geometry = geometry, .prepared = GEOSPrepare_r(geos, geometry)};
    GEOSGeom_getExtent_r(geos, geometry, &shape.box.west, &shape.box.south, &shape.box.east,
                         &shape.box.north);
    shape.wkb = GEOSGeomToWKB_buf_r(geos, geometry, &shape.size);
    return shape;
}

Shape shape_from_wkt(const char *wkt)
{
    return shape_of(GEOSGeomFromWKT_r(geos, wkt));
}

Shape shape_from_wkb(const void *wkb, size_t size)
{
    return shape_of(GEOSGeomFromWKB_buf_r(geos, wkb, size));
}

void shape_release(Shape *shape)
{
    GEOSPreparedGeom_destroy_r(geos, shape->prepared);
    GEOSGeom_destroy_r(geos, shape->geometry);
    GEOSFree_r(geos, shape->wkb);
}

static bool box_holds(const LtpBox *box, LtpLonLat point)
{
    return point.lon >= box->west && point.lon <= box->east && point.lat >= box->south &&
           point.lat <= box->north;
}

bool shape_contains(const Shape *shape, LtpLonLat point)
{
    if (!box_holds(&shape->box, point))
        return false;
    GEOSGeometry *at = GEOSGeom_createPointFromXY_r(geos, point.lon, point.lat);
    bool contains = GEOSPreparedContains_r(geos, shape->prepared, at) == 1;
    GEOSGeom_destroy_r(geos, at);
    return contains;
}

bool shape_touches(const Shape *shape, LtpLonLat point)
{
    if (!box_holds(&shape->box, point))
        return false;
    GEOSGeometry *at = GEOSGeom_createPointFromXY_r(geos, point.lon, point.lat);
    bool touches = GEOSPreparedIntersects_r(geos, shape->prepared, at) == 1;
    GEOSGeom_destroy_r(geos, at);
    return touches;
}

double shapes_random(void)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (double)(state >> 11) * 0x1p-53;
}
