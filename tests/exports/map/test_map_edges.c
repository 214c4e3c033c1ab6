#include "exports/map/edges.h"
#include "tests/support/test.h"

#include <math.h>
#include <stdlib.h>

/* One ring of `n` points, in steps of the grid. */
static LtpShape ring_of(const LtpMapPoint *steps, size_t n)
{
    LtpShape shape = {0};
    shape.points = ltp_malloc(n * sizeof *shape.points);
    shape.ends = ltp_malloc(sizeof *shape.ends);
    for (size_t i = 0; i < n; i++)
        shape.points[i] = ltp_map_point_mm(steps[i]);
    shape.n_points = shape.points_capacity = shape.ends[0] = n;
    shape.n_rings = shape.rings_capacity = 1;
    ltp_shape_bounds(&shape);
    return shape;
}

static double steps_area(const LtpShape *shape)
{
    return ltp_shape_area(shape) / (LTP_MAP_GRID * LTP_MAP_GRID);
}

static void neighbours_melt_into_one_outline(void **state)
{
    (void)state;
    LtpError err = {0};
    const LtpMapPoint left[] = {{0, 0}, {40, 0}, {40, 40}, {0, 40}};
    const LtpMapPoint right[] = {{40, 0}, {80, 0}, {80, 40}, {40, 40}};
    LtpShape a = ring_of(left, 4), b = ring_of(right, 4), melted = {0};
    const LtpShape *both[] = {&a, &b};
    assert_ok(ltp_map_melt(both, 2, &melted, &err));
    assert_int_equal(melted.n_rings, 1);
    assert_int_equal(melted.n_points, 6);
    assert_near(steps_area(&melted), 3200, 1e-6);
    assert_ok(ltp_map_melt(both, 1, &melted, &err));
    assert_near(steps_area(&melted), 1600, 1e-6);
    ltp_shape_release(&a);
    ltp_shape_release(&b);
    ltp_shape_release(&melted);
}

static void a_unit_around_another_keeps_its_hole(void **state)
{
    (void)state;
    LtpError err = {0};
    const LtpMapPoint outer[] = {{0, 0}, {90, 0}, {90, 90}, {0, 90}};
    const LtpMapPoint inner[] = {{30, 30}, {60, 30}, {60, 60}, {30, 60}};
    LtpShape city = ring_of(inner, 4), around = {0}, melted = {0};
    LtpShape shell = ring_of(outer, 4);
    const LtpShape *rings[] = {&shell, &city};
    assert_ok(ltp_map_melt(rings, 2, &around, &err));
    assert_int_equal(around.n_rings, 2);
    assert_near(steps_area(&around), 8100 - 900, 1e-6);
    const LtpShape *both[] = {&around, &city};
    assert_ok(ltp_map_melt(both, 2, &melted, &err));
    assert_int_equal(melted.n_rings, 1);
    ltp_shape_release(&city);
    ltp_shape_release(&shell);
    ltp_shape_release(&around);
    ltp_shape_release(&melted);
}

/* Two units on both sides of a wavy border of `n` points. */
static void make_pair(LtpShape pair[2], int n)
{
    enum { MOST = 200 };
    LtpMapPoint left[MOST + 2], right[MOST + 2];
    srand(7);
    for (int i = 0; i < n; i++) {
        left[i].x = right[n - 1 - i].x = 500 + rand() % 2;
        left[i].y = right[n - 1 - i].y = 4 * i;
    }
    left[n].x = left[n + 1].x = 0;
    right[n].x = right[n + 1].x = 900;
    left[n].y = right[n + 1].y = 4 * (n - 1);
    left[n + 1].y = right[n].y = 0;
    pair[0] = ring_of(left, (size_t)n + 2);
    pair[1] = ring_of(right, (size_t)n + 2);
}

static void thinning_leaves_no_sliver_between_neighbours(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpShape pair[2], melted = {0};
    make_pair(pair, 200);
    double area = steps_area(&pair[0]);
    assert_ok(ltp_map_thin(pair, 2, 0.9, &err));
    assert_true(pair[0].n_points < 160);
    assert_int_equal(pair[0].n_points, pair[1].n_points);
    assert_near(steps_area(&pair[0]), area, 0.01 * area);
    const LtpShape *both[] = {&pair[0], &pair[1]};
    assert_ok(ltp_map_melt(both, 2, &melted, &err));
    assert_int_equal(melted.n_rings, 1);
    assert_near(steps_area(&melted), 900 * 796, 1e-6);
    ltp_shape_release(&pair[0]);
    ltp_shape_release(&pair[1]);
    ltp_shape_release(&melted);
}

static double steps_to_segment(LtpXY at, LtpXY a, LtpXY b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double along = length > 0 ? ((at.x - a.x) * dx + (at.y - a.y) * dy) / length : 0;
    along = fmin(fmax(along, 0), 1);
    return hypot(at.x - a.x - along * dx, at.y - a.y - along * dy) / LTP_MAP_GRID;
}

static double steps_to_ring(LtpXY at, const LtpShape *ring)
{
    double nearest = (double)INFINITY;
    for (size_t i = 0; i < ring->n_points; i++)
        nearest = fmin(
            nearest, steps_to_segment(at, ring->points[i], ring->points[(i + 1) % ring->n_points]));
    return nearest;
}

static void no_point_that_goes_was_farther_than_the_slack(void **state)
{
    (void)state;
    enum { N = 300 };
    LtpError err = {0};
    LtpMapPoint steps[N];
    srand(11);
    for (int i = 0; i < N; i++) {
        double angle = 6.283185307 * i / N, r = 80 + rand() % 12;
        steps[i] = (LtpMapPoint){(int32_t)lround(r * cos(angle)), (int32_t)lround(r * sin(angle))};
    }
    for (double slack = 0.9; slack < 8; slack *= 2) {
        LtpShape ring = ring_of(steps, N);
        assert_ok(ltp_map_thin(&ring, 1, slack, &err));
        assert_true(ring.n_points < N);
        for (int i = 0; i < N; i++)
            assert_true(steps_to_ring(ltp_map_point_mm(steps[i]), &ring) < slack + 1e-9);
        ltp_shape_release(&ring);
    }
}

static void an_island_too_small_to_thin_stays(void **state)
{
    (void)state;
    LtpError err = {0};
    const LtpMapPoint tiny[] = {{5, 5}, {6, 5}, {6, 6}, {5, 6}};
    LtpShape island = ring_of(tiny, 4);
    assert_ok(ltp_map_thin(&island, 1, 5, &err));
    assert_int_equal(island.n_points, 4);
    ltp_shape_release(&island);
}

static void where_borders_meet_a_point_stays(void **state)
{
    (void)state;
    LtpError err = {0};
    const LtpMapPoint above[] = {{0, 0}, {20, 0}, {40, 0}, {40, -40}, {0, -40}};
    const LtpMapPoint left[] = {{0, 0}, {20, 0}, {20, 40}, {0, 40}};
    const LtpMapPoint right[] = {{20, 0}, {40, 0}, {40, 40}, {20, 40}};
    LtpShape three[] = {ring_of(above, 5), ring_of(left, 4), ring_of(right, 4)};
    assert_ok(ltp_map_thin(three, 3, 0.9, &err));
    assert_int_equal(three[0].n_points, 5);
    assert_ok(ltp_map_thin(three, 1, 0.9, &err));
    assert_true(three[0].n_points <= 5);
    for (int i = 0; i < 3; i++)
        ltp_shape_release(&three[i]);
}

static void an_edge_is_new_once_whichever_way_it_is_walked(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpMapEdges edges = {0};
    LtpXY a = {1, 2}, b = {3, 4};
    assert_ok(ltp_map_edges_init(&edges, 2, &err));
    assert_true(ltp_map_edges_add(&edges, a, b));
    assert_false(ltp_map_edges_add(&edges, b, a));
    assert_true(ltp_map_edges_add(&edges, b, (LtpXY){5, 4}));
    ltp_map_edges_release(&edges);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_melt_into_one_outline),
        cmocka_unit_test(a_unit_around_another_keeps_its_hole),
        cmocka_unit_test(thinning_leaves_no_sliver_between_neighbours),
        cmocka_unit_test(no_point_that_goes_was_farther_than_the_slack),
        cmocka_unit_test(an_island_too_small_to_thin_stays),
        cmocka_unit_test(where_borders_meet_a_point_stays),
        cmocka_unit_test(an_edge_is_new_once_whichever_way_it_is_walked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
