#include "layers/scheme.h"

#include "layers/sql.h"

#include <string.h>

struct LtpScheme {
    LtpArena arena;
    const char *name;
    LtpText label;
    LtpClass *classes; /* all of them, by field and order */
    size_t n_classes, classes_capacity;
    LtpClasses *fields;
    size_t n_fields, fields_capacity;
    LtpPriorityRule *rules;
    size_t n_rules, rules_capacity;
};

void ltp_scheme_free(LtpScheme *scheme)
{
    if (!scheme)
        return;
    ltp_free(scheme->classes);
    ltp_free(scheme->fields);
    ltp_free(scheme->rules);
    ltp_arena_release(&scheme->arena);
    ltp_free(scheme);
}

static const char *keep(LtpScheme *scheme, const char *text)
{
    return ltp_arena_strdup(&scheme->arena, text);
}

static LtpClassKind kind_of(const char *code, double lower, double upper)
{
    if (strcmp(code, "no_data") == 0)
        return LTP_CLASS_NO_DATA;
    if (strcmp(code, "suppressed") == 0)
        return LTP_CLASS_SUPPRESSED;
    return ltp_is_null_real(lower) && ltp_is_null_real(upper) ? LTP_CLASS_WORD : LTP_CLASS_RANGE;
}

/* Columns: see sql/scheme_classes.sql. */
static LtpCode add_class(LtpScheme *scheme, sqlite3_stmt *stmt, LtpError *err)
{
    const char *field = ltp_sql_column_text(stmt, 0);
    LtpClasses *last = scheme->n_fields ? &scheme->fields[scheme->n_fields - 1] : NULL;
    if (!last || strcmp(last->field, field) != 0) {
        LTP_TRY(ltp_grow((void **)&scheme->fields, &scheme->fields_capacity, scheme->n_fields,
                         sizeof *scheme->fields, err));
        last = &scheme->fields[scheme->n_fields++];
        *last = (LtpClasses){.field = keep(scheme, field)};
    }
    LTP_TRY(ltp_grow((void **)&scheme->classes, &scheme->classes_capacity, scheme->n_classes,
                     sizeof *scheme->classes, err));
    double lower = ltp_sql_column_real(stmt, 2), upper = ltp_sql_column_real(stmt, 4);
    LtpClass *class = &scheme->classes[scheme->n_classes++];
    *class = (LtpClass){
        .kind = kind_of(ltp_sql_column_text(stmt, 1), lower, upper),
        .code = keep(scheme, ltp_sql_column_text(stmt, 1)),
        .lower = lower,
        .lower_open = ltp_sql_column_int(stmt, 3) == 1,
        .upper = upper,
        .label = {keep(scheme, ltp_sql_column_text(stmt, 5)),
                  keep(scheme, ltp_sql_column_text(stmt, 6))},
        .colour = keep(scheme, ltp_sql_column_text(stmt, 7)),
        .hatch = keep(scheme, ltp_sql_column_text(stmt, 8)),
    };
    last->count++;
    if (!last->field || !class->code || !class->label.fr || !class->label.en || !class->colour)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    return LTP_OK;
}

/* The array of classes has stopped moving: each field may point into it. */
static void point_fields(LtpScheme *scheme)
{
    const LtpClass *next = scheme->classes;
    for (size_t i = 0; i < scheme->n_fields; i++) {
        scheme->fields[i].classes = next;
        next += scheme->fields[i].count;
    }
}

static LtpCode load_classes(LtpStore *store, LtpScheme *scheme, int64_t id, LtpError *err)
{
    extern const char ltp_text_sql_scheme_classes_sql[];
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_prepare(store, ltp_text_sql_scheme_classes_sql, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    LtpCode rc;
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = add_class(scheme, stmt, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    point_fields(scheme);
    return rc;
}

static LtpCode add_rule(LtpScheme *scheme, sqlite3_stmt *stmt, LtpError *err)
{
    const char *word = ltp_sql_column_text(stmt, 0);
    LtpPriority priority = strcmp(word, "none") == 0   ? LTP_PRIORITY_NONE
                           : strcmp(word, "high") == 0 ? LTP_PRIORITY_HIGH
                                                       : LTP_PRIORITY_MEDIUM;
    LTP_TRY(ltp_grow((void **)&scheme->rules, &scheme->rules_capacity, scheme->n_rules,
                     sizeof *scheme->rules, err));
    scheme->rules[scheme->n_rules++] = (LtpPriorityRule){
        .priority = priority,
        .severity_min = ltp_sql_column_int(stmt, 1),
        .severity_max = ltp_sql_column_int(stmt, 2),
        .coverage_below = ltp_sql_column_real(stmt, 3),
        .no_actor = ltp_sql_column_int(stmt, 4) == 1,
    };
    return LTP_OK;
}

static LtpCode load_rules(LtpStore *store, LtpScheme *scheme, int64_t id, LtpError *err)
{
    static const char text[] = "SELECT priority, severity_min, severity_max, coverage_below, "
                               "no_actor FROM priority_rule WHERE scheme_id = ?1 ORDER BY ord";
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    LtpCode rc;
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = add_rule(scheme, stmt, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

/* Finds the scheme's row; `*id` is 0 when there is none of that name. */
static LtpCode find(LtpStore *store, const char *name, LtpScheme *scheme, int64_t *id,
                    LtpError *err)
{
    extern const char ltp_text_sql_scheme_find_sql[];
    sqlite3_stmt *stmt;
    bool row = false;
    *id = 0;
    LTP_TRY(ltp_sql_prepare(store, ltp_text_sql_scheme_find_sql, &stmt, err));
    ltp_sql_text(stmt, 1, name);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK && row) {
        *id = ltp_sql_column_int(stmt, 0);
        scheme->name = keep(scheme, ltp_sql_column_text(stmt, 1));
        scheme->label.fr = keep(scheme, ltp_sql_column_text(stmt, 2));
        scheme->label.en = keep(scheme, ltp_sql_column_text(stmt, 3));
        if (!scheme->name || !scheme->label.fr || !scheme->label.en)
            rc = ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    }
    sqlite3_finalize(stmt);
    return rc;
}

static LtpCode unknown_scheme(LtpStore *store, const char *name, LtpError *err)
{
    static const char text[] =
        "SELECT coalesce(group_concat(name || '@' || version, ', '), '') FROM scheme";
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK)
        rc = ltp_fail(err, LTP_ENOTFOUND, _("There is no class scheme \"%s\". There are: %s."),
                      name ? name : "", ltp_sql_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_scheme_load(LtpStore *store, const char *name, LtpScheme **out, LtpError *err)
{
    int64_t id = 0;
    LtpScheme *scheme = ltp_calloc(1, sizeof *scheme);
    if (!scheme)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    LtpCode rc = find(store, name, scheme, &id, err);
    if (rc == LTP_OK)
        rc = id ? load_classes(store, scheme, id, err) : unknown_scheme(store, name, err);
    if (rc == LTP_OK)
        rc = load_rules(store, scheme, id, err);
    if (rc == LTP_OK)
        *out = scheme;
    else
        ltp_scheme_free(scheme);
    return rc;
}

const char *ltp_scheme_name(const LtpScheme *scheme)
{
    return scheme->name;
}

LtpText ltp_scheme_label(const LtpScheme *scheme)
{
    return scheme->label;
}

const LtpPriorityRule *ltp_scheme_priority(const LtpScheme *scheme, size_t *count)
{
    *count = scheme->n_rules;
    return scheme->rules;
}

const LtpClasses *ltp_scheme_classes_at(const LtpScheme *scheme, size_t i)
{
    return i < scheme->n_fields ? &scheme->fields[i] : NULL;
}

const LtpClasses *ltp_scheme_classes(const LtpScheme *scheme, const char *field)
{
    for (size_t i = 0; i < scheme->n_fields; i++)
        if (strcmp(scheme->fields[i].field, field) == 0)
            return &scheme->fields[i];
    return NULL;
}

static bool in_range(const LtpClass *class, LtpValue value)
{
    if (value.null || value.type == LTP_TEXT || value.type == LTP_DATE)
        return false;
    double number = value.type == LTP_REAL ? value.real : (double)value.integer;
    if (!ltp_is_null_real(class->lower) &&
        (number < class->lower || (class->lower_open && number <= class->lower)))
        return false;
    return ltp_is_null_real(class->upper) || number <= class->upper;
}

static bool in_class(const LtpClass *class, LtpValue value)
{
    switch (class->kind) {
    case LTP_CLASS_SUPPRESSED:
        return value.suppressed;
    case LTP_CLASS_NO_DATA:
        return value.null && !value.suppressed;
    case LTP_CLASS_WORD:
        return !value.null && value.text && strcmp(value.text, class->code) == 0;
    case LTP_CLASS_RANGE:
        return in_range(class, value);
    }
    return false;
}

int ltp_scheme_class(const LtpClasses *classes, LtpValue value)
{
    for (size_t i = 0; i < classes->count; i++)
        if (in_class(&classes->classes[i], value))
            return (int)i;
    return -1;
}
