#include "service/documents.h"

#include <string.h>

/* Features are things that have a place. */
static bool is_offered(const LtpLayer *layer)
{
    return layer->geometry != LTP_NO_GEOMETRY;
}

LtpCode ltp_collection_find(const char *name, const LtpLayer **layer, LtpError *err)
{
    const LtpLayer *found = ltp_layer_find(name);
    if (!found || !is_offered(found))
        return ltp_fail(err, LTP_ENOTFOUND,
                        _("There is no collection \"%s\"; /collections lists them."), name);
    *layer = found;
    return LTP_OK;
}

const LtpLayer *ltp_collection_at(size_t i)
{
    for (size_t k = 0; ltp_layer_at(k); k++)
        if (is_offered(ltp_layer_at(k)) && i-- == 0)
            return ltp_layer_at(k);
    return NULL;
}

void ltp_json_text(LtpJson *json, const char *key, const char *text)
{
    ltp_json_key(json, key);
    ltp_json_string(json, text);
}

void ltp_json_self(LtpJson *json, const LtpHttpRequest *request, const char *type)
{
    LtpBuf path = {0};
    bool html = request->form == LTP_HTTP_HTML;
    ltp_http_same_with(request, "f", html ? "html" : NULL, NULL, NULL, &path);
    ltp_http_link(json, request, ltp_buf_text(&path), "self", html ? "text/html" : type, NULL);
    ltp_buf_clear(&path);
    ltp_http_same_with(request, "f", html ? "json" : "html", NULL, NULL, &path);
    ltp_http_link(json, request, ltp_buf_text(&path), "alternate", html ? type : "text/html", NULL);
    ltp_buf_release(&path);
}

void ltp_json_both(LtpJson *json, const LtpHttpRequest *request, const char *path, const char *rel,
                   const char *type)
{
    LtpBuf html = {0};
    ltp_buf_printf(&html, "%s?f=html", path);
    ltp_http_link(json, request, path, rel, type, NULL);
    ltp_http_link(json, request, ltp_buf_text(&html), rel, "text/html", NULL);
    ltp_buf_release(&html);
}

void ltp_json_field_schema(LtpJson *json, const LtpField *field, LtpLang lang)
{
    static const char *const types[] = {[LTP_TEXT] = "string",
                                        [LTP_INTEGER] = "integer",
                                        [LTP_REAL] = "number",
                                        [LTP_BOOLEAN] = "boolean",
                                        [LTP_DATE] = "string"};
    ltp_json_text(json, "title", ltp_text_in(field->label, lang));
    if (ltp_text_in(field->definition, lang))
        ltp_json_text(json, "description", ltp_text_in(field->definition, lang));
    ltp_json_text(json, "type", types[field->type]);
    if (field->type == LTP_DATE)
        ltp_json_text(json, "format", "date");
    if (field->hxl)
        ltp_json_text(json, "x-hxl", field->hxl);
}

LtpCode ltp_no_parameters(const LtpHttpRequest *request, const char *const *also, LtpError *err)
{
    for (size_t i = 0; i < request->n_pairs; i++) {
        const char *name = request->pairs[i].name;
        bool known = strcmp(name, "f") == 0 || strcmp(name, "lang") == 0;
        for (const char *const *at = also; at && *at && !known; at++)
            known = strcmp(*at, name) == 0;
        if (!known)
            return ltp_query_unknown(NULL, also, NULL, name, err);
    }
    return LTP_OK;
}

void ltp_json_withheld(LtpJson *json, const LtpTable *table, const LtpTableRow *row,
                       const bool *shown)
{
    ltp_json_array(json);
    for (size_t i = 0; i < table->n_fields; i++)
        if (row->values[i].suppressed && (!shown || shown[i]))
            ltp_json_string(json, table->fields[i]->name);
    ltp_json_end_array(json);
}
