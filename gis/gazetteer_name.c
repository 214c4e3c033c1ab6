#include "gis/gazetteer_name.h"

#include "base/text.h"
#include "gis/gazetteer_sound.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_cardinal(LtpWord word)
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
static void draft_word(Draft *draft, LtpWord word)
{
    size_t letters = word.length;
    while (letters > 0 && is_digit(word.text[letters - 1]))
        letters--;
    draft_letters(draft, word.text, letters);
    LtpWord digits = {word.text + letters, word.length - letters};
    if (digits.length > 0)
        draft_number(draft, ltp_word_arabic(digits), "");
}

static bool form_exists(const LtpName *name, const char *key)
{
    for (size_t i = 0; i < name->n_forms; i++)
        if (strcmp(name->forms[i].key, key) == 0)
            return true;
    return false;
}

/* The form of the words from `first` to before `end`, `skip` bytes of the first left out. */
static bool write_form(const LtpWords *words, size_t first, size_t end, size_t skip,
                       LtpNameForm *form)
{
    Draft draft = {.n_letters = 0};
    for (size_t i = first; i < end && !draft.full; i++) {
        long value = ltp_words_number(words, i, &draft.look_alike);
        size_t cut = i == first ? skip : 0;
        if (value > 0)
            draft_number(&draft, value, i == 0 && is_cardinal(words->items[0]) ? "x" : "");
        else
            draft_word(&draft, (LtpWord){words->items[i].text + cut, words->items[i].length - cut});
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

static void add_form(LtpName *name, const LtpWords *words, size_t first, size_t end, size_t skip,
                     FormKind kind)
{
    LtpNameForm form = {.stripped = kind.stripped, .qualified = kind.qualified};
    if (name->n_forms < LTP_MAX_FORMS && write_form(words, first, end, skip, &form) &&
        !form_exists(name, form.key))
        name->forms[name->n_forms++] = form;
}

/* "dansongo" after a generic word was "d'Ansongo". */
static bool elided(LtpWord word)
{
    return word.length > 2 && (word.text[0] == 'd' || word.text[0] == 'l') &&
           strchr("aeiouyh", word.text[1]) != NULL;
}

/* Where the name begins after generic words in front, at most two ("commune urbaine ville de"). */
static size_t skip_generic(const LtpGenericWords *generic, const LtpWords *words, int *rank)
{
    size_t at = 0;
    for (int round = 0; round < 2 && at < words->count; round++)
        at += ltp_generic_at(generic, words, at, rank);
    return at < words->count ? at : 0;
}

static size_t skip_links(const LtpWords *words, size_t at)
{
    while (at + 1 < words->count && ltp_word_is_link(words->items[at]))
        at++;
    return at;
}

/* Where the name ends before a generic word at the back ("Kita commune", "Kendé centre"). */
static size_t drop_generic(const LtpGenericWords *generic, const LtpWords *words, int *rank)
{
    if (words->count > 1 && ltp_word_is_back(words->items[words->count - 1]))
        return words->count - 1;
    for (size_t at = words->count > 3 ? words->count - 3 : 1; at < words->count; at++)
        if (at + ltp_generic_at(generic, words, at, rank) == words->count)
            return at;
    return words->count;
}

static void add_forms(LtpName *name, const LtpGenericWords *generic, const LtpWords *words,
                      bool qualified)
{
    size_t n = words->count;
    const FormKind plain = {false, qualified}, stripped = {true, qualified};
    if (n == 0)
        return;
    add_form(name, words, 0, n, 0, plain);
    size_t after = skip_generic(generic, words, &name->rank);
    size_t end = drop_generic(generic, words, &name->rank);
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
        *to = *at;
        if (lost)
            *to = LTP_LOST_LETTER;
        to++;
        at += lost;
    }
    *to = '\0';
}

/* The folded text of `bytes`; false when it is too long for a name or memory is out (`*no_memory`).
 */
static bool fold_into(const char *bytes, size_t length, char *out, size_t size, bool *no_memory)
{
    LtpBuf folded = {0}, carried = {0};
    char *text = ltp_strndup(bytes, length);
    if (text != NULL)
        carry_lost(text, &carried);
    ltp_text_fold(ltp_buf_text(&carried), &folded);
    bool failed = text == NULL || carried.failed || folded.failed;
    bool fits = !failed && folded.size < size;
    *no_memory = *no_memory || failed;
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
    LtpWords words;
    LtpNameForm form;
    int ignored = 0;
    if (!fold_into(inside, length, folded, sizeof folded, &name->no_memory) ||
        !ltp_words_split(folded, &words) || words.count == 0)
        return;
    if (ltp_generic_at(generic, &words, 0, &name->rank) == words.count)
        return;
    size_t at = skip_generic(generic, &words, &ignored);
    if (write_form(&words, skip_links(&words, at), words.count, 0, &form))
        memcpy(name->qualifier, form.key, sizeof form.key);
    else
        snprintf(name->qualifier, sizeof name->qualifier, "%s", "?");
}

/* Whether nothing follows the closing parenthesis at `text`, or the one that is missing. */
static bool is_blank_after(const char *text)
{
    text += *text == ')';
    return text[strspn(text, " \t\r\n.;,")] == '\0';
}

static void parse_clean(const LtpGenericWords *generic, const char *text, LtpName *name)
{
    char whole[sizeof name->words];
    LtpWords words;
    const char *open = strchr(text, '(');
    if (!fold_into(text, strlen(text), whole, sizeof whole, &name->no_memory) ||
        !ltp_words_split(whole, &words))
        return;
    if (open == NULL || open == text) {
        memcpy(name->words, whole, sizeof whole);
        add_forms(name, generic, &words, false);
        return;
    }
    add_form(name, &words, 0, words.count, 0, (FormKind){false, false});
    size_t inside = strcspn(open + 1, ")");
    if (!is_blank_after(open + 1 + inside))
        return;
    read_qualifier(generic, open + 1, inside, name);
    if (!fold_into(text, (size_t)(open - text), name->words, sizeof name->words,
                   &name->no_memory) ||
        !ltp_words_split(name->words, &words))
        return;
    add_forms(name, generic, &words, name->qualifier[0] != '\0');
}

void ltp_name_parse(const LtpGenericWords *generic, const char *text, LtpName *name)
{
    LtpBuf repaired = {0};
    name->n_forms = name->core = 0;
    name->rank = 0;
    name->no_memory = false;
    name->qualifier[0] = name->words[0] = '\0';
    if (text == NULL || *text == '\0')
        return;
    bool mojibake = ltp_text_unmojibake(text, &repaired);
    parse_clean(generic, mojibake ? ltp_buf_text(&repaired) : text, name);
    name->no_memory = name->no_memory || repaired.failed;
    ltp_buf_release(&repaired);
}

bool ltp_name_qualify(const LtpGenericWords *generic, const LtpName *name, size_t n_words,
                      LtpName *qualified)
{
    LtpWords words;
    LtpNameForm form;
    if (name->qualifier[0] != '\0' || !ltp_words_split(name->words, &words) ||
        words.count <= n_words)
        return false;
    *qualified = (LtpName){.n_forms = 0};
    size_t end = words.count - n_words;
    if (!write_form(&words, end, words.count, 0, &form))
        return true;
    memcpy(qualified->qualifier, form.key, sizeof form.key);
    size_t size = (size_t)(words.items[end].text - name->words) - 1;
    memcpy(qualified->words, name->words, size);
    qualified->words[size] = '\0';
    if (ltp_words_split(qualified->words, &words))
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
