/* Who covers what: lines of activity to figures per administrative unit (ANALYSIS.md 4 and 5).
 *
 * It works on columns in memory: arrays of unit indexes, numbers for words, days, people. It knows
 * no SQL, no file and no word: organisations, projects, sectors ... are numbers that the caller
 * gave them, and filters are bits that the caller set. Nothing depends on the order of lines, and
 * only ties of rounding depend on P-codes. */
#ifndef LTP_GIS_COVERAGE_H
#define LTP_GIS_COVERAGE_H

#include "base/date.h"
#include "base/mem.h"
#include "gis/geom.h"
#include "gis/priority.h"

/* ---- what goes in; every array is borrowed ---- */

/* The units of one edition, sorted by level: a parent stands before its children. */
typedef struct LtpCoverageUnits {
    size_t count;
    const int8_t *level;       /* 0 country .. 4 */
    const int32_t *parent;     /* index, -1 = none */
    const int32_t *rank;       /* place in P-code order, over all levels */
    const LtpLonLat *interior; /* a point inside */
    int base_level;            /* deepest level of the whole country: people are counted there */
    const double *area_km2;    /* may be NULL without areas */
} LtpCoverageUnits;

typedef enum LtpLineStatus {
    LTP_STATUS_NONE, /* absent or unknown: follows from the dates */
    LTP_STATUS_PLANNED,
    LTP_STATUS_ONGOING,
    LTP_STATUS_COMPLETED,
    LTP_STATUS_SUSPENDED,
    LTP_STATUS_CANCELLED
} LtpLineStatus;

enum LtpLineFlags {
    LTP_LINE_MATCHES = 1,    /* passes the filters, those of sector and theme set apart */
    LTP_LINE_IN_SECTOR = 2,  /* passes the filters of sector and theme */
    LTP_LINE_PROTECTION = 4, /* its cluster is Protection or an area of responsibility of it */
    LTP_LINE_SHELTER = 8,
    LTP_LINE_LTP = 16,
    LTP_LINE_COHESION = 32,
    LTP_LINE_NO_SECTOR = 64, /* which cluster it belongs to is not known */
    LTP_LINE_NO_THEME = 128, /* its table says nothing from which a theme could be known */
    LTP_LINE_REPEATED = 256, /* repeats a row of a table without project, date and people */
    LTP_LINE_ESTIMATED = 512 /* its people are households times a factor */
};

/* Accepted lines. `org` and the other words are dense numbers 0, 1 ... ; -1 = not stated. Days not
 * stated are LTP_DAY_NONE, figures not stated LTP_NULL_INT. */
typedef struct LtpCoverageLines {
    size_t count;
    const uint16_t *flags;                               /* enum LtpLineFlags */
    const uint8_t *status;                               /* LtpLineStatus */
    const int32_t *org, *project, *activity, *indicator; /* org is never -1 */
    const LtpDay *start, *end, *reported;                /* as stated in the cells */
    const LtpDay *gone_on; /* last day of a line that a newer submission no longer holds */
    const int64_t *targeted, *reached;
    const uint32_t *place_begin; /* count + 1: the locations of line i are [begin[i], begin[i+1]) */
    const int32_t *place_unit;   /* distinct within a line */
    const double *place_share;   /* of the line's people; NaN = by the rules */
} LtpCoverageLines;

/* Figures of need as they were stated, in the order of their import: of two for the same unit,
 * sector and date the later one holds. */
typedef struct LtpCoverageNeeds {
    size_t count;
    const int32_t *unit, *sector; /* sector -1 = intersectoral */
    const LtpDay *date;           /* LTP_DAY_NONE = older than any date */
    const int64_t *population, *idps, *returnees, *repatriated, *pin, *severity;
    const uint8_t *estimated; /* carried from another edition; NULL = none is */
} LtpCoverageNeeds;

/* Studies of the repertory. */
typedef struct LtpCoverageStudies {
    bool known; /* a repertory was loaded: without one the figures are not known */
    size_t count;
    const int32_t *year;         /* 0 = not stated */
    const uint32_t *place_begin; /* count + 1, as of lines */
    const int32_t *place_unit;
} LtpCoverageStudies;

/* Areas of lines, and what each covers of the units of the base level. */
typedef struct LtpCoverageAreas {
    bool known; /* some activity was given as an area: without one the figure is not known */
    size_t count;
    const uint32_t *line; /* of each area; a line has at most one */
    const LtpBox *box;
    const uint32_t *part_begin; /* count + 1 */
    const int32_t *part_unit;
    const double *part_share; /* of the unit's ground */
    /* Outlines are asked for only where areas may overlap; `*wkb` is borrowed until the run ends.
     */
    LtpCode (*area_outline)(void *arg, size_t area, const void **wkb, size_t *size, LtpError *err);
    LtpCode (*unit_outline)(void *arg, int32_t unit, const void **wkb, size_t *size, LtpError *err);
    void *arg;
} LtpCoverageAreas;

typedef struct LtpCoverageInput {
    LtpCoverageUnits units;
    LtpCoverageLines lines;
    LtpCoverageNeeds needs;
    LtpCoverageStudies studies;
    LtpCoverageAreas areas;
} LtpCoverageInput;

/* ---- parameters, settled ---- */

typedef enum LtpLocationMode {
    LTP_MODE_INHERITED,
    LTP_MODE_STRICT,
    LTP_MODE_ALLOCATED
} LtpLocationMode;

enum { LTP_PERIOD_RULES = 3, LTP_AREA_RULES = 2 };
typedef enum LtpPeriodRule { LTP_PERIOD_MAX, LTP_PERIOD_SUM, LTP_PERIOD_LATEST } LtpPeriodRule;
typedef enum LtpAreaRule { LTP_AREA_SUM, LTP_AREA_MAX } LtpAreaRule;

typedef struct LtpCoverageParams {
    int level;       /* the analysis level */
    LtpDay from, to; /* inclusive; LTP_DAY_NONE = open */
    LtpDay as_of;
    int32_t stale_after; /* days that a line without end counts after its report */
    LtpLocationMode mode;
    LtpPeriodRule period_rule;
    LtpAreaRule area_rule;
    const int32_t
        *need_sectors; /* the filter's sectors in needs; n = 0: no filter of sector or theme */
    size_t n_need_sectors;
    const LtpPriorityRule *priority_rules; /* n = 0: those of ANALYSIS.md 6 */
    size_t n_priority_rules;
} LtpCoverageParams;

/* ---- what comes out ---- */

typedef enum LtpIntersector {
    LTP_INTERSECTOR_NULL,
    LTP_INTERSECTOR_NONE,
    LTP_INTERSECTOR_PROTECTION,
    LTP_INTERSECTOR_SHELTER,
    LTP_INTERSECTOR_BOTH,
    LTP_INTERSECTOR_LTP, /* neither, but LTP */
    LTP_INTERSECTOR_PROTECTION_LTP,
    LTP_INTERSECTOR_SHELTER_LTP,
    LTP_INTERSECTOR_BOTH_LTP
} LtpIntersector;

const char *ltp_intersector_name(LtpIntersector intersector); /* "both_ltp" ...; NULL for _NULL */

enum { LTP_NEED_INTERSECTORAL = -1, LTP_NEED_SECTOR_NONE = -2, LTP_NEED_SECTORS_MIXED = -3 };

/* The newest figures of need of one unit, or what follows from its children. */
typedef struct LtpUnitNeeds {
    int64_t population, idps, returnees, repatriated, pin, severity; /* LTP_NULL_INT = not known */
    int32_t pin_sector; /* of pin, else of severity: a sector, or LTP_NEED_... */
    LtpDay need_date;   /* likewise; the oldest when summed over children */
    int64_t
        pin_missing; /* children without pin, when that is why there is none; else LTP_NULL_INT */
    bool estimated;  /* some figure was spread from an ancestor (mode allocated) or carried from
                        another edition */
} LtpUnitNeeds;

/* The columns of ANALYSIS.md 4 in their order. Integers not known are LTP_NULL_INT, reals NaN;
 * flags are 0, 1 or LTP_NULL_INT. */
typedef struct LtpCoverageRow {
    int32_t unit;
    int64_t n_actors, n_lines, n_projects, n_actors_inherited, n_lines_inherited, n_planned,
        n_lines_no_figure;
    int64_t has_protection, has_shelter, has_ltp, has_cohesion;
    LtpIntersector intersector;
    int64_t targeted, reached, reached_low, reached_high; /* people */
    LtpUnitNeeds need;
    double coverage_target, coverage_need, ambition; /* ratios */
    int64_t gap_need, gap_target;                    /* people */
    int64_t over_reach;
    double actors_per_10000;
    int64_t single_actor, freshness_days;
    int64_t n_studies, n_studies_inherited, last_study_year;
    double nearest_actor_km, polygon_share;
    LtpState state;
    LtpPriority priority;
    int64_t estimated; /* people come in part from an ancestor's lines or from households, or a
                          figure of need from an ancestor's or from another edition */
} LtpCoverageRow;

typedef struct LtpCoverage {
    LtpCoverageRow *rows; /* owned: one for each unit of the level, in the order of the units */
    size_t count;
    int64_t lines_active; /* distinct active lines that pass the filters, wherever they are */
} LtpCoverage;

/* Errors: LTP_ENOMEM, those of the callbacks, LTP_EGEOM where GEOS cannot join areas. `*coverage`
 * is the caller's, empty; give it back with _release. */
LtpCode ltp_coverage_run(const LtpCoverageInput *input, const LtpCoverageParams *params,
                         LtpCoverage *coverage, LtpError *err) LTP_MUST_CHECK;
void ltp_coverage_release(LtpCoverage *coverage);

/* ---- why: what became of each line, and of its people, in one unit ---- */

typedef enum LtpLineFate {
    LTP_FATE_ACTIVE,
    LTP_FATE_PLANNED,
    LTP_FATE_FILTERED,
    LTP_FATE_SUSPENDED,
    LTP_FATE_CANCELLED,
    LTP_FATE_PERIOD, /* outside the period */
    LTP_FATE_STALE,  /* would meet the period, had its end not been taken from its last report */
    LTP_FATE_GONE    /* would meet the period, but a newer submission no longer holds it */
} LtpLineFate;

LtpLineFate ltp_line_fate(const LtpCoverageLines *lines, size_t line,
                          const LtpCoverageParams *params);

/* The canonical status: as stated, else by the cells' dates at `as_of`. */
LtpLineStatus ltp_line_status(LtpLineStatus stated, LtpDay start, LtpDay end, LtpDay as_of);

typedef struct LtpLineHere {
    uint32_t line;
    uint32_t place;            /* index into place_unit */
    bool inherited;            /* the place is an ancestor of the unit */
    int64_t targeted, reached; /* people of the line that this place brings to the unit;
                                  LTP_NULL_INT when the line states none, or when the place is an
                                  ancestor and the mode does not divide its people */
} LtpLineHere;

/* Calls `fn` for each place of each line, of whatever fate, that is the unit, in it, or an ancestor
 * of it; in the order of lines. */
LtpCode ltp_coverage_explain(const LtpCoverageInput *input, const LtpCoverageParams *params,
                             int32_t unit,
                             LtpCode (*fn)(const LtpLineHere *here, void *arg, LtpError *err),
                             void *arg, LtpError *err) LTP_MUST_CHECK;

/* The figures of need used for one unit. */
LtpCode ltp_coverage_needs(const LtpCoverageInput *input, const LtpCoverageParams *params,
                           int32_t unit, LtpUnitNeeds *needs, LtpError *err) LTP_MUST_CHECK;

#endif
