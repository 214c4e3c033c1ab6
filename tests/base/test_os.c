#include "tests/support/test.h"

#include "base/log.h"
#include "base/os.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void files_are_written_whole_and_read_back(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    const char *path = test_temp_path("file");
    char *bytes = NULL;
    size_t size = 0;
    assert_ok(ltp_os_write_file(path, "a\0b", 3, &err));
    assert_ok(ltp_os_read_file(path, 3, &bytes, &size, &err));
    assert_int_equal(size, 3);
    assert_memory_equal(bytes, "a\0b", 4);
    ltp_free(bytes);
    assert_int_equal(ltp_os_size(path), 3);
    assert_false(ltp_os_exists(test_temp_path("file.partial")));
    bytes = NULL;
    assert_code(LTP_ELIMIT, ltp_os_read_file(path, 2, &bytes, &size, &err));
    assert_code(LTP_EIO, ltp_os_read_file(test_temp_path("none"), 9, &bytes, &size, &err));
    assert_null(bytes);
    assert_int_equal(ltp_os_size(test_temp_path("none")), -1);
}

static void an_empty_file_is_an_empty_string(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    char *bytes = NULL;
    size_t size = 9;
    test_write(test_temp_path("empty"), "");
    assert_ok(ltp_os_read_file(test_temp_path("empty"), 10, &bytes, &size, &err));
    assert_int_equal(size, 0);
    assert_string_equal(bytes, "");
    ltp_free(bytes);
}

static void a_file_that_cannot_be_written_leaves_nothing(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    assert_code(LTP_EIO, ltp_os_write_file(test_temp_path("none/file"), "x", 1, &err));
    assert_ok(ltp_os_mkdirs(test_temp_path("full/sub"), &err));
    assert_code(LTP_EIO, ltp_os_write_file(test_temp_path("full"), "x", 1, &err));
    assert_false(ltp_os_exists(test_temp_path("full.partial")));
}

static LtpCode add_name(const char *name, void *arg, LtpError *err)
{
    ltp_buf_printf(arg, "%s ", name);
    return strcmp(name, "stop") == 0 ? ltp_fail(err, LTP_ECANCEL, "stop") : LTP_OK;
}

static void folders_are_made_listed_and_removed(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpBuf names = {.max = 0};
    const char *dir = test_temp_path("d");
    assert_ok(ltp_os_mkdirs(test_temp_path("d/b/c//"), &err));
    assert_ok(ltp_os_mkdirs(test_temp_path("d/b"), &err));
    assert_true(ltp_os_is_dir(test_temp_path("d/b/c")));
    test_write(test_temp_path("d/a"), "x");
    test_write(test_temp_path("d/.hidden"), "x");
    assert_code(LTP_EIO, ltp_os_mkdirs(test_temp_path("d/a/x"), &err));
    assert_ok(ltp_os_list(dir, add_name, &names, &err));
    assert_string_equal(names.data, ".hidden a b ");
    test_write(test_temp_path("d/stop"), "x");
    assert_code(LTP_ECANCEL, ltp_os_list(dir, add_name, &names, &err));
    assert_ok(ltp_os_remove_tree(dir, &err));
    assert_false(ltp_os_exists(dir));
    assert_ok(ltp_os_remove_tree(dir, &err));
    assert_ok(ltp_os_remove(dir, &err));
    assert_code(LTP_EIO, ltp_os_list(dir, add_name, &names, &err));
    ltp_buf_release(&names);
}

static void removing_a_tree_spares_what_links_point_to(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    assert_ok(ltp_os_mkdirs(test_temp_path("outside"), &err));
    test_write(test_temp_path("outside/kept"), "x");
    assert_ok(ltp_os_mkdirs(test_temp_path("tree"), &err));
    assert_int_equal(symlink(test_temp_path("outside"), test_temp_path("tree/link")), 0);
    assert_ok(ltp_os_remove_tree(test_temp_path("tree"), &err));
    assert_true(ltp_os_exists(test_temp_path("outside/kept")));
}

static void commit_replaces_the_target(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    test_write(test_temp_path("old"), "old");
    test_write(test_temp_path("new"), "new");
    assert_ok(ltp_os_commit(test_temp_path("new"), test_temp_path("old"), &err));
    assert_string_equal(test_read(test_temp_path("old")), "new");
    assert_code(LTP_EIO, ltp_os_commit(test_temp_path("none"), test_temp_path("old"), &err));
    assert_string_equal(test_read(test_temp_path("old")), "new");
}

static void assert_stem(const char *path, const char *stem, const char *extension)
{
    char *got = ltp_path_stem(path);
    assert_string_equal(got, stem);
    assert_string_equal(ltp_path_extension(path), extension);
    ltp_free(got);
}

static void commit_puts_nothing_over_a_device(void **state)
{
    (void)state;
    LtpError err = {0};
    test_write(test_temp_path("data"), "data");
    assert_true(ltp_os_is_device("/dev/null"));
    assert_false(ltp_os_is_device(test_temp_path("data")));
    assert_false(ltp_os_is_device(test_temp_path("none")));
    mkfifo(test_temp_path("pipe"), 0600);
    assert_code(LTP_EIO, ltp_os_commit(test_temp_path("data"), test_temp_path("pipe"), &err));
    assert_true(ltp_os_is_device(test_temp_path("pipe")));
}

static void paths_come_apart_and_together(void **state)
{
    (void)state;
    static const char *const joins[][3] = {{"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"", "b", "b"}};
    for (size_t i = 0; i < 3; i++) {
        char *path = ltp_path_join(joins[i][0], joins[i][1]);
        assert_string_equal(path, joins[i][2]);
        ltp_free(path);
    }
    assert_string_equal(ltp_path_name("/a/b.c"), "b.c");
    assert_string_equal(ltp_path_name("b"), "b");
    assert_stem("/a.d/mali.tar.gz", "mali.tar", "gz");
    assert_stem("/a.d/mali", "mali", "");
    assert_stem(".hidden", ".hidden", "");
    assert_true(ltp_path_has_extension("4W.XLSX", "xlsx"));
    assert_false(ltp_path_has_extension("4w.xls", "xlsx"));
}

static void the_clock_can_be_set_for_same_bytes(void **state)
{
    (void)state;
    char now[32];
    setenv("SOURCE_DATE_EPOCH", "1585699199", 1);
    ltp_os_now_text(now);
    assert_string_equal(now, "2020-03-31T23:59:59Z");
    assert_int_equal(ltp_os_today(), ltp_day(2020, 3, 31));
    setenv("SOURCE_DATE_EPOCH", "nonsense", 1);
    assert_true(ltp_os_today() > ltp_day(2020, 3, 31));
    unsetenv("SOURCE_DATE_EPOCH");
    assert_true(ltp_os_seconds() <= ltp_os_seconds());
}

static void the_person_and_the_machine_are_known(void **state)
{
    (void)state;
    setenv("LTP_USER", "awa", 1);
    assert_string_equal(ltp_os_user(), "awa");
    unsetenv("LTP_USER");
    assert_non_null(ltp_os_user());
    assert_true(ltp_os_cores() >= 1);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_false(ltp_os_is_terminal(ends[0]));
    assert_int_equal(ltp_os_terminal_width(ends[0]), 80);
    close(ends[0]);
    close(ends[1]);
}

static void the_first_interrupt_is_a_request(void **state)
{
    (void)state;
    ltp_os_on_interrupt();
    raise(SIGINT);
    assert_true(ltp_interrupted());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_written_whole_and_read_back),
        cmocka_unit_test(an_empty_file_is_an_empty_string),
        cmocka_unit_test(a_file_that_cannot_be_written_leaves_nothing),
        cmocka_unit_test(folders_are_made_listed_and_removed),
        cmocka_unit_test(removing_a_tree_spares_what_links_point_to),
        cmocka_unit_test(commit_replaces_the_target),
        cmocka_unit_test(commit_puts_nothing_over_a_device),
        cmocka_unit_test(paths_come_apart_and_together),
        cmocka_unit_test(the_clock_can_be_set_for_same_bytes),
        cmocka_unit_test(the_person_and_the_machine_are_known),
        cmocka_unit_test(the_first_interrupt_is_a_request),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
