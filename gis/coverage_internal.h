/* What the files of coverage share: the working memory of one run and the steps over it. */
#ifndef LTP_GIS_COVERAGE_INTERNAL_H
#define LTP_GIS_COVERAGE_INTERNAL_H

#include "gis/coverage.h"

/* The units of one level under each unit above that level: those of unit u are
 * unit[begin[u]] .. unit[begin[u + 1] - 1], in the order of the units. */
typedef struct LtpBelow {
    uint32_t *begin;
    int32_t *unit;
} LtpBelow;

/* What is counted in one unit of the analysis level. */
typedef struct LtpUnitCounts {
    int64_t n_actors, n_lines, n_projects, n_actors_inherited, n_lines_inherited, n_planned,
        n_lines_no_figure;
    LtpDay newest_report;
    unsigned
        cluster_flags;  /* LTP_LINE_* of its direct active lines, whatever their sector and theme */
    bool any_direct;    /* a direct line that passes the filters, whenever it was */
    bool active_direct; /* repeated lines included */
    bool active_inherited;
    int64_t n_studies, n_studies_inherited;
    int32_t last_study_year; /* 0 = none */
} LtpUnitCounts;

enum { LTP_PAIRS = LTP_PERIOD_RULES * LTP_AREA_RULES };

/* One measure of people in one unit, under each pair of rules: total[period * LTP_AREA_RULES +
 * area]. */
typedef struct LtpMeasure {
    int64_t total[LTP_PAIRS];
    bool stated; /* some line states the figure */
} LtpMeasure;

typedef struct LtpUnitPeople {
    LtpMeasure targeted, reached;
    bool estimated;
} LtpUnitPeople;

typedef struct LtpCoverageWork {
    const LtpCoverageInput *input;
    const LtpCoverageParams *params;
    int base_level;    /* where people are counted: the base level, or deeper when asked for */
    LtpArena arena;    /* all arrays below, one entry a unit unless said */
    int32_t *at_level; /* the ancestor (or itself) at the analysis level; -1 = none */
    int32_t *at_base;
    LtpBelow below_level, below_base;
    uint8_t *fate; /* of each line, the filters of sector and theme left aside */
    LtpUnitNeeds *needs;
    LtpUnitCounts *counts;
    LtpUnitPeople *people;
    double *polygon_share; /* of the units of the analysis level */
    int64_t lines_active;
} LtpCoverageWork;

/* Zeroed memory of the run for `count` items (at least one). */
LtpCode ltp_work_alloc(LtpCoverageWork *work, size_t count, size_t item_size, void **out,
                       LtpError *err) LTP_MUST_CHECK;

/* The steps, in their order; each fills its part of `work`. */
LtpCode ltp_work_begin(LtpCoverageWork *work, const LtpCoverageInput *input,
                       const LtpCoverageParams *params, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_work_needs(LtpCoverageWork *work, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_work_fates(LtpCoverageWork *work, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_work_counts(LtpCoverageWork *work, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_work_studies(LtpCoverageWork *work, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_work_people(LtpCoverageWork *work, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_work_areas(LtpCoverageWork *work, LtpError *err) LTP_MUST_CHECK;
/* After the people: these are divided by figures that were stated. */
LtpCode ltp_work_spread_needs(LtpCoverageWork *work, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_work_rows(LtpCoverageWork *work, LtpCoverage *coverage, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_work_nearest(LtpCoverageWork *work, LtpCoverage *coverage,
                         LtpError *err) LTP_MUST_CHECK;
void ltp_work_end(LtpCoverageWork *work);

/* Whether line `i` is active and passes all filters. */
bool ltp_work_active(const LtpCoverageWork *work, size_t i);

/* ---- dividing people ---- */

/* How the people of lines are divided among units. */
typedef struct LtpDivider LtpDivider;

/* For the lines of `work`; lives as long as it. */
LtpCode ltp_divider_new(LtpCoverageWork *work, LtpDivider **divider, LtpError *err) LTP_MUST_CHECK;

/* One part of a line's people. */
typedef struct LtpPart {
    int32_t unit; /* of the base level; or the location itself when it lies above and stays there */
    uint32_t place;            /* the location it comes from */
    bool spread;               /* divided from an ancestor over its communes */
    int64_t targeted, reached; /* LTP_NULL_INT = the line states none */
} LtpPart;

/* The parts of a line under the analysis' mode; borrowed until the next call. */
void ltp_divider_parts(LtpDivider *divider, size_t line, const LtpPart **parts, size_t *count);

/* A unit's claim to a person that is left over. */
typedef struct LtpRest {
    int64_t remainder;
    int32_t rank;
    uint32_t index;
} LtpRest;

/* `total` whole persons (>= 0) in proportion to `weights` (>= 0, their sum > 0; NULL = equal), by
 * largest remainder, ties to the lower rank: the parts add up to the total. `units` index `ranks`;
 * `scratch` has room for `count`. */
void ltp_divide_people(int64_t total, const int64_t *weights, const int32_t *units,
                       const int32_t *ranks, size_t count, LtpRest *scratch, int64_t *parts);

/* Sums of people never wrap: absurd figures stop at the largest number. */
int64_t ltp_people_add(int64_t a, int64_t b);

#endif
