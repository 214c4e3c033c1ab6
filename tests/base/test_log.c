#include "tests/support/test.h"

#include "base/log.h"

typedef struct Recorder {
    double fractions[16];
    size_t count;
    double stop_at;
} Recorder;

static bool record(double fraction, const char *what, void *arg)
{
    Recorder *recorder = arg;
    assert_string_equal(what, "work");
    recorder->fractions[recorder->count++] = fraction;
    return fraction < recorder->stop_at;
}

static void parts_share_one_bar(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    Recorder recorder = {.stop_at = 2};
    LtpProgress whole = {.fn = record, .arg = &recorder, .what = "work"};
    LtpProgress half = ltp_progress_part(&whole, NULL, 0.5, 1);
    LtpProgress quarter = ltp_progress_part(&half, "work", 0, 0.5);
    assert_ok(ltp_progress(&whole, 1, 4, &err));
    assert_ok(ltp_progress(&quarter, 0, 10, &err));
    assert_ok(ltp_progress(&quarter, 10, 10, &err));
    assert_ok(ltp_progress(&half, 0, 0, &err));
    assert_near(recorder.fractions[0], 0.25, 0);
    assert_near(recorder.fractions[1], 0.5, 0);
    assert_near(recorder.fractions[2], 0.75, 0);
    assert_near(recorder.fractions[3], 1, 0);
}

static void a_hook_can_stop_the_work(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    Recorder recorder = {.stop_at = 0.5};
    LtpProgress progress = {.fn = record, .arg = &recorder, .what = "work"};
    assert_ok(ltp_progress(&progress, 1, 4, &err));
    assert_code(LTP_ECANCEL, ltp_progress(&progress, 3, 4, &err));
}

static void no_hook_is_fine(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    LtpProgress part = ltp_progress_part(NULL, "x", 0, 1);
    assert_ok(ltp_progress(NULL, 1, 2, &err));
    assert_ok(ltp_progress(&part, 1, 2, &err));
    ltp_log(LTP_LOG_INFO, "nobody listens to %d", 1);
}

static void keep_message(LtpLogLevel level, const char *message, void *arg)
{
    char *kept = arg;
    snprintf(kept, 64, "%d %s", (int)level, message);
}

static void messages_reach_the_hook(void **state)
{
    (void)state;
    char kept[64] = "";
    ltp_log_hook(keep_message, kept);
    ltp_log(LTP_LOG_WARNING, "%d rows", 3);
    ltp_log_hook(NULL, NULL);
    ltp_log(LTP_LOG_WARNING, "unheard");
    assert_string_equal(kept, "1 3 rows");
}

/* Last: an interrupt is for the whole process. */
static void an_interrupt_cancels_everywhere(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    assert_false(ltp_interrupted());
    ltp_interrupt();
    assert_code(LTP_ECANCEL, ltp_progress(NULL, 1, 2, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_share_one_bar),
        cmocka_unit_test(a_hook_can_stop_the_work),
        cmocka_unit_test(no_hook_is_fine),
        cmocka_unit_test(messages_reach_the_hook),
        cmocka_unit_test(an_interrupt_cancels_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
