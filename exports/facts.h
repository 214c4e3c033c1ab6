/* What was written, and must be found again when the file is read back. */
#ifndef LTP_EXPORTS_FACTS_H
#define LTP_EXPORTS_FACTS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { LTP_DECIMALS = 7 }; /* of a degree: about 1 cm on the ground */

/* Formats fill what they can count in both directions; the rest stays zero on both sides. */
typedef struct LtpFacts {
    int64_t rows;
    int64_t shapes;    /* rows with a geometry */
    int64_t positions; /* pairs of coordinates */
    uint64_t digest;   /* of the ids or values, in order */
    int decimals;      /* the box counts in 10^-decimals of a degree */
    bool has_box;
    int64_t west, south, east, north;
} LtpFacts;

void ltp_facts_digest(LtpFacts *facts, const void *bytes, size_t size); /* FNV-1a, 64 bits */

/* A position in units of 10^-decimals. */
void ltp_facts_position(LtpFacts *facts, int64_t lon, int64_t lat);

/* A box in degrees, rounded to the last decimal. */
void ltp_facts_box(LtpFacts *facts, double west, double south, double east, double north);

/* LTP_EIO with what differs, when the file at `path` doesn't hold what was written. */
LtpCode ltp_facts_same(const LtpFacts *written, const LtpFacts *found, const char *path,
                       LtpError *err) LTP_MUST_CHECK;

#endif
