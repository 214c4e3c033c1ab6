/* The cells of one place: codes and names of all levels against each other (ANALYSIS.md 3.1-3.3).
 */
#include "gis/gazetteer_index.h"

#include <string.h>

typedef struct Row {
    const LtpGazetteer *gazetteer;
    LtpPlace *place;
    int32_t code[LTP_PLACE_LEVELS]; /* unit of the level's code cell */
    bool named[LTP_PLACE_LEVELS];   /* the level's name cell says something */
    LtpName name[LTP_PLACE_LEVELS];
    bool national;
    int32_t settled; /* deepest unit that is certain so far */
    bool conflict;   /* ... and nothing deeper will be: cells contradict each other */
} Row;

static bool is_blank(const char *text)
{
    return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

static void flag(Row *row, enum LtpPlaceFlags what)
{
    row->place->flags |= what;
}

/* ---- reading the cells ---- */

static void read_name(Row *row, int level, const char *text, const LtpNational *national)
{
    if (is_blank(text) || (row->gazetteer->levels >> level & 1) == 0)
        return;
    if (national->is_national != NULL && national->is_national(text, national->arg)) {
        row->national = true;
        return;
    }
    row->named[level] = true;
    ltp_name_parse(&row->gazetteer->generic, text, &row->name[level]);
}

/* A code cell; returns whether the cell held a code at all, known or not. */
static bool read_code(Row *row, int level, const char *text)
{
    bool looks_like_code = false;
    int32_t unit = ltp_gazetteer_code(row->gazetteer, text, &looks_like_code);
    row->code[level] = unit;
    if (unit >= 0 && row->gazetteer->units[unit].level != level)
        flag(row, LTP_PLACE_WRONG_COLUMN);
    if (unit < 0 && looks_like_code)
        flag(row, LTP_PLACE_CODE_UNKNOWN);
    return looks_like_code;
}

/* Codes stand in name columns and names in code columns, where the right column is blank. */
static void read_cells(Row *row, const LtpPlaceCells *cells, const LtpNational *national)
{
    for (int level = 0; level < LTP_PLACE_LEVELS; level++) {
        const char *code = cells->code[level], *name = cells->name[level];
        row->code[level] = LTP_NO_UNIT;
        row->named[level] = false;
        bool no_code = is_blank(code) || !read_code(row, level, code);
        if (no_code && is_blank(name))
            name = code;
        if (no_code && !is_blank(name) && read_code(row, level, name))
            continue;
        read_name(row, level, name, national);
    }
}

/* ---- codes ---- */

static void meet(Row *row, int32_t unit)
{
    row->settled = ltp_gazetteer_common(row->gazetteer, row->settled, unit);
    row->conflict = true;
    flag(row, LTP_PLACE_CONFLICT);
}

static void settle_codes(Row *row)
{
    for (int level = 0; level < LTP_PLACE_LEVELS; level++) {
        int32_t unit = row->code[level];
        if (unit < 0)
            continue;
        bool deeper = row->settled < 0 || ltp_gazetteer_within(row->gazetteer, unit, row->settled);
        if (!row->conflict && deeper)
            row->settled = unit;
        else if (!ltp_gazetteer_within(row->gazetteer, row->settled, unit))
            meet(row, unit);
    }
}

/* ---- names against codes ---- */

/* Of several units of that name, the one nearest in the tree. */
static int32_t nearest_hit(const LtpGazetteer *gazetteer, const LtpHits *hits, int32_t unit)
{
    int32_t best = LTP_NO_UNIT;
    int best_level = -2;
    for (size_t i = 0; i < hits->count && i < LTP_MAX_HITS; i++) {
        int32_t common = ltp_gazetteer_common(gazetteer, hits->units[i], unit);
        int level = common < 0 ? -1 : gazetteer->units[common].level;
        if (level > best_level) {
            best = hits->units[i];
            best_level = level;
        }
    }
    return best;
}

/* The unit that a name cell means instead of `own`, the unit of the codes at that level;
 * LTP_NO_UNIT when it means `own`, or none there is (`*unknown`). */
static int32_t rival_of(const Row *row, int level, int32_t own, bool *unknown)
{
    const LtpGazetteer *gazetteer = row->gazetteer;
    const LtpName *name = &row->name[level];
    LtpHits hits;
    LtpMatch match;
    *unknown = false;
    if (ltp_gazetteer_carries_name(gazetteer, own, name))
        return LTP_NO_UNIT;
    ltp_gazetteer_match(gazetteer, name, level, gazetteer->units[own].parent, &match);
    if (match.unit >= 0)
        return match.unit == own ? LTP_NO_UNIT : match.unit;
    ltp_gazetteer_exact(gazetteer, name, level, LTP_NO_UNIT, &hits);
    if (hits.count == 0)
        ltp_gazetteer_exact(gazetteer, name, LTP_ANY_LEVEL, LTP_NO_UNIT, &hits);
    int32_t other = nearest_hit(gazetteer, &hits, own);
    if (other >= 0 && !ltp_gazetteer_within(gazetteer, own, other))
        return other;
    *unknown = true;
    return LTP_NO_UNIT;
}

/* Checks the name cells at and above the level of the codes, from the deepest up. A name that
 * contradicts the code of its own level, or a code that nothing else confirms, is a conflict; a
 * name above that contradicts a code confirmed by its own name is told only. */
static void check_names(Row *row)
{
    const LtpGazetteer *gazetteer = row->gazetteer;
    int32_t coded = row->settled;
    int deepest = gazetteer->units[coded].level;
    bool confirmed = false;
    for (int level = deepest; level >= 0; level--) {
        int32_t own = ltp_gazetteer_ancestor(gazetteer, coded, level);
        bool unknown;
        if (own < 0 || !row->named[level])
            continue;
        int32_t rival = rival_of(row, level, own, &unknown);
        bool paired = row->code[level] >= 0;
        if (rival >= 0 && (paired || !confirmed))
            meet(row, rival);
        else if (rival >= 0)
            flag(row, LTP_PLACE_PARENT_CONFLICT);
        else if (unknown)
            flag(row, LTP_PLACE_NAME_UNKNOWN);
        else if (level == deepest)
            confirmed = true;
    }
}

/* ---- names ---- */

/* The one unit of a level within `parent` that carries a name exactly; LTP_NO_UNIT = none or
 * several. */
static int32_t only_hit(const Row *row, int named, int level, int32_t parent)
{
    LtpHits hits;
    ltp_gazetteer_exact(row->gazetteer, &row->name[named], level, parent, &hits);
    return hits.count == 1 ? hits.units[0] : LTP_NO_UNIT;
}

/* A name that is none of its level, and none of the next either: read the two the other way round,
 * if that makes both exact ("Youri | Nioro" for cercle and commune). */
static bool settle_swapped(Row *row, int level)
{
    int below = level + 1;
    if (below >= LTP_PLACE_LEVELS || !row->named[below])
        return false;
    int32_t upper = only_hit(row, below, level, row->settled);
    int32_t lower = upper < 0 ? LTP_NO_UNIT : only_hit(row, level, below, upper);
    if (lower < 0)
        return false;
    row->settled = lower;
    row->place->rule = LTP_MATCH_EXACT;
    row->place->score = 0.95;
    row->place->match = (LtpMatch){.unit = lower, .rule = LTP_MATCH_EXACT, .score = 0.95};
    flag(row, LTP_PLACE_PARENT_CONFLICT);
    return true;
}

/* Whether the cell below a name that contradicts its parent bears the name out: it is a place of
 * that unit, or of its neighbours. */
static bool is_borne_out(const Row *row, int level, int32_t unit)
{
    int below = level + 1;
    if (below >= LTP_PLACE_LEVELS || !row->named[below])
        return false;
    int32_t above = row->gazetteer->units[unit].parent;
    return only_hit(row, below, below, unit) >= 0 ||
           (above >= 0 && row->gazetteer->units[above].level > 0 &&
            only_hit(row, below, below, above) >= 0 &&
            only_hit(row, below, below, LTP_NO_UNIT) >= 0);
}

typedef enum Contradiction { NO_CONTRADICTION, BORNE_OUT, OPEN } Contradiction;

/* A name of an upper level that is certainly another unit than the ones above it. It stands when
 * what is below bears it out; otherwise what both are in is all that is certain. */
static Contradiction contradicts(Row *row, int level)
{
    LtpHits hits;
    if (row->settled < 0 || level >= row->gazetteer->deepest)
        return NO_CONTRADICTION;
    ltp_gazetteer_exact(row->gazetteer, &row->name[level], level, LTP_NO_UNIT, &hits);
    if (hits.count == 0)
        return NO_CONTRADICTION;
    int32_t other = nearest_hit(row->gazetteer, &hits, row->settled);
    if (ltp_gazetteer_within(row->gazetteer, other, row->settled))
        return NO_CONTRADICTION;
    flag(row, LTP_PLACE_PARENT_CONFLICT);
    if (hits.count == 1 && is_borne_out(row, level, other)) {
        row->settled = other;
        return BORNE_OUT;
    }
    row->settled = ltp_gazetteer_common(row->gazetteer, row->settled, other);
    return OPEN;
}

static void take(Row *row, const LtpMatch *match)
{
    row->settled = match->unit;
    row->place->rule = match->rule;
    row->place->score = match->score;
}

/* A name of which nothing certain came: swapped with the next, or against its parent, or unknown.
 * `*level` moves on over cells that are settled with it. Returns whether the level stays uncertain.
 */
static bool settle_unmatched(Row *row, int *level)
{
    if (settle_swapped(row, *level)) {
        *level += 1;
        return false;
    }
    Contradiction found = contradicts(row, *level);
    if (found == OPEN)
        *level = LTP_PLACE_LEVELS;
    return found != BORNE_OUT;
}

/* From the settled unit down, level by level; a level that is unknown or uncertain is stepped over,
 * and told when something deeper is certain all the same. */
static void settle_names(Row *row)
{
    const LtpGazetteer *gazetteer = row->gazetteer;
    int level = row->settled < 0 ? 0 : gazetteer->units[row->settled].level + 1;
    bool uncertain = false;
    for (; level < LTP_PLACE_LEVELS; level++) {
        LtpMatch match;
        if (!row->named[level])
            continue;
        ltp_gazetteer_match(gazetteer, &row->name[level], level, row->settled, &match);
        row->place->match = match;
        /* A commune may have given its name to a new cercle: two exact names the other way round
         * are columns swapped all the same. */
        if (match.rule == LTP_MATCH_ALIAS && settle_swapped(row, level)) {
            level++;
            uncertain = false;
            continue;
        }
        if (match.unit < 0) {
            uncertain = settle_unmatched(row, &level);
            continue;
        }
        bool outside =
            row->settled >= 0 && !ltp_gazetteer_within(gazetteer, match.unit, row->settled);
        if (uncertain || outside)
            flag(row, LTP_PLACE_PARENT_CONFLICT);
        take(row, &match);
        uncertain = false;
    }
    if (uncertain)
        flag(row, LTP_PLACE_UNCERTAIN);
}

/* ---- the whole country ---- */

static int32_t country_of(const LtpGazetteer *gazetteer)
{
    int32_t first = gazetteer->n_units > 0 ? gazetteer->by_rank[0] : LTP_NO_UNIT;
    bool one = gazetteer->n_units == 1 ||
               (gazetteer->n_units > 1 && gazetteer->units[gazetteer->by_rank[1]].level > 0);
    return first >= 0 && one && gazetteer->units[first].level == 0 ? first : LTP_NO_UNIT;
}

/* "National" says where only if nothing else says more; beside a place it is a doubt. */
static void settle_national(Row *row)
{
    bool placed = row->settled >= 0 && row->gazetteer->units[row->settled].level > 0;
    if (placed) {
        flag(row, LTP_PLACE_UNCERTAIN);
        return;
    }
    row->settled = country_of(row->gazetteer);
    row->place->rule = LTP_MATCH_EXACT;
    row->place->score = 1;
    row->place->match = (LtpMatch){.unit = row->settled, .rule = LTP_MATCH_EXACT, .score = 1};
    row->place->flags &= ~(unsigned)LTP_PLACE_UNCERTAIN;
    flag(row, LTP_PLACE_NATIONAL);
}

void ltp_gazetteer_resolve_one(const LtpGazetteer *gazetteer, const LtpPlaceCells *cells,
                               const LtpNational *national, LtpPlace *place)
{
    Row row = {.gazetteer = gazetteer, .place = place, .settled = LTP_NO_UNIT};
    *place = (LtpPlace){.unit = LTP_NO_UNIT, .match = {.unit = LTP_NO_UNIT}};
    read_cells(&row, cells, national);
    settle_codes(&row);
    if (row.settled >= 0) {
        place->rule = LTP_MATCH_CODE;
        place->score = 1;
        place->match = (LtpMatch){.unit = row.settled, .rule = LTP_MATCH_CODE, .score = 1};
        check_names(&row);
    }
    if (!row.conflict)
        settle_names(&row);
    if (row.national)
        settle_national(&row);
    place->unit = row.settled;
}
