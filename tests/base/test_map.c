#include "tests/support/test.h"

#include "base/map.h"

static void interning_numbers_keys_by_first_sight(void **state)
{
    (void)state;
    static const char *const keys[] = {"Gao", "Kidal", "Gao", "", "Kidal", "Mopti"};
    static const int64_t expected[] = {0, 1, 0, 2, 1, 3};
    LtpError err = {.code = LTP_OK};
    LtpMap *map = ltp_map_new();
    assert_int_equal(ltp_map_get(map, "Gao"), -1);
    for (size_t i = 0; i < 6; i++) {
        int64_t number;
        assert_ok(ltp_map_intern(map, keys[i], &number, &err));
        assert_int_equal(number, expected[i]);
    }
    assert_int_equal(ltp_map_count(map), 4);
    assert_string_equal(ltp_map_key(map, 3), "Mopti");
    ltp_map_free(map);
}

static void a_hundred_thousand_keys_are_all_found_again(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpMap *map = ltp_map_new();
    char key[32];
    for (int i = 0; i < 100000; i++) {
        snprintf(key, sizeof key, "ML%08d", i);
        assert_ok(ltp_map_set(map, key, 3 * i, &err));
    }
    for (int i = 0; i < 100000; i++) {
        snprintf(key, sizeof key, "ML%08d", i);
        assert_int_equal(ltp_map_get(map, key), 3 * i);
    }
    assert_int_equal(ltp_map_get(map, "ML00100000"), -1);
    ltp_map_free(map);
}

static void setting_again_replaces(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpMap *map = ltp_map_new();
    assert_ok(ltp_map_set(map, "a", 1, &err));
    assert_ok(ltp_map_set(map, "a", 2, &err));
    assert_int_equal(ltp_map_get(map, "a"), 2);
    assert_int_equal(ltp_map_count(map), 1);
    ltp_map_free(map);
}

static void byte_keys_may_hold_nul(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpMap *map = ltp_map_new();
    assert_ok(ltp_map_set_bytes(map, "a\0b", 3, 1, &err));
    assert_ok(ltp_map_set_bytes(map, "a\0c", 3, 2, &err));
    assert_int_equal(ltp_map_get_bytes(map, "a\0b", 3), 1);
    assert_int_equal(ltp_map_get_bytes(map, "a\0c", 3), 2);
    assert_int_equal(ltp_map_get(map, "a"), -1);
    ltp_map_free(map);
}

static void a_map_without_memory_stays_whole(void **state)
{
    (void)state;
    for (long nth = 1; nth < 12; nth++) {
        LtpError err = {.code = LTP_OK};
        LtpMap *map = ltp_map_new();
        char key[8];
        ltp_mem_fail_after(nth);
        int64_t set = 0;
        while (set < 100) {
            snprintf(key, sizeof key, "%d", (int)set);
            if (ltp_map_set(map, key, set, &err) != LTP_OK)
                break;
            set++;
        }
        ltp_mem_fail_after(0);
        assert_int_equal(ltp_map_count(map), set);
        for (int i = 0; i < set; i++) {
            snprintf(key, sizeof key, "%d", i);
            assert_int_equal(ltp_map_get(map, key), i);
        }
        ltp_map_free(map);
    }
    ltp_map_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interning_numbers_keys_by_first_sight),
        cmocka_unit_test(a_hundred_thousand_keys_are_all_found_again),
        cmocka_unit_test(setting_again_replaces),
        cmocka_unit_test(byte_keys_may_hold_nul),
        cmocka_unit_test(a_map_without_memory_stays_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
