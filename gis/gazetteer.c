/* The gazetteer's index: what is exactly so. */
#include "gis/gazetteer.h"

#include "base/text.h"
#include "gis/gazetteer_index.h"
#include "gis/gazetteer_near.h"

#include <stdio.h>
#include <string.h>

/* ---- codes ---- */

static char ascii_upper(char c)
{
    if (c >= 'a' && c <= 'z')
        return (char)(c - 'a' + 'A');
    return c;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Trimmed and upper-cased; false when it is too long for a code. */
bool ltp_code_read(const char *text, char code[LTP_CODE_SIZE])
{
    size_t length;
    const char *trimmed = ltp_text_trim(text, &length);
    if (length == 0 || length >= LTP_CODE_SIZE)
        return false;
    for (size_t i = 0; i < length; i++)
        code[i] = ascii_upper(trimmed[i]);
    code[length] = '\0';
    return true;
}

/* One of the country's two prefixes before digits becomes the other: MLI0506 = ML0506. */
static bool change_prefix(const char *from, const char *to, char code[LTP_CODE_SIZE])
{
    char changed[LTP_CODE_SIZE];
    if (from == NULL || to == NULL)
        return false;
    size_t n = strlen(from);
    if (strncmp(code, from, n) != 0 || (code[n] != '\0' && !is_digit(code[n])))
        return false;
    if ((size_t)snprintf(changed, sizeof changed, "%s%s", to, code + n) >= sizeof changed)
        return false;
    memcpy(code, changed, sizeof changed);
    return true;
}

/* Two or three letters, then two digits or more. */
static bool has_code_form(const char *code)
{
    size_t letters = 0, digits = 0;
    while (code[letters] >= 'A' && code[letters] <= 'Z')
        letters++;
    while (is_digit(code[letters + digits]))
        digits++;
    return letters >= 2 && letters <= 3 && digits >= 2 && code[letters + digits] == '\0';
}

int32_t ltp_gazetteer_code(const LtpGazetteer *gazetteer, const char *text, bool *looks_like_code)
{
    char code[LTP_CODE_SIZE];
    int64_t unit = LTP_NO_UNIT;
    bool form = false;
    if (text != NULL && ltp_code_read(text, code)) {
        form = has_code_form(code);
        unit = ltp_hash_get(gazetteer->codes, code);
        if (unit < 0 && (change_prefix(gazetteer->iso3, gazetteer->iso2, code) ||
                         change_prefix(gazetteer->iso2, gazetteer->iso3, code)))
            unit = ltp_hash_get(gazetteer->codes, code);
    }
    if (looks_like_code != NULL)
        *looks_like_code = form || unit >= 0;
    return (int32_t)unit;
}

/* ---- the tree ---- */

size_t ltp_gazetteer_count(const LtpGazetteer *gazetteer)
{
    return gazetteer->n_units;
}

int32_t ltp_gazetteer_ancestor(const LtpGazetteer *gazetteer, int32_t unit, int level)
{
    while (unit >= 0 && gazetteer->units[unit].level > level)
        unit = gazetteer->units[unit].parent;
    return unit >= 0 && gazetteer->units[unit].level == level ? unit : LTP_NO_UNIT;
}

bool ltp_gazetteer_within(const LtpGazetteer *gazetteer, int32_t unit, int32_t ancestor)
{
    while (unit >= 0 && unit != ancestor)
        unit = gazetteer->units[unit].parent;
    return unit >= 0;
}

int32_t ltp_gazetteer_common(const LtpGazetteer *gazetteer, int32_t a, int32_t b)
{
    while (a >= 0 && !ltp_gazetteer_within(gazetteer, b, a))
        a = gazetteer->units[a].parent;
    return a;
}

/* ---- names, exactly ---- */

bool ltp_gazetteer_qualified(const LtpGazetteer *gazetteer, int32_t above, const char *qualifier)
{
    int32_t first = (int32_t)ltp_hash_get(gazetteer->names, qualifier);
    for (; above >= 0; above = gazetteer->units[above].parent)
        for (int32_t e = first; e >= 0; e = gazetteer->entries[e].next)
            if (gazetteer->entries[e].unit == above)
                return true;
    return false;
}

/* A form with words in parentheses holds for a unit only under a unit of that name. */
static bool form_holds(const LtpGazetteer *gazetteer, const LtpName *name, const LtpNameForm *form,
                       int32_t unit)
{
    return !form->qualified ||
           ltp_gazetteer_qualified(gazetteer, gazetteer->units[unit].parent, name->qualifier);
}

static void add_hit(LtpHits *hits, int32_t unit)
{
    if (hits->count < LTP_MAX_HITS)
        hits->units[hits->count] = unit;
    hits->count++;
}

void ltp_gazetteer_exact(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, LtpHits *hits)
{
    hits->count = 0;
    for (size_t i = 0; i < 2 * name->n_forms && hits->count == 0; i++) {
        const LtpNameForm *form = &name->forms[i / 2];
        int32_t e = (int32_t)ltp_hash_get(gazetteer->names, form->key);
        for (; e >= 0; e = gazetteer->entries[e].next) {
            const LtpGazEntry *entry = &gazetteer->entries[e];
            if (entry->stripped == (i % 2 == 1) &&
                (level == LTP_ANY_LEVEL || gazetteer->units[entry->unit].level == level) &&
                (parent < 0 || ltp_gazetteer_within(gazetteer, entry->unit, parent)) &&
                form_holds(gazetteer, name, form, entry->unit))
                add_hit(hits, entry->unit);
        }
    }
}

void ltp_letters_key(const LtpNameForm *form, char key[LTP_FORM_SIZE + 1])
{
    key[0] = '=';
    memcpy(key + 1, form->key, form->n_letters);
    key[1 + form->n_letters] = '\0';
}

void ltp_gazetteer_letters(const LtpGazetteer *gazetteer, const LtpNameForm *form, int level,
                           int32_t parent, LtpHits *hits)
{
    char key[LTP_FORM_SIZE + 1];
    ltp_letters_key(form, key);
    hits->count = 0;
    int32_t e = (int32_t)ltp_hash_get(gazetteer->names, key);
    for (; e >= 0; e = gazetteer->entries[e].next) {
        int32_t unit = gazetteer->entries[e].unit;
        if (gazetteer->units[unit].level == level &&
            (parent < 0 || ltp_gazetteer_within(gazetteer, unit, parent)))
            add_hit(hits, unit);
    }
}

bool ltp_gazetteer_carries_name(const LtpGazetteer *gazetteer, int32_t unit, const LtpName *name)
{
    for (size_t i = 0; i < name->n_forms; i++) {
        const LtpNameForm *form = &name->forms[i];
        int32_t e = (int32_t)ltp_hash_get(gazetteer->names, form->key);
        for (; e >= 0; e = gazetteer->entries[e].next)
            if (gazetteer->entries[e].unit == unit && form_holds(gazetteer, name, form, unit))
                return true;
    }
    return false;
}

bool ltp_gazetteer_carries(const LtpGazetteer *gazetteer, int32_t unit, const char *text)
{
    LtpName name;
    ltp_name_parse(&gazetteer->generic, text, &name);
    return ltp_gazetteer_carries_name(gazetteer, unit, &name);
}

size_t ltp_gazetteer_named(const LtpGazetteer *gazetteer, const char *text, int32_t *units,
                           size_t max)
{
    LtpName name;
    LtpHits hits;
    ltp_name_parse(&gazetteer->generic, text, &name);
    ltp_gazetteer_exact(gazetteer, &name, LTP_ANY_LEVEL, LTP_NO_UNIT, &hits);
    for (size_t i = 0; i < hits.count && i < max && i < LTP_MAX_HITS; i++)
        units[i] = hits.units[i];
    return hits.count;
}

static int depth_of(const LtpGazetteer *gazetteer, int32_t parent)
{
    return parent < 0 ? -1 : gazetteer->units[parent].level;
}

/* The alias of one form; NULL = none. */
static const LtpGazAlias *alias_of(const LtpGazetteer *gazetteer, const char *key, int level,
                                   int32_t parent)
{
    const LtpGazAlias *best = NULL;
    int32_t at = (int32_t)ltp_hash_get(gazetteer->alias_words, key);
    for (; at >= 0; at = gazetteer->aliases[at].next) {
        const LtpGazAlias *alias = &gazetteer->aliases[at];
        bool applies = alias->parent < 0 ||
                       (parent >= 0 && ltp_gazetteer_within(gazetteer, parent, alias->parent));
        if (alias->level == level && applies &&
            (best == NULL ||
             depth_of(gazetteer, alias->parent) > depth_of(gazetteer, best->parent)))
            best = alias;
    }
    return best;
}

bool ltp_gazetteer_alias(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                         int32_t parent, int32_t *unit)
{
    const LtpGazAlias *best = NULL;
    for (size_t i = 0; i < name->n_forms && best == NULL; i++)
        if (!name->forms[i].qualified)
            best = alias_of(gazetteer, name->forms[i].key, level, parent);
    if (best == NULL)
        return false;
    *unit = best->unit;
    return true;
}
