#include "cli/words.h"

#include "base/lang.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *word, *label;
} words[] = {
    /* state */
    {"covered", N_("covered")},
    {"inherited_only", N_("at the level above only")},
    {"planned_only", N_("planned only")},
    {"inactive", N_("no longer active")},
    {"no_line", N_("no activity known")},
    /* priority */
    {"high", N_("high")},
    {"medium", N_("medium")},
    {"low", N_("low")},
    {"none", N_("none")},
    {"to_verify", N_("to be verified")},
    {"unknown", N_("not known")},
    /* intersector */
    {"both", N_("Protection and Shelter")},
    {"both_ltp", N_("Protection and Shelter, with HLP")},
    {"protection_only", N_("Protection only")},
    {"protection_only_ltp", N_("Protection only, with HLP")},
    {"shelter_only", N_("Shelter only")},
    {"shelter_only_ltp", N_("Shelter only, with HLP")},
    {"ltp_only", N_("HLP only")},
    /* status of a line, and what became of it */
    {"planned", N_("planned")},
    {"ongoing", N_("ongoing")},
    {"completed", N_("completed")},
    {"suspended", N_("suspended")},
    {"cancelled", N_("cancelled")},
    {"active", N_("counted")},
    {"inherited", N_("counted above")},
    {"filtered", N_("outside the filters")},
    {"period", N_("outside the period")},
    {"stale", N_("too old")},
    {"gone", N_("gone from its source")},
};

const char *ltp_word_label(const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].word, word) == 0)
            return ltp_gettext(words[i].label);
    return word;
}
