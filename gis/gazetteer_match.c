/* One name of one level under one parent: exactly, by alias, else by what is near. */
#include "gis/gazetteer_near.h"

const char *ltp_match_rule_name(LtpMatchRule rule)
{
    static const char *const names[] = {"none", "code", "exact", "alias", "fuzzy"};
    return names[rule];
}

static void accept(LtpMatch *match, int32_t unit, LtpMatchRule rule, double score)
{
    *match = (LtpMatch){.unit = unit, .rule = rule, .score = score};
}

static void refuse(LtpMatch *match, const LtpHits *hits, double score, const char *reason)
{
    *match = (LtpMatch){.unit = LTP_NO_UNIT, .rule = LTP_MATCH_NONE, .refused = true};
    for (size_t i = 0; i < hits->count && i < LTP_MAX_CANDIDATES; i++) {
        match->candidates[i].unit = hits->units[i];
        match->candidates[i].score = score;
        match->candidates[i].reason = reason;
        match->n_candidates++;
    }
}

/* Whether `parent` stands right above the level, so that its names are known to be told apart.
 * Above level 1 there is nothing to be uncertain about. */
static bool right_above(const LtpGazetteer *gazetteer, int32_t parent, int level)
{
    return parent < 0 ? level <= 1 : gazetteer->units[parent].level == level - 1;
}

/* The unit above that a cell names instead of one of its own column: "Cercle de Mopti" in the
 * column of communes, under Mopti. LTP_NO_UNIT where the words do not say so, or a unit is really
 * called that. */
static int32_t named_above(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                           int32_t parent)
{
    if (name->rank == 0 || name->rank >= level ||
        ltp_hash_get(gazetteer->names, name->forms[0].key) >= 0)
        return LTP_NO_UNIT;
    while (parent >= 0 && !ltp_gazetteer_carries_name(gazetteer, parent, name))
        parent = gazetteer->units[parent].parent;
    return parent;
}

/* A name that is unique in a unit farther above is still in doubt when it is carried elsewhere too
 * and a neighbour's name is nearly the same. */
static bool is_doubtful(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                        int32_t parent)
{
    LtpHits everywhere;
    LtpNearest nearest;
    ltp_gazetteer_exact(gazetteer, name, level, LTP_NO_UNIT, &everywhere);
    if (everywhere.count == 1)
        return false;
    ltp_gazetteer_near(gazetteer, name, level, parent, 1, &nearest);
    return nearest.count > 1;
}

enum { MIN_LETTERS = 7 };
#define ELSEWHERE 0.85 /* a name like it in the stated parent is as likely meant */
#define ALIKE 0.4      /* distance a letter, up to which a neighbour may be meant */

/* A long name that only one unit of the country carries, in the parent's own region, while nothing
 * in the stated parent is anything like it: the parent is the slip. */
static bool outweighs_parent(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                             int32_t parent, const LtpHits *elsewhere)
{
    LtpHits parts;
    LtpNearest nearest;
    int32_t above = gazetteer->units[parent].parent;
    size_t letters = name->forms[name->n_forms - 1].n_letters;
    if (elsewhere->count != 1 || letters < MIN_LETTERS || above < 0 ||
        gazetteer->units[above].level == 0 ||
        !ltp_gazetteer_within(gazetteer, elsewhere->units[0], above))
        return false;
    ltp_gazetteer_part(gazetteer, name, level, parent, &parts);
    ltp_gazetteer_near(gazetteer, name, level, parent, ALIKE * (double)letters, &nearest);
    return parts.count == 0 && nearest.count == 0;
}

static void match_inexact(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                          int32_t parent, LtpMatch *match)
{
    LtpHits elsewhere;
    bool in_parent = right_above(gazetteer, parent, level);
    ltp_gazetteer_exact(gazetteer, name, level, LTP_NO_UNIT, &elsewhere);
    if (elsewhere.count > 0) {
        if (in_parent && outweighs_parent(gazetteer, name, level, parent, &elsewhere))
            accept(match, elsewhere.units[0], LTP_MATCH_EXACT, 0.9);
        else
            refuse(match, &elsewhere, ELSEWHERE, "elsewhere");
        return;
    }
    /* What is exactly a unit of another level is that, not a misspelt one of this. */
    ltp_gazetteer_exact(gazetteer, name, LTP_ANY_LEVEL, LTP_NO_UNIT, &elsewhere);
    if (elsewhere.count == 0)
        ltp_gazetteer_fuzzy(gazetteer, name, level, parent, in_parent, match);
}

void ltp_gazetteer_match(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, LtpMatch *match)
{
    LtpHits hits;
    int32_t unit;
    *match = (LtpMatch){.unit = LTP_NO_UNIT};
    if (name->n_forms == 0)
        return;
    int32_t above = named_above(gazetteer, name, level, parent);
    if (above >= 0) {
        hits = (LtpHits){.units = {above}, .count = 1};
        refuse(match, &hits, 1, "above");
        return;
    }
    ltp_gazetteer_exact(gazetteer, name, level, parent, &hits);
    bool one = hits.count == 1, sure = one && right_above(gazetteer, parent, level);
    if (!sure && ltp_gazetteer_alias(gazetteer, name, level, parent, &unit)) {
        accept(match, unit, unit < 0 ? LTP_MATCH_NONE : LTP_MATCH_ALIAS, 1);
        match->refused = unit < 0;
    } else if (one && (sure || !is_doubtful(gazetteer, name, level, parent))) {
        accept(match, hits.units[0], LTP_MATCH_EXACT, 1);
    } else if (hits.count > 0) {
        refuse(match, &hits, 1, "homonym");
    } else {
        match_inexact(gazetteer, name, level, parent, match);
        if (match->unit < 0)
            ltp_gazetteer_offer(gazetteer, name, level, parent, match);
    }
}

void ltp_gazetteer_name(const LtpGazetteer *gazetteer, const char *text, int level, int32_t parent,
                        LtpMatch *match)
{
    LtpName name;
    ltp_name_parse(&gazetteer->generic, text, &name);
    ltp_gazetteer_match(gazetteer, &name, level, parent, match);
}
