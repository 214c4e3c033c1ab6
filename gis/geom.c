#include "gis/geom.h"

#include "base/lang.h"

#include <geodesic.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#define WGS84_A 6378137.0
#define WGS84_F (1 / 298.257223563)
#define MAX_AREA_CHANGE 0.01 /* of a repair, as a share of the larger area */

struct LtpGis {
    GEOSContextHandle_t geos;
    GEOSWKBReader *reader;
    GEOSWKBWriter *writer;
    struct geod_geodesic geodesic;
    char message[256]; /* what GEOS said last */
};

static void geos_said(const char *message, void *arg)
{
    LtpGis *gis = arg;
    snprintf(gis->message, sizeof gis->message, "%s", message);
}

LtpCode ltp_gis_new(LtpGis **gis, LtpError *err)
{
    LtpGis *made = ltp_calloc(1, sizeof *made);
    if (made == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    geod_init(&made->geodesic, WGS84_A, WGS84_F);
    made->geos = GEOS_init_r();
    if (made->geos != NULL) {
        GEOSContext_setErrorMessageHandler_r(made->geos, geos_said, made);
        made->reader = GEOSWKBReader_create_r(made->geos);
        made->writer = GEOSWKBWriter_create_r(made->geos);
    }
    if (made->reader == NULL || made->writer == NULL) {
        ltp_gis_free(made);
        return ltp_fail(err, LTP_ENOMEM, _("The geometry library could not be started."));
    }
    GEOSWKBWriter_setOutputDimension_r(made->geos, made->writer, 2);
    GEOSWKBWriter_setByteOrder_r(made->geos, made->writer, GEOS_WKB_NDR);
    *gis = made;
    return LTP_OK;
}

void ltp_gis_free(LtpGis *gis)
{
    if (gis == NULL)
        return;
    if (gis->writer != NULL)
        GEOSWKBWriter_destroy_r(gis->geos, gis->writer);
    if (gis->reader != NULL)
        GEOSWKBReader_destroy_r(gis->geos, gis->reader);
    if (gis->geos != NULL)
        GEOS_finish_r(gis->geos);
    ltp_free(gis);
}

/* ---- GEOS, its exceptions as codes ---- */

static LtpCode geos_failed(const LtpGis *gis, LtpError *err)
{
    return ltp_fail(err, LTP_EGEOM, _("The geometry cannot be used: %s."), gis->message);
}

static void geometry_free(LtpGis *gis, GEOSGeometry *geometry)
{
    if (geometry != NULL)
        GEOSGeom_destroy_r(gis->geos, geometry);
}

/* New geometry; destroy with geometry_free. */
static LtpCode geometry_read(LtpGis *gis, const void *wkb, size_t size, GEOSGeometry **out,
                             LtpError *err)
{
    *out = GEOSWKBReader_read_r(gis->geos, gis->reader, wkb, size);
    return *out == NULL ? geos_failed(gis, err) : LTP_OK;
}

/* New memory (ltp_free), because GEOS frees by its own allocator. */
static LtpCode geometry_write(LtpGis *gis, const GEOSGeometry *geometry, void **out,
                              size_t *out_size, LtpError *err)
{
    size_t size = 0;
    unsigned char *bytes = GEOSWKBWriter_write_r(gis->geos, gis->writer, geometry, &size);
    if (bytes == NULL)
        return geos_failed(gis, err);
    void *copy = ltp_malloc(size);
    if (copy != NULL)
        memcpy(copy, bytes, size);
    GEOSFree_r(gis->geos, bytes);
    if (copy == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    *out = copy;
    *out_size = size;
    return LTP_OK;
}

static LtpCode geometry_valid(LtpGis *gis, const GEOSGeometry *geometry, bool *valid, LtpError *err)
{
    char answer = GEOSisValid_r(gis->geos, geometry);
    if (answer > 1)
        return geos_failed(gis, err);
    *valid = answer == 1;
    return LTP_OK;
}

/* ---- polygonal parts ---- */

typedef struct Parts {
    GEOSGeometry **items; /* owned clones */
    size_t count, capacity;
    bool others; /* there were points or lines too */
} Parts;

static LtpCode parts_collect(LtpGis *gis, const GEOSGeometry *geometry, Parts *parts, LtpError *err)
{
    int type = GEOSGeomTypeId_r(gis->geos, geometry);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(gis->geos, geometry) == 1)
            return LTP_OK;
        LTP_TRY(ltp_grow((void **)&parts->items, &parts->capacity, parts->count,
                         sizeof(GEOSGeometry *), err));
        GEOSGeometry *clone = GEOSGeom_clone_r(gis->geos, geometry);
        if (clone == NULL)
            return geos_failed(gis, err);
        parts->items[parts->count++] = clone;
        return LTP_OK;
    }
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) {
        parts->others = true;
        return LTP_OK;
    }
    int count = GEOSGetNumGeometries_r(gis->geos, geometry);
    for (int i = 0; i < count; i++)
        LTP_TRY(parts_collect(gis, GEOSGetGeometryN_r(gis->geos, geometry, i), parts, err));
    return LTP_OK;
}

/* The parts as one MULTIPOLYGON; adopts and empties them. */
static LtpCode parts_join(LtpGis *gis, Parts *parts, GEOSGeometry **out, LtpError *err)
{
    if (parts->count == 0)
        return ltp_fail(err, LTP_EGEOM, _("The geometry holds no polygon."));
    *out = GEOSGeom_createCollection_r(gis->geos, GEOS_MULTIPOLYGON, parts->items,
                                       (unsigned)parts->count);
    parts->count = 0; /* adopted, on failure too */
    return *out == NULL ? geos_failed(gis, err) : LTP_OK;
}

static void parts_release(LtpGis *gis, Parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        geometry_free(gis, parts->items[i]);
    ltp_free(parts->items);
}

/* The polygons of `geometry` as one MULTIPOLYGON; `others` says that something else was left out.
 */
static LtpCode only_polygons(LtpGis *gis, const GEOSGeometry *geometry, GEOSGeometry **out,
                             bool *others, LtpError *err)
{
    Parts parts = {0};
    LtpCode rc;
    LTP_GO(parts_collect(gis, geometry, &parts, err));
    LTP_GO(parts_join(gis, &parts, out, err));
    *others = parts.others;
done:
    parts_release(gis, &parts);
    return rc;
}

/* ---- repair ---- */

static LtpCode check_coordinates(const LtpLonLat *points, size_t count, bool hole, void *arg,
                                 LtpError *err)
{
    (void)hole, (void)arg;
    for (size_t i = 0; i < count; i++)
        if (!(fabs(points[i].lon) <= 180 && fabs(points[i].lat) <= 90))
            return ltp_fail(err, LTP_EGEOM,
                            _("The geometry has a point (%g, %g) that is no longitude and latitude "
                              "in degrees. Check the coordinate reference system of the file."),
                            points[i].lon, points[i].lat);
    return LTP_OK;
}

static GEOSGeometry *make_valid(LtpGis *gis, const GEOSGeometry *geometry,
                                enum GEOSMakeValidMethods method)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(gis->geos);
    if (params == NULL)
        return NULL;
    GEOSMakeValidParams_setMethod_r(gis->geos, params, method);
    GEOSMakeValidParams_setKeepCollapsed_r(gis->geos, params, 0);
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(gis->geos, geometry, params);
    GEOSMakeValidParams_destroy_r(gis->geos, params);
    return valid;
}

/* Repairs by one method: the WKB of what is polygonal, and its area. */
static LtpCode repair_by(LtpGis *gis, const GEOSGeometry *geometry,
                         enum GEOSMakeValidMethods method, void **out, size_t *out_size,
                         double *area_km2, LtpError *err)
{
    GEOSGeometry *polygons = NULL;
    void *wkb = NULL;
    bool others;
    LtpCode rc;
    GEOSGeometry *valid = make_valid(gis, geometry, method);
    if (valid == NULL)
        return geos_failed(gis, err);
    LTP_GO(only_polygons(gis, valid, &polygons, &others, err));
    LTP_GO(geometry_write(gis, polygons, &wkb, out_size, err));
    LTP_GO(ltp_geom_area_km2(gis, wkb, *out_size, area_km2, err));
    *out = wkb;
    wkb = NULL;
done:
    ltp_free(wkb);
    geometry_free(gis, polygons);
    geometry_free(gis, valid);
    return rc;
}

/* The structure method keeps what the rings mean; where it loses ground (it keeps one lobe of a
 * figure of eight), the linework method may not. Neither may move the area by more than 1 %, unless
 * `reshaped` is there to be told. */
static LtpCode repair(LtpGis *gis, const GEOSGeometry *geometry, double area_km2, bool *reshaped,
                      void **out, size_t *out_size, LtpError *err)
{
    static const enum GEOSMakeValidMethods methods[] = {GEOS_MAKE_VALID_STRUCTURE,
                                                        GEOS_MAKE_VALID_LINEWORK};
    const size_t n_methods = sizeof methods / sizeof *methods;
    double repaired_km2 = 0;
    for (size_t i = 0; i < n_methods; i++) {
        void *wkb = NULL;
        size_t size = 0;
        LTP_TRY(repair_by(gis, geometry, methods[i], &wkb, &size, &repaired_km2, err));
        bool near = fabs(repaired_km2 - area_km2) <= MAX_AREA_CHANGE * fmax(repaired_km2, area_km2);
        if (near || (reshaped != NULL && i + 1 == n_methods)) {
            if (reshaped != NULL)
                *reshaped = !near;
            *out = wkb;
            *out_size = size;
            return LTP_OK;
        }
        ltp_free(wkb);
    }
    return ltp_fail(err, LTP_EGEOM,
                    _("The geometry is invalid (%s), and repairing it would change its area from "
                      "%.1f to %.1f km². Correct it in the source."),
                    gis->message, area_km2, repaired_km2);
}

/* GEOS's reason for an invalid geometry, where its errors stand. */
static void explain_invalid(LtpGis *gis, const GEOSGeometry *geometry)
{
    char *reason = GEOSisValidReason_r(gis->geos, geometry);
    if (reason != NULL)
        geos_said(reason, gis);
    GEOSFree_r(gis->geos, reason);
}

/* Z or M anywhere: GEOS drops M without a word, so the type word of the WKB is asked. */
static bool has_more_dimensions(const void *wkb, size_t size)
{
    const unsigned char *b = wkb;
    if (size < 5)
        return false;
    uint32_t type = b[0] == 1
                        ? b[1] | (uint32_t)b[2] << 8 | (uint32_t)b[3] << 16 | (uint32_t)b[4] << 24
                        : b[4] | (uint32_t)b[3] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 24;
    return (type & 0xc0000000U) != 0 || (type & 0x0fffffffU) >= 1000;
}

static LtpCode polygonal(LtpGis *gis, const void *wkb, size_t size, bool *reshaped, void **out,
                         size_t *out_size, unsigned *repair_done, LtpError *err)
{
    GEOSGeometry *geometry = NULL, *polygons = NULL;
    void *flat = NULL;
    size_t flat_size = 0;
    bool others = false, valid = false;
    double area_km2;
    LtpCode rc;
    LTP_GO(geometry_read(gis, wkb, size, &geometry, err));
    LTP_GO(only_polygons(gis, geometry, &polygons, &others, err));
    LTP_GO(geometry_write(gis, polygons, &flat, &flat_size, err));
    LTP_GO(ltp_wkb_rings(flat, flat_size, check_coordinates, NULL, err));
    LTP_GO(geometry_valid(gis, polygons, &valid, err));
    if (!valid) {
        explain_invalid(gis, polygons);
        LTP_GO(ltp_geom_area_km2(gis, flat, flat_size, &area_km2, err));
        ltp_free(flat);
        flat = NULL;
        LTP_GO(repair(gis, polygons, area_km2, reshaped, &flat, &flat_size, err));
    }
    *repair_done = (valid ? 0U : LTP_GEOM_REPAIRED) | (others ? LTP_GEOM_LESS : 0U) |
                   (has_more_dimensions(wkb, size) ? LTP_GEOM_FLATTENED : 0U) |
                   (reshaped != NULL && *reshaped ? LTP_GEOM_RESHAPED : 0U);
    *out = flat;
    *out_size = flat_size;
    flat = NULL;
done:
    ltp_free(flat);
    geometry_free(gis, polygons);
    geometry_free(gis, geometry);
    return rc;
}

LtpCode ltp_geom_polygonal(LtpGis *gis, const void *wkb, size_t size, void **out, size_t *out_size,
                           unsigned *repair_done, LtpError *err)
{
    return polygonal(gis, wkb, size, NULL, out, out_size, repair_done, err);
}

LtpCode ltp_geom_mended(LtpGis *gis, const void *wkb, size_t size, void **out, size_t *out_size,
                        unsigned *repair_done, LtpError *err)
{
    bool reshaped = false;
    return polygonal(gis, wkb, size, &reshaped, out, out_size, repair_done, err);
}

/* ---- measures ---- */

typedef struct Area {
    const struct geod_geodesic *geodesic;
    double shells_m2, holes_m2;
} Area;

static LtpCode add_ring_area(const LtpLonLat *points, size_t count, bool hole, void *arg,
                             LtpError *err)
{
    (void)err;
    Area *area = arg;
    struct geod_polygon polygon;
    double ring_m2;
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i + 1 < count; i++)
        geod_polygon_addpoint(area->geodesic, &polygon, points[i].lat, points[i].lon);
    geod_polygon_compute(area->geodesic, &polygon, 0, 1, &ring_m2, NULL);
    *(hole ? &area->holes_m2 : &area->shells_m2) += fabs(ring_m2);
    return LTP_OK;
}

LtpCode ltp_geom_area_km2(LtpGis *gis, const void *wkb, size_t size, double *area_km2,
                          LtpError *err)
{
    Area area = {.geodesic = &gis->geodesic};
    LTP_TRY(ltp_wkb_rings(wkb, size, add_ring_area, &area, err));
    *area_km2 = (area.shells_m2 - area.holes_m2) / 1e6;
    return LTP_OK;
}

static LtpCode widen_box(const LtpLonLat *points, size_t count, bool hole, void *arg, LtpError *err)
{
    (void)hole, (void)err;
    LtpBox *box = arg;
    for (size_t i = 0; i < count; i++) {
        box->west = fmin(box->west, points[i].lon);
        box->east = fmax(box->east, points[i].lon);
        box->south = fmin(box->south, points[i].lat);
        box->north = fmax(box->north, points[i].lat);
    }
    return LTP_OK;
}

LtpCode ltp_geom_box(LtpGis *gis, const void *wkb, size_t size, LtpBox *box, LtpError *err)
{
    (void)gis;
    LtpBox found = {.west = HUGE_VAL, .south = HUGE_VAL, .east = -HUGE_VAL, .north = -HUGE_VAL};
    LTP_TRY(ltp_wkb_rings(wkb, size, widen_box, &found, err));
    *box = found;
    return LTP_OK;
}

LtpCode ltp_geom_interior(LtpGis *gis, const void *wkb, size_t size, LtpLonLat *point,
                          LtpError *err)
{
    GEOSGeometry *geometry = NULL, *inside = NULL;
    LtpLonLat found;
    LtpCode rc;
    LTP_GO(geometry_read(gis, wkb, size, &geometry, err));
    if (GEOSisEmpty_r(gis->geos, geometry) == 1) {
        rc = ltp_fail(err, LTP_EGEOM, _("The geometry is empty."));
        goto done;
    }
    inside = GEOSPointOnSurface_r(gis->geos, geometry);
    if (inside == NULL || GEOSGeomGetX_r(gis->geos, inside, &found.lon) != 1 ||
        GEOSGeomGetY_r(gis->geos, inside, &found.lat) != 1) {
        rc = geos_failed(gis, err);
        goto done;
    }
    *point = found;
done:
    geometry_free(gis, inside);
    geometry_free(gis, geometry);
    return rc;
}

double ltp_distance_km(LtpLonLat a, LtpLonLat b)
{
    struct geod_geodesic geodesic;
    double distance_m;
    geod_init(&geodesic, WGS84_A, WGS84_F);
    geod_inverse(&geodesic, a.lat, a.lon, b.lat, b.lon, &distance_m, NULL, NULL);
    return distance_m / 1000;
}

/* ---- union ---- */

static LtpCode collect_wkb(LtpGis *gis, const void *wkb, size_t size, Parts *parts, LtpError *err)
{
    GEOSGeometry *geometry = NULL;
    LTP_TRY(geometry_read(gis, wkb, size, &geometry, err));
    LtpCode rc = parts_collect(gis, geometry, parts, err);
    geometry_free(gis, geometry);
    return rc;
}

LtpCode ltp_geom_union(LtpGis *gis, const void *const *wkbs, const size_t *sizes, size_t count,
                       void **out, size_t *out_size, LtpError *err)
{
    GEOSGeometry *all = NULL, *joined = NULL, *polygons = NULL;
    Parts parts = {0};
    bool others;
    LtpCode rc = LTP_OK;
    for (size_t i = 0; i < count; i++)
        LTP_GO(collect_wkb(gis, wkbs[i], sizes[i], &parts, err));
    LTP_GO(parts_join(gis, &parts, &all, err));
    joined = GEOSUnaryUnion_r(gis->geos, all);
    if (joined == NULL) {
        rc = geos_failed(gis, err);
        goto done;
    }
    LTP_GO(only_polygons(gis, joined, &polygons, &others, err));
    LTP_GO(geometry_write(gis, polygons, out, out_size, err));
done:
    parts_release(gis, &parts);
    geometry_free(gis, polygons);
    geometry_free(gis, joined);
    geometry_free(gis, all);
    return rc;
}
