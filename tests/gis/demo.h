/* The fictitious demo (data/mali/demo) as columns for gis/coverage.h, from its truth file: what
 * each row of the workbook must become. Filters are the test's to set. */
#ifndef LTP_TESTS_GIS_DEMO_H
#define LTP_TESTS_GIS_DEMO_H

#include "gis/coverage.h"

enum { DEMO_COLUMNS = 32 };

/* A CSV file without quotes, as the demo's are. */
typedef struct DemoTable {
    char *bytes;
    char *header[DEMO_COLUMNS];
    char *(*cells)[DEMO_COLUMNS];
    size_t columns, rows;
} DemoTable;

LtpCode demo_table_read(const char *path, DemoTable *table, LtpError *err);
void demo_table_release(DemoTable *table);
const char *demo_cell(const DemoTable *table, size_t row, const char *column);

/* Numbers of sectors in needs. */
enum { DEMO_SHELTER = 0, DEMO_HLP = 1 };

typedef struct Demo {
    LtpCoverageInput input;
    const char **pcode; /* of each unit */
    uint16_t *flags;    /* input.lines.flags, to be changed */
    LtpArena arena;
} Demo;

/* Every line passes every filter. */
LtpCode demo_load(Demo *demo, LtpError *err);
void demo_release(Demo *demo);
int32_t demo_unit(const Demo *demo, const char *pcode); /* -1 = none */

#endif
