/* Where a row is: its place cells and its point as locations of one edition (ANALYSIS.md 3.1-3.7).
 */
#ifndef LTP_IMPORTERS_PLACES_H
#define LTP_IMPORTERS_PLACES_H

#include "gis/gazetteer.h"
#include "gis/geom.h"
#include "importers/findings.h"
#include "importers/settlements.h"
#include "layers/records.h"
#include "layers/review.h"
#include "layers/units.h"

/* Names and outlines of an edition, ready to be asked. Free with ltp_places_free. */
typedef struct LtpPlaces LtpPlaces;

/* `units` is borrowed; points can be placed only if it was loaded with geometry. `national` is the
 * vocabulary of words for the whole country, `words` what people decided; borrowed, NULL = none. */
LtpCode ltp_places_new(const LtpUnits *units, const LtpVocabulary *national,
                       const LtpPlaceWords *words, LtpPlaces **places,
                       LtpError *err) LTP_MUST_CHECK;
void ltp_places_free(LtpPlaces *places);
/* Codes that the edition does not have but one of these does are told apart; borrowed. */
void ltp_places_other_editions(LtpPlaces *places, LtpUnits *const *others, size_t count);
/* Villages find their commune through these; borrowed, NULL = none. */
void ltp_places_settlements(LtpPlaces *places, const LtpSettlements *settlements);
/* How many rows so far had a code of another country than the edition's, and which country (ISO
 * 3166-1 alpha-2, borrowed; the one met first). */
size_t ltp_places_abroad(const LtpPlaces *places, const char **country);
const LtpGazetteer *ltp_places_gazetteer(const LtpPlaces *places); /* borrowed */

/* The gazetteer of an edition, with the aliases people gave (`words` may be NULL). */
LtpCode ltp_gazetteer_of_units(const LtpUnits *units, const LtpPlaceWords *words,
                               LtpGazetteer **gazetteer, LtpError *err) LTP_MUST_CHECK;

/* The cells of a row that say where it is; NULL = blank. */
typedef struct LtpWhere {
    LtpPlaceCells cells;
    const char *any_code;   /* a code in a column of no stated level */
    const char *settlement; /* a village, quarter or site; NULL */
    const char *lat, *lon;  /* degrees; "lat lon altitude accuracy" in either, as Kobo writes it */
    int64_t row;
} LtpWhere;

/* What came of them. */
typedef struct LtpPlaced {
    LtpLocation locations[LTP_MAX_PLACES];
    int32_t units[LTP_MAX_PLACES]; /* the same as indexes of the edition */
    size_t count;                  /* 0: no location resolves */
    bool certain;    /* no place was settled at a level above the one the cells name */
    LtpLonLat point; /* as stated (swapped back if it was swapped); NaN = none */
} LtpPlaced;

/* Adds the places of `one` that `all` has not. */
void ltp_placed_add(LtpPlaced *all, const LtpPlaced *one);

/* Fills `placed`; what is to be warned of goes to `findings`, no_location among them. */
LtpCode ltp_places_find(LtpPlaces *places, const LtpWhere *where, LtpFindings *findings,
                        LtpPlaced *placed, LtpError *err) LTP_MUST_CHECK;

#endif
