/* A request as it was understood and a response as it will be sent. No sockets here: the same calls
 * serve the server, the tests and the fuzzer. */
#ifndef LTP_SERVICE_HTTP_H
#define LTP_SERVICE_HTTP_H

#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"

enum { LTP_HTTP_PAIRS = 64, LTP_HTTP_SEGMENTS = 5, LTP_HTTP_TARGET = 8192, LTP_HTTP_HEADERS = 6 };

/* What the client sent beside the request line; NULL when it did not. */
typedef struct LtpHttpHeaders {
    const char *host, *accept, *accept_language, *accept_encoding, *if_none_match, *authorization;
} LtpHttpHeaders;

typedef struct LtpHttpPair {
    const char *name, *value;
} LtpHttpPair;

typedef enum LtpHttpForm { LTP_HTTP_JSON, LTP_HTTP_HTML } LtpHttpForm;

typedef struct LtpHttpRequest {
    LtpArena arena;
    const char *base;                        /* "http://127.0.0.1:8080", without a slash */
    const char *path;                        /* decoded: "/collections/gaps" */
    const char *segments[LTP_HTTP_SEGMENTS]; /* decoded parts of it */
    size_t n_segments;
    LtpHttpPair pairs[LTP_HTTP_PAIRS]; /* of the query, decoded, in their order */
    size_t n_pairs;
    LtpHttpForm form;     /* by f=, else by Accept */
    LtpLang lang;         /* by lang=, else by Accept-Language, else the program's */
    double until;         /* by the clock of base/os.h: then the answer is given up */
    const char *argument; /* what stood for {} in the route */
    const char *argument2;
} LtpHttpRequest;

typedef struct LtpHttpResponse {
    int status;
    const char *type; /* Content-Type; a constant */
    LtpBuf body;
    const char *names[LTP_HTTP_HEADERS]; /* further headers; names are constants */
    char *values[LTP_HTTP_HEADERS];      /* owned */
    size_t n_headers;
    bool download; /* not for the cache of ready answers */
} LtpHttpResponse;

/* Takes the request line apart. LTP_EUSAGE on bad escapes, bytes that are not UTF-8, control
 * characters, too many parts, an unknown f= or lang=. Free with ltp_http_request_release. */
LtpCode ltp_http_request_parse(LtpHttpRequest *request, const char *target,
                               const LtpHttpHeaders *headers, LtpError *err) LTP_MUST_CHECK;
void ltp_http_request_release(LtpHttpRequest *request);

/* The first of the two languages that Accept-Language names; when it names neither that of the
 * program, to which the thread returns then. */
LtpLang ltp_http_language(const char *header);
/* Whether the client's header Accept (NULL: anything) lets an answer of this type through. */
bool ltp_http_accepts(const char *accept, const char *type);

const char *ltp_http_value(const LtpHttpRequest *request, const char *name); /* first; NULL */

LtpCode ltp_http_in_time(double until, LtpError *err) LTP_MUST_CHECK; /* else LTP_ECANCEL */

/* "/path?query" of this request with one parameter replaced (`value` NULL: taken away), encoded. */
void ltp_http_same_with(const LtpHttpRequest *request, const char *name, const char *value,
                        const char *name2, const char *value2, LtpBuf *out);
/* Percent-encodes everything but unreserved characters. */
void ltp_http_escape(LtpBuf *out, const char *text);

LtpCode ltp_http_header(LtpHttpResponse *response, const char *name, const char *value,
                        LtpError *err) LTP_MUST_CHECK;
void ltp_http_response_release(LtpHttpResponse *response);

/* {"href": base + path, "rel": ..., "type": ..., "title": ...}; path, type, title may be NULL. */
void ltp_http_link(LtpJson *json, const LtpHttpRequest *request, const char *path, const char *rel,
                   const char *type, const char *title);

/* The failure as problem+json (RFC 9457). Faults of ours keep their details to themselves. */
void ltp_http_problem(LtpHttpResponse *response, int status, const char *detail);
int ltp_http_status(LtpCode code);

#define LTP_TYPE_JSON "application/json"
#define LTP_TYPE_HTML "text/html; charset=utf-8"
#define LTP_TYPE_GEOJSON "application/geo+json"
#define LTP_TYPE_API "application/vnd.oai.openapi+json;version=3.0"
#define LTP_TYPE_SCHEMA "application/schema+json"
#define LTP_TYPE_PROBLEM "application/problem+json"

#endif
