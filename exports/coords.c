#include "exports/coords.h"

#include "base/lang.h"

#include <math.h>
#include <string.h>

static const int64_t powers[] = {1,      10,      100,      1000,      10000,
                                 100000, 1000000, 10000000, 100000000, 1000000000};

bool ltp_wkb_point(const void *wkb, size_t size, LtpLonLat *point)
{
    enum { HEADER = 5, POINT = 1 };
    const unsigned char *at = wkb;
    if (size < HEADER + 16 || at[0] > 1)
        return false;
    uint64_t bits[2] = {0, 0};
    uint32_t type = 0;
    bool little = at[0] == 1;
    for (unsigned i = 0; i < 4; i++)
        type |= (uint32_t)at[1 + i] << 8 * (little ? i : 3 - i);
    for (unsigned i = 0; i < 16; i++)
        bits[i / 8] |= (uint64_t)at[HEADER + i] << 8 * (little ? i % 8 : 7 - i % 8);
    memcpy(&point->lon, &bits[0], sizeof point->lon);
    memcpy(&point->lat, &bits[1], sizeof point->lat);
    return type == POINT && isfinite(point->lon) && isfinite(point->lat);
}

static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

/* The `n` lowest digits of `value`, zeros in front included. */
static void put_digits(char *at, uint32_t value, int n)
{
    for (; n >= 2; n -= 2, value /= 100)
        memcpy(at + n - 2, pairs + 2 * (value % 100), 2);
    if (n > 0)
        at[0] = (char)('0' + value % 10);
}

/* The parts of a degree fit in 32 bits, where division is cheap. */
char *ltp_coords_decimal(char *at, int64_t scaled, int decimals)
{
    uint64_t size = scaled < 0 ? 0u - (uint64_t)scaled : (uint64_t)scaled;
    uint64_t power = (uint64_t)powers[decimals];
    uint32_t whole = (uint32_t)(size / power), part = (uint32_t)(size % power);
    int n = whole < 10 ? 1 : whole < 100 ? 2 : 3;
    if (scaled < 0)
        *at++ = '-';
    put_digits(at, whole, n);
    at += n;
    *at++ = '.';
    put_digits(at, part, decimals);
    while (decimals > 1 && at[decimals - 1] == '0')
        decimals--;
    return at + decimals;
}

/* ---- rings ---- */

typedef struct Writer {
    LtpBuf *out;
    LtpFacts *facts;
    double scale;
    bool any_polygon;
} Writer;

static LtpCode scale_position(const Writer *writer, LtpLonLat point, int64_t *lon, int64_t *lat,
                              LtpError *err)
{
    if (!(fabs(point.lon) <= 180 && fabs(point.lat) <= 90))
        return ltp_fail(err, LTP_EGEOM, _("A geometry has coordinates outside ±180 and ±90."));
    double x = point.lon * writer->scale, y = point.lat * writer->scale;
    *lon = (int64_t)(x < 0 ? x - 0.5 : x + 0.5);
    *lat = (int64_t)(y < 0 ? y - 0.5 : y + 0.5);
    return LTP_OK;
}

static LtpCode put_position(Writer *writer, LtpLonLat point, char **at, LtpError *err)
{
    int64_t lon = 0, lat = 0;
    LTP_TRY(scale_position(writer, point, &lon, &lat, err));
    ltp_facts_position(writer->facts, lon, lat);
    *(*at)++ = '[';
    *at = ltp_coords_decimal(*at, lon, writer->facts->decimals);
    *(*at)++ = ',';
    *at = ltp_coords_decimal(*at, lat, writer->facts->decimals);
    *(*at)++ = ']';
    return LTP_OK;
}

/* Twice the signed area in square degrees, > 0 when counter-clockwise. */
static double turning(const LtpLonLat *points, size_t count)
{
    double sum = 0;
    for (size_t i = 1; i + 1 < count; i++) {
        double ax = points[i].lon - points[0].lon, ay = points[i].lat - points[0].lat;
        double bx = points[i + 1].lon - points[0].lon, by = points[i + 1].lat - points[0].lat;
        sum += ax * by - bx * ay;
    }
    return sum;
}

static LtpCode put_ring(Writer *writer, const LtpLonLat *points, size_t count, bool backwards,
                        LtpError *err)
{
    enum { CHUNK = 8192, POSITION = 2 * LTP_DECIMAL_TEXT + 4 };
    char chunk[CHUNK];
    char *at = chunk;
    for (size_t i = 0; i < count; i++) {
        if (at - chunk > CHUNK - POSITION) {
            ltp_buf_put(writer->out, chunk, (size_t)(at - chunk));
            at = chunk;
        }
        if (i > 0)
            *at++ = ',';
        LTP_TRY(put_position(writer, points[backwards ? count - 1 - i : i], &at, err));
    }
    ltp_buf_put(writer->out, chunk, (size_t)(at - chunk));
    return LTP_OK;
}

static LtpCode on_ring(const LtpLonLat *points, size_t count, bool hole, void *arg, LtpError *err)
{
    Writer *writer = arg;
    ltp_buf_puts(writer->out, hole ? ",[" : writer->any_polygon ? "],[[" : "[[");
    writer->any_polygon = true;
    bool clockwise = turning(points, count) < 0;
    LTP_TRY(put_ring(writer, points, count, clockwise != hole, err));
    ltp_buf_putc(writer->out, ']');
    return LTP_OK;
}

static LtpCode put_polygons(Writer *writer, const void *wkb, size_t size, LtpError *err)
{
    ltp_buf_puts(writer->out, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
    LTP_TRY(ltp_wkb_rings(wkb, size, on_ring, writer, err));
    ltp_buf_puts(writer->out, writer->any_polygon ? "]]}" : "]}");
    return LTP_OK;
}

static LtpCode put_point(Writer *writer, const void *wkb, size_t size, LtpError *err)
{
    LtpLonLat point = {0, 0};
    if (!ltp_wkb_point(wkb, size, &point))
        return ltp_fail(err, LTP_EFORMAT, _("A geometry that should be a point is none."));
    char text[2 * LTP_DECIMAL_TEXT + 4];
    char *at = text;
    LTP_TRY(put_position(writer, point, &at, err));
    ltp_buf_puts(writer->out, "{\"type\":\"Point\",\"coordinates\":");
    ltp_buf_put(writer->out, text, (size_t)(at - text));
    ltp_buf_putc(writer->out, '}');
    return LTP_OK;
}

LtpCode ltp_coords_geometry(LtpBuf *out, const void *wkb, size_t size, bool point, LtpFacts *facts,
                            LtpError *err)
{
    Writer writer = {.out = out, .facts = facts, .scale = (double)powers[facts->decimals]};
    LTP_TRY(point ? put_point(&writer, wkb, size, err) : put_polygons(&writer, wkb, size, err));
    facts->shapes++;
    return LTP_OK;
}
