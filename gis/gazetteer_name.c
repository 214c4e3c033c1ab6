#include "gis/gazetteer_name.h"

#include "base/lang.h"
#include "base/text.h"
#include "gis/gazetteer_sound.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- generic words ---- */

#define GENERIC(word) word,
#define BACK(word)
#define LINK(word)
#define JOINS(word)
static const char *const default_generic[] = {
#include "gis/generic_words.def"
    NULL};
#undef GENERIC
#define GENERIC(word)
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
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    size_t x_length = strlen(x), y_length = strlen(y);
    return x_length != y_length ? (x_length < y_length ? 1 : -1) : strcmp(x, y);
}

LtpCode ltp_generic_words_init(LtpGenericWords *words, const char *const *list, LtpError *err)
{
    size_t count = 0;
    if (list == NULL)
        list = default_generic;
    while (list[count] != NULL)
        count++;
    words->phrases = ltp_calloc(count + 1, sizeof *words->phrases);
    if (words->phrases == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    for (words->count = 0; words->count < count; words->count++) {
        words->phrases[words->count] = ltp_text_folded(list[words->count]);
        if (words->phrases[words->count] == NULL)
            return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    }
    qsort(words->phrases, count, sizeof *words->phrases, longest_first);
    return LTP_OK;
}

void ltp_generic_words_release(LtpGenericWords *words)
{
    for (size_t i = 0; i < words->count; i++)
        ltp_free(words->phrases[i]);
    ltp_free(words->phrases);
    *words = (LtpGenericWords){0};
}

/* ---- words ---- */

typedef struct Word {
    const char *text;
    size_t length;
} Word;

typedef struct Words {
    Word items[LTP_MAX_WORDS];
    size_t count;
} Words;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* `folded` has single spaces. False when there are too many words for a name. */
static bool split_words(const char *folded, Words *words)
{
    words->count = 0;
    while (*folded != '\0') {
        size_t length = strcspn(folded, " ");
        if (words->count == LTP_MAX_WORDS)
            return false;
        words->items[words->count++] = (Word){folded, length};
        folded += length + (folded[length] == ' ');
    }
    return true;
}

static bool word_is(Word word, const char *text)
{
    return strlen(text) == word.length && memcmp(word.text, text, word.length) == 0;
}

static bool word_in(Word word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (word_is(word, *list))
            return true;
    return false;
}

/* How many words from `at` on are a generic phrase; 0 = none. */
static size_t phrase_at(const LtpGenericWords *generic, const Words *words, size_t at)
{
    const char *text = words->items[at].text;
    for (size_t i = 0; i < generic->count; i++) {
        const char *phrase = generic->phrases[i];
        if (phrase[0] != text[0] || phrase[0] == '\0')
            continue;
        size_t length = strlen(phrase), n = 1;
        if (strncmp(text, phrase, length) != 0 || (text[length] != ' ' && text[length] != '\0'))
            continue;
        for (size_t c = 0; c < length; c++)
            n += phrase[c] == ' ';
        return n;
    }
    return 0;
}

/* ---- numbers ---- */

/* The value of digits with or without an ordinal ending ("2", "1er", "3eme", "2nd"); 0 = no number.
 */
static long arabic_value(Word word)
{
    static const char *const endings[] = {"",  "e",  "er", "ere", "eme", "ieme", "o",
                                          "a", "st", "nd", "rd",  "th",  NULL};
    long value = 0;
    size_t n = 0;
    for (; n < word.length && n < 9 && is_digit(word.text[n]); n++)
        value = value * 10 + (word.text[n] - '0');
    Word rest = {word.text + n, word.length - n};
    return n > 0 && word_in(rest, endings) ? value : 0;
}

static long roman_digit(char c)
{
    return c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
}

/* The value of a Roman number up to 39; 0 = none. */
static long roman_value(Word word)
{
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    size_t tens = 0;
    for (size_t i = 0; i < word.length; i++)
        if (roman_digit(word.text[i]) == 0)
            return 0;
    while (tens < 3 && tens < word.length && word.text[tens] == 'x')
        tens++;
    Word rest = {word.text + tens, word.length - tens};
    for (long i = 0; i < 10; i++)
        if (word_is(rest, ones[i]))
            return 10 * (long)tens + i;
    return 0;
}

/* A number typed with small L or one for Roman I: "ll", "Il"; 0 = none. */
static long look_alike_value(Word word)
{
    for (size_t i = 0; i < word.length; i++)
        if (strchr("il1", word.text[i]) == NULL)
            return 0;
    return word.length <= 3 ? (long)word.length : 0;
}

/* A Roman number needs a word before it, a look-alike must also be the last word: by themselves
 * they are names and articles. */
static long number_value(const Words *words, size_t at, bool *look_alike)
{
    Word word = words->items[at];
    long value = arabic_value(word);
    if (value == 0 && at > 0)
        value = roman_value(word);
    if (value == 0 && at > 0 && at + 1 == words->count) {
        value = look_alike_value(word);
        *look_alike = value > 0;
    }
    return value;
}

static bool is_cardinal(Word word)
{
    return word.length > 0 && is_digit(word.text[word.length - 1]);
}

/* ---- forms ---- */

typedef struct Draft {
    char letters[LTP_FORM_SIZE], numbers[LTP_FORM_SIZE];
    size_t n_letters, n_numbers;
    bool full; /* it did not fit */
    bool look_alike;
} Draft;

static void draft_letters(Draft *draft, const char *text, size_t length)
{
    if (draft->n_letters + length >= sizeof draft->letters) {
        draft->full = true;
        return;
    }
    memcpy(draft->letters + draft->n_letters, text, length);
    draft->n_letters += length;
}

/* `mark` keeps a count in front ("3 communes") apart from a number ("Commune 3"). */
static void draft_number(Draft *draft, long value, const char *mark)
{
    int n = snprintf(draft->numbers + draft->n_numbers, sizeof draft->numbers - draft->n_numbers,
                     " %ld%s", value, mark);
    draft->n_numbers += (size_t)n;
    draft->full = draft->full || draft->n_numbers >= sizeof draft->numbers;
}

/* A word of letters, or letters with a number stuck to the end ("gadougou2"). */
static void draft_word(Draft *draft, Word word)
{
    size_t letters = word.length;
    while (letters > 0 && is_digit(word.text[letters - 1]))
        letters--;
    draft_letters(draft, word.text, letters);
    Word digits = {word.text + letters, word.length - letters};
    if (digits.length > 0)
        draft_number(draft, arabic_value(digits), "");
}

static bool form_exists(const LtpName *name, const char *key)
{
    for (size_t i = 0; i < name->n_forms; i++)
        if (strcmp(name->forms[i].key, key) == 0)
            return true;
    return false;
}

/* The form of the words from `first` to before `end`, `skip` bytes of the first left out. */
static bool write_form(const Words *words, size_t first, size_t end, size_t skip, LtpNameForm *form)
{
    Draft draft = {.n_letters = 0};
    for (size_t i = first; i < end && !draft.full; i++) {
        long value = number_value(words, i, &draft.look_alike);
        size_t cut = i == first ? skip : 0;
        if (value > 0)
            draft_number(&draft, value, i == 0 && is_cardinal(words->items[0]) ? "x" : "");
        else
            draft_word(&draft, (Word){words->items[i].text + cut, words->items[i].length - cut});
    }
    if (draft.full || draft.n_letters == 0 || draft.n_letters + draft.n_numbers >= LTP_FORM_SIZE)
        return false;
    form->n_letters = draft.n_letters;
    form->look_alike = draft.look_alike;
    memcpy(form->key, draft.letters, draft.n_letters);
    memcpy(form->key + draft.n_letters, draft.numbers, draft.n_numbers);
    form->key[draft.n_letters + draft.n_numbers] = '\0';
    return true;
}

typedef struct FormKind {
    bool stripped, qualified;
} FormKind;

static void add_form(LtpName *name, const Words *words, size_t first, size_t end, size_t skip,
                     FormKind kind)
{
    LtpNameForm form = {.stripped = kind.stripped, .qualified = kind.qualified};
    if (name->n_forms < LTP_MAX_FORMS && write_form(words, first, end, skip, &form) &&
        !form_exists(name, form.key))
        name->forms[name->n_forms++] = form;
}

/* "dansongo" after a generic word was "d'Ansongo". */
static bool elided(Word word)
{
    return word.length > 2 && (word.text[0] == 'd' || word.text[0] == 'l') &&
           strchr("aeiouyh", word.text[1]) != NULL;
}

/* Where the name begins after generic words in front, at most two ("commune urbaine ville de"). */
static size_t skip_generic(const LtpGenericWords *generic, const Words *words)
{
    size_t at = 0;
    for (int round = 0; round < 2 && at < words->count; round++)
        at += phrase_at(generic, words, at);
    return at < words->count ? at : 0;
}

static size_t skip_links(const Words *words, size_t at)
{
    while (at + 1 < words->count && word_in(words->items[at], links))
        at++;
    return at;
}

/* Where the name ends before a generic word at the back ("Kita commune", "Kendé centre"). */
static size_t drop_generic(const LtpGenericWords *generic, const Words *words)
{
    if (words->count > 1 && word_in(words->items[words->count - 1], backs))
        return words->count - 1;
    for (size_t at = words->count > 3 ? words->count - 3 : 1; at < words->count; at++)
        if (at + phrase_at(generic, words, at) == words->count)
            return at;
    return words->count;
}

static void add_forms(LtpName *name, const LtpGenericWords *generic, const Words *words,
                      bool qualified)
{
    size_t n = words->count;
    const FormKind plain = {false, qualified}, stripped = {true, qualified};
    if (n == 0)
        return;
    add_form(name, words, 0, n, 0, plain);
    size_t after = skip_generic(generic, words), end = drop_generic(generic, words);
    size_t core = after > 0 ? skip_links(words, after) : 0;
    name->core = (size_t)(words->items[core].text - words->items[0].text);
    if (after > 0) {
        add_form(name, words, after, n, 0, stripped);
        add_form(name, words, core, n, 0, stripped);
        if (elided(words->items[core]))
            add_form(name, words, core, n, 1, stripped);
    }
    if (end < n && core < end)
        add_form(name, words, core, end, 0, stripped);
}

/* ---- parentheses ---- */

/* A letter of its own that folding leaves alone, while a lost one is carried through it. */
#define CARRIER "\xca\x94"

static bool is_letter_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* A question mark or U+FFFD inside a word stands where a letter was lost in a wrong encoding:
 * writes `text` with the carrier in their place. */
static void carry_lost(const char *text, LtpBuf *out)
{
    for (const char *at = text; *at != '\0';) {
        size_t lost = strncmp(at, "\xef\xbf\xbd", 3) == 0 ? 3 : *at == '?';
        if (lost > 0 && at > text && is_letter_byte(at[-1]))
            ltp_buf_puts(out, CARRIER);
        else
            ltp_buf_put(out, at, lost > 0 ? lost : 1);
        at += lost > 0 ? lost : 1;
    }
}

/* Puts LOST_LETTER for the carrier, in place. */
static void settle_lost(char *text)
{
    char *to = text;
    for (const char *at = text; *at != '\0'; at++) {
        bool lost = strncmp(at, CARRIER, 2) == 0;
        *to++ = lost ? LTP_LOST_LETTER : *at;
        at += lost;
    }
    *to = '\0';
}

/* The folded text of `bytes`; false when it is too long for a name or memory is out. */
static bool fold_into(const char *bytes, size_t length, char *out, size_t size)
{
    LtpBuf folded = {0}, carried = {0};
    char *text = ltp_strndup(bytes, length);
    if (text != NULL)
        carry_lost(text, &carried);
    ltp_text_fold(ltp_buf_text(&carried), &folded);
    bool fits = text != NULL && !carried.failed && !folded.failed && folded.size < size;
    if (fits) {
        memcpy(out, ltp_buf_text(&folded), folded.size + 1);
        settle_lost(out);
    }
    ltp_free(text);
    ltp_buf_release(&carried);
    ltp_buf_release(&folded);
    return fits;
}

/* The words in parentheses as a form, generic words off; "" when nothing else is in them. */
static void read_qualifier(const LtpGenericWords *generic, const char *inside, size_t length,
                           LtpName *name)
{
    char folded[sizeof name->words];
    Words words;
    LtpNameForm form;
    if (!fold_into(inside, length, folded, sizeof folded) || !split_words(folded, &words) ||
        words.count == 0)
        return;
    if (phrase_at(generic, &words, 0) == words.count)
        return;
    size_t at = skip_generic(generic, &words);
    if (write_form(&words, skip_links(&words, at), words.count, 0, &form))
        memcpy(name->qualifier, form.key, sizeof form.key);
    else
        snprintf(name->qualifier, sizeof name->qualifier, "%s", "?");
}

static void parse_clean(const LtpGenericWords *generic, const char *text, LtpName *name)
{
    char whole[sizeof name->words];
    Words words;
    const char *open = strchr(text, '(');
    if (!fold_into(text, strlen(text), whole, sizeof whole) || !split_words(whole, &words))
        return;
    if (open == NULL || open == text) {
        memcpy(name->words, whole, sizeof whole);
        add_forms(name, generic, &words, false);
        return;
    }
    add_form(name, &words, 0, words.count, 0, (FormKind){false, false});
    read_qualifier(generic, open + 1, strcspn(open + 1, ")"), name);
    if (!fold_into(text, (size_t)(open - text), name->words, sizeof name->words) ||
        !split_words(name->words, &words))
        return;
    add_forms(name, generic, &words, name->qualifier[0] != '\0');
}

void ltp_name_parse(const LtpGenericWords *generic, const char *text, LtpName *name)
{
    LtpBuf repaired = {0};
    name->n_forms = name->core = 0;
    name->qualifier[0] = name->words[0] = '\0';
    if (text == NULL || *text == '\0')
        return;
    bool mojibake = ltp_text_unmojibake(text, &repaired);
    parse_clean(generic, mojibake ? ltp_buf_text(&repaired) : text, name);
    ltp_buf_release(&repaired);
}

bool ltp_word_is_link(const char *word, size_t length)
{
    return word_in((Word){word, length}, links);
}

bool ltp_name_qualify(const LtpGenericWords *generic, const LtpName *name, size_t n_words,
                      LtpName *qualified)
{
    Words words;
    LtpNameForm form;
    if (name->qualifier[0] != '\0' || !split_words(name->words, &words) || words.count <= n_words)
        return false;
    *qualified = (LtpName){.n_forms = 0};
    size_t end = words.count - n_words;
    if (!write_form(&words, end, words.count, 0, &form))
        return true;
    memcpy(qualified->qualifier, form.key, sizeof form.key);
    size_t size = (size_t)(words.items[end].text - name->words) - 1;
    memcpy(qualified->words, name->words, size);
    qualified->words[size] = '\0';
    if (split_words(qualified->words, &words))
        add_forms(qualified, generic, &words, true);
    return true;
}

bool ltp_name_part_number(const LtpGenericWords *generic, const LtpName *name, size_t n,
                          LtpName *parted)
{
    size_t size = strlen(name->words);
    if (size <= n || size + 2 > sizeof name->words || strspn(name->words + size - n, "ivx") != n)
        return false;
    char words[sizeof name->words];
    memcpy(words, name->words, size - n);
    words[size - n] = ' ';
    memcpy(words + size - n + 1, name->words + size - n, n + 1);
    ltp_name_parse(generic, words, parted);
    return true;
}
