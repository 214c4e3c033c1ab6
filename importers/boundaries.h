/* Boundary files on their way to an edition: units as the files give them, then as a tree. Internal
 * to importers/boundaries*.c. */
#ifndef LTP_IMPORTERS_BOUNDARIES_H
#define LTP_IMPORTERS_BOUNDARIES_H

#include "base/log.h"
#include "gis/geom.h"
#include "importers/findings.h"
#include "layers/units.h"

/* ---- columns: the four generations of COD-AB names and their DBF-cut forms ---- */

typedef enum LtpBoundaryColumnKind {
    LTP_BOUNDARY_NONE,
    LTP_BOUNDARY_CODE,     /* admin3Pcod, ADM3_PCODE, adm3_pcode */
    LTP_BOUNDARY_NAME,     /* admin3Name, admin3Name_fr, ADM3_FR, adm3_name, admin3RefName */
    LTP_BOUNDARY_ALT_NAME, /* admin3AltName1_fr, admin3Al_1, ADM3ALT1FR, adm3_name1 */
    LTP_BOUNDARY_LEVEL,    /* admin_level */
    LTP_BOUNDARY_VALID_ON, /* validOn, valid_on */
    LTP_BOUNDARY_OWN_CODE, /* pcode, name, other_names: of the unit itself, whatever its level, in
                            */
    LTP_BOUNDARY_OWN_NAME, /* files that ltp exported */
    LTP_BOUNDARY_OWN_OTHERS,
    LTP_BOUNDARY_DATE /* date: of the outline; stands in for a missing valid_on */
} LtpBoundaryColumnKind;

typedef struct LtpBoundaryColumn {
    LtpBoundaryColumnKind kind;
    int level; /* 0-4 for codes and names */
    int rank;  /* of names of one level: the first non-blank by rank, then by position, is the name
                */
} LtpBoundaryColumn;

LtpBoundaryColumn ltp_boundary_column(const char *header);

/* ---- units ---- */

/* One unit. Texts live in the arena of its set. */
typedef struct LtpBoundary {
    int level;                     /* -1 while its layer is being read */
    const char *codes[LTP_LEVELS]; /* its own and those of units above as columns say; NULL */
    const char *names[LTP_LEVELS];
    const char **other_names; /* owned array */
    size_t n_other_names, other_names_capacity;
    int64_t row;      /* running number of the feature, first = 1; 0 = dissolved */
    const char *file; /* borrowed: name of its file */
    void *wkb;        /* owned; NULL = the file gives no outline */
    size_t wkb_size;
    bool nesting_repaired; /* the file's JSON said Polygon and held a MultiPolygon */
    double area_km2;
    LtpLonLat interior;
    ptrdiff_t parent; /* index in the set, -1 = none */
} LtpBoundary;

/* The units of all files of one call: one edition. */
typedef struct LtpBoundarySet {
    LtpArena arena;
    LtpBoundary *items;
    size_t count, capacity;
    LtpDay valid_on; /* the newest the files state; LTP_DAY_NONE = none */
    LtpDay dated;    /* the same of the outlines' own dates, where valid_on is missing */
    LtpFindings findings;
    LtpBuf *notes; /* borrowed: lines for people */
    int64_t n_features;
} LtpBoundarySet;

void ltp_boundary_set_release(LtpBoundarySet *set);
const char *ltp_boundary_code(const LtpBoundary *unit); /* of its own level; "" */
const char *ltp_boundary_name(const LtpBoundary *unit); /* its name, else its code */

/* Appends the units of a vector file (GeoPackage, shapefile, GeoJSON, file geodatabase, KML ...
 * also zipped) to the set, outlines as WKB in EPSG:4326. Errors: LTP_EIO, LTP_EFORMAT (no map
 * file), LTP_ECRS (no or unusable coordinate system), LTP_EDATA (no column of codes, units without
 * a code). */
LtpCode ltp_boundaries_read(LtpBoundarySet *set, const char *path, const LtpProgress *progress,
                            LtpError *err) LTP_MUST_CHECK;

/* A copy of a GeoJSON file under /vsimem/ in which each geometry has the type its nesting says
 * (found in the wild: Polygon with the nesting of MultiPolygon, which GDAL loads as empty).
 * `*fixed` counts the geometries changed; with 0 nothing is written. Unlink the path when done. */
LtpCode ltp_geojson_renest(const char *path, const char *vsimem_path, size_t *fixed,
                           LtpError *err) LTP_MUST_CHECK;

/* Makes every outline a valid MULTIPOLYGON. LTP_EGEOM names the units whose outline cannot be used.
 */
LtpCode ltp_boundaries_mend(LtpBoundarySet *set, LtpGis *gis, LtpError *err) LTP_MUST_CHECK;

/* From a list to a tree, sorted by (level, code): refuses duplicate codes, dissolves missing upper
 * levels from the finest one, finds parents, computes areas and interior points. */
LtpCode ltp_boundaries_arrange(LtpBoundarySet *set, LtpGis *gis, LtpError *err) LTP_MUST_CHECK;

#endif
