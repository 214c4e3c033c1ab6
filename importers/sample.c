#include "importers/sample.h"

#include "base/number.h"
#include "importers/mapping_people.h"
#include "importers/report.h"

#include <string.h>

/* ---- one cell ---- */

static LtpDateSide side_of(const LtpField *field)
{
    return strcmp(field->name, "start_date") == 0 ? LTP_DATE_START : LTP_DATE_END;
}

/* The cell as a day, a number or the text itself; NULL when it cannot be read as what it should be.
 */
static const char *understood(LtpJob *job, const LtpColumn *column, const char *text)
{
    LtpPeopleCell own;
    LtpDay day;
    int assumed;
    int64_t people;
    double number;
    char date[LTP_DATE_TEXT];
    ltp_buf_clear(&job->text);
    if (column->field->type == LTP_DATE) {
        if (ltp_day_read(text, side_of(column->field), &job->dates, &day, &assumed) != LTP_DATE_OK)
            return NULL;
        ltp_buf_puts(&job->text, ltp_day_text(day, date));
    } else if (ltp_column_people(column, &own)) {
        LtpNumberStatus status = ltp_people_parse(text, 0, &people);
        if (status != LTP_NUMBER_OK && status != LTP_NUMBER_APPROX)
            return NULL;
        ltp_buf_printf(&job->text, status == LTP_NUMBER_APPROX ? "~%lld" : "%lld",
                       (long long)people);
    } else if (column->field->type == LTP_REAL && strcmp(column->field->name, "lon") != 0 &&
               strcmp(column->field->name, "lat") != 0) {
        return ltp_number_parse(text, 0, &number) <= LTP_NUMBER_APPROX ? text : NULL;
    } else {
        return text;
    }
    return ltp_buf_text(&job->text);
}

static LtpCode add_cell(LtpJob *job, struct LtpRowSample *sample, const LtpColumn *column,
                        const char *text, LtpError *err)
{
    struct LtpSampleCell *cell = &sample->cells[sample->n_cells];
    *cell = (struct LtpSampleCell){.field = column->field};
    LTP_TRY(ltp_import_report_text(job->report, column->header, &cell->header, err));
    const char *value = column->personal ? "[masqué]" : understood(job, column, text);
    sample->n_cells++;
    return ltp_import_report_text(job->report, value, &cell->value, err);
}

/* ---- the place ---- */

static void put_names(const LtpUnits *units, int32_t at, LtpBuf *out)
{
    if (at < 0)
        return;
    const LtpUnit *unit = &units->units[at];
    if (unit->level > 1)
        put_names(units, unit->parent, out);
    ltp_buf_printf(out, "%s%s", out->size > 0 ? " > " : "", unit->name);
}

static LtpCode put_place(LtpJob *job, struct LtpRowSample *sample, LtpError *err)
{
    LtpBuf text = {0};
    for (size_t i = 0; i < job->placed.count; i++) {
        LtpBuf names = {0};
        put_names(job->units, job->placed.units[i], &names);
        ltp_buf_printf(&text, "%s%s (%s)", i > 0 ? "; " : "", ltp_buf_text(&names),
                       job->units->units[job->placed.units[i]].pcode);
        ltp_buf_release(&names);
    }
    LtpCode rc = ltp_import_report_text(
        job->report, job->placed.count > 0 ? ltp_buf_text(&text) : NULL, &sample->place, err);
    ltp_buf_release(&text);
    return rc;
}

LtpCode ltp_sample_row(LtpJob *job, LtpFate fate, LtpError *err)
{
    LtpImportReport *report = job->report;
    if (report->n_samples == LTP_SAMPLE_ROWS)
        return LTP_OK;
    if (report->samples == NULL)
        report->samples =
            ltp_arena_alloc(&report->arena, LTP_SAMPLE_ROWS * sizeof *report->samples);
    struct LtpSampleCell *cells = ltp_arena_alloc(&report->arena, (job->mapping->n_columns + 1) *
                                                                      sizeof(struct LtpSampleCell));
    if (report->samples == NULL || cells == NULL)
        return ltp_fail_memory(err);
    struct LtpRowSample *sample = &report->samples[report->n_samples++];
    *sample = (struct LtpRowSample){.row = job->row.number, .fate = fate, .cells = cells};
    LTP_TRY(put_place(job, sample, err));
    for (size_t i = 0; i < job->mapping->n_columns; i++) {
        const LtpColumn *column = &job->mapping->columns[i];
        const char *text = column->field != NULL ? ltp_job_text(job, (int)i) : NULL;
        if (text != NULL)
            LTP_TRY(add_cell(job, sample, column, text, err));
    }
    return LTP_OK;
}

/* ---- as JSON ---- */

void ltp_sample_json(const LtpImportReport *report, LtpJson *json)
{
    ltp_json_array(json);
    for (size_t i = 0; i < report->n_samples; i++) {
        const struct LtpRowSample *sample = &report->samples[i];
        ltp_json_object(json);
        ltp_json_key(json, "row");
        ltp_json_int(json, sample->row);
        ltp_json_key(json, "fate");
        ltp_json_string(json, ltp_import_fate_name(sample->fate));
        ltp_json_key(json, "place");
        ltp_json_string(json, sample->place);
        ltp_json_key(json, "cells");
        ltp_json_array(json);
        for (size_t k = 0; k < sample->n_cells; k++) {
            ltp_json_object(json);
            ltp_json_key(json, "field");
            ltp_json_string(json, sample->cells[k].field->name);
            ltp_json_key(json, "header");
            ltp_json_string(json, sample->cells[k].header);
            ltp_json_key(json, "value");
            ltp_json_string(json, sample->cells[k].value);
            ltp_json_end_object(json);
        }
        ltp_json_end_array(json);
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}
