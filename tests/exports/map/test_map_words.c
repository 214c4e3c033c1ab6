/* The words of a page: of the configuration file, and as each language types them. */
#include "exports/map/config.h"
#include "exports/map/typography.h"
#include "tests/support/test.h"

static void the_configuration_gives_texts_and_says_what_it_does_not_know(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpMapConfig config;
    ltp_map_config_init(&config);
    test_write(test_temp_path("carte.conf"),
               "# our maps\n\norganisation.fr = Cluster Protection\nnumber=007\nreports = 12/15\n");
    assert_ok(ltp_map_config_read(&config, test_temp_path("carte.conf"), &err));
    assert_string_equal(config.organisation.fr, "Cluster Protection");
    assert_null(config.organisation.en);
    assert_string_equal(config.reports.en, "12/15");
    assert_string_equal(config.number, "007");
    test_write(test_temp_path("bad.conf"), "number = 1\ncolour = red\n");
    LtpCode rc = ltp_map_config_read(&config, test_temp_path("bad.conf"), &err);
    assert_int_equal(rc, LTP_EDATA);
    assert_int_equal(err.row, 2);
    ltp_map_config_release(&config);
}

static void french_is_typed_as_french_and_english_as_it_is(void **state)
{
    (void)state;
    LtpBuf text = {0};
    ltp_type_text(&text, "L'unité d'\u00c9ole : 'non' ; 5'", LTP_FR);
    assert_string_equal(ltp_buf_text(&text),
                        "L\u2019unité d\u2019\u00c9ole\u202f: 'non'\u202f; 5'");
    ltp_buf_clear(&text);
    ltp_type_text(&text, "the unit's name: x", LTP_EN);
    assert_string_equal(ltp_buf_text(&text), "the unit's name: x");
    ltp_buf_clear(&text);
    ltp_type_figures(&text, "31; personnes : 6554; <5; 1234567", LTP_FR);
    assert_string_equal(ltp_buf_text(&text), "31; personnes : 6 554; <5; 1 234 567");
    ltp_buf_clear(&text);
    ltp_type_dates(&text, "4W (2020-02-29); 2020-13-01; étude 2025", LTP_FR);
    assert_string_equal(ltp_buf_text(&text), "4W (29/02/2020); 2020-13-01; étude 2025");
    ltp_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_configuration_gives_texts_and_says_what_it_does_not_know),
        cmocka_unit_test(french_is_typed_as_french_and_english_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
