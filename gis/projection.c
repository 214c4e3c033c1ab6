#include "gis/projection.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>

#define RADIANS 0.017453292519943295

struct LtpProjection {
    PJ_CONTEXT *context;
    PJ *pj;
    char definition[160];
    char name_fr[128], name_en[128];
};

typedef struct Centre {
    double lon, lat; /* degrees, longitude within ±180 */
} Centre;

static double wrapped(double lon)
{
    double turned = fmod(lon + 180, 360);
    return (turned < 0 ? turned + 360 : turned) - 180;
}

/* "17,5° N" */
static const char *degrees(double value, char positive, char negative, LtpLang lang, char out[24])
{
    double size = round(fabs(value) * 10) / 10;
    int whole = (int)size, tenth = (int)lround((size - whole) * 10);
    char side = value < 0 ? negative : positive;
    if (tenth == 0)
        snprintf(out, 24, "%d°\u00a0%c", whole, side);
    else
        snprintf(out, 24, "%d%c%d°\u00a0%c", whole, lang == LTP_FR ? ',' : '.', tenth, side);
    return out;
}

static const char *east(double lon, LtpLang lang, char out[24])
{
    return degrees(lon, 'E', lang == LTP_FR ? 'O' : 'W', lang, out);
}

static const char *north(double lat, LtpLang lang, char out[24])
{
    return degrees(lat, 'N', 'S', lang, out);
}

static void choose_utm(LtpProjection *p, Centre at)
{
    int zone = (int)floor((at.lon + 180) / 6) + 1;
    zone = zone > 60 ? 60 : zone;
    char side = at.lat < 0 ? 'S' : 'N';
    int code = (at.lat < 0 ? 32700 : 32600) + zone;
    snprintf(p->definition, sizeof p->definition, "+proj=utm +zone=%d%s +ellps=WGS84", zone,
             at.lat < 0 ? " +south" : "");
    snprintf(p->name_fr, sizeof p->name_fr, "UTM, fuseau %d %c (EPSG:%d)", zone, side, code);
    snprintf(p->name_en, sizeof p->name_en, "UTM zone %d%c (EPSG:%d)", zone, side, code);
}

static void choose_world(LtpProjection *p, Centre at)
{
    char a[24];
    double lon = round(at.lon);
    snprintf(p->definition, sizeof p->definition, "+proj=eqearth +lon_0=%.0f +ellps=WGS84", lon);
    snprintf(p->name_fr, sizeof p->name_fr, "Equal Earth (équivalente), méridien central %s",
             east(lon, LTP_FR, a));
    snprintf(p->name_en, sizeof p->name_en, "Equal Earth (equal-area), central meridian %s",
             east(lon, LTP_EN, a));
}

static void choose_albers(LtpProjection *p, Centre at, LtpBox extent)
{
    char a[24], b[24], c[24];
    double inside = (extent.north - extent.south) / 6, lon = round(at.lon * 2) / 2;
    double low = round((extent.south + inside) * 10) / 10;
    double high = round((extent.north - inside) * 10) / 10;
    snprintf(p->definition, sizeof p->definition,
             "+proj=aea +lat_1=%.1f +lat_2=%.1f +lat_0=%.1f +lon_0=%.1f +ellps=WGS84", low, high,
             at.lat, lon);
    snprintf(p->name_fr, sizeof p->name_fr,
             "Albers équivalente, parallèles %s et %s, méridien central %s", north(low, LTP_FR, a),
             north(high, LTP_FR, b), east(lon, LTP_FR, c));
    snprintf(p->name_en, sizeof p->name_en,
             "Albers equal-area, parallels %s and %s, central meridian %s", north(low, LTP_EN, a),
             north(high, LTP_EN, b), east(lon, LTP_EN, c));
}

static void choose_lambert(LtpProjection *p, Centre at)
{
    char a[24], b[24];
    double lat = round(at.lat * 2) / 2, lon = round(at.lon * 2) / 2;
    snprintf(p->definition, sizeof p->definition, "+proj=laea +lat_0=%.1f +lon_0=%.1f +ellps=WGS84",
             lat, lon);
    snprintf(p->name_fr, sizeof p->name_fr, "Lambert azimutale équivalente, centre %s %s",
             north(lat, LTP_FR, a), east(lon, LTP_FR, b));
    snprintf(p->name_en, sizeof p->name_en, "Lambert azimuthal equal-area, centre %s %s",
             north(lat, LTP_EN, a), east(lon, LTP_EN, b));
}

static void choose(LtpProjection *p, LtpBox extent)
{
    double wide = extent.east - extent.west, high = extent.north - extent.south;
    Centre at = {wrapped((extent.west + extent.east) / 2), (extent.south + extent.north) / 2};
    bool tropics = extent.south < 15 && extent.north > -15;
    bool cone = !tropics && wide <= 200 && wide * cos(at.lat * RADIANS) >= 2 * high;
    if (wide <= 6 && extent.south >= -80 && extent.north <= 84)
        choose_utm(p, at);
    else if (cone)
        choose_albers(p, at, extent);
    else if (wide > 120 || high > 100)
        choose_world(p, at);
    else
        choose_lambert(p, at);
}

LtpCode ltp_projection_fit(LtpBox extent, LtpProjection **out, LtpError *err)
{
    LtpProjection *p = ltp_calloc(1, sizeof *p);
    if (!p)
        return ltp_fail_memory(err);
    choose(p, extent);
    p->context = proj_context_create();
    if (p->context)
        p->pj = proj_create(p->context, p->definition);
    if (!p->pj) {
        LtpCode rc = ltp_fail(
            err, LTP_ECRS, _("The projection %s could not be made: %s"), p->definition,
            p->context ? proj_context_errno_string(p->context, proj_context_errno(p->context))
                       : "PROJ");
        ltp_projection_free(p);
        return rc;
    }
    *out = p;
    return LTP_OK;
}

void ltp_projection_free(LtpProjection *projection)
{
    if (!projection)
        return;
    proj_destroy(projection->pj);
    proj_context_destroy(projection->context);
    ltp_free(projection);
}

const char *ltp_projection_name(const LtpProjection *projection, LtpLang lang)
{
    return lang == LTP_FR ? projection->name_fr : projection->name_en;
}

LtpCode ltp_projection_forward(const LtpProjection *projection, const LtpLonLat *from, size_t count,
                               LtpXY *to, LtpError *err)
{
    for (size_t i = 0; i < count; i++)
        to[i] = (LtpXY){from[i].lon * RADIANS, from[i].lat * RADIANS};
    if (count == 0)
        return LTP_OK;
    size_t done = proj_trans_generic(projection->pj, PJ_FWD, &to->x, sizeof *to, count, &to->y,
                                     sizeof *to, count, NULL, 0, 0, NULL, 0, 0);
    if (done != count)
        return ltp_fail(err, LTP_ECRS, _("Only %zu of %zu positions could be projected."), done,
                        count);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(to[i].x) || !isfinite(to[i].y))
            to[i] = (LtpXY){(double)NAN, (double)NAN};
    return LTP_OK;
}

bool ltp_projection_inverse(const LtpProjection *projection, LtpXY from, LtpLonLat *to)
{
    PJ_COORD at = proj_trans(projection->pj, PJ_INV, proj_coord(from.x, from.y, 0, 0));
    if (!isfinite(at.xy.x) || !isfinite(at.xy.y) || fabs(at.xy.y) > 1e6)
        return false;
    *to = (LtpLonLat){at.xy.x / RADIANS, at.xy.y / RADIANS};
    return true;
}
