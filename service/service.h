/* The service: OGC API - Features, a JSON API and the web map over HTTP, GET and HEAD only. */
#ifndef LTP_SERVICE_SERVICE_H
#define LTP_SERVICE_SERVICE_H

#include "service/http.h"
#include "service/serving.h"

/* One request to one response, without a socket; never fails: what goes wrong is the response. */
void ltp_service_answer(LtpServing *serving, const char *target, const LtpHttpHeaders *headers,
                        LtpHttpResponse *response);

typedef struct LtpServiceConfig {
    const char *bind;  /* "127.0.0.1": an address of this machine */
    unsigned port;     /* 0 = any that is free */
    const char *token; /* NULL on loopback; else what a client must know */
    unsigned threads;  /* 0 = 4 */
    bool log;          /* a line for each request through ltp_log: no query, no address */
    LtpServiceSource source;
} LtpServiceConfig;

typedef struct LtpService LtpService;

/* Listens. LTP_EUSAGE for an address that is none, or one that is not loopback without a token;
 * LTP_EIO when the port is taken. */
LtpCode ltp_service_start(const LtpServiceConfig *config, LtpService **service,
                          LtpError *err) LTP_MUST_CHECK;
unsigned ltp_service_port(const LtpService *service);
/* Takes no new requests, waits up to `seconds` for those under way, frees. */
void ltp_service_stop(LtpService *service, double seconds);

#endif
