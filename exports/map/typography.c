#include "exports/map/typography.h"

#include "base/text.h"
#include "exports/figures.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

enum { NO_BREAK = 0xA0, NARROW = 0x202F, OPEN = 0xAB, CLOSE = 0xBB, APOSTROPHE = 0x2019 };

static bool wants_space_before(uint32_t c)
{
    return c == ':' || c == ';' || c == '!' || c == '?' || c == '%' || c == CLOSE;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == NO_BREAK || c == NARROW;
}

void ltp_type_text(LtpBuf *out, const char *text, LtpLang lang)
{
    if (lang != LTP_FR) {
        ltp_buf_puts(out, text);
        return;
    }
    uint32_t before = 0;
    while (*text) {
        uint32_t c = ltp_text_next(&text);
        const char *peek = text;
        uint32_t after = *text ? ltp_text_next(&peek) : 0;
        if (is_blank(c) && (before == OPEN || wants_space_before(after) || c == NO_BREAK))
            c = NARROW;
        if (c == '\'' && g_unichar_isalpha(before) && g_unichar_isalpha(after))
            c = APOSTROPHE;
        ltp_text_put(out, c);
        before = c;
    }
}

void ltp_type_number(LtpBuf *out, double value, int decimals, LtpLang lang)
{
    LtpBuf digits = {0};
    ltp_figure_number(&digits, value, decimals, lang);
    ltp_type_text(out, ltp_buf_text(&digits), lang);
    ltp_buf_release(&digits);
}

void ltp_type_date(LtpBuf *out, LtpDay day, LtpLang lang)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int year, month, dom;
    if (day == LTP_DAY_NONE)
        return;
    ltp_day_civil(day, &year, &month, &dom);
    if (lang == LTP_FR)
        ltp_buf_printf(out, "%02d/%02d/%04d", dom, month, year);
    else
        ltp_buf_printf(out, "%d %s %04d", dom, months[month - 1], year);
}

void ltp_type_iso(LtpBuf *out, const char *iso, LtpLang lang)
{
    LtpDay day;
    if (ltp_day_parse_iso(iso, &day))
        ltp_type_date(out, day, lang);
    else
        ltp_buf_puts(out, iso);
}

void ltp_type_dates(LtpBuf *out, const char *text, LtpLang lang)
{
    enum { LENGTH = 10 }; /* yyyy-mm-dd */
    while (*text) {
        char date[LENGTH + 1];
        LtpDay day;
        snprintf(date, sizeof date, "%s", text);
        bool whole = strlen(date) == LENGTH && date[4] == '-' && date[7] == '-';
        if (whole && ltp_day_parse_iso(date, &day)) {
            ltp_type_date(out, day, lang);
            text += LENGTH;
        } else {
            ltp_buf_put(out, text++, 1);
        }
    }
}

void ltp_type_figures(LtpBuf *out, const char *text, LtpLang lang)
{
    enum { SHORT = 3, LONG = 15 }; /* digits: no need to group, no longer exact */
    while (*text) {
        size_t digits = strspn(text, "0123456789");
        if (digits > SHORT && digits <= LONG)
            ltp_type_number(out, (double)strtoll(text, NULL, 10), 0, lang);
        else
            ltp_buf_put(out, text, digits > 0 ? digits : 1);
        text += digits > 0 ? digits : 1;
    }
}
