/* Place names to units, hierarchically, refusing what is not certain (ANALYSIS.md 3). A wrong code
 * is worse than no code. It knows nothing of any country: units, names and aliases are given to it;
 * the generic words ("commune de", "cercle de", "district") are data too. */
#ifndef LTP_GIS_GAZETTEER_H
#define LTP_GIS_GAZETTEER_H

#include "base/mem.h"

typedef struct LtpGazetteer LtpGazetteer;

typedef struct LtpGazetteerUnit {
    int level;
    int32_t parent; /* index of the parent, -1 = none */
    const char *pcode, *name;
    const char *const *other_names; /* NULL-terminated; may be NULL */
} LtpGazetteerUnit;

typedef struct LtpGazetteerAlias {
    int level;
    const char *words;  /* as in the cell */
    const char *parent; /* P-code of the unit above, NULL = any */
    const char *pcode;  /* the unit meant; NULL = these words are no place */
} LtpGazetteerAlias;

/* Zero-initialise. Everything is copied. */
typedef struct LtpGazetteerInput {
    const LtpGazetteerUnit *units;
    size_t n_units;
    const LtpGazetteerAlias *aliases;
    size_t n_aliases;
    const char *iso2, *iso3;    /* "ML", "MLI": ISO3-prefixed codes are made ISO2; NULL unknown */
    const char *const *generic; /* NULL-terminated words that are no part of a name ("commune de",
                                   "cercle"); NULL = the list of generic_words.def */
} LtpGazetteerInput;

/* The result does not depend on the order of units. */
LtpCode ltp_gazetteer_new(const LtpGazetteerInput *input, LtpGazetteer **gazetteer,
                          LtpError *err) LTP_MUST_CHECK;
void ltp_gazetteer_free(LtpGazetteer *gazetteer);

/* The unit of a code as typed: trimmed, upper-cased, ISO3 prefix made ISO2, then exact. -1 = none.
 * `looks_like_code` (may be NULL) says whether the text has the form of a code at all. */
int32_t ltp_gazetteer_code(const LtpGazetteer *gazetteer, const char *text, bool *looks_like_code);

typedef enum LtpMatchRule {
    LTP_MATCH_NONE,
    LTP_MATCH_CODE,
    LTP_MATCH_EXACT,
    LTP_MATCH_ALIAS,
    LTP_MATCH_FUZZY
} LtpMatchRule;

const char *ltp_match_rule_name(LtpMatchRule rule); /* "none", "code", "exact" ... */

enum { LTP_MAX_CANDIDATES = 5 };

typedef struct LtpMatch {
    int32_t unit;      /* the deepest unit that is certain; -1 = none */
    LtpMatchRule rule; /* how `unit` was found */
    double score;      /* confidence 0..1 of the rule; 1 for exact */
    bool refused;      /* the words may be a place, but which is not certain */
    size_t n_candidates;
    struct {
        int32_t unit;
        double score;
        const char
            *reason; /* constant: "homonym" (several carry the name), "elsewhere" (not under the
                        stated parent), "similar", "part" (the words are part of its name),
                        "number" (only its number differs), "above" (a unit the row is in) */
    } candidates[LTP_MAX_CANDIDATES]; /* best first */
} LtpMatch;

/* One name of a level under a parent (-1 = not given: accepted only when the name is unique). The
 * parent may be any ancestor. What is not exact is FUZZY: taken when near enough and clearly nearer
 * than the next, never across numbers, never when the words are exactly another unit. */
void ltp_gazetteer_name(const LtpGazetteer *gazetteer, const char *text, int level, int32_t parent,
                        LtpMatch *match);

/* Every unit that carries this name after folding, at any level: up to `max` indexes by (level,
 * P-code); returns how many there are in all. Used to tell "another unit carries that name". */
size_t ltp_gazetteer_named(const LtpGazetteer *gazetteer, const char *text, int32_t *units,
                           size_t max);
/* Whether the unit carries this name (or an alternative, or an alias of it) after folding. */
bool ltp_gazetteer_carries(const LtpGazetteer *gazetteer, int32_t unit, const char *text);

/* The place cells of a row as typed, by level (NULL or "" = blank). */
typedef struct LtpPlaceCells {
    const char *code[5], *name[5];
} LtpPlaceCells;

enum { LTP_MAX_PLACES = 64 }; /* of one row; what is beyond is told as UNCERTAIN */

/* What a row's cells say. One entry for each place of a cell with several; units are distinct. A
 * part that is no certain place, beside parts that are, has unit -1 and its candidates. */
typedef struct LtpPlace {
    int32_t unit;      /* deepest unit on which all cells agree; -1 = none */
    LtpMatchRule rule; /* how its own cell was matched */
    double score;
    unsigned flags; /* enum LtpPlaceFlags: what is to be warned of */
    LtpMatch match; /* of the deepest cell, with candidates when refused */
} LtpPlace;

enum LtpPlaceFlags {
    LTP_PLACE_CONFLICT = 1,     /* code and name are two units: their common ancestor was taken */
    LTP_PLACE_NAME_UNKNOWN = 2, /* a code stands though its name matches no unit */
    LTP_PLACE_CODE_UNKNOWN = 4, /* a text of a code's form that the edition does not have */
    LTP_PLACE_WRONG_COLUMN = 8, /* a known code in another level's column */
    LTP_PLACE_UNCERTAIN = 16,   /* a deeper cell could not be settled: an ancestor was taken */
    LTP_PLACE_PARENT_CONFLICT =
        32,                 /* a cell above names another unit, or none, or is swapped with it */
    LTP_PLACE_NATIONAL = 64 /* "national", "tout le pays": level 0 */
};

/* Resolves a row's cells by ANALYSIS.md 3.1-3.3 and 3.6. `*count` places (0 = none resolves;
 * `places[0]` then still holds flags and candidates). `is_national` may be NULL: tells words for
 * the whole country. */
void ltp_gazetteer_resolve(const LtpGazetteer *gazetteer, const LtpPlaceCells *row,
                           bool (*is_national)(const char *words, void *arg), void *arg,
                           LtpPlace *places, size_t *count);

size_t ltp_gazetteer_count(const LtpGazetteer *gazetteer);
/* The deepest unit that holds both (one of them, if it holds the other); -1 = none. */
int32_t ltp_gazetteer_common(const LtpGazetteer *gazetteer, int32_t a, int32_t b);
bool ltp_gazetteer_within(const LtpGazetteer *gazetteer, int32_t unit, int32_t ancestor);

#endif
