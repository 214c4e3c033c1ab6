/* A made-up country for the tests of the map: a grid of units in regions, with figures of every
 * kind, served through layers/release.h from memory. */
#ifndef LTP_TESTS_MAPPING_H
#define LTP_TESTS_MAPPING_H

#include "exports/map/map.h"
#include "fake_release.h"
#include "support/test.h"

typedef struct Country {
    double west, south, step; /* degrees: corner, and side of a unit */
    int columns, rows;
    const char *const *names; /* of units, one after the other and again; NULL = "Unité N" */
    size_t n_names;
    bool crowd;  /* the first unit is cut into nine small ones */
    bool beside; /* another country lies in the east */
} Country;

typedef struct Mapping {
    FakeLayer units, figures, neighbours;
    LtpStore *store;
    LtpScheme *scheme;
    LtpMapConfig config;
    LtpMapTrace trace;
    LtpArena arena;
    int64_t n; /* units of the analysis */
} Mapping;

void mapping_make(Mapping *m, const Country *country);
void mapping_free(Mapping *m);

/* A job on it: A4, French, `theme`, to `dest`; the trace is on. */
LtpMapJob mapping_job(Mapping *m, const char *theme, const char *dest);

/* What every page promises: all texts inside the margins, no two labels on one another, every class
 * with its count and the counts adding up to the units, a true scale bar, all parts of the page. */
void assert_sound(const Mapping *m);

#endif
