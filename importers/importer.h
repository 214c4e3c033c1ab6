/* One driver for each kind of input, and the job that runs it: one file, one import, all or
 * nothing. */
#ifndef LTP_IMPORTERS_IMPORTER_H
#define LTP_IMPORTERS_IMPORTER_H

#include "base/lang.h"
#include "base/log.h"
#include "layers/field.h"
#include "layers/provenance.h"
#include "layers/store.h"

/* What the user asked for; zero-initialised = defaults. */
typedef struct LtpImportOptions {
    const char *sheet, *edition, *source, *reported, *map_file;
    const char *licence;     /* boundaries: the terms they are used under; NULL = not stated */
    const char *level_names; /* boundaries: ltp_level_names_set; NULL = as the country has them */
    /* displacement: published totals "PDI=187139" that the sums are held beside; NULL-terminated,
     * NULL = none */
    const char *const *totals;
    LtpImportMode mode;
    bool dry_run; /* everything but the commit */
    const LtpProgress *progress;
} LtpImportOptions;

/* One row's fate in the report (command-line contract). */
typedef struct LtpRowReport {
    int64_t row;
    LtpFate fate;
    const char *codes;     /* finding codes, comma separated; "" when there is none */
    const char *locations; /* JSON array of {"pcode","level","rule"} */
    bool same;             /* accepted, and as the submission before had it */
} LtpRowReport;

/* What came of one file. Zero-initialise; free with _release, which frees all texts too. */
typedef struct LtpImportReport {
    LtpArena arena;                /* holds the texts */
    struct LtpSharedTexts *shared; /* texts that many rows repeat, once each */
    const char *file, *kind, *source, *sheet, *edition, *edition_why; /* NULL when there is none */
    int64_t import_id; /* 0: dry run, or nothing changed */
    bool unchanged;    /* the same bytes again */
    int64_t header_row, hxl_row;
    struct LtpColumnReport {
        const char *header, *hxl;
        const char *field, *by;
        const char *rival; /* the field that the other evidence says; NULL = they agree */
    } * columns;
    size_t n_columns, columns_capacity;
    LtpImportCounts counts;
    struct LtpCodeCount {
        const char *code;
        int64_t count;
        const char *of; /* said of the whole table: the first headers or codes meant; else NULL */
    } * warnings;       /* one entry a code of findings.def that occurred */
    size_t n_warnings, warnings_capacity;
    LtpRowReport *rows;
    size_t n_rows, rows_capacity;
    /* The first rows of a trial as they were understood (sample.h). */
    struct LtpRowSample {
        int64_t row;
        LtpFate fate;
        const char *place; /* "Mopti > Bankass (ML0502)"; NULL = none was recognised */
        struct LtpSampleCell {
            const LtpField *field;
            const char *header; /* NULL = none */
            const char *value;  /* NULL = the cell cannot be read */
        } * cells;
        size_t n_cells;
    } * samples;
    size_t n_samples;
    int64_t new_, same, changed, gone;
    /* Of a newer submission of activities, line by line; the same ones are rows marked `same`. */
    struct LtpLineChangeReport {
        const char *change;                            /* "changed", "gone", "new" */
        int64_t row, row_before;                       /* 0 = none */
        const char *org, *project, *activity, *places; /* NULL = blank */
        const char *fields; /* JSON array of {"field","before","after"} */
        const char *words;  /* the same for people */
    } * changes;
    size_t n_changes, changes_capacity;
    int64_t changes_left_out;
    LtpBuf notes; /* lines for people: sheets left alone, unmapped columns ... */
} LtpImportReport;

void ltp_import_report_release(LtpImportReport *report);
/* A copy of `text` that lives as long as the report; NULL gives NULL. */
LtpCode ltp_import_report_text(LtpImportReport *report, const char *text, const char **copy,
                               LtpError *err) LTP_MUST_CHECK;
/* One object of the report file (the contract's array is written by the caller). */
void ltp_import_report_json(const LtpImportReport *report, LtpBuf *out);

typedef struct LtpImporter {
    const char *kind; /* the word on the command line */
    LtpText title;
    const struct LtpTableKind *table; /* tables: how a row is understood (job.h); NULL for others */
    bool several_files;               /* the files of one call make one import (boundaries) */
    LtpCode (*run)(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err);
} LtpImporter;

/* The table of drivers (importers.def): NULL when there is none of that kind / past the end. */
const LtpImporter *ltp_importer_find(const char *kind);
const LtpImporter *ltp_importer_at(size_t i);

/* Text of a finding code in a language, with its value in place; into `out`. */
void ltp_finding_text(const char *code, const char *value, LtpLang lang, LtpBuf *out);

#endif
