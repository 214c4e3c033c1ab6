#include "layers/report_internal.h"

#include "base/number.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct LtpReport {
    LtpArena arena;
    LtpField *fields;
    size_t n_fields;
    LtpParams *params;
    LtpValue **rows;
    size_t count, capacity;
};

void ltp_report_free(LtpReport *report)
{
    if (report == NULL)
        return;
    ltp_params_free(report->params);
    ltp_arena_release(&report->arena);
    ltp_free(report->rows);
    ltp_free(report);
}

static bool keep_text(LtpReport *report, const char **text)
{
    const char *copy = ltp_arena_strdup(&report->arena, *text);
    bool kept = *text == NULL || copy != NULL;
    *text = copy;
    return kept;
}

static LtpCode keep_fields(LtpReport *report, const LtpField *fields, size_t count, LtpError *err)
{
    report->fields = ltp_arena_alloc(&report->arena, (count + 1) * sizeof *fields);
    if (report->fields == NULL)
        return ltp_fail_memory(err);
    report->n_fields = count;
    for (size_t i = 0; i < count; i++) {
        LtpField *field = &report->fields[i];
        *field = fields[i];
        if (!keep_text(report, &field->name) || !keep_text(report, &field->label.fr) ||
            !keep_text(report, &field->label.en))
            return ltp_fail_memory(err);
    }
    return LTP_OK;
}

LtpCode ltp_report_new(const LtpField *fields, size_t n_fields, const LtpParams *params,
                       LtpReport **report, LtpError *err)
{
    LtpReport *made = ltp_calloc(1, sizeof *made);
    if (made == NULL)
        return ltp_fail_memory(err);
    LtpCode rc = keep_fields(made, fields, n_fields, err);
    if (rc == LTP_OK && params != NULL)
        rc = ltp_params_copy(params, &made->params, err);
    if (rc == LTP_OK)
        *report = made;
    else
        ltp_report_free(made);
    return rc;
}

LtpCode ltp_report_put(LtpReport *report, const LtpValue *values, LtpError *err)
{
    LtpValue *row = ltp_arena_alloc(&report->arena, (report->n_fields + 1) * sizeof *row);
    if (row == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < report->n_fields; i++) {
        row[i] = values[i];
        if (!keep_text(report, &row[i].text))
            return ltp_fail_memory(err);
    }
    LTP_TRY(ltp_grow((void **)&report->rows, &report->capacity, report->count, sizeof *report->rows,
                     err));
    report->rows[report->count++] = row;
    return LTP_OK;
}

size_t ltp_report_n_fields(const LtpReport *report)
{
    return report->n_fields;
}

const LtpField *ltp_report_field(const LtpReport *report, size_t i)
{
    return &report->fields[i];
}

size_t ltp_report_count(const LtpReport *report)
{
    return report->count;
}

const LtpValue *ltp_report_row(const LtpReport *report, size_t row)
{
    return report->rows[row];
}

LtpCode ltp_report_clear(LtpReport *report, const LtpRun *run, LtpError *err)
{
    static const LtpField flag = {.name = "suppressed",
                                  .type = LTP_BOOLEAN,
                                  .label = {"petits effectifs masqués", "small numbers hidden"}};
    size_t n = 0;
    bool people = false;
    size_t *kept = ltp_arena_alloc(&report->arena, (report->n_fields + 1) * sizeof *kept);
    LtpField *fields = ltp_arena_alloc(&report->arena, (report->n_fields + 1) * sizeof *fields);
    if (kept == NULL || fields == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; run->leaves && i < report->n_fields; i++) {
        people = people || (report->fields[i].flags & LTP_PEOPLE) != 0;
        if (report->fields[i].sensitivity > run->clearance)
            continue;
        fields[n] = report->fields[i];
        kept[n++] = i;
    }
    for (size_t r = 0; run->leaves && r < report->count; r++) {
        LtpValue *row = report->rows[r];
        bool any = false;
        for (size_t i = 0; i < report->n_fields; i++)
            any = any || row[i].suppressed;
        for (size_t i = 0; i < n; i++)
            row[i] = row[kept[i]];
        row[n] = ltp_value_bool(any); /* rows have a place more than fields */
    }
    if (people)
        fields[n++] = flag;
    if (run->leaves) {
        report->fields = fields;
        report->n_fields = n;
    }
    return LTP_OK;
}

const LtpParams *ltp_report_params(const LtpReport *report)
{
    return report->params;
}

LtpValue ltp_report_day(LtpDay day, char text[LTP_DATE_TEXT])
{
    LtpValue value = ltp_value_text(day == LTP_DAY_NONE ? NULL : ltp_day_text(day, text));
    value.type = LTP_DATE;
    return value;
}

bool ltp_run_holds(const LtpRun *run, int32_t unit)
{
    const LtpUnits *units = run->columns.units;
    const char *pcode = ltp_params_text(run->params, LTP_P_WITHIN);
    int32_t within = pcode == NULL ? -1 : ltp_units_find(units, pcode);
    return within < 0 || ltp_units_ancestor(units, unit, units->units[within].level) == within;
}

LtpCode ltp_org_name(LtpStore *store, const LtpRun *run, int64_t id, LtpOrgName *name,
                     LtpError *err)
{
    static const char all[] = "SELECT acronym, name, type FROM organisation WHERE id = ?1",
                      shown[] = "SELECT acronym, name, type FROM organisation_shown WHERE id = ?1";
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    *name = (LtpOrgName){0};
    LTP_TRY(ltp_sql_cached(store, run->leaves ? shown : all, &stmt, err));
    ltp_sql_int(stmt, 1, id);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK && row)
        *name = (LtpOrgName){ltp_store_keep(store, ltp_sql_column_text(stmt, 0)),
                             ltp_store_keep(store, ltp_sql_column_text(stmt, 1)),
                             ltp_store_keep(store, ltp_sql_column_text(stmt, 2))};
    /* Nothing stays open: the service would keep writers out until its next question. */
    sqlite3_reset(stmt);
    return rc;
}

/* ---- lines by organisation ---- */

typedef struct Named {
    const char *name; /* folded; NULL = no line yet */
    int32_t org;
    uint32_t count, at; /* its lines; where the next of them goes */
} Named;

static int by_name(const void *left, const void *right)
{
    const Named *a = *(Named *const *)left, *b = *(Named *const *)right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : (a->org > b->org) - (a->org < b->org);
}

static LtpCode fold_name(LtpStore *store, const LtpRun *run, int64_t id, LtpArena *arena,
                         const char **out, LtpError *err)
{
    LtpOrgName name;
    LTP_TRY(ltp_org_name(store, run, id, &name, err));
    const char *shown = name.acronym != NULL ? name.acronym : name.name;
    char *folded = ltp_text_folded(shown != NULL ? shown : "");
    *out = ltp_arena_strdup(arena, folded);
    ltp_free(folded);
    return *out != NULL ? LTP_OK : ltp_fail_memory(err);
}

/* The organisations that have lines, in *orgs by number; `sorted` lists them by name. */
static LtpCode name_orgs(LtpStore *store, const LtpRun *run, LtpArena *arena, Named *orgs,
                         Named **sorted, size_t *n_sorted, LtpError *err)
{
    const LtpCoverageLines *lines = &run->columns.input.lines;
    for (size_t i = 0; i < lines->count; i++) {
        Named *org = &orgs[lines->org[i]];
        if (org->name == NULL) {
            LTP_TRY(fold_name(store, run, run->columns.organisation_id[i], arena, &org->name, err));
            org->org = lines->org[i];
            sorted[(*n_sorted)++] = org;
        }
        org->count++;
    }
    if (*n_sorted > 0)
        qsort(sorted, *n_sorted, sizeof *sorted, by_name);
    return LTP_OK;
}

static void place_lines(const LtpCoverageLines *lines, Named *orgs, Named *const *sorted,
                        size_t n_sorted, uint32_t *order)
{
    uint32_t at = 0;
    for (size_t i = 0; i < n_sorted; i++) {
        sorted[i]->at = at;
        at += sorted[i]->count;
    }
    for (size_t i = 0; i < lines->count; i++)
        order[orgs[lines->org[i]].at++] = (uint32_t)i;
}

LtpCode ltp_lines_by_org(LtpStore *store, const LtpRun *run, uint32_t **lines, LtpError *err)
{
    const LtpCoverageLines *all = &run->columns.input.lines;
    size_t n_sorted = 0;
    LtpArena arena = {0};
    Named *orgs = ltp_calloc(all->count + 1, sizeof *orgs); /* no more of them than lines */
    Named **sorted = ltp_calloc(all->count + 1, sizeof *sorted);
    uint32_t *order = ltp_calloc(all->count + 1, sizeof *order);
    LtpCode rc = orgs && sorted && order ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK)
        rc = name_orgs(store, run, &arena, orgs, sorted, &n_sorted, err);
    if (rc == LTP_OK) {
        place_lines(all, orgs, sorted, n_sorted, order);
        *lines = order;
        order = NULL;
    }
    ltp_free(order);
    ltp_free(sorted);
    ltp_free(orgs);
    ltp_arena_release(&arena);
    return rc;
}
