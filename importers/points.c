#include "importers/points.h"

#include "base/number.h"

#include <string.h>

enum { MAX_PART = 40 };

/* The next word of *text into `part`; false at the end, or when the word is no number's length. */
static bool next_part(const char **text, char part[MAX_PART])
{
    const char *at = *text + strspn(*text, " ,;\t");
    size_t length = strcspn(at, " ;\t");
    while (length > 0 && at[length - 1] == ',')
        length--;
    if (length == 0 || length >= MAX_PART)
        return false;
    memcpy(part, at, length);
    part[length] = '\0';
    *text = at + length;
    return true;
}

/* "14.49 -4.19", "14.49 -4.19 260 5.5", "14.49, -4.19". */
static bool read_both(const char *text, LtpLonLat *point)
{
    char lat[MAX_PART], lon[MAX_PART];
    LtpLonLat read;
    if (!next_part(&text, lat) || !next_part(&text, lon) || !ltp_parse_double(lat, &read.lat) ||
        !ltp_parse_double(lon, &read.lon))
        return false;
    *point = read;
    return true;
}

/* Axis 'x' for either: a latitude cell may hold a longitude. */
static bool read_degrees(const char *text, char axis, double *degrees)
{
    return ltp_coordinate_parse(text, axis, degrees) || ltp_coordinate_parse(text, 'x', degrees) ||
           ltp_coordinate_parse(text, 'y', degrees);
}

LtpPointStatus ltp_point_read(const char *lat, const char *lon, LtpLonLat *point)
{
    if (lat == NULL && lon == NULL)
        return LTP_POINT_MISSING;
    if (lat == NULL || lon == NULL)
        return read_both(lat != NULL ? lat : lon, point) ? LTP_POINT_OK : LTP_POINT_UNREADABLE;
    LtpLonLat read;
    if (!read_degrees(lat, 'y', &read.lat) || !read_degrees(lon, 'x', &read.lon))
        return LTP_POINT_UNREADABLE;
    *point = read;
    return LTP_POINT_OK;
}
