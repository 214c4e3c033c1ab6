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

/* ---- cells of several sectors ---- */

static bool refines_any(const LtpCodeList *list, const char *code)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_part_of(list->codes[i], code))
            return true;
    return false;
}

/* "Protection; VBG" is GBV: what another one refines says nothing of its own. */
static void drop_refined(LtpCodeList *list)
{
    LtpCodeList kept = {.count = 0};
    for (size_t i = 0; i < list->count; i++)
        if (!refines_any(list, list->codes[i]))
            kept.codes[kept.count++] = list->codes[i];
    *list = kept;
}

/* The clusters of the codes, as one code. Areas of responsibility are taken by their cluster, so
 * that what is delicate (GBV) has no code that nobody knows to veil. */
static const char *clusters_of(const LtpCodeList *list, char several[LTP_CODES_TEXT])
{
    char names[LTP_CODES][16];
    LtpCodeList clusters = {.count = 0};
    for (size_t i = 0; i < list->count; i++) {
        size_t length = strcspn(list->codes[i], "-"), at = 0;
        if (length >= sizeof names[0])
            return NULL;
        memcpy(names[clusters.count], list->codes[i], length);
        names[clusters.count][length] = '\0';
        while (at < clusters.count && strcmp(clusters.codes[at], names[clusters.count]) != 0)
            at++;
        if (at == clusters.count) {
            clusters.codes[at] = names[at];
            clusters.count++;
        }
    }
    return ltp_code_list_join(&clusters, "", several) ? several : NULL;
}

/* The code of a sector cell, whether it names one or several; NULL = unknown, or blank. */
static const char *sector_of(const LtpThemeWords *words, const char *cell, LtpTheme *theme,
                             bool *ltp)
{
    LtpCodeList list;
    ltp_buf_clear(&theme->said);
    if (cell == NULL || !ltp_vocabulary_list(words->sector, cell, &list, &theme->said))
        return NULL;
    for (size_t i = 0; i < list.count; i++)
        *ltp |= is_ltp_sector(list.codes[i]);
    drop_refined(&list);
    return list.count == 1 ? list.codes[0] : clusters_of(&list, theme->several);
}

static const char *find_sector(const LtpThemeWords *words, const LtpThemeCells *cells,
                               LtpTheme *theme, bool *ltp)
{
    LtpBuf said = {0};
    const char *sector = ltp_vocabulary_code(words->sector, cells->sector);
    if (sector == NULL)
        sector = code_of_parts(words->sector, cells->sector);
    if (sector == NULL)
        sector = sector_of(words, cells->sector, theme, ltp);
    ltp_buf_puts(&said, ltp_buf_text(&theme->said));
    if (sector == NULL)
        sector = sector_of(words, cells->sector_code, theme, ltp);
    if (said.size > 0) {
        ltp_buf_clear(&theme->said);
        ltp_buf_puts(&theme->said, ltp_buf_text(&said));
    }
    if (sector != NULL)
        ltp_buf_clear(&theme->said);
    ltp_buf_release(&said);
    return sector;
}

static bool is_basis(const LtpThemeCells *cells, const char *basis)
{
    return cells->basis != NULL && strcmp(cells->basis, basis) == 0;
}

/* Why a line is of the theme without declaring it; NULL where it is not. `decided` is by a person
 * of this store: 1 yes, 0 no, -1 nothing. */
static const char *undeclared_basis(const LtpThemeCells *cells, int decided, bool in_text)
{
    if (decided >= 0)
        return decided == 1 ? "confirmed" : NULL;
    if (is_basis(cells, "confirmed"))
        return "confirmed";
    return is_basis(cells, "text") || (in_text && !cells->has_theme_column) ? "text" : NULL;
}

void ltp_theme_of(const LtpThemeWords *words, const LtpThemeCells *cells, LtpTheme *theme)
{
    enum { DECLARING = 3, ALL = 5 };
    const char *const texts[ALL] = {cells->sector, cells->subsector, cells->theme, cells->title,
                                    cells->activity};
    const char *refined = ltp_vocabulary_code(words->sector, cells->subsector);
    bool declared = false;
    theme->sector = find_sector(words, cells, theme, &declared);
    declared |= is_ltp_sector(theme->sector) || is_ltp_sector(refined) ||
                says(words->ltp, texts, DECLARING);
    if (theme->sector != NULL && refined != NULL && is_part_of(refined, theme->sector))
        theme->sector = refined;
    int decided = declared ? -1 : ltp_theme_decided(words->decided, cells->title, cells->activity);
    bool in_text = !declared && decided < 0 && says(words->ltp, texts + DECLARING, ALL - DECLARING);
    theme->ltp_basis = declared ? "declared" : undeclared_basis(cells, decided, in_text);
    theme->ltp = theme->ltp_basis != NULL;
    theme->ltp_proposed = in_text && !theme->ltp;
    theme->cohesion = says(words->cohesion, texts, ALL);
}
