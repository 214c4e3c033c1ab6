#include "layers/changes.h"

#include "layers/sql.h"

#include <string.h>

extern const char ltp_text_sql_line_changes_sql[], ltp_text_sql_line_change_fields_sql[],
    ltp_text_sql_record_changes_needs_sql[], ltp_text_sql_record_changes_places_sql[],
    ltp_text_sql_record_changes_studies_sql[];

/* The statement's first columns say which line it is. */
enum { ORG, PROJECT, ACTIVITY, PLACES, FIRST_FIELD, MAX_FIELDS = 64 };

/* A version of a line as texts. */
typedef struct Version {
    LtpArena arena;
    const char *names[MAX_FIELDS], *texts[MAX_FIELDS];
    size_t count;
} Version;

static LtpCode load(LtpStore *store, int64_t line_id, Version *version, LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    ltp_arena_release(&version->arena);
    version->count = 0;
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_line_change_fields_sql, &stmt, err));
    ltp_sql_int(stmt, 1, line_id);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    int n = rc == LTP_OK && row ? sqlite3_column_count(stmt) : 0;
    for (int i = 0; i < n && version->count < MAX_FIELDS; i++) {
        const char *text = ltp_sql_column_text(stmt, i);
        version->names[version->count] =
            ltp_arena_strdup(&version->arena, sqlite3_column_name(stmt, i));
        version->texts[version->count] = ltp_arena_strdup(&version->arena, text);
        if (version->names[version->count] == NULL ||
            (text != NULL && version->texts[version->count] == NULL))
            rc = ltp_fail_memory(err);
        version->count++;
    }
    sqlite3_reset(stmt);
    return rc;
}

static bool is_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static LtpText label_of(const char *name)
{
    const LtpField *field = ltp_layer_field(ltp_layer_find("lines"), name);
    if (field != NULL)
        return field->label;
    return strcmp(name, "people") == 0 ? (LtpText){.fr = "Personnes par sexe, âge et type",
                                                   .en = "People by sex, age, type"}
                                       : (LtpText){.fr = name, .en = name};
}

/* The fields of two versions of a line that differ. */
static size_t compare(const Version *before, const Version *after, LtpChangedField *fields)
{
    size_t count = 0;
    for (size_t i = FIRST_FIELD; i < before->count && i < after->count; i++)
        if (!is_equal(before->texts[i], after->texts[i]))
            fields[count++] = (LtpChangedField){.name = after->names[i],
                                                .label = label_of(after->names[i]),
                                                .before = before->texts[i],
                                                .after = after->texts[i]};
    return count;
}

typedef struct Versions {
    Version before, after;
    LtpChangedField fields[MAX_FIELDS];
} Versions;

static LtpCode tell(LtpStore *store, sqlite3_stmt *stmt, Versions *versions,
                    LtpCode (*fn)(const LtpLineDifference *, void *, LtpError *), void *arg,
                    LtpError *err)
{
    int64_t now = sqlite3_column_int64(stmt, 1), then = sqlite3_column_int64(stmt, 2);
    if (now != 0)
        LTP_TRY(load(store, now, &versions->after, err));
    if (then != 0)
        LTP_TRY(load(store, then, &versions->before, err));
    const Version *shown = now != 0 ? &versions->after : &versions->before;
    LtpLineDifference difference = {.change = ltp_sql_column_text(stmt, 0),
                                    .row = sqlite3_column_int64(stmt, 3),
                                    .row_before = sqlite3_column_int64(stmt, 4),
                                    .org = shown->texts[ORG],
                                    .project = shown->texts[PROJECT],
                                    .activity = shown->texts[ACTIVITY],
                                    .places = shown->texts[PLACES],
                                    .fields = versions->fields};
    if (now != 0 && then != 0)
        difference.n_fields = compare(&versions->before, &versions->after, versions->fields);
    return fn(&difference, arg, err);
}

LtpCode ltp_line_differences_each(LtpStore *store, int64_t import_id,
                                  LtpCode (*fn)(const LtpLineDifference *, void *, LtpError *),
                                  void *arg, LtpError *err)
{
    Versions versions = {0};
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, ltp_text_sql_line_changes_sql, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = tell(store, stmt, &versions, fn, arg, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    ltp_arena_release(&versions.before.arena);
    ltp_arena_release(&versions.after.arena);
    return rc;
}

/* ---- needs, studies, settlements ---- */

LtpCode ltp_record_differences_each(LtpStore *store, const char *kind, int64_t import_id,
                                    LtpCode (*fn)(const LtpRecordDifference *, void *, LtpError *),
                                    void *arg, LtpError *err)
{
    const char *text = strcmp(kind, "needs") == 0     ? ltp_text_sql_record_changes_needs_sql
                       : strcmp(kind, "studies") == 0 ? ltp_text_sql_record_changes_studies_sql
                                                      : ltp_text_sql_record_changes_places_sql;
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        const char *change = ltp_sql_column_text(stmt, 0), *fields = ltp_sql_column_text(stmt, 5);
        LtpRecordDifference difference = {
            .change = change,
            .row = sqlite3_column_int64(stmt, 1),
            .row_before = sqlite3_column_int64(stmt, 2),
            .subject = ltp_sql_column_text(stmt, 3),
            .places = ltp_sql_column_text(stmt, 4),
            .fields = fields != NULL && strcmp(change, "changed") == 0 ? fields : "[]"};
        if ((rc = fn(&difference, arg, err)) != LTP_OK)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}
