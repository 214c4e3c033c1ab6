#include "layers/records.h"

#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "layers/sql.h"

#include <stdio.h>
#include <string.h>

struct LtpVocabulary {
    LtpArena arena;
    LtpHash *term_of; /* folded term -> index of codes */
    const char **codes;
    size_t count, capacity;
};

void ltp_vocabulary_free(LtpVocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    ltp_hash_free(vocabulary->term_of);
    ltp_free(vocabulary->codes);
    ltp_arena_release(&vocabulary->arena);
    ltp_free(vocabulary);
}

static LtpCode keep_term(LtpVocabulary *vocabulary, sqlite3_stmt *stmt, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&vocabulary->codes, &vocabulary->capacity, vocabulary->count,
                     sizeof *vocabulary->codes, err));
    const char *code = ltp_arena_strdup(&vocabulary->arena, ltp_sql_column_text(stmt, 1));
    if (!code)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    vocabulary->codes[vocabulary->count] = code;
    return ltp_hash_set(vocabulary->term_of, ltp_sql_column_text(stmt, 0),
                        (int64_t)vocabulary->count++, err);
}

/* Longest terms first: the more special one is found before a part of it. */
static LtpCode load_terms(LtpStore *store, const char *kind, LtpVocabulary *vocabulary,
                          LtpError *err)
{
    static const char text[] = "SELECT folded, code FROM vocabulary_term WHERE kind = ?1 "
                               "ORDER BY length(folded) DESC, folded";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    bool row = false;
    LtpCode rc;
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = keep_term(vocabulary, stmt, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_vocabulary_load(LtpStore *store, const char *kind, LtpVocabulary **out, LtpError *err)
{
    LtpVocabulary *vocabulary = ltp_calloc(1, sizeof *vocabulary);
    if (vocabulary)
        vocabulary->term_of = ltp_hash_new();
    LtpCode rc = vocabulary && vocabulary->term_of ? load_terms(store, kind, vocabulary, err)
                                                   : ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    if (rc == LTP_OK)
        *out = vocabulary;
    else
        ltp_vocabulary_free(vocabulary);
    return rc;
}

const char *ltp_vocabulary_code(const LtpVocabulary *vocabulary, const char *words)
{
    char *folded = words ? ltp_text_folded(words) : NULL;
    int64_t at = folded ? ltp_hash_get(vocabulary->term_of, folded) : -1;
    ltp_free(folded);
    return at < 0 ? NULL : vocabulary->codes[at];
}

const char *ltp_vocabulary_in_text(const LtpVocabulary *vocabulary, const char *text)
{
    char *folded = text ? ltp_text_folded(text) : NULL;
    const char *code = NULL;
    for (size_t i = 0; folded && !code && i < vocabulary->count; i++)
        if (ltp_text_has_word(folded, ltp_hash_key(vocabulary->term_of, i)))
            code = vocabulary->codes[i];
    ltp_free(folded);
    return code;
}

/* ---- several codes ---- */

static bool add_code(LtpCodeList *list, const char *code)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->codes[i], code) == 0)
            return true;
    if (list->count == LTP_CODES)
        return false;
    list->codes[list->count++] = code;
    return true;
}

/* All parts of the cell; how many of them are known goes to `known`, the first other to `other`. */
static bool read_parts(const LtpVocabulary *vocabulary, const char *words, const char *separators,
                       LtpCodeList *list, size_t *known, LtpBuf *other)
{
    bool all = true;
    *list = (LtpCodeList){.count = 0};
    ltp_buf_clear(other);
    *known = 0;
    for (const char *at = words; *at != '\0'; at += strspn(at, separators)) {
        size_t size = strcspn(at, separators), length = 0;
        const char *part = ltp_text_trim_slice(at, size, &length);
        char *term = length > 0 ? ltp_strndup(part, length) : NULL;
        const char *code = ltp_vocabulary_code(vocabulary, term);
        if (code != NULL && add_code(list, code))
            ++*known;
        else if (term != NULL && !ltp_text_is_missing(term)) {
            all = false;
            if (other->size == 0)
                ltp_buf_puts(other, term);
        }
        ltp_free(term);
        at += size;
    }
    return all && list->count > 0;
}

bool ltp_vocabulary_list(const LtpVocabulary *vocabulary, const char *words, LtpCodeList *list,
                         LtpBuf *unknown)
{
    static const char separators[] = ";,/|+&\r\n", spaces[] = " \t";
    const char *code = ltp_vocabulary_code(vocabulary, words);
    *list = (LtpCodeList){.codes = {code}, .count = code != NULL};
    if (words == NULL || code != NULL)
        return code != NULL;
    LtpBuf other = {0};
    size_t known = 0;
    bool is_list = strpbrk(words, separators) != NULL;
    bool all = read_parts(vocabulary, words, is_list ? separators : spaces, list, &known, &other);
    if (!all)
        list->count = 0;
    if (!all && unknown != NULL)
        ltp_buf_puts(unknown, is_list && known > 0 ? ltp_buf_text(&other) : words);
    ltp_buf_release(&other);
    return all;
}

/* Where a code stands in an order written as words between spaces; past the end when it is not. */
static size_t rank_in(const char *order, const char *code)
{
    size_t rank = 0, length = strlen(code);
    for (const char *at = order; *at != '\0'; rank++) {
        size_t size = strcspn(at, " ");
        if (size == length && memcmp(at, code, size) == 0)
            break;
        at += size + (at[size] == ' ');
    }
    return rank;
}

static bool comes_before(const char *order, const char *a, const char *b)
{
    size_t x = rank_in(order, a), y = rank_in(order, b);
    return x != y ? x < y : strcmp(a, b) < 0;
}

bool ltp_code_list_join(const LtpCodeList *list, const char *order, char out[LTP_CODES_TEXT])
{
    const char *sorted[LTP_CODES];
    size_t size = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t at = i;
        for (; at > 0 && comes_before(order, list->codes[i], sorted[at - 1]); at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = list->codes[i];
    }
    out[0] = '\0';
    for (size_t i = 0; i < list->count; i++) {
        int n = snprintf(out + size, LTP_CODES_TEXT - size, "%s%s", i > 0 ? "+" : "", sorted[i]);
        if (n < 0 || (size_t)n >= LTP_CODES_TEXT - size) {
            out[0] = '\0';
            return false;
        }
        size += (size_t)n;
    }
    return list->count > 0;
}

bool ltp_code_has(const char *codes, const char *part)
{
    size_t length = strlen(part);
    while (*codes != '\0') {
        size_t size = strcspn(codes, "+");
        if (size == length && memcmp(codes, part, size) == 0)
            return true;
        codes += size + (codes[size] == '+');
    }
    return false;
}

LtpCode ltp_vocabulary_compose(LtpStore *store, const char *kind, const char *codes, LtpError *err)
{
    static const char text[] =
        "INSERT OR IGNORE INTO vocabulary (kind, code, label_fr, label_en) "
        "SELECT ?1, ?2, group_concat(label_fr, ' + '), group_concat(label_en, ' + ') "
        "FROM (SELECT label_fr, label_en FROM vocabulary WHERE kind = ?1 "
        "AND instr(code, '+') = 0 AND instr('+' || ?2 || '+', '+' || code || '+') > 0 "
        "ORDER BY code) HAVING count(*) > 0";
    sqlite3_stmt *stmt = NULL;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    ltp_sql_text(stmt, 2, codes);
    return ltp_sql_run(store, stmt, err);
}
