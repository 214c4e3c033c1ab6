/* What the files of the release share: where rows come from, what is hidden in them, what is said
 * of them. */
#ifndef LTP_LAYERS_RELEASE_INTERNAL_H
#define LTP_LAYERS_RELEASE_INTERNAL_H

#include "layers/analysis_internal.h"
#include "layers/release.h"
#include "layers/sql.h"

enum { LTP_STAMPS = 10, LTP_POINT_WKB = 21, LTP_RENAMED = 10 };

/* A row before small numbers are looked for: `values` in the order of the release's fields. */
typedef struct LtpRawRow {
    const char *id;
    const void *wkb;
    size_t wkb_size;
    bool delicate; /* of a theme with the larger threshold */
} LtpRawRow;

struct LtpRelease {
    LtpStore *store;
    const LtpLayer *layer;
    LtpSensitivity clearance;
    LtpParams *params;       /* a copy; settled for derived layers */
    const LtpField **fields; /* what the clearance lets through, in the layer's order */
    size_t *source; /* of each field: its index in the layer; SIZE_MAX = the suppressed flag */
    size_t n_fields;
    LtpGeometryKind geometry;
    bool bare;       /* geometries are not wanted */
    bool suppresses; /* the clearance is low enough, and there are people in it */
    int64_t count, records;
    LtpValue *values;
    LtpReleaseRow row;

    sqlite3_stmt *stmt;    /* rows of a table ... */
    LtpAnalysis *analysis; /* ... or of an analysis */
    size_t next;
    bool delicate; /* all rows are, by the parameters */
    bool *veiled;  /* of an analysis: rows x fields hidden for their siblings' sake; NULL = none */
    unsigned char point[LTP_POINT_WKB];
    char id[32];

    char *editions; /* of its rows: a JSON array of names */
    char *stamps[LTP_STAMPS];

    LtpLevelName levels[LTP_LEVELS]; /* of the edition asked for, else the active one */
    LtpField renamed[LTP_RENAMED];   /* fields whose labels say "Province", not "Région" */
    size_t n_renamed;
    LtpArena arena; /* of their labels */
};

/* Source layers: the view of the layer, one statement. */
LtpCode ltp_release_table_open(LtpRelease *release, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_release_table_next(LtpRelease *release, LtpRawRow *row, bool *more,
                               LtpError *err) LTP_MUST_CHECK;

/* Output fields that are no column of the layer's view; their SQL, with a comma behind. */
bool ltp_release_is_computed(const LtpLayer *layer, const LtpField *field);
void ltp_release_put_computed(const LtpLayer *layer, const LtpField *field, LtpBuf *sql);

/* Derived layers: an analysis and the outlines of its units. */
LtpCode ltp_release_figures_open(LtpRelease *release, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_release_figures_next(LtpRelease *release, LtpRawRow *row, bool *more,
                                 LtpError *err) LTP_MUST_CHECK;

/* Hides small numbers and all that is computed from them (ANALYSIS.md 7) in the values of one row;
 * true when anything was hidden. `threshold` is k: figures from 1 to k - 1 are hidden. */
enum { LTP_SMALL = 5, LTP_SMALL_DELICATE = 10 };
bool ltp_release_suppress(const LtpField *const *fields, LtpValue *values, size_t count,
                          int64_t threshold);

/* The same for what `which` says, and for all that is computed from people. */
void ltp_release_hide(const LtpField *const *fields, LtpValue *values, size_t count,
                      const bool *which);
/* Fills `veiled` of a release of an analysis. */
LtpCode ltp_release_siblings(LtpRelease *release, LtpError *err) LTP_MUST_CHECK;

/* The names of the levels, and the fields that are called by them. */
LtpCode ltp_release_levels(LtpRelease *release, LtpError *err) LTP_MUST_CHECK;

/* LTP_EUSAGE for filters that would name, by what they leave over, who may not be named: an
 * organisation that asked not to be, at public who works on GBV or child protection. `names`: the
 * rows name organisations. */
LtpCode ltp_release_may_ask(LtpStore *store, const LtpParams *params, LtpSensitivity clearance,
                            bool names, LtpError *err) LTP_MUST_CHECK;
/* Whether the figures are on people of a theme with the larger threshold; `params` are settled. */
bool ltp_release_is_delicate(const LtpParams *params);
/* Whether the sector appears as Protection at public. */
bool ltp_release_is_veiled(const char *sector);

LtpCode ltp_release_stamps(LtpRelease *release, LtpError *err) LTP_MUST_CHECK;

/* A parameter's values as a JSON array in the arena of the parameters; NULL when it has none. */
LtpCode ltp_release_list(const LtpRelease *release, LtpParamId id, const char **json,
                         LtpError *err) LTP_MUST_CHECK;

#endif
