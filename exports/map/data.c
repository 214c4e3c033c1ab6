#include "exports/map/data.h"

#include "base/number.h"
#include "exports/figures.h"

#include <math.h>
#include <string.h>

void ltp_map_data_release(LtpMapData *data)
{
    for (size_t i = 0; i < data->count; i++)
        ltp_shape_release(&data->units[i].degrees);
    for (size_t i = 0; i < data->n_neighbours; i++)
        ltp_shape_release(&data->neighbours[i].degrees);
    ltp_free(data->units);
    ltp_free(data->neighbours);
    ltp_hash_free(data->by_pcode);
    ltp_arena_release(&data->arena);
    *data = (LtpMapData){0};
}

/* ---- units ---- */

typedef struct UnitFields {
    const LtpRelease *release;
    size_t pcode, name, level, parent, area; /* SIZE_MAX = the release has no such field */
} UnitFields;

static size_t field_index(const LtpRelease *release, const char *name)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++)
        if (strcmp(ltp_release_field(release, i)->name, name) == 0)
            return i;
    return SIZE_MAX;
}

static UnitFields unit_fields(const LtpRelease *release)
{
    return (UnitFields){release,
                        field_index(release, "pcode"),
                        field_index(release, "name"),
                        field_index(release, "level"),
                        field_index(release, "parent_pcode"),
                        field_index(release, "area_km2")};
}

static const char *keep_text(LtpMapData *data, const LtpReleaseRow *row, size_t field)
{
    bool none = field == SIZE_MAX || row->values[field].null || !row->values[field].text;
    return ltp_arena_strdup(&data->arena, none ? "" : row->values[field].text);
}

static LtpCode read_unit(LtpMapData *data, const UnitFields *fields, const LtpReleaseRow *row,
                         LtpMapUnit *unit, LtpError *err)
{
    *unit = (LtpMapUnit){.parent = -1,
                         .class_ = -1,
                         .rank = (double)NAN,
                         .area_km2 = (double)NAN,
                         .actors = LTP_NULL_INT,
                         .before = LTP_NULL_INT,
                         .symbol = {(double)NAN, false},
                         .symbol_too = {(double)NAN, false}};
    unit->pcode = keep_text(data, row, fields->pcode);
    unit->name = keep_text(data, row, fields->name);
    unit->parent_pcode = keep_text(data, row, fields->parent);
    if (!unit->pcode || !unit->name || !unit->parent_pcode)
        return ltp_fail_memory(err);
    if (fields->level != SIZE_MAX && !row->values[fields->level].null)
        unit->level = (int)row->values[fields->level].integer;
    if (fields->area != SIZE_MAX && !row->values[fields->area].null)
        unit->area_km2 = row->values[fields->area].real;
    return row->wkb ? ltp_shape_add_wkb(&unit->degrees, row->wkb, row->wkb_size, err) : LTP_OK;
}

static const char *keep_stamp(LtpMapData *data, const LtpRelease *release, const char *key)
{
    const char *text = ltp_release_stamp(release, key);
    const char *kept = ltp_arena_strdup(&data->arena, text ? text : "");
    return kept ? kept : "";
}

static LtpCode keep_levels(LtpMapData *data, const LtpRelease *release, LtpError *err)
{
    for (int level = 0; level < LTP_MAP_LEVELS; level++) {
        const LtpLevelName *name = ltp_release_level_name(release, level);
        LtpLevelName *kept = &data->levels[level];
        *kept = (LtpLevelName){{ltp_arena_strdup(&data->arena, name->one.fr),
                                ltp_arena_strdup(&data->arena, name->one.en)},
                               {ltp_arena_strdup(&data->arena, name->many.fr),
                                ltp_arena_strdup(&data->arena, name->many.en)}};
        if (!kept->one.fr || !kept->one.en || !kept->many.fr || !kept->many.en)
            return ltp_fail_memory(err);
    }
    return LTP_OK;
}

static LtpCode read_units(LtpMapData *data, LtpRelease *release, LtpError *err)
{
    UnitFields fields = unit_fields(release);
    const LtpReleaseRow *row;
    data->boundaries = keep_stamp(data, release, "source");
    data->boundaries_date = keep_stamp(data, release, "date");
    data->edition = keep_stamp(data, release, "edition");
    LTP_TRY(keep_levels(data, release, err));
    for (;;) {
        LTP_TRY(ltp_release_next(release, &row, err));
        if (!row)
            return LTP_OK;
        LTP_TRY(ltp_grow((void **)&data->units, &data->capacity, data->count, sizeof *data->units,
                         err));
        LtpMapUnit *unit = &data->units[data->count++];
        LTP_TRY(read_unit(data, &fields, row, unit, err));
        LTP_TRY(ltp_hash_set(data->by_pcode, unit->pcode, (int64_t)data->count - 1, err));
    }
}

/* "Mali (le)" is "Mali" in a title. */
static const char *without_article(LtpMapData *data, const char *name)
{
    const char *article = strstr(name, " (");
    return ltp_arena_strndup(&data->arena, name, article ? (size_t)(article - name) : strlen(name));
}

static LtpCode read_neighbours(LtpMapData *data, LtpRelease *release, LtpError *err)
{
    UnitFields fields = unit_fields(release);
    const LtpReleaseRow *row;
    for (;;) {
        LTP_TRY(ltp_release_next(release, &row, err));
        if (!row)
            return LTP_OK;
        if (fields.level != SIZE_MAX && row->values[fields.level].integer != 0)
            continue;
        LTP_TRY(ltp_grow((void **)&data->neighbours, &data->neighbours_capacity, data->n_neighbours,
                         sizeof *data->neighbours, err));
        LtpMapUnit *country = &data->neighbours[data->n_neighbours++];
        LTP_TRY(read_unit(data, &fields, row, country, err));
        country->name = without_article(data, country->name);
        if (!country->name)
            return ltp_fail_memory(err);
    }
}

static void find_parents(LtpMapData *data)
{
    for (size_t i = 0; i < data->count; i++) {
        LtpMapUnit *unit = &data->units[i];
        unit->parent = (int32_t)ltp_hash_get(data->by_pcode, unit->parent_pcode);
        if (unit->parent == (int32_t)i)
            unit->parent = -1;
    }
}

bool ltp_map_unit_within(const LtpMapData *data, size_t unit, int32_t root)
{
    int32_t at = (int32_t)unit;
    for (int steps = 0; at >= 0 && steps <= LTP_MAP_LEVELS; steps++) {
        if (at == root)
            return true;
        at = data->units[at].parent;
    }
    return root < 0;
}

/* ---- figures ---- */

typedef struct Figures {
    const LtpMapJob *job;
    const LtpClasses *classes; /* NULL without a fill */
    UnitFields unit;
    size_t field, symbol, symbol_too, rank, population, estimated, actors, inherited,
        studies_inherited;
    size_t cells[LTP_MAP_CELLS];
    LtpRelease *release;
} Figures;

static const char *const cell_fields[LTP_MAP_CELLS] = {
    "pcode", "name", "n_actors", "state", "pin", "reached", "coverage_need", "priority"};

static size_t named_index(const LtpRelease *release, const char *name)
{
    return name ? field_index(release, name) : SIZE_MAX;
}

static Figures figures_of(const LtpMapJob *job, LtpRelease *release)
{
    const LtpMapTheme *theme = job->theme;
    Figures f = {.job = job,
                 .classes = theme->classes ? ltp_scheme_classes(job->scheme, theme->classes) : NULL,
                 .unit = unit_fields(release),
                 .field = named_index(release, theme->field),
                 .symbol = named_index(release, theme->symbol),
                 .symbol_too = named_index(release, theme->symbol_too),
                 .rank = named_index(release, theme->rank),
                 .population = field_index(release, "population"),
                 .estimated = field_index(release, "estimated"),
                 .actors = field_index(release, "n_actors"),
                 .inherited = field_index(release, "n_actors_inherited"),
                 .studies_inherited = field_index(release, "n_studies_inherited"),
                 .release = release};
    for (size_t i = 0; i < LTP_MAP_CELLS; i++)
        f.cells[i] = field_index(release, cell_fields[i]);
    return f;
}

static LtpValue value_at(const LtpReleaseRow *row, size_t field)
{
    return field == SIZE_MAX ? ltp_value_null(LTP_INTEGER) : row->values[field];
}

static double number_at(const LtpReleaseRow *row, size_t field)
{
    LtpValue value = value_at(row, field);
    if (value.null || value.type == LTP_TEXT || value.type == LTP_DATE)
        return (double)NAN;
    return value.type == LTP_REAL ? value.real : (double)value.integer;
}

static LtpMapNumber people_at(const LtpReleaseRow *row, size_t field)
{
    return (LtpMapNumber){number_at(row, field), value_at(row, field).suppressed};
}

/* What became of the number of actors between two periods. */
static const char *change_code(int64_t before, int64_t after)
{
    if (before == 0)
        return after == 0 ? "absent" : "arrived";
    if (after == 0)
        return "left";
    return after > before ? "more" : after < before ? "fewer" : "same";
}

static LtpValue change_value(const LtpMapUnit *unit)
{
    if (unit->actors == LTP_NULL_INT || unit->before == LTP_NULL_INT)
        return ltp_value_null(LTP_TEXT);
    return ltp_value_text(change_code(unit->before, unit->actors));
}

/* One of the words of "a|b". */
static bool is_listed(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (strcspn(at, "|") == length && strncmp(at, word, length) == 0)
            return true;
    return false;
}

static bool is_hatched(const Figures *f, const LtpReleaseRow *row)
{
    unsigned hatch = f->job->theme->hatch;
    bool nobody = number_at(row, f->actors) <= 0;
    return ((hatch & LTP_MAP_HATCH_INHERITED) && nobody && number_at(row, f->inherited) > 0) ||
           ((hatch & LTP_MAP_HATCH_STUDIES) && number_at(row, f->field) <= 0 &&
            number_at(row, f->studies_inherited) > 0) ||
           ((hatch & LTP_MAP_HATCH_ESTIMATED) && number_at(row, f->estimated) > 0);
}

static void classify(LtpMapUnit *unit, const Figures *f, const LtpReleaseRow *row)
{
    if (!f->classes)
        return;
    LtpValue value = f->job->theme->compares ? change_value(unit) : value_at(row, f->field);
    unit->class_ = ltp_scheme_class(f->classes, value);
    if (unit->class_ < 0)
        unit->class_ = (int)f->classes->count; /* "other": see the legend */
    else
        unit->flagged = is_listed(f->job->theme->flagged, f->classes->classes[unit->class_].code);
}

static LtpCode take_cells(LtpMapData *data, LtpMapUnit *unit, const Figures *f,
                          const LtpReleaseRow *row, LtpError *err)
{
    LtpBuf text = {0};
    LtpCode rc = LTP_OK;
    for (size_t i = 0; i < LTP_MAP_CELLS && rc == LTP_OK; i++) {
        ltp_buf_clear(&text);
        if (f->cells[i] != SIZE_MAX)
            ltp_figure_put(&text, ltp_release_field(f->release, f->cells[i]),
                           ltp_scheme_classes(f->job->scheme, cell_fields[i]),
                           &row->values[f->cells[i]], f->job->lang);
        const char *kept = ltp_arena_strdup(&data->arena, ltp_buf_text(&text));
        unit->cells[i] = kept ? ltp_map_label_at_level(data, kept, f->job->lang) : NULL;
        if (!unit->cells[i])
            rc = ltp_fail_memory(err);
    }
    ltp_buf_release(&text);
    return rc;
}

/* The unit of the row; one that the layer of units lacks comes with its own outline. */
static LtpCode unit_of_row(LtpMapData *data, const Figures *f, const LtpReleaseRow *row,
                           LtpMapUnit **unit, LtpError *err)
{
    LtpValue pcode = value_at(row, f->unit.pcode);
    int64_t at = pcode.null ? -1 : ltp_hash_get(data->by_pcode, pcode.text);
    if (at < 0) {
        LTP_TRY(ltp_grow((void **)&data->units, &data->capacity, data->count, sizeof *data->units,
                         err));
        at = (int64_t)data->count++;
        LTP_TRY(read_unit(data, &f->unit, row, &data->units[at], err));
        data->units[at].level = 3;
        LTP_TRY(ltp_hash_set(data->by_pcode, data->units[at].pcode, at, err));
    }
    *unit = &data->units[at];
    return LTP_OK;
}

static int64_t integer_at(const LtpReleaseRow *row, size_t field)
{
    LtpValue value = value_at(row, field);
    return value.null ? LTP_NULL_INT : value.integer;
}

static LtpCode take_figures(LtpMapData *data, const Figures *f, const LtpReleaseRow *row,
                            LtpError *err)
{
    LtpMapUnit *unit;
    LTP_TRY(unit_of_row(data, f, row, &unit, err));
    double people = number_at(row, f->population);
    data->n_counted += !unit->counted;
    data->level = unit->level;
    data->has_population |= !isnan(people);
    unit->counted = true;
    unit->symbol = people_at(row, f->symbol);
    unit->symbol_too = people_at(row, f->symbol_too);
    unit->rank = number_at(row, f->rank);
    unit->sparse = people < unit->area_km2; /* false when either is NaN */
    unit->hatched = is_hatched(f, row);
    unit->no_study = f->job->theme->hatch == LTP_MAP_HATCH_STUDIES && number_at(row, f->field) <= 0;
    unit->actors = integer_at(row, f->actors);
    classify(unit, f, row);
    return f->job->atlas >= 0 ? take_cells(data, unit, f, row, err) : LTP_OK;
}

static void keep_stamps(LtpMapData *data, const LtpRelease *release)
{
    data->date = keep_stamp(data, release, "date");
    data->parameters = keep_stamp(data, release, "parameters");
    data->source = keep_stamp(data, release, "source");
    data->licence = keep_stamp(data, release, "licence");
    data->sensitivity = keep_stamp(data, release, "sensitivity");
    data->program = keep_stamp(data, release, "program");
    data->not_located = keep_stamp(data, release, "not_located");
    if (!*data->edition)
        data->edition = keep_stamp(data, release, "edition");
}

static LtpCode read_figures(LtpMapData *data, const LtpMapJob *job, LtpRelease *release,
                            LtpError *err)
{
    Figures f = figures_of(job, release);
    const LtpReleaseRow *row;
    keep_stamps(data, release);
    for (size_t i = 0; i < LTP_MAP_CELLS; i++)
        data->cell_labels[i] =
            f.cells[i] == SIZE_MAX
                ? ""
                : ltp_arena_strdup(
                      &data->arena,
                      ltp_text_in(ltp_release_field(release, f.cells[i])->label, job->lang));
    for (;;) {
        LTP_TRY(ltp_release_next(release, &row, err));
        if (!row)
            return LTP_OK;
        LTP_TRY(take_figures(data, &f, row, err));
    }
}

static LtpCode read_before(LtpMapData *data, LtpRelease *release, LtpError *err)
{
    size_t pcode = field_index(release, "pcode"), actors = field_index(release, "n_actors");
    const LtpReleaseRow *row;
    data->before_parameters = keep_stamp(data, release, "parameters");
    for (;;) {
        LTP_TRY(ltp_release_next(release, &row, err));
        if (!row)
            return LTP_OK;
        LtpValue code = value_at(row, pcode);
        int64_t at = code.null ? -1 : ltp_hash_get(data->by_pcode, code.text);
        if (at >= 0)
            data->units[at].before = integer_at(row, actors);
    }
}

/* ---- all of it ---- */

static LtpCode read_rows(LtpMapData *data, const LtpMapJob *job, LtpMapRows rows, size_t i,
                         bool *more, LtpError *err)
{
    LtpRelease *release = NULL;
    LTP_TRY(job->source.open(job->source.arg, rows, i, &release, err));
    *more = release != NULL;
    if (!release)
        return LTP_OK;
    LtpCode rc = rows == LTP_MAP_UNITS     ? read_units(data, release, err)
                 : rows == LTP_MAP_BEFORE  ? read_before(data, release, err)
                 : rows == LTP_MAP_FIGURES ? read_figures(data, job, release, err)
                                           : read_neighbours(data, release, err);
    ltp_release_close(release);
    return rc;
}

static double people_of(const LtpMapUnit *unit)
{
    double sum = (isnan(unit->symbol.value) ? 0 : unit->symbol.value) +
                 (isnan(unit->symbol_too.value) ? 0 : unit->symbol_too.value);
    return unit->counted ? sum : 0;
}

/* The largest circles are what the eye sees first: their names are wanted too. */
static void flag_largest(LtpMapData *data)
{
    enum { LARGEST = 20 };
    double least[LARGEST] = {0}; /* the largest so far, falling */
    for (size_t i = 0; i < data->count; i++) {
        double people = people_of(&data->units[i]);
        for (int k = 0; k < LARGEST && people > 0; k++)
            if (people > least[k]) {
                double swap = least[k];
                least[k] = people;
                people = swap;
            }
    }
    double limit = fmax(least[LARGEST - 1], 1);
    for (size_t i = 0; i < data->count; i++)
        data->units[i].flagged |= people_of(&data->units[i]) >= limit;
}

static const char *country_name(LtpMapData *data)
{
    for (size_t i = 0; i < data->count; i++)
        if (data->units[i].level == 0 && *data->units[i].name)
            return without_article(data, data->units[i].name);
    return "";
}

LtpCode ltp_map_data_read(LtpMapData *data, const LtpMapJob *job, LtpError *err)
{
    bool more = true;
    data->level = -1;
    data->before_parameters = data->boundaries = data->boundaries_date = data->edition = "";
    data->by_pcode = ltp_hash_new();
    if (!data->by_pcode)
        return ltp_fail_memory(err);
    LTP_TRY(ltp_map_legend_read(data, job, err));
    LTP_TRY(read_rows(data, job, LTP_MAP_UNITS, 0, &more, err));
    if (job->theme->compares)
        LTP_TRY(read_rows(data, job, LTP_MAP_BEFORE, 0, &more, err));
    LTP_TRY(read_rows(data, job, LTP_MAP_FIGURES, 0, &more, err));
    more = true;
    for (size_t i = 0; more; i++)
        LTP_TRY(read_rows(data, job, LTP_MAP_NEIGHBOURS, i, &more, err));
    find_parents(data);
    flag_largest(data);
    data->country = country_name(data);
    return data->country ? LTP_OK : ltp_fail_memory(err);
}

const char *ltp_map_parameter(LtpMapData *data, const char *parameters, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = parameters; at && *at;
         at = strstr(at, "; ") ? strstr(at, "; ") + 2 : NULL)
        if (strncmp(at, name, length) == 0 && at[length] == '=') {
            const char *value = at + length + 1, *end = strstr(value, "; ");
            size_t size = end ? (size_t)(end - value) : strlen(value);
            return size > 0 ? ltp_arena_strndup(&data->arena, value, size) : NULL;
        }
    return NULL;
}
