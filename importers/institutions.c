#include "importers/dates.h"
#include "importers/job.h"

#include <string.h>

extern const LtpImporter ltp_importer_institutions;

enum Field { KIND, NAME, TIER, DECISION_NO, DECISION_DATE, STATUS, SUPPORTED_BY, NOTES, N_FIELDS };

static const char *const field_names[N_FIELDS] = {[KIND] = "kind",
                                                  [NAME] = "institution_name",
                                                  [TIER] = "tier",
                                                  [DECISION_NO] = "decision_no",
                                                  [DECISION_DATE] = "decision_date",
                                                  [STATUS] = "status",
                                                  [SUPPORTED_BY] = "supported_by",
                                                  [NOTES] = "notes"};

typedef struct Institutions {
    int columns[N_FIELDS];
    LtpVocabulary *kinds, *tiers, *statuses;
    LtpInstitutionRecord record; /* of the row at hand */
    const char *supported_by;
} Institutions;

static LtpCode begin(LtpJob *job, LtpError *err)
{
    Institutions *institutions = ltp_calloc(1, sizeof *institutions);
    if (institutions == NULL)
        return ltp_fail_memory(err);
    job->state = institutions;
    for (int i = 0; i < N_FIELDS; i++)
        institutions->columns[i] = ltp_job_column(job, field_names[i]);
    if (institutions->columns[KIND] < 0 && institutions->columns[NAME] < 0)
        return ltp_fail(err, LTP_EDATA,
                        _("no column says what institution it is. Name it with --map, or add the "
                          "header \"Genre\" or \"Nom de l'institution\"."));
    LTP_TRY(ltp_vocabulary_load(job->store, "institution_kind", &institutions->kinds, err));
    LTP_TRY(ltp_vocabulary_load(job->store, "institution_tier", &institutions->tiers, err));
    LTP_TRY(ltp_vocabulary_load(job->store, "institution_status", &institutions->statuses, err));
    if (job->options->mode == LTP_AS_UPDATE)
        return LTP_OK;
    return ltp_institutions_supersede(job->store, job->import_id, err);
}

static void release(LtpJob *job)
{
    Institutions *institutions = job->state;
    if (institutions == NULL)
        return;
    ltp_vocabulary_free(institutions->kinds);
    ltp_vocabulary_free(institutions->tiers);
    ltp_vocabulary_free(institutions->statuses);
    ltp_free(institutions);
    job->state = NULL;
}

/* What the words are in the vocabularies: the whole cell, else a term in kind or name ("COFO
 * villageoise de Sarema"). A status that no word is known for is said. */
static LtpCode settle_codes(LtpJob *job, const char *const *texts, LtpError *err)
{
    Institutions *institutions = job->state;
    LtpInstitutionRecord *record = &institutions->record;
    const char *const said[] = {texts[KIND], texts[NAME]};
    for (size_t i = 0; i < 2; i++) {
        if (said[i] == NULL)
            continue;
        if (record->kind_code == NULL)
            record->kind_code = ltp_vocabulary_in_text(institutions->kinds, said[i]);
        if (record->tier == NULL && texts[TIER] == NULL)
            record->tier = ltp_vocabulary_in_text(institutions->tiers, said[i]);
    }
    if (texts[TIER] != NULL)
        record->tier = ltp_vocabulary_code(institutions->tiers, texts[TIER]);
    if (texts[STATUS] == NULL)
        return LTP_OK;
    record->status_code = ltp_vocabulary_code(institutions->statuses, texts[STATUS]);
    return record->status_code != NULL
               ? LTP_OK
               : ltp_job_find(job, "word_unknown", institutions->columns[STATUS], texts[STATUS],
                              err);
}

static LtpCode understand(LtpJob *job, LtpError *err)
{
    Institutions *institutions = job->state;
    const char *texts[N_FIELDS];
    LtpInstitutionRecord *record = &institutions->record;
    for (int i = 0; i < N_FIELDS; i++)
        texts[i] = ltp_job_text(job, institutions->columns[i]);
    *record = (LtpInstitutionRecord){.kind = texts[KIND] != NULL ? texts[KIND] : texts[NAME],
                                     .name = texts[NAME],
                                     .decision_no = texts[DECISION_NO],
                                     .status = texts[STATUS],
                                     .notes = texts[NOTES],
                                     .decided = LTP_DAY_NONE};
    institutions->supported_by = texts[SUPPORTED_BY];
    LTP_TRY(settle_codes(job, texts, err));
    LTP_TRY(ltp_job_place(job, err));
    if (record->kind == NULL)
        return ltp_job_find(job, "no_name", institutions->columns[NAME], NULL, err);
    LtpDateCell cell = {.text = texts[DECISION_DATE],
                        .column = ltp_job_header(job, institutions->columns[DECISION_DATE]),
                        .side = LTP_DATE_START};
    return ltp_date_read(&cell, &job->dates, job->row.number, &job->findings, &record->decided,
                         err);
}

static LtpCode write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    Institutions *institutions = job->state;
    LtpInstitutionRecord *record = &institutions->record;
    (void)repeated;
    record->raw_row_id = raw_row_id;
    if (institutions->supported_by != NULL)
        LTP_TRY(ltp_org_put(job->store, job->import_id, NULL, institutions->supported_by, NULL,
                            &record->supported_by, err));
    for (size_t i = 0; i < job->placed.count; i++) {
        record->unit_id = job->placed.locations[i].unit_id;
        LTP_TRY(ltp_institution_put(job->store, job->import_id, record, err));
    }
    return LTP_OK;
}

static const LtpTableKind table_kind = {
    .importer = &ltp_importer_institutions,
    .layer = "institutions",
    .understand = understand,
    .write = write,
    .begin = begin,
    .release = release,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&table_kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_institutions = {
    .kind = "institutions",
    .title = {.fr = "institutions : COFO, ERAR, CCR, groupes thématiques",
              .en = "institutions: COFO, ERAR, CCR, thematic groups"},
    .table = &table_kind,
    .run = run,
};
