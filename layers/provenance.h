/* Where everything comes from: sources, imports (submissions), raw rows, findings. Provenance is a
 * table, not a log: every figure can be followed back to file, sheet, row, rule and person. */
#ifndef LTP_LAYERS_PROVENANCE_H
#define LTP_LAYERS_PROVENANCE_H

#include "base/date.h"
#include "layers/store.h"

typedef enum LtpImportMode {
    LTP_AS_DEFAULT, /* update where the table has a reporting-date column, else snapshot */
    LTP_AS_SNAPSHOT,
    LTP_AS_UPDATE
} LtpImportMode;

typedef struct LtpImportHead {
    const char *kind;            /* "boundaries", "activities" ... */
    const char *source;          /* --source, else the file's name */
    const char *file;            /* name without folders: paths stay at home */
    const char *sheet;           /* NULL when not a workbook */
    int64_t header_row, hxl_row; /* 1-based; 0 = none */
    const char *sha256;          /* of the file's bytes */
    LtpDay reported;             /* --reported; LTP_DAY_NONE */
    LtpImportMode mode;
    const char *options; /* JSON of what else was asked for */
} LtpImportHead;

/* Whether this source already holds exactly these bytes (of this sheet) in an import that was not
 * undone: `*import_id` is it, else 0. */
LtpCode ltp_import_known(LtpStore *store, const char *kind, const char *source, const char *sheet,
                         const char *sha256, int64_t *import_id, LtpError *err) LTP_MUST_CHECK;

/* Starts an import inside a transaction of its own; it is nothing until _finish. */
LtpCode ltp_import_begin(LtpStore *store, const LtpImportHead *head, int64_t *import_id,
                         LtpError *err) LTP_MUST_CHECK;

/* The edition whose units the running import uses. */
LtpCode ltp_import_edition(LtpStore *store, int64_t import_id, int64_t edition_id,
                           LtpError *err) LTP_MUST_CHECK;

typedef struct LtpImportCounts {
    int64_t read, accepted, duplicate, rejected;
} LtpImportCounts;

/* Writes the counts (read = accepted + duplicate + rejected is checked) and commits. */
LtpCode ltp_import_finish(LtpStore *store, int64_t import_id, const LtpImportCounts *counts,
                          LtpError *err) LTP_MUST_CHECK;
void ltp_import_abandon(LtpStore *store, int64_t import_id); /* rolls back */

/* Takes back a finished import: what it added is removed, what it closed is open again. Refused
 * (LTP_EUSAGE) while a newer import of the same source stands, or while units of its edition are
 * used. The import stays listed as undone, with who and when. */
LtpCode ltp_import_undo(LtpStore *store, int64_t import_id, LtpError *err) LTP_MUST_CHECK;

typedef struct LtpImportInfo {
    int64_t id, submission; /* submission: 1, 2 ... within the source */
    const char *kind, *source, *file, *sheet, *edition, *imported_at, *person, *undone_at;
    LtpImportCounts counts;
} LtpImportInfo;

/* Oldest first; strings are borrowed for the call. */
LtpCode ltp_import_each(LtpStore *store, LtpCode (*fn)(const LtpImportInfo *, void *, LtpError *),
                        void *arg, LtpError *err) LTP_MUST_CHECK;

/* The mapping a person gave with the newest standing import of a source, as JSON; `*json` NULL when
 * there is none. Borrowed: lives as long as the store. */
LtpCode ltp_source_map(LtpStore *store, const char *kind, const char *source, const char **json,
                       LtpError *err) LTP_MUST_CHECK;

/* The mapping of one column as it was understood. `by`: "hxl", "label", "content", "user", NULL. */
LtpCode ltp_import_column(LtpStore *store, int64_t import_id, int64_t position, const char *header,
                          const char *hxl, const char *field, const char *by,
                          LtpError *err) LTP_MUST_CHECK;

typedef enum LtpFate { LTP_ACCEPTED, LTP_DUPLICATE, LTP_REJECTED } LtpFate;

/* A row as it stood: `cells` is a JSON array of its cells, personal ones masked. `reason` is a code
 * of findings for a row that is not accepted, else NULL. */
LtpCode ltp_raw_row(LtpStore *store, int64_t import_id, int64_t row, const char *cells,
                    LtpFate fate, const char *reason, int64_t *raw_row_id,
                    LtpError *err) LTP_MUST_CHECK;

/* What is to be said of a row, or of the whole table (row 0). Codes are listed in findings.def with
 * their texts in both languages. `value` is the cell at fault, `detail` a JSON object or NULL. */
typedef struct LtpFinding {
    const char *code;
    int64_t row;
    const char *column, *value, *detail;
} LtpFinding;

LtpCode ltp_finding(LtpStore *store, int64_t import_id, const LtpFinding *finding,
                    LtpError *err) LTP_MUST_CHECK;

#endif
