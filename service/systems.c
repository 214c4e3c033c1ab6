#include "service/systems.h"

#include "base/lang.h"
#include "exports/coords.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add(LtpSystems *systems, int epsg, bool swapped, int decimals)
{
    LtpSystem *system = &systems->list[systems->count++];
    *system = (LtpSystem){.epsg = epsg, .swapped = swapped, .decimals = decimals};
    if (epsg == 0)
        snprintf(system->uri, sizeof system->uri, "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    else
        snprintf(system->uri, sizeof system->uri, "http://www.opengis.net/def/crs/EPSG/0/%d", epsg);
}

/* Zones of 6 degrees that the box touches; a box wider than four zones has no UTM of its own. */
static void add_zones(LtpSystems *systems, const LtpBox *box)
{
    int first = (int)floor((box->west + 180) / 6) + 1, last = (int)floor((box->east + 180) / 6) + 1;
    if (box->west > box->east || last - first >= 4 || first < 1 || last > 60)
        return;
    for (int zone = first; zone <= last; zone++) {
        if (box->north > 0)
            add(systems, 32600 + zone, false, 2);
        if (box->south < 0)
            add(systems, 32700 + zone, false, 2);
    }
}

LtpCode ltp_systems_load(LtpServing *serving, LtpSystems *systems, LtpError *err)
{
    static const char *const levels[] = {"0", "1"};
    *systems = (LtpSystems){0};
    add(systems, 0, false, 6);
    add(systems, 4326, true, 6);
    add(systems, 3857, false, 2);
    bool found = false;
    for (size_t i = 0; i < 2 && !found; i++) {
        LtpError none = {0}; /* a store without boundaries has no zones */
        const LtpTable *units = NULL;
        LtpParams *params = ltp_params_new();
        if (!params)
            return ltp_fail_memory(err);
        LtpCode rc = ltp_params_set(params, "level", levels[i], &none);
        if (rc == LTP_OK)
            rc = ltp_serving_table(serving, "units", params, &units, &none);
        if (rc == LTP_OK && units->count > 0) {
            add_zones(systems, &units->extent);
            found = true;
        }
        ltp_serving_give(serving, units);
        ltp_params_free(params);
    }
    return LTP_OK;
}

LtpCode ltp_systems_find(const LtpSystems *systems, const char *uri, const LtpSystem **system,
                         LtpError *err)
{
    for (size_t i = 0; i < systems->count; i++)
        if (strcmp(systems->list[i].uri, uri) == 0) {
            *system = &systems->list[i];
            return LTP_OK;
        }
    return ltp_fail(
        err, LTP_EUSAGE,
        _("The coordinate system %s is not offered; /collections lists those that are."), uri);
}

/* ---- geometries ---- */

typedef struct Writer {
    LtpBuf *out;
    const LtpSystem *system;
    const LtpCrs *crs;
    bool any;
} Writer;

static void put_number(LtpBuf *out, double value, int decimals)
{
    char text[64];
    snprintf(text, sizeof text, "%.*f", decimals, value);
    ltp_buf_puts(out, text);
}

static LtpCode put_position(const Writer *writer, LtpLonLat at, LtpError *err)
{
    double x = at.lon, y = at.lat;
    if (writer->crs && !ltp_crs_forward(writer->crs, &x, &y))
        return ltp_fail(err, LTP_EGEOM, _("A geometry cannot be expressed in this system."));
    ltp_buf_putc(writer->out, '[');
    put_number(writer->out, writer->system->swapped ? y : x, writer->system->decimals);
    ltp_buf_putc(writer->out, ',');
    put_number(writer->out, writer->system->swapped ? x : y, writer->system->decimals);
    ltp_buf_putc(writer->out, ']');
    return LTP_OK;
}

/* Twice the signed area in square degrees, > 0 when counter-clockwise. */
static double turning(const LtpLonLat *points, size_t count)
{
    double sum = 0;
    for (size_t i = 1; i + 1 < count; i++)
        sum += (points[i].lon - points[0].lon) * (points[i + 1].lat - points[0].lat) -
               (points[i].lat - points[0].lat) * (points[i + 1].lon - points[0].lon);
    return sum;
}

/* Shells counter-clockwise, holes clockwise, as in degrees: the corners come in the same order in
 * every system. */
static LtpCode on_ring(const LtpLonLat *points, size_t count, bool hole, void *arg, LtpError *err)
{
    Writer *writer = arg;
    bool backwards = (turning(points, count) < 0) != hole;
    ltp_buf_puts(writer->out, hole ? ",[" : writer->any ? "],[[" : "[[");
    writer->any = true;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ltp_buf_putc(writer->out, ',');
        LTP_TRY(put_position(writer, points[backwards ? count - 1 - i : i], err));
    }
    ltp_buf_putc(writer->out, ']');
    return LTP_OK;
}

LtpCode ltp_system_geometry(LtpBuf *out, const LtpTable *table, const LtpTableRow *row,
                            const LtpSystem *system, const LtpCrs *crs, LtpError *err)
{
    LtpFacts facts = {.decimals = system->decimals};
    Writer writer = {.out = out, .system = system, .crs = crs};
    bool point = table->geometry == LTP_POINT;
    if (!row->wkb) {
        ltp_buf_puts(out, "null");
        return LTP_OK;
    }
    if (system->epsg == 0)
        return ltp_coords_geometry(out, row->wkb, row->wkb_size, point, &facts, err);
    ltp_buf_printf(out, "{\"type\":\"%s\",\"coordinates\":", point ? "Point" : "MultiPolygon");
    if (point) {
        LTP_TRY(put_position(&writer, (LtpLonLat){row->box.west, row->box.south}, err));
        ltp_buf_putc(out, '}');
        return LTP_OK;
    }
    ltp_buf_putc(out, '[');
    LTP_TRY(ltp_wkb_rings(row->wkb, row->wkb_size, on_ring, &writer, err));
    ltp_buf_puts(out, writer.any ? "]]}" : "]}");
    return LTP_OK;
}

/* ---- outlines ---- */

/* Rings of less than four corners after rounding are left out. */
static LtpCode on_outline_ring(const LtpLonLat *points, size_t count, bool hole, void *arg,
                               LtpError *err)
{
    Writer *writer = arg;
    LtpLonLat *kept = ltp_malloc((count + 1) * sizeof *kept);
    size_t n = 0;
    double scale = pow(10, writer->system->decimals);
    if (!kept)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        LtpLonLat at = {round(points[i].lon * scale) / scale, round(points[i].lat * scale) / scale};
        if (n == 0 || at.lon != kept[n - 1].lon || at.lat != kept[n - 1].lat)
            kept[n++] = at;
    }
    LtpCode rc = n >= 4 && (!hole || writer->any) ? on_ring(kept, n, hole, writer, err) : LTP_OK;
    ltp_free(kept);
    return rc;
}

LtpCode ltp_system_outline(LtpBuf *out, const LtpTableRow *row, const LtpSystem *system,
                           LtpError *err)
{
    Writer writer = {.out = out, .system = system};
    if (!row->wkb) {
        ltp_buf_puts(out, "null");
        return LTP_OK;
    }
    ltp_buf_puts(out, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
    LTP_TRY(ltp_wkb_rings(row->wkb, row->wkb_size, on_outline_ring, &writer, err));
    ltp_buf_puts(out, writer.any ? "]]}" : "]}");
    return LTP_OK;
}

/* ---- boxes ---- */

/* Corners and the middles of the sides: what is straight there is bent in degrees. */
static LtpCode box_from_plane(const LtpSystem *system, const double c[4], LtpBox *box,
                              LtpError *err)
{
    LtpCrs *crs = NULL;
    LTP_TRY(ltp_crs_new(system->epsg, &crs, err));
    *box = (LtpBox){INFINITY, INFINITY, -INFINITY, -INFINITY};
    bool good = true;
    for (int i = 0; i <= 4 && good; i++)
        for (int k = 0; k <= 4 && good; k++) {
            double x = c[0] + (c[2] - c[0]) * i / 4, y = c[1] + (c[3] - c[1]) * k / 4;
            good = ltp_crs_inverse(crs, &x, &y);
            box->west = fmin(box->west, x);
            box->east = fmax(box->east, x);
            box->south = fmin(box->south, y);
            box->north = fmax(box->north, y);
        }
    ltp_crs_free(crs);
    return good ? LTP_OK
                : ltp_fail(err, LTP_EUSAGE, _("The box lies outside its coordinate system."));
}

LtpCode ltp_system_box(const LtpSystem *system, const double c[4], LtpBox *box, LtpError *err)
{
    if (system->epsg != 0 && !system->swapped)
        return box_from_plane(system, c, box, err);
    *box = system->swapped ? (LtpBox){c[1], c[0], c[3], c[2]} : (LtpBox){c[0], c[1], c[2], c[3]};
    if (box->south > box->north)
        return ltp_fail(err, LTP_EUSAGE, _("bbox= has its south above its north."));
    return LTP_OK;
}
