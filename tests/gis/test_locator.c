#include "gis/locator.h"
#include "gis/locator_grid.h"
#include "mali.h"
#include "shapes.h"
#include "tests/support/test.h"

static LtpError err;

static int start(void **state)
{
    (void)state;
    shapes_start();
    return 0;
}

static int stop(void **state)
{
    (void)state;
    shapes_stop();
    return 0;
}

/* ---- small maps ---- */

enum { MAX_SHAPES = 40 };

typedef struct Map {
    Shape shapes[MAX_SHAPES];
    char keys[MAX_SHAPES][8];
    LtpLocatorPolygon polygons[MAX_SHAPES];
    size_t count;
} Map;

static void map_add(Map *map, const char *key, const char *wkt)
{
    size_t i = map->count++;
    map->shapes[i] = shape_from_wkt(wkt);
    snprintf(map->keys[i], sizeof map->keys[i], "%s", key);
    map->polygons[i] = (LtpLocatorPolygon){map->keys[i], map->shapes[i].wkb, map->shapes[i].size};
}

static void map_release(Map *map)
{
    for (size_t i = 0; i < map->count; i++)
        shape_release(&map->shapes[i]);
    map->count = 0;
}

static int32_t find_in(const Map *map, double lon, double lat)
{
    LtpLocator *locator = NULL;
    assert_ok(ltp_locator_new(map->polygons, map->count, &locator, &err));
    int32_t found = ltp_locator_find(locator, (LtpLonLat){lon, lat});
    ltp_locator_free(locator);
    return found;
}

static void a_hole_is_not_inside_and_an_island_in_it_is(void **state)
{
    (void)state;
    Map map = {.count = 0};
    map_add(&map, "A",
            "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 2 7, 7 7, 7 2, 2 2)),"
            " ((4 4, 5 4, 5 5, 4 5, 4 4)))");
    assert_int_equal(find_in(&map, 1, 1), 0);
    assert_int_equal(find_in(&map, 3, 3), -1);
    assert_int_equal(find_in(&map, 4.5, 4.5), 0);
    assert_int_equal(find_in(&map, 10, 1), -1);
    assert_int_equal(find_in(&map, (double)NAN, 1), -1);
    map_release(&map);
}

static void the_outer_border_belongs_to_the_unit_it_bounds(void **state)
{
    (void)state;
    Map map = {.count = 0};
    map_add(&map, "A", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))");
    static const LtpLonLat border[] = {{0, 0}, {1, 0}, {2, 0}, {2, 1},
                                       {2, 2}, {1, 2}, {0, 2}, {0, 1}};
    for (size_t i = 0; i < sizeof border / sizeof *border; i++)
        assert_int_equal(find_in(&map, border[i].lon, border[i].lat), 0);
    map_release(&map);
}

static void the_border_of_a_hole_belongs_to_the_unit(void **state)
{
    (void)state;
    Map map = {.count = 0};
    map_add(&map, "A", "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 2 7, 7 7, 7 2, 2 2))");
    assert_int_equal(find_in(&map, 2, 4), 0);
    assert_int_equal(find_in(&map, 7, 7), 0);
    map_release(&map);
}

static void where_units_overlap_the_smallest_code_wins(void **state)
{
    (void)state;
    Map map = {.count = 0};
    map_add(&map, "B", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))");
    map_add(&map, "A", "POLYGON((1 0, 3 0, 3 2, 1 2, 1 0))");
    assert_int_equal(find_in(&map, 0.5, 1), 0);
    assert_int_equal(find_in(&map, 1.5, 1), 1);
    map_release(&map);
}

static void a_shared_border_goes_north_then_east(void **state)
{
    (void)state;
    Map map = {.count = 0};
    map_add(&map, "SW", "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))");
    map_add(&map, "SE", "POLYGON((1 0, 2 0, 2 1, 1 1, 1 0))");
    map_add(&map, "NW", "POLYGON((0 1, 1 1, 1 2, 0 2, 0 1))");
    map_add(&map, "NE", "POLYGON((1 1, 2 1, 2 2, 1 2, 1 1))");
    assert_int_equal(find_in(&map, 1, 0.5), 1);
    assert_int_equal(find_in(&map, 0.5, 1), 2);
    assert_int_equal(find_in(&map, 1, 1), 3);
    map_release(&map);
}

/* A star of whole-numbered corners around a centre: valid, with level and upright sides. */
static void map_add_star(Map *map, size_t number)
{
    char wkt[512], key[8];
    int n = 3 + (int)(shapes_random() * 9), size = 0, first_x = 0, first_y = 0;
    int centre_x = (int)(shapes_random() * 12), centre_y = (int)(shapes_random() * 12);
    size = snprintf(wkt, sizeof wkt, "POLYGON((");
    for (int i = 0; i < n; i++) {
        double angle = 6.283185307 * (i + 0.9 * shapes_random()) / n;
        double radius = 2 + 6 * shapes_random();
        int x = centre_x + (int)lround(radius * cos(angle));
        int y = centre_y + (int)lround(radius * sin(angle));
        first_x = i == 0 ? x : first_x;
        first_y = i == 0 ? y : first_y;
        size += snprintf(wkt + size, sizeof wkt - (size_t)size, "%d %d, ", x, y);
    }
    snprintf(wkt + size, sizeof wkt - (size_t)size, "%d %d))", first_x, first_y);
    snprintf(key, sizeof key, "%02zu", (number * 7) % 31);
    map_add(map, key, wkt);
}

/* GEOS on the point really shifted: on whole and half numbers a shift of (1e-6, 1e-3) crosses no
 * line that the point does not lie on. */
static int32_t oracle(const Map *map, LtpLonLat point)
{
    LtpLonLat shifted = {point.lon + 1e-6, point.lat + 1e-3};
    int32_t inside = -1, touching = -1;
    for (size_t i = 0; i < map->count; i++) {
        const char *key = map->keys[i];
        if (shape_contains(&map->shapes[i], shifted) &&
            (inside < 0 || strcmp(key, map->keys[inside]) < 0))
            inside = (int32_t)i;
        if (shape_touches(&map->shapes[i], point) &&
            (touching < 0 || strcmp(key, map->keys[touching]) < 0))
            touching = (int32_t)i;
    }
    return inside >= 0 ? inside : touching;
}

static void check_lattice(const Map *map, double n_cells)
{
    LtpLocator *locator = NULL;
    assert_ok(ltp_locator_new_sized(map->polygons, map->count, n_cells, &locator, &err));
    for (int x = -20; x <= 44; x++)
        for (int y = -20; y <= 44; y++) {
            LtpLonLat point = {x / 2.0, y / 2.0};
            int32_t found = ltp_locator_find(locator, point), right = oracle(map, point);
            if (found != right)
                fail_msg("(%g, %g) is in %d, not %d, with %g cells", point.lon, point.lat, right,
                         found, n_cells);
        }
    ltp_locator_free(locator);
}

static bool is_valid(const Map *map)
{
    LtpGis *gis = NULL;
    bool valid = true;
    assert_ok(ltp_gis_new(&gis, &err));
    for (size_t i = 0; i < map->count; i++) {
        void *out = NULL;
        size_t size;
        unsigned repair = 0;
        LtpCode rc = ltp_geom_polygonal(gis, map->shapes[i].wkb, map->shapes[i].size, &out, &size,
                                        &repair, NULL);
        valid = valid && rc == LTP_OK && repair == LTP_GEOM_AS_IS;
        ltp_free(out);
    }
    ltp_gis_free(gis);
    return valid;
}

static void overlapping_stars_on_a_lattice_agree_with_geos(void **state)
{
    (void)state;
    for (int round = 0, used = 0; used < 6; round++) {
        Map map = {.count = 0};
        for (size_t i = 0; i < 8;) {
            map_add_star(&map, i);
            if (is_valid(&map))
                i++;
            else
                shape_release(&map.shapes[--map.count]);
        }
        check_lattice(&map, round % 3 == 0 ? 1 : round % 3 == 1 ? 64 : 5000);
        used++;
        map_release(&map);
    }
}

/* Doubles lie denser the nearer to 0: the lines of the grid must be found there as quickly. */
static void a_line_of_the_grid_may_be_the_meridian_of_greenwich(void **state)
{
    (void)state;
    Map map = {.count = 0};
    map_add(&map, "A", "POLYGON((-2 -2, 2 -2, 2 2, -2 2, -2 -2))");
    map_add(&map, "B", "POLYGON((-3 -2, -2 -2, -2 2, -3 2, -3 -2))");
    for (double n_cells = 2; n_cells <= 4096; n_cells += 1 + n_cells / 8) {
        LtpLocator *locator = NULL;
        assert_ok(ltp_locator_new_sized(map.polygons, map.count, n_cells, &locator, &err));
        assert_int_equal(ltp_locator_find(locator, (LtpLonLat){0, 0}), 0);
        assert_int_equal(ltp_locator_find(locator, (LtpLonLat){-1e-300, 1e-300}), 0);
        assert_int_equal(ltp_locator_find(locator, (LtpLonLat){-2.5, 0}), 1);
        ltp_locator_free(locator);
    }
    map_release(&map);
}

static void more_than_64_units_may_lie_on_one_another(void **state)
{
    (void)state;
    Shape square = shape_from_wkt("POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))");
    Shape other = shape_from_wkt("POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))");
    LtpLocatorPolygon polygons[150];
    char keys[150][16];
    for (int i = 0; i < 150; i++) {
        snprintf(keys[i], sizeof keys[i], "%03d", i);
        const Shape *shape = i < 100 ? &square : &other;
        polygons[i] = (LtpLocatorPolygon){keys[i], shape->wkb, shape->size};
    }
    LtpLocator *locator = NULL;
    assert_ok(ltp_locator_new_sized(polygons, 150, 1, &locator, &err));
    assert_int_equal(ltp_locator_find(locator, (LtpLonLat){0.5, 0.5}), 0);
    assert_int_equal(ltp_locator_find(locator, (LtpLonLat){1.5, 1.5}), 100);
    ltp_locator_free(locator);
    shape_release(&square);
    shape_release(&other);
}

static void a_unit_that_cannot_be_used_is_named(void **state)
{
    (void)state;
    Shape good = shape_from_wkt("POLYGON((0 0, 1 0, 1 1, 0 0))");
    Shape empty = shape_from_wkt("POLYGON EMPTY");
    LtpLocatorPolygon polygons[] = {{"ML01", good.wkb, good.size}, {"ML02", empty.wkb, empty.size}};
    LtpLocator *locator = NULL;
    LtpCode rc = ltp_locator_new(polygons, 2, &locator, &err);
    assert_non_null(strstr(err.msg, "ML02"));
    assert_code(LTP_EGEOM, rc);
    polygons[1].wkb = good.wkb;
    polygons[1].size = good.size - 1;
    assert_code(LTP_EGEOM, ltp_locator_new(polygons, 2, &locator, &err));
    shape_release(&good);
    shape_release(&empty);
}

static void no_units_hold_no_point(void **state)
{
    (void)state;
    LtpLocator *locator = NULL;
    double km;
    assert_ok(ltp_locator_new(NULL, 0, &locator, &err));
    assert_int_equal(ltp_locator_find(locator, (LtpLonLat){0, 0}), -1);
    assert_int_equal(ltp_locator_nearest(locator, (LtpLonLat){0, 0}, 1000, &km), -1);
    ltp_locator_free(locator);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    Map map = {.count = 0};
    LtpLocator *locator = NULL;
    map_add(&map, "B", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0), (1 1, 1 1.5, 1.5 1, 1 1))");
    map_add(&map, "A", "POLYGON((1 0, 3 0, 3 2, 1 2, 1 0))");
    for (long nth = 1; locator == NULL; nth++) {
        ltp_mem_fail_after(nth);
        LtpCode rc = ltp_locator_new(map.polygons, map.count, &locator, &err);
        ltp_mem_fail_after(0);
        if (locator == NULL)
            assert_code(LTP_ENOMEM, rc);
    }
    ltp_locator_free(locator);
    map_release(&map);
}

/* ---- exact orientation ---- */

static void a_point_one_ulp_off_a_line_is_not_on_it(void **state)
{
    (void)state;
    LtpLonLat a = {-12.1, 10.2}, b = {-12.1 + 2 * 0.1, 10.2 + 2 * 0.3}, middle = {0, 0};
    middle = (LtpLonLat){(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
    int at = ltp_orient_exact(a, b, middle);
    LtpLonLat north = {middle.lon, nextafter(middle.lat, 90)};
    LtpLonLat south = {middle.lon, nextafter(middle.lat, -90)};
    assert_int_equal(ltp_orient(a, b, middle), at);
    assert_true(ltp_orient(a, b, north) >= at && ltp_orient(a, b, south) <= at);
    assert_true(ltp_orient(a, b, north) > ltp_orient(a, b, south));
    assert_int_equal(ltp_orient_exact((LtpLonLat){0, 0}, (LtpLonLat){3, 3}, (LtpLonLat){2, 2}), 0);
}

/* ---- nearest ---- */

static void the_nearest_unit_within_reach_is_found_with_its_distance(void **state)
{
    (void)state;
    Map map = {.count = 0};
    map_add(&map, "B", "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))");
    map_add(&map, "A", "POLYGON((1 0, 2 0, 2 1, 1 1, 1 0))");
    LtpLocator *locator = NULL;
    double km = -1;
    assert_ok(ltp_locator_new(map.polygons, map.count, &locator, &err));
    assert_int_equal(ltp_locator_nearest(locator, (LtpLonLat){0.5, -0.005}, 1, &km), 0);
    assert_near(km, 0.552871, 1e-5);
    km = -1;
    assert_int_equal(ltp_locator_nearest(locator, (LtpLonLat){0.5, -0.01}, 1, &km), -1);
    assert_near(km, -1, 0);
    assert_int_equal(ltp_locator_nearest(locator, (LtpLonLat){1, -0.005}, 1, &km), 1);
    assert_int_equal(ltp_locator_nearest(locator, (LtpLonLat){-30, 0.5}, 9000, &km), 0);
    ltp_locator_free(locator);
    map_release(&map);
}

typedef struct Least {
    LtpLonLat from;
    double km;
} Least;

/* The distance to each side by golden section on the geodesic itself. */
static LtpCode least_of_ring(const LtpLonLat *points, size_t count, bool hole, void *arg,
                             LtpError *error)
{
    (void)hole, (void)error;
    Least *least = arg;
    for (size_t i = 0; i + 1 < count; i++) {
        LtpLonLat a = points[i], b = points[i + 1];
        double low = 0, high = 1;
        for (int step = 0; step < 60; step++) {
            double s = low + 0.382 * (high - low), t = low + 0.618 * (high - low);
            LtpLonLat p = {a.lon + s * (b.lon - a.lon), a.lat + s * (b.lat - a.lat)};
            LtpLonLat q = {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
            if (ltp_distance_km(least->from, p) < ltp_distance_km(least->from, q))
                high = t;
            else
                low = s;
        }
        LtpLonLat at = {a.lon + low * (b.lon - a.lon), a.lat + low * (b.lat - a.lat)};
        least->km = fmin(least->km, ltp_distance_km(least->from, at));
    }
    return LTP_OK;
}

static void the_distance_is_the_geodesic_one(void **state)
{
    (void)state;
    Map map = {.count = 0};
    map_add(&map, "A", "POLYGON((10 40, 12 41, 11.5 43, 9 42.5, 10 40))");
    LtpLocator *locator = NULL;
    assert_ok(ltp_locator_new(map.polygons, map.count, &locator, &err));
    for (int i = 0; i < 300; i++) {
        double km = 0;
        LtpLonLat point = {8.5 + 4 * shapes_random(), 39.5 + 4 * shapes_random()};
        if (ltp_locator_find(locator, point) >= 0)
            continue;
        Least least = {point, 1e9};
        assert_ok(
            ltp_wkb_rings(map.shapes[0].wkb, map.shapes[0].size, least_of_ring, &least, &err));
        int32_t found = ltp_locator_nearest(locator, point, 60, &km);
        assert_int_equal(found, least.km <= 60 ? 0 : -1);
        if (found == 0)
            assert_near(km, least.km, 1e-4 * least.km + 1e-6);
    }
    ltp_locator_free(locator);
    map_release(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hole_is_not_inside_and_an_island_in_it_is),
        cmocka_unit_test(the_outer_border_belongs_to_the_unit_it_bounds),
        cmocka_unit_test(the_border_of_a_hole_belongs_to_the_unit),
        cmocka_unit_test(where_units_overlap_the_smallest_code_wins),
        cmocka_unit_test(a_shared_border_goes_north_then_east),
        cmocka_unit_test(overlapping_stars_on_a_lattice_agree_with_geos),
        cmocka_unit_test(a_line_of_the_grid_may_be_the_meridian_of_greenwich),
        cmocka_unit_test(more_than_64_units_may_lie_on_one_another),
        cmocka_unit_test(a_unit_that_cannot_be_used_is_named),
        cmocka_unit_test(no_units_hold_no_point),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(a_point_one_ulp_off_a_line_is_not_on_it),
        cmocka_unit_test(the_nearest_unit_within_reach_is_found_with_its_distance),
        cmocka_unit_test(the_distance_is_the_geodesic_one),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
