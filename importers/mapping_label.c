#include "importers/mapping_label_words.h"

#include "base/lang.h"
#include "base/text.h"
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

/* "N° projet" is no "Projet": without its order the number would be lost. */
static bool is_numbered(const LtpField *field, const char *text, size_t size)
{
    LtpHxl own;
    bool code = field->hxl && ltp_hxl_parse(field->hxl, &own) &&
                (ltp_hxl_has(&own, "code") || ltp_hxl_has(&own, "id"));
    LtpLabelWords words = ltp_label_words_split(text, code ? size : 0);
    bool numbered = false;
    for (size_t i = 0; i < words.count; i++)
        numbered |= ltp_word_is_number_of(words.word[i]);
    ltp_label_words_release(&words);
    return numbered;
}

static LtpCode add_label(LtpLabels *labels, const char *text, size_t size, size_t field,
                         LtpError *err)
{
    LtpBuf key = {0};
    LtpCode rc = LTP_OK;
    if (squash(text, size, &key))
        rc = add_key(labels, ltp_buf_text(&key), field, false, err);
    if (rc == LTP_OK && !is_numbered(&labels->layer->fields[field], text, size) &&
        bag(text, size, &key))
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

static void match_key(const LtpLabels *labels, const LtpBuf *key, int strength, int *strengths)
{
    int64_t number = ltp_hash_get(labels->keys, ltp_buf_text(key));
    if (number < 0)
        return;
    for (size_t i = labels->first[number]; i != SIZE_MAX; i = labels->entries[i].next)
        ltp_label_raise(&strengths[labels->entries[i].field],
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

/* The last part of a form's group path: "group/sub_group/question", identifiers all of them. */
static const char *path_tail(const char *header)
{
    const char *slash = strrchr(header, '/');
    size_t identifier = strspn(header, "abcdefghijklmnopqrstuvwxyz0123456789_-./");
    return slash && slash[1] && !header[identifier] ? slash + 1 : NULL;
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
            ltp_label_raise(&strengths[labels->entries[i].field], LTP_LABEL_PREFIX);
}

/* The longest beginning of the header that is a label: "Commune d'intervention". */
static void match_prefix(const LtpLabels *labels, const char *header, int *strengths)
{
    enum { TELLING = 6 }; /* letters: "Date" and "Zone" begin too many things */
    LtpLabelWords words = ltp_label_words_split(header, ltp_label_help_begins(header));
    LtpBuf key = {0};
    for (size_t n = words.count > 0 ? words.count - 1 : 0; n > 0; n--) {
        ltp_buf_clear(&key);
        for (size_t i = 0; i < n; i++)
            ltp_buf_puts(&key, words.word[i]);
        int64_t number = key.size < TELLING ? -1 : ltp_hash_get(labels->keys, ltp_buf_text(&key));
        if (number < 0)
            continue;
        if (!ltp_words_turn(&words, n))
            match_beginning(labels, number, words.count - n, strengths);
        break;
    }
    ltp_buf_release(&key);
    ltp_label_words_release(&words);
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

/* ---- two names for one thing ---- */

enum { KNOWN = LTP_LABEL_PREFIX + 5 };

static bool is_place(const LtpField *field)
{
    LtpHxl own;
    return field->hxl && ltp_hxl_parse(field->hxl, &own) &&
           (strncmp(own.tag, "adm", 3) == 0 || strcmp(own.tag, "loc") == 0) &&
           !ltp_hxl_has(&own, "code");
}

/* What the parts say together: `all` what each of them says, `any` what one of them does. */
typedef struct Alternatives {
    int *part, *all, *any, *first;
    size_t known; /* parts */
} Alternatives;

/* Where the part ends: at a slash or before "or"; `skip`: from there to the next part. */
static size_t part_size(const char *text, size_t size, size_t *skip)
{
    static const char *const ors[] = {"/", " or ", " ou ", " o "};
    size_t least = size;
    *skip = 0;
    for (size_t i = 0; i < sizeof ors / sizeof *ors; i++) {
        const char *at = strstr(text, ors[i]);
        if (at && (size_t)(at - text) < least) {
            least = (size_t)(at - text);
            *skip = strlen(ors[i]);
        }
    }
    return least;
}

static void add_part(const LtpLabels *labels, const char *text, size_t size, Alternatives *said)
{
    size_t n = labels->layer->n_fields;
    bool known = false;
    memset(said->part, 0, n * sizeof *said->part);
    match_text(labels, text, size, LTP_LABEL_WHOLE, said->part);
    ltp_label_match_words(labels, text, size, said->part);
    for (size_t i = 0; i < n; i++)
        known |= said->part[i] >= KNOWN;
    for (size_t i = 0; i < n && known; i++) {
        int part = said->part[i] >= KNOWN ? said->part[i] : 0;
        said->all[i] = said->known == 0 || part < said->all[i] ? part : said->all[i];
        ltp_label_raise(&said->any[i], part);
        said->first[i] = said->known == 0 ? part : said->first[i];
    }
    said->known += known;
}

/* Whether all that is said has the property, though not all the parts say the same. */
static bool are_all(const LtpLabels *labels, const Alternatives *said,
                    bool (*property)(const LtpField *))
{
    for (size_t i = 0; i < labels->layer->n_fields; i++)
        if (said->any[i] && !property(&labels->layer->fields[i]))
            return false;
    return said->known > 0;
}

static bool is_personal(const LtpField *field)
{
    return (field->flags & LTP_PERSONAL) != 0;
}

static bool is_settlement(const LtpField *field)
{
    return strcmp(field->name, "settlement") == 0;
}

/* Where the parts are at odds: a village or a ward is a place below the units; of two levels, or
 * two ways to reach a person, it is the first. */
static void settle_odds(const LtpLabels *labels, const Alternatives *said, int *strengths)
{
    bool places = are_all(labels, said, is_place), personal = are_all(labels, said, is_personal),
         settlement = false;
    for (size_t i = 0; i < labels->layer->n_fields; i++)
        settlement |= said->any[i] > 0 && is_settlement(&labels->layer->fields[i]);
    for (size_t i = 0; i < labels->layer->n_fields && (places || personal); i++) {
        bool low = places && settlement;
        if (low ? said->any[i] > 0 && is_settlement(&labels->layer->fields[i]) : said->first[i] > 0)
            ltp_label_raise(&strengths[i], KNOWN);
    }
}

/* Parts that agree are as good as one; a known one beside unknown ones says less, and nothing of
 * figures. */
static void settle_alternatives(const LtpLabels *labels, const Alternatives *said, int *strengths)
{
    bool agree = false;
    for (size_t i = 0; i < labels->layer->n_fields; i++) {
        const LtpField *field = &labels->layer->fields[i];
        agree |= said->all[i] > 0;
        if (said->all[i] > 0 && said->known > 1)
            ltp_label_raise(&strengths[i],
                            said->all[i] < LTP_LABEL_WORDS ? said->all[i] : LTP_LABEL_WORDS);
        else if (said->all[i] > 0 && !field->people.measure)
            ltp_label_raise(&strengths[i], KNOWN);
    }
    if (!agree)
        settle_odds(labels, said, strengths);
}

/* "Municipality/City", "Donor / Doador": the same in two words or two languages, if what they say
 * is not at odds ("Filles/Garçons"). */
static void match_alternatives(const LtpLabels *labels, const char *header, int *strengths)
{
    size_t n = labels->layer->n_fields, skip;
    char *text = ltp_strndup(header, ltp_label_help_begins(header));
    int *table = ltp_calloc(4 * n + 1, sizeof *table);
    Alternatives said = {table, table + n, table + 2 * n, table + 3 * n, 0};
    size_t size = text ? strlen(text) : 0;
    if (text && table && part_size(text, size, &skip) < size) {
        for (size_t at = 0; at < size; at += skip) {
            size_t length = part_size(text + at, size - at, &skip);
            add_part(labels, text + at, length, &said);
            at += length;
            if (skip == 0)
                break;
        }
        settle_alternatives(labels, &said, strengths);
    }
    ltp_free(table);
    ltp_free(text);
}

/* ---- people ---- */

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
        ltp_label_raise(&strengths[best], LTP_LABEL_WORDS);
    return best != SIZE_MAX;
}

/* ---- "name of" ---- */

static bool is_named(const LtpField *field)
{
    LtpHxl own;
    return field->hxl && ltp_hxl_parse(field->hxl, &own) && !ltp_hxl_has(&own, "code") &&
           !ltp_hxl_has(&own, "type") && !ltp_hxl_has(&own, "acronym") &&
           !ltp_hxl_has(&own, "id") && !field->people.measure;
}

/* "Zone name", "Nom du responsable": what the rest names, if names are what the field holds. */
static void match_named(const LtpLabels *labels, const char *header, size_t size, int *strengths)
{
    static const char *const names[] = {"name",  "nom",  "nombre",  "nome",
                                        "names", "noms", "intitule"};
    LtpLabelWords words = ltp_label_words_split(header, size);
    LtpBuf rest = {0};
    bool named = false;
    for (size_t i = 0; i < words.count; i++) {
        bool name = false;
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            name |= (i == 0 || i + 1 == words.count) && strcmp(words.word[i], names[k]) == 0;
        named |= name;
        if (!name && !(named && rest.size == 0 && ltp_word_is_filler(words.word[i])))
            ltp_buf_printf(&rest, "%s%s", rest.size > 0 ? " " : "", words.word[i]);
    }
    int *found = named && rest.size > 0 ? ltp_calloc(labels->layer->n_fields, sizeof *found) : NULL;
    if (found)
        match_text(labels, ltp_buf_text(&rest), rest.size, LTP_LABEL_WHOLE, found);
    for (size_t i = 0; found && i < labels->layer->n_fields; i++)
        if (found[i] >= LTP_LABEL_WORDS && is_named(&labels->layer->fields[i]))
            ltp_label_raise(&strengths[i], LTP_LABEL_WORDS);
    ltp_free(found);
    ltp_buf_release(&rest);
    ltp_label_words_release(&words);
}

enum { OF_SOME = 5 };

/* Up to the brackets. Whom of the people they speak of is not known, so that a header without them
 * means the total more surely: "Reached individuals (Lebanese)". */
static void match_cut(const LtpLabels *labels, const char *header, size_t cut, int *strengths)
{
    enum { MOST = LTP_LABEL_WORDS - OF_SOME };
    int *found = ltp_calloc(labels->layer->n_fields, sizeof *found);
    if (found)
        match_text(labels, header, cut, LTP_LABEL_CUT, found);
    for (size_t i = 0; found && i < labels->layer->n_fields; i++) {
        bool figure = labels->layer->fields[i].people.measure && found[i] > MOST;
        ltp_label_raise(&strengths[i], figure ? MOST : found[i]);
    }
    ltp_free(found);
}

static void match_header(const LtpLabels *labels, const char *header, int *strengths)
{
    size_t cut = ltp_label_help_begins(header);
    if (match_people(labels, header, strengths))
        return;
    const char *tail = path_tail(header);
    match_text(labels, header, strlen(header), LTP_LABEL_WHOLE, strengths);
    if (ltp_label_match_brackets(labels, header, strengths))
        return;
    if (header[cut])
        match_cut(labels, header, cut, strengths);
    if (tail)
        match_text(labels, tail, strlen(tail), LTP_LABEL_CUT, strengths);
    ltp_label_match_words(labels, header, cut, strengths);
    for (size_t i = 0; header[cut] == '(' && i < labels->layer->n_fields; i++)
        if (labels->layer->fields[i].people.measure && strengths[i] > OF_SOME)
            strengths[i] -= OF_SOME;
    match_named(labels, header, cut, strengths);
    match_prefix(labels, header, strengths);
    match_alternatives(labels, header, strengths);
}

/* "% de femmes": a share is no count. */
static void forget_figures(const LtpLabels *labels, int *strengths)
{
    for (size_t i = 0; i < labels->layer->n_fields; i++)
        if (labels->layer->fields[i].people.measure)
            strengths[i] = 0;
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
    if (strchr(header, '%'))
        forget_figures(labels, strengths);
    ltp_buf_release(&plain);
}
