#include "importers/countries.h"
#include "tests/support/test.h"

static void a_place_code_tells_its_country_by_either_prefix(void **state)
{
    (void)state;
    assert_string_equal(ltp_country_of_code("ML0506"), "ML");
    assert_string_equal(ltp_country_of_code("MLI0506"), "ML");
    assert_string_equal(ltp_country_of_code("cod5407"), "CD");
    assert_null(ltp_country_of_code("0506"));
    assert_null(ltp_country_of_code("ML"));
    assert_null(ltp_country_of_code("ZZ01"));
    assert_null(ltp_country_of_code("Kita2"));
    assert_string_equal(ltp_country_iso3("ML"), "MLI");
    assert_null(ltp_country_iso3("ZZ"));
}

static void a_code_need_not_end_in_digits_to_tell_its_country(void **state)
{
    (void)state;
    assert_string_equal(ltp_country_begins("UKR01"), "UA");
    assert_string_equal(ltp_country_begins("iqg01q01"), "IQ");
    assert_null(ltp_country_begins("ZZ01"));
    assert_null(ltp_country_begins(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_code_tells_its_country_by_either_prefix),
        cmocka_unit_test(a_code_need_not_end_in_digits_to_tell_its_country),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
