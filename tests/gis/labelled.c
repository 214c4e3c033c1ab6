#include "labelled.h"

#include "base/os.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 9 };

/* Cuts one field out of `*at` in place, quotes undone; moves past its separator. False at the end
 * of the line. */
static bool cut_field(char **at, char **field)
{
    char *from = *at, *to = *at;
    bool quoted = *from == '"';
    *field = to;
    for (from += quoted; *from != '\0'; from++) {
        if (quoted && from[0] == '"' && from[1] == '"')
            from++;
        else if (quoted && from[0] == '"') {
            quoted = false;
            continue;
        } else if (!quoted && (*from == ',' || *from == '\n' || *from == '\r'))
            break;
        *to++ = *from;
    }
    bool more = *from == ',';
    if (from[0] == '\r' && from[1] == '\n')
        from++;
    *at = *from == '\0' ? from : from + 1;
    *to = '\0';
    return more;
}

static void cut_line(char **at, char *fields[COLUMNS])
{
    static char blank[] = "";
    size_t n = 0;
    bool more = true;
    for (; more && n < COLUMNS; n++)
        more = cut_field(at, &fields[n]);
    for (; n < COLUMNS; n++)
        fields[n] = blank;
}

bool labelled_load(LabelledSet *set)
{
    LtpError err = {0};
    size_t size;
    char *path, *fields[COLUMNS];
    const char *folder = getenv("LTP_SHARED_DATA");
    *set = (LabelledSet){0};
    if (folder == NULL)
        return false;
    path = ltp_path_join(folder, "mali/ml_place_names_labelled.csv");
    LtpCode rc = ltp_os_read_file(path, (size_t)1 << 26, &set->text, &size, &err);
    ltp_free(path);
    if (rc != LTP_OK)
        return false;
    char *at = set->text;
    cut_line(&at, fields);
    while (*at != '\0') {
        cut_line(&at, fields);
        if (ltp_grow((void **)&set->rows, &set->capacity, set->count, sizeof *set->rows, &err) !=
            LTP_OK)
            return false;
        set->rows[set->count++] =
            (Labelled){fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]};
    }
    return true;
}

void labelled_release(LabelledSet *set)
{
    ltp_free(set->rows);
    ltp_free(set->text);
}
