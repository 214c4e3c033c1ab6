#include "tests/support/test.h"

#include "base/sha256.h"

/* FIPS 180-2, appendix B. */
static void the_standard_s_examples_hold(void **state)
{
    (void)state;
    char hex[LTP_SHA256_HEX];
    ltp_sha256("", 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    ltp_sha256("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void a_file_has_the_fingerprint_of_its_bytes(void **state)
{
    (void)state;
    LtpError err = {.code = LTP_OK};
    char hex[LTP_SHA256_HEX], of_bytes[LTP_SHA256_HEX], bytes[40001];
    memset(bytes, 'x', sizeof bytes - 1);
    bytes[sizeof bytes - 1] = '\0';
    const char *path = test_temp_path("bytes");
    test_write(path, bytes);
    assert_ok(ltp_sha256_file(path, hex, &err));
    ltp_sha256(bytes, sizeof bytes - 1, of_bytes);
    assert_string_equal(hex, of_bytes);
    assert_code(LTP_EIO, ltp_sha256_file(test_temp_path("none"), hex, &err));
    assert_code(LTP_EIO, ltp_sha256_file(test_temp_dir(), hex, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standard_s_examples_hold),
        cmocka_unit_test(a_file_has_the_fingerprint_of_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
