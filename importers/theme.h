/* The sector of a line and whether it is of the theme LTP (ANALYSIS.md 4). */
#ifndef LTP_IMPORTERS_THEME_H
#define LTP_IMPORTERS_THEME_H

#include "layers/records.h"
#include "layers/review.h"

/* The vocabularies; zero-initialise, load once per import, release. */
typedef struct LtpThemeWords {
    LtpVocabulary *sector, *ltp, *cohesion;
    LtpThemeDecisions *decided; /* what people confirmed or refused */
} LtpThemeWords;

LtpCode ltp_theme_words_load(LtpStore *store, LtpThemeWords *words, LtpError *err) LTP_MUST_CHECK;
void ltp_theme_words_release(LtpThemeWords *words);

/* The cells that speak of it; NULL = blank. */
typedef struct LtpThemeCells {
    const char *sector, *sector_code, *subsector, *theme;
    const char *title, *activity;
    const char *basis;     /* what an export of ours says of it: "confirmed", "text" */
    bool has_theme_column; /* the table has a sub-cluster or theme column */
} LtpThemeCells;

/* Zero-initialise; release `said`. */
typedef struct LtpTheme {
    const char *sector; /* code, NULL = blank or unknown; of the vocabulary or `several` */
    char several[LTP_CODES_TEXT]; /* the clusters of a cell that names more than one: "PRO+SHL" */
    LtpBuf said;                  /* what sector word is unknown; empty = none */
    bool ltp, ltp_proposed, cohesion;
    const char *ltp_basis; /* "declared", "text", "confirmed", NULL */
} LtpTheme;

/* The sector cell decides the cluster; a sub-cluster cell only refines it (Protection + VBG =
 * PRO-GBV). A cell of several sectors is of all their clusters. LTP is declared by the sector,
 * sub-cluster or theme cell. Terms in title or activity tag the line only where the table has no
 * sub-cluster or theme column; where it has one they are a proposal. What a person said of title
 * and activity stands before what their terms say, in this store or in the one an export of ours
 * comes from. */
void ltp_theme_of(const LtpThemeWords *words, const LtpThemeCells *cells, LtpTheme *theme);

#endif
