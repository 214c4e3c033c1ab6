/* Organisations by units or by sectors: how many active lines. */
#include "layers/report_internal.h"

#include "base/number.h"

#include <string.h>

enum { FIXED = 3 }; /* organisation, name, total */

static const LtpField fixed[FIXED] = {
    {.name = "org", .label = {"organisation", "organisation"}},
    {.name = "org_name", .label = {"nom", "name"}},
    {.name = "n_lines", .type = LTP_INTEGER, .label = {"activités", "activities"}},
};

typedef struct Matrix {
    LtpStore *store;
    LtpRun run;
    LtpMatrixKind kind;
    uint32_t *order; /* lines by organisation */
    size_t n_keys;   /* units, or sectors and one for "not known" */
    int32_t *column; /* of each key; -1 = no line */
    uint32_t *mark;  /* of each key: the line seen last, plus one */
    size_t n_columns;
    LtpField *fields;
    LtpValue *values;
} Matrix;

/* Whether the line counts in the matrix at all. */
static bool counts(const Matrix *m, size_t line)
{
    const LtpCoverageLines *lines = &m->run.columns.input.lines;
    return (lines->flags[line] & LTP_LINE_REPEATED) == 0 &&
           ltp_line_fate(lines, line, &m->run.core) == LTP_FATE_ACTIVE;
}

/* Calls `fn` with each key of the line, once. */
static void each_key(Matrix *m, size_t line, void (*fn)(Matrix *, size_t key))
{
    const LtpCoverageLines *lines = &m->run.columns.input.lines;
    const LtpUnits *units = m->run.columns.units;
    bool here = false;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++) {
        int32_t unit = ltp_units_ancestor(units, lines->place_unit[p], m->run.core.level);
        if (!ltp_run_holds(&m->run, lines->place_unit[p]))
            continue;
        here = true;
        if (m->kind != LTP_MATRIX_ORG_UNIT || unit < 0 || m->mark[unit] == line + 1)
            continue;
        m->mark[unit] = (uint32_t)line + 1;
        fn(m, (size_t)unit);
    }
    if (!here || m->kind != LTP_MATRIX_ORG_SECTOR)
        return;
    const char *sectors = ltp_columns_sector(&m->run.columns, m->run.columns.sector[line]);
    if (sectors == NULL)
        fn(m, m->n_keys - 1);
    int32_t sector;
    while ((sector = ltp_columns_next_sector(&m->run.columns, &sectors)) >= 0)
        fn(m, (size_t)sector);
}

static void note_column(Matrix *m, size_t key)
{
    m->column[key] = 0;
}

static void add_cell(Matrix *m, size_t key)
{
    m->values[FIXED + m->column[key]].integer++;
}

/* ---- columns ---- */

static LtpCode sector_label(LtpStore *store, const char *code, LtpText *label, LtpError *err)
{
    static const char text[] =
        "SELECT label_fr, label_en FROM vocabulary WHERE kind = 'sector' AND code = ?1";
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    *label = (LtpText){code, code};
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, code);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK && row)
        *label = (LtpText){ltp_store_keep(store, ltp_sql_column_text(stmt, 0)),
                           ltp_store_keep(store, ltp_sql_column_text(stmt, 1))};
    sqlite3_reset(stmt);
    return rc;
}

static LtpCode name_column(Matrix *m, size_t key, LtpField *field, LtpError *err)
{
    *field = (LtpField){.type = LTP_INTEGER};
    if (m->kind == LTP_MATRIX_ORG_UNIT) {
        const LtpUnit *unit = &m->run.columns.units->units[key];
        field->name = unit->pcode;
        field->label = (LtpText){unit->name, unit->name};
        return LTP_OK;
    }
    if (key == m->n_keys - 1) {
        field->name = "sector_not_known";
        field->label = (LtpText){"secteur non connu", "sector not known"};
        return LTP_OK;
    }
    field->name = ltp_columns_sector(&m->run.columns, (int32_t)key);
    return sector_label(m->store, field->name, &field->label, err);
}

/* One column for each key some line has, in the order of keys (units: P-codes of a level). */
static LtpCode choose_columns(Matrix *m, LtpError *err)
{
    for (size_t i = 0; i < m->run.columns.input.lines.count; i++)
        if (counts(m, i))
            each_key(m, i, note_column);
    m->fields = ltp_calloc(m->n_keys + FIXED, sizeof *m->fields);
    m->values = ltp_calloc(m->n_keys + FIXED, sizeof *m->values);
    if (m->fields == NULL || m->values == NULL)
        return ltp_fail_memory(err);
    memcpy(m->fields, fixed, sizeof fixed);
    for (size_t key = 0; key < m->n_keys; key++) {
        m->mark[key] = 0;
        if (m->column[key] < 0)
            continue;
        m->column[key] = (int32_t)m->n_columns;
        LTP_TRY(name_column(m, key, &m->fields[FIXED + m->n_columns++], err));
    }
    return LTP_OK;
}

/* ---- rows ---- */

static LtpCode put_org(Matrix *m, int64_t org_id, int64_t total, LtpReport *report, LtpError *err)
{
    LtpOrgName name;
    if (total == 0)
        return LTP_OK;
    LTP_TRY(ltp_org_name(m->store, &m->run, org_id, &name, err));
    m->values[0] = ltp_value_text(name.acronym != NULL ? name.acronym : name.name);
    m->values[1] = ltp_value_text(name.name);
    m->values[2] = ltp_value_int(total);
    return ltp_report_put(report, m->values, err);
}

static bool is_inside(const Matrix *m, size_t line)
{
    const LtpCoverageLines *lines = &m->run.columns.input.lines;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++)
        if (ltp_run_holds(&m->run, lines->place_unit[p]))
            return true;
    return false;
}

static LtpCode fill(Matrix *m, LtpReport *report, LtpError *err)
{
    const LtpCoverageLines *lines = &m->run.columns.input.lines;
    for (size_t from = 0, to = 0; from < lines->count; from = to) {
        int64_t total = 0;
        for (size_t c = 0; c < m->n_columns; c++)
            m->values[FIXED + c] = ltp_value_int(0);
        for (to = from; to < lines->count && lines->org[m->order[to]] == lines->org[m->order[from]];
             to++) {
            if (!counts(m, m->order[to]) || !is_inside(m, m->order[to]))
                continue;
            total++;
            each_key(m, m->order[to], add_cell);
        }
        LTP_TRY(put_org(m, m->run.columns.organisation_id[m->order[from]], total, report, err));
    }
    return LTP_OK;
}

static LtpCode prepare(Matrix *m, LtpError *err)
{
    m->n_keys = m->kind == LTP_MATRIX_ORG_UNIT ? m->run.columns.units->count
                                               : ltp_hash_count(m->run.columns.sectors) + 1;
    m->column = ltp_calloc(m->n_keys + 1, sizeof *m->column);
    m->mark = ltp_calloc(m->n_keys + 1, sizeof *m->mark);
    if (m->column == NULL || m->mark == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < m->n_keys; i++)
        m->column[i] = -1;
    return ltp_lines_by_org(m->store, &m->run, &m->order, err);
}

LtpCode ltp_report_matrix_of(LtpStore *store, const LtpParams *params, LtpMatrixKind kind,
                             const LtpRun *run, LtpReport **report, LtpError *err)
{
    LtpCode rc;
    LtpReport *made = NULL;
    Matrix m = {.store = store, .kind = kind, .run = *run};
    LTP_GO(ltp_run_begin(store, params, &m.run, err));
    LTP_GO(ltp_report_veil(store, &m.run, err));
    LTP_GO(prepare(&m, err));
    LTP_GO(choose_columns(&m, err));
    LTP_GO(ltp_report_new(m.fields, FIXED + m.n_columns, m.run.params, &made, err));
    LTP_GO(fill(&m, made, err));
    LTP_GO(ltp_report_clear(made, &m.run, err));
    *report = made;
    made = NULL;
done:
    ltp_report_free(made);
    ltp_free(m.order);
    ltp_free(m.column);
    ltp_free(m.mark);
    ltp_free(m.fields);
    ltp_free(m.values);
    ltp_run_end(&m.run);
    return rc;
}

LtpCode ltp_report_matrix(LtpStore *store, const LtpParams *params, LtpMatrixKind kind,
                          LtpReport **report, LtpError *err)
{
    return ltp_report_matrix_of(store, params, kind, &(LtpRun){0}, report, err);
}
