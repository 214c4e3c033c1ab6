#include "layers/store_internal.h"

#include "base/lang.h"
#include "base/os.h"
#include "base/text.h"
#include "layers/migrate.h"

#include <stdio.h>
#include <string.h>

/* "LTP1" in the header of the file (PRAGMA application_id). */
#define APPLICATION_ID 0x4C545031
enum { HEADER_SIZE = 100, APPLICATION_ID_AT = 68, BUSY_MS = 5000 };

sqlite3 *ltp_store_db(LtpStore *store)
{
    return store->db;
}

static int is_late(void *store)
{
    return ltp_os_seconds() > ((const LtpStore *)store)->until;
}

void ltp_store_limit(LtpStore *store, double seconds) /* looks at the clock each 10000 steps */
{
    store->until = ltp_os_seconds() + seconds;
    sqlite3_progress_handler(store->db, 10000, seconds > 0 ? is_late : NULL, store);
}

void ltp_store_rest(LtpStore *store)
{
    for (sqlite3_stmt *stmt = NULL; (stmt = sqlite3_next_stmt(store->db, stmt)) != NULL;)
        if (sqlite3_stmt_busy(stmt))
            sqlite3_reset(stmt);
}

const char *ltp_store_path(const LtpStore *store)
{
    return store->path;
}

const char *ltp_store_keep(LtpStore *store, const char *text)
{
    if (!text)
        return NULL;
    for (size_t i = 0; i < store->n_keep; i++)
        if (strcmp(store->keep[i], text) == 0)
            return store->keep[i];
    if (ltp_grow((void **)&store->keep, &store->keep_capacity, store->n_keep, sizeof *store->keep,
                 NULL) != LTP_OK)
        return NULL;
    const char *copy = ltp_arena_strdup(&store->kept, text);
    if (copy)
        store->keep[store->n_keep++] = copy;
    return copy;
}

LtpHash *ltp_store_org_cache(LtpStore *store)
{
    if (!store->orgs)
        store->orgs = ltp_hash_new();
    return store->orgs;
}

void ltp_store_forget_orgs(LtpStore *store)
{
    ltp_hash_free(store->orgs);
    store->orgs = NULL;
}

LtpCode ltp_sql_cached(LtpStore *store, const char *text, sqlite3_stmt **stmt, LtpError *err)
{
    int64_t at = ltp_hash_get_bytes(store->statement_of, &text, sizeof text);
    if (at >= 0) {
        *stmt = store->statements[at];
        sqlite3_reset(*stmt);
        sqlite3_clear_bindings(*stmt);
        return LTP_OK;
    }
    LTP_TRY(ltp_grow((void **)&store->statements, &store->statements_capacity, store->n_statements,
                     sizeof(sqlite3_stmt *), err));
    LTP_TRY(ltp_sql_prepare(store, text, stmt, err));
    store->statements[store->n_statements] = *stmt;
    return ltp_hash_set_bytes(store->statement_of, &text, sizeof text,
                              (int64_t)store->n_statements++, err);
}

/* ---- opening ---- */

static bool header_of(const char *path, unsigned char header[HEADER_SIZE])
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t got = fread(header, 1, HEADER_SIZE, file);
    fclose(file);
    return got == HEADER_SIZE;
}

bool ltp_store_is(const char *path)
{
    static const unsigned char id[4] = {APPLICATION_ID >> 24, (APPLICATION_ID >> 16) & 0xFF,
                                        (APPLICATION_ID >> 8) & 0xFF, APPLICATION_ID & 0xFF};
    unsigned char header[HEADER_SIZE];
    return header_of(path, header) && memcmp(header, "SQLite format 3", 16) == 0 &&
           memcmp(header + APPLICATION_ID_AT, id, sizeof id) == 0;
}

/* SQL function ltp_fold(text): folding for comparison, the same as everywhere in ltp. */
static void sql_fold(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    char *folded = text ? ltp_text_folded(text) : NULL;
    if (folded)
        sqlite3_result_text(context, folded, -1, SQLITE_TRANSIENT);
    else
        sqlite3_result_null(context);
    ltp_free(folded);
}

/* "file:..." with what has a meaning in a URI escaped. */
static void file_uri(const char *path, const char *query, LtpBuf *uri)
{
    ltp_buf_puts(uri, "file:");
    for (const char *c = path; *c; c++) {
        if (strchr("%?# ", *c))
            ltp_buf_printf(uri, "%%%02X", (unsigned)(unsigned char)*c);
        else
            ltp_buf_putc(uri, *c);
    }
    ltp_buf_puts(uri, query);
}

static void disconnect(LtpStore *store)
{
    for (size_t i = 0; i < store->n_statements; i++)
        sqlite3_finalize(store->statements[i]);
    store->n_statements = 0;
    sqlite3_close(store->db);
    store->db = NULL;
    if (store->spatialite)
        spatialite_cleanup_ex(store->spatialite);
    store->spatialite = NULL;
}

static LtpCode pragma(LtpStore *store, const char *text, LtpError *err)
{
    return sqlite3_exec(store->db, text, NULL, NULL, NULL) == SQLITE_OK
               ? LTP_OK
               : ltp_sql_fail(store, text, err);
}

static LtpCode connect(LtpStore *store, const char *path, int flags, const char *query,
                       LtpError *err)
{
    LtpBuf uri = {0};
    file_uri(path, query, &uri);
    LtpCode rc = ltp_buf_check(&uri, err);
    if (rc == LTP_OK &&
        sqlite3_open_v2(uri.data, &store->db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        rc = store->db ? ltp_sql_fail(store, "open", err) : ltp_fail(err, LTP_ENOMEM, "%s", path);
    ltp_buf_release(&uri);
    LTP_TRY(rc);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    store->spatialite = spatialite_alloc_connection();
    spatialite_init_ex(store->db, store->spatialite, 0);
    if (sqlite3_create_function(store->db, "ltp_fold", 1,
                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                sql_fold, NULL, NULL) != SQLITE_OK)
        return ltp_sql_fail(store, "ltp_fold", err);
    return pragma(store,
                  "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; "
                  "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY",
                  err);
}

/* Read-only media: SQLite wants to make its -shm file there and cannot. The file then cannot change
 * either, and may be read as immutable, unless a journal holds newer pages that would be missed. */
static LtpCode connect_reading(LtpStore *store, LtpError *err)
{
    LtpError first = {0};
    LtpCode rc = connect(store, store->path, SQLITE_OPEN_READONLY, "", &first);
    if (rc == LTP_OK &&
        sqlite3_exec(store->db, "SELECT 1 FROM sqlite_master", NULL, NULL, NULL) == SQLITE_OK)
        return LTP_OK;
    LtpBuf wal = {0};
    ltp_buf_printf(&wal, "%s-wal", store->path);
    bool pending = ltp_os_size(ltp_buf_text(&wal)) > 0;
    ltp_buf_release(&wal);
    if (rc == LTP_OK)
        rc = ltp_sql_fail(store, "open", &first);
    disconnect(store);
    if (pending || rc == LTP_ENOMEM) {
        if (err && err->code == LTP_OK)
            *err = first;
        return rc;
    }
    return connect(store, store->path, SQLITE_OPEN_READONLY, "?immutable=1", err);
}

int ltp_store_schema_version(const LtpStore *store)
{
    sqlite3_stmt *stmt = NULL;
    int version = 0;
    if (sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        version = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return version;
}

static LtpCode build(LtpStore *store, const char *path, LtpError *err)
{
    LTP_TRY(connect(store, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", err));
    char id[64];
    snprintf(id, sizeof id, "PRAGMA application_id = %d", APPLICATION_ID);
    LTP_TRY(pragma(store, id, err));
    LTP_TRY(ltp_sql_script(store, "SELECT InitSpatialMetaData(1, 'WGS84_ONLY')", err));
    return ltp_migrate(store, ltp_migrate_latest(), err);
}

/* The new store is made beside its place and moved there whole. */
static LtpCode create_file(LtpStore *store, LtpError *err)
{
    if (ltp_os_exists(store->path))
        return ltp_fail(err, LTP_ESTORE, _("the file exists already; choose another name"));
    LtpBuf partial = {0};
    ltp_buf_printf(&partial, "%s.partial", store->path);
    LtpCode rc = ltp_buf_check(&partial, err);
    if (rc == LTP_OK)
        rc = ltp_os_remove(partial.data, err);
    if (rc == LTP_OK)
        rc = build(store, partial.data, err);
    disconnect(store);
    if (rc == LTP_OK)
        rc = ltp_os_commit(partial.data, store->path, err);
    if (rc != LTP_OK && ltp_os_remove(ltp_buf_text(&partial), NULL) != LTP_OK)
        rc = ltp_wrap(err, rc, _("%s could not be removed"), ltp_buf_text(&partial));
    ltp_buf_release(&partial);
    return rc;
}

static LtpCode backup_before_migration(LtpStore *store, int version, LtpError *err)
{
    LtpBuf path = {0};
    ltp_buf_printf(&path, "%s.v%d.bak", store->path, version);
    LtpCode rc = ltp_buf_check(&path, err);
    if (rc == LTP_OK)
        rc = ltp_store_backup(store, path.data, err);
    ltp_buf_release(&path);
    return rc;
}

/* Asked for only when something is written: it is noted in the file's header, and a store that
 * nothing was written to stays the same to the byte. */
LtpCode ltp_store_start_wal(LtpStore *store, LtpError *err)
{
    if (store->wal)
        return LTP_OK;
    LTP_TRY(pragma(store, "PRAGMA journal_mode = WAL", err));
    store->wal = true;
    return LTP_OK;
}

static LtpCode connect_writing(LtpStore *store, LtpError *err)
{
    LTP_TRY(connect(store, store->path, SQLITE_OPEN_READWRITE, "", err));
    if (sqlite3_db_readonly(store->db, "main") == 1)
        return ltp_fail(err, LTP_ESTORE, _("the store cannot be written to"));
    int version = ltp_store_schema_version(store);
    if (version >= ltp_migrate_latest())
        return LTP_OK;
    LTP_TRY(ltp_store_start_wal(store, err));
    LTP_TRY(backup_before_migration(store, version, err));
    return ltp_migrate(store, ltp_migrate_latest(), err);
}

static LtpCode refuse_newer(const LtpStore *store, LtpError *err)
{
    int version = ltp_store_schema_version(store);
    if (version <= ltp_migrate_latest())
        return LTP_OK;
    return ltp_fail(err, LTP_EVERSION,
                    _("the store was written by a newer ltp (schema %d, this one knows %d); "
                      "install the newer ltp"),
                    version, ltp_migrate_latest());
}

/* Whether the file may be opened at all, before anything could touch it. */
static LtpCode refuse_stranger(const char *path, LtpError *err)
{
    if (!ltp_os_exists(path))
        return ltp_fail(err, LTP_ENOTFOUND, _("there is no such store; 'ltp init' makes one"));
    if (!ltp_store_is(path))
        return ltp_fail(err, LTP_ESTORE, _("this is not an ltp store"));
    return LTP_OK;
}

static LtpCode open_existing(LtpStore *store, LtpError *err)
{
    LTP_TRY(refuse_stranger(store->path, err));
    LTP_TRY(connect_reading(store, err));
    LTP_TRY(refuse_newer(store, err));
    bool older = ltp_store_schema_version(store) < ltp_migrate_latest();
    if (store->mode == LTP_STORE_READ && !older)
        return LTP_OK;
    disconnect(store);
    LTP_TRY(connect_writing(store, err));
    if (store->mode != LTP_STORE_READ)
        return LTP_OK;
    LTP_TRY(pragma(store, "PRAGMA journal_mode = DELETE", err));
    store->wal = false;
    disconnect(store);
    return connect_reading(store, err);
}

LtpCode ltp_store_open(const char *path, LtpStoreMode mode, LtpStore **out, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpStore *store = ltp_calloc(1, sizeof *store);
    if (!store)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    store->mode = mode;
    store->path = ltp_strdup(path);
    store->statement_of = ltp_hash_new();
    if (!store->path || !store->statement_of)
        rc = ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    if (rc == LTP_OK && mode == LTP_STORE_CREATE)
        rc = create_file(store, err);
    if (rc == LTP_OK) {
        ltp_hash_free(store->statement_of); /* of the connection that made the file */
        store->statement_of = ltp_hash_new();
        rc = store->statement_of ? open_existing(store, err)
                                 : ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    }
    if (rc == LTP_OK) {
        *out = store;
        return LTP_OK;
    }
    ltp_error_where(err, ltp_path_name(path), NULL, 0, NULL);
    ltp_store_close(store);
    return rc;
}

void ltp_store_close(LtpStore *store)
{
    if (!store)
        return;
    if (store->db) {
        while (store->depth > 0)
            ltp_store_rollback(store);
        for (size_t i = 0; i < store->n_statements; i++)
            sqlite3_reset(store->statements[i]);
        /* Fails harmlessly while others read: then the last of them leaves the journal behind. */
        if (store->wal)
            sqlite3_exec(store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    }
    disconnect(store);
    ltp_hash_free(store->statement_of);
    ltp_free(store->statements);
    ltp_free(store->keep);
    ltp_arena_release(&store->kept);
    ltp_store_forget_orgs(store);
    ltp_free(store->path);
    ltp_free(store);
}

/* ---- backup ---- */

static LtpCode copy_pages(LtpStore *store, sqlite3 *to, LtpError *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", store->db, "main");
    int got = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
    if (backup)
        sqlite3_backup_finish(backup);
    if (got != SQLITE_DONE)
        return ltp_fail(err, LTP_EIO, _("the copy of the store failed: %s"), sqlite3_errmsg(to));
    /* The header was copied too, and says WAL while the store is being written. */
    if (sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
        return ltp_fail(err, LTP_EIO, _("the copy of the store failed: %s"), sqlite3_errmsg(to));
    return LTP_OK;
}

LtpCode ltp_store_backup(LtpStore *store, const char *path, LtpError *err)
{
    LtpCode rc;
    sqlite3 *to = NULL;
    LtpBuf partial = {0};
    ltp_buf_printf(&partial, "%s.partial", path);
    LTP_GO(ltp_buf_check(&partial, err));
    LTP_GO(ltp_os_remove(partial.data, err));
    if (sqlite3_open(partial.data, &to) != SQLITE_OK) {
        rc = ltp_fail(err, LTP_EIO, _("%s cannot be written"), partial.data);
        goto done;
    }
    LTP_GO(copy_pages(store, to, err));
    sqlite3_close(to);
    to = NULL;
    LTP_GO(ltp_os_commit(partial.data, path, err));
done:
    sqlite3_close(to);
    if (rc != LTP_OK && ltp_os_remove(ltp_buf_text(&partial), NULL) != LTP_OK)
        rc = ltp_wrap(err, rc, _("%s could not be removed"), ltp_buf_text(&partial));
    ltp_buf_release(&partial);
    return rc;
}
