/* What is to be said of the place cells of a row. */
#include "importers/places_internal.h"

#include "base/json.h"

/* The cells as a person reads them: "ML05 Mopti > ML0506 Djenné". */
static const char *words_of(LtpPlaces *places, const LtpPlaceCells *cells)
{
    LtpBuf *out = &places->value;
    ltp_buf_clear(out);
    for (int level = 0; level < LTP_LEVELS; level++) {
        bool code = !ltp_places_blank(cells->code[level]),
             name = !ltp_places_blank(cells->name[level]);
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
        if (!ltp_places_blank(cells->name[level]))
            return names[level];
        if (!ltp_places_blank(cells->code[level]))
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
        ltp_json_string(json, ltp_places_blank(cells->code[level]) ? "" : cells->code[level]);
        ltp_json_string(json, ltp_places_blank(cells->name[level]) ? "" : cells->name[level]);
        ltp_json_end_array(json);
    }
    ltp_json_end_array(json);
}

static void put_candidate(LtpJson *json, const LtpUnit *unit, double score, const char *reason)
{
    ltp_json_object(json);
    ltp_json_key(json, "pcode");
    ltp_json_string(json, unit->pcode);
    ltp_json_key(json, "name");
    ltp_json_string(json, unit->name);
    ltp_json_key(json, "score");
    ltp_json_real(json, score);
    ltp_json_key(json, "reason");
    ltp_json_string(json, reason);
    ltp_json_end_object(json);
}

/* Where code and name are two places, both are candidates: those of the deepest cells that differ.
 */
static void put_both_sides(LtpJson *json, const LtpPlaces *places, const LtpPlaceCells *cells)
{
    enum { SHOWN = 4 };
    int32_t named[SHOWN];
    for (int level = LTP_LEVELS - 1; level >= 0; level--) {
        if (ltp_places_blank(cells->code[level]) || ltp_places_blank(cells->name[level]))
            continue;
        int32_t coded = ltp_gazetteer_code(places->gazetteer, cells->code[level], NULL);
        if (coded < 0 || ltp_gazetteer_carries(places->gazetteer, coded, cells->name[level]))
            continue;
        size_t n = ltp_gazetteer_named(places->gazetteer, cells->name[level], named, SHOWN);
        put_candidate(json, &places->units->units[coded], ltp_null_real(), "code");
        for (size_t i = 0; i < n && i < SHOWN; i++)
            put_candidate(json, &places->units->units[named[i]], ltp_null_real(), "exact");
        return;
    }
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
    for (size_t i = 0; i < place->match.n_candidates; i++)
        put_candidate(&json, &units[place->match.candidates[i].unit],
                      place->match.candidates[i].score, place->match.candidates[i].reason);
    if (place->match.n_candidates == 0 && (place->flags & LTP_PLACE_CONFLICT))
        put_both_sides(&json, places, cells);
    ltp_json_end_array(&json);
    ltp_json_end_object(&json);
    return ltp_buf_text(&places->detail);
}

LtpCode ltp_places_say(LtpPlaces *places, const LtpWhere *where, const char *code,
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
        if (ltp_places_blank(code) || ltp_gazetteer_code(places->gazetteer, code, NULL) >= 0)
            continue;
        for (size_t i = 0; i < places->n_others; i++)
            if (ltp_units_find(places->others[i], code) >= 0)
                return true;
    }
    return false;
}

LtpCode ltp_places_say_flags(LtpPlaces *places, const LtpWhere *where, const LtpPlace *place,
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
        if (texts[i].flag == LTP_PLACE_UNCERTAIN && place->unit < 0)
            continue; /* nothing is kept: that is no place, not an uncertain one */
        if (texts[i].flag == LTP_PLACE_CODE_UNKNOWN && is_elsewhere(places, &where->cells))
            code = "code_other_edition";
        LTP_TRY(ltp_places_say(places, where, code, place, findings, err));
    }
    return LTP_OK;
}
