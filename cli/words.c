#include "cli/words.h"

#include "base/lang.h"

#include <stddef.h>
#include <string.h>

/* A line of a difference is "gone" from the period, one of explain from its source. */
static const struct {
    const char *field, *word, *label;
} words[] = {
    {"status", "planned", N_("planned")},
    {"status", "ongoing", N_("ongoing")},
    {"status", "completed", N_("completed")},
    {"status", "suspended", N_("suspended")},
    {"status", "cancelled", N_("cancelled")},
    {"counted", "active", N_("counted")},
    {"counted", "inherited", N_("counted above")},
    {"counted", "planned", N_("planned")},
    {"counted", "suspended", N_("suspended")},
    {"counted", "cancelled", N_("cancelled")},
    {"counted", "filtered", N_("outside the filters")},
    {"counted", "period", N_("outside the period")},
    {"counted", "stale", N_("too old")},
    {"counted", "gone", N_("gone from its source")},
    {"kind", "actor", N_("organisation")},
    {"kind", "unit", N_("unit")},
    {"kind", "line", N_("activity")},
    {"kind", "need", N_("need")},
    {"kind", "study", N_("study")},
    {"change", "came", N_("came")},
    {"change", "left", N_("left")},
    {"change", "stayed", N_("stayed")},
    {"change", "new", N_("new")},
    {"change", "changed", N_("changed")},
    {"change", "gone", N_("no longer there")},
    {"change", "up", N_("rising")},
    {"change", "down", N_("falling")},
    {"change", "same", N_("unchanged")},
    {"evidence_gap", "idps_and_ltp_no_study", N_("IDPs and HLP actor, no study")},
    {"evidence_gap", "idps_no_study", N_("IDPs, no study")},
    {"evidence_gap", "ltp_no_study", N_("HLP actor, no study")},
    {"evidence_gap", "study_no_actor", N_("study, no actor")},
};

const char *ltp_word_label(const char *field, const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].field, field) == 0 && strcmp(words[i].word, word) == 0)
            return ltp_gettext(words[i].label);
    return word;
}
