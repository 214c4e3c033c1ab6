#include "importers/mapping_label_words.h"

#include "base/text.h"
#include "importers/mapping_hxl.h"

#include <string.h>

void ltp_label_raise(int *strength, int to)
{
    if (*strength < to)
        *strength = to;
}

size_t ltp_label_help_begins(const char *header)
{
    size_t at = strspn(header, " \t\r\n(");
    return at + strcspn(header + at, "\r\n([:*");
}

/* What stands behind a known beginning turns its meaning: "Commune d'origine" is no place of work.
 */
bool ltp_words_turn(const LtpLabelWords *words, size_t from)
{
    static const char *const turning[] = {
        "origine",     "origin",      "origen",     "provenance", "residence",   "naissance",
        "birth",       "destination", "precedent",  "precedente", "previous",    "autre",
        "other",       "otro",        "ancien",     "ancienne",   "old",         "contact",
        "responsable", "retour",      "return",     "type",       "code",        "pcode",
        "unit",        "unite",       "unidad",     "cost",       "cout",        "costo",
        "budget",      "indicator",   "indicateur", "id",         "status",      "statut",
        "date",        "comment",     "link",       "url",        "sub",         "sous",
        "autres",      "objective",   "objectif",   "lead",       "coordinator",
    };
    for (size_t i = from; i < words->count; i++)
        for (size_t t = 0; t < sizeof turning / sizeof *turning; t++)
            if (strcmp(words->word[i], turning[t]) == 0)
                return true;
    return false;
}

static bool header_turns(const char *header)
{
    LtpLabelWords words = ltp_label_words_split(header, strlen(header));
    bool turns = ltp_words_turn(&words, 1);
    ltp_label_words_release(&words);
    return turns;
}

/* What the words say, against the fields' own hashtags; true when it is one of them. */
static bool match_said(const LtpLabels *labels, const LtpHxl *said, int strength, int *strengths)
{
    bool any = false;
    for (size_t i = 0; i < labels->layer->n_fields; i++) {
        const LtpField *field = &labels->layer->fields[i];
        int score = field->flags & LTP_INPUT ? ltp_hxl_field_score(said, field) : 0;
        any |= score > 0;
        if (score > 0)
            ltp_label_raise(&strengths[i], strength * score / 100);
    }
    return any;
}

/* The same with one attribute more. */
static void match_as(const LtpLabels *labels, const LtpHxl *said, const char *attribute,
                     int strength, int *strengths)
{
    LtpHxl as = *said;
    if (as.n_attributes == LTP_HXL_ATTRIBUTES)
        return;
    memcpy(as.attributes[as.n_attributes++], attribute, strlen(attribute) + 1);
    match_said(labels, &as, strength, strengths);
}

static bool has_any(const LtpHxl *said, const char *const *attributes)
{
    for (size_t i = 0; attributes[i]; i++)
        if (ltp_hxl_has(said, attributes[i]))
            return true;
    return false;
}

/* What the words leave open: a date is that of the report before it is any other, an organisation
 * the implementing one before the programme's, and "Population cible" is how many people, or who
 * they are. The cells and the other columns tell. */
static void match_open(const LtpLabels *labels, const LtpHxl *said, int *strengths)
{
    enum { LESS = LTP_LABEL_GRAMMAR - 5 };
    static const char *const roles[] = {"impl", "prog",    "funder", "reporting",
                                        "type", "acronym", "code",   NULL};
    static const char *const moments[] = {"start", "end", "reported", NULL};
    static const LtpHxl who = {.tag = "beneficiary", .attributes = {"type"}, .n_attributes = 1};
    bool date = strcmp(said->tag, "date") == 0 && !has_any(said, moments);
    match_said(labels, said, date ? LESS : LTP_LABEL_GRAMMAR, strengths);
    if (date)
        match_as(labels, said, "reported", LTP_LABEL_GRAMMAR, strengths);
    if (strcmp(said->tag, "org") == 0 && !has_any(said, roles))
        match_as(labels, said, "prog", LESS, strengths);
    if (strcmp(said->tag, "targeted") == 0 && ltp_hxl_has(said, "crowd"))
        match_said(labels, &who, LESS, strengths);
}

void ltp_label_match_words(const LtpLabels *labels, const char *header, size_t size, int *strengths)
{
    LtpHxl said;
    char *text = ltp_strndup(header, size);
    bool known = text && ltp_hxl_from_words(text, &said);
    if (known && strcmp(said.tag, "contact") == 0)
        known = false; /* "Nom et téléphone du point focal": one of them */
    if (known)
        match_open(labels, &said, strengths);
    else if (text && !header_turns(text) && ltp_hxl_from_beginning(text, &said))
        match_said(labels, &said, LTP_LABEL_LOOSE, strengths);
    else if (text && ltp_hxl_of_contact(text, &said))
        match_said(labels, &said, LTP_LABEL_PREFIX, strengths);
    ltp_free(text);
}

static bool says_more(const LtpHxl *whole, const LtpHxl *cut)
{
    if (strcmp(whole->tag, cut->tag) != 0)
        return true;
    for (size_t i = 0; i < whole->n_attributes; i++)
        if (!ltp_hxl_has(cut, whole->attributes[i]))
            return true;
    return false;
}

bool ltp_label_match_brackets(const LtpLabels *labels, const char *header, int *strengths)
{
    size_t cut = ltp_label_help_begins(header);
    LtpHxl whole = {.n_attributes = 0}, beginning = {.n_attributes = 0};
    if (!header[cut] || !strchr("(:", header[cut]) || strpbrk(header, "\r\n*"))
        return false;
    char *text = ltp_strdup(header), *begin = ltp_strndup(header, cut);
    for (char *at = text; at && *at; at++)
        if (*at == '(' || *at == ')' || *at == ':')
            *at = ' ';
    bool known = text && begin && ltp_hxl_from_words(text, &whole);
    bool alone = begin && ltp_hxl_from_words(begin, &beginning);
    ltp_free(text);
    ltp_free(begin);
    if (!known) /* "Planned (units)" counts no people */
        return whole.tag[0] && alone && ltp_hxl_is_figure(&beginning);
    if (alone && !says_more(&whole, &beginning))
        return false;
    return match_said(labels, &whole, LTP_LABEL_CUT, strengths) || ltp_hxl_is_figure(&whole);
}
