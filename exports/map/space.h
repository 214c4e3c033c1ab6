/* Room on a map: boxes already taken, and whether another still fits. */
#ifndef LTP_EXPORTS_MAP_SPACE_H
#define LTP_EXPORTS_MAP_SPACE_H

#include "exports/map/trace.h"

typedef struct LtpMapSpace LtpMapSpace;

/* Nothing fits outside `frame`. NULL on no memory; free with ltp_map_space_free. */
LtpMapSpace *ltp_map_space_new(LtpMapBox frame);
void ltp_map_space_free(LtpMapSpace *space);

bool ltp_map_space_is_free(const LtpMapSpace *space, LtpMapBox box);
LtpCode ltp_map_space_take(LtpMapSpace *space, LtpMapBox box, LtpError *err) LTP_MUST_CHECK;

bool ltp_map_boxes_meet(LtpMapBox a, LtpMapBox b); /* touching is not meeting */

#endif
