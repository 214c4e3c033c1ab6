/* The records importers hand over, one struct a kind of input: what a row means after it was
 * understood. Strings are borrowed for the call; NULL is "not stated"; LTP_NULL_INT and
 * LTP_DAY_NONE are "not known". Writing needs a running import (provenance.h). */
#ifndef LTP_LAYERS_RECORDS_H
#define LTP_LAYERS_RECORDS_H

#include "base/date.h"
#include "base/number.h"
#include "layers/areas.h"
#include "layers/field.h"
#include "layers/provenance.h"

/* Where a record is. `rule`: "code", "exact", "alias", "fuzzy", "point", "snapped", "polygon",
 * "settlement", "parent" (a deeper cell was uncertain), "national". */
typedef struct LtpLocation {
    int64_t unit_id;
    const char *rule;
    double share; /* of the line's people; NaN = by the rules of ANALYSIS.md 4 */
} LtpLocation;

/* ---- organisations ---- */

/* The organisation under these words, made if it is new. It is recognised by acronym or name after
 * folding, among names and confirmed aliases; an acronym and a name that belong to two
 * organisations follow the name. `type` is a code of the vocabulary "org_type" or NULL. */
LtpCode ltp_org_put(LtpStore *store, int64_t import_id, const char *acronym, const char *name,
                    const char *type, int64_t *org_id, LtpError *err) LTP_MUST_CHECK;

/* ---- activities (lines) ---- */

typedef struct LtpPeople {
    LtpPeopleCell cell;
    const char *population_type; /* NULL = not stated */
    int64_t value;
    bool approximate;
} LtpPeople;

/* How a measure of a line came about. */
typedef enum LtpPeopleBasis {
    LTP_PEOPLE_NONE,   /* no figure */
    LTP_PEOPLE_STATED, /* the stated total */
    LTP_PEOPLE_CELLS,  /* all disjoint cells summed */
    LTP_PEOPLE_PARTIAL /* some cells: a lower bound */
} LtpPeopleBasis;

typedef struct LtpLineRecord {
    int64_t raw_row_id;
    int64_t org_implementing, org_programme, org_reporting; /* 0 = none */
    const int64_t *donors;
    size_t n_donors;
    const char *project_code, *project_title, *activity, *activity_code, *indicator;
    const char *sector_text, *sector; /* as written; code of vocabulary "sector" or NULL */
    const char *subsector_text, *theme_text;
    bool ltp, ltp_proposed, cohesion;
    const char *ltp_basis; /* "declared", "text", NULL */
    bool theme_knowable;   /* the table has a theme, sub-cluster, title or activity */
    LtpDay start, end, reported;
    const char *status_text,
        *status; /* as written; planned|ongoing|completed|suspended|cancelled */
    const char *population_text, *population_type;
    int64_t targeted, reached, households_targeted, households_reached;
    LtpPeopleBasis targeted_basis, reached_basis;
    bool targeted_approximate, reached_approximate;
    const LtpPeople *people; /* every cell of people as stated */
    size_t n_people;
    const char *modality, *amount, *currency, *settlement, *remarks;
    const char *quantity, *unit;  /* what was delivered, as a number, and of what; NULL */
    double lon, lat;              /* stated point, NaN = none */
    bool repeated;                /* equal rows of a table without project, date, people */
    const LtpLocation *locations; /* at least one; a unit at most once */
    size_t n_locations;
    const LtpLineArea *area; /* the polygon it was given as; NULL = none */
} LtpLineRecord;

typedef enum LtpChange { LTP_CHANGE_NEW, LTP_CHANGE_SAME, LTP_CHANGE_CHANGED } LtpChange;

/* Opens the submission's book of lines: recognises lines by fingerprint (ANALYSIS.md 2), closes
 * what a snapshot no longer holds when it ends. The edition is that of all locations. */
typedef struct LtpLineBook LtpLineBook;
LtpCode ltp_lines_begin(LtpStore *store, int64_t import_id, int64_t edition_id, LtpLineBook **book,
                        LtpError *err) LTP_MUST_CHECK;
/* From now on a line takes the place of the current one that the row `replaces` had brought (0 =
 * none), whatever its fingerprint: rows read again. What the book does not put, stays. */
void ltp_lines_reread(LtpLineBook *book, int64_t replaces);
LtpCode ltp_lines_put(LtpLineBook *book, const LtpLineRecord *line, LtpChange *change,
                      LtpError *err) LTP_MUST_CHECK;

typedef struct LtpLineChanges {
    int64_t new_, same, changed, gone;
    bool newer; /* lines of earlier submissions of the source stood */
} LtpLineChanges;

/* Ends the book (frees it, also on failure). With a snapshot, lines of earlier submissions of the
 * source that were not put are gone: they end the day before `reported`. */
LtpCode ltp_lines_end(LtpLineBook *book, bool snapshot, LtpDay reported, LtpLineChanges *changes,
                      LtpError *err) LTP_MUST_CHECK;
void ltp_lines_abandon(LtpLineBook *book);

/* ---- needs ---- */

typedef struct LtpNeedRecord {
    int64_t raw_row_id, unit_id;
    LtpDay date;        /* NONE = not dated: older than any dated figure */
    const char *sector; /* code of the vocabulary; NULL = intersectoral or not by sector */
    int64_t pin, severity, population, idps, returnees, repatriated;
    bool approximate;
} LtpNeedRecord;

/* A newer submission replaces figures of the same source, unit, sector and date. */
LtpCode ltp_need_put(LtpStore *store, int64_t import_id, const LtpNeedRecord *need,
                     LtpChange *change, LtpError *err) LTP_MUST_CHECK;

/* ---- studies and texts of the repertory ---- */

typedef struct LtpStudyRecord {
    int64_t raw_row_id;
    const char *key; /* identifier in its source, else made from title and year */
    const char *title, *title_other, *authors, *publisher, *type, *language, *doi, *url, *themes,
        *places_text, *notes, *confidence;
    int64_t year; /* LTP_NULL_INT */
    const LtpLocation *locations;
    size_t n_locations;
} LtpStudyRecord;

LtpCode ltp_study_put(LtpStore *store, int64_t import_id, int64_t edition_id,
                      const LtpStudyRecord *study, LtpChange *change, LtpError *err) LTP_MUST_CHECK;

/* ---- settlements ---- */

typedef struct LtpPlaceRecord {
    int64_t unit_id; /* 0 = none known */
    const char *code, *name, *kind;
    const char *const *other_names;
    size_t n_other_names;
    int64_t population; /* LTP_NULL_INT */
    double lon, lat;    /* NaN = no position */
} LtpPlaceRecord;

LtpCode ltp_place_put(LtpStore *store, int64_t import_id, const LtpPlaceRecord *place,
                      LtpError *err) LTP_MUST_CHECK;

/* The whole picture: settlements of older submissions of the source are put aside, `*replaced` of
 * them. Before the first. */
LtpCode ltp_places_supersede(LtpStore *store, int64_t import_id, int64_t *replaced,
                             LtpError *err) LTP_MUST_CHECK;

/* Every name of every settlement, folded. `unit_id` 0 = none known; NaN = no position. */
LtpCode ltp_place_each(LtpStore *store,
                       LtpCode (*fn)(const char *folded, int64_t unit_id, double lon, double lat,
                                     void *arg, LtpError *err),
                       void *arg, LtpError *err) LTP_MUST_CHECK;

/* ---- institutions ---- */

typedef struct LtpInstitutionRecord {
    int64_t raw_row_id, unit_id, supported_by; /* supported_by 0 = not stated */
    const char *kind, *name, *decision_no, *status, *notes;
    const char *kind_code, *tier, *status_code; /* codes of vocabularies; NULL = not recognised */
    LtpDay decided;
} LtpInstitutionRecord;

LtpCode ltp_institution_put(LtpStore *store, int64_t import_id,
                            const LtpInstitutionRecord *institution, LtpError *err) LTP_MUST_CHECK;
/* The whole picture: institutions of older submissions of the source are closed. Before the first.
 */
LtpCode ltp_institutions_supersede(LtpStore *store, int64_t import_id,
                                   LtpError *err) LTP_MUST_CHECK;

/* ---- records of a unit with a few columns: displaced people, assessments, indicators, risks,
 *      contacts ---- */

/* Where they are kept: a table of the store and its columns, which are constants of the program.
 * The unit and the first n_key columns tell one record from another. */
typedef struct LtpPlainTable {
    const char *name;
    const char *const *columns;
    size_t n_columns, n_key;
} LtpPlainTable;

typedef struct LtpPlainRecord {
    int64_t raw_row_id, unit_id; /* unit_id 0 = none */
    const LtpValue *values;      /* one a column */
} LtpPlainRecord;

/* A newer submission replaces the record of the same source, unit and key; an equal one changes
 * nothing. */
LtpCode ltp_plain_put(LtpStore *store, int64_t import_id, const LtpPlainTable *table,
                      const LtpPlainRecord *record, LtpChange *change,
                      LtpError *err) LTP_MUST_CHECK;
/* The whole picture: records of older submissions of the source are closed. Before the first. */
LtpCode ltp_plain_supersede(LtpStore *store, int64_t import_id, const LtpPlainTable *table,
                            LtpError *err) LTP_MUST_CHECK;

/* ---- vocabularies: words to codes, data in the store ---- */

typedef struct LtpVocabulary LtpVocabulary;
/* `kind`: "sector", "status", "org_type", "population_type", "ltp_term", "cohesion_term",
 * "national", "personal". */
LtpCode ltp_vocabulary_load(LtpStore *store, const char *kind, LtpVocabulary **vocabulary,
                            LtpError *err) LTP_MUST_CHECK;
void ltp_vocabulary_free(LtpVocabulary *vocabulary);
/* The code of these words after folding, borrowed; NULL when they are not in it. */
const char *ltp_vocabulary_code(const LtpVocabulary *vocabulary, const char *words);

/* The codes that a cell names, no code twice. */
enum { LTP_CODES = 16, LTP_CODES_TEXT = 160 };
typedef struct LtpCodeList {
    const char *codes[LTP_CODES]; /* borrowed from the vocabulary */
    size_t count;
} LtpCodeList;
/* The codes of a cell that is one term or a list of terms, between ; , / | + & or line breaks, or,
 * as forms write several choices, spaces. False when a part of it is in no vocabulary, or nothing
 * is: that part is put into `unknown` (may be NULL), or the whole where no part is known. */
bool ltp_vocabulary_list(const LtpVocabulary *vocabulary, const char *words, LtpCodeList *list,
                         LtpBuf *unknown);
/* The codes as one, "PRO+SHL": those of `order` (between spaces, "" = none) first and in its order,
 * then by their letters. False, and "" , when they are too many. */
bool ltp_code_list_join(const LtpCodeList *list, const char *order, char out[LTP_CODES_TEXT]);
/* Whether "PRO+SHL" or a single code has this part. */
bool ltp_code_has(const char *codes, const char *part);
/* A code of several joined ones ("PRO+SHL") gets the labels of its parts. */
LtpCode ltp_vocabulary_compose(LtpStore *store, const char *kind, const char *codes,
                               LtpError *err) LTP_MUST_CHECK;
/* The code of the first term that stands in the text as whole words; NULL. */
const char *ltp_vocabulary_in_text(const LtpVocabulary *vocabulary, const char *text);

#endif
