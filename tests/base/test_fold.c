#include "tests/support/test.h"

#include "base/text.h"

static void assert_folds(const char *text, const char *expected)
{
    char *folded = ltp_text_folded(text);
    assert_string_equal(folded, expected);
    ltp_free(folded);
}

static void names_fold_to_plain_letters(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Ségou", "segou"},
        {"SE\u0301GOU", "segou"},
        {"N'Tillit", "ntillit"},
        {"N’Tillit", "ntillit"},
        {"Nʼ Tillit", "n tillit"},
        {"  Bara  Sara-Gao ", "bara sara gao"},
        {"Œuvre Æther Straße Ødegård", "oeuvre aether strasse odegard"},
        {"Ɲɛnɛ Ŋɔ Ɓaɗa Ƙ", "nyene no bada k"},
        {"ﬁn Ｆｕｌｌ １２ №5 Ⅳ", "fin full 12 no5 iv"},
        {"Ngoye 1ª / 2º", "ngoye 1a 2o"},
        {"Tom\u00ADbouctou\u200D", "tombouctou"},
        {"Tombouctou\u00A0\u200BVille", "tombouctou ville"},
        {"…—!?", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_folds(cases[i][0], cases[i][1]);
}

static void other_scripts_keep_their_letters(void **state)
{
    (void)state;
    assert_folds("ΑΣ Ώ", "ασ ώ");
    assert_folds("МОСКВА Ѐ Ӂ", "москва ѐ ӂ");
    assert_folds("باماكو، مالي", "باماكو مالي");
    assert_folds("ߓߡߊ߫", "ߓߡߊ߫");
}

/* All of Unicode, so that the tables cannot send a letter on a second journey. */
static void folding_twice_is_folding_once(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x30000 ? 1 : 251) {
        LtpBuf text = {.max = 0};
        ltp_text_put(&text, c >= 0xD800 && c <= 0xDFFF ? 'x' : c);
        ltp_buf_puts(&text, "\u00C9");
        char *once = ltp_text_folded(text.data), *twice = ltp_text_folded(once);
        if (strcmp(once, twice) != 0)
            fail_msg("U+%04X folds to %s, then to %s", (unsigned)c, once, twice);
        ltp_free(once);
        ltp_free(twice);
        ltp_buf_release(&text);
    }
}

static void latin_letters_always_become_ascii(void **state)
{
    (void)state;
    for (uint32_t c = 0xC0; c < 0x180; c++) {
        LtpBuf text = {.max = 0};
        ltp_text_put(&text, c);
        char *folded = ltp_text_folded(text.data);
        for (const char *at = folded; *at; at++)
            assert_true((*at >= 'a' && *at <= 'z') || c == 0xD7 || c == 0xF7);
        ltp_free(folded);
        ltp_buf_release(&text);
    }
}

static void equal_names_are_the_same(void **state)
{
    (void)state;
    assert_true(ltp_text_same("Gossi (Ville)", "GOSSI VILLE"));
    assert_false(ltp_text_same("Gossi", "Gosse"));
}

static void words_are_found_whole(void **state)
{
    (void)state;
    assert_true(ltp_text_has_word("commune de gao", "gao"));
    assert_true(ltp_text_has_word("commune de gao", "de gao"));
    assert_true(ltp_text_has_word("gaoxx gao", "gao"));
    assert_false(ltp_text_has_word("gaoville", "gao"));
    assert_false(ltp_text_has_word("gao", ""));
}

static void cells_that_say_nothing_are_missing(void **state)
{
    (void)state;
    static const char *const missing[] = {"",     " \u00A0", "-",     "...", "n/a",     "N.A.",
                                          "#N/A", "<Null>",  "Néant", "NaN", "Inconnu", "n.d."};
    static const char *const stated[] = {"0", "Gao", "non", "Nara", "aucun", "#REF!"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        assert_true(ltp_text_is_missing(missing[i]));
    for (size_t i = 0; i < sizeof stated / sizeof *stated; i++)
        assert_false(ltp_text_is_missing(stated[i]));
    assert_true(ltp_text_is_missing(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_fold_to_plain_letters),
        cmocka_unit_test(other_scripts_keep_their_letters),
        cmocka_unit_test(folding_twice_is_folding_once),
        cmocka_unit_test(latin_letters_always_become_ascii),
        cmocka_unit_test(equal_names_are_the_same),
        cmocka_unit_test(words_are_found_whole),
        cmocka_unit_test(cells_that_say_nothing_are_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
