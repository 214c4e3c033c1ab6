#include "gis/gazetteer_words.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- generic words ---- */

#define GENERIC(word, rank) {word, rank},
#define BACK(word)
#define LINK(word)
#define JOINS(word)
static const struct {
    const char *phrase;
    int rank;
} default_generic[] = {
#include "gis/generic_words.def"
};
#undef GENERIC
#define GENERIC(word, rank)
#undef BACK
#define BACK(word) word,
static const char *const backs[] = {
#include "gis/generic_words.def"
    NULL};
#undef BACK
#define BACK(word)
#undef LINK
#define LINK(word) word,
static const char *const links[] = {
#include "gis/generic_words.def"
    NULL};
#undef GENERIC
#undef BACK
#undef LINK
#undef JOINS

static int longest_first(const void *a, const void *b)
{
    const LtpGenericWord *x = a, *y = b;
    size_t x_length = strlen(x->phrase), y_length = strlen(y->phrase);
    return x_length != y_length ? (x_length < y_length ? 1 : -1) : strcmp(x->phrase, y->phrase);
}

static LtpCode add_generic(LtpGenericWords *words, const char *phrase, int rank, LtpError *err)
{
    char *folded = ltp_text_folded(phrase);
    if (folded == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    words->items[words->count++] = (LtpGenericWord){folded, rank};
    return LTP_OK;
}

static size_t count_generic(const char *const *list)
{
    size_t count = 0;
    if (list == NULL)
        return sizeof default_generic / sizeof *default_generic;
    while (list[count] != NULL)
        count++;
    return count;
}

LtpCode ltp_generic_words_init(LtpGenericWords *words, const char *const *list, LtpError *err)
{
    size_t count = count_generic(list);
    *words = (LtpGenericWords){.items = ltp_calloc(count + 1, sizeof *words->items)};
    if (words->items == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    for (size_t i = 0; i < count; i++)
        LTP_TRY(list != NULL
                    ? add_generic(words, list[i], 0, err)
                    : add_generic(words, default_generic[i].phrase, default_generic[i].rank, err));
    qsort(words->items, words->count, sizeof *words->items, longest_first);
    return LTP_OK;
}

void ltp_generic_words_release(LtpGenericWords *words)
{
    for (size_t i = 0; i < words->count; i++)
        ltp_free(words->items[i].phrase);
    ltp_free(words->items);
    *words = (LtpGenericWords){0};
}

static size_t n_words(const char *phrase)
{
    size_t n = 1;
    for (; *phrase != '\0'; phrase++)
        n += *phrase == ' ';
    return n;
}

size_t ltp_generic_at(const LtpGenericWords *generic, const LtpWords *words, size_t at, int *rank)
{
    const char *text = words->items[at].text;
    for (size_t i = 0; i < generic->count; i++) {
        const LtpGenericWord *word = &generic->items[i];
        if (word->phrase[0] != text[0] || text[0] == '\0')
            continue;
        size_t length = strlen(word->phrase);
        if (strncmp(text, word->phrase, length) == 0 &&
            (text[length] == ' ' || text[length] == '\0')) {
            *rank = word->rank > 0 ? word->rank : *rank;
            return n_words(word->phrase);
        }
    }
    return 0;
}

/* ---- words ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ltp_words_split(const char *folded, LtpWords *words)
{
    words->count = 0;
    while (*folded != '\0') {
        size_t length = strcspn(folded, " ");
        if (words->count == LTP_MAX_WORDS)
            return false;
        words->items[words->count++] = (LtpWord){folded, length};
        folded += length + (folded[length] == ' ');
    }
    return true;
}

static bool word_is(LtpWord word, const char *text)
{
    return strlen(text) == word.length && memcmp(word.text, text, word.length) == 0;
}

static bool word_in(LtpWord word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (word_is(word, *list))
            return true;
    return false;
}

bool ltp_word_equal(LtpWord a, LtpWord b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

bool ltp_word_is_link(LtpWord word)
{
    return word_in(word, links);
}

bool ltp_word_is_back(LtpWord word)
{
    return word_in(word, backs);
}

/* ---- numbers ---- */

long ltp_word_arabic(LtpWord word)
{
    static const char *const endings[] = {"",  "e",  "er", "ere", "eme", "ieme", "o",
                                          "a", "st", "nd", "rd",  "th",  NULL};
    long value = 0;
    size_t n = 0;
    for (; n < word.length && n < 9 && is_digit(word.text[n]); n++)
        value = value * 10 + (word.text[n] - '0');
    LtpWord rest = {word.text + n, word.length - n};
    return n > 0 && word_in(rest, endings) ? value : 0;
}

static long roman_digit(char c)
{
    return c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
}

/* The value of a Roman number up to 39; 0 = none. */
static long roman_value(LtpWord word)
{
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    size_t tens = 0;
    for (size_t i = 0; i < word.length; i++)
        if (roman_digit(word.text[i]) == 0)
            return 0;
    while (tens < 3 && tens < word.length && word.text[tens] == 'x')
        tens++;
    LtpWord rest = {word.text + tens, word.length - tens};
    for (long i = 0; i < 10; i++)
        if (word_is(rest, ones[i]))
            return 10 * (long)tens + i;
    return 0;
}

/* A number typed with small L or one for Roman I: "ll", "Il"; 0 = none. */
static long look_alike_value(LtpWord word)
{
    for (size_t i = 0; i < word.length; i++)
        if (strchr("il1", word.text[i]) == NULL)
            return 0;
    return word.length <= 3 ? (long)word.length : 0;
}

long ltp_words_number(const LtpWords *words, size_t at, bool *look_alike)
{
    LtpWord word = words->items[at];
    long value = ltp_word_arabic(word);
    if (value == 0 && at > 0)
        value = roman_value(word);
    if (value == 0 && at > 0 && at + 1 == words->count) {
        value = look_alike_value(word);
        *look_alike = value > 0;
    }
    return value;
}
