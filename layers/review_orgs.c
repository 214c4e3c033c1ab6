/* One organisation under several names: what is proposed, and what a person confirmed. */
#include "layers/review_internal.h"

#include "base/lang.h"
#include "base/text.h"
#include "layers/likeness.h"
#include "layers/records.h"

#include <stdlib.h>
#include <string.h>

extern const char ltp_text_sql_review_organisations_sql[];

/* Names at least this alike are worth a look. */
#define ALIKE 0.84

typedef struct Organisation {
    int64_t id, lines;
    const char *acronym, *name, *folded_acronym, *folded_name, *tight, *initials;
} Organisation;

typedef struct Organisations {
    LtpArena arena;
    Organisation *items;
    size_t count, capacity;
} Organisations;

/* ---- loading ---- */

/* Words that carry no meaning in the name of an organisation, or none in its initials. */
static bool is_small_word(const char *word, size_t length)
{
    static const char *const words[] = {"de",  "des", "du",   "la", "le",   "les", "l",   "d",
                                        "et",  "en",  "a",    "au", "aux",  "of",  "for", "the",
                                        "and", "in",  "pour", "y",  "para", "el",  "to",  NULL};
    for (size_t i = 0; words[i] != NULL; i++)
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0)
            return true;
    return false;
}

static void put_initials(const char *folded, LtpBuf *out)
{
    while (*folded != '\0') {
        size_t length = strcspn(folded, " ");
        if (length > 0 && !is_small_word(folded, length))
            ltp_buf_putc(out, folded[0]);
        folded += length + (folded[length] == ' ');
    }
}

static void put_tight(const char *folded, LtpBuf *out)
{
    for (; *folded != '\0'; folded++)
        if (*folded != ' ')
            ltp_buf_putc(out, *folded);
}

static const char *keep(Organisations *all, LtpBuf *text)
{
    const char *copy = ltp_arena_strdup(&all->arena, ltp_buf_text(text));
    ltp_buf_clear(text);
    return copy;
}

static LtpCode add(Organisations *all, sqlite3_stmt *stmt, LtpBuf *text, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&all->items, &all->capacity, all->count, sizeof *all->items, err));
    Organisation *one = &all->items[all->count++];
    LtpArena *arena = &all->arena;
    *one = (Organisation){.id = sqlite3_column_int64(stmt, 0),
                          .acronym = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 1)),
                          .name = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 2)),
                          .folded_acronym = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 3)),
                          .folded_name = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 4)),
                          .lines = sqlite3_column_int64(stmt, 5)};
    if (one->folded_acronym == NULL || one->folded_name == NULL)
        return ltp_fail_memory(err);
    put_tight(one->folded_acronym[0] != '\0' ? one->folded_acronym : one->folded_name, text);
    one->tight = keep(all, text);
    put_initials(one->folded_name, text);
    one->initials = keep(all, text);
    return one->tight != NULL && one->initials != NULL ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode load(LtpStore *store, Organisations *all, LtpError *err)
{
    sqlite3_stmt *stmt;
    LtpBuf text = {0};
    bool row = false;
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_review_organisations_sql, &stmt, err));
    LtpCode rc;
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = add(all, stmt, &text, err)) != LTP_OK)
            break;
    sqlite3_reset(stmt);
    ltp_buf_release(&text);
    return rc;
}

/* ---- which two may be one ---- */

static bool is_acronym(const char *text)
{
    size_t length = strlen(text);
    return length >= 3 && length <= 12 && strchr(text, ' ') == NULL;
}

/* "unicef mali" beside "unicef": the acronym is the first or last word of the other's name. */
static bool holds_acronym(const Organisation *a, const Organisation *b)
{
    size_t length = strlen(b->tight), whole = strlen(a->folded_name);
    if (!is_acronym(b->tight) || whole <= length + 1)
        return false;
    const char *last = a->folded_name + whole - length;
    return (strncmp(a->folded_name, b->tight, length) == 0 && a->folded_name[length] == ' ') ||
           (strcmp(last, b->tight) == 0 && last[-1] == ' ');
}

static bool has_initials(const Organisation *a, const Organisation *b)
{
    return is_acronym(b->tight) && a->folded_acronym[0] == '\0' &&
           strcmp(a->initials, b->tight) == 0;
}

static bool is_alike(const Organisation *a, const Organisation *b)
{
    size_t n = strlen(a->folded_name), m = strlen(b->folded_name);
    size_t shorter = n < m ? n : m, longer = n < m ? m : n;
    return shorter >= 5 && (double)shorter >= ALIKE * (double)longer &&
           ltp_likeness_digits(a->folded_name, b->folded_name) &&
           ltp_likeness(a->folded_name, b->folded_name) >= ALIKE;
}

/* "save the children" beside "save the children international": one name begins the other. */
static bool begins_name(const Organisation *a, const Organisation *b)
{
    enum { TELLING = 10 }; /* "action for" begins too many */
    size_t length = strlen(b->folded_name);
    return length >= TELLING && strchr(b->folded_name, ' ') != NULL &&
           strncmp(a->folded_name, b->folded_name, length) == 0 && a->folded_name[length] == ' ';
}

/* Why two organisations may be one: a code, NULL = nothing speaks for it. */
static const char *likely(const Organisation *a, const Organisation *b)
{
    if (strlen(a->tight) >= 3 && strcmp(a->tight, b->tight) == 0)
        return "acronym";
    if (has_initials(a, b) || has_initials(b, a))
        return "initials";
    if (holds_acronym(a, b) || holds_acronym(b, a) || begins_name(a, b) || begins_name(b, a))
        return "contains";
    return is_alike(a, b) ? "similar" : NULL;
}

static LtpCode is_distinct(LtpStore *store, int64_t first, int64_t second, bool *distinct,
                           LtpError *err)
{
    static const char text[] =
        "SELECT count(*) FROM organisation_distinct WHERE first_id = ?1 AND second_id = ?2";
    sqlite3_stmt *stmt;
    int64_t count;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, first < second ? first : second);
    ltp_sql_int(stmt, 2, first < second ? second : first);
    LTP_TRY(ltp_sql_value(store, stmt, &count, err));
    *distinct = count > 0;
    return LTP_OK;
}

typedef struct Pair {
    const Organisation *keep, *other; /* `keep` has more lines */
    const char *why;
} Pair;

static void put_name(LtpBuf *out, const Organisation *one)
{
    bool both = one->acronym != NULL && strcmp(one->acronym, one->name) != 0;
    if (both)
        ltp_buf_printf(out, "%s (%s)", one->acronym, one->name);
    else
        ltp_buf_puts(out, one->name);
}

static LtpCode ask(const Pair *pair, LtpReviewFn *fn, void *arg, LtpError *err)
{
    char key[64];
    LtpBuf text = {0};
    snprintf(key, sizeof key, "organisation|%lld|%lld", (long long)pair->keep->id,
             (long long)pair->other->id);
    put_name(&text, pair->other);
    ltp_buf_puts(&text, " = ");
    put_name(&text, pair->keep);
    ltp_buf_puts(&text, " ?");
    LtpReviewItem item = {.kind = LTP_REVIEW_ORGANISATION,
                          .key = key,
                          .text = ltp_buf_text(&text),
                          .code = pair->why,
                          .proposal = "yes",
                          .rows = pair->other->lines};
    LtpCode rc = ltp_buf_check(&text, err);
    if (rc == LTP_OK)
        rc = fn(&item, arg, err);
    ltp_buf_release(&text);
    return rc;
}

static int by_lines(const void *a, const void *b)
{
    const Pair *left = a, *right = b;
    if (left->other->lines != right->other->lines)
        return left->other->lines < right->other->lines ? 1 : -1;
    if (left->keep->id != right->keep->id)
        return left->keep->id < right->keep->id ? -1 : 1;
    return (left->other->id > right->other->id) - (left->other->id < right->other->id);
}

typedef struct Pairs {
    Pair *items;
    size_t count, capacity;
} Pairs;

static LtpCode consider(LtpStore *store, const Organisation *a, const Organisation *b, Pairs *pairs,
                        LtpError *err)
{
    bool distinct;
    const char *why = likely(a, b);
    if (why == NULL)
        return LTP_OK;
    LTP_TRY(is_distinct(store, a->id, b->id, &distinct, err));
    if (distinct)
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&pairs->items, &pairs->capacity, pairs->count, sizeof(Pair), err));
    bool first = a->lines >= b->lines;
    pairs->items[pairs->count++] =
        (Pair){.keep = first ? a : b, .other = first ? b : a, .why = why};
    return LTP_OK;
}

LtpCode ltp_review_organisations(LtpStore *store, LtpReviewFn *fn, void *arg, LtpError *err)
{
    Organisations all = {0};
    Pairs pairs = {0};
    LtpCode rc;
    LTP_GO(load(store, &all, err));
    for (size_t i = 0; i < all.count; i++)
        for (size_t k = i + 1; k < all.count; k++)
            LTP_GO(consider(store, &all.items[i], &all.items[k], &pairs, err));
    if (pairs.count > 0)
        qsort(pairs.items, pairs.count, sizeof(Pair), by_lines);
    for (size_t i = 0; i < pairs.count; i++)
        LTP_GO(ask(&pairs.items[i], fn, arg, err));
done:
    ltp_free(pairs.items);
    ltp_free(all.items);
    ltp_arena_release(&all.arena);
    return rc;
}

/* ---- what a person confirmed ---- */

static LtpCode run_pair(LtpStore *store, const char *query, int64_t import_id, int64_t from,
                        int64_t into, LtpError *err)
{
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_prepare(store, query, &stmt, err));
    int n = sqlite3_bind_parameter_count(stmt);
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, from);
    ltp_sql_int(stmt, 3, into);
    if (n >= 5)
        ltp_decision_who(stmt, 4, 5);
    LtpCode rc = ltp_sql_run(store, stmt, err);
    sqlite3_finalize(stmt);
    return rc;
}

/* The words of `from` mean `into` from now on. Lines that still stand are read again; those that
 * ended with an older submission only change hands. ?1 import, ?2 from, ?3 into. */
static LtpCode merge(LtpStore *store, int64_t import_id, int64_t from, int64_t into, LtpError *err)
{
    static const char *const steps[] = {
        "INSERT INTO replaced (import_id, what, old) SELECT ?1, 'organisation', json_object('id', "
        "id, 'into', ?3, 'was', merged_into) FROM organisation WHERE id = ?2 OR merged_into = ?2",
        "UPDATE organisation SET merged_into = ?3 WHERE ?1 AND (id = ?2 OR merged_into = ?2)",
        "INSERT INTO replaced (import_id, what, old) SELECT ?1, 'organisation_alias', "
        "json_object('folded', folded, 'kind', kind, 'organisation_id', organisation_id, 'person', "
        "person, 'decided_at', decided_at) FROM "
        "organisation_alias WHERE organisation_id = ?2 AND ?3",
        "UPDATE organisation_alias SET organisation_id = ?3, person = ?4, decided_at = ?5 WHERE ?1 "
        "AND organisation_id = ?2",
        "INSERT INTO replaced (import_id, what, old) SELECT ?1, 'line', json_object('id', id, "
        "'organisation_id', organisation_id) FROM line WHERE organisation_id = ?2 AND close_reason "
        "= 'gone' AND ?3",
        "UPDATE line SET organisation_id = ?3 WHERE ?1 AND organisation_id = ?2 AND close_reason = "
        "'gone'"};
    if (from == into)
        return LTP_OK;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        LTP_TRY(run_pair(store, steps[i], import_id, from, into, err));
    ltp_store_forget_orgs(store);
    return ltp_organisation_hidden_refresh(store, 0, import_id, err);
}

static LtpCode keep_apart(LtpStore *store, int64_t import_id, int64_t first, int64_t second,
                          LtpError *err)
{
    static const char text[] = "INSERT OR IGNORE INTO organisation_distinct (import_id, first_id, "
                               "second_id, person, decided_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    return run_pair(store, text, import_id, first < second ? first : second,
                    first < second ? second : first, err);
}

/* What an organisation was merged into, itself when it was not; 0 = there is none. */
static LtpCode standing_of(LtpStore *store, int64_t id, int64_t *standing, LtpError *err)
{
    static const char text[] = "SELECT coalesce(merged_into, id) FROM organisation WHERE id = ?1";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    LTP_TRY(ltp_sql_value(store, stmt, standing, err));
    if (*standing == LTP_NULL_INT)
        *standing = 0;
    return LTP_OK;
}

LtpCode ltp_decide_organisations(LtpStore *store, int64_t import_id, const LtpDecision *decision,
                                 char *key, LtpError *err)
{
    int64_t keep, other;
    char *second = strchr(key, '|');
    if (second != NULL)
        *second++ = '\0';
    if (second == NULL || !ltp_parse_int(key, &keep) || !ltp_parse_int(second, &other))
        return ltp_fail(err, LTP_EDATA, _("\"%s\" is no key of a question."), decision->key);
    LTP_TRY(standing_of(store, keep, &keep, err));
    LTP_TRY(standing_of(store, other, &other, err));
    if (keep == 0 || other == 0)
        return ltp_fail(err, LTP_EDATA, _("\"%s\" is no key of a question."), decision->key);
    if (strcmp(decision->choice, "yes") == 0)
        return merge(store, import_id, other, keep, err);
    if (strcmp(decision->choice, "no") == 0)
        return keep_apart(store, import_id, keep, other, err);
    return ltp_fail(err, LTP_EDATA, _("\"%s\" is neither yes nor no."), decision->choice);
}

/* ---- aliases ---- */

static LtpCode by_words(LtpStore *store, const char *folded, int64_t *org_id, LtpError *err)
{
    static const char text[] = "SELECT organisation_id FROM organisation_alias WHERE folded = ?1 "
                               "ORDER BY kind LIMIT 1";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, folded);
    LTP_TRY(ltp_sql_value(store, stmt, org_id, err));
    if (*org_id == LTP_NULL_INT)
        *org_id = 0;
    return LTP_OK;
}

static LtpCode insert_alias(LtpStore *store, int64_t import_id, bool acronym, const char *folded,
                            const char *words, int64_t org_id, LtpError *err)
{
    static const char text[] =
        "INSERT OR IGNORE INTO organisation_alias (folded, kind, organisation_id, alias, "
        "import_id, person, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, folded);
    ltp_sql_text(stmt, 2, acronym ? "acronym" : "name");
    ltp_sql_int(stmt, 3, org_id);
    ltp_sql_text(stmt, 4, words);
    ltp_sql_int(stmt, 5, import_id);
    ltp_decision_who(stmt, 6, 7);
    return ltp_sql_run(store, stmt, err);
}

LtpCode ltp_org_alias_put(LtpStore *store, int64_t import_id, bool acronym, const char *words,
                          const char *known, LtpError *err)
{
    int64_t into = 0, from = 0;
    char *folded = ltp_text_folded(words), *folded_known = ltp_text_folded(known);
    LtpCode rc = folded != NULL && folded_known != NULL ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK)
        rc = by_words(store, folded_known, &into, err);
    if (rc == LTP_OK && into == 0)
        rc = ltp_org_put(store, import_id, NULL, known, NULL, &into, err);
    if (rc == LTP_OK)
        rc = by_words(store, folded, &from, err);
    if (rc == LTP_OK && from != 0)
        rc = merge(store, import_id, from, into, err);
    if (rc == LTP_OK)
        rc = insert_alias(store, import_id, acronym, folded, words, into, err);
    ltp_free(folded);
    ltp_free(folded_known);
    return rc;
}
