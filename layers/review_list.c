/* The questions, and the decisions as others use them. */
#include "layers/review_internal.h"

#include "base/hash.h"
#include "base/text.h"
#include "layers/likeness.h"

#include <string.h>

extern const char ltp_text_sql_review_places_sql[], ltp_text_sql_review_words_sql[],
    ltp_text_sql_review_rows_sql[], ltp_text_sql_review_alias_rows_sql[];

/* ---- places ---- */

/* "ML0504 Djenné; ..." out of the detail of a finding; the first code goes to `first`. */
static LtpCode candidates_of(LtpStore *store, const char *detail, LtpBuf *list, LtpBuf *first,
                             LtpError *err)
{
    static const char text[] =
        "SELECT json_extract(value, '$.pcode'), json_extract(value, '$.name') "
        "FROM json_each(?1, '$.candidates')";
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, detail);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        const char *pcode = ltp_sql_column_text(stmt, 0), *name = ltp_sql_column_text(stmt, 1);
        if (list->size == 0)
            ltp_buf_puts(first, pcode);
        ltp_buf_printf(list, "%s%s %s", list->size > 0 ? "; " : "", pcode, name);
    }
    sqlite3_finalize(stmt);
    return rc;
}

static LtpCode ask_place(LtpStore *store, sqlite3_stmt *stmt, LtpReviewFn *fn, void *arg,
                         LtpError *err)
{
    LtpBuf key = {0}, list = {0}, first = {0};
    bool settled;
    LTP_TRY(ltp_place_cells_settled(store, ltp_sql_column_text(stmt, 0),
                                    ltp_sql_column_text(stmt, 1), &settled, err));
    if (settled)
        return LTP_OK;
    const char *kept = ltp_sql_column_text(stmt, 4);
    LtpReviewItem item = {.kind = LTP_REVIEW_PLACE,
                          .edition = ltp_sql_column_text(stmt, 0),
                          .text = ltp_sql_column_text(stmt, 2),
                          .code = ltp_sql_column_text(stmt, 3),
                          .kept = kept,
                          .rows = sqlite3_column_int64(stmt, 6)};
    ltp_buf_printf(&key, "place|%s|%s|%s", item.edition, kept != NULL ? kept : "",
                   ltp_sql_column_text(stmt, 1));
    LtpCode rc = candidates_of(store, ltp_sql_column_text(stmt, 5), &list, &first, err);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&key, err);
    item.key = ltp_buf_text(&key);
    item.candidates = list.size > 0 ? ltp_buf_text(&list) : NULL;
    item.proposal = first.size > 0 ? ltp_buf_text(&first) : NULL;
    if (rc == LTP_OK)
        rc = fn(&item, arg, err);
    ltp_buf_release(&key);
    ltp_buf_release(&list);
    ltp_buf_release(&first);
    return rc;
}

/* ---- words ---- */

/* The term of a vocabulary that is most like the word: its code, "" = none is near. */
static LtpCode nearest(LtpStore *store, const char *kind, const char *folded, LtpBuf *code,
                       LtpBuf *said, LtpError *err)
{
    static const char text[] =
        "SELECT t.folded, t.code, t.term, v.label_fr FROM vocabulary_term t JOIN vocabulary v "
        "ON v.kind = t.kind AND v.code = t.code WHERE t.kind = ?1 ORDER BY t.folded";
    sqlite3_stmt *stmt;
    double best = 0.6; /* less alike is not worth showing */
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        double like = ltp_likeness(folded, ltp_sql_column_text(stmt, 0));
        if (like <= best)
            continue;
        best = like;
        ltp_buf_clear(code);
        ltp_buf_clear(said);
        ltp_buf_puts(code, ltp_sql_column_text(stmt, 1));
        ltp_buf_printf(said, "%s %s (%s)", ltp_sql_column_text(stmt, 1),
                       ltp_sql_column_text(stmt, 3), ltp_sql_column_text(stmt, 2));
    }
    sqlite3_finalize(stmt);
    return rc;
}

static LtpCode ask_word(LtpStore *store, sqlite3_stmt *stmt, LtpReviewFn *fn, void *arg,
                        LtpError *err)
{
    LtpBuf key = {0}, code = {0}, said = {0};
    LtpReviewItem item = {.kind = LTP_REVIEW_WORD,
                          .code = ltp_sql_column_text(stmt, 0),
                          .text = ltp_sql_column_text(stmt, 2),
                          .rows = sqlite3_column_int64(stmt, 3)};
    ltp_buf_printf(&key, "word|%s|%s", item.code, item.text);
    LtpCode rc = nearest(store, item.code, ltp_sql_column_text(stmt, 1), &code, &said, err);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&key, err);
    item.key = ltp_buf_text(&key);
    item.candidates = said.size > 0 ? ltp_buf_text(&said) : NULL;
    item.proposal = code.size > 0 ? ltp_buf_text(&code) : NULL;
    if (rc == LTP_OK)
        rc = fn(&item, arg, err);
    ltp_buf_release(&key);
    ltp_buf_release(&code);
    ltp_buf_release(&said);
    return rc;
}

/* ---- rejected rows ---- */

static LtpCode ask_row(LtpStore *store, sqlite3_stmt *stmt, LtpReviewFn *fn, void *arg,
                       LtpError *err)
{
    enum { SHOWN = 60 };
    LtpBuf key = {0}, text = {0};
    const char *sheet = ltp_sql_column_text(stmt, 2), *rows = ltp_sql_column_text(stmt, 3);
    (void)store;
    size_t shown = strlen(rows);
    if (shown > SHOWN) {
        shown = SHOWN;
        while (shown > 0 && rows[shown] != ',')
            shown--;
    }
    ltp_buf_printf(&key, "row|%lld|%s", (long long)sqlite3_column_int64(stmt, 5),
                   ltp_sql_column_text(stmt, 0));
    ltp_buf_printf(&text, "%s%s%s : %.*s%s", ltp_sql_column_text(stmt, 1), sheet ? ", " : "",
                   sheet ? sheet : "", (int)shown, rows, rows[shown] != '\0' ? ", ..." : "");
    LtpReviewItem item = {.kind = LTP_REVIEW_ROW,
                          .key = ltp_buf_text(&key),
                          .code = ltp_sql_column_text(stmt, 0),
                          .text = ltp_buf_text(&text),
                          .rows = sqlite3_column_int64(stmt, 4)};
    LtpCode rc = ltp_buf_check(&text, err);
    if (rc == LTP_OK)
        rc = fn(&item, arg, err);
    ltp_buf_release(&key);
    ltp_buf_release(&text);
    return rc;
}

/* ---- all ---- */

typedef LtpCode AskFn(LtpStore *store, sqlite3_stmt *stmt, LtpReviewFn *fn, void *arg,
                      LtpError *err);

static LtpCode each(LtpStore *store, const char *query, AskFn *ask, LtpReviewFn *fn, void *arg,
                    LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, query, &stmt, err));
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = ask(store, stmt, fn, arg, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_review_each(LtpStore *store, LtpReviewFn *fn, void *arg, LtpError *err)
{
    LTP_TRY(each(store, ltp_text_sql_review_places_sql, ask_place, fn, arg, err));
    LTP_TRY(ltp_review_organisations(store, fn, arg, err));
    LTP_TRY(each(store, ltp_text_sql_review_words_sql, ask_word, fn, arg, err));
    LTP_TRY(ltp_review_ltp(store, fn, arg, err));
    return each(store, ltp_text_sql_review_rows_sql, ask_row, fn, arg, err);
}

/* ---- the decisions on places, in memory ---- */

struct LtpPlaceWordsPrivate {
    LtpArena arena;
    LtpHash *decided; /* cells, folded -> index of pcodes */
    const char **pcodes;
    size_t n_pcodes, pcodes_capacity, aliases_capacity;
};

static LtpCode add_alias(LtpPlaceWords *words, sqlite3_stmt *stmt, LtpError *err)
{
    LtpArena *arena = &words->private_->arena;
    LTP_TRY(ltp_grow((void **)&words->aliases, &words->private_->aliases_capacity, words->n_aliases,
                     sizeof *words->aliases, err));
    LtpPlaceAlias *alias = &words->aliases[words->n_aliases++];
    *alias = (LtpPlaceAlias){.level = (int)sqlite3_column_int64(stmt, 0),
                             .words = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 1)),
                             .parent = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 2)),
                             .pcode = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 3))};
    return alias->words != NULL ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode add_decision(LtpPlaceWords *words, sqlite3_stmt *stmt, LtpError *err)
{
    struct LtpPlaceWordsPrivate *own = words->private_;
    LTP_TRY(ltp_grow((void **)&own->pcodes, &own->pcodes_capacity, own->n_pcodes,
                     sizeof *own->pcodes, err));
    own->pcodes[own->n_pcodes] = ltp_arena_strdup(&own->arena, ltp_sql_column_text(stmt, 1));
    return ltp_hash_set(own->decided, ltp_sql_column_text(stmt, 0), (int64_t)own->n_pcodes++, err);
}

static LtpCode fill(LtpStore *store, const char *query, int64_t edition_id, LtpPlaceWords *words,
                    LtpCode (*put)(LtpPlaceWords *, sqlite3_stmt *, LtpError *), LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, query, &stmt, err));
    ltp_sql_int(stmt, 1, edition_id);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = put(words, stmt, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

static LtpPlaceWords *new_words(void)
{
    LtpPlaceWords *words = ltp_calloc(1, sizeof *words);
    struct LtpPlaceWordsPrivate *own = ltp_calloc(1, sizeof *own);
    if (own != NULL)
        own->decided = ltp_hash_new();
    if (words != NULL)
        words->private_ = own;
    if (words != NULL && own != NULL && own->decided != NULL)
        return words;
    if (words == NULL && own != NULL)
        ltp_hash_free(own->decided);
    if (words == NULL)
        ltp_free(own);
    ltp_place_words_free(words);
    return NULL;
}

LtpCode ltp_place_words_load(LtpStore *store, int64_t edition_id, LtpPlaceWords **out,
                             LtpError *err)
{
    static const char aliases[] =
        "SELECT level, coalesce(words, folded), nullif(parent_pcode, '*'), pcode FROM place_alias "
        "WHERE edition_id = ?1 ORDER BY level, folded, parent_pcode";
    static const char decisions[] = "SELECT cells, pcode FROM place_decision WHERE edition_id = ?1";
    LtpPlaceWords *words = new_words();
    LtpCode rc = words != NULL ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK)
        rc = fill(store, aliases, edition_id, words, add_alias, err);
    if (rc == LTP_OK)
        rc = fill(store, decisions, edition_id, words, add_decision, err);
    if (rc == LTP_OK)
        *out = words;
    else
        ltp_place_words_free(words);
    return rc;
}

void ltp_place_words_free(LtpPlaceWords *words)
{
    if (words == NULL)
        return;
    if (words->private_ != NULL) {
        ltp_hash_free(words->private_->decided);
        ltp_free(words->private_->pcodes);
        ltp_arena_release(&words->private_->arena);
        ltp_free(words->private_);
    }
    ltp_free(words->aliases);
    ltp_free(words);
}

bool ltp_place_words_decided(const LtpPlaceWords *words, const char *const code[5],
                             const char *const name[5], const char **pcode)
{
    LtpBuf key = {0};
    int64_t at = -1;
    if (words->private_->n_pcodes > 0) {
        ltp_place_cells_key(code, name, &key);
        at = ltp_hash_get(words->private_->decided, ltp_buf_text(&key));
        ltp_buf_release(&key);
    }
    if (at < 0)
        return false;
    *pcode = words->private_->pcodes[at];
    return true;
}

/* ---- the decisions as a file ---- */

LtpCode ltp_alias_each(LtpStore *store,
                       LtpCode (*fn)(const LtpAliasRow *alias, void *arg, LtpError *err), void *arg,
                       LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, ltp_text_sql_review_alias_rows_sql, &stmt, err));
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        LtpAliasRow alias = {.kind = ltp_sql_column_text(stmt, 0),
                             .words = ltp_sql_column_text(stmt, 1),
                             .code = ltp_sql_column_text(stmt, 2),
                             .parent = ltp_sql_column_text(stmt, 3),
                             .edition = ltp_sql_column_text(stmt, 4),
                             .level = ltp_sql_column_int(stmt, 5),
                             .note = ltp_sql_column_text(stmt, 6),
                             .person = ltp_sql_column_text(stmt, 7),
                             .decided_at = ltp_sql_column_text(stmt, 8)};
        if ((rc = fn(&alias, arg, err)) != LTP_OK)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}
