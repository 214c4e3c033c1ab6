/* What a person is shown of a name that is not certain: the units of the stated parent that look
 * like it come before those of the name elsewhere. Nothing here is ever taken by itself. */
#include "gis/gazetteer_near.h"

#include <math.h>
#include <string.h>

enum { MIN_SHARED = 4 }; /* letters of a word that two names share, or of a name within another */

#define WORTH_OFFERING 0.7
#define SAME_SOUND 0.95 /* in other letters, or with another number */
#define WITHIN 0.88     /* all of one name is in the other */
#define SHARED_WORD 0.82

typedef struct Offer {
    int32_t unit;
    double score;
    const char *reason;
} Offer;

typedef struct Offers {
    Offer items[2 * LTP_MAX_CANDIDATES];
    size_t count;
} Offers;

/* Best first; of equals the earlier. One unit stands once, with its best score. */
static void add(Offers *offers, Offer offer)
{
    size_t at = 0, n = offers->count;
    while (at < n && offers->items[at].unit != offer.unit)
        at++;
    if (at < n && offers->items[at].score >= offer.score)
        return;
    if (at == n && n == sizeof offers->items / sizeof *offers->items) {
        at = n - 1;
        if (offers->items[at].score >= offer.score)
            return;
    }
    offers->count += at == n;
    for (; at > 0 && offers->items[at - 1].score < offer.score; at--)
        offers->items[at] = offers->items[at - 1];
    offers->items[at] = offer;
}

/* ---- likeness of one name ---- */

static bool share_a_word(const char *a, const char *b)
{
    LtpWords x, y;
    if (!ltp_words_split(a, &x) || !ltp_words_split(b, &y))
        return false;
    for (size_t i = 0; i < x.count; i++)
        for (size_t k = 0; k < y.count; k++)
            if (x.items[i].length >= MIN_SHARED && x.items[i].length == y.items[k].length &&
                memcmp(x.items[i].text, y.items[k].text, x.items[i].length) == 0)
                return true;
    return false;
}

static bool holds(const LtpSpelled *whole, const LtpSpelled *part)
{
    if (part->n < MIN_SHARED || part->n >= whole->n)
        return false;
    for (size_t at = 0; at + part->n <= whole->n; at++)
        if (memcmp(whole->text + at, part->text, part->n * sizeof *part->text) == 0)
            return true;
    return false;
}

static void keep_better(Offer *offer, double score, const char *reason)
{
    if (score > offer->score) {
        offer->score = score;
        offer->reason = reason;
    }
}

static void compare_sound(const LtpName *name, size_t form, const LtpSound *text,
                          const LtpSoundName *sound, Offer *offer)
{
    const LtpNameForm *from = &name->forms[form];
    const LtpSpelled *a = &text->letters, *b = &sound->sound.letters;
    bool numbers = strcmp(from->key + from->n_letters, sound->numbers) == 0;
    double alike = ltp_sound_jaro_winkler(text, &sound->sound);
    bool heard =
        text->key.n == sound->sound.key.n &&
        memcmp(text->key.text, sound->sound.key.text, text->key.n * sizeof *text->key.text) == 0;
    if (heard)
        alike = fmax(alike, SAME_SOUND);
    keep_better(offer, numbers ? alike : alike * SAME_SOUND,
                numbers || alike < SAME_SOUND ? "similar" : "number");
    if (holds(a, b) || holds(b, a))
        keep_better(offer, WITHIN, "part");
}

static void compare_unit(const LtpGazetteer *gazetteer, const LtpName *name, const LtpSound *texts,
                         int32_t unit, Offers *offers)
{
    const LtpGazUnit *from = &gazetteer->units[unit];
    Offer offer = {.unit = unit};
    for (size_t i = from->first_sound; i < from->end_sound; i++) {
        const LtpSoundName *sound = &gazetteer->sounds[i];
        for (size_t form = 0; form < name->n_forms; form++)
            compare_sound(name, form, &texts[form], sound, &offer);
        if (share_a_word(name->words + name->core, sound->words))
            keep_better(&offer, SHARED_WORD, "part");
    }
    if (offer.score >= WORTH_OFFERING)
        add(offers, offer);
}

/* ---- all of them ---- */

void ltp_gazetteer_offer(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, LtpMatch *match)
{
    Offers offers = {.count = 0};
    LtpSound texts[LTP_MAX_FORMS];
    LtpUnitWalk walk = ltp_unit_walk(gazetteer, level, parent);
    int32_t unit;
    for (size_t i = 0; i < match->n_candidates; i++)
        add(&offers, (Offer){match->candidates[i].unit, match->candidates[i].score,
                             match->candidates[i].reason});
    for (size_t i = 0; i < name->n_forms; i++)
        ltp_sound_read(name->forms[i].key, name->forms[i].n_letters, &texts[i]);
    while (parent >= 0 && (unit = ltp_unit_walk_next(&walk)) >= 0)
        compare_unit(gazetteer, name, texts, unit, &offers);
    match->n_candidates = 0;
    for (size_t i = 0; i < offers.count && i < LTP_MAX_CANDIDATES; i++) {
        match->candidates[i].unit = offers.items[i].unit;
        match->candidates[i].score = offers.items[i].score;
        match->candidates[i].reason = offers.items[i].reason;
        match->n_candidates++;
    }
    match->refused = match->refused || offers.count > 0;
}
