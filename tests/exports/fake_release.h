/* layers/release.h from memory: the same functions, rows made by a test instead of a store. Linked
 * into the tests of the formats, where it stands in for the real one. */
#ifndef LTP_TESTS_FAKE_RELEASE_H
#define LTP_TESTS_FAKE_RELEASE_H

#include "exports/exporter.h"

typedef struct FakeLayer {
    const LtpLayer *layer;
    LtpGeometryKind geometry;
    const LtpReleaseRow *rows;
    int64_t n_rows;
    int64_t announced; /* what ltp_release_count says; 0 = n_rows */
    int64_t repeat;    /* each row this many times (benchmarks); 0 = once */
} FakeLayer;

/* arg: a FakeLayer, whatever the layer's name. */
LtpCode fake_open(void *arg, const char *layer, LtpRelease **release, LtpError *err);

/* Classes of "priority" (words), "coverage" and "presence" (numbers); NULL for other themes. */
const LtpClasses *fake_classes(void *arg, const char *theme);

/* A small layer with every type, accents, a long text, a null, a zero and a withheld figure:
 * three polygons (one with a hole, rings the wrong way round) and a row without geometry. */
extern const FakeLayer fake_communes;
extern const FakeLayer fake_points;
extern const FakeLayer fake_table; /* no geometry */
extern const FakeLayer fake_empty; /* no rows */

/* A polygon of `n` corners around (lon, lat) as a MULTIPOLYGON; free with ltp_free. */
void *fake_circle(double lon, double lat, double radius, uint32_t n, size_t *size);

#endif
