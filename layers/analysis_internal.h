/* What the files of the analysis share: parameters, the columns loaded from the store, the run. */
#ifndef LTP_LAYERS_ANALYSIS_INTERNAL_H
#define LTP_LAYERS_ANALYSIS_INTERNAL_H

#include "base/hash.h"
#include "gis/coverage.h"
#include "layers/analysis.h"
#include "layers/crosswalk.h"
#include "layers/sql.h"

/* ---- parameters: in the order of the table and of the stamp ---- */

typedef enum LtpParamId {
    LTP_P_EDITION,
    LTP_P_LEVEL,
    LTP_P_FROM,
    LTP_P_TO,
    LTP_P_ALL_TIME,
    LTP_P_AS_OF,
    LTP_P_STALE_AFTER,
    LTP_P_SECTOR,
    LTP_P_THEME,
    LTP_P_ORG,
    LTP_P_ORG_TYPE,
    LTP_P_DONOR,
    LTP_P_POPULATION_TYPE,
    LTP_P_HOUSEHOLD_SIZE,
    LTP_P_SCHEME,
    LTP_P_MODE,
    LTP_P_PERIOD_RULE,
    LTP_P_AREA_RULE,
    LTP_P_WITHIN,
    LTP_P_COUNT
} LtpParamId;

typedef struct LtpParamValues {
    const char **items; /* in the arena; normal form: dates yyyy-mm-dd, numbers in C syntax */
    size_t count;
} LtpParamValues;

struct LtpParams {
    LtpArena arena;
    LtpParamValues values[LTP_P_COUNT];
    bool leaves; /* of what goes out: who asked not to be named has no type */
};

LtpCode ltp_params_copy(const LtpParams *params, LtpParams **copy, LtpError *err) LTP_MUST_CHECK;
/* The single value, or NULL when it is not set. */
const char *ltp_params_text(const LtpParams *params, LtpParamId id);
LtpDay ltp_params_day(const LtpParams *params, LtpParamId id);    /* LTP_DAY_NONE when not set */
double ltp_params_number(const LtpParams *params, LtpParamId id); /* NaN when not set */
/* Replaces whatever the parameter held, without checking; NULL takes it away. */
LtpCode ltp_params_put(LtpParams *params, LtpParamId id, const char *value,
                       LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_params_put_day(LtpParams *params, LtpParamId id, LtpDay day,
                           LtpError *err) LTP_MUST_CHECK;
/* Whether both are the same but for the period and as-of; NULL has no value. */
bool ltp_params_differ_in_time(const LtpParams *a, const LtpParams *b);
/* The place of the value among the words "a|b|c" of its definition. */
int ltp_params_word(const LtpParams *params, LtpParamId id);

/* ---- columns in memory ---- */

/* Everything a run reads, of one edition. Zero-initialise; release with ltp_columns_release. */
typedef struct LtpColumns {
    LtpArena arena;
    LtpStore *store; /* borrowed: outlines are read when they are asked for */
    LtpUnits *units;
    LtpCoverageInput input;
    uint16_t *flags;                    /* input.lines.flags, while filters are applied */
    int64_t *targeted, *reached;        /* input.lines likewise */
    int64_t *line_id, *organisation_id; /* of each line */
    int64_t *location_id;               /* of each place of a line: its row in line_location */
    int64_t *study_id;                  /* of each study */
    int64_t as_at_import;               /* lines as they stood after this import; 0 = now */
    LtpCrosswalk *crosswalk;            /* NULL = no other edition is used */
    int64_t n_not_carried;              /* lines of other editions that no unit of this one holds */
    int64_t n_needs_not_carried;        /* units of other editions with figures that go nowhere */
    int32_t *sector;                    /* of each line; -1 = not known */
    const char **population_type;       /* of each line; NULL */
    LtpHash *sectors;                   /* code -> number, as needs and lines use it */
    LtpHash *parents; /* code of an area of responsibility -> number of its sector */
} LtpColumns;

/* `edition` and the filters come from settled parameters. */
LtpCode ltp_columns_load(LtpStore *store, const LtpParams *params, LtpColumns *columns,
                         LtpError *err) LTP_MUST_CHECK;
void ltp_columns_release(LtpColumns *columns);
/* The sector's code, or NULL for LTP_NEED_INTERSECTORAL and the like. */
const char *ltp_columns_sector(const LtpColumns *columns, int32_t sector);
/* The sectors of a code such as "PRO+SHL" one after the other: the number of the next, -1 at the
 * end. `*rest` starts as the code. */
int32_t ltp_columns_next_sector(const LtpColumns *columns, const char **rest);
LtpCode ltp_columns_alloc(LtpColumns *columns, size_t count, size_t item_size, void **out,
                          LtpError *err) LTP_MUST_CHECK;

/* Runs `text` on every row, with the edition bound to ?1 and whether other editions count to ?2,
 * where it has such parameters. */
typedef LtpCode LtpRowFn(sqlite3_stmt *stmt, void *arg, LtpError *err);
LtpCode ltp_columns_each(LtpStore *store, const LtpColumns *columns, const char *text,
                         LtpRowFn *each, void *arg, LtpError *err) LTP_MUST_CHECK;
/* How many rows a query over the edition may give, with the same parameters. */
LtpCode ltp_columns_count(LtpStore *store, const LtpColumns *columns, const char *text,
                          size_t *count, LtpError *err) LTP_MUST_CHECK;
/* The unit of a location, through the crosswalk where it is of another edition; -1 = none. */
int32_t ltp_columns_unit(const LtpColumns *columns, int64_t unit_id);
/* The parts of the load, each into columns->input. Areas come after lines. */
LtpCode ltp_lines_load(LtpStore *store, double household_size, LtpColumns *columns,
                       LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_areas_load(LtpStore *store, LtpColumns *columns, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_needs_load(LtpStore *store, LtpColumns *columns, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_studies_load(LtpStore *store, LtpColumns *columns, LtpError *err) LTP_MUST_CHECK;

/* Figures of need stated for units of other editions, on the units of this one. */
typedef struct LtpCarriedNeed {
    int32_t unit, sector;
    LtpDay date;
    int64_t figures[6]; /* in the order of analysis_needs.sql */
} LtpCarriedNeed;
/* *needs in the arena of `columns`. */
LtpCode ltp_needs_carry(LtpStore *store, LtpColumns *columns, LtpCarriedNeed **needs, size_t *count,
                        LtpError *err) LTP_MUST_CHECK;

/* Applies every filter of `params` to the flags (and, for population types and households, to the
 * people) of the lines. */
LtpCode ltp_filters_apply(LtpStore *store, const LtpParams *params, LtpColumns *columns,
                          LtpError *err) LTP_MUST_CHECK;
/* The sectors of needs that the filters ask for, into the arena of `columns`. */
LtpCode ltp_filters_need_sectors(const LtpParams *params, LtpColumns *columns, const int32_t **out,
                                 size_t *count, LtpError *err) LTP_MUST_CHECK;
/* Words of filters to codes of the store, in place: sectors, themes, types. LTP_EUSAGE says which
 * word is not known and what would be. */
LtpCode ltp_filters_settle(LtpStore *store, LtpParams *params, LtpError *err) LTP_MUST_CHECK;

/* ---- a settled run ---- */

/* A copy of the parameters with every default settled (ANALYSIS.md 4), and its columns loaded. */
typedef struct LtpRun {
    LtpParams *params;
    LtpColumns columns;
    LtpCoverageParams core;
    bool leaves; /* what it says goes out at `clearance`; else a working view. Set before it begins
                  */
    LtpSensitivity clearance;
    bool columns_borrowed; /* of another run that lives longer */
} LtpRun;

LtpCode ltp_run_begin(LtpStore *store, const LtpParams *params, LtpRun *run,
                      LtpError *err) LTP_MUST_CHECK;
/* The same with the lines as they stood after an import; 0 = now. */
LtpCode ltp_run_begin_at(LtpStore *store, const LtpParams *params, int64_t as_at_import,
                         LtpRun *run, LtpError *err) LTP_MUST_CHECK;
/* The same columns in another period: `params` must be those of `like` but for the period and as-of
 * (ltp_params_differ_in_time). `like` must outlive the run, which reads its columns. */
LtpCode ltp_run_begin_like(LtpStore *store, const LtpParams *params, const LtpRun *like,
                           LtpRun *run, LtpError *err) LTP_MUST_CHECK;
void ltp_run_end(LtpRun *run);

/* ---- explain ---- */

typedef LtpCode LtpExplainFn(const LtpExplained *, void *, LtpError *);

typedef struct LtpExplain {
    LtpStore *store;
    LtpRun run;
    LtpExplainFn *fn;
    void *arg;
    LtpBuf figures; /* of the row at hand */
} LtpExplain;

/* Appends a column's name to the figures that the row takes part in. */
void ltp_explain_figure(LtpBuf *figures, bool takes_part, const char *name);
/* The figures of need behind a unit (an index), those carried from another edition included. */
LtpCode ltp_explain_needs(LtpExplain *explain, int32_t unit, LtpError *err) LTP_MUST_CHECK;

/* ---- the fields of coverage and gaps, in their order ---- */

typedef enum LtpCoverageField {
    LTP_F_PCODE,
    LTP_F_NAME,
    LTP_F_PARENT_PCODE,
    LTP_F_N_ACTORS,
    LTP_F_N_LINES,
    LTP_F_N_PROJECTS,
    LTP_F_N_ACTORS_INHERITED,
    LTP_F_N_LINES_INHERITED,
    LTP_F_N_PLANNED,
    LTP_F_N_LINES_NO_FIGURE,
    LTP_F_HAS_PROTECTION,
    LTP_F_HAS_SHELTER,
    LTP_F_HAS_LTP,
    LTP_F_HAS_COHESION,
    LTP_F_INTERSECTOR,
    LTP_F_TARGETED,
    LTP_F_REACHED,
    LTP_F_REACHED_LOW,
    LTP_F_REACHED_HIGH,
    LTP_F_POPULATION,
    LTP_F_IDPS,
    LTP_F_RETURNEES,
    LTP_F_REPATRIATED,
    LTP_F_PIN,
    LTP_F_SEVERITY,
    LTP_F_PIN_SECTOR,
    LTP_F_NEED_DATE,
    LTP_F_COVERAGE_TARGET,
    LTP_F_COVERAGE_NEED,
    LTP_F_AMBITION,
    LTP_F_GAP_NEED,
    LTP_F_GAP_TARGET,
    LTP_F_OVER_REACH,
    LTP_F_ACTORS_PER_10000,
    LTP_F_SINGLE_ACTOR,
    LTP_F_FRESHNESS_DAYS,
    LTP_F_N_STUDIES,
    LTP_F_N_STUDIES_INHERITED,
    LTP_F_LAST_STUDY_YEAR,
    LTP_F_NEAREST_ACTOR_KM,
    LTP_F_POLYGON_SHARE,
    LTP_F_STATE,
    LTP_F_PRIORITY,
    LTP_F_ESTIMATED,
    LTP_F_PIN_MISSING,
    LTP_F_COUNT
} LtpCoverageField;

extern const LtpLayer ltp_layer_coverage, ltp_layer_gaps;

/* A number or truth value of a row; NULL for fields of text and dates. */
LtpValue ltp_coverage_number(const LtpCoverageRow *row, LtpCoverageField field);

#endif
