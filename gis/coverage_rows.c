/* From counts, people and needs to the columns of ANALYSIS.md 4. */
#include "gis/coverage_internal.h"

#include "base/lang.h"
#include "base/number.h"

/* 1 when some line has the flag; not known when `unknown` lines might; else 0. */
static int64_t has(unsigned flags, unsigned wanted, unsigned unknown)
{
    if ((flags & wanted) != 0)
        return 1;
    return (flags & unknown) != 0 ? LTP_NULL_INT : 0;
}

static LtpIntersector intersector(const LtpCoverageRow *row)
{
    static const LtpIntersector without[2][2] = {
        {LTP_INTERSECTOR_NONE, LTP_INTERSECTOR_SHELTER}, /* [protection][shelter] */
        {LTP_INTERSECTOR_PROTECTION, LTP_INTERSECTOR_BOTH}};
    static const LtpIntersector with_ltp[2][2] = {
        {LTP_INTERSECTOR_LTP, LTP_INTERSECTOR_SHELTER_LTP},
        {LTP_INTERSECTOR_PROTECTION_LTP, LTP_INTERSECTOR_BOTH_LTP}};
    if (row->has_protection == LTP_NULL_INT || row->has_shelter == LTP_NULL_INT)
        return LTP_INTERSECTOR_NULL;
    return (row->has_ltp == 1 ? with_ltp : without)[row->has_protection][row->has_shelter];
}

static LtpState state_of(const LtpUnitCounts *c)
{
    if (c->n_actors > 0)
        return LTP_STATE_COVERED;
    if (c->active_inherited)
        return LTP_STATE_INHERITED_ONLY;
    if (c->n_planned > 0)
        return LTP_STATE_PLANNED_ONLY;
    return c->any_direct ? LTP_STATE_INACTIVE : LTP_STATE_NO_LINE;
}

static void fill_counts(const LtpCoverageParams *params, const LtpUnitCounts *c,
                        LtpCoverageRow *row)
{
    bool on_paper = params->mode != LTP_MODE_STRICT;
    row->n_actors = c->n_actors;
    row->n_lines = c->n_lines;
    row->n_projects = c->n_projects;
    row->n_actors_inherited = on_paper ? c->n_actors_inherited : 0;
    row->n_lines_inherited = on_paper ? c->n_lines_inherited : 0;
    row->n_planned = c->n_planned;
    row->n_lines_no_figure = c->n_lines_no_figure;
    row->has_protection = has(c->cluster_flags, LTP_LINE_PROTECTION, LTP_LINE_NO_SECTOR);
    row->has_shelter = has(c->cluster_flags, LTP_LINE_SHELTER, LTP_LINE_NO_SECTOR);
    row->has_ltp = has(c->cluster_flags, LTP_LINE_LTP, LTP_LINE_NO_THEME);
    row->has_cohesion = has(c->cluster_flags, LTP_LINE_COHESION, LTP_LINE_NO_THEME);
    row->intersector = intersector(row);
    row->single_actor = c->n_actors == 1;
    row->state = state_of(c);
    row->freshness_days = LTP_NULL_INT;
    if (c->newest_report != LTP_DAY_NONE)
        row->freshness_days =
            params->as_of > c->newest_report ? (int64_t)params->as_of - c->newest_report : 0;
}

/* A figure of people: not known when lines count but none states it, or when the only active lines
 * are inherited and the mode leaves their people where they are; 0 only when there is no line. */
static int64_t people(const LtpUnitCounts *c, const LtpMeasure *m, int64_t total)
{
    if (m->stated)
        return total;
    return c->active_direct || c->active_inherited ? LTP_NULL_INT : 0;
}

static void fill_people(const LtpCoverageWork *work, const LtpUnitCounts *c, const LtpUnitPeople *p,
                        LtpCoverageRow *row)
{
    int pair = (int)work->params->period_rule * LTP_AREA_RULES + (int)work->params->area_rule;
    int64_t low = p->reached.total[0], high = low;
    for (int i = 1; i < LTP_PAIRS; i++) {
        low = p->reached.total[i] < low ? p->reached.total[i] : low;
        high = p->reached.total[i] > high ? p->reached.total[i] : high;
    }
    row->targeted = people(c, &p->targeted, p->targeted.total[pair]);
    row->reached = people(c, &p->reached, p->reached.total[pair]);
    row->reached_low = people(c, &p->reached, low);
    row->reached_high = people(c, &p->reached, high);
    row->estimated = p->estimated || row->need.estimated;
}

static double ratio(int64_t a, int64_t b)
{
    if (a == LTP_NULL_INT || b == LTP_NULL_INT || b == 0)
        return ltp_null_real();
    return (double)a / (double)b;
}

static int64_t gap(int64_t whole, int64_t part)
{
    if (whole == LTP_NULL_INT || part == LTP_NULL_INT)
        return LTP_NULL_INT;
    return whole > part ? whole - part : 0;
}

/* Three-valued: one ratio above 1 is enough, but only two known ones can say no. */
static int64_t over_reach(double need, double target)
{
    if (need > 1.0 || target > 1.0)
        return 1;
    return ltp_is_null_real(need) || ltp_is_null_real(target) ? LTP_NULL_INT : 0;
}

static void fill_ratios(const LtpCoverageParams *params, LtpCoverageRow *row)
{
    int64_t pin = row->need.pin;
    row->coverage_target = ratio(row->reached, row->targeted);
    row->coverage_need = ratio(row->reached, pin);
    row->ambition = ratio(row->targeted, pin);
    row->gap_need = gap(pin, row->reached);
    row->gap_target = gap(row->targeted, row->reached);
    row->over_reach = over_reach(row->coverage_need, row->coverage_target);
    row->actors_per_10000 = ratio(row->n_actors * 10000, pin);
    const LtpPriorityFacts facts = {.severity = row->need.severity,
                                    .pin = pin,
                                    .reached = row->reached,
                                    .n_actors = row->n_actors,
                                    .coverage_need = row->coverage_need,
                                    .state = row->state};
    row->priority = ltp_priority(&facts, params->priority_rules, params->n_priority_rules);
}

static void fill_studies(const LtpCoverageWork *work, const LtpUnitCounts *c, LtpCoverageRow *row)
{
    bool known = work->input->studies.known, on_paper = work->params->mode != LTP_MODE_STRICT;
    row->n_studies = known ? c->n_studies : LTP_NULL_INT;
    row->n_studies_inherited = known ? (on_paper ? c->n_studies_inherited : 0) : LTP_NULL_INT;
    row->last_study_year = c->last_study_year > 0 ? c->last_study_year : LTP_NULL_INT;
}

static void fill_row(const LtpCoverageWork *work, int32_t unit, LtpCoverageRow *row)
{
    const LtpUnitCounts *counts = &work->counts[unit];
    *row = (LtpCoverageRow){.unit = unit, .need = work->needs[unit]};
    fill_counts(work->params, counts, row);
    fill_people(work, counts, &work->people[unit], row);
    fill_ratios(work->params, row);
    fill_studies(work, counts, row);
    row->polygon_share = work->polygon_share[unit];
}

LtpCode ltp_work_rows(LtpCoverageWork *work, LtpCoverage *coverage, LtpError *err)
{
    const LtpCoverageUnits *units = &work->input->units;
    size_t count = 0;
    for (size_t u = 0; u < units->count; u++)
        count += units->level[u] == work->params->level;
    coverage->rows = ltp_calloc(count + 1, sizeof *coverage->rows);
    if (coverage->rows == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
    for (size_t u = 0; u < units->count; u++)
        if (units->level[u] == work->params->level)
            fill_row(work, (int32_t)u, &coverage->rows[coverage->count++]);
    return LTP_OK;
}
