/* The GeoPackage, for the drivers that put something beside it. */
#ifndef LTP_EXPORTS_GPKG_H
#define LTP_EXPORTS_GPKG_H

#include "exports/ogr.h"
#include "exports/project.h"

/* Writes, proves and renames the GeoPackage of the job to job->dest; `qgz`, if not NULL, gets the
 * bytes of the project that is also inside it. */
LtpCode ltp_gpkg_export(const LtpExportJob *job, LtpBuf *qgz, LtpError *err) LTP_MUST_CHECK;

/* gpkg_tables.c: the tables that QGIS looks for. `path` is the file at work. */
OGRLayerH ltp_gpkg_create_styles(GDALDatasetH dataset); /* NULL when it cannot be made */
bool ltp_gpkg_add_style(OGRLayerH styles, const char *layer, const char *title, const char *qml,
                        bool is_default);
LtpCode ltp_gpkg_add_project(GDALDatasetH dataset, const LtpOgrLog *log, const char *path,
                             const LtpBuf *qgz, LtpError *err) LTP_MUST_CHECK;

#endif
