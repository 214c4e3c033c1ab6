/* What a gazetteer holds. Internal to gis/ and its tests. */
#ifndef LTP_GIS_GAZETTEER_INDEX_H
#define LTP_GIS_GAZETTEER_INDEX_H

#include "base/hash.h"
#include "gis/gazetteer.h"
#include "gis/gazetteer_name.h"
#include "gis/gazetteer_sound.h"

enum { LTP_NO_UNIT = -1, LTP_PLACE_LEVELS = 5 };

typedef struct LtpGazUnit {
    int level;
    int32_t parent;
    int32_t rank; /* place in the order by level, then P-code: all ties are settled by it */
    const char *pcode;
    size_t first_sound, end_sound;  /* its names in `sounds` */
    size_t first_child, n_children; /* in `children` */
} LtpGazUnit;

/* One way of writing a unit's name. Entries of one key are chained by rank. */
typedef struct LtpGazEntry {
    int32_t unit;
    int32_t next;  /* entry of the same key; -1 = last */
    bool stripped; /* generic words were taken off: weaker than the name as it stands */
} LtpGazEntry;

typedef struct LtpGazAlias {
    int level;
    int32_t parent; /* LTP_NO_UNIT = any */
    int32_t unit;   /* LTP_NO_UNIT = no place */
    int32_t next;
} LtpGazAlias;

struct LtpGazetteer {
    LtpArena arena; /* texts */
    LtpGazUnit *units;
    size_t n_units;
    int32_t *by_rank;  /* unit of a rank */
    int32_t *children; /* units parent by parent, by rank within one */
    int deepest;       /* deepest level there is */
    unsigned levels;   /* bit i: there are units of level i */
    char *iso2, *iso3;
    LtpGenericWords generic;
    LtpHash *codes; /* upper-cased code to unit */
    LtpHash *names; /* form to first entry */
    LtpGazEntry *entries;
    size_t n_entries, entries_capacity;
    LtpSoundCosts sound_costs;
    struct LtpSoundName *sounds; /* gazetteer_near.h */
    size_t n_sounds, sounds_capacity;
    LtpHash *alias_words; /* form to first alias */
    LtpGazAlias *aliases;
    size_t n_aliases;
};

/* A code trimmed and upper-cased; false when it is too long for one. */
enum { LTP_CODE_SIZE = 32 };
bool ltp_code_read(const char *text, char code[LTP_CODE_SIZE]);

/* The key in `names` under which a form is found whatever its numbers: no form begins with "=". */
void ltp_letters_key(const LtpNameForm *form, char key[LTP_FORM_SIZE + 1]);

/* The units that carry a name, by rank. */
enum { LTP_MAX_HITS = 64 };
typedef struct LtpHits {
    int32_t units[LTP_MAX_HITS];
    size_t count; /* more than LTP_MAX_HITS: the rest is not in `units` */
} LtpHits;

enum { LTP_ANY_LEVEL = -1 };

/* Exact after folding, the name as it stands before its forms without generic words: units of
 * `level` (or LTP_ANY_LEVEL) within `parent` (or LTP_NO_UNIT). */
void ltp_gazetteer_exact(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, LtpHits *hits);

/* The same for the letters of a form alone, whatever its numbers. */
void ltp_gazetteer_letters(const LtpGazetteer *gazetteer, const LtpNameForm *form, int level,
                           int32_t parent, LtpHits *hits);

/* Whether the unit `above` or one above it carries the words in parentheses. */
bool ltp_gazetteer_qualified(const LtpGazetteer *gazetteer, int32_t above, const char *qualifier);

bool ltp_gazetteer_carries_name(const LtpGazetteer *gazetteer, int32_t unit, const LtpName *name);

/* The alias of these words at this level, as they stand or without generic words ("région de"); of
 * several the one with the deepest parent. False = none. */
bool ltp_gazetteer_alias(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, int32_t *unit);

int32_t ltp_gazetteer_ancestor(const LtpGazetteer *gazetteer, int32_t unit, int level);

/* ltp_gazetteer_name for a name that was read already. */
void ltp_gazetteer_match(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, LtpMatch *match);

/* Resolves cells of one place each: ltp_gazetteer_resolve without the cutting. */
typedef struct LtpNational {
    bool (*is_national)(const char *words, void *arg); /* NULL = no such words */
    void *arg;
} LtpNational;
void ltp_gazetteer_resolve_one(const LtpGazetteer *gazetteer, const LtpPlaceCells *cells,
                               const LtpNational *national, LtpPlace *place);

#endif
