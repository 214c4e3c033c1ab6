/* The map files users send, opened by GDAL: GeoPackage, shapefile, GeoJSON, TopoJSON, KML and KMZ,
 * file geodatabase, FlatGeobuf, GML, MapInfo; or a .zip that holds any number of them, in any
 * folder. No driver that reaches the network or follows paths written inside a file. */
#ifndef LTP_IMPORTERS_MAP_FILE_H
#define LTP_IMPORTERS_MAP_FILE_H

#include "base/error.h"

#include <gdal.h>

enum { LTP_MAP_FILE_MEMBERS = 64 }; /* maps in one zip; more is refused */

/* One map that is no zip; NULL when it is none. GDALClose it. */
GDALDatasetH ltp_map_file_open(const char *path);

/* What is done with each map: the dataset is borrowed for the call. */
typedef LtpCode (*LtpMapFileVisit)(GDALDatasetH dataset, void *arg, LtpError *err);

/* The maps of a file, in the order of their names. LTP_EFORMAT when it holds none that can be read;
 * the first failure of `visit` ends it. GDALAllRegister must have been called. */
LtpCode ltp_map_file_each(const char *path, LtpMapFileVisit visit, void *arg,
                          LtpError *err) LTP_MUST_CHECK;

#endif
