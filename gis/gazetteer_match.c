/* One name of one level under one parent. */
#include "gis/gazetteer_index.h"

const char *ltp_match_rule_name(LtpMatchRule rule)
{
    static const char *const names[] = {"none", "code", "exact", "alias", "fuzzy"};
    return names[rule];
}

static void accept(LtpMatch *match, int32_t unit, LtpMatchRule rule, double score)
{
    *match = (LtpMatch){.unit = unit, .rule = rule, .score = score};
}

static void refuse(LtpMatch *match, const LtpHits *hits, const char *reason)
{
    *match = (LtpMatch){.unit = LTP_NO_UNIT, .rule = LTP_MATCH_NONE, .refused = true};
    for (size_t i = 0; i < hits->count && i < LTP_MAX_CANDIDATES; i++) {
        match->candidates[i].unit = hits->units[i];
        match->candidates[i].score = 1;
        match->candidates[i].reason = reason;
        match->n_candidates++;
    }
}

/* Whether `parent` stands right above the level, so that its names are known to be told apart. */
static bool right_above(const LtpGazetteer *gazetteer, int32_t parent, int level)
{
    return parent >= 0 && gazetteer->units[parent].level == level - 1;
}

void ltp_gazetteer_match(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, LtpMatch *match)
{
    LtpHits hits;
    int32_t unit;
    *match = (LtpMatch){.unit = LTP_NO_UNIT};
    if (name->n_forms == 0)
        return;
    ltp_gazetteer_exact(gazetteer, name, level, parent, &hits);
    if (hits.count == 1 && right_above(gazetteer, parent, level)) {
        accept(match, hits.units[0], LTP_MATCH_EXACT, 1);
    } else if (ltp_gazetteer_alias(gazetteer, name, level, parent, &unit)) {
        accept(match, unit, unit < 0 ? LTP_MATCH_NONE : LTP_MATCH_ALIAS, 1);
        match->refused = unit < 0;
    } else if (hits.count == 1) {
        accept(match, hits.units[0], LTP_MATCH_EXACT, 1);
    } else if (hits.count > 1) {
        refuse(match, &hits, "homonym");
    } else if (parent >= 0) {
        ltp_gazetteer_exact(gazetteer, name, level, LTP_NO_UNIT, &hits);
        if (hits.count > 0)
            refuse(match, &hits, "elsewhere");
    }
}

void ltp_gazetteer_name(const LtpGazetteer *gazetteer, const char *text, int level, int32_t parent,
                        LtpMatch *match)
{
    LtpName name;
    ltp_name_parse(&gazetteer->generic, text, &name);
    ltp_gazetteer_match(gazetteer, &name, level, parent, match);
}
