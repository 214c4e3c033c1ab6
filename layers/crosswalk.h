/* From units of one edition to those of another (ANALYSIS.md 1), computed once a pair and kept in
 * the store. Used by the analysis, so that lines, studies and figures coded in another edition
 * count. */
#ifndef LTP_LAYERS_CROSSWALK_H
#define LTP_LAYERS_CROSSWALK_H

#include "layers/units.h"

/* Computes the pairs that are missing or out of date and keeps them. Inside the transaction of an
 * import; nothing to do with one edition. */
LtpCode ltp_crosswalk_refresh(LtpStore *store, LtpError *err) LTP_MUST_CHECK;

typedef struct LtpCrosswalk LtpCrosswalk;

/* From every other edition to that of `to`, which is borrowed and must live longer. Pairs that are
 * missing or out of date are computed in memory. Free with ltp_crosswalk_free (NULL is fine). */
LtpCode ltp_crosswalk_load(LtpStore *store, const LtpUnits *to, LtpCrosswalk **crosswalk,
                           LtpError *err) LTP_MUST_CHECK;
void ltp_crosswalk_free(LtpCrosswalk *crosswalk);

/* The unit (an index into `to`) in which at least 0.9 of the area of another edition's unit lies;
 * else the deepest ancestor of which that is true; -1 when there is none. */
int32_t ltp_crosswalk_certain(const LtpCrosswalk *crosswalk, int64_t unit_id);

/* How the figures of another edition's unit divide: by its settlements' people where they are
 * known, else by area. The shares add up to 1; by unit. */
typedef struct LtpCarry {
    int32_t unit; /* index into `to` */
    double share;
    double covers; /* the part of `unit` that lies in the source */
} LtpCarry;
const LtpCarry *ltp_crosswalk_carry(const LtpCrosswalk *crosswalk, int64_t unit_id, size_t *count);

#endif
