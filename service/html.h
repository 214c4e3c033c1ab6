/* The JSON documents as pages for people: the same content, links to click. */
#ifndef LTP_SERVICE_HTML_H
#define LTP_SERVICE_HTML_H

#include "service/http.h"

/* Turns the body of the response, a JSON document, into a page. */
LtpCode ltp_html_from_json(const LtpHttpRequest *request, LtpHttpResponse *response,
                           LtpError *err) LTP_MUST_CHECK;

#endif
