#include "gis/crosswalk.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

/* One outline as GEOS holds it. */
typedef struct Shape {
    GEOSGeometry *geometry; /* NULL = no outline */
    double area_km2;
    int32_t index;
} Shape;

typedef struct Crossing {
    LtpGis *gis;
    GEOSContextHandle_t geos;
    GEOSWKBReader *reader;
    GEOSWKBWriter *writer;
    char message[256]; /* what GEOS said last */
    Shape *from, *to;
    size_t n_from, n_to;
    GEOSSTRtree *tree; /* of `to` */

    const Shape *source; /* whose overlaps are being looked for */
    const GEOSPreparedGeometry *prepared;
    LtpCode rc;
    LtpError *err;

    LtpOverlap *overlaps;
    size_t count, capacity;
} Crossing;

static void geos_said(const char *message, void *arg)
{
    Crossing *c = arg;
    snprintf(c->message, sizeof c->message, "%s", message);
}

static LtpCode geos_failed(const Crossing *c, LtpError *err)
{
    return ltp_fail(err, LTP_EGEOM, _("Two outlines cannot be compared: %s."), c->message);
}

/* ---- reading ---- */

static void shapes_free(Crossing *c, Shape *shapes, size_t count)
{
    for (size_t i = 0; shapes != NULL && i < count; i++)
        if (shapes[i].geometry != NULL)
            GEOSGeom_destroy_r(c->geos, shapes[i].geometry);
    ltp_free(shapes);
}

static LtpCode shapes_read(Crossing *c, const LtpOutline *outlines, size_t count, Shape **out,
                           LtpError *err)
{
    Shape *shapes = *out = ltp_calloc(count + 1, sizeof *shapes);
    if (shapes == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        shapes[i].index = (int32_t)i;
        shapes[i].area_km2 = outlines[i].area_km2;
        if (outlines[i].wkb == NULL)
            continue;
        shapes[i].geometry =
            GEOSWKBReader_read_r(c->geos, c->reader, outlines[i].wkb, outlines[i].size);
        if (shapes[i].geometry == NULL)
            return geos_failed(c, err);
    }
    return LTP_OK;
}

static LtpCode begin(Crossing *c, LtpError *err)
{
    c->geos = GEOS_init_r();
    if (c->geos == NULL)
        return ltp_fail_memory(err);
    GEOSContext_setErrorMessageHandler_r(c->geos, geos_said, c);
    c->reader = GEOSWKBReader_create_r(c->geos);
    c->writer = GEOSWKBWriter_create_r(c->geos);
    return c->reader != NULL && c->writer != NULL ? LTP_OK : ltp_fail_memory(err);
}

static void end(Crossing *c)
{
    if (c->geos == NULL)
        return;
    if (c->tree != NULL)
        GEOSSTRtree_destroy_r(c->geos, c->tree);
    shapes_free(c, c->from, c->n_from);
    shapes_free(c, c->to, c->n_to);
    if (c->writer != NULL)
        GEOSWKBWriter_destroy_r(c->geos, c->writer);
    if (c->reader != NULL)
        GEOSWKBReader_destroy_r(c->geos, c->reader);
    GEOS_finish_r(c->geos);
    ltp_free(c->overlaps);
}

static LtpCode plant(Crossing *c, LtpError *err)
{
    c->tree = GEOSSTRtree_create_r(c->geos, 8);
    if (c->tree == NULL)
        return geos_failed(c, err);
    for (size_t i = 0; i < c->n_to; i++)
        if (c->to[i].geometry != NULL)
            GEOSSTRtree_insert_r(c->geos, c->tree, c->to[i].geometry, &c->to[i]);
    return LTP_OK;
}

/* ---- one pair ---- */

/* An intersection of polygons may hold lines and points where they only touch: no area, left out.
 */
static LtpCode add_area(Crossing *c, const GEOSGeometry *geometry, double *area_km2, LtpError *err)
{
    int parts = GEOSGetNumGeometries_r(c->geos, geometry);
    int type = GEOSGeomTypeId_r(c->geos, geometry);
    if (type == GEOS_GEOMETRYCOLLECTION || type == GEOS_MULTIPOLYGON) {
        for (int i = 0; i < parts; i++)
            LTP_TRY(add_area(c, GEOSGetGeometryN_r(c->geos, geometry, i), area_km2, err));
        return LTP_OK;
    }
    if (type != GEOS_POLYGON || GEOSisEmpty_r(c->geos, geometry) == 1)
        return LTP_OK;
    size_t size = 0;
    double part_km2 = 0;
    unsigned char *wkb = GEOSWKBWriter_write_r(c->geos, c->writer, geometry, &size);
    if (wkb == NULL)
        return geos_failed(c, err);
    LtpCode rc = ltp_geom_area_km2(c->gis, wkb, size, &part_km2, err);
    GEOSFree_r(c->geos, wkb);
    *area_km2 += part_km2;
    return rc;
}

static LtpCode intersect(Crossing *c, const Shape *to, double *area_km2, LtpError *err)
{
    char covers = GEOSPreparedCovers_r(c->geos, c->prepared, to->geometry);
    if (covers > 1)
        return geos_failed(c, err);
    if (covers == 1) {
        *area_km2 = to->area_km2;
        return LTP_OK;
    }
    GEOSGeometry *common = GEOSIntersection_r(c->geos, c->source->geometry, to->geometry);
    if (common == NULL)
        return geos_failed(c, err);
    *area_km2 = 0;
    LtpCode rc = add_area(c, common, area_km2, err);
    GEOSGeom_destroy_r(c->geos, common);
    return rc;
}

static LtpCode meet(Crossing *c, const Shape *to, LtpError *err)
{
    double area_km2 = 0;
    char touches = GEOSPreparedIntersects_r(c->geos, c->prepared, to->geometry);
    if (touches > 1)
        return geos_failed(c, err);
    if (touches == 0)
        return LTP_OK;
    LTP_TRY(intersect(c, to, &area_km2, err));
    if (!(area_km2 > 0))
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&c->overlaps, &c->capacity, c->count, sizeof *c->overlaps, err));
    c->overlaps[c->count++] = (LtpOverlap){c->source->index, to->index, area_km2};
    return LTP_OK;
}

static void met(void *item, void *arg)
{
    Crossing *c = arg;
    if (c->rc == LTP_OK)
        c->rc = meet(c, item, c->err);
}

/* ---- all pairs ---- */

static int by_from_and_to(const void *a, const void *b)
{
    const LtpOverlap *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static LtpCode cross(Crossing *c, LtpError *err)
{
    c->err = err;
    for (size_t i = 0; i < c->n_from && c->rc == LTP_OK; i++) {
        c->source = &c->from[i];
        if (c->source->geometry == NULL)
            continue;
        c->prepared = GEOSPrepare_r(c->geos, c->source->geometry);
        if (c->prepared == NULL)
            return geos_failed(c, err);
        GEOSSTRtree_query_r(c->geos, c->tree, c->source->geometry, met, c);
        GEOSPreparedGeom_destroy_r(c->geos, c->prepared);
    }
    return c->rc;
}

LtpCode ltp_crosswalk_overlaps(LtpGis *gis, const LtpOutline *from, size_t n_from,
                               const LtpOutline *to, size_t n_to, LtpOverlap **overlaps,
                               size_t *count, LtpError *err)
{
    LtpCode rc;
    Crossing c = {.gis = gis, .n_from = n_from, .n_to = n_to};
    LTP_GO(begin(&c, err));
    LTP_GO(shapes_read(&c, from, n_from, &c.from, err));
    LTP_GO(shapes_read(&c, to, n_to, &c.to, err));
    LTP_GO(plant(&c, err));
    LTP_GO(cross(&c, err));
    if (c.count > 0)
        qsort(c.overlaps, c.count, sizeof *c.overlaps, by_from_and_to);
    *overlaps = c.overlaps;
    *count = c.count;
    c.overlaps = NULL;
done:
    end(&c);
    return rc;
}

/* ---- shares ---- */

LtpCode ltp_crosswalk_shares(const LtpOverlap *overlaps, size_t count, const double *areas_km2,
                             LtpCrossShare **shares, size_t *n_shares, LtpError *err)
{
    LtpCrossShare *made = ltp_calloc(count + 1, sizeof *made);
    size_t n = 0;
    if (made == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < count;) {
        int32_t from = overlaps[i].from;
        size_t first = n;
        double all = 0, sum = 0;
        for (; i < count && overlaps[i].from == from; i++) {
            double share = overlaps[i].area_km2 / areas_km2[from];
            all += share;
            if (share * 100 < LTP_CROSS_LEAST_PERCENT)
                continue;
            made[n++] = (LtpCrossShare){from, overlaps[i].to, share};
            sum += share;
        }
        if (all * 100 < LTP_CROSS_SAME_GROUND_PERCENT)
            n = first;
        for (size_t k = first; k < n; k++)
            made[k].share /= sum;
    }
    *shares = made;
    *n_shares = n;
    return LTP_OK;
}
