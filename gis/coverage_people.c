/* People per unit: lines of one group are summed by reporting date, the period rule holds over the
 * dates, the area rule over the groups; ancestors are the sum of their communes and of what is
 * located above these (ANALYSIS.md 4 "aggregation of people", 5). All six pairs of rules at once.
 */
#include "gis/coverage_internal.h"

#include "base/number.h"

#include <stdlib.h>

/* The order in which lines are taken: all of one group (organisation, project, activity, indicator)
 * together, its reporting dates from old to new. Then one running tally a unit is enough. */
typedef struct Key {
    int32_t org, project, activity, indicator;
    LtpDay reported;
    uint32_t line;
} Key;

static int compare_groups(const Key *a, const Key *b)
{
    if (a->org != b->org)
        return a->org < b->org ? -1 : 1;
    if (a->project != b->project)
        return a->project < b->project ? -1 : 1;
    if (a->activity != b->activity)
        return a->activity < b->activity ? -1 : 1;
    return (a->indicator > b->indicator) - (a->indicator < b->indicator);
}

static int compare_keys(const void *left, const void *right)
{
    const Key *a = left, *b = right;
    int groups = compare_groups(a, b);
    return groups != 0 ? groups : (a->reported > b->reported) - (a->reported < b->reported);
}

/* One measure in one unit, while lines come in the order of their keys. */
typedef struct Tally {
    int32_t group;    /* the running one, from 1; 0 = nothing yet */
    LtpDay date;      /* the running reporting date of the group */
    int64_t date_sum; /* of the running date */
    int64_t sum, max; /* over the group's dates that are complete */
    LtpMeasure measure;
} Tally;

static void close_date(Tally *t)
{
    t->sum = ltp_people_add(t->sum, t->date_sum);
    t->max = t->date_sum > t->max ? t->date_sum : t->max;
}

static void close_group(Tally *t)
{
    if (t->group == 0)
        return;
    close_date(t);
    const int64_t figures[LTP_PERIOD_RULES] = {
        [LTP_PERIOD_MAX] = t->max, [LTP_PERIOD_SUM] = t->sum, [LTP_PERIOD_LATEST] = t->date_sum};
    for (int period = 0; period < LTP_PERIOD_RULES; period++) {
        int64_t *total = t->measure.total + (ptrdiff_t)period * LTP_AREA_RULES;
        total[LTP_AREA_SUM] = ltp_people_add(total[LTP_AREA_SUM], figures[period]);
        if (figures[period] > total[LTP_AREA_MAX])
            total[LTP_AREA_MAX] = figures[period];
    }
    t->sum = t->max = t->date_sum = 0;
}

static void put(Tally *t, int32_t group, LtpDay date, int64_t people)
{
    if (people == LTP_NULL_INT) /* a line that states no figure takes no part */
        return;
    t->measure.stated = true;
    if (group != t->group) {
        close_group(t);
    } else if (date != t->date) {
        close_date(t);
        t->date_sum = 0;
    }
    t->group = group;
    t->date = date;
    t->date_sum = ltp_people_add(t->date_sum, people);
}

typedef struct Tallies {
    Tally *targeted, *reached; /* of each unit */
} Tallies;

static LtpCode sort_active(LtpCoverageWork *work, Key **out, size_t *count, LtpError *err)
{
    const LtpCoverageLines *lines = &work->input->lines;
    Key *keys = NULL;
    size_t n = 0;
    LTP_TRY(ltp_work_alloc(work, lines->count, sizeof *keys, (void **)&keys, err));
    for (size_t i = 0; i < lines->count; i++)
        if (ltp_work_active(work, i))
            keys[n++] = (Key){lines->org[i],       lines->project[i],  lines->activity[i],
                              lines->indicator[i], lines->reported[i], (uint32_t)i};
    qsort(keys, n, sizeof *keys, compare_keys);
    *out = keys;
    *count = n;
    return LTP_OK;
}

static void tally_line(LtpCoverageWork *work, LtpDivider *divider, const Tallies *tallies,
                       const Key *key, int32_t group)
{
    const LtpPart *parts = NULL;
    size_t count = 0;
    bool converted = (work->input->lines.flags[key->line] & LTP_LINE_ESTIMATED) != 0;
    ltp_divider_parts(divider, key->line, &parts, &count);
    for (size_t i = 0; i < count; i++) {
        int32_t unit = parts[i].unit;
        bool stated = parts[i].targeted != LTP_NULL_INT || parts[i].reached != LTP_NULL_INT;
        put(&tallies->targeted[unit], group, key->reported, parts[i].targeted);
        put(&tallies->reached[unit], group, key->reported, parts[i].reached);
        if (stated && (converted || parts[i].spread))
            work->people[unit].estimated = true;
    }
}

static void add_measure(LtpMeasure *to, const LtpMeasure *from)
{
    for (int i = 0; i < LTP_PAIRS; i++)
        to->total[i] = ltp_people_add(to->total[i], from->total[i]);
    to->stated |= from->stated;
}

/* Each unit's own figures join its parent's, from the deepest level up to that of the analysis. */
static void roll_up(LtpCoverageWork *work)
{
    const LtpCoverageUnits *units = &work->input->units;
    for (size_t u = units->count; u-- > 0;) {
        int32_t parent = units->parent[u];
        if (units->level[u] <= work->params->level || parent < 0)
            continue;
        add_measure(&work->people[parent].targeted, &work->people[u].targeted);
        add_measure(&work->people[parent].reached, &work->people[u].reached);
        work->people[parent].estimated |= work->people[u].estimated;
    }
}

LtpCode ltp_work_people(LtpCoverageWork *work, LtpError *err)
{
    size_t n_units = work->input->units.count, n_keys = 0;
    Key *keys = NULL;
    LtpDivider *divider = NULL;
    Tallies tallies = {0};
    LTP_TRY(ltp_work_alloc(work, n_units, sizeof *work->people, (void **)&work->people, err));
    LTP_TRY(ltp_work_alloc(work, n_units, sizeof(Tally), (void **)&tallies.targeted, err));
    LTP_TRY(ltp_work_alloc(work, n_units, sizeof(Tally), (void **)&tallies.reached, err));
    LTP_TRY(ltp_divider_new(work, &divider, err));
    LTP_TRY(sort_active(work, &keys, &n_keys, err));

    int32_t group = 0;
    for (size_t i = 0; i < n_keys; i++) {
        if (i == 0 || compare_groups(&keys[i - 1], &keys[i]) != 0)
            group++;
        tally_line(work, divider, &tallies, &keys[i], group);
    }
    for (size_t u = 0; u < n_units; u++) {
        close_group(&tallies.targeted[u]);
        close_group(&tallies.reached[u]);
        work->people[u].targeted = tallies.targeted[u].measure;
        work->people[u].reached = tallies.reached[u].measure;
    }
    roll_up(work);
    return LTP_OK;
}
