/* The directory of actors, and who no longer reports. */
#include "layers/report_internal.h"

#include "base/number.h"

static const LtpField fields[] = {
    {.name = "org_acronym", .label = {"sigle", "acronym"}},
    {.name = "org_name", .label = {"nom", "name"}},
    {.name = "org_type", .label = {"type", "type"}},
    {.name = "n_units", .type = LTP_INTEGER, .label = {"unités où présent", "units present in"}},
    {.name = "n_lines", .type = LTP_INTEGER, .label = {"activités", "activities"}},
    {.name = "n_lines_inherited",
     .type = LTP_INTEGER,
     .label = {"connues seulement au-dessus", "known only above"}},
    {.name = "n_projects", .type = LTP_INTEGER, .label = {"projets", "projects"}},
    {.name = "n_planned", .type = LTP_INTEGER, .label = {"planifiées", "planned"}},
    {.name = "ltp", .type = LTP_BOOLEAN, .label = {"LTP", "HLP"}},
    {.name = "cohesion", .type = LTP_BOOLEAN, .label = {"cohésion sociale", "social cohesion"}},
    {.name = "sectors", .label = {"secteurs", "sectors"}},
    {.name = "regions", .label = {"régions", "regions"}},
    {.name = "last_report", .type = LTP_DATE, .label = {"dernier rapport", "last report"}},
    {.name = "resource_persons",
     .label = {"personnes-ressources", "resource persons"},
     .sensitivity = LTP_STRICT}, /* names and numbers: for the officer alone */
};
enum { N_FIELDS = sizeof fields / sizeof fields[0] };

/* One organisation while its lines are read. Marks hold the number of the organisation seen last,
 * plus one. */
typedef struct Actor {
    const LtpRun *run;
    uint32_t number;
    uint32_t *unit_mark, *project_mark, *sector_mark;
    int64_t n_units, n_lines, n_inherited, n_projects, n_planned;
    bool any, ltp, cohesion;
    LtpDay last_report;
    LtpBuf sectors, regions, persons;
} Actor;

static void actor_clear(Actor *a)
{
    a->number++;
    a->n_units = a->n_lines = a->n_inherited = a->n_projects = a->n_planned = 0;
    a->any = a->ltp = a->cohesion = false;
    a->last_report = LTP_DAY_NONE;
    ltp_buf_clear(&a->sectors);
    ltp_buf_clear(&a->regions);
}

static bool first_time(uint32_t *mark, uint32_t number)
{
    bool first = *mark != number;
    *mark = number;
    return first;
}

static void add_word(LtpBuf *list, const char *word)
{
    ltp_buf_printf(list, "%s%s", list->size > 0 ? "; " : "", word);
}

/* Where the line is: true when a place of it is at the level of the analysis or deeper. */
static bool add_places(Actor *a, size_t line, bool active)
{
    const LtpCoverageLines *lines = &a->run->columns.input.lines;
    const LtpUnits *units = a->run->columns.units;
    bool direct = false;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++) {
        int32_t place = lines->place_unit[p];
        int32_t unit = ltp_units_ancestor(units, place, a->run->core.level);
        int32_t region = ltp_units_ancestor(units, place, 1);
        if (!ltp_run_holds(a->run, place))
            continue;
        direct |= unit >= 0;
        if (active && unit >= 0 && first_time(&a->unit_mark[unit], a->number))
            a->n_units++;
        if (region >= 0 && region != unit && first_time(&a->unit_mark[region], a->number))
            add_word(&a->regions, units->units[region].name);
    }
    return direct;
}

static bool is_here(const LtpRun *run, size_t line)
{
    const LtpCoverageLines *lines = &run->columns.input.lines;
    for (uint32_t p = lines->place_begin[line]; p < lines->place_begin[line + 1]; p++)
        if (ltp_run_holds(run, lines->place_unit[p]))
            return true;
    return false;
}

static void add_line(Actor *a, size_t line, const LtpCoverageParams *core)
{
    const LtpColumns *columns = &a->run->columns;
    const LtpCoverageLines *lines = &columns->input.lines;
    LtpLineFate fate = ltp_line_fate(lines, line, core);
    if ((fate != LTP_FATE_ACTIVE && fate != LTP_FATE_PLANNED) || !is_here(a->run, line))
        return;
    bool active = fate == LTP_FATE_ACTIVE, repeated = (lines->flags[line] & LTP_LINE_REPEATED) != 0;
    bool direct = add_places(a, line, active);
    int32_t project = lines->project[line], sector;
    a->any = true;
    if (!repeated)
        ++*(active ? (direct ? &a->n_lines : &a->n_inherited) : &a->n_planned);
    if (active && project >= 0 && first_time(&a->project_mark[project], a->number))
        a->n_projects++;
    const char *sectors = ltp_columns_sector(columns, columns->sector[line]);
    while ((sector = ltp_columns_next_sector(columns, &sectors)) >= 0)
        if (first_time(&a->sector_mark[sector], a->number))
            add_word(&a->sectors, ltp_columns_sector(columns, sector));
    a->ltp |= (lines->flags[line] & LTP_LINE_LTP) != 0;
    a->cohesion |= (lines->flags[line] & LTP_LINE_COHESION) != 0;
    if (lines->reported[line] > a->last_report)
        a->last_report = lines->reported[line];
}

/* "Function, name, e-mail, telephone; ..." of an organisation and of those merged into it. */
static LtpCode read_persons(LtpStore *store, int64_t org_id, LtpBuf *persons, LtpError *err)
{
    static const char text[] =
        "SELECT function, person_name, email, phone FROM contact WHERE closed_by IS NULL AND "
        "(organisation_id = ?1 OR organisation_id IN (SELECT id FROM organisation WHERE "
        "merged_into = ?1)) ORDER BY function, person_name, id";
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    ltp_buf_clear(persons);
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, org_id);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        bool first = true;
        ltp_buf_puts(persons, persons->size > 0 ? "; " : "");
        for (int i = 0; i < 4; i++) {
            const char *said = ltp_sql_column_text(stmt, i);
            if (said == NULL)
                continue;
            ltp_buf_printf(persons, "%s%s", first ? "" : ", ", said);
            first = false;
        }
    }
    sqlite3_reset(stmt);
    return rc == LTP_OK ? ltp_buf_check(persons, err) : rc;
}

static LtpCode put_actor(LtpStore *store, const LtpRun *run, Actor *a, int64_t org_id,
                         LtpReport *report, LtpError *err)
{
    LtpOrgName name;
    char day[LTP_DATE_TEXT];
    LTP_TRY(read_persons(store, org_id, &a->persons, err));
    LTP_TRY(ltp_org_name(store, run, org_id, &name, err));
    LTP_TRY(ltp_buf_check(&a->sectors, err));
    LTP_TRY(ltp_buf_check(&a->regions, err));
    const LtpValue values[N_FIELDS] = {
        ltp_value_text(name.acronym),
        ltp_value_text(name.name),
        ltp_value_text(name.type),
        ltp_value_int(a->n_units),
        ltp_value_int(a->n_lines),
        ltp_value_int(a->n_inherited),
        ltp_value_int(a->n_projects),
        ltp_value_int(a->n_planned),
        ltp_value_bool(a->ltp),
        ltp_value_bool(a->cohesion),
        ltp_value_text(a->sectors.size > 0 ? ltp_buf_text(&a->sectors) : NULL),
        ltp_value_text(a->regions.size > 0 ? ltp_buf_text(&a->regions) : NULL),
        ltp_report_day(a->last_report, day),
        ltp_value_text(a->persons.size > 0 ? ltp_buf_text(&a->persons) : NULL)};
    return ltp_report_put(report, values, err);
}

static LtpCode actor_begin(Actor *a, const LtpRun *run, LtpError *err)
{
    const LtpColumns *columns = &run->columns;
    *a = (Actor){.run = run};
    a->unit_mark = ltp_calloc(columns->units->count + 1, sizeof *a->unit_mark);
    a->project_mark = ltp_calloc(columns->input.lines.count + 1, sizeof *a->project_mark);
    a->sector_mark = ltp_calloc(ltp_hash_count(columns->sectors) + 1, sizeof *a->sector_mark);
    return a->unit_mark && a->project_mark && a->sector_mark ? LTP_OK : ltp_fail_memory(err);
}

static void actor_end(Actor *a)
{
    ltp_free(a->unit_mark);
    ltp_free(a->project_mark);
    ltp_free(a->sector_mark);
    ltp_buf_release(&a->sectors);
    ltp_buf_release(&a->regions);
    ltp_buf_release(&a->persons);
}

/* Whether some line of order[from..to) is active under `core`, and inside --within. */
static bool any_active(const LtpRun *run, const uint32_t *order, size_t from, size_t to,
                       const LtpCoverageParams *core)
{
    for (size_t i = from; i < to; i++)
        if (ltp_line_fate(&run->columns.input.lines, order[i], core) == LTP_FATE_ACTIVE &&
            is_here(run, order[i]))
            return true;
    return false;
}

/* The actors under `core`; `without`, when not NULL, leaves out those active under it. */
static LtpCode list_actors(LtpStore *store, const LtpRun *run, const LtpCoverageParams *core,
                           const LtpCoverageParams *without, LtpReport *report, LtpError *err)
{
    const LtpCoverageLines *lines = &run->columns.input.lines;
    uint32_t *order = NULL;
    Actor actor = {0};
    LtpCode rc;
    LTP_GO(actor_begin(&actor, run, err));
    LTP_GO(ltp_lines_by_org(store, run, &order, err));
    for (size_t from = 0, to = 0; from < lines->count; from = to) {
        actor_clear(&actor);
        for (to = from; to < lines->count && lines->org[order[to]] == lines->org[order[from]]; to++)
            add_line(&actor, order[to], core);
        bool wanted = without == NULL ? actor.any
                                      : any_active(run, order, from, to, core) &&
                                            !any_active(run, order, from, to, without);
        if (wanted)
            LTP_GO(put_actor(store, run, &actor, run->columns.organisation_id[order[from]], report,
                             err));
    }
done:
    ltp_free(order);
    actor_end(&actor);
    return rc;
}

/* As long a period, just before; false when the period is open. */
static bool period_before(const LtpCoverageParams *core, LtpCoverageParams *before)
{
    *before = *core;
    if (core->from == LTP_DAY_NONE || core->to == LTP_DAY_NONE)
        return false;
    before->to = core->from - 1;
    before->from = core->from - (core->to - core->from + 1);
    before->as_of = before->to < core->as_of ? before->to : core->as_of;
    return true;
}

LtpCode ltp_report_actors_of(LtpStore *store, const LtpParams *params, bool absent,
                             const LtpRun *given, LtpReport **report, LtpError *err)
{
    LtpCode rc;
    LtpRun run = *given;
    LtpReport *made = NULL;
    LtpCoverageParams before;
    LTP_GO(ltp_run_begin(store, params, &run, err));
    LTP_GO(ltp_report_veil(store, &run, err));
    if (absent && !period_before(&run.core, &before)) {
        rc = ltp_fail(err, LTP_EUSAGE,
                      _("The period before needs a period: give --from and --to, or neither."));
        goto done;
    }
    LTP_GO(ltp_report_new(fields, N_FIELDS, run.params, &made, err));
    LTP_GO(absent ? list_actors(store, &run, &before, &run.core, made, err)
                  : list_actors(store, &run, &run.core, NULL, made, err));
    LTP_GO(ltp_report_clear(made, &run, err));
    *report = made;
    made = NULL;
done:
    ltp_report_free(made);
    ltp_run_end(&run);
    return rc;
}

LtpCode ltp_report_actors(LtpStore *store, const LtpParams *params, LtpReport **report,
                          LtpError *err)
{
    return ltp_report_actors_of(store, params, false, &(LtpRun){0}, report, err);
}

LtpCode ltp_report_absent(LtpStore *store, const LtpParams *params, LtpReport **report,
                          LtpError *err)
{
    return ltp_report_actors_of(store, params, true, &(LtpRun){0}, report, err);
}

LtpCode ltp_report_share(LtpStore *store, const LtpParams *params, int64_t *before, int64_t *still,
                         LtpError *err)
{
    LtpCode rc;
    LtpRun run = {0};
    uint32_t *order = NULL;
    LtpCoverageParams earlier;
    const LtpCoverageLines *lines = &run.columns.input.lines;
    *before = *still = -1;
    LTP_GO(ltp_run_begin(store, params, &run, err));
    if (!period_before(&run.core, &earlier))
        goto done;
    *before = *still = 0;
    LTP_GO(ltp_lines_by_org(store, &run, &order, err));
    for (size_t from = 0, to = 0; from < lines->count; from = to) {
        for (to = from; to < lines->count && lines->org[order[to]] == lines->org[order[from]];)
            to++;
        bool was = any_active(&run, order, from, to, &earlier);
        *before += was;
        *still += was && any_active(&run, order, from, to, &run.core);
    }
done:
    ltp_free(order);
    ltp_run_end(&run);
    return rc;
}
