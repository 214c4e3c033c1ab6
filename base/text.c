#include "base/text.h"

#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* --- UTF-8 --- */

/* Reads one code point from at most `size` bytes; gives its length, or 0 when the bytes are
 * malformed. Overlong forms, surrogates and values beyond U+10FFFF are malformed. */
static size_t decode(const unsigned char *bytes, size_t size, uint32_t *code_point)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = bytes[0];
    if (lead < 0x80) {
        *code_point = lead;
        return 1;
    }
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || length > size)
        return 0;
    uint32_t c = lead & (0x7FU >> length);
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (bytes[i] & 0x3FU);
    }
    if (c < smallest[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    *code_point = c;
    return length;
}

/* Whether the last bytes could begin a character that goes on. */
static bool is_cut_sequence(const unsigned char *bytes, size_t size)
{
    size_t wanted = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
    if (bytes[0] < 0xC2 || bytes[0] > 0xF4 || size >= wanted)
        return false;
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return false;
    }
    return true;
}

/* How many bytes are ASCII before the first that is not: eight at a time, as most text is. */
static size_t ascii_run(const unsigned char *bytes, size_t size)
{
    size_t at = 0;
    for (uint64_t word; at + sizeof word <= size; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < size && bytes[at] < 0x80)
        at++;
    return at;
}

static bool is_utf8(const unsigned char *bytes, size_t size, bool may_be_cut)
{
    uint32_t c;
    for (size_t at = 0; (at += ascii_run(bytes + at, size - at)) < size;) {
        size_t length = decode(bytes + at, size - at, &c);
        if (length == 0)
            return may_be_cut && is_cut_sequence(bytes + at, size - at);
        at += length;
    }
    return true;
}

bool ltp_text_is_utf8(const char *text, size_t size)
{
    return is_utf8((const unsigned char *)text, size, false);
}

LtpEncoding ltp_text_encoding(const void *bytes, size_t size, size_t *bom_size)
{
    const unsigned char *at = bytes;
    *bom_size = 0;
    if (size >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) {
        *bom_size = 3;
        return LTP_UTF8;
    }
    if (size >= 2 && (memcmp(at, "\xFF\xFE", 2) == 0 || memcmp(at, "\xFE\xFF", 2) == 0)) {
        *bom_size = 2;
        return at[0] == 0xFF ? LTP_UTF16LE : LTP_UTF16BE;
    }
    return is_utf8(at, size, true) ? LTP_UTF8 : LTP_CP1252;
}

uint32_t ltp_text_next(const char **text)
{
    const unsigned char *bytes = (const unsigned char *)*text;
    uint32_t c = REPLACEMENT;
    if (*bytes == 0)
        return 0;
    size_t length = decode(bytes, strnlen(*text, 4), &c);
    *text += length ? length : 1;
    return length ? c : REPLACEMENT;
}

void ltp_text_put(LtpBuf *out, uint32_t c)
{
    char bytes[4];
    size_t size = 0;
    if (c < 0x80) {
        bytes[size++] = (char)c;
    } else if (c < 0x800) {
        bytes[size++] = (char)(0xC0 | c >> 6);
        bytes[size++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        bytes[size++] = (char)(0xE0 | c >> 12);
        bytes[size++] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[size++] = (char)(0x80 | (c & 0x3F));
    } else {
        bytes[size++] = (char)(0xF0 | c >> 18);
        bytes[size++] = (char)(0x80 | (c >> 12 & 0x3F));
        bytes[size++] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[size++] = (char)(0x80 | (c & 0x3F));
    }
    ltp_buf_put(out, bytes, size);
}

size_t ltp_text_length(const char *text)
{
    size_t count = 0;
    while (ltp_text_next(&text) != 0)
        count++;
    return count;
}

/* --- other encodings --- */

/* Windows-1252 in 0x80..0x9F, where it differs from Latin-1; 0 = unassigned. */
static const uint16_t cp1252_high[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* A NUL inside a text would end it for every reader of C strings. */
static void put_meaning(LtpBuf *out, uint32_t c)
{
    ltp_text_put(out, c ? c : REPLACEMENT);
}

static void put_utf8(LtpBuf *out, const unsigned char *bytes, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t c = REPLACEMENT;
        size_t length = decode(bytes + at, size - at, &c);
        put_meaning(out, c);
        at += length ? length : 1;
    }
}

static void put_cp1252(LtpBuf *out, const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bool high = bytes[i] >= 0x80 && bytes[i] < 0xA0;
        put_meaning(out, high ? cp1252_high[bytes[i] - 0x80] : bytes[i]);
    }
}

static uint32_t utf16_unit(const unsigned char *bytes, bool little)
{
    return little ? (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8
                  : (uint32_t)bytes[1] | (uint32_t)bytes[0] << 8;
}

static void put_utf16(LtpBuf *out, const unsigned char *bytes, size_t size, bool little)
{
    for (size_t at = 0; at + 1 < size; at += 2) {
        uint32_t c = utf16_unit(bytes + at, little);
        if (c >= 0xD800 && c <= 0xDBFF && at + 3 < size) {
            uint32_t low = utf16_unit(bytes + at + 2, little);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        put_meaning(out, c >= 0xD800 && c <= 0xDFFF ? REPLACEMENT : c);
    }
    if (size % 2)
        put_meaning(out, REPLACEMENT);
}

void ltp_text_to_utf8(LtpEncoding from, const void *bytes, size_t size, LtpBuf *out)
{
    switch (from) {
    case LTP_UTF8:
        put_utf8(out, bytes, size);
        break;
    case LTP_CP1252:
        put_cp1252(out, bytes, size);
        break;
    case LTP_UTF16LE:
    case LTP_UTF16BE:
        put_utf16(out, bytes, size, from == LTP_UTF16LE);
        break;
    }
}

/* --- mojibake --- */

/* The byte that Windows-1252 shows as `c`, or -1. Unassigned bytes come as C1 controls. */
static int cp1252_byte(uint32_t c)
{
    if (c <= 0xFF && (c >= 0xA0 || (c >= 0x80 && cp1252_high[c - 0x80] == 0)))
        return (int)c;
    for (int i = 0; i < 32; i++) {
        if (cp1252_high[i] == c && c != 0)
            return 0x80 + i;
    }
    return -1;
}

/* What a wrongly read sequence may stand for: accented Latin letters, typographic signs, the euro
 * sign and the byte-order mark. French has real sequences that would pass for rarer characters
 * ("É»"). */
static bool is_likely(uint32_t c)
{
    return (c >= 0xA0 && c <= 0x17F) || (c >= 0x2010 && c <= 0x203A) || c == 0x20AC ||
           c == 0x202F || c == 0x2122 || c == 0xFEFF;
}

/* The character that the next few characters were before they were misread; `*text` moves past
 * them. 0 when they are what they seem. */
static uint32_t next_misread(const char **text)
{
    unsigned char bytes[4];
    const char *ends[4];
    const char *at = *text;
    size_t count = 0;
    for (; count < 4; count++) {
        int byte = cp1252_byte(ltp_text_next(&at));
        if (byte < 0)
            break;
        bytes[count] = (unsigned char)byte;
        ends[count] = at;
    }
    uint32_t c;
    size_t length = count > 0 ? decode(bytes, count, &c) : 0;
    if (length == 0 || !is_likely(c))
        return 0;
    *text = ends[length - 1];
    return c;
}

static bool repair_once(const char *text, LtpBuf *out)
{
    bool repaired = false;
    while (*text) {
        const char *before = text;
        uint32_t c = next_misread(&text);
        if (c != 0) {
            repaired = true;
            ltp_text_put(out, c);
        } else {
            ltp_text_next(&text);
            ltp_buf_put(out, before, (size_t)(text - before));
        }
    }
    return repaired;
}

bool ltp_text_unmojibake(const char *text, LtpBuf *out)
{
    LtpBuf current = {.max = 0}, next = {.max = 0};
    bool any = false;
    ltp_buf_puts(&current, text);
    /* A file can have been through the mill more than once. */
    while (repair_once(ltp_buf_text(&current), &next)) {
        LtpBuf swap = current;
        current = next;
        next = swap;
        ltp_buf_clear(&next);
        any = true;
    }
    if (any)
        ltp_buf_puts(out, ltp_buf_text(&current));
    ltp_buf_release(&current);
    ltp_buf_release(&next);
    return any;
}

/* --- white space --- */

bool ltp_text_is_space(uint32_t c)
{
    return (c > 0 && c <= 0x20) || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

const char *ltp_text_trim_slice(const char *text, size_t size, size_t *length)
{
    const char *start = NULL, *end = text;
    for (const char *at = text; at < text + size && *at;) {
        const char *before = at;
        if (ltp_text_is_space(ltp_text_next(&at)))
            continue;
        start = start ? start : before;
        end = at;
    }
    *length = start ? (size_t)(end - start) : 0;
    return start ? start : text;
}

const char *ltp_text_trim(const char *text, size_t *length)
{
    return ltp_text_trim_slice(text, strlen(text), length);
}

char *ltp_text_squeeze(const char *text)
{
    LtpBuf out = {.max = 0};
    bool gap = false;
    while (*text) {
        const char *before = text;
        if (ltp_text_is_space(ltp_text_next(&text))) {
            gap = out.size > 0;
            continue;
        }
        if (gap)
            ltp_buf_putc(&out, ' ');
        gap = false;
        ltp_buf_put(&out, before, (size_t)(text - before));
    }
    return ltp_buf_take(&out);
}

bool ltp_ascii_equal(const char *a, const char *b)
{
    for (;; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a + 32) : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b + 32) : *b;
        if (x != y || x == '\0')
            return x == y;
    }
}
