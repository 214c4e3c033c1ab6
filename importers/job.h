/* One file of rows is one import: what activities, needs and studies have in common. The job opens
 * the table, maps its columns, chooses the edition, keeps every row verbatim (personal cells
 * masked), tells duplicates, counts, reports, and commits or takes everything back. A kind of table
 * only says what a row means. */
#ifndef LTP_IMPORTERS_JOB_H
#define LTP_IMPORTERS_JOB_H

#include "base/digests.h"
#include "base/hash.h"
#include "importers/cells.h"
#include "importers/choices.h"
#include "importers/dates.h"
#include "importers/findings.h"
#include "importers/importer.h"
#include "importers/mapping.h"
#include "importers/outlines.h"
#include "importers/places.h"

typedef struct LtpTableKind LtpTableKind;

typedef struct LtpJob {
    const LtpTableKind *kind;
    const LtpImportOptions *options;
    LtpStore *store;
    LtpImportReport *report;
    LtpTable *table;
    LtpMapping *mapping;
    LtpUnits *units, **other_editions;
    size_t n_other_editions;
    LtpVocabulary *national;
    LtpSettlements *settlements;
    LtpPlaceWords *words; /* what people decided of places */
    LtpPlaces *places;
    LtpOutlines *outlines;                              /* NULL without a column of outlines */
    int place_code[LTP_LEVELS], place_name[LTP_LEVELS]; /* columns, -1 = none */
    int any_code, lat, lon, point, outline, settlement;
    int anywhere;                         /* column of names of any level */
    LtpLevelName level_names[LTP_LEVELS]; /* for it, once has_level_names */
    bool has_level_names;
    int whole_id, whole_places; /* an export of ours: a record has a row for each of its places,
                                   which each names all of them */
    LtpChoices choices;
    int64_t import_id;
    char *map;       /* the mapping a person gave, as JSON; NULL = none */
    LtpDay reported; /* --reported; LTP_DAY_NONE */
    LtpDateSystem dates;
    int64_t rereads;  /* raw row that is read again; 0 = rows come from a file */
    LtpChange change; /* what the write came to, where the kind tells */
    void *state;      /* of the kind */

    /* the row at hand */
    LtpRow row;
    LtpArena arena; /* texts of the row */
    LtpFindings findings;
    LtpPlaced placed;   /* by its cells and its point */
    LtpLocated located; /* by its outline */
    LtpLineArea area;

    LtpFindings table_findings;
    LtpDigests seen;         /* fingerprint of cells -> row number */
    bool equal_is_duplicate; /* else equal rows are accepted and marked repeated */
    LtpBuf text, codes, locations;
} LtpJob;

struct LtpTableKind {
    const LtpImporter *importer;
    const char *layer; /* whose input fields the columns map to */
    /* MAY be NULL: corrects the mapping where headers say more than a list of words can. */
    LtpCode (*settle_columns)(LtpJob *job, LtpError *err);
    /* MUST: understands the row at hand: fills findings and, by ltp_job_place, the locations. A
     * finding of severity REJECT rejects the row. */
    LtpCode (*understand)(LtpJob *job, LtpError *err);
    /* MUST: stores the row just understood. */
    LtpCode (*write)(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err);
    /* MAY be NULL: before the first and after the last row; release runs whatever happened. */
    LtpCode (*begin)(LtpJob *job, LtpError *err);
    LtpCode (*end)(LtpJob *job, LtpError *err);
    void (*release)(LtpJob *job);
    const LtpLayer
        *fields;    /* MAY be NULL: the input fields, where `layer` is no layer of the house */
    bool placeless; /* rows are nowhere: boundaries need not be loaded */
    bool equal_rows_repeat; /* a table without project, activity, date and people may repeat rows */
};

LtpCode ltp_job_run(const LtpTableKind *kind, LtpStore *store, const char *const *files,
                    size_t n_files, const LtpImportOptions *options, LtpImportReport *report,
                    LtpError *err) LTP_MUST_CHECK;

/* For rows that come from the store (reread.h): what a job needs around its rows. `job` has kind,
 * options, store, mapping; `edition` NULL = none. Free with ltp_job_release. */
LtpCode ltp_job_open(LtpJob *job, const char *edition, LtpError *err) LTP_MUST_CHECK;
void ltp_job_release(LtpJob *job);
/* The first finding that rejects the row at hand; NULL = none. */
const char *ltp_job_rejection(const LtpJob *job);

/* The column of a field, -1 = none. */
int ltp_job_column(const LtpJob *job, const char *field);
/* The text of a column in the row at hand (cells.h). */
const char *ltp_job_text(LtpJob *job, int column);
/* The header over a column; NULL for -1. */
const char *ltp_job_header(const LtpJob *job, int column);

/* Places the row by its mapped place cells, its point and its outline. */
LtpCode ltp_job_place(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
/* Whether the row names all places of its record, so that the record's other rows only repeat it.
 */
bool ltp_job_is_whole(LtpJob *job);
/* Adds these places to job->placed. */
LtpCode ltp_job_place_all(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
/* Where the row at hand is: by its outline where that decides, else by its cells and its point. */
typedef struct LtpRowPlaces {
    const LtpLocation *locations;
    const int32_t *units; /* the same as indexes of the edition */
    size_t count;
} LtpRowPlaces;
LtpRowPlaces ltp_job_places(const LtpJob *job);
/* The polygon that placed the row, borrowed until the next one; NULL = none did. */
const LtpLineArea *ltp_job_area(const LtpJob *job);

/* The columns that say where a row is, and everything that is asked then. */
void ltp_job_find_place_columns(LtpJob *job);
LtpCode ltp_job_open_places(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
/* Moves columns of places that only their headers gave a level to the level whose units their cells
 * are, and tells so. The places must be open; the table is read from its first row. */
LtpCode ltp_job_settle_levels(LtpJob *job, LtpError *err) LTP_MUST_CHECK;

/* Without any such column: gives one whose cells are names of units the field place_text, and tells
 * so. The places must be open; the table is read from its first row. */
LtpCode ltp_job_settle_anywhere(LtpJob *job, LtpError *err) LTP_MUST_CHECK;
/* Puts the cell of any level, where the row has one and nothing better, at its level of `where`. */
LtpCode ltp_job_take_anywhere(LtpJob *job, LtpWhere *where, LtpError *err) LTP_MUST_CHECK;

/* A finding on the row at hand. */
LtpCode ltp_job_find(LtpJob *job, const char *code, int column, const char *value,
                     LtpError *err) LTP_MUST_CHECK;

#endif
