/* What the drivers of this folder share: which layers, which files, the walk over the rows, and
 * the stamps every file carries. Not for other folders. */
#ifndef LTP_EXPORTS_DRIVER_H
#define LTP_EXPORTS_DRIVER_H

#include "exports/exporter.h"
#include "exports/facts.h"

#define EXPORTER(name) extern const LtpExporter ltp_exporter_##name;
#include "exports/exporters.def"
#undef EXPORTER

/* One layer on its way into one file. */
typedef struct LtpExportFile {
    const LtpExportJob *job;
    LtpRelease *release;
    const char *layer; /* its name */
    const char *path;  /* write here: the partial file */
    const char *dest;  /* what it will be called */
    LtpProgress progress;
    LtpFacts facts; /* filled by the writer */
    double largest; /* of the figure that QGIS draws as circles; after the rows */
} LtpExportFile;

/* A format that holds one layer a file. */
typedef struct LtpFileFormat {
    LtpCode (*write)(LtpExportFile *file, LtpError *err);
    LtpCode (*read)(const char *path, LtpFacts *found,
                    LtpError *err); /* the same facts, from disk */
    bool shapes;                    /* it holds geometries */
    bool readme;                    /* the format cannot say what it is: a text beside it does */
} LtpFileFormat;

/* Writes, proves and renames a file for each layer of the job, and lists it in job->written. */
LtpCode ltp_export_files(const LtpExportJob *job, const LtpExporter *exporter,
                         const LtpFileFormat *format, LtpError *err) LTP_MUST_CHECK;

/* The layers of the job, or the driver's own. */
size_t ltp_export_n_layers(const LtpExportJob *job, const LtpExporter *exporter);
const char *ltp_export_layer(const LtpExportJob *job, const LtpExporter *exporter, size_t i);

/* Opens the release and the part of the progress bar of layer `i` of `n`. Close the release. */
LtpCode ltp_export_open(const LtpExportJob *job, const char *layer, size_t i, size_t n,
                        LtpExportFile *file, LtpError *err) LTP_MUST_CHECK;

/* Every row of the release, counted in facts.rows and held against ltp_release_count. */
typedef LtpCode LtpExportRowFn(LtpExportFile *file, const LtpReleaseRow *row, void *arg,
                               LtpError *err);
LtpCode ltp_export_rows(LtpExportFile *file, LtpExportRowFn *fn, void *arg,
                        LtpError *err) LTP_MUST_CHECK;

void ltp_export_written(const LtpExportJob *job, const char *path);
void ltp_export_note(const LtpExportJob *job, const char *fmt, ...) LTP_PRINTF(2, 3);
/* Says how many of the rows have no geometry, and why there is none at all. */
void ltp_export_note_shapes(const LtpExportFile *file);

/* "a/gaps" + "_dictionnaire.csv" beside "a/gaps.geojson"; free with ltp_free. */
char *ltp_export_beside(const char *dest, const char *suffix);

/* The keys of ltp_release_stamp, in the order people read them, each with its label. */
typedef struct LtpStampKey {
    const char *key;
    LtpText label;
} LtpStampKey;
const LtpStampKey *ltp_stamp_keys(size_t *count);

/* "_lisezmoi.txt": all that the file says of itself, for formats that cannot hold it. */
LtpCode ltp_export_readme(const LtpExportFile *file, const char *path,
                          LtpError *err) LTP_MUST_CHECK;

bool ltp_export_has_field(const LtpRelease *release, const char *name);

#endif
