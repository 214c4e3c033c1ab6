/* Published figures of displacement. A table has one column a group of people, whose header says
 * which (« PDI femmes 18-59 ans »), or one row a group; both may be mixed. */
#include "importers/displacement.h"

#include "base/number.h"
#include "base/text.h"
#include "importers/dates.h"
#include "importers/people.h"
#include "importers/plain.h"

#include <string.h>

extern const LtpImporter ltp_importer_displacement;

/* A column of people, and which people. */
typedef struct Column {
    int at;
    LtpGroup group; /* without a population: the row says it */
} Column;

typedef struct Displacement {
    int date, population, sex, age, site;
    Column *columns; /* owned */
    size_t n_columns, capacity;
    LtpVocabulary *populations;
    LtpDisplaced cells;
    size_t row_first; /* the cells of the row at hand begin here */
} Displacement;

/* ---- columns ---- */

static const char *field_of(LtpPopulation population)
{
    static const char *const names[LTP_POPULATIONS] = {[LTP_POPULATION_NONE] = "people_group",
                                                       [LTP_POPULATION_IDP] = "idps",
                                                       [LTP_POPULATION_RDP] = "returnees",
                                                       [LTP_POPULATION_RET] = "repatriated"};
    return names[population];
}

/* The population that a field of columns of people stands for; -1 = another field. */
static int population_of(const LtpField *field)
{
    for (int i = 0; field != NULL && i < LTP_POPULATIONS; i++)
        if (strcmp(field->name, field_of((LtpPopulation)i)) == 0)
            return i;
    return -1;
}

static bool counts_people(const LtpField *field)
{
    return field != NULL &&
           (strcmp(field->name, "people") == 0 || strcmp(field->name, "households") == 0);
}

static bool is_plain(const LtpGroup *group)
{
    return group->sex == 0 && group->age_min < 0 && group->age_max < 0;
}

/* Headers say groups that no list of words could hold, so they are read by what they are made of. A
 * header of which a word is not understood (« PDI dans les sites ») is not taken for the whole. */
static LtpCode settle_column(LtpJob *job, LtpColumn *column, bool rows_say, LtpError *err)
{
    const LtpLayer *layer = ltp_layer_find("displacement");
    const char *words = column->header != NULL ? column->header : column->hxl;
    bool by_hand = column->by != NULL && strcmp(column->by, "user") == 0;
    bool of_people = population_of(column->field) >= 0 || counts_people(column->field);
    LtpGroup group;
    if (words == NULL || by_hand || (column->field != NULL && !of_people))
        return LTP_OK;
    bool read = ltp_group_read(words, &group);
    if (!read && column->hxl != NULL)
        read = ltp_group_read(column->hxl, &group);
    if (read && group.population != LTP_POPULATION_NONE) {
        column->field = ltp_layer_field(layer, field_of(group.population));
    } else if (read && rows_say && (!is_plain(&group) || column->field == NULL)) {
        if (!counts_people(column->field) || !is_plain(&group))
            column->field = ltp_layer_field(layer, field_of(LTP_POPULATION_NONE));
    } else if (population_of(column->field) >= 0) {
        column->field = NULL;
        column->by = NULL;
        LtpFinding finding = {.code = "group_unknown", .column = words, .value = words};
        return ltp_findings_add(&job->table_findings, &finding, err);
    }
    if (column->field != NULL && column->by == NULL)
        column->by = "label";
    return LTP_OK;
}

static LtpCode settle_columns(LtpJob *job, LtpError *err)
{
    bool rows_say = ltp_job_column(job, "population") >= 0;
    for (size_t i = 0; i < job->mapping->n_columns; i++)
        LTP_TRY(settle_column(job, &job->mapping->columns[i], rows_say, err));
    return LTP_OK;
}

/* ---- before the rows ---- */

static LtpCode add_column(Displacement *d, int at, LtpGroup group, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&d->columns, &d->capacity, d->n_columns, sizeof *d->columns, err));
    d->columns[d->n_columns++] = (Column){at, group};
    return LTP_OK;
}

static LtpCode find_columns(LtpJob *job, Displacement *d, LtpError *err)
{
    for (size_t i = 0; i < job->mapping->n_columns; i++) {
        const LtpColumn *column = &job->mapping->columns[i];
        int population = population_of(column->field);
        LtpGroup group = {.age_min = -1, .age_max = -1};
        if (population < 0 && !counts_people(column->field))
            continue;
        const char *words = column->header != NULL ? column->header : column->hxl;
        if (population >= 0 && words != NULL && !ltp_group_read(words, &group))
            group = (LtpGroup){.age_min = -1, .age_max = -1}; /* mapped by a person */
        group.population = population > 0 ? (LtpPopulation)population : LTP_POPULATION_NONE;
        group.households |= column->field != NULL && strcmp(column->field->name, "households") == 0;
        LTP_TRY(add_column(d, (int)i, group, err));
    }
    return LTP_OK;
}

static bool has_band(const Displacement *d, const LtpGroup *like, bool children)
{
    for (size_t i = 0; i < d->n_columns; i++) {
        const LtpGroup *group = &d->columns[i].group;
        if (group->population == like->population && group->sex == like->sex &&
            (children ? group->child_word : group->age_min >= 15 && group->age_min <= 20))
            return true;
    }
    return false;
}

/* "Femmes" beside "Filles" are the women, not women and girls together. */
static void women_beside_girls(Displacement *d)
{
    for (size_t i = 0; i < d->n_columns; i++) {
        LtpGroup *group = &d->columns[i].group;
        if (group->sex != 0 && !group->total_word && !group->households && group->age_min < 0 &&
            group->age_max < 0 && has_band(d, group, true) && !has_band(d, group, false))
            group->age_min = 18;
    }
}

static LtpCode check_columns(const Displacement *d, LtpError *err)
{
    for (size_t i = 0; i < d->n_columns; i++)
        if (d->population >= 0 || d->columns[i].group.population != LTP_POPULATION_NONE)
            return LTP_OK;
    return ltp_fail(
        err, LTP_EDATA,
        _("no column holds figures of displaced people. Name it with --map, or use headers such "
          "as \"PDI\", \"Retournés femmes 18-59 ans\", or columns Population and Nombre."));
}

static LtpCode begin(LtpJob *job, LtpError *err)
{
    Displacement *d = ltp_calloc(1, sizeof *d);
    if (d == NULL)
        return ltp_fail_memory(err);
    job->state = d;
    d->date = ltp_job_column(job, "date");
    d->population = ltp_job_column(job, "population");
    d->sex = ltp_job_column(job, "sex");
    d->age = ltp_job_column(job, "age_band");
    d->site = ltp_job_column(job, "settlement");
    LTP_TRY(find_columns(job, d, err));
    LTP_TRY(check_columns(d, err));
    women_beside_girls(d);
    if (job->options->mode == LTP_AS_SNAPSHOT)
        LTP_TRY(ltp_displaced_supersede(job, err));
    return ltp_vocabulary_load(job->store, "population_type", &d->populations, err);
}

static void release(LtpJob *job)
{
    Displacement *d = job->state;
    if (d == NULL)
        return;
    ltp_vocabulary_free(d->populations);
    ltp_displaced_release(&d->cells);
    ltp_free(d->columns);
    ltp_free(d);
    job->state = NULL;
}

/* ---- a row ---- */

static LtpCode unknown_group(LtpJob *job, int column, const char *text, LtpError *err)
{
    return ltp_job_find(job, "group_unknown", column, text, err);
}

/* What the row itself says of the people it counts; false when it is not understood. */
static LtpCode row_group(LtpJob *job, LtpGroup *row, bool *known, LtpError *err)
{
    Displacement *d = job->state;
    const char *population = ltp_job_text(job, d->population), *sex = ltp_job_text(job, d->sex),
               *age = ltp_job_text(job, d->age);
    LtpGroup said;
    *row = (LtpGroup){.age_min = -1, .age_max = -1};
    *known = false;
    if (population != NULL) {
        const char *code = ltp_vocabulary_code(d->populations, population);
        for (int i = 1; code != NULL && i < LTP_POPULATIONS; i++)
            if (strcmp(code, ltp_population_code((LtpPopulation)i)) == 0)
                row->population = (LtpPopulation)i;
        if (row->population == LTP_POPULATION_NONE && ltp_group_read(population, &said))
            *row = said; /* "PDI femmes" in one cell */
        if (row->population == LTP_POPULATION_NONE)
            return unknown_group(job, d->population, population, err);
    }
    if (sex != NULL) {
        if (!ltp_group_read(sex, &said))
            return unknown_group(job, d->sex, sex, err);
        row->sex = said.sex;
    }
    if (age != NULL) {
        if (!ltp_group_read(age, &said))
            return unknown_group(job, d->age, age, err);
        row->age_min = said.age_min;
        row->age_max = said.age_max;
    }
    *known = true;
    return LTP_OK;
}

/* The people of a column in a row: what either of them says. False when they contradict. */
static bool join_groups(const LtpGroup *row, const LtpGroup *column, LtpGroup *group)
{
    *group = *column;
    if (group->population == LTP_POPULATION_NONE)
        group->population = row->population;
    if (group->sex == 0)
        group->sex = row->sex;
    if (group->age_min < 0 && group->age_max < 0) {
        group->age_min = row->age_min;
        group->age_max = row->age_max;
    }
    group->households |= row->households;
    return group->population != LTP_POPULATION_NONE;
}

static LtpCode read_cell(LtpJob *job, const Column *column, const LtpGroup *row,
                         const LtpDisplacedCell *like, LtpError *err)
{
    Displacement *d = job->state;
    LtpDisplacedCell cell = *like;
    LtpPeopleColumn people = {.header = ltp_job_header(job, column->at)};
    if (!join_groups(row, &column->group, &cell.group))
        return LTP_OK;
    LTP_TRY(ltp_people_read(&people, ltp_job_text(job, column->at), job->row.number, &job->findings,
                            err));
    if (people.value == LTP_NULL_INT)
        return LTP_OK;
    cell.value = people.value;
    cell.approximate = people.approximate;
    return ltp_displaced_add(&d->cells, &cell, err);
}

/* Where the row counts: its site; of a place that is not recognised, the words. */
static void site_words(LtpJob *job, LtpBuf *out)
{
    const Displacement *d = job->state;
    LtpBuf words = {0};
    for (int level = 0; job->placed.count == 0 && level < LTP_LEVELS; level++) {
        const char *code = ltp_job_text(job, job->place_code[level]);
        const char *name = ltp_job_text(job, job->place_name[level]);
        ltp_buf_printf(&words, "%s %s ", code != NULL ? code : "", name != NULL ? name : "");
    }
    const char *site = ltp_job_text(job, d->site);
    ltp_buf_puts(&words, site != NULL ? site : "");
    ltp_text_fold(ltp_buf_text(&words), out);
    out->failed |= words.failed;
    ltp_buf_release(&words);
}

static LtpCode understand(LtpJob *job, LtpError *err)
{
    Displacement *d = job->state;
    LtpGroup row;
    LtpBuf site = {0};
    bool known;
    LtpDisplacedCell cell = {.row = job->row.number, .date = LTP_DAY_NONE, .unit = -1};
    LtpDateCell date = {.text = ltp_job_text(job, d->date),
                        .column = ltp_job_header(job, d->date),
                        .side = LTP_DATE_END};
    d->row_first = d->cells.count;
    LTP_TRY(ltp_plain_place(job, true, err));
    LTP_TRY(ltp_date_read(&date, &job->dates, job->row.number, &job->findings, &cell.date, err));
    if (d->date < 0)
        cell.date = job->reported;
    LTP_TRY(row_group(job, &row, &known, err));
    if (!known)
        return LTP_OK;
    if (job->placed.count > 0)
        cell.unit = job->placed.units[0];
    site_words(job, &site);
    LtpCode rc = ltp_buf_check(&site, err);
    if (rc == LTP_OK)
        cell.site = ltp_arena_strdup(&d->cells.texts, ltp_buf_text(&site));
    ltp_buf_release(&site);
    LTP_TRY(rc);
    if (cell.site == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < d->n_columns; i++)
        LTP_TRY(read_cell(job, &d->columns[i], &row, &cell, err));
    return LTP_OK;
}

/* Cells of a row that is not written, a duplicate or a rejected one, keep no raw row; the latter
 * count in the sum of what has no place. */
static LtpCode write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    Displacement *d = job->state;
    (void)repeated;
    (void)err;
    for (size_t i = d->row_first; i < d->cells.count; i++)
        d->cells.items[i].raw_row_id = raw_row_id;
    return LTP_OK;
}

static LtpCode end(LtpJob *job, LtpError *err)
{
    Displacement *d = job->state;
    return ltp_displaced_settle(job, &d->cells, err);
}

static const LtpTableKind table_kind = {
    .importer = &ltp_importer_displacement,
    .layer = "displacement",
    .settle_columns = settle_columns,
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

const LtpImporter ltp_importer_displacement = {
    .kind = "displacement",
    .title = {.fr = "déplacements : PDI, retournés, rapatriés publiés",
              .en = "displacement: published IDPs, returnees, repatriated"},
    .table = &table_kind,
    .run = run,
};
