#include "importers/report.h"

#include "base/hash.h"
#include "base/number.h"
#include "importers/sample.h"

#include <string.h>

/* Each distinct text once: a million rows say a few thousand things. */
struct LtpSharedTexts {
    LtpHash *numbers;
    const char **texts; /* by number; in the arena of the report */
    size_t count, capacity;
};

void ltp_import_report_release(LtpImportReport *report)
{
    if (report == NULL)
        return;
    ltp_arena_release(&report->arena);
    ltp_free(report->columns);
    ltp_free(report->warnings);
    ltp_free(report->rows);
    ltp_free(report->changes);
    ltp_buf_release(&report->notes);
    if (report->shared != NULL) {
        ltp_hash_free(report->shared->numbers);
        ltp_free(report->shared->texts);
        ltp_free(report->shared);
    }
    *report = (LtpImportReport){0};
}

LtpCode ltp_import_report_text(LtpImportReport *report, const char *text, const char **copy,
                               LtpError *err)
{
    char *made = ltp_arena_strdup(&report->arena, text);
    if (made == NULL && text != NULL)
        return ltp_fail_memory(err);
    *copy = made;
    return LTP_OK;
}

/* Which headers or codes a finding on the whole table means: the first few, as one list. */
static LtpCode tally_subject(LtpImportReport *report, struct LtpCodeCount *warning,
                             const LtpFinding *finding, LtpError *err)
{
    enum { FIRST_NAMED = 5 };
    const char *subject = finding->column != NULL ? finding->column : finding->value;
    if (finding->row > 0 || subject == NULL || warning->count > FIRST_NAMED + 1)
        return LTP_OK;
    LtpBuf list = {0};
    if (warning->of != NULL)
        ltp_buf_printf(&list, "%s, ", warning->of);
    ltp_buf_put(&list, subject, strcspn(subject, "\r\n"));
    if (warning->count > FIRST_NAMED) {
        ltp_buf_clear(&list);
        ltp_buf_printf(&list, "%s, ...", warning->of);
    }
    LtpCode rc = ltp_buf_check(&list, err);
    if (rc == LTP_OK)
        rc = ltp_import_report_text(report, ltp_buf_text(&list), &warning->of, err);
    ltp_buf_release(&list);
    return rc;
}

LtpCode ltp_import_report_tally(LtpImportReport *report, const LtpFindings *findings, LtpError *err)
{
    for (size_t i = 0; i < findings->count; i++) {
        const char *code = findings->items[i].code;
        size_t k = 0;
        while (k < report->n_warnings && strcmp(report->warnings[k].code, code) != 0)
            k++;
        if (k == report->n_warnings) {
            const LtpFindingKind *kind = ltp_finding_kind(code);
            if (kind == NULL)
                return ltp_fail(err, LTP_EINTERNAL, "finding %s is not in findings.def", code);
            LTP_TRY(ltp_grow((void **)&report->warnings, &report->warnings_capacity,
                             report->n_warnings, sizeof *report->warnings, err));
            report->warnings[report->n_warnings++] = (struct LtpCodeCount){.code = kind->code};
        }
        report->warnings[k].count++;
        LTP_TRY(tally_subject(report, &report->warnings[k], &findings->items[i], err));
    }
    return LTP_OK;
}

static LtpCode open_shared(LtpImportReport *report, LtpError *err)
{
    if (report->shared == NULL)
        report->shared = ltp_calloc(1, sizeof *report->shared);
    if (report->shared != NULL && report->shared->numbers == NULL)
        report->shared->numbers = ltp_hash_new();
    return report->shared != NULL && report->shared->numbers != NULL ? LTP_OK
                                                                     : ltp_fail_memory(err);
}

static LtpCode share_text(LtpImportReport *report, const char *text, const char **copy,
                          LtpError *err)
{
    if (text == NULL)
        return LTP_OK;
    LTP_TRY(open_shared(report, err));
    struct LtpSharedTexts *shared = report->shared;
    int64_t number = ltp_hash_get(shared->numbers, text);
    if (number < 0) {
        LTP_TRY(ltp_grow((void **)&shared->texts, &shared->capacity, shared->count,
                         sizeof *shared->texts, err));
        LTP_TRY(ltp_import_report_text(report, text, &shared->texts[shared->count], err));
        number = (int64_t)shared->count;
        LTP_TRY(ltp_hash_set(shared->numbers, text, number, err));
        shared->count++;
    }
    *copy = shared->texts[number];
    return LTP_OK;
}

LtpCode ltp_import_report_row(LtpImportReport *report, const LtpRowReport *row, LtpError *err)
{
    LtpRowReport copy = *row;
    LTP_TRY(share_text(report, row->codes, &copy.codes, err));
    LTP_TRY(share_text(report, row->locations, &copy.locations, err));
    LTP_TRY(
        ltp_grow((void **)&report->rows, &report->rows_capacity, report->n_rows, sizeof copy, err));
    report->rows[report->n_rows++] = copy;
    report->counts.read++;
    switch (row->fate) {
    case LTP_ACCEPTED:
        report->counts.accepted++;
        break;
    case LTP_DUPLICATE:
        report->counts.duplicate++;
        break;
    case LTP_REJECTED:
        report->counts.rejected++;
        break;
    }
    return LTP_OK;
}

const char *ltp_import_fate_name(LtpFate fate)
{
    switch (fate) {
    case LTP_ACCEPTED:
        return "accepted";
    case LTP_DUPLICATE:
        return "duplicate";
    case LTP_REJECTED:
        return "rejected";
    }
    return "";
}

static void put_text(LtpJson *json, const char *key, const char *text)
{
    ltp_json_key(json, key);
    ltp_json_string(json, text);
}

/* 0 is "none" for row numbers and ids: null in the report. */
static void put_number(LtpJson *json, const char *key, int64_t number)
{
    ltp_json_key(json, key);
    ltp_json_int(json, number != 0 ? number : LTP_NULL_INT);
}

static void put_count(LtpJson *json, const char *key, int64_t count)
{
    ltp_json_key(json, key);
    ltp_json_int(json, count);
}

void ltp_import_report_location(LtpJson *json, const char *pcode, int level, const char *rule)
{
    ltp_json_object(json);
    put_text(json, "pcode", pcode);
    put_count(json, "level", level);
    put_text(json, "rule", rule);
    ltp_json_end_object(json);
}

static void put_source(LtpJson *json, const LtpImportReport *report)
{
    ltp_json_key(json, "source");
    ltp_json_object(json);
    put_text(json, "name", report->source);
    put_text(json, "file", report->file);
    put_text(json, "sheet", report->sheet);
    put_number(json, "header_row", report->header_row);
    put_number(json, "hxl_row", report->hxl_row);
    ltp_json_end_object(json);
}

static void put_columns(LtpJson *json, const LtpImportReport *report)
{
    ltp_json_key(json, "columns");
    ltp_json_array(json);
    for (size_t i = 0; i < report->n_columns; i++) {
        ltp_json_object(json);
        put_text(json, "header", report->columns[i].header);
        put_text(json, "hxl", report->columns[i].hxl);
        put_text(json, "field", report->columns[i].field);
        put_text(json, "by", report->columns[i].by);
        if (report->columns[i].rival != NULL)
            put_text(json, "rival", report->columns[i].rival);
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

static void put_codes(LtpJson *json, const char *codes)
{
    ltp_json_key(json, "codes");
    ltp_json_array(json);
    while (codes != NULL && *codes != '\0') {
        size_t length = strcspn(codes, ",");
        char code[64];
        size_t copied = length < sizeof code ? length : sizeof code - 1;
        memcpy(code, codes, copied);
        code[copied] = '\0';
        ltp_json_string(json, code);
        codes += length + (codes[length] == ',');
    }
    ltp_json_end_array(json);
}

static void put_rows(LtpJson *json, const LtpImportReport *report)
{
    ltp_json_key(json, "rows");
    ltp_json_array(json);
    for (size_t i = 0; i < report->n_rows; i++) {
        const LtpRowReport *row = &report->rows[i];
        const char *locations = row->locations != NULL ? row->locations : "[]";
        ltp_json_object(json);
        put_count(json, "row", row->row);
        put_text(json, "fate", ltp_import_fate_name(row->fate));
        put_codes(json, row->codes);
        ltp_json_key(json, "locations");
        ltp_json_raw(json, locations, strlen(locations));
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

static void put_warnings(LtpJson *json, const LtpImportReport *report)
{
    ltp_json_key(json, "warnings");
    ltp_json_object(json);
    for (size_t i = 0; i < report->n_warnings; i++)
        put_count(json, report->warnings[i].code, report->warnings[i].count);
    ltp_json_end_object(json);
}

static void put_line(LtpJson *json, const struct LtpLineChangeReport *line)
{
    ltp_json_object(json);
    put_text(json, "change", line->change);
    put_number(json, "row", line->row);
    put_number(json, "row_before", line->row_before);
    put_text(json, "org", line->org);
    put_text(json, "project", line->project);
    put_text(json, "activity", line->activity);
    put_text(json, "places", line->places);
    ltp_json_key(json, "fields");
    ltp_json_raw(json, line->fields, strlen(line->fields));
    ltp_json_end_object(json);
}

/* What a newer submission brings against the one before. */
static void put_changed_lines(LtpJson *json, const LtpImportReport *report)
{
    ltp_json_key(json, "lines");
    ltp_json_array(json);
    for (size_t i = 0; i < report->n_changes; i++)
        put_line(json, &report->changes[i]);
    ltp_json_end_array(json);
    put_count(json, "lines_left_out", report->changes_left_out);
    ltp_json_key(json, "same_rows");
    ltp_json_array(json);
    for (size_t i = 0; i < report->n_rows; i++)
        if (report->rows[i].same)
            ltp_json_int(json, report->rows[i].row);
    ltp_json_end_array(json);
}

static void put_changes(LtpJson *json, const LtpImportReport *report)
{
    ltp_json_key(json, "changes");
    ltp_json_object(json);
    put_count(json, "new", report->new_);
    put_count(json, "same", report->same);
    put_count(json, "changed", report->changed);
    put_count(json, "gone", report->gone);
    if (report->n_changes > 0 || report->same > 0)
        put_changed_lines(json, report);
    ltp_json_end_object(json);
}

void ltp_import_report_json(const LtpImportReport *report, LtpBuf *out)
{
    LtpJson json = {.out = out};
    ltp_json_object(&json);
    put_number(&json, "import", report->import_id);
    put_text(&json, "kind", report->kind);
    put_source(&json, report);
    put_text(&json, "edition", report->edition);
    put_text(&json, "edition_why", report->edition_why);
    ltp_json_key(&json, "unchanged");
    ltp_json_bool(&json, report->unchanged);
    put_columns(&json, report);
    put_count(&json, "read", report->counts.read);
    put_count(&json, "accepted", report->counts.accepted);
    put_count(&json, "duplicate", report->counts.duplicate);
    put_count(&json, "rejected", report->counts.rejected);
    put_warnings(&json, report);
    put_changes(&json, report);
    put_rows(&json, report);
    if (report->n_samples > 0) {
        ltp_json_key(&json, "understood");
        ltp_sample_json(report, &json);
    }
    ltp_json_end_object(&json);
}
