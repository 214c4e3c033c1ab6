/* Names of which a cell holds a part. */
#include "gis/gazetteer_near.h"

#include <string.h>

enum { MIN_PART = 5, MIN_STUMP = 3 }; /* letters of a part in all; of a word cut short */

/* Link words are left out on both sides: "Djiguiya Koloni" is all of "Djiguiya De Koloni". */
static void read_words(const char *text, LtpWords *words)
{
    size_t kept = 0;
    if (!ltp_words_split(text, words))
        words->count = 0;
    for (size_t i = 0; i < words->count; i++)
        if (!ltp_word_is_link(words->items[i]))
            words->items[kept++] = words->items[i];
    words->count = kept;
}

static size_t n_letters(const LtpWords *words)
{
    size_t n = 0;
    for (size_t i = 0; i < words->count; i++)
        n += words->items[i].length;
    return n;
}

static bool begins(LtpWord start, LtpWord word)
{
    return start.length <= word.length && memcmp(start.text, word.text, start.length) == 0;
}

static bool same_words(const LtpWords *part, const LtpWords *whole, size_t from)
{
    for (size_t i = 0; i < part->count; i++)
        if (!ltp_word_equal(part->items[i], whole->items[from + i]))
            return false;
    return true;
}

static bool is_part(const LtpWords *part, const LtpWords *whole)
{
    return part->count > 0 && part->count <= whole->count && n_letters(part) >= MIN_PART &&
           (same_words(part, whole, 0) || same_words(part, whole, whole->count - part->count));
}

/* Each word begins the other's: at least one whole word or three letters, at least one cut. */
static bool is_cut_short(const LtpWords *part, const LtpWords *whole)
{
    bool cut = false;
    if (part->count < 2 || part->count != whole->count)
        return false;
    for (size_t i = 0; i < part->count; i++) {
        if (ltp_word_equal(part->items[i], whole->items[i]))
            continue;
        if (part->items[i].length < MIN_STUMP || !begins(part->items[i], whole->items[i]))
            return false;
        cut = true;
    }
    return cut;
}

static bool unit_has_part(const LtpGazetteer *gazetteer, int32_t unit, const LtpWords *part)
{
    const LtpGazUnit *from = &gazetteer->units[unit];
    for (size_t i = from->first_sound; i < from->end_sound; i++) {
        LtpWords whole;
        read_words(gazetteer->sounds[i].words, &whole);
        if (is_part(part, &whole) || is_cut_short(part, &whole))
            return true;
    }
    return false;
}

void ltp_gazetteer_part(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                        int32_t parent, LtpHits *hits)
{
    LtpWords part;
    LtpUnitWalk walk = ltp_unit_walk(gazetteer, level, parent);
    int32_t unit;
    read_words(name->words + name->core, &part);
    hits->count = 0;
    while (hits->count < LTP_MAX_HITS && (unit = ltp_unit_walk_next(&walk)) >= 0)
        if (unit_has_part(gazetteer, unit, &part))
            hits->units[hits->count++] = unit;
}
