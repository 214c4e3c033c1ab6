#include "importers/mapping_columns.h"

#include "base/lang.h"
#include "importers/mapping_hxl.h"

#include <stdlib.h>
#include <string.h>

/* Points of evidence: a hashtag is HASHTAG plus how near it is (ltp_hxl_score, up to 100), a header
 * up to 100 (enum LtpLabelStrength). Both together outweigh either alone. What cells hold adds
 * little to what is said, and takes much from what cannot be. */
enum {
    USER = 10000,
    HASHTAG = 200,
    IMPOSSIBLE = -1000,
    FITS = 30,
    UNFIT = -40,
    NEIGHBOUR = 15,
    LEAST = 30
};

typedef struct Weighing {
    LtpMapping *mapping;
    const LtpPreview *preview;
    const LtpLabels *labels;
    const LtpField *fields;
    size_t n_fields, n_columns;
    LtpProfile *profiles; /* of each column */
    int *hashtag, *label; /* [column * n_fields + field] */
    int *owner;           /* of each field: its column, -1 = none */
    bool *fixed;          /* of each column: decided by the user */
} Weighing;

static int *at(const Weighing *w, int *points, size_t column, size_t field)
{
    return &points[column * w->n_fields + field];
}

static bool is_input(const Weighing *w, size_t field)
{
    return (w->fields[field].flags & LTP_INPUT) != 0;
}

/* ---- what cells say ---- */

static bool mostly(size_t part, size_t filled)
{
    return filled >= 3 && part * 10 >= filled * 9;
}

static bool is_code_field(const LtpField *field, LtpHxl *own)
{
    return field->hxl && ltp_hxl_parse(field->hxl, own) && ltp_hxl_has(own, "code");
}

static bool is_admin_tag(const char *tag)
{
    return strncmp(tag, "adm", 3) == 0 && tag[3] >= '0' && tag[3] <= '5' && !tag[4];
}

/* A column of P-codes is no name, title, sector or text of any kind; organisations do have codes.
 */
static int text_fit(const LtpField *field, const LtpProfile *profile)
{
    LtpHxl own;
    bool tagged = field->hxl && ltp_hxl_parse(field->hxl, &own);
    bool may_be_code = !tagged || strcmp(own.tag, "org") == 0 || ltp_hxl_has(&own, "code") ||
                       ltp_hxl_has(&own, "id");
    return mostly(profile->codes, profile->filled) && !may_be_code ? IMPOSSIBLE : 0;
}

static int admin_code_fit(const LtpProfile *profile)
{
    if (profile->codes * 2 >= profile->filled)
        return FITS;
    bool none = profile->codes * 20 < profile->filled && profile->numbers * 2 < profile->filled;
    return none && profile->filled >= 5 ? IMPOSSIBLE : 0;
}

static int share_fit(size_t part, size_t filled)
{
    if (part * 2 >= filled)
        return FITS;
    return part * 5 < filled && filled >= 5 ? UNFIT : 0;
}

static int cells_fit(const LtpField *field, const LtpProfile *profile)
{
    LtpHxl own;
    if (profile->filled == 0)
        return 0;
    if (is_code_field(field, &own) && is_admin_tag(own.tag))
        return admin_code_fit(profile);
    if (field->type == LTP_DATE)
        return share_fit(profile->dates, profile->filled);
    if (field->type == LTP_INTEGER || field->type == LTP_REAL)
        return share_fit(profile->numbers, profile->filled);
    return field->type == LTP_TEXT ? text_fit(field, profile) : 0;
}

/* Names of places stand beside their codes: tells "Estado" the region from "Estado" the status. */
static int neighbour_fit(const Weighing *w, size_t column, const LtpField *field)
{
    LtpHxl own;
    if (!field->hxl || !ltp_hxl_parse(field->hxl, &own) || !is_admin_tag(own.tag))
        return 0;
    bool beside = false;
    if (column > 0)
        beside |= mostly(w->profiles[column - 1].codes, w->profiles[column - 1].filled);
    if (column + 1 < w->n_columns)
        beside |= mostly(w->profiles[column + 1].codes, w->profiles[column + 1].filled);
    return beside ? NEIGHBOUR : 0;
}

/* ---- weighing ---- */

static int total(const Weighing *w, size_t column, size_t field)
{
    int hashtag = *at(w, w->hashtag, column, field), label = *at(w, w->label, column, field);
    if (hashtag + label == 0)
        return 0;
    int points = (hashtag > 0 ? HASHTAG + hashtag : 0) + label;
    return points + cells_fit(&w->fields[field], &w->profiles[column]) +
           neighbour_fit(w, column, &w->fields[field]);
}

typedef struct Candidate {
    size_t column, field;
    int points, choices; /* how many fields the column could be */
} Candidate;

static int compare_candidates(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    if (x->points != y->points)
        return x->points > y->points ? -1 : 1;
    if (x->choices != y->choices)
        return x->choices < y->choices ? -1 : 1;
    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

static void give(Weighing *w, size_t column, size_t field, const char *by)
{
    LtpColumn *c = &w->mapping->columns[column];
    c->field = &w->fields[field];
    c->by = by;
    w->owner[field] = (int)column;
}

static const char *reason(const Weighing *w, size_t column, size_t field)
{
    return *at(w, w->hashtag, column, field) > 0 ? "hxl" : "label";
}

static LtpCode collect(const Weighing *w, Candidate **candidates, size_t *count, LtpError *err)
{
    size_t capacity = 0;
    for (size_t column = 0; column < w->n_columns; column++) {
        size_t first = *count;
        for (size_t field = 0; field < w->n_fields && !w->fixed[column]; field++) {
            int points = is_input(w, field) ? total(w, column, field) : 0;
            if (points < LEAST)
                continue;
            LTP_TRY(ltp_grow((void **)candidates, &capacity, *count, sizeof **candidates, err));
            (*candidates)[(*count)++] = (Candidate){column, field, points, 0};
        }
        for (size_t i = first; i < *count; i++)
            (*candidates)[i].choices = (int)(*count - first);
    }
    return LTP_OK;
}

/* Best evidence first; a column and a field are given once, lists excepted. */
static LtpCode give_all(Weighing *w, LtpError *err)
{
    Candidate *candidates = NULL;
    size_t count = 0;
    LtpCode rc = collect(w, &candidates, &count, err);
    if (rc == LTP_OK && count > 0)
        qsort(candidates, count, sizeof *candidates, compare_candidates);
    for (size_t i = 0; rc == LTP_OK && i < count; i++) {
        const Candidate *c = &candidates[i];
        bool list = (w->fields[c->field].flags & LTP_REPEATS) != 0;
        if (!w->mapping->columns[c->column].field && (w->owner[c->field] < 0 || list))
            give(w, c->column, c->field, reason(w, c->column, c->field));
    }
    ltp_free(candidates);
    return rc;
}

/* The field a header or a hashtag says most surely; -1 when none reaches `least`. */
static int surest(const Weighing *w, int *points, size_t column, int least)
{
    int best = -1, most = least - 1;
    for (size_t field = 0; field < w->n_fields; field++)
        if (*at(w, points, column, field) > most) {
            most = *at(w, points, column, field);
            best = (int)field;
        }
    return best;
}

/* Tags on the wrong column: where the headers of two columns agree on who is what, and only a tag
 * says otherwise, the headers win ("Acronyme" #org+name beside "Nom organisation" without a tag).
 */
static void correct_tags(Weighing *w)
{
    for (size_t column = 0; column < w->n_columns; column++) {
        if (w->mapping->columns[column].field || w->fixed[column])
            continue;
        int wanted = surest(w, w->label, column, LTP_LABEL_CUT);
        int owner = wanted >= 0 ? w->owner[wanted] : -1;
        if (owner < 0 || w->fixed[owner] || *at(w, w->label, (size_t)owner, (size_t)wanted) > 0)
            continue;
        int other = surest(w, w->label, (size_t)owner, LTP_LABEL_CUT);
        if (other < 0 || w->owner[other] >= 0 || total(w, column, (size_t)wanted) < LEAST)
            continue;
        give(w, (size_t)owner, (size_t)other, "label");
        give(w, column, (size_t)wanted, "label");
    }
}

static bool is_adult_cell(const LtpPeopleCell *cell, const LtpPeopleCell *whole)
{
    return cell->measure && strcmp(cell->measure, whole->measure) == 0 && cell->sex == whole->sex &&
           cell->age_min == 18;
}

static bool has_children(const Weighing *w, const LtpPeopleCell *whole)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        const LtpPeopleCell *cell = &w->fields[i].people;
        if (w->owner[i] >= 0 && cell->measure && strcmp(cell->measure, whole->measure) == 0 &&
            cell->sex == whole->sex && cell->age_min == 0)
            return true;
    }
    return false;
}

/* "Femmes" tagged #reached+f beside "Filles" are the women, not women and girls together. */
static void correct_adults(Weighing *w)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        const LtpPeopleCell *whole = &w->fields[i].people;
        if (!whole->measure || !whole->sex || whole->age_min >= 0 || w->owner[i] < 0 ||
            *at(w, w->label, (size_t)w->owner[i], i) > 0)
            continue;
        size_t column = (size_t)w->owner[i];
        int adults = surest(w, w->label, column, LTP_LABEL_WORDS);
        if (adults < 0 || w->owner[adults] >= 0 || w->fixed[column] ||
            !is_adult_cell(&w->fields[adults].people, whole) || !has_children(w, whole))
            continue;
        w->owner[i] = -1;
        give(w, column, (size_t)adults, "label");
    }
}

/* ---- columns that only their cells speak for ---- */

static int field_of_tag(const Weighing *w, const char *tag, const char *attribute)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        LtpHxl own;
        if (is_input(w, i) && w->fields[i].hxl && ltp_hxl_parse(w->fields[i].hxl, &own) &&
            strcmp(own.tag, tag) == 0 && ltp_hxl_has(&own, attribute))
            return (int)i;
    }
    return -1;
}

/* The level of the place whose name stands next to the column, 0 when none does. */
static int level_beside(const Weighing *w, size_t column)
{
    for (size_t step = 0; step < 2; step++) {
        size_t beside =
            step == 0 ? column - 1 : column + 1; /* before column 0 wraps past the end */
        LtpHxl own;
        if (beside >= w->n_columns || !w->mapping->columns[beside].field)
            continue;
        const char *hxl = w->mapping->columns[beside].field->hxl;
        if (hxl && ltp_hxl_parse(hxl, &own) && is_admin_tag(own.tag) && !ltp_hxl_has(&own, "code"))
            return own.tag[3] - '0';
    }
    return 0;
}

static int level_by_digits(size_t digits)
{
    return digits <= 3 ? 1 : digits <= 5 ? 2 : digits <= 7 ? 3 : 0;
}

static void give_codes(Weighing *w)
{
    for (size_t column = 0; column < w->n_columns; column++) {
        const LtpProfile *profile = &w->profiles[column];
        char tag[] = "adm0";
        if (w->mapping->columns[column].field || w->fixed[column] ||
            !mostly(profile->codes, profile->filled))
            continue;
        const int levels[] = {level_beside(w, column), level_by_digits(profile->code_digits)};
        for (size_t i = 0; i < 2 && !w->mapping->columns[column].field; i++) {
            tag[3] = (char)('0' + levels[i]);
            int field = levels[i] > 0 ? field_of_tag(w, tag, "code") : -1;
            if (field >= 0 && w->owner[field] < 0)
                give(w, column, (size_t)field, "content");
        }
    }
}

/* A layer with one date takes the one column of dates. */
static void give_date(Weighing *w)
{
    int field = -1, column = -1;
    for (size_t i = 0; i < w->n_fields; i++)
        if (is_input(w, i) && w->fields[i].type == LTP_DATE) {
            if (field >= 0)
                return;
            field = (int)i;
        }
    for (size_t i = 0; i < w->n_columns; i++) {
        const LtpProfile *profile = &w->profiles[i];
        if (w->mapping->columns[i].field || w->fixed[i] ||
            mostly(profile->numbers, profile->filled) || !mostly(profile->dates, profile->filled))
            continue;
        if (column >= 0)
            return;
        column = (int)i;
    }
    if (field >= 0 && column >= 0 && w->owner[field] < 0)
        give(w, (size_t)column, (size_t)field, "content");
}

/* ---- after the fields are given ---- */

static void note_rival(Weighing *w, size_t column)
{
    LtpColumn *c = &w->mapping->columns[column];
    int said = surest(w, w->label, column, LTP_LABEL_WORDS);
    int tagged = surest(w, w->hashtag, column, LTP_LABEL_WORDS);
    size_t own = c->field ? (size_t)(c->field - w->fields) : 0;
    if (!c->field || w->fixed[column])
        return;
    if (said >= 0 && (size_t)said != own &&
        *at(w, w->label, column, own) < *at(w, w->label, column, (size_t)said))
        c->rival = &w->fields[said];
    else if (tagged >= 0 && (size_t)tagged != own && *at(w, w->hashtag, column, own) == 0)
        c->rival = &w->fields[tagged];
}

static void note_personal(Weighing *w, size_t column)
{
    LtpColumn *c = &w->mapping->columns[column];
    const LtpProfile *profile = &w->profiles[column];
    LtpHxl tag;
    bool tagged = c->hxl && ltp_hxl_parse(c->hxl, &tag) &&
                  (strcmp(tag.tag, "contact") == 0 || ltp_hxl_has(&tag, "email") ||
                   ltp_hxl_has(&tag, "phone"));
    bool said =
        c->header && ltp_header_is_personal(c->header) && !(c->field && c->field->people.measure);
    bool holds = profile->emails > 0 || profile->phones * 5 > profile->filled;
    c->personal = (c->field && (c->field->flags & LTP_PERSONAL)) || tagged || said || holds;
}

static double mapping_score(const Weighing *w)
{
    double score = 0;
    for (size_t i = 0; i < w->n_columns; i++) {
        const LtpField *field = w->mapping->columns[i].field;
        if (!field)
            continue;
        int points = w->fixed[i] ? 100 : total(w, i, (size_t)(field - w->fields));
        score += points > 100 ? 1 : points > 0 ? points / 100.0 : LEAST / 100.0;
    }
    return score;
}

/* ---- gathering ---- */

/* "#org+acronym" above "Programme partner": what the tag leaves open, the header says. */
static void complete_role(const Weighing *w, size_t column, LtpHxl *tag)
{
    static const char *const roles[] = {"prog", "funder", "reporting"};
    int said = surest(w, w->label, column, LTP_LABEL_WORDS);
    LtpHxl own;
    if (said < 0 || strcmp(tag->tag, "org") != 0 || ltp_hxl_has(tag, "impl") ||
        tag->n_attributes == LTP_HXL_ATTRIBUTES || !w->fields[said].hxl ||
        !ltp_hxl_parse(w->fields[said].hxl, &own))
        return;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (ltp_hxl_has(&own, roles[i]) && !ltp_hxl_has(tag, roles[i]))
            memcpy(tag->attributes[tag->n_attributes++], roles[i], strlen(roles[i]) + 1);
}

static void weigh_hashtag(const Weighing *w, size_t column, const char *hxl)
{
    LtpHxl tag;
    if (!hxl || !ltp_hxl_parse(hxl, &tag))
        return;
    complete_role(w, column, &tag);
    for (size_t i = 0; i < w->n_fields; i++)
        if (is_input(w, i))
            *at(w, w->hashtag, column, i) = ltp_hxl_field_score(&tag, &w->fields[i]);
}

static LtpCode describe(Weighing *w, const LtpHeader *header, size_t column, const LtpUserMap *user,
                        LtpError *err)
{
    LtpColumn *c = &w->mapping->columns[column];
    LtpBuf text = {0};
    ltp_header_text(w->preview, header, column, &text);
    const char *hxl =
        header->hxl == LTP_NO_ROW ? "" : ltp_preview_cell(w->preview, header->hxl, column);
    c->header = text.size > 0 ? ltp_strdup(ltp_buf_text(&text)) : NULL;
    c->hxl = *hxl ? ltp_strdup(hxl) : NULL;
    ltp_buf_release(&text);
    if ((*hxl && !c->hxl))
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    ltp_header_match(w->preview, header, column, w->labels, at(w, w->label, column, 0));
    weigh_hashtag(w, column, c->hxl);
    w->profiles[column] = ltp_preview_profile(w->preview, header->data, column);

    const struct LtpUserEntry *entry = ltp_user_map_find(user, c->header ? c->header : "");
    if (entry) {
        w->fixed[column] = true;
        if (entry->field)
            give(w, column, (size_t)(entry->field - w->fields), "user");
    }
    return LTP_OK;
}

static LtpCode allocate(Weighing *w, LtpError *err)
{
    size_t pairs = w->n_columns * w->n_fields + 1;
    w->mapping->columns = ltp_calloc(w->n_columns + 1, sizeof *w->mapping->columns);
    w->mapping->n_columns = w->mapping->columns ? w->n_columns : 0;
    w->profiles = ltp_calloc(w->n_columns + 1, sizeof *w->profiles);
    w->fixed = ltp_calloc(w->n_columns + 1, sizeof *w->fixed);
    w->hashtag = ltp_calloc(pairs, sizeof *w->hashtag);
    w->label = ltp_calloc(pairs, sizeof *w->label);
    w->owner = ltp_malloc((w->n_fields + 1) * sizeof *w->owner);
    if (!w->mapping->columns || !w->profiles || !w->fixed || !w->hashtag || !w->label || !w->owner)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    for (size_t i = 0; i < w->n_fields; i++)
        w->owner[i] = -1;
    return LTP_OK;
}

static void release(Weighing *w)
{
    ltp_free(w->profiles);
    ltp_free(w->fixed);
    ltp_free(w->hashtag);
    ltp_free(w->label);
    ltp_free(w->owner);
}

LtpCode ltp_columns_map(LtpMapping *mapping, const LtpPreview *preview, const LtpHeader *header,
                        const LtpLabels *labels, const LtpUserMap *user, LtpError *err)
{
    Weighing w = {.mapping = mapping, .preview = preview, .labels = labels};
    LtpCode rc;
    w.fields = labels->layer->fields;
    w.n_fields = labels->layer->n_fields;
    w.n_columns = preview->width;
    LTP_GO(allocate(&w, err));
    for (size_t i = 0; i < w.n_columns; i++)
        LTP_GO(describe(&w, header, i, user, err));
    LTP_GO(give_all(&w, err));
    correct_tags(&w);
    correct_adults(&w);
    give_codes(&w);
    give_date(&w);
    for (size_t i = 0; i < w.n_columns; i++) {
        note_rival(&w, i);
        note_personal(&w, i);
    }
    mapping->score = mapping_score(&w);
done:
    release(&w);
    return rc;
}
