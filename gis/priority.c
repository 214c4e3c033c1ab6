#include "gis/priority.h"

#include "base/number.h"

const char *ltp_state_name(LtpState state)
{
    static const char *const names[] = {
        [LTP_STATE_COVERED] = "covered",           [LTP_STATE_INHERITED_ONLY] = "inherited_only",
        [LTP_STATE_PLANNED_ONLY] = "planned_only", [LTP_STATE_INACTIVE] = "inactive",
        [LTP_STATE_NO_LINE] = "no_line",
    };
    return names[state];
}

const char *ltp_priority_name(LtpPriority priority)
{
    static const char *const names[] = {
        [LTP_PRIORITY_HIGH] = "high",
        [LTP_PRIORITY_MEDIUM] = "medium",
        [LTP_PRIORITY_TO_VERIFY] = "to_verify",
        [LTP_PRIORITY_UNKNOWN] = "unknown",
        [LTP_PRIORITY_LOW] = "low",
        [LTP_PRIORITY_NONE] = "none",
    };
    return names[priority];
}

/* The ratio of these rules: NaN is neither below nor above, so a ratio that is not known never
 * makes a gap look smaller or larger. */
static bool below(double coverage, double limit)
{
    return coverage < limit;
}

static bool is_high(const LtpPriorityFacts *f)
{
    return f->severity >= 4 && (f->n_actors == 0 || below(f->coverage_need, 0.25));
}

static bool is_medium(const LtpPriorityFacts *f)
{
    return f->severity >= 5 || (f->severity == 4 && below(f->coverage_need, 0.75)) ||
           (f->severity == 3 && below(f->coverage_need, 0.5));
}

LtpPriority ltp_priority(const LtpPriorityFacts *f)
{
    if (f->severity == LTP_NULL_INT || f->pin == LTP_NULL_INT)
        return LTP_PRIORITY_UNKNOWN;
    if (f->severity <= 2 || f->pin == 0)
        return LTP_PRIORITY_NONE;
    if (f->state == LTP_STATE_INHERITED_ONLY || f->reached == LTP_NULL_INT)
        return LTP_PRIORITY_TO_VERIFY;
    if (is_high(f))
        return LTP_PRIORITY_HIGH;
    return is_medium(f) ? LTP_PRIORITY_MEDIUM : LTP_PRIORITY_LOW;
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int ltp_gap_compare(const LtpGap *a, const LtpGap *b)
{
    int order = compare(a->priority, b->priority);
    if (order == 0)
        order = compare(b->gap_need, a->gap_need); /* LTP_NULL_INT, the smallest, comes last */
    return order != 0 ? order : compare(a->rank, b->rank);
}
