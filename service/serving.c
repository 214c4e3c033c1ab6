#include "service/serving.h"

#include "base/os.h"

#include <string.h>
#include <threads.h>

enum { TABLES = 24, SESSIONS = 8, FILES = 2 };
#define TABLE_BYTES ((size_t)256 << 20)
#define LOOK_EVERY 0.1 /* seconds */

typedef struct Held {
    LtpTable *table; /* NULL = the place is free */
    char *key;
    int users;
    bool stale; /* of older data: goes with its last user */
    uint64_t used;
} Held;

struct LtpServing {
    LtpServiceSource source;
    mtx_t lock;
    void *sessions[SESSIONS]; /* those nobody uses */
    size_t n_sessions;
    int n_files; /* being made */
    Held held[TABLES];
    uint64_t clock;
    int64_t generation, epoch;
    LtpDay today;
    double looked;
};

LtpCode ltp_serving_new(const LtpServiceSource *source, LtpServing **out, LtpError *err)
{
    LtpServing *serving = ltp_calloc(1, sizeof *serving);
    if (!serving)
        return ltp_fail_memory(err);
    serving->source = *source;
    serving->looked = -1;
    if (mtx_init(&serving->lock, mtx_plain) != thrd_success) {
        ltp_free(serving);
        return ltp_fail_memory(err);
    }
    *out = serving;
    return LTP_OK;
}

static void drop(Held *held)
{
    ltp_table_free(held->table);
    ltp_free(held->key);
    *held = (Held){0};
}

void ltp_serving_free(LtpServing *serving)
{
    if (!serving)
        return;
    for (size_t i = 0; i < TABLES; i++)
        drop(&serving->held[i]);
    for (size_t i = 0; i < serving->n_sessions; i++)
        serving->source.close(serving->sessions[i]);
    mtx_destroy(&serving->lock);
    ltp_free(serving);
}

/* ---- sessions ---- */

LtpCode ltp_serving_session(LtpServing *serving, void **session, LtpError *err)
{
    *session = NULL;
    mtx_lock(&serving->lock);
    if (serving->n_sessions > 0)
        *session = serving->sessions[--serving->n_sessions];
    mtx_unlock(&serving->lock);
    return *session ? LTP_OK : serving->source.open(serving->source.arg, session, err);
}

void ltp_serving_session_give(LtpServing *serving, void *session)
{
    if (session)
        serving->source.rest(session);
    mtx_lock(&serving->lock);
    bool kept = session && serving->n_sessions < SESSIONS;
    if (kept)
        serving->sessions[serving->n_sessions++] = session;
    mtx_unlock(&serving->lock);
    if (session && !kept)
        serving->source.close(session);
}

LtpCode ltp_serving_file_begin(LtpServing *serving, LtpError *err)
{
    mtx_lock(&serving->lock);
    bool room = serving->n_files < FILES;
    serving->n_files += room;
    mtx_unlock(&serving->lock);
    return room ? LTP_OK
                : ltp_fail(err, LTP_ESTORE,
                           _("Other files are being made just now; ask again in a moment."));
}

void ltp_serving_file_end(LtpServing *serving)
{
    mtx_lock(&serving->lock);
    serving->n_files--;
    mtx_unlock(&serving->lock);
}

const LtpServiceSource *ltp_serving_source(const LtpServing *serving)
{
    return &serving->source;
}

LtpCode ltp_serving_scheme(LtpServing *serving, const char *name, LtpScheme **scheme, LtpError *err)
{
    void *session = NULL;
    LTP_TRY(ltp_serving_session(serving, &session, err));
    LtpCode rc = serving->source.scheme(session, name, scheme, err);
    ltp_serving_session_give(serving, session);
    return rc;
}

LtpCode ltp_serving_report(LtpServing *serving, const LtpReportAsked *asked, LtpReport **report,
                           LtpError *err)
{
    void *session = NULL;
    LTP_TRY(ltp_serving_session(serving, &session, err));
    LtpCode rc = serving->source.report(session, asked, report, err);
    ltp_serving_session_give(serving, session);
    return rc;
}

/* ---- change ---- */

static void forget_tables(LtpServing *serving)
{
    for (size_t i = 0; i < TABLES; i++) {
        serving->held[i].stale = true;
        if (serving->held[i].users == 0)
            drop(&serving->held[i]);
    }
}

static bool must_look(LtpServing *serving, int64_t *epoch)
{
    double now = ltp_os_seconds();
    mtx_lock(&serving->lock);
    bool look = serving->looked < 0 || now - serving->looked >= LOOK_EVERY;
    if (look)
        serving->looked = now;
    *epoch = serving->epoch;
    mtx_unlock(&serving->lock);
    return look;
}

LtpCode ltp_serving_refresh(LtpServing *serving, int64_t *epoch, LtpError *err)
{
    void *session = NULL;
    int64_t generation = 0;
    if (!must_look(serving, epoch))
        return LTP_OK;
    LTP_TRY(ltp_serving_session(serving, &session, err));
    LtpCode rc = serving->source.generation(session, &generation, err);
    if (rc != LTP_OK) {
        serving->source.close(session);
        return rc;
    }
    ltp_serving_session_give(serving, session);
    mtx_lock(&serving->lock);
    LtpDay today = ltp_os_today(); /* what is asked without a date depends on it */
    if (generation != serving->generation || today != serving->today || serving->epoch == 0) {
        serving->generation = generation;
        serving->today = today;
        serving->epoch++;
        forget_tables(serving);
    }
    *epoch = serving->epoch;
    mtx_unlock(&serving->lock);
    return LTP_OK;
}

/* ---- tables ---- */

static LtpCode add_param(const char *name, const char *value, void *arg, LtpError *err)
{
    (void)err;
    ltp_buf_printf(arg, "\n%s=%s", name, value);
    return LTP_OK;
}

static LtpCode key_of(const char *layer, const LtpParams *params, LtpBuf *key, LtpError *err)
{
    ltp_buf_printf(key, "%s\n%d", layer, (int)ltp_lang()); /* stamps are words */
    if (params)
        LTP_TRY(ltp_params_each(params, add_param, key, err));
    return ltp_buf_check(key, err);
}

static LtpTable *find(LtpServing *serving, const char *key)
{
    for (size_t i = 0; i < TABLES; i++) {
        Held *held = &serving->held[i];
        if (held->table && !held->stale && strcmp(held->key, key) == 0) {
            held->users++;
            held->used = ++serving->clock;
            return held->table;
        }
    }
    return NULL;
}

/* A free place, else that of the table used longest ago; NULL when all are in use. */
static Held *place(LtpServing *serving)
{
    Held *oldest = NULL;
    size_t bytes = 0;
    for (size_t i = 0; i < TABLES; i++)
        bytes += serving->held[i].table ? serving->held[i].table->bytes : 0;
    for (size_t i = 0; i < TABLES; i++) {
        Held *held = &serving->held[i];
        if (!held->table && bytes < TABLE_BYTES)
            return held;
        if (held->table && held->users == 0 && (!oldest || held->used < oldest->used))
            oldest = held;
    }
    if (oldest)
        drop(oldest);
    return oldest;
}

static LtpCode load(LtpServing *serving, const char *layer, const LtpParams *params, bool bare,
                    LtpTable **table, LtpError *err)
{
    void *session = NULL;
    LtpRelease *release = NULL;
    LTP_TRY(ltp_serving_session(serving, &session, err));
    LtpCode rc = serving->source.release(session, layer, params, bare, &release, err);
    if (rc == LTP_OK)
        rc = ltp_table_load(release, TABLE_BYTES, table, err);
    ltp_release_close(release);
    ltp_serving_session_give(serving, session);
    return rc;
}

static LtpCode keep(LtpServing *serving, int64_t epoch, const char *key, LtpTable *table,
                    LtpError *err)
{
    char *copy = ltp_strdup(key);
    mtx_lock(&serving->lock);
    Held *held = copy ? place(serving) : NULL;
    if (held)
        *held = (Held){.table = table,
                       .key = copy,
                       .users = 1,
                       .stale = epoch != serving->epoch,
                       .used = ++serving->clock};
    mtx_unlock(&serving->lock);
    if (held)
        return LTP_OK;
    ltp_free(copy);
    ltp_table_free(table);
    return ltp_fail(err, LTP_ESTORE, _("Too many questions at once; ask again in a moment."));
}

static const char bare_mark[] = "\n(bare)";

/* Rows with geometries serve those who want none. */
static LtpCode get_table(LtpServing *serving, const char *layer, const LtpParams *params, bool bare,
                         const LtpTable **out, LtpError *err)
{
    LtpBuf key = {0}, bare_key = {0};
    LtpTable *table = NULL;
    int64_t epoch = 0;
    LtpCode rc = LTP_OK;
    LTP_GO(key_of(layer, params, &key, err));
    ltp_buf_printf(&bare_key, "%s%s", ltp_buf_text(&key), bare_mark);
    LTP_GO(ltp_buf_check(&bare_key, err));
    mtx_lock(&serving->lock);
    table = find(serving, key.data);
    if (!table && bare)
        table = find(serving, bare_key.data);
    epoch = serving->epoch;
    mtx_unlock(&serving->lock);
    if (!table) {
        LTP_GO(load(serving, layer, params, bare, &table, err));
        LTP_GO(keep(serving, epoch, bare ? bare_key.data : key.data, table, err));
    }
    *out = table;
done:
    ltp_buf_release(&key);
    ltp_buf_release(&bare_key);
    return rc;
}

LtpCode ltp_serving_table(LtpServing *serving, const char *layer, const LtpParams *params,
                          const LtpTable **table, LtpError *err)
{
    return get_table(serving, layer, params, false, table, err);
}

LtpCode ltp_serving_rows(LtpServing *serving, const char *layer, const LtpParams *params,
                         const LtpTable **table, LtpError *err)
{
    return get_table(serving, layer, params, true, table, err);
}

void ltp_serving_give(LtpServing *serving, const LtpTable *table)
{
    mtx_lock(&serving->lock);
    for (size_t i = 0; table && i < TABLES; i++) {
        Held *held = &serving->held[i];
        if (held->table == table && --held->users == 0 && held->stale)
            drop(held);
    }
    mtx_unlock(&serving->lock);
}
