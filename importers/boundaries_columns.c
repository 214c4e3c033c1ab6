#include "importers/boundaries.h"

#include <ctype.h>
#include <string.h>

static bool starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_any(const char *text, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

/* "fr", "en", "ar": two letters that name a language rather than an identifier. */
static bool is_language(const char *text)
{
    return isalpha((unsigned char)text[0]) && isalpha((unsigned char)text[1]) && text[2] == '\0' &&
           strcmp(text, "id") != 0 && strcmp(text, "nb") != 0;
}

static LtpBoundaryColumn name_column(int level, int rank)
{
    return (LtpBoundaryColumn){.kind = LTP_BOUNDARY_NAME, .level = level, .rank = rank};
}

/* What stands after "admin3" or "adm3_". */
static LtpBoundaryColumn level_column(const char *rest, int level)
{
    static const char *const code_words[] = {"code", "cod", NULL};
    if (starts(rest, "pc") || is_any(rest, code_words))
        return (LtpBoundaryColumn){.kind = LTP_BOUNDARY_CODE, .level = level};
    if (strcmp(rest, "name") == 0)
        return name_column(level, 0);
    if (is_language(rest))
        return name_column(level, 1);
    if (starts(rest, "name")) {
        const char *suffix = rest + 4 + (rest[4] == '_');
        if (is_language(suffix))
            return name_column(level, 1);
        if (isdigit((unsigned char)suffix[0]) && suffix[1] == '\0')
            return (LtpBoundaryColumn){.kind = LTP_BOUNDARY_ALT_NAME, .level = level, .rank = 4};
        return (LtpBoundaryColumn){0};
    }
    if (starts(rest, "ref"))
        return name_column(level, 2);
    if (rest[0] == '\0')
        return name_column(level, 3);
    if (starts(rest, "alt") || starts(rest, "al_"))
        return (LtpBoundaryColumn){.kind = LTP_BOUNDARY_ALT_NAME, .level = level, .rank = 4};
    return (LtpBoundaryColumn){0};
}

LtpBoundaryColumn ltp_boundary_column(const char *header)
{
    static const char *const level_words[] = {"admin_level", "adm_level", "adminlevel", "admlevel",
                                              "level",       "niveau",    NULL};
    static const char *const valid_words[] = {"validon", "valid_on", "valid_from", NULL};
    char word[32];
    size_t length = strlen(header);
    if (length == 0 || length >= sizeof word)
        return (LtpBoundaryColumn){0};
    for (size_t i = 0; i <= length; i++)
        word[i] = (char)tolower((unsigned char)header[i]);
    if (is_any(word, level_words))
        return (LtpBoundaryColumn){.kind = LTP_BOUNDARY_LEVEL};
    static const struct {
        const char *word;
        LtpBoundaryColumnKind kind;
    } own[] = {{"pcode", LTP_BOUNDARY_OWN_CODE},
               {"name", LTP_BOUNDARY_OWN_NAME},
               {"nom", LTP_BOUNDARY_OWN_NAME},
               {"other_names", LTP_BOUNDARY_OWN_OTHERS},
               {"noms_autre", LTP_BOUNDARY_OWN_OTHERS}};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(word, own[i].word) == 0)
            return (LtpBoundaryColumn){.kind = own[i].kind};
    if (is_any(word, valid_words))
        return (LtpBoundaryColumn){.kind = LTP_BOUNDARY_VALID_ON};
    if (strcmp(word, "date") == 0)
        return (LtpBoundaryColumn){.kind = LTP_BOUNDARY_DATE};

    const char *rest = word;
    if (starts(rest, "admin"))
        rest += 5;
    else if (starts(rest, "adm"))
        rest += 3;
    else
        return (LtpBoundaryColumn){0};
    if (rest[0] < '0' || rest[0] >= '0' + LTP_LEVELS)
        return (LtpBoundaryColumn){0};
    int level = rest[0] - '0';
    rest += 1 + (rest[1] == '_');
    return level_column(rest, level);
}
