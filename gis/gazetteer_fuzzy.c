/* Names that are not written as the gazetteer has them: taken only when near enough and clearly
 * nearer than any other. Refusing is always allowed.
 *
 * Whether the nearest name is the one meant is judged by a logistic score over its features. The
 * weights were fitted on spelling variants of communes of Mali against names of villages that lie
 * in a commune of another name, the thresholds set so that under 0.5 % of such villages are taken
 * for a commune (tests/bench/README.md: how to fit them again). */
#include "gis/gazetteer_near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Weights {
    double constant, of[LTP_N_FEATURES], threshold;
} Weights;

const LtpReach ltp_reach_in_parent = {.reach = 4, .margin_most = 2};
static const Weights weights_in_parent = {.constant = -19.55,
                                          .of = {[LTP_FEATURE_DISTANCE] = -1.87,
                                                 [LTP_FEATURE_MARGIN] = 0.78,
                                                 [LTP_FEATURE_ALIKE] = 14.87,
                                                 [LTP_FEATURE_FIRST] = 1.16,
                                                 [LTP_FEATURE_LAST] = 0.24,
                                                 [LTP_FEATURE_LETTERS] = 3.56,
                                                 [LTP_FEATURE_UNITS] = -0.94},
                                          .threshold = -0.6};

const LtpReach ltp_reach_in_country = {.reach = 2.2, .margin_most = 2.2};
static const Weights weights_in_country = {.constant = -27.88,
                                           .of = {[LTP_FEATURE_DISTANCE] = -0.9,
                                                  [LTP_FEATURE_MARGIN] = 1.91,
                                                  [LTP_FEATURE_ALIKE] = 17.5,
                                                  [LTP_FEATURE_FIRST] = 0.97,
                                                  [LTP_FEATURE_LAST] = 0.72,
                                                  [LTP_FEATURE_LETTERS] = 3.2},
                                           .threshold = -0.4};

/* The fit saw eleven villages to a commune. In a column of communes an unknown name is a village as
 * often as not: this much is added to the score before it is told as a probability. */
#define PRIOR_SHIFT 2.75

static double probability(double score)
{
    return 1 / (1 + exp(-(score + PRIOR_SHIFT)));
}

static bool may_be_equal(uint16_t a, uint16_t b)
{
    return a == b || a == LTP_LOST_LETTER || b == LTP_LOST_LETTER;
}

void ltp_gazetteer_features(const LtpNearest *nearest, const LtpReach *reach,
                            double features[LTP_N_FEATURES])
{
    const LtpNear *best = &nearest->items[0];
    const LtpSound *text = best->text, *name = &best->name->sound;
    const LtpSpelled *a = &text->letters, *b = &name->letters;
    double second = nearest->count > 1 ? nearest->items[1].distance : reach->reach;
    features[LTP_FEATURE_DISTANCE] = best->distance;
    features[LTP_FEATURE_MARGIN] = fmin(second - best->distance, reach->margin_most);
    features[LTP_FEATURE_ALIKE] = ltp_sound_jaro_winkler(text, name);
    features[LTP_FEATURE_FIRST] =
        may_be_equal(a->text[0], b->text[0]) || text->key.text[0] == name->key.text[0];
    features[LTP_FEATURE_LAST] = may_be_equal(a->text[a->n - 1], b->text[b->n - 1]);
    features[LTP_FEATURE_LETTERS] = log(a->n > b->n ? a->n : b->n);
    features[LTP_FEATURE_UNITS] = log((double)nearest->n_units);
}

static double score_of(const Weights *weights, const double features[LTP_N_FEATURES])
{
    double score = weights->constant;
    for (int i = 0; i < LTP_N_FEATURES; i++)
        score += weights->of[i] * features[i];
    return score;
}

/* ---- the answer ---- */

static void accept(LtpMatch *match, int32_t unit, double score)
{
    *match = (LtpMatch){.unit = unit, .rule = LTP_MATCH_FUZZY, .score = score};
}

static void add_candidate(LtpMatch *match, int32_t unit, double score, const char *reason)
{
    for (size_t i = 0; i < match->n_candidates; i++)
        if (match->candidates[i].unit == unit)
            return;
    if (match->n_candidates == LTP_MAX_CANDIDATES)
        return;
    match->candidates[match->n_candidates].unit = unit;
    match->candidates[match->n_candidates].score = score;
    match->candidates[match->n_candidates].reason = reason;
    match->n_candidates++;
    match->refused = true;
}

#define NEAR_ENOUGH_TO_DOUBT 1.2
#define WORTH_SHOWING 2.5 /* names farther away are no help to a person either */

static void offer_near(LtpMatch *match, const LtpNearest *nearest)
{
    for (size_t i = 0; i < nearest->count; i++) {
        const LtpNear *near = &nearest->items[i];
        double alike = ltp_sound_jaro_winkler(near->text, &near->name->sound);
        if (near->distance < WORTH_SHOWING)
            add_candidate(match, near->unit, alike, "similar");
    }
}

/* ---- one kind of evidence after the other ---- */

typedef struct Fuzzy {
    const LtpGazetteer *gazetteer;
    const LtpName *name;
    int level;
    int32_t parent;
    bool in_parent; /* the parent stands right above the level */
    LtpMatch *match;
    LtpNearest nearest;
} Fuzzy;

static const LtpReach *reach_of(const Fuzzy *fuzzy)
{
    return fuzzy->in_parent ? &ltp_reach_in_parent : &ltp_reach_in_country;
}

#define CLEARLY 0.25      /* nearer than the next by this distance */
#define TWINS_CLEARLY 0.7 /* the same where but one word tells the two apart */

/* Whether two names are the same words but for one, in `words`: "Ndokwa East", "Ndokwa West". */
static bool are_twins(const LtpWords *a, const LtpWords *b, size_t *apart)
{
    size_t n = 0;
    for (size_t i = 0; i < a->count && a->count == b->count; i++)
        if (!ltp_word_equal(a->items[i], b->items[i])) {
            *apart = i;
            n++;
        }
    return n == 1 && a->count > 1;
}

/* The nearest is not the one meant for certain when another is as near, or when both are alike but
 * for a word and the cell has neither: that word is there to tell them apart. */
static bool is_between_two(const LtpNearest *nearest, const LtpName *name)
{
    LtpWords best, next, text;
    size_t apart = 0;
    if (nearest->count < 2)
        return false;
    double margin = nearest->items[1].distance - nearest->items[0].distance;
    if (margin < CLEARLY || margin >= TWINS_CLEARLY)
        return margin < CLEARLY;
    if (!ltp_words_split(nearest->items[0].name->words, &best) ||
        !ltp_words_split(nearest->items[1].name->words, &next) ||
        !are_twins(&best, &next, &apart) || !ltp_words_split(name->words, &text))
        return false;
    for (size_t i = 0; i < text.count; i++)
        if (ltp_word_equal(text.items[i], best.items[apart]))
            return false;
    return true;
}

static bool by_sound(Fuzzy *fuzzy, const LtpName *name)
{
    const Weights *weights = fuzzy->in_parent ? &weights_in_parent : &weights_in_country;
    const LtpNear *best = &fuzzy->nearest.items[0];
    double features[LTP_N_FEATURES];
    if (fuzzy->nearest.count == 0 || is_between_two(&fuzzy->nearest, name))
        return false;
    ltp_gazetteer_features(&fuzzy->nearest, reach_of(fuzzy), features);
    double score = score_of(weights, features);
    if (score < weights->threshold ||
        (fuzzy->parent >= 0 &&
         !ltp_gazetteer_within(fuzzy->gazetteer, best->unit, fuzzy->parent)) ||
        (name->qualifier[0] != '\0' &&
         !ltp_gazetteer_qualified(fuzzy->gazetteer, fuzzy->gazetteer->units[best->unit].parent,
                                  name->qualifier)))
        return false;
    accept(fuzzy->match, best->unit, probability(score));
    return true;
}

static void look_around(Fuzzy *fuzzy, const LtpName *name)
{
    ltp_gazetteer_near(fuzzy->gazetteer, name, fuzzy->level,
                       fuzzy->in_parent ? fuzzy->parent : LTP_NO_UNIT, reach_of(fuzzy)->reach,
                       &fuzzy->nearest);
}

/* "Baye Kéniéba" is "Baye (Kéniéba)": the last words are the name of a unit above. The name before
 * them may be misspelt where the parent is certain. */
static bool by_parents_name(Fuzzy *fuzzy)
{
    const LtpGazetteer *gazetteer = fuzzy->gazetteer;
    LtpName shorter;
    LtpHits hits;
    for (size_t n = 1; ltp_name_qualify(&gazetteer->generic, fuzzy->name, n, &shorter); n++) {
        ltp_gazetteer_exact(gazetteer, &shorter, fuzzy->level, fuzzy->parent, &hits);
        if (hits.count == 1) {
            accept(fuzzy->match, hits.units[0], 0.97);
            return true;
        }
        if (!fuzzy->in_parent ||
            !ltp_gazetteer_qualified(gazetteer, fuzzy->parent, shorter.qualifier))
            continue;
        look_around(fuzzy, &shorter);
        if (by_sound(fuzzy, &shorter))
            return true;
    }
    return false;
}

/* The one number of a form; 0 = none, or several. */
static unsigned long number_of(const LtpNameForm *form)
{
    char *end;
    unsigned long number = strtoul(form->key + form->n_letters, &end, 10);
    return *end == '\0' ? number : 0;
}

enum { MOST_COUNTED = 3 }; /* a list that numbers homonyms seldom goes on; quarters of a town do */

/* A number that only one side has. Lists number homonyms one after another ("Bamba II" of the
 * cercle that has one Bamba, of two in the country), and people leave a number out: taken when one
 * unit of the parent has the letters, and the cell's number can tell homonyms apart, or the unit's
 * is the only one of the country. */
static bool by_letters_alone(Fuzzy *fuzzy)
{
    LtpHits here, anywhere;
    const LtpNameForm *form = &fuzzy->name->forms[0];
    ltp_gazetteer_letters(fuzzy->gazetteer, form, fuzzy->level, fuzzy->parent, &here);
    ltp_gazetteer_letters(fuzzy->gazetteer, form, fuzzy->level, LTP_NO_UNIT, &anywhere);
    bool numbered = form->key[form->n_letters] != '\0';
    unsigned long number = number_of(form);
    bool counts_homonyms =
        number > 0 && number <= MOST_COUNTED && anywhere.count > 1 && number <= anywhere.count;
    bool alone = numbered ? counts_homonyms || form->look_alike : anywhere.count == 1;
    if (fuzzy->in_parent && here.count == 1 && alone) {
        accept(fuzzy->match, here.units[0], 0.95);
        return true;
    }
    for (size_t i = 0; i < here.count && i < LTP_MAX_CANDIDATES; i++)
        add_candidate(fuzzy->match, here.units[i], 0.9, "number");
    return here.count > 0;
}

/* A Roman number written onto the word before it: "communeii". */
static bool by_joined_number(Fuzzy *fuzzy)
{
    LtpName parted;
    LtpHits hits;
    int32_t found = LTP_NO_UNIT;
    for (size_t n = 1; ltp_name_part_number(&fuzzy->gazetteer->generic, fuzzy->name, n, &parted);
         n++) {
        ltp_gazetteer_exact(fuzzy->gazetteer, &parted, fuzzy->level, fuzzy->parent, &hits);
        if (hits.count > 1 || (hits.count == 1 && found >= 0))
            return false;
        if (hits.count == 1)
            found = hits.units[0];
    }
    if (found >= 0)
        accept(fuzzy->match, found, 0.97);
    return found >= 0;
}

/* Part of the name of one unit of the parent and no other. A doubt that settles it as well: the
 * words are near to another unit's name. */
static bool by_part(Fuzzy *fuzzy)
{
    LtpHits hits;
    if (!fuzzy->in_parent)
        return false;
    ltp_gazetteer_part(fuzzy->gazetteer, fuzzy->name, fuzzy->level, fuzzy->parent, &hits);
    const LtpNearest *nearest = &fuzzy->nearest;
    bool rival = hits.count == 1 && nearest->count > 0 &&
                 nearest->items[0].distance < NEAR_ENOUGH_TO_DOUBT &&
                 nearest->items[0].unit != hits.units[0];
    if (hits.count == 1 && !rival) {
        accept(fuzzy->match, hits.units[0], 0.9);
        return true;
    }
    for (size_t i = 0; i < hits.count && i < LTP_MAX_CANDIDATES; i++)
        add_candidate(fuzzy->match, hits.units[i], 0.8, "part");
    if (rival)
        offer_near(fuzzy->match, nearest);
    return rival;
}

void ltp_gazetteer_fuzzy(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, bool in_parent, LtpMatch *match)
{
    Fuzzy fuzzy = {.gazetteer = gazetteer,
                   .name = name,
                   .level = level,
                   .parent = parent,
                   .in_parent = in_parent,
                   .match = match};
    if (by_letters_alone(&fuzzy) || by_joined_number(&fuzzy) || by_parents_name(&fuzzy))
        return;
    look_around(&fuzzy, name);
    if (!by_part(&fuzzy) && !by_sound(&fuzzy, name))
        offer_near(match, &fuzzy.nearest);
}
