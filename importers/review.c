#include "importers/review.h"

#include "base/json.h"
#include "base/lang.h"
#include "base/os.h"
#include "base/sha256.h"
#include "base/text.h"
#include "importers/cells.h"
#include "layers/records.h"

#include <stdio.h>
#include <string.h>

void ltp_answers_release(LtpAnswers *answers)
{
    ltp_arena_release(&answers->arena);
    ltp_free(answers->items);
    *answers = (LtpAnswers){0};
}

LtpCode ltp_answers_add(LtpAnswers *answers, const char *key, const char *choice, const char *note,
                        int64_t row, LtpError *err)
{
    LtpArena *arena = &answers->arena;
    LTP_TRY(ltp_grow((void **)&answers->items, &answers->capacity, answers->count,
                     sizeof *answers->items, err));
    LtpAnswer *answer = &answers->items[answers->count];
    *answer = (LtpAnswer){.key = ltp_arena_strdup(arena, key),
                          .choice = ltp_arena_strdup(arena, choice),
                          .note = ltp_arena_strdup(arena, note),
                          .row = row};
    if (answer->key == NULL || answer->choice == NULL)
        return ltp_fail_memory(err);
    answers->count++;
    return LTP_OK;
}

/* ---- the filled table ---- */

typedef struct AnswerColumns {
    int key, choice, note;
} AnswerColumns;

static bool says(const char *text, const char *const words[])
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (ltp_text_same(text, words[i]))
            return true;
    return false;
}

static AnswerColumns find_columns(const LtpRow *row)
{
    static const char *const keys[] = {"clé", "key", NULL};
    static const char *const choices[] = {"décision", "decision", NULL};
    static const char *const notes[] = {"note", "notes", NULL};
    AnswerColumns columns = {-1, -1, -1};
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->cells[i].text;
        if (says(text, keys))
            columns.key = (int)i;
        else if (says(text, choices))
            columns.choice = (int)i;
        else if (says(text, notes))
            columns.note = (int)i;
    }
    return columns;
}

static LtpCode read_rows(LtpAnswers *answers, LtpTable *table, LtpError *err)
{
    AnswerColumns columns = {-1, -1, -1};
    LtpArena arena = {0};
    LtpRow row;
    LtpCode rc;
    for (;;) {
        LTP_GO(ltp_table_next(table, &row, err));
        if (row.cells == NULL)
            break;
        if (columns.key < 0 || columns.choice < 0) {
            columns = find_columns(&row);
            continue;
        }
        ltp_arena_release(&arena);
        const char *key = ltp_cell_text(&row, columns.key, &arena);
        size_t length = 0;
        const char *cell = (size_t)columns.choice < row.count
                               ? ltp_text_trim(row.cells[columns.choice].text, &length)
                               : "";
        char *choice = ltp_arena_strndup(&arena, cell, length);
        if (key != NULL && choice != NULL && choice[0] != '\0')
            LTP_GO(ltp_answers_add(answers, key, choice, ltp_cell_text(&row, columns.note, &arena),
                                   row.number, err));
    }
    answers->column = columns.choice;
    if (columns.key < 0 || columns.choice < 0)
        rc = ltp_fail(err, LTP_EDATA,
                      _("This is no table of questions: the columns \"clé\" and \"décision\" are "
                        "missing. `ltp review --write` makes one."));
done:
    ltp_arena_release(&arena);
    return rc;
}

LtpCode ltp_answers_read(LtpAnswers *answers, const char *path, LtpError *err)
{
    LtpTable *table = NULL;
    LtpCode rc;
    LTP_TRY(ltp_sha256_file(path, answers->sha256, err));
    snprintf(answers->file, sizeof answers->file, "%s", ltp_path_name(path));
    LTP_GO(ltp_table_open(path, &table, err));
    LTP_GO(read_rows(answers, table, err));
done:
    ltp_table_close(table);
    if (rc != LTP_OK)
        ltp_error_where(err, path, NULL, 0, NULL);
    return rc;
}

/* ---- what people write ---- */

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* The choice in the words of the store: "aucun" is "-", "oui" is "yes", a P-code may stand before
 * its name, a sector may be named. */
static LtpCode settle_choice(LtpStore *store, const LtpAnswer *answer, LtpBuf *out, LtpError *err)
{
    static const char *const none[] = {"aucun", "aucune", "none", "aucun lieu", "no place", NULL};
    static const char *const yes[] = {"oui", "o", "yes", "y", "1", NULL};
    static const char *const no[] = {"non", "n", "no", "0", NULL};
    const char *choice = answer->choice;
    LtpVocabulary *vocabulary = NULL;
    if (begins(answer->key, "place|")) {
        if (strcmp(choice, "-") == 0 || says(choice, none))
            ltp_buf_puts(out, "-");
        else
            ltp_buf_put(out, choice, strcspn(choice, " ;,"));
        for (size_t i = 0; i < out->size; i++)
            if (out->data[i] >= 'a' && out->data[i] <= 'z')
                out->data[i] = (char)(out->data[i] - 'a' + 'A');
    } else if (begins(answer->key, "organisation|") || begins(answer->key, "ltp|")) {
        ltp_buf_puts(out, says(choice, yes) ? "yes" : says(choice, no) ? "no" : choice);
    } else if (begins(answer->key, "word|")) {
        char kind[32];
        const char *from = answer->key + strlen("word|");
        snprintf(kind, sizeof kind, "%.*s", (int)strcspn(from, "|"), from);
        LTP_TRY(ltp_vocabulary_load(store, kind, &vocabulary, err));
        const char *code = ltp_vocabulary_code(vocabulary, choice);
        ltp_buf_puts(out, code != NULL ? code : choice);
        ltp_vocabulary_free(vocabulary);
    } else {
        ltp_buf_puts(out, choice);
    }
    return ltp_buf_check(out, err);
}

/* ---- taking them ---- */

/* Takes one, in a step of its own; what is wrong with it is told, not failed with. */
static LtpCode take(LtpStore *store, int64_t import_id, LtpAnswer *answer, LtpError *err)
{
    LtpError why = {0};
    LtpBuf choice = {0};
    LTP_TRY(ltp_store_begin(store, err));
    LtpCode rc = settle_choice(store, answer, &choice, &why);
    LtpDecision decision = {
        .key = answer->key, .choice = ltp_buf_text(&choice), .note = answer->note};
    if (rc == LTP_OK)
        rc = ltp_decision_put(store, import_id, &decision, &why);
    ltp_buf_release(&choice);
    if (rc == LTP_OK)
        return ltp_store_commit(store, err);
    ltp_store_rollback(store);
    if (rc != LTP_EDATA && rc != LTP_ENOTFOUND)
        return ltp_fail(err, rc, "%s", why.msg);
    snprintf(answer->refused, sizeof answer->refused, "%.150s", why.msg);
    return LTP_OK;
}

static LtpCode keep_answer(LtpStore *store, int64_t import_id, const LtpAnswer *answer,
                           LtpError *err)
{
    LtpBuf cells = {0};
    LtpJson json = {.out = &cells};
    bool refused = answer->refused[0] != '\0';
    ltp_json_array(&json);
    ltp_json_string(&json, answer->key);
    ltp_json_string(&json, answer->choice);
    ltp_json_string(&json, answer->note != NULL ? answer->note : "");
    ltp_json_end_array(&json);
    LtpCode rc = ltp_buf_check(&cells, err);
    if (rc == LTP_OK)
        rc = ltp_raw_row(store, import_id, answer->row, ltp_buf_text(&cells),
                         refused ? LTP_REJECTED : LTP_ACCEPTED, refused ? "decision_refused" : NULL,
                         NULL, err);
    if (rc == LTP_OK && refused) {
        LtpFinding finding = {
            .code = "decision_refused", .row = answer->row, .value = answer->refused};
        rc = ltp_finding(store, import_id, &finding, err);
    }
    ltp_buf_release(&cells);
    return rc;
}

static LtpCode decide_all(LtpStore *store, int64_t import_id, LtpAnswers *answers,
                          LtpReviewResult *result, LtpError *err)
{
    for (size_t i = 0; i < answers->count; i++) {
        LtpAnswer *answer = &answers->items[i];
        LTP_TRY(take(store, import_id, answer, err));
        LTP_TRY(keep_answer(store, import_id, answer, err));
        result->taken += answer->refused[0] == '\0';
        result->refused += answer->refused[0] != '\0';
    }
    LtpImportCounts counts = {
        .read = (int64_t)answers->count, .accepted = result->taken, .rejected = result->refused};
    return ltp_import_finish(store, import_id, &counts, err);
}

LtpCode ltp_review_decide(LtpStore *store, LtpAnswers *answers, const LtpProgress *progress,
                          LtpReviewResult *result, LtpError *err)
{
    LtpImportHead head = {.kind = "review",
                          .source = "review",
                          .file = answers->file[0] != '\0' ? answers->file : "terminal",
                          .sha256 = answers->sha256};
    *result = (LtpReviewResult){0};
    if (answers->sha256[0] != '\0')
        LTP_TRY(ltp_import_known(store, "review", "review", NULL, answers->sha256, &result->known,
                                 err));
    if (answers->count == 0 || result->known != 0)
        return LTP_OK;
    LTP_TRY(ltp_store_begin(store, err));
    LtpCode rc = ltp_import_begin(store, &head, &result->import_id, err);
    if (rc == LTP_OK) {
        rc = decide_all(store, result->import_id, answers, result, err);
        if (rc != LTP_OK || result->taken == 0)
            ltp_import_abandon(store, result->import_id);
    }
    if (rc == LTP_OK && result->taken > 0)
        rc = ltp_reread(store, result->import_id, false, progress, &result->reread, err);
    if (rc == LTP_OK && result->taken > 0)
        return ltp_store_commit(store, err);
    ltp_store_rollback(store);
    result->import_id = 0;
    return rc;
}
