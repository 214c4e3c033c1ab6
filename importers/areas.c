/* Intervention areas are activities that say where they are by an outline. */
#include "importers/activities.h"

extern const LtpImporter ltp_importer_areas;

static LtpCode begin(LtpJob *job, LtpError *err)
{
    if (job->outline < 0)
        return ltp_fail(err, LTP_EDATA,
                        _("this file has no outlines. Give a map file (GeoPackage, shapefile, "
                          "GeoJSON ...) or a table with a column of WKT; a table without outlines "
                          "is imported with `ltp import activities`."));
    return ltp_activities_begin(job, err);
}

static const LtpTableKind table_kind = {
    .importer = &ltp_importer_areas,
    .layer = "lines",
    .understand = ltp_activities_understand,
    .write = ltp_activities_write,
    .begin = begin,
    .end = ltp_activities_end,
    .release = ltp_activities_release,
    .equal_rows_repeat = true,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&table_kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_areas = {
    .kind = "areas",
    .title = {.fr = "zones d'intervention : activités données par un polygone",
              .en = "intervention areas: activities given as a polygon"},
    .table = &table_kind,
    .run = run,
};
