#include "importers/places.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/number.h"
#include "gis/locator.h"
#include "importers/countries.h"
#include "importers/points.h"

#include <string.h>

/* ANALYSIS.md 3.4: a point outside every commune belongs to the nearest within this distance. */
#define SNAP_KM 1.0

/* Distinct cells remembered; beyond that rows are resolved one by one. */
enum { MAX_REMEMBERED = 50000 };

/* What the gazetteer said of some cells. */
typedef struct Resolved {
    LtpPlace *places; /* owned; at least one, also when count is 0 */
    size_t count;
} Resolved;

struct LtpPlaces {
    const LtpUnits *units;
    const LtpVocabulary *national;
    const LtpPlaceWords *words; /* may be NULL */
    LtpUnits *const *others;    /* other editions, borrowed */
    size_t n_others;
    const LtpSettlements *settlements; /* may be NULL */
    LtpGazetteer *gazetteer;
    LtpLocator *locator;   /* of the analysis level; NULL without geometry */
    int32_t first_located; /* unit of polygon 0 */
    LtpHash *keys;         /* cells -> index in remembered */
    Resolved *remembered;
    size_t n_remembered, capacity;
    LtpPlace scratch[LTP_MAX_PLACES];
    LtpBuf key, value, detail;
};

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

static bool is_blank(const char *text)
{
    return text == NULL || text[0] == '\0';
}

static bool all_blank(const LtpPlaceCells *cells)
{
    for (int level = 0; level < LTP_LEVELS; level++)
        if (!is_blank(cells->code[level]) || !is_blank(cells->name[level]))
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
        ltp_buf_puts(key, is_blank(cells->code[level]) ? "" : cells->code[level]);
        ltp_buf_putc(key, '\x1e');
        ltp_buf_puts(key, is_blank(cells->name[level]) ? "" : cells->name[level]);
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

/* ---- what is to be said ---- */

/* The cells as a person reads them: "ML05 Mopti > ML0506 Djenné". */
static const char *words_of(LtpPlaces *places, const LtpPlaceCells *cells)
{
    LtpBuf *out = &places->value;
    ltp_buf_clear(out);
    for (int level = 0; level < LTP_LEVELS; level++) {
        bool code = !is_blank(cells->code[level]), name = !is_blank(cells->name[level]);
        if (!code && !name)
            continue;
        ltp_buf_printf(out, "%s%s%s%s", out->size > 0 ? " > " : "", code ? cells->code[level] : "",
                       code && name ? " " : "", name ? cells->name[level] : "");
    }
    return ltp_buf_text(out);
}

/* The deepest filled cell's field name. */
static const char *column_of(const LtpPlaceCells *cells)
{
    static const char *const codes[] = {"adm0_code", "adm1_code", "adm2_code", "adm3_code",
                                        "adm4_code"};
    static const char *const names[] = {"adm0_name", "adm1_name", "adm2_name", "adm3_name",
                                        "adm4_name"};
    for (int level = LTP_LEVELS - 1; level >= 0; level--) {
        if (!is_blank(cells->name[level]))
            return names[level];
        if (!is_blank(cells->code[level]))
            return codes[level];
    }
    return NULL;
}

/* The cells as they stand, by level from 0: [[code, name], ...]. */
static void put_cells(LtpJson *json, const LtpPlaceCells *cells)
{
    ltp_json_array(json);
    for (int level = 0; level < LTP_LEVELS; level++) {
        ltp_json_array(json);
        ltp_json_string(json, is_blank(cells->code[level]) ? "" : cells->code[level]);
        ltp_json_string(json, is_blank(cells->name[level]) ? "" : cells->name[level]);
        ltp_json_end_array(json);
    }
    ltp_json_end_array(json);
}

/* {"edition":..., "cells":[[code,name]...], "kept":...,
 * "candidates":[{"pcode","name","score","reason"}]}: what review shows and proposes. */
static const char *detail_of(LtpPlaces *places, const LtpPlaceCells *cells, const LtpPlace *place)
{
    const LtpUnit *units = places->units->units;
    LtpJson json = {.out = &places->detail};
    ltp_buf_clear(&places->detail);
    ltp_json_object(&json);
    ltp_json_key(&json, "edition");
    ltp_json_string(&json, places->units->edition.name);
    ltp_json_key(&json, "cells");
    put_cells(&json, cells);
    ltp_json_key(&json, "kept");
    ltp_json_string(&json, place->unit >= 0 ? units[place->unit].pcode : NULL);
    ltp_json_key(&json, "candidates");
    ltp_json_array(&json);
    for (size_t i = 0; i < place->match.n_candidates; i++) {
        const LtpUnit *unit = &units[place->match.candidates[i].unit];
        ltp_json_object(&json);
        ltp_json_key(&json, "pcode");
        ltp_json_string(&json, unit->pcode);
        ltp_json_key(&json, "name");
        ltp_json_string(&json, unit->name);
        ltp_json_key(&json, "score");
        ltp_json_real(&json, place->match.candidates[i].score);
        ltp_json_key(&json, "reason");
        ltp_json_string(&json, place->match.candidates[i].reason);
        ltp_json_end_object(&json);
    }
    ltp_json_end_array(&json);
    ltp_json_end_object(&json);
    return ltp_buf_text(&places->detail);
}

static LtpCode say(LtpPlaces *places, const LtpWhere *where, const char *code,
                   const LtpPlace *place, LtpFindings *findings, LtpError *err)
{
    LtpFinding finding = {.code = code,
                          .row = where->row,
                          .column = column_of(&where->cells),
                          .value = words_of(places, &where->cells),
                          .detail = place != NULL ? detail_of(places, &where->cells, place) : NULL};
    return ltp_findings_add(findings, &finding, err);
}

/* Whether a code of the cells that this edition lacks belongs to another loaded one. */
static bool is_elsewhere(const LtpPlaces *places, const LtpPlaceCells *cells)
{
    for (int level = 0; level < LTP_LEVELS; level++) {
        const char *code = cells->code[level];
        if (is_blank(code) || ltp_gazetteer_code(places->gazetteer, code, NULL) >= 0)
            continue;
        for (size_t i = 0; i < places->n_others; i++)
            if (ltp_units_find(places->others[i], code) >= 0)
                return true;
    }
    return false;
}

static LtpCode say_flags(LtpPlaces *places, const LtpWhere *where, const LtpPlace *place,
                         LtpFindings *findings, LtpError *err)
{
    static const struct {
        unsigned flag;
        const char *code;
    } texts[] = {
        {LTP_PLACE_CONFLICT, "code_name_conflict"}, {LTP_PLACE_NAME_UNKNOWN, "code_name_unknown"},
        {LTP_PLACE_CODE_UNKNOWN, "code_unknown"},   {LTP_PLACE_WRONG_COLUMN, "code_wrong_column"},
        {LTP_PLACE_UNCERTAIN, "place_uncertain"},   {LTP_PLACE_PARENT_CONFLICT, "parent_conflict"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *code = texts[i].code;
        if (!(place->flags & texts[i].flag))
            continue;
        if (texts[i].flag == LTP_PLACE_CODE_UNKNOWN && is_elsewhere(places, &where->cells))
            code = "code_other_edition";
        LTP_TRY(say(places, where, code, place, findings, err));
    }
    return LTP_OK;
}

/* Whether a code begins like those of another country: the names beside it are not of this one
 * either, even where one of its communes carries the same. */
static bool is_abroad(const LtpPlaces *places, const LtpPlaceCells *cells)
{
    const char *country = places->units->edition.country;
    if (is_blank(country))
        return false;
    for (int level = 0; level < LTP_LEVELS; level++) {
        const char *code = cells->code[level];
        const char *of = is_blank(code) ? NULL : ltp_country_of_code(code);
        if (of != NULL && strcmp(of, country) != 0 &&
            ltp_gazetteer_code(places->gazetteer, code, NULL) < 0)
            return true;
    }
    return false;
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

static void put_location(const LtpPlaces *places, LtpPlaced *placed, int32_t unit, const char *rule)
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
        LTP_TRY(say_flags(places, where, place, findings, err));
        if (i >= resolved->count)
            break;
        if (place->flags & (LTP_PLACE_CONFLICT | LTP_PLACE_UNCERTAIN))
            placed->certain = false;
        if (place->unit >= 0)
            put_location(places, placed, place->unit, rule_of(place));
        else
            LTP_TRY(say(places, where, "place_partly_unknown", place, findings, err));
    }
    return LTP_OK;
}

/* ---- points ---- */

static LtpCode say_point(const LtpWhere *where, const char *code, LtpFindings *findings,
                         LtpError *err)
{
    LtpBuf value = {0};
    ltp_buf_printf(&value, "%s%s%s", where->lat != NULL ? where->lat : "",
                   where->lat != NULL && where->lon != NULL ? " ; " : "",
                   where->lon != NULL ? where->lon : "");
    LtpFinding finding = {
        .code = code, .row = where->row, .column = "lat", .value = ltp_buf_text(&value)};
    LtpCode rc = ltp_findings_add(findings, &finding, err);
    ltp_buf_release(&value);
    return rc;
}

/* Where a point lies. */
typedef struct Located {
    int32_t unit; /* -1 = in none */
    const char *rule;
} Located;

/* The unit of a point, turned round when only that falls inside. */
static LtpCode locate(LtpPlaces *places, const LtpWhere *where, LtpLonLat *point,
                      LtpFindings *findings, Located *located, LtpError *err)
{
    double distance_km;
    located->rule = "point";
    int32_t polygon = ltp_locator_find(places->locator, *point);
    if (polygon < 0) {
        polygon = ltp_locator_nearest(places->locator, *point, SNAP_KM, &distance_km);
        if (polygon >= 0)
            located->rule = "snapped";
    }
    if (polygon < 0) {
        LtpLonLat swapped = {.lon = point->lat, .lat = point->lon};
        polygon = ltp_locator_find(places->locator, swapped);
        if (polygon >= 0) {
            *point = swapped;
            LTP_TRY(say_point(where, "point_swapped", findings, err));
        }
    }
    located->unit = polygon >= 0 ? places->first_located + polygon : -1;
    return polygon >= 0 ? LTP_OK : say_point(where, "point_outside", findings, err);
}

/* Whether one of the units holds the other. */
static bool related(const LtpPlaces *places, int32_t a, int32_t b)
{
    return ltp_gazetteer_within(places->gazetteer, a, b) ||
           ltp_gazetteer_within(places->gazetteer, b, a);
}

/* Where the cells name nothing, or only an ancestor that holds the point, the point's unit is used.
 * Where they name a unit that doesn't hold it, the cells win. `conflict`: cells that contradict
 * each other wait for a person, whatever the point says. */
static LtpCode take_point(const LtpPlaces *places, const LtpWhere *where, const Located *located,
                          bool conflict, LtpFindings *findings, LtpPlaced *placed, LtpError *err)
{
    bool holds = placed->count == 0;
    for (size_t i = 0; i < placed->count; i++)
        holds = holds || related(places, placed->units[i], located->unit);
    if (!holds)
        return say_point(where, "point_outside_unit", findings, err);
    bool cells_stand = placed->count > 1 || conflict ||
                       (placed->count == 1 &&
                        ltp_gazetteer_within(places->gazetteer, placed->units[0], located->unit));
    if (cells_stand)
        return LTP_OK;
    placed->count = 0;
    placed->certain = true;
    put_location(places, placed, located->unit, located->rule);
    return strcmp(located->rule, "snapped") == 0 ? say_point(where, "point_snapped", findings, err)
                                                 : LTP_OK;
}

static LtpCode place_point(LtpPlaces *places, const LtpWhere *where, bool conflict,
                           LtpFindings *findings, LtpPlaced *placed, LtpError *err)
{
    LtpLonLat point;
    Located located = {.unit = -1};
    LtpPointStatus status = ltp_point_read(where->lat, where->lon, &point);
    if (status == LTP_POINT_MISSING)
        return LTP_OK;
    if (status == LTP_POINT_UNREADABLE)
        return say_point(where, "point_unreadable", findings, err);
    if (places->locator != NULL)
        LTP_TRY(locate(places, where, &point, findings, &located, err));
    placed->point = point;
    return located.unit >= 0 ? take_point(places, where, &located, conflict, findings, placed, err)
                             : LTP_OK;
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
    if (places->settlements == NULL || is_blank(where->settlement) || placed->count != 1 ||
        !placed->certain ||
        places->units->units[placed->units[0]].level >= places->units->edition.deepest_level)
        return;
    int32_t unit = ltp_settlements_find(places->settlements, places->units, where->settlement,
                                        placed->units[0]);
    if (unit < 0)
        return;
    placed->count = 0;
    put_location(places, placed, unit, "settlement");
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
        put_location(places, placed, unit, "alias");
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
    places->scratch[0] = (LtpPlace){.unit = -1};
    bool decided = !blank && take_decision(places, &where->cells, placed);
    if (decided) {
        blank = true; /* there is nothing more to be said of them */
    } else if (!blank && is_abroad(places, &where->cells)) {
        LTP_TRY(say(places, where, "code_unknown", NULL, findings, err));
    } else if (!blank) {
        LTP_TRY(resolve(places, &where->cells, &resolved, err));
        LTP_TRY(take_cells(places, where, &resolved, findings, placed, err));
    }
    bool by_cells = placed->count > 0;
    bool conflict = placed->count > 0 && (resolved.places[0].flags & LTP_PLACE_CONFLICT);
    LTP_TRY(place_point(places, where, conflict, findings, placed, err));
    take_settlement(places, where, placed);
    if (placed->count == 0)
        return say(places, where, "no_location", blank ? NULL : &resolved.places[0], findings, err);
    if (!blank && !by_cells)
        return say(places, where, "place_partly_unknown", &resolved.places[0], findings, err);
    return LTP_OK;
}
