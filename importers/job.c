#include "importers/job_judge.h"

#include "base/json.h"
#include "base/os.h"
#include "base/text.h"
#include "importers/cells.h"
#include "importers/contact_details.h"
#include "importers/edition_detect.h"
#include "importers/report.h"
#include "importers/return_file.h"
#include "importers/sample.h"
#include "importers/source.h"

#include <string.h>

static const char masked[] = "[masqué]";

/* ---- the row at hand ---- */

int ltp_job_column(const LtpJob *job, const char *field)
{
    return ltp_mapping_column(job->mapping, field, -1);
}

const char *ltp_job_text(LtpJob *job, int column)
{
    return ltp_choices_has(&job->choices, column)
               ? ltp_choices_text(&job->choices, &job->row, column, &job->arena)
               : ltp_cell_text(&job->row, column, &job->arena);
}

const char *ltp_job_header(const LtpJob *job, int column)
{
    return column >= 0 ? job->mapping->columns[column].header : NULL;
}

LtpCode ltp_job_find(LtpJob *job, const char *code, int column, const char *value, LtpError *err)
{
    LtpFinding finding = {.code = code,
                          .row = job->row.number,
                          .column = ltp_job_header(job, column),
                          .value = value};
    return ltp_findings_add(&job->findings, &finding, err);
}

/* ---- the table as a whole ---- */

static LtpCode find_in_table(LtpJob *job, const char *code, const char *column, const char *value,
                             LtpError *err)
{
    LtpFinding finding = {.code = code, .column = column, .value = value};
    return ltp_findings_add(&job->table_findings, &finding, err);
}

static LtpCode report_column(LtpJob *job, const LtpColumn *column, LtpError *err)
{
    LtpImportReport *report = job->report;
    LTP_TRY(ltp_grow((void **)&report->columns, &report->columns_capacity, report->n_columns,
                     sizeof *report->columns, err));
    struct LtpColumnReport *said = &report->columns[report->n_columns++];
    *said = (struct LtpColumnReport){.field = column->field != NULL ? column->field->name : NULL,
                                     .by = column->by};
    LTP_TRY(ltp_import_report_text(report, column->header, &said->header, err));
    LTP_TRY(ltp_import_report_text(report, column->hxl, &said->hxl, err));
    const char *name = column->header != NULL ? column->header : column->hxl;
    if (name != NULL && strncmp(name, LTP_RETURN_HEADER, strlen(LTP_RETURN_HEADER)) == 0)
        return LTP_OK; /* we added it ourselves */
    if (column->personal)
        return find_in_table(job, "column_personal", name, name, err);
    if (column->field == NULL && name != NULL)
        return find_in_table(job, "column_unmapped", name, name, err);
    if (column->rival != NULL)
        return find_in_table(job, "column_conflict", name, column->rival->name, err);
    return LTP_OK;
}

static LtpCode report_mapping(LtpJob *job, LtpError *err)
{
    LtpImportReport *report = job->report;
    LtpSheetInfo sheet = ltp_table_sheet(job->table, job->mapping->sheet);
    if (sheet.name[0] != '\0')
        LTP_TRY(ltp_import_report_text(report, sheet.name, &report->sheet, err));
    report->header_row = job->mapping->header_row;
    report->hxl_row = job->mapping->hxl_row;
    for (size_t i = 0; i < job->mapping->n_columns; i++)
        LTP_TRY(report_column(job, &job->mapping->columns[i], err));
    return LTP_OK;
}

static LtpCode choose_edition(LtpJob *job, LtpError *err)
{
    LtpBuf why = {0};
    LtpCode rc = ltp_edition_choose(job->store, job->table, job->mapping, job->options->edition,
                                    &job->units, &why, err);
    if (rc == LTP_OK)
        rc =
            ltp_import_report_text(job->report, ltp_buf_text(&why), &job->report->edition_why, err);
    if (rc == LTP_OK)
        rc = ltp_import_report_text(job->report, job->units->edition.name, &job->report->edition,
                                    err);
    if (rc == LTP_OK)
        rc = find_in_table(job, "edition_chosen", NULL, ltp_buf_text(&why), err);
    ltp_buf_release(&why);
    return rc;
}

/* ANALYSIS.md 2: equal rows are duplicates where the table could tell lines apart. */
static bool tells_lines_apart(const LtpMapping *mapping)
{
    static const char *const words[] = {"project_code", "project_title", "activity",
                                        "activity_code", NULL};
    for (size_t i = 0; i < mapping->n_columns; i++) {
        const LtpField *field = mapping->columns[i].field;
        if (field == NULL)
            continue;
        if (field->type == LTP_DATE || field->people.measure != NULL)
            return true;
        for (size_t k = 0; words[k] != NULL; k++)
            if (strcmp(field->name, words[k]) == 0)
                return true;
    }
    return false;
}

/* The mapping of --map is kept with the import; without one, that of the source's newest import is
 * used again. */
static LtpCode find_map(LtpJob *job, LtpError *err)
{
    const LtpImportReport *report = job->report;
    const char *saved = NULL;
    size_t size = 0;
    if (job->options->map_file != NULL)
        return ltp_os_read_file(job->options->map_file, (size_t)4 << 20, &job->map, &size, err);
    LTP_TRY(ltp_source_map(job->store, report->kind, report->source, &saved, err));
    if (saved == NULL)
        return LTP_OK;
    job->map = ltp_strdup(saved);
    ltp_buf_puts(&job->report->notes,
                 _("- The mapping given with an earlier file of this source is used again.\n"));
    return job->map != NULL ? LTP_OK : ltp_fail_memory(err);
}

/* Of months without a year --reported says the year, else the name of the sheet, else the file's.
 */
static LtpDateSystem dates_of(const LtpJob *job)
{
    LtpDateSystem dates = {.date1904 = ltp_table_date1904(job->table), .until = job->reported};
    int month, dom;
    if (job->reported != LTP_DAY_NONE)
        ltp_day_civil(job->reported, &dates.year, &month, &dom);
    if (dates.year == 0)
        dates.year = ltp_year_in_name(ltp_table_sheet(job->table, job->mapping->sheet).name);
    if (dates.year == 0)
        dates.year = ltp_year_in_name(job->report->file);
    return dates;
}

static LtpCode open_table(LtpJob *job, const char *file, LtpError *err)
{
    LTP_TRY(find_map(job, err));
    const LtpLayer *layer =
        job->kind->fields != NULL ? job->kind->fields : ltp_layer_find(job->kind->layer);
    LtpMappingOptions wanted = {
        .sheet = job->options->sheet, .map_file = job->options->map_file, .saved = job->map};
    if (layer == NULL)
        return ltp_fail(err, LTP_EINTERNAL, "no layer %s", job->kind->layer);
    LtpEdition edition = {0};
    LtpError none = {0}; /* without boundaries it is said later */
    if (ltp_edition_get(job->store, NULL, &edition, &none) == LTP_OK)
        wanted.country = edition.country;
    LTP_TRY(ltp_table_open(file, &job->table, err));
    LTP_TRY(ltp_mapping_find(job->table, layer, &wanted, &job->mapping, &job->report->notes, err));
    if (job->kind->settle_columns != NULL)
        LTP_TRY(job->kind->settle_columns(job, err));
    job->dates = dates_of(job);
    job->equal_is_duplicate = !job->kind->equal_rows_repeat || tells_lines_apart(job->mapping);
    ltp_job_find_place_columns(job);
    LTP_TRY(ltp_choices_find(job->mapping, &job->choices, err));
    return report_mapping(job, err);
}

/* ---- rows ---- */

/* The row as it stood, as a JSON array, personal cells masked. */
static const char *raw_cells(LtpJob *job)
{
    LtpJson json = {.out = &job->text};
    ltp_buf_clear(&job->text);
    ltp_json_array(&json);
    for (size_t i = 0; i < job->row.count; i++) {
        bool personal = i < job->mapping->n_columns && job->mapping->columns[i].personal;
        const char *text = job->row.cells[i].text;
        ltp_json_string(&json, personal && text[0] != '\0' ? masked : text);
    }
    ltp_json_end_array(&json);
    return ltp_buf_text(&job->text);
}

static const char *locations_json(LtpJob *job)
{
    LtpJson json = {.out = &job->locations};
    ltp_buf_clear(&job->locations);
    ltp_json_array(&json);
    LtpRowPlaces places = ltp_job_places(job);
    for (size_t i = 0; i < places.count; i++) {
        const LtpUnit *unit = &job->units->units[places.units[i]];
        ltp_import_report_location(&json, unit->pcode, unit->level, places.locations[i].rule);
    }
    ltp_json_end_array(&json);
    return ltp_buf_text(&job->locations);
}

static LtpCode report_row(LtpJob *job, LtpFate fate, LtpError *err)
{
    LtpRowReport said = {.row = job->row.number, .fate = fate, .locations = "[]"};
    ltp_buf_clear(&job->codes);
    ltp_findings_codes(&job->findings, &job->codes);
    said.codes = ltp_buf_text(&job->codes);
    said.same = fate == LTP_ACCEPTED && job->change == LTP_CHANGE_SAME;
    if (fate == LTP_ACCEPTED)
        said.locations = locations_json(job);
    LTP_TRY(ltp_import_report_row(job->report, &said, err));
    return ltp_import_report_tally(job->report, &job->findings, err);
}

/* Telephone numbers and addresses leave the cells of other things before anything reads them. */
static LtpCode strip_contact_details(LtpJob *job, LtpError *err)
{
    LtpCell *cells = NULL;
    LtpCode rc = LTP_OK;
    LtpBuf clean = {0};
    for (size_t i = 0; i < job->row.count && i < job->mapping->n_columns; i++) {
        ltp_buf_clear(&clean);
        if (!ltp_contact_details_sought(&job->mapping->columns[i]) ||
            !ltp_contact_details_strip(job->row.cells[i].text, &clean))
            continue;
        if (cells == NULL) {
            cells = ltp_arena_alloc(&job->arena, job->row.count * sizeof *cells);
            LTP_GO(cells != NULL ? LTP_OK : ltp_fail_memory(err));
            memcpy(cells, job->row.cells, job->row.count * sizeof *cells);
            job->row.cells = cells;
        }
        cells[i].text = ltp_arena_strdup(&job->arena, ltp_buf_text(&clean));
        LTP_GO(cells[i].text != NULL ? LTP_OK : ltp_fail_memory(err));
        const LtpField *field = job->mapping->columns[i].field;
        if (field == NULL || field->sensitivity < LTP_CONFIDENTIAL) /* it would have gone out */
            LTP_GO(ltp_job_find(job, "contact_in_cell", (int)i, ltp_job_header(job, (int)i), err));
    }
done:
    ltp_buf_release(&clean);
    return rc;
}

static LtpCode take_row(LtpJob *job, LtpError *err)
{
    LtpFate fate;
    const char *reason;
    bool repeated;
    int64_t raw_row_id;
    ltp_arena_release(&job->arena);
    ltp_findings_clear(&job->findings);
    job->placed.count = 0;
    job->change = LTP_CHANGE_NEW;
    LTP_TRY(strip_contact_details(job, err));
    LTP_TRY(job->kind->understand(job, err));
    LTP_TRY(ltp_job_judge(job, &fate, &reason, &repeated, err));
    LTP_TRY(ltp_raw_row(job->store, job->import_id, job->row.number, raw_cells(job), fate, reason,
                        &raw_row_id, err));
    if (fate == LTP_ACCEPTED)
        LTP_TRY(job->kind->write(job, raw_row_id, repeated, err));
    LTP_TRY(ltp_findings_write(&job->findings, job->store, job->import_id, err));
    if (job->options->dry_run)
        LTP_TRY(ltp_sample_row(job, fate, err));
    return report_row(job, fate, err);
}

static LtpCode take_rows(LtpJob *job, LtpError *err)
{
    enum { ROWS_BETWEEN_PROGRESS = 500 };
    LTP_TRY(ltp_table_select(job->table, job->mapping->sheet, err));
    for (size_t n = 0;; n++) {
        LTP_TRY(ltp_table_next(job->table, &job->row, err));
        if (job->row.cells == NULL)
            return LTP_OK;
        if (n % ROWS_BETWEEN_PROGRESS == 0)
            LTP_TRY(ltp_progress(job->options->progress, ltp_table_fraction(job->table), 1, err));
        if (job->row.number < job->mapping->first_row || ltp_row_is_hxl(&job->row))
            continue;
        LtpCode rc = take_row(job, err);
        if (rc != LTP_OK) {
            ltp_error_where(err, NULL, NULL, job->row.number, NULL);
            return rc;
        }
    }
}

/* ---- the import ---- */

static LtpCode write_columns(LtpJob *job, LtpError *err)
{
    for (size_t i = 0; i < job->report->n_columns; i++) {
        const struct LtpColumnReport *column = &job->report->columns[i];
        LTP_TRY(ltp_import_column(job->store, job->import_id, (int64_t)i + 1, column->header,
                                  column->hxl, column->field, column->by, err));
    }
    return LTP_OK;
}

/* Codes of another country: which boundaries the file needs. */
static LtpCode tell_abroad(LtpJob *job, LtpError *err)
{
    const char *country = "";
    const LtpImportReport *report = job->report;
    size_t rows = job->places != NULL ? ltp_places_abroad(job->places, &country) : 0;
    if (rows == 0)
        return LTP_OK;
    const char *here = job->units->edition.country;
    if ((int64_t)rows * 2 >= report->counts.read)
        ltp_buf_printf(
            &job->report->notes,
            _("- This file speaks of another country: %zu rows of %lld have codes of %s, and the "
              "boundaries here are those of %s. Make a store for %s (ltp init), import its "
              "boundaries there (ltp import boundaries), then this file.\n"),
            rows, (long long)report->counts.read, country, here, country);
    else
        ltp_buf_printf(&job->report->notes,
                       _("- %zu rows have a code of another country (%s; here: %s). Have these "
                         "codes checked.\n"),
                       rows, country, here);
    LTP_TRY(ltp_buf_check(&job->report->notes, err));
    return find_in_table(job, "country_other", NULL, country, err);
}

static LtpCode fill_import(LtpJob *job, LtpError *err)
{
    LTP_TRY(write_columns(job, err));
    if (job->kind->begin != NULL)
        LTP_TRY(job->kind->begin(job, err));
    LTP_TRY(take_rows(job, err));
    if (job->report->counts.read == 0)
        return ltp_fail(err, LTP_EDATA, _("there is no row of data below the header"));
    LTP_TRY(tell_abroad(job, err));
    if (job->kind->end != NULL)
        LTP_TRY(job->kind->end(job, err));
    LTP_TRY(ltp_findings_write(&job->table_findings, job->store, job->import_id, err));
    return ltp_import_report_tally(job->report, &job->table_findings, err);
}

/* What a later reading of the rows must know; nothing when there is nothing special. */
static void options_json(const LtpJob *job, LtpBuf *out)
{
    LtpJson json = {.out = out};
    if (!job->dates.date1904 && job->dates.year == 0 && job->map == NULL)
        return;
    ltp_json_object(&json);
    if (job->dates.date1904) {
        ltp_json_key(&json, "date1904");
        ltp_json_bool(&json, true);
    }
    if (job->dates.year != 0) {
        ltp_json_key(&json, "year");
        ltp_json_int(&json, job->dates.year);
    }
    if (job->map != NULL) {
        ltp_json_key(&json, "map");
        ltp_json_raw(&json, job->map, strlen(job->map));
    }
    ltp_json_end_object(&json);
}

static LtpCode write_import(LtpJob *job, const char *sha256, LtpError *err)
{
    LtpBuf options = {0};
    options_json(job, &options);
    LTP_TRY(ltp_buf_check(&options, err));
    LtpImportHead head = {.kind = job->report->kind,
                          .source = job->report->source,
                          .file = job->report->file,
                          .sheet = job->report->sheet,
                          .header_row = job->report->header_row,
                          .hxl_row = job->report->hxl_row,
                          .sha256 = sha256,
                          .reported = job->reported,
                          .mode = job->options->mode,
                          .options = options.size > 0 ? ltp_buf_text(&options) : NULL};
    LtpCode rc = LTP_OK;
    rc = ltp_import_begin(job->store, &head, &job->import_id, err);
    ltp_buf_release(&options);
    LTP_TRY(rc);
    if (job->units != NULL)
        rc = ltp_import_edition(job->store, job->import_id, job->units->edition.id, err);
    if (rc == LTP_OK)
        rc = fill_import(job, err);
    if (job->kind->release != NULL)
        job->kind->release(job);
    if (rc == LTP_OK && !job->options->dry_run)
        rc = ltp_import_finish(job->store, job->import_id, &job->report->counts, err);
    if (rc != LTP_OK || job->options->dry_run)
        ltp_import_abandon(job->store, job->import_id);
    else
        job->report->import_id = job->import_id;
    return rc;
}

static LtpCode run_file(LtpJob *job, const char *file, LtpError *err)
{
    char sha256[LTP_SHA256_HEX];
    int64_t known = 0;
    LTP_TRY(ltp_source_reported(job->options->reported, &job->reported, err));
    LTP_TRY(ltp_source_sha256(&file, 1, sha256, err));
    LTP_TRY(open_table(job, file, err));
    LTP_TRY(ltp_import_known(job->store, job->report->kind, job->report->source, job->report->sheet,
                             sha256, &known, err));
    if (known != 0) {
        job->report->unchanged = true;
        return LTP_OK;
    }
    if (!job->kind->placeless) {
        LTP_TRY(choose_edition(job, err));
        LTP_TRY(ltp_job_open_places(job, err));
        LTP_TRY(ltp_job_settle_levels(job, err));
        LTP_TRY(ltp_job_settle_anywhere(job, err));
    }
    return write_import(job, sha256, err);
}

void ltp_job_release(LtpJob *job)
{
    ltp_digests_release(&job->seen);
    ltp_free(job->map);
    ltp_places_free(job->places);
    ltp_outlines_free(job->outlines);
    ltp_located_release(&job->located);
    ltp_place_words_free(job->words);
    ltp_settlements_free(job->settlements);
    ltp_vocabulary_free(job->national);
    ltp_units_free(job->units);
    ltp_editions_free(job->other_editions, job->n_other_editions);
    ltp_choices_release(&job->choices);
    ltp_mapping_free(job->mapping);
    ltp_table_close(job->table);
    ltp_findings_release(&job->findings);
    ltp_findings_release(&job->table_findings);
    ltp_arena_release(&job->arena);
    ltp_buf_release(&job->text);
    ltp_buf_release(&job->codes);
    ltp_buf_release(&job->locations);
}

LtpCode ltp_job_run(const LtpTableKind *kind, LtpStore *store, const char *const *files,
                    size_t n_files, const LtpImportOptions *options, LtpImportReport *report,
                    LtpError *err)
{
    LtpJob job = {.kind = kind, .options = options, .store = store, .report = report};
    if (n_files != 1)
        return ltp_fail(err, LTP_EUSAGE, _("one file is one import: give the files one by one"));
    LTP_TRY(ltp_source_name(kind->importer, files, n_files, options, report, err));
    LtpCode rc = run_file(&job, files[0], err);
    ltp_job_release(&job);
    if (rc != LTP_OK)
        ltp_error_where(err, ltp_path_name(files[0]), NULL, 0, NULL);
    return rc;
}
