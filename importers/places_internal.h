/* What the files importers/places*.c share. */
#ifndef LTP_IMPORTERS_PLACES_INTERNAL_H
#define LTP_IMPORTERS_PLACES_INTERNAL_H

#include "base/hash.h"
#include "gis/locator.h"
#include "importers/places.h"

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
    /* Rows with a code of another country: the country found first. */
    char abroad[3];
    size_t n_abroad;
    int64_t abroad_row; /* the last such row, so that it counts once */
};

/* A blank cell is NULL or empty. */
bool ltp_places_blank(const char *text);

/* A finding on the place cells of a row; `place` NULL = nothing to propose in review. */
LtpCode ltp_places_say(LtpPlaces *places, const LtpWhere *where, const char *code,
                       const LtpPlace *place, LtpFindings *findings, LtpError *err) LTP_MUST_CHECK;
/* What the gazetteer found odd about one place of the cells. */
LtpCode ltp_places_say_flags(LtpPlaces *places, const LtpWhere *where, const LtpPlace *place,
                             LtpFindings *findings, LtpError *err) LTP_MUST_CHECK;

/* Adds a location; a unit named twice counts once. */
void ltp_places_put(const LtpPlaces *places, LtpPlaced *placed, int32_t unit, const char *rule);

/* Puts the point of the row, if it states one, to the places of its cells. `conflict`: the cells
 * contradict each other and wait for a person. */
LtpCode ltp_places_point(LtpPlaces *places, const LtpWhere *where, bool conflict,
                         LtpFindings *findings, LtpPlaced *placed, LtpError *err) LTP_MUST_CHECK;

#endif
