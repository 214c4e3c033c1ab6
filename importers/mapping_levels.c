/* Levels of places, in the order they stand in. */
#include "importers/mapping_weighing.h"

#include <string.h>

enum { PLACES = 12, LEVELS = 6 };

/* The columns whose headers name places, and how surely at which level; 0 = not at all. */
typedef struct PlaceColumns {
    size_t column[PLACES];
    int sure[PLACES][LEVELS], level[PLACES];
    size_t count, given;
} PlaceColumns;

static int name_level(const LtpField *field)
{
    LtpHxl own;
    if (!(field->flags & LTP_INPUT) || !field->hxl || !ltp_hxl_parse(field->hxl, &own) ||
        !ltp_is_admin_tag(own.tag) || ltp_hxl_has(&own, "code"))
        return 0;
    return own.tag[3] - '0';
}

static void gather_places(const LtpWeighing *w, PlaceColumns *places)
{
    for (size_t column = 0; column < w->n_columns && places->count < PLACES; column++) {
        size_t at = places->count, kinds = 0;
        for (size_t i = 0; i < w->n_fields; i++) {
            int level = name_level(&w->fields[i]);
            int sure = *ltp_weighing_at(w, w->label, column, i);
            if (level == 0 || sure < LTP_LABEL_WORDS || ltp_weighing_total(w, column, i) < LEAST)
                continue;
            places->sure[at][level] = sure;
            kinds++;
        }
        const LtpField *has = w->mapping->columns[column].field;
        places->column[at] = column;
        places->level[at] = has ? name_level(has) : 0;
        if (kinds == 0 || w->fixed[column] || (has && places->level[at] == 0))
            continue;
        places->given += places->level[at] > 0;
        places->count++;
    }
}

/* The most columns that can be given levels which only rise (or fall) from left to right, from
 * column `at` on after `last`; the choice goes to `best`. */
static size_t choose_levels(const PlaceColumns *places, size_t at, int last, int step,
                            int best[PLACES])
{
    int rest[PLACES] = {0};
    if (at == places->count)
        return 0;
    best[at] = 0;
    size_t most = choose_levels(places, at + 1, last, step, best);
    for (int level = last + step; level > 0 && level < LEVELS; level += step) {
        if (places->sure[at][level] == 0)
            continue;
        size_t found = 1 + choose_levels(places, at + 1, level, step, rest);
        if (found > most) {
            most = found;
            memcpy(&best[at + 1], &rest[at + 1], (PLACES - at - 1) * sizeof *best);
            best[at] = level;
        }
    }
    return most;
}

/* "Departamento, Provincia, Municipio": where headers may name several levels, the order in which
 * they stand decides, if it gives more of them a level. */
static void choose_all(LtpWeighing *w)
{
    PlaceColumns places = {.count = 0};
    int up[PLACES] = {0}, down[PLACES] = {0};
    gather_places(w, &places);
    size_t rising = choose_levels(&places, 0, 0, 1, up);
    size_t falling = choose_levels(&places, 0, LEVELS, -1, down);
    const int *levels = rising >= falling ? up : down;
    if ((rising >= falling ? rising : falling) <= places.given)
        return;
    for (size_t i = 0; i < w->n_fields; i++)
        for (size_t k = 0; k < places.count; k++)
            if (w->owner[i] == (int)places.column[k]) {
                w->mapping->columns[places.column[k]].field = NULL;
                w->owner[i] = -1;
            }
    for (size_t k = 0; k < places.count; k++)
        for (size_t i = 0; i < w->n_fields && levels[k] > 0; i++)
            if (name_level(&w->fields[i]) == levels[k] && w->owner[i] < 0)
                ltp_weighing_move(w, places.column[k], (int)i, "label");
}

/* ---- levels that are crowded ---- */

enum { NEAR = 2 }; /* columns from one name of a place to the next: its code may stand between */

/* The lowest level that the header may be, 0 = it names no place that could be given one. */
static int lowest_level(const LtpWeighing *w, size_t column)
{
    const LtpColumn *c = &w->mapping->columns[column];
    int lowest = 0;
    if (c->field || w->fixed[column])
        return c->field ? name_level(c->field) : 0;
    for (size_t i = 0; i < w->n_fields; i++) {
        int level = name_level(&w->fields[i]);
        if (level > 0 && ltp_weighing_total(w, column, i) >= LEAST &&
            (lowest == 0 || level < lowest))
            lowest = level;
    }
    return lowest;
}

/* Whether the codes beside the column are of a level above the one meant for it. */
static bool codes_say_higher(const LtpWeighing *w, size_t column, int level)
{
    const LtpProfile *beside = column + 1 < w->n_columns ? &w->profiles[column + 1] : NULL;
    int said = beside && ltp_mostly(beside->codes, beside->filled)
                   ? ltp_level_by_digits(beside->code_digits)
                   : 0;
    return said > 0 && said < level;
}

/* "Commune" and "Commune (2)" are two of one level. */
static bool begin_alike(const LtpWeighing *w, size_t a, size_t b)
{
    const char *x = w->mapping->columns[a].header, *y = w->mapping->columns[b].header;
    size_t n = x ? strcspn(x, " (/_-0123456789") : 0;
    return n > 0 && y && strncmp(x, y, n) == 0 && strcspn(y, " (/_-0123456789") == n;
}

/* The columns of places that stand together from `first` on, and one level after the other that
 * each of them can be; 0 when they can not. */
static size_t row_of_levels(const LtpWeighing *w, size_t first, size_t columns[LEVELS],
                            int levels[LEVELS], bool *open)
{
    size_t count = 0;
    int last = 0;
    *open = false;
    for (size_t column = first; column < w->n_columns; column++) {
        int lowest = lowest_level(w, column);
        if (lowest == 0)
            continue;
        if (count > 0 && column - columns[count - 1] > NEAR)
            break;
        for (size_t k = 0; k < count; k++)
            if (begin_alike(w, columns[k], column))
                return 0;
        int level = lowest > last ? lowest : last + 1;
        if (count == LEVELS || level >= LEVELS || level > lowest + 1 ||
            (level > lowest && codes_say_higher(w, column, level)))
            return 0;
        *open |= w->mapping->columns[column].field == NULL;
        columns[count] = column;
        levels[count++] = last = level;
    }
    return count;
}

/* "Federal Member State, Region, District": a region under a state is of the second level. Where a
 * place has no level left, those that stand with it move down by one, each below the one before. */
static void make_levels(LtpWeighing *w)
{
    size_t columns[LEVELS], first = 0, count;
    int levels[LEVELS];
    bool open;
    while (first < w->n_columns && lowest_level(w, first) == 0)
        first++;
    count = first < w->n_columns ? row_of_levels(w, first, columns, levels, &open) : 0;
    if (count == 0 || !open)
        return;
    for (size_t k = 0; k < count; k++) {
        const LtpField *has = w->mapping->columns[columns[k]].field;
        if (has && w->owner[has - w->fields] == (int)columns[k])
            w->owner[has - w->fields] = -1;
    }
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < w->n_fields; i++)
            if (name_level(&w->fields[i]) == levels[k] && w->owner[i] < 0)
                ltp_weighing_move(w, columns[k], (int)i, "label");
}

void ltp_order_levels(LtpWeighing *w)
{
    for (size_t i = 0; i < w->n_columns; i++)
        if (w->mapping->columns[i].hxl)
            return;
    choose_all(w);
    make_levels(w);
}
