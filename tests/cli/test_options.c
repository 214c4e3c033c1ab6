#include "tests/support/test.h"

#include "base/suggest.h"
#include "cli/options.h"

static const LtpOption own[] = {
    {.name = "format", .kind = LTP_OPTION_VALUE, .words = "csv|json"},
    {.name = "output", .letter = 'o', .kind = LTP_OPTION_VALUE, .argument = "FILE"},
    {.name = "org", .kind = LTP_OPTION_LIST, .argument = "ORG"},
    {.name = NULL}};
static const LtpOption common[] = {
    {.name = "quiet", .letter = 'q'}, {.name = "verbose", .letter = 'v'}, {.name = NULL}};
static const LtpOptionGroup groups[] = {{"own", own}, {"common", common}};

/* Reads the words of a line (no quotes) and returns the code. */
static LtpCode read_line(const char *line, LtpOptions *options, int *taken, LtpError *err)
{
    static char words[256];
    char *argv[16];
    int argc = 0;
    (void)snprintf(words, sizeof words, "%s", line);
    for (char *at = words; *at;) {
        argv[argc++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return ltp_options_parse(groups, 2, argc, argv, options, taken, err);
}

static void an_option_takes_its_value_after_a_space_or_an_equals_sign(void **state)
{
    LtpError err = {0};
    LtpOptions options = {0};
    (void)state;
    assert_ok(read_line("--format csv --output=a=b.csv", &options, NULL, &err));
    assert_string_equal(ltp_options_value(&options, "format"), "csv");
    assert_string_equal(ltp_options_value(&options, "output"), "a=b.csv");
    ltp_options_release(&options);
}

static void letters_can_be_run_together_and_hold_a_value(void **state)
{
    LtpError err = {0};
    LtpOptions options = {0};
    (void)state;
    assert_ok(read_line("-qv -oout.csv", &options, NULL, &err));
    assert_true(ltp_options_flag(&options, "quiet"));
    assert_true(ltp_options_flag(&options, "verbose"));
    assert_string_equal(ltp_options_value(&options, "output"), "out.csv");
    ltp_options_release(&options);
}

static void a_list_keeps_every_value_in_order(void **state)
{
    LtpError err = {0};
    LtpOptions options = {0};
    (void)state;
    assert_ok(read_line("--org NRC --org=DRC", &options, NULL, &err));
    assert_int_equal(options.n_values, 2);
    assert_string_equal(options.values[0].text, "NRC");
    assert_string_equal(options.values[1].text, "DRC");
    ltp_options_release(&options);
}

static void no_turns_a_flag_off_and_the_last_word_counts(void **state)
{
    LtpError err = {0};
    LtpOptions options = {0};
    (void)state;
    assert_ok(read_line("--quiet --no-quiet", &options, NULL, &err));
    assert_false(ltp_options_flag(&options, "quiet"));
    ltp_options_release(&options);
}

static void two_dashes_end_the_options(void **state)
{
    LtpError err = {0};
    LtpOptions options = {0};
    (void)state;
    assert_ok(read_line("a -- --format -", &options, NULL, &err));
    assert_int_equal(options.n_arguments, 3);
    assert_string_equal(options.arguments[1], "--format");
    ltp_options_release(&options);
}

static void reading_stops_at_the_command(void **state)
{
    LtpError err = {0};
    LtpOptions options = {0};
    int taken = 0;
    (void)state;
    assert_ok(read_line("-q gaps --nonsense", &options, &taken, &err));
    assert_int_equal(taken, 1);
    ltp_options_release(&options);
}

static void wrong_words_are_named_with_what_was_meant(void **state)
{
    LtpError err = {0};
    LtpOptions options = {0};
    (void)state;
    assert_int_equal(read_line("--fromat csv", &options, NULL, &err), LTP_EUSAGE);
    assert_non_null(strstr(err.msg, "--format"));
    assert_code(LTP_EUSAGE, read_line("--format xml", &options, NULL, &err));
    assert_code(LTP_EUSAGE, read_line("--output", &options, NULL, &err));
    assert_code(LTP_EUSAGE, read_line("--quiet=1", &options, NULL, &err));
    assert_code(LTP_EUSAGE, read_line("--no-format", &options, NULL, &err));
    assert_code(LTP_EUSAGE, read_line("-x", &options, NULL, &err));
    ltp_options_release(&options);
}

static const char *nearest(const char *word)
{
    static const char *const known[] = {"import", "imports", "info", "gaps", "coverage"};
    LtpSuggest suggest = {.word = word};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        ltp_suggest_offer(&suggest, known[i]);
    return suggest.best;
}

static void a_slip_of_the_hand_is_recognised_and_another_word_is_not(void **state)
{
    (void)state;
    assert_string_equal(nearest("imprt"), "import");
    assert_string_equal(nearest("ipmort"), "import");
    assert_string_equal(nearest("covrage"), "coverage");
    assert_string_equal(nearest("gap"), "gaps");
    assert_null(nearest("serve"));
    assert_null(nearest(""));
    assert_null(
        nearest("a-word-of-more-than-sixty-three-letters-is-nobody's-slip-of-the-hand-at-all"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_option_takes_its_value_after_a_space_or_an_equals_sign),
        cmocka_unit_test(letters_can_be_run_together_and_hold_a_value),
        cmocka_unit_test(a_list_keeps_every_value_in_order),
        cmocka_unit_test(no_turns_a_flag_off_and_the_last_word_counts),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(reading_stops_at_the_command),
        cmocka_unit_test(wrong_words_are_named_with_what_was_meant),
        cmocka_unit_test(a_slip_of_the_hand_is_recognised_and_another_word_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
