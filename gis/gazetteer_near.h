/* The units whose names are near to what a cell says. Internal to gis/ and its tests. */
#ifndef LTP_GIS_GAZETTEER_NEAR_H
#define LTP_GIS_GAZETTEER_NEAR_H

#include "gis/gazetteer_index.h"

/* One way of writing a unit's name, ready to be compared. */
typedef struct LtpSoundName {
    int32_t unit;
    const char *numbers; /* of its form: equal or the names are different places */
    const char *words;   /* folded, a space between words */
    LtpSound sound;
} LtpSoundName;

typedef struct LtpNear {
    int32_t unit;
    const LtpSoundName *name; /* its name that is nearest */
    const LtpSound *text;     /* the form of the cell that is */
    double distance;
} LtpNear;

/* The cell's forms as sounds, and the units found near them, nearest first, each once. */
typedef struct LtpNearest {
    LtpSound texts[LTP_MAX_FORMS];
    LtpNear items[LTP_MAX_CANDIDATES];
    size_t count;
    size_t n_units; /* how many units were looked at */
} LtpNearest;

/* The units of `level` within `parent` (LTP_NO_UNIT = anywhere), one by one by rank. */
typedef struct LtpUnitWalk {
    const LtpGazetteer *gazetteer;
    int level;
    int32_t parent;
    size_t at;
} LtpUnitWalk;
LtpUnitWalk ltp_unit_walk(const LtpGazetteer *gazetteer, int level, int32_t parent);
int32_t ltp_unit_walk_next(LtpUnitWalk *walk); /* LTP_NO_UNIT at the end */

/* Units of `level` within `parent` not farther than `limit` whose numbers are those of the cell. */
void ltp_gazetteer_near(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                        int32_t parent, double limit, LtpNearest *nearest);

/* What is known of the nearest unit, by which it is judged: its distance; how much farther the
 * second is (at most `margin_most`, `reach` standing for a second that is not there); Jaro-Winkler
 * similarity; whether first and last letter agree; logarithms of the letters and of the units
 * looked at. */
enum LtpFeature {
    LTP_FEATURE_DISTANCE,
    LTP_FEATURE_MARGIN,
    LTP_FEATURE_ALIKE,
    LTP_FEATURE_FIRST,
    LTP_FEATURE_LAST,
    LTP_FEATURE_LETTERS,
    LTP_FEATURE_UNITS,
    LTP_N_FEATURES
};

typedef struct LtpReach {
    double reach; /* names farther away are not looked at */
    double margin_most;
} LtpReach;
extern const LtpReach ltp_reach_in_parent, ltp_reach_in_country;

void ltp_gazetteer_features(const LtpNearest *nearest, const LtpReach *reach,
                            double features[LTP_N_FEATURES]);

/* Units of `level` within `parent` of whose name the words of the cell are a part: its first or
 * last words, or all of them cut short ("Dia. Gory"), links aside. */
void ltp_gazetteer_part(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                        int32_t parent, LtpHits *hits);

/* What ltp_gazetteer_match does when the name is nowhere as it is written. `in_parent`: the parent
 * stands right above the level. */
void ltp_gazetteer_fuzzy(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, bool in_parent, LtpMatch *match);

/* The candidates of a match that was refused, with the units of `parent` that look like the name.
 */
void ltp_gazetteer_offer(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, LtpMatch *match);

/* Makes the index of sounds; the gazetteer has its units and names. */
LtpCode ltp_gazetteer_add_sounds(LtpGazetteer *gazetteer, const LtpGazetteerInput *input,
                                 LtpError *err) LTP_MUST_CHECK;

#endif
