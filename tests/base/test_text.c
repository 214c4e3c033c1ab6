#include "tests/support/test.h"

#include "base/text.h"

static void assert_recoded(LtpEncoding from, const char *bytes, size_t size, const char *expected)
{
    LtpBuf out = {.max = 0};
    ltp_text_to_utf8(from, bytes, size, &out);
    assert_string_equal(ltp_buf_text(&out), expected);
    ltp_buf_release(&out);
}

static void the_encoding_shows_in_the_first_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        LtpEncoding encoding;
        size_t bom;
    } cases[] = {
        {"", 0, LTP_UTF8, 0},
        {"Segou", 5, LTP_UTF8, 0},
        {"S\xC3\xA9gou", 6, LTP_UTF8, 0},
        {"\xEF\xBB\xBFx", 4, LTP_UTF8, 3},
        {"\xFF\xFEx\0", 4, LTP_UTF16LE, 2},
        {"\xFE\xFF\0x", 4, LTP_UTF16BE, 2},
        {"S\xE9gou", 5, LTP_CP1252, 0},
        {"cut in a letter \xC3", 17, LTP_UTF8, 0},
        {"cut in a sign \xE2\x80", 16, LTP_UTF8, 0},
        {"Latin at the end \xE9", 18, LTP_UTF8, 0}, /* cannot be told from a cut */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bom;
        assert_int_equal(ltp_text_encoding(cases[i].bytes, cases[i].size, &bom), cases[i].encoding);
        assert_int_equal(bom, cases[i].bom);
    }
}

static void every_encoding_becomes_utf8(void **state)
{
    (void)state;
    assert_recoded(LTP_CP1252, "\x80 S\xE9gou \x9C", 9, "€ Ségou œ");
    assert_recoded(LTP_UTF16LE, "S\0\xE9\0\x34\xD8\x1E\xDD", 8, "Sé𝄞");
    assert_recoded(LTP_UTF16BE, "\0S\0\xE9\xD8\x34\xDD\x1E", 8, "Sé𝄞");
    assert_recoded(LTP_UTF8, "S\xC3\xA9", 3, "Sé");
}

static void bytes_without_a_meaning_show(void **state)
{
    (void)state;
    assert_recoded(LTP_CP1252, "a\x81z", 3, "a\uFFFDz");
    assert_recoded(LTP_UTF8, "a\xC3(\xFFz", 5, "a\uFFFD(\uFFFDz");
    assert_recoded(LTP_UTF8, "a\0z", 3, "a\uFFFDz");
    assert_recoded(LTP_UTF16LE, "\x34\xD8x\0y", 5, "\uFFFDx\uFFFD");
}

static void malformed_utf8_is_known(void **state)
{
    (void)state;
    static const char *const malformed[] = {
        "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\x80",     "\xC3",         "\xF0\x9D\x84",
    };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        assert_false(ltp_text_is_utf8(malformed[i], strlen(malformed[i])));
    assert_true(ltp_text_is_utf8("é𝄞\uFFFD", strlen("é𝄞\uFFFD")));
    const char *text = "\xC3(";
    assert_int_equal(ltp_text_next(&text), 0xFFFD);
    assert_int_equal(ltp_text_next(&text), '(');
    assert_int_equal(ltp_text_next(&text), 0);
    assert_int_equal(ltp_text_length("é𝄞x"), 3);
}

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        LtpBuf out = {.max = 0};
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        ltp_text_put(&out, c);
        const char *text = out.data;
        assert_int_equal(ltp_text_next(&text), c);
        assert_int_equal(*text, 0);
        ltp_buf_release(&out);
    }
}

static void trimming_knows_the_spaces_of_spreadsheets(void **state)
{
    (void)state;
    size_t length;
    const char *text = "\u00A0\t\u202F Gao\u00A0ville \u200B\uFEFF\r\n";
    const char *start = ltp_text_trim(text, &length);
    assert_int_equal(length, strlen("Gao\u00A0ville"));
    assert_memory_equal(start, "Gao", 3);
    ltp_text_trim(" \u3000 ", &length);
    assert_int_equal(length, 0);
    char *squeezed = ltp_text_squeeze(text);
    assert_string_equal(squeezed, "Gao ville");
    ltp_free(squeezed);
}

static void text_read_in_the_wrong_encoding_is_repaired(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"SÃ©gou", "Ségou"},
        {"lâ€™Å“uvre", "l’œuvre"},
        {"Ã\u00A0 Gao", "à Gao"},
        {"Ã\xC2\x81", "Á"},
        {"SÃƒÂ©gou", "Ségou"},
        {"Ségou et SÃ©gou", "Ségou et Ségou"},
        {"ï»¿Commune", "\uFEFFCommune"},
        {"5 â‚¬", "5 €"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LtpBuf out = {.max = 0};
        assert_true(ltp_text_unmojibake(cases[i][0], &out));
        assert_string_equal(ltp_buf_text(&out), cases[i][1]);
        ltp_buf_release(&out);
    }
}

static void sound_french_is_left_alone(void **state)
{
    (void)state;
    static const char *const sound[] = {
        "",          "Ségou",       "« LIBERTÉ»",   "DÉ’",  "l’« été\u00A0»",
        "à\u00A0«",  "São Paulo ©", "Œuvre d’Été…", "N° 5", "Â",
        "ÉTÉ–HIVER", "10 °C",       "\xC3",
    };
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        LtpBuf out = {.max = 0};
        assert_false(ltp_text_unmojibake(sound[i], &out));
        assert_int_equal(out.size, 0);
    }
}

static void keywords_compare_without_case(void **state)
{
    (void)state;
    assert_true(ltp_ascii_equal("GeoJSON", "geojson"));
    assert_false(ltp_ascii_equal("geojson", "geojsonl"));
    assert_false(ltp_ascii_equal("@", "`"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_encoding_shows_in_the_first_bytes),
        cmocka_unit_test(every_encoding_becomes_utf8),
        cmocka_unit_test(bytes_without_a_meaning_show),
        cmocka_unit_test(malformed_utf8_is_known),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(trimming_knows_the_spaces_of_spreadsheets),
        cmocka_unit_test(text_read_in_the_wrong_encoding_is_repaired),
        cmocka_unit_test(sound_french_is_left_alone),
        cmocka_unit_test(keywords_compare_without_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
