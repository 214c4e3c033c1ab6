#include "importers/places_internal.h"

#include "base/number.h"
#include "importers/countries.h"

#include <string.h>

/* Distinct cells remembered; beyond that rows are resolved one by one. */
enum { MAX_REMEMBERED = 50000 };

/* ---- making ---- */

/* The aliases of people as the gazetteer takes them; free with ltp_free. */
static LtpGazetteerAlias *aliases_of(const LtpPlaceWords *words)
{
    LtpGazetteerAlias *all = ltp_calloc(words->n_aliases + 1, sizeof *all);
    for (size_t i = 0; all != NULL && i < words->n_aliases; i++)
        all[i] = (LtpGazetteerAlias){.level = words->aliases[i].level,
                                     .words = words->aliases[i].words,
                                     .parent = words->aliases[i].parent,
                                     .pcode = words->aliases[i].pcode};
    return all;
}

LtpCode ltp_gazetteer_of_units(const LtpUnits *units, const LtpPlaceWords *words,
                               LtpGazetteer **gazetteer, LtpError *err)
{
    LtpGazetteerUnit *all = ltp_calloc(units->count > 0 ? units->count : 1, sizeof *all);
    LtpGazetteerAlias *aliases = words != NULL ? aliases_of(words) : NULL;
    if (all == NULL || (words != NULL && aliases == NULL)) {
        ltp_free(all);
        ltp_free(aliases);
        return ltp_fail_memory(err);
    }
    for (size_t i = 0; i < units->count; i++)
        all[i] = (LtpGazetteerUnit){.level = units->units[i].level,
                                    .parent = units->units[i].parent,
                                    .pcode = units->units[i].pcode,
                                    .name = units->units[i].name,
                                    .other_names = units->units[i].other_names};
    const char *country = units->edition.country;
    LtpGazetteerInput input = {.units = all, .n_units = units->count};
    if (country != NULL && country[0] != '\0') {
        input.iso2 = country;
        input.iso3 = ltp_country_iso3(country);
    }
    if (words != NULL) {
        input.aliases = aliases;
        input.n_aliases = words->n_aliases;
    }
    LtpCode rc = ltp_gazetteer_new(&input, gazetteer, err);
    ltp_free(aliases);
    ltp_free(all);
    return rc;
}

static LtpCode make_locator(LtpPlaces *places, LtpError *err)
{
    const LtpUnits *units = places->units;
    size_t first = 0, n = 0;
    while (first < units->count && units->units[first].level != units->edition.deepest_level)
        first++;
    while (first + n < units->count &&
           units->units[first + n].level == units->edition.deepest_level)
        n++;
    if (n == 0 || units->units[first].wkb == NULL)
        return LTP_OK;
    LtpLocatorPolygon *polygons = ltp_calloc(n, sizeof *polygons);
    if (polygons == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        polygons[i] = (LtpLocatorPolygon){.key = units->units[first + i].pcode,
                                          .wkb = units->units[first + i].wkb,
                                          .size = units->units[first + i].wkb_size};
    LtpCode rc = ltp_locator_new(polygons, n, &places->locator, err);
    ltp_free(polygons);
    places->first_located = (int32_t)first;
    return rc;
}

LtpCode ltp_places_new(const LtpUnits *units, const LtpVocabulary *national,
                       const LtpPlaceWords *words, LtpPlaces **out, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpPlaces *places = ltp_calloc(1, sizeof *places);
    if (places == NULL)
        return ltp_fail_memory(err);
    places->units = units;
    places->national = national;
    places->words = words;
    places->keys = ltp_hash_new();
    if (places->keys == NULL) {
        rc = ltp_fail_memory(err);
        goto done;
    }
    LTP_GO(ltp_gazetteer_of_units(units, words, &places->gazetteer, err));
    LTP_GO(make_locator(places, err));
    *out = places;
    places = NULL;
done:
    ltp_places_free(places);
    return rc;
}

void ltp_places_free(LtpPlaces *places)
{
    if (places == NULL)
        return;
    for (size_t i = 0; i < places->n_remembered; i++)
        ltp_free(places->remembered[i].places);
    ltp_free(places->remembered);
    ltp_hash_free(places->keys);
    ltp_locator_free(places->locator);
    ltp_gazetteer_free(places->gazetteer);
    ltp_buf_release(&places->key);
    ltp_buf_release(&places->value);
    ltp_buf_release(&places->detail);
    ltp_free(places);
}

void ltp_places_other_editions(LtpPlaces *places, LtpUnits *const *others, size_t count)
{
    places->others = others;
    places->n_others = count;
}

void ltp_places_settlements(LtpPlaces *places, const LtpSettlements *settlements)
{
    places->settlements = settlements;
}

const LtpGazetteer *ltp_places_gazetteer(const LtpPlaces *places)
{
    return places->gazetteer;
}

/* ---- cells ---- */

bool ltp_places_blank(const char *text)
{
    return text == NULL || text[0] == '\0';
}

static bool all_blank(const LtpPlaceCells *cells)
{
    for (int level = 0; level < LTP_LEVELS; level++)
        if (!ltp_places_blank(cells->code[level]) || !ltp_places_blank(cells->name[level]))
            return false;
    return true;
}

static bool is_national(const char *words, void *arg)
{
    const LtpPlaces *places = arg;
    return ltp_vocabulary_code(places->national, words) != NULL;
}

static void key_of(const LtpPlaceCells *cells, LtpBuf *key)
{
    ltp_buf_clear(key);
    for (int level = 0; level < LTP_LEVELS; level++) {
        ltp_buf_puts(key, ltp_places_blank(cells->code[level]) ? "" : cells->code[level]);
        ltp_buf_putc(key, '\x1e');
        ltp_buf_puts(key, ltp_places_blank(cells->name[level]) ? "" : cells->name[level]);
        ltp_buf_putc(key, '\x1f');
    }
}

static LtpCode remember(LtpPlaces *places, const Resolved *resolved, LtpError *err)
{
    size_t n = resolved->count > 0 ? resolved->count : 1;
    LTP_TRY(ltp_grow((void **)&places->remembered, &places->capacity, places->n_remembered,
                     sizeof *places->remembered, err));
    LtpPlace *copy = ltp_malloc(n * sizeof *copy);
    if (copy == NULL)
        return ltp_fail_memory(err);
    memcpy(copy, resolved->places, n * sizeof *copy);
    places->remembered[places->n_remembered] = (Resolved){.places = copy, .count = resolved->count};
    return ltp_hash_set(places->keys, ltp_buf_text(&places->key), (int64_t)places->n_remembered++,
                        err);
}

/* The gazetteer's word on the cells; borrowed until the next call. */
static LtpCode resolve(LtpPlaces *places, const LtpPlaceCells *cells, Resolved *resolved,
                       LtpError *err)
{
    key_of(cells, &places->key);
    LTP_TRY(ltp_buf_check(&places->key, err));
    int64_t at = ltp_hash_get(places->keys, ltp_buf_text(&places->key));
    if (at >= 0) {
        *resolved = places->remembered[at];
        return LTP_OK;
    }
    memset(places->scratch, 0, sizeof places->scratch);
    *resolved = (Resolved){.places = places->scratch};
    places->scratch[0].unit = -1;
    ltp_gazetteer_resolve(places->gazetteer, cells, places->national != NULL ? is_national : NULL,
                          places, places->scratch, &resolved->count);
    return places->n_remembered < MAX_REMEMBERED ? remember(places, resolved, err) : LTP_OK;
}

/* The other country whose codes one of these is like, else NULL: the names beside it are not of
 * this one either, even where one of its communes carries the same. */
static const char *abroad(const LtpPlaces *places, const LtpPlaceCells *cells)
{
    const char *country = places->units->edition.country;
    if (ltp_places_blank(country))
        return NULL;
    for (int level = 0; level < LTP_LEVELS; level++) {
        const char *code = cells->code[level];
        const char *of = ltp_places_blank(code) ? NULL : ltp_country_of_code(code);
        if (of != NULL && strcmp(of, country) != 0 &&
            ltp_gazetteer_code(places->gazetteer, code, NULL) < 0)
            return of;
    }
    return NULL;
}

static void count_abroad(LtpPlaces *places, const char *country, int64_t row)
{
    if (places->n_abroad == 0)
        memcpy(places->abroad, country, 2); /* alpha-2; the third stays 0 */
    places->n_abroad += row != places->abroad_row && strcmp(country, places->abroad) == 0;
    places->abroad_row = row;
}

size_t ltp_places_abroad(const LtpPlaces *places, const char **country)
{
    *country = places->abroad;
    return places->n_abroad;
}

/* ---- locations ---- */

static const char *rule_of(const LtpPlace *place)
{
    if (place->flags & LTP_PLACE_NATIONAL)
        return "national";
    if (place->flags & (LTP_PLACE_CONFLICT | LTP_PLACE_UNCERTAIN))
        return "parent";
    return ltp_match_rule_name(place->rule);
}

void ltp_places_put(const LtpPlaces *places, LtpPlaced *placed, int32_t unit, const char *rule)
{
    for (size_t i = 0; i < placed->count; i++)
        if (placed->units[i] == unit)
            return;
    placed->units[placed->count] = unit;
    placed->locations[placed->count++] = (LtpLocation){
        .unit_id = places->units->units[unit].id, .rule = rule, .share = ltp_null_real()};
}

static LtpCode take_cells(LtpPlaces *places, const LtpWhere *where, const Resolved *resolved,
                          LtpFindings *findings, LtpPlaced *placed, LtpError *err)
{
    size_t said = resolved->count > 0 ? resolved->count : 1;
    for (size_t i = 0; i < said; i++) {
        const LtpPlace *place = &resolved->places[i];
        LTP_TRY(ltp_places_say_flags(places, where, place, findings, err));
        if (i >= resolved->count)
            break;
        if (place->flags & (LTP_PLACE_CONFLICT | LTP_PLACE_UNCERTAIN))
            placed->certain = false;
        if (place->unit >= 0)
            ltp_places_put(places, placed, place->unit, rule_of(place));
        else
            LTP_TRY(ltp_places_say(places, where, "place_partly_unknown", place, findings, err));
    }
    return LTP_OK;
}

/* A code without a level goes to its own; an unknown one to the analysis level, where it is found
 * missing. */
static void settle_any_code(const LtpPlaces *places, LtpWhere *where)
{
    if (where->any_code == NULL)
        return;
    int32_t unit = ltp_gazetteer_code(places->gazetteer, where->any_code, NULL);
    int level = unit >= 0 ? places->units->units[unit].level : places->units->edition.deepest_level;
    if (where->cells.code[level] == NULL)
        where->cells.code[level] = where->any_code;
}

/* A settlement places the row deeper than its cells do, where one unit alone inside the certain one
 * has a settlement of that name (ANALYSIS.md 3.7). */
static void take_settlement(const LtpPlaces *places, const LtpWhere *where, LtpPlaced *placed)
{
    if (places->settlements == NULL || ltp_places_blank(where->settlement) || placed->count != 1 ||
        !placed->certain ||
        places->units->units[placed->units[0]].level >= places->units->edition.deepest_level)
        return;
    int32_t unit = ltp_settlements_find(places->settlements, places->units, where->settlement,
                                        placed->units[0]);
    if (unit < 0)
        return;
    placed->count = 0;
    ltp_places_put(places, placed, unit, "settlement");
}

/* What a person decided of these cells together: it stands before everything that they say. */
static bool take_decision(const LtpPlaces *places, const LtpPlaceCells *cells, LtpPlaced *placed)
{
    const char *pcode = NULL;
    if (places->words == NULL ||
        !ltp_place_words_decided(places->words, cells->code, cells->name, &pcode))
        return false;
    int32_t unit = pcode != NULL ? ltp_units_find(places->units, pcode) : -1;
    if (unit >= 0)
        ltp_places_put(places, placed, unit, "alias");
    return pcode == NULL || unit >= 0;
}

LtpCode ltp_places_find(LtpPlaces *places, const LtpWhere *asked, LtpFindings *findings,
                        LtpPlaced *placed, LtpError *err)
{
    LtpWhere settled = *asked, *where = &settled;
    Resolved resolved = {.places = places->scratch};
    settle_any_code(places, where);
    placed->count = 0;
    placed->certain = true;
    placed->point = (LtpLonLat){.lon = ltp_null_real(), .lat = ltp_null_real()};
    bool blank = all_blank(&where->cells);
    const char *country;
    places->scratch[0] = (LtpPlace){.unit = -1};
    bool decided = !blank && take_decision(places, &where->cells, placed);
    if (decided) {
        blank = true; /* there is nothing more to be said of them */
    } else if (!blank && (country = abroad(places, &where->cells)) != NULL) {
        count_abroad(places, country, where->row);
        LTP_TRY(ltp_places_say(places, where, "code_unknown", NULL, findings, err));
    } else if (!blank) {
        LTP_TRY(resolve(places, &where->cells, &resolved, err));
        LTP_TRY(take_cells(places, where, &resolved, findings, placed, err));
    }
    bool by_cells = placed->count > 0;
    bool conflict = placed->count > 0 && (resolved.places[0].flags & LTP_PLACE_CONFLICT);
    LTP_TRY(ltp_places_point(places, where, conflict, findings, placed, err));
    take_settlement(places, where, placed);
    if (placed->count == 0)
        return ltp_places_say(places, where, "no_location", blank ? NULL : &resolved.places[0],
                              findings, err);
    if (!blank && !by_cells)
        return ltp_places_say(places, where, "place_partly_unknown", &resolved.places[0], findings,
                              err);
    return LTP_OK;
}

void ltp_placed_add(LtpPlaced *all, const LtpPlaced *one)
{
    for (size_t i = 0; i < one->count; i++) {
        size_t k = 0;
        while (k < all->count && all->units[k] != one->units[i])
            k++;
        if (k < all->count || all->count == LTP_MAX_PLACES)
            continue;
        all->units[all->count] = one->units[i];
        all->locations[all->count++] = one->locations[i];
    }
}
