/* What changed between two periods, two submissions or two stores. */
#include "layers/report_internal.h"

#include "base/number.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

extern const char ltp_text_sql_report_diff_keys_sql[], ltp_text_sql_report_diff_line_sql[];

static const LtpField fields[] = {
    {.name = "kind", .label = {"nature", "kind"}},
    {.name = "change", .label = {"changement", "change"}},
    {.name = "org", .label = {"organisation", "organisation"}},
    {.name = "pcode", .label = {"code", "code"}},
    {.name = "name", .label = {"nom", "name"}},
    {.name = "project", .label = {"projet", "project"}, .sensitivity = LTP_RESTRICTED},
    {.name = "activity", .label = {"activité", "activity"}, .sensitivity = LTP_RESTRICTED},
    {.name = "n_units_before", .type = LTP_INTEGER, .label = {"unités avant", "units before"}},
    {.name = "n_units_after", .type = LTP_INTEGER, .label = {"unités après", "units after"}},
    {.name = "n_lines_before",
     .type = LTP_INTEGER,
     .label = {"activités avant", "activities before"}},
    {.name = "n_lines_after",
     .type = LTP_INTEGER,
     .label = {"activités après", "activities after"}},
    {.name = "n_actors_before", .type = LTP_INTEGER, .label = {"acteurs avant", "actors before"}},
    {.name = "n_actors_after", .type = LTP_INTEGER, .label = {"acteurs après", "actors after"}},
    {.name = "reached_before",
     .type = LTP_INTEGER,
     .unit = "people",
     .label = {"atteintes avant", "reached before"},
     .flags = LTP_PEOPLE},
    {.name = "reached_after",
     .type = LTP_INTEGER,
     .unit = "people",
     .label = {"atteintes après", "reached after"},
     .flags = LTP_PEOPLE},
    {.name = "state_before", .label = {"état avant", "state before"}},
    {.name = "state_after", .label = {"état après", "state after"}},
    {.name = "priority_before", .label = {"priorité avant", "priority before"}},
    {.name = "priority_after", .label = {"priorité après", "priority after"}},
    {.name = "source", .label = {"source", "source"}, .sensitivity = LTP_RESTRICTED},
    {.name = "row", .type = LTP_INTEGER, .label = {"ligne", "row"}, .sensitivity = LTP_RESTRICTED},
};

enum Column {
    KIND,
    CHANGE,
    ORG,
    PCODE,
    NAME,
    PROJECT,
    ACTIVITY,
    N_UNITS, /* these have "after" behind "before" */
    N_LINES = N_UNITS + 2,
    N_ACTORS = N_LINES + 2,
    REACHED = N_ACTORS + 2,
    STATE = REACHED + 2,
    PRIORITY = STATE + 2,
    SOURCE = PRIORITY + 2,
    ROW,
    N_FIELDS
};

static const LtpFigureAt figures[2][3] = {
    {{REACHED, LTP_F_REACHED}, {PRIORITY, LTP_F_PRIORITY}, {.at = -1}},
    {{REACHED + 1, LTP_F_REACHED}, {PRIORITY + 1, LTP_F_PRIORITY}, {.at = -1}}};

/* Something both sides may have, by key; by id where both sides are the same rows (key NULL). */
typedef struct Item {
    const char *key, *content; /* content: of lines */
    int64_t id;
    size_t at;                /* of lines: among the columns of the side */
    int64_t n_units, n_lines; /* of organisations */
} Item;

typedef struct Items {
    Item *items;
    size_t count, capacity;
} Items;

typedef struct Side {
    LtpStore *store;
    LtpRun run;
    LtpCoverage coverage;
    LtpArena arena;
    Items actors, lines;
    bool active_only; /* of lines: periods compare those that were active */
    size_t at;        /* the line whose key is being read */
    /* The other side of the same store: a row that both hold is the same line. NULL = another
     * store. */
    const struct Side *other;
    size_t other_at;
} Side;

static int compare_ids(const Item *a, const Item *b)
{
    return (a->id > b->id) - (a->id < b->id);
}

static int compare_items(const Item *a, const Item *b)
{
    return a->key != NULL ? strcmp(a->key, b->key) : compare_ids(a, b);
}

static int by_key(const void *left, const void *right)
{
    int order = compare_items(left, right);
    return order != 0 ? order : compare_ids(left, right);
}

static LtpCode add_item(Items *items, Item item, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&items->items, &items->capacity, items->count, sizeof item, err));
    items->items[items->count++] = item;
    return LTP_OK;
}

static void sort_items(Items *items)
{
    if (items->count > 0)
        qsort(items->items, items->count, sizeof *items->items, by_key);
}

/* ---- organisations ---- */

static LtpCode org_key(Side *side, int64_t id, const char **key, LtpError *err)
{
    LtpOrgName name;
    LTP_TRY(ltp_org_name(side->store, &side->run, id, &name, err));
    char *folded = ltp_text_folded(name.acronym != NULL ? name.acronym : name.name);
    *key = ltp_arena_strdup(&side->arena, folded);
    ltp_free(folded);
    return *key != NULL ? LTP_OK : ltp_fail_memory(err);
}

/* A line that counts for its organisation, and the units it is in. */
static bool count_line(const Side *side, size_t line, uint32_t mark, uint32_t *marks, Item *actor)
{
    const LtpCoverageLines *lines = &side->run.columns.input.lines;
    const LtpUnits *units = side->run.columns.units;
    bool here = false;
    if (ltp_line_fate(lines, line, &side->run.core) != LTP_FATE_ACTIVE)
        return false;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++) {
        int32_t unit = ltp_units_ancestor(units, lines->place_unit[p], side->run.core.level);
        if (!ltp_run_holds(&side->run, lines->place_unit[p]))
            continue;
        here = true;
        if (unit < 0 || marks[unit] == mark)
            continue;
        marks[unit] = mark;
        actor->n_units++;
    }
    actor->n_lines += here && (lines->flags[line] & LTP_LINE_REPEATED) == 0;
    return here;
}

static LtpCode list_actors(Side *side, LtpError *err)
{
    const LtpCoverageLines *lines = &side->run.columns.input.lines;
    uint32_t *order = NULL, *marks = NULL;
    LtpCode rc;
    LTP_GO(ltp_lines_by_org(side->store, &side->run, &order, err));
    marks = ltp_calloc(side->run.columns.units->count + 1, sizeof *marks);
    if (marks == NULL)
        LTP_GO(ltp_fail_memory(err));
    for (size_t from = 0, to = 0; from < lines->count; from = to) {
        Item actor = {.id = side->run.columns.organisation_id[order[from]]};
        bool any = false;
        for (to = from; to < lines->count && lines->org[order[to]] == lines->org[order[from]]; to++)
            any |= count_line(side, order[to], (uint32_t)from + 1, marks, &actor);
        if (!any)
            continue;
        LTP_GO(org_key(side, actor.id, &actor.key, err));
        LTP_GO(add_item(&side->actors, actor, err));
    }
    sort_items(&side->actors);
done:
    ltp_free(marks);
    ltp_free(order);
    return rc;
}

/* ---- lines ---- */

static bool takes_part(const Side *side, size_t line)
{
    const LtpCoverageLines *lines = &side->run.columns.input.lines;
    LtpLineFate fate = ltp_line_fate(lines, line, &side->run.core);
    bool here = false;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++)
        here = here || ltp_run_holds(&side->run, lines->place_unit[p]);
    if (side->active_only)
        return here && fate == LTP_FATE_ACTIVE;
    return here && fate != LTP_FATE_FILTERED && lines->gone_on[line] == LTP_DAY_NONE;
}

/* Whether the line stands next in the columns, which are read in step with the ids, and takes part.
 */
static bool find_line(const Side *side, size_t *at, int64_t id)
{
    const LtpColumns *columns = &side->run.columns;
    while (*at < columns->input.lines.count && columns->line_id[*at] < id)
        ++*at;
    return *at < columns->input.lines.count && columns->line_id[*at] == id && takes_part(side, *at);
}

static LtpCode read_key(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    Side *side = arg;
    int64_t id = ltp_sql_column_int(stmt, 0);
    if (!find_line(side, &side->at, id) ||
        (side->other != NULL && find_line(side->other, &side->other_at, id)))
        return LTP_OK;
    LtpBuf key = {0};
    ltp_buf_printf(&key, "%s/%s/%s/%s", ltp_sql_column_text(stmt, 1), ltp_sql_column_text(stmt, 2),
                   ltp_sql_column_text(stmt, 3), ltp_sql_column_text(stmt, 4));
    const Item item = {.key = ltp_arena_strdup(&side->arena, ltp_buf_text(&key)),
                       .content = ltp_arena_strdup(&side->arena, ltp_sql_column_text(stmt, 5)),
                       .id = id,
                       .at = side->at};
    ltp_buf_release(&key);
    if (item.key == NULL || item.content == NULL)
        return ltp_fail_memory(err);
    return add_item(&side->lines, item, err);
}

/* Two periods of one store look at the same lines: the number of a line is its key. */
static LtpCode list_same_lines(Side *side, LtpError *err)
{
    const LtpColumns *columns = &side->run.columns;
    for (size_t i = 0; i < columns->input.lines.count; i++)
        if (takes_part(side, i))
            LTP_TRY(add_item(&side->lines, (Item){.id = columns->line_id[i], .at = i}, err));
    sort_items(&side->lines);
    return LTP_OK;
}

static LtpCode list_lines(Side *side, LtpError *err)
{
    if (side->active_only)
        return list_same_lines(side, err);
    LTP_TRY(ltp_columns_each(side->store, &side->run.columns, ltp_text_sql_report_diff_keys_sql,
                             read_key, side, err));
    sort_items(&side->lines);
    return LTP_OK;
}

/* ---- a side ---- */

static LtpCode side_lists(Side *side, LtpError *err)
{
    LTP_TRY(list_actors(side, err));
    return list_lines(side, err);
}

static LtpCode side_begin(Side *side, const LtpDiffSide *asked, const LtpRun *like, LtpError *err)
{
    LtpRun *run = &side->run;
    side->store = asked->store;
    LTP_TRY(like == NULL
                ? ltp_run_begin_at(asked->store, asked->params, asked->as_at_import, run, err)
                : ltp_run_begin_like(asked->store, asked->params, like, run, err));
    return ltp_coverage_run(&run->columns.input, &run->core, &side->coverage, err);
}

/* Two periods of the same lines: they are loaded once, and veiled once both are counted. */
static LtpCode sides_begin(Side *a, const LtpDiffSide *before, Side *b, const LtpDiffSide *after,
                           LtpError *err)
{
    bool periods = before->store == after->store && before->as_at_import == after->as_at_import;
    bool once = periods && ltp_params_differ_in_time(before->params, after->params);
    a->active_only = b->active_only = periods;
    a->other = before->store == after->store ? b : NULL;
    b->other = before->store == after->store ? a : NULL;
    LTP_TRY(side_begin(a, before, NULL, err));
    LTP_TRY(side_begin(b, after, once ? &a->run : NULL, err));
    LTP_TRY(ltp_report_veil(a->store, &a->run, err));
    if (once)
        b->run.columns.input.lines.org = a->run.columns.input.lines.org;
    else
        LTP_TRY(ltp_report_veil(b->store, &b->run, err));
    LTP_TRY(side_lists(a, err));
    return side_lists(b, err);
}

static void side_end(Side *side)
{
    ltp_free(side->actors.items);
    ltp_free(side->lines.items);
    ltp_arena_release(&side->arena);
    ltp_coverage_release(&side->coverage);
    ltp_run_end(&side->run);
}

/* ---- rows ---- */

static void clear_row(LtpValue row[N_FIELDS], const char *kind, const char *change)
{
    for (int i = 0; i < N_FIELDS; i++)
        row[i] = ltp_value_null(fields[i].type);
    row[KIND] = ltp_value_text(kind);
    row[CHANGE] = ltp_value_text(change);
}

/* Calls `put` for each key of the two sorted lists, NULL for the side that lacks it. */
typedef struct Diff {
    Side *before, *after;
    LtpReport *report;
    LtpBuf places; /* of the line being put */
} Diff;
typedef LtpCode PutFn(Diff *diff, const Item *before, const Item *after, LtpError *err);

static LtpCode merge(Diff *diff, const Items *a, const Items *b, PutFn *put, LtpError *err)
{
    size_t i = 0, k = 0;
    while (i < a->count || k < b->count) {
        int order = i == a->count   ? 1
                    : k == b->count ? -1
                                    : compare_items(&a->items[i], &b->items[k]);
        const Item *before = order <= 0 ? &a->items[i++] : NULL;
        const Item *after = order >= 0 ? &b->items[k++] : NULL;
        LTP_TRY(put(diff, before, after, err));
    }
    return LTP_OK;
}

static LtpCode put_actor(Diff *diff, const Item *before, const Item *after, LtpError *err)
{
    LtpValue row[N_FIELDS];
    LtpOrgName name;
    const Item *known = after != NULL ? after : before;
    const Side *side = after != NULL ? diff->after : diff->before;
    LTP_TRY(ltp_org_name(side->store, &side->run, known->id, &name, err));
    clear_row(row, "actor", before == NULL ? "came" : after == NULL ? "left" : "stayed");
    row[ORG] = ltp_value_text(name.acronym != NULL ? name.acronym : name.name);
    row[NAME] = ltp_value_text(name.name);
    row[N_UNITS] = ltp_value_int(before != NULL ? before->n_units : 0);
    row[N_UNITS + 1] = ltp_value_int(after != NULL ? after->n_units : 0);
    row[N_LINES] = ltp_value_int(before != NULL ? before->n_lines : 0);
    row[N_LINES + 1] = ltp_value_int(after != NULL ? after->n_lines : 0);
    return ltp_report_put(diff->report, row, err);
}

static LtpCode put_unit(Diff *diff, const LtpCoverageRow *a, const LtpCoverageRow *b, LtpError *err)
{
    const LtpUnit *unit = &diff->after->run.columns.units->units[b->unit];
    LtpValue row[N_FIELDS];
    if (a->state == b->state && a->priority == b->priority)
        return LTP_OK;
    clear_row(row, "unit", "changed");
    row[PCODE] = ltp_value_text(unit->pcode);
    row[NAME] = ltp_value_text(unit->name);
    row[N_LINES] = ltp_value_int(a->n_lines);
    row[N_LINES + 1] = ltp_value_int(b->n_lines);
    row[N_ACTORS] = ltp_value_int(a->n_actors);
    row[N_ACTORS + 1] = ltp_value_int(b->n_actors);
    row[REACHED] = ltp_value_int(a->reached);
    row[REACHED + 1] = ltp_value_int(b->reached);
    row[STATE] = ltp_value_text(ltp_state_name(a->state));
    row[STATE + 1] = ltp_value_text(ltp_state_name(b->state));
    row[PRIORITY] = ltp_value_text(ltp_priority_name(a->priority));
    row[PRIORITY + 1] = ltp_value_text(ltp_priority_name(b->priority));
    ltp_report_hide(&diff->before->run, a, figures[0], row);
    ltp_report_hide(&diff->after->run, b, figures[1], row);
    return ltp_report_put(diff->report, row, err);
}

/* Units that both sides have; the rows of each side are in P-code order. */
static LtpCode put_units(Diff *diff, LtpError *err)
{
    const LtpUnits *before = diff->before->run.columns.units;
    const LtpCoverage *a = &diff->before->coverage, *b = &diff->after->coverage;
    for (size_t i = 0, k = 0; k < b->count; k++) {
        const char *pcode = diff->after->run.columns.units->units[b->rows[k].unit].pcode;
        while (i < a->count && strcmp(before->units[a->rows[i].unit].pcode, pcode) < 0)
            i++;
        if (i < a->count && strcmp(before->units[a->rows[i].unit].pcode, pcode) == 0 &&
            ltp_run_holds(&diff->after->run, b->rows[k].unit))
            LTP_TRY(put_unit(diff, &a->rows[i], &b->rows[k], err));
    }
    return LTP_OK;
}

/* The codes of the units a line is in, in the edition of the side. */
static LtpCode list_places(const Side *side, size_t line, LtpBuf *out, LtpError *err)
{
    const LtpCoverageLines *lines = &side->run.columns.input.lines;
    const LtpUnit *units = side->run.columns.units->units;
    ltp_buf_clear(out);
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++)
        ltp_buf_printf(out, "%s%s", out->size > 0 ? ";" : "", units[lines->place_unit[p]].pcode);
    return ltp_buf_check(out, err);
}

static LtpCode put_line(Diff *diff, const Item *before, const Item *after, LtpError *err)
{
    const Item *known = after != NULL ? after : before;
    const Side *side = after != NULL ? diff->after : diff->before;
    LtpStore *store = side->store;
    LtpValue row[N_FIELDS];
    sqlite3_stmt *stmt = NULL;
    bool found = false;
    if (before != NULL && after != NULL &&
        (before->key == NULL || strcmp(before->content, after->content) == 0))
        return LTP_OK;
    clear_row(row, "line", before == NULL ? "new" : after == NULL ? "gone" : "changed");
    LTP_TRY(list_places(side, known->at, &diff->places, err));
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_report_diff_line_sql, &stmt, err));
    ltp_sql_int(stmt, 1, known->id);
    ltp_sql_int(stmt, 2, side->run.leaves);
    LtpCode rc = ltp_sql_step(store, stmt, &found, err);
    if (rc == LTP_OK && found) {
        const char *acronym = ltp_sql_column_text(stmt, 0);
        row[ORG] = ltp_value_text(acronym != NULL ? acronym : ltp_sql_column_text(stmt, 1));
        row[PROJECT] = ltp_value_text(ltp_sql_column_text(stmt, 2));
        row[ACTIVITY] = ltp_value_text(ltp_sql_column_text(stmt, 3));
        row[PCODE] = ltp_value_text(ltp_buf_text(&diff->places));
        row[SOURCE] = ltp_value_text(ltp_sql_column_text(stmt, 4));
        row[ROW] = ltp_value_int(ltp_sql_column_int(stmt, 5));
        rc = ltp_report_put(diff->report, row, err);
    }
    sqlite3_reset(stmt);
    return rc;
}

LtpCode ltp_report_diff_of(const LtpDiffSide *before, const LtpDiffSide *after, const LtpRun *run,
                           LtpReport **report, LtpError *err)
{
    LtpCode rc;
    Side a = {.run = *run}, b = {.run = *run};
    Diff diff = {.before = &a, .after = &b};
    LTP_GO(sides_begin(&a, before, &b, after, err));
    LTP_GO(ltp_report_new(fields, N_FIELDS, b.run.params, &diff.report, err));
    LTP_GO(merge(&diff, &a.actors, &b.actors, put_actor, err));
    LTP_GO(put_units(&diff, err));
    LTP_GO(merge(&diff, &a.lines, &b.lines, put_line, err));
    LTP_GO(ltp_report_clear(diff.report, &b.run, err));
    *report = diff.report;
    diff.report = NULL;
done:
    ltp_buf_release(&diff.places);
    ltp_report_free(diff.report);
    side_end(&b);
    side_end(&a);
    return rc;
}

LtpCode ltp_report_diff(const LtpDiffSide *before, const LtpDiffSide *after, LtpReport **report,
                        LtpError *err)
{
    return ltp_report_diff_of(before, after, &(LtpRun){0}, report, err);
}
