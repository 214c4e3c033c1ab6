/* Rings out of polygonal well-known binary, without GEOS: ISO (Z, M and ZM as thousands) and the
 * EWKB flags that older writers set. */
#include "base/lang.h"
#include "gis/geom.h"

#include <string.h>

enum { WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };
#define EWKB_Z 0x80000000U
#define EWKB_M 0x40000000U
#define EWKB_SRID 0x20000000U

typedef struct Reader {
    const unsigned char *at, *end;
    bool little;
    LtpLonLat *points; /* the ring being read */
    size_t capacity;
    LtpRingFn *ring;
    void *arg;
} Reader;

static LtpCode cut(LtpError *err)
{
    return ltp_fail(err, LTP_EFORMAT, _("The geometry is cut short or damaged."));
}

static bool read_bytes(Reader *reader, void *out, size_t size)
{
    if ((size_t)(reader->end - reader->at) < size)
        return false;
    memcpy(out, reader->at, size);
    reader->at += size;
    return true;
}

static bool read_u32(Reader *reader, uint32_t *value)
{
    unsigned char b[4];
    if (!read_bytes(reader, b, sizeof b))
        return false;
    *value = reader->little
                 ? b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24
                 : b[3] | (uint32_t)b[2] << 8 | (uint32_t)b[1] << 16 | (uint32_t)b[0] << 24;
    return true;
}

static bool read_double(Reader *reader, double *value)
{
    uint32_t first, second;
    if (!read_u32(reader, &first) || !read_u32(reader, &second))
        return false;
    uint64_t bits =
        reader->little ? (uint64_t)second << 32 | first : (uint64_t)first << 32 | second;
    memcpy(value, &bits, sizeof *value);
    return true;
}

/* Byte order, type and dimension of the next geometry. */
static bool read_head(Reader *reader, uint32_t *type, size_t *dimensions)
{
    unsigned char order;
    uint32_t word, srid;
    if (!read_bytes(reader, &order, 1) || order > 1)
        return false;
    reader->little = order == 1;
    if (!read_u32(reader, &word) || ((word & EWKB_SRID) != 0 && !read_u32(reader, &srid)))
        return false;
    uint32_t iso = word & 0x0fffffffU;
    bool z = (word & EWKB_Z) != 0 || iso / 1000 == 1 || iso / 1000 == 3;
    bool m = (word & EWKB_M) != 0 || iso / 1000 == 2 || iso / 1000 == 3;
    *type = iso % 1000;
    *dimensions = 2U + z + m;
    return iso < 4000;
}

/* This machine's order of bytes; compilers know the answer. */
static bool host_is_little(void)
{
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 1;
}

static LtpCode make_room(Reader *reader, size_t count, LtpError *err)
{
    if (count <= reader->capacity)
        return LTP_OK;
    LtpLonLat *points = ltp_realloc(reader->points, count * sizeof *points);
    if (points == NULL)
        return ltp_fail_memory(err);
    reader->points = points;
    reader->capacity = count;
    return LTP_OK;
}

/* The caller has seen that the bytes are there. */
static LtpCode read_points(Reader *reader, size_t dimensions, size_t count, LtpError *err)
{
    if (dimensions == 2 && count > 0 && reader->little && host_is_little())
        return read_bytes(reader, reader->points, count * sizeof *reader->points) ? LTP_OK
                                                                                  : cut(err);
    double ordinate;
    for (size_t i = 0; i < count; i++) {
        if (!read_double(reader, &reader->points[i].lon) ||
            !read_double(reader, &reader->points[i].lat))
            return cut(err);
        for (size_t extra = 2; extra < dimensions; extra++)
            if (!read_double(reader, &ordinate))
                return cut(err);
    }
    return LTP_OK;
}

static LtpCode read_ring(Reader *reader, size_t dimensions, bool hole, LtpError *err)
{
    uint32_t count;
    if (!read_u32(reader, &count) ||
        (size_t)(reader->end - reader->at) / (dimensions * sizeof(double)) < count)
        return cut(err);
    LTP_TRY(make_room(reader, count, err));
    LTP_TRY(read_points(reader, dimensions, count, err));
    const LtpLonLat *points = reader->points;
    if (count > 0 &&
        (points[0].lon != points[count - 1].lon || points[0].lat != points[count - 1].lat))
        return ltp_fail(err, LTP_EFORMAT, _("The geometry has a ring that is not closed."));
    return count > 0 ? reader->ring(points, count, hole, reader->arg, err) : LTP_OK;
}

static LtpCode read_polygon(Reader *reader, size_t dimensions, LtpError *err)
{
    uint32_t rings;
    if (!read_u32(reader, &rings))
        return cut(err);
    for (uint32_t i = 0; i < rings; i++)
        LTP_TRY(read_ring(reader, dimensions, i > 0, err));
    return LTP_OK;
}

static LtpCode read_multipolygon(Reader *reader, LtpError *err)
{
    uint32_t parts, type;
    size_t dimensions;
    if (!read_u32(reader, &parts))
        return cut(err);
    for (uint32_t i = 0; i < parts; i++) {
        if (!read_head(reader, &type, &dimensions) || type != WKB_POLYGON)
            return cut(err);
        LTP_TRY(read_polygon(reader, dimensions, err));
    }
    return LTP_OK;
}

LtpCode ltp_wkb_rings(const void *wkb, size_t size, LtpRingFn *ring, void *arg, LtpError *err)
{
    const unsigned char *bytes = wkb;
    Reader reader = {.at = bytes, .end = bytes + size, .ring = ring, .arg = arg};
    uint32_t type;
    size_t dimensions;
    LtpCode rc;
    if (!read_head(&reader, &type, &dimensions))
        rc = cut(err);
    else if (type == WKB_POLYGON)
        rc = read_polygon(&reader, dimensions, err);
    else if (type == WKB_MULTIPOLYGON)
        rc = read_multipolygon(&reader, err);
    else
        rc = ltp_fail(err, LTP_EFORMAT, _("The geometry is not a polygon."));
    ltp_free(reader.points);
    return rc;
}
