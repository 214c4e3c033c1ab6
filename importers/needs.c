#include "importers/needs.h"
#include "base/number.h"
#include "base/text.h"
#include "importers/changes.h"
#include "importers/dates.h"
#include "importers/plain.h"

#include <string.h>

extern const LtpImporter ltp_importer_needs;

/* Columns that say of what and when the figures are. */
enum Field {
    DATE,
    SECTOR,
    INDICATOR,
    VALUE,
    PERIOD_LABEL,
    PERIOD_YEAR,
    EXERCISE_LABEL,
    EXERCISE_YEAR,
    N_FIELDS
};

static const char *const field_names[N_FIELDS] = {
    [DATE] = "date",
    [SECTOR] = "sector",
    [INDICATOR] = "indicator",
    [VALUE] = "value",
    [PERIOD_LABEL] = "period_label",
    [PERIOD_YEAR] = "period_year",
    [EXERCISE_LABEL] = "exercise_label",
    [EXERCISE_YEAR] = "exercise_year",
};

typedef struct Needs {
    int columns[N_FIELDS], figures[LTP_NEED_FIGURES];
    LtpVocabulary *sectors;
    const LtpLayer *layer;
    bool food_security;   /* a table of the Cadre Harmonisé: its figures are that sector's */
    LtpNeedRecord record; /* of the row at hand */
    LtpDay exercise;
    LtpNeedList all;
} Needs;

/* ---- before the rows ---- */

static bool has_figures(const Needs *needs)
{
    for (int i = 0; i < LTP_NEED_FIGURES; i++)
        if (needs->figures[i] >= 0)
            return true;
    return needs->columns[INDICATOR] >= 0 && needs->columns[VALUE] >= 0;
}

static LtpCode begin(LtpJob *job, LtpError *err)
{
    Needs *needs = ltp_calloc(1, sizeof *needs);
    if (needs == NULL)
        return ltp_fail_memory(err);
    job->state = needs;
    needs->layer = ltp_layer_find("needs");
    for (int i = 0; i < N_FIELDS; i++)
        needs->columns[i] = ltp_job_column(job, field_names[i]);
    for (int i = 0; i < LTP_NEED_FIGURES; i++)
        needs->figures[i] = ltp_job_column(job, ltp_need_figure_name((LtpNeedFigure)i));
    if (!has_figures(needs))
        return ltp_fail(
            err, LTP_EDATA,
            _("no column holds figures of people in need, severity or population. Name "
              "it with --map, or add a header such as \"Personnes dans le besoin\" or the "
              "hashtag #inneed."));
    needs->food_security = needs->columns[SECTOR] < 0 && needs->columns[PERIOD_LABEL] >= 0 &&
                           needs->columns[EXERCISE_LABEL] >= 0;
    return ltp_vocabulary_load(job->store, "sector", &needs->sectors, err);
}

static void release(LtpJob *job)
{
    Needs *needs = job->state;
    if (needs == NULL)
        return;
    ltp_vocabulary_free(needs->sectors);
    ltp_free(needs->all.items);
    ltp_free(needs);
    job->state = NULL;
}

/* ---- when ---- */

/* "Jun-Aug" and "2021": the first day of the period. */
static LtpDay period_start(LtpJob *job, const char *label, const char *year)
{
    LtpDay day = LTP_DAY_NONE;
    if (label == NULL || year == NULL)
        return LTP_DAY_NONE;
    ltp_buf_clear(&job->text);
    ltp_buf_put(&job->text, label, strcspn(label, "-/ "));
    ltp_buf_printf(&job->text, " %s", year);
    (void)ltp_day_parse(ltp_buf_text(&job->text), LTP_DATE_START, false, &day);
    return day;
}

static LtpCode understand_date(LtpJob *job, LtpError *err)
{
    Needs *needs = job->state;
    const int *columns = needs->columns;
    LtpDateCell cell = {.text = ltp_job_text(job, columns[DATE]),
                        .column = ltp_job_header(job, columns[DATE]),
                        .side = LTP_DATE_START};
    LTP_TRY(ltp_date_read(&cell, &job->dates, job->row.number, &job->findings, &needs->record.date,
                          err));
    const char *label = ltp_job_text(job, columns[PERIOD_LABEL]);
    if (needs->record.date == LTP_DAY_NONE && label != NULL) {
        needs->record.date = period_start(job, label, ltp_job_text(job, columns[PERIOD_YEAR]));
        if (needs->record.date == LTP_DAY_NONE)
            LTP_TRY(ltp_job_find(job, "date_unreadable", columns[PERIOD_LABEL], label, err));
    }
    if (columns[DATE] < 0 && columns[PERIOD_LABEL] < 0)
        needs->record.date = job->reported;
    needs->exercise = period_start(job, ltp_job_text(job, columns[EXERCISE_LABEL]),
                                   ltp_job_text(job, columns[EXERCISE_YEAR]));
    return LTP_OK;
}

/* ---- of what ---- */

static LtpCode understand_sector(LtpJob *job, LtpError *err)
{
    static const char intersectoral[] = "intersectoral";
    Needs *needs = job->state;
    const char *text = ltp_job_text(job, needs->columns[SECTOR]);
    if (needs->food_security)
        text = "FSC";
    if (text == NULL || ltp_text_same(text, intersectoral) || ltp_text_same(text, "intersectoriel"))
        return LTP_OK;
    needs->record.sector = ltp_vocabulary_code(needs->sectors, text);
    return needs->record.sector != NULL
               ? LTP_OK
               : ltp_job_find(job, "sector_unknown", needs->columns[SECTOR], text, err);
}

/* ---- figures ---- */

static LtpCode read_severity(LtpJob *job, int column, const char *text, int64_t *severity,
                             LtpError *err)
{
    double value;
    LtpNumberStatus status = ltp_number_parse(text, 0, &value);
    if (status == LTP_NUMBER_MISSING)
        return LTP_OK;
    if (status == LTP_NUMBER_OK &&
        (value == 1 || value == 2 || value == 3 || value == 4 || value == 5)) {
        *severity = (int64_t)value;
        return LTP_OK;
    }
    return ltp_job_find(job, "severity_implausible", column, text, err);
}

static LtpCode read_people(LtpJob *job, int column, const char *text, int64_t *people,
                           LtpError *err)
{
    Needs *needs = job->state;
    double value;
    switch (ltp_people_parse(text, 0, people)) {
    case LTP_NUMBER_OK:
    case LTP_NUMBER_MISSING:
        return LTP_OK;
    case LTP_NUMBER_APPROX:
        needs->record.approximate = true;
        return ltp_job_find(job, "people_approximate", column, text, err);
    case LTP_NUMBER_UNREADABLE:
        break;
    }
    bool negative = ltp_number_parse(text, 0, &value) <= LTP_NUMBER_APPROX && value < 0;
    *people = LTP_NULL_INT;
    return ltp_job_find(job, negative ? "people_negative" : "people_unreadable", column, text, err);
}

static LtpCode read_figure(LtpJob *job, LtpNeedFigure figure, int column, LtpError *err)
{
    Needs *needs = job->state;
    const char *text = ltp_job_text(job, column);
    int64_t *value = ltp_need_figure(&needs->record, figure);
    if (text == NULL)
        return LTP_OK;
    return figure == LTP_NEED_SEVERITY ? read_severity(job, column, text, value, err)
                                       : read_people(job, column, text, value, err);
}

/* Whether the words are a name, label or synonym of the field. */
static bool field_says(const LtpField *field, const char *words)
{
    if (ltp_text_same(words, field->name) || ltp_text_same(words, field->label.fr) ||
        ltp_text_same(words, field->label.en))
        return true;
    LtpBuf part = {0};
    const char *rest = field->synonyms;
    bool found = false;
    while (!found && ltp_cell_part(&rest, "|", &part))
        found = ltp_text_same(words, ltp_buf_text(&part));
    ltp_buf_release(&part);
    return found;
}

/* Tables with an indicator and a value in each row. */
static LtpCode read_indicator(LtpJob *job, LtpError *err)
{
    const Needs *needs = job->state;
    const char *words = ltp_job_text(job, needs->columns[INDICATOR]);
    if (words == NULL)
        return LTP_OK;
    for (int i = 0; i < LTP_NEED_FIGURES; i++) {
        const LtpField *field =
            ltp_layer_field(needs->layer, ltp_need_figure_name((LtpNeedFigure)i));
        if (field != NULL && field_says(field, words))
            return read_figure(job, (LtpNeedFigure)i, needs->columns[VALUE], err);
    }
    return ltp_job_find(job, "indicator_unknown", needs->columns[INDICATOR], words, err);
}

/* ---- a row ---- */

static LtpCode understand(LtpJob *job, LtpError *err)
{
    Needs *needs = job->state;
    needs->record = (LtpNeedRecord){.date = LTP_DAY_NONE,
                                    .pin = LTP_NULL_INT,
                                    .severity = LTP_NULL_INT,
                                    .population = LTP_NULL_INT,
                                    .idps = LTP_NULL_INT,
                                    .returnees = LTP_NULL_INT,
                                    .repatriated = LTP_NULL_INT};
    LTP_TRY(ltp_plain_place(job, true, err));
    if (job->placed.count == 0)
        return LTP_OK;
    LTP_TRY(understand_date(job, err));
    LTP_TRY(understand_sector(job, err));
    for (int i = 0; i < LTP_NEED_FIGURES; i++)
        LTP_TRY(read_figure(job, (LtpNeedFigure)i, needs->figures[i], err));
    return read_indicator(job, err);
}

static LtpCode write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    Needs *needs = job->state;
    (void)repeated;
    LtpNeedList *all = &needs->all;
    LTP_TRY(ltp_grow((void **)&all->items, &all->capacity, all->count, sizeof *all->items, err));
    LtpNeed *need = &all->items[all->count++];
    *need = (LtpNeed){.record = needs->record,
                      .unit = job->placed.units[0],
                      .exercise = needs->exercise,
                      .row = job->row.number};
    need->record.raw_row_id = raw_row_id;
    need->record.unit_id = job->placed.locations[0].unit_id;
    return LTP_OK;
}

static LtpCode end(LtpJob *job, LtpError *err)
{
    Needs *needs = job->state;
    LTP_TRY(ltp_needs_settle(job, &needs->all, err));
    return job->rereads == 0
               ? ltp_import_report_record_changes(job->store, job->import_id, job->report, err)
               : LTP_OK;
}

static const LtpTableKind table_kind = {
    .importer = &ltp_importer_needs,
    .layer = "needs",
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

const LtpImporter ltp_importer_needs = {
    .kind = "needs",
    .title = {.fr = "besoins : PiN, sévérité, population, déplacés",
              .en = "needs: people in need, severity, population, displaced"},
    .table = &table_kind,
    .run = run,
};
