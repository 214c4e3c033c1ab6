#include "service/html.h"

#include "exports/page.h"

#include <jansson.h>
#include <string.h>

enum { DEPTH = 12 };

static void put_json(LtpBuf *out, const json_t *value, const char *base, int depth);

static void put_text(LtpBuf *out, const char *text, const char *base)
{
    bool link = strncmp(text, base, strlen(base)) == 0 || strncmp(text, "http://", 7) == 0 ||
                strncmp(text, "https://", 8) == 0;
    if (link) {
        ltp_buf_puts(out, "<a href=\"");
        ltp_html_text(out, text);
        ltp_buf_puts(out, "\">");
    }
    ltp_html_text(out, text);
    if (link)
        ltp_buf_puts(out, "</a>");
}

static void put_object(LtpBuf *out, const json_t *object, const char *base, int depth)
{
    ltp_buf_puts(out, "<table>\n");
    json_t *all = json_incref((json_t *)(uintptr_t)object);
    for (void *at = json_object_iter(all); at; at = json_object_iter_next(all, at)) {
        const char *key = json_object_iter_key(at);
        ltp_buf_puts(out, "<tr><th scope=\"row\">");
        ltp_html_text(out, key);
        ltp_buf_puts(out, "</th><td>");
        if (strcmp(key, "coordinates") == 0)
            ltp_buf_puts(out, "…");
        else
            put_json(out, json_object_iter_value(at), base, depth + 1);
        ltp_buf_puts(out, "</td></tr>\n");
    }
    json_decref(all);
    ltp_buf_puts(out, "</table>\n");
}

static void put_array(LtpBuf *out, const json_t *array, const char *base, int depth)
{
    ltp_buf_puts(out, "<ul>\n");
    for (size_t i = 0; i < json_array_size(array); i++) {
        ltp_buf_puts(out, "<li>");
        put_json(out, json_array_get(array, i), base, depth + 1);
        ltp_buf_puts(out, "</li>\n");
    }
    ltp_buf_puts(out, "</ul>\n");
}

static void put_json(LtpBuf *out, const json_t *value, const char *base, int depth)
{
    if (depth > DEPTH)
        ltp_buf_puts(out, "…");
    else if (json_is_object(value))
        put_object(out, value, base, depth);
    else if (json_is_array(value))
        put_array(out, value, base, depth);
    else if (json_is_string(value))
        put_text(out, json_string_value(value), base);
    else if (json_is_integer(value))
        ltp_buf_printf(out, "%lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        ltp_buf_printf(out, "%.6g", json_real_value(value));
    else if (json_is_boolean(value))
        ltp_buf_puts(out, json_is_true(value) ? "1" : "0");
    else
        ltp_buf_puts(out, "<span class=\"u\">—</span>");
}

/* ---- features as one table ---- */

static void put_feature_row(LtpBuf *out, const LtpHttpRequest *request, const json_t *feature)
{
    json_t *properties = json_object_get(feature, "properties");
    const char *id = json_string_value(json_object_get(feature, "id"));
    ltp_buf_puts(out, "<tr><th scope=\"row\"><a href=\"");
    ltp_html_text(out, request->path);
    ltp_buf_putc(out, '/');
    ltp_http_escape(out, id ? id : "");
    ltp_buf_puts(out, "?f=html\">");
    ltp_html_text(out, id);
    ltp_buf_puts(out, "</a></th>");
    for (void *at = json_object_iter(properties); at; at = json_object_iter_next(properties, at)) {
        ltp_buf_puts(out, "<td>");
        put_json(out, json_object_iter_value(at), request->base, 0);
        ltp_buf_puts(out, "</td>");
    }
    ltp_buf_puts(out, "</tr>\n");
}

static void put_features(LtpBuf *out, const LtpHttpRequest *request, const json_t *features)
{
    json_t *first = json_object_get(json_array_get(features, 0), "properties");
    ltp_buf_puts(out, "<table>\n<thead><tr><th scope=\"col\">id</th>");
    for (void *at = json_object_iter(first); at; at = json_object_iter_next(first, at)) {
        ltp_buf_puts(out, "<th scope=\"col\">");
        ltp_html_text(out, json_object_iter_key(at));
        ltp_buf_puts(out, "</th>");
    }
    ltp_buf_puts(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < json_array_size(features); i++)
        put_feature_row(out, request, json_array_get(features, i));
    ltp_buf_puts(out, "</tbody></table>\n");
}

/* ---- the page ---- */

static void put_title(LtpBuf *out, const LtpHttpRequest *request, const json_t *root)
{
    const char *title = json_string_value(json_object_get(root, "title"));
    ltp_html_text(out, title ? title : request->path);
}

LtpCode ltp_html_from_json(const LtpHttpRequest *request, LtpHttpResponse *response, LtpError *err)
{
    LtpBuf out = {0};
    json_error_t fault;
    json_t *root = json_loadb(ltp_buf_text(&response->body), response->body.size, 0, &fault);
    if (!root)
        return ltp_fail(err, LTP_EINTERNAL, _("A page could not be made."));
    ltp_buf_printf(&out,
                   "<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\">\n<meta "
                   "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<link rel=\"stylesheet\" href=\"/static/pages.css\">\n<title>",
                   request->lang == LTP_FR ? "fr" : "en");
    put_title(&out, request, root);
    ltp_buf_puts(&out, "</title></head>\n<body><main>\n<h1>");
    put_title(&out, request, root);
    ltp_buf_puts(&out, "</h1>\n");
    json_t *features = json_object_get(root, "features");
    if (features) {
        json_incref(features);
        json_object_del(root, "features");
    }
    put_json(&out, root, request->base, 0);
    if (features)
        put_features(&out, request, features);
    ltp_buf_puts(&out, "</main></body>\n</html>\n");
    json_decref(features);
    json_decref(root);
    ltp_buf_release(&response->body);
    response->body = out;
    response->type = LTP_TYPE_HTML;
    return ltp_buf_check(&response->body, err);
}
