/* Areas divided among units: crossing sums beside GEOS, borders that run together, parts that add
 * up. */
#include "tests/support/test.h"

#include "gis/overlay.h"
#include "gis/rings.h"
#include "tests/gis/mali.h"
#include "tests/gis/shapes.h"

#include <math.h>
#include <stdio.h>

enum { MAX = 64 };

static Shape shapes[MAX];
static LtpOutline units[MAX];
static size_t n_units;
static LtpOverlay *overlay;
static const LtpOverlayPart *parts;
static size_t n_parts;
static double outside;

static int setup(void **state)
{
    (void)state;
    n_units = n_parts = 0;
    overlay = NULL;
    shapes_start();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    ltp_overlay_free(overlay);
    for (size_t i = 0; i < n_units; i++)
        shape_release(&shapes[i]);
    shapes_stop();
    return 0;
}

static void add_unit(const char *wkt)
{
    shapes[n_units] = shape_from_wkt(wkt);
    units[n_units] = (LtpOutline){.wkb = shapes[n_units].wkb, .size = shapes[n_units].size};
    n_units++;
}

static void overlay_wkb(const void *wkb, size_t size)
{
    LtpError err = {0};
    if (overlay == NULL)
        assert_ok(ltp_overlay_new(units, n_units, &overlay, &err));
    assert_ok(ltp_overlay_parts(overlay, wkb, size, &parts, &n_parts, &outside, &err));
    assert_int_equal(0, ltp_overlay_n_doubts(overlay));
}

static void overlay_wkt(const char *wkt)
{
    Shape area = shape_from_wkt(wkt);
    overlay_wkb(area.wkb, area.size);
    shape_release(&area);
}

/* ---- GEOS ---- */

static double area_of(const GEOSGeometry *geometry)
{
    LtpError err = {0};
    LtpRings rings = {0};
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSWKBWriter *writer = GEOSWKBWriter_create_r(geos);
    double sum = 0;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, geometry); i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, geometry, i);
        size_t size = 0;
        if (GEOSGeomTypeId_r(geos, part) != GEOS_POLYGON || GEOSisEmpty_r(geos, part) == 1)
            continue;
        unsigned char *wkb = GEOSWKBWriter_write_r(geos, writer, part, &size);
        assert_ok(ltp_rings_read(&rings, wkb, size, false, &err));
        sum += rings.area_km2;
        ltp_rings_release(&rings);
        GEOSFree_r(geos, wkb);
    }
    GEOSWKBWriter_destroy_r(geos, writer);
    GEOS_finish_r(geos);
    return sum;
}

static double geos_common(const Shape *a, const Shape *b)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *common = GEOSIntersection_r(geos, a->geometry, b->geometry);
    assert_non_null(common);
    double area_km2 = area_of(common);
    GEOSGeom_destroy_r(geos, common);
    GEOS_finish_r(geos);
    return area_km2;
}

static double part_of(int32_t unit)
{
    for (size_t i = 0; i < n_parts; i++)
        if (parts[i].unit == unit)
            return parts[i].area_km2;
    return 0;
}

/* Every part is that of GEOS, to a billionth of the smaller outline. */
static void agrees_with_geos(const Shape *area)
{
    double whole = area_of(area->geometry);
    overlay_wkb(area->wkb, area->size);
    for (size_t i = 0; i < n_units; i++)
        assert_near(geos_common(area, &shapes[i]), part_of((int32_t)i),
                    2e-9 * fmax(whole, area_of(shapes[i].geometry)));
}

/* ---- small worlds ---- */

static void a_field_across_a_border_divides_by_its_ground(void **state)
{
    (void)state;
    add_unit("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    add_unit("POLYGON((1 10,2 10,2 11,1 11,1 10))");
    overlay_wkt("POLYGON((0.7 10.2,1.1 10.2,1.1 10.4,0.7 10.4,0.7 10.2))");
    assert_int_equal(2, n_parts);
    assert_near(0.75, parts[0].of_area, 1e-12);
    assert_near(0.25, parts[1].of_area, 1e-12);
    assert_near(0, outside, 1e-12);
}

static void the_share_outside_every_unit_is_told(void **state)
{
    (void)state;
    add_unit("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    overlay_wkt("POLYGON((0.9 10.2,1.1 10.2,1.1 10.4,0.9 10.4,0.9 10.2))");
    assert_int_equal(1, n_parts);
    assert_near(0.5, outside, 1e-12);
    overlay_wkt("POLYGON((5 5,6 5,6 6,5 5))");
    assert_int_equal(0, n_parts);
    assert_near(1, outside, 0);
}

static void a_unit_with_itself_is_whole_and_neighbours_share_nothing(void **state)
{
    (void)state;
    add_unit("POLYGON((0 10,1 10,1 11,0 11,0 10))");
    add_unit("POLYGON((1 10,2 10,2 11,1 11,1 10))");
    overlay_wkb(units[0].wkb, units[0].size);
    assert_int_equal(1, n_parts);
    assert_int_equal(0, parts[0].unit);
    assert_near(1, parts[0].of_unit, 1e-12);
    assert_near(1, parts[0].of_area, 1e-12);
}

static void holes_are_no_ground_on_either_side(void **state)
{
    (void)state;
    add_unit("POLYGON((0 10,4 10,4 14,0 14,0 10),(1 11,1 13,3 13,3 11,1 11))");
    add_unit("POLYGON((1 11,3 11,3 13,1 13,1 11))");
    overlay_wkt("POLYGON((1 11,3 11,3 13,1 13,1 11))");
    assert_int_equal(1, n_parts);
    assert_int_equal(1, parts[0].unit);
    overlay_wkt("POLYGON((0 10,4 10,4 14,0 14,0 10),(1 11,1 13,3 13,3 11,1 11))");
    assert_int_equal(1, n_parts);
    assert_int_equal(0, parts[0].unit);
    overlay_wkt(
        "POLYGON((0.5 10.5,3.5 10.5,3.5 13.5,0.5 13.5,0.5 10.5),(1 11,2 11,2 13,1 13,1 11))");
    assert_int_equal(2, n_parts);
    assert_near(0.5, parts[1].of_unit, 1e-12);
}

static void the_direction_of_rings_does_not_matter(void **state)
{
    (void)state;
    add_unit("POLYGON((0 10,0 11,1 11,1 10,0 10))");
    overlay_wkt("POLYGON((0.5 10,0.5 11,1.5 11,1.5 10,0.5 10))");
    assert_near(0.5, parts[0].of_unit, 1e-12);
    overlay_wkt("POLYGON((0.5 10,1.5 10,1.5 11,0.5 11,0.5 10))");
    assert_near(0.5, parts[0].of_unit, 1e-12);
}

static void areas_are_those_of_the_ellipsoid(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpGis *gis = NULL;
    double area_km2 = 0;
    add_unit("POLYGON((0 50,0.1 50,0.1 50.1,0 50.1,0 50))");
    assert_ok(ltp_gis_new(&gis, &err));
    assert_ok(ltp_geom_area_km2(gis, units[0].wkb, units[0].size, &area_km2, &err));
    overlay_wkb(units[0].wkb, units[0].size);
    assert_near(1, parts[0].area_km2 / area_km2, 1e-5);
    ltp_gis_free(gis);
}

static void a_unit_without_outline_holds_nothing(void **state)
{
    (void)state;
    LtpError err = {0};
    units[0] = (LtpOutline){0};
    assert_ok(ltp_overlay_new(units, 1, &overlay, &err));
    overlay_wkt("POLYGON((0 0,1 0,1 1,0 0))");
    assert_int_equal(0, n_parts);
}

/* ---- random worlds ---- */

/* A star around a point: valid whatever the radii. `grid` > 0 rounds its corners, so that borders
 * meet in corners and run together. */
static Shape star(double lon, double lat, double radius, int corners, double grid)
{
    char wkt[4096], first[64] = "";
    size_t at = (size_t)snprintf(wkt, sizeof wkt, "POLYGON((");
    for (int i = 0; i < corners; i++) {
        double angle = 6.283185307179586 * i / corners, r = radius * (0.3 + 0.7 * shapes_random());
        double x = lon + r * cos(angle), y = lat + r * sin(angle);
        if (grid > 0) {
            x = round(x / grid) * grid;
            y = round(y / grid) * grid;
        }
        if (i == 0)
            snprintf(first, sizeof first, "%.17g %.17g", x, y);
        at += (size_t)snprintf(wkt + at, sizeof wkt - at, "%.17g %.17g,", x, y);
    }
    snprintf(wkt + at, sizeof wkt - at, "%s))", first);
    return shape_from_wkt(wkt);
}

static bool is_valid(const Shape *shape)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    bool valid = GEOSisValid_r(geos, shape->geometry) == 1;
    GEOS_finish_r(geos);
    return valid;
}

static void random_units(double grid)
{
    while (n_units < 12) {
        Shape unit = star(4 * shapes_random(), 12 + 4 * shapes_random(), 0.5 + shapes_random(),
                          5 + (int)(20 * shapes_random()), grid);
        if (!is_valid(&unit)) {
            shape_release(&unit);
            continue;
        }
        shapes[n_units] = unit;
        units[n_units] = (LtpOutline){.wkb = unit.wkb, .size = unit.size};
        n_units++;
    }
}

static void random_areas(double grid, int count)
{
    for (int i = 0; i < count; i++) {
        Shape area = star(4 * shapes_random(), 12 + 4 * shapes_random(), 0.05 + shapes_random(),
                          4 + (int)(12 * shapes_random()), grid);
        if (is_valid(&area))
            agrees_with_geos(&area);
        shape_release(&area);
    }
}

static void random_areas_agree_with_geos(void **state)
{
    (void)state;
    random_units(0);
    random_areas(0, 300);
}

static void areas_on_a_coarse_grid_agree_with_geos(void **state)
{
    (void)state;
    random_units(0.25);
    random_areas(0.25, 600);
}

/* ---- a real country ---- */

static void the_communes_of_mali_overlap_only_themselves(void **state)
{
    (void)state;
    LtpError err = {0};
    Mali mali;
    size_t count = 0;
    assert_true(mali_load(&mali));
    LtpLocatorPolygon *communes = mali_communes(&mali, &count);
    LtpOutline *outlines = ltp_calloc(count, sizeof *outlines);
    for (size_t i = 0; i < count; i++)
        outlines[i] = (LtpOutline){.wkb = communes[i].wkb, .size = communes[i].size};
    assert_ok(ltp_overlay_new(outlines, count, &overlay, &err));
    for (size_t i = 0; i < count; i++) {
        assert_ok(ltp_overlay_parts(overlay, outlines[i].wkb, outlines[i].size, &parts, &n_parts,
                                    &outside, &err));
        for (size_t k = 0; k < n_parts; k++)
            assert_near((size_t)parts[k].unit == i, parts[k].of_area, 1e-6);
        assert_near(0, outside, 1e-9);
    }
    assert_int_equal(0, ltp_overlay_n_doubts(overlay));
    ltp_free(outlines);
    ltp_free(communes);
    mali_release(&mali);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_field_across_a_border_divides_by_its_ground, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_share_outside_every_unit_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(a_unit_with_itself_is_whole_and_neighbours_share_nothing,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(holes_are_no_ground_on_either_side, setup, teardown),
        cmocka_unit_test_setup_teardown(the_direction_of_rings_does_not_matter, setup, teardown),
        cmocka_unit_test_setup_teardown(areas_are_those_of_the_ellipsoid, setup, teardown),
        cmocka_unit_test_setup_teardown(a_unit_without_outline_holds_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(random_areas_agree_with_geos, setup, teardown),
        cmocka_unit_test_setup_teardown(areas_on_a_coarse_grid_agree_with_geos, setup, teardown),
        cmocka_unit_test_setup_teardown(the_communes_of_mali_overlap_only_themselves, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
