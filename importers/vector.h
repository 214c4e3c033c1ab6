/* Layers of map files: their coordinates. */
#ifndef LTP_IMPORTERS_VECTOR_H
#define LTP_IMPORTERS_VECTOR_H

#include "base/error.h"

#include <ogr_api.h>
#include <ogr_srs_api.h>

/* From the layer's coordinates to longitude and latitude in degrees (EPSG:4326); `*transform` is
 * NULL when they are that already. LTP_ECRS when the layer does not say its system and is not in
 * degrees, or says one that cannot be used. OCTDestroyCoordinateTransformation it. */
LtpCode ltp_vector_transform(OGRLayerH layer, OGRCoordinateTransformationH *transform,
                             LtpError *err) LTP_MUST_CHECK;

#endif
