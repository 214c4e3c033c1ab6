/* The coordinate reference systems that answers can be in (OGC API - Features part 2). */
#ifndef LTP_SERVICE_SYSTEMS_H
#define LTP_SERVICE_SYSTEMS_H

#include "gis/crs.h"
#include "service/serving.h"

enum { LTP_SYSTEMS = 16, LTP_SYSTEM_URI = 64 };

typedef struct LtpSystem {
    char uri[LTP_SYSTEM_URI];
    int epsg;     /* 0 = CRS84, as it is stored */
    bool swapped; /* written latitude first (EPSG:4326) */
    int decimals; /* of a coordinate */
} LtpSystem;

typedef struct LtpSystems {
    LtpSystem list[LTP_SYSTEMS]; /* CRS84 first, which is the one of storage */
    size_t count;
} LtpSystems;

/* CRS84, EPSG:4326, EPSG:3857 and the UTM zones of the country. */
LtpCode ltp_systems_load(LtpServing *serving, LtpSystems *systems, LtpError *err) LTP_MUST_CHECK;
/* LTP_EUSAGE for one that is not in the list. */
LtpCode ltp_systems_find(const LtpSystems *systems, const char *uri, const LtpSystem **system,
                         LtpError *err) LTP_MUST_CHECK;

/* The geometry of a row as GeoJSON in the system; `crs` is its transformation, NULL for CRS84 and
 * EPSG:4326. */
LtpCode ltp_system_geometry(LtpBuf *out, const LtpTable *table, const LtpTableRow *row,
                            const LtpSystem *system, const LtpCrs *crs,
                            LtpError *err) LTP_MUST_CHECK;

/* The outline of a polygonal row at the decimals of `system` (CRS84), without corners that fall
 * together; each corner is rounded by itself, so that neighbours stay neighbours. */
LtpCode ltp_system_outline(LtpBuf *out, const LtpTableRow *row, const LtpSystem *system,
                           LtpError *err) LTP_MUST_CHECK;

/* A box in the system's own order of axes, as a box in degrees. */
LtpCode ltp_system_box(const LtpSystem *system, const double corners[4], LtpBox *box,
                       LtpError *err) LTP_MUST_CHECK;

#endif
