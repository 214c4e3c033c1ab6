/* Figures of need per unit: the newest stated one, else what follows from its children (ANALYSIS.md
 * 4 and 5). */
#include "gis/coverage_internal.h"

#include "base/number.h"

#include <stdlib.h>

/* A need's place in the order unit, sector, date, import: the newest figure of a sector comes last.
 */
typedef struct Key {
    int32_t unit, sector;
    LtpDay date;
    uint32_t need;
} Key;

static int compare_keys(const void *left, const void *right)
{
    const Key *a = left, *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->sector != b->sector)
        return a->sector < b->sector ? -1 : 1;
    if (a->date != b->date)
        return a->date < b->date ? -1 : 1;
    return (a->need > b->need) - (a->need < b->need);
}

/* One figure with where it comes from. */
typedef struct Figure {
    int64_t value;
    int32_t sector;
    LtpDay date;
    uint32_t need;
} Figure;

static const Figure no_figure = {LTP_NULL_INT, LTP_NEED_SECTOR_NONE, LTP_DAY_NONE, 0};

/* The figures of one unit while they are gathered. */
typedef struct Gathered {
    Figure population, idps, returnees, repatriated, pin, severity;
} Gathered;

/* Which sectors' pin and severity are asked for. */
typedef struct Choice {
    const LtpCoverageParams *params;
    bool filtered; /* and the needs state figures of the filter's sectors */
} Choice;

static bool is_asked_sector(const LtpCoverageParams *params, int32_t sector)
{
    for (size_t i = 0; i < params->n_need_sectors; i++)
        if (params->need_sectors[i] == sector)
            return true;
    return false;
}

static bool states_asked_sector(const LtpCoverageNeeds *needs, const LtpCoverageParams *params)
{
    for (size_t i = 0; i < needs->count; i++)
        if ((needs->pin[i] != LTP_NULL_INT || needs->severity[i] != LTP_NULL_INT) &&
            needs->date[i] <= params->as_of && is_asked_sector(params, needs->sector[i]))
            return true;
    return false;
}

/* A figure that belongs to no sector: the newest; of one day, the intersectoral row's, then the
 * later import's. */
static void take_newest(Figure *best, int64_t value, const Key *key)
{
    if (value == LTP_NULL_INT)
        return;
    bool same_day_first = best->sector == LTP_NEED_INTERSECTORAL && key->sector != best->sector;
    bool newer = best->value == LTP_NULL_INT || key->date > best->date ||
                 (key->date == best->date && !same_day_first && key->need > best->need);
    if (newer)
        *best = (Figure){value, key->sector, key->date, key->need};
}

/* The newest pin (or severity) of one sector joins those of the unit's other sectors. */
static void take_sector(Figure *best, const Figure *newest, const Choice *choice)
{
    if (newest->value == LTP_NULL_INT)
        return;
    bool intersectoral = newest->sector == LTP_NEED_INTERSECTORAL;
    if (choice->filtered && !is_asked_sector(choice->params, newest->sector))
        return;
    if (!choice->filtered && choice->params->n_need_sectors > 0 && !intersectoral)
        return;
    /* Intersectoral keys come first: once there, they stand. */
    if (best->value == LTP_NULL_INT ||
        (best->sector != LTP_NEED_INTERSECTORAL && newest->value > best->value))
        *best = *newest;
}

/* Keys [from, to) are of one unit and sector, oldest first. */
static void gather_sector(const LtpCoverageNeeds *needs, const Key *keys, size_t from, size_t to,
                          const Choice *choice, Gathered *out)
{
    Figure pin = no_figure, severity = no_figure;
    for (size_t i = from; i < to && keys[i].date <= choice->params->as_of; i++) {
        const Key *key = &keys[i];
        uint32_t n = key->need;
        take_newest(&out->population, needs->population[n], key);
        take_newest(&out->idps, needs->idps[n], key);
        take_newest(&out->returnees, needs->returnees[n], key);
        take_newest(&out->repatriated, needs->repatriated[n], key);
        if (needs->pin[n] != LTP_NULL_INT)
            pin = (Figure){needs->pin[n], key->sector, key->date, n};
        if (needs->severity[n] != LTP_NULL_INT)
            severity = (Figure){needs->severity[n], key->sector, key->date, n};
    }
    take_sector(&out->pin, &pin, choice);
    take_sector(&out->severity, &severity, choice);
}

static bool carried(const LtpCoverageNeeds *needs, const Figure *figure)
{
    return needs->estimated != NULL && figure->value != LTP_NULL_INT &&
           needs->estimated[figure->need] != 0;
}

static bool any_carried(const LtpCoverageNeeds *needs, const Gathered *g)
{
    return carried(needs, &g->population) || carried(needs, &g->idps) ||
           carried(needs, &g->returnees) || carried(needs, &g->repatriated) ||
           carried(needs, &g->pin) || carried(needs, &g->severity);
}

static LtpUnitNeeds settle(const LtpCoverageNeeds *needs, const Gathered *g)
{
    const Figure *said = g->pin.value != LTP_NULL_INT ? &g->pin : &g->severity;
    return (LtpUnitNeeds){
        .population = g->population.value,
        .idps = g->idps.value,
        .returnees = g->returnees.value,
        .repatriated = g->repatriated.value,
        .pin = g->pin.value,
        .severity = g->severity.value,
        .pin_sector = said->sector,
        .need_date = said->date,
        .pin_missing = LTP_NULL_INT,
        .estimated = any_carried(needs, g),
    };
}

static LtpUnitNeeds gather_unit(const LtpCoverageNeeds *needs, const Key *keys, size_t from,
                                size_t to, const Choice *choice)
{
    Gathered g = {no_figure, no_figure, no_figure, no_figure, no_figure, no_figure};
    while (from < to) {
        size_t next = from;
        while (next < to && keys[next].sector == keys[from].sector)
            next++;
        gather_sector(needs, keys, from, next, choice, &g);
        from = next;
    }
    return settle(needs, &g);
}

static LtpCode gather_stated(LtpCoverageWork *work, LtpError *err)
{
    const LtpCoverageNeeds *needs = &work->input->needs;
    Choice choice = {work->params, states_asked_sector(needs, work->params)};
    Key *keys = NULL;
    LTP_TRY(ltp_work_alloc(work, needs->count, sizeof *keys, (void **)&keys, err));
    for (size_t i = 0; i < needs->count; i++)
        keys[i] = (Key){needs->unit[i], needs->sector[i], needs->date[i], (uint32_t)i};
    qsort(keys, needs->count, sizeof *keys, compare_keys);

    for (size_t from = 0; from < needs->count;) {
        size_t to = from;
        while (to < needs->count && keys[to].unit == keys[from].unit)
            to++;
        work->needs[keys[from].unit] = gather_unit(needs, keys, from, to, &choice);
        from = to;
    }
    return LTP_OK;
}

/* ---- what follows from the children ---- */

/* Sums over the children of one unit: a sum holds only when every child has the figure. */
typedef struct Sums {
    int32_t children, with_pin, with_population, with_idps, with_returnees, with_repatriated;
    int64_t pin, population, idps, returnees, repatriated, severity; /* severity: the highest */
    int32_t sector;
    LtpDay date;
    bool any_sector, estimated;
} Sums;

static void add_child(int64_t value, int32_t *with, int64_t *sum)
{
    if (value == LTP_NULL_INT)
        return;
    ++*with;
    *sum = ltp_people_add(*sum, value);
}

static void add_sector(Sums *sums, const LtpUnitNeeds *child)
{
    if (child->pin_sector == LTP_NEED_SECTOR_NONE)
        return;
    bool first = !sums->any_sector;
    sums->sector =
        first || sums->sector == child->pin_sector ? child->pin_sector : LTP_NEED_SECTORS_MIXED;
    sums->date = first || child->need_date < sums->date ? child->need_date : sums->date;
    sums->any_sector = true;
}

static void add_unit(Sums *sums, const LtpUnitNeeds *child)
{
    sums->children++;
    add_child(child->pin, &sums->with_pin, &sums->pin);
    add_child(child->population, &sums->with_population, &sums->population);
    add_child(child->idps, &sums->with_idps, &sums->idps);
    add_child(child->returnees, &sums->with_returnees, &sums->returnees);
    add_child(child->repatriated, &sums->with_repatriated, &sums->repatriated);
    if (child->severity > sums->severity) /* severities are above 0; LTP_NULL_INT is below */
        sums->severity = child->severity;
    sums->estimated |= child->estimated;
    add_sector(sums, child);
}

static bool take_sum(int64_t *value, int32_t with, int64_t sum, int32_t children)
{
    if (*value != LTP_NULL_INT || children == 0 || with != children)
        return false;
    *value = sum;
    return true;
}

static void take_children(LtpUnitNeeds *unit, const Sums *sums)
{
    int32_t n = sums->children;
    bool stated = unit->pin_sector != LTP_NEED_SECTOR_NONE;
    bool taken = take_sum(&unit->population, sums->with_population, sums->population, n);
    taken |= take_sum(&unit->idps, sums->with_idps, sums->idps, n);
    taken |= take_sum(&unit->returnees, sums->with_returnees, sums->returnees, n);
    taken |= take_sum(&unit->repatriated, sums->with_repatriated, sums->repatriated, n);
    bool pin_summed = take_sum(&unit->pin, sums->with_pin, sums->pin, n);
    taken |= pin_summed;
    if (unit->severity == LTP_NULL_INT && sums->severity > 0) {
        unit->severity = sums->severity;
        taken = true;
    }
    unit->estimated |= taken && sums->estimated;
    if (unit->pin == LTP_NULL_INT && n > 0)
        unit->pin_missing = n - sums->with_pin;
    if (pin_summed || (!stated && unit->severity != LTP_NULL_INT)) {
        unit->pin_sector = sums->sector;
        unit->need_date = sums->date;
    }
}

static LtpCode sum_children(LtpCoverageWork *work, LtpError *err)
{
    const LtpCoverageUnits *units = &work->input->units;
    Sums *sums = NULL;
    LTP_TRY(ltp_work_alloc(work, units->count, sizeof *sums, (void **)&sums, err));
    for (size_t u = units->count; u-- > 0;) {
        take_children(&work->needs[u], &sums[u]);
        if (units->parent[u] >= 0)
            add_unit(&sums[units->parent[u]], &work->needs[u]);
    }
    return LTP_OK;
}

LtpCode ltp_work_needs(LtpCoverageWork *work, LtpError *err)
{
    size_t count = work->input->units.count;
    Gathered none = {no_figure, no_figure, no_figure, no_figure, no_figure, no_figure};
    LTP_TRY(ltp_work_alloc(work, count, sizeof *work->needs, (void **)&work->needs, err));
    for (size_t u = 0; u < count; u++)
        work->needs[u] = settle(&work->input->needs, &none);
    LTP_TRY(gather_stated(work, err));
    return sum_children(work, err);
}
