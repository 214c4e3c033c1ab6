#include "gis/geom.h"
#include "mali.h"
#include "shapes.h"
#include "tests/support/test.h"

static LtpGis *gis;
static LtpError err;

static int start(void **state)
{
    (void)state;
    shapes_start();
    return ltp_gis_new(&gis, &err) == LTP_OK ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    ltp_gis_free(gis);
    shapes_stop();
    return 0;
}

/* Polygonal form of the text; its area, and what was done. */
static LtpCode polygonal(const char *wkt, unsigned *repair, double *area_km2)
{
    Shape shape = shape_from_wkt(wkt);
    void *out = NULL;
    size_t size = 0;
    LtpCode rc = ltp_geom_polygonal(gis, shape.wkb, shape.size, &out, &size, repair, &err);
    if (rc == LTP_OK)
        rc = ltp_geom_area_km2(gis, out, size, area_km2, &err);
    ltp_free(out);
    shape_release(&shape);
    return rc;
}

static void a_valid_polygon_stays_as_it_is(void **state)
{
    (void)state;
    unsigned repair;
    double area;
    assert_ok(polygonal("POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))", &repair, &area));
    assert_int_equal(repair, LTP_GEOM_AS_IS);
    /* GeographicLib 2.1, Planimeter, WGS 84: the degree square north-east of (0, 0). */
    assert_near(area, 12308.778361469, 1e-6);
}

static void the_order_of_rings_does_not_change_an_area(void **state)
{
    (void)state;
    unsigned repair;
    double one, other;
    assert_ok(
        polygonal("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))", &repair, &one));
    assert_ok(polygonal("POLYGON((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))", &repair,
                        &other));
    assert_near(one, other, 1e-6);
}

static void a_touching_spike_is_repaired(void **state)
{
    (void)state;
    unsigned repair;
    double area;
    assert_ok(polygonal("POLYGON((0 0, 1 0, 1 1, 2 2, 1 1, 0 1, 0 0))", &repair, &area));
    assert_int_equal(repair, LTP_GEOM_REPAIRED);
    assert_near(area, 12308.778361469, 1e-6);
}

static void a_figure_of_eight_is_refused_with_the_reason(void **state)
{
    (void)state;
    unsigned repair;
    double area;
    LtpCode rc = polygonal("POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))", &repair, &area);
    assert_non_null(strstr(err.msg, "Self-intersection"));
    assert_code(LTP_EGEOM, rc);
}

static void a_height_and_a_stray_point_are_left_out_and_told(void **state)
{
    (void)state;
    unsigned repair;
    double area;
    assert_ok(polygonal("GEOMETRYCOLLECTION(POINT(9 9), POLYGON((0 0, 1 0, 1 1, 0 1, 0 0)))",
                        &repair, &area));
    assert_int_equal(repair, LTP_GEOM_LESS);
    /* POLYGON Z in ISO form, one triangle of zeros and ones. */
    unsigned char wkb[9 + 4 + 4 * 24] = {1, 0xeb, 3, 0, 0, 1, 0, 0, 0, 4};
    static const double ring[12] = {0, 0, 5, 1, 0, 5, 0, 1, 5, 0, 0, 5};
    memcpy(wkb + 13, ring, sizeof ring);
    void *out;
    size_t size;
    assert_ok(ltp_geom_polygonal(gis, wkb, sizeof wkb, &out, &size, &repair, &err));
    assert_int_equal(repair, LTP_GEOM_FLATTENED);
    assert_int_equal(size, 9 + 9 + 4 + 4 * 16);
    ltp_free(out);
}

static void metres_are_no_degrees(void **state)
{
    (void)state;
    unsigned repair;
    double area;
    assert_code(LTP_EGEOM,
                polygonal("POLYGON((0 0, 500000 0, 500000 400000, 0 0))", &repair, &area));
}

static void a_line_is_no_polygon(void **state)
{
    (void)state;
    unsigned repair;
    double area;
    assert_code(LTP_EGEOM, polygonal("LINESTRING(0 0, 1 1)", &repair, &area));
}

static void every_cut_of_the_bytes_is_refused(void **state)
{
    (void)state;
    Shape shape = shape_from_wkt("MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))");
    double area;
    for (size_t size = 0; size < shape.size; size++)
        assert_code(LTP_EFORMAT, ltp_geom_area_km2(gis, shape.wkb, size, &area, &err));
    assert_ok(ltp_geom_area_km2(gis, shape.wkb, shape.size, &area, &err));
    shape_release(&shape);
}

static void the_interior_point_is_inside(void **state)
{
    (void)state;
    Shape ring = shape_from_wkt("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1))");
    LtpLonLat point;
    assert_ok(ltp_geom_interior(gis, ring.wkb, ring.size, &point, &err));
    assert_true(shape_contains(&ring, point));
    shape_release(&ring);
}

static void a_box_holds_all_parts(void **state)
{
    (void)state;
    Shape two = shape_from_wkt("MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((-5 5, 6 5, 6 7, -5 5)))");
    LtpBox box;
    assert_ok(ltp_geom_box(gis, two.wkb, two.size, &box, &err));
    assert_true(box.west == -5 && box.south == 0 && box.east == 6 && box.north == 7);
    shape_release(&two);
}

static void a_union_counts_an_overlap_once(void **state)
{
    (void)state;
    Shape left = shape_from_wkt("POLYGON((0 0, 2 0, 2 1, 0 1, 0 0))");
    Shape right = shape_from_wkt("POLYGON((1 0, 3 0, 3 1, 1 1, 1 0))");
    const void *wkbs[] = {left.wkb, right.wkb};
    const size_t sizes[] = {left.size, right.size};
    void *out;
    size_t size;
    double area;
    assert_ok(ltp_geom_union(gis, wkbs, sizes, 2, &out, &size, &err));
    assert_ok(ltp_geom_area_km2(gis, out, size, &area, &err));
    assert_near(area, 3 * 12308.778361469,
                0.5); /* an edge with a vertex less is another geodesic */
    ltp_free(out);
    shape_release(&left);
    shape_release(&right);
}

static void distances_follow_the_ellipsoid(void **state)
{
    (void)state;
    /* GeographicLib 2.1, GeodSolve -i: a degree along the equator and along the first meridian. */
    assert_near(ltp_distance_km((LtpLonLat){0, 0}, (LtpLonLat){1, 0}), 111.319490793, 1e-6);
    assert_near(ltp_distance_km((LtpLonLat){0, 0}, (LtpLonLat){0, 1}), 110.574388558, 1e-6);
}

static void mali_has_its_size(void **state)
{
    (void)state;
    Mali mali;
    double total = 0;
    assert_true(mali_load(&mali));
    for (size_t i = 0; i < mali.count; i++) {
        const MaliUnit *unit = &mali.units[i];
        double area;
        assert_ok(ltp_geom_area_km2(gis, unit->wkb, unit->size, &area, &err));
        total += unit->level == 3 ? area : 0;
    }
    mali_release(&mali);
    assert_near(total, 1254000, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_valid_polygon_stays_as_it_is),
        cmocka_unit_test(the_order_of_rings_does_not_change_an_area),
        cmocka_unit_test(a_touching_spike_is_repaired),
        cmocka_unit_test(a_figure_of_eight_is_refused_with_the_reason),
        cmocka_unit_test(a_height_and_a_stray_point_are_left_out_and_told),
        cmocka_unit_test(metres_are_no_degrees),
        cmocka_unit_test(a_line_is_no_polygon),
        cmocka_unit_test(every_cut_of_the_bytes_is_refused),
        cmocka_unit_test(the_interior_point_is_inside),
        cmocka_unit_test(a_box_holds_all_parts),
        cmocka_unit_test(a_union_counts_an_overlap_once),
        cmocka_unit_test(distances_follow_the_ellipsoid),
        cmocka_unit_test(mali_has_its_size),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
