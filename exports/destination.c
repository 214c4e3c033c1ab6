/* What goes where: the layers that were asked for or that have rows, in a file or a folder. */
#include "base/lang.h"
#include "base/os.h"
#include "base/text.h"
#include "exports/ground.h"

#include <string.h>

/* ---- where ---- */

static bool is_listed(const char *words, const char *extension)
{
    LtpBuf word = {0};
    bool found = false;
    for (const char *at = words; at != NULL && *at != '\0' && !found; at += *at == '|') {
        size_t length = strcspn(at, "|");
        ltp_buf_clear(&word);
        ltp_buf_put(&word, at, length);
        found = ltp_ascii_equal(ltp_buf_text(&word), extension);
        at += length;
    }
    ltp_buf_release(&word);
    return found;
}

static bool is_folder(const LtpExporter *exporter, const char *dest)
{
    size_t length = strlen(dest);
    const char *extension = ltp_path_extension(dest);
    if (length == 0 || dest[length - 1] == '/' || ltp_os_is_dir(dest))
        return true;
    if (extension[0] == '\0')
        return true;
    if (exporter->extension != NULL && ltp_ascii_equal(exporter->extension, extension))
        return false;
    return !is_listed(exporter->extensions, extension);
}

/* The folder that holds the file. */
static LtpCode make_parent(const char *path, LtpError *err)
{
    size_t length = (size_t)(ltp_path_name(path) - path);
    if (length <= 1)
        return LTP_OK;
    char *parent = ltp_strndup(path, length - 1);
    LtpCode rc = parent == NULL ? ltp_fail_memory(err) : ltp_os_mkdirs(parent, err);
    ltp_free(parent);
    return rc;
}

static LtpCode make_place(const LtpExportJob *job, const LtpExporter *exporter, LtpError *err)
{
    if (job->dest[0] == '\0')
        return ltp_fail(err, LTP_EUSAGE, _("The destination has no name."));
    if (job->folder && exporter->extension != NULL)
        return ltp_os_mkdirs(job->dest, err);
    return make_parent(job->dest, err);
}

/* The one file for all layers, in the folder. */
static LtpCode name_file(const LtpExportJob *job, const LtpExporter *exporter, char **path,
                         LtpError *err)
{
    LtpBuf name = {0};
    ltp_buf_printf(&name, "ltp.%s", exporter->extension);
    *path = ltp_path_join(job->dest, ltp_buf_text(&name));
    ltp_buf_release(&name);
    return *path != NULL ? LTP_OK : ltp_fail_memory(err);
}

/* ---- what ---- */

/* The records of the house on its own work: they leave only when they are named. */
static bool is_internal(const LtpLayer *layer)
{
    return strcmp(layer->name, "imports") == 0 || strcmp(layer->name, "findings") == 0;
}

/* Whether the layer has something to show at this clearance. */
static LtpCode has_rows(const LtpExportJob *job, const char *layer, bool shapes, bool *has,
                        LtpError *err)
{
    LtpRelease *release = NULL;
    LTP_TRY(job->source.open(job->source.arg, layer, &release, err));
    *has = ltp_release_count(release) > 0 && ltp_release_n_fields(release) > 0 &&
           (!shapes || ltp_release_geometry(release) != LTP_NO_GEOMETRY);
    ltp_release_close(release);
    return LTP_OK;
}

static LtpCode list_layers(const LtpExportJob *job, const LtpExporter *exporter,
                           const char **layers, size_t *count, LtpError *err)
{
    const LtpLayer *layer;
    for (size_t i = 0; (layer = ltp_layer_at(i)) != NULL; i++) {
        bool has = false;
        if (is_internal(layer))
            continue;
        LTP_TRY(has_rows(job, layer->name, exporter->geometry, &has, err));
        if (has)
            layers[(*count)++] = layer->name;
    }
    return LTP_OK;
}

static LtpCode export_all(const LtpExporter *exporter, LtpExportJob *job, LtpError *err)
{
    size_t most = 0, count = 0;
    while (ltp_layer_at(most) != NULL)
        most++;
    const char **layers = ltp_calloc(most + 1, sizeof *layers);
    LtpCode rc =
        layers == NULL ? ltp_fail_memory(err) : list_layers(job, exporter, layers, &count, err);
    job->layers = layers;
    job->n_layers = count; /* with none the driver's own say that they are empty */
    if (rc == LTP_OK)
        rc = exporter->run(job, err);
    ltp_free(layers);
    return rc;
}

/* Before anything is made: a system that the format cannot have, or that nobody knows. */
static LtpCode check_crs(const LtpExporter *exporter, const LtpExportJob *job, LtpError *err)
{
    LtpGround ground = {0};
    int epsg = 0;
    LTP_TRY(ltp_ground_code(job->crs, &epsg, err));
    if (job->crs == NULL || (epsg == 4326 && !exporter->any_crs))
        return LTP_OK;
    if (!exporter->any_crs)
        return ltp_fail(err, LTP_EUSAGE,
                        _("The format %s holds longitudes and latitudes (WGS 84) only. For EPSG:%d "
                          "choose gpkg, qgis, shapefile or flatgeobuf."),
                        exporter->name, epsg);
    LtpCode rc = ltp_ground_open(&ground, job->crs, err);
    ltp_ground_release(&ground);
    return rc;
}

LtpCode ltp_export(const LtpExporter *exporter, const LtpExportJob *given, LtpError *err)
{
    LtpExportJob job = *given;
    job.folder = given->folder || is_folder(exporter, given->dest);
    LTP_TRY(check_crs(exporter, given, err));
    LTP_TRY(make_place(&job, exporter, err));
    char *path = NULL;
    if (job.folder && exporter->many_layers && exporter->extension != NULL) {
        LTP_TRY(name_file(&job, exporter, &path, err));
        job.dest = path;
    }
    bool all = job.n_layers == 0 && (job.folder || exporter->many_layers) && !exporter->chosen;
    LtpCode rc = all ? export_all(exporter, &job, err) : exporter->run(&job, err);
    ltp_free(path);
    return rc;
}
