/* `ltp explain`: every row behind one unit's figures, and what became of it. */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

extern const char ltp_text_sql_analysis_explain_line_sql[];
extern const char ltp_text_sql_analysis_explain_study_sql[];

/* ---- lines ---- */

static const char *counted(LtpLineFate fate, bool inherited)
{
    static const char *const words[] = {
        [LTP_FATE_ACTIVE] = "active",       [LTP_FATE_PLANNED] = "planned",
        [LTP_FATE_FILTERED] = "filtered",   [LTP_FATE_SUSPENDED] = "suspended",
        [LTP_FATE_CANCELLED] = "cancelled", [LTP_FATE_PERIOD] = "period",
        [LTP_FATE_STALE] = "stale",         [LTP_FATE_GONE] = "gone",
    };
    return fate == LTP_FATE_ACTIVE && inherited ? "inherited" : words[fate];
}

void ltp_explain_figure(LtpBuf *figures, bool takes_part, const char *name)
{
    if (takes_part)
        ltp_buf_printf(figures, "%s%s", figures->size > 0 ? " " : "", name);
}

/* The figures that a line which counts takes part in. */
static void line_figures(const LtpColumns *columns, const LtpLineHere *here, LtpLineFate fate,
                         LtpBuf *out)
{
    unsigned flags = columns->input.lines.flags[here->line];
    bool once = (flags & LTP_LINE_REPEATED) == 0, active = fate == LTP_FATE_ACTIVE;
    bool direct = active && !here->inherited, above = active && here->inherited;
    ltp_buf_clear(out);
    ltp_explain_figure(out, direct, "n_actors");
    ltp_explain_figure(out, direct && once, "n_lines");
    ltp_explain_figure(out, direct && columns->input.lines.project[here->line] >= 0, "n_projects");
    ltp_explain_figure(out, above, "n_actors_inherited");
    ltp_explain_figure(out, above && once, "n_lines_inherited");
    ltp_explain_figure(out, fate == LTP_FATE_PLANNED && !here->inherited && once, "n_planned");
    ltp_explain_figure(out, direct && once && columns->reached[here->line] == LTP_NULL_INT,
                       "n_lines_no_figure");
    ltp_explain_figure(out, direct && (flags & LTP_LINE_PROTECTION) != 0, "has_protection");
    ltp_explain_figure(out, direct && (flags & LTP_LINE_SHELTER) != 0, "has_shelter");
    ltp_explain_figure(out, direct && (flags & LTP_LINE_LTP) != 0, "has_ltp");
    ltp_explain_figure(out, direct && (flags & LTP_LINE_COHESION) != 0, "has_cohesion");
    ltp_explain_figure(out,
                       direct && !ltp_is_null_real(columns->input.lines.place_share[here->place]),
                       "polygon_share");
    ltp_explain_figure(out, active && here->targeted != LTP_NULL_INT, "targeted");
    ltp_explain_figure(out, active && here->reached != LTP_NULL_INT, "reached");
}

static LtpCode tell_line(LtpExplain *explain, sqlite3_stmt *stmt, const LtpLineHere *here,
                         LtpError *err)
{
    LtpLineFate fate =
        ltp_line_fate(&explain->run.columns.input.lines, here->line, &explain->run.core);
    line_figures(&explain->run.columns, here, fate, &explain->figures);
    LTP_TRY(ltp_buf_check(&explain->figures, err));
    bool counts = fate == LTP_FATE_ACTIVE; /* the people of other lines are in no figure */
    const LtpExplained row = {
        .source = ltp_sql_column_text(stmt, 0),
        .file = ltp_sql_column_text(stmt, 1),
        .sheet = ltp_sql_column_text(stmt, 2),
        .import_id = ltp_sql_column_int(stmt, 3),
        .row = ltp_sql_column_int(stmt, 4),
        .location_id = explain->run.columns.location_id[here->place],
        .org = ltp_sql_column_text(stmt, 5),
        .project = ltp_sql_column_text(stmt, 6),
        .activity = ltp_sql_column_text(stmt, 7),
        .sector = ltp_sql_column_text(stmt, 8),
        .location_pcode = ltp_sql_column_text(stmt, 9),
        .location_name = ltp_sql_column_text(stmt, 10),
        .rule = ltp_sql_column_text(stmt, 11),
        .location_level = (int)ltp_sql_column_int(stmt, 12),
        .counted = counted(fate, here->inherited),
        .start = ltp_sql_column_day(stmt, 13),
        .end = ltp_sql_column_day(stmt, 14),
        .reported = ltp_sql_column_day(stmt, 15),
        .status = ltp_sql_column_text(stmt, 16),
        .targeted = ltp_sql_column_int(stmt, 17),
        .reached = ltp_sql_column_int(stmt, 18),
        .targeted_here = counts ? here->targeted : LTP_NULL_INT,
        .reached_here = counts ? here->reached : LTP_NULL_INT,
        .need_date = LTP_DAY_NONE,
        .pin = LTP_NULL_INT,
        .severity = LTP_NULL_INT,
        .population = LTP_NULL_INT,
        .idps = LTP_NULL_INT,
        .returnees = LTP_NULL_INT,
        .repatriated = LTP_NULL_INT,
        .figures = ltp_buf_text(&explain->figures),
        .person = ltp_sql_column_text(stmt, 19),
        .edition = ltp_sql_column_text(stmt, 20),
        .hidden = ltp_sql_column_int(stmt, 22) == 1,
        .area_km2 = ltp_sql_column_real(stmt, 21),
        .share = explain->run.columns.input.lines.place_share[here->place],
    };
    return explain->fn(&row, explain->arg, err);
}

static LtpCode explain_line(const LtpLineHere *here, void *arg, LtpError *err)
{
    LtpExplain *explain = arg;
    const LtpColumns *columns = &explain->run.columns;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(explain->store, ltp_text_sql_analysis_explain_line_sql, &stmt, err));
    ltp_sql_int(stmt, 1, columns->location_id[here->place]);
    LtpCode rc = ltp_sql_step(explain->store, stmt, &row, err);
    if (rc == LTP_OK && row)
        rc = tell_line(explain, stmt, here, err);
    sqlite3_reset(stmt);
    return rc;
}

/* ---- studies ---- */

static LtpCode tell_study(LtpExplain *explain, sqlite3_stmt *stmt, int32_t place, bool direct,
                          LtpError *err)
{
    const LtpUnit *unit = &explain->run.columns.units->units[place];
    const LtpExplained row = {
        .source = ltp_sql_column_text(stmt, 0),
        .file = ltp_sql_column_text(stmt, 1),
        .sheet = ltp_sql_column_text(stmt, 2),
        .import_id = ltp_sql_column_int(stmt, 3),
        .row = ltp_sql_column_int(stmt, 4),
        .org = ltp_sql_column_text(stmt, 5),
        .activity = ltp_sql_column_text(stmt, 6),
        .sector = ltp_sql_column_text(stmt, 7),
        .location_pcode = unit->pcode,
        .location_name = unit->name,
        .location_level = unit->level,
        .rule = ltp_sql_column_text(stmt, 8),
        .counted = direct ? "direct" : "inherited",
        .start = LTP_DAY_NONE,
        .end = LTP_DAY_NONE,
        .reported = LTP_DAY_NONE,
        .need_date = LTP_DAY_NONE,
        .targeted = LTP_NULL_INT,
        .reached = LTP_NULL_INT,
        .targeted_here = LTP_NULL_INT,
        .reached_here = LTP_NULL_INT,
        .pin = LTP_NULL_INT,
        .severity = LTP_NULL_INT,
        .population = LTP_NULL_INT,
        .idps = LTP_NULL_INT,
        .returnees = LTP_NULL_INT,
        .repatriated = LTP_NULL_INT,
        .is_study = true,
        .figures = direct ? "n_studies last_study_year" : "n_studies_inherited last_study_year",
        .person = ltp_sql_column_text(stmt, 9),
        .edition = ltp_sql_column_text(stmt, 10),
        .area_km2 = ltp_null_real(),
        .share = ltp_null_real(),
    };
    return explain->fn(&row, explain->arg, err);
}

static LtpCode explain_study(LtpExplain *explain, size_t study, int32_t place, bool direct,
                             LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(explain->store, ltp_text_sql_analysis_explain_study_sql, &stmt, err));
    ltp_sql_int(stmt, 1, explain->run.columns.study_id[study]);
    LtpCode rc = ltp_sql_step(explain->store, stmt, &row, err);
    if (rc == LTP_OK && row)
        rc = tell_study(explain, stmt, place, direct, err);
    sqlite3_reset(stmt);
    return rc;
}

/* The place through which a study covers the unit: one in it before one above it; -1 = none. */
static int32_t study_place(const LtpColumns *columns, size_t study, int32_t unit, bool *direct)
{
    const LtpCoverageStudies *studies = &columns->input.studies;
    const LtpUnits *units = columns->units;
    int32_t above = -1;
    for (uint32_t p = studies->place_begin[study]; p < studies->place_begin[study + 1]; p++) {
        int32_t place = studies->place_unit[p];
        *direct = ltp_units_ancestor(units, place, units->units[unit].level) == unit;
        if (*direct)
            return place;
        if (ltp_units_ancestor(units, unit, units->units[place].level) == place)
            above = place;
    }
    return above;
}

static LtpCode explain_studies(LtpExplain *explain, int32_t unit, LtpError *err)
{
    const LtpColumns *columns = &explain->run.columns;
    for (size_t i = 0; i < columns->input.studies.count; i++) {
        bool direct = false;
        int32_t place = study_place(columns, i, unit, &direct);
        if (place >= 0)
            LTP_TRY(explain_study(explain, i, place, direct, err));
    }
    return LTP_OK;
}

LtpCode ltp_analysis_explain(LtpStore *store, const LtpParams *params, const char *pcode,
                             LtpExplainFn *fn, void *arg, LtpError *err)
{
    LtpCode rc = LTP_OK;
    int32_t unit = -1;
    LtpExplain explain = {.store = store, .fn = fn, .arg = arg};
    const LtpUnits *units = NULL;
    LTP_GO(ltp_run_begin(store, params, &explain.run, err));
    units = explain.run.columns.units;
    unit = ltp_units_find(units, pcode);
    if (unit < 0) {
        rc = ltp_fail(err, LTP_ENOTFOUND, _("The edition %s has no unit %s."), units->edition.name,
                      pcode);
        goto done;
    }
    /* direct and inherited are seen from the unit's own level */
    explain.run.core.level = units->units[unit].level;
    LTP_GO(ltp_coverage_explain(&explain.run.columns.input, &explain.run.core, unit, explain_line,
                                &explain, err));
    LTP_GO(ltp_explain_needs(&explain, unit, err));
    LTP_GO(explain_studies(&explain, unit, err));
done:
    ltp_buf_release(&explain.figures);
    ltp_run_end(&explain.run);
    return rc;
}
