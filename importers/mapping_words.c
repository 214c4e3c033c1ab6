#include "importers/mapping_words.h"

#include "base/text.h"

#include <string.h>

LtpWords ltp_words_split(const char *text, size_t size)
{
    LtpWords words = {0};
    char *part = ltp_strndup(text, size);
    words.text = part ? ltp_text_folded(part) : NULL;
    ltp_free(part);
    for (char *at = words.text; at && *at && words.count < LTP_MAX_WORDS;) {
        words.word[words.count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return words;
}

void ltp_words_release(LtpWords *words)
{
    ltp_free(words->text);
    *words = (LtpWords){0};
}

bool ltp_word_is_filler(const char *word)
{
    static const char *const fillers[] = {
        "de",   "des",    "du",     "d",     "la",     "le",   "les",  "l",      "un",   "une",
        "et",   "en",     "au",     "aux",   "a",      "of",   "the",  "and",    "for",  "in",
        "to",   "el",     "los",    "las",   "y",      "e",    "da",   "do",     "das",  "dos",
        "o",    "os",     "por",    "para",  "nb",     "nbr",  "nbre", "nombre", "no",   "n",
        "num",  "number", "numero", "total", "totale", "sum",  "del",  "par",    "pour", "with",
        "avec", "dans",   "sur",    "on",    "by",     "each",
    };
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (strcmp(word, fillers[i]) == 0)
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
