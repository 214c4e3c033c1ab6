#include "importers/activities.h"
#include "base/json.h"
#include "base/number.h"
#include "base/os.h"
#include "base/text.h"
#include "importers/changes.h"
#include "importers/dates.h"
#include "importers/job.h"
#include "importers/mapping_people.h"
#include "importers/organisations.h"
#include "importers/people.h"
#include "importers/theme.h"

#include <string.h>

extern const LtpImporter ltp_importer_activities;

/* Fields that are taken as they stand. */
enum Field {
    PROJECT_CODE,
    PROJECT_TITLE,
    ACTIVITY,
    ACTIVITY_CODE,
    INDICATOR,
    SECTOR,
    SECTOR_CODE,
    SUBSECTOR,
    THEME,
    STATUS,
    POPULATION,
    MODALITY,
    AMOUNT,
    CURRENCY,
    SETTLEMENT,
    REMARKS,
    START,
    END,
    REPORTED,
    TARGETED_APPROXIMATE,
    REACHED_APPROXIMATE,
    N_FIELDS
};

static const char *const field_names[N_FIELDS] = {
    [PROJECT_CODE] = "project_code",
    [PROJECT_TITLE] = "project_title",
    [ACTIVITY] = "activity",
    [ACTIVITY_CODE] = "activity_code",
    [INDICATOR] = "indicator",
    [SECTOR] = "sector_text",
    [SECTOR_CODE] = "sector",
    [SUBSECTOR] = "subsector_text",
    [THEME] = "theme_text",
    [STATUS] = "status_text",
    [POPULATION] = "population_text",
    [MODALITY] = "modality",
    [AMOUNT] = "amount",
    [CURRENCY] = "currency",
    [SETTLEMENT] = "settlement",
    [REMARKS] = "remarks",
    [START] = "start_date",
    [END] = "end_date",
    [REPORTED] = "reported",
    [TARGETED_APPROXIMATE] = "targeted_approximate",
    [REACHED_APPROXIMATE] = "reached_approximate",
};

enum { MAX_PEOPLE = 64 };

typedef struct Activities {
    int columns[N_FIELDS];
    const char *texts[N_FIELDS]; /* of the row at hand */
    LtpOrganisations organisations;
    LtpThemeWords words;
    LtpTheme theme;                   /* of the row at hand */
    char populations[LTP_CODES_TEXT]; /* likewise */
    LtpVocabulary *status, *population;
    LtpPeopleColumn people[MAX_PEOPLE];
    LtpPeopleCell people_cells[MAX_PEOPLE]; /* of columns whose header says whom they count */
    int people_columns[MAX_PEOPLE];
    size_t n_people;
    LtpLineBook *book;
    LtpDay newest_reported;
    LtpLineRecord line; /* of the row at hand */
    LtpPeople cells[MAX_PEOPLE];
} Activities;

/* ---- before the rows ---- */

static void find_people_columns(Activities *activities, const LtpJob *job)
{
    for (size_t i = 0; i < job->mapping->n_columns && activities->n_people < MAX_PEOPLE; i++) {
        const LtpColumn *column = &job->mapping->columns[i];
        const LtpPeopleCell *cell =
            ltp_column_people(column, &activities->people_cells[activities->n_people]);
        if (cell == NULL)
            continue;
        activities->people_columns[activities->n_people] = (int)i;
        activities->people[activities->n_people++] =
            (LtpPeopleColumn){.cell = cell, .header = column->header};
    }
    ltp_people_prepare(activities->people, activities->n_people);
}

static LtpCode check_columns(const Activities *activities, LtpJob *job, LtpError *err)
{
    bool has_organisation = false, has_place = job->any_code >= 0 || job->lat >= 0 ||
                                               job->lon >= 0 || job->point >= 0 ||
                                               job->outline >= 0 || job->anywhere >= 0;
    for (int role = 0; role < LTP_ORG_ROLES; role++)
        has_organisation = has_organisation || activities->organisations.acronym[role] >= 0 ||
                           activities->organisations.name[role] >= 0;
    for (int level = 0; level < LTP_LEVELS; level++)
        has_place = has_place || job->place_code[level] >= 0 || job->place_name[level] >= 0;
    if (!has_organisation)
        return ltp_fail(
            err, LTP_EDATA,
            _("no column names an organisation. Name it with --map, or add a header such "
              "as \"Organisation\" or the hashtag #org."));
    if (!has_place)
        return ltp_fail(err, LTP_EDATA,
                        _("no column names a place. Name it with --map, or add a header such as "
                          "\"Commune\" or the hashtag #adm3+code."));
    if (activities->columns[REPORTED] >= 0 || job->reported != LTP_DAY_NONE)
        return LTP_OK;
    LtpFinding finding = {.code = "no_reporting_date"};
    return ltp_findings_add(&job->table_findings, &finding, err);
}

LtpCode ltp_activities_begin(LtpJob *job, LtpError *err)
{
    Activities *activities = ltp_calloc(1, sizeof *activities);
    if (activities == NULL)
        return ltp_fail_memory(err);
    job->state = activities;
    activities->newest_reported = LTP_DAY_NONE;
    for (int i = 0; i < N_FIELDS; i++)
        activities->columns[i] = ltp_job_column(job, field_names[i]);
    find_people_columns(activities, job);
    LTP_TRY(ltp_organisations_init(&activities->organisations, job, err));
    LTP_TRY(check_columns(activities, job, err));
    LTP_TRY(ltp_theme_words_load(job->store, &activities->words, err));
    LTP_TRY(ltp_vocabulary_load(job->store, "status", &activities->status, err));
    LTP_TRY(ltp_vocabulary_load(job->store, "population_type", &activities->population, err));
    return ltp_lines_begin(job->store, job->import_id, job->units->edition.id, &activities->book,
                           err);
}

void ltp_activities_release(LtpJob *job)
{
    Activities *activities = job->state;
    if (activities == NULL)
        return;
    ltp_lines_abandon(activities->book);
    ltp_organisations_release(&activities->organisations);
    ltp_theme_words_release(&activities->words);
    ltp_buf_release(&activities->theme.said);
    ltp_vocabulary_free(activities->status);
    ltp_vocabulary_free(activities->population);
    ltp_free(activities);
    job->state = NULL;
}

/* ---- a row ---- */

static LtpCode read_day(LtpJob *job, enum Field field, LtpDateSide side, LtpDay *day, LtpError *err)
{
    const Activities *activities = job->state;
    LtpDateCell cell = {.text = activities->texts[field],
                        .column = ltp_job_header(job, activities->columns[field]),
                        .side = side};
    return ltp_date_read(&cell, &job->dates, job->row.number, &job->findings, day, err);
}

/* A month or quarter as reporting date means its last day: the report speaks of all of it. */
static LtpCode understand_dates(LtpJob *job, LtpError *err)
{
    Activities *activities = job->state;
    LtpLineRecord *line = &activities->line;
    LTP_TRY(read_day(job, START, LTP_DATE_START, &line->start, err));
    LTP_TRY(read_day(job, END, LTP_DATE_END, &line->end, err));
    LTP_TRY(ltp_dates_check(&line->start, &line->end, ltp_job_header(job, activities->columns[END]),
                            job->row.number, &job->findings, err));
    LTP_TRY(read_day(job, REPORTED, LTP_DATE_END, &line->reported, err));
    if (activities->columns[REPORTED] < 0)
        line->reported = job->reported;
    return LTP_OK;
}

static LtpCode understand_status(LtpJob *job, LtpError *err)
{
    Activities *activities = job->state;
    const char *text = activities->texts[STATUS];
    activities->line.status = ltp_vocabulary_code(activities->status, text);
    return text == NULL || activities->line.status != NULL
               ? LTP_OK
               : ltp_job_find(job, "status_unknown", activities->columns[STATUS], text, err);
}

static LtpCode understand_population(LtpJob *job, LtpError *err)
{
    Activities *activities = job->state;
    const char *text = activities->texts[POPULATION];
    ltp_buf_clear(&job->text);
    if (text == NULL)
        return LTP_OK;
    if (!ltp_people_types(activities->population, text, activities->populations, &job->text))
        return ltp_job_find(job, "population_type_unknown", activities->columns[POPULATION],
                            ltp_buf_text(&job->text), err);
    activities->line.population_type = activities->populations;
    return LTP_OK;
}

static LtpCode understand_theme(LtpJob *job, LtpError *err)
{
    Activities *activities = job->state;
    LtpLineRecord *line = &activities->line;
    const char **texts = activities->texts;
    const int *columns = activities->columns;
    LtpThemeCells cells = {.sector = texts[SECTOR],
                           .sector_code = texts[SECTOR_CODE],
                           .subsector = texts[SUBSECTOR],
                           .theme = texts[THEME],
                           .title = texts[PROJECT_TITLE],
                           .activity = texts[ACTIVITY],
                           .has_theme_column = columns[SUBSECTOR] >= 0 || columns[THEME] >= 0};
    LtpTheme *theme = &activities->theme;
    ltp_theme_of(&activities->words, &cells, theme);
    line->sector = theme->sector;
    line->ltp = theme->ltp;
    line->ltp_proposed = theme->ltp_proposed;
    line->ltp_basis = theme->ltp_basis;
    line->cohesion = theme->cohesion;
    line->theme_knowable =
        cells.has_theme_column || columns[PROJECT_TITLE] >= 0 || columns[ACTIVITY] >= 0;
    if (theme->said.size > 0)
        LTP_TRY(
            ltp_job_find(job, "sector_unknown", columns[SECTOR], ltp_buf_text(&theme->said), err));
    if (theme->ltp_proposed)
        LTP_TRY(ltp_job_find(job, "ltp_proposed", columns[ACTIVITY],
                             texts[ACTIVITY] != NULL ? texts[ACTIVITY] : texts[PROJECT_TITLE],
                             err));
    return LTP_OK;
}

/* `field` is that of the figure at fault. */
static LtpCode find_figures(LtpJob *job, const char *code, const char *field, int64_t first,
                            int64_t second, const char *between, LtpError *err)
{
    ltp_buf_clear(&job->text);
    ltp_buf_printf(&job->text, "%lld %s %lld", (long long)first, between, (long long)second);
    return ltp_job_find(job, code, ltp_job_column(job, field), ltp_buf_text(&job->text), err);
}

static LtpCode find_measure(LtpJob *job, const LtpPeopleFigure *figure, const char *field,
                            LtpError *err)
{
    if (figure->mismatch)
        LTP_TRY(
            find_figures(job, "people_mismatch", field, figure->added, figure->stated, "/", err));
    if (figure->basis == LTP_PEOPLE_PARTIAL) {
        ltp_buf_clear(&job->text);
        ltp_buf_printf(&job->text, "%lld", (long long)figure->persons);
        LTP_TRY(ltp_job_find(job, "people_partial", -1, ltp_buf_text(&job->text), err));
    }
    return LTP_OK;
}

static void keep_people_cells(Activities *activities)
{
    activities->line.people = activities->cells;
    activities->line.n_people = 0;
    for (size_t i = 0; i < activities->n_people; i++) {
        const LtpPeopleColumn *column = &activities->people[i];
        if (column->value == LTP_NULL_INT)
            continue;
        activities->cells[activities->line.n_people++] =
            (LtpPeople){.cell = *column->cell,
                        .population_type = activities->line.population_type,
                        .value = column->value,
                        .approximate = column->approximate};
    }
}

/* A column of yes or no, as ltp and GDAL write it. */
static bool is_said(const Activities *activities, enum Field field)
{
    const char *text = activities->texts[field];
    return text != NULL && (strcmp(text, "1") == 0 || ltp_ascii_equal(text, "true"));
}

static LtpCode understand_people(LtpJob *job, LtpError *err)
{
    Activities *activities = job->state;
    LtpLineRecord *line = &activities->line;
    for (size_t i = 0; i < activities->n_people; i++)
        LTP_TRY(ltp_people_read(&activities->people[i],
                                ltp_job_text(job, activities->people_columns[i]), job->row.number,
                                &job->findings, err));
    LtpPeopleFigure targeted =
        ltp_people_figure(activities->people, activities->n_people, "targeted");
    LtpPeopleFigure reached =
        ltp_people_figure(activities->people, activities->n_people, "reached");
    LTP_TRY(find_measure(job, &targeted, "targeted_total", err));
    LTP_TRY(find_measure(job, &reached, "reached_total", err));
    line->targeted = targeted.persons;
    line->targeted_basis = targeted.basis;
    line->targeted_approximate = targeted.approximate || is_said(activities, TARGETED_APPROXIMATE);
    line->households_targeted = targeted.households;
    line->reached = reached.persons;
    line->reached_basis = reached.basis;
    line->reached_approximate = reached.approximate || is_said(activities, REACHED_APPROXIMATE);
    line->households_reached = reached.households;
    keep_people_cells(activities);
    if (line->targeted != LTP_NULL_INT && line->reached != LTP_NULL_INT &&
        line->reached > line->targeted)
        return find_figures(job, "reached_over_targeted", "reached_total", line->reached,
                            line->targeted, ">", err);
    return LTP_OK;
}

/* The detail of a finding with the people of its row before what it holds already. */
static const char *detail_with_people(LtpJob *job, const char *detail, int64_t targeted,
                                      int64_t reached)
{
    LtpJson json = {.out = &job->text};
    ltp_buf_clear(&job->text);
    ltp_json_object(&json);
    ltp_json_key(&json, "targeted");
    ltp_json_int(&json, targeted);
    ltp_json_key(&json, "reached");
    ltp_json_int(&json, reached);
    if (detail == NULL) {
        ltp_json_end_object(&json);
    } else {
        ltp_buf_putc(&job->text, ',');
        ltp_buf_puts(&job->text, detail + 1); /* an object too: without its brace */
    }
    return ltp_arena_strdup(&job->findings.arena, ltp_buf_text(&job->text));
}

/* Rows that no place could be found for stand under every result with their people, so these go
 * with the finding. What is wrong with a figure is not said: of a rejected row only the reason
 * counts. */
static LtpCode keep_people_not_located(LtpJob *job, LtpError *err)
{
    Activities *activities = job->state;
    LtpFindings unsaid = {0};
    LtpCode rc = LTP_OK;
    for (size_t i = 0; rc == LTP_OK && i < activities->n_people; i++)
        rc = ltp_people_read(&activities->people[i],
                             ltp_job_text(job, activities->people_columns[i]), job->row.number,
                             &unsaid, err);
    ltp_findings_release(&unsaid);
    LTP_TRY(rc);
    int64_t targeted =
        ltp_people_figure(activities->people, activities->n_people, "targeted").persons;
    int64_t reached =
        ltp_people_figure(activities->people, activities->n_people, "reached").persons;
    for (size_t i = 0; i < job->findings.count; i++) {
        LtpFinding *finding = &job->findings.items[i];
        if (strcmp(finding->code, "no_location") != 0)
            continue;
        finding->detail = detail_with_people(job, finding->detail, targeted, reached);
        if (finding->detail == NULL)
            return ltp_fail_memory(err);
    }
    return LTP_OK;
}

LtpCode ltp_activities_understand(LtpJob *job, LtpError *err)
{
    Activities *activities = job->state;
    LtpLineRecord *line = &activities->line;
    *line = (LtpLineRecord){0};
    for (int i = 0; i < N_FIELDS; i++)
        activities->texts[i] = ltp_job_text(job, activities->columns[i]);
    LTP_TRY(ltp_job_place(job, err));
    if (!ltp_organisations_any(&activities->organisations, job))
        return ltp_job_find(job, "no_organisation",
                            ltp_organisations_column(&activities->organisations), NULL, err);
    if (ltp_job_places(job).count == 0)
        return keep_people_not_located(job, err);
    LTP_TRY(understand_dates(job, err));
    LTP_TRY(understand_theme(job, err));
    LTP_TRY(understand_status(job, err));
    LTP_TRY(understand_population(job, err));
    return understand_people(job, err);
}

/* ---- an accepted row ---- */

static void put_texts(LtpLineRecord *line, const char *const *texts)
{
    line->project_code = texts[PROJECT_CODE];
    line->project_title = texts[PROJECT_TITLE];
    line->activity = texts[ACTIVITY];
    line->activity_code = texts[ACTIVITY_CODE];
    line->indicator = texts[INDICATOR];
    line->sector_text = texts[SECTOR] != NULL ? texts[SECTOR] : texts[SECTOR_CODE];
    line->subsector_text = texts[SUBSECTOR];
    line->theme_text = texts[THEME];
    line->status_text = texts[STATUS];
    line->population_text = texts[POPULATION];
    line->modality = texts[MODALITY];
    line->amount = texts[AMOUNT];
    line->currency = texts[CURRENCY];
    line->settlement = texts[SETTLEMENT];
    line->remarks = texts[REMARKS];
}

LtpCode ltp_activities_write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    Activities *activities = job->state;
    LtpLineRecord *line = &activities->line;
    int64_t donors[LTP_MAX_DONORS];
    line->raw_row_id = raw_row_id;
    line->repeated = repeated;
    LtpRowPlaces places = ltp_job_places(job);
    line->locations = places.locations;
    line->n_locations = places.count;
    line->area = ltp_job_area(job);
    line->lon = job->placed.point.lon;
    line->lat = job->placed.point.lat;
    put_texts(line, activities->texts);
    if (line->sector != NULL && strchr(line->sector, '+') != NULL)
        LTP_TRY(ltp_vocabulary_compose(job->store, "sector", line->sector, err));
    LTP_TRY(ltp_organisations_put(&activities->organisations, job, line, donors, err));
    if (line->reported > activities->newest_reported)
        activities->newest_reported = line->reported;
    if (job->rereads != 0)
        ltp_lines_reread(activities->book, job->rereads);
    return ltp_lines_put(activities->book, line, &job->change, err);
}

/* ---- after the rows ---- */

static bool is_snapshot(const LtpJob *job)
{
    const Activities *activities = job->state;
    switch (job->options->mode) {
    case LTP_AS_SNAPSHOT:
        return true;
    case LTP_AS_UPDATE:
        return false;
    case LTP_AS_DEFAULT:
        break;
    }
    return activities->columns[REPORTED] < 0;
}

LtpCode ltp_activities_end(LtpJob *job, LtpError *err)
{
    Activities *activities = job->state;
    LtpLineChanges changes;
    LtpDay reported = job->reported != LTP_DAY_NONE ? job->reported : activities->newest_reported;
    if (reported == LTP_DAY_NONE)
        reported = ltp_os_today();
    LtpLineBook *book = activities->book;
    activities->book = NULL; /* freed by its end, whatever comes of it */
    LTP_TRY(ltp_lines_end(book, is_snapshot(job), reported, &changes, err));
    job->report->new_ = changes.new_;
    job->report->same = changes.same;
    job->report->changed = changes.changed;
    job->report->gone = changes.gone;
    return changes.newer && job->rereads == 0
               ? ltp_import_report_changes(job->store, job->import_id, job->report, err)
               : LTP_OK;
}

static const LtpTableKind table_kind = {
    .importer = &ltp_importer_activities,
    .layer = "lines",
    .understand = ltp_activities_understand,
    .write = ltp_activities_write,
    .begin = ltp_activities_begin,
    .end = ltp_activities_end,
    .release = ltp_activities_release,
    .equal_rows_repeat = true,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&table_kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_activities = {
    .kind = "activities",
    .title = {.fr = "activités : matrice 3W, 4W ou 5W", .en = "activities: a 3W, 4W or 5W matrix"},
    .table = &table_kind,
    .run = run,
};
