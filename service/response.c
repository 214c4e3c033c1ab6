/* What is sent back: headers, links, problems. */
#include "service/http.h"

LtpCode ltp_http_header(LtpHttpResponse *response, const char *name, const char *value,
                        LtpError *err)
{
    if (response->n_headers == LTP_HTTP_HEADERS)
        return ltp_fail(err, LTP_EINTERNAL, _("A response has too many headers."));
    char *copy = ltp_strdup(value);
    if (!copy)
        return ltp_fail_memory(err);
    response->names[response->n_headers] = name;
    response->values[response->n_headers++] = copy;
    return LTP_OK;
}

void ltp_http_response_release(LtpHttpResponse *response)
{
    for (size_t i = 0; i < response->n_headers; i++)
        ltp_free(response->values[i]);
    ltp_buf_release(&response->body);
    *response = (LtpHttpResponse){0};
}

void ltp_http_link(LtpJson *json, const LtpHttpRequest *request, const char *path, const char *rel,
                   const char *type, const char *title)
{
    LtpBuf href = {0};
    ltp_buf_printf(&href, "%s%s", request->base, path);
    ltp_json_object(json);
    ltp_json_key(json, "href");
    ltp_json_string(json, ltp_buf_text(&href));
    ltp_json_key(json, "rel");
    ltp_json_string(json, rel);
    if (type) {
        ltp_json_key(json, "type");
        ltp_json_string(json, type);
    }
    if (title) {
        ltp_json_key(json, "title");
        ltp_json_string(json, title);
    }
    ltp_json_end_object(json);
    ltp_buf_release(&href);
}

int ltp_http_status(LtpCode code)
{
    switch ((int)code) {
    case LTP_OK:
        return 200;
    case LTP_EUSAGE:
    case LTP_EGEOM:
    case LTP_ECRS:
    case LTP_ELIMIT:
        return 400;
    case LTP_ENOTFOUND:
        return 404;
    case LTP_ENOMEM:
    case LTP_ESTORE:
    case LTP_ECANCEL:
        return 503;
    default:
        return 500;
    }
}

static const char *title_of(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

void ltp_http_problem(LtpHttpResponse *response, int status, const char *detail)
{
    LtpJson json = {.out = &response->body};
    ltp_buf_clear(&response->body);
    ltp_json_object(&json);
    ltp_json_key(&json, "type");
    ltp_json_string(&json, "about:blank");
    ltp_json_key(&json, "title");
    ltp_json_string(&json, title_of(status));
    ltp_json_key(&json, "status");
    ltp_json_int(&json, status);
    ltp_json_key(&json, "detail");
    ltp_json_string(&json, detail);
    ltp_json_end_object(&json);
    response->status = status;
    response->type = LTP_TYPE_PROBLEM;
}
