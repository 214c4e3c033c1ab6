#include "tests/gis/coverage_oracle.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 64, MAX_PARTS = 4096 };

typedef struct World {
    const LtpCoverageInput *input;
    const LtpCoverageParams *params;
    int base;
} World;

static bool contains(const World *w, int32_t ancestor, int32_t unit)
{
    for (; unit >= 0; unit = w->input->units.parent[unit])
        if (unit == ancestor)
            return true;
    return false;
}

/* ---- lines ---- */

static const char *fate(const World *w, size_t i)
{
    const LtpCoverageLines *l = &w->input->lines;
    const LtpCoverageParams *p = w->params;
    int64_t start = l->start[i], end = l->end[i], reported = l->reported[i];
    bool no_start = start == LTP_DAY_NONE, no_end = end == LTP_DAY_NONE;
    bool no_report = reported == LTP_DAY_NONE;
    int status = l->status[i];
    if (status == LTP_STATUS_NONE) {
        if (!no_start && start > p->as_of)
            status = LTP_STATUS_PLANNED;
        else
            status = no_end || end >= p->as_of ? LTP_STATUS_ONGOING : LTP_STATUS_COMPLETED;
    }
    if (status == LTP_STATUS_SUSPENDED || status == LTP_STATUS_CANCELLED)
        return "out";
    if (no_start && no_end && !no_report) {
        start = end = reported;
    } else {
        if (no_start)
            start = INT64_MIN;
        if (no_end && !no_report)
            end = reported + p->stale_after;
        else if (no_end)
            end = no_start ? INT64_MAX : start + p->stale_after;
    }
    if (l->gone_on[i] != LTP_DAY_NONE && l->gone_on[i] < end)
        end = l->gone_on[i];
    if ((p->to != LTP_DAY_NONE && start > p->to) || (p->from != LTP_DAY_NONE && end < p->from))
        return "out";
    return status == LTP_STATUS_PLANNED ? "planned" : "active";
}

static bool matches(const World *w, size_t i)
{
    return (w->input->lines.flags[i] & LTP_LINE_MATCHES) != 0;
}

static bool passes(const World *w, size_t i)
{
    return matches(w, i) && (w->input->lines.flags[i] & LTP_LINE_IN_SECTOR) != 0;
}

static bool is_active(const World *w, size_t i)
{
    return passes(w, i) && strcmp(fate(w, i), "active") == 0;
}

static bool is_direct(const World *w, size_t i, int32_t unit)
{
    const LtpCoverageLines *l = &w->input->lines;
    for (uint32_t p = l->place_begin[i]; p < l->place_begin[i + 1]; p++)
        if (contains(w, unit, l->place_unit[p]))
            return true;
    return false;
}

static bool is_inherited(const World *w, size_t i, int32_t unit)
{
    const LtpCoverageLines *l = &w->input->lines;
    if (is_direct(w, i, unit))
        return false;
    for (uint32_t p = l->place_begin[i]; p < l->place_begin[i + 1]; p++)
        if (contains(w, l->place_unit[p], unit))
            return true;
    return false;
}

/* ---- needs ---- */

enum Measure { PIN, SEVERITY, POPULATION };

static int64_t figure(const World *w, size_t n, enum Measure m)
{
    const LtpCoverageNeeds *needs = &w->input->needs;
    if (m == POPULATION)
        return needs->population[n];
    return m == PIN ? needs->pin[n] : needs->severity[n];
}

/* The newest figure of a unit in one sector (any sector for `sector` < -1). */
static int64_t newest(const World *w, int32_t unit, int32_t sector, enum Measure m)
{
    const LtpCoverageNeeds *needs = &w->input->needs;
    size_t best = needs->count;
    for (size_t n = 0; n < needs->count; n++) {
        if (needs->unit[n] != unit || needs->date[n] > w->params->as_of ||
            figure(w, n, m) == LTP_NULL_INT || (sector >= -1 && needs->sector[n] != sector))
            continue;
        bool any = sector < -1;
        if (best == needs->count || needs->date[n] > needs->date[best] ||
            (needs->date[n] == needs->date[best] &&
             !(any && needs->sector[best] == -1 && needs->sector[n] != -1)))
            best = n;
    }
    return best == needs->count ? LTP_NULL_INT : figure(w, best, m);
}

static int64_t stated_need(const World *w, int32_t unit, enum Measure m)
{
    const LtpCoverageParams *p = w->params;
    if (m == POPULATION)
        return newest(w, unit, -2, m);
    bool edition_states = false;
    int64_t of_filter = LTP_NULL_INT;
    for (size_t s = 0; s < p->n_need_sectors; s++) {
        for (int32_t u = 0; u < (int32_t)w->input->units.count; u++)
            edition_states |= newest(w, u, p->need_sectors[s], PIN) != LTP_NULL_INT ||
                              newest(w, u, p->need_sectors[s], SEVERITY) != LTP_NULL_INT;
        int64_t value = newest(w, unit, p->need_sectors[s], m);
        of_filter = value > of_filter ? value : of_filter;
    }
    if (edition_states)
        return of_filter;
    int64_t intersectoral = newest(w, unit, -1, m), most = LTP_NULL_INT;
    for (int32_t s = 0; s < MAX_WORDS && p->n_need_sectors == 0; s++) {
        int64_t value = newest(w, unit, s, m);
        most = value > most ? value : most;
    }
    return intersectoral != LTP_NULL_INT ? intersectoral : most;
}

static int64_t need(const World *w, int32_t unit, enum Measure m)
{
    int64_t stated = stated_need(w, unit, m), sum = 0, most = LTP_NULL_INT;
    bool all = true, any = false;
    if (stated != LTP_NULL_INT)
        return stated;
    for (int32_t c = 0; c < (int32_t)w->input->units.count; c++) {
        if (w->input->units.parent[c] != unit)
            continue;
        int64_t value = need(w, c, m);
        any = true;
        all = all && value != LTP_NULL_INT;
        sum += value == LTP_NULL_INT ? 0 : value;
        most = value > most ? value : most;
    }
    if (m == SEVERITY)
        return most;
    return any && all ? sum : LTP_NULL_INT;
}

/* ---- dividing ---- */

/* Seats for `n` parties by largest remainder, ties to the lower rank: one seat at a time. */
static void divide(const World *w, int64_t total, const int32_t *units, size_t n,
                   const double *share, int64_t *out)
{
    double weight[MAX_PARTS], sum = 0;
    bool given[MAX_PARTS] = {false};
    for (int attempt = share ? 0 : 1; attempt < 4 && !(sum > 0); attempt++) {
        bool all = true;
        sum = 0;
        for (size_t i = 0; i < n; i++) {
            int64_t value = attempt == 3 ? 1 : need(w, units[i], attempt == 1 ? PIN : POPULATION);
            weight[i] = attempt == 0 ? share[i] : (double)value;
            all = all && (attempt == 0 ? !isnan(share[i]) : value != LTP_NULL_INT);
            sum += weight[i];
        }
        sum = all ? sum : 0;
    }
    int64_t left = total;
    for (size_t i = 0; i < n; i++) {
        out[i] = (int64_t)floor((double)total * weight[i] / sum);
        left -= out[i];
    }
    for (; left > 0; left--) {
        size_t best = n;
        for (size_t i = 0; i < n; i++) {
            double rest = fmod((double)total * weight[i], sum);
            double best_rest = best == n ? -1 : fmod((double)total * weight[best], sum);
            if (!given[i] &&
                (rest > best_rest || (rest == best_rest && w->input->units.rank[units[i]] <
                                                               w->input->units.rank[units[best]])))
                best = i;
        }
        given[best] = true;
        out[best]++;
    }
}

/* A part of a line's people in a unit where people are counted. */
typedef struct Part {
    int32_t unit;
    size_t line;
    int64_t people;
} Part;

static int32_t counted_in(const World *w, int32_t place)
{
    for (int32_t u = place; u >= 0; u = w->input->units.parent[u])
        if (w->input->units.level[u] == w->base)
            return u;
    return place;
}

static size_t spread(const World *w, size_t line, int32_t place, int64_t people, Part *parts)
{
    int32_t units[MAX_PARTS];
    int64_t shares[MAX_PARTS];
    size_t n = 0;
    for (int32_t u = 0; u < (int32_t)w->input->units.count; u++)
        if (u != place && w->input->units.level[u] == w->base && contains(w, place, u))
            units[n++] = u;
    if (n == 0 || w->params->mode != LTP_MODE_ALLOCATED) {
        parts[0] = (Part){counted_in(w, place), line, people};
        return 1;
    }
    divide(w, people, units, n, NULL, shares);
    for (size_t i = 0; i < n; i++)
        parts[i] = (Part){units[i], line, shares[i]};
    return n;
}

static size_t parts_of(const World *w, size_t line, bool reached, Part *parts)
{
    const LtpCoverageLines *l = &w->input->lines;
    int64_t people = reached ? l->reached[line] : l->targeted[line], at[16];
    uint32_t first = l->place_begin[line], n = l->place_begin[line + 1] - first;
    size_t count = 0;
    if (people == LTP_NULL_INT)
        return 0;
    divide(w, people, l->place_unit + first, n, l->place_share + first, at);
    for (uint32_t p = 0; p < n; p++)
        count += spread(w, line, l->place_unit[first + p], at[p], parts + count);
    return count;
}

/* ---- aggregating ---- */

static bool same_group(const LtpCoverageLines *l, size_t a, size_t b)
{
    return l->org[a] == l->org[b] && l->project[a] == l->project[b] &&
           l->activity[a] == l->activity[b] && l->indicator[a] == l->indicator[b];
}

/* The figure of the group of parts[at] under the period rule. */
static int64_t group_figure(const World *w, const Part *parts, size_t n, size_t at, int rule)
{
    const LtpCoverageLines *l = &w->input->lines;
    int64_t sum = 0, most = 0, last = 0;
    LtpDay last_day = LTP_DAY_NONE;
    for (size_t i = 0; i < n; i++) {
        if (!same_group(l, parts[at].line, parts[i].line))
            continue;
        LtpDay day = l->reported[parts[i].line];
        int64_t of_day = 0;
        for (size_t j = 0; j < n; j++)
            if (same_group(l, parts[at].line, parts[j].line) && l->reported[parts[j].line] == day)
                of_day += parts[j].people;
        sum += parts[i].people;
        most = of_day > most ? of_day : most;
        if (day >= last_day) {
            last_day = day;
            last = of_day;
        }
    }
    return rule == LTP_PERIOD_SUM ? sum : rule == LTP_PERIOD_MAX ? most : last;
}

static int64_t aggregate(const World *w, const Part *parts, size_t n, int period, int area)
{
    int64_t total = 0;
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first = first && !same_group(&w->input->lines, parts[i].line, parts[j].line);
        if (!first)
            continue;
        int64_t value = group_figure(w, parts, n, i, period);
        total = area == LTP_AREA_SUM ? total + value : value > total ? value : total;
    }
    return total;
}

/* People of a unit: its own, and the sum over its children. `*stated` says whether any line states
 * the figure. */
static int64_t people(const World *w, int32_t unit, bool reached, int period, int area,
                      bool *stated)
{
    static Part all[MAX_PARTS], one[MAX_PARTS];
    const LtpCoverageUnits *units = &w->input->units;
    size_t n = 0;
    for (size_t i = 0; i < w->input->lines.count; i++) {
        size_t count = is_active(w, i) ? parts_of(w, i, reached, one) : 0;
        for (size_t k = 0; k < count; k++)
            if (one[k].unit == unit)
                all[n++] = one[k];
    }
    *stated |= n > 0;
    int64_t total = aggregate(w, all, n, period, area);
    for (int32_t c = 0; c < (int32_t)units->count && units->level[unit] < w->base; c++)
        if (units->parent[c] == unit)
            total += people(w, c, reached, period, area, stated);
    return total;
}

/* ---- the row ---- */

static void count(const World *w, int32_t unit, LtpCoverageRow *row)
{
    const LtpCoverageLines *l = &w->input->lines;
    bool org[MAX_WORDS] = {false}, above[MAX_WORDS] = {false}, project[MAX_WORDS] = {false};
    bool any_inherited = false, any_direct = false;
    LtpDay newest_report = LTP_DAY_NONE;
    for (size_t i = 0; i < l->count; i++) {
        int64_t one = (l->flags[i] & LTP_LINE_REPEATED) ? 0 : 1;
        any_direct |= passes(w, i) && is_direct(w, i, unit);
        if (passes(w, i) && is_direct(w, i, unit) && strcmp(fate(w, i), "planned") == 0)
            row->n_planned += one;
        if (is_active(w, i) && is_inherited(w, i, unit)) {
            row->n_lines_inherited += one;
            above[l->org[i]] = any_inherited = true;
        }
        if (!is_active(w, i) || !is_direct(w, i, unit))
            continue;
        row->n_lines += one;
        row->n_lines_no_figure += l->reached[i] == LTP_NULL_INT ? one : 0;
        org[l->org[i]] = true;
        if (l->project[i] >= 0)
            project[l->project[i]] = true;
        newest_report = l->reported[i] > newest_report ? l->reported[i] : newest_report;
    }
    for (int k = 0; k < MAX_WORDS; k++) {
        row->n_actors += org[k];
        row->n_projects += project[k];
        row->n_actors_inherited += above[k] && !org[k];
    }
    row->state = row->n_actors > 0    ? LTP_STATE_COVERED
                 : any_inherited      ? LTP_STATE_INHERITED_ONLY
                 : row->n_planned > 0 ? LTP_STATE_PLANNED_ONLY
                 : any_direct         ? LTP_STATE_INACTIVE
                                      : LTP_STATE_NO_LINE;
    if (w->params->mode == LTP_MODE_STRICT)
        row->n_actors_inherited = row->n_lines_inherited = 0;
    row->freshness_days = LTP_NULL_INT;
    if (newest_report != LTP_DAY_NONE)
        row->freshness_days =
            newest_report > w->params->as_of ? 0 : w->params->as_of - newest_report;
}

static int64_t has(const World *w, int32_t unit, unsigned flag, unsigned unknown)
{
    bool maybe = false;
    for (size_t i = 0; i < w->input->lines.count; i++) {
        if (!matches(w, i) || strcmp(fate(w, i), "active") != 0 || !is_direct(w, i, unit))
            continue;
        if (w->input->lines.flags[i] & flag)
            return 1;
        maybe |= (w->input->lines.flags[i] & unknown) != 0;
    }
    return maybe ? LTP_NULL_INT : 0;
}

static double nearest(const World *w, int32_t unit, const LtpCoverageRow *row)
{
    const LtpCoverageUnits *units = &w->input->units;
    double best = HUGE_VAL;
    for (int32_t u = 0; u < (int32_t)units->count && row->n_actors == 0; u++) {
        bool has_actor = false;
        for (size_t i = 0; i < w->input->lines.count && units->level[u] == w->params->level; i++)
            has_actor |= is_active(w, i) && is_direct(w, i, u);
        double km =
            has_actor ? ltp_distance_km(units->interior[unit], units->interior[u]) : HUGE_VAL;
        best = km < best ? km : best;
    }
    return row->n_actors > 0 ? 0 : best < HUGE_VAL ? best : (double)NAN;
}

static void studies(const World *w, int32_t unit, LtpCoverageRow *row)
{
    const LtpCoverageStudies *s = &w->input->studies;
    row->last_study_year = LTP_NULL_INT;
    for (size_t i = 0; i < s->count; i++) {
        bool direct = false, above = false;
        for (uint32_t p = s->place_begin[i]; p < s->place_begin[i + 1]; p++) {
            direct = direct || contains(w, unit, s->place_unit[p]);
            above = above || contains(w, s->place_unit[p], unit);
        }
        row->n_studies += direct;
        row->n_studies_inherited += above && !direct && w->params->mode != LTP_MODE_STRICT;
        if ((direct || above) && s->year[i] > 0 && s->year[i] > row->last_study_year)
            row->last_study_year = s->year[i];
    }
}

LtpCoverageRow oracle_row(const LtpCoverageInput *input, const LtpCoverageParams *params,
                          int32_t unit)
{
    World world = {input, params,
                   params->level > input->units.base_level ? params->level
                                                           : input->units.base_level};
    const World *w = &world;
    LtpCoverageRow row = {.unit = unit};
    bool targeted = false, reached = false;
    count(w, unit, &row);
    studies(w, unit, &row);
    row.has_protection = has(w, unit, LTP_LINE_PROTECTION, LTP_LINE_NO_SECTOR);
    row.has_ltp = has(w, unit, LTP_LINE_LTP, LTP_LINE_NO_THEME);
    row.need.pin = need(w, unit, PIN);
    row.need.severity = need(w, unit, SEVERITY);
    row.need.population = need(w, unit, POPULATION);
    row.targeted =
        people(w, unit, false, (int)params->period_rule, (int)params->area_rule, &targeted);
    row.reached = people(w, unit, true, (int)params->period_rule, (int)params->area_rule, &reached);
    row.reached_low = INT64_MAX;
    for (int pair = 0; pair < 6; pair++) {
        int64_t value = people(w, unit, true, pair / 2, pair % 2, &reached);
        row.reached_low = value < row.reached_low ? value : row.reached_low;
        row.reached_high = value > row.reached_high ? value : row.reached_high;
    }
    bool nothing = true;
    for (size_t i = 0; i < input->lines.count; i++)
        nothing =
            nothing && !(is_active(w, i) && (is_direct(w, i, unit) || is_inherited(w, i, unit)));
    int64_t unsaid = nothing ? 0 : LTP_NULL_INT;
    if (!targeted)
        row.targeted = unsaid;
    if (!reached)
        row.reached = row.reached_low = row.reached_high = unsaid;
    row.nearest_actor_km = nearest(w, unit, &row);
    return row;
}
