#include "importers/theme.h"

#include <string.h>

static const char ltp_sector[] = "PRO-HLP";

LtpCode ltp_theme_words_load(LtpStore *store, LtpThemeWords *words, LtpError *err)
{
    LTP_TRY(ltp_vocabulary_load(store, "sector", &words->sector, err));
    LTP_TRY(ltp_vocabulary_load(store, "ltp_term", &words->ltp, err));
    LTP_TRY(ltp_theme_decisions_load(store, &words->decided, err));
    return ltp_vocabulary_load(store, "cohesion_term", &words->cohesion, err);
}

void ltp_theme_words_release(LtpThemeWords *words)
{
    ltp_vocabulary_free(words->sector);
    ltp_vocabulary_free(words->ltp);
    ltp_vocabulary_free(words->cohesion);
    ltp_theme_decisions_free(words->decided);
    *words = (LtpThemeWords){0};
}

/* Whether `code` is an area of responsibility of `sector`: PRO-GBV of PRO. */
static bool is_part_of(const char *code, const char *sector)
{
    size_t length = strlen(sector);
    return strncmp(code, sector, length) == 0 && code[length] == '-';
}

static bool is_ltp_sector(const char *code)
{
    return code != NULL && strcmp(code, ltp_sector) == 0;
}

static bool says(const LtpVocabulary *terms, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ltp_vocabulary_in_text(terms, cells[i]) != NULL)
            return true;
    return false;
}

/* "Protection: Violences basées sur le genre": the part after the colon where it refines the part
 * before it, else the part before; NULL when that is unknown too. */
static const char *code_of_parts(const LtpVocabulary *sectors, const char *text)
{
    const char *colon = text != NULL ? strchr(text, ':') : NULL;
    char *before = colon != NULL ? ltp_strndup(text, (size_t)(colon - text)) : NULL;
    if (before == NULL)
        return NULL;
    const char *code = ltp_vocabulary_code(sectors, before);
    const char *refined = ltp_vocabulary_code(sectors, colon + 1);
    ltp_free(before);
    return code != NULL && refined != NULL && is_part_of(refined, code) ? refined : code;
}

LtpTheme ltp_theme_of(const LtpThemeWords *words, const LtpThemeCells *cells)
{
    enum { DECLARING = 3, ALL = 5 };
    const char *const texts[ALL] = {cells->sector, cells->subsector, cells->theme, cells->title,
                                    cells->activity};
    LtpTheme theme = {.sector = ltp_vocabulary_code(words->sector, cells->sector)};
    const char *refined = ltp_vocabulary_code(words->sector, cells->subsector);
    if (theme.sector == NULL)
        theme.sector = code_of_parts(words->sector, cells->sector);
    if (theme.sector == NULL)
        theme.sector = ltp_vocabulary_code(words->sector, cells->sector_code);
    if (theme.sector == NULL)
        theme.said = cells->sector != NULL ? cells->sector : cells->sector_code;
    bool declared =
        is_ltp_sector(theme.sector) || is_ltp_sector(refined) || says(words->ltp, texts, DECLARING);
    if (theme.sector != NULL && refined != NULL && is_part_of(refined, theme.sector))
        theme.sector = refined;
    int decided = declared ? -1 : ltp_theme_decided(words->decided, cells->title, cells->activity);
    bool in_text = !declared && decided < 0 && says(words->ltp, texts + DECLARING, ALL - DECLARING);
    theme.ltp = declared || decided == 1 || (in_text && !cells->has_theme_column);
    theme.ltp_basis = declared       ? "declared"
                      : decided == 1 ? "confirmed"
                      : theme.ltp    ? "text"
                                     : NULL;
    theme.ltp_proposed = in_text && cells->has_theme_column;
    theme.cohesion = says(words->cohesion, texts, ALL);
    return theme;
}
