#include "layers/records.h"

#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "layers/sql.h"

#include <string.h>

/* The words under which an organisation came, and the same after folding; blank words are NULL. */
struct words {
    const char *acronym, *name, *type;
    char *folded_acronym, *folded_name;
};

static void words_release(struct words *words)
{
    ltp_free(words->folded_acronym);
    ltp_free(words->folded_name);
}

/* The folded form; text that is blank after folding becomes NULL in both forms. */
static LtpCode fold(const char **text, char **folded, LtpError *err)
{
    if (!*text)
        return LTP_OK;
    *folded = ltp_text_folded(*text);
    if (!*folded)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    if (!**folded)
        *text = NULL;
    return LTP_OK;
}

static LtpCode words_init(struct words *words, const char *acronym, const char *name,
                          const char *type, LtpError *err)
{
    *words = (struct words){.acronym = acronym, .name = name, .type = type};
    LTP_TRY(fold(&words->acronym, &words->folded_acronym, err));
    LTP_TRY(fold(&words->name, &words->folded_name, err));
    if (!words->acronym && !words->name)
        return ltp_fail(err, LTP_EINTERNAL, _("an organisation without a name"));
    return LTP_OK;
}

/* 0 when no organisation has this alias. */
static LtpCode by_alias(LtpStore *store, const char *kind, const char *folded, int64_t *org_id,
                        LtpError *err)
{
    static const char text[] =
        "SELECT organisation_id FROM organisation_alias WHERE folded = ?1 AND kind = ?2";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, folded);
    ltp_sql_text(stmt, 2, kind);
    int64_t found = 0;
    LTP_TRY(ltp_sql_value(store, stmt, &found, err));
    *org_id = found == LTP_NULL_INT ? 0 : found;
    return LTP_OK;
}

/* An organisation that came under this word alone, as if it were its name. */
static LtpCode by_word_alone(LtpStore *store, const char *folded, int64_t *org_id, LtpError *err)
{
    static const char text[] =
        "SELECT o.id FROM organisation_alias a JOIN organisation o ON o.id = a.organisation_id "
        "WHERE a.folded = ?1 AND a.kind = 'name' AND o.acronym IS NULL AND ltp_fold(o.name) = ?1";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, folded);
    int64_t found = 0;
    LTP_TRY(ltp_sql_value(store, stmt, &found, err));
    *org_id = found == LTP_NULL_INT ? 0 : found;
    return LTP_OK;
}

/* The organisation that goes by the first part as its name and by the other as its acronym, or the
 * other way round. */
static LtpCode by_parts(LtpStore *store, const char *first, const char *second, int64_t *org_id,
                        LtpError *err)
{
    static const char *const kinds[2][2] = {{"name", "acronym"}, {"acronym", "name"}};
    char *a = ltp_text_folded(first), *b = ltp_text_folded(second);
    LtpCode rc = a && b ? LTP_OK : ltp_fail_memory(err);
    for (int i = 0; rc == LTP_OK && *org_id == 0 && i < 2; i++) {
        int64_t by_first = 0, by_second = 0;
        rc = by_alias(store, kinds[i][0], a, &by_first, err);
        if (rc == LTP_OK && by_first != 0)
            rc = by_alias(store, kinds[i][1], b, &by_second, err);
        if (rc == LTP_OK && by_first == by_second)
            *org_id = by_first;
    }
    ltp_free(a);
    ltp_free(b);
    return rc;
}

/* "Catholic Relief Services (CRS)", "DRC - Danish Refugee Council": a name with its own acronym is
 * that organisation; both must be known to be of one. */
static LtpCode by_name_with_acronym(LtpStore *store, const char *name, int64_t *org_id,
                                    LtpError *err)
{
    static const char *const marks[] = {"(", " - ", " – ", "|", ":"};
    LtpCode rc = LTP_OK;
    for (size_t i = 0; rc == LTP_OK && *org_id == 0 && i < sizeof marks / sizeof *marks; i++) {
        const char *at = strstr(name, marks[i]);
        char *first = at ? ltp_strndup(name, (size_t)(at - name)) : NULL;
        if (!first)
            continue;
        rc = by_parts(store, first, at + strlen(marks[i]), org_id, err);
        ltp_free(first);
    }
    return rc;
}

/* The name decides before the acronym; words in the other column (an acronym typed as a name) count
 * only where the row says nothing else, or where the organisation was known by that word alone. */
static LtpCode recognise(LtpStore *store, const struct words *words, int64_t *org_id, LtpError *err)
{
    *org_id = 0;
    if (words->name)
        LTP_TRY(by_alias(store, "name", words->folded_name, org_id, err));
    if (!*org_id && words->acronym)
        LTP_TRY(by_alias(store, "acronym", words->folded_acronym, org_id, err));
    if (!*org_id && !words->name)
        LTP_TRY(by_alias(store, "name", words->folded_acronym, org_id, err));
    if (!*org_id && !words->acronym)
        LTP_TRY(by_alias(store, "acronym", words->folded_name, org_id, err));
    if (!*org_id && !words->acronym)
        LTP_TRY(by_name_with_acronym(store, words->name, org_id, err));
    if (!*org_id && words->acronym && words->name)
        LTP_TRY(by_word_alone(store, words->folded_acronym, org_id, err));
    return LTP_OK;
}

static LtpCode insert(LtpStore *store, int64_t import_id, const struct words *words,
                      int64_t *org_id, LtpError *err)
{
    static const char text[] =
        "INSERT INTO organisation (acronym, name, type, import_id) VALUES (?1, ?2, ?3, ?4)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, words->acronym);
    ltp_sql_text(stmt, 2, words->name ? words->name : words->acronym);
    ltp_sql_text(stmt, 3, words->type);
    ltp_sql_id(stmt, 4, import_id);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    *org_id = sqlite3_last_insert_rowid(ltp_store_db(store));
    return LTP_OK;
}

static void bind_words(sqlite3_stmt *stmt, const struct words *words, int64_t org_id)
{
    ltp_sql_int(stmt, 1, org_id);
    ltp_sql_text(stmt, 2, words->name);
    ltp_sql_text(stmt, 3, words->acronym);
    ltp_sql_text(stmt, 4, words->type);
}

/* A known organisation learns what it lacked: its full name, its acronym, its type. What it was
 * before is kept for undo, unless it came with this import. */
static LtpCode complete(LtpStore *store, int64_t import_id, const struct words *words,
                        int64_t org_id, LtpError *err)
{
    static const char keep[] =
        "INSERT INTO replaced (import_id, what, old) SELECT ?1, 'organisation_words', "
        "json_object('id', id, 'acronym', acronym, 'name', name, 'type', type) FROM organisation "
        "WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM replaced WHERE import_id = ?1 AND what = "
        "'organisation_words' AND json_extract(old, '$.id') = ?2)";
    static const char learned[] =
        "UPDATE replaced SET old = (SELECT json_set(replaced.old, '$.new_acronym', o.acronym, "
        "'$.new_name', o.name, '$.new_type', o.type) FROM organisation o WHERE o.id = ?2) WHERE "
        "import_id = ?1 AND what = 'organisation_words' AND json_extract(old, '$.id') = ?2";
    static const char lacks[] =
        "SELECT id FROM organisation WHERE id = ?1 AND import_id IS NOT ?5 AND (acronym IS NULL "
        "AND ?3 IS NOT NULL OR type IS NULL AND ?4 IS NOT NULL OR name = acronym AND ?2 IS NOT "
        "NULL AND ?2 IS NOT name)";
    static const char text[] =
        "UPDATE organisation SET name = CASE WHEN name = acronym OR acronym IS NULL AND "
        "ltp_fold(name) = ltp_fold(?3) THEN coalesce(?2, name) ELSE name END, acronym = "
        "coalesce(acronym, ?3), type = coalesce(type, ?4) WHERE id = ?1 AND "
        "(acronym IS NULL AND ?3 IS NOT NULL OR type IS NULL AND ?4 IS NOT NULL OR name = acronym "
        "AND ?2 IS NOT NULL)";
    sqlite3_stmt *stmt;
    int64_t traced;
    LTP_TRY(ltp_sql_cached(store, lacks, &stmt, err));
    bind_words(stmt, words, org_id);
    ltp_sql_id(stmt, 5, import_id);
    LTP_TRY(ltp_sql_value(store, stmt, &traced, err));
    if (traced != LTP_NULL_INT)
        LTP_TRY(ltp_sql_with_ids(store, keep, import_id, org_id, err));
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    bind_words(stmt, words, org_id);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    return traced != LTP_NULL_INT ? ltp_sql_with_ids(store, learned, import_id, org_id, err)
                                  : LTP_OK;
}

static LtpCode alias_put(LtpStore *store, int64_t import_id, const char *kind, const char *folded,
                         const char *alias, int64_t org_id, LtpError *err)
{
    static const char text[] = "INSERT OR IGNORE INTO organisation_alias (folded, kind, "
                               "organisation_id, alias, import_id) VALUES (?1, ?2, ?3, ?4, ?5)";
    sqlite3_stmt *stmt;
    if (!alias)
        return LTP_OK;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, folded);
    ltp_sql_text(stmt, 2, kind);
    ltp_sql_int(stmt, 3, org_id);
    ltp_sql_text(stmt, 4, alias);
    ltp_sql_id(stmt, 5, import_id);
    return ltp_sql_run(store, stmt, err);
}

static LtpCode org_put(LtpStore *store, int64_t import_id, const struct words *words,
                       int64_t *org_id, LtpError *err)
{
    LTP_TRY(recognise(store, words, org_id, err));
    if (*org_id)
        LTP_TRY(complete(store, import_id, words, *org_id, err));
    else
        LTP_TRY(insert(store, import_id, words, org_id, err));
    LTP_TRY(alias_put(store, import_id, "acronym", words->folded_acronym, words->acronym, *org_id,
                      err));
    return alias_put(store, import_id, "name", words->folded_name, words->name, *org_id, err);
}

/* Tables repeat the same few hundred words on thousands of rows. */
static LtpCode cached_put(LtpStore *store, int64_t import_id, const struct words *words,
                          const LtpBuf *key, int64_t *org_id, LtpError *err)
{
    LtpHash *cache = ltp_store_org_cache(store);
    if (!cache)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    int64_t known = ltp_hash_get_bytes(cache, key->data, key->size);
    if (known >= 0) {
        *org_id = known;
        return LTP_OK;
    }
    LTP_TRY(org_put(store, import_id, words, org_id, err));
    return ltp_hash_set_bytes(cache, key->data, key->size, *org_id, err);
}

LtpCode ltp_org_put(LtpStore *store, int64_t import_id, const char *acronym, const char *name,
                    const char *type, int64_t *org_id, LtpError *err)
{
    struct words words;
    LtpBuf key = {0};
    ltp_buf_printf(&key, "%s\x1f%s\x1f%s", acronym ? acronym : "", name ? name : "",
                   type ? type : "");
    LtpCode rc = ltp_buf_check(&key, err);
    if (rc == LTP_OK) {
        rc = words_init(&words, acronym, name, type, err);
        if (rc == LTP_OK)
            rc = cached_put(store, import_id, &words, &key, org_id, err);
        words_release(&words);
    }
    ltp_buf_release(&key);
    return rc;
}
