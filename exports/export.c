#include "exports/driver.h"

#include "base/lang.h"
#include "base/os.h"
#include "exports/styles.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

LtpCode ltp_export_commit(const char *partial, const char *dest, LtpExportVerifyFn *verify,
                          void *arg, LtpError *err)
{
    LtpCode rc = verify != NULL ? verify(partial, arg, err) : LTP_OK;
    if (rc == LTP_OK)
        rc = ltp_os_commit(partial, dest, err);
    if (rc != LTP_OK && ltp_os_remove(partial, NULL) != LTP_OK)
        ltp_log(LTP_LOG_WARNING, _("The unfinished file %s could not be removed."), partial);
    return rc;
}

size_t ltp_export_n_layers(const LtpExportJob *job, const LtpExporter *exporter)
{
    size_t n = job->n_layers;
    if (n == 0) {
        while (exporter->layers[n] != NULL)
            n++;
    }
    return n;
}

const char *ltp_export_layer(const LtpExportJob *job, const LtpExporter *exporter, size_t i)
{
    return job->n_layers > 0 ? job->layers[i] : exporter->layers[i];
}

LtpCode ltp_export_open(const LtpExportJob *job, const char *layer, size_t i, size_t n,
                        LtpExportFile *file, LtpError *err)
{
    if (job->decimals < 0 || job->decimals > 9)
        return ltp_fail(err, LTP_EUSAGE, _("Coordinates have 1 to 9 decimals, not %d."),
                        job->decimals);
    *file = (LtpExportFile){.job = job, .layer = layer};
    file->facts.decimals = job->decimals > 0 ? job->decimals : LTP_DECIMALS;
    file->progress =
        ltp_progress_part(job->progress, layer, (double)i / (double)n, (double)(i + 1) / (double)n);
    return job->source.open(job->source.arg, layer, &file->release, err);
}

/* The column of the figure that is drawn as circles; SIZE_MAX where there is none. */
static size_t circle_column(const LtpExportFile *file)
{
    const LtpStyleTheme *theme;
    for (size_t t = 0; (theme = ltp_style_theme(file->layer, t)) != NULL; t++) {
        for (size_t i = 0; theme->classes == NULL && i < ltp_release_n_fields(file->release); i++) {
            if (strcmp(ltp_release_field(file->release, i)->name, theme->field) == 0)
                return i;
        }
    }
    return SIZE_MAX;
}

LtpCode ltp_export_rows(LtpExportFile *file, LtpExportRowFn *fn, void *arg, LtpError *err)
{
    int64_t expected = ltp_release_count(file->release);
    const LtpReleaseRow *row = NULL;
    size_t circle = circle_column(file);
    for (;;) {
        LTP_TRY(ltp_release_next(file->release, &row, err));
        if (row == NULL)
            break;
        LTP_TRY(fn(file, row, arg, err));
        if (circle != SIZE_MAX && !row->values[circle].null)
            file->largest = fmax(file->largest, (double)row->values[circle].integer);
        if (file->facts.rows++ % 256 == 0)
            LTP_TRY(ltp_progress(&file->progress, (double)file->facts.rows, (double)expected, err));
    }
    if (file->facts.rows != expected)
        return ltp_fail(err, LTP_EINTERNAL,
                        _("The layer %s announced %lld rows and gave %lld. Nothing was exported; "
                          "please report this."),
                        file->layer, (long long)expected, (long long)file->facts.rows);
    return LTP_OK;
}

void ltp_export_written(const LtpExportJob *job, const char *path)
{
    if (job->written != NULL)
        ltp_buf_printf(job->written, "%s\n", path);
}

void ltp_export_note(const LtpExportJob *job, const char *fmt, ...)
{
    if (job->notes == NULL)
        return;
    char text[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    ltp_buf_printf(job->notes, "%s\n", text);
}

void ltp_export_note_shapes(const LtpExportFile *file)
{
    LtpGeometryKind kind = ltp_release_geometry(file->release);
    long long without = (long long)(file->facts.rows - file->facts.shapes);
    if (kind == LTP_NO_GEOMETRY && ltp_release_layer(file->release)->geometry != LTP_NO_GEOMETRY)
        ltp_export_note(file->job,
                        _("%s: places are left out, they are above the clearance of this export."),
                        file->layer);
    else if (kind != LTP_NO_GEOMETRY && without > 0)
        ltp_export_note(
            file->job, _("%s: %lld rows have no geometry; they are in the file, but not on a map."),
            file->layer, without);
}

char *ltp_export_beside(const char *dest, const char *suffix)
{
    size_t length = strlen(dest) - strlen(ltp_path_extension(dest));
    if (length > 0 && length < strlen(dest) && dest[length - 1] == '.')
        length--;
    LtpBuf buf = {0};
    ltp_buf_put(&buf, dest, length);
    ltp_buf_puts(&buf, suffix);
    char *path = ltp_buf_take(&buf);
    ltp_buf_release(&buf);
    return path;
}

/* ---- one layer, one file ---- */

/* The file of a layer: the destination itself, or a file in it. */
static LtpCode target(const LtpExportJob *job, const LtpExporter *exporter, const char *layer,
                      size_t n_layers, char **dest, LtpError *err)
{
    size_t length = strlen(job->dest);
    bool slash = length > 0 && job->dest[length - 1] == '/';
    bool folder = job->folder || slash || n_layers > 1 || ltp_os_is_dir(job->dest);
    LtpBuf buf = {0};
    if (folder) {
        LTP_TRY(ltp_os_mkdirs(job->dest, err));
        ltp_buf_printf(&buf, "%s.%s", layer, exporter->extension);
        *dest = ltp_path_join(job->dest, ltp_buf_text(&buf));
    } else {
        *dest = ltp_strdup(job->dest);
    }
    ltp_buf_release(&buf);
    return *dest != NULL ? LTP_OK : ltp_fail_memory(err);
}

typedef struct Claim {
    const LtpFileFormat *format;
    const LtpFacts *facts;
} Claim;

static LtpCode prove(const char *partial, void *arg, LtpError *err)
{
    const Claim *claim = arg;
    LtpFacts found = {.decimals = claim->facts->decimals};
    LTP_TRY(claim->format->read(partial, &found, err));
    return ltp_facts_same(claim->facts, &found, partial, err);
}

static LtpCode write_readme(const LtpExportFile *file, LtpError *err)
{
    char *path = ltp_export_beside(file->dest, "_lisezmoi.txt");
    if (path == NULL)
        return ltp_fail_memory(err);
    LtpCode rc = ltp_export_readme(file, path, err);
    if (rc == LTP_OK)
        ltp_export_written(file->job, path);
    ltp_free(path);
    return rc;
}

static LtpCode write_file(LtpExportFile *file, const LtpFileFormat *format, LtpError *err)
{
    LtpCode rc = format->write(file, err);
    if (rc == LTP_OK && format->readme)
        rc = write_readme(file, err);
    if (rc == LTP_OK) {
        Claim claim = {.format = format, .facts = &file->facts};
        rc = ltp_export_commit(file->path, file->dest, prove, &claim, err);
    } else if (ltp_os_remove(file->path, NULL) != LTP_OK) {
        ltp_log(LTP_LOG_WARNING, _("The unfinished file %s could not be removed."), file->path);
    }
    if (rc == LTP_OK) {
        ltp_export_written(file->job, file->dest);
        if (format->shapes)
            ltp_export_note_shapes(file);
    }
    return rc;
}

static LtpCode export_layer(const LtpExportJob *job, const LtpExporter *exporter,
                            const LtpFileFormat *format, size_t i, LtpError *err)
{
    size_t n = ltp_export_n_layers(job, exporter);
    const char *layer = ltp_export_layer(job, exporter, i);
    LtpBuf partial = {0};
    LtpExportFile file = {0};
    char *dest = NULL;
    LtpCode rc = LTP_OK;

    LTP_GO(ltp_export_open(job, layer, i, n, &file, err));
    LTP_GO(target(job, exporter, layer, n, &dest, err));
    ltp_buf_printf(&partial, "%s.partial.%s", dest, exporter->extension); /* GDAL looks at it */
    LTP_GO(ltp_buf_check(&partial, err));
    file.path = ltp_buf_text(&partial);
    file.dest = dest;
    LTP_GO(ltp_os_remove(file.path, err)); /* of a run that was cut short: GDAL refuses to start */
    rc = write_file(&file, format, err);
done:
    ltp_release_close(file.release);
    ltp_buf_release(&partial);
    ltp_free(dest);
    return rc;
}

LtpCode ltp_export_files(const LtpExportJob *job, const LtpExporter *exporter,
                         const LtpFileFormat *format, LtpError *err)
{
    size_t n = ltp_export_n_layers(job, exporter);
    for (size_t i = 0; i < n; i++)
        LTP_TRY(export_layer(job, exporter, format, i, err));
    return ltp_progress(job->progress, 1, 1, err);
}
