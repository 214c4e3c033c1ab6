#include "base/json.h"

#include "base/number.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

static void new_line(LtpJson *json)
{
    if (json->indent > 0)
        ltp_buf_printf(json->out, "\n%*s", (int)json->depth * json->indent, "");
}

/* What goes before a key or a value: nothing after a key or at the top, else a comma and a line. */
static void before_item(LtpJson *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    if (!json->first)
        ltp_buf_putc(json->out, ',');
    json->first = false;
    new_line(json);
}

static void open_level(LtpJson *json, char bracket)
{
    before_item(json);
    ltp_buf_putc(json->out, bracket);
    json->depth++;
    json->first = true;
}

static void close_level(LtpJson *json, char bracket)
{
    json->depth--;
    if (!json->first)
        new_line(json);
    json->first = false;
    ltp_buf_putc(json->out, bracket);
}

void ltp_json_object(LtpJson *json)
{
    open_level(json, '{');
}

void ltp_json_end_object(LtpJson *json)
{
    close_level(json, '}');
}

void ltp_json_array(LtpJson *json)
{
    open_level(json, '[');
}

void ltp_json_end_array(LtpJson *json)
{
    close_level(json, ']');
}

static void put_escaped(LtpBuf *out, uint32_t c)
{
    static const char *const short_forms[] = {
        ['\b'] = "\\b", ['\f'] = "\\f", ['\n'] = "\\n", ['\r'] = "\\r",
        ['\t'] = "\\t", ['"'] = "\\\"", ['\\'] = "\\\\"};
    const char *form = c < sizeof short_forms / sizeof *short_forms ? short_forms[c] : NULL;
    if (form)
        ltp_buf_puts(out, form);
    else if (c < 0x20)
        ltp_buf_printf(out, "\\u%04x", (unsigned)c);
    else
        ltp_text_put(out, c);
}

/* Malformed bytes become U+FFFD, so that the file stays JSON whatever came in. */
static void put_string(LtpBuf *out, const char *text)
{
    ltp_buf_putc(out, '"');
    for (uint32_t c; (c = ltp_text_next(&text)) != 0;)
        put_escaped(out, c);
    ltp_buf_putc(out, '"');
}

void ltp_json_key(LtpJson *json, const char *key)
{
    before_item(json);
    put_string(json->out, key);
    ltp_buf_puts(json->out, json->indent > 0 ? ": " : ":");
    json->after_key = true;
}

void ltp_json_raw(LtpJson *json, const char *text, size_t size)
{
    before_item(json);
    ltp_buf_put(json->out, text, size);
}

void ltp_json_null(LtpJson *json)
{
    ltp_json_raw(json, "null", 4);
}

void ltp_json_string(LtpJson *json, const char *text)
{
    if (!text) {
        ltp_json_null(json);
        return;
    }
    before_item(json);
    put_string(json->out, text);
}

void ltp_json_int(LtpJson *json, int64_t value)
{
    if (value == LTP_NULL_INT) {
        ltp_json_null(json);
        return;
    }
    before_item(json);
    ltp_buf_printf(json->out, "%" PRId64, value);
}

void ltp_json_real(LtpJson *json, double value)
{
    char text[LTP_REAL_TEXT];
    ltp_real_text_point(value, text);
    if (!text[0]) {
        ltp_json_null(json);
        return;
    }
    before_item(json);
    ltp_buf_puts(json->out, text);
}

void ltp_json_bool(LtpJson *json, bool value)
{
    ltp_json_raw(json, value ? "true" : "false", value ? 4 : 5);
}
