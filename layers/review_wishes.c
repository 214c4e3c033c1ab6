/* What people decide besides words and places: whether text is of the theme LTP, and which
 * organisations are not to be named. */
#include "layers/review_internal.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/text.h"

#include <string.h>

extern const char ltp_text_sql_review_ltp_sql[], ltp_text_sql_organisation_hidden_sql[];

/* ---- questions on the theme ---- */

static LtpCode ask_ltp(sqlite3_stmt *stmt, LtpReviewFn *fn, void *arg, LtpError *err)
{
    LtpBuf key = {0}, text = {0};
    LtpJson json = {.out = &key};
    const char *title = ltp_sql_column_text(stmt, 0), *activity = ltp_sql_column_text(stmt, 1);
    ltp_buf_puts(&key, "ltp|");
    ltp_json_array(&json);
    ltp_json_string(&json, title != NULL ? title : "");
    ltp_json_string(&json, activity != NULL ? activity : "");
    ltp_json_end_array(&json);
    ltp_buf_printf(&text, "%s%s%s", activity != NULL ? activity : "",
                   activity != NULL && title != NULL ? " < " : "", title != NULL ? title : "");
    LtpCode rc = ltp_buf_check(&key, err);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&text, err);
    LtpReviewItem item = {.kind = LTP_REVIEW_LTP,
                          .key = ltp_buf_text(&key),
                          .text = ltp_buf_text(&text),
                          .code = sqlite3_column_int64(stmt, 2) != 0 ? "proposed" : "text",
                          .proposal = "yes",
                          .rows = sqlite3_column_int64(stmt, 3)};
    if (rc == LTP_OK)
        rc = fn(&item, arg, err);
    ltp_buf_release(&key);
    ltp_buf_release(&text);
    return rc;
}

LtpCode ltp_review_ltp(LtpStore *store, LtpReviewFn *fn, void *arg, LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, ltp_text_sql_review_ltp_sql, &stmt, err));
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = ask_ltp(stmt, fn, arg, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

/* ---- decisions on the theme ---- */

LtpCode ltp_theme_decision_put(LtpStore *store, int64_t import_id, const LtpThemeDecision *decision,
                               LtpError *err)
{
    static const char text[] =
        "INSERT OR REPLACE INTO ltp_decision (title, activity, import_id, ltp, title_text, "
        "activity_text, note, person, decided_at) VALUES (coalesce(ltp_fold(?1), ''), "
        "coalesce(ltp_fold(?2), ''), ?3, ?4, ?1, ?2, ?5, ?6, ?7)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, decision->title);
    ltp_sql_text(stmt, 2, decision->activity);
    ltp_sql_int(stmt, 3, import_id);
    ltp_sql_int(stmt, 4, decision->ltp);
    ltp_sql_text(stmt, 5, decision->note);
    ltp_decision_who(stmt, 6, 7);
    return ltp_sql_run(store, stmt, err);
}

/* `key` is JSON [title, activity]. */
LtpCode ltp_decide_ltp(LtpStore *store, int64_t import_id, const LtpDecision *decision,
                       const char *key, LtpError *err)
{
    static const char text[] = "SELECT json_extract(?1, '$[0]'), json_extract(?1, '$[1]') WHERE "
                               "json_valid(?1) AND json_array_length(?1) = 2";
    sqlite3_stmt *stmt;
    bool row = false, yes = strcmp(decision->choice, "yes") == 0;
    if (!yes && strcmp(decision->choice, "no") != 0)
        return ltp_fail(err, LTP_EDATA, _("\"%s\" is neither yes nor no."), decision->choice);
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, key);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK && !row)
        rc = ltp_fail(err, LTP_EDATA, _("\"%s\" is no key of a question."), decision->key);
    if (rc == LTP_OK) {
        LtpThemeDecision theme = {.title = ltp_sql_column_text(stmt, 0),
                                  .activity = ltp_sql_column_text(stmt, 1),
                                  .ltp = yes,
                                  .note = decision->note};
        rc = ltp_theme_decision_put(store, import_id, &theme, err);
    }
    sqlite3_finalize(stmt);
    return rc;
}

struct LtpThemeDecisions {
    LtpHash *by_text; /* folded title and activity -> 0 or 1 */
    size_t count;
};

static LtpCode fill(LtpStore *store, LtpThemeDecisions *decisions, LtpError *err)
{
    static const char text[] = "SELECT title || char(31) || activity, ltp FROM ltp_decision "
                               "ORDER BY import_id";
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        rc = ltp_hash_set(decisions->by_text, ltp_sql_column_text(stmt, 0),
                          sqlite3_column_int64(stmt, 1), err);
        if (rc != LTP_OK)
            break;
        decisions->count++;
    }
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_theme_decisions_load(LtpStore *store, LtpThemeDecisions **out, LtpError *err)
{
    LtpThemeDecisions *decisions = ltp_calloc(1, sizeof *decisions);
    if (decisions == NULL)
        return ltp_fail_memory(err);
    decisions->by_text = ltp_hash_new();
    LtpCode rc = decisions->by_text != NULL ? fill(store, decisions, err) : ltp_fail_memory(err);
    if (rc == LTP_OK)
        *out = decisions;
    else
        ltp_theme_decisions_free(decisions);
    return rc;
}

void ltp_theme_decisions_free(LtpThemeDecisions *decisions)
{
    if (decisions == NULL)
        return;
    ltp_hash_free(decisions->by_text);
    ltp_free(decisions);
}

int ltp_theme_decided(const LtpThemeDecisions *decisions, const char *title, const char *activity)
{
    LtpBuf key = {0};
    if (decisions->count == 0 || (title == NULL && activity == NULL))
        return -1;
    if (title != NULL)
        ltp_text_fold(title, &key);
    ltp_buf_putc(&key, '\x1f');
    if (activity != NULL)
        ltp_text_fold(activity, &key);
    int decided = (int)ltp_hash_get(decisions->by_text, ltp_buf_text(&key));
    ltp_buf_release(&key);
    return decided;
}

/* ---- organisations that asked not to be named ---- */

LtpCode ltp_organisation_hidden_refresh(LtpStore *store, int64_t without, int64_t of, LtpError *err)
{
    return ltp_sql_with_ids(store, ltp_text_sql_organisation_hidden_sql, without, of, err);
}

LtpCode ltp_org_wish_put(LtpStore *store, int64_t import_id, const char *words, bool hidden,
                         const char *note, LtpError *err)
{
    static const char find[] = "SELECT organisation_id FROM organisation_alias WHERE folded = "
                               "ltp_fold(?1) ORDER BY kind LIMIT 1";
    static const char put[] =
        "INSERT OR REPLACE INTO organisation_wish (organisation_id, import_id, hidden, note, "
        "person, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    sqlite3_stmt *stmt;
    int64_t id;
    LTP_TRY(ltp_sql_cached(store, find, &stmt, err));
    ltp_sql_text(stmt, 1, words);
    LTP_TRY(ltp_sql_value(store, stmt, &id, err));
    if (id == LTP_NULL_INT)
        LTP_TRY(ltp_org_put(store, import_id, NULL, words, NULL, &id, err));
    LTP_TRY(ltp_sql_cached(store, put, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    ltp_sql_int(stmt, 2, import_id);
    ltp_sql_int(stmt, 3, hidden);
    ltp_sql_text(stmt, 4, note);
    ltp_decision_who(stmt, 5, 6);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    return ltp_organisation_hidden_refresh(store, 0, import_id, err);
}
