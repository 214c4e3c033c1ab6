/* What fails half-way leaves the store as it was: memory that runs out, a disk that is full. */
#include "tests/support/test.h"

#include "base/os.h"
#include "layers/release.h"
#include "tests/layers/small_store.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static LtpCode put_line(LtpStore *store, int64_t import, int64_t row, LtpError *err)
{
    LtpLineBook *book = NULL;
    LtpUnits *units = NULL;
    LtpChange change;
    int64_t raw = 0, org = 0;
    LTP_TRY(ltp_units_load(store, NULL, true, &units, err));
    const LtpLocation at = {units->units[units->count - 1].id, "code", ltp_null_real()};
    const int64_t edition = units->edition.id;
    ltp_units_free(units);
    LTP_TRY(ltp_raw_row(store, import, row, "[]", LTP_ACCEPTED, NULL, &raw, err));
    LTP_TRY(ltp_org_put(store, import, "ONG", "Une organisation", "NNGO", &org, err));
    LtpLineRecord line = small_line(raw, org, &at);
    line.activity = "Médiation";
    LTP_TRY(ltp_lines_begin(store, import, edition, &book, err));
    LtpCode rc = ltp_lines_put(book, &line, &change, err);
    if (rc != LTP_OK) {
        ltp_lines_abandon(book);
        return rc;
    }
    return ltp_lines_end(book, true, ltp_day(2020, 1, 1), NULL, err);
}

static LtpCode import_one(LtpStore *store, LtpError *err)
{
    const LtpImportHead head = {.kind = "activities",
                                .source = "s",
                                .file = "f.csv",
                                .sha256 = "1",
                                .reported = LTP_DAY_NONE};
    const LtpImportCounts counts = {.read = 1, .accepted = 1};
    int64_t import = 0;
    LTP_TRY(ltp_import_begin(store, &head, &import, err));
    LtpCode rc = put_line(store, import, 2, err);
    if (rc == LTP_OK)
        rc = ltp_import_finish(store, import, &counts, err);
    if (rc != LTP_OK)
        ltp_import_abandon(store, import);
    return rc;
}

static LtpCode read_lines(LtpStore *store, LtpError *err)
{
    LtpRelease *release = NULL;
    const LtpReleaseRow *row = NULL;
    LTP_TRY(ltp_release_open(store, "lines", NULL, LTP_PUBLIC, &release, err));
    LtpCode rc;
    while ((rc = ltp_release_next(release, &row, err)) == LTP_OK && row)
        ;
    ltp_release_close(release);
    return rc;
}

static LtpCode work(const char *path, LtpError *err)
{
    LtpStore *store = NULL;
    LTP_TRY(ltp_store_open(path, LTP_STORE_WRITE, &store, err));
    LtpCode rc = import_one(store, err);
    if (rc == LTP_OK)
        rc = read_lines(store, err);
    ltp_store_close(store);
    return rc;
}

/* The work is done again and again, its n-th allocation failing, until it goes through. */
static void whatever_allocation_fails_the_store_stays_whole(void **state)
{
    (void)state;
    LtpCode rc = LTP_ENOMEM;
    const char *path = test_temp_path("memory.sqlite");
    ltp_store_close(small_store(path));
    for (long nth = 1; rc != LTP_OK; nth++) {
        LtpError err = {0};
        ltp_mem_fail_after(nth);
        rc = work(path, &err);
        ltp_mem_fail_after(0);
        if (rc != LTP_OK && rc != LTP_ENOMEM)
            fail_msg("allocation %ld gave %d: %s", nth, (int)rc, err.msg);
        assert_true(nth < 20000);
    }
    LtpError err = {0};
    LtpBuf report = {0};
    LtpStore *store = NULL;
    assert_ok(ltp_store_open(path, LTP_STORE_READ, &store, &err));
    assert_ok(ltp_store_check(store, &report, &err));
    ltp_store_close(store);
    ltp_buf_release(&report);
    assert_string_equal("1",
                        small_select(path, "SELECT count(*) FROM line WHERE closed_by IS NULL"));
}

/* ---- a full disk: in a child whose files may not grow ---- */

static LtpCode import_many(LtpStore *store, LtpError *err)
{
    int64_t import = 0, raw = 0;
    const LtpImportHead head = {.kind = "activities", .source = "big", .file = "f", .sha256 = "2"};
    LTP_TRY(ltp_import_begin(store, &head, &import, err));
    LtpCode rc = LTP_OK;
    for (int64_t row = 1; row < 200000 && rc == LTP_OK; row++)
        rc = ltp_raw_row(store, import, row, "[\"une ligne assez longue\"]", LTP_ACCEPTED, NULL,
                         &raw, err);
    const LtpImportCounts counts = {.read = 199999, .accepted = 199999};
    if (rc == LTP_OK)
        rc = ltp_import_finish(store, import, &counts, err);
    if (rc != LTP_OK)
        ltp_import_abandon(store, import);
    return rc;
}

static void on_a_small_disk(const char *path)
{
    LtpError err = {0};
    LtpStore *store = NULL;
    const rlim_t size = (rlim_t)ltp_os_size(path) + (1 << 20);
    const struct rlimit limit = {size, size};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
        ltp_store_open(path, LTP_STORE_WRITE, &store, &err) != LTP_OK)
        _exit(9);
    LtpCode rc = import_many(store, &err);
    ltp_store_close(store);
    _exit(rc == LTP_EIO ? 0 : (int)rc / 100);
}

static void a_full_disk_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    const char *path = test_temp_path("full.sqlite");
    ltp_store_close(small_store(path));
    pid_t child = fork();
    if (child == 0)
        on_a_small_disk(path);
    int status = 0;
    assert_int_equal(child, waitpid(child, &status, 0));
    assert_true(WIFEXITED(status));
    assert_int_equal(0, WEXITSTATUS(status));
    assert_string_equal("1", small_select(path, "SELECT count(*) FROM import"));
    assert_string_equal("0", small_select(path, "SELECT count(*) FROM raw_row"));
    assert_string_equal("ok", small_select(path, "PRAGMA integrity_check"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_allocation_fails_the_store_stays_whole),
        cmocka_unit_test(a_full_disk_leaves_the_store_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
