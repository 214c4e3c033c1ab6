/* /collections and /collections/{id}. */
#include "service/documents.h"
#include "service/routes.h"

#include <stdio.h>
#include <string.h>

static void put_systems(LtpJson *json, const LtpSystems *systems)
{
    ltp_json_key(json, "crs");
    ltp_json_array(json);
    for (size_t i = 0; i < systems->count; i++)
        ltp_json_string(json, systems->list[i].uri);
    ltp_json_end_array(json);
}

static void put_moment(LtpJson *json, const char *day, bool end)
{
    char text[40];
    if (!day) {
        ltp_json_null(json);
        return;
    }
    snprintf(text, sizeof text, "%.10sT%s", day, end ? "23:59:59Z" : "00:00:00Z");
    ltp_json_string(json, text);
}

static void put_box(LtpJson *json, const LtpBox *box)
{
    ltp_json_key(json, "spatial");
    ltp_json_object(json);
    ltp_json_key(json, "bbox");
    ltp_json_array(json);
    ltp_json_array(json);
    ltp_json_real(json, box->west);
    ltp_json_real(json, box->south);
    ltp_json_real(json, box->east);
    ltp_json_real(json, box->north);
    ltp_json_end_array(json);
    ltp_json_end_array(json);
    ltp_json_text(json, "crs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    ltp_json_end_object(json);
}

static void put_extent(LtpJson *json, const LtpTable *table)
{
    bool box = table->extent.west <= table->extent.east, time = table->span[0] || table->span[1];
    if (!box && !time)
        return;
    ltp_json_key(json, "extent");
    ltp_json_object(json);
    if (box)
        put_box(json, &table->extent);
    if (time) {
        ltp_json_key(json, "temporal");
        ltp_json_object(json);
        ltp_json_key(json, "interval");
        ltp_json_array(json);
        ltp_json_array(json);
        put_moment(json, table->span[0], false);
        put_moment(json, table->span[1], true);
        ltp_json_end_array(json);
        ltp_json_end_array(json);
        ltp_json_end_object(json);
    }
    ltp_json_end_object(json);
}

static void put_path_link(LtpJson *json, const LtpHttpRequest *request, const LtpLayer *layer,
                          const char *below, const char *rel, const char *type)
{
    LtpBuf path = {0};
    ltp_buf_printf(&path, "/collections/%s%s", layer->name, below);
    ltp_json_both(json, request, ltp_buf_text(&path), rel, type);
    ltp_buf_release(&path);
}

static void put_links(LtpJson *json, const LtpHttpRequest *request, const LtpLayer *layer, bool one)
{
    static const char *const schemas[] = {"queryables", "sortables", "schema"};
    char rel[64], below[16];
    ltp_json_key(json, "links");
    ltp_json_array(json);
    if (one)
        ltp_json_self(json, request, LTP_TYPE_JSON);
    else
        put_path_link(json, request, layer, "", "self", LTP_TYPE_JSON);
    put_path_link(json, request, layer, "/items", "items", LTP_TYPE_GEOJSON);
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        snprintf(rel, sizeof rel, LTP_REL_OGC "%s", schemas[i]);
        snprintf(below, sizeof below, "/%s", schemas[i]);
        put_path_link(json, request, layer, below, rel, LTP_TYPE_SCHEMA);
    }
    ltp_json_end_array(json);
}

static LtpCode put_collection(LtpJson *json, LtpServing *serving, const LtpHttpRequest *request,
                              const LtpLayer *layer, const LtpSystems *systems, bool one,
                              LtpError *err)
{
    const LtpTable *table = NULL;
    LtpParams *params = ltp_params_new(); /* the same key as a request without parameters */
    LtpCode rc = params ? ltp_serving_table(serving, layer->name, params, &table, err)
                        : ltp_fail_memory(err);
    ltp_params_free(params);
    if (rc == LTP_ENOTFOUND && !one) { /* a store without boundaries has no collections yet */
        ltp_error_clear(err);
        return LTP_OK;
    }
    LTP_TRY(rc);
    if (!one && table->count == 0) { /* nothing to load, and clients stumble over it */
        ltp_serving_give(serving, table);
        return LTP_OK;
    }
    ltp_json_object(json);
    ltp_json_text(json, "id", layer->name);
    ltp_json_text(json, "title", ltp_text_in(layer->title, request->lang));
    ltp_json_text(json, "description", ltp_text_in(layer->abstract, request->lang));
    ltp_json_text(json, "attribution", ltp_table_stamp(table, "source"));
    put_extent(json, table);
    ltp_json_text(json, "itemType", "feature");
    if (table->geometry != LTP_NO_GEOMETRY) {
        put_systems(json, systems);
        ltp_json_text(json, "storageCrs", systems->list[0].uri);
    }
    put_links(json, request, layer, one);
    ltp_json_end_object(json);
    ltp_serving_give(serving, table);
    return LTP_OK;
}

LtpCode ltp_handle_collections(LtpServing *serving, const LtpHttpRequest *request,
                               LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    LtpSystems systems;
    LTP_TRY(ltp_no_parameters(request, NULL, err));
    LTP_TRY(ltp_systems_load(serving, &systems, err));
    ltp_json_object(&json);
    ltp_json_key(&json, "links");
    ltp_json_array(&json);
    ltp_json_self(&json, request, LTP_TYPE_JSON);
    ltp_json_end_array(&json);
    put_systems(&json, &systems);
    ltp_json_key(&json, "collections");
    ltp_json_array(&json);
    for (size_t i = 0; ltp_collection_at(i); i++)
        LTP_TRY(
            put_collection(&json, serving, request, ltp_collection_at(i), &systems, false, err));
    ltp_json_end_array(&json);
    ltp_json_end_object(&json);
    return LTP_OK;
}

LtpCode ltp_handle_collection(LtpServing *serving, const LtpHttpRequest *request,
                              LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    LtpSystems systems;
    const LtpLayer *layer = NULL;
    LTP_TRY(ltp_collection_find(request->argument, &layer, err));
    LTP_TRY(ltp_no_parameters(request, NULL, err));
    LTP_TRY(ltp_systems_load(serving, &systems, err));
    return put_collection(&json, serving, request, layer, &systems, true, err);
}
