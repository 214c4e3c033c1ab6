#include "importers/points.h"
#include "tests/support/test.h"

static void reads(const char *lat, const char *lon, double expected_lat, double expected_lon)
{
    LtpLonLat point;
    assert_int_equal(ltp_point_read(lat, lon, &point), LTP_POINT_OK);
    assert_near(point.lat, expected_lat, 1e-9);
    assert_near(point.lon, expected_lon, 1e-9);
}

static void a_point_stands_in_two_cells_or_in_one(void **state)
{
    (void)state;
    reads("14.5", "-4.2", 14.5, -4.2);
    reads("14,5", "-4,2", 14.5, -4.2);
    reads("14.49 -4.19", NULL, 14.49, -4.19);
    reads("14.49 -4.19 260.0 5.5", NULL, 14.49, -4.19);
    reads(NULL, "14.49, -4.19", 14.49, -4.19);
}

static void half_a_point_or_words_are_unreadable_and_nothing_is_missing(void **state)
{
    (void)state;
    LtpLonLat point;
    assert_int_equal(ltp_point_read("14.5", NULL, &point), LTP_POINT_UNREADABLE);
    assert_int_equal(ltp_point_read("au nord", "-4.2", &point), LTP_POINT_UNREADABLE);
    assert_int_equal(ltp_point_read(NULL, NULL, &point), LTP_POINT_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_stands_in_two_cells_or_in_one),
        cmocka_unit_test(half_a_point_or_words_are_unreadable_and_nothing_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
