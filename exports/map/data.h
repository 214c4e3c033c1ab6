/* What the rows say, in memory: units with their outlines, each in its class, and the stamps. */
#ifndef LTP_EXPORTS_MAP_DATA_H
#define LTP_EXPORTS_MAP_DATA_H

#include "base/hash.h"
#include "exports/map/map.h"
#include "gis/shape.h"
#include "layers/units.h"

enum { LTP_MAP_CELLS = 8 }; /* columns of the table of an atlas */

/* A number of people as a circle. */
typedef struct LtpMapNumber {
    double value; /* NaN when not known or withheld */
    bool withheld;
} LtpMapNumber;

typedef struct LtpMapUnit {
    const char *pcode, *name, *parent_pcode;
    int level;
    int32_t parent;  /* index, -1 = none */
    double area_km2; /* NaN = not known */
    LtpShape degrees;
    /* of units of the analysis: */
    bool counted; /* it has a row: it is part of the analysis */
    int class_;   /* index into the legend; -1 without a fill */
    LtpMapNumber symbol, symbol_too;
    bool hatched;                     /* inherited or estimated */
    bool no_study;                    /* known to have none of its own */
    bool sparse;                      /* under 1 person per km2 */
    bool flagged;                     /* its name comes first */
    double rank;                      /* larger first; NaN last */
    int64_t actors, before;           /* theme change; LTP_NULL_INT */
    const char *cells[LTP_MAP_CELLS]; /* texts of the table */
} LtpMapUnit;

/* A class of the legend, as the scheme has it, with a pattern that parts it from another class of
 * the same grey. */
typedef struct LtpMapClass {
    const char *code;
    LtpText label;
    uint32_t rgb;
    int pattern; /* LtpMapPattern of canvas.h */
} LtpMapClass;

enum { LTP_MAP_CLASSES = 24 };

typedef struct LtpMapData {
    LtpArena arena;
    LtpMapUnit *units;
    size_t count, capacity;
    LtpHash *by_pcode;
    int level; /* of the analysis; -1 without rows */
    size_t n_counted;
    LtpMapUnit *neighbours; /* outlines of other countries */
    size_t n_neighbours, neighbours_capacity;
    LtpMapClass classes[LTP_MAP_CLASSES];
    size_t n_classes;
    const char *cell_labels[LTP_MAP_CELLS];
    const char *country;   /* name of the unit of level 0, or "" */
    const char *file_name; /* by the convention of the field, without extension */
    const char *date, *parameters, *before_parameters, *source, *boundaries, *boundaries_date,
        *licence, *sensitivity, *edition, *program,
        *not_located;                    /* stamps; "" when there is none */
    LtpLevelName levels[LTP_MAP_LEVELS]; /* of the edition; members NULL without units */
    bool has_population, has_estimated;
    size_t n_unreadable;    /* names that became P-codes: see names.h */
    const char *unreadable; /* the first of them; NULL */
} LtpMapData;

LtpCode ltp_map_data_read(LtpMapData *data, const LtpMapJob *job, LtpError *err) LTP_MUST_CHECK;
void ltp_map_data_release(LtpMapData *data);

/* legend.c: the classes of the theme from the scheme. LTP_ENOTFOUND when the scheme has none. */
/* The label of a class as it is true at the level of the map: the schemes speak of communes. New
 * string in the arena where it differs; NULL without memory. */
const char *ltp_map_label_at_level(LtpMapData *data, const char *label, LtpLang lang);

LtpCode ltp_map_legend_read(LtpMapData *data, const LtpMapJob *job, LtpError *err) LTP_MUST_CHECK;

/* The value of a parameter of the stamp; new string in the arena, NULL when it was not set. */
const char *ltp_map_parameter(LtpMapData *data, const char *parameters, const char *name);

/* Whether `unit` is `root` or below it; everything is below -1. */
bool ltp_map_unit_within(const LtpMapData *data, size_t unit, int32_t root);

#endif
