#include "importers/boundaries.h"
#include "tests/support/test.h"

static void is(const char *header, LtpBoundaryColumnKind kind, int level)
{
    LtpBoundaryColumn column = ltp_boundary_column(header);
    if (column.kind != kind || column.level != level)
        fail_msg("%s: kind %d level %d", header, (int)column.kind, column.level);
}

static void all_generations_of_cod_ab_columns_are_known(void **state)
{
    (void)state;
    is("admin1Pcod", LTP_BOUNDARY_CODE, 1); /* 2015, cut by DBF */
    is("admin3Pcode", LTP_BOUNDARY_CODE, 3);
    is("ADM2_PCODE", LTP_BOUNDARY_CODE, 2);
    is("adm4_pcode", LTP_BOUNDARY_CODE, 4);
    is("admin1Name", LTP_BOUNDARY_NAME, 1);
    is("admin3Name_fr", LTP_BOUNDARY_NAME, 3);
    is("admin3RefN", LTP_BOUNDARY_NAME, 3);
    is("admin3RefName", LTP_BOUNDARY_NAME, 3);
    is("ADM3_FR", LTP_BOUNDARY_NAME, 3);
    is("ADM3_REF", LTP_BOUNDARY_NAME, 3);
    is("adm3_name", LTP_BOUNDARY_NAME, 3);
    is("adm3_name1", LTP_BOUNDARY_ALT_NAME, 3);
    is("admin3AltN", LTP_BOUNDARY_ALT_NAME, 3);
    is("admin3Al_1", LTP_BOUNDARY_ALT_NAME, 3);
    is("admin3AltName1_fr", LTP_BOUNDARY_ALT_NAME, 3);
    is("ADM3ALT1FR", LTP_BOUNDARY_ALT_NAME, 3);
    is("validOn", LTP_BOUNDARY_VALID_ON, 0);
    is("valid_on", LTP_BOUNDARY_VALID_ON, 0);
    is("date", LTP_BOUNDARY_DATE, 0);
}

static void other_columns_say_nothing_of_a_unit(void **state)
{
    (void)state;
    const char *const others[] = {"OBJECTID",   "Shape_Area",     "validTo",   "adm5_name",
                                  "lang",       "version",        "area_sqkm", "center_lat",
                                  "admin3Type", "administration", "",          "Shape.STArea()"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        is(others[i], LTP_BOUNDARY_NONE, 0);
}

static void the_plain_name_comes_before_the_one_of_a_language_before_the_reference(void **state)
{
    (void)state;
    assert_true(ltp_boundary_column("admin3Name").rank < ltp_boundary_column("admin3Name_fr").rank);
    assert_true(ltp_boundary_column("ADM3_FR").rank < ltp_boundary_column("ADM3_REF").rank);
    assert_true(ltp_boundary_column("adm3_name").rank < ltp_boundary_column("adm3_name1").rank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_generations_of_cod_ab_columns_are_known),
        cmocka_unit_test(other_columns_say_nothing_of_a_unit),
        cmocka_unit_test(the_plain_name_comes_before_the_one_of_a_language_before_the_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
