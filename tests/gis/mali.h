/* The real units of Mali, read straight from the GeoPackage: gis/ knows no GDAL, nor do its tests.
 */
#ifndef LTP_TESTS_GIS_MALI_H
#define LTP_TESTS_GIS_MALI_H

#include "gis/gazetteer.h"
#include "gis/locator.h"

typedef struct MaliUnit {
    int level;
    char *pcode, *name, *parent; /* parent's P-code, "" at level 0 */
    void *wkb;
    size_t size;
} MaliUnit;

typedef struct Mali {
    MaliUnit *units; /* level by level, in the order of the file */
    size_t count;
} Mali;

/* All levels of data/mali/mli_admbnda_2021.gpkg; false when the file cannot be read. */
bool mali_load(Mali *mali);
void mali_release(Mali *mali);

/* The unit of a code, or -1. */
int32_t mali_find(const Mali *mali, const char *pcode);
const char *mali_pcode(const Mali *mali, int32_t unit); /* "" for -1 */

/* The units as a gazetteer takes them; new memory (ltp_free), borrowed from `mali`. */
LtpGazetteerUnit *mali_gazetteer_units(const Mali *mali);
/* NULL on failure. */
LtpGazetteer *mali_gazetteer(const Mali *mali, const LtpGazetteerAlias *aliases, size_t n_aliases);

/* The communes as a locator takes them; new memory (ltp_free), borrowed from `mali`. */
LtpLocatorPolygon *mali_communes(const Mali *mali, size_t *count);

#endif
