/* Month by month: the same analysis, its period one month. */
#include "layers/report_internal.h"

#include "base/number.h"

#include <stdio.h>

static const LtpField fields[] = {
    {.name = "pcode", .label = {"code", "code"}},
    {.name = "name", .label = {"nom", "name"}},
    {.name = "month", .label = {"mois", "month"}},
    {.name = "n_actors", .type = LTP_INTEGER, .label = {"acteurs", "actors"}},
    {.name = "n_lines", .type = LTP_INTEGER, .label = {"activités", "activities"}},
    {.name = "n_projects", .type = LTP_INTEGER, .label = {"projets", "projects"}},
    {.name = "n_planned", .type = LTP_INTEGER, .label = {"planifiées", "planned"}},
    {.name = "n_units_covered",
     .type = LTP_INTEGER,
     .label = {"communes avec un acteur", "communes with an actor"}},
    {.name = "targeted",
     .type = LTP_INTEGER,
     .unit = "people",
     .label = {"ciblées", "targeted"},
     .flags = LTP_PEOPLE},
    {.name = "reached",
     .type = LTP_INTEGER,
     .unit = "people",
     .label = {"atteintes", "reached"},
     .flags = LTP_PEOPLE},
    {.name = "pin",
     .type = LTP_INTEGER,
     .unit = "people",
     .label = {"dans le besoin", "in need"},
     .flags = LTP_PEOPLE},
    {.name = "severity", .type = LTP_INTEGER, .label = {"sévérité", "severity"}},
    {.name = "state", .label = {"état", "state"}},
    {.name = "estimated", .type = LTP_BOOLEAN, .label = {"estimé", "estimated"}},
};
enum { N_FIELDS = sizeof fields / sizeof fields[0], MAX_MONTHS = 1200 };
enum { TARGETED = 8, REACHED, PIN };

static const LtpFigureAt figures[] = {
    {TARGETED, LTP_F_TARGETED}, {REACHED, LTP_F_REACHED}, {PIN, LTP_F_PIN}, {.at = -1}};

typedef struct Series {
    LtpRun run;
    LtpReport *report;
    int64_t *covered; /* of each unit: communes with an actor in it, in the month */
} Series;

/* The level of the series: as asked, else that of --within, else the country. */
static int series_level(const LtpRun *run, const LtpParams *asked)
{
    const LtpUnits *units = run->columns.units;
    const char *pcode = ltp_params_text(run->params, LTP_P_WITHIN);
    if (asked != NULL && ltp_params_text(asked, LTP_P_LEVEL) != NULL)
        return run->core.level;
    return pcode == NULL ? 0 : units->units[ltp_units_find(units, pcode)].level;
}

static void count_covered(Series *s, const LtpCoverage *communes)
{
    const LtpUnits *units = s->run.columns.units;
    for (size_t i = 0; i < units->count; i++)
        s->covered[i] = 0;
    for (size_t i = 0; i < communes->count; i++) {
        if (communes->rows[i].n_actors == 0)
            continue;
        for (int32_t u = communes->rows[i].unit; u >= 0; u = units->units[u].parent)
            s->covered[u]++;
    }
}

static LtpCode put_row(Series *s, const char *month, const LtpCoverageRow *row, LtpError *err)
{
    const LtpUnit *unit = &s->run.columns.units->units[row->unit];
    LtpValue values[N_FIELDS] = {ltp_value_text(unit->pcode),
                                 ltp_value_text(unit->name),
                                 ltp_value_text(month),
                                 ltp_value_int(row->n_actors),
                                 ltp_value_int(row->n_lines),
                                 ltp_value_int(row->n_projects),
                                 ltp_value_int(row->n_planned),
                                 ltp_value_int(s->covered[row->unit]),
                                 ltp_value_int(row->targeted),
                                 ltp_value_int(row->reached),
                                 ltp_value_int(row->need.pin),
                                 ltp_value_int(row->need.severity),
                                 ltp_value_text(ltp_state_name(row->state)),
                                 ltp_value_bool(row->estimated)};
    ltp_report_hide(&s->run, row, figures, values);
    return ltp_run_holds(&s->run, row->unit) ? ltp_report_put(s->report, values, err) : LTP_OK;
}

static LtpCode put_month(Series *s, LtpDay from, LtpDay to, int level, LtpError *err)
{
    LtpCode rc;
    LtpCoverage communes = {0}, units = {0};
    LtpCoverageParams core = s->run.core;
    int year, month, dom;
    char name[32];
    ltp_day_civil(from, &year, &month, &dom);
    snprintf(name, sizeof name, "%04d-%02d", year, month);
    core.from = from;
    core.to = to;
    core.as_of = to < core.as_of ? to : core.as_of;
    core.level = s->run.columns.input.units.base_level;
    LTP_GO(ltp_coverage_run(&s->run.columns.input, &core, &communes, err));
    count_covered(s, &communes);
    core.level = level;
    LTP_GO(ltp_coverage_run(&s->run.columns.input, &core, &units, err));
    for (size_t i = 0; i < units.count; i++)
        LTP_GO(put_row(s, name, &units.rows[i], err));
done:
    ltp_coverage_release(&communes);
    ltp_coverage_release(&units);
    return rc;
}

/* An open side of the period ends where the lines do. */
static LtpDay first_day(const LtpRun *run)
{
    const LtpCoverageLines *lines = &run->columns.input.lines;
    LtpDay first = run->core.as_of;
    for (size_t i = 0; i < lines->count; i++) {
        LtpDay day = lines->start[i] != LTP_DAY_NONE ? lines->start[i] : lines->reported[i];
        first = day != LTP_DAY_NONE && day < first ? day : first;
    }
    return run->core.from != LTP_DAY_NONE ? run->core.from : first;
}

static LtpCode put_months(Series *s, int level, LtpError *err)
{
    LtpDay from = first_day(&s->run);
    LtpDay to = s->run.core.to != LTP_DAY_NONE ? s->run.core.to : s->run.core.as_of;
    for (int n = 0; from <= to && n < MAX_MONTHS; n++) {
        int year, month, dom;
        ltp_day_civil(from, &year, &month, &dom);
        LtpDay last = from + ltp_month_days(year, month) - dom;
        LTP_TRY(put_month(s, from, last < to ? last : to, level, err));
        from = last + 1;
    }
    return LTP_OK;
}

LtpCode ltp_report_series_of(LtpStore *store, const LtpParams *params, const LtpRun *run,
                             LtpReport **report, LtpError *err)
{
    LtpCode rc;
    Series s = {.run = *run};
    LTP_GO(ltp_run_begin(store, params, &s.run, err));
    s.covered = ltp_calloc(s.run.columns.units->count + 1, sizeof *s.covered);
    if (s.covered == NULL)
        LTP_GO(ltp_fail_memory(err));
    LTP_GO(ltp_report_new(fields, N_FIELDS, s.run.params, &s.report, err));
    LTP_GO(put_months(&s, series_level(&s.run, params), err));
    LTP_GO(ltp_report_clear(s.report, &s.run, err));
    *report = s.report;
    s.report = NULL;
done:
    ltp_report_free(s.report);
    ltp_free(s.covered);
    ltp_run_end(&s.run);
    return rc;
}

LtpCode ltp_report_series(LtpStore *store, const LtpParams *params, LtpReport **report,
                          LtpError *err)
{
    return ltp_report_series_of(store, params, &(LtpRun){0}, report, err);
}
