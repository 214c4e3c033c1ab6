#include "base/number.h"
#include "base/text.h"
#include "importers/dates.h"
#include "importers/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const LtpImporter ltp_importer_needs;

/* The figures of a need, in the order of `figure_names`. */
enum Figure { PIN, SEVERITY, POPULATION, IDPS, RETURNEES, REPATRIATED, N_FIGURES };

static const char *const figure_names[N_FIGURES] = {
    [PIN] = "pin",   [SEVERITY] = "severity",   [POPULATION] = "population",
    [IDPS] = "idps", [RETURNEES] = "returnees", [REPATRIATED] = "repatriated",
};

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

/* One accepted row, kept until all are read: a later exercise may speak of the same unit and day.
 */
typedef struct Need {
    LtpNeedRecord record;
    int32_t unit;
    LtpDay exercise; /* when the figure was made; LTP_DAY_NONE = not said */
    int64_t row;
    bool superseded;
} Need;

typedef struct Needs {
    int columns[N_FIELDS], figures[N_FIGURES];
    LtpVocabulary *sectors;
    const LtpLayer *layer;
    bool food_security;   /* a table of the Cadre Harmonisé: its figures are that sector's */
    LtpNeedRecord record; /* of the row at hand */
    LtpDay exercise;
    Need *all;
    size_t count, capacity;
} Needs;

/* ---- before the rows ---- */

static bool has_figures(const Needs *needs)
{
    for (int i = 0; i < N_FIGURES; i++)
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
    for (int i = 0; i < N_FIGURES; i++)
        needs->figures[i] = ltp_job_column(job, figure_names[i]);
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
    ltp_free(needs->all);
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
    LTP_TRY(ltp_date_read(&cell, job->date1904, job->row.number, &job->findings,
                          &needs->record.date, err));
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

static int64_t *figure_of(LtpNeedRecord *record, enum Figure figure)
{
    switch (figure) {
    case PIN:
        return &record->pin;
    case SEVERITY:
        return &record->severity;
    case POPULATION:
        return &record->population;
    case IDPS:
        return &record->idps;
    case RETURNEES:
        return &record->returnees;
    case REPATRIATED:
    case N_FIGURES:
        break;
    }
    return &record->repatriated;
}

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

static LtpCode read_figure(LtpJob *job, enum Figure figure, int column, LtpError *err)
{
    Needs *needs = job->state;
    const char *text = ltp_job_text(job, column);
    int64_t *value = figure_of(&needs->record, figure);
    if (text == NULL)
        return LTP_OK;
    return figure == SEVERITY ? read_severity(job, column, text, value, err)
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
    for (int i = 0; i < N_FIGURES; i++) {
        const LtpField *field = ltp_layer_field(needs->layer, figure_names[i]);
        if (field != NULL && field_says(field, words))
            return read_figure(job, (enum Figure)i, needs->columns[VALUE], err);
    }
    return ltp_job_find(job, "indicator_unknown", needs->columns[INDICATOR], words, err);
}

/* ---- a row ---- */

/* A figure belongs to the unit it is stated for and to no other: a place that is not certain, or
 * several places, cannot carry it. */
static LtpCode understand_place(LtpJob *job, LtpError *err)
{
    LTP_TRY(ltp_job_place(job, err));
    if (job->placed.count == 0 || (job->placed.count == 1 && job->placed.certain))
        return LTP_OK;
    job->placed.count = 0;
    const char *words =
        job->findings.count > 0 ? job->findings.items[job->findings.count - 1].value : NULL;
    return ltp_job_find(job, "no_location", -1, words, err);
}

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
    LTP_TRY(understand_place(job, err));
    if (job->placed.count == 0)
        return LTP_OK;
    LTP_TRY(understand_date(job, err));
    LTP_TRY(understand_sector(job, err));
    for (int i = 0; i < N_FIGURES; i++)
        LTP_TRY(read_figure(job, (enum Figure)i, needs->figures[i], err));
    return read_indicator(job, err);
}

static LtpCode write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    Needs *needs = job->state;
    (void)repeated;
    LTP_TRY(
        ltp_grow((void **)&needs->all, &needs->capacity, needs->count, sizeof *needs->all, err));
    Need *need = &needs->all[needs->count++];
    *need = (Need){.record = needs->record,
                   .unit = job->placed.units[0],
                   .exercise = needs->exercise,
                   .row = job->row.number};
    need->record.raw_row_id = raw_row_id;
    need->record.unit_id = job->placed.locations[0].unit_id;
    return LTP_OK;
}

/* ---- after the rows ---- */

static int compare_words(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

static bool same_subject(const Need *a, const Need *b)
{
    return a->unit == b->unit && a->record.date == b->record.date &&
           compare_words(a->record.sector, b->record.sector) == 0;
}

/* By unit, sector and date; within that the newest exercise first. */
static int by_subject(const void *left, const void *right)
{
    const Need *a = left, *b = right;
    int sectors = compare_words(a->record.sector, b->record.sector);
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (sectors != 0)
        return sectors;
    if (a->record.date != b->record.date)
        return a->record.date < b->record.date ? -1 : 1;
    if (a->exercise != b->exercise)
        return a->exercise > b->exercise ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static LtpCode find_in_row(LtpJob *job, const char *code, int64_t row, const char *value,
                           LtpError *err)
{
    LtpFinding finding = {.code = code, .row = row, .value = value};
    return ltp_findings_add(&job->table_findings, &finding, err);
}

/* What an earlier exercise foresaw for a period gives way to what a later one says of it. */
static LtpCode supersede(LtpJob *job, LtpError *err)
{
    Needs *needs = job->state;
    char number[32];
    for (size_t i = 0, newest = 0; i < needs->count; i++) {
        Need *need = &needs->all[i], *first = &needs->all[newest];
        if (i == 0 || !same_subject(need, first)) {
            newest = i;
            continue;
        }
        if (need->exercise == first->exercise)
            continue;
        need->superseded = true;
        snprintf(number, sizeof number, "%lld", (long long)first->row);
        LTP_TRY(find_in_row(job, "figure_superseded", need->row, number, err));
    }
    return LTP_OK;
}

/* The first of `count` rows that states another figure than the first that states one; 0 = none. */
static size_t contradiction(Need *rows, size_t count, enum Figure figure)
{
    int64_t first = LTP_NULL_INT;
    for (size_t i = 0; i < count; i++) {
        int64_t value = *figure_of(&rows[i].record, figure);
        if (rows[i].superseded || value == LTP_NULL_INT)
            continue;
        if (first != LTP_NULL_INT && value != first)
            return i;
        first = value;
    }
    return 0;
}

/* Several figures of one table for one unit, sector and day may be parts, versions or mistakes:
 * which, the table does not say, so none is taken. */
static LtpCode drop_contradictions(LtpJob *job, Need *rows, size_t count, LtpError *err)
{
    for (int figure = 0; figure < N_FIGURES; figure++) {
        if (contradiction(rows, count, (enum Figure)figure) == 0)
            continue;
        for (size_t i = 0; i < count; i++) {
            int64_t *value = figure_of(&rows[i].record, (enum Figure)figure);
            if (rows[i].superseded || *value == LTP_NULL_INT)
                continue;
            ltp_buf_clear(&job->text);
            ltp_buf_printf(&job->text, "%s %s : %lld", job->units->units[rows[i].unit].pcode,
                           figure_names[figure], (long long)*value);
            LTP_TRY(find_in_row(job, "figure_contradicted", rows[i].row, ltp_buf_text(&job->text),
                                err));
            *value = LTP_NULL_INT;
        }
    }
    return LTP_OK;
}

static LtpCode check_contradictions(LtpJob *job, LtpError *err)
{
    Needs *needs = job->state;
    for (size_t first = 0, next; first < needs->count; first = next) {
        for (next = first + 1; next < needs->count; next++)
            if (!same_subject(&needs->all[next], &needs->all[first]))
                break;
        LTP_TRY(drop_contradictions(job, &needs->all[first], next - first, err));
    }
    return LTP_OK;
}

static LtpCode put_all(LtpJob *job, LtpError *err)
{
    const Needs *needs = job->state;
    for (size_t i = 0; i < needs->count; i++) {
        LtpChange change;
        if (needs->all[i].superseded)
            continue;
        LTP_TRY(ltp_need_put(job->store, job->import_id, &needs->all[i].record, &change, err));
        job->report->new_ += change == LTP_CHANGE_NEW;
        job->report->same += change == LTP_CHANGE_SAME;
        job->report->changed += change == LTP_CHANGE_CHANGED;
    }
    return LTP_OK;
}

/* The figure of a unit for the sector and date of `like`; LTP_NULL_INT when the table states none.
 */
static int64_t stated(const Needs *needs, int32_t unit, const Need *like, enum Figure figure)
{
    size_t low = 0, high = needs->count;
    Need wanted = *like;
    wanted.unit = unit;
    wanted.exercise = INT32_MAX;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_subject(&needs->all[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < needs->count && same_subject(&needs->all[low], &wanted); low++) {
        int64_t value = *figure_of(&needs->all[low].record, figure);
        if (!needs->all[low].superseded && value != LTP_NULL_INT)
            return value;
    }
    return LTP_NULL_INT;
}

/* The sum over the children of `need`, LTP_NULL_INT when one of them states no figure. */
static int64_t sum_of_children(const LtpJob *job, const Need *need, enum Figure figure)
{
    const LtpUnits *units = job->units;
    int64_t sum = LTP_NULL_INT;
    for (size_t i = (size_t)need->unit + 1; i < units->count; i++) {
        if (units->units[i].parent != need->unit)
            continue;
        int64_t value = stated(job->state, (int32_t)i, need, figure);
        if (value == LTP_NULL_INT)
            return LTP_NULL_INT;
        sum = sum == LTP_NULL_INT ? value : sum + value;
    }
    return sum;
}

static LtpCode check_sum(LtpJob *job, const Need *need, enum Figure figure, LtpError *err)
{
    LtpNeedRecord record = need->record;
    int64_t value = *figure_of(&record, figure);
    int64_t sum = value != LTP_NULL_INT ? sum_of_children(job, need, figure) : LTP_NULL_INT;
    if (sum == LTP_NULL_INT || llabs(sum - value) * 100 <= sum)
        return LTP_OK;
    ltp_buf_clear(&job->text);
    ltp_buf_printf(&job->text, "%s %s : %lld / %lld", job->units->units[need->unit].pcode,
                   figure_names[figure], (long long)value, (long long)sum);
    return find_in_row(job, "parent_sum_differs", need->row, ltp_buf_text(&job->text), err);
}

/* Severity is no sum. */
static LtpCode check_sums(LtpJob *job, LtpError *err)
{
    const Needs *needs = job->state;
    for (size_t i = 0; i < needs->count; i++) {
        const Need *need = &needs->all[i];
        if (need->superseded ||
            job->units->units[need->unit].level == job->units->edition.deepest_level)
            continue;
        for (int figure = 0; figure < N_FIGURES; figure++)
            if (figure != SEVERITY)
                LTP_TRY(check_sum(job, need, (enum Figure)figure, err));
    }
    return LTP_OK;
}

static LtpCode end(LtpJob *job, LtpError *err)
{
    Needs *needs = job->state;
    qsort(needs->all, needs->count, sizeof *needs->all, by_subject);
    LTP_TRY(supersede(job, err));
    LTP_TRY(check_contradictions(job, err));
    LTP_TRY(put_all(job, err));
    return check_sums(job, err);
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
    .run = run,
};
