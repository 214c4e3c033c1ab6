/* The QGIS project that goes with a GeoPackage of ours: its layers by theme, in an equal-area
 * projection around them, and print layouts. */
#ifndef LTP_EXPORTS_PROJECT_H
#define LTP_EXPORTS_PROJECT_H

#include "exports/driver.h"
#include "exports/styles.h"

/* A box, in degrees or metres. */
typedef struct LtpFrame {
    double west, south, east, north; /* west > east while empty */
} LtpFrame;

/* A layer of the project: a theme of a layer of the package, a level of units, or a plain layer. */
typedef struct LtpProjectLayer {
    char *id, *title;
    char *source; /* "./ltp.gpkg|layername=gaps" */
    char *legend; /* XML: its long labels, in lines; NULL = none is long */
    int level;    /* of units; -1 for others */
    const LtpStyleTheme *theme;
} LtpProjectLayer;

enum { LTP_PROJECT_LAYERS = 32, LTP_PROJECT_LEVELS = 5 };

typedef struct LtpProject {
    LtpLang lang;
    bool own_crs;        /* it is also that of the maps */
    int epsg;            /* of the package */
    const char *package; /* file name of the GeoPackage; borrowed */
    LtpProjectLayer layers[LTP_PROJECT_LAYERS];
    size_t n_layers;
    LtpBuf maplayers;                /* XML of all layers */
    bool levels[LTP_PROJECT_LEVELS]; /* which levels the units have */
    LtpFrame extent;                 /* degrees, or as `epsg` counts */
    LtpFrame ground;                 /* metres, in `crs`; after ltp_project_put */
    char *crs;                       /* its WKT; likewise */
    char *stamps[16];                /* by ltp_stamp_keys, of the first layer of figures */
} LtpProject;

void ltp_project_init(LtpProject *project, const char *package, int epsg, LtpLang lang);
void ltp_project_release(LtpProject *project);

/* Sees a row go by: levels of units. */
void ltp_project_row(LtpProject *project, const LtpExportFile *file, const LtpReleaseRow *row);

/* Once the rows of the layer are written, with the release still open: adds what shows it. */
LtpCode ltp_project_add(LtpProject *project, const LtpExportFile *file, const LtpFacts *facts,
                        LtpError *err) LTP_MUST_CHECK;

/* Appends the .qgs. */
LtpCode ltp_project_put(LtpProject *project, LtpBuf *out, LtpError *err) LTP_MUST_CHECK;

/* NULL when there is none. */
const LtpProjectLayer *ltp_project_layer(const LtpProject *project, const char *id);
const char *ltp_project_stamp(const LtpProject *project, const char *key);

/* layouts.c: appends the print layouts. */
void ltp_project_layouts(const LtpProject *project, LtpBuf *out);

#endif
