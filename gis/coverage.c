#include "gis/coverage_internal.h"

#include "base/number.h"

LtpCode ltp_coverage_run(const LtpCoverageInput *input, const LtpCoverageParams *params,
                         LtpCoverage *coverage, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpCoverageWork work = {0};
    LtpCoverage result = {0};
    LTP_GO(ltp_work_begin(&work, input, params, err));
    LTP_GO(ltp_work_needs(&work, err));
    LTP_GO(ltp_work_fates(&work, err));
    LTP_GO(ltp_work_counts(&work, err));
    LTP_GO(ltp_work_studies(&work, err));
    LTP_GO(ltp_work_people(&work, err));
    LTP_GO(ltp_work_areas(&work, err));
    LTP_GO(ltp_work_spread_needs(&work, err));
    LTP_GO(ltp_work_rows(&work, &result, err));
    LTP_GO(ltp_work_nearest(&work, &result, err));
    result.lines_active = work.lines_active;
    *coverage = result;
    result = (LtpCoverage){0};
done:
    ltp_coverage_release(&result);
    ltp_work_end(&work);
    return rc;
}

void ltp_coverage_release(LtpCoverage *coverage)
{
    ltp_free(coverage->rows);
    *coverage = (LtpCoverage){0};
}

LtpCode ltp_coverage_needs(const LtpCoverageInput *input, const LtpCoverageParams *params,
                           int32_t unit, LtpUnitNeeds *needs, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpCoverageWork work = {0};
    LTP_GO(ltp_work_begin(&work, input, params, err));
    LTP_GO(ltp_work_needs(&work, err));
    LTP_GO(ltp_work_spread_needs(&work, err));
    *needs = work.needs[unit];
done:
    ltp_work_end(&work);
    return rc;
}

const char *ltp_intersector_name(LtpIntersector intersector)
{
    static const char *const names[] = {
        [LTP_INTERSECTOR_NULL] = NULL,
        [LTP_INTERSECTOR_NONE] = "none",
        [LTP_INTERSECTOR_PROTECTION] = "protection_only",
        [LTP_INTERSECTOR_SHELTER] = "shelter_only",
        [LTP_INTERSECTOR_BOTH] = "both",
        [LTP_INTERSECTOR_LTP] = "ltp_only",
        [LTP_INTERSECTOR_PROTECTION_LTP] = "protection_only_ltp",
        [LTP_INTERSECTOR_SHELTER_LTP] = "shelter_only_ltp",
        [LTP_INTERSECTOR_BOTH_LTP] = "both_ltp",
    };
    return names[intersector];
}

/* ---- the part of a line that falls in one unit ---- */

/* Whether `unit` is `ancestor` or lies in it. */
static bool lies_in(const LtpCoverageUnits *units, int32_t unit, int32_t ancestor)
{
    while (unit > ancestor) /* a parent's index is smaller than its children's */
        unit = units->parent[unit];
    return unit == ancestor;
}

static void add_part(const LtpPart *part, LtpLineHere *here)
{
    if (part->targeted != LTP_NULL_INT)
        here->targeted =
            ltp_people_add(here->targeted == LTP_NULL_INT ? 0 : here->targeted, part->targeted);
    if (part->reached != LTP_NULL_INT)
        here->reached =
            ltp_people_add(here->reached == LTP_NULL_INT ? 0 : here->reached, part->reached);
}

static LtpCode explain_line(LtpCoverageWork *work, LtpDivider *divider, uint32_t line, int32_t unit,
                            LtpCode (*fn)(const LtpLineHere *, void *, LtpError *), void *arg,
                            LtpError *err)
{
    const LtpCoverageUnits *units = &work->input->units;
    const LtpCoverageLines *lines = &work->input->lines;
    const LtpPart *parts = NULL;
    size_t n_parts = 0;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++) {
        bool inside = lies_in(units, lines->place_unit[p], unit);
        if (!inside && !lies_in(units, unit, lines->place_unit[p]))
            continue;
        LtpLineHere here = {line, p, !inside, LTP_NULL_INT, LTP_NULL_INT};
        if (parts == NULL)
            ltp_divider_parts(divider, line, &parts, &n_parts);
        for (size_t i = 0; i < n_parts; i++)
            if (parts[i].place == p && lies_in(units, parts[i].unit, unit))
                add_part(&parts[i], &here);
        LTP_TRY(fn(&here, arg, err));
    }
    return LTP_OK;
}

LtpCode ltp_coverage_explain(const LtpCoverageInput *input, const LtpCoverageParams *params,
                             int32_t unit,
                             LtpCode (*fn)(const LtpLineHere *here, void *arg, LtpError *err),
                             void *arg, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpCoverageWork work = {0};
    LtpDivider *divider = NULL;
    LTP_GO(ltp_work_begin(&work, input, params, err));
    LTP_GO(ltp_work_needs(&work, err));
    LTP_GO(ltp_divider_new(&work, &divider, err));
    for (size_t i = 0; i < input->lines.count; i++)
        LTP_GO(explain_line(&work, divider, (uint32_t)i, unit, fn, arg, err));
done:
    ltp_work_end(&work);
    return rc;
}
