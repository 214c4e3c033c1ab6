/* From the cells of a table to groups and figures of units, and what they add up to. */
#include "base/lang.h"
#include "base/number.h"
#include "importers/displacement.h"
#include "importers/needs.h"
#include "importers/people.h"

#include <stdlib.h>
#include <string.h>

LtpCode ltp_displaced_add(LtpDisplaced *cells, const LtpDisplacedCell *cell, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&cells->items, &cells->capacity, cells->count, sizeof *cells->items,
                     err));
    cells->items[cells->count++] = *cell;
    return LTP_OK;
}

void ltp_displaced_release(LtpDisplaced *cells)
{
    ltp_arena_release(&cells->texts);
    ltp_free(cells->items);
    *cells = (LtpDisplaced){0};
}

/* ---- the store ---- */

static const char *const column_names[] = {"population", "date",   "sex",        "age_min",
                                           "age_max",    "people", "households", "approximate"};
enum { N_COLUMNS = sizeof column_names / sizeof *column_names, N_KEY = 5 };

static const LtpPlainTable displaced_table = {"displaced", column_names, N_COLUMNS, N_KEY};

LtpCode ltp_displaced_supersede(LtpJob *job, LtpError *err)
{
    return ltp_plain_supersede(job->store, job->import_id, &displaced_table, err);
}

/* ---- order: unit (and site, where the place is not known), population, day, group, site ---- */

static int compare_int(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_sets(const LtpDisplacedCell *a, const LtpDisplacedCell *b)
{
    int order = compare_int(a->unit, b->unit);
    if (order == 0 && a->unit < 0)
        order = strcmp(a->site, b->site);
    if (order == 0)
        order = compare_int((int64_t)a->group.population, (int64_t)b->group.population);
    return order != 0 ? order : compare_int(a->date, b->date);
}

static int compare_groups(const LtpDisplacedCell *a, const LtpDisplacedCell *b)
{
    int order = compare_int(a->group.sex, b->group.sex);
    if (order == 0)
        order = compare_int(a->group.age_min, b->group.age_min);
    return order != 0 ? order : compare_int(a->group.age_max, b->group.age_max);
}

static int compare_cells(const void *left, const void *right)
{
    const LtpDisplacedCell *a = left, *b = right;
    int order = compare_sets(a, b);
    if (order == 0)
        order = compare_groups(a, b);
    if (order == 0)
        order = compare_int(a->group.households, b->group.households);
    if (order == 0)
        order = strcmp(a->site, b->site);
    return order != 0 ? order : compare_int(a->row, b->row);
}

static bool same_count(const LtpDisplacedCell *a, const LtpDisplacedCell *b)
{
    return compare_sets(a, b) == 0 && compare_groups(a, b) == 0 &&
           a->group.households == b->group.households;
}

/* ---- one number a unit, day, population and group ---- */

static const char *place_of(const LtpJob *job, const LtpDisplacedCell *cell)
{
    return cell->unit >= 0 ? job->units->units[cell->unit].pcode : cell->site;
}

/* Different numbers of one site for one group: which holds the table does not say. */
static LtpCode check_site(LtpJob *job, LtpDisplacedCell *cells, size_t count, LtpError *err)
{
    bool equal = true;
    for (size_t i = 1; i < count; i++)
        equal = equal && cells[i].value == cells[0].value;
    for (size_t i = 0; i < count && !equal; i++) {
        ltp_buf_clear(&job->text);
        ltp_buf_printf(&job->text, "%s %s : %lld", place_of(job, &cells[i]),
                       ltp_population_code(cells[i].group.population), (long long)cells[i].value);
        LtpFinding finding = {
            .code = "figure_contradicted", .row = cells[i].row, .value = ltp_buf_text(&job->text)};
        LTP_TRY(ltp_findings_add(&job->table_findings, &finding, err));
    }
    for (size_t i = 0; i < count; i++)
        cells[i].value = equal && i == 0 ? cells[0].value : LTP_NULL_INT;
    return LTP_OK;
}

/* The sites of a unit add up; a row of the unit itself is their total already. */
static LtpCode merge_count(LtpJob *job, LtpDisplacedCell *cells, size_t count,
                           LtpDisplacedCell *merged, LtpError *err)
{
    *merged = cells[0];
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && strcmp(cells[next].site, cells[first].site) == 0;)
            next++;
        LTP_TRY(check_site(job, &cells[first], next - first, err));
    }
    bool whole = cells[0].site[0] == '\0' && cells[0].value != LTP_NULL_INT;
    merged->value = LTP_NULL_INT;
    for (size_t i = 0; i < (whole ? 1 : count); i++) {
        if (cells[i].value == LTP_NULL_INT)
            continue;
        merged->value = (merged->value == LTP_NULL_INT ? 0 : merged->value) + cells[i].value;
        merged->approximate |= cells[i].approximate;
    }
    return LTP_OK;
}

/* Leaves one cell a count, in order. */
static LtpCode merge_all(LtpJob *job, LtpDisplaced *cells, LtpError *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < cells->count; i++) /* what duplicates said is said already */
        if (cells->items[i].unit < 0 || cells->items[i].raw_row_id != 0)
            cells->items[kept++] = cells->items[i];
    cells->count = kept;
    if (kept > 1)
        qsort(cells->items, kept, sizeof *cells->items, compare_cells);
    kept = 0;
    for (size_t first = 0, next; first < cells->count; first = next) {
        LtpDisplacedCell merged;
        for (next = first + 1;
             next < cells->count && same_count(&cells->items[first], &cells->items[next]);)
            next++;
        LTP_TRY(merge_count(job, &cells->items[first], next - first, &merged, err));
        if (merged.value != LTP_NULL_INT)
            cells->items[kept++] = merged;
    }
    cells->count = kept;
    return LTP_OK;
}

/* ---- groups into the store ---- */

static LtpValue age_value(int age)
{
    return ltp_value_int(age < 0 ? LTP_NULL_INT : age);
}

/* Persons and households of one group stand in one record. */
static LtpCode put_group(LtpJob *job, const LtpDisplacedCell *cells, size_t count, LtpError *err)
{
    const LtpGroup *group = &cells[0].group;
    char day[LTP_DATE_TEXT], sex[2] = {group->sex, '\0'};
    int64_t counted[2] = {LTP_NULL_INT, LTP_NULL_INT};
    LtpChange change;
    for (size_t i = 0; i < count; i++)
        counted[cells[i].group.households] = cells[i].value;
    const LtpValue values[N_COLUMNS] = {
        ltp_value_text(ltp_population_code(group->population)),
        ltp_value_text(cells[0].date == LTP_DAY_NONE ? NULL : ltp_day_text(cells[0].date, day)),
        ltp_value_text(group->sex != 0 ? sex : NULL),
        age_value(group->age_min),
        age_value(group->age_max),
        ltp_value_int(counted[0]),
        ltp_value_int(counted[1]),
        ltp_value_int(cells[0].approximate)};
    const LtpPlainRecord record = {cells[0].raw_row_id, job->units->units[cells[0].unit].id,
                                   values};
    LTP_TRY(ltp_plain_put(job->store, job->import_id, &displaced_table, &record, &change, err));
    return LTP_OK;
}

static LtpCode put_groups(LtpJob *job, const LtpDisplacedCell *cells, size_t count, LtpError *err)
{
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && compare_groups(&cells[first], &cells[next]) == 0;)
            next++;
        LTP_TRY(put_group(job, &cells[first], next - first, err));
    }
    return LTP_OK;
}

/* ---- figures ---- */

static LtpCode find_in_row(LtpJob *job, const char *code, const LtpDisplacedCell *cell,
                           const LtpPeopleFigure *figure, LtpError *err)
{
    ltp_buf_clear(&job->text);
    ltp_buf_printf(&job->text, "%s %s : %lld", place_of(job, cell),
                   ltp_population_code(cell->group.population),
                   (long long)(figure->mismatch ? figure->stated : figure->persons));
    if (figure->mismatch)
        ltp_buf_printf(&job->text, " / %lld", (long long)figure->added);
    LtpFinding finding = {.code = code, .row = cell->row, .value = ltp_buf_text(&job->text)};
    return ltp_findings_add(&job->table_findings, &finding, err);
}

/* The people of one unit, day and population: the stated total, else what the groups add up to. */
static LtpCode figure_of(LtpJob *job, const LtpDisplacedCell *cells, size_t count,
                         LtpPeopleFigure *figure, LtpError *err)
{
    static const char measure[] = "present";
    LtpPeopleCell *groups = ltp_arena_alloc(&job->arena, count * sizeof *groups);
    LtpPeopleColumn *columns = ltp_arena_alloc(&job->arena, count * sizeof *columns);
    if (groups == NULL || columns == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        const LtpGroup *group = &cells[i].group;
        groups[i] = (LtpPeopleCell){.measure = measure,
                                    .sex = group->sex,
                                    .age_min = group->age_min,
                                    .age_max = group->age_max,
                                    .households = group->households};
        columns[i] = (LtpPeopleColumn){
            .cell = &groups[i], .value = cells[i].value, .approximate = cells[i].approximate};
    }
    ltp_people_prepare(columns, count);
    *figure = ltp_people_figure(columns, count, measure);
    if (figure->mismatch && cells[0].unit >= 0)
        LTP_TRY(find_in_row(job, "people_mismatch", &cells[0], figure, err));
    else if (figure->basis == LTP_PEOPLE_PARTIAL && cells[0].unit >= 0)
        LTP_TRY(find_in_row(job, "people_partial", &cells[0], figure, err));
    return LTP_OK;
}

/* ---- what the table adds up to ---- */

typedef struct Sums {
    int64_t *stated; /* by population and unit: the newest figure */
    LtpDay *day;     /* likewise */
    int64_t sum[LTP_POPULATIONS], lost[LTP_POPULATIONS], total[LTP_POPULATIONS];
    LtpDay first[LTP_POPULATIONS], last[LTP_POPULATIONS];
    size_t n_units;
    LtpNeedList needs;
} Sums;

static void note_figure(Sums *sums, const LtpDisplacedCell *cell, int64_t persons)
{
    LtpPopulation population = cell->group.population;
    if (persons == LTP_NULL_INT)
        return;
    if (cell->unit < 0) {
        sums->lost[population] += persons;
        return;
    }
    size_t at = (size_t)population * sums->n_units + (size_t)cell->unit;
    if (sums->stated[at] == LTP_NULL_INT || cell->date >= sums->day[at]) {
        sums->stated[at] = persons;
        sums->day[at] = cell->date;
    }
}

static LtpCode put_need(LtpJob *job, Sums *sums, const LtpDisplacedCell *cell,
                        const LtpPeopleFigure *figure, LtpError *err)
{
    LtpNeedList *needs = &sums->needs;
    if (figure->persons == LTP_NULL_INT)
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&needs->items, &needs->capacity, needs->count, sizeof *needs->items,
                     err));
    LtpNeed *need = &needs->items[needs->count++];
    *need = (LtpNeed){
        .record = {.raw_row_id = cell->raw_row_id,
                   .unit_id = job->units->units[cell->unit].id,
                   .date = cell->date,
                   .pin = LTP_NULL_INT,
                   .severity = LTP_NULL_INT,
                   .population = LTP_NULL_INT,
                   .idps = LTP_NULL_INT,
                   .returnees = LTP_NULL_INT,
                   .repatriated = LTP_NULL_INT,
                   .approximate = figure->approximate || figure->basis == LTP_PEOPLE_PARTIAL},
        .unit = cell->unit,
        .exercise = LTP_DAY_NONE,
        .row = cell->row};
    int64_t *const slots[LTP_POPULATIONS] = {[LTP_POPULATION_IDP] = &need->record.idps,
                                             [LTP_POPULATION_RDP] = &need->record.returnees,
                                             [LTP_POPULATION_RET] = &need->record.repatriated};
    *slots[cell->group.population] = figure->persons;
    return LTP_OK;
}

static LtpCode take_sets(LtpJob *job, const LtpDisplaced *cells, Sums *sums, LtpError *err)
{
    for (size_t first = 0, next; first < cells->count; first = next) {
        const LtpDisplacedCell *set = &cells->items[first];
        LtpPeopleFigure figure;
        for (next = first + 1; next < cells->count && compare_sets(set, &cells->items[next]) == 0;)
            next++;
        LTP_TRY(figure_of(job, set, next - first, &figure, err));
        note_figure(sums, set, figure.persons);
        if (set->unit < 0)
            continue;
        LTP_TRY(put_groups(job, set, next - first, err));
        LTP_TRY(put_need(job, sums, set, &figure, err));
    }
    return LTP_OK;
}

static void widen(Sums *sums, LtpPopulation population, LtpDay day)
{
    LtpDay *first = &sums->first[population], *last = &sums->last[population];
    if (day == LTP_DAY_NONE)
        return;
    if (*first == LTP_DAY_NONE || day < *first)
        *first = day;
    if (*last == LTP_DAY_NONE || day > *last)
        *last = day;
}

static void add_to(int64_t *sum, int64_t value)
{
    *sum = *sum == LTP_NULL_INT ? value : *sum + value;
}

/* A figure stated for a unit is used as it is, else the sum of what is inside it: deepest level
 * first, `inside` gathers. The country's own figure is a total, no part of the sum. */
static void add_up(const LtpUnits *units, Sums *sums, LtpPopulation population, int64_t *inside)
{
    const int64_t *stated = &sums->stated[(size_t)population * sums->n_units];
    const LtpDay *day = &sums->day[(size_t)population * sums->n_units];
    sums->first[population] = sums->last[population] = LTP_DAY_NONE;
    sums->sum[population] = LTP_NULL_INT;
    for (size_t i = 0; i < units->count; i++)
        inside[i] = LTP_NULL_INT;
    for (int level = LTP_LEVELS - 1; level > 0; level--)
        for (size_t i = 0; i < units->count; i++) {
            const LtpUnit *unit = &units->units[i];
            int64_t value = stated[i] != LTP_NULL_INT ? stated[i] : inside[i];
            if (unit->level != level || value == LTP_NULL_INT)
                continue;
            if (stated[i] != LTP_NULL_INT)
                widen(sums, population, day[i]);
            bool top = unit->parent < 0 || units->units[unit->parent].level == 0;
            add_to(top ? &sums->sum[population] : &inside[unit->parent], value);
        }
}

/* ---- beside the published totals ---- */

/* "PDI=187139". */
static LtpCode read_total(LtpJob *job, const LtpVocabulary *names, const char *text, Sums *sums,
                          LtpError *err)
{
    const char *equals = strchr(text, '=');
    char *name = ltp_strndup(text, equals != NULL ? (size_t)(equals - text) : strlen(text));
    const char *code = name != NULL ? ltp_vocabulary_code(names, name) : NULL;
    int64_t value = LTP_NULL_INT;
    (void)job;
    ltp_free(name);
    for (int i = 1; i < LTP_POPULATIONS && code != NULL && equals != NULL; i++)
        if (strcmp(code, ltp_population_code((LtpPopulation)i)) == 0 &&
            ltp_people_parse(equals + 1, 0, &value) == LTP_NUMBER_OK) {
            sums->total[i] = value;
            return LTP_OK;
        }
    return ltp_fail(err, LTP_EUSAGE,
                    _("\"%s\" is no published total. Write --total PDI=187139, with PDI, retournés "
                      "or rapatriés."),
                    text);
}

static LtpCode read_totals(LtpJob *job, Sums *sums, LtpError *err)
{
    LtpVocabulary *names = NULL;
    LtpCode rc = ltp_vocabulary_load(job->store, "population_type", &names, err);
    for (int i = 0; i < LTP_POPULATIONS; i++)
        sums->total[i] = LTP_NULL_INT;
    for (size_t i = 0; rc == LTP_OK && job->options->totals != NULL && job->options->totals[i]; i++)
        rc = read_total(job, names, job->options->totals[i], sums, err);
    ltp_vocabulary_free(names);
    return rc;
}

/* "(2019-09-30)", "(2019-08-31 to 2019-09-30)", or nothing. */
static void put_days(const Sums *sums, LtpPopulation population, LtpBuf *out)
{
    char first[LTP_DATE_TEXT], last[LTP_DATE_TEXT];
    LtpDay from = sums->first[population], to = sums->last[population];
    if (from == LTP_DAY_NONE)
        return;
    ltp_buf_printf(out, " (%s", ltp_day_text(from, first));
    if (to != from)
        ltp_buf_printf(out, _(" to %s"), ltp_day_text(to, last));
    ltp_buf_putc(out, ')');
}

static LtpCode say_difference(LtpJob *job, const Sums *sums, LtpPopulation population,
                              LtpError *err)
{
    LtpBuf *notes = &job->report->notes;
    int64_t total = sums->total[population], sum = sums->sum[population];
    int64_t difference = sum - total;
    if (difference == 0) {
        ltp_buf_printf(notes, _("; published total %lld: the same"), (long long)total);
        return LTP_OK;
    }
    ltp_buf_printf(notes, _("; published total %lld: difference %+lld"), (long long)total,
                   (long long)difference);
    if (total != 0)
        ltp_buf_printf(notes, " (%+.1f %%)", 100.0 * (double)difference / (double)total);
    ltp_buf_clear(&job->text);
    ltp_buf_printf(&job->text, "%s : %lld - %lld = %+lld", ltp_population_code(population),
                   (long long)sum, (long long)total, (long long)difference);
    LtpFinding finding = {.code = "total_differs", .value = ltp_buf_text(&job->text)};
    return ltp_findings_add(&job->table_findings, &finding, err);
}

static LtpCode say_sum(LtpJob *job, const Sums *sums, LtpPopulation population, LtpError *err)
{
    LtpBuf *notes = &job->report->notes;
    int64_t sum = sums->sum[population], total = sums->total[population];
    if (sum == LTP_NULL_INT && total == LTP_NULL_INT && sums->lost[population] == 0)
        return LTP_OK;
    ltp_buf_printf(notes, "- %s", ltp_population_name(population));
    put_days(sums, population, notes);
    if (sum == LTP_NULL_INT)
        ltp_buf_puts(notes, _(": the table states no figure below the country"));
    else
        ltp_buf_printf(notes, _(": the table adds up to %lld"), (long long)sum);
    if (sum != LTP_NULL_INT && total != LTP_NULL_INT)
        LTP_TRY(say_difference(job, sums, population, err));
    else if (total != LTP_NULL_INT)
        ltp_buf_printf(notes, _("; published total %lld"), (long long)total);
    else
        ltp_buf_puts(notes, _("; compare it with the published total (--total)"));
    ltp_buf_puts(notes, ".\n");
    if (sums->lost[population] > 0)
        ltp_buf_printf(notes,
                       _("  Not in this sum: %lld people of rows whose place is not recognised.\n"),
                       (long long)sums->lost[population]);
    return ltp_buf_check(notes, err);
}

static LtpCode say_sums(LtpJob *job, Sums *sums, LtpError *err)
{
    int64_t *inside = ltp_calloc(sums->n_units + 1, sizeof *inside);
    LtpCode rc = inside != NULL ? LTP_OK : ltp_fail_memory(err);
    for (int i = 1; rc == LTP_OK && i < LTP_POPULATIONS; i++) {
        add_up(job->units, sums, (LtpPopulation)i, inside);
        rc = say_sum(job, sums, (LtpPopulation)i, err);
    }
    ltp_free(inside);
    return rc;
}

/* ---- the whole ---- */

LtpCode ltp_displaced_settle(LtpJob *job, LtpDisplaced *cells, LtpError *err)
{
    Sums sums = {.n_units = job->units->count};
    size_t slots = LTP_POPULATIONS * sums.n_units + 1;
    LtpCode rc = LTP_OK;
    sums.stated = ltp_calloc(slots, sizeof *sums.stated);
    sums.day = ltp_calloc(slots, sizeof *sums.day);
    if (sums.stated == NULL || sums.day == NULL)
        LTP_GO(ltp_fail_memory(err));
    for (size_t i = 0; i < slots; i++)
        sums.stated[i] = LTP_NULL_INT;
    LTP_GO(read_totals(job, &sums, err));
    LTP_GO(merge_all(job, cells, err));
    LTP_GO(take_sets(job, cells, &sums, err));
    LTP_GO(ltp_needs_settle(job, &sums.needs, err));
    LTP_GO(say_sums(job, &sums, err));
done:
    ltp_free(sums.needs.items);
    ltp_free(sums.stated);
    ltp_free(sums.day);
    return rc;
}
