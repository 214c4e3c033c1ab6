#include "base/text.h"
#include "importers/changes.h"
#include "importers/job.h"

extern const LtpImporter ltp_importer_places;

enum { MAX_OTHER_NAMES = 8 };

typedef struct Settlements {
    int code, name, kind, population;
    LtpPlaceRecord record; /* of the row at hand */
    const char *other_names[MAX_OTHER_NAMES];
} Settlements;

/* A newer file of a source is the whole picture unless it is an update: what stood before it is put
 * aside, for undo to bring back. */
static LtpCode supersede(LtpJob *job, LtpError *err)
{
    int64_t replaced = 0;
    if (job->options->mode == LTP_AS_UPDATE)
        return LTP_OK;
    LTP_TRY(ltp_places_supersede(job->store, job->import_id, &replaced, err));
    if (replaced > 0)
        ltp_buf_printf(&job->report->notes,
                       _("- %lld settlements of the file before are replaced; undo brings them "
                         "back.\n"),
                       (long long)replaced);
    return LTP_OK;
}

static LtpCode begin(LtpJob *job, LtpError *err)
{
    Settlements *settlements = ltp_calloc(1, sizeof *settlements);
    if (settlements == NULL)
        return ltp_fail_memory(err);
    job->state = settlements;
    settlements->code = ltp_job_column(job, "code");
    settlements->name = ltp_job_column(job, "settlement");
    settlements->kind = ltp_job_column(job, "kind");
    settlements->population = ltp_job_column(job, "population");
    if (settlements->name < 0)
        return ltp_fail(err, LTP_EDATA,
                        _("no column holds the names of the settlements. Name it with --map, or "
                          "add the header \"Localité\" or the hashtag #loc+name."));
    return supersede(job, err);
}

static void release(LtpJob *job)
{
    ltp_free(job->state);
    job->state = NULL;
}

static LtpCode read_population(LtpJob *job, LtpError *err)
{
    Settlements *settlements = job->state;
    const char *text = ltp_job_text(job, settlements->population);
    settlements->record.population = LTP_NULL_INT;
    if (text == NULL)
        return LTP_OK;
    LtpNumberStatus status = ltp_people_parse(text, 0, &settlements->record.population);
    if (status == LTP_NUMBER_OK || status == LTP_NUMBER_APPROX)
        return LTP_OK;
    settlements->record.population = LTP_NULL_INT;
    return status == LTP_NUMBER_UNREADABLE
               ? ltp_job_find(job, "people_unreadable", settlements->population, text, err)
               : LTP_OK;
}

static LtpCode understand(LtpJob *job, LtpError *err)
{
    Settlements *settlements = job->state;
    LtpPlaceRecord *record = &settlements->record;
    *record = (LtpPlaceRecord){.code = ltp_job_text(job, settlements->code),
                               .name = ltp_job_text(job, settlements->name),
                               .kind = ltp_job_text(job, settlements->kind),
                               .other_names = settlements->other_names};
    int column = -1;
    while ((column = ltp_mapping_column(job->mapping, "other_name", column)) >= 0 &&
           record->n_other_names < MAX_OTHER_NAMES) {
        const char *text = ltp_job_text(job, column);
        if (text != NULL)
            settlements->other_names[record->n_other_names++] = text;
    }
    LTP_TRY(ltp_job_place(job, err));
    if (record->name == NULL)
        return ltp_job_find(job, "no_name", settlements->name, NULL, err);
    return read_population(job, err);
}

static LtpCode write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    Settlements *settlements = job->state;
    (void)raw_row_id, (void)repeated;
    settlements->record.unit_id = job->placed.locations[0].unit_id;
    settlements->record.lon = job->placed.point.lon;
    settlements->record.lat = job->placed.point.lat;
    return ltp_place_put(job->store, job->import_id, &settlements->record, err);
}

static LtpCode end(LtpJob *job, LtpError *err)
{
    return ltp_import_report_record_changes(job->store, job->import_id, job->report, err);
}

static const LtpTableKind table_kind = {
    .importer = &ltp_importer_places,
    .layer = "places",
    .understand = understand,
    .write = write,
    .begin = begin,
    .end = end,
    .release = release,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&table_kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_places = {
    .kind = "places",
    .title = {.fr = "localités : villages, quartiers, sites",
              .en = "settlements: villages, quarters, sites"},
    .run = run,
};
