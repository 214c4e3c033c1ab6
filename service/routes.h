/* Addresses and what answers them. */
#ifndef LTP_SERVICE_ROUTES_H
#define LTP_SERVICE_ROUTES_H

#include "service/http.h"
#include "service/serving.h"

/* Fills the response; a failure becomes problem+json with the status of its code. */
typedef LtpCode LtpHandler(LtpServing *serving, const LtpHttpRequest *request,
                           LtpHttpResponse *response, LtpError *err);

typedef struct LtpRoute {
    const char *method;  /* "GET": answers HEAD too */
    const char *pattern; /* "/collections/{}/items": {} stands for one part */
    LtpHandler *handler;
} LtpRoute;

/* The route of the request, whose `argument`s are filled; NULL when there is none. */
const LtpRoute *ltp_route_find(LtpHttpRequest *request);
const LtpRoute *ltp_route_at(size_t i); /* NULL past the end */

#define ROUTE(pattern, name) LtpHandler ltp_handle_##name;
#include "service/routes.def"
#undef ROUTE

#endif
