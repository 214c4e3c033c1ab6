/* The only door out: rows for an output at a clearance. What is above the clearance is not there,
 * small numbers are suppressed, organisations that asked for it are not named. An exporter, a map
 * or the service gets rows here and nowhere else; none of them can open the store. */
#ifndef LTP_LAYERS_RELEASE_H
#define LTP_LAYERS_RELEASE_H

#include "layers/analysis.h"
#include "layers/field.h"

typedef struct LtpRelease LtpRelease;

/* `clearance`: LTP_PUBLIC, LTP_RESTRICTED or LTP_CONFIDENTIAL. `params` may be NULL (defaults); for
 * source layers edition and the filters that make sense for the layer apply. */
LtpCode ltp_release_open(LtpStore *store, const char *layer, const LtpParams *params,
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

/* What every file must say of itself: "title", "abstract", "date", "parameters", "source",
 * "licence", "sensitivity", "edition", "program"; of derived layers "not_located", the lines that
 * are in no figure and their people. NULL when there is none of that key. */
const char *ltp_release_stamp(const LtpRelease *release, const char *key);

#endif
