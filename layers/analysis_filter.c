/* The filters of an analysis: words to codes of the store, and codes to bits on each line. */
#include "layers/analysis_internal.h"
#include "layers/records.h"
#include "layers/sql.h"

#include "base/number.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- words to codes ---- */

/* A filter whose words are codes or terms of a vocabulary. */
typedef struct Worded {
    LtpParamId id;
    const char *option, *kind; /* of the vocabulary */
} Worded;

static const Worded worded[] = {
    {LTP_P_SECTOR, "sector", "sector"},
    {LTP_P_ORG_TYPE, "org-type", "org_type"},
    {LTP_P_POPULATION_TYPE, "population-type", "population_type"},
};

static LtpCode list_codes(LtpStore *store, const char *kind, LtpBuf *out, LtpError *err)
{
    static const char text[] = "SELECT group_concat(code, ', ') FROM "
                               "(SELECT code FROM vocabulary WHERE kind = ?1 ORDER BY code)";
    bool row = false;
    sqlite3_stmt *stmt = NULL;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, kind);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    const char *codes = rc == LTP_OK && row ? ltp_sql_column_text(stmt, 0) : NULL;
    ltp_buf_puts(out, codes == NULL ? "" : codes);
    sqlite3_reset(stmt);
    return rc;
}

static LtpCode unknown_word(LtpStore *store, const Worded *w, const char *word, LtpError *err)
{
    LtpBuf codes = {0};
    LtpCode rc = list_codes(store, w->kind, &codes, err);
    if (rc == LTP_OK)
        rc = ltp_fail(err, LTP_EUSAGE, _("--%s: \"%s\" is not known. Use one of %s."), w->option,
                      word, ltp_buf_text(&codes));
    ltp_buf_release(&codes);
    return rc;
}

static LtpCode settle_words(LtpStore *store, LtpParams *params, const Worded *w, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpVocabulary *vocabulary = NULL;
    LtpParamValues *values = &params->values[w->id];
    if (values->count == 0)
        return LTP_OK;
    LTP_GO(ltp_vocabulary_load(store, w->kind, &vocabulary, err));
    for (size_t i = 0; i < values->count; i++) {
        const char *code = ltp_vocabulary_code(vocabulary, values->items[i]);
        if (code == NULL) {
            rc = unknown_word(store, w, values->items[i], err);
            goto done;
        }
        values->items[i] = ltp_arena_strdup(&params->arena, code);
        if (values->items[i] == NULL) {
            rc = ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
            goto done;
        }
    }
done:
    ltp_vocabulary_free(vocabulary);
    return rc;
}

static LtpCode settle_themes(LtpParams *params, LtpError *err)
{
    LtpParamValues *values = &params->values[LTP_P_THEME];
    for (size_t i = 0; i < values->count; i++) {
        const char *word = values->items[i];
        bool ltp = ltp_text_same(word, "ltp") || ltp_text_same(word, "hlp");
        if (!ltp && !ltp_text_same(word, "cohesion"))
            return ltp_fail(err, LTP_EUSAGE,
                            _("--theme: \"%s\" is not known. Use ltp or cohesion."), word);
        values->items[i] = ltp ? "ltp" : "cohesion";
    }
    return LTP_OK;
}

LtpCode ltp_filters_settle(LtpStore *store, LtpParams *params, LtpError *err)
{
    for (size_t i = 0; i < sizeof worded / sizeof worded[0]; i++)
        LTP_TRY(settle_words(store, params, &worded[i], err));
    return settle_themes(params, err);
}

/* ---- sectors and themes ---- */

static bool holds(const LtpParamValues *values, const char *word)
{
    for (size_t i = 0; i < values->count; i++)
        if (strcmp(values->items[i], word) == 0)
            return true;
    return false;
}

/* Whether the sector, or the one it is an area of responsibility of, is asked for. */
static bool sector_asked(const LtpColumns *columns, const LtpParamValues *sectors, int32_t sector)
{
    const char *code = ltp_columns_sector(columns, sector);
    if (code == NULL)
        return false;
    int64_t parent = ltp_hash_get(columns->parents, code);
    return holds(sectors, code) ||
           (parent >= 0 && holds(sectors, ltp_hash_key(columns->sectors, (size_t)parent)));
}

/* Whether one of the sectors of a line of several ("PRO+SHL") is asked for; `*all` whether every
 * one is. */
static bool part_asked(const LtpColumns *columns, const LtpParamValues *sectors, int32_t sector,
                       bool *all)
{
    const char *rest = ltp_columns_sector(columns, sector);
    bool any = false;
    int32_t part;
    *all = true;
    while ((part = ltp_columns_next_sector(columns, &rest)) >= 0) {
        bool asked = sector_asked(columns, sectors, part);
        any |= asked;
        *all &= asked;
    }
    return any;
}

/* A line of several sectors is there for the one asked for; how many of its people are of that one
 * is not known. */
static void filter_sectors(const LtpParams *params, LtpColumns *columns)
{
    const LtpParamValues *sectors = &params->values[LTP_P_SECTOR];
    for (size_t i = 0; sectors->count > 0 && i < columns->input.lines.count; i++) {
        bool all;
        if (sector_asked(columns, sectors, columns->sector[i]))
            continue;
        if (!part_asked(columns, sectors, columns->sector[i], &all))
            columns->flags[i] &= (uint16_t)~LTP_LINE_IN_SECTOR;
        else if (!all)
            columns->targeted[i] = columns->reached[i] = LTP_NULL_INT;
    }
}

static void filter_themes(const LtpParams *params, LtpColumns *columns)
{
    const LtpParamValues *themes = &params->values[LTP_P_THEME];
    unsigned asked = (holds(themes, "ltp") ? (unsigned)LTP_LINE_LTP : 0) |
                     (holds(themes, "cohesion") ? (unsigned)LTP_LINE_COHESION : 0);
    for (size_t i = 0; themes->count > 0 && i < columns->input.lines.count; i++)
        if ((columns->flags[i] & asked) == 0)
            columns->flags[i] &= (uint16_t)~LTP_LINE_IN_SECTOR;
}

LtpCode ltp_filters_need_sectors(const LtpParams *params, LtpColumns *columns, const int32_t **out,
                                 size_t *count, LtpError *err)
{
    const LtpParamValues *themes = &params->values[LTP_P_THEME];
    const LtpParamValues *sectors = &params->values[LTP_P_SECTOR];
    bool hlp =
        holds(themes, "ltp"); /* narrower than its sector; cohesion has no needs of its own */
    int32_t *numbers = NULL;
    *count = hlp ? 1 : sectors->count > 0 ? sectors->count : themes->count;
    LTP_TRY(ltp_columns_alloc(columns, *count, sizeof *numbers, (void **)&numbers, err));
    for (size_t i = 0; i < *count; i++) {
        const char *code = hlp ? "PRO-HLP" : sectors->count > 0 ? sectors->items[i] : "";
        int64_t number = ltp_hash_get(columns->sectors, code);
        numbers[i] = number < 0 ? LTP_NEED_SECTOR_NONE : (int32_t)number;
    }
    *out = numbers;
    return LTP_OK;
}

/* ---- organisations, types and donors: sets of ids ---- */

typedef struct IdSet {
    int64_t *ids;
    size_t count, capacity;
} IdSet;

static int compare_ids(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static bool set_holds(const IdSet *set, int64_t id)
{
    return set->count > 0 && bsearch(&id, set->ids, set->count, sizeof id, compare_ids) != NULL;
}

/* Adds the ids that `text` gives for one value. */
static LtpCode add_ids(LtpStore *store, const char *text, const char *value, IdSet *set,
                       LtpError *err)
{
    LtpCode rc = LTP_OK;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_GO(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, value);
    LTP_GO(ltp_sql_step(store, stmt, &row, err));
    while (row) {
        LTP_GO(ltp_grow((void **)&set->ids, &set->capacity, set->count, sizeof *set->ids, err));
        set->ids[set->count++] = ltp_sql_column_int(stmt, 0);
        LTP_GO(ltp_sql_step(store, stmt, &row, err));
    }
done:
    sqlite3_finalize(stmt);
    return rc;
}

/* A filter that lines pass when their id is in a set: of the organisation, or of the line itself.
 */
typedef struct IdFilter {
    LtpParamId id;
    const char *option;
    const char *ids;    /* SQL: ids for one value ?1 */
    const char *shown;  /* the same in what goes out; NULL = no other */
    const char *exists; /* SQL: a row when the value ?1 means something; NULL = checked before */
    bool folded;        /* the value is folded before it is bound */
    bool by_line;       /* the ids are those of lines */
} IdFilter;

static const IdFilter id_filters[] = {
    {LTP_P_ORG, "org", "SELECT organisation_id FROM organisation_alias WHERE folded = ?1", NULL,
     "SELECT organisation_id FROM organisation_alias WHERE folded = ?1", true, false},
    {LTP_P_ORG_TYPE, "org-type", "SELECT id FROM organisation WHERE type = ?1",
     "SELECT id FROM organisation WHERE type = ?1 AND NOT hidden", NULL, false, false},
    {LTP_P_DONOR, "donor",
     "SELECT o.line_id FROM line_organisation o JOIN organisation_alias a "
     "ON a.organisation_id = o.organisation_id WHERE o.role = 'donor' AND a.folded = ?1",
     NULL, "SELECT organisation_id FROM organisation_alias WHERE folded = ?1", true, true},
};

static LtpCode check_known(LtpStore *store, const IdFilter *f, const char *value, const char *bound,
                           LtpError *err)
{
    IdSet found = {0};
    if (f->exists == NULL)
        return LTP_OK;
    LtpCode rc = add_ids(store, f->exists, bound, &found, err);
    if (rc == LTP_OK && found.count == 0)
        rc = ltp_fail(
            err, LTP_EUSAGE,
            _("--%s: no organisation of the store is called \"%s\". Write its acronym or its "
              "name as in the imported tables."),
            f->option, value);
    ltp_free(found.ids);
    return rc;
}

static LtpCode collect_ids(LtpStore *store, const LtpParams *params, const IdFilter *f, IdSet *set,
                           LtpError *err)
{
    LtpCode rc = LTP_OK;
    const LtpParamValues *values = &params->values[f->id];
    for (size_t i = 0; rc == LTP_OK && i < values->count; i++) {
        char *folded = f->folded ? ltp_text_folded(values->items[i]) : NULL;
        const char *bound = f->folded ? folded : values->items[i];
        rc = bound == NULL
                 ? ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."))
                 : check_known(store, f, values->items[i], bound, err);
        if (rc == LTP_OK)
            rc = add_ids(store, params->leaves && f->shown ? f->shown : f->ids, bound, set, err);
        ltp_free(folded);
    }
    if (set->count > 0)
        qsort(set->ids, set->count, sizeof *set->ids, compare_ids);
    return rc;
}

static LtpCode filter_ids(LtpStore *store, const LtpParams *params, const IdFilter *f,
                          LtpColumns *columns, LtpError *err)
{
    IdSet set = {0};
    if (params->values[f->id].count == 0)
        return LTP_OK;
    LtpCode rc = collect_ids(store, params, f, &set, err);
    const int64_t *ids = f->by_line ? columns->line_id : columns->organisation_id;
    for (size_t i = 0; rc == LTP_OK && i < columns->input.lines.count; i++)
        if (!set_holds(&set, ids[i]))
            columns->flags[i] &= (uint16_t)~LTP_LINE_MATCHES;
    ltp_free(set.ids);
    return rc;
}

/* ---- population types ---- */

/* Whether a code such as "IDP+HST" names one of the asked types among others. */
static bool names_type(const LtpParamValues *asked, const char *code)
{
    while (*code != '\0') {
        size_t length = strcspn(code, "+");
        for (size_t i = 0; i < asked->count; i++)
            if (strlen(asked->items[i]) == length && memcmp(asked->items[i], code, length) == 0)
                return true;
        code += length + (code[length] == '+');
    }
    return false;
}

/* A line for several populations at once is there for the one asked for; how many of its people are
 * of that one is not known. */
static void filter_population_types(const LtpParams *params, LtpColumns *columns)
{
    const LtpParamValues *asked = &params->values[LTP_P_POPULATION_TYPE];
    for (size_t i = 0; asked->count > 0 && i < columns->input.lines.count; i++) {
        const char *type = columns->population_type[i];
        if (type != NULL && holds(asked, type))
            continue;
        if (type == NULL || !names_type(asked, type))
            columns->flags[i] &= (uint16_t)~LTP_LINE_MATCHES;
        else
            columns->targeted[i] = columns->reached[i] = LTP_NULL_INT;
    }
}

LtpCode ltp_filters_apply(LtpStore *store, const LtpParams *params, LtpColumns *columns,
                          LtpError *err)
{
    filter_sectors(params, columns);
    filter_themes(params, columns);
    filter_population_types(params, columns);
    for (size_t i = 0; i < sizeof id_filters / sizeof id_filters[0]; i++)
        LTP_TRY(filter_ids(store, params, &id_filters[i], columns, err));
    return LTP_OK;
}
