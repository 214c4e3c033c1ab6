/* Names that the fonts of this machine can write. */
#ifndef LTP_EXPORTS_MAP_NAMES_H
#define LTP_EXPORTS_MAP_NAMES_H

#include "exports/map/canvas.h"
#include "exports/map/data.h"

/* A name in letters that no font has becomes its P-code: a row of boxes tells nobody anything.
 * Counts them in data->n_unreadable and keeps the first as data->unreadable. */
void ltp_map_readable_names(LtpMapData *data, LtpMapCanvas *canvas);

#endif
