#include "exports/facts.h"

#include "base/lang.h"

#include <math.h>

void ltp_facts_digest(LtpFacts *facts, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    uint64_t hash = facts->digest != 0 ? facts->digest : 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * 1099511628211u;
    facts->digest = hash * 1099511628211u; /* so that "a","b" and "ab" differ */
}

static void grow_box(LtpFacts *facts, int64_t west, int64_t south, int64_t east, int64_t north)
{
    if (!facts->has_box || west < facts->west)
        facts->west = west;
    if (!facts->has_box || south < facts->south)
        facts->south = south;
    if (!facts->has_box || east > facts->east)
        facts->east = east;
    if (!facts->has_box || north > facts->north)
        facts->north = north;
    facts->has_box = true;
}

void ltp_facts_position(LtpFacts *facts, int64_t lon, int64_t lat)
{
    facts->positions++;
    grow_box(facts, lon, lat, lon, lat);
}

void ltp_facts_box(LtpFacts *facts, double west, double south, double east, double north)
{
    double scale = pow(10, facts->decimals);
    grow_box(facts, llround(west * scale), llround(south * scale), llround(east * scale),
             llround(north * scale));
}

static bool same_box(const LtpFacts *a, const LtpFacts *b)
{
    return a->has_box == b->has_box && a->west == b->west && a->south == b->south &&
           a->east == b->east && a->north == b->north;
}

LtpCode ltp_facts_same(const LtpFacts *written, const LtpFacts *found, const char *path,
                       LtpError *err)
{
    if (written->rows != found->rows || written->shapes != found->shapes)
        return ltp_fail(err, LTP_EIO,
                        _("%s was read back with %lld rows and %lld geometries instead of %lld and "
                          "%lld. The file was not kept; check the free space of the disk."),
                        path, (long long)found->rows, (long long)found->shapes,
                        (long long)written->rows, (long long)written->shapes);
    if (written->positions != found->positions || !same_box(written, found))
        return ltp_fail(err, LTP_EIO,
                        _("%s was read back with other coordinates than were written. The file "
                          "was not kept; check the disk."),
                        path);
    if (written->digest != found->digest)
        return ltp_fail(err, LTP_EIO,
                        _("%s was read back with other values than were written. The file was "
                          "not kept; check the disk."),
                        path);
    return LTP_OK;
}
