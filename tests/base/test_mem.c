#include "tests/support/test.h"

#include "base/mem.h"

static void a_buffer_grows_and_ends_in_nul(void **state)
{
    (void)state;
    LtpBuf buf = {.max = 0};
    assert_string_equal(ltp_buf_text(&buf), "");
    for (int i = 0; i < 1000; i++)
        ltp_buf_printf(&buf, "%d,", i % 10);
    ltp_buf_putc(&buf, '!');
    assert_int_equal(buf.size, 2001);
    assert_int_equal(strlen(buf.data), 2001);
    ltp_buf_clear(&buf);
    assert_string_equal(ltp_buf_text(&buf), "");
    ltp_buf_release(&buf);
}

static void a_buffer_stops_at_its_ceiling(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpBuf buf = {.max = 4};
    ltp_buf_puts(&buf, "abcd");
    assert_ok(ltp_buf_check(&buf, &err));
    ltp_buf_putc(&buf, 'e');
    assert_code(LTP_ELIMIT, ltp_buf_check(&buf, &err));
    assert_string_equal(buf.data, "abcd");
    assert_null(ltp_buf_take(&buf));
    assert_null(buf.data);
}

static void taking_an_empty_buffer_gives_an_empty_string(void **state)
{
    (void)state;
    LtpBuf buf = {.max = 0};
    char *text = ltp_buf_take(&buf);
    assert_string_equal(text, "");
    ltp_free(text);
}

static void an_array_grows_by_one_more_item(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    int *items = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < 100; i++) {
        assert_ok(ltp_grow((void **)&items, &capacity, i, sizeof *items, &err));
        items[i] = (int)i;
    }
    assert_int_equal(items[99], 99);
    assert_true(capacity >= 100 && capacity < 200);
    ltp_free(items);
}

static void an_array_of_impossible_size_is_refused(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    void *items = NULL;
    size_t capacity = 0;
    assert_code(LTP_ENOMEM, ltp_grow(&items, &capacity, SIZE_MAX / 4, 16, &err));
    assert_null(items);
    assert_int_equal(capacity, 0);
}

static void an_arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    LtpArena arena = {.blocks = NULL};
    for (size_t size = 1; size < 100000; size = size * 3 + 1) {
        unsigned char *bytes = ltp_arena_alloc(&arena, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % sizeof(void *), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xAA, size);
    }
    assert_string_equal(ltp_arena_strndup(&arena, "Mopti", 3), "Mop");
    assert_null(ltp_arena_strdup(&arena, NULL));
    ltp_arena_release(&arena);
    assert_null(arena.blocks);
}

static void the_hook_makes_the_nth_allocation_fail_and_those_after(void **state)
{
    (void)state;
    ltp_mem_fail_after(3);
    void *first = ltp_malloc(1), *second = ltp_calloc(1, 1);
    void *third = ltp_malloc(1), *fourth = ltp_strdup("x");
    ltp_mem_fail_after(0);
    assert_non_null(first);
    assert_non_null(second);
    assert_null(third);
    assert_null(fourth);
    ltp_free(first);
    ltp_free(second);
}

static void a_buffer_without_memory_says_so(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpBuf buf = {.max = 0};
    ltp_mem_fail_after(1);
    ltp_buf_puts(&buf, "text");
    ltp_mem_fail_after(0);
    ltp_buf_puts(&buf, "more");
    assert_code(LTP_ENOMEM, ltp_buf_check(&buf, &err));
    assert_string_equal(ltp_buf_text(&buf), "");
    ltp_buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_grows_and_ends_in_nul),
        cmocka_unit_test(a_buffer_stops_at_its_ceiling),
        cmocka_unit_test(taking_an_empty_buffer_gives_an_empty_string),
        cmocka_unit_test(an_array_grows_by_one_more_item),
        cmocka_unit_test(an_array_of_impossible_size_is_refused),
        cmocka_unit_test(an_arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(the_hook_makes_the_nth_allocation_fail_and_those_after),
        cmocka_unit_test(a_buffer_without_memory_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
