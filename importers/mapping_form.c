/* What only exports of Kobo and ODK forms have: an answer in a column of its own, and points in one
 * cell. */
#include "importers/choices.h"
#include "importers/mapping_weighing.h"

#include "base/number.h"
#include "base/text.h"

#include <string.h>

/* ---- answers in columns ---- */

/* Fields of which a form lets people tick several. */
static const char *const several[] = {"sector_text", "subsector_text",  "theme_text", "activity",
                                      "modality",    "population_text", NULL};

static bool allows_several(const LtpField *field)
{
    for (size_t i = 0; field != NULL && several[i] != NULL; i++)
        if (strcmp(field->name, several[i]) == 0)
            return true;
    return false;
}

/* Whether the cells are nothing but marks. */
static bool is_ticked(const LtpWeighing *w, size_t first, size_t column)
{
    size_t marks = 0;
    for (size_t row = first; row < w->preview->n_rows; row++) {
        size_t length = 0;
        bool ticked;
        const char *text = ltp_text_trim(ltp_preview_cell(w->preview, row, column), &length);
        if (length == 0)
            continue;
        if (!ltp_is_tick(text, &ticked))
            return false;
        marks++;
    }
    return marks > 0;
}

/* How many columns of marks stand beside this one and share the first `path` bytes of its header.
 */
static size_t companions(const LtpWeighing *w, const bool *ticked, size_t column, size_t path)
{
    size_t count = 0;
    const char *header = w->mapping->columns[column].header;
    for (size_t i = 0; i < w->n_columns; i++) {
        const char *other = w->mapping->columns[i].header;
        count +=
            i != column && ticked[i] && strncmp(other, header, path) == 0 && strlen(other) > path;
    }
    return count;
}

/* The column of the question itself: its header is the path, without the '/' at the end. */
static int question(const LtpWeighing *w, const char *header, size_t path)
{
    for (size_t i = 0; i < w->n_columns; i++) {
        const char *other = w->mapping->columns[i].header;
        if (other != NULL && strlen(other) == path - 1 && strncmp(other, header, path - 1) == 0)
            return (int)i;
    }
    return -1;
}

/* The field of the question whose path is given, by its own column or else by its words. */
static const LtpField *field_of(LtpWeighing *w, const char *header, size_t path, int *strengths)
{
    int own = question(w, header, path), best = -1;
    if (own >= 0)
        return w->mapping->columns[own].field;
    char *words = ltp_strndup(header, path - 1);
    if (words == NULL)
        return NULL;
    memset(strengths, 0, w->n_fields * sizeof *strengths);
    ltp_labels_match(w->labels, words, strengths);
    ltp_free(words);
    for (size_t i = 0; i < w->n_fields; i++)
        if (strengths[i] >= LTP_LABEL_GRAMMAR && (best < 0 || strengths[i] > strengths[best]))
            best = (int)i;
    return best >= 0 ? &w->fields[best] : NULL;
}

/* Takes what another reading of its header gave to an answer. */
static void give_answer(LtpWeighing *w, size_t column, const LtpField *field)
{
    LtpColumn *c = &w->mapping->columns[column];
    if (c->field != NULL && w->owner[c->field - w->fields] == (int)column)
        w->owner[c->field - w->fields] = -1;
    c->field = field;
    c->by = "label";
    w->moved[column] = true;
    if (w->owner[field - w->fields] < 0)
        w->owner[field - w->fields] = (int)column;
}

static void find_question(LtpWeighing *w, const bool *ticked, size_t column, int *strengths)
{
    const char *header = w->mapping->columns[column].header;
    for (size_t path = strlen(header); path > 1; path--) {
        if (header[path - 1] != '/')
            continue;
        if (question(w, header, path) < 0 && companions(w, ticked, column, path) == 0)
            continue;
        const LtpField *field = field_of(w, header, path, strengths);
        if (!allows_several(field))
            continue;
        int owner = w->owner[field - w->fields];
        const char *taken = owner >= 0 ? w->mapping->columns[owner].header : NULL;
        /* Another question that has the field already: these are left alone. */
        if (taken != NULL && strncmp(taken, header, path - 1) != 0)
            return;
        give_answer(w, column, field);
        return;
    }
}

static void find_answers(LtpWeighing *w, size_t first)
{
    bool *ticked = ltp_calloc(w->n_columns + 1, sizeof *ticked);
    int *strengths = ltp_calloc(w->n_fields + 1, sizeof *strengths);
    for (size_t i = 0; ticked && strengths && i < w->n_columns; i++) {
        const char *header = w->mapping->columns[i].header;
        ticked[i] = header && strchr(header, '/') && !w->fixed[i] && is_ticked(w, first, i);
    }
    for (size_t i = 0; ticked && strengths && i < w->n_columns; i++)
        if (ticked[i])
            find_question(w, ticked, i, strengths);
    ltp_free(ticked);
    ltp_free(strengths);
}

/* ---- points ---- */

/* "14.07 -3.51 250.0 5.0": latitude, longitude, altitude, accuracy. */
static bool is_point(const char *text)
{
    double value[4];
    size_t count = 0;
    LtpBuf part = {0};
    bool fine = true;
    while (fine && *text != '\0') {
        size_t size = strcspn(text, " ");
        ltp_buf_clear(&part);
        ltp_buf_put(&part, text, size);
        fine = size == 0 || (count < 4 && ltp_parse_double(ltp_buf_text(&part), &value[count]));
        count += size > 0;
        text += size + (text[size] == ' ');
    }
    ltp_buf_release(&part);
    return fine && count >= 2 && value[0] >= -90 && value[0] <= 90 && value[1] >= -180 &&
           value[1] <= 180;
}

static bool holds_points(const LtpWeighing *w, size_t first, size_t column)
{
    size_t points = 0;
    for (size_t row = first; row < w->preview->n_rows; row++) {
        const char *text = ltp_preview_cell(w->preview, row, column);
        if (*text == '\0')
            continue;
        if (!is_point(text))
            return false;
        points++;
    }
    return points > 0;
}

static int field_named(const LtpWeighing *w, const char *name)
{
    for (size_t i = 0; i < w->n_fields; i++)
        if (ltp_weighing_is_input(w, i) && strcmp(w->fields[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* A question of position, whatever it is called, where nothing else says where a row is exactly. */
static void find_point(LtpWeighing *w, size_t first)
{
    int point = field_named(w, "point"), lat = field_named(w, "lat");
    if (point < 0 || w->owner[point] >= 0 || (lat >= 0 && w->owner[lat] >= 0))
        return;
    for (size_t i = 0; i < w->n_columns; i++)
        if (!w->fixed[i] && !w->mapping->columns[i].field && holds_points(w, first, i)) {
            ltp_weighing_give(w, i, (size_t)point, "content");
            return;
        }
}

void ltp_form_columns(LtpWeighing *w, size_t first)
{
    find_answers(w, first);
    if (w->form)
        find_point(w, first);
}
