#include "gis/crs.h"

#include "base/lang.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>

struct LtpCrs {
    PJ_CONTEXT *context;
    PJ *transformation;
};

LtpCode ltp_crs_new(int epsg, LtpCrs **out, LtpError *err)
{
    char name[32];
    LtpCrs *crs = ltp_calloc(1, sizeof *crs);
    if (crs == NULL)
        return ltp_fail_memory(err);
    snprintf(name, sizeof name, "EPSG:%d", epsg);
    crs->context = proj_context_create();
    if (crs->context != NULL) {
        proj_log_level(crs->context, PJ_LOG_NONE);
        proj_context_set_enable_network(crs->context, 0);
        PJ *given = proj_create_crs_to_crs(crs->context, "OGC:CRS84", name, NULL);
        crs->transformation =
            given != NULL ? proj_normalize_for_visualization(crs->context, given) : NULL;
        proj_destroy(given);
    }
    if (crs->transformation == NULL) {
        ltp_crs_free(crs);
        return ltp_fail(err, LTP_ECRS, _("The coordinate system %s is not known."), name);
    }
    *out = crs;
    return LTP_OK;
}

void ltp_crs_free(LtpCrs *crs)
{
    if (crs == NULL)
        return;
    proj_destroy(crs->transformation);
    proj_context_destroy(crs->context);
    ltp_free(crs);
}

static bool transform(const LtpCrs *crs, PJ_DIRECTION direction, double *x, double *y)
{
    PJ_COORD to = proj_trans(crs->transformation, direction, proj_coord(*x, *y, 0, HUGE_VAL));
    proj_errno_reset(crs->transformation);
    if (!isfinite(to.xy.x) || !isfinite(to.xy.y))
        return false;
    *x = to.xy.x;
    *y = to.xy.y;
    return true;
}

bool ltp_crs_forward(const LtpCrs *crs, double *x, double *y)
{
    return transform(crs, PJ_FWD, x, y);
}

bool ltp_crs_inverse(const LtpCrs *crs, double *x, double *y)
{
    return transform(crs, PJ_INV, x, y);
}
