/* A row whose cells may name several places each (ANALYSIS.md 3.6). */
#include "gis/gazetteer_near.h"

#include <string.h>

typedef struct Parts {
    const char *text[LTP_MAX_PLACES];
    size_t count;
} Parts;

typedef struct Cells {
    const LtpGazetteer *gazetteer;
    LtpNational national;
    LtpArena arena;
    Parts code[LTP_PLACE_LEVELS], name[LTP_PLACE_LEVELS];
    LtpPlace *places;
    size_t count;
    int level;     /* of the cell being cut */
    bool too_many; /* more places than a row may have: told as uncertain */
} Cells;

/* ---- cutting ---- */

static void keep_part(Cells *cells, Parts *parts, const char *text)
{
    char *copy = ltp_arena_strdup(&cells->arena, text);
    if (copy == NULL || parts->count == LTP_MAX_PLACES)
        cells->too_many = true;
    else
        parts->text[parts->count++] = copy;
}

static void keep_code(const char *text, void *arg)
{
    Cells *cells = arg;
    keep_part(cells, &cells->code[cells->level], text);
}

static void keep_name(const char *text, void *arg)
{
    Cells *cells = arg;
    keep_part(cells, &cells->name[cells->level], text);
}

static bool never_whole(const char *text, void *arg)
{
    (void)text, (void)arg;
    return false;
}

#define A_SLIP 1.2 /* distance of one wrong letter */
enum { MIN_WHOLE = 8 };

/* Whether the whole cell is a name with a slip in it: "Anber Gwin/Millet". */
static bool is_misspelt_name(const Cells *cells, const LtpName *name)
{
    LtpNearest nearest;
    if (name->n_forms == 0 || name->forms[0].n_letters < MIN_WHOLE)
        return false;
    ltp_gazetteer_near(cells->gazetteer, name, cells->level, LTP_NO_UNIT, A_SLIP, &nearest);
    return nearest.count > 0;
}

/* Whether a cell with separators in it is one name all the same ("Gourma, Rharous"): of any level,
 * since it may stand in the wrong column, and whatever its number. */
static bool is_one_name(const char *text, void *arg)
{
    const Cells *cells = arg;
    const LtpNational *national = &cells->national;
    LtpName name;
    LtpHits hits;
    int32_t unit;
    if (national->is_national != NULL && national->is_national(text, national->arg))
        return true;
    ltp_name_parse(&cells->gazetteer->generic, text, &name);
    ltp_gazetteer_exact(cells->gazetteer, &name, LTP_ANY_LEVEL, LTP_NO_UNIT, &hits);
    if (hits.count == 0 && name.n_forms > 0)
        ltp_gazetteer_letters(cells->gazetteer, &name.forms[0], cells->level, LTP_NO_UNIT, &hits);
    return hits.count > 0 ||
           ltp_gazetteer_alias(cells->gazetteer, &name, cells->level, LTP_NO_UNIT, &unit) ||
           is_misspelt_name(cells, &name);
}

static void cut_cells(Cells *cells, const LtpPlaceCells *row)
{
    const LtpCellCutter codes = {never_whole, keep_code, cells};
    const LtpCellCutter names = {is_one_name, keep_name, cells};
    for (cells->level = 0; cells->level < LTP_PLACE_LEVELS; cells->level++) {
        if (row->code[cells->level] != NULL)
            ltp_cell_cut(row->code[cells->level], &codes);
        if (row->name[cells->level] != NULL)
            ltp_cell_cut(row->name[cells->level], &names);
    }
}

static bool has_several(const Cells *cells)
{
    for (int level = 0; level < LTP_PLACE_LEVELS; level++)
        if (cells->code[level].count > 1 || cells->name[level].count > 1)
            return true;
    return false;
}

/* ---- resolving the parts ---- */

static size_t n_parts(const Cells *cells, int level)
{
    size_t codes = cells->code[level].count, names = cells->name[level].count;
    return codes > 0 ? codes : names;
}

/* The i-th part of a level: code and name where they pair up, else the code alone. */
static void put_part(const Cells *cells, int level, size_t i, LtpPlaceCells *one)
{
    const Parts *codes = &cells->code[level], *names = &cells->name[level];
    one->code[level] = codes->count > 0 ? codes->text[i] : NULL;
    one->name[level] = names->count == n_parts(cells, level) ? names->text[i] : NULL;
}

/* A part among single cells above it. Where a cell above has several parts, the one under which the
 * part is certain is its own; if that is not one alone, the part is uncertain. */
static void resolve_part(const Cells *cells, int level, size_t i, LtpPlace *place)
{
    LtpPlaceCells one = {{NULL}, {NULL}};
    int several = -1;
    put_part(cells, level, i, &one);
    for (int above = 0; above < level; above++) {
        if (n_parts(cells, above) == 1)
            put_part(cells, above, 0, &one);
        else if (n_parts(cells, above) > 1)
            several = above;
    }
    ltp_gazetteer_resolve_one(cells->gazetteer, &one, &cells->national, place);
    if (several < 0 || (place->unit >= 0 && place->rule == LTP_MATCH_CODE))
        return;
    for (size_t k = 0; k < n_parts(cells, several); k++) {
        LtpPlace under;
        put_part(cells, several, k, &one);
        ltp_gazetteer_resolve_one(cells->gazetteer, &one, &cells->national, &under);
        bool certain = under.unit >= 0 && (under.flags & (LTP_PLACE_UNCERTAIN | LTP_PLACE_CONFLICT |
                                                          LTP_PLACE_PARENT_CONFLICT)) == 0;
        bool known = place->unit >= 0 && (place->flags & LTP_PLACE_UNCERTAIN) == 0;
        if (certain && known && place->unit != under.unit) {
            *place = (LtpPlace){.unit = LTP_NO_UNIT, .flags = LTP_PLACE_UNCERTAIN};
            place->match = (LtpMatch){.unit = LTP_NO_UNIT, .refused = true};
            return;
        }
        if (certain)
            *place = under;
    }
}

static void add_place(Cells *cells, const LtpPlace *place)
{
    if (cells->count == LTP_MAX_PLACES)
        cells->too_many = true;
    else
        cells->places[cells->count++] = *place;
}

/* Whether a part that is no place of its level names the unit it lies in ("Konna, Mopti"). */
static bool names_above(const Cells *cells, int level, size_t i, int32_t unit)
{
    LtpPlaceCells one = {{NULL}, {NULL}};
    put_part(cells, level, i, &one);
    for (; unit >= 0 && one.name[level] != NULL; unit = cells->gazetteer->units[unit].parent)
        if (ltp_gazetteer_carries(cells->gazetteer, unit, one.name[level]))
            return true;
    return false;
}

static void resolve_level(Cells *cells, int level)
{
    size_t before = cells->count;
    LtpPlace place;
    for (size_t i = 0; i < n_parts(cells, level); i++) {
        resolve_part(cells, level, i, &place);
        bool uncertain = (place.flags & LTP_PLACE_UNCERTAIN) != 0;
        if (!uncertain || !names_above(cells, level, i, place.unit))
            add_place(cells, &place);
    }
    if (cells->count == before)
        add_place(cells, &place);
}

/* ---- which of them stand ---- */

static bool is_certain(const LtpPlace *place)
{
    return place->unit >= 0 && (place->flags & LTP_PLACE_UNCERTAIN) == 0;
}

/* Whether another place says the same or more than the i-th: the same unit earlier, or a deeper one
 * in it. */
static bool is_said(const Cells *cells, size_t i)
{
    const LtpPlace *place = &cells->places[i];
    for (size_t k = 0; k < cells->count; k++) {
        int32_t other = cells->places[k].unit;
        if (k == i || place->unit < 0 || other < 0 || !is_certain(&cells->places[k]))
            continue;
        if (other == place->unit ? k < i
                                 : ltp_gazetteer_within(cells->gazetteer, other, place->unit))
            return true;
    }
    return false;
}

/* Beside certain places, a part that is not certain stays to be told of, without a unit; by itself
 * it stands for the unit above that is. */
static void settle_places(Cells *cells)
{
    bool any_certain = false, keep[LTP_MAX_PLACES];
    size_t kept = 0;
    for (size_t i = 0; i < cells->count; i++)
        any_certain = any_certain || is_certain(&cells->places[i]);
    for (size_t i = 0; i < cells->count; i++)
        if (any_certain && !is_certain(&cells->places[i]))
            cells->places[i].unit = LTP_NO_UNIT;
    for (size_t i = 0; i < cells->count; i++) {
        bool repeats = i > 0 && !any_certain && cells->places[i].unit == cells->places[0].unit;
        keep[i] = !repeats && !is_said(cells, i);
    }
    for (size_t i = 0; i < cells->count; i++)
        if (keep[i])
            cells->places[kept++] = cells->places[i];
    cells->count = kept;
}

static void resolve_several(Cells *cells)
{
    int deepest = -1;
    for (int level = 0; level < LTP_PLACE_LEVELS; level++)
        if (n_parts(cells, level) > 0)
            deepest = level;
    resolve_level(cells, deepest);
    for (int level = deepest - 1; level >= 0; level--)
        if (n_parts(cells, level) > 1)
            resolve_level(cells, level);
    settle_places(cells);
}

void ltp_gazetteer_resolve(const LtpGazetteer *gazetteer, const LtpPlaceCells *row,
                           bool (*is_national)(const char *words, void *arg), void *arg,
                           LtpPlace *places, size_t *count)
{
    const LtpNational national = {is_national, arg};
    bool separators = false;
    for (int level = 0; level < LTP_PLACE_LEVELS; level++)
        separators = separators ||
                     (row->code[level] != NULL && ltp_cell_has_separator(row->code[level])) ||
                     (row->name[level] != NULL && ltp_cell_has_separator(row->name[level]));
    Cells cells = {.gazetteer = gazetteer, .national = national, .places = places};
    if (separators)
        cut_cells(&cells, row);
    if (has_several(&cells)) {
        resolve_several(&cells);
    } else {
        ltp_gazetteer_resolve_one(gazetteer, row, &national, &places[0]);
        cells.count = 1;
    }
    ltp_arena_release(&cells.arena);
    if (cells.too_many)
        places[0].flags |= LTP_PLACE_UNCERTAIN;
    *count = places[0].unit >= 0 || cells.count > 1 ? cells.count : 0;
}
