#include "service/service.h"

#include "base/os.h"
#include "service/html.h"
#include "service/routes.h"

#include <string.h>

static LtpCode answer(LtpServing *serving, LtpHttpRequest *request, const char *target,
                      const LtpHttpHeaders *headers, LtpHttpResponse *response, LtpError *err)
{
    ltp_lang_of_thread((int)ltp_http_language(headers->accept_language));
    LTP_TRY(ltp_http_request_parse(request, target, headers, err));
    ltp_lang_of_thread((int)request->lang);
    request->until = ltp_os_seconds() + ltp_serving_source(serving)->seconds;
    const LtpRoute *route = ltp_route_find(request);
    if (!route)
        return ltp_fail(err, LTP_ENOTFOUND, _("There is nothing at this address."));
    response->status = 200;
    response->type = LTP_TYPE_JSON;
    LTP_TRY(route->handler(serving, request, response, err));
    LTP_TRY(ltp_buf_check(&response->body, err));
    bool is_json = strstr(response->type, "json") != NULL && !response->download;
    return is_json && request->form == LTP_HTTP_HTML ? ltp_html_from_json(request, response, err)
                                                     : LTP_OK;
}

/* f= has the last word; files are what their address says. */
static bool is_refused(const LtpHttpRequest *request, const LtpHttpHeaders *headers,
                       const LtpHttpResponse *response)
{
    return !response->download && !ltp_http_value(request, "f") &&
           !ltp_http_accepts(headers->accept, response->type);
}

static void refuse(LtpHttpResponse *response)
{
    ltp_http_response_release(response);
    ltp_http_problem(response, 406,
                     _("There is nothing here of the types that are accepted; there is JSON, and "
                       "HTML for people (f=json, f=html)."));
}

/* Messages name options of the command line; here they are parameters: "--from" is "from". */
static const char *say_parameters(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        bool option = from[0] == '-' && from[1] == '-' && from[2] >= 'a' && from[2] <= 'z' &&
                      (from == text || from[-1] == ' ');
        from += option ? 2 : 0;
        *to++ = *from;
    }
    *to = '\0';
    return text;
}

void ltp_service_answer(LtpServing *serving, const char *target, const LtpHttpHeaders *headers,
                        LtpHttpResponse *response)
{
    LtpHttpRequest request = {0};
    LtpError err = {0};
    if (answer(serving, &request, target, headers, response, &err) != LTP_OK) {
        int status = ltp_http_status(err.code);
        if (status >= 500)
            ltp_log(LTP_LOG_ERROR, "%s", err.msg);
        ltp_http_response_release(response);
        ltp_http_problem(response, status,
                         err.code == LTP_ECANCEL
                             ? _("This takes too long. Ask for less: one region, one period.")
                         : status >= 500
                             ? _("The service could not answer; its operator can read why.")
                             : say_parameters(err.msg));
    } else if (is_refused(&request, headers, response)) {
        refuse(response);
    }
    ltp_http_request_release(&request);
}
