#include "importers/map_file.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <stdlib.h>
#include <string.h>

GDALDatasetH ltp_map_file_open(const char *path)
{
    static const char *const drivers[] = {"GPKG",   "ESRI Shapefile", "GeoJSON",    "TopoJSON",
                                          "LIBKML", "OpenFileGDB",    "KML",        "FlatGeobuf",
                                          "GML",    "MapInfo File",   "GeoJSONSeq", NULL};
    return GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
}

static LtpCode visit_one(const char *path, LtpMapFileVisit visit, void *arg, LtpError *err)
{
    CPLErrorReset();
    GDALDatasetH dataset = ltp_map_file_open(path);
    if (dataset == NULL) {
        const char *reason = CPLGetLastErrorMsg();
        return ltp_fail(err, LTP_EFORMAT,
                        _("this is no map file that can be read (GeoPackage, shapefile, GeoJSON, "
                          "file geodatabase, KML): %s"),
                        *reason != '\0' ? reason : _("unknown or damaged format"));
    }
    LtpCode rc = visit(dataset, arg, err);
    GDALClose(dataset);
    return rc;
}

/* ---- zip ---- */

/* Whether a file of this name is a map by itself: not the .dbf beside a .shp, nor a readme. */
static bool is_map_name(const char *name)
{
    static const char *const extensions[] = {"gpkg", "shp",      "geojson", "geojsonl", "geojsons",
                                             "json", "topojson", "kml",     "kmz",      "fgb",
                                             "gml",  "tab",      "mif"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (ltp_path_has_extension(name, extensions[i]))
            return true;
    return false;
}

/* The length of the leading folders of an entry up to a geodatabase: "a/b.gdb/x" -> 7; 0 = none. */
static size_t geodatabase_of(const char *entry)
{
    for (const char *slash = strchr(entry, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        size_t length = (size_t)(slash - entry);
        if (length > 4 && EQUALN(slash - 4, ".gdb", 4))
            return length;
    }
    return 0;
}

/* The entry that stands for a map, in `member`; false for what is none: files of a geodatabase are
 * one map, and resource forks of a Mac ("__MACOSX/._x.shp") are none. */
static bool map_of_entry(const char *entry, LtpBuf *member)
{
    if (strncmp(entry, "__MACOSX/", 9) == 0 || strncmp(ltp_path_name(entry), "._", 2) == 0)
        return false;
    size_t length = geodatabase_of(entry);
    if (length == 0 && !is_map_name(entry))
        return false;
    ltp_buf_clear(member);
    ltp_buf_put(member, entry, length > 0 ? length : strlen(entry));
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A .json beside the map is often a description of it. */
static bool is_other_json(const char *path)
{
    return ltp_path_has_extension(path, "json") &&
           GDALIdentifyDriverEx(path, GDAL_OF_VECTOR, NULL, NULL) == NULL;
}

/* The whole paths, a new list to free with CSLDestroy; NULL when there is none. */
static char **members_of(const char *zip)
{
    char **entries = VSIReadDirRecursive(zip), **members = NULL;
    LtpBuf member = {0}, path = {0};
    for (int i = 0; entries != NULL && entries[i] != NULL; i++) {
        if (!map_of_entry(entries[i], &member))
            continue;
        ltp_buf_clear(&path);
        ltp_buf_printf(&path, "%s/%s", zip, ltp_buf_text(&member));
        if (CSLFindStringCaseSensitive(members, ltp_buf_text(&path)) < 0 &&
            !is_other_json(ltp_buf_text(&path)))
            members = CSLAddString(members, ltp_buf_text(&path));
    }
    ltp_buf_release(&path);
    ltp_buf_release(&member);
    CSLDestroy(entries);
    if (members != NULL)
        qsort(members, (size_t)CSLCount(members), sizeof *members, by_name);
    return members;
}

static LtpCode visit_zip(const char *path, LtpMapFileVisit visit, void *arg, LtpError *err)
{
    LtpBuf zip = {0};
    ltp_buf_printf(&zip, "/vsizip/%s", path);
    char **members = members_of(ltp_buf_text(&zip));
    LtpCode rc = LTP_OK;
    if (members == NULL)
        rc = ltp_fail(err, LTP_EFORMAT,
                      _("the zip holds no map (GeoPackage, shapefile, GeoJSON, file geodatabase, "
                        "KML), or is damaged"));
    else if (CSLCount(members) > LTP_MAP_FILE_MEMBERS)
        rc =
            ltp_fail(err, LTP_ELIMIT, _("the zip holds %d maps, more than %d: unpack those wanted"),
                     CSLCount(members), LTP_MAP_FILE_MEMBERS);
    for (int i = 0; rc == LTP_OK && members[i] != NULL; i++)
        rc = visit_one(members[i], visit, arg, err);
    CSLDestroy(members);
    ltp_buf_release(&zip);
    return rc;
}

LtpCode ltp_map_file_each(const char *path, LtpMapFileVisit visit, void *arg, LtpError *err)
{
    return ltp_path_has_extension(path, "zip") ? visit_zip(path, visit, arg, err)
                                               : visit_one(path, visit, arg, err);
}
