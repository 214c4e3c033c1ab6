/* SQLite and SpatiaLite in the order their headers need. For layers/ alone. */
#ifndef LTP_LAYERS_SPATIALITE_H
#define LTP_LAYERS_SPATIALITE_H

/* clang-format off: spatialite.h uses sqlite3 without including it */
#include <sqlite3.h>
#include <spatialite.h>
/* clang-format on */

#endif
