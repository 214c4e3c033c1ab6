/* What a commune's figures mean: the state of its coverage, the priority of its gap (ANALYSIS.md 4
 * and 6), and the order in which gaps are listed. */
#ifndef LTP_GIS_PRIORITY_H
#define LTP_GIS_PRIORITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum LtpState {
    LTP_STATE_COVERED,
    LTP_STATE_INHERITED_ONLY,
    LTP_STATE_PLANNED_ONLY,
    LTP_STATE_INACTIVE,
    LTP_STATE_NO_LINE
} LtpState;

/* In the order in which gaps are listed. */
typedef enum LtpPriority {
    LTP_PRIORITY_HIGH,
    LTP_PRIORITY_MEDIUM,
    LTP_PRIORITY_TO_VERIFY,
    LTP_PRIORITY_UNKNOWN,
    LTP_PRIORITY_LOW,
    LTP_PRIORITY_NONE
} LtpPriority;

const char *ltp_state_name(LtpState state);          /* "covered", "inherited_only" ... */
const char *ltp_priority_name(LtpPriority priority); /* "high", "to_verify" ... */

/* What the priority of one unit follows from; figures not known are LTP_NULL_INT or NaN. */
typedef struct LtpPriorityFacts {
    int64_t severity, pin, reached, n_actors;
    double coverage_need;
    LtpState state;
} LtpPriorityFacts;

/* A rule of a class scheme: it holds when all it asks for does. */
typedef struct LtpPriorityRule {
    LtpPriority priority;               /* none, high or medium */
    int64_t severity_min, severity_max; /* inclusive; LTP_NULL_INT = any */
    double coverage_below;              /* coverage_need < this; NaN = any */
    bool no_actor;                      /* only where n_actors is 0 */
} LtpPriorityRule;

/* First that holds: unknown without severity or pin; none with pin 0 or by a rule; to_verify with
 * only inherited lines or reached not known; the other rules in their order; else low. Without
 * rules, those of ANALYSIS.md 6. */
LtpPriority ltp_priority(const LtpPriorityFacts *facts, const LtpPriorityRule *rules,
                         size_t n_rules);

/* One gap among others, for the order: by priority, then gap_need from large to small (not known
 * last), then the place in P-code order. Negative, zero or positive like strcmp. */
typedef struct LtpGap {
    LtpPriority priority;
    int64_t gap_need;
    int32_t rank;
} LtpGap;

int ltp_gap_compare(const LtpGap *a, const LtpGap *b);

#endif
