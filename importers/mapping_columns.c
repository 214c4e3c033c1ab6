#include "importers/mapping_columns.h"

#include "base/lang.h"
#include "importers/mapping_weighing.h"

#include <stdlib.h>
#include <string.h>

int *ltp_weighing_at(const LtpWeighing *w, int *points, size_t column, size_t field)
{
    return &points[column * w->n_fields + field];
}

bool ltp_weighing_is_input(const LtpWeighing *w, size_t field)
{
    return (w->fields[field].flags & LTP_INPUT) != 0;
}

void ltp_weighing_give(LtpWeighing *w, size_t column, size_t field, const char *by)
{
    LtpColumn *c = &w->mapping->columns[column];
    c->field = &w->fields[field];
    c->by = by;
    w->owner[field] = (int)column;
}

void ltp_weighing_move(LtpWeighing *w, size_t column, int field, const char *by)
{
    const LtpField *old = w->mapping->columns[column].field;
    if (old && w->owner[old - w->fields] == (int)column)
        w->owner[old - w->fields] = -1;
    ltp_weighing_give(w, column, (size_t)field, by);
    w->moved[column] = true;
}

/* The field a header or a hashtag says most surely; -1 when none reaches `least`. */
int ltp_weighing_surest(const LtpWeighing *w, int *points, size_t column, int least)
{
    int best = -1, most = least - 1;
    for (size_t field = 0; field < w->n_fields; field++)
        if (*ltp_weighing_at(w, points, column, field) > most) {
            most = *ltp_weighing_at(w, points, column, field);
            best = (int)field;
        }
    return best;
}

/* ---- each field to the best ---- */

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

static const char *reason(const LtpWeighing *w, size_t column, size_t field)
{
    return *ltp_weighing_at(w, w->hashtag, column, field) > 0 ? "hxl" : "label";
}

static LtpCode collect(const LtpWeighing *w, Candidate **candidates, size_t *count, LtpError *err)
{
    size_t capacity = 0;
    for (size_t column = 0; column < w->n_columns; column++) {
        size_t first = *count;
        for (size_t field = 0; field < w->n_fields && !w->fixed[column]; field++) {
            int points = ltp_weighing_is_input(w, field) ? ltp_weighing_total(w, column, field) : 0;
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

/* Of a list, what is only made out from words ("Source de financement": which kind of funds?) where
 * another column says it plainly ("Bailleur"). */
static bool is_guess_beside(const LtpWeighing *w, const Candidate *c)
{
    int owner = w->owner[c->field];
    return owner >= 0 && *ltp_weighing_at(w, w->hashtag, c->column, c->field) == 0 &&
           *ltp_weighing_at(w, w->label, c->column, c->field) <= LTP_LABEL_GRAMMAR &&
           *ltp_weighing_at(w, w->label, (size_t)owner, c->field) >= LTP_LABEL_CUT;
}

/* Best evidence first; a column and a field are given once, lists excepted. */
static LtpCode give_all(LtpWeighing *w, LtpError *err)
{
    Candidate *candidates = NULL;
    size_t count = 0;
    LtpCode rc = collect(w, &candidates, &count, err);
    if (rc == LTP_OK && count > 0)
        qsort(candidates, count, sizeof *candidates, compare_candidates);
    for (size_t i = 0; rc == LTP_OK && i < count; i++) {
        const Candidate *c = &candidates[i];
        bool list = (w->fields[c->field].flags & LTP_REPEATS) != 0 && !is_guess_beside(w, c);
        if (!w->mapping->columns[c->column].field && (w->owner[c->field] < 0 || list))
            ltp_weighing_give(w, c->column, c->field, reason(w, c->column, c->field));
    }
    ltp_free(candidates);
    return rc;
}

/* ---- after the fields are given ---- */

static void note_rival(LtpWeighing *w, size_t column)
{
    LtpColumn *c = &w->mapping->columns[column];
    int said = ltp_weighing_surest(w, w->label, column, LTP_LABEL_WORDS);
    int tagged = ltp_weighing_surest(w, w->hashtag, column, LTP_LABEL_WORDS);
    size_t own = c->field ? (size_t)(c->field - w->fields) : 0;
    if (!c->field || w->fixed[column])
        return;
    if (said >= 0 && (size_t)said != own && !w->moved[column] &&
        *ltp_weighing_at(w, w->label, column, own) <
            *ltp_weighing_at(w, w->label, column, (size_t)said))
        c->rival = &w->fields[said];
    else if (tagged >= 0 && (size_t)tagged != own &&
             *ltp_weighing_at(w, w->hashtag, column, own) == 0)
        c->rival = &w->fields[tagged];
}

static void note_personal(LtpWeighing *w, size_t column)
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

static double mapping_score(const LtpWeighing *w)
{
    double score = 0;
    for (size_t i = 0; i < w->n_columns; i++) {
        const LtpField *field = w->mapping->columns[i].field;
        if (!field)
            continue;
        int points = w->fixed[i] ? 100 : ltp_weighing_total(w, i, (size_t)(field - w->fields));
        score += points > 100 ? 1 : points > 0 ? points / 100.0 : LEAST / 100.0;
    }
    return score;
}

/* ---- gathering ---- */

/* The marks of a Kobo or ODK export, in which "start" and "end" are when the form was filled. */
static bool is_form_export(const LtpPreview *preview, const LtpHeader *header)
{
    static const char *const marks[] = {
        "_id",         "_uuid",          "_submission_time", "meta/instanceID", "meta-instanceID",
        "instanceID",  "SubmissionDate", "__version__",      "_parent_index",   "_index",
        "formhub/uuid"};
    for (size_t i = 0; header->last != LTP_NO_ROW && i < preview->width; i++) {
        const char *text = ltp_preview_cell(preview, header->last, i);
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
            if (strcmp(text, marks[k]) == 0)
                return true;
    }
    return false;
}

/* What a form's export says of itself: when it was filled, by whom, which version. */
static bool is_form_own(const char *header)
{
    static const char *const names[] = {
        "start",           "end",           "today",         "deviceid",
        "audit",           "_id",           "_uuid",         "_submission_time",
        "_notes",          "_status",       "_tags",         "_index",
        "__version__",     "_version_",     "formhub/uuid",  "_validation_status",
        "_submitted_by",   "_attachments",  "_parent_index", "_parent_table_name",
        "meta/instanceID", "meta/rootUuid", "KEY",           "SubmissionDate",
        "meta-instanceID", "instanceID",    "ReviewState",   "FormVersion"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(header, names[i]) == 0)
            return true;
    return false;
}

/* A form's own columns say nothing of the activity; what it numbers its answers by is a reference
 * where a field asks for just that header. */
static void pass_over(LtpWeighing *w, size_t column, const char *header)
{
    bool numbers = strstr(header, "uuid") != NULL || strstr(header, "instanceID") != NULL;
    for (size_t i = 0; i < w->n_fields; i++) {
        int *label = ltp_weighing_at(w, w->label, column, i);
        if (!numbers || *label < LTP_LABEL_WHOLE)
            *label = 0;
    }
}

static LtpCode describe(LtpWeighing *w, const LtpHeader *header, size_t column,
                        const LtpUserMap *user, LtpError *err)
{
    LtpColumn *c = &w->mapping->columns[column];
    LtpBuf text = {0};
    ltp_header_text(w->preview, header, column, &text);
    const char *hxl =
        header->hxl == LTP_NO_ROW ? "" : ltp_preview_cell(w->preview, header->hxl, column);
    c->header = text.size > 0 ? ltp_strdup(ltp_buf_text(&text)) : NULL;
    c->hxl = *hxl ? ltp_strdup(hxl) : NULL;
    bool lost = text.failed || (text.size > 0 && !c->header) || (*hxl && !c->hxl);
    ltp_buf_release(&text);
    if (lost)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    ltp_header_match(w->preview, header, column, w->labels,
                     ltp_weighing_at(w, w->label, column, 0));
    if (w->form && c->header && is_form_own(c->header))
        pass_over(w, column, c->header);
    ltp_weigh_hashtag(w, column, c->hxl);
    w->profiles[column] = ltp_preview_profile(w->preview, header->data, column);

    const struct LtpUserEntry *entry = ltp_user_map_find(user, c->header ? c->header : "");
    if (entry) {
        w->fixed[column] = true;
        if (entry->field)
            ltp_weighing_give(w, column, (size_t)(entry->field - w->fields), "user");
    }
    return LTP_OK;
}

static LtpCode allocate(LtpWeighing *w, LtpError *err)
{
    size_t pairs = w->n_columns * w->n_fields + 1;
    w->mapping->columns = ltp_calloc(w->n_columns + 1, sizeof *w->mapping->columns);
    w->mapping->n_columns = w->mapping->columns ? w->n_columns : 0;
    w->profiles = ltp_calloc(w->n_columns + 1, sizeof *w->profiles);
    w->fixed = ltp_calloc(w->n_columns + 1, sizeof *w->fixed);
    w->moved = ltp_calloc(w->n_columns + 1, sizeof *w->moved);
    w->hashtag = ltp_calloc(pairs, sizeof *w->hashtag);
    w->label = ltp_calloc(pairs, sizeof *w->label);
    w->owner = ltp_malloc((w->n_fields + 1) * sizeof *w->owner);
    if (!w->mapping->columns || !w->profiles || !w->fixed || !w->moved || !w->hashtag ||
        !w->label || !w->owner)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    for (size_t i = 0; i < w->n_fields; i++)
        w->owner[i] = -1;
    return LTP_OK;
}

static void release(LtpWeighing *w)
{
    ltp_free(w->profiles);
    ltp_free(w->fixed);
    ltp_free(w->moved);
    ltp_free(w->hashtag);
    ltp_free(w->label);
    ltp_free(w->owner);
}

LtpCode ltp_columns_map(LtpMapping *mapping, const LtpPreview *preview, const LtpHeader *header,
                        const LtpLabels *labels, const LtpUserMap *user, LtpError *err)
{
    LtpWeighing w = {.mapping = mapping, .preview = preview, .labels = labels};
    bool own;
    LtpCode rc;
    w.fields = labels->layer->fields;
    w.n_fields = labels->layer->n_fields;
    w.n_columns = preview->width;
    w.form = is_form_export(preview, header);
    LTP_GO(allocate(&w, err));
    for (size_t i = 0; i < w.n_columns; i++)
        LTP_GO(describe(&w, header, i, user, err));
    own = user->count == 0 && ltp_own_columns(&w);
    if (!own) {
        LTP_GO(give_all(&w, err));
        ltp_refine_columns(&w);
        ltp_form_columns(&w, header->data);
    }
    for (size_t i = 0; i < w.n_columns; i++) {
        if (!own)
            note_rival(&w, i);
        note_personal(&w, i);
    }
    mapping->score = mapping_score(&w);
done:
    release(&w);
    return rc;
}
