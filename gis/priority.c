#include "gis/priority.h"

#include "base/number.h"

#include <math.h>

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

#define ANY LTP_NULL_INT
static const LtpPriorityRule house_rules[] = {
    {LTP_PRIORITY_NONE, ANY, 2, (double)NAN, false},
    {LTP_PRIORITY_HIGH, 4, ANY, (double)NAN, true},
    {LTP_PRIORITY_HIGH, 4, ANY, 0.25, false},
    {LTP_PRIORITY_MEDIUM, 5, ANY, (double)NAN, false},
    {LTP_PRIORITY_MEDIUM, 4, 4, 0.75, false},
    {LTP_PRIORITY_MEDIUM, 3, 3, 0.5, false},
};

/* A ratio that is not known is not below anything, so it never makes a gap look larger. */
static bool holds(const LtpPriorityRule *rule, const LtpPriorityFacts *f)
{
    return (rule->severity_min == ANY || f->severity >= rule->severity_min) &&
           (rule->severity_max == ANY || f->severity <= rule->severity_max) &&
           (isnan(rule->coverage_below) || f->coverage_need < rule->coverage_below) &&
           (!rule->no_actor || f->n_actors == 0);
}

LtpPriority ltp_priority(const LtpPriorityFacts *f, const LtpPriorityRule *rules, size_t n_rules)
{
    if (n_rules == 0) {
        rules = house_rules;
        n_rules = sizeof house_rules / sizeof house_rules[0];
    }
    if (f->severity == LTP_NULL_INT || f->pin == LTP_NULL_INT)
        return LTP_PRIORITY_UNKNOWN;
    if (f->pin == 0)
        return LTP_PRIORITY_NONE;
    for (size_t i = 0; i < n_rules; i++)
        if (rules[i].priority == LTP_PRIORITY_NONE && holds(&rules[i], f))
            return LTP_PRIORITY_NONE;
    if (f->state == LTP_STATE_INHERITED_ONLY || f->reached == LTP_NULL_INT)
        return LTP_PRIORITY_TO_VERIFY;
    for (size_t i = 0; i < n_rules; i++)
        if (rules[i].priority != LTP_PRIORITY_NONE && holds(&rules[i], f))
            return rules[i].priority;
    return LTP_PRIORITY_LOW;
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
