#include "service/routes.h"

#include <string.h>

static const LtpRoute routes[] = {
#define ROUTE(pattern_, name_) {"GET", pattern_, ltp_handle_##name_},
#include "service/routes.def"
#undef ROUTE
};

static bool matches(const char *pattern, LtpHttpRequest *request)
{
    size_t n = 0;
    request->argument = request->argument2 = NULL;
    for (const char *at = pattern + 1; *at; n++) {
        size_t size = strcspn(at, "/");
        if (n == request->n_segments)
            return false;
        const char *segment = request->segments[n];
        bool any = size == 2 && at[0] == '{';
        if (!any && (strlen(segment) != size || memcmp(segment, at, size) != 0))
            return false;
        if (any && request->argument)
            request->argument2 = segment;
        else if (any)
            request->argument = segment;
        at += size + (at[size] == '/');
    }
    return n == request->n_segments;
}

const LtpRoute *ltp_route_find(LtpHttpRequest *request)
{
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        if (matches(routes[i].pattern, request))
            return &routes[i];
    return NULL;
}

const LtpRoute *ltp_route_at(size_t i)
{
    return i < sizeof routes / sizeof *routes ? &routes[i] : NULL;
}
