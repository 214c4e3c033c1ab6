/* Files for others. One driver a format behind one table; rows come only from layers/release.h. An
 * export is a claim: it is written beside its target, read back and counted, then renamed. */
#ifndef LTP_EXPORTS_EXPORTER_H
#define LTP_EXPORTS_EXPORTER_H

#include "base/log.h"
#include "layers/release.h"
#include "layers/scheme.h"

/* How an exporter gets its rows: the caller (command line, service) opens releases for it. */
typedef struct LtpExportSource {
    LtpCode (*open)(void *arg, const char *layer, LtpRelease **release, LtpError *err);
    /* The classes of a theme ("priority", "coverage") in the scheme in force, for styles and
     * legends; NULL when it has none. The member may be NULL: files without styles. */
    const LtpClasses *(*classes)(void *arg, const char *theme);
    /* Figures at another level of the boundaries; may be NULL: workbooks then have one level. */
    LtpCode (*open_at)(void *arg, const char *layer, int level, LtpRelease **release,
                       LtpError *err);
    /* Draws the printed map of a theme ("gaps") on A4: `path` ends in .pdf or .png, which has `dpi`
     * points to the inch. May be NULL: kits then have no maps. */
    LtpCode (*map)(void *arg, const char *theme, const char *path, int dpi, LtpError *err);
    void *arg;
} LtpExportSource;

typedef struct LtpExportJob {
    const char *dest;          /* file or folder */
    const char *const *layers; /* names; the driver's default when n_layers = 0 */
    size_t n_layers;
    LtpExportSource source;
    const LtpProgress *progress;
    LtpBuf *written; /* one line for each file made, for people; may be NULL */
    LtpBuf *notes;   /* warnings, one a line: texts cut, features without a
                        geometry; may be NULL */
    const char *crs; /* "EPSG:32630"; NULL = WGS 84. LTP_EUSAGE for formats without any_crs */
    int decimals;    /* of coordinates in text formats, 1-9; 0 = 7 (about 1 cm) */
    bool folder;     /* dest is a folder, though it may not exist yet */
} LtpExportJob;

typedef struct LtpExporter {
    const char *name; /* the word on the command line */
    LtpText title;
    const char *extension;     /* of its files; NULL: the destination is a folder */
    const char *extensions;    /* others that name such a file, "json|txt"; NULL */
    bool many_layers;          /* one destination holds several layers; where false, the
                                  destination is a file for one layer, a folder for several */
    bool chosen;               /* the driver knows what belongs in it: a workbook, a kit */
    bool any_crs;              /* its coordinates need not be WGS 84 */
    bool geometry;             /* needs layers with geometry */
    const char *const *layers; /* exported when none is named; ends with NULL */
    LtpCode (*run)(const LtpExportJob *job, LtpError *err);
} LtpExporter;

/* What the command line and the service call. A destination that ends in a slash, is a folder, or
 * has no extension of the format's is a folder, made with its parents. Without layers named, a
 * folder or a format of many layers gets every layer that has rows at this clearance; a file for
 * one layer gets the driver's own. */
LtpCode ltp_export(const LtpExporter *exporter, const LtpExportJob *job,
                   LtpError *err) LTP_MUST_CHECK;

const LtpExporter *ltp_exporter_find(const char *name); /* NULL when there is none */
const LtpExporter *ltp_exporter_at(size_t i);           /* NULL past the end */

/* Shared by the drivers: the name to write to before the claim is proved ("<dest>.partial" beside
 * it), and the step that proves it: `verify` reads back and counts; then fsync and rename. On
 * failure the partial file is removed and the old target stands. `verify` may be NULL. */
typedef LtpCode LtpExportVerifyFn(const char *partial, void *arg, LtpError *err);
LtpCode ltp_export_commit(const char *partial, const char *dest, LtpExportVerifyFn *verify,
                          void *arg, LtpError *err) LTP_MUST_CHECK;

#endif
