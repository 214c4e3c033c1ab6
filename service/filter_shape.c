#include "service/filter_shape.h"

#include "base/lang.h"

#include <math.h>

enum { BOX_STEPS = 256, NESTING = 8 };

/* From the coordinates of the request to degrees. */
typedef struct Degrees {
    const LtpSystem *system; /* NULL = they are degrees */
    LtpCrs *crs;             /* NULL = only the order of the axes differs */
} Degrees;

static LtpCode degrees_begin(Degrees *degrees, const LtpSystem *system, LtpError *err)
{
    *degrees = (Degrees){.system = system};
    bool plane = system && system->epsg != 0 && !system->swapped;
    return plane ? ltp_crs_new(system->epsg, &degrees->crs, err) : LTP_OK;
}

static LtpCode no_place(LtpError *err)
{
    return ltp_fail(err, LTP_EUSAGE,
                    _("filter= has a position that its coordinate system does not hold; CRS84 is "
                      "longitude, then latitude, in degrees."));
}

static LtpCode to_degrees(const Degrees *degrees, double x, double y, LtpLonLat *at, LtpError *err)
{
    bool swapped = degrees->system && degrees->system->swapped;
    bool good = !degrees->crs || ltp_crs_inverse(degrees->crs, &x, &y);
    *at = swapped ? (LtpLonLat){y, x} : (LtpLonLat){x, y};
    good = good && fabs(at->lon) <= 180 && fabs(at->lat) <= 90;
    return good ? LTP_OK : no_place(err);
}

static void put_position(LtpBuf *wkt, LtpLonLat at)
{
    ltp_buf_printf(wkt, "%.17g %.17g", at.lon, at.lat);
}

/* ---- boxes ---- */

static void put_box(LtpBuf *wkt, double west, double south, double east, double north)
{
    ltp_buf_printf(wkt, "((%.17g %.17g,%.17g %.17g,%.17g %.17g,%.17g %.17g,%.17g %.17g))", west,
                   south, east, south, east, north, west, north, west, south);
}

/* A side of no length makes it a line, two a point. */
static void put_plain(LtpBuf *wkt, const LtpBox *box)
{
    if (box->west == box->east && box->south == box->north) {
        ltp_buf_printf(wkt, "POINT(%.17g %.17g)", box->west, box->south);
    } else if (box->west == box->east || box->south == box->north) {
        ltp_buf_printf(wkt, "LINESTRING(%.17g %.17g,%.17g %.17g)", box->west, box->south, box->east,
                       box->north);
    } else {
        ltp_buf_puts(wkt, "POLYGON");
        put_box(wkt, box->west, box->south, box->east, box->north);
    }
}

static void put_degrees(LtpBuf *wkt, const LtpBox *box)
{
    const LtpBox east = {box->west, box->south, 180, box->north},
                 west = {-180, box->south, box->east, box->north};
    if (box->west <= box->east) {
        put_plain(wkt, box);
    } else if (box->west < 180 && box->east > -180 && box->south < box->north) {
        ltp_buf_puts(wkt, "MULTIPOLYGON(");
        put_box(wkt, east.west, east.south, east.east, east.north);
        ltp_buf_putc(wkt, ',');
        put_box(wkt, west.west, west.south, west.east, west.north);
        ltp_buf_putc(wkt, ')');
    } else {
        ltp_buf_puts(wkt, "GEOMETRYCOLLECTION(");
        put_plain(wkt, &east);
        ltp_buf_putc(wkt, ',');
        put_plain(wkt, &west);
        ltp_buf_putc(wkt, ')');
    }
}

LtpCode ltp_filter_box_shape(const LtpBox *box, LtpRelate **relate, LtpError *err)
{
    LtpBuf wkt = {0};
    put_degrees(&wkt, box);
    LtpCode rc = ltp_buf_check(&wkt, err);
    if (rc == LTP_OK)
        rc = ltp_relate_new(ltp_buf_text(&wkt), relate, err);
    ltp_buf_release(&wkt);
    return rc;
}

/* The sides of a box in a plane are bent in degrees: corners between follow them. */
static LtpCode put_plane_box(const Degrees *degrees, const double c[4], LtpBuf *wkt, LtpError *err)
{
    const double corner[5][2] = {
        {c[0], c[1]}, {c[2], c[1]}, {c[2], c[3]}, {c[0], c[3]}, {c[0], c[1]}};
    LtpLonLat at = {0, 0};
    ltp_buf_puts(wkt, "POLYGON((");
    for (int side = 0; side < 4; side++)
        for (int i = 0; i < BOX_STEPS; i++) {
            double part = (double)i / BOX_STEPS;
            double x = corner[side][0] + (corner[side + 1][0] - corner[side][0]) * part;
            double y = corner[side][1] + (corner[side + 1][1] - corner[side][1]) * part;
            LTP_TRY(to_degrees(degrees, x, y, &at, err));
            put_position(wkt, at);
            ltp_buf_putc(wkt, ',');
        }
    LTP_TRY(to_degrees(degrees, c[0], c[1], &at, err));
    put_position(wkt, at);
    ltp_buf_puts(wkt, "))");
    return LTP_OK;
}

/* BBOX(w,s,e,n), or with heights, which mean nothing here: BBOX(w,s,bottom,e,n,top). */
static LtpCode read_box(LtpScan *scan, const Degrees *degrees, LtpBuf *wkt)
{
    double n[6];
    size_t count = 0;
    LTP_TRY(ltp_scan_expect(scan, '('));
    do {
        if (count == 6)
            return ltp_scan_fail(scan);
        LTP_TRY(ltp_scan_number(scan, &n[count++]));
    } while (ltp_scan_char(scan, ','));
    if (count != 4 && count != 6)
        return ltp_scan_fail(scan);
    LTP_TRY(ltp_scan_expect(scan, ')'));
    const double c[4] = {n[0], n[1], n[count / 2], n[count / 2 + 1]};
    LtpLonLat low = {0, 0}, high = {0, 0};
    LTP_TRY(to_degrees(degrees, c[0], c[1], &low, scan->err));
    LTP_TRY(to_degrees(degrees, c[2], c[3], &high, scan->err));
    if (degrees->crs)
        return put_plane_box(degrees, c, wkt, scan->err);
    if (low.lat > high.lat)
        return ltp_fail(scan->err, LTP_EUSAGE, _("BBOX has its south above its north."));
    put_degrees(wkt, &(LtpBox){low.lon, low.lat, high.lon, high.lat});
    return LTP_OK;
}

/* ---- WKT ---- */

static LtpCode read_position(LtpScan *scan, const Degrees *degrees, LtpBuf *wkt)
{
    double n[3] = {0, 0, 0};
    LtpLonLat at = {0, 0};
    size_t count = 0;
    do {
        if (count == 3)
            return ltp_scan_fail(scan);
        LTP_TRY(ltp_scan_number(scan, &n[count++]));
    } while (ltp_scan_peek(scan) != ',' && ltp_scan_peek(scan) != ')');
    if (count < 2)
        return ltp_scan_fail(scan);
    LTP_TRY(to_degrees(degrees, n[0], n[1], &at, scan->err));
    put_position(wkt, at);
    return LTP_OK;
}

static LtpCode read_list(LtpScan *scan, const Degrees *degrees, int depth, LtpBuf *wkt);

/* "POLYGON Z" without its Z, which goes with the heights; EMPTY stays. */
static LtpCode read_tagged(LtpScan *scan, const Degrees *degrees, int depth, LtpBuf *wkt)
{
    const char *tag = NULL;
    size_t size = ltp_scan_letters(scan, &tag);
    if (size == 0)
        return ltp_scan_fail(scan);
    if (size > 5 && (tag[size - 1] == 'Z' || tag[size - 1] == 'z'))
        size--;
    ltp_buf_put(wkt, tag, size);
    ltp_scan_word(scan, "Z");
    if (ltp_scan_word(scan, "EMPTY")) {
        ltp_buf_puts(wkt, " EMPTY");
        return LTP_OK;
    }
    return read_list(scan, degrees, depth, wkt);
}

/* A list in brackets of positions, of lists, or of shapes with their names. */
static LtpCode read_list(LtpScan *scan, const Degrees *degrees, int depth, LtpBuf *wkt)
{
    if (depth > NESTING)
        return ltp_scan_fail(scan);
    LTP_TRY(ltp_scan_expect(scan, '('));
    ltp_buf_putc(wkt, '(');
    for (;;) {
        char next = ltp_scan_peek(scan);
        bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
        if (next == '(')
            LTP_TRY(read_list(scan, degrees, depth + 1, wkt));
        else
            LTP_TRY(letter ? read_tagged(scan, degrees, depth + 1, wkt)
                           : read_position(scan, degrees, wkt));
        if (!ltp_scan_char(scan, ','))
            break;
        ltp_buf_putc(wkt, ',');
    }
    ltp_buf_putc(wkt, ')');
    return ltp_scan_expect(scan, ')');
}

LtpCode ltp_filter_shape(LtpScan *scan, const LtpSystem *system, LtpRelate **relate)
{
    LtpBuf wkt = {0};
    Degrees degrees;
    LtpCode rc = degrees_begin(&degrees, system, scan->err);
    if (rc == LTP_OK)
        rc = ltp_scan_function(scan, "BBOX") ? read_box(scan, &degrees, &wkt)
                                             : read_tagged(scan, &degrees, 0, &wkt);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&wkt, scan->err);
    if (rc == LTP_OK)
        rc = ltp_relate_new(ltp_buf_text(&wkt), relate, scan->err);
    ltp_crs_free(degrees.crs);
    ltp_buf_release(&wkt);
    return rc;
}
