/* SQLite and SpatiaLite in the order their headers need. For layers/ alone. */
#ifndef LTP_LAYERS_SPATIALITE_H
#define LTP_LAYERS_SPATIALITE_H

#include <sqlite3.h>

/* A blank line apart, so that sorting leaves it behind the header it needs. */
#include <spatialite.h>

#endif
