/* How far apart two names are as people write and hear them. Internal to gis/.
 *
 * Names are letters after folding (base/text.h), one code point each. The costs follow what French
 * and English spellers disagree on when they write names they hear: c and k, i and y, s and z, ou
 * and w, dj and di, doubled letters, a silent h or final e, a nasal before a consonant. */
#ifndef LTP_GIS_GAZETTEER_SOUND_H
#define LTP_GIS_GAZETTEER_SOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LTP_SOUND_SIZE = 64 }; /* letters; what is longer is cut */

/* Where a letter was lost ("K?ni?ba"); stands for any one letter. */
enum { LTP_LOST_LETTER = '?' };

/* Letters with what each costs where the other name has none. */
typedef struct LtpSpelled {
    uint16_t text[LTP_SOUND_SIZE];
    uint8_t class[LTP_SOUND_SIZE]; /* of each letter: its row in LtpSoundCosts */
    float cost[LTP_SOUND_SIZE];
    uint8_t n;
} LtpSpelled;

typedef struct LtpSound {
    LtpSpelled letters;
    LtpSpelled key;      /* as heard: spellings of one sound are one letter */
    uint32_t consonants; /* which consonants the key has, one bit each */
} LtpSound;

/* Reads `size` bytes of folded UTF-8 without spaces. */
void ltp_sound_read(const char *letters, size_t size, LtpSound *sound);

/* The cost of each letter for each other, by class. Initialise once, then read only. */
enum { LTP_SOUND_CLASSES = 34 };
typedef struct LtpSoundCosts {
    float cost[LTP_SOUND_CLASSES][LTP_SOUND_CLASSES];
} LtpSoundCosts;
void ltp_sound_costs_init(LtpSoundCosts *costs);

/* Weighted Damerau-Levenshtein distance of the letters or the keys, whichever is less (the keys
 * start at 0.25), plus 0.35 when the names begin with different sounds. 0 = the same letters; a
 * plain typing error is about 1. What is beyond `limit` may come out as HUGE_VAL. */
double ltp_sound_distance(const LtpSoundCosts *costs, const LtpSound *a, const LtpSound *b,
                          double limit);

/* Whether the distance may be below `limit`: a rough look at the consonants and the lengths, to
 * leave most names of a country out cheaply. */
bool ltp_sound_may_be_near(const LtpSound *a, const LtpSound *b, double limit);

/* Jaro-Winkler similarity of the letters, 0..1; a lost letter equals any. */
double ltp_sound_jaro_winkler(const LtpSound *a, const LtpSound *b);

#endif
