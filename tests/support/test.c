#include "test.h"

#include "base/os.h"

#include <stdlib.h>

static LtpArena kept; /* paths and contents that tests borrow */
static char *temp_dir;

static void clean_up(void)
{
    if (temp_dir)
        (void)!ltp_os_remove_tree(temp_dir, NULL);
    ltp_free(temp_dir);
    ltp_arena_release(&kept);
}

static void clean_up_at_exit(void)
{
    static int registered;
    if (!registered++)
        atexit(clean_up);
}

static const char *keep(char *text)
{
    clean_up_at_exit();
    const char *copy = ltp_arena_strdup(&kept, text);
    ltp_free(text);
    assert_non_null(copy);
    return copy;
}

const char *test_temp_dir(void)
{
    LtpError err = {0};
    clean_up_at_exit();
    if (!temp_dir)
        assert_ok(ltp_os_temp_dir(&temp_dir, &err));
    return temp_dir;
}

const char *test_temp_path(const char *name)
{
    return keep(ltp_path_join(test_temp_dir(), name));
}

const char *test_read(const char *path)
{
    LtpError err = {0};
    char *bytes = NULL;
    size_t size = 0;
    assert_ok(ltp_os_read_file(path, LTP_BUF_MAX, &bytes, &size, &err));
    return keep(bytes);
}

void test_write(const char *path, const char *text)
{
    LtpError err = {0};
    assert_ok(ltp_os_write_file(path, text, strlen(text), &err));
}

const char *test_data(const char *name)
{
    return keep(ltp_path_join(LTP_DATA_DIR, name));
}

const char *test_file(const char *name)
{
    return keep(ltp_path_join(LTP_TESTS_DIR, name));
}

void assert_golden(const char *name, const char *actual)
{
    const char *path = test_file(name);
    const char *update = getenv("UPDATE_GOLDEN");
    if (update && *update == '1') {
        test_write(path, actual);
        return;
    }
    const char *expected = test_read(path);
    for (int line = 1; *expected || *actual; line++) {
        size_t a = strcspn(expected, "\n"), b = strcspn(actual, "\n");
        if (a != b || memcmp(expected, actual, a) != 0)
            fail_msg("%s, line %d:\n  expected %.*s\n  got      %.*s", name, line, (int)a, expected,
                     (int)b, actual);
        if (expected[a] != actual[b])
            fail_msg("%s ends differently after line %d", name, line);
        expected += a + (expected[a] == '\n');
        actual += b + (actual[b] == '\n');
    }
}
