#include "service/filter_scan.h"

#include "base/lang.h"
#include "base/number.h"

#include <string.h>

LtpCode ltp_scan_fail(const LtpScan *scan)
{
    return ltp_fail(scan->err, LTP_EUSAGE,
                    _("filter= cannot be understood from character %lld on: \"%.40s\"."),
                    (long long)(scan->at - scan->start) + 1, scan->at);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

static void skip_space(LtpScan *scan)
{
    scan->at += strspn(scan->at, " \t\n\r");
}

static size_t word_size(const char *at)
{
    size_t size = 0;
    while (is_letter(at[0]) && is_name(at[size]))
        size++;
    return size;
}

static bool same_word(const char *at, size_t size, const char *word)
{
    if (strlen(word) != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (((at[i] >= 'a' && at[i] <= 'z') ? at[i] - 32 : at[i]) != word[i])
            return false;
    return true;
}

bool ltp_scan_word(LtpScan *scan, const char *word)
{
    skip_space(scan);
    size_t size = word_size(scan->at);
    if (!same_word(scan->at, size, word))
        return false;
    scan->at += size;
    return true;
}

bool ltp_scan_function(LtpScan *scan, const char *word)
{
    const char *here = scan->at;
    if (ltp_scan_word(scan, word) && ltp_scan_peek(scan) == '(')
        return true;
    scan->at = here;
    return false;
}

char ltp_scan_peek(LtpScan *scan)
{
    skip_space(scan);
    return *scan->at;
}

bool ltp_scan_char(LtpScan *scan, char c)
{
    if (ltp_scan_peek(scan) != c)
        return false;
    scan->at++;
    return true;
}

LtpCode ltp_scan_expect(LtpScan *scan, char c)
{
    return ltp_scan_char(scan, c) ? LTP_OK : ltp_scan_fail(scan);
}

/* What \n and the like stand for; 0 = nothing of its own. */
static char control_of(char letter)
{
    static const char letters[] = "abtnvfr", controls[] = "\a\b\t\n\v\f\r";
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? controls[found - letters] : '\0';
}

static void take_escaped(LtpScan *scan, LtpBuf *out)
{
    char next = scan->at[1], control = control_of(next);
    if (control || next == '\'') {
        ltp_buf_putc(out, control ? control : next);
        scan->at++;
        return;
    }
    ltp_buf_putc(out, '\\');
    if (next) {
        ltp_buf_putc(out, next);
        scan->at++;
    }
}

/* Up to the quote that closes; a doubled quote is one. */
static LtpCode read_quoted(LtpScan *scan, char quote, const char **text)
{
    LtpBuf out = {0};
    LTP_TRY(ltp_scan_expect(scan, quote));
    for (; *scan->at; scan->at++) {
        if (*scan->at == quote && scan->at[1] != quote)
            break;
        if (*scan->at == '\\' && quote == '\'') {
            take_escaped(scan, &out);
            continue;
        }
        scan->at += *scan->at == quote;
        ltp_buf_putc(&out, *scan->at);
    }
    LtpCode rc = *scan->at ? LTP_OK : ltp_scan_fail(scan);
    scan->at += rc == LTP_OK;
    *text = ltp_arena_strdup(scan->arena, ltp_buf_text(&out));
    ltp_buf_release(&out);
    LTP_TRY(rc);
    return *text ? LTP_OK : ltp_fail_memory(scan->err);
}

LtpCode ltp_scan_text(LtpScan *scan, const char **text)
{
    return read_quoted(scan, '\'', text);
}

LtpCode ltp_scan_name(LtpScan *scan, const char **name)
{
    if (ltp_scan_peek(scan) == '"')
        return read_quoted(scan, '"', name);
    size_t size = word_size(scan->at);
    if (size == 0)
        return ltp_scan_fail(scan);
    *name = ltp_arena_strndup(scan->arena, scan->at, size);
    scan->at += size;
    return *name ? LTP_OK : ltp_fail_memory(scan->err);
}

LtpCode ltp_scan_number(LtpScan *scan, double *number)
{
    char text[40];
    skip_space(scan);
    size_t size = strspn(scan->at, "0123456789.eE+-");
    if (size == 0 || size >= sizeof text)
        return ltp_scan_fail(scan);
    memcpy(text, scan->at, size);
    text[size] = '\0';
    /* CQL2 knows 5. and +5 */
    size_t last = size - 1;
    if (text[last] == '.')
        text[last] = '\0';
    if (!ltp_parse_double(text + (text[0] == '+'), number))
        return ltp_scan_fail(scan);
    scan->at += size;
    return LTP_OK;
}

size_t ltp_scan_letters(LtpScan *scan, const char **letters)
{
    size_t size = 0;
    skip_space(scan);
    *letters = scan->at;
    while ((scan->at[size] >= 'a' && scan->at[size] <= 'z') ||
           (scan->at[size] >= 'A' && scan->at[size] <= 'Z'))
        size++;
    scan->at += size;
    return size;
}
