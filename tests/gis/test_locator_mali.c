/* The communes of Mali, with GEOS as the judge. */
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

typedef struct Communes {
    Mali mali;
    LtpLocatorPolygon *polygons;
    size_t count;
    Shape *shapes;
} Communes;

static void communes_load(Communes *communes)
{
    assert_true(mali_load(&communes->mali));
    communes->polygons = mali_communes(&communes->mali, &communes->count);
    communes->shapes = ltp_malloc(communes->count * sizeof(Shape));
    for (size_t i = 0; i < communes->count; i++)
        communes->shapes[i] = shape_from_wkb(communes->polygons[i].wkb, communes->polygons[i].size);
}

static void communes_release(Communes *communes)
{
    for (size_t i = 0; i < communes->count; i++)
        shape_release(&communes->shapes[i]);
    ltp_free(communes->shapes);
    ltp_free(communes->polygons);
    mali_release(&communes->mali);
}

static LtpLonLat random_point(const LtpBox *box)
{
    return (LtpLonLat){box->west + shapes_random() * (box->east - box->west),
                       box->south + shapes_random() * (box->north - box->south)};
}

static void random_points_of_mali_agree_with_geos(void **state)
{
    (void)state;
    enum { POINTS = 20000 };
    static LtpLonLat points[POINTS];
    static int32_t found[POINTS];
    Communes communes;
    LtpLocator *locator = NULL;
    communes_load(&communes);
    assert_ok(ltp_locator_new(communes.polygons, communes.count, &locator, &err));
    LtpBox box = ltp_locator_box(locator);
    for (size_t i = 0; i < POINTS; i++)
        points[i] = random_point(&box);
    ltp_locator_find_many(locator, points, POINTS, found);
    for (size_t i = 0; i < POINTS; i++) {
        assert_int_equal(found[i], ltp_locator_find(locator, points[i]));
        for (size_t c = 0; c < communes.count; c++)
            assert_int_equal(shape_contains(&communes.shapes[c], points[i]),
                             found[i] == (int32_t)c);
    }
    ltp_locator_free(locator);
    communes_release(&communes);
}

typedef struct Corners {
    LtpLonLat *points;
    size_t count, capacity;
} Corners;

static LtpCode keep_corners(const LtpLonLat *points, size_t count, bool hole, void *arg,
                            LtpError *error)
{
    (void)hole;
    Corners *corners = arg;
    for (size_t i = 0; i < count; i += 7) {
        LTP_TRY(ltp_grow((void **)&corners->points, &corners->capacity, corners->count,
                         sizeof *corners->points, error));
        corners->points[corners->count++] = points[i];
    }
    return LTP_OK;
}

static bool touches_any_other(const Communes *communes, LtpLonLat point, int32_t found)
{
    for (size_t c = 0; c < communes->count; c++)
        if ((int32_t)c != found && shape_touches(&communes->shapes[c], point))
            return true;
    return false;
}

static void every_corner_of_a_border_is_in_one_of_its_communes(void **state)
{
    (void)state;
    static const double sizes[] = {0, 1, 3000, 2000000};
    Communes communes;
    Corners corners = {0};
    LtpLocator *locators[4] = {NULL}, *reversed = NULL;
    size_t shared = 0;
    communes_load(&communes);
    for (size_t c = 0; c < communes.count; c++)
        assert_ok(ltp_wkb_rings(communes.polygons[c].wkb, communes.polygons[c].size, keep_corners,
                                &corners, &err));
    for (size_t i = 0; i < 4; i++)
        assert_ok(
            ltp_locator_new_sized(communes.polygons, communes.count, sizes[i], &locators[i], &err));
    for (size_t i = 0; i < communes.count / 2; i++) {
        LtpLocatorPolygon swap = communes.polygons[i];
        communes.polygons[i] = communes.polygons[communes.count - 1 - i];
        communes.polygons[communes.count - 1 - i] = swap;
    }
    assert_ok(ltp_locator_new(communes.polygons, communes.count, &reversed, &err));
    for (size_t i = 0; i < corners.count; i++) {
        int32_t found = ltp_locator_find(locators[0], corners.points[i]);
        assert_true(found >= 0);
        assert_true(shape_touches(&communes.shapes[found], corners.points[i]));
        for (size_t grid = (i % 50 == 0 ? 1 : 2); grid < 4; grid++)
            assert_int_equal(ltp_locator_find(locators[grid], corners.points[i]), found);
        assert_int_equal(ltp_locator_find(reversed, corners.points[i]),
                         (int32_t)communes.count - 1 - found);
        shared += i % 50 == 0 && touches_any_other(&communes, corners.points[i], found);
    }
    assert_true(shared > 100);
    for (size_t i = 0; i < 4; i++)
        ltp_locator_free(locators[i]);
    ltp_locator_free(reversed);
    ltp_free(corners.points);
    communes_release(&communes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_points_of_mali_agree_with_geos),
        cmocka_unit_test(every_corner_of_a_border_is_in_one_of_its_communes),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
