/* The schemas of a collection: what its features hold, what conditions ask, what sorts them (OGC
 * 23-058r2, 19-079r2). */
#include "service/documents.h"
#include "service/routes.h"

#include <string.h>

typedef enum SchemaKind { RETURNABLES, QUERYABLES, SORTABLES } SchemaKind;

/* Units as UCUM writes them; what people count stands in braces. */
static void put_unit(LtpJson *json, const LtpField *field)
{
    static const char *const known[][2] = {
        {"days", "d"}, {"degrees", "deg"}, {"km", "km"}, {"km²", "km2"}, {"ratio", "1"}};
    LtpBuf unit = {0};
    if (!field->unit || (field->type != LTP_INTEGER && field->type != LTP_REAL))
        return;
    for (size_t i = 0; i < sizeof known / sizeof *known && unit.size == 0; i++)
        if (strcmp(field->unit, known[i][0]) == 0)
            ltp_buf_puts(&unit, known[i][1]);
    if (unit.size == 0) {
        ltp_buf_printf(&unit, "{%s}", field->unit);
        for (size_t i = 0; i < unit.size; i++)
            if (unit.data[i] == ' ')
                unit.data[i] = '_';
    }
    ltp_json_text(json, "x-ogc-unit", ltp_buf_text(&unit));
    ltp_buf_release(&unit);
}

static const char *role_of(const LtpTable *table, size_t field)
{
    const int *time = table->time;
    int i = (int)field;
    if (i == ltp_table_id(table))
        return "id";
    if (time[0] == time[1])
        return i == time[0] ? "primary-instant" : NULL;
    return i == time[0] ? "primary-interval-start" : i == time[1] ? "primary-interval-end" : NULL;
}

static void put_field(LtpJson *json, const LtpTable *table, size_t i, LtpLang lang, SchemaKind kind)
{
    const LtpField *field = table->fields[i];
    const char *role = role_of(table, i);
    ltp_json_key(json, field->name);
    ltp_json_object(json);
    ltp_json_field_schema(json, field, lang);
    put_unit(json, field);
    if (role)
        ltp_json_text(json, "x-ogc-role", role);
    if (kind == RETURNABLES) {
        ltp_json_key(json, "x-ogc-propertySeq");
        ltp_json_int(json, (int64_t)i + 1);
        ltp_json_key(json, "readOnly");
        ltp_json_bool(json, true);
    }
    ltp_json_end_object(json);
}

static void put_shape(LtpJson *json, const LtpTable *table, SchemaKind kind)
{
    if (table->geometry == LTP_NO_GEOMETRY || kind == SORTABLES)
        return;
    ltp_json_key(json, "geometry");
    ltp_json_object(json);
    ltp_json_text(json, "format",
                  table->geometry == LTP_POINT ? "geometry-point" : "geometry-multipolygon");
    ltp_json_text(json, "x-ogc-role", "primary-geometry");
    ltp_json_end_object(json);
}

static LtpCode put_schema(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, SchemaKind kind, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    const LtpLayer *layer = NULL;
    const LtpTable *table = NULL;
    LtpBuf id = {0};
    LTP_TRY(ltp_collection_find(request->argument, &layer, err));
    LTP_TRY(ltp_no_parameters(request, NULL, err));
    LTP_TRY(ltp_serving_table(serving, layer->name, NULL, &table, err));
    ltp_buf_printf(&id, "%s%s", request->base, request->path);
    ltp_json_object(&json);
    ltp_json_text(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    ltp_json_text(&json, "$id", ltp_buf_text(&id));
    ltp_json_text(&json, "type", "object");
    ltp_json_text(&json, "title", ltp_text_in(layer->title, request->lang));
    ltp_json_key(&json, "properties");
    ltp_json_object(&json);
    put_shape(&json, table, kind);
    for (size_t i = 0; i < table->n_fields; i++)
        put_field(&json, table, i, request->lang, kind);
    ltp_json_end_object(&json);
    ltp_json_key(&json, "additionalProperties");
    ltp_json_bool(&json, false);
    ltp_json_end_object(&json);
    response->type = LTP_TYPE_SCHEMA;
    ltp_buf_release(&id);
    ltp_serving_give(serving, table);
    return LTP_OK;
}

LtpCode ltp_handle_queryables(LtpServing *serving, const LtpHttpRequest *request,
                              LtpHttpResponse *response, LtpError *err)
{
    return put_schema(serving, request, response, QUERYABLES, err);
}

LtpCode ltp_handle_sortables(LtpServing *serving, const LtpHttpRequest *request,
                             LtpHttpResponse *response, LtpError *err)
{
    return put_schema(serving, request, response, SORTABLES, err);
}

LtpCode ltp_handle_schema(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, LtpError *err)
{
    return put_schema(serving, request, response, RETURNABLES, err);
}
