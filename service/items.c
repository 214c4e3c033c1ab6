/* /collections/{id}/items and one of them. */
#include "service/documents.h"
#include "service/routes.h"

#include <stdio.h>
#include <string.h>

typedef struct Writer {
    LtpJson json;
    const LtpQuery *query;
    LtpCrs *crs;
    LtpBuf links; /* of the header */
} Writer;

enum { LINK_IN_HEADER = 2048 };

static LtpCode open_writer(Writer *writer, const LtpQuery *query, LtpHttpResponse *response,
                           LtpError *err)
{
    *writer = (Writer){.json = {.out = &response->body}, .query = query};
    const LtpSystem *system = query->system;
    if (system->epsg != 0 && !system->swapped)
        return ltp_crs_new(system->epsg, &writer->crs, err);
    return LTP_OK;
}

/* A number where the schema says number. */
static void put_id(LtpJson *json, const LtpTable *table, const LtpTableRow *row)
{
    int field = ltp_table_id(table);
    ltp_json_key(json, "id");
    if (field >= 0 && table->fields[field]->type == LTP_INTEGER)
        ltp_json_value(json, &row->values[field]);
    else
        ltp_json_string(json, row->id);
}

static LtpCode put_feature(Writer *writer, const LtpTableRow *row, LtpError *err)
{
    LtpJson *json = &writer->json;
    const LtpQuery *query = writer->query;
    LtpBuf shape = {0};
    LtpCode rc = ltp_system_geometry(&shape, query->table, row, query->system, writer->crs, err);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&shape, err);
    ltp_json_text(json, "type", "Feature");
    put_id(json, query->table, row);
    ltp_json_key(json, "geometry");
    ltp_json_raw(json, ltp_buf_text(&shape), shape.size);
    ltp_json_key(json, "properties");
    ltp_json_object(json);
    for (size_t i = 0; i < query->table->n_fields; i++)
        if (query->shown[i]) {
            ltp_json_key(json, query->table->fields[i]->name);
            ltp_json_value(json, &row->values[i]);
        }
    ltp_json_end_object(json);
    ltp_buf_release(&shape);
    return rc;
}

static LtpCode put_headers(const Writer *writer, LtpHttpResponse *response, LtpError *err)
{
    char value[LTP_SYSTEM_URI + 4];
    snprintf(value, sizeof value, "<%s>", writer->query->system->uri);
    response->type = LTP_TYPE_GEOJSON;
    LTP_TRY(ltp_buf_check(&writer->links, err));
    if (writer->links.size > 0)
        LTP_TRY(ltp_http_header(response, "Link", ltp_buf_text(&writer->links), err));
    return ltp_http_header(response, "Content-Crs", value, err);
}

static void close_writer(Writer *writer)
{
    ltp_crs_free(writer->crs);
    ltp_buf_release(&writer->links);
}

/* ---- many ---- */

/* In the document, and in the header Link, where programs find it without reading that. */
static void put_link(Writer *writer, const LtpHttpRequest *request, const char *path,
                     const char *rel, const char *type)
{
    ltp_http_link(&writer->json, request, path, rel, type, NULL);
    if (strlen(path) <= LINK_IN_HEADER)
        ltp_buf_printf(&writer->links, "%s<%s%s>; rel=\"%s\"; type=\"%s\"",
                       writer->links.size > 0 ? ", " : "", request->base, path, rel, type);
}

static void put_page_link(Writer *writer, const LtpHttpRequest *request, const char *rel,
                          int64_t offset)
{
    char at[32], limit[32];
    LtpBuf path = {0};
    snprintf(at, sizeof at, "%lld", (long long)offset);
    snprintf(limit, sizeof limit, "%lld", (long long)writer->query->limit);
    ltp_http_same_with(request, "limit", limit, "offset", offset > 0 ? at : NULL, &path);
    put_link(writer, request, ltp_buf_text(&path), rel,
             request->form == LTP_HTTP_HTML ? "text/html" : LTP_TYPE_GEOJSON);
    ltp_buf_release(&path);
}

static void put_below(Writer *writer, const LtpHttpRequest *request, const char *below,
                      const char *rel, const char *type)
{
    LtpBuf path = {0};
    ltp_buf_printf(&path, "/collections/%s%s", writer->query->table->layer->name, below);
    put_link(writer, request, ltp_buf_text(&path), rel, type);
    ltp_buf_release(&path);
}

static void put_links(Writer *writer, const LtpHttpRequest *request, int64_t matched)
{
    LtpJson *json = &writer->json;
    const LtpQuery *query = writer->query;
    ltp_json_key(json, "links");
    ltp_json_array(json);
    ltp_json_self(json, request, LTP_TYPE_GEOJSON);
    put_below(writer, request, "", "collection", LTP_TYPE_JSON);
    put_below(writer, request, "/queryables", LTP_REL_OGC "queryables", LTP_TYPE_SCHEMA);
    if (query->offset + query->limit < matched)
        put_page_link(writer, request, "next", query->offset + query->limit);
    if (query->offset > 0)
        put_page_link(writer, request, "prev",
                      query->offset > query->limit ? query->offset - query->limit : 0);
    ltp_json_end_array(json);
}

static LtpCode put_features(Writer *writer, const size_t *rows, int64_t from, int64_t to,
                            LtpError *err)
{
    for (int64_t i = from; i < to; i++) {
        LTP_TRY(ltp_http_in_time(writer->query->until, err));
        ltp_json_object(&writer->json);
        LTP_TRY(put_feature(writer, &writer->query->table->rows[rows[i]], err));
        ltp_json_end_object(&writer->json);
    }
    return LTP_OK;
}

static LtpCode put_items(Writer *writer, const LtpHttpRequest *request, const size_t *rows,
                         int64_t matched, LtpError *err)
{
    LtpJson *json = &writer->json;
    const LtpQuery *query = writer->query;
    int64_t from = query->offset < matched ? query->offset : matched;
    int64_t to = matched - from > query->limit ? from + query->limit : matched;
    ltp_json_object(json);
    ltp_json_text(json, "type", "FeatureCollection");
    put_links(writer, request, matched);
    ltp_json_key(json, "numberMatched");
    ltp_json_int(json, matched);
    ltp_json_key(json, "numberReturned");
    ltp_json_int(json, to - from);
    ltp_json_key(json, "features");
    ltp_json_array(json);
    LTP_TRY(put_features(writer, rows, from, to, err));
    ltp_json_end_array(json);
    ltp_json_end_object(json);
    return LTP_OK;
}

LtpCode ltp_handle_items(LtpServing *serving, const LtpHttpRequest *request,
                         LtpHttpResponse *response, LtpError *err)
{
    const LtpLayer *layer = NULL;
    LtpQuery query = {0};
    Writer writer = {0};
    size_t *rows = NULL, matched = 0;
    LTP_TRY(ltp_collection_find(request->argument, &layer, err));
    LtpCode rc = ltp_query_read(&query, serving, layer, request, false, err);
    if (rc == LTP_OK)
        rc = ltp_query_match(&query, &rows, &matched, err);
    if (rc == LTP_OK)
        rc = open_writer(&writer, &query, response, err);
    if (rc == LTP_OK)
        rc = put_items(&writer, request, rows, (int64_t)matched, err);
    if (rc == LTP_OK)
        rc = put_headers(&writer, response, err);
    close_writer(&writer);
    ltp_free(rows);
    ltp_query_release(&query);
    return rc;
}

/* ---- one ---- */

static LtpCode put_item(Writer *writer, const LtpHttpRequest *request, const LtpTableRow *row,
                        LtpError *err)
{
    LtpJson *json = &writer->json;
    ltp_json_object(json);
    LTP_TRY(put_feature(writer, row, err));
    ltp_json_key(json, "links");
    ltp_json_array(json);
    ltp_json_self(json, request, LTP_TYPE_GEOJSON);
    put_below(writer, request, "", "collection", LTP_TYPE_JSON);
    ltp_json_end_array(json);
    ltp_json_end_object(json);
    return LTP_OK;
}

LtpCode ltp_handle_item(LtpServing *serving, const LtpHttpRequest *request,
                        LtpHttpResponse *response, LtpError *err)
{
    const LtpLayer *layer = NULL;
    LtpQuery query = {0};
    Writer writer = {0};
    LTP_TRY(ltp_collection_find(request->argument, &layer, err));
    LtpCode rc = ltp_query_read(&query, serving, layer, request, true, err);
    int64_t at = rc == LTP_OK ? ltp_hash_get(query.table->by_id, request->argument2) : -1;
    if (rc == LTP_OK && at < 0)
        rc = ltp_fail(err, LTP_ENOTFOUND, _("There is no \"%.80s\" in this collection."),
                      request->argument2);
    if (rc == LTP_OK)
        rc = open_writer(&writer, &query, response, err);
    if (rc == LTP_OK)
        rc = put_item(&writer, request, &query.table->rows[at], err);
    if (rc == LTP_OK)
        rc = put_headers(&writer, response, err);
    close_writer(&writer);
    ltp_query_release(&query);
    return rc;
}
