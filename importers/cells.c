#include "importers/cells.h"

#include "base/text.h"

#include <string.h>

enum { LONGEST_NOTHING = 16 }; /* words for nothing are short; texts are not looked at */

/* An apostrophe before what would be a formula is the spreadsheets' own sign for text; exports put
 * one there. */
static bool is_guarded(const char *text, size_t length)
{
    return length > 1 && text[0] == '\'' && strchr("=@+-", text[1]) != NULL;
}

const char *ltp_cell_text(const LtpRow *row, int column, LtpArena *arena)
{
    if (column < 0 || (size_t)column >= row->count)
        return NULL;
    size_t length = 0;
    const char *text = ltp_text_trim(row->cells[column].text, &length);
    if (length == 0)
        return NULL;
    if (is_guarded(text, length)) {
        text++;
        length--;
    }
    if (text[length] != '\0')
        text = ltp_arena_strndup(arena, text, length);
    if (text != NULL && length <= LONGEST_NOTHING && ltp_text_is_missing(text))
        return NULL;
    return text;
}

bool ltp_cell_part(const char **rest, const char *separators, LtpBuf *part)
{
    if (*rest == NULL)
        return false;
    size_t size = strcspn(*rest, separators), length = 0;
    LtpBuf whole = {0};
    ltp_buf_put(&whole, *rest, size);
    const char *trimmed = ltp_text_trim(ltp_buf_text(&whole), &length);
    ltp_buf_clear(part);
    ltp_buf_put(part, trimmed, length);
    ltp_buf_release(&whole);
    *rest = (*rest)[size] != '\0' ? *rest + size + 1 : NULL;
    return true;
}
