#include "layers/records.h"

#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "layers/sql.h"

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
