#include "importers/table_xlsx.h"

#include "base/lang.h"
#include "base/number.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- shared strings ---- */

typedef struct StringsReader {
    LtpStrings *strings;
    LtpBuf item;
    bool in_text;
    int phonetic; /* depth inside <rPh>: pronunciation, not content */
} StringsReader;

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

/* Excel writes characters that XML cannot hold as _x000D_. */
static bool escaped_char(const char *text, uint32_t *code)
{
    if (text[0] != '_' || text[1] != 'x')
        return false;
    *code = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0)
            return false;
        *code = *code * 16 + (uint32_t)digit;
    }
    return text[6] == '_' && *code != 0;
}

static void put_unescaped(LtpBuf *out, const char *text)
{
    uint32_t code;
    for (const char *at = text; *at;) {
        if (escaped_char(at, &code)) {
            if (code != '\r')
                ltp_text_put(out, code);
            at += 7;
        } else {
            ltp_buf_putc(out, *at++);
        }
    }
}

static void strings_start(void *arg, const char *name, const char **atts)
{
    LtpXml *xml = arg;
    StringsReader *reader = xml->user;
    (void)atts;
    name = ltp_xml_local(name);
    if (strcmp(name, "si") == 0)
        ltp_buf_clear(&reader->item);
    else if (strcmp(name, "rPh") == 0)
        reader->phonetic++;
    else if (strcmp(name, "t") == 0)
        reader->in_text = reader->phonetic == 0;
}

static LtpCode strings_add(StringsReader *reader, LtpError *err)
{
    LtpStrings *strings = reader->strings;
    LTP_TRY(ltp_grow((void **)&strings->offsets, &strings->capacity, strings->count,
                     sizeof *strings->offsets, err));
    strings->offsets[strings->count++] = strings->text.size;
    put_unescaped(&strings->text, ltp_buf_text(&reader->item));
    ltp_buf_putc(&strings->text, '\0');
    return ltp_buf_check(&strings->text, err);
}

static void strings_end(void *arg, const char *name)
{
    LtpXml *xml = arg;
    StringsReader *reader = xml->user;
    name = ltp_xml_local(name);
    if (strcmp(name, "t") == 0)
        reader->in_text = false;
    else if (strcmp(name, "rPh") == 0)
        reader->phonetic--;
    else if (strcmp(name, "si") == 0)
        ltp_xml_check(xml, strings_add(reader, xml->err));
}

static void strings_text(void *arg, const char *text, int size)
{
    LtpXml *xml = arg;
    StringsReader *reader = xml->user;
    if (reader->in_text)
        ltp_xml_collect(xml, &reader->item, text, size);
}

LtpCode ltp_strings_read(LtpStrings *strings, zip_t *zip, const char *part, LtpError *err)
{
    static const LtpXmlHandlers handlers = {strings_start, strings_end, strings_text};
    StringsReader reader = {.strings = strings};
    LtpCode rc = ltp_xml_whole(zip, part, &handlers, &reader, err);
    ltp_buf_release(&reader.item);
    return rc;
}

void ltp_strings_release(LtpStrings *strings)
{
    ltp_buf_release(&strings->text);
    ltp_free(strings->offsets);
    *strings = (LtpStrings){0};
}

/* ---- styles ---- */

typedef struct CustomFormat {
    long id;
    bool is_date;
} CustomFormat;

typedef struct StylesReader {
    LtpStyles *styles;
    CustomFormat *custom;
    size_t n_custom, capacity;
    bool in_cell_formats; /* <cellXfs>, whose <xf> the cells number */
} StylesReader;

/* The character after what a reader of number formats steps over: "quoted", [bracketed], \x, _x,
 * *x. */
static const char *skip_literal(const char *at)
{
    const char *end = NULL;
    if (*at == '"')
        end = strchr(at + 1, '"');
    else if (*at == '[')
        end = strchr(at, ']');
    else if ((*at == '\\' || *at == '_' || *at == '*') && at[1])
        end = at + 1;
    return end ? end + 1 : at;
}

bool ltp_format_is_date(const char *format)
{
    bool month = false, hour = false;
    for (const char *at = format; *at && *at != ';';) {
        const char *next = skip_literal(at);
        if (next != at) {
            at = next;
            continue;
        }
        char c = *at++;
        if (strchr("yYdD", c))
            return true;
        if (strchr("0#?", c)) /* "0.00E+00", "General" and currencies */
            return false;
        month |= c == 'm' || c == 'M';
        hour |= strchr("hHsS", c) != NULL;
    }
    return month && !hour && strcmp(format, "General") != 0;
}

/* Formats every reader knows by number (18.8.30), with the East Asian ones. */
static bool builtin_is_date(long id)
{
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

static bool format_id_is_date(const StylesReader *reader, long id)
{
    for (size_t i = 0; i < reader->n_custom; i++)
        if (reader->custom[i].id == id)
            return reader->custom[i].is_date;
    return builtin_is_date(id);
}

static long id_of(const char *text)
{
    int64_t id;
    return text && ltp_parse_int(text, &id) && id >= 0 && id < 100000 ? (long)id : -1;
}

static LtpCode styles_custom(StylesReader *reader, const char **atts, LtpError *err)
{
    const char *code = ltp_xml_attribute(atts, "formatCode");
    LTP_TRY(ltp_grow((void **)&reader->custom, &reader->capacity, reader->n_custom,
                     sizeof *reader->custom, err));
    reader->custom[reader->n_custom++] =
        (CustomFormat){.id = id_of(ltp_xml_attribute(atts, "numFmtId")),
                       .is_date = code && ltp_format_is_date(code)};
    return LTP_OK;
}

static LtpCode styles_add(StylesReader *reader, const char **atts, LtpError *err)
{
    LtpStyles *styles = reader->styles;
    LTP_TRY(ltp_grow((void **)&styles->is_date, &styles->capacity, styles->count,
                     sizeof *styles->is_date, err));
    styles->is_date[styles->count++] =
        format_id_is_date(reader, id_of(ltp_xml_attribute(atts, "numFmtId")));
    return LTP_OK;
}

static void styles_start(void *arg, const char *name, const char **atts)
{
    LtpXml *xml = arg;
    StylesReader *reader = xml->user;
    name = ltp_xml_local(name);
    if (strcmp(name, "numFmt") == 0)
        ltp_xml_check(xml, styles_custom(reader, atts, xml->err));
    else if (strcmp(name, "cellXfs") == 0)
        reader->in_cell_formats = true;
    else if (strcmp(name, "xf") == 0 && reader->in_cell_formats)
        ltp_xml_check(xml, styles_add(reader, atts, xml->err));
}

static void styles_end(void *arg, const char *name)
{
    LtpXml *xml = arg;
    StylesReader *reader = xml->user;
    if (strcmp(ltp_xml_local(name), "cellXfs") == 0)
        reader->in_cell_formats = false;
}

LtpCode ltp_styles_read(LtpStyles *styles, zip_t *zip, const char *part, LtpError *err)
{
    static const LtpXmlHandlers handlers = {styles_start, styles_end, NULL};
    StylesReader reader = {.styles = styles};
    LtpCode rc = ltp_xml_whole(zip, part, &handlers, &reader, err);
    ltp_free(reader.custom);
    return rc;
}

void ltp_styles_release(LtpStyles *styles)
{
    ltp_free(styles->is_date);
    *styles = (LtpStyles){0};
}
