/* /api/file/{}: what the page shows as a file to keep, made by the exporters and the map. */
#include "service/documents.h"
#include "service/routes.h"

#include <string.h>

static const struct {
    const char *format, *type;
} formats[] = {
    {"geojson", LTP_TYPE_GEOJSON},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"pdf", "application/pdf"},
};

const char *ltp_file_type(size_t i)
{
    return i < sizeof formats / sizeof *formats ? formats[i].type : NULL;
}

static LtpCode find_format(const char *wanted, size_t *found, LtpError *err)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].format, wanted) == 0) {
            *found = i;
            return LTP_OK;
        }
    return ltp_fail(err, LTP_ENOTFOUND, _("There are files as geojson, xlsx and pdf only."));
}

/* "attachment; filename=carte_priority.pdf", of ASCII that needs no quoting. */
static LtpCode name_file(LtpHttpResponse *response, const LtpHttpRequest *request,
                         const char *format, const char *theme, LtpError *err)
{
    LtpBuf text = {0};
    bool map = strcmp(format, "pdf") == 0, french = request->lang == LTP_FR;
    ltp_buf_printf(&text, "attachment; filename=\"%s%s.%s\"",
                   map      ? french ? "carte_" : "map_"
                   : french ? "ecarts"
                            : "gaps",
                   map ? theme : "", format);
    LtpCode rc = ltp_http_header(response, "Content-Disposition", ltp_buf_text(&text), err);
    ltp_buf_release(&text);
    return rc;
}

static LtpCode make_file(LtpServing *serving, const LtpServiceFile *file, LtpBuf *body,
                         LtpError *err)
{
    void *session = NULL;
    LTP_TRY(ltp_serving_file_begin(serving, err));
    LtpCode rc = ltp_serving_session(serving, &session, err);
    if (rc == LTP_OK) {
        rc = ltp_serving_source(serving)->file(session, file, body, err);
        ltp_serving_session_give(serving, session);
    }
    ltp_serving_file_end(serving);
    return rc;
}

LtpCode ltp_handle_file(LtpServing *serving, const LtpHttpRequest *request,
                        LtpHttpResponse *response, LtpError *err)
{
    LtpParams *params = NULL;
    size_t format = 0;
    static const char *const of_maps[] = {"map", "bbox", NULL}, *const of_tables[] = {"map", NULL};
    const char *theme = ltp_http_value(request, "map");
    LTP_TRY(find_format(request->argument, &format, err));
    theme = theme ? theme : "priority";
    bool map = strcmp(formats[format].format, "pdf") == 0;
    LTP_TRY(ltp_query_params(ltp_layer_find("gaps"), request, NULL, map ? of_maps : of_tables,
                             &params, err));
    const LtpServiceFile file = {.format = formats[format].format,
                                 .theme = theme,
                                 .bbox = ltp_http_value(request, "bbox"),
                                 .params = params};
    LtpCode rc = make_file(serving, &file, &response->body, err);
    ltp_params_free(params);
    LTP_TRY(rc);
    response->type = formats[format].type;
    response->download = true;
    return name_file(response, request, formats[format].format, theme, err);
}
