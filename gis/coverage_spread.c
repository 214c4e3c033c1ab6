/* Mode allocated alone: figures of need stated for a unit, spread over the children that have none,
 * and marked estimated (ANALYSIS.md 5). */
#include "gis/coverage_internal.h"

#include "base/number.h"

/* The children of each unit as linked lists. */
typedef struct Children {
    int32_t *first, *next; /* -1 = none */
} Children;

static LtpCode list_children(LtpCoverageWork *work, Children *c, LtpError *err)
{
    const LtpCoverageUnits *units = &work->input->units;
    LTP_TRY(ltp_work_alloc(work, units->count, sizeof *c->first, (void **)&c->first, err));
    LTP_TRY(ltp_work_alloc(work, units->count, sizeof *c->next, (void **)&c->next, err));
    for (size_t u = 0; u < units->count; u++)
        c->first[u] = c->next[u] = -1;
    for (size_t u = units->count; u-- > 0;) {
        int32_t parent = units->parent[u];
        if (parent < 0)
            continue;
        c->next[u] = c->first[parent];
        c->first[parent] = (int32_t)u;
    }
    return LTP_OK;
}

/* A figure that can be divided: a member of LtpUnitNeeds. */
typedef int64_t *Member(LtpUnitNeeds *needs);

static int64_t *population(LtpUnitNeeds *needs)
{
    return &needs->population;
}

static int64_t *idps(LtpUnitNeeds *needs)
{
    return &needs->idps;
}

static int64_t *returnees(LtpUnitNeeds *needs)
{
    return &needs->returnees;
}

static int64_t *repatriated(LtpUnitNeeds *needs)
{
    return &needs->repatriated;
}

static int64_t *pin(LtpUnitNeeds *needs)
{
    return &needs->pin;
}

/* Room for the children of one unit. */
typedef struct Room {
    int32_t *units;
    int64_t *weights, *parts;
    LtpRest *rests;
} Room;

static LtpCode new_room(LtpCoverageWork *work, Room *room, LtpError *err)
{
    size_t n = work->input->units.count;
    LTP_TRY(ltp_work_alloc(work, n, sizeof *room->units, (void **)&room->units, err));
    LTP_TRY(ltp_work_alloc(work, n, sizeof *room->weights, (void **)&room->weights, err));
    LTP_TRY(ltp_work_alloc(work, n, sizeof *room->parts, (void **)&room->parts, err));
    return ltp_work_alloc(work, n, sizeof *room->rests, (void **)&room->rests, err);
}

static const int64_t *by_population(const LtpCoverageWork *work, const Room *room, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        room->weights[i] = work->needs[room->units[i]].population;
        if (room->weights[i] == LTP_NULL_INT)
            return NULL;
        sum = ltp_people_add(sum, room->weights[i]);
    }
    return sum > 0 ? room->weights : NULL;
}

static void take_part(LtpUnitNeeds *child, const LtpUnitNeeds *parent, int64_t *figure,
                      int64_t part)
{
    *figure = part;
    child->estimated = true;
    if (figure == &child->pin) {
        child->pin_sector = parent->pin_sector;
        child->need_date = parent->need_date;
        child->pin_missing = LTP_NULL_INT;
    }
}

/* What the children with a figure leave of the unit's is divided among those without one. */
static void spread(LtpCoverageWork *work, const Children *children, const Room *room, size_t unit,
                   Member *member)
{
    LtpUnitNeeds *needs = work->needs;
    int64_t left = *member(&needs[unit]);
    size_t count = 0;
    if (left == LTP_NULL_INT)
        return;
    for (int32_t c = children->first[unit]; c >= 0; c = children->next[c]) {
        int64_t figure = *member(&needs[c]);
        if (figure == LTP_NULL_INT)
            room->units[count++] = c;
        else
            left = figure < left ? left - figure : 0;
    }
    if (count == 0)
        return;
    ltp_divide_people(left, by_population(work, room, count), room->units, work->input->units.rank,
                      count, room->rests, room->parts);
    for (size_t i = 0; i < count; i++) {
        LtpUnitNeeds *child = &needs[room->units[i]];
        take_part(child, &needs[unit], member(child), room->parts[i]);
    }
}

LtpCode ltp_work_spread_needs(LtpCoverageWork *work, LtpError *err)
{
    static Member *const members[] = {population, pin, idps, returnees, repatriated};
    Children children = {0};
    Room room = {0};
    if (work->params->mode != LTP_MODE_ALLOCATED)
        return LTP_OK;
    LTP_TRY(list_children(work, &children, err));
    LTP_TRY(new_room(work, &room, err));
    for (size_t u = 0; u < work->input->units.count; u++)
        for (size_t m = 0; m < sizeof members / sizeof members[0]; m++)
            spread(work, &children, &room, u, members[m]);
    return LTP_OK;
}
