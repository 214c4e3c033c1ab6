#include "tests/support/test.h"

#include "base/lang.h"
#include "base/number.h"
#include "base/os.h"

#include <stdlib.h>

/* A catalogue as msgfmt writes it, sorted by message. */
static const struct {
    const char *id, *text;
    size_t id_size, text_size;
} messages[] = {
#define MESSAGE(id, text)                                                                          \
    {                                                                                              \
        id, text, sizeof(id) - 1, sizeof(text) - 1                                                 \
    }
    MESSAGE("",
            "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n"),
    MESSAGE("%d row\0%d rows", "%d ligne\0%d lignes"),
    MESSAGE("Cannot read %s.", "Impossible de lire %s : accès refusé."),
};

enum { MESSAGES = sizeof messages / sizeof *messages, HEADER = 28 };

static void put_word(LtpBuf *out, size_t value)
{
    uint32_t word = (uint32_t)value;
    ltp_buf_put(out, &word, sizeof word);
}

static void put_catalogue(LtpBuf *out)
{
    size_t at = HEADER + 16 * MESSAGES;
    const size_t header[] = {0x950412de, 0, MESSAGES, HEADER, HEADER + 8 * MESSAGES, 0, at};
    for (size_t i = 0; i < 7; i++)
        put_word(out, header[i]);
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < MESSAGES; i++) {
            size_t size = side ? messages[i].text_size : messages[i].id_size;
            put_word(out, size);
            put_word(out, at);
            at += size + 1;
        }
    }
    for (size_t i = 0; i < MESSAGES; i++)
        ltp_buf_put(out, messages[i].id, messages[i].id_size + 1);
    for (size_t i = 0; i < MESSAGES; i++)
        ltp_buf_put(out, messages[i].text, messages[i].text_size + 1);
}

static void write_catalogue(void)
{
    LtpError err = {.code = LTP_OK};
    LtpBuf out = {.max = 0};
    put_catalogue(&out);
    assert_ok(ltp_os_mkdirs(test_temp_path("fr/LC_MESSAGES"), &err));
    assert_ok(ltp_os_write_file(test_temp_path("fr/LC_MESSAGES/ltp.mo"), out.data, out.size, &err));
    ltp_buf_release(&out);
}

static LtpLang language_with(const char *all, const char *lang, const char *language)
{
    setenv("LC_ALL", all, 1);
    unsetenv("LC_MESSAGES");
    setenv("LANG", lang, 1);
    setenv("LANGUAGE", language, 1);
    return ltp_lang_init(NULL, test_temp_dir());
}

static void before_any_choice_messages_are_english(void **state)
{
    (void)state;
    assert_int_equal(ltp_lang(), LTP_EN);
    assert_string_equal(_("Cannot read %s."), "Cannot read %s.");
}

static void the_user_s_locale_chooses_and_french_is_the_fallback(void **state)
{
    (void)state;
    assert_int_equal(language_with("", "", ""), LTP_FR);
    assert_int_equal(language_with("C", "", ""), LTP_FR);
    assert_int_equal(language_with("", "de_DE.UTF-8", ""), LTP_FR);
    assert_int_equal(language_with("", "en_US.UTF-8", ""), LTP_EN);
    assert_int_equal(language_with("fr_FR.UTF-8", "en_US.UTF-8", "en"), LTP_FR);
    assert_int_equal(language_with("", "C.UTF-8", "de:en:fr"), LTP_EN);
    assert_int_equal(language_with("", "friulian", "enochian"), LTP_FR);
}

static void english_leaves_messages_alone(void **state)
{
    (void)state;
    assert_int_equal(ltp_lang_init("en", test_temp_dir()), LTP_EN);
    assert_string_equal(_("Cannot read %s."), "Cannot read %s.");
    assert_string_equal(ngettext_("%d row", "%d rows", 1), "%d row");
    assert_string_equal(ngettext_("%d row", "%d rows", 0), "%d rows");
}

static void french_comes_from_the_catalogue(void **state)
{
    (void)state;
    assert_int_equal(ltp_lang_init("fr", test_temp_dir()), LTP_FR);
    assert_string_equal(_("Cannot read %s."), "Impossible de lire %s : accès refusé.");
    assert_string_equal(_("not translated"), "not translated");
    assert_string_equal(_(""), "");
    assert_string_equal(ngettext_("%d row", "%d rows", 0), "%d ligne");
    assert_string_equal(ngettext_("%d row", "%d rows", 2), "%d lignes");
    assert_string_equal(ltp_text_in((LtpText){"carte", "map"}, ltp_lang()), "carte");
}

static void numbers_keep_their_point(void **state)
{
    (void)state;
    char text[LTP_REAL_TEXT];
    snprintf(text, sizeof text, "%.1f", 1.5);
    assert_string_equal(text, "1.5");
    assert_string_equal(ltp_real_text(1.5, text), "1.5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_any_choice_messages_are_english),
        cmocka_unit_test(the_user_s_locale_chooses_and_french_is_the_fallback),
        cmocka_unit_test(english_leaves_messages_alone),
        cmocka_unit_test(french_comes_from_the_catalogue),
        cmocka_unit_test(numbers_keep_their_point),
    };
    write_catalogue();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
