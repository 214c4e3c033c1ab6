/* Administrative units: editions side by side, each a tree of units with names and outlines. The
 * key of a unit is (edition, P-code); nothing is ever joined on the bare code across editions. */
#ifndef LTP_LAYERS_UNITS_H
#define LTP_LAYERS_UNITS_H

#include "base/date.h"
#include "base/lang.h"
#include "layers/store.h"

enum { LTP_LEVELS = 5 }; /* 0 country .. 4 */

typedef struct LtpEdition {
    int64_t id;
    const char *name;    /* "2021": unique in the store */
    const char *country; /* ISO 3166 alpha-2 as the codes begin ("ML"); "" when unknown */
    const char *source, *licence;
    LtpDay valid_on;
    int deepest_level; /* deepest level that covers the whole country: the default analysis level */
    bool active;       /* the edition used when none is named */
} LtpEdition;

/* One unit as an importer hands it over. Parents go in before their children. */
typedef struct LtpUnitRecord {
    int level;
    const char *pcode, *name;
    const char *const *other_names; /* reference and alternative names, other languages */
    size_t n_other_names;
    int64_t parent_id;                 /* 0 = none (level 0, or no level above in the edition) */
    double area_km2;                   /* ellipsoidal, WGS 84 */
    double interior_lon, interior_lat; /* a point inside (GEOS PointOnSurface) */
    const void *wkb;                   /* MULTIPOLYGON, EPSG:4326 lon/lat, valid, ISO WKB */
    size_t wkb_size;
} LtpUnitRecord;

/* A new edition; a name that exists already gives LTP_EDATA. The newest becomes
 * active when the import finishes (ltp_edition_settle): by valid_on, else the year its name begins
 * with, then by name in natural order; an edition of no known year is older than any. */
LtpCode ltp_edition_add(LtpStore *store, int64_t import_id, const LtpEdition *edition, int64_t *id,
                        LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_unit_add(LtpStore *store, int64_t edition_id, int64_t import_id,
                     const LtpUnitRecord *unit, int64_t *id, LtpError *err) LTP_MUST_CHECK;
/* Spatial index, deepest level, active edition: after the last unit. */
LtpCode ltp_edition_settle(LtpStore *store, int64_t edition_id, LtpError *err) LTP_MUST_CHECK;

/* Makes the newest edition the active one; nothing to do without editions. */
LtpCode ltp_edition_activate(LtpStore *store, LtpError *err) LTP_MUST_CHECK;

/* The edition of that name, or the active one for NULL. LTP_ENOTFOUND says which there are. Strings
 * live as long as the store. */
LtpCode ltp_edition_get(LtpStore *store, const char *name, LtpEdition *edition,
                        LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_edition_each(LtpStore *store, LtpCode (*fn)(const LtpEdition *, void *, LtpError *),
                         void *arg, LtpError *err) LTP_MUST_CHECK;

/* What people call the units of a level: "Région", "Régions". */
typedef struct LtpLevelName {
    LtpText one, many;
} LtpLevelName;

/* As the import of the edition named them, else as its country does, else "Unité de niveau 3".
 * Texts live as long as the store. */
LtpCode ltp_level_names(LtpStore *store, int64_t edition_id, LtpLevelName names[LTP_LEVELS],
                        LtpError *err) LTP_MUST_CHECK;
/* "Province,Territoire,Zone de santé/Zones de santé": levels 1, 2 ..., the plural after a slash
 * where it takes more than an s. What is said again replaces. LTP_EUSAGE for
 * other texts. */
LtpCode ltp_level_names_set(LtpStore *store, int64_t edition_id, const char *list,
                            LtpError *err) LTP_MUST_CHECK;

/* All units of an edition in memory, sorted by (level, P-code); parents are indexes. */
typedef struct LtpUnit {
    int64_t id;
    int level;
    int32_t parent; /* index, -1 = none */
    const char *pcode, *name;
    const char *const *other_names; /* NULL-terminated; NULL = none */
    double area_km2, interior_lon, interior_lat;
    const void *wkb; /* NULL unless asked for */
    size_t wkb_size;
} LtpUnit;

typedef struct LtpUnits {
    LtpEdition edition;
    LtpUnit *units;
    size_t count;
    struct LtpUnitsPrivate *private_;
} LtpUnits;

LtpCode ltp_units_load(LtpStore *store, const char *edition, bool with_geometry, LtpUnits **units,
                       LtpError *err) LTP_MUST_CHECK;
void ltp_units_free(LtpUnits *units);
int32_t ltp_units_find(const LtpUnits *units, const char *pcode); /* index, -1 = none; exact */
/* What a person means: a code, else a name (folded) that one unit alone bears. LTP_ENOTFOUND names
 * those that share the name, or are near it, with their codes. */
LtpCode ltp_units_meant(const LtpUnits *units, const char *text, int32_t *unit,
                        LtpError *err) LTP_MUST_CHECK;
int32_t ltp_units_by_id(const LtpUnits *units, int64_t id);
/* The ancestor of `unit` at `level`, itself when it is of that level; -1 when it is above or none.
 */
int32_t ltp_units_ancestor(const LtpUnits *units, int32_t unit, int level);

#endif
