/* The only door out: rows for an output at a clearance. What is above the clearance is not there,
 * small numbers are suppressed, organisations that asked for it are not named. An exporter, a map
 * or the service gets rows here and nowhere else; none of them can open the store. */
#ifndef LTP_LAYERS_RELEASE_H
#define LTP_LAYERS_RELEASE_H

#include "layers/analysis.h"
#include "layers/field.h"
#include "layers/report.h"

typedef struct LtpRelease LtpRelease;

/* `clearance`: LTP_PUBLIC, LTP_RESTRICTED or LTP_CONFIDENTIAL. `params` may be NULL (defaults); for
 * source layers edition and the filters that make sense for the layer apply. */
LtpCode ltp_release_open(LtpStore *store, const char *layer, const LtpParams *params,
                         LtpSensitivity clearance, LtpRelease **release,
                         LtpError *err) LTP_MUST_CHECK;
/* The same without geometries, which are then not even read. */
LtpCode ltp_release_open_bare(LtpStore *store, const char *layer, const LtpParams *params,
                              LtpSensitivity clearance, LtpRelease **release,
                              LtpError *err) LTP_MUST_CHECK;
void ltp_release_close(LtpRelease *release);

const LtpLayer *ltp_release_layer(const LtpRelease *release);
LtpGeometryKind ltp_release_geometry(const LtpRelease *release); /* NONE when above the clearance */
size_t ltp_release_n_fields(const LtpRelease *release);
/* Lives as long as the release: labels of places say what the country calls its levels. */
const LtpField *ltp_release_field(const LtpRelease *release, size_t i);
/* What the units of a level, 0 to 4, are called in the edition. */
const LtpLevelName *ltp_release_level_name(const LtpRelease *release, int level);
int64_t ltp_release_count(const LtpRelease *release); /* rows */
/* What the rows are of: lines and studies have a row for each of their places. Tables only. */
int64_t ltp_release_records(const LtpRelease *release);

typedef struct LtpReleaseRow {
    const char *id;         /* stable id of the feature, unique in the layer */
    const LtpValue *values; /* n_fields of them */
    const void *wkb;        /* ISO WKB, EPSG:4326 lon/lat; NULL = no geometry */
    size_t wkb_size;
} LtpReleaseRow;

/* The next row, borrowed until the next call; `*row` is NULL at the end. */
LtpCode ltp_release_next(LtpRelease *release, const LtpReleaseRow **row,
                         LtpError *err) LTP_MUST_CHECK;

/* ---- reports (report.h) that leave ---- */

typedef enum LtpReportKind {
    LTP_REPORT_SERIES,
    LTP_REPORT_INTERSECTOR,
    LTP_REPORT_ORG_UNIT, /* the two matrices */
    LTP_REPORT_ORG_SECTOR,
    LTP_REPORT_DIFF,
    LTP_REPORT_ACTORS,
    LTP_REPORT_ABSENT,
    LTP_REPORT_STUDIES,
    LTP_REPORT_EVIDENCE,
    LTP_REPORT_INDICATORS,
    LTP_REPORT_RISKS
} LtpReportKind;

typedef struct LtpReportAsked {
    LtpReportKind kind;
    const LtpParams *params; /* of LTP_REPORT_DIFF: of its first side */
    const LtpParams *after;  /* of the second */
    int64_t imports[2];      /* what stood after these imports; 0 = now */
    LtpStudySearch search;   /* of LTP_REPORT_STUDIES */
} LtpReportAsked;

/* The report less what is above the clearance: columns; small numbers, as the layer of coverage
 * hides them (then `suppressed` says so); names of organisations that asked not to be named, who
 * are one row; at public, the sectors that appear as Protection. LTP_EUSAGE for filters that would
 * give one of these back. Free with ltp_report_free. */
LtpCode ltp_release_report(LtpStore *store, const LtpReportAsked *asked, LtpSensitivity clearance,
                           LtpReport **report, LtpError *err) LTP_MUST_CHECK;

/* What became of each line, need and study of a unit, as in analysis.h; LTP_EUSAGE for filters that
 * would give back what is not shown. Whether file and row may be told is the caller's to decide. */
LtpCode ltp_release_explain(LtpStore *store, const LtpParams *params, const char *pcode,
                            LtpSensitivity clearance,
                            LtpCode (*fn)(const LtpExplained *, void *, LtpError *), void *arg,
                            LtpError *err) LTP_MUST_CHECK;

/* What every file must say of itself: "title", "abstract", "date", "parameters", "source",
 * "licence", "sensitivity", "edition", "program"; of derived layers "not_located", the lines that
 * are in no figure and their people. NULL when there is none of that key. */
const char *ltp_release_stamp(const LtpRelease *release, const char *key);

#endif
