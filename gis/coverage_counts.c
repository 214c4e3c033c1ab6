/* Actors, lines and projects per unit, direct and inherited (ANALYSIS.md 4). Distinct counts come
 * from taking lines in the order of the word that is counted, with a mark on each unit of the last
 * one seen there. */
#include "gis/coverage_internal.h"

#include "base/number.h"

/* Marks on each unit; all hold what was seen last plus one, 0 = nothing yet. */
typedef struct Marks {
    uint32_t *line, *inherited_line; /* lines */
    int32_t *org, *inherited_org, *project;
    int32_t *ancestor_org; /* on locations above the level */
} Marks;

static LtpCode new_marks(LtpCoverageWork *work, Marks *m, LtpError *err)
{
    size_t n = work->input->units.count;
    LTP_TRY(ltp_work_alloc(work, n, sizeof *m->line, (void **)&m->line, err));
    LTP_TRY(ltp_work_alloc(work, n, sizeof *m->line, (void **)&m->inherited_line, err));
    LTP_TRY(ltp_work_alloc(work, n, sizeof *m->org, (void **)&m->org, err));
    LTP_TRY(ltp_work_alloc(work, n, sizeof *m->org, (void **)&m->inherited_org, err));
    LTP_TRY(ltp_work_alloc(work, n, sizeof *m->org, (void **)&m->project, err));
    return ltp_work_alloc(work, n, sizeof *m->org, (void **)&m->ancestor_org, err);
}

/* Lines in the order of a word's numbers (counting sort); those without the word are left out. */
static LtpCode order_by(LtpCoverageWork *work, const int32_t *word, uint32_t **order, size_t *count,
                        LtpError *err)
{
    const LtpCoverageLines *lines = &work->input->lines;
    int32_t highest = -1;
    for (size_t i = 0; i < lines->count; i++)
        highest = word[i] > highest ? word[i] : highest;
    uint32_t *next = NULL;
    LTP_TRY(ltp_work_alloc(work, (size_t)highest + 2, sizeof *next, (void **)&next, err));
    LTP_TRY(ltp_work_alloc(work, lines->count, sizeof **order, (void **)order, err));
    for (size_t i = 0; i < lines->count; i++)
        if (word[i] >= 0)
            next[word[i] + 1]++;
    for (int32_t w = 1; w <= highest + 1; w++)
        next[w] += next[w - 1];
    *count = highest < 0 ? 0 : next[highest + 1];
    for (size_t i = 0; i < lines->count; i++)
        if (word[i] >= 0)
            (*order)[next[word[i]]++] = (uint32_t)i;
    return LTP_OK;
}

/* ---- lines ---- */

/* What a direct line says of its unit, once a unit however many of its places are in it. */
static void count_direct(LtpCoverageWork *work, size_t line, LtpUnitCounts *c)
{
    const LtpCoverageLines *lines = &work->input->lines;
    unsigned flags = lines->flags[line];
    int64_t one = (flags & LTP_LINE_REPEATED) != 0 ? 0 : 1;
    if (work->fate[line] == LTP_FATE_ACTIVE)
        c->cluster_flags |= flags; /* whatever the filters of sector and theme */
    if ((flags & LTP_LINE_IN_SECTOR) == 0)
        return;
    c->any_direct = true;
    if (work->fate[line] == LTP_FATE_PLANNED)
        c->n_planned += one;
    if (work->fate[line] != LTP_FATE_ACTIVE)
        return;
    c->active_direct = true;
    c->n_lines += one;
    if (lines->reached[line] == LTP_NULL_INT)
        c->n_lines_no_figure += one;
    if (lines->reported[line] > c->newest_report)
        c->newest_report = lines->reported[line];
}

static void count_direct_places(LtpCoverageWork *work, Marks *marks, size_t line)
{
    const LtpCoverageLines *lines = &work->input->lines;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++) {
        int32_t unit = work->at_level[lines->place_unit[p]];
        if (unit < 0 || marks->line[unit] == line + 1)
            continue;
        marks->line[unit] = (uint32_t)line + 1;
        count_direct(work, line, &work->counts[unit]);
    }
}

/* A line inherited by the units under `ancestor`, unless it is direct there or came already through
 * another of its places. */
static void count_inherited_place(LtpCoverageWork *work, Marks *marks, size_t line,
                                  int32_t ancestor)
{
    const LtpBelow *below = &work->below_level;
    uint32_t mark = (uint32_t)line + 1;
    for (uint32_t b = below->begin[ancestor]; b < below->begin[ancestor + 1]; b++) {
        int32_t unit = below->unit[b];
        if (marks->line[unit] == mark || marks->inherited_line[unit] == mark)
            continue;
        marks->inherited_line[unit] = mark;
        work->counts[unit].active_inherited = true;
        if ((work->input->lines.flags[line] & LTP_LINE_REPEATED) == 0)
            work->counts[unit].n_lines_inherited++;
    }
}

static void count_inherited_places(LtpCoverageWork *work, Marks *marks, size_t line)
{
    const LtpCoverageLines *lines = &work->input->lines;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++)
        count_inherited_place(work, marks, line, lines->place_unit[p]);
}

static void count_lines(LtpCoverageWork *work, Marks *marks)
{
    const LtpCoverageLines *lines = &work->input->lines;
    for (size_t i = 0; i < lines->count; i++) {
        if ((lines->flags[i] & LTP_LINE_MATCHES) == 0)
            continue;
        count_direct_places(work, marks, i);
        if (!ltp_work_active(work, i))
            continue;
        count_inherited_places(work, marks, i);
        work->lines_active += (lines->flags[i] & LTP_LINE_REPEATED) == 0 ? 1 : 0;
    }
}

/* ---- actors and projects ---- */

static void count_actor(LtpCoverageWork *work, Marks *marks, size_t line)
{
    const LtpCoverageLines *lines = &work->input->lines;
    int32_t mark = lines->org[line] + 1;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++) {
        int32_t unit = work->at_level[lines->place_unit[p]];
        if (unit < 0 || marks->org[unit] == mark)
            continue;
        marks->org[unit] = mark;
        work->counts[unit].n_actors++;
    }
}

static void inherit_actor(LtpCoverageWork *work, Marks *marks, int32_t mark, int32_t ancestor)
{
    const LtpBelow *below = &work->below_level;
    for (uint32_t b = below->begin[ancestor]; b < below->begin[ancestor + 1]; b++) {
        int32_t unit = below->unit[b];
        if (marks->org[unit] == mark || marks->inherited_org[unit] == mark)
            continue;
        marks->inherited_org[unit] = mark;
        work->counts[unit].n_actors_inherited++;
    }
}

static void count_inherited_actor(LtpCoverageWork *work, Marks *marks, size_t line)
{
    const LtpCoverageLines *lines = &work->input->lines;
    int32_t mark = lines->org[line] + 1;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++) {
        int32_t unit = lines->place_unit[p];
        if (marks->ancestor_org[unit] == mark)
            continue;
        marks->ancestor_org[unit] = mark;
        inherit_actor(work, marks, mark, unit);
    }
}

static LtpCode count_actors(LtpCoverageWork *work, Marks *marks, LtpError *err)
{
    const int32_t *org = work->input->lines.org;
    uint32_t *order = NULL;
    size_t count = 0;
    LTP_TRY(order_by(work, org, &order, &count, err));
    for (size_t from = 0, to = 0; from < count; from = to) {
        for (to = from; to < count && org[order[to]] == org[order[from]]; to++)
            if (ltp_work_active(work, order[to]))
                count_actor(work, marks, order[to]);
        /* only now is it known where the organisation is direct */
        for (size_t i = from; i < to; i++)
            if (ltp_work_active(work, order[i]))
                count_inherited_actor(work, marks, order[i]);
    }
    return LTP_OK;
}

static LtpCode count_projects(LtpCoverageWork *work, Marks *marks, LtpError *err)
{
    const LtpCoverageLines *lines = &work->input->lines;
    uint32_t *order = NULL;
    size_t count = 0;
    LTP_TRY(order_by(work, lines->project, &order, &count, err));
    for (size_t i = 0; i < count; i++) {
        uint32_t line = order[i];
        int32_t mark = lines->project[line] + 1;
        for (uint32_t p = lines->place_begin[line];
             ltp_work_active(work, line) && p < lines->place_begin[line + 1]; p++) {
            int32_t unit = work->at_level[lines->place_unit[p]];
            if (unit < 0 || marks->project[unit] == mark)
                continue;
            marks->project[unit] = mark;
            work->counts[unit].n_projects++;
        }
    }
    return LTP_OK;
}

LtpCode ltp_work_counts(LtpCoverageWork *work, LtpError *err)
{
    size_t n = work->input->units.count;
    Marks marks = {0};
    LTP_TRY(new_marks(work, &marks, err));
    LTP_TRY(ltp_work_alloc(work, n, sizeof *work->counts, (void **)&work->counts, err));
    for (size_t u = 0; u < n; u++)
        work->counts[u].newest_report = LTP_DAY_NONE;
    count_lines(work, &marks);
    LTP_TRY(count_actors(work, &marks, err));
    return count_projects(work, &marks, err);
}
