#include "importers/reread.h"

#include "importers/job.h"

#include <jansson.h>
#include <string.h>

/* What is read again, in memory before anything is written. */
typedef struct Reread {
    LtpStore *store;
    int64_t decisions;
    bool all;
    LtpArena arena, rows_arena;
    LtpRereadImport *imports;
    size_t n_imports, imports_capacity;
    LtpRereadRow *rows;
    size_t n_rows, rows_capacity;
    LtpRereadCounts *counts;
} Reread;

static LtpCode keep_import(const LtpRereadImport *import, void *arg, LtpError *err)
{
    Reread *reread = arg;
    LtpArena *arena = &reread->arena;
    LTP_TRY(ltp_grow((void **)&reread->imports, &reread->imports_capacity, reread->n_imports,
                     sizeof *reread->imports, err));
    LtpRereadImport *copy = &reread->imports[reread->n_imports++];
    *copy = *import;
    copy->kind = ltp_arena_strdup(arena, import->kind);
    copy->source = ltp_arena_strdup(arena, import->source);
    copy->file = ltp_arena_strdup(arena, import->file);
    copy->sheet = ltp_arena_strdup(arena, import->sheet);
    copy->sha256 = ltp_arena_strdup(arena, import->sha256);
    copy->edition = ltp_arena_strdup(arena, import->edition);
    return copy->kind != NULL && copy->source != NULL && copy->file != NULL && copy->sha256 != NULL
               ? LTP_OK
               : ltp_fail_memory(err);
}

static LtpCode keep_row(const LtpRereadRow *row, void *arg, LtpError *err)
{
    Reread *reread = arg;
    LTP_TRY(ltp_grow((void **)&reread->rows, &reread->rows_capacity, reread->n_rows,
                     sizeof *reread->rows, err));
    LtpRereadRow *copy = &reread->rows[reread->n_rows++];
    *copy = *row;
    copy->cells = ltp_arena_strdup(&reread->rows_arena, row->cells);
    copy->findings = ltp_arena_strdup(&reread->rows_arena, row->findings);
    return copy->cells != NULL && copy->findings != NULL ? LTP_OK : ltp_fail_memory(err);
}

/* ---- the columns as they were understood ---- */

typedef struct Columns {
    const LtpLayer *layer;
    LtpMapping *mapping;
    size_t capacity;
} Columns;

static LtpCode keep_column(const char *header, const char *field, const char *by, void *arg,
                           LtpError *err)
{
    Columns *columns = arg;
    LtpMapping *mapping = columns->mapping;
    (void)by;
    LTP_TRY(ltp_grow((void **)&mapping->columns, &columns->capacity, mapping->n_columns,
                     sizeof *mapping->columns, err));
    LtpColumn *column = &mapping->columns[mapping->n_columns++];
    *column = (LtpColumn){.header = ltp_strdup(header)};
    if (field != NULL)
        column->field = ltp_layer_field(columns->layer, field);
    return header == NULL || column->header != NULL ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode load_mapping(LtpJob *job, int64_t import_id, LtpError *err)
{
    Columns columns = {.layer = job->kind->fields != NULL ? job->kind->fields
                                                          : ltp_layer_find(job->kind->layer)};
    columns.mapping = job->mapping = ltp_calloc(1, sizeof *job->mapping);
    if (job->mapping == NULL)
        return ltp_fail_memory(err);
    return ltp_reread_columns(job->store, import_id, keep_column, &columns, err);
}

/* ---- a row ---- */

/* The cells of the row at hand out of their JSON; texts live as long as `json`. */
static LtpCode read_cells(LtpJob *job, const json_t *json, LtpError *err)
{
    size_t count = json_array_size(json);
    LtpCell *cells = ltp_arena_alloc(&job->arena, (count + 1) * sizeof *cells);
    if (cells == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        const char *text = json_string_value(json_array_get(json, i));
        cells[i] = (LtpCell){.text = text != NULL ? text : "", .type = LTP_CELL_TEXT};
    }
    job->row.cells = cells;
    job->row.count = count;
    return LTP_OK;
}

static const char *findings_text(LtpJob *job)
{
    ltp_buf_clear(&job->codes);
    for (size_t i = 0; i < job->findings.count; i++) {
        const LtpFinding *finding = &job->findings.items[i];
        ltp_buf_printf(&job->codes, "%s%s=%s", i > 0 ? "\x1f" : "", finding->code,
                       finding->value != NULL ? finding->value : "");
    }
    return ltp_buf_text(&job->codes);
}

/* Equal rows of a table that may repeat them: this one repeats the row it named when it was first
 * read. */
static bool is_repeated(const LtpRereadRow *row)
{
    return strstr(row->findings, "repeated_row=") != NULL;
}

static LtpCode find_repeated(LtpJob *job, const LtpRereadRow *row, LtpError *err)
{
    const char *value = strstr(row->findings, "repeated_row=") + strlen("repeated_row=");
    char *earlier = ltp_arena_strndup(&job->arena, value, strcspn(value, "\x1f"));
    return earlier != NULL ? ltp_job_find(job, "repeated_row", -1, earlier, err)
                           : ltp_fail_memory(err);
}

static LtpCode store_row(LtpJob *job, const LtpRereadRow *row, LtpFate fate, LtpError *err)
{
    int64_t raw_row_id;
    bool lines = fate == LTP_REJECTED || strcmp(job->kind->layer, "lines") != 0;
    LTP_TRY(ltp_reread_row(job->store, job->import_id, row->raw_row_id, lines, err));
    LTP_TRY(ltp_raw_row(job->store, job->import_id, row->row, row->cells, fate,
                        ltp_job_rejection(job), &raw_row_id, err));
    if (fate == LTP_ACCEPTED)
        LTP_TRY(job->kind->write(job, raw_row_id, is_repeated(row), err));
    return ltp_findings_write(&job->findings, job->store, job->import_id, err);
}

static void count_row(LtpImportCounts *counts, LtpRereadCounts *all, LtpFate before, LtpFate now)
{
    counts->read++;
    counts->accepted += now == LTP_ACCEPTED;
    counts->rejected += now == LTP_REJECTED;
    all->accepted += before == LTP_REJECTED && now == LTP_ACCEPTED;
    all->rejected += before == LTP_ACCEPTED && now == LTP_REJECTED;
    all->changed += before == LTP_ACCEPTED && now == LTP_ACCEPTED;
}

/* Stores the row if it says something else than before: in a step of its own that is taken back
 * when a line turns out to be the same. */
static LtpCode store_if_changed(LtpJob *job, const LtpRereadRow *row, LtpRereadCounts *counts,
                                LtpError *err)
{
    LtpFate fate = ltp_job_rejection(job) != NULL ? LTP_REJECTED : LTP_ACCEPTED;
    if (fate == LTP_REJECTED)
        ltp_findings_keep_reasons(&job->findings);
    bool same_words = fate == row->fate && strcmp(findings_text(job), row->findings) == 0;
    if (same_words && (fate == LTP_REJECTED || strcmp(job->kind->layer, "lines") != 0))
        return LTP_OK;
    if (fate == LTP_REJECTED && row->fate == LTP_REJECTED)
        return LTP_OK;
    job->change = LTP_CHANGE_NEW;
    LTP_TRY(ltp_store_begin(job->store, err));
    LtpCode rc = store_row(job, row, fate, err);
    bool same = same_words && job->change == LTP_CHANGE_SAME;
    if (rc != LTP_OK || same) {
        ltp_store_rollback(job->store);
        return rc;
    }
    count_row(&job->report->counts, counts, row->fate, fate);
    return ltp_store_commit(job->store, err);
}

static LtpCode reread_row(LtpJob *job, const LtpRereadRow *row, LtpRereadCounts *counts,
                          LtpError *err)
{
    json_t *json = json_loads(row->cells, 0, NULL);
    LtpCode rc = LTP_OK;
    ltp_arena_release(&job->arena);
    ltp_findings_clear(&job->findings);
    job->placed.count = 0;
    job->row = (LtpRow){.number = row->row};
    job->rereads = row->raw_row_id;
    LTP_GO(read_cells(job, json, err));
    LTP_GO(job->kind->understand(job, err));
    if (is_repeated(row))
        LTP_GO(find_repeated(job, row, err));
    LTP_GO(store_if_changed(job, row, counts, err));
done:
    json_decref(json);
    return rc;
}

/* ---- an import ---- */

static LtpCode reread_rows(Reread *reread, LtpJob *job, LtpError *err)
{
    if (job->kind->begin != NULL)
        LTP_TRY(job->kind->begin(job, err));
    for (size_t i = 0; i < reread->n_rows; i++) {
        reread->counts->read++;
        LTP_TRY(reread_row(job, &reread->rows[i], reread->counts, err));
    }
    return job->kind->end != NULL ? job->kind->end(job, err) : LTP_OK;
}

static LtpCode run_import(Reread *reread, LtpJob *job, const LtpRereadImport *import, LtpError *err)
{
    LtpImportHead head = {.kind = import->kind,
                          .source = import->source,
                          .file = import->file,
                          .sheet = import->sheet,
                          .header_row = import->header_row,
                          .hxl_row = import->hxl_row,
                          .sha256 = import->sha256,
                          .reported = import->reported,
                          .mode = LTP_AS_UPDATE};
    LTP_TRY(ltp_import_begin(job->store, &head, &job->import_id, err));
    LtpCode rc = ltp_reread_begin(job->store, job->import_id, import->id, reread->decisions, err);
    if (rc == LTP_OK)
        rc = reread_rows(reread, job, err);
    if (job->kind->release != NULL)
        job->kind->release(job);
    if (rc == LTP_OK && job->report->counts.read > 0)
        return ltp_import_finish(job->store, job->import_id, &job->report->counts, err);
    ltp_import_abandon(job->store, job->import_id);
    return rc;
}

static LtpCode reread_import(Reread *reread, const LtpRereadImport *import, LtpError *err)
{
    const LtpImporter *importer = ltp_importer_find(import->kind);
    LtpImportReport report = {.kind = import->kind};
    LtpImportOptions options = {.edition = import->edition, .mode = LTP_AS_UPDATE};
    reread->n_rows = 0;
    ltp_arena_release(&reread->rows_arena);
    if (importer == NULL || importer->table == NULL)
        return LTP_OK;
    LTP_TRY(ltp_reread_rows(reread->store, import->id, reread->decisions, reread->all, keep_row,
                            reread, err));
    if (reread->n_rows == 0)
        return LTP_OK;
    LtpJob job = {
        .kind = importer->table,
        .options = &options,
        .store = reread->store,
        .report = &report,
        .reported = import->reported,
        .dates = {.date1904 = import->date1904, .year = import->year, .until = import->reported}};
    LtpCode rc = load_mapping(&job, import->id, err);
    if (rc == LTP_OK)
        rc = ltp_job_open(&job, import->edition, err);
    if (rc == LTP_OK)
        rc = run_import(reread, &job, import, err);
    ltp_job_release(&job);
    ltp_import_report_release(&report);
    return rc;
}

LtpCode ltp_reread(LtpStore *store, int64_t decisions, bool all, const LtpProgress *progress,
                   LtpRereadCounts *counts, LtpError *err)
{
    Reread reread = {.store = store, .decisions = decisions, .all = all, .counts = counts};
    LtpCode rc;
    *counts = (LtpRereadCounts){0};
    LTP_TRY(ltp_store_begin(store, err));
    LTP_GO(ltp_reread_imports(store, decisions, all, keep_import, &reread, err));
    for (size_t i = 0; i < reread.n_imports; i++) {
        LTP_GO(ltp_progress(progress, (double)i, (double)reread.n_imports, err));
        LTP_GO(reread_import(&reread, &reread.imports[i], err));
    }
    LTP_GO(ltp_store_commit(store, err));
done:
    if (rc != LTP_OK)
        ltp_store_rollback(store);
    ltp_free(reread.imports);
    ltp_free(reread.rows);
    ltp_arena_release(&reread.arena);
    ltp_arena_release(&reread.rows_arena);
    return rc;
}

LtpCode ltp_undo(LtpStore *store, int64_t import_id, const LtpProgress *progress,
                 LtpRereadCounts *counts, LtpError *err)
{
    bool used = false;
    *counts = (LtpRereadCounts){0};
    LTP_TRY(ltp_store_begin(store, err));
    LtpCode rc = ltp_decisions_used(store, import_id, &used, err);
    if (rc == LTP_OK)
        rc = ltp_import_undo(store, import_id, err);
    if (rc == LTP_OK && used)
        rc = ltp_reread(store, 0, true, progress, counts, err);
    if (rc == LTP_OK)
        return ltp_store_commit(store, err);
    ltp_store_rollback(store);
    return rc;
}
