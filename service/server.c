/* The socket side: libmicrohttpd, its limits, who may ask, headers of safety, ready answers. */
#include "service/service.h"

#include "base/hash.h"
#include "base/os.h"
#include "base/sha256.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <threads.h>

#include <microhttpd.h>
#include <zlib.h>

enum {
    THREADS = 4,
    CONNECTIONS = 256,
    CONNECTIONS_OF_ONE = 64,
    IDLE_SECONDS = 30,
    CONNECTION_MEMORY = 64 * 1024,
    READY = 256, /* answers kept */
    GZIP_FROM = 1024
};
#define READY_BYTES ((size_t)64 << 20)

/* An answer kept as it is sent. */
typedef struct Ready {
    char *key; /* NULL = the place is free */
    struct MHD_Response *response;
    char etag[48];
    int64_t epoch;
    size_t bytes;
    uint64_t used;
} Ready;

struct LtpService {
    struct MHD_Daemon *daemon;
    LtpServing *serving;
    char *token;
    bool loopback, log;
    unsigned port;
    mtx_t lock;
    Ready ready[READY];
    size_t ready_bytes;
    uint64_t clock;
    atomic_int under_way;
};

/* ---- ready answers ---- */

static void drop(LtpService *service, Ready *ready)
{
    if (ready->response)
        MHD_destroy_response(ready->response);
    service->ready_bytes -= ready->bytes;
    ltp_free(ready->key);
    *ready = (Ready){0};
}

/* The place of the answer used longest ago, emptied until there is room. */
static Ready *make_room(LtpService *service, size_t bytes)
{
    for (;;) {
        Ready *oldest = &service->ready[0];
        for (size_t i = 0; i < READY; i++) {
            if (!service->ready[i].key && service->ready_bytes + bytes <= READY_BYTES)
                return &service->ready[i];
            if (service->ready[i].key && (!oldest->key || service->ready[i].used < oldest->used))
                oldest = &service->ready[i];
        }
        drop(service, oldest);
    }
}

/* ---- what every answer carries ---- */

static void put_headers(struct MHD_Response *out)
{
    static const char *const headers[][2] = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
         "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Permissions-Policy", "geolocation=(), camera=(), microphone=()"},
        {"Cache-Control", "private, no-cache"},
        {"Vary", "Accept, Accept-Encoding, Accept-Language"},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(out, headers[i][0], headers[i][1]);
}

/* The body as gzip, in place; left as it is when that gains nothing. */
static bool compress_body(LtpBuf *body)
{
    z_stream stream = {0};
    LtpBuf out = {0};
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    size_t most = deflateBound(&stream, body->size);
    out.data = ltp_malloc(most + 1);
    out.capacity = most + 1;
    stream.next_in = (Bytef *)(uintptr_t)body->data;
    stream.avail_in = (uInt)body->size;
    stream.next_out = (Bytef *)out.data;
    stream.avail_out = (uInt)most;
    bool done = out.data && body->size < UINT32_MAX && deflate(&stream, Z_FINISH) == Z_STREAM_END &&
                stream.total_out < body->size;
    out.size = stream.total_out;
    deflateEnd(&stream);
    if (!done) {
        ltp_buf_release(&out);
        return false;
    }
    ltp_buf_release(body);
    *body = out;
    return true;
}

/* Takes the body; the response frees it. */
static bool make_response(LtpHttpResponse *from, bool gzip, Ready *answer)
{
    char digest[LTP_SHA256_HEX];
    ltp_sha256(ltp_buf_text(&from->body), from->body.size, digest);
    gzip = gzip && from->body.size >= GZIP_FROM && !from->download && compress_body(&from->body);
    snprintf(answer->etag, sizeof answer->etag, "\"%.20s%s\"", digest, gzip ? "-gz" : "");
    answer->bytes = from->body.size;
    char *bytes = from->body.data;
    answer->response =
        bytes ? MHD_create_response_from_buffer_with_free_callback(from->body.size, bytes, ltp_free)
              : MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    if (!answer->response)
        return false;
    from->body = (LtpBuf){0};
    put_headers(answer->response);
    MHD_add_response_header(answer->response, "Content-Type", from->type);
    if (gzip)
        MHD_add_response_header(answer->response, "Content-Encoding", "gzip");
    if (from->status == 200)
        MHD_add_response_header(answer->response, "ETag", answer->etag);
    for (size_t i = 0; i < from->n_headers; i++)
        MHD_add_response_header(answer->response, from->names[i], from->values[i]);
    return true;
}

static enum MHD_Result send_304(struct MHD_Connection *connection, const char *etag)
{
    struct MHD_Response *none =
        MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    put_headers(none);
    MHD_add_response_header(none, "ETag", etag);
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_NOT_MODIFIED, none);
    MHD_destroy_response(none);
    return result;
}

static enum MHD_Result queue(struct MHD_Connection *connection, const LtpHttpHeaders *headers,
                             int status, const Ready *answer)
{
    const char *known = headers->if_none_match;
    bool same = known && status == 200 && (strcmp(known, "*") == 0 || strstr(known, answer->etag));
    return same ? send_304(connection, answer->etag)
                : MHD_queue_response(connection, (unsigned)status, answer->response);
}

/* Queues the kept answer; the lock holds it until the connection does. */
static bool send_ready(LtpService *service, struct MHD_Connection *connection,
                       const LtpHttpHeaders *headers, const char *key, int64_t epoch,
                       enum MHD_Result *result)
{
    bool hit = false;
    mtx_lock(&service->lock);
    for (size_t i = 0; i < READY && !hit; i++) {
        Ready *ready = &service->ready[i];
        if (!ready->key || strcmp(ready->key, key) != 0)
            continue;
        if (ready->epoch != epoch) {
            drop(service, ready);
            continue;
        }
        ready->used = ++service->clock;
        *result = queue(connection, headers, 200, ready);
        hit = true;
    }
    mtx_unlock(&service->lock);
    return hit;
}

/* Takes the answer over: it is kept, or given up. */
static void keep_ready(LtpService *service, const char *key, int64_t epoch, Ready *answer)
{
    char *copy = key && answer->bytes <= READY_BYTES / 4 ? ltp_strdup(key) : NULL;
    if (!copy) {
        MHD_destroy_response(answer->response);
        return;
    }
    mtx_lock(&service->lock);
    Ready *place = make_room(service, answer->bytes);
    *place = *answer;
    place->key = copy;
    place->epoch = epoch;
    place->used = ++service->clock;
    service->ready_bytes += answer->bytes;
    mtx_unlock(&service->lock);
}

static enum MHD_Result send_problem(struct MHD_Connection *connection, int status,
                                    const char *header, const char *value, const char *detail)
{
    LtpHttpResponse problem = {0};
    Ready answer = {0};
    ltp_http_problem(&problem, status, detail);
    if (header && ltp_http_header(&problem, header, value, NULL) != LTP_OK)
        header = NULL;
    bool made = make_response(&problem, false, &answer);
    ltp_http_response_release(&problem);
    if (!made)
        return MHD_NO;
    enum MHD_Result result = queue(connection, &(LtpHttpHeaders){0}, status, &answer);
    MHD_destroy_response(answer.response);
    return result;
}

/* ---- who may ask ---- */

/* A page of another site that points its name at this machine gets nothing. */
static bool is_our_host(const char *host)
{
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    for (size_t i = 0; host && i < sizeof names / sizeof *names; i++) {
        size_t size = strlen(names[i]);
        const char *port = host + size;
        if (strncmp(host, names[i], size) == 0 &&
            (!*port || (*port == ':' && port[1 + strspn(port + 1, "0123456789")] == '\0')))
            return true;
    }
    return false;
}

/* Compares fingerprints, so that time tells nothing of the token. */
static bool is_token(const LtpService *service, const char *given)
{
    char ours[LTP_SHA256_HEX], theirs[LTP_SHA256_HEX];
    ltp_sha256(service->token, strlen(service->token), ours);
    ltp_sha256(given, strlen(given), theirs);
    return memcmp(ours, theirs, sizeof ours) == 0;
}

/* "Bearer TOKEN", or the token as the password of any user: browsers and QGIS ask for that. */
static bool knows_token(const LtpService *service, struct MHD_Connection *connection,
                        const char *authorization)
{
    if (!service->token)
        return true;
    if (authorization && strncmp(authorization, "Bearer ", 7) == 0)
        return is_token(service, authorization + 7);
    char *password = NULL;
    char *user = MHD_basic_auth_get_username_password(connection, &password);
    bool known = password && is_token(service, password);
    MHD_free(user);
    MHD_free(password);
    return known;
}

/* ---- requests ---- */

typedef struct Call {
    bool begun;    /* the headers are here; the answer waits for the end of the request, else
                      libmicrohttpd closes the connection after it */
    char target[]; /* as it stands in the request line */
} Call;

static const char *header_of(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static LtpHttpHeaders read_headers(struct MHD_Connection *connection)
{
    return (LtpHttpHeaders){.host = header_of(connection, "Host"),
                            .accept = header_of(connection, "Accept"),
                            .accept_language = header_of(connection, "Accept-Language"),
                            .accept_encoding = header_of(connection, "Accept-Encoding"),
                            .if_none_match = header_of(connection, "If-None-Match"),
                            .authorization = header_of(connection, "Authorization")};
}

static void put_key(LtpBuf *key, const char *target, const LtpHttpHeaders *headers, bool gzip)
{
    ltp_buf_printf(key, "%s\n%s\n%s\n%s\n%d", target, headers->host,
                   headers->accept ? headers->accept : "",
                   headers->accept_language ? headers->accept_language : "", gzip);
}

static enum MHD_Result answer_fresh(LtpService *service, struct MHD_Connection *connection,
                                    const char *target, const LtpHttpHeaders *headers,
                                    const char *key, int64_t epoch, bool gzip)
{
    LtpHttpResponse response = {0};
    Ready answer = {0};
    ltp_service_answer(service->serving, target, headers, &response);
    int status = response.status;
    bool keep = status == 200 && !response.download;
    bool made = make_response(&response, gzip, &answer);
    ltp_http_response_release(&response);
    if (!made)
        return MHD_NO;
    enum MHD_Result result = queue(connection, headers, status, &answer);
    keep_ready(service, keep ? key : NULL, epoch, &answer);
    return result;
}

static enum MHD_Result answer(LtpService *service, struct MHD_Connection *connection,
                              const char *target, const LtpHttpHeaders *headers)
{
    LtpError err = {0};
    LtpBuf key = {0};
    int64_t epoch = 0;
    bool gzip = headers->accept_encoding && strstr(headers->accept_encoding, "gzip");
    if (ltp_serving_refresh(service->serving, &epoch, &err) != LTP_OK) {
        ltp_log(LTP_LOG_ERROR, "%s", err.msg);
        return send_problem(connection, 503, "Retry-After", "5",
                            _("The store cannot be read just now."));
    }
    put_key(&key, target, headers, gzip);
    enum MHD_Result result = MHD_NO;
    if (!send_ready(service, connection, headers, ltp_buf_text(&key), epoch, &result))
        result =
            answer_fresh(service, connection, target, headers, ltp_buf_text(&key), epoch, gzip);
    ltp_buf_release(&key);
    return result;
}

static enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **call_)
{
    LtpService *service = arg;
    Call *call = *call_;
    (void)version;
    (void)upload;
    if (!call)
        return MHD_NO;
    if (!call->begun || *upload_size > 0) {
        call->begun = true;
        *upload_size = 0;
        return MHD_YES;
    }
    LtpHttpHeaders headers = read_headers(connection);
    ltp_lang_of_thread((int)ltp_http_language(headers.accept_language));
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return send_problem(connection, 405, "Allow", "GET, HEAD",
                            _("Only GET and HEAD are answered."));
    if (service->loopback && !is_our_host(headers.host))
        return send_problem(
            connection, 403, NULL, NULL,
            _("This service answers for this machine alone (127.0.0.1, localhost)."));
    if (!knows_token(service, connection, headers.authorization))
        return send_problem(connection, 401, "WWW-Authenticate", "Basic realm=\"ltp\"",
                            _("A token is needed; whoever started the service has it."));
    if (service->log)
        ltp_log(LTP_LOG_INFO, "%s %s", method, url); /* the path: no query, no address, no token */
    return answer(service, connection, call->target, &headers);
}

static void *on_uri(void *arg, const char *uri, struct MHD_Connection *connection)
{
    LtpService *service = arg;
    (void)connection;
    atomic_fetch_add(&service->under_way, 1);
    Call *call = ltp_calloc(1, sizeof *call + strlen(uri) + 1);
    if (call)
        memcpy(call->target, uri, strlen(uri));
    return call;
}

static void on_completed(void *arg, struct MHD_Connection *connection, void **call,
                         enum MHD_RequestTerminationCode why)
{
    LtpService *service = arg;
    (void)connection;
    (void)why;
    ltp_free(*call);
    *call = NULL;
    atomic_fetch_sub(&service->under_way, 1);
}

/* ---- start and stop ---- */

static LtpCode listen_on(LtpService *service, const LtpServiceConfig *config,
                         const LtpOsAddress *address, LtpError *err)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | (address->v6 ? MHD_USE_IPv6 : 0);
    service->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, service, MHD_OPTION_SOCK_ADDR, address->bytes,
        MHD_OPTION_THREAD_POOL_SIZE, config->threads > 0 ? config->threads : THREADS,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        (unsigned)(service->loopback ? CONNECTIONS : CONNECTIONS_OF_ONE),
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY, MHD_OPTION_URI_LOG_CALLBACK, on_uri, service,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, service, MHD_OPTION_END);
    if (!service->daemon)
        return ltp_fail(
            err, LTP_EIO,
            _("Cannot listen on port %u of %s. Is it taken? Choose another with --port."),
            config->port, config->bind);
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(service->daemon, MHD_DAEMON_INFO_BIND_PORT);
    service->port = info ? info->port : config->port;
    return LTP_OK;
}

LtpCode ltp_service_start(const LtpServiceConfig *config, LtpService **out, LtpError *err)
{
    LtpOsAddress address;
    if (!ltp_os_address_parse(config->bind, config->port, &address))
        return ltp_fail(err, LTP_EUSAGE,
                        _("\"%s\" is no address of a machine (127.0.0.1, 0.0.0.0)."), config->bind);
    if (!address.loopback && !config->token)
        return ltp_fail(err, LTP_EUSAGE, _("Listening beyond this machine needs a token."));
    LtpService *service = ltp_calloc(1, sizeof *service);
    if (!service)
        return ltp_fail_memory(err);
    service->loopback = address.loopback;
    service->log = config->log;
    service->token = ltp_strdup(config->token);
    LtpCode rc =
        mtx_init(&service->lock, mtx_plain) == thrd_success ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK)
        rc = ltp_serving_new(&config->source, &service->serving, err);
    if (rc == LTP_OK)
        rc = listen_on(service, config, &address, err);
    if (rc == LTP_OK)
        *out = service;
    else
        ltp_service_stop(service, 0);
    return rc;
}

unsigned ltp_service_port(const LtpService *service)
{
    return service->port;
}

void ltp_service_stop(LtpService *service, double seconds)
{
    if (!service)
        return;
    double until = ltp_os_seconds() + seconds;
    if (service->daemon) {
        MHD_quiesce_daemon(service->daemon);
        while (atomic_load(&service->under_way) > 0 && ltp_os_seconds() < until)
            thrd_sleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        MHD_stop_daemon(service->daemon);
    }
    for (size_t i = 0; i < READY; i++)
        drop(service, &service->ready[i]);
    ltp_serving_free(service->serving);
    mtx_destroy(&service->lock);
    ltp_free(service->token);
    ltp_free(service);
}
