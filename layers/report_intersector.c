/* Protection, Shelter, LTP and social cohesion side by side in each unit. */
#include "layers/report_internal.h"

#include "base/number.h"
#include "layers/records.h"

#include <string.h>

extern const char ltp_text_sql_report_due_diligence_sql[];

static const LtpField fields[] = {
    {.name = "pcode", .label = {"code", "code"}},
    {.name = "name", .label = {"nom", "name"}},
    {.name = "parent_pcode", .label = {"code au-dessus", "code above"}},
    {.name = "intersector", .label = {"intersecteur", "intersector"}},
    {.name = "has_protection", .type = LTP_BOOLEAN, .label = {"Protection", "Protection"}},
    {.name = "has_shelter", .type = LTP_BOOLEAN, .label = {"Abris", "Shelter"}},
    {.name = "has_ltp", .type = LTP_BOOLEAN, .label = {"LTP", "HLP"}},
    {.name = "has_cohesion", .type = LTP_BOOLEAN, .label = {"cohésion sociale", "social cohesion"}},
    {.name = "n_shelter_lines",
     .type = LTP_INTEGER,
     .label = {"activités d'abris", "shelter activities"}},
    {.name = "n_due_diligence",
     .type = LTP_INTEGER,
     .label = {"due diligence foncière", "due diligence on land"}},
    {.name = "shelter_without_ltp",
     .type = LTP_BOOLEAN,
     .label = {"abris sans acteur LTP ni due diligence", "shelter without HLP or due diligence"}},
    {.name = "n_land_commissions",
     .type = LTP_INTEGER,
     .label = {"commissions foncières", "land commissions"}},
    {.name = "n_land_commissions_active",
     .type = LTP_INTEGER,
     .label = {"dont actives", "of which active"}},
    {.name = "last_commission", .type = LTP_DATE, .label = {"dernière décision", "last decision"}},
    {.name = "n_reconciliation",
     .type = LTP_INTEGER,
     .label = {"ERAR, CCR, CRRA", "reconciliation bodies"}},
    {.name = "n_thematic_groups",
     .type = LTP_INTEGER,
     .label = {"groupes thématiques", "thematic groups"}},
    {.name = "n_land_commissions_inherited",
     .type = LTP_INTEGER,
     .label = {"commissions d'une unité au-dessus", "commissions of a unit above"}},
    {.name = "ltp_without_commission",
     .type = LTP_BOOLEAN,
     .label = {"LTP sans commission foncière", "HLP without a land commission"}},
};
enum { N_FIELDS = sizeof fields / sizeof fields[0] };

/* What is gathered of each unit of the edition. */
typedef struct Found {
    uint32_t line; /* counted last, plus one */
    int64_t n_shelter, n_due_diligence, n_commissions, n_commissions_above;
    int64_t n_active, n_reconciliation, n_groups;
    LtpDay last_commission;
} Found;

typedef struct View {
    LtpRun run;
    LtpVocabulary *due_diligence, *commissions;
    Found *found;
    bool institutions_known;
    size_t at; /* the line whose words are being read */
} View;

/* ---- lines ---- */

static void add_line(View *v, size_t line, bool due_diligence)
{
    const LtpCoverageLines *lines = &v->run.columns.input.lines;
    bool repeated = (lines->flags[line] & LTP_LINE_REPEATED) != 0;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++) {
        int32_t unit =
            ltp_units_ancestor(v->run.columns.units, lines->place_unit[p], v->run.core.level);
        if (unit < 0 || v->found[unit].line == line + 1)
            continue;
        v->found[unit].line = (uint32_t)line + 1;
        v->found[unit].n_shelter += !repeated && (lines->flags[line] & LTP_LINE_SHELTER) != 0;
        v->found[unit].n_due_diligence += due_diligence;
    }
}

static bool is_active(const View *v, size_t line)
{
    return ltp_line_fate(&v->run.columns.input.lines, line, &v->run.core) == LTP_FATE_ACTIVE;
}

/* As for the clusters of a unit, the filters of sector and theme are left aside. */
static void take_all_sectors(LtpColumns *columns)
{
    for (size_t i = 0; i < columns->input.lines.count; i++)
        if ((columns->flags[i] & LTP_LINE_MATCHES) != 0)
            columns->flags[i] |= LTP_LINE_IN_SECTOR;
}

static LtpCode read_words(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    View *v = arg;
    const LtpColumns *columns = &v->run.columns;
    int64_t id = ltp_sql_column_int(stmt, 0);
    (void)err;
    while (v->at < columns->input.lines.count && columns->line_id[v->at] < id)
        v->at++;
    if (v->at == columns->input.lines.count || columns->line_id[v->at] != id ||
        !is_active(v, v->at))
        return LTP_OK;
    add_line(v, v->at,
             ltp_vocabulary_in_text(v->due_diligence, ltp_sql_column_text(stmt, 1)) != NULL);
    return LTP_OK;
}

/* ---- land commissions ---- */

typedef struct Institution {
    int32_t place;
    const char *kind, *status; /* codes */
    bool commission;
    LtpDay decided;
} Institution;

static void add_here(Found *found, const Institution *institution)
{
    const char *kind = institution->kind;
    bool group = kind != NULL && strcmp(kind, "GT") == 0;
    bool known = kind != NULL && strcmp(kind, "COFO") != 0 && !group;
    found->n_groups += group;
    found->n_reconciliation += known;
    if (!institution->commission)
        return;
    found->n_commissions++;
    found->n_active += institution->status != NULL && strcmp(institution->status, "active") == 0;
    if (institution->decided != LTP_DAY_NONE &&
        (found->last_commission == LTP_DAY_NONE || institution->decided > found->last_commission))
        found->last_commission = institution->decided;
}

static void add_institution(View *v, const Institution *institution)
{
    const LtpUnits *units = v->run.columns.units;
    int32_t place = institution->place;
    int32_t unit = ltp_units_ancestor(units, place, v->run.core.level);
    if (unit >= 0)
        add_here(&v->found[unit], institution);
    for (size_t i = 0; unit < 0 && institution->commission && i < units->count; i++)
        if (units->units[i].level == v->run.core.level &&
            ltp_units_ancestor(units, (int32_t)i, units->units[place].level) == place)
            v->found[i].n_commissions_above++;
}

/* What is only planned is not there yet. */
static LtpCode read_institution(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    View *v = arg;
    const Institution institution = {
        .place = ltp_columns_unit(&v->run.columns, ltp_sql_column_int(stmt, 0)),
        .commission = ltp_vocabulary_in_text(v->commissions, ltp_sql_column_text(stmt, 1)) != NULL,
        .decided = ltp_sql_column_day(stmt, 2),
        .kind = ltp_sql_column_text(stmt, 3),
        .status = ltp_sql_column_text(stmt, 4)};
    bool later = institution.decided != LTP_DAY_NONE && institution.decided > v->run.core.as_of;
    bool planned = institution.status != NULL && strcmp(institution.status, "planned") == 0;
    (void)err;
    v->institutions_known = true;
    if (institution.place >= 0 && !later && !planned)
        add_institution(v, &institution);
    return LTP_OK;
}

static LtpCode gather(LtpStore *store, View *v, LtpError *err)
{
    static const char institutions[] =
        "SELECT unit_id, kind || ' . ' || coalesce(name, ''), decision_date, kind_code, "
        "status_code FROM institution WHERE closed_by IS NULL";
    v->found = ltp_calloc(v->run.columns.units->count + 1, sizeof *v->found);
    if (v->found == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < v->run.columns.units->count; i++)
        v->found[i].last_commission = LTP_DAY_NONE;
    LTP_TRY(ltp_vocabulary_load(store, "due_diligence_term", &v->due_diligence, err));
    LTP_TRY(ltp_vocabulary_load(store, "land_commission", &v->commissions, err));
    LTP_TRY(ltp_columns_each(store, &v->run.columns, ltp_text_sql_report_due_diligence_sql,
                             read_words, v, err));
    return ltp_columns_each(store, &v->run.columns, institutions, read_institution, v, err);
}

/* ---- rows ---- */

/* Shelter, and nobody for LTP: not known while the theme of some line is not. */
static int64_t shelter_without_ltp(const LtpCoverageRow *row, const Found *found)
{
    if (found->n_shelter == 0 || found->n_due_diligence > 0 || row->has_ltp == 1)
        return row->has_shelter == LTP_NULL_INT && found->n_due_diligence == 0 && row->has_ltp != 1
                   ? LTP_NULL_INT
                   : 0;
    return row->has_ltp == 0 ? 1 : LTP_NULL_INT;
}

static LtpCode put_unit(const View *v, const LtpCoverageRow *row, LtpReport *report, LtpError *err)
{
    const LtpUnits *units = v->run.columns.units;
    const LtpUnit *unit = &units->units[row->unit];
    const Found *found = &v->found[row->unit];
    bool known = v->institutions_known;
    char day[LTP_DATE_TEXT];
    int64_t without = row->has_ltp == 1 ? found->n_commissions == 0 : row->has_ltp;
    const LtpValue values[N_FIELDS] = {
        ltp_value_text(unit->pcode),
        ltp_value_text(unit->name),
        ltp_value_text(unit->parent < 0 ? NULL : units->units[unit->parent].pcode),
        ltp_value_text(ltp_intersector_name(row->intersector)),
        ltp_value_bool(row->has_protection),
        ltp_value_bool(row->has_shelter),
        ltp_value_bool(row->has_ltp),
        ltp_value_bool(row->has_cohesion),
        ltp_value_int(found->n_shelter),
        ltp_value_int(found->n_due_diligence),
        ltp_value_bool(shelter_without_ltp(row, found)),
        ltp_value_int(known ? found->n_commissions : LTP_NULL_INT),
        ltp_value_int(known ? found->n_active : LTP_NULL_INT),
        ltp_report_day(found->last_commission, day),
        ltp_value_int(known ? found->n_reconciliation : LTP_NULL_INT),
        ltp_value_int(known ? found->n_groups : LTP_NULL_INT),
        ltp_value_int(known ? found->n_commissions_above : LTP_NULL_INT),
        ltp_value_bool(known ? without : LTP_NULL_INT)};
    return ltp_run_holds(&v->run, row->unit) ? ltp_report_put(report, values, err) : LTP_OK;
}

LtpCode ltp_report_intersector(LtpStore *store, const LtpParams *params, LtpReport **report,
                               LtpError *err)
{
    LtpCode rc;
    View v = {0};
    LtpCoverage coverage = {0};
    LtpReport *made = NULL;
    LTP_GO(ltp_run_begin(store, params, &v.run, err));
    take_all_sectors(&v.run.columns);
    LTP_GO(ltp_coverage_run(&v.run.columns.input, &v.run.core, &coverage, err));
    LTP_GO(gather(store, &v, err));
    LTP_GO(ltp_report_new(fields, N_FIELDS, v.run.params, &made, err));
    for (size_t i = 0; i < coverage.count; i++)
        LTP_GO(put_unit(&v, &coverage.rows[i], made, err));
    *report = made;
    made = NULL;
done:
    ltp_report_free(made);
    ltp_coverage_release(&coverage);
    ltp_vocabulary_free(v.due_diligence);
    ltp_vocabulary_free(v.commissions);
    ltp_free(v.found);
    ltp_run_end(&v.run);
    return rc;
}
