/* Names of which a cell holds a part. */
#include "gis/gazetteer_near.h"

#include <string.h>

enum { MIN_PART = 5, MIN_STUMP = 3 }; /* letters of a part in all; of a word cut short */

typedef struct Words {
    const char *text[LTP_MAX_WORDS];
    size_t length[LTP_MAX_WORDS];
    size_t count;
} Words;

/* Link words are left out on both sides: "Djiguiya Koloni" is all of "Djiguiya De Koloni". */
static void read_words(const char *text, Words *words)
{
    words->count = 0;
    while (*text != '\0' && words->count < LTP_MAX_WORDS) {
        size_t length = strcspn(text, " ");
        if (!ltp_word_is_link(text, length)) {
            words->text[words->count] = text;
            words->length[words->count++] = length;
        }
        text += length + (text[length] == ' ');
    }
}

static size_t n_letters(const Words *words)
{
    size_t n = 0;
    for (size_t i = 0; i < words->count; i++)
        n += words->length[i];
    return n;
}

static bool same_word(const Words *a, size_t i, const Words *b, size_t j)
{
    return a->length[i] == b->length[j] && memcmp(a->text[i], b->text[j], a->length[i]) == 0;
}

static bool same_words(const Words *part, const Words *whole, size_t from)
{
    for (size_t i = 0; i < part->count; i++)
        if (!same_word(part, i, whole, from + i))
            return false;
    return true;
}

static bool is_part(const Words *part, const Words *whole)
{
    return part->count > 0 && part->count <= whole->count && n_letters(part) >= MIN_PART &&
           (same_words(part, whole, 0) || same_words(part, whole, whole->count - part->count));
}

/* Each word begins the other's: at least one whole word or three letters, at least one cut. */
static bool is_cut_short(const Words *part, const Words *whole)
{
    bool cut = false;
    if (part->count < 2 || part->count != whole->count)
        return false;
    for (size_t i = 0; i < part->count; i++) {
        if (same_word(part, i, whole, i))
            continue;
        if (part->length[i] < MIN_STUMP || part->length[i] > whole->length[i] ||
            memcmp(part->text[i], whole->text[i], part->length[i]) != 0)
            return false;
        cut = true;
    }
    return cut;
}

static bool unit_has_part(const LtpGazetteer *gazetteer, int32_t unit, const Words *part)
{
    const LtpGazUnit *from = &gazetteer->units[unit];
    for (size_t i = from->first_sound; i < from->end_sound; i++) {
        Words whole;
        read_words(gazetteer->sounds[i].words, &whole);
        if (is_part(part, &whole) || is_cut_short(part, &whole))
            return true;
    }
    return false;
}

void ltp_gazetteer_part(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                        int32_t parent, LtpHits *hits)
{
    Words part;
    LtpUnitWalk walk = ltp_unit_walk(gazetteer, level, parent);
    int32_t unit;
    read_words(name->words + name->core, &part);
    hits->count = 0;
    while (hits->count < LTP_MAX_HITS && (unit = ltp_unit_walk_next(&walk)) >= 0)
        if (unit_has_part(gazetteer, unit, &part))
            hits->units[hits->count++] = unit;
}
