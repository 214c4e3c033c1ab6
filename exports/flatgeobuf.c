/* FlatGeobuf and KML by GDAL, one layer a file, written, closed and read back. */
#include "base/lang.h"
#include "base/os.h"
#include "exports/ground.h"
#include "exports/ogr.h"

#include <cpl_string.h>

typedef struct Vector {
    LtpGround ground;
    OGRLayerH layer;
    LtpLang lang;
    bool words;   /* KML: columns are called as people call them */
    int *columns; /* owned; of each field of the release: GDAL's KML has columns of its own first */
} Vector;

static LtpCode cannot_write(const LtpExportFile *file, LtpError *err)
{
    return ltp_fail(err, LTP_EIO, _("%s cannot be written; check the free space of the disk."),
                    file->path);
}

static LtpCode on_row(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    Vector *vector = arg;
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(vector->layer));
    LtpCode rc = LTP_OK;
    for (size_t i = 0; i < ltp_release_n_fields(file->release); i++)
        ltp_ogr_set(feature, vector->columns[i], &row->values[i]);
    if (row->wkb != NULL && ltp_release_geometry(file->release) != LTP_NO_GEOMETRY) {
        rc = ltp_ground_shape(&vector->ground, feature, row, err);
        file->facts.shapes += rc == LTP_OK;
    }
    if (rc == LTP_OK && OGR_L_CreateFeature(vector->layer, feature) != OGRERR_NONE)
        rc = cannot_write(file, err);
    OGR_F_Destroy(feature);
    return rc;
}

static LtpCode create_fields(Vector *vector, const LtpRelease *release, LtpError *err)
{
    static const OGRFieldType types[] = {[LTP_TEXT] = OFTString,
                                         [LTP_INTEGER] = OFTInteger64,
                                         [LTP_REAL] = OFTReal,
                                         [LTP_BOOLEAN] = OFTInteger,
                                         [LTP_DATE] = OFTDate};
    vector->columns = ltp_calloc(ltp_release_n_fields(release) + 1, sizeof *vector->columns);
    if (vector->columns == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        const LtpField *field = ltp_release_field(release, i);
        OGRFieldDefnH defn =
            OGR_Fld_Create(vector->words ? ltp_text_in(field->label, vector->lang) : field->name,
                           types[field->type]);
        if (field->type == LTP_BOOLEAN)
            OGR_Fld_SetSubType(defn, OFSTBoolean);
        OGRErr failed = OGR_L_CreateField(vector->layer, defn, FALSE);
        OGR_Fld_Destroy(defn);
        if (failed != OGRERR_NONE)
            return ltp_fail(err, LTP_EIO, _("The column %s cannot be made."), field->name);
        vector->columns[i] = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(vector->layer)) - 1;
    }
    return LTP_OK;
}

static LtpCode fill(GDALDatasetH dataset, LtpExportFile *file, Vector *vector, LtpError *err)
{
    static const OGRwkbGeometryType types[] = {
        [LTP_NO_GEOMETRY] = wkbNone, [LTP_POINT] = wkbPoint, [LTP_MULTIPOLYGON] = wkbMultiPolygon};
    LtpGeometryKind kind = ltp_release_geometry(file->release);
    OGRSpatialReferenceH crs = kind != LTP_NO_GEOMETRY ? vector->ground.crs : NULL;
    vector->layer = GDALDatasetCreateLayer(dataset, file->layer, crs, types[kind], NULL);
    if (vector->layer == NULL)
        return cannot_write(file, err);
    LTP_TRY(create_fields(vector, file->release, err));
    return ltp_export_rows(file, on_row, vector, err);
}

static LtpCode write_vector(LtpExportFile *file, const char *driver, bool words, LtpError *err)
{
    Vector vector = {.lang = ltp_lang(), .words = words};
    LtpOgrLog log;
    GDALAllRegister();
    LTP_TRY(ltp_ground_open(&vector.ground, words ? NULL : file->job->crs, err));
    ltp_ogr_log_begin(&log);
    char **options = words ? CSLSetNameValue(NULL, "NameField",
                                             ltp_text_in((LtpText){"Nom", "Name"}, vector.lang))
                           : NULL;
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName(driver), file->path, 0, 0, 0, GDT_Unknown, options);
    CSLDestroy(options);
    LtpCode rc = ltp_ogr_check(&log, file->path, err);
    if (rc == LTP_OK)
        rc = dataset != NULL ? fill(dataset, file, &vector, err) : cannot_write(file, err);
    if (dataset != NULL)
        GDALClose(dataset);
    if (rc == LTP_OK)
        rc = ltp_ogr_check(&log, file->path, err);
    ltp_ogr_log_end(&log);
    if (rc == LTP_OK)
        ltp_ground_note(&vector.ground, file);
    ltp_free(vector.columns);
    ltp_ground_release(&vector.ground);
    return rc;
}

/* Rows and shapes: KML keeps no types, and FlatGeobuf orders the rows by place. */
static LtpCode read_vector(const char *path, LtpFacts *found, LtpError *err)
{
    LtpFacts all = {.decimals = found->decimals};
    LTP_TRY(ltp_ogr_read_back(path, NULL, &all, err));
    found->rows = all.rows;
    found->shapes = all.shapes;
    return LTP_OK;
}

/* GDAL's FlatGeobuf leaves out rows without a geometry: that is said, and what is claimed. */
static LtpCode write_flatgeobuf(LtpExportFile *file, LtpError *err)
{
    LTP_TRY(write_vector(file, "FlatGeobuf", false, err));
    int64_t without = file->facts.rows - file->facts.shapes;
    if (without > 0 && ltp_release_geometry(file->release) != LTP_NO_GEOMETRY) {
        ltp_export_note(file->job,
                        _("%s: %lld rows have no geometry and are not in the FlatGeobuf, which "
                          "cannot hold them; GeoPackage and CSV do."),
                        file->layer, (long long)without);
        file->facts.rows = file->facts.shapes;
    }
    return LTP_OK;
}

static LtpCode run_flatgeobuf(const LtpExportJob *job, LtpError *err)
{
    static const LtpFileFormat format = {
        .write = write_flatgeobuf, .read = read_vector, .shapes = true, .readme = true};
    return ltp_export_files(job, &ltp_exporter_flatgeobuf, &format, err);
}

static LtpCode write_kml(LtpExportFile *file, LtpError *err)
{
    return write_vector(file, "KML", true, err);
}

static LtpCode run_kml(const LtpExportJob *job, LtpError *err)
{
    static const LtpFileFormat format = {
        .write = write_kml, .read = read_vector, .shapes = true, .readme = true};
    return ltp_export_files(job, &ltp_exporter_kml, &format, err);
}

static const char *const default_layers[] = {"gaps", NULL};

const LtpExporter ltp_exporter_flatgeobuf = {
    .name = "flatgeobuf",
    .title = {"FlatGeobuf", "FlatGeobuf"},
    .extension = "fgb",
    .geometry = true,
    .any_crs = true,
    .layers = default_layers,
    .run = run_flatgeobuf,
};

const LtpExporter ltp_exporter_kml = {
    .name = "kml",
    .title = {"KML pour Google Earth", "KML for Google Earth"},
    .extension = "kml",
    .geometry = true,
    .layers = default_layers,
    .run = run_kml,
};
