#include "gis/shape.h"

#include "tests/support/test.h"

static const char *name_of(LtpBox extent, LtpLang lang)
{
    LtpError err = {0};
    LtpProjection *projection = NULL;
    static char name[128];
    assert_ok(ltp_projection_fit(extent, &projection, &err));
    snprintf(name, sizeof name, "%s", ltp_projection_name(projection, lang));
    ltp_projection_free(projection);
    return name;
}

static void the_extent_chooses_the_projection(void **state)
{
    (void)state;
    assert_string_equal(name_of((LtpBox){-5, 13, 0, 17}, LTP_EN), "UTM zone 30N (EPSG:32630)");
    assert_string_equal(name_of((LtpBox){176, -20, 181, -16}, LTP_FR),
                        "UTM, fuseau 60 S (EPSG:32760)");
    assert_string_equal(name_of((LtpBox){-12.2, 10.1, 4.3, 25}, LTP_FR),
                        "Lambert azimutale équivalente, centre 17,5°\u00a0N 4°\u00a0O");
    assert_string_equal(name_of((LtpBox){20, 45, 80, 55}, LTP_EN),
                        "Albers equal-area, parallels 46.7°\u00a0N and 53.3°\u00a0N, central "
                        "meridian 50°\u00a0E");
    assert_string_equal(name_of((LtpBox){28, 42, 190, 78}, LTP_EN),
                        "Albers equal-area, parallels 48° N and 72° N, central meridian "
                        "109° E");
    assert_string_equal(name_of((LtpBox){-170, -60, 170, 70}, LTP_EN),
                        "Equal Earth (equal-area), central meridian 0°\u00a0E");
}

/* EPSG:32637 of 36.82 E 1.29 S, by cs2cs: the southern zone adds 10 000 km. */
static void positions_go_there_and_back(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpProjection *projection = NULL;
    LtpLonLat from = {36.82, -1.29}, back;
    LtpXY at;
    assert_ok(ltp_projection_fit((LtpBox){35, -3, 38, -1}, &projection, &err));
    assert_ok(ltp_projection_forward(projection, &from, 1, &at, &err));
    assert_near(at.x, 257423, 1);
    assert_near(at.y, 10000000 - 142688, 1);
    assert_true(ltp_projection_inverse(projection, at, &back));
    assert_near(back.lon, from.lon, 1e-9);
    assert_near(back.lat, from.lat, 1e-9);
    ltp_projection_free(projection);
}

static LtpShape ring(LtpXY *points, size_t *ends, size_t n)
{
    ends[0] = n;
    return (LtpShape){.points = points, .n_points = n, .ends = ends, .n_rings = 1};
}

static void neighbours_share_their_border_on_paper_too(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpXY left[] = {{0, 0}, {100.2, 0}, {101.7, 41}, {100.4, 77}, {99, 100}, {0, 100}};
    LtpXY right[] = {{200, 0}, {200, 100}, {99, 100}, {100.4, 77}, {101.7, 41}, {100.2, 0}};
    size_t left_end[1], right_end[1];
    LtpShape a = ring(left, left_end, 6), b = ring(right, right_end, 6), pa = {0}, pb = {0};
    LtpPaper paper = {.west = 0, .north = 100, .scale = 0.37};
    assert_ok(ltp_shape_on_paper(&a, &paper, 0.1, &pa, &err));
    assert_ok(ltp_shape_on_paper(&b, &paper, 0.1, &pb, &err));
    LtpShape whole = {0};
    LtpXY both[] = {{0, 0}, {200, 0}, {200, 100}, {0, 100}};
    size_t both_end[1];
    LtpShape c = ring(both, both_end, 4);
    assert_ok(ltp_shape_on_paper(&c, &paper, 0.1, &whole, &err));
    assert_near(ltp_shape_area(&pa) + ltp_shape_area(&pb), ltp_shape_area(&whole), 1e-9);
    ltp_shape_release(&pa);
    ltp_shape_release(&pb);
    ltp_shape_release(&whole);
}

static void points_nobody_can_part_are_left_out(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpXY points[] = {{0, 0}, {10, 0}, {10.001, 0}, {20, 0}, {20, 20}, {10, 20}, {0, 20}};
    size_t end[1];
    LtpShape shape = ring(points, end, 7), on_paper = {0};
    LtpPaper paper = {.north = 20, .scale = 1};
    assert_ok(ltp_shape_on_paper(&shape, &paper, 0.1, &on_paper, &err));
    assert_int_equal(on_paper.n_points, 4);
    assert_near(ltp_shape_area(&on_paper), 400, 1e-9);
    LtpXY speck[] = {{0, 0}, {0.01, 0}, {0.01, 0.01}};
    LtpShape tiny = ring(speck, end, 3);
    assert_ok(ltp_shape_on_paper(&tiny, &paper, 0.1, &on_paper, &err));
    assert_int_equal(on_paper.n_rings, 0);
    ltp_shape_release(&on_paper);
}

static LtpShape square(double x0, double y0, double x1, double y1)
{
    LtpShape shape = {0};
    const LtpXY points[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    shape.points = ltp_malloc(sizeof points);
    shape.ends = ltp_malloc(sizeof *shape.ends);
    memcpy(shape.points, points, sizeof points);
    shape.n_points = shape.points_capacity = shape.ends[0] = 4;
    shape.n_rings = shape.rings_capacity = 1;
    ltp_shape_bounds(&shape);
    return shape;
}

static void a_shape_is_cut_to_the_rectangle(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpShape large = square(0, 0, 10, 10), cut = {0};
    assert_ok(ltp_shape_clip(&large, (LtpXY){2, 3}, (LtpXY){4, 30}, &cut, &err));
    assert_near(ltp_shape_area(&cut), 2 * 7, 1e-9);
    assert_near(cut.x0, 2, 0);
    assert_near(cut.y1, 10, 0);
    assert_ok(ltp_shape_clip(&large, (LtpXY){-5, -5}, (LtpXY){50, 50}, &cut, &err));
    assert_int_equal(cut.n_points, 4);
    assert_ok(ltp_shape_clip(&large, (LtpXY){20, 20}, (LtpXY){50, 50}, &cut, &err));
    assert_int_equal(cut.n_rings, 0);
    ltp_shape_release(&large);
    ltp_shape_release(&cut);
}

static void a_shared_border_is_cut_at_the_same_point(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpShape one = square(0, 0, 3, 3), other = square(3, 0, 6, 3), a = {0}, b = {0};
    one.points[1] = other.points[0] = (LtpXY){2.7, 0.1};
    one.points[2] = other.points[3] = (LtpXY){3.3, 2.9};
    assert_ok(ltp_shape_clip(&one, (LtpXY){-9, 1.1}, (LtpXY){9, 2.2}, &a, &err));
    assert_ok(ltp_shape_clip(&other, (LtpXY){-9, 1.1}, (LtpXY){9, 2.2}, &b, &err));
    assert_near(ltp_shape_area(&a) + ltp_shape_area(&b), 6 * 1.1, 1e-9);
    int shared = 0;
    for (size_t i = 0; i < a.n_points; i++)
        for (size_t k = 0; k < b.n_points; k++)
            shared += a.points[i].x == b.points[k].x && a.points[i].y == b.points[k].y;
    assert_int_equal(shared, 2);
    ltp_shape_release(&one);
    ltp_shape_release(&other);
    ltp_shape_release(&a);
    ltp_shape_release(&b);
}

static void the_pole_lies_in_the_thick_part(void **state)
{
    (void)state;
    LtpXY points[] = {{0, 0}, {10, 0}, {10, 10}, {5, 10}, {5, 1}, {0, 1}};
    size_t end[1];
    LtpShape shape = ring(points, end, 6);
    shape.x1 = shape.y1 = 10;
    LtpXY pole;
    double radius;
    assert_true(ltp_shape_pole(&shape, 1, 0, &pole, &radius));
    assert_true(ltp_shape_contains(&shape, pole));
    assert_near(pole.x, 7.5, 0.5);
    assert_near(radius, 2.5, 0.3);
    assert_near(ltp_shape_chord(&shape, (LtpXY){7, 5}), 5, 1e-9);
    assert_near(ltp_shape_chord(&shape, (LtpXY){2, 5}), 0, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_extent_chooses_the_projection),
        cmocka_unit_test(positions_go_there_and_back),
        cmocka_unit_test(neighbours_share_their_border_on_paper_too),
        cmocka_unit_test(points_nobody_can_part_are_left_out),
        cmocka_unit_test(a_shape_is_cut_to_the_rectangle),
        cmocka_unit_test(a_shared_border_is_cut_at_the_same_point),
        cmocka_unit_test(the_pole_lies_in_the_thick_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
