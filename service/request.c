/* The request line and the headers, taken apart. */
#include "service/http.h"

#include "base/number.h"
#include "base/os.h"
#include "base/text.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static LtpCode bad_escape(LtpError *err)
{
    return ltp_fail(err, LTP_EUSAGE, _("The address holds characters that cannot be read."));
}

/* Decodes in place; `plus` is a space in queries. */
static LtpCode decode(char *text, bool plus, LtpError *err)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        char byte = plus && *from == '+' ? ' ' : *from;
        if (*from == '%') {
            int high = hex_digit(from[1]), low = high < 0 ? -1 : hex_digit(from[2]);
            if (low < 0)
                return bad_escape(err);
            byte = (char)(high * 16 + low);
            from += 2;
        }
        bool space = plus && (byte == '\t' || byte == '\n' || byte == '\r'); /* of a condition */
        if (((unsigned char)byte < 0x20 && !space) || byte == 0x7f)
            return bad_escape(err);
        *to++ = byte;
    }
    *to = '\0';
    return ltp_text_is_utf8(text, (size_t)(to - text)) ? LTP_OK : bad_escape(err);
}

static LtpCode add_segment(LtpHttpRequest *request, char *segment, LtpBuf *whole, LtpError *err)
{
    if (request->n_segments == LTP_HTTP_SEGMENTS)
        return ltp_fail(err, LTP_ENOTFOUND, _("There is nothing at this address."));
    LTP_TRY(decode(segment, false, err));
    request->segments[request->n_segments++] = segment;
    ltp_buf_printf(whole, "/%s", segment);
    return LTP_OK;
}

/* "/a/b/" and "/a/b" are the same. */
static LtpCode read_path(LtpHttpRequest *request, char *path, LtpError *err)
{
    LtpBuf whole = {0};
    LtpCode rc = LTP_OK;
    for (char *at = path + 1, *next; rc == LTP_OK && at && *at; at = next) {
        next = strchr(at, '/');
        if (next)
            *next++ = '\0';
        rc = add_segment(request, at, &whole, err);
    }
    if (rc == LTP_OK) {
        request->path = ltp_arena_strdup(&request->arena, whole.size > 0 ? whole.data : "/");
        rc = request->path ? LTP_OK : ltp_fail_memory(err);
    }
    ltp_buf_release(&whole);
    return rc;
}

static LtpCode read_query(LtpHttpRequest *request, char *query, LtpError *err)
{
    while (query && *query) {
        char *next = strchr(query, '&');
        if (next)
            *next++ = '\0';
        char *value = strchr(query, '=');
        if (value)
            *value++ = '\0';
        if (*query || value) {
            if (request->n_pairs == LTP_HTTP_PAIRS)
                return ltp_fail(err, LTP_EUSAGE, _("The address has too many parameters."));
            LTP_TRY(decode(query, true, err));
            if (value)
                LTP_TRY(decode(value, true, err));
            request->pairs[request->n_pairs++] = (LtpHttpPair){query, value ? value : ""};
        }
        query = next;
    }
    return LTP_OK;
}

/* The weight that an Accept header gives to one of our types; 0 = not wanted. */
static double weight_of(const char *accept, const char *type)
{
    double best = -1;
    size_t length = strlen(type), family = (size_t)(strchr(type, '/') - type) + 1;
    for (const char *at = accept; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        while (*at == ' ')
            at++;
        size_t size = strcspn(at, ",");
        const char *q = memchr(at, ';', size);
        size_t name = q ? (size_t)(q - at) : size;
        while (name > 0 && at[name - 1] == ' ')
            name--;
        double weight = 1;
        for (; q && q < at + size; q++)
            if (strncmp(q, "q=", 2) == 0 && (q[-1] == ';' || q[-1] == ' ')) {
                char number[8] = {0};
                memcpy(number, q + 2,
                       strspn(q + 2, "0123456789.") < 7 ? strspn(q + 2, "0123456789.") : 7);
                if (!ltp_parse_double(number, &weight))
                    weight = 1;
            }
        bool same = name == length && strncmp(at, type, length) == 0;
        bool kin = name == family + 1 && strncmp(at, type, family) == 0 && at[family] == '*';
        bool any = name == 3 && strncmp(at, "*/*", 3) == 0;
        if (same)
            return weight;
        if ((kin || any) && weight > best)
            best = weight;
    }
    return best < 0 ? 0 : best;
}

static LtpHttpForm wanted_form(const char *accept)
{
    if (!accept)
        return LTP_HTTP_JSON;
    double json = weight_of(accept, "application/json");
    double geo = weight_of(accept, "application/geo+json");
    double html = weight_of(accept, "text/html");
    return html > (json > geo ? json : geo) ||
                   (html > 0 && strncmp(accept, "text/html", strlen("text/html")) == 0)
               ? LTP_HTTP_HTML
               : LTP_HTTP_JSON;
}

/* JSON is JSON, whichever kind of it we say. */
bool ltp_http_accepts(const char *accept, const char *type)
{
    static const char *const json[] = {"application/json", "application/geo+json",
                                       "application/schema+json",
                                       "application/vnd.oai.openapi+json"};
    char plain[96];
    size_t size = strcspn(type, ";");
    if (!accept || !*accept || size >= sizeof plain)
        return true;
    memcpy(plain, type, size);
    plain[size] = '\0';
    bool accepts = weight_of(accept, plain) > 0;
    for (size_t i = 0; strstr(type, "json") && i < sizeof json / sizeof *json && !accepts; i++)
        accepts = weight_of(accept, json[i]) > 0;
    return accepts;
}

LtpLang ltp_http_language(const char *header)
{
    for (const char *at = header; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        while (*at == ' ')
            at++;
        if (strncmp(at, "fr", 2) == 0)
            return LTP_FR;
        if (strncmp(at, "en", 2) == 0)
            return LTP_EN;
    }
    ltp_lang_of_thread(-1);
    return ltp_lang();
}

static LtpCode choose_form(LtpHttpRequest *request, const LtpHttpHeaders *headers, LtpError *err)
{
    const char *form = ltp_http_value(request, "f"), *lang = ltp_http_value(request, "lang");
    request->form = wanted_form(headers->accept);
    request->lang = ltp_http_language(headers->accept_language);
    if (lang && strcmp(lang, "fr") != 0 && strcmp(lang, "en") != 0)
        return ltp_fail(err, LTP_EUSAGE, _("lang= takes fr or en, not \"%s\"."), lang);
    if (lang)
        request->lang = strcmp(lang, "fr") == 0 ? LTP_FR : LTP_EN;
    ltp_lang_of_thread((int)request->lang); /* also of what follows */
    if (form && strcmp(form, "json") != 0 && strcmp(form, "html") != 0)
        return ltp_fail(err, LTP_EUSAGE, _("f= takes json or html, not \"%s\"."), form);
    if (form)
        request->form = strcmp(form, "html") == 0 ? LTP_HTTP_HTML : LTP_HTTP_JSON;
    return LTP_OK;
}

static LtpCode set_base(LtpHttpRequest *request, const char *host, LtpError *err)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    LtpBuf base = {0};
    if (!host || !*host || host[strspn(host, plain)] != '\0')
        return ltp_fail(err, LTP_EUSAGE, _("The request does not say which host it is for."));
    ltp_buf_printf(&base, "http://%s", host);
    request->base = ltp_arena_strdup(&request->arena, ltp_buf_text(&base));
    ltp_buf_release(&base);
    return request->base ? LTP_OK : ltp_fail_memory(err);
}

LtpCode ltp_http_request_parse(LtpHttpRequest *request, const char *target,
                               const LtpHttpHeaders *headers, LtpError *err)
{
    if (strlen(target) > LTP_HTTP_TARGET || target[0] != '/')
        return ltp_fail(err, LTP_EUSAGE, _("The address is too long, or is none."));
    LTP_TRY(set_base(request, headers->host, err));
    char *copy = ltp_arena_strdup(&request->arena, target);
    if (!copy)
        return ltp_fail_memory(err);
    char *query = strchr(copy, '?');
    if (query)
        *query++ = '\0';
    LTP_TRY(read_path(request, copy, err));
    LTP_TRY(read_query(request, query, err));
    return choose_form(request, headers, err);
}

void ltp_http_request_release(LtpHttpRequest *request)
{
    ltp_arena_release(&request->arena);
}

LtpCode ltp_http_in_time(double until, LtpError *err)
{
    return ltp_os_seconds() < until ? LTP_OK
                                    : ltp_fail(err, LTP_ECANCEL, _("This takes too long."));
}

const char *ltp_http_value(const LtpHttpRequest *request, const char *name)
{
    for (size_t i = 0; i < request->n_pairs; i++)
        if (strcmp(request->pairs[i].name, name) == 0)
            return request->pairs[i].value;
    return NULL;
}

void ltp_http_escape(LtpBuf *out, const char *text)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~,:/";
    for (; *text; text++)
        if (strchr(plain, *text))
            ltp_buf_putc(out, *text);
        else
            ltp_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
}

static void put_pair(LtpBuf *out, char *separator, const char *name, const char *value)
{
    ltp_buf_putc(out, *separator);
    *separator = '&';
    ltp_http_escape(out, name);
    ltp_buf_putc(out, '=');
    ltp_http_escape(out, value);
}

void ltp_http_same_with(const LtpHttpRequest *request, const char *name, const char *value,
                        const char *name2, const char *value2, LtpBuf *out)
{
    char separator = '?';
    ltp_http_escape(out, request->path);
    for (size_t i = 0; i < request->n_pairs; i++) {
        const LtpHttpPair *pair = &request->pairs[i];
        if (strcmp(pair->name, name) != 0 && (!name2 || strcmp(pair->name, name2) != 0))
            put_pair(out, &separator, pair->name, pair->value);
    }
    if (value)
        put_pair(out, &separator, name, value);
    if (name2 && value2)
        put_pair(out, &separator, name2, value2);
}
