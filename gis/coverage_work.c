/* The working memory of a run, and the tree of units as the steps need it. */
#include "gis/coverage_internal.h"

#include "base/lang.h"

LtpCode ltp_work_alloc(LtpCoverageWork *work, size_t count, size_t item_size, void **out,
                       LtpError *err)
{
    if (count == 0)
        count = 1;
    void *memory =
        count <= SIZE_MAX / item_size ? ltp_arena_alloc(&work->arena, count * item_size) : NULL;
    if (memory == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
    *out = memory;
    return LTP_OK;
}

/* The ancestor of each unit (or itself) at `level`. Parents come before their children. */
static LtpCode find_ancestors(LtpCoverageWork *work, int level, int32_t **out, LtpError *err)
{
    const LtpCoverageUnits *units = &work->input->units;
    LTP_TRY(ltp_work_alloc(work, units->count, sizeof **out, (void **)out, err));
    for (size_t u = 0; u < units->count; u++) {
        int32_t parent = units->parent[u];
        if (units->level[u] == level)
            (*out)[u] = (int32_t)u;
        else
            (*out)[u] = units->level[u] < level || parent < 0 ? -1 : (*out)[parent];
    }
    return LTP_OK;
}

static LtpCode find_below(LtpCoverageWork *work, int level, LtpBelow *below, LtpError *err)
{
    const LtpCoverageUnits *units = &work->input->units;
    LTP_TRY(
        ltp_work_alloc(work, units->count + 2, sizeof *below->begin, (void **)&below->begin, err));
    uint32_t *next = below->begin + 1; /* fills up to become `begin` of the unit after */
    for (size_t u = 0; u < units->count; u++)
        for (int32_t a = units->parent[u]; units->level[u] == level && a >= 0; a = units->parent[a])
            next[a + 1]++;
    for (size_t u = 1; u <= units->count; u++)
        next[u] += next[u - 1];
    LTP_TRY(
        ltp_work_alloc(work, next[units->count], sizeof *below->unit, (void **)&below->unit, err));
    for (size_t u = 0; u < units->count; u++)
        for (int32_t a = units->parent[u]; units->level[u] == level && a >= 0; a = units->parent[a])
            below->unit[next[a]++] = (int32_t)u;
    return LTP_OK;
}

LtpCode ltp_work_begin(LtpCoverageWork *work, const LtpCoverageInput *input,
                       const LtpCoverageParams *params, LtpError *err)
{
    work->input = input;
    work->params = params;
    work->base_level =
        params->level > input->units.base_level ? params->level : input->units.base_level;
    LTP_TRY(find_ancestors(work, params->level, &work->at_level, err));
    LTP_TRY(find_ancestors(work, work->base_level, &work->at_base, err));
    LTP_TRY(find_below(work, params->level, &work->below_level, err));
    return find_below(work, work->base_level, &work->below_base, err);
}

void ltp_work_end(LtpCoverageWork *work)
{
    ltp_arena_release(&work->arena);
}
