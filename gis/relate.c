#include "gis/relate.h"

#include "base/lang.h"

#include <stdio.h>

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

struct LtpRelate {
    GEOSContextHandle_t geos;
    GEOSWKBReader *reader;
    GEOSGeometry *shape;
    const GEOSPreparedGeometry *prepared;
    char message[256];
};

static void geos_said(const char *message, void *arg)
{
    LtpRelate *relate = arg;
    snprintf(relate->message, sizeof relate->message, "%s", message);
}

static LtpCode read_wkt(LtpRelate *relate, const char *wkt, LtpError *err)
{
    GEOSContextHandle_t geos = relate->geos;
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
    if (reader != NULL)
        relate->shape = GEOSWKTReader_read_r(geos, reader, wkt);
    GEOSWKTReader_destroy_r(geos, reader);
    if (relate->shape == NULL || GEOSisValid_r(geos, relate->shape) != 1)
        return ltp_fail(err, LTP_EGEOM, _("The shape cannot be used: %s."), relate->message);
    relate->prepared = GEOSPrepare_r(geos, relate->shape);
    return relate->prepared != NULL ? LTP_OK : ltp_fail_memory(err);
}

LtpCode ltp_relate_new(const char *wkt, LtpRelate **out, LtpError *err)
{
    LtpRelate *relate = ltp_calloc(1, sizeof *relate);
    if (relate == NULL)
        return ltp_fail_memory(err);
    relate->geos = GEOS_init_r();
    if (relate->geos == NULL) {
        ltp_free(relate);
        return ltp_fail_memory(err);
    }
    GEOSContext_setErrorMessageHandler_r(relate->geos, geos_said, relate);
    GEOSContext_setNoticeMessageHandler_r(relate->geos, geos_said, relate);
    relate->reader = GEOSWKBReader_create_r(relate->geos);
    LtpCode rc = relate->reader != NULL ? read_wkt(relate, wkt, err) : ltp_fail_memory(err);
    if (rc == LTP_OK)
        *out = relate;
    else
        ltp_relate_free(relate);
    return rc;
}

void ltp_relate_free(LtpRelate *relate)
{
    if (relate == NULL)
        return;
    if (relate->prepared != NULL)
        GEOSPreparedGeom_destroy_r(relate->geos, relate->prepared);
    if (relate->shape != NULL)
        GEOSGeom_destroy_r(relate->geos, relate->shape);
    if (relate->reader != NULL)
        GEOSWKBReader_destroy_r(relate->geos, relate->reader);
    GEOS_finish_r(relate->geos);
    ltp_free(relate);
}

LtpBox ltp_relate_box(const LtpRelate *relate)
{
    LtpBox box = {1, 1, -1, -1};
    if (GEOSisEmpty_r(relate->geos, relate->shape) == 0) {
        GEOSGeom_getXMin_r(relate->geos, relate->shape, &box.west);
        GEOSGeom_getYMin_r(relate->geos, relate->shape, &box.south);
        GEOSGeom_getXMax_r(relate->geos, relate->shape, &box.east);
        GEOSGeom_getYMax_r(relate->geos, relate->shape, &box.north);
    }
    return box;
}

static char ask(const LtpRelate *relate, LtpRelation relation, const GEOSGeometry *other)
{
    switch (relation) {
    case LTP_INTERSECTS:
        return GEOSPreparedIntersects_r(relate->geos, relate->prepared, other);
    case LTP_WITHIN:
        return GEOSPreparedContains_r(relate->geos, relate->prepared, other);
    case LTP_CONTAINS:
        return GEOSPreparedWithin_r(relate->geos, relate->prepared, other);
    case LTP_DISJOINT:
        return GEOSPreparedDisjoint_r(relate->geos, relate->prepared, other);
    case LTP_EQUALS:
        return GEOSEquals_r(relate->geos, relate->shape, other);
    case LTP_TOUCHES:
        return GEOSPreparedTouches_r(relate->geos, relate->prepared, other);
    case LTP_CROSSES:
        return GEOSPreparedCrosses_r(relate->geos, relate->prepared, other);
    case LTP_OVERLAPS:
        return GEOSPreparedOverlaps_r(relate->geos, relate->prepared, other);
    }
    return 2;
}

LtpCode ltp_relate_test(LtpRelate *relate, LtpRelation relation, const void *wkb, size_t size,
                        bool *holds, LtpError *err)
{
    GEOSGeometry *other = GEOSWKBReader_read_r(relate->geos, relate->reader, wkb, size);
    char answer = other != NULL ? ask(relate, relation, other) : 2;
    if (other != NULL)
        GEOSGeom_destroy_r(relate->geos, other);
    if (answer == 2)
        return ltp_fail(err, LTP_EGEOM, _("The shape cannot be used: %s."), relate->message);
    *holds = answer == 1;
    return LTP_OK;
}
