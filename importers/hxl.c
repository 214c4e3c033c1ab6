#include "importers/hxl.h"

#include "base/text.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_token_char(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

/* Spaces of any kind, no-break ones included, as people paste them. */
static const char *skip_blank(const char *at)
{
    while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r' ||
           strncmp(at, "\xC2\xA0", 2) == 0)
        at += *at == '\xC2' ? 2 : 1;
    return at;
}

/* A token in lower case; NULL when there is none or it is too long. */
static const char *read_token(const char *at, char token[LTP_HXL_TOKEN])
{
    size_t length = 0;
    for (; is_token_char(*at); at++) {
        if (length + 1 == LTP_HXL_TOKEN)
            return NULL;
        token[length++] = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
    }
    token[length] = '\0';
    return length > 0 ? at : NULL;
}

bool ltp_hxl_parse(const char *text, LtpHxl *hxl)
{
    LtpHxl read = {.n_attributes = 0};
    const char *at = skip_blank(text);
    if (*at != '#' || !is_letter(*skip_blank(at + 1)))
        return false;
    at = read_token(skip_blank(at + 1), read.tag);
    while (at && *(at = skip_blank(at)) == '+') {
        if (read.n_attributes == LTP_HXL_ATTRIBUTES)
            return false;
        at = read_token(skip_blank(at + 1), read.attributes[read.n_attributes++]);
    }
    if (!at || *at)
        return false;
    if (hxl)
        *hxl = read;
    return true;
}

bool ltp_hxl_has(const LtpHxl *hxl, const char *attribute)
{
    for (size_t i = 0; i < hxl->n_attributes; i++)
        if (strcmp(hxl->attributes[i], attribute) == 0)
            return true;
    return false;
}

bool ltp_hxl_near(const char *text)
{
    const char *at = skip_blank(text);
    if (*at == '#')
        return is_letter(*skip_blank(at + 1)) && !strpbrk(at, "!?/") && !ltp_hxl_parse(text, NULL);
    char token[LTP_HXL_TOKEN];
    if (!is_letter(*at) || !(at = read_token(at, token)) || *at != '+')
        return false;
    return is_letter(at[1]);
}

static bool is_blank(const char *text)
{
    size_t length;
    ltp_text_trim(text, &length);
    return length == 0;
}

bool ltp_row_is_hxl(const LtpRow *row)
{
    size_t tags = 0, filled = 0;
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->cells[i].text;
        if (!*text)
            continue;
        if (strchr(text, '#') && ltp_hxl_parse(text, NULL))
            tags++, filled++;
        else
            filled += !is_blank(text);
    }
    return tags > 0 && tags * 2 >= filled;
}

int ltp_hxl_match(const char *written, const char *canonical)
{
    LtpHxl a, b;
    if (!ltp_hxl_parse(written, &a) || !ltp_hxl_parse(canonical, &b) || strcmp(a.tag, b.tag) != 0)
        return -1;
    int extra = 0;
    for (size_t i = 0; i < b.n_attributes; i++)
        if (!ltp_hxl_has(&a, b.attributes[i]))
            return -1;
    for (size_t i = 0; i < a.n_attributes; i++)
        extra += !ltp_hxl_has(&b, a.attributes[i]);
    return extra;
}
