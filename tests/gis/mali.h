/* The real units of Mali, read straight from the GeoPackage: gis/ knows no GDAL, nor do its tests.
 */
#ifndef LTP_TESTS_GIS_MALI_H
#define LTP_TESTS_GIS_MALI_H

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

/* The communes as a locator takes them; new memory (ltp_free), borrowed from `mali`. */
LtpLocatorPolygon *mali_communes(const Mali *mali, size_t *count);

#endif
