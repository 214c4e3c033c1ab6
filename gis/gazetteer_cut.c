/* Several places in one cell. */
#include "base/text.h"
#include "gis/gazetteer_name.h"

#include <string.h>

#define GENERIC(word, rank)
#define BACK(word)
#define LINK(word)
#define JOINS(word) word,
static const char *const joins[] = {
#include "gis/generic_words.def"
    NULL};
#undef GENERIC
#undef BACK
#undef LINK
#undef JOINS

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Bytes of a JOINS word, with the white space around it, that stands at `text`; 0 = none. ASCII
 * case is ignored. */
static size_t join_at(const char *text)
{
    if (!is_space(text[0]))
        return 0;
    for (const char *const *join = joins; *join != NULL; join++) {
        size_t n = 0;
        while ((*join)[n] != '\0' && ((text[1 + n] | 0x20) == (*join)[n]))
            n++;
        if ((*join)[n] == '\0' && is_space(text[1 + n]))
            return n + 2;
    }
    return 0;
}

/* Bytes of a separator of the class at `text`: 0 = strong, 1 = weak, 2 = words. */
static size_t separator_at(const char *text, int class)
{
    if (class == 2)
        return join_at(text);
    return *text != '\0' && strchr(class == 0 ? ";\n\r" : ",/", *text) != NULL;
}

static const char *find_separator(const char *text, int class, size_t *size)
{
    for (; *text != '\0'; text++) {
        *size = separator_at(text, class);
        if (*size > 0)
            return text;
    }
    *size = 0;
    return text;
}

enum { SEPARATOR_CLASSES = 3 };

/* The first class from `class` on that the text has; SEPARATOR_CLASSES = none. */
static int class_of(const char *text, int class)
{
    size_t size;
    while (class < SEPARATOR_CLASSES && *find_separator(text, class, &size) == '\0')
        class ++;
    return class;
}

bool ltp_cell_has_separator(const char *text)
{
    return class_of(text, 0) < SEPARATOR_CLASSES;
}

static void cut(const char *text, int class, const LtpCellCutter *cutter);

static void cut_part(const char *start, size_t length, int class, const LtpCellCutter *cutter)
{
    char *part = ltp_strndup(start, length);
    char *squeezed = part == NULL ? NULL : ltp_text_squeeze(part);
    if (squeezed != NULL && *squeezed != '\0')
        cut(squeezed, class + 1, cutter);
    ltp_free(squeezed);
    ltp_free(part);
}

/* Cuts at the first class of separator that is there, and each part by the next classes. */
static void cut(const char *text, int class, const LtpCellCutter *cutter)
{
    size_t size = 0;
    class = class_of(text, class);
    if (class == SEPARATOR_CLASSES || cutter->whole(text, cutter->arg)) {
        char *squeezed = ltp_text_squeeze(text);
        if (squeezed != NULL && *squeezed != '\0')
            cutter->piece(squeezed, cutter->arg);
        ltp_free(squeezed);
        return;
    }
    while (*text != '\0') {
        const char *end = find_separator(text, class, &size);
        cut_part(text, (size_t)(end - text), class, cutter);
        text = end + size;
    }
}

void ltp_cell_cut(const char *text, const LtpCellCutter *cutter)
{
    cut(text, 0, cutter);
}
