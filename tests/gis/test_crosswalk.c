/* From one edition's units to another's: overlaps on the ellipsoid, GEOS as the oracle. */
#include "tests/support/test.h"

#include "gis/crosswalk.h"
#include "tests/gis/mali.h"
#include "tests/gis/shapes.h"

#include <math.h>

enum { MAX = 8 };

static LtpGis *gis;
static Shape shapes[2 * MAX];
static LtpOutline from[MAX], to[MAX];
static size_t n_from, n_to;
static LtpOverlap *overlaps;
static LtpCrossShare *shares;
static size_t n_overlaps, n_shares;

static LtpOutline outline(const char *wkt)
{
    LtpError err = {0};
    Shape *shape = &shapes[n_from + n_to];
    LtpOutline made = {0};
    *shape = shape_from_wkt(wkt);
    made.wkb = shape->wkb;
    made.size = shape->size;
    assert_ok(ltp_geom_area_km2(gis, made.wkb, made.size, &made.area_km2, &err));
    return made;
}

static void add_from(const char *wkt)
{
    LtpOutline made = outline(wkt);
    from[n_from++] = made;
}

static void add_to(const char *wkt)
{
    LtpOutline made = outline(wkt);
    to[n_to++] = made;
}

static void cross(void)
{
    LtpError err = {0};
    double areas_km2[MAX];
    for (size_t i = 0; i < n_from; i++)
        areas_km2[i] = from[i].area_km2;
    assert_ok(ltp_crosswalk_overlaps(gis, from, n_from, to, n_to, &overlaps, &n_overlaps, &err));
    assert_ok(ltp_crosswalk_shares(overlaps, n_overlaps, areas_km2, &shares, &n_shares, &err));
}

static int setup(void **state)
{
    (void)state;
    LtpError err = {0};
    n_from = n_to = n_overlaps = n_shares = 0;
    overlaps = NULL;
    shares = NULL;
    memset(shapes, 0, sizeof shapes);
    shapes_start();
    return ltp_gis_new(&gis, &err) == LTP_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_from + n_to; i++)
        if (shapes[i].geometry != NULL)
            shape_release(&shapes[i]);
    ltp_free(overlaps);
    ltp_free(shares);
    ltp_gis_free(gis);
    shapes_stop();
    return 0;
}

static void a_unit_cut_in_two_goes_half_and_half(void **state)
{
    (void)state;
    add_from("POLYGON((0 10,2 10,2 11,0 11,0 10))");
    add_to("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    add_to("POLYGON((1 10,2 10,2 11,1 11,1 10))");
    cross();
    assert_int_equal(2, n_shares);
    assert_near(0.5, shares[0].share, 1e-9);
    assert_near(0.5, shares[1].share, 1e-9);
}

static void what_only_touches_has_no_share(void **state)
{
    (void)state;
    add_from("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    add_to("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    add_to("POLYGON((1 10,2 10,2 11,1 11,1 10))");
    cross();
    assert_int_equal(1, n_shares);
    assert_near(1, shares[0].share, 1e-12);
    assert_int_equal(0, shares[0].to);
}

static void slivers_under_one_percent_are_dropped_and_the_rest_is_whole(void **state)
{
    (void)state;
    add_from("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    add_to("POLYGON((0 10,0.995 10,0.995 11,0 11,0 10))");
    add_to("POLYGON((0.995 10,2 10,2 11,0.995 11,0.995 10))");
    cross();
    assert_int_equal(2, n_overlaps);
    assert_int_equal(1, n_shares);
    assert_near(1, shares[0].share, 1e-12);
}

static void ground_mostly_elsewhere_is_not_carried(void **state)
{
    (void)state;
    add_from("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    add_to("POLYGON((0.9 10,2 10,2 11,0.9 11,0.9 10))");
    cross();
    assert_int_equal(1, n_overlaps);
    assert_int_equal(0, n_shares);
}

static void area_is_that_of_the_ellipsoid(void **state)
{
    (void)state;
    /* equal in degrees, not on the ground: the southern half of a tall square is larger */
    add_from("POLYGON((0 0,1 0,1 60,0 60,0 0))");
    add_to("POLYGON((0 0,1 0,1 30,0 30,0 0))");
    add_to("POLYGON((0 30,1 30,1 60,0 60,0 30))");
    cross();
    assert_int_equal(2, n_shares);
    assert_near(to[0].area_km2 / (to[0].area_km2 + to[1].area_km2), shares[0].share, 1e-6);
    assert_true(shares[0].share > 0.55);
}

static void a_unit_without_an_outline_has_no_overlap(void **state)
{
    (void)state;
    add_from("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    to[n_to++] = (LtpOutline){0};
    cross();
    assert_int_equal(0, n_overlaps);
}

/* The oracle: the same areas pair by pair, without tree and without preparing. */
static void the_communes_of_a_cercle_lie_in_it_and_nowhere_else(void **state)
{
    (void)state;
    LtpError err = {0};
    Mali mali = {0};
    if (!mali_load(&mali))
        skip();
    LtpOutline *communes = ltp_calloc(mali.count, sizeof *communes);
    LtpOutline *cercles = ltp_calloc(mali.count, sizeof *cercles);
    int32_t *parent = ltp_calloc(mali.count, sizeof *parent);
    int32_t *cercle_of = ltp_calloc(mali.count, sizeof *cercle_of);
    double *areas_km2 = ltp_calloc(mali.count, sizeof *areas_km2);
    size_t n_communes = 0, n_cercles = 0;
    assert_true(communes && cercles && parent && cercle_of && areas_km2);
    for (size_t i = 0; i < mali.count; i++) {
        const MaliUnit *u = &mali.units[i];
        LtpOutline made = {u->wkb, u->size, 0};
        if (u->level < 2)
            continue;
        assert_ok(ltp_geom_area_km2(gis, u->wkb, u->size, &made.area_km2, &err));
        if (u->level == 2) {
            cercle_of[i] = (int32_t)n_cercles;
            cercles[n_cercles++] = made;
        } else {
            parent[n_communes] = cercle_of[mali_find(&mali, u->parent)];
            areas_km2[n_communes] = made.area_km2;
            communes[n_communes++] = made;
        }
    }
    assert_ok(ltp_crosswalk_overlaps(gis, communes, n_communes, cercles, n_cercles, &overlaps,
                                     &n_overlaps, &err));
    assert_ok(ltp_crosswalk_shares(overlaps, n_overlaps, areas_km2, &shares, &n_shares, &err));
    assert_int_equal(n_communes, n_shares);
    for (size_t i = 0; i < n_shares; i++) {
        assert_int_equal(parent[shares[i].from], shares[i].to);
        assert_near(1, shares[i].share, 1e-12);
    }
    ltp_free(areas_km2);
    ltp_free(cercle_of);
    ltp_free(parent);
    ltp_free(cercles);
    ltp_free(communes);
    mali_release(&mali);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_unit_cut_in_two_goes_half_and_half),
        TEST(what_only_touches_has_no_share),
        TEST(slivers_under_one_percent_are_dropped_and_the_rest_is_whole),
        TEST(ground_mostly_elsewhere_is_not_carried),
        TEST(area_is_that_of_the_ellipsoid),
        TEST(a_unit_without_an_outline_has_no_overlap),
        TEST(the_communes_of_a_cercle_lie_in_it_and_nowhere_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
