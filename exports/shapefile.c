/* Shapefiles: .shp, .shx, .dbf, .prj and .cpg by GDAL, with a dictionary of the short names and a
 * readme beside each; in a folder, or packed when the destination ends in .zip. */
#include "base/date.h"
#include "base/lang.h"
#include "base/os.h"
#include "exports/dbf.h"
#include "exports/ground.h"
#include "exports/styles.h"
#include "exports/zip.h"

#include <cpl_string.h>
#include <string.h>

/* ---- one layer ---- */

typedef struct Shapes {
    LtpDbf dbf;
    LtpGround ground;
    OGRLayerH layer;
    LtpFacts facts; /* of the features as handed to GDAL */
} Shapes;

static LtpCode on_row(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    Shapes *shapes = arg;
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(shapes->layer));
    LtpCode rc = ltp_dbf_set(&shapes->dbf, row, feature, err);
    if (rc == LTP_OK && row->wkb != NULL &&
        ltp_release_geometry(file->release) != LTP_NO_GEOMETRY) {
        rc = ltp_ground_shape(&shapes->ground, feature, row, err);
        file->facts.shapes += rc == LTP_OK;
    }
    if (rc == LTP_OK) {
        ltp_ogr_feature_facts(&shapes->facts, feature);
        if (OGR_L_CreateFeature(shapes->layer, feature) != OGRERR_NONE)
            rc = ltp_fail(err, LTP_EIO,
                          _("%s cannot be written; check the free space of the disk."), file->path);
    }
    OGR_F_Destroy(feature);
    return rc;
}

static OGRLayerH create_layer(GDALDatasetH dataset, const LtpExportFile *file,
                              const LtpGround *ground)
{
    static const OGRwkbGeometryType types[] = {
        [LTP_NO_GEOMETRY] = wkbNone, [LTP_POINT] = wkbPoint, [LTP_MULTIPOLYGON] = wkbPolygon};
    char day[LTP_DATE_TEXT];
    LtpGeometryKind kind = ltp_release_geometry(file->release);
    OGRSpatialReferenceH crs = kind != LTP_NO_GEOMETRY ? ground->crs : NULL;
    char **options = CSLSetNameValue(NULL, "ENCODING", "UTF-8");
    options = CSLSetNameValue(options, "DBF_DATE_LAST_UPDATE", ltp_day_text(ltp_os_today(), day));
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, file->layer, crs, types[kind], options);
    CSLDestroy(options);
    return layer;
}

static LtpCode fill_dataset(GDALDatasetH dataset, LtpExportFile *file, Shapes *shapes,
                            LtpError *err)
{
    shapes->layer = create_layer(dataset, file, &shapes->ground);
    if (shapes->layer == NULL)
        return ltp_fail(err, LTP_EIO, _("%s cannot be written."), file->path);
    LTP_TRY(ltp_dbf_init(&shapes->dbf, file->release, err));
    LTP_TRY(ltp_dbf_create_fields(&shapes->dbf, shapes->layer, err));
    return ltp_export_rows(file, on_row, shapes, err);
}

/* Most failures of the disk show only when GDAL closes the files. */
static LtpCode write_shapes(LtpExportFile *file, Shapes *shapes, LtpError *err)
{
    LtpOgrLog log;
    ltp_ogr_log_begin(&log);
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName("ESRI Shapefile"), file->path, 0, 0, 0, GDT_Unknown, NULL);
    LtpCode rc = ltp_ogr_check(&log, file->path, err);
    if (rc == LTP_OK)
        rc = fill_dataset(dataset, file, shapes, err);
    if (dataset != NULL)
        GDALClose(dataset);
    if (rc == LTP_OK)
        rc = ltp_ogr_check(&log, file->path, err);
    if (rc == LTP_OK && log.warnings.size > 0)
        ltp_export_note(file->job, "%s", ltp_buf_text(&log.warnings));
    ltp_ogr_log_end(&log);
    return rc;
}

static LtpCode read_shapes(const LtpExportFile *file, const LtpFacts *written, LtpError *err)
{
    LtpFacts found = {.decimals = written->decimals};
    LtpBuf path = {0};
    ltp_buf_printf(&path, "%s/%s.%s", file->path, file->layer,
                   ltp_release_geometry(file->release) == LTP_NO_GEOMETRY ? "dbf" : "shp");
    LtpCode rc = ltp_buf_check(&path, err);
    if (rc == LTP_OK)
        rc = ltp_ogr_read_back(ltp_buf_text(&path), NULL, &found, err);
    if (rc == LTP_OK)
        rc = ltp_facts_same(written, &found, ltp_buf_text(&path), err);
    ltp_buf_release(&path);
    return rc;
}

static void note_cuts(const LtpExportFile *file, const LtpDbf *dbf)
{
    for (size_t i = 0; i < dbf->count; i++) {
        if (dbf->columns[i].cut > 0)
            ltp_export_note(file->job,
                            _("%s: %lld texts of the column %s were longer than 254 bytes and are "
                              "cut in the shapefile; GeoJSON and CSV hold them whole."),
                            file->layer, (long long)dbf->columns[i].cut,
                            dbf->columns[i].field->dbf);
    }
}

static LtpCode write_beside(LtpExportFile *file, const LtpDbf *dbf, LtpError *err)
{
    LtpBuf path = {0};
    ltp_buf_printf(&path, "%s/%s_dictionnaire.csv", file->path, file->layer);
    LtpCode rc = ltp_buf_check(&path, err);
    if (rc == LTP_OK)
        rc = ltp_dbf_dictionary(dbf, ltp_buf_text(&path), err);
    ltp_buf_clear(&path);
    ltp_buf_printf(&path, "%s/%s_lisezmoi.txt", file->path, file->layer);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&path, err);
    if (rc == LTP_OK)
        rc = ltp_export_readme(file, ltp_buf_text(&path), err);
    ltp_buf_release(&path);
    return rc;
}

/* The first theme of the layer that can be drawn; NULL is the plain style. */
static const LtpStyleTheme *theme_of(const LtpExportFile *file)
{
    const LtpStyleTheme *theme;
    for (size_t i = 0; (theme = ltp_style_theme(file->layer, i)) != NULL; i++) {
        if (ltp_style_is_drawn(theme, file->release, &file->job->source))
            return theme;
    }
    return NULL;
}

/* A style beside the shapefile that QGIS applies when the file is opened. */
static LtpCode write_style(LtpExportFile *file, LtpError *err)
{
    LtpBuf path = {0}, qml = {0};
    LtpStyle style = {.theme = theme_of(file),
                      .release = file->release,
                      .source = &file->job->source,
                      .largest = file->largest,
                      .names = LTP_STYLE_DBF,
                      .lang = ltp_lang(),
                      .level = -1};
    if (file->job->source.classes == NULL || ltp_release_geometry(file->release) == LTP_NO_GEOMETRY)
        return LTP_OK;
    ltp_style_qml(&qml, &style);
    ltp_buf_printf(&path, "%s/%s.qml", file->path, file->layer);
    LtpCode rc = ltp_buf_check(qml.failed ? &qml : &path, err);
    if (rc == LTP_OK)
        rc = ltp_os_write_file(ltp_buf_text(&path), qml.data, qml.size, err);
    ltp_buf_release(&path);
    ltp_buf_release(&qml);
    return rc;
}

static LtpCode export_layer(const LtpExportJob *job, size_t i, const char *folder, LtpError *err)
{
    size_t n = ltp_export_n_layers(job, &ltp_exporter_shapefile);
    LtpExportFile file = {0};
    Shapes shapes = {.facts = {.decimals = LTP_DECIMALS}};
    LtpCode rc = LTP_OK;
    LTP_GO(
        ltp_export_open(job, ltp_export_layer(job, &ltp_exporter_shapefile, i), i, n, &file, err));
    file.path = file.dest = folder;
    LTP_GO(ltp_ground_open(&shapes.ground, job->crs, err));
    LTP_GO(write_shapes(&file, &shapes, err));
    LTP_GO(read_shapes(&file, &shapes.facts, err));
    LTP_GO(write_beside(&file, &shapes.dbf, err));
    LTP_GO(write_style(&file, err));
    note_cuts(&file, &shapes.dbf);
    ltp_export_note_shapes(&file);
    ltp_ground_note(&shapes.ground, &file);
done:
    ltp_ground_release(&shapes.ground);
    ltp_dbf_release(&shapes.dbf);
    ltp_release_close(file.release);
    return rc;
}

/* ---- all layers, delivered ---- */

typedef struct Delivery {
    const LtpExportJob *job;
    const char *from;
    const char *to; /* folder or zip */
    int64_t files;
} Delivery;

/* Of an older export of the layer, what the new one doesn't replace: indexes of other programs,
 * which would lie about the new rows, and shapes, where the new one may show none. */
static LtpCode remove_stale(const Delivery *delivery, const char *dbf, LtpError *err)
{
    static const char *const parts[] = {"qix", "sbn", "sbx", "idm", "ind",
                                        "shp", "shx", "prj", "qml"};
    LtpBuf made = {0}, old = {0};
    LtpCode rc = LTP_OK;
    int stem = (int)(strlen(dbf) - strlen(".dbf"));
    for (size_t i = 0; rc == LTP_OK && i < sizeof parts / sizeof *parts; i++) {
        ltp_buf_clear(&made);
        ltp_buf_clear(&old);
        ltp_buf_printf(&made, "%s/%.*s.%s", delivery->from, stem, dbf, parts[i]);
        ltp_buf_printf(&old, "%s/%.*s.%s", delivery->to, stem, dbf, parts[i]);
        rc = ltp_buf_check(made.failed ? &made : &old, err);
        if (rc == LTP_OK && !ltp_os_exists(ltp_buf_text(&made)))
            rc = ltp_os_remove(ltp_buf_text(&old), err);
    }
    ltp_buf_release(&made);
    ltp_buf_release(&old);
    return rc;
}

static LtpCode deliver_file(const char *name, void *arg, LtpError *err)
{
    Delivery *delivery = arg;
    char *from = ltp_path_join(delivery->from, name);
    char *to = ltp_path_join(delivery->to, name);
    LtpCode rc = LTP_OK;
    if (from == NULL || to == NULL)
        rc = ltp_fail_memory(err);
    if (rc == LTP_OK && ltp_path_has_extension(name, "dbf"))
        rc = remove_stale(delivery, name, err);
    if (rc == LTP_OK)
        rc = ltp_export_commit(from, to, NULL, NULL, err);
    if (rc == LTP_OK)
        ltp_export_written(delivery->job, to);
    ltp_free(from);
    ltp_free(to);
    return rc;
}

static LtpCode count_file(const char *name, void *arg, LtpError *err)
{
    (void)name;
    (void)err;
    ((Delivery *)arg)->files++;
    return LTP_OK;
}

static LtpCode check_zip(const char *partial, void *arg, LtpError *err)
{
    return ltp_zip_check(partial, ((const Delivery *)arg)->files, err);
}

static LtpCode deliver_zip(Delivery *delivery, LtpError *err)
{
    LtpBuf partial = {0};
    ltp_buf_printf(&partial, "%s.partial.zip", delivery->to);
    LtpCode rc = ltp_buf_check(&partial, err);
    if (rc == LTP_OK)
        rc = ltp_os_list(delivery->from, count_file, delivery, err);
    if (rc == LTP_OK)
        rc = ltp_zip_folder(delivery->from, ltp_buf_text(&partial), err);
    if (rc == LTP_OK)
        rc = ltp_export_commit(ltp_buf_text(&partial), delivery->to, check_zip, delivery, err);
    if (rc == LTP_OK)
        ltp_export_written(delivery->job, delivery->to);
    ltp_buf_release(&partial);
    return rc;
}

static LtpCode deliver(const LtpExportJob *job, const char *from, const char *to, LtpError *err)
{
    Delivery delivery = {.job = job, .from = from, .to = to};
    if (ltp_path_has_extension(to, "zip"))
        return deliver_zip(&delivery, err);
    LTP_TRY(ltp_os_mkdirs(to, err));
    return ltp_os_list(from, deliver_file, &delivery, err);
}

static LtpCode run_in(const LtpExportJob *job, const char *folder, const char *dest, LtpError *err)
{
    LTP_TRY(ltp_os_remove_tree(folder, err)); /* of an earlier run that was killed */
    LTP_TRY(ltp_os_mkdirs(folder, err));
    for (size_t i = 0; i < ltp_export_n_layers(job, &ltp_exporter_shapefile); i++)
        LTP_TRY(export_layer(job, i, folder, err));
    LTP_TRY(deliver(job, folder, dest, err));
    return ltp_progress(job->progress, 1, 1, err);
}

static LtpCode run(const LtpExportJob *job, LtpError *err)
{
    size_t length = strlen(job->dest);
    while (length > 1 && job->dest[length - 1] == '/')
        length--;
    char *dest = ltp_strndup(job->dest, length);
    LtpBuf folder = {0};
    ltp_buf_printf(&folder, "%s.partial", dest != NULL ? dest : "");
    LtpCode rc = dest == NULL ? ltp_fail_memory(err) : ltp_buf_check(&folder, err);
    if (rc == LTP_OK) {
        GDALAllRegister();
        rc = run_in(job, ltp_buf_text(&folder), dest, err);
        if (ltp_os_remove_tree(ltp_buf_text(&folder), NULL) != LTP_OK)
            ltp_log(LTP_LOG_WARNING, _("The unfinished folder %s could not be removed."),
                    ltp_buf_text(&folder));
    }
    ltp_buf_release(&folder);
    ltp_free(dest);
    return rc;
}

static const char *const default_layers[] = {"gaps", NULL};

const LtpExporter ltp_exporter_shapefile = {
    .name = "shapefile",
    .title = {"Shapefile avec dictionnaire (dossier ou .zip)",
              "Shapefile with dictionary (folder or .zip)"},
    .extensions = "zip",
    .many_layers = true,
    .any_crs = true,
    .layers = default_layers,
    .run = run,
};
