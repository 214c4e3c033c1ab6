#include "tests/support/test.h"

#include "base/json.h"
#include "base/number.h"

static void write_all_kinds(LtpJson *json)
{
    ltp_json_object(json);
    ltp_json_key(json, "empty");
    ltp_json_array(json);
    ltp_json_end_array(json);
    ltp_json_key(json, "list");
    ltp_json_array(json);
    ltp_json_int(json, -3);
    ltp_json_int(json, LTP_NULL_INT);
    ltp_json_real(json, 12);
    ltp_json_real(json, 0.1);
    ltp_json_real(json, 1e-7);
    ltp_json_real(json, ltp_null_real());
    ltp_json_bool(json, true);
    ltp_json_string(json, NULL);
    ltp_json_object(json);
    ltp_json_end_object(json);
    ltp_json_raw(json, "[7]", 3);
    ltp_json_end_array(json);
    ltp_json_key(json, "last");
    ltp_json_string(json, "é");
    ltp_json_end_object(json);
}

static void commas_and_nesting_are_kept(void **state)
{
    (void)state;
    LtpBuf out = {.max = 0};
    LtpJson json = {.out = &out};
    write_all_kinds(&json);
    assert_string_equal(
        out.data,
        "{\"empty\":[],\"list\":[-3,null,12.0,0.1,1e-07,null,true,null,{},[7]],\"last\":\"é\"}");
    assert_int_equal(json.depth, 0);
    ltp_buf_release(&out);
}

static void indented_json_is_for_reading(void **state)
{
    (void)state;
    LtpBuf out = {.max = 0};
    LtpJson json = {.out = &out, .indent = 2};
    ltp_json_array(&json);
    ltp_json_object(&json);
    ltp_json_key(&json, "a");
    ltp_json_int(&json, 1);
    ltp_json_end_object(&json);
    ltp_json_bool(&json, false);
    ltp_json_end_array(&json);
    assert_string_equal(out.data, "[\n  {\n    \"a\": 1\n  },\n  false\n]");
    ltp_buf_release(&out);
}

static void strings_are_json_whatever_came_in(void **state)
{
    (void)state;
    LtpBuf out = {.max = 0};
    LtpJson json = {.out = &out};
    ltp_json_string(&json, "\"\\/\b\f\n\r\t\x01\x1F é\xFF");
    assert_string_equal(out.data, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f é\uFFFD\"");
    ltp_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_and_nesting_are_kept),
        cmocka_unit_test(indented_json_is_for_reading),
        cmocka_unit_test(strings_are_json_whatever_came_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
