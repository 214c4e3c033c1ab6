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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_code_tells_its_country_by_either_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
