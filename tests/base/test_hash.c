#include "tests/support/test.h"

#include "base/hash.h"

static void interning_numbers_keys_by_first_sight(void **state)
{
    (void)state;
    static const char *const keys[] = {"Gao", "Kidal", "Gao", "", "Kidal", "Mopti"};
    static const int64_t expected[] = {0, 1, 0, 2, 1, 3};
    LtpError err = {.code = LTP_OK};
    LtpHash *table = ltp_hash_new();
    assert_int_equal(ltp_hash_get(table, "Gao"), -1);
    for (size_t i = 0; i < 6; i++) {
        int64_t number;
        assert_ok(ltp_hash_intern(table, keys[i], &number, &err));
        assert_int_equal(number, expected[i]);
    }
    assert_int_equal(ltp_hash_count(table), 4);
    assert_string_equal(ltp_hash_key(table, 3), "Mopti");
    ltp_hash_free(table);
}

static void a_hundred_thousand_keys_are_all_found_again(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpHash *table = ltp_hash_new();
    char key[32];
    for (int i = 0; i < 100000; i++) {
        snprintf(key, sizeof key, "ML%08d", i);
        assert_ok(ltp_hash_set(table, key, 3 * i, &err));
    }
    for (int i = 0; i < 100000; i++) {
        snprintf(key, sizeof key, "ML%08d", i);
        assert_int_equal(ltp_hash_get(table, key), 3 * i);
    }
    assert_int_equal(ltp_hash_get(table, "ML00100000"), -1);
    ltp_hash_free(table);
}

static void setting_again_replaces(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpHash *table = ltp_hash_new();
    assert_ok(ltp_hash_set(table, "a", 1, &err));
    assert_ok(ltp_hash_set(table, "a", 2, &err));
    assert_int_equal(ltp_hash_get(table, "a"), 2);
    assert_int_equal(ltp_hash_count(table), 1);
    ltp_hash_free(table);
}

static void byte_keys_may_hold_nul(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpHash *table = ltp_hash_new();
    assert_ok(ltp_hash_set_bytes(table, "a\0b", 3, 1, &err));
    assert_ok(ltp_hash_set_bytes(table, "a\0c", 3, 2, &err));
    assert_int_equal(ltp_hash_get_bytes(table, "a\0b", 3), 1);
    assert_int_equal(ltp_hash_get_bytes(table, "a\0c", 3), 2);
    assert_int_equal(ltp_hash_get(table, "a"), -1);
    ltp_hash_free(table);
}

static void a_map_without_memory_stays_whole(void **state)
{
    (void)state;
    for (long nth = 1; nth < 12; nth++) {
        LtpError err = {.code = LTP_OK};
        LtpHash *table = ltp_hash_new();
        char key[8];
        ltp_mem_fail_after(nth);
        int64_t set = 0;
        while (set < 100) {
            snprintf(key, sizeof key, "%d", (int)set);
            if (ltp_hash_set(table, key, set, &err) != LTP_OK)
                break;
            set++;
        }
        ltp_mem_fail_after(0);
        assert_int_equal(ltp_hash_count(table), set);
        for (int i = 0; i < set; i++) {
            snprintf(key, sizeof key, "%d", i);
            assert_int_equal(ltp_hash_get(table, key), i);
        }
        ltp_hash_free(table);
    }
    ltp_hash_free(NULL);
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
