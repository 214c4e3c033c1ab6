#include "importers/choices.h"

#include "base/lang.h"
#include "base/text.h"
#include "importers/cells.h"

#include <string.h>

bool ltp_is_tick(const char *text, bool *ticked)
{
    static const struct {
        const char *word;
        bool ticked;
    } words[] = {{"1", true},   {"0", false},   {"true", true}, {"false", false},
                 {"1.0", true}, {"0.0", false}, {"vrai", true}, {"faux", false},
                 {"oui", true}, {"non", false}, {"yes", true},  {"no", false}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ltp_ascii_equal(text, words[i].word)) {
            *ticked = words[i].ticked;
            return true;
        }
    return false;
}

/* ---- which columns belong together ---- */

/* How long the path is that two headers share, up to and with a '/'; a header that is itself the
 * path of the other shares all of it. */
static size_t shared_path(const char *a, const char *b)
{
    size_t same = 0, path = 0;
    for (; a[same] != '\0' && a[same] == b[same]; same++)
        if (a[same] == '/')
            path = same + 1;
    return (a[same] == '\0' && b[same] == '/') || (b[same] == '\0' && a[same] == '/') ? same + 1
                                                                                      : path;
}

static bool may_lead(const LtpColumn *column)
{
    return column->field != NULL && column->header != NULL &&
           (column->field->flags & LTP_REPEATS) == 0 && column->field->type == LTP_TEXT;
}

/* The path that all columns of the field share with the one at `lead`; 0 = it stands alone. */
static size_t path_of(const LtpMapping *mapping, size_t lead)
{
    size_t path = SIZE_MAX;
    for (size_t i = lead + 1; i < mapping->n_columns; i++) {
        const LtpColumn *column = &mapping->columns[i];
        if (column->field != mapping->columns[lead].field || column->header == NULL)
            continue;
        size_t shared = shared_path(mapping->columns[lead].header, column->header);
        path = shared < path ? shared : path;
    }
    return path == SIZE_MAX ? 0 : path;
}

static void gather(const LtpMapping *mapping, LtpChoices *choices, size_t lead, size_t path)
{
    for (size_t i = lead; i < mapping->n_columns; i++) {
        const LtpColumn *column = &mapping->columns[i];
        if (column->field != mapping->columns[lead].field || column->header == NULL)
            continue;
        choices->columns[i].lead = (int)lead;
        if (strlen(column->header) > path)
            choices->columns[i].name = column->header + path;
    }
}

LtpCode ltp_choices_find(const LtpMapping *mapping, LtpChoices *choices, LtpError *err)
{
    bool any = false;
    choices->columns = ltp_malloc((mapping->n_columns + 1) * sizeof *choices->columns);
    if (choices->columns == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < mapping->n_columns; i++)
        choices->columns[i] = (struct LtpChoice){.lead = -1};
    for (size_t i = 0; i < mapping->n_columns; i++) {
        size_t path = choices->columns[i].lead < 0 && may_lead(&mapping->columns[i])
                          ? path_of(mapping, i)
                          : 0;
        if (path == 0)
            continue;
        gather(mapping, choices, i, path);
        any = true;
    }
    choices->n_columns = any ? mapping->n_columns : 0;
    return LTP_OK;
}

void ltp_choices_release(LtpChoices *choices)
{
    ltp_free(choices->columns);
    *choices = (LtpChoices){0};
}

/* ---- a row ---- */

bool ltp_choices_has(const LtpChoices *choices, int column)
{
    return column >= 0 && (size_t)column < choices->n_columns && choices->columns[column].lead >= 0;
}

const char *ltp_choices_text(const LtpChoices *choices, const LtpRow *row, int column,
                             LtpArena *arena)
{
    LtpBuf names = {0};
    if (choices->columns[column].lead != column)
        return NULL;
    for (size_t i = (size_t)column; i < choices->n_columns && i < row->count; i++) {
        bool ticked = false;
        if (choices->columns[i].lead == column && choices->columns[i].name != NULL &&
            ltp_is_tick(row->cells[i].text, &ticked) && ticked)
            ltp_buf_printf(&names, "%s%s", names.size > 0 ? "; " : "", choices->columns[i].name);
    }
    const char *text = NULL;
    if (names.size > 0)
        text = ltp_arena_strdup(arena, ltp_buf_text(&names));
    else if (choices->columns[column].name == NULL)
        text = ltp_cell_text(row, column, arena);
    ltp_buf_release(&names);
    return text;
}
