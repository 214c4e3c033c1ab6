/* Rapid protection assessments in the common format (data/templates/erp.csv). */
#include "importers/plain.h"

extern const LtpImporter ltp_importer_erp;

static const LtpPlainColumn columns[] = {
    {.name = "reference"},
    {.name = "assessed"},
    {.name = "event", .read = LTP_PLAIN_CODE, .vocabulary = "erp_event"},
    {.name = "event_date"},
    {.name = "movement", .read = LTP_PLAIN_CODE, .vocabulary = "erp_movement"},
    {.name = "origin"},
    {.name = "people"},
    {.name = "households"},
    {.name = "women"},
    {.name = "men"},
    {.name = "girls"},
    {.name = "boys"},
    {.name = "ltp_issues", .read = LTP_PLAIN_CODES, .vocabulary = "ltp_issue"},
    {.name = "needs", .read = LTP_PLAIN_CODES, .vocabulary = "erp_need"},
    {.name = "organisation_id", .field = "organisation", .read = LTP_PLAIN_ORG},
    {.name = "settlement"},
    {.name = "lon", .read = LTP_PLAIN_LON},
    {.name = "lat", .read = LTP_PLAIN_LAT},
    {.name = "description"},
};

enum { REFERENCE, ASSESSED, EVENT, EVENT_DATE, MOVEMENT, PEOPLE = 6, WOMEN = 8, PARTS = 4 };

/* An assessment without an identifier is known by its days, event and movement. */
static LtpCode make_reference(LtpJob *job, LtpValue *values, LtpError *err)
{
    static const int parts[] = {ASSESSED, EVENT, EVENT_DATE, MOVEMENT};
    ltp_buf_clear(&job->text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!values[parts[i]].null)
            ltp_buf_printf(&job->text, "%s%s", job->text.size > 0 ? " " : "",
                           values[parts[i]].text);
    if (job->text.size == 0)
        return LTP_OK;
    values[REFERENCE] = ltp_value_text(ltp_arena_strdup(&job->arena, ltp_buf_text(&job->text)));
    return values[REFERENCE].null ? ltp_fail_memory(err) : LTP_OK;
}

/* The people, where only all their parts are stated; a difference is said, the total stands. */
static LtpCode settle_people(LtpJob *job, LtpValue *values, LtpError *err)
{
    int64_t sum = 0;
    for (size_t i = WOMEN; i < WOMEN + PARTS; i++) {
        if (values[i].null)
            return LTP_OK;
        sum += values[i].integer;
    }
    if (values[PEOPLE].null)
        values[PEOPLE] = ltp_value_int(sum);
    if (values[PEOPLE].integer == sum)
        return LTP_OK;
    ltp_buf_clear(&job->text);
    ltp_buf_printf(&job->text, "%lld / %lld", (long long)values[PEOPLE].integer, (long long)sum);
    return ltp_job_find(job, "people_mismatch", -1, ltp_buf_text(&job->text), err);
}

static LtpCode settle(LtpJob *job, LtpValue *values, LtpError *err)
{
    if (values[ASSESSED].null)
        LTP_TRY(ltp_plain_reported(job, &values[ASSESSED], err));
    if (values[REFERENCE].null)
        LTP_TRY(make_reference(job, values, err));
    return settle_people(job, values, err);
}

static const LtpPlainKind plain_kind = {
    .kind = {.importer = &ltp_importer_erp,
             .layer = "erp",
             .understand = ltp_plain_understand,
             .write = ltp_plain_write,
             .begin = ltp_plain_begin,
             .release = ltp_plain_release},
    .table = "erp",
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns,
    .n_key = 1,
    .required = "assessed event movement people ltp_issues description",
    .missing = "nothing_stated",
    .settle = settle,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&plain_kind.kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_erp = {
    .kind = "erp",
    .title = {.fr = "évaluations rapides de protection (ERP)",
              .en = "rapid protection assessments (ERP)"},
    .table = &plain_kind.kind,
    .run = run,
};
