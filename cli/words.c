#include "cli/words.h"

#include "base/lang.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *word, *label;
} words[] = {
    {"planned", N_("planned")},           {"ongoing", N_("ongoing")},
    {"completed", N_("completed")},       {"suspended", N_("suspended")},
    {"cancelled", N_("cancelled")},       {"active", N_("counted")},
    {"inherited", N_("counted above")},   {"filtered", N_("outside the filters")},
    {"period", N_("outside the period")}, {"stale", N_("too old")},
    {"gone", N_("gone from its source")},
};

const char *ltp_word_label(const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].word, word) == 0)
            return ltp_gettext(words[i].label);
    return word;
}
