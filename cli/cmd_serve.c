#include "cli/command.h"

#include "base/number.h"
#include "base/os.h"
#include "base/sha256.h"
#include "cli/say.h"
#include "cli/serve_files.h"
#include "service/service.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

enum { TOKEN = 32, DRAIN_SECONDS = 10, QUERY_SECONDS = 20 };

static const LtpOption options[] = {
    {.name = "bind",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("ADDRESS"),
     .help = N_("Where to listen; 127.0.0.1 if not said: this machine alone. Elsewhere a token is "
                "asked for.")},
    {.name = "port",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("N"),
     .help = N_("The port; 8080 if not said, 0 for any that is free.")},
    {.name = "clearance",
     .kind = LTP_OPTION_VALUE,
     .words = "public|restricted|confidential",
     .help = N_("What can be seen; public if not said. What is above it is left out.")},
    {.name = "token",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("TOKEN"),
     .help = N_("The password of visitors, with --bind; $LTP_TOKEN, else a new one if not said.")},
    {.name = "timeout",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("SECONDS"),
     .help = N_("How long one answer may take; 20 if not said.")},
    {.name = "open",
     .kind = LTP_OPTION_FLAG,
     .help = N_("Open the page in the browser; on a free port where 8080 is taken.")},
    {.name = NULL}};

/* ---- where the service gets its rows ---- */

typedef struct Serving {
    const char *path; /* of the store */
    LtpSensitivity clearance;
    double seconds; /* that an answer may take */
} Serving;

typedef struct Session {
    const Serving *serving;
    LtpStore *store;
    uint64_t identity; /* of the file that is open */
} Session;

static LtpCode open_session(void *arg, void **out, LtpError *err)
{
    Session *session = ltp_calloc(1, sizeof *session);
    if (!session)
        return ltp_fail_memory(err);
    session->serving = arg;
    session->identity = ltp_os_file_identity(session->serving->path);
    LtpCode rc = ltp_store_open(session->serving->path, LTP_STORE_READ, &session->store, err);
    if (rc == LTP_OK)
        *out = session;
    else
        ltp_free(session);
    return rc;
}

static void close_session(void *arg)
{
    Session *session = arg;
    ltp_store_close(session->store);
    ltp_free(session);
}

static void rest_session(void *arg)
{
    Session *session = arg;
    if (session->store)
        ltp_store_rest(session->store);
}

/* Begins a piece of work, which has its time. Another file may stand at the path by now: then it is
 * opened instead. */
static LtpCode begin_work(Session *session, LtpError *err)
{
    uint64_t identity = ltp_os_file_identity(session->serving->path);
    LtpStore *store = NULL;
    if (identity == session->identity && session->store) {
        ltp_store_limit(session->store, session->serving->seconds);
        return LTP_OK;
    }
    LTP_TRY(ltp_store_open(session->serving->path, LTP_STORE_READ, &store, err));
    ltp_store_close(session->store);
    session->store = store;
    session->identity = identity;
    ltp_store_limit(store, session->serving->seconds);
    return LTP_OK;
}

static LtpCode generation(void *arg, int64_t *number, LtpError *err)
{
    Session *session = arg;
    LTP_TRY(begin_work(session, err));
    *number = (int64_t)(session->identity >> 16) ^ ltp_store_generation(session->store);
    return LTP_OK;
}

static LtpCode open_release(void *arg, const char *layer, const LtpParams *params, bool bare,
                            LtpRelease **release, LtpError *err)
{
    Session *session = arg;
    LtpSensitivity clearance = session->serving->clearance;
    LTP_TRY(begin_work(session, err));
    return bare ? ltp_release_open_bare(session->store, layer, params, clearance, release, err)
                : ltp_release_open(session->store, layer, params, clearance, release, err);
}

static LtpCode make_report(void *arg, const LtpReportAsked *asked, LtpReport **report,
                           LtpError *err)
{
    Session *session = arg;
    LTP_TRY(begin_work(session, err));
    return ltp_release_report(session->store, asked, session->serving->clearance, report, err);
}

static LtpCode load_scheme(void *arg, const char *name, LtpScheme **scheme, LtpError *err)
{
    Session *session = arg;
    LTP_TRY(begin_work(session, err));
    return ltp_scheme_load(session->store, name, scheme, err);
}

typedef struct Telling {
    LtpServiceTellFn *tell;
    void *arg;
    bool provenance; /* the clearance shows files and rows */
} Telling;

static LtpCode tell_line(const LtpExplained *explained, void *arg, LtpError *err)
{
    const Telling *telling = arg;
    if (explained->is_need || explained->is_study)
        return LTP_OK;
    bool told = telling->provenance && !explained->hidden; /* a file may name who sent it */
    const LtpServiceLine line = {.id = explained->location_id,
                                 .counted = explained->counted,
                                 .figures = explained->figures,
                                 .file = told ? explained->file : NULL,
                                 .sheet = told ? explained->sheet : NULL,
                                 .import_id = told ? explained->import_id : LTP_NULL_INT,
                                 .row = told ? explained->row : LTP_NULL_INT};
    return telling->tell(&line, telling->arg, err);
}

static LtpCode explain(void *arg, const LtpParams *params, const char *pcode,
                       LtpServiceTellFn *tell, void *tell_arg, LtpError *err)
{
    Session *session = arg;
    Telling telling = {
        .tell = tell, .arg = tell_arg, .provenance = session->serving->clearance >= LTP_RESTRICTED};
    LTP_TRY(begin_work(session, err));
    return ltp_release_explain(session->store, params, pcode, session->serving->clearance,
                               tell_line, &telling, err);
}

static LtpCode make_file(void *arg, const LtpServiceFile *asked, LtpBuf *body, LtpError *err)
{
    Session *session = arg;
    LTP_TRY(begin_work(session, err));
    const LtpServedFile file = {.store = session->store,
                                .format = asked->format,
                                .theme = asked->theme,
                                .bbox = asked->bbox,
                                .params = asked->params,
                                .clearance = session->serving->clearance};
    return ltp_serve_file(&file, body, err);
}

/* ---- the command ---- */

static LtpCode read_port(const LtpOptions *given, unsigned *port, LtpError *err)
{
    const char *text = ltp_options_value(given, "port");
    int64_t number = 8080;
    if (text && (!ltp_parse_int(text, &number) || number < 0 || number > 65535))
        return ltp_fail(err, LTP_EUSAGE, _("--port takes a number from 0 to 65535, not \"%s\"."),
                        text);
    *port = (unsigned)number;
    return LTP_OK;
}

static LtpCode read_seconds(const LtpOptions *given, double *seconds, LtpError *err)
{
    const char *text = ltp_options_value(given, "timeout");
    *seconds = QUERY_SECONDS;
    if (text && (!ltp_parse_double(text, seconds) || *seconds <= 0))
        return ltp_fail(err, LTP_EUSAGE, _("--timeout takes a number of seconds, not \"%s\"."),
                        text);
    return LTP_OK;
}

/* The token of visitors from elsewhere; "" on this machine. */
static LtpCode choose_token(const LtpOptions *given, const char *bind, char token[TOKEN + 1],
                            const char **chosen, LtpError *err)
{
    LtpOsAddress address;
    const char *said = ltp_options_value(given, "token");
    *chosen = said ? said : getenv("LTP_TOKEN");
    if (*chosen && strlen(*chosen) < 8)
        return ltp_fail(err, LTP_EUSAGE, _("A token needs 8 characters or more."));
    if (*chosen || !ltp_os_address_parse(bind, 0, &address) || address.loopback)
        return LTP_OK;
    ltp_random_hex(token, TOKEN);
    *chosen = token;
    return LTP_OK;
}

static void say_where(const LtpServiceConfig *config, unsigned port, bool new_token)
{
    const char *host = strcmp(config->bind, "0.0.0.0") == 0 ? "<adresse>" : config->bind;
    ltp_say(
        _("The map is at http://%s:%u/ ; QGIS: add it as a WFS / OGC API - Features connection."),
        host, port);
    if (config->token)
        ltp_say(
            _("Listening beyond this machine: visitors need a token as their password, and what "
              "they read travels unencrypted."));
    if (new_token)
        ltp_say(_("The token of this run: %s"), config->token);
    ltp_say(_("Ctrl+C ends the service."));
}

static void wait_for_the_end(void)
{
    while (!ltp_interrupted())
        thrd_sleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
}

static void open_browser(unsigned port)
{
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%u/", port);
    if (!ltp_os_open_browser(url))
        ltp_say(_("No browser could be opened; open %s yourself."), url);
}

/* A person who only wants to see the page doesn't care for the port: where ours is taken and none
 * was asked for, any that is free will do. */
static LtpCode start_service(const LtpOptions *given, LtpServiceConfig *config,
                             LtpService **service, LtpError *err)
{
    LtpCode rc = ltp_service_start(config, service, err);
    if (rc != LTP_EIO || !ltp_options_flag(given, "open") || ltp_options_value(given, "port"))
        return rc;
    ltp_error_clear(err);
    config->port = 0;
    return ltp_service_start(config, service, err);
}

static LtpCode run_serve(LtpRun *run, LtpError *err)
{
    char token[TOKEN + 1] = "";
    const char *bind = ltp_options_value(&run->options, "bind");
    Serving serving = {.path = ltp_store_path(run->store),
                       .clearance = ltp_options_clearance(&run->options)};
    LtpServiceConfig config = {.bind = bind ? bind : "127.0.0.1",
                               .log = run->verbose,
                               .source = {.open = open_session,
                                          .close = close_session,
                                          .rest = rest_session,
                                          .generation = generation,
                                          .release = open_release,
                                          .report = make_report,
                                          .scheme = load_scheme,
                                          .explain = explain,
                                          .file = make_file,
                                          .arg = &serving}};
    LtpService *service = NULL;
    LTP_TRY(read_port(&run->options, &config.port, err));
    LTP_TRY(read_seconds(&run->options, &serving.seconds, err));
    config.source.seconds = serving.seconds;
    LTP_TRY(choose_token(&run->options, config.bind, token, &config.token, err));
    config.source.asks_token = config.token != NULL;
    LTP_TRY(start_service(&run->options, &config, &service, err));
    unsigned port = ltp_service_port(service);
    say_where(&config, port, *token != '\0');
    if (ltp_options_flag(&run->options, "open"))
        open_browser(port);
    wait_for_the_end();
    ltp_service_stop(service, DRAIN_SECONDS);
    return LTP_OK;
}

const LtpCommand ltp_command_serve = {
    .name = "serve",
    .group = N_("Give out"),
    .summary = N_("Serves the web map and OGC API - Features, on this machine."),
    .text = N_(
        "People open the page, QGIS adds the address as an OGC API - Features connection, scripts\n"
        "read JSON. Only this machine can ask, unless you say --bind; then visitors need a token\n"
        "as their password. The store is only read; what is imported meanwhile is picked up."),
    .examples = "serve\n"
                "serve --open\n"
                "serve --port 8090 --clearance restricted\n"
                "serve --bind 0.0.0.0",
    .store = LTP_STORE_TO_READ,
    .max_arguments = 0,
    .options = options,
    .run = run_serve,
};
