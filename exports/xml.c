#include "exports/xml.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\n':
        return "&#10;";
    default:
        return NULL;
    }
}

void ltp_xml_text(LtpBuf *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        const char *escaped = entity(*text);
        if (escaped != NULL)
            ltp_buf_puts(out, escaped);
        else
            ltp_buf_putc(out, (unsigned char)*text < 0x20 ? ' ' : *text);
    }
}

/* Puts the conversion that starts at `at` and returns its length. */
static size_t put_argument(LtpBuf *out, const char *at, va_list *args)
{
    size_t length = 1 + strcspn(at + 1, "sdugf%") + 1;
    switch (at[length - 1]) {
    case 's':
        ltp_xml_text(out, va_arg(*args, const char *));
        break;
    case 'd':
        ltp_buf_printf(out, "%d", va_arg(*args, int));
        break;
    case 'u':
        ltp_buf_printf(out, "%zu", va_arg(*args, size_t));
        break;
    case 'g':
        ltp_buf_printf(out, "%g", va_arg(*args, double));
        break;
    case 'f':
        ltp_buf_printf(out, "%.*f", at[1] == '.' ? at[2] - '0' : 6, va_arg(*args, double));
        break;
    default:
        ltp_buf_putc(out, '%');
        break;
    }
    return length;
}

void ltp_xml(LtpBuf *out, const char *template, ...)
{
    va_list args;
    va_start(args, template);
    for (const char *at = template; *at != '\0';) {
        size_t plain = strcspn(at, "%");
        ltp_buf_put(out, at, plain);
        at += plain;
        if (*at == '%')
            at += put_argument(out, at, &args);
    }
    va_end(args);
}

const char *ltp_xml_colour(const char *colour, char out[LTP_XML_COLOUR])
{
    unsigned red = 0, green = 0, blue = 0;
    if (colour == NULL || sscanf(colour, "#%2x%2x%2x", &red, &green, &blue) != 3)
        red = green = blue = 128;
    snprintf(out, LTP_XML_COLOUR, "%u,%u,%u,255", red & 255U, green & 255U, blue & 255U);
    return out;
}
