#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"

#include <stdlib.h>

extern const char ltp_text_sql_analysis_not_located_sql[];

typedef struct DateText {
    char text[LTP_DATE_TEXT];
} DateText;

struct LtpAnalysis {
    LtpRun run;
    LtpTheme theme;
    LtpCoverage coverage;
    uint32_t *rows; /* of the coverage, in the order of the result */
    size_t count;
    DateText *need_dates; /* of each row of the result */
    LtpAnalysisNotes notes;
};

void ltp_analysis_free(LtpAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    ltp_coverage_release(&analysis->coverage);
    ltp_free(analysis->rows);
    ltp_free(analysis->need_dates);
    ltp_run_end(&analysis->run);
    ltp_free(analysis);
}

/* ---- which rows, in which order ---- */

typedef struct Listed {
    LtpGap gap;
    uint32_t row;
} Listed;

static int by_gap(const void *a, const void *b)
{
    return ltp_gap_compare(&((const Listed *)a)->gap, &((const Listed *)b)->gap);
}

static int by_pcode(const void *a, const void *b)
{
    int32_t x = ((const Listed *)a)->gap.rank, y = ((const Listed *)b)->gap.rank;
    return (x > y) - (x < y);
}

static bool is_within(const LtpAnalysis *analysis, int32_t unit)
{
    const LtpUnits *units = analysis->run.columns.units;
    const char *pcode = ltp_params_text(analysis->run.params, LTP_P_WITHIN);
    int32_t within = pcode == NULL ? -1 : ltp_units_find(units, pcode);
    return within < 0 || ltp_units_ancestor(units, unit, units->units[within].level) == within;
}

static LtpCode list_rows(LtpAnalysis *analysis, LtpError *err)
{
    const LtpCoverage *coverage = &analysis->coverage;
    const int32_t *rank = analysis->run.columns.input.units.rank;
    Listed *listed = ltp_calloc(coverage->count + 1, sizeof *listed);
    analysis->rows = ltp_calloc(coverage->count + 1, sizeof *analysis->rows);
    analysis->need_dates = ltp_calloc(coverage->count + 1, sizeof *analysis->need_dates);
    if (listed == NULL || analysis->rows == NULL || analysis->need_dates == NULL) {
        ltp_free(listed);
        return ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
    }
    for (size_t i = 0; i < coverage->count; i++) {
        const LtpCoverageRow *row = &coverage->rows[i];
        if (is_within(analysis, row->unit))
            listed[analysis->count++] =
                (Listed){{row->priority, row->gap_need, rank[row->unit]}, (uint32_t)i};
    }
    qsort(listed, analysis->count, sizeof *listed,
          analysis->theme == LTP_THEME_GAPS ? by_gap : by_pcode);
    for (size_t i = 0; i < analysis->count; i++) {
        analysis->rows[i] = listed[i].row;
        ltp_day_text(coverage->rows[listed[i].row].need.need_date, analysis->need_dates[i].text);
    }
    ltp_free(listed);
    return LTP_OK;
}

/* ---- what stands under the result ---- */

static LtpCode note_not_located(LtpStore *store, LtpAnalysis *analysis, LtpError *err)
{
    LtpAnalysisNotes *notes = &analysis->notes;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_analysis_not_located_sql, &stmt, err));
    ltp_sql_int(stmt, 1, analysis->run.columns.units->edition.id);
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK && row) {
        notes->lines_not_located = ltp_sql_column_int(stmt, 0);
        notes->people_not_located_targeted = ltp_sql_column_int(stmt, 1);
        notes->people_not_located_reached = ltp_sql_column_int(stmt, 2);
    }
    sqlite3_reset(stmt);
    return rc;
}

static void note_units(LtpAnalysis *analysis)
{
    analysis->notes.lines_active = analysis->coverage.lines_active;
    analysis->notes.lines_not_carried = analysis->run.columns.n_not_carried;
    analysis->notes.needs_not_carried = analysis->run.columns.n_needs_not_carried;
    for (size_t i = 0; i < analysis->count; i++) {
        const LtpCoverageRow *row = &analysis->coverage.rows[analysis->rows[i]];
        analysis->notes.units_without_need += row->need.pin == LTP_NULL_INT;
        analysis->notes.units_without_line += row->state == LTP_STATE_NO_LINE;
    }
}

LtpCode ltp_analysis_run(LtpStore *store, const LtpParams *params, LtpTheme theme,
                         LtpAnalysis **analysis, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpAnalysis *made = ltp_calloc(1, sizeof *made);
    if (made == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
    made->theme = theme;
    LTP_GO(ltp_run_begin(store, params, &made->run, err));
    LTP_GO(ltp_coverage_run(&made->run.columns.input, &made->run.core, &made->coverage, err));
    LTP_GO(list_rows(made, err));
    LTP_GO(note_not_located(store, made, err));
    note_units(made);
    *analysis = made;
    made = NULL;
done:
    ltp_analysis_free(made);
    return rc;
}

/* ---- the result ---- */

const LtpLayer *ltp_analysis_layer(const LtpAnalysis *analysis)
{
    return analysis->theme == LTP_THEME_GAPS ? &ltp_layer_gaps : &ltp_layer_coverage;
}

const LtpParams *ltp_analysis_params(const LtpAnalysis *analysis)
{
    return analysis->run.params;
}

const LtpUnits *ltp_analysis_units(const LtpAnalysis *analysis)
{
    return analysis->run.columns.units;
}

size_t ltp_analysis_count(const LtpAnalysis *analysis)
{
    return analysis->count;
}

int32_t ltp_analysis_unit(const LtpAnalysis *analysis, size_t row)
{
    return analysis->coverage.rows[analysis->rows[row]].unit;
}

LtpAnalysisNotes ltp_analysis_notes(const LtpAnalysis *analysis)
{
    return analysis->notes;
}

static const char *parent_pcode(const LtpUnits *units, int32_t unit)
{
    int32_t parent = units->units[unit].parent;
    return parent < 0 ? NULL : units->units[parent].pcode;
}

static const char *pin_sector(const LtpAnalysis *analysis, int32_t sector)
{
    if (sector == LTP_NEED_INTERSECTORAL)
        return "intersectoral";
    return sector == LTP_NEED_SECTORS_MIXED ? "mixed"
                                            : ltp_columns_sector(&analysis->run.columns, sector);
}

static LtpValue text_value(const LtpAnalysis *analysis, size_t at, const LtpCoverageRow *row,
                           LtpCoverageField field)
{
    const LtpUnits *units = analysis->run.columns.units;
    const char *date = analysis->need_dates[at].text;
    switch ((int)field) {
    case LTP_F_PCODE:
        return ltp_value_text(units->units[row->unit].pcode);
    case LTP_F_NAME:
        return ltp_value_text(units->units[row->unit].name);
    case LTP_F_PARENT_PCODE:
        return ltp_value_text(parent_pcode(units, row->unit));
    case LTP_F_INTERSECTOR:
        return ltp_value_text(ltp_intersector_name(row->intersector));
    case LTP_F_PIN_SECTOR:
        return ltp_value_text(pin_sector(analysis, row->need.pin_sector));
    case LTP_F_STATE:
        return ltp_value_text(ltp_state_name(row->state));
    case LTP_F_PRIORITY:
        return ltp_value_text(ltp_priority_name(row->priority));
    default: {
        LtpValue value = ltp_value_text(date[0] == '\0' ? NULL : date);
        value.type = LTP_DATE;
        return value;
    }
    }
}

/* Where each integer and real stands in a row; text has no place of its own. */
#define AT(field, member) [LTP_F_##field] = offsetof(LtpCoverageRow, member)
static const size_t places[LTP_F_COUNT] = {
    AT(N_ACTORS, n_actors),
    AT(N_LINES, n_lines),
    AT(N_PROJECTS, n_projects),
    AT(N_ACTORS_INHERITED, n_actors_inherited),
    AT(N_LINES_INHERITED, n_lines_inherited),
    AT(N_PLANNED, n_planned),
    AT(N_LINES_NO_FIGURE, n_lines_no_figure),
    AT(HAS_PROTECTION, has_protection),
    AT(HAS_SHELTER, has_shelter),
    AT(HAS_LTP, has_ltp),
    AT(HAS_COHESION, has_cohesion),
    AT(TARGETED, targeted),
    AT(REACHED, reached),
    AT(REACHED_LOW, reached_low),
    AT(REACHED_HIGH, reached_high),
    AT(POPULATION, need.population),
    AT(IDPS, need.idps),
    AT(RETURNEES, need.returnees),
    AT(REPATRIATED, need.repatriated),
    AT(PIN, need.pin),
    AT(SEVERITY, need.severity),
    AT(COVERAGE_TARGET, coverage_target),
    AT(COVERAGE_NEED, coverage_need),
    AT(AMBITION, ambition),
    AT(GAP_NEED, gap_need),
    AT(GAP_TARGET, gap_target),
    AT(OVER_REACH, over_reach),
    AT(ACTORS_PER_10000, actors_per_10000),
    AT(SINGLE_ACTOR, single_actor),
    AT(FRESHNESS_DAYS, freshness_days),
    AT(N_STUDIES, n_studies),
    AT(N_STUDIES_INHERITED, n_studies_inherited),
    AT(LAST_STUDY_YEAR, last_study_year),
    AT(NEAREST_ACTOR_KM, nearest_actor_km),
    AT(POLYGON_SHARE, polygon_share),
    AT(ESTIMATED, estimated),
    AT(PIN_MISSING, need.pin_missing),
};

LtpValue ltp_coverage_number(const LtpCoverageRow *row, LtpCoverageField field)
{
    const char *place = (const char *)row + places[field];
    LtpFieldType type = ltp_layer_coverage.fields[field].type;
    switch (type) {
    case LTP_INTEGER:
        return ltp_value_int(*(const int64_t *)(const void *)place);
    case LTP_BOOLEAN:
        return ltp_value_bool(*(const int64_t *)(const void *)place);
    case LTP_REAL:
        return ltp_value_real(*(const double *)(const void *)place);
    case LTP_TEXT:
    case LTP_DATE:
        break;
    }
    return ltp_value_null(type);
}

LtpValue ltp_analysis_value(const LtpAnalysis *analysis, size_t at, size_t field)
{
    const LtpCoverageRow *row = &analysis->coverage.rows[analysis->rows[at]];
    LtpFieldType type = ltp_layer_coverage.fields[field].type;
    return type == LTP_TEXT || type == LTP_DATE
               ? text_value(analysis, at, row, (LtpCoverageField)field)
               : ltp_coverage_number(row, (LtpCoverageField)field);
}
