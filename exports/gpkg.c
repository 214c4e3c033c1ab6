/* GeoPackage: every layer in one file with its spatial index, labels as aliases, stamps as
 * metadata, and default styles that QGIS applies when the file is dropped into it. */
#include "exports/gpkg.h"

#include "base/lang.h"
#include "base/os.h"
#include "exports/ground.h"
#include "exports/zip.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <stdio.h>
#include <string.h>

/* Which figures of a row are withheld, by name: a style can then tell them from the unknown. */
static const LtpField withheld_field = {
    .name = "withheld",
    .type = LTP_TEXT,
    .label = {"Chiffres masqués", "Figures withheld"},
    .definition = {"Noms des colonnes dont le chiffre est masqué parce qu'il compte trop peu de "
                   "personnes.",
                   "Names of the columns whose figure is withheld because it counts too few "
                   "people."},
};

typedef struct Package {
    const LtpExportJob *job;
    LtpOgrLog log;
    LtpGround ground;
    GDALDatasetH dataset;
    OGRLayerH layer;  /* being filled */
    OGRLayerH styles; /* layer_styles; NULL until a style is made */
    bool withheld;    /* the layer has our column of that name */
    LtpFacts *facts;  /* of each layer as handed to GDAL */
    LtpProject project;
    LtpBuf *qgz; /* the project's bytes */
} Package;

/* In GDAL's words where it has some. */
static LtpCode cannot_write(const Package *package, const char *path, LtpError *err)
{
    LTP_TRY(ltp_ogr_check(&package->log, path, err));
    return ltp_fail(err, LTP_EIO, _("%s cannot be written; check the free space of the disk."),
                    path);
}

/* ---- columns ---- */

static LtpCode create_field(OGRLayerH layer, const LtpField *field, LtpError *err)
{
    static const OGRFieldType types[] = {[LTP_TEXT] = OFTString,
                                         [LTP_INTEGER] = OFTInteger64,
                                         [LTP_REAL] = OFTReal,
                                         [LTP_BOOLEAN] = OFTInteger,
                                         [LTP_DATE] = OFTDate};
    OGRFieldDefnH defn = OGR_Fld_Create(field->name, types[field->type]);
    if (field->type == LTP_BOOLEAN)
        OGR_Fld_SetSubType(defn, OFSTBoolean);
    OGR_Fld_SetAlternativeName(defn, ltp_text_in(field->label, ltp_lang()));
    OGRErr failed = OGR_L_CreateField(layer, defn, FALSE);
    OGR_Fld_Destroy(defn);
    return failed == OGRERR_NONE
               ? LTP_OK
               : ltp_fail(err, LTP_EIO, _("The column %s cannot be made."), field->name);
}

static LtpCode create_fields(const Package *package, const LtpRelease *release, LtpError *err)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++)
        LTP_TRY(create_field(package->layer, ltp_release_field(release, i), err));
    return package->withheld ? create_field(package->layer, &withheld_field, err) : LTP_OK;
}

/* ---- rows ---- */

static void set_withheld(const LtpExportFile *file, const LtpReleaseRow *row, OGRFeatureH feature)
{
    int n = (int)ltp_release_n_fields(file->release);
    LtpBuf names = {.max = 4096};
    for (int i = 0; i < n; i++) {
        if (row->values[i].suppressed)
            ltp_buf_printf(&names, "%s%s", names.size > 0 ? " " : "",
                           ltp_release_field(file->release, (size_t)i)->name);
    }
    if (names.size > 0)
        OGR_F_SetFieldString(feature, n, ltp_buf_text(&names));
    else
        OGR_F_SetFieldNull(feature, n);
    ltp_buf_release(&names);
}

static LtpCode fill_feature(Package *package, LtpExportFile *file, const LtpReleaseRow *row,
                            OGRFeatureH feature, LtpError *err)
{
    for (size_t i = 0; i < ltp_release_n_fields(file->release); i++)
        ltp_ogr_set(feature, (int)i, &row->values[i]);
    if (package->withheld)
        set_withheld(file, row, feature);
    if (row->wkb != NULL && ltp_release_geometry(file->release) != LTP_NO_GEOMETRY) {
        LTP_TRY(ltp_ground_shape(&package->ground, feature, row, err));
        file->facts.shapes++;
    }
    return LTP_OK;
}

static LtpCode on_row(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    Package *package = arg;
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(package->layer));
    LtpCode rc = fill_feature(package, file, row, feature, err);
    if (rc == LTP_OK) {
        ltp_ogr_feature_facts(package->facts, feature);
        ltp_project_row(&package->project, file, row);
        if (OGR_L_CreateFeature(package->layer, feature) != OGRERR_NONE)
            rc = cannot_write(package, file->path, err);
    }
    OGR_F_Destroy(feature);
    return rc;
}

/* ---- layers ---- */

static const char *stamp_or(const LtpRelease *release, const char *key, LtpText other)
{
    const char *stamp = ltp_release_stamp(release, key);
    return stamp != NULL ? stamp : ltp_text_in(other, ltp_lang());
}

static OGRLayerH create_layer(const Package *package, const LtpExportFile *file)
{
    static const OGRwkbGeometryType types[] = {
        [LTP_NO_GEOMETRY] = wkbNone, [LTP_POINT] = wkbPoint, [LTP_MULTIPOLYGON] = wkbMultiPolygon};
    const LtpLayer *layer = ltp_release_layer(file->release);
    LtpGeometryKind kind = ltp_release_geometry(file->release);
    OGRSpatialReferenceH crs = kind != LTP_NO_GEOMETRY ? package->ground.crs : NULL;
    char **options = CSLSetNameValue(NULL, "IDENTIFIER", ltp_text_in(layer->title, ltp_lang()));
    options = CSLSetNameValue(options, "DESCRIPTION",
                              stamp_or(file->release, "abstract", layer->abstract));
    options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
    OGRLayerH made =
        GDALDatasetCreateLayer(package->dataset, file->layer, crs, types[kind], options);
    CSLDestroy(options);
    return made;
}

/* The stamps, where GDAL and QGIS look for them: gpkg_metadata of the layer. */
static LtpCode put_metadata(const Package *package, const LtpRelease *release, LtpError *err)
{
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    for (size_t i = 0; i < count; i++) {
        const char *value = ltp_release_stamp(release, keys[i].key);
        if (value != NULL &&
            GDALSetMetadataItem(package->layer, keys[i].key, value, NULL) != CE_None)
            return ltp_fail(err, LTP_EIO, _("The metadata of the GeoPackage cannot be written."));
    }
    return LTP_OK;
}

static LtpCode fill_layer(Package *package, LtpExportFile *file, LtpError *err)
{
    package->withheld = ltp_export_has_field(file->release, "suppressed");
    package->layer = create_layer(package, file);
    if (package->layer == NULL)
        return cannot_write(package, file->path, err);
    LTP_TRY(create_fields(package, file->release, err));
    if (OGR_L_StartTransaction(package->layer) != OGRERR_NONE)
        return cannot_write(package, file->path, err);
    LTP_TRY(ltp_export_rows(file, on_row, package, err));
    LTP_TRY(put_metadata(package, file->release, err));
    if (OGR_L_CommitTransaction(package->layer) != OGRERR_NONE)
        return cannot_write(package, file->path, err);
    return LTP_OK;
}

/* ---- styles ---- */

static LtpCode put_style(Package *package, const LtpExportFile *file, const LtpStyleTheme *theme,
                         bool first, LtpError *err)
{
    LtpLang lang = ltp_lang();
    LtpStyle style = {.theme = theme,
                      .release = file->release,
                      .source = &file->job->source,
                      .largest = file->largest,
                      .lang = lang,
                      .level = -1};
    LtpText title = theme != NULL ? theme->title : ltp_release_layer(file->release)->title;
    LtpBuf qml = {0};
    ltp_style_qml(&qml, &style);
    LtpCode rc = ltp_buf_check(&qml, err);
    if (rc == LTP_OK && package->styles == NULL)
        package->styles = ltp_gpkg_create_styles(package->dataset);
    if (rc == LTP_OK && (package->styles == NULL ||
                         !ltp_gpkg_add_style(package->styles, file->layer, ltp_text_in(title, lang),
                                             ltp_buf_text(&qml), first)))
        rc = cannot_write(package, file->path, err);
    ltp_buf_release(&qml);
    return rc;
}

/* A style for each theme of the layer; a plain one where it has none. */
static LtpCode put_styles(Package *package, const LtpExportFile *file, LtpError *err)
{
    const LtpExportSource *source = &file->job->source;
    const LtpStyleTheme *theme;
    bool first = true;
    if (source->classes == NULL || ltp_release_geometry(file->release) == LTP_NO_GEOMETRY)
        return LTP_OK;
    for (size_t i = 0; (theme = ltp_style_theme(file->layer, i)) != NULL; i++) {
        if (!ltp_style_is_drawn(theme, file->release, source))
            continue;
        LTP_TRY(put_style(package, file, theme, first, err));
        first = false;
    }
    return first ? put_style(package, file, NULL, true, err) : LTP_OK;
}

/* The project, also as an extra inside the file. */
static LtpCode put_project(Package *package, const char *path, LtpError *err)
{
    LtpBuf qgs = {0};
    if (package->job->source.classes == NULL)
        return LTP_OK;
    LtpCode rc = ltp_project_put(&package->project, &qgs, err);
    if (rc == LTP_OK)
        rc = ltp_zip_text("ltp.qgs", &qgs, path, package->qgz, err);
    if (rc == LTP_OK)
        rc = ltp_gpkg_add_project(package->dataset, &package->log, path, package->qgz, err);
    ltp_buf_release(&qgs);
    return rc;
}

/* ---- the file ---- */

static LtpCode export_layer(Package *package, size_t i, const char *path, LtpError *err)
{
    const LtpExportJob *job = package->job;
    size_t n = ltp_export_n_layers(job, &ltp_exporter_gpkg);
    LtpExportFile file = {0};
    LtpCode rc =
        ltp_export_open(job, ltp_export_layer(job, &ltp_exporter_gpkg, i), i, n, &file, err);
    file.path = path;
    package->facts = package->facts + (i > 0);
    if (rc == LTP_OK)
        rc = fill_layer(package, &file, err);
    if (rc == LTP_OK)
        rc = put_styles(package, &file, err);
    if (rc == LTP_OK)
        rc = ltp_project_add(&package->project, &file, package->facts, err);
    if (rc == LTP_OK) {
        ltp_export_note_shapes(&file);
        ltp_ground_note(&package->ground, &file);
    }
    ltp_release_close(file.release);
    return rc;
}

static LtpCode write_layers(Package *package, const char *path, LtpError *err)
{
    LtpCode rc = LTP_OK;
    for (size_t i = 0; rc == LTP_OK && i < ltp_export_n_layers(package->job, &ltp_exporter_gpkg);
         i++)
        rc = export_layer(package, i, path, err);
    return rc == LTP_OK ? put_project(package, path, err) : rc;
}

/* The day of the house instead of the clock's: same data, same bytes ($SOURCE_DATE_EPOCH). */
static void set_clock(void)
{
    char now[32], gpkg[40];
    ltp_os_now_text(now);
    snprintf(gpkg, sizeof gpkg, "%.19s.000Z", now);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", gpkg);
}

static LtpCode write_package(Package *package, const char *path, LtpError *err)
{
    ltp_ogr_log_begin(&package->log);
    set_clock();
    package->dataset = GDALCreate(GDALGetDriverByName("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
    LtpCode rc = ltp_ogr_check(&package->log, path, err);
    if (rc == LTP_OK)
        rc = write_layers(package, path, err);
    if (package->dataset != NULL)
        GDALClose(package->dataset);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    if (rc == LTP_OK)
        rc = ltp_ogr_check(&package->log, path, err);
    if (rc == LTP_OK && package->log.warnings.size > 0)
        ltp_export_note(package->job, "%s", ltp_buf_text(&package->log.warnings));
    ltp_ogr_log_end(&package->log);
    return rc;
}

typedef struct Claim {
    const LtpExportJob *job;
    const LtpFacts *facts; /* of each layer */
} Claim;

static LtpCode prove(const char *partial, void *arg, LtpError *err)
{
    const Claim *claim = arg;
    for (size_t i = 0; i < ltp_export_n_layers(claim->job, &ltp_exporter_gpkg); i++) {
        LtpFacts found = {.decimals = claim->facts[i].decimals};
        LTP_TRY(ltp_ogr_read_back(partial, ltp_export_layer(claim->job, &ltp_exporter_gpkg, i),
                                  &found, err));
        LTP_TRY(ltp_facts_same(&claim->facts[i], &found, partial, err));
    }
    return LTP_OK;
}

/* What SQLite may have left beside a file it could not finish. */
static void remove_partial(const char *partial)
{
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm", ".qgz"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        LtpBuf path = {0};
        ltp_buf_printf(&path, "%s%s", partial, suffixes[i]);
        if (ltp_os_remove(ltp_buf_text(&path), NULL) != LTP_OK)
            ltp_log(LTP_LOG_WARNING, _("The unfinished file %s could not be removed."),
                    ltp_buf_text(&path));
        ltp_buf_release(&path);
    }
}

static LtpCode run_with(const LtpExportJob *job, const char *partial, LtpFacts *facts, LtpBuf *qgz,
                        LtpError *err)
{
    Package package = {.job = job, .facts = facts, .qgz = qgz};
    Claim claim = {.job = job, .facts = facts};
    remove_partial(partial); /* of an earlier run that was killed */
    LtpCode rc = ltp_ground_open(&package.ground, job->crs, err);
    ltp_project_init(&package.project, ltp_path_name(job->dest), package.ground.epsg, ltp_lang());
    if (rc == LTP_OK)
        rc = write_package(&package, partial, err);
    ltp_project_release(&package.project);
    ltp_ground_release(&package.ground);
    if (rc == LTP_OK)
        rc = ltp_export_commit(partial, job->dest, prove, &claim, err);
    if (rc != LTP_OK) {
        remove_partial(partial);
        return rc;
    }
    ltp_export_written(job, job->dest);
    return ltp_progress(job->progress, 1, 1, err);
}

LtpCode ltp_gpkg_export(const LtpExportJob *job, LtpBuf *qgz, LtpError *err)
{
    LtpBuf own = {0};
    size_t n = ltp_export_n_layers(job, &ltp_exporter_gpkg);
    LtpBuf partial = {0};
    LtpFacts *facts = ltp_calloc(n, sizeof *facts);
    ltp_buf_printf(&partial, "%s.partial.gpkg", job->dest);
    LtpCode rc = facts == NULL ? ltp_fail_memory(err) : ltp_buf_check(&partial, err);
    for (size_t i = 0; rc == LTP_OK && i < n; i++)
        facts[i].decimals = LTP_DECIMALS;
    GDALAllRegister();
    if (rc == LTP_OK)
        rc = run_with(job, ltp_buf_text(&partial), facts, qgz != NULL ? qgz : &own, err);
    ltp_buf_release(&own);
    ltp_buf_release(&partial);
    ltp_free(facts);
    return rc;
}

static LtpCode run(const LtpExportJob *job, LtpError *err)
{
    return ltp_gpkg_export(job, NULL, err);
}

static const char *const default_layers[] = {"gaps", "coverage", "units", NULL};

const LtpExporter ltp_exporter_gpkg = {
    .name = "gpkg",
    .title = {"GeoPackage avec styles", "GeoPackage with styles"},
    .extension = "gpkg",
    .many_layers = true,
    .any_crs = true,
    .layers = default_layers,
    .run = run,
};
