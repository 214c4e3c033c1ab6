/* /api: the service described in OpenAPI 3.0, from the same tables that answer. Each collection has
 * paths of its own, so that clients see its parameters. */
#include "service/openapi.h"
#include "service/routes.h"

#include <string.h>

typedef struct Parameter {
    const char *name, *type;
    const char *key; /* further members of the schema as JSON; NULL */
    LtpText text;
} Parameter;

static const Parameter parameters[] = {
    {"limit",
     "integer",
     "\"minimum\":1,\"maximum\":10000,\"default\":100",
     {"Nombre d'éléments par page.", "Features a page."}},
    {"offset",
     "integer",
     "\"minimum\":0,\"default\":0",
     {"Nombre d'éléments à passer.", "Features to pass over."}},
    {"bbox",
     "array",
     "\"minItems\":4,\"maxItems\":6,\"items\":{\"type\":\"number\"}",
     {"Rectangle : ouest, sud, est, nord (degrés).", "Box: west, south, east, north (degrees)."}},
    {"bbox-crs",
     "string",
     "\"format\":\"uri\"",
     {"Système de coordonnées de bbox.", "Coordinate system of bbox."}},
    {"crs",
     "string",
     "\"format\":\"uri\"",
     {"Système de coordonnées de la réponse.", "Coordinate system of the answer."}},
    {"datetime",
     "string",
     NULL,
     {"Date, ou deux séparées par / (.. : sans limite).",
      "Date, or two parted by / (.. is open)."}},
    {"filter", "string", NULL, {"Condition en CQL2 (texte).", "Condition in CQL2 (text)."}},
    {"filter-lang",
     "string",
     "\"enum\":[\"cql2-text\"],\"default\":\"cql2-text\"",
     {"Langue de filter.", "Language of filter."}},
    {"filter-crs",
     "string",
     "\"format\":\"uri\"",
     {"Système de coordonnées des formes de filter (CRS84).",
      "Coordinate system of the shapes of filter (CRS84)."}},
    {"sortby",
     "array",
     "\"items\":{\"type\":\"string\"}",
     {"Propriétés de tri ; - devant : décroissant.",
      "Properties to sort by; - in front: downwards."}},
    {"properties",
     "array",
     "\"items\":{\"type\":\"string\"}",
     {"Propriétés de la réponse.", "Properties of the answer."}},
    {"f",
     "string",
     "\"enum\":[\"json\",\"html\"]",
     {"Format de la réponse.", "Format of the answer."}},
    {"lang",
     "string",
     "\"enum\":[\"fr\",\"en\"]",
     {"Langue de la réponse.", "Language of the answer."}},
};

enum { N_PARAMETERS = sizeof parameters / sizeof *parameters };

void ltp_openapi_schema(LtpJson *json, const char *type, const char *members)
{
    LtpBuf schema = {0};
    ltp_buf_printf(&schema, "{\"type\":\"%s\"%s%s}", type, members ? "," : "",
                   members ? members : "");
    ltp_json_key(json, "schema");
    ltp_json_raw(json, ltp_buf_text(&schema), schema.size);
    ltp_buf_release(&schema);
}

void ltp_openapi_parameter(LtpJson *json, const char *name, const char *text)
{
    ltp_json_object(json);
    ltp_json_text(json, "name", name);
    ltp_json_text(json, "in", "query");
    ltp_json_text(json, "description", text);
    ltp_json_key(json, "required");
    ltp_json_bool(json, false);
    ltp_json_text(json, "style", "form");
    ltp_json_key(json, "explode");
    ltp_json_bool(json, false);
}

static void put_param_schema(LtpJson *json, const LtpParamDef *def)
{
    LtpBuf words = {0};
    if (def->words) {
        ltp_buf_puts(&words, "\"enum\":[\"");
        for (const char *at = def->words; *at; at++)
            if (*at == '|')
                ltp_buf_puts(&words, "\",\"");
            else
                ltp_buf_putc(&words, *at);
        ltp_buf_puts(&words, "\"]");
    }
    if (def->kind == LTP_PARAM_LIST) {
        LtpBuf items = {0};
        ltp_buf_printf(&items, "\"items\":{\"type\":\"string\"%s%s}", words.size ? "," : "",
                       ltp_buf_text(&words));
        ltp_openapi_schema(json, "array", ltp_buf_text(&items));
        ltp_buf_release(&items);
    } else if (def->kind == LTP_PARAM_NUMBER) {
        ltp_openapi_schema(json, "number", NULL);
    } else if (def->kind == LTP_PARAM_FLAG) {
        ltp_openapi_schema(json, "integer", "\"enum\":[0,1]");
    } else if (def->kind == LTP_PARAM_DATE) {
        ltp_openapi_schema(json, "string", "\"format\":\"date\"");
    } else {
        ltp_openapi_schema(json, "string", words.size ? ltp_buf_text(&words) : NULL);
    }
    ltp_buf_release(&words);
}

/* RFC 9457 */
static void put_schemas(LtpJson *json)
{
    static const char problem[] =
        "{\"type\":\"object\",\"required\":[\"type\",\"title\",\"status\",\"detail\"],"
        "\"properties\":{\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
        "\"status\":{\"type\":\"integer\"},\"detail\":{\"type\":\"string\"}}}";
    ltp_json_key(json, "schemas");
    ltp_json_object(json);
    ltp_json_key(json, "problem");
    ltp_json_raw(json, problem, strlen(problem));
    ltp_json_end_object(json);
}

/* Who asks for a token says so here. */
static void put_security(LtpJson *json)
{
    static const char schemes[] = "{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"},"
                                  "\"basic\":{\"type\":\"http\",\"scheme\":\"basic\"}}";
    ltp_json_key(json, "securitySchemes");
    ltp_json_raw(json, schemes, strlen(schemes));
}

static void put_components(LtpJson *json, LtpLang lang, bool token)
{
    size_t count;
    const LtpParamDef *defs = ltp_param_defs(&count);
    ltp_json_key(json, "components");
    ltp_json_object(json);
    ltp_json_key(json, "parameters");
    ltp_json_object(json);
    for (size_t i = 0; i < N_PARAMETERS; i++) {
        ltp_json_key(json, parameters[i].name);
        ltp_openapi_parameter(json, parameters[i].name, ltp_text_in(parameters[i].text, lang));
        ltp_openapi_schema(json, parameters[i].type, parameters[i].key);
        ltp_json_end_object(json);
    }
    for (size_t i = 0; i < count; i++) {
        LtpBuf key = {0};
        ltp_buf_printf(&key, "analysis-%s", defs[i].name);
        ltp_json_key(json, ltp_buf_text(&key));
        ltp_openapi_parameter(json, defs[i].name, ltp_text_in(defs[i].help, lang));
        put_param_schema(json, &defs[i]);
        ltp_json_end_object(json);
        ltp_buf_release(&key);
    }
    ltp_json_end_object(json);
    put_schemas(json);
    if (token)
        put_security(json);
    ltp_json_end_object(json);
}

static void put_ref(LtpJson *json, const char *prefix, const char *name)
{
    LtpBuf ref = {0};
    ltp_buf_printf(&ref, "#/components/parameters/%s%s", prefix, name);
    ltp_json_object(json);
    ltp_json_text(json, "$ref", ltp_buf_text(&ref));
    ltp_json_end_object(json);
    ltp_buf_release(&ref);
}

static void put_content(LtpJson *json, const char *type, const char *schema)
{
    ltp_json_key(json, type);
    ltp_json_object(json);
    ltp_json_key(json, "schema");
    ltp_json_raw(json, schema, strlen(schema));
    ltp_json_end_object(json);
}

static void open_response(LtpJson *json, const char *status, const char *text)
{
    ltp_json_key(json, status);
    ltp_json_object(json);
    ltp_json_text(json, "description", text);
    ltp_json_key(json, "content");
    ltp_json_object(json);
}

static void close_response(LtpJson *json)
{
    ltp_json_end_object(json);
    ltp_json_end_object(json);
}

static void put_responses(LtpJson *json, const char *type)
{
    static const char problem[] = "{\"$ref\":\"#/components/schemas/problem\"}";
    static const struct {
        const char *status, *text;
    } others[] = {{"400", "A parameter is unknown or wrong; detail says which."},
                  {"401", "Beyond its own machine the service asks for a token."},
                  {"403", "On its own machine the service answers to its own names alone."},
                  {"404", "There is no such thing."},
                  {"405", "Only GET and HEAD are answered."},
                  {"406", "There is nothing of the types that are accepted."},
                  {"500", "A fault of the service; its operator can read which."},
                  {"503", "It takes too long, or the store cannot be read just now."}};
    ltp_json_key(json, "responses");
    ltp_json_object(json);
    open_response(json, "200", "OK");
    if (type) {
        put_content(json, type, "{\"type\":\"object\"}");
        put_content(json, "text/html", "{\"type\":\"string\"}");
    }
    for (size_t i = 0; !type && ltp_file_type(i); i++)
        put_content(json, ltp_file_type(i), "{\"type\":\"string\",\"format\":\"binary\"}");
    close_response(json);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        open_response(json, others[i].status, others[i].text);
        put_content(json, LTP_TYPE_PROBLEM, problem);
        close_response(json);
    }
    ltp_json_end_object(json);
}

void ltp_openapi_open(LtpJson *json, const char *path, const char *id, const char *summary,
                      const char *tag, const char *type)
{
    ltp_json_key(json, path);
    ltp_json_object(json);
    ltp_json_key(json, "get");
    ltp_json_object(json);
    ltp_json_text(json, "operationId", id);
    ltp_json_text(json, "summary", summary);
    ltp_json_key(json, "tags");
    ltp_json_array(json);
    ltp_json_string(json, tag);
    ltp_json_end_array(json);
    put_responses(json, type);
    ltp_json_key(json, "parameters");
    ltp_json_array(json);
}

void ltp_openapi_close(LtpJson *json)
{
    ltp_json_end_array(json);
    ltp_json_end_object(json);
    ltp_json_end_object(json);
}

void ltp_openapi_form(LtpJson *json)
{
    put_ref(json, "", "f");
    put_ref(json, "", "lang");
}

void ltp_openapi_analysis(LtpJson *json, const LtpLayer *layer, const char *only)
{
    size_t count;
    const LtpParamDef *defs = ltp_param_defs(&count);
    for (size_t i = 0; i < count; i++)
        if (layer ? ltp_query_takes(layer, defs[i].name) : ltp_query_is_word(only, defs[i].name))
            put_ref(json, "analysis-", defs[i].name);
}

static void put_property_parameters(LtpJson *json, const LtpTable *table, LtpLang lang)
{
    static const char *const types[] = {[LTP_TEXT] = "string",
                                        [LTP_INTEGER] = "integer",
                                        [LTP_REAL] = "number",
                                        [LTP_BOOLEAN] = "boolean",
                                        [LTP_DATE] = "string"};
    for (size_t i = 0; i < table->n_fields; i++) {
        const LtpField *field = table->fields[i];
        if (!ltp_query_is_property(table->layer, field->name))
            continue;
        ltp_openapi_parameter(json, field->name, ltp_text_in(field->label, lang));
        ltp_openapi_schema(json, types[field->type],
                           field->type == LTP_DATE ? "\"format\":\"date\"" : NULL);
        ltp_json_end_object(json);
    }
}

void ltp_openapi_in_path(LtpJson *json, const char *name)
{
    ltp_json_object(json);
    ltp_json_text(json, "name", name);
    ltp_json_text(json, "in", "path");
    ltp_json_key(json, "required");
    ltp_json_bool(json, true);
    ltp_openapi_schema(json, "string", NULL);
    ltp_json_end_object(json);
}

static void put_below(LtpJson *json, const LtpLayer *layer, const char *below, LtpLang lang,
                      const char *type)
{
    LtpBuf path = {0}, id = {0};
    ltp_buf_printf(&path, "/collections/%s%s%s", layer->name, *below ? "/" : "", below);
    ltp_buf_printf(&id, "%s.%s", layer->name, *below ? below : "collection");
    ltp_openapi_open(json, ltp_buf_text(&path), ltp_buf_text(&id), ltp_text_in(layer->title, lang),
                     layer->name, type);
    ltp_buf_release(&path);
    ltp_buf_release(&id);
}

static LtpCode put_collection(LtpJson *json, LtpServing *serving, const LtpLayer *layer,
                              LtpLang lang, LtpError *err)
{
    const LtpTable *table = NULL;
    LtpParams *params = ltp_params_new();
    LtpCode rc = params ? ltp_serving_table(serving, layer->name, params, &table, err)
                        : ltp_fail_memory(err);
    ltp_params_free(params);
    if (rc == LTP_ENOTFOUND) { /* a store without boundaries has no collections yet */
        ltp_error_clear(err);
        return LTP_OK;
    }
    LTP_TRY(rc);
    if (table->count == 0) {
        ltp_serving_give(serving, table);
        return LTP_OK;
    }
    static const struct {
        const char *name, *type;
    } documents[] = {{"", LTP_TYPE_JSON},
                     {"queryables", LTP_TYPE_SCHEMA},
                     {"sortables", LTP_TYPE_SCHEMA},
                     {"schema", LTP_TYPE_SCHEMA}};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        put_below(json, layer, documents[i].name, lang, documents[i].type);
        ltp_openapi_form(json);
        ltp_openapi_close(json);
    }
    put_below(json, layer, "items", lang, LTP_TYPE_GEOJSON);
    for (size_t i = 0; i < N_PARAMETERS; i++)
        put_ref(json, "", parameters[i].name);
    ltp_openapi_analysis(json, layer, NULL);
    put_property_parameters(json, table, lang);
    ltp_openapi_close(json);
    put_below(json, layer, "items/{featureId}", lang, LTP_TYPE_GEOJSON);
    ltp_openapi_in_path(json, "featureId");
    put_ref(json, "", "crs");
    ltp_openapi_analysis(json, layer, NULL);
    ltp_openapi_form(json);
    ltp_openapi_close(json);
    ltp_serving_give(serving, table);
    return LTP_OK;
}

static void put_info(LtpJson *json, const LtpHttpRequest *request)
{
    bool french = request->lang == LTP_FR;
    ltp_json_text(json, "openapi", "3.0.3");
    ltp_json_key(json, "info");
    ltp_json_object(json);
    ltp_json_text(json, "title",
                  french ? "Logement, terre et propriété : couverture et écarts"
                         : "Housing, land and property: coverage and gaps");
    ltp_json_text(json, "version", LTP_VERSION);
    ltp_json_end_object(json);
    ltp_json_key(json, "servers");
    ltp_json_array(json);
    ltp_json_object(json);
    ltp_json_text(json, "url", request->base);
    ltp_json_end_object(json);
    ltp_json_end_array(json);
}

LtpCode ltp_handle_api(LtpServing *serving, const LtpHttpRequest *request,
                       LtpHttpResponse *response, LtpError *err)
{
    static const struct {
        const char *path, *id, *summary;
    } pages[] = {{"/", "landing", "What there is"},
                 {"/conformance", "conformance", "The standards that are met"},
                 {"/api", "api", "This description"},
                 {"/collections", "collections", "The collections"}};
    static const char any_scheme[] = "[{\"bearer\":[]},{\"basic\":[]}]";
    LtpJson json = {.out = &response->body};
    LTP_TRY(ltp_no_parameters(request, NULL, err));
    ltp_json_object(&json);
    put_info(&json, request);
    ltp_json_key(&json, "paths");
    ltp_json_object(&json);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        ltp_openapi_open(&json, pages[i].path, pages[i].id, pages[i].summary, "service",
                         LTP_TYPE_JSON);
        ltp_openapi_form(&json);
        ltp_openapi_close(&json);
    }
    for (size_t i = 0; ltp_collection_at(i); i++)
        LTP_TRY(put_collection(&json, serving, ltp_collection_at(i), request->lang, err));
    ltp_openapi_json(&json, request->lang);
    ltp_json_end_object(&json);
    bool token = ltp_serving_source(serving)->asks_token;
    if (token) {
        ltp_json_key(&json, "security");
        ltp_json_raw(&json, any_scheme, strlen(any_scheme));
    }
    put_components(&json, request->lang, token);
    ltp_json_end_object(&json);
    response->type = LTP_TYPE_API;
    return LTP_OK;
}
