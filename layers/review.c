/* What people decide: aliases and decisions, each with who and when, and what they replace. */
#include "layers/review.h"

#include "base/json.h"
#include "base/lang.h"
#include "base/os.h"
#include "base/text.h"
#include "layers/review_internal.h"
#include "layers/sql.h"
#include "layers/units.h"

#include <string.h>

/* ---- what the decisions have in common ---- */

/* Keeps the row that `query` gives as one JSON object, before it is replaced. */
LtpCode ltp_replaced_keep(LtpStore *store, int64_t import_id, const char *query,
                          const char *const *keys, size_t n_keys, LtpError *err)
{
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, query, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    for (size_t i = 0; i < n_keys; i++)
        ltp_sql_text(stmt, (int)i + 2, keys[i]);
    return ltp_sql_run(store, stmt, err);
}

/* Who decides, and now. */
void ltp_decision_who(sqlite3_stmt *stmt, int person, int decided_at)
{
    char now[32];
    ltp_os_now_text(now);
    sqlite3_bind_text(stmt, person, ltp_os_user(), -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(stmt, decided_at, now, -1, SQLITE_TRANSIENT);
}

static LtpCode fold(const char *text, char **folded, LtpError *err)
{
    *folded = ltp_text_folded(text);
    return *folded != NULL ? LTP_OK : ltp_fail_memory(err);
}

/* The unit of a P-code in an edition: its level; LTP_EDATA when there is none. */
static LtpCode unit_level(LtpStore *store, const LtpEdition *edition, const char *pcode,
                          int64_t *level, LtpError *err)
{
    static const char text[] = "SELECT level FROM unit WHERE edition_id = ?1 AND pcode = ?2";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, edition->id);
    ltp_sql_text(stmt, 2, pcode);
    LTP_TRY(ltp_sql_value(store, stmt, level, err));
    return *level != LTP_NULL_INT
               ? LTP_OK
               : ltp_fail(err, LTP_EDATA, _("\"%s\" is no P-code of edition %s."), pcode,
                          edition->name);
}

/* ---- places ---- */

LtpCode ltp_place_alias_put(LtpStore *store, int64_t import_id, const LtpPlaceAlias *alias,
                            LtpError *err)
{
    static const char keep[] =
        "INSERT INTO replaced (import_id, what, old) SELECT ?1, 'place_alias', json_object("
        "'edition_id', edition_id, 'level', level, 'folded', folded, 'parent_pcode', parent_pcode, "
        "'pcode', pcode, 'person', person, 'decided_at', decided_at, 'note', note, 'import_id', "
        "import_id, 'words', words) FROM place_alias WHERE edition_id = (SELECT id FROM edition "
        "WHERE name = ?2) AND level = CAST(?3 AS INTEGER) AND folded = ?4 AND parent_pcode = ?5";
    static const char put[] =
        "INSERT OR REPLACE INTO place_alias (edition_id, level, folded, parent_pcode, pcode, "
        "person, decided_at, note, import_id, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10)";
    LtpEdition edition;
    int64_t level;
    char *folded = NULL, level_text[8];
    const char *parent = alias->parent != NULL ? alias->parent : "*";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_edition_get(store, alias->edition, &edition, err));
    if (alias->pcode != NULL)
        LTP_TRY(unit_level(store, &edition, alias->pcode, &level, err));
    if (alias->parent != NULL)
        LTP_TRY(unit_level(store, &edition, alias->parent, &level, err));
    LTP_TRY(fold(alias->words, &folded, err));
    snprintf(level_text, sizeof level_text, "%d", alias->level);
    const char *keys[] = {edition.name, level_text, folded, parent};
    LtpCode rc = ltp_replaced_keep(store, import_id, keep, keys, 4, err);
    if (rc == LTP_OK)
        rc = ltp_sql_cached(store, put, &stmt, err);
    if (rc == LTP_OK) {
        ltp_sql_int(stmt, 1, edition.id);
        ltp_sql_int(stmt, 2, alias->level);
        ltp_sql_text(stmt, 3, folded);
        ltp_sql_text(stmt, 4, parent);
        ltp_sql_text(stmt, 5, alias->pcode);
        ltp_decision_who(stmt, 6, 7);
        ltp_sql_text(stmt, 8, alias->note);
        ltp_sql_int(stmt, 9, import_id);
        ltp_sql_text(stmt, 10, alias->words);
        rc = ltp_sql_run(store, stmt, err);
    }
    ltp_free(folded);
    return rc;
}

void ltp_place_cells_key(const char *const code[LTP_LEVELS], const char *const name[LTP_LEVELS],
                         LtpBuf *out)
{
    LtpBuf folded = {0};
    LtpJson json = {.out = out};
    ltp_json_array(&json);
    for (int level = 0; level < LTP_LEVELS; level++) {
        const char *const both[] = {code[level], name[level]};
        ltp_json_array(&json);
        for (size_t i = 0; i < 2; i++) {
            ltp_buf_clear(&folded);
            if (both[i] != NULL)
                ltp_text_fold(both[i], &folded);
            ltp_json_string(&json, ltp_buf_text(&folded));
        }
        ltp_json_end_array(&json);
    }
    ltp_json_end_array(&json);
    ltp_buf_release(&folded);
}

static LtpCode put_cells(LtpStore *store, int64_t import_id, const LtpEdition *edition,
                         const char *cells, const char *pcode, const char *note, LtpError *err)
{
    static const char keep[] =
        "INSERT INTO replaced (import_id, what, old) SELECT ?1, 'place_decision', json_object("
        "'edition_id', edition_id, 'cells', cells, 'pcode', pcode, 'person', person, 'decided_at', "
        "decided_at, 'note', note, 'import_id', import_id) FROM place_decision WHERE edition_id = "
        "(SELECT id FROM edition WHERE name = ?2) AND cells = ?3";
    static const char put[] =
        "INSERT OR REPLACE INTO place_decision (edition_id, cells, pcode, person, decided_at, "
        "note, import_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    const char *keys[] = {edition->name, cells};
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_replaced_keep(store, import_id, keep, keys, 2, err));
    LTP_TRY(ltp_sql_cached(store, put, &stmt, err));
    ltp_sql_int(stmt, 1, edition->id);
    ltp_sql_text(stmt, 2, cells);
    ltp_sql_text(stmt, 3, pcode);
    ltp_decision_who(stmt, 4, 5);
    ltp_sql_text(stmt, 6, note);
    ltp_sql_int(stmt, 7, import_id);
    return ltp_sql_run(store, stmt, err);
}

/* The cells of a question as they stood. Texts live in `arena`. */
typedef struct Cells {
    const char *code[LTP_LEVELS], *name[LTP_LEVELS];
} Cells;

static LtpCode read_cells(LtpStore *store, const char *json, LtpArena *arena, Cells *cells,
                          LtpError *err)
{
    static const char text[] =
        "SELECT key, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?1)";
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, json);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        int64_t level = sqlite3_column_int64(stmt, 0);
        if (level < 0 || level >= LTP_LEVELS)
            continue;
        cells->code[level] = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 1));
        cells->name[level] = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 2));
    }
    sqlite3_reset(stmt);
    return rc;
}

static bool is_filled(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* Where the deepest cell is a single name without a code, the decision holds for that name under
 * the unit that the cells above settle: an alias. */
static LtpCode put_alias_of_cells(LtpStore *store, int64_t import_id, const LtpEdition *edition,
                                  const Cells *cells, const char *kept, const char *pcode,
                                  const char *note, LtpError *err)
{
    int deepest = LTP_LEVELS - 1;
    int64_t level = 0, chosen = 0;
    bool above = false;
    while (deepest > 0 && !is_filled(cells->code[deepest]) && !is_filled(cells->name[deepest]))
        deepest--;
    if (is_filled(cells->code[deepest]) || !is_filled(cells->name[deepest]) ||
        strpbrk(cells->name[deepest], ";,/|\n") != NULL)
        return LTP_OK;
    for (int i = 0; i < deepest; i++)
        above = above || is_filled(cells->code[i]) || is_filled(cells->name[i]);
    if (is_filled(kept))
        LTP_TRY(unit_level(store, edition, kept, &level, err));
    if (above && (!is_filled(kept) || level >= deepest))
        return LTP_OK;
    if (pcode != NULL)
        LTP_TRY(unit_level(store, edition, pcode, &chosen, err));
    if (pcode != NULL && chosen != deepest)
        return LTP_OK;
    LtpPlaceAlias alias = {.edition = edition->name,
                           .level = deepest,
                           .words = cells->name[deepest],
                           .parent = above ? kept : NULL,
                           .pcode = pcode,
                           .note = note};
    return ltp_place_alias_put(store, import_id, &alias, err);
}

LtpCode ltp_place_cells_settled(LtpStore *store, const char *edition, const char *json,
                                bool *settled, LtpError *err)
{
    static const char text[] = "SELECT count(*) FROM place_decision d JOIN edition e ON e.id = "
                               "d.edition_id WHERE e.name = ?1 AND d.cells = ?2";
    LtpArena arena = {0};
    LtpBuf folded = {0};
    Cells cells = {{NULL}, {NULL}};
    sqlite3_stmt *stmt;
    int64_t count = 0;
    LtpCode rc;
    LTP_GO(read_cells(store, json, &arena, &cells, err));
    ltp_place_cells_key(cells.code, cells.name, &folded);
    LTP_GO(ltp_buf_check(&folded, err));
    LTP_GO(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, edition);
    ltp_sql_text(stmt, 2, ltp_buf_text(&folded));
    LTP_GO(ltp_sql_value(store, stmt, &count, err));
    *settled = count > 0;
done:
    ltp_buf_release(&folded);
    ltp_arena_release(&arena);
    return rc;
}

/* A key is "place|EDITION|KEPT|CELLS". */
static LtpCode decide_place(LtpStore *store, int64_t import_id, const LtpDecision *decision,
                            char *key, LtpError *err)
{
    char *kept = strchr(key, '|'), *json = kept != NULL ? strchr(kept + 1, '|') : NULL;
    LtpEdition edition;
    LtpArena arena = {0};
    LtpBuf folded = {0};
    Cells cells = {{NULL}, {NULL}};
    int64_t level;
    LtpCode rc;
    if (json == NULL)
        return ltp_fail(err, LTP_EDATA, _("\"%s\" is no key of a question."), decision->key);
    *kept++ = '\0';
    *json++ = '\0';
    const char *pcode = strcmp(decision->choice, "-") == 0 ? NULL : decision->choice;
    LTP_TRY(ltp_edition_get(store, key, &edition, err));
    if (pcode != NULL)
        LTP_TRY(unit_level(store, &edition, pcode, &level, err));
    LTP_GO(read_cells(store, json, &arena, &cells, err));
    ltp_place_cells_key(cells.code, cells.name, &folded);
    LTP_GO(ltp_buf_check(&folded, err));
    LTP_GO(
        put_cells(store, import_id, &edition, ltp_buf_text(&folded), pcode, decision->note, err));
    LTP_GO(
        put_alias_of_cells(store, import_id, &edition, &cells, kept, pcode, decision->note, err));
done:
    ltp_buf_release(&folded);
    ltp_arena_release(&arena);
    return rc;
}

/* ---- words ---- */

/* LTP_EDATA unless the vocabulary has the code (NULL: unless there is such a vocabulary). */
static LtpCode check_code(LtpStore *store, const char *kind, const char *code, LtpError *err)
{
    static const char known[] =
        "SELECT count(*) FROM vocabulary WHERE kind = ?1 AND code = coalesce(?2, code)";
    sqlite3_stmt *stmt;
    int64_t count;
    LTP_TRY(ltp_sql_cached(store, known, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    ltp_sql_text(stmt, 2, code);
    LTP_TRY(ltp_sql_value(store, stmt, &count, err));
    if (count > 0)
        return LTP_OK;
    return code != NULL
               ? ltp_fail(err, LTP_EDATA, _("\"%s\" is no code of the vocabulary %s."), code, kind)
               : ltp_fail(err, LTP_EDATA, _("There is no vocabulary \"%s\"."), kind);
}

/* Whether the words mean this already (code NULL: mean nothing already). */
static LtpCode is_so_already(LtpStore *store, const char *kind, const char *folded,
                             const char *code, bool *so, LtpError *err)
{
    static const char text[] = "SELECT (SELECT code FROM vocabulary_term WHERE kind = ?1 AND "
                               "folded = ?2) IS ?3";
    sqlite3_stmt *stmt;
    int64_t same;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    ltp_sql_text(stmt, 2, folded);
    ltp_sql_text(stmt, 3, code);
    LTP_TRY(ltp_sql_value(store, stmt, &same, err));
    *so = same == 1;
    return LTP_OK;
}

static LtpCode term_write(LtpStore *store, int64_t import_id, const char *const keys[2],
                          const char *words, const char *code, LtpError *err)
{
    static const char drop[] = "DELETE FROM vocabulary_term WHERE kind = ?1 AND folded = ?2";
    static const char put[] = "INSERT OR REPLACE INTO vocabulary_term (kind, folded, code, term, "
                              "person, decided_at, import_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, code != NULL ? put : drop, &stmt, err));
    ltp_sql_text(stmt, 1, keys[0]);
    ltp_sql_text(stmt, 2, keys[1]);
    if (code != NULL) {
        ltp_sql_text(stmt, 3, code);
        ltp_sql_text(stmt, 4, words);
        ltp_decision_who(stmt, 5, 6);
        ltp_sql_int(stmt, 7, import_id);
    }
    return ltp_sql_run(store, stmt, err);
}

LtpCode ltp_term_put(LtpStore *store, int64_t import_id, const char *kind, const char *words,
                     const char *code, LtpError *err)
{
    static const char keep[] =
        "INSERT INTO replaced (import_id, what, old) SELECT ?1, 'vocabulary_term', json_object("
        "'kind', kind, 'folded', folded, 'code', code, 'term', term, 'person', person, "
        "'decided_at', decided_at, 'import_id', import_id) FROM vocabulary_term WHERE kind = ?2 "
        "AND folded = ?3";
    char *folded = NULL;
    bool so = false;
    LtpCode rc;
    LTP_TRY(check_code(store, kind, code, err));
    LTP_TRY(fold(words, &folded, err));
    const char *const keys[] = {kind, folded};
    LTP_GO(is_so_already(store, kind, folded, code, &so, err));
    if (so)
        goto done;
    LTP_GO(ltp_replaced_keep(store, import_id, keep, keys, 2, err));
    LTP_GO(term_write(store, import_id, keys, words, code, err));
done:
    ltp_free(folded);
    return rc;
}

/* A key is "word|VOCABULARY|WORDS". */
static LtpCode decide_word(LtpStore *store, int64_t import_id, const LtpDecision *decision,
                           char *key, LtpError *err)
{
    char *words = strchr(key, '|');
    if (words == NULL)
        return ltp_fail(err, LTP_EDATA, _("\"%s\" is no key of a question."), decision->key);
    *words++ = '\0';
    return ltp_term_put(store, import_id, key, words, decision->choice, err);
}

/* ---- a decision of any kind ---- */

static const char *const kind_names[] = {[LTP_REVIEW_PLACE] = "place",
                                         [LTP_REVIEW_WORD] = "word",
                                         [LTP_REVIEW_ORGANISATION] = "organisation",
                                         [LTP_REVIEW_LTP] = "ltp",
                                         [LTP_REVIEW_ROW] = "row"};

const char *ltp_review_kind_name(LtpReviewKind kind)
{
    return kind_names[kind];
}

LtpCode ltp_decision_put(LtpStore *store, int64_t import_id, const LtpDecision *decision,
                         LtpError *err)
{
    char *key = ltp_strdup(decision->key);
    if (key == NULL)
        return ltp_fail_memory(err);
    char *rest = strchr(key, '|');
    LtpCode rc;
    if (rest != NULL)
        *rest++ = '\0';
    if (rest != NULL && strcmp(key, "place") == 0)
        rc = decide_place(store, import_id, decision, rest, err);
    else if (rest != NULL && strcmp(key, "word") == 0)
        rc = decide_word(store, import_id, decision, rest, err);
    else if (rest != NULL && strcmp(key, "organisation") == 0)
        rc = ltp_decide_organisations(store, import_id, decision, rest, err);
    else if (rest != NULL && strcmp(key, "ltp") == 0)
        rc = ltp_decide_ltp(store, import_id, decision, rest, err);
    else
        rc = ltp_fail(err, LTP_EDATA, _("\"%s\" is no key of a question that can be decided here."),
                      decision->key);
    ltp_free(key);
    return rc;
}
