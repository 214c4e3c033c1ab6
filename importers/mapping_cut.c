#include "importers/mapping_cut.h"

#include "base/text.h"
#include "importers/mapping_label_words.h"

#include <string.h>

enum { TELLING = 8 }; /* letters; fewer begin too many things */

static bool share_field(const LtpLabels *labels, size_t a, size_t b)
{
    for (size_t i = labels->first[a]; i != SIZE_MAX; i = labels->entries[i].next)
        for (size_t k = labels->first[b]; k != SIZE_MAX; k = labels->entries[k].next)
            if (labels->entries[i].field == labels->entries[k].field)
                return true;
    return false;
}

/* Of the labels that begin so, the shortest: "Organisati" is "Organisation" before it is
 * "Organisation programme". SIZE_MAX where there is none, or as short ones of two fields. */
static size_t complete(const LtpLabels *labels, const char *beginning)
{
    size_t best = SIZE_MAX, length = SIZE_MAX;
    bool torn = false;
    for (size_t k = 0; k < ltp_hash_count(labels->keys); k++) {
        const char *key = ltp_hash_key(labels->keys, k);
        if (strncmp(key, beginning, strlen(beginning)) != 0 || strlen(key) > length)
            continue;
        bool as_short = strlen(key) == length;
        torn = as_short && (torn || !share_field(labels, best, k));
        best = as_short ? best : k;
        length = strlen(key);
    }
    return torn ? SIZE_MAX : best;
}

static void drop_spaces(char *text)
{
    char *to = text;
    for (const char *at = text; *at != '\0'; at++)
        if (*at != ' ')
            *to++ = *at;
    *to = '\0';
}

void ltp_label_match_cut(const LtpLabels *labels, const char *header, int *strengths)
{
    if (labels->cut_at == 0 || strlen(header) != labels->cut_at)
        return;
    for (size_t i = 0; i < labels->layer->n_fields; i++)
        if (strengths[i] > 0)
            return;
    char *key = ltp_text_folded(header);
    if (key == NULL)
        return;
    drop_spaces(key);
    size_t found = strlen(key) >= TELLING ? complete(labels, key) : SIZE_MAX;
    for (size_t i = found == SIZE_MAX ? SIZE_MAX : labels->first[found]; i != SIZE_MAX;
         i = labels->entries[i].next)
        ltp_label_raise(&strengths[labels->entries[i].field], LTP_LABEL_PREFIX + 5);
    ltp_free(key);
}
