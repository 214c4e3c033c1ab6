/* The land of the world in a few hundred corners, for the globe of the locator. */
#ifndef LTP_EXPORTS_MAP_LAND_H
#define LTP_EXPORTS_MAP_LAND_H

#include "gis/shape.h"

/* In degrees; release with ltp_shape_release. */
LtpCode ltp_map_land(LtpShape *land, LtpError *err) LTP_MUST_CHECK;

#endif
