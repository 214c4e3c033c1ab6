/* What waits for a person, and what people decided: doubtful places, unknown words, organisations
 * that may be one, rejected rows. Decisions belong to an import of kind "review" or "aliases", so
 * each has a who and a when, and is taken back by undo. */
#ifndef LTP_LAYERS_REVIEW_H
#define LTP_LAYERS_REVIEW_H

#include "layers/provenance.h"

/* ---- what waits ---- */

typedef enum LtpReviewKind {
    LTP_REVIEW_PLACE,        /* place cells that could not be settled */
    LTP_REVIEW_WORD,         /* a word that its vocabulary does not have */
    LTP_REVIEW_ORGANISATION, /* two organisations that may be one */
    LTP_REVIEW_LTP, /* whether lines are of the theme LTP that only their text says so of */
    LTP_REVIEW_ROW  /* rows rejected for a reason that only the file can mend */
} LtpReviewKind;

const char *ltp_review_kind_name(
    LtpReviewKind kind); /* "place", "word", "organisation", "ltp", "row" */

/* One question. Texts are borrowed for the call. */
typedef struct LtpReviewItem {
    LtpReviewKind kind;
    const char *key;  /* what a decision is given for; stays the same from list to list */
    const char *text; /* the cells or words as written */
    const char *code; /* of the finding; vocabulary for a word; of LTP "text" or "proposed" */
    const char *kept; /* what is used meanwhile: a P-code; NULL = nothing, the row is rejected */
    const char *candidates; /* "ML0504 Djenné; ..." best first; NULL = none */
    const char *proposal;   /* the code that a plain yes would choose; NULL = none */
    const char *edition;    /* of a place */
    int64_t rows;           /* rows that would gain */
} LtpReviewItem;

typedef LtpCode LtpReviewFn(const LtpReviewItem *item, void *arg, LtpError *err);

/* Every question, by kind, most rows first. */
LtpCode ltp_review_each(LtpStore *store, LtpReviewFn *fn, void *arg, LtpError *err) LTP_MUST_CHECK;

/* ---- what people decide ---- */

/* `choice`: a P-code, or "-" for no place; the code of a word; "yes" or "no" for organisations that
 * are one and for lines that are of the theme LTP. LTP_EDATA says why a choice cannot be taken. */
typedef struct LtpDecision {
    const char *key, *choice, *note;
} LtpDecision;

LtpCode ltp_decision_put(LtpStore *store, int64_t import_id, const LtpDecision *decision,
                         LtpError *err) LTP_MUST_CHECK;

/* Aliases as a table gives them. `pcode`, `parent` (a P-code) and `code` are checked: LTP_EDATA.
 * `parent` NULL = under any unit; `pcode` NULL = these words are no place. */
typedef struct LtpPlaceAlias {
    const char *edition; /* NULL = the active one */
    int level;
    const char *words, *parent, *pcode, *note;
} LtpPlaceAlias;

LtpCode ltp_place_alias_put(LtpStore *store, int64_t import_id, const LtpPlaceAlias *alias,
                            LtpError *err) LTP_MUST_CHECK;
/* `kind` and `code` of a vocabulary; `code` NULL = the words mean nothing of it. What stands
 * already is left as it is. */
LtpCode ltp_term_put(LtpStore *store, int64_t import_id, const char *kind, const char *words,
                     const char *code, LtpError *err) LTP_MUST_CHECK;
/* These words mean the organisation known under `known` (its acronym or a name); it is made when
 * there is none. Two organisations become one. */
LtpCode ltp_org_alias_put(LtpStore *store, int64_t import_id, bool acronym, const char *words,
                          const char *known, LtpError *err) LTP_MUST_CHECK;

/* Whether lines with this title and activity (either may be NULL) are of the theme LTP, where no
 * sector, sub-cluster or theme says so. */
typedef struct LtpThemeDecision {
    const char *title, *activity, *note;
    bool ltp;
} LtpThemeDecision;

LtpCode ltp_theme_decision_put(LtpStore *store, int64_t import_id, const LtpThemeDecision *decision,
                               LtpError *err) LTP_MUST_CHECK;

/* The organisation known under these words asked not to be named, or to be named again; it is made
 * when there is none. */
LtpCode ltp_org_wish_put(LtpStore *store, int64_t import_id, const char *words, bool hidden,
                         const char *note, LtpError *err) LTP_MUST_CHECK;

/* ---- what was decided ---- */

/* The decisions on the theme LTP. Free with ltp_theme_decisions_free. */
typedef struct LtpThemeDecisions LtpThemeDecisions;
LtpCode ltp_theme_decisions_load(LtpStore *store, LtpThemeDecisions **decisions,
                                 LtpError *err) LTP_MUST_CHECK;
void ltp_theme_decisions_free(LtpThemeDecisions *decisions);
/* 1 = of the theme, 0 = not, -1 = nothing was said of this title and activity (NULL = blank). */
int ltp_theme_decided(const LtpThemeDecisions *decisions, const char *title, const char *activity);

/* The decisions on places of an edition. Free with ltp_place_words_free. */
typedef struct LtpPlaceWords {
    LtpPlaceAlias *aliases;
    size_t n_aliases;
    struct LtpPlaceWordsPrivate *private_;
} LtpPlaceWords;

LtpCode ltp_place_words_load(LtpStore *store, int64_t edition_id, LtpPlaceWords **words,
                             LtpError *err) LTP_MUST_CHECK;
void ltp_place_words_free(LtpPlaceWords *words);
/* What a person said of these cells together ([code, name] by level 0-4, NULL = blank): false when
 * nothing; `*pcode` NULL = no place. Borrowed. */
bool ltp_place_words_decided(const LtpPlaceWords *words, const char *const code[5],
                             const char *const name[5], const char **pcode);

/* One decision, as the file of aliases has it. Texts are borrowed for the call. */
typedef struct LtpAliasRow {
    const char *kind, *words, *code, *parent, *edition, *note, *person, *decided_at;
    int64_t level; /* LTP_NULL_INT unless a place */
} LtpAliasRow;

LtpCode ltp_alias_each(LtpStore *store,
                       LtpCode (*fn)(const LtpAliasRow *alias, void *arg, LtpError *err), void *arg,
                       LtpError *err) LTP_MUST_CHECK;

/* ---- what goes back to a partner ---- */

/* The newest standing import of a source, whatever its kind; LTP_ENOTFOUND. Texts live as long as
 * the store. */
typedef struct LtpReturnHead {
    int64_t import_id, submission, header_row, hxl_row;
    const char *kind, *file, *sheet, *imported_at;
} LtpReturnHead;

LtpCode ltp_return_find(LtpStore *store, const char *source, LtpReturnHead *head,
                        LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_return_columns(LtpStore *store, int64_t import_id,
                           LtpCode (*fn)(const char *header, const char *hxl, const char *field,
                                         void *arg, LtpError *err),
                           void *arg, LtpError *err) LTP_MUST_CHECK;
/* `cells` is a JSON array of texts, `findings` one of [code, column, value]. */
LtpCode ltp_return_rows(LtpStore *store, int64_t import_id,
                        LtpCode (*fn)(int64_t row, const char *cells, const char *fate,
                                      const char *findings, void *arg, LtpError *err),
                        void *arg, LtpError *err) LTP_MUST_CHECK;

/* ---- rows read again ---- */

/* An import with rows that decisions may change. */
typedef struct LtpRereadImport {
    int64_t id, edition_id;
    const char *kind, *source, *file, *sheet, *sha256, *edition;
    LtpDay reported;
    int64_t header_row, hxl_row;
    bool date1904;
    int year; /* of months written without one; 0 = not known */
} LtpRereadImport;

/* What standing rows to take: those something is said of, those placed by likeness, those of
 * organisations merged by `decisions` (an import); or all of them. */
LtpCode ltp_reread_imports(LtpStore *store, int64_t decisions, bool all,
                           LtpCode (*fn)(const LtpRereadImport *, void *, LtpError *), void *arg,
                           LtpError *err) LTP_MUST_CHECK;

typedef struct LtpRereadRow {
    int64_t raw_row_id, row;
    const char *cells;    /* JSON array */
    const char *findings; /* codes and values as they were said, for comparison */
    LtpFate fate;
} LtpRereadRow;

LtpCode ltp_reread_rows(LtpStore *store, int64_t import_id, int64_t decisions, bool all,
                        LtpCode (*fn)(const LtpRereadRow *, void *, LtpError *), void *arg,
                        LtpError *err) LTP_MUST_CHECK;

/* The columns of an import as they were understood. */
LtpCode ltp_reread_columns(LtpStore *store, int64_t import_id,
                           LtpCode (*fn)(const char *header, const char *field, const char *by,
                                         void *arg, LtpError *err),
                           void *arg, LtpError *err) LTP_MUST_CHECK;

/* Whether `import_id` is decisions, and rows stand that came after them and may rest on them. */
LtpCode ltp_decisions_used(LtpStore *store, int64_t import_id, bool *used,
                           LtpError *err) LTP_MUST_CHECK;

/* Marks a running import as rows of `of` read again because of `decisions`. */
LtpCode ltp_reread_begin(LtpStore *store, int64_t import_id, int64_t of, int64_t decisions,
                         LtpError *err) LTP_MUST_CHECK;
/* The row is read again: what it had brought is closed (lines only with `lines`), its copy stands.
 */
LtpCode ltp_reread_row(LtpStore *store, int64_t import_id, int64_t raw_row_id, bool lines,
                       LtpError *err) LTP_MUST_CHECK;

#endif
