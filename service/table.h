/* The rows of a release in memory: what all answers about one layer with one set of parameters are
 * made from. */
#ifndef LTP_SERVICE_TABLE_H
#define LTP_SERVICE_TABLE_H

#include "base/hash.h"
#include "gis/geom.h"
#include "layers/release.h"

typedef struct LtpTableRow {
    const char *id;
    const LtpValue *values;
    const void *wkb; /* NULL = no geometry */
    size_t wkb_size;
    LtpBox box; /* west > east without a geometry */
} LtpTableRow;

enum { LTP_TABLE_STAMPS = 11 };

typedef struct LtpTable {
    LtpArena arena;
    const LtpLayer *layer;
    LtpGeometryKind geometry;
    const LtpField **fields;
    bool *filled; /* of each field: some row has a value */
    size_t n_fields;
    LtpTableRow *rows; /* in the order of the release */
    size_t count;
    size_t *order; /* the same rows, led by some that between them have a value in every column:
                      clients that guess types from the first rows guess right */
    LtpHash *by_id;
    LtpBox extent;       /* west > east when there is no geometry */
    int time[2];         /* fields of the first and last day, -1 = the layer has no time */
    const char *span[2]; /* first and last day of all rows; NULL = open */
    const char *stamps[LTP_TABLE_STAMPS];
    LtpLevelName levels[LTP_LEVELS]; /* what the units of a level are called; of any edition */
    size_t bytes;                    /* about what it takes */
} LtpTable;

/* Reads the release to its end. Free with ltp_table_free (NULL is fine). LTP_ELIMIT when it would
 * take more than `max_bytes`. */
LtpCode ltp_table_load(LtpRelease *release, size_t max_bytes, LtpTable **table,
                       LtpError *err) LTP_MUST_CHECK;
void ltp_table_free(LtpTable *table);

int ltp_table_field(const LtpTable *table, const char *name); /* -1 = none */
/* The names of the fields of time of a layer; NULL when it has none. */
const char *const *ltp_table_time_fields(const LtpLayer *layer);
int ltp_table_id(const LtpTable *table); /* the field that is the id of features; -1 = none */
/* "title", "abstract", "date" ...: the stamp of the release; NULL. */
const char *ltp_table_stamp(const LtpTable *table, const char *key);

#endif
