/* The words of a header as a hashtag: what stands first is the thing, what follows "of" says of
 * which ("date de début du projet" is a date). */
#include "importers/mapping_hxl.h"
#include "importers/mapping_meanings.h"

#include <ctype.h>
#include <string.h>

typedef struct Sentence {
    LtpHxl said;
    int rank;
    bool contradicts;
    int states;  /* words such as "ongoing", and "planned" beside them */
    bool number; /* "number of" */
    bool people; /* "people", "population", of whatever kind */
    bool counts; /* says of whom: "Beneficiarios", "Familles", "Mujeres" */
} Sentence;

static void add_attributes(LtpHxl *said, const char *attributes)
{
    while (*attributes && said->n_attributes < LTP_HXL_ATTRIBUTES) {
        size_t length = strcspn(attributes, "+");
        char *slot = said->attributes[said->n_attributes];
        memcpy(slot, attributes, length);
        slot[length] = '\0';
        if (said->n_attributes == 0 || !ltp_hxl_has(said, slot))
            said->n_attributes++;
        attributes += length + (attributes[length] == '+');
    }
}

static void choose_tag(Sentence *sentence, const LtpMeaning *meaning)
{
    const char *tag = sentence->said.tag;
    if (meaning->rank > sentence->rank) {
        memcpy(sentence->said.tag, meaning->tag, strlen(meaning->tag) + 1);
        sentence->rank = meaning->rank;
        sentence->contradicts = false;
    } else if (meaning->rank == sentence->rank && strcmp(tag, meaning->tag) != 0) {
        sentence->contradicts = true;
    }
}

static bool counts_people(const char *attributes)
{
    static const char *const who[] = {"people",   "f",        "m",      "hh",
                                      "disabled", "children", "adults", "elderly"};
    size_t length = strcspn(attributes, "+");
    for (size_t i = 0; i < sizeof who / sizeof *who; i++)
        if (strlen(who[i]) == length && strncmp(attributes, who[i], length) == 0)
            return true;
    return false;
}

/* What an attribute becomes beside the tag; NULL = means nothing there. "reporting" of an
 * organisation is who reports, of a date what it reports on; another partner is a partner, other
 * people are none of those counted; the main sector is a sector; a site of the displaced a site. */
static const char *attribute_beside(const LtpHxl *said, const char *attribute)
{
    bool org = strcmp(said->tag, "org") == 0, place = strcmp(said->tag, "loc") == 0;
    if (org && strcmp(attribute, "reported") == 0)
        return "reporting";
    if ((org && strcmp(attribute, "other") == 0) || (!org && strcmp(attribute, "impl") == 0))
        return NULL;
    if (strcmp(attribute, "prog") == 0)
        return org && !ltp_hxl_has(said, "funder") ? attribute : NULL;
    if (strcmp(said->tag, "activity") == 0 && strcmp(attribute, "type") == 0)
        return "kind+broad"; /* "Nature de l'intervention" is what is done */
    if (strcmp(attribute, "state") == 0)
        return NULL;
    if (place && (strcmp(attribute, "idps") == 0 || strcmp(attribute, "refugees") == 0))
        return NULL;
    return attribute;
}

static void settle_attributes(LtpHxl *said)
{
    LtpHxl written = *said;
    said->n_attributes = 0;
    for (size_t i = 0; i < written.n_attributes; i++) {
        const char *kept = attribute_beside(&written, written.attributes[i]);
        if (kept)
            add_attributes(said, kept);
    }
}

/* ---- the thing, and what follows "of" ---- */

typedef struct Found {
    const LtpMeaning *meaning;
    bool after; /* behind the "of" that follows the thing */
} Found;

static bool is_measure(const char *tag)
{
    return strcmp(tag, "targeted") == 0 || strcmp(tag, "reached") == 0 ||
           strcmp(tag, "inneed") == 0;
}

static bool is_place(const char *tag)
{
    return strncmp(tag, "adm", 3) == 0 || strcmp(tag, "loc") == 0;
}

enum Fate { COUNTS, DROPS, CLASHES };

/* What a tag behind "of" does: "secteur d'activité" is a sector, "bénéficiaires du projet" are
 * people; "objectif du projet" and "pays du bailleur" are nothing we know. */
static enum Fate fate_of(const Sentence *sentence, const char *tag)
{
    const char *thing = sentence->said.tag;
    bool about = strcmp(tag, "activity") == 0 || strcmp(tag, "org") == 0;
    bool figure = is_measure(thing) || strcmp(thing, "value") == 0 || strcmp(thing, "item") == 0;
    if (strcmp(thing, tag) == 0)
        return COUNTS;
    if (sentence->rank == 0) {
        if (is_measure(tag))
            return COUNTS;
        return about || strcmp(tag, "date") == 0 ? DROPS : CLASHES;
    }
    if (figure && (about || is_place(tag)))
        return sentence->people || sentence->counts ? DROPS : CLASHES;
    if (figure && strcmp(tag, "date") != 0)
        return COUNTS;
    return is_place(thing) && strcmp(tag, "org") == 0 ? CLASHES : DROPS;
}

static void take_tag(Sentence *sentence, const Found *found)
{
    enum Fate fate = found->after ? fate_of(sentence, found->meaning->tag) : COUNTS;
    if (fate == COUNTS)
        choose_tag(sentence, found->meaning);
    else if (fate == CLASHES)
        sentence->contradicts = true;
}

static void take_attributes(Sentence *sentence, const LtpMeaning *meaning)
{
    const char *attributes = meaning->attributes;
    bool crowd = strcmp(attributes, "crowd") == 0;
    if (meaning->tag && strcmp(meaning->tag, sentence->said.tag) != 0)
        return;
    if (!crowd && strcmp(attributes, "people") != 0)
        add_attributes(&sentence->said, attributes);
    else if (crowd && is_measure(sentence->said.tag))
        add_attributes(&sentence->said, attributes); /* how many, or who they are */
}

static bool is_met_by(const char *tag)
{
    return is_place(tag) || strcmp(tag, "org") == 0 || strcmp(tag, "activity") == 0;
}

/* Where a measure is of no people: "Villages touchés" are places and "Activités prévues"
 * activities. */
static bool is_met(const Sentence *sentence, const Found *found, size_t count)
{
    bool thing = false, measure = false;
    for (size_t i = 0; i < count; i++)
        if (found[i].meaning->tag && !found[i].after) {
            thing |= is_met_by(found[i].meaning->tag);
            measure |= is_measure(found[i].meaning->tag);
        }
    return thing && measure && !sentence->people && !sentence->counts;
}

/* "Planned", "Ongoing", "Completed": two of them are a status, if one says what goes on. */
static int count_states(const Found *found, size_t count)
{
    int states = 0, others = 0;
    for (size_t i = 0; i < count; i++) {
        const LtpMeaning *meaning = found[i].meaning;
        states += strcmp(meaning->attributes, "state") == 0;
        others += meaning->tag && (is_measure(meaning->tag) || strcmp(meaning->tag, "date") == 0);
    }
    return states > 0 ? states + others : 0;
}

/* "Femmes et filles" are all of that sex. */
static bool is_whole_sex(const Found *found, size_t count, const char *grown, const char *young)
{
    bool has_grown = false, has_young = false;
    for (size_t i = 0; i < count; i++) {
        has_grown |= strcmp(found[i].meaning->attributes, grown) == 0;
        has_young |= strcmp(found[i].meaning->attributes, young) == 0;
    }
    return has_grown && has_young;
}

static void take_tags(Sentence *sentence, const Found *found, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *attributes = found[i].meaning->attributes;
        sentence->people |= strcmp(attributes, "people") == 0 || strcmp(attributes, "crowd") == 0;
        sentence->counts |= counts_people(attributes);
    }
    bool met = is_met(sentence, found, count);
    for (size_t i = 0; i < count; i++)
        if (found[i].meaning->tag && !(met && is_measure(found[i].meaning->tag)))
            take_tag(sentence, &found[i]);
    sentence->contradicts |= met && sentence->number; /* "Nombre de villages touchés" */
    bool whole = is_whole_sex(found, count, "f", "f+children") ||
                 is_whole_sex(found, count, "m", "m+children");
    for (size_t i = 0; i < count; i++)
        if (!whole || !strstr(found[i].meaning->attributes, "+children"))
            take_attributes(sentence, found[i].meaning);
    sentence->states = count_states(found, count);
    if (is_measure(sentence->said.tag) && !sentence->people && !sentence->counts)
        add_attributes(&sentence->said, "bare"); /* of people, or of things? */
}

/* "Type de population assistée", "Beneficiary status": which people, and not how many. */
static bool kind_of_people(const Sentence *sentence)
{
    const char *tag = sentence->said.tag;
    bool typed = ltp_hxl_has(&sentence->said, "type");
    return (typed &&
            (sentence->rank == 0 || strcmp(tag, "reached") == 0 || strcmp(tag, "targeted") == 0)) ||
           strcmp(tag, "status") == 0;
}

/* What names no measure: "Type de bénéficiaires" is the population type, "Beneficiarios" and
 * "Familles" are those reached. */
static bool settle(Sentence *sentence)
{
    LtpHxl *said = &sentence->said;
    if (sentence->people && kind_of_people(sentence)) {
        memcpy(said->tag, "beneficiary", sizeof "beneficiary");
        add_attributes(said, "type");
        return true;
    }
    if (sentence->rank == 0 && sentence->counts && !ltp_hxl_has(said, "code") &&
        !ltp_hxl_has(said, "name")) {
        memcpy(said->tag, "reached", sizeof "reached");
        return true;
    }
    if (sentence->states > 1 && !sentence->people && !sentence->counts &&
        (sentence->rank == 0 || is_measure(said->tag) || strcmp(said->tag, "date") == 0)) {
        *said = (LtpHxl){.tag = "status"}; /* "Planned / Ongoing / Completed" */
        return true;
    }
    if (sentence->rank == 0 && ltp_hxl_has(said, "funder") && said->n_attributes == 1) {
        memcpy(said->tag, "org", sizeof "org"); /* "Financement" */
        return true;
    }
    bool detail = ltp_hxl_has(said, "detail");
    if (detail && (strcmp(said->tag, "activity") != 0 || ltp_hxl_has(said, "project")))
        return false; /* "Description du site" */
    if (sentence->number && strcmp(said->tag, "date") == 0)
        return false; /* "Nombre de mois" */
    return sentence->rank > 0 && !sentence->contradicts;
}

/* ---- reading ---- */

static bool is_of(const char *word)
{
    static const char *const words[] = {
        "de", "des", "du",   "d",   "of",   "del",  "da", "do",  "das", "dos", "in",  "en", "em",
        "no", "na",  "dans", "for", "para", "pour", "by", "par", "por", "au",  "aux", "on", "sur"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

/* "FSC Main activity", "Indicador RMRP": a few capitals among small letters name a plan or a
 * cluster. */
static bool is_plan(const char *header, const char *word)
{
    enum { LONGEST = 5 };
    size_t length = strlen(word);
    bool small = false;
    for (const char *at = header; *at; at++)
        small |= islower((unsigned char)*at) != 0;
    if (!small || length < 2 || length > LONGEST)
        return false;
    for (const char *at = header; *at; at++) {
        size_t i = 0;
        while (i < length && (isupper((unsigned char)at[i]) || isdigit((unsigned char)at[i])) &&
               tolower((unsigned char)at[i]) == word[i])
            i++;
        if (i == length && !isalnum((unsigned char)at[i]) &&
            (at == header || !isalnum((unsigned char)at[-1])))
            return isupper((unsigned char)*at) != 0;
    }
    return false;
}

static bool is_thing(const LtpMeaning *meaning)
{
    return meaning->tag != NULL || counts_people(meaning->attributes) ||
           strcmp(meaning->attributes, "crowd") == 0;
}

/* "Donor 2" */
static bool is_ordinal(const LtpLabelWords *words, size_t at)
{
    return at > 0 && at + 1 == words->count && strlen(words->word[at]) == 1 &&
           strchr("123", *words->word[at]);
}

/* Whether an unknown word can only describe the thing beside it: "Priority activity", "Observations
 * éventuelles", but not "Activity duration". */
static bool describes(const LtpLabelWords *words, size_t at)
{
    static const char *const things_behind[] = {"activity", "activities", "comment", "comments",
                                                "remark",   "remarks",    "modality"};
    static const char *const things_before[] = {
        "activite",    "activites",   "actividad",    "actividades", "atividade",
        "atividades",  "actividade",  "observations", "observation", "observaciones",
        "observacoes", "commentaire", "commentaires", "comentarios", "remarque",
        "remarques",   "modalite",    "modalidad",    "modalidade"};
    for (size_t i = 0; i < sizeof things_behind / sizeof *things_behind; i++)
        if (at + 2 == words->count && strcmp(words->word[at + 1], things_behind[i]) == 0)
            return true;
    for (size_t i = 0; at > 0 && i < sizeof things_before / sizeof *things_before; i++)
        if (at + 1 == words->count && strcmp(words->word[at - 1], things_before[i]) == 0)
            return true;
    return false;
}

/* What each word means; false when one is not known, unless that is allowed (`loose`) and it stands
 * behind "of" or describes the thing. */
static bool find_meanings(const char *header, const LtpLabelWords *words, bool loose, Found *found,
                          size_t *n_found)
{
    bool thing = false, after = false;
    for (size_t at = 0, covered = 0; at < words->count; at += covered) {
        const LtpMeaning *meaning = ltp_meaning_at(words, at, &covered);
        if (meaning) {
            found[(*n_found)++] = (Found){meaning, after};
            thing |= is_thing(meaning);
            continue;
        }
        covered = 1;
        if (ltp_word_is_filler(words->word[at]))
            after |= thing && is_of(words->word[at]);
        else if (!is_plan(header, words->word[at]) && !(loose && (after || describes(words, at))))
            return false;
    }
    return true;
}

static bool read_header(const char *header, bool loose, LtpHxl *said)
{
    LtpLabelWords words = ltp_label_words_split(header, strlen(header));
    Found found[LTP_MAX_LABEL_WORDS];
    size_t n_found = 0;
    Sentence sentence = {.rank = 0};
    bool ordinal = words.count > 0 && is_ordinal(&words, words.count - 1);
    for (size_t i = 0; i < words.count; i++)
        sentence.number |= ltp_word_is_number_of(words.word[i]);
    words.count -= ordinal;
    bool known = words.count > 0 && words.count < LTP_MAX_LABEL_WORDS &&
                 find_meanings(header, &words, loose, found, &n_found);
    ltp_label_words_release(&words);
    *said = sentence.said;
    if (!known)
        return false;
    take_tags(&sentence, found, n_found);
    settle_attributes(&sentence.said);
    bool settled = settle(&sentence);
    *said = sentence.said;
    return settled && (!ordinal || strcmp(said->tag, "org") == 0);
}

bool ltp_hxl_from_words(const char *header, LtpHxl *said)
{
    return read_header(header, false, said);
}

bool ltp_hxl_from_beginning(const char *header, LtpHxl *said)
{
    static const char *const things[] = {"activity", "description", "modality", "loc"};
    if (!read_header(header, true, said) || ltp_hxl_has(said, "project") ||
        ltp_hxl_has(said, "code"))
        return false;
    if (strcmp(said->tag, "date") == 0)
        return ltp_hxl_has(said, "start") || ltp_hxl_has(said, "end");
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (strcmp(said->tag, things[i]) == 0)
            return true;
    return false;
}

/* "mobile" and "tel" are also those of clinics and hills. */
bool ltp_hxl_of_contact(const char *header, LtpHxl *said)
{
    LtpLabelWords words = ltp_label_words_split(header, strlen(header));
    bool contact = false, phone = false, email = false;
    for (size_t at = 0, covered = 0; at < words.count; at += covered) {
        const LtpMeaning *meaning = ltp_meaning_at(&words, at, &covered);
        covered += covered == 0;
        if (!meaning || !meaning->tag || strcmp(meaning->tag, "contact") != 0 ||
            strcmp(words.word[at], "mobile") == 0 || strcmp(words.word[at], "tel") == 0)
            continue;
        contact = true;
        phone |= strcmp(meaning->attributes, "phone") == 0;
        email |= strcmp(meaning->attributes, "email") == 0;
    }
    ltp_label_words_release(&words);
    *said = (LtpHxl){.tag = "contact"};
    if (phone != email)
        add_attributes(said, phone ? "phone" : "email");
    return contact;
}

bool ltp_hxl_is_figure(const LtpHxl *said)
{
    return is_measure(said->tag);
}
