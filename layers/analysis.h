/* The only way to a figure: parameters in, result out (ANALYSIS.md 4-6). One table of parameters
 * serves the command line, the service, the maps and the stamps on every output. */
#ifndef LTP_LAYERS_ANALYSIS_H
#define LTP_LAYERS_ANALYSIS_H

#include "layers/field.h"
#include "layers/units.h"

typedef struct LtpParams LtpParams;

typedef enum LtpParamKind {
    LTP_PARAM_TEXT,
    LTP_PARAM_LIST,
    LTP_PARAM_DATE,
    LTP_PARAM_NUMBER,
    LTP_PARAM_FLAG,
    LTP_PARAM_WORD
} LtpParamKind;

typedef struct LtpParamDef {
    const char *name; /* "period-rule": the option without its dashes, the query parameter too */
    LtpParamKind kind;
    const char *words;    /* LTP_PARAM_WORD: "max|sum|latest"; else NULL */
    const char *argument; /* how help shows the value: "DATE", "ORG" */
    LtpText help;
} LtpParamDef;

const LtpParamDef *ltp_param_defs(size_t *count);

LtpParams *ltp_params_new(void); /* all defaults; free with ltp_params_free; NULL on no memory */
void ltp_params_free(LtpParams *params);
LtpCode ltp_params_copy(const LtpParams *params, LtpParams **copy,
                        LtpError *err) LTP_MUST_CHECK; /* new; NULL gives the defaults */
/* One parameter from text (lists: each call adds one; a flag takes "1"). LTP_EUSAGE says what is
 * wrong with the value and what would be right. */
LtpCode ltp_params_set(LtpParams *params, const char *name, const char *value,
                       LtpError *err) LTP_MUST_CHECK;
/* "2020-01-01:2020-03-31" as from and to; an empty side is open. LTP_EUSAGE. */
LtpCode ltp_params_set_period(LtpParams *params, const char *text, LtpError *err) LTP_MUST_CHECK;
/* The parameters in force after defaults were settled, "name=value" in table order: the stamp. */
LtpCode ltp_params_each(const LtpParams *params,
                        LtpCode (*fn)(const char *name, const char *value, void *arg,
                                      LtpError *err),
                        void *arg, LtpError *err) LTP_MUST_CHECK;

typedef struct LtpAnalysis LtpAnalysis;

typedef enum LtpTheme { LTP_THEME_COVERAGE, LTP_THEME_GAPS } LtpTheme;

/* Computes. `theme` decides the order of the rows: P-code, or ANALYSIS.md 6. */
LtpCode ltp_analysis_run(LtpStore *store, const LtpParams *params, LtpTheme theme,
                         LtpAnalysis **analysis, LtpError *err) LTP_MUST_CHECK;
void ltp_analysis_free(LtpAnalysis *analysis);

const LtpLayer *ltp_analysis_layer(const LtpAnalysis *analysis);   /* "coverage" or "gaps" */
const LtpParams *ltp_analysis_params(const LtpAnalysis *analysis); /* settled: as-of, level ... */
const LtpUnits *ltp_analysis_units(const LtpAnalysis *analysis);
size_t ltp_analysis_count(const LtpAnalysis *analysis);
int32_t ltp_analysis_unit(const LtpAnalysis *analysis, size_t row); /* index into the units */
/* The value of a field of the layer; text is borrowed from the analysis. */
LtpValue ltp_analysis_value(const LtpAnalysis *analysis, size_t row, size_t field);

/* What stands under every result. */
typedef struct LtpAnalysisNotes {
    int64_t lines_active, lines_not_located, people_not_located_targeted,
        people_not_located_reached;
    int64_t units_without_need, units_without_line;
    int64_t lines_not_carried; /* of other editions, whose places no unit of this one holds */
    int64_t
        needs_not_carried; /* units of other editions whose figures of need have no counterpart */
} LtpAnalysisNotes;
LtpAnalysisNotes ltp_analysis_notes(const LtpAnalysis *analysis);

/* The rows behind one unit's figures (`ltp explain`): every line located in it, at an ancestor or
 * below, with what became of it in this analysis; and the needs that were used. */
typedef struct LtpExplained {
    const char *source, *file, *sheet;
    int64_t import_id, row; /* row as a person sees it */
    int64_t location_id;    /* of a line: `id` of the layer lines */
    const char *org, *project, *activity, *sector;
    const char *location_pcode, *location_name, *rule;
    int location_level;
    const char *counted; /* "active", "planned", "inherited", or why not: "filtered", "period",
                            "stale", "suspended", "cancelled", "gone" */
    LtpDay start, end, reported;
    const char *status;
    int64_t targeted, reached;           /* the line's */
    int64_t targeted_here, reached_here; /* the part that is counted in this unit; NULL = none is */
    bool is_need;                        /* a need figure instead of a line: see need_* */
    const char *need_sector;
    LtpDay need_date;
    int64_t pin, severity, population, idps, returnees, repatriated;
    bool is_study;       /* a study: its title in `activity`; counted "direct" or "inherited" */
    const char *figures; /* the columns of the unit the row takes part in, by spaces; "" = none */
    const char *person, *edition; /* who imported it; the edition of its place */
    bool hidden;                  /* the line's organisation asked not to be named */
    double area_km2;              /* of the polygon that a line was given as; NaN = none */
    double share; /* of that polygon, or of a figure carried from another edition; NaN */
} LtpExplained;

LtpCode ltp_analysis_explain(LtpStore *store, const LtpParams *params, const char *pcode,
                             LtpCode (*fn)(const LtpExplained *, void *, LtpError *), void *arg,
                             LtpError *err) LTP_MUST_CHECK;

#endif
