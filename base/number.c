#include "base/number.h"

#include "base/os.h"
#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double ltp_null_real(void)
{
    return (double)NAN;
}

bool ltp_is_null_real(double value)
{
    return isnan(value);
}

/* --- strict --- */

static size_t digits_at(const char *text)
{
    return strspn(text, "0123456789");
}

/* [+-] digits [. digits] [e [+-] digits], with a digit on one side of the point. */
static bool is_decimal(const char *text)
{
    text += *text == '+' || *text == '-';
    size_t whole = digits_at(text), fraction = 0;
    text += whole;
    if (*text == '.') {
        fraction = digits_at(text + 1);
        text += 1 + fraction;
    }
    if (whole + fraction == 0)
        return false;
    if (*text == 'e' || *text == 'E') {
        text += 1 + (text[1] == '+' || text[1] == '-');
        size_t exponent = digits_at(text);
        if (exponent == 0)
            return false;
        text += exponent;
    }
    return *text == '\0';
}

bool ltp_parse_double(const char *text, double *value)
{
    if (!is_decimal(text))
        return false;
    double parsed = ltp_os_strtod(text);
    if (!isfinite(parsed))
        return false;
    *value = parsed;
    return true;
}

bool ltp_parse_int(const char *text, int64_t *value)
{
    const char *digits = text + (*text == '+' || *text == '-');
    size_t count = digits_at(digits);
    if (count == 0 || digits[count] != '\0')
        return false;
    errno = 0;
    long long parsed = strtoll(text, NULL, 10);
    if (errno != 0)
        return false;
    *value = parsed;
    return true;
}

/* --- writing --- */

/* "d.ddde±xx" with as few digits as read back to the same double. */
static void shortest_exp(double value, char out[LTP_REAL_TEXT])
{
    /* 15 digits always survive, so fewer are only a matter of zeros; subnormals hold less. */
    for (int digits = fabs(value) < 2.3e-308 ? 1 : 15; digits <= 17; digits++) {
        ltp_os_print_exp(value, digits, out, LTP_REAL_TEXT);
        if (ltp_os_strtod(out) == value)
            return;
    }
}

/* Positional notation of `count` digits with the point after the first `point` of them. */
static void put_positional(char *out, const char *digits, int count, int point)
{
    if (point <= 0) {
        *out++ = '0';
        *out++ = '.';
        for (int i = point; i < 0; i++)
            *out++ = '0';
    }
    for (int i = 0; i < count || i < point; i++) {
        if (i == point && i > 0)
            *out++ = '.';
        *out++ = i < count ? digits[i] : '0';
    }
    *out = '\0';
}

const char *ltp_real_text(double value, char out[LTP_REAL_TEXT])
{
    out[0] = '\0';
    if (!isfinite(value))
        return out;
    if (fabs(value) < 1e15 && value == trunc(value)) {
        snprintf(out, LTP_REAL_TEXT, "%lld", (long long)value);
        return out;
    }
    char exp_text[LTP_REAL_TEXT], digits[LTP_REAL_TEXT];
    char *at = out;
    if (value < 0)
        *at++ = '-';
    shortest_exp(fabs(value), exp_text);
    char *mark = strchr(exp_text, 'e');
    int exponent = (int)strtol(mark + 1, NULL, 10);
    int count = 0;
    for (const char *c = exp_text; c < mark; c++) {
        if (*c != '.')
            digits[count++] = *c;
    }
    while (count > 1 && digits[count - 1] == '0')
        count--;
    if (exponent >= -4 && exponent < 16) {
        put_positional(at, digits, count, exponent + 1);
        return out;
    }
    put_positional(at, digits, count, 1);
    memcpy(at + strlen(at), mark, strlen(mark) + 1);
    return out;
}

const char *ltp_real_text_point(double value, char out[LTP_REAL_TEXT])
{
    ltp_real_text(value, out);
    if (out[0] && !strpbrk(out, ".e"))
        memcpy(out + strlen(out), ".0", sizeof ".0");
    return out;
}

/* --- as people type --- */

typedef struct Word {
    const char *text;
    bool letters; /* must stand apart from letters and digits: "CA17" is a code */
} Word;

static const Word approx_words[] = {
    {"+/-", false},    {"+-", false},    {"~", false},      {"\u2248", false},
    {"\u00B1", false}, {"env", true},    {"environ", true}, {"about", true},
    {"around", true},  {"approx", true}, {"ca", true},      {"vers", true},
};

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Length of `word` at the start of `text`, 0 when another word stands there. */
static size_t match_word(const char *text, size_t length, Word word)
{
    size_t size = strlen(word.text);
    if (size > length)
        return 0;
    for (size_t i = 0; i < size; i++) {
        if (lower(text[i]) != word.text[i])
            return 0;
    }
    if (word.letters && size < length && is_alphanumeric(text[size]))
        return 0;
    return size + (word.letters && size < length && text[size] == '.');
}

typedef struct Slice {
    const char *text;
    size_t length;
} Slice;

static Slice trimmed(const char *text, size_t length)
{
    Slice slice = {text, length};
    slice.text = ltp_text_trim_slice(text, length, &slice.length);
    return slice;
}

static bool strip_before(Slice *slice, Word word)
{
    size_t taken = match_word(slice->text, slice->length, word);
    if (taken > 0)
        *slice = trimmed(slice->text + taken, slice->length - taken);
    return taken > 0;
}

static bool strip_after(Slice *slice, Word word)
{
    size_t size = strlen(word.text), end = slice->length;
    if (end > 0 && slice->text[end - 1] == '.')
        end--;
    if (!word.letters || end <= size || is_alphanumeric(slice->text[end - size - 1]) ||
        match_word(slice->text + end - size, size, word) == 0)
        return false;
    *slice = trimmed(slice->text, end - size);
    return true;
}

/* Takes one word for "about" off either end. */
static bool strip_approx(Slice *slice)
{
    for (size_t i = 0; i < sizeof approx_words / sizeof *approx_words; i++) {
        if (strip_before(slice, approx_words[i]) || strip_after(slice, approx_words[i]))
            return true;
    }
    return false;
}

/* A number in one byte a character: white space and apostrophes between digits are ' ', the sign
 * and the exponent are apart. */
typedef struct Plain {
    char body[64];
    size_t length;
    bool negative;
    char exponent[8]; /* "e-3" or "" */
} Plain;

static char plain_char(uint32_t c)
{
    if (c < 0x80 && strchr("0123456789.,", (int)c))
        return (char)c;
    if (c == '\'' || c == 0x2019 || ltp_text_is_space(c))
        return ' ';
    return '\0';
}

static bool plain_exponent(const char *text, const char *end, Plain *plain)
{
    size_t length = (size_t)(end - text);
    if (length >= sizeof plain->exponent)
        return false;
    memcpy(plain->exponent, text, length);
    plain->exponent[length] = '\0';
    return true;
}

static bool plain_of(Slice slice, Plain *plain)
{
    const char *text = slice.text, *end = slice.text + slice.length;
    *plain = (Plain){.length = 0};
    while (text < end) {
        const char *before = text;
        uint32_t c = ltp_text_next(&text);
        bool at_start = plain->length == 0;
        if (at_start && (c == '-' || c == '+' || c == 0x2212)) {
            if (before != slice.text)
                return false;
            plain->negative = c != '+';
            continue;
        }
        if (c == 'e' || c == 'E')
            return !at_start && plain_exponent(before, end, plain);
        char byte = plain_char(c);
        if (byte == '\0' || plain->length + 1 >= sizeof plain->body)
            return false;
        if (byte != ' ' || !at_start)
            plain->body[plain->length++] = byte;
    }
    return plain->length > 0;
}

static size_t count_of(const Plain *plain, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < plain->length; i++)
        count += plain->body[i] == c;
    return count;
}

/* "1,234" and "1.234": thousands when it looks just like that. */
static bool looks_grouped(const Plain *plain, size_t at)
{
    return plain->length - at == 4 && at >= 1 && at <= 3 && plain->body[0] != '0' &&
           plain->exponent[0] == '\0' && count_of(plain, ' ') == 0;
}

/* The decimal separator of the number, '\0' when it has none. */
static char decimal_of(const Plain *plain)
{
    size_t points = count_of(plain, '.'), commas = count_of(plain, ',');
    if (points > 0 && commas > 0)
        return strrchr(plain->body, '.') > strrchr(plain->body, ',') ? '.' : ',';
    if (points + commas != 1)
        return '\0';
    char separator = points ? '.' : ',';
    size_t at = (size_t)(strchr(plain->body, separator) - plain->body);
    return looks_grouped(plain, at) ? '\0' : separator;
}

/* Appends the digits of a whole part; groups of three by one and the same separator, or none. */
static bool put_whole(const char *text, size_t length, LtpBuf *out)
{
    size_t run = 0;
    char group = '\0';
    for (size_t i = 0; i <= length; i++) {
        bool digit = i < length && text[i] >= '0' && text[i] <= '9';
        if (digit) {
            ltp_buf_putc(out, text[i]);
            run++;
            continue;
        }
        bool grouped = group || i < length;
        if (grouped && (group ? run != 3 : run < 1 || run > 3))
            return false;
        if (i < length && group && text[i] != group)
            return false;
        group = i < length ? text[i] : group;
        run = 0;
    }
    return true;
}

static bool put_number(const Plain *plain, char decimal, LtpBuf *out)
{
    const char *end = plain->body + plain->length;
    const char *point = decimal ? memchr(plain->body, decimal, plain->length) : NULL;
    if (plain->negative)
        ltp_buf_putc(out, '-');
    if (!put_whole(plain->body, (size_t)((point ? point : end) - plain->body), out))
        return false;
    if (point && digits_at(point + 1) != (size_t)(end - point - 1))
        return false;
    if (point)
        ltp_buf_putc(out, '.');
    if (point)
        ltp_buf_puts(out, point + 1);
    ltp_buf_puts(out, plain->exponent);
    return true;
}

static bool parse_plain(Slice slice, char decimal, double *value)
{
    Plain plain;
    LtpBuf text = {.max = 128};
    if (!plain_of(slice, &plain))
        return false;
    bool parsed = put_number(&plain, decimal ? decimal : decimal_of(&plain), &text) &&
                  !text.failed && ltp_parse_double(ltp_buf_text(&text), value);
    ltp_buf_release(&text);
    return parsed;
}

LtpNumberStatus ltp_number_parse(const char *text, char decimal, double *value)
{
    *value = ltp_null_real();
    if (ltp_text_is_missing(text))
        return LTP_NUMBER_MISSING;
    Slice slice = trimmed(text, strlen(text));
    bool approx = strip_approx(&slice);
    if (!parse_plain(slice, decimal, value))
        return LTP_NUMBER_UNREADABLE;
    return approx ? LTP_NUMBER_APPROX : LTP_NUMBER_OK;
}

LtpNumberStatus ltp_people_parse(const char *text, char decimal, int64_t *count)
{
    double value;
    LtpNumberStatus status = ltp_number_parse(text, decimal, &value);
    *count = LTP_NULL_INT;
    if (status != LTP_NUMBER_OK && status != LTP_NUMBER_APPROX)
        return status;
    /* Beyond 2^53 a double no longer counts one by one; and the Earth is smaller. */
    if (value < 0 || value > 9007199254740992.0)
        return LTP_NUMBER_UNREADABLE;
    *count = (int64_t)round(value);
    return status;
}
