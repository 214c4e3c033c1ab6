#include "importers/mapping_label.h"

#include "base/lang.h"
#include "base/text.h"
#include "importers/mapping_hxl.h"
#include "importers/mapping_people.h"
#include "importers/mapping_words.h"

#include <stdlib.h>
#include <string.h>

/* ---- keys: what headers are compared by ---- */

/* Folded without spaces, so that "Femmesciblées", "RegionPcode" and "Nom_Organisation" are found.
 */
static bool squash(const char *text, size_t size, LtpBuf *key)
{
    char *part = ltp_strndup(text, size);
    LtpBuf folded = {0};
    ltp_buf_clear(key);
    if (part)
        ltp_text_fold(part, &folded);
    for (const char *at = ltp_buf_text(&folded); *at; at++)
        if (*at != ' ')
            ltp_buf_putc(key, *at);
    ltp_buf_release(&folded);
    ltp_free(part);
    return key->size > 0;
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The words in no order, fillers off, stemmed, each after a '='. False when none is left. */
static bool bag(const char *text, size_t size, LtpBuf *key)
{
    LtpLabelWords words = ltp_label_words_split(text, size);
    size_t kept = 0;
    ltp_buf_clear(key);
    for (size_t i = 0; i < words.count; i++)
        if (!ltp_word_is_filler(words.word[i])) {
            ltp_word_stem(words.word[i]);
            words.word[kept++] = words.word[i];
        }
    qsort(words.word, kept, sizeof *words.word, compare_words);
    for (size_t i = 0; i < kept; i++)
        ltp_buf_printf(key, "=%s", words.word[i]);
    ltp_label_words_release(&words);
    return kept > 0;
}

/* ---- the index ---- */

static LtpCode add_key(LtpLabels *labels, const char *key, size_t field, bool technical,
                       LtpError *err)
{
    int64_t number;
    size_t before = ltp_hash_count(labels->keys);
    LTP_TRY(ltp_hash_intern(labels->keys, key, &number, err));
    LTP_TRY(ltp_grow((void **)&labels->first, &labels->first_capacity, ltp_hash_count(labels->keys),
                     sizeof *labels->first, err));
    if (ltp_hash_count(labels->keys) > before)
        labels->first[number] = SIZE_MAX;
    for (size_t i = labels->first[number]; i != SIZE_MAX; i = labels->entries[i].next)
        if (labels->entries[i].field == field)
            return LTP_OK;
    LTP_TRY(ltp_grow((void **)&labels->entries, &labels->capacity, labels->n_entries,
                     sizeof *labels->entries, err));
    labels->entries[labels->n_entries] =
        (struct LtpLabelEntry){field, labels->first[number], technical};
    labels->first[number] = labels->n_entries++;
    return LTP_OK;
}

static LtpCode add_label(LtpLabels *labels, const char *text, size_t size, size_t field,
                         LtpError *err)
{
    LtpBuf key = {0};
    LtpCode rc = LTP_OK;
    if (squash(text, size, &key))
        rc = add_key(labels, ltp_buf_text(&key), field, false, err);
    if (rc == LTP_OK && bag(text, size, &key))
        rc = add_key(labels, ltp_buf_text(&key), field, false, err);
    ltp_buf_release(&key);
    return rc;
}

static LtpCode add_name(LtpLabels *labels, const char *name, size_t field, LtpError *err)
{
    LtpBuf key = {0};
    LtpCode rc = LTP_OK;
    if (name && squash(name, strlen(name), &key))
        rc = add_key(labels, ltp_buf_text(&key), field, true, err);
    ltp_buf_release(&key);
    return rc;
}

static LtpCode add_field(LtpLabels *labels, size_t i, LtpError *err)
{
    const LtpField *field = &labels->layer->fields[i];
    const char *const texts[] = {field->label.fr, field->label.en};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        LTP_TRY(add_label(labels, texts[t], strlen(texts[t]), i, err));
    for (const char *at = field->synonyms; at && *at;) {
        size_t size = strcspn(at, "|");
        if (*at != '#') /* a hashtag among the synonyms is none */
            LTP_TRY(add_label(labels, at, size, i, err));
        at += size + (at[size] == '|');
    }
    LTP_TRY(add_name(labels, field->name, i, err));
    return add_name(labels, field->dbf, i, err);
}

LtpCode ltp_labels_build(LtpLabels *labels, const LtpLayer *layer, LtpError *err)
{
    labels->layer = layer;
    labels->keys = ltp_hash_new();
    if (!labels->keys)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    for (size_t i = 0; i < layer->n_fields; i++)
        if (layer->fields[i].flags & LTP_INPUT)
            LTP_TRY(add_field(labels, i, err));
    return LTP_OK;
}

void ltp_labels_release(LtpLabels *labels)
{
    ltp_hash_free(labels->keys);
    ltp_free(labels->entries);
    ltp_free(labels->first);
    *labels = (LtpLabels){0};
}

/* ---- matching ---- */

static void raise(int *strength, int to)
{
    if (*strength < to)
        *strength = to;
}

static void match_key(const LtpLabels *labels, const LtpBuf *key, int strength, int *strengths)
{
    int64_t number = ltp_hash_get(labels->keys, ltp_buf_text(key));
    if (number < 0)
        return;
    for (size_t i = labels->first[number]; i != SIZE_MAX; i = labels->entries[i].next)
        raise(&strengths[labels->entries[i].field],
              labels->entries[i].technical ? LTP_LABEL_NAME : strength);
}

static void match_text(const LtpLabels *labels, const char *text, size_t size, int whole,
                       int *strengths)
{
    LtpBuf key = {0};
    if (squash(text, size, &key))
        match_key(labels, &key, whole, strengths);
    if (bag(text, size, &key))
        match_key(labels, &key, LTP_LABEL_WORDS - (LTP_LABEL_WHOLE - whole), strengths);
    ltp_buf_release(&key);
}

/* Where help text begins: a line break, a parenthesis, a colon; the whole length when nowhere. */
static size_t help_begins(const char *header)
{
    size_t at = strspn(header, " \t\r\n(");
    return at + strcspn(header + at, "\r\n([:*");
}

/* The last part of a form's group path: "group/sub_group/question", identifiers all of them. */
static const char *path_tail(const char *header)
{
    const char *slash = strrchr(header, '/');
    size_t identifier = strspn(header, "abcdefghijklmnopqrstuvwxyz0123456789_-./");
    return slash && slash[1] && !header[identifier] ? slash + 1 : NULL;
}

/* What stands behind a known beginning turns its meaning: "Commune d'origine" is no place of work.
 */
static bool turns_meaning(const LtpLabelWords *words, size_t from)
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

/* Places, sectors, dates and modalities keep their meaning under a longer header, activities under
 * one more word; others do not. */
static bool may_be_longer(const LtpField *field, size_t more)
{
    LtpHxl own;
    if (!field->hxl || !ltp_hxl_parse(field->hxl, &own))
        return false;
    if (strcmp(own.tag, "activity") == 0)
        return more == 1 && !ltp_hxl_has(&own, "project");
    return strncmp(own.tag, "adm", 3) == 0 || strcmp(own.tag, "sector") == 0 ||
           strcmp(own.tag, "date") == 0 || strcmp(own.tag, "modality") == 0;
}

static void match_beginning(const LtpLabels *labels, int64_t key, size_t more, int *strengths)
{
    for (size_t i = labels->first[key]; i != SIZE_MAX; i = labels->entries[i].next)
        if (!labels->entries[i].technical &&
            may_be_longer(&labels->layer->fields[labels->entries[i].field], more))
            raise(&strengths[labels->entries[i].field], LTP_LABEL_PREFIX);
}

/* The longest beginning of the header that is a label: "Commune d'intervention". */
static void match_prefix(const LtpLabels *labels, const char *header, int *strengths)
{
    enum { TELLING = 6 }; /* letters: "Date" and "Zone" begin too many things */
    LtpLabelWords words = ltp_label_words_split(header, help_begins(header));
    LtpBuf key = {0};
    for (size_t n = words.count > 0 ? words.count - 1 : 0; n > 0; n--) {
        ltp_buf_clear(&key);
        for (size_t i = 0; i < n; i++)
            ltp_buf_puts(&key, words.word[i]);
        int64_t number = key.size < TELLING ? -1 : ltp_hash_get(labels->keys, ltp_buf_text(&key));
        if (number < 0)
            continue;
        if (!turns_meaning(&words, n))
            match_beginning(labels, number, words.count - n, strengths);
        break;
    }
    ltp_buf_release(&key);
    ltp_label_words_release(&words);
}

/* The header's words as a hashtag, against the fields' own. */
static void match_grammar(const LtpLabels *labels, const char *header, int *strengths)
{
    LtpHxl said;
    char *text = ltp_strndup(header, help_begins(header));
    if (text && ltp_hxl_from_words(text, &said))
        for (size_t i = 0; i < labels->layer->n_fields; i++) {
            const LtpField *field = &labels->layer->fields[i];
            int score = field->flags & LTP_INPUT ? ltp_hxl_field_score(&said, field) : 0;
            if (score > 0)
                raise(&strengths[i], LTP_LABEL_GRAMMAR * score / 100);
        }
    ltp_free(text);
}

/* "Bailleur(s)" is "Bailleurs": a header without such marks of the plural. Of a cell as long as no
 * header is, the beginning. */
static void put_without_plurals(const char *header, LtpBuf *out)
{
    enum { LONGEST = 400 };
    static const char *const marks[] = {"(s)", "(S)", "(es)", "(e)", "(x)"};
    for (const char *at = header; *at && out->size < LONGEST;) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (strncmp(at, marks[i], strlen(marks[i])) == 0)
                skip = strlen(marks[i]);
        if (skip == 0)
            ltp_buf_putc(out, *at);
        at += skip > 0 ? skip : 1;
    }
}

static bool is_personal(const LtpLabels *labels, size_t entry)
{
    return labels->layer->fields[labels->entries[entry].field].flags & LTP_PERSONAL;
}

static bool shares_field(const LtpLabels *labels, size_t a, size_t b)
{
    if (a == SIZE_MAX)
        return true;
    for (size_t i = labels->first[a]; i != SIZE_MAX; i = labels->entries[i].next)
        for (size_t k = labels->first[b]; k != SIZE_MAX; k = labels->entries[k].next)
            if (labels->entries[i].field == labels->entries[k].field ||
                (is_personal(labels, i) && is_personal(labels, k)))
                return true;
    return false;
}

/* "Municipality/City", "Structure/ONG": one of two names for the same thing, if what they name is
 * not at odds; figures of people are ("Filles/Garçons"). */
static void match_alternatives(const LtpLabels *labels, const char *header, int *strengths)
{
    size_t size = help_begins(header), found = SIZE_MAX;
    LtpBuf key = {0};
    bool clash = false;
    for (size_t at = 0; memchr(header, '/', size) && at < size; at++) {
        const char *slash = memchr(header + at, '/', size - at);
        size_t length = slash ? (size_t)(slash - header) - at : size - at;
        int64_t number =
            squash(header + at, length, &key) ? ltp_hash_get(labels->keys, ltp_buf_text(&key)) : -1;
        size_t entry = number < 0 ? SIZE_MAX : labels->first[number];
        if (entry != SIZE_MAX && !labels->entries[entry].technical && found == SIZE_MAX)
            found = (size_t)number;
        else if (entry != SIZE_MAX && (size_t)number != found)
            clash = clash || !shares_field(labels, found, (size_t)number);
        at += length;
    }
    ltp_buf_release(&key);
    for (size_t i = found == SIZE_MAX || clash ? SIZE_MAX : labels->first[found]; i != SIZE_MAX;
         i = labels->entries[i].next)
        if (!labels->layer->fields[labels->entries[i].field].people.measure)
            raise(&strengths[labels->entries[i].field], LTP_LABEL_PREFIX + 5);
}

static bool same_people(const LtpPeopleCell *a, const LtpPeopleCell *b)
{
    return a->measure && strcmp(a->measure, b->measure) == 0 && a->sex == b->sex &&
           a->age_min == b->age_min && a->age_max == b->age_max && a->disability == b->disability &&
           a->households == b->households;
}

/* "Girls (0-5)": the field of just these people, else that of any band. */
static bool match_people(const LtpLabels *labels, const char *header, int *strengths)
{
    LtpPeopleCell said;
    size_t best = SIZE_MAX;
    if (!ltp_people_from_header(header, &said))
        return false;
    for (size_t i = 0; i < labels->layer->n_fields; i++) {
        const LtpPeopleCell *cell = &labels->layer->fields[i].people;
        if (same_people(cell, &said))
            best = i;
        else if (best == SIZE_MAX && cell->age_min == LTP_AGES_IN_HEADER &&
                 strcmp(cell->measure, said.measure) == 0)
            best = i;
    }
    if (best != SIZE_MAX)
        raise(&strengths[best], LTP_LABEL_WORDS);
    return best != SIZE_MAX;
}

static void match_header(const LtpLabels *labels, const char *header, int *strengths)
{
    size_t cut = help_begins(header);
    if (match_people(labels, header, strengths))
        return;
    const char *tail = path_tail(header);
    match_text(labels, header, strlen(header), LTP_LABEL_WHOLE, strengths);
    if (header[cut])
        match_text(labels, header, cut, LTP_LABEL_CUT, strengths);
    if (tail)
        match_text(labels, tail, strlen(tail), LTP_LABEL_CUT, strengths);
    match_grammar(labels, header, strengths);
    match_prefix(labels, header, strengths);
    match_alternatives(labels, header, strengths);
}

void ltp_labels_match(const LtpLabels *labels, const char *header, int *strengths)
{
    LtpBuf plain = {0};
    size_t length;
    ltp_text_trim(header, &length);
    if (length == 0)
        return;
    put_without_plurals(header, &plain);
    match_header(labels, ltp_buf_text(&plain), strengths);
    ltp_buf_release(&plain);
}

bool ltp_header_is_personal(const char *header)
{
    static const char *const words[] = {
        "contact",
        "contacts",
        "contacto",
        "contato",
        "email",
        "e mail",
        "mail",
        "courriel",
        "correo",
        "telephone",
        "tel",
        "phone",
        "mobile",
        "gsm",
        "whatsapp",
        "telefono",
        "telefone",
        "celular",
        "cellulaire",
        "point focal",
        "focal point",
        "punto focal",
        "personne ressource",
        "prenom",
        "prenoms",
        "surname",
        "first name",
        "last name",
        "enqueteur",
        "enumerator",
        "submitted by",
        "username",
        "deviceid",
        "phonenumber",
        "repondant",
        "respondent",
        "nom du responsable",
        "chef de menage",
        "reporting officer",
        "persona enlace",
        "data collector",
        "agent de saisie",
        "encuestador",
        "entrevistado",
    };
    char *folded = ltp_text_folded(header);
    bool personal = false;
    for (size_t i = 0; folded && !personal && i < sizeof words / sizeof *words; i++)
        personal = ltp_text_has_word(folded, words[i]);
    ltp_free(folded);
    return personal;
}
