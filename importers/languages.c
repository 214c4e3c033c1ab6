#include "importers/languages.h"

#include "base/text.h"

#include <string.h>

/* Folded; ISO 639 codes of two and three letters, and names in the languages of the sheets. */
static const struct {
    const char *code, *names;
} languages[] = {
    {"fr", "|fr|fra|fre|french|francais|frances|fr fr|fr ca|"},
    {"en", "|en|eng|english|anglais|ingles|en us|en gb|american|british|"},
    {"ar", "|ar|ara|arabic|arabe|"},
    {"es", "|es|spa|spanish|espagnol|espanol|castellano|"},
    {"pt", "|pt|por|portuguese|portugais|portugues|brazilian|"},
    {"de", "|de|deu|ger|german|allemand|ngerman|"},
    {"bm", "|bm|bam|bambara|bamanankan|"},
    {"ff", "|ff|ful|fulfulde|peul|pulaar|fula|"},
    {"uk", "|uk|ukr|ukrainian|ukrainien|"},
    {"ru", "|ru|rus|russian|russe|"},
};

static const char *code_of(const char *word)
{
    LtpBuf key = {0};
    const char *code = NULL;
    ltp_buf_putc(&key, '|');
    ltp_text_fold(word, &key);
    ltp_buf_putc(&key, '|');
    for (size_t i = 0; key.size > 2 && i < sizeof languages / sizeof *languages; i++)
        if (strstr(languages[i].names, ltp_buf_text(&key)) != NULL)
            code = languages[i].code;
    ltp_buf_release(&key);
    return code;
}

void ltp_language_codes(const char *text, LtpBuf *out)
{
    while (*text != '\0') {
        size_t size = strcspn(text, ";,/|"), length = 0;
        const char *part = ltp_text_trim_slice(text, size, &length);
        char *word = ltp_strndup(part, length);
        const char *code = word != NULL ? code_of(word) : NULL;
        if (length > 0)
            ltp_buf_printf(out, "%s%s", out->size > 0 ? ";" : "", code != NULL ? code : word);
        out->failed |= word == NULL;
        ltp_free(word);
        text += size + (text[size] != '\0');
    }
}
