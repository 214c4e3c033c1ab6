/* The QGIS package: a folder with the GeoPackage and the project beside it, which finds its layers
 * by the name of the file, so that the folder can be moved and renamed. */
#include "base/lang.h"
#include "base/os.h"
#include "exports/gpkg.h"
#include "exports/zip.h"

#include <stdio.h>

static LtpCode check_project(const char *partial, void *arg, LtpError *err)
{
    (void)arg;
    return ltp_zip_check(partial, 1, err);
}

static LtpCode write_project(const LtpExportJob *job, const LtpBuf *qgz, const char *path,
                             LtpError *err)
{
    LtpBuf partial = {0};
    ltp_buf_printf(&partial, "%s.partial", path);
    LtpCode rc = ltp_buf_check(&partial, err);
    if (rc == LTP_OK)
        rc = ltp_os_write_file(ltp_buf_text(&partial), qgz->data, qgz->size, err);
    if (rc == LTP_OK)
        rc = ltp_export_commit(ltp_buf_text(&partial), path, check_project, NULL, err);
    if (rc == LTP_OK)
        ltp_export_written(job, path);
    ltp_buf_release(&partial);
    return rc;
}

static LtpCode write_readme(const LtpExportJob *job, const char *path, LtpError *err)
{
    static const LtpText readme = {
        "\xEF\xBB\xBFOuvrez ltp.qgz avec QGIS (3.22 ou plus récent).\r\n\r\n"
        "Le projet lit ltp.gpkg, qui doit rester à côté de lui : copiez, déplacez ou renommez le "
        "dossier comme vous voulez, mais ne renommez pas ltp.gpkg.\r\n"
        "Les cartes à imprimer se trouvent dans Projet > Mises en page : une par thème en A4 et en "
        "A3, et un atlas avec une page par unité de premier niveau (région, "
        "province...).\r\n"
        "Un nouvel export remplace ltp.gpkg et ltp.qgz ; enregistrez vos propres projets sous un "
        "autre nom que ltp.qgz.\r\n",
        "\xEF\xBB\xBFOpen ltp.qgz with QGIS (3.22 or newer).\r\n\r\n"
        "The project reads ltp.gpkg, which must stay beside it: copy, move or rename the folder as "
        "you like, but don't rename ltp.gpkg.\r\n"
        "The maps to print are in Project > Layouts: one for each theme on A4 and on A3, and an "
        "atlas with a page for each unit of the first level (region, province...).\r\n"
        "A new export replaces ltp.gpkg and ltp.qgz; save projects of your own under another "
        "name.\r\n"};
    const char *text = ltp_text_in(readme, ltp_lang());
    LtpBuf bytes = {0};
    ltp_buf_puts(&bytes, text);
    LtpCode rc = ltp_buf_check(&bytes, err);
    if (rc == LTP_OK)
        rc = ltp_os_write_file(path, bytes.data, bytes.size, err);
    if (rc == LTP_OK)
        ltp_export_written(job, path);
    ltp_buf_release(&bytes);
    return rc;
}

static LtpCode run(const LtpExportJob *job, LtpError *err)
{
    LtpExportJob package = *job;
    LtpBuf qgz = {0};
    char *gpkg = ltp_path_join(job->dest, "ltp.gpkg");
    char *project = ltp_path_join(job->dest, "ltp.qgz");
    char *readme = ltp_path_join(job->dest, "LISEZMOI.txt");
    LtpCode rc = LTP_OK;
    if (gpkg == NULL || project == NULL || readme == NULL)
        LTP_GO(ltp_fail_memory(err));
    LTP_GO(ltp_os_mkdirs(job->dest, err));
    package.dest = gpkg;
    LTP_GO(ltp_gpkg_export(&package, &qgz, err));
    LTP_GO(write_project(job, &qgz, project, err));
    rc = write_readme(job, readme, err);
done:
    ltp_buf_release(&qgz);
    ltp_free(gpkg);
    ltp_free(project);
    ltp_free(readme);
    return rc;
}

static const char *const default_layers[] = {"gaps", "coverage", "units", NULL};

const LtpExporter ltp_exporter_qgis = {
    .name = "qgis",
    .title = {"Dossier QGIS : GeoPackage, projet, mises en page",
              "QGIS folder: GeoPackage, project, print layouts"},
    .many_layers = true,
    .any_crs = true,
    .layers = default_layers,
    .run = run,
};
