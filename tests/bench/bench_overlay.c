/* Twenty thousand project areas against the communes of Mali: crossing sums beside GEOS (STRtree,
 * prepared geometries, intersection) in the same run, answers compared first. Ratios count, not
 * times. */
#include "base/os.h"
#include "gis/overlay.h"
#include "gis/rings.h"
#include "tests/gis/mali.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AREAS = 20000, CORNERS = 24, WKB = 9 + 4 + (CORNERS + 1) * 16 };

static unsigned char wkbs[AREAS][WKB];
static double ours[AREAS], theirs[AREAS]; /* ground in all communes */
static size_t n_ours, n_theirs;           /* parts */

static double random_share(void)
{
    static uint64_t state = 1;
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (double)(state >> 11) * 0x1p-53;
}

/* A star of 24 corners, 2 to 30 km across. */
static void draw(unsigned char *wkb, const LtpBox *box)
{
    static const unsigned char head[] = {1, 3, 0, 0, 0, 1, 0, 0, 0, CORNERS + 1, 0, 0, 0};
    double lon = box->west + random_share() * (box->east - box->west);
    double lat = box->south + random_share() * (box->north - box->south);
    double radius = 0.01 + 0.13 * random_share() * random_share(), xy[CORNERS + 1][2];
    for (int i = 0; i < CORNERS; i++) {
        double angle = 6.283185307179586 * i / CORNERS, r = radius * (0.5 + 0.5 * random_share());
        xy[i][0] = lon + r * cos(angle);
        xy[i][1] = lat + r * sin(angle);
    }
    memcpy(xy[CORNERS], xy[0], sizeof xy[0]);
    memcpy(wkb, head, sizeof head);
    memcpy(wkb + sizeof head, xy, sizeof xy);
}

/* ---- GEOS ---- */

typedef struct Oracle {
    GEOSContextHandle_t geos;
    GEOSSTRtree *tree;
    GEOSGeometry **geometries;
    const GEOSPreparedGeometry **prepared;
    size_t count;
    const GEOSGeometry *at;
    double ground_km2, planar_to_km2;
} Oracle;

static void try_commune(void *item, void *arg)
{
    Oracle *oracle = arg;
    size_t i = (size_t)((GEOSGeometry **)item - oracle->geometries);
    double degrees2 = 0;
    if (GEOSPreparedIntersects_r(oracle->geos, oracle->prepared[i], oracle->at) != 1)
        return;
    if (GEOSPreparedContains_r(oracle->geos, oracle->prepared[i], oracle->at) == 1) {
        GEOSArea_r(oracle->geos, oracle->at, &degrees2);
    } else {
        GEOSGeometry *common = GEOSIntersection_r(oracle->geos, oracle->geometries[i], oracle->at);
        GEOSArea_r(oracle->geos, common, &degrees2);
        GEOSGeom_destroy_r(oracle->geos, common);
    }
    n_theirs += degrees2 > 0;
    oracle->ground_km2 += degrees2 * oracle->planar_to_km2;
}

static void oracle_build(Oracle *oracle, const LtpOutline *communes, size_t count)
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

/* Degrees to km² by the area's own ratio: an area is small. */
static void oracle_run(Oracle *oracle)
{
    for (size_t i = 0; i < AREAS; i++) {
        LtpRings rings = {0};
        double degrees2 = 0;
        GEOSGeometry *area = GEOSGeomFromWKB_buf_r(oracle->geos, wkbs[i], WKB);
        GEOSArea_r(oracle->geos, area, &degrees2);
        if (ltp_rings_read(&rings, wkbs[i], WKB, false, NULL) == LTP_OK)
            oracle->planar_to_km2 = rings.area_km2 / degrees2;
        ltp_rings_release(&rings);
        oracle->at = area;
        oracle->ground_km2 = 0;
        GEOSSTRtree_query_r(oracle->geos, oracle->tree, area, try_commune, oracle);
        theirs[i] = oracle->ground_km2;
        GEOSGeom_destroy_r(oracle->geos, area);
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

static int run_ours(LtpOverlay *overlay)
{
    LtpError err = {0};
    n_ours = 0;
    for (size_t i = 0; i < AREAS; i++) {
        const LtpOverlayPart *parts = NULL;
        size_t count = 0;
        double outside = 0;
        if (ltp_overlay_parts(overlay, wkbs[i], WKB, &parts, &count, &outside, &err) != LTP_OK) {
            fprintf(stderr, "%s\n", err.msg);
            return EXIT_FAILURE;
        }
        ours[i] = 0;
        n_ours += count;
        for (size_t k = 0; k < count; k++)
            ours[i] += parts[k].area_km2;
    }
    return EXIT_SUCCESS;
}

static int compare(void)
{
    for (size_t i = 0; i < AREAS; i++)
        if (fabs(ours[i] - theirs[i]) > 1e-3 * (1e-3 + theirs[i])) {
            fprintf(stderr, "area %zu: %.9f km², GEOS %.9f km²\n", i, ours[i], theirs[i]);
            return EXIT_FAILURE;
        }
    return EXIT_SUCCESS;
}

static double since(double *start)
{
    double now = ltp_os_seconds(), spent = now - *start;
    *start = now;
    return spent;
}

int main(void)
{
    Mali mali;
    LtpError err = {0};
    LtpOverlay *overlay = NULL;
    Oracle oracle = {0};
    size_t count;
    if (!mali_load(&mali))
        return EXIT_FAILURE;
    LtpLocatorPolygon *communes = mali_communes(&mali, &count);
    LtpOutline *outlines = ltp_calloc(count, sizeof *outlines);
    for (size_t i = 0; i < count; i++)
        outlines[i] = (LtpOutline){.wkb = communes[i].wkb, .size = communes[i].size};
    const LtpBox box = {.west = -12, .south = 10.5, .east = 4, .north = 17};
    for (size_t i = 0; i < AREAS; i++)
        draw(wkbs[i], &box);
    double clock = ltp_os_seconds();
    if (ltp_overlay_new(outlines, count, &overlay, &err) != LTP_OK)
        return EXIT_FAILURE;
    int status = run_ours(overlay); /* reads the rings */
    double first = since(&clock);
    status |= run_ours(overlay);
    double again = since(&clock);
    oracle_build(&oracle, outlines, count);
    double geos_build = since(&clock);
    oracle_run(&oracle);
    double geos = since(&clock);
    printf("%zu communes, %d areas, %zu parts (GEOS %zu), %zu in doubt\n", count, AREAS, n_ours,
           n_theirs, ltp_overlay_n_doubts(overlay));
    printf("with reading  %8.1f ms    GEOS %8.1f ms    ratio %.0f\n", first * 1e3,
           (geos_build + geos) * 1e3, (geos_build + geos) / first);
    printf("overlay alone %8.2f us    GEOS %8.2f us    ratio %.0f\n", again / AREAS * 1e6,
           geos / AREAS * 1e6, geos / again);
    status |= compare();
    oracle_free(&oracle);
    ltp_overlay_free(overlay);
    ltp_free(outlines);
    ltp_free(communes);
    mali_release(&mali);
    return status;
}
