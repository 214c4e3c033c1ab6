/* One million points against the communes of Mali: the locator beside GEOS (STRtree and prepared
 * geometries) in the same run, answers compared first. Ratios count, not times. */
#include "base/os.h"
#include "gis/locator.h"
#include "tests/gis/mali.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#include <stdio.h>
#include <stdlib.h>

enum { POINTS = 1000000 };

static LtpLonLat points[POINTS];
static int32_t ours[POINTS], theirs[POINTS];

/* ---- GEOS ---- */

typedef struct Oracle {
    GEOSContextHandle_t geos;
    GEOSSTRtree *tree;
    GEOSGeometry **geometries;
    const GEOSPreparedGeometry **prepared;
    size_t count;
    LtpLonLat point;
    const GEOSGeometry *at;
    int32_t found;
} Oracle;

static void try_polygon(void *item, void *arg)
{
    Oracle *oracle = arg;
    size_t i = (size_t)((GEOSGeometry **)item - oracle->geometries);
    if (GEOSPreparedContains_r(oracle->geos, oracle->prepared[i], oracle->at) == 1)
        oracle->found = (int32_t)i;
}

static void oracle_build(Oracle *oracle, const LtpLocatorPolygon *communes, size_t count)
{
    oracle->geos = GEOS_init_r();
    oracle->tree = GEOSSTRtree_create_r(oracle->geos, 10);
    oracle->geometries = ltp_malloc(count * sizeof(GEOSGeometry *));
    oracle->prepared = ltp_malloc(count * sizeof(GEOSPreparedGeometry *));
    oracle->count = count;
    for (size_t i = 0; i < count; i++) {
        oracle->geometries[i] =
            GEOSGeomFromWKB_buf_r(oracle->geos, communes[i].wkb, communes[i].size);
        oracle->prepared[i] = GEOSPrepare_r(oracle->geos, oracle->geometries[i]);
        GEOSSTRtree_insert_r(oracle->geos, oracle->tree, oracle->geometries[i],
                             &oracle->geometries[i]);
    }
}

static void oracle_find(Oracle *oracle)
{
    for (size_t i = 0; i < POINTS; i++) {
        GEOSGeometry *at = GEOSGeom_createPointFromXY_r(oracle->geos, points[i].lon, points[i].lat);
        oracle->at = at;
        oracle->found = -1;
        GEOSSTRtree_query_r(oracle->geos, oracle->tree, at, try_polygon, oracle);
        theirs[i] = oracle->found;
        GEOSGeom_destroy_r(oracle->geos, at);
    }
}

static void oracle_free(Oracle *oracle)
{
    GEOSSTRtree_destroy_r(oracle->geos, oracle->tree);
    for (size_t i = 0; i < oracle->count; i++) {
        GEOSPreparedGeom_destroy_r(oracle->geos, oracle->prepared[i]);
        GEOSGeom_destroy_r(oracle->geos, oracle->geometries[i]);
    }
    ltp_free(oracle->geometries);
    ltp_free(oracle->prepared);
    GEOS_finish_r(oracle->geos);
}

/* ---- the run ---- */

static void scatter(const LtpBox *box)
{
    uint64_t state = 1;
    for (size_t i = 0; i < 2 * POINTS; i++) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        double share = (double)(state >> 11) * 0x1p-53;
        if (i % 2 == 0)
            points[i / 2].lon = box->west + share * (box->east - box->west);
        else
            points[i / 2].lat = box->south + share * (box->north - box->south);
    }
}

static double since(double *start)
{
    double now = ltp_os_seconds(), spent = now - *start;
    *start = now;
    return spent;
}

static int compare(void)
{
    for (size_t i = 0; i < POINTS; i++)
        if (ours[i] != theirs[i]) {
            fprintf(stderr, "(%.17g, %.17g): %d, GEOS %d\n", points[i].lon, points[i].lat, ours[i],
                    theirs[i]);
            return EXIT_FAILURE;
        }
    return EXIT_SUCCESS;
}

int main(void)
{
    Mali mali;
    LtpError err = {0};
    LtpLocator *locator = NULL;
    Oracle oracle = {0};
    size_t count;
    if (!mali_load(&mali))
        return EXIT_FAILURE;
    LtpLocatorPolygon *communes = mali_communes(&mali, &count);
    double clock = ltp_os_seconds();
    if (ltp_locator_new(communes, count, &locator, &err) != LTP_OK) {
        fprintf(stderr, "%s\n", err.msg);
        return EXIT_FAILURE;
    }
    double build = since(&clock);
    LtpBox box = ltp_locator_box(locator);
    scatter(&box);
    since(&clock);
    for (size_t i = 0; i < POINTS; i++)
        ours[i] = ltp_locator_find(locator, points[i]);
    double one = since(&clock);
    ltp_locator_find_many(locator, points, POINTS, ours);
    double many = since(&clock);
    oracle_build(&oracle, communes, count);
    double geos_build = since(&clock);
    oracle_find(&oracle);
    double geos = since(&clock);
    printf("%zu communes, %d points\n", count, POINTS);
    printf("build              %8.1f ms    GEOS %8.1f ms\n", build * 1e3, geos_build * 1e3);
    printf("point by point     %8.1f ns    GEOS %8.1f ns    ratio %.0f\n", one / POINTS * 1e9,
           geos / POINTS * 1e9, geos / one);
    printf("in batches         %8.1f ns                         ratio %.0f\n", many / POINTS * 1e9,
           geos / many);
    int status = compare();
    oracle_free(&oracle);
    ltp_locator_free(locator);
    ltp_free(communes);
    mali_release(&mali);
    return status;
}
