/* Studies per unit, direct and through an ancestor (ANALYSIS.md 4). */
#include "gis/coverage_internal.h"

/* The study seen last in each unit, plus one; 0 = none yet. */
typedef struct Marks {
    uint32_t *direct, *inherited;
} Marks;

static void note_year(LtpUnitCounts *c, int32_t year)
{
    c->last_study_year = year > c->last_study_year ? year : c->last_study_year;
}

static void count_direct(LtpCoverageWork *work, Marks *marks, uint32_t study)
{
    const LtpCoverageStudies *studies = &work->input->studies;
    for (uint32_t p = studies->place_begin[study]; p < studies->place_begin[study + 1]; p++) {
        int32_t unit = work->at_level[studies->place_unit[p]];
        if (unit < 0 || marks->direct[unit] == study + 1)
            continue;
        marks->direct[unit] = study + 1;
        work->counts[unit].n_studies++;
        note_year(&work->counts[unit], studies->year[study]);
    }
}

/* What a study of `ancestor` covers too, unless it is direct there or came through another place.
 */
static void count_below(LtpCoverageWork *work, Marks *marks, uint32_t study, int32_t ancestor)
{
    const LtpBelow *below = &work->below_level;
    for (uint32_t b = below->begin[ancestor]; b < below->begin[ancestor + 1]; b++) {
        int32_t unit = below->unit[b];
        if (marks->direct[unit] == study + 1 || marks->inherited[unit] == study + 1)
            continue;
        marks->inherited[unit] = study + 1;
        work->counts[unit].n_studies_inherited++;
        note_year(&work->counts[unit], work->input->studies.year[study]);
    }
}

LtpCode ltp_work_studies(LtpCoverageWork *work, LtpError *err)
{
    const LtpCoverageStudies *studies = &work->input->studies;
    Marks marks = {0};
    size_t n = work->input->units.count;
    LTP_TRY(ltp_work_alloc(work, n, sizeof *marks.direct, (void **)&marks.direct, err));
    LTP_TRY(ltp_work_alloc(work, n, sizeof *marks.inherited, (void **)&marks.inherited, err));
    for (uint32_t s = 0; s < studies->count; s++) {
        count_direct(work, &marks, s);
        for (uint32_t p = studies->place_begin[s]; p < studies->place_begin[s + 1]; p++)
            count_below(work, &marks, s, studies->place_unit[p]);
    }
    return LTP_OK;
}
