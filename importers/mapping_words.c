#include "importers/mapping_words.h"

#include "base/text.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "l'activité" is two words, where folding would make one of it. In place. */
static void open_elisions(char *text)
{
    static const char curly[] = "\xE2\x80\x99";
    for (char *at = text; *at; at++) {
        size_t size = *at == '\'' ? 1 : strncmp(at, curly, 3) == 0 ? 3 : 0;
        if (size == 0 || at == text || !strchr("dlDL", at[-1]) ||
            (at - text > 1 && is_letter(at[-2])))
            continue;
        memset(at, ' ', size);
    }
}

LtpLabelWords ltp_label_words_split(const char *text, size_t size)
{
    LtpLabelWords words = {0};
    char *part = ltp_strndup(text, size);
    if (part)
        open_elisions(part);
    words.text = part ? ltp_text_folded(part) : NULL;
    ltp_free(part);
    for (char *at = words.text; at && *at && words.count < LTP_MAX_LABEL_WORDS;) {
        words.word[words.count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return words;
}

void ltp_label_words_release(LtpLabelWords *words)
{
    ltp_free(words->text);
    *words = (LtpLabelWords){0};
}

bool ltp_word_is_filler(const char *word)
{
    static const char *const fillers[] = {
        "de",      "des",    "du",      "d",       "la",      "le",      "les",    "l",
        "un",      "une",    "et",      "en",      "au",      "aux",     "a",      "of",
        "the",     "and",    "for",     "in",      "to",      "el",      "los",    "las",
        "y",       "e",      "da",      "do",      "das",     "dos",     "o",      "os",
        "por",     "para",   "nb",      "nbr",     "nbre",    "nombre",  "no",     "n",
        "num",     "number", "numero",  "total",   "totale",  "sum",     "del",    "par",
        "pour",    "with",   "avec",    "dans",    "sur",     "on",      "by",     "each",
        "dont",    "com",    "con",     "quais",   "cual",    "cuales",  "which",  "que",
        "ou",      "or",     "through", "via",     "em",      "no",      "na",     "ao",
        "aos",     "nos",    "nas",     "del",     "al",      "u",       "totaux", "totais",
        "totales", "what",   "who",     "where",   "when",    "how",     "many",   "is",
        "are",     "was",    "were",    "be",      "being",   "been",    "did",    "does",
        "do",      "will",   "it",      "this",    "they",    "quel",    "quelle", "quels",
        "quelles", "est",    "sont",    "qui",     "quoi",    "combien", "quand",  "sera",
        "es",      "son",    "se",      "cuantos", "cuantas", "cuando",  "donde",  "quien",
        "qual",    "quais",  "quantos", "quantas", "quando",  "onde",    "quem",   "foi",
        "foram",   "sao",    "have",    "has",     "ont",     "an",      "its",    "from",
        "at",
    };
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (strcmp(word, fillers[i]) == 0)
            return true;
    return false;
}

bool ltp_word_is_number_of(const char *word)
{
    static const char *const words[] = {"nb",      "nbr",     "nbre",   "nombre", "no",
                                        "n",       "num",     "number", "numero", "total",
                                        "cuantos", "cuantas", "how",    "combien"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

static size_t stem_length(const char *word)
{
    size_t length = strlen(word);
    if (length > 3 && word[length - 1] == 's')
        length--;
    while (length > 3 && word[length - 1] == 'e')
        length--;
    return length;
}

void ltp_word_stem(char *word)
{
    word[stem_length(word)] = '\0';
}

bool ltp_word_same_stem(const char *a, const char *b)
{
    size_t length = stem_length(a);
    return length == stem_length(b) && strncmp(a, b, length) == 0;
}
