#include "importers/changes.h"

#include "base/json.h"
#include "layers/changes.h"

#include <string.h>

/* More would fill the memory of an old laptop, and nobody reads on. */
enum { LISTED_CHANGES = 20000 };

static void put_text(LtpJson *json, const char *key, const char *text)
{
    ltp_json_key(json, key);
    ltp_json_string(json, text);
}

/* [{"field","before","after"}] */
static void put_fields(const LtpLineDifference *difference, LtpBuf *out)
{
    LtpJson json = {.out = out};
    ltp_json_array(&json);
    for (size_t i = 0; i < difference->n_fields; i++) {
        ltp_json_object(&json);
        put_text(&json, "field", difference->fields[i].name);
        put_text(&json, "before", difference->fields[i].before);
        put_text(&json, "after", difference->fields[i].after);
        ltp_json_end_object(&json);
    }
    ltp_json_end_array(&json);
}

static bool has_field(const LtpLineDifference *difference, const char *name)
{
    for (size_t i = 0; i < difference->n_fields; i++)
        if (strcmp(difference->fields[i].name, name) == 0)
            return true;
    return false;
}

/* A person need not be told twice: the code of a word that changed, the parts of a total. */
static bool is_said_already(const LtpLineDifference *difference, const char *name)
{
    static const char *const pairs[][2] = {{"status", "status_text"},
                                           {"sector", "sector_text"},
                                           {"population_type", "population_text"},
                                           {"people", "targeted"},
                                           {"people", "reached"},
                                           {"people", "population_text"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (strcmp(pairs[i][0], name) == 0 && has_field(difference, pairs[i][1]))
            return true;
    return false;
}

/* "Personnes atteintes : 10 → 20 ; Statut : – → ongoing" */
static void put_words(const LtpLineDifference *difference, LtpBuf *out)
{
    for (size_t i = 0; i < difference->n_fields; i++) {
        const LtpChangedField *field = &difference->fields[i];
        if (is_said_already(difference, field->name))
            continue;
        ltp_buf_printf(out, _("%s%s: %s → %s"), out->size > 0 ? " ; " : "",
                       ltp_text_in(field->label, ltp_lang()),
                       field->before != NULL ? field->before : "–",
                       field->after != NULL ? field->after : "–");
    }
}

static LtpCode keep(const LtpLineDifference *difference, void *arg, LtpError *err)
{
    LtpImportReport *report = arg;
    LtpBuf fields = {0}, words = {0};
    LtpCode rc;
    if (report->n_changes == LISTED_CHANGES) {
        report->changes_left_out++;
        return LTP_OK;
    }
    LTP_TRY(ltp_grow((void **)&report->changes, &report->changes_capacity, report->n_changes,
                     sizeof *report->changes, err));
    struct LtpLineChangeReport *change = &report->changes[report->n_changes++];
    *change =
        (struct LtpLineChangeReport){.row = difference->row, .row_before = difference->row_before};
    put_fields(difference, &fields);
    put_words(difference, &words);
    LTP_GO(ltp_buf_check(&fields, err));
    LTP_GO(ltp_buf_check(&words, err));
    LTP_GO(ltp_import_report_text(report, difference->change, &change->change, err));
    LTP_GO(ltp_import_report_text(report, difference->org, &change->org, err));
    LTP_GO(ltp_import_report_text(report, difference->project, &change->project, err));
    LTP_GO(ltp_import_report_text(report, difference->activity, &change->activity, err));
    LTP_GO(ltp_import_report_text(report, difference->places, &change->places, err));
    LTP_GO(ltp_import_report_text(report, ltp_buf_text(&fields), &change->fields, err));
    LTP_GO(ltp_import_report_text(report, ltp_buf_text(&words), &change->words, err));
done:
    ltp_buf_release(&fields);
    ltp_buf_release(&words);
    return rc;
}

LtpCode ltp_import_report_changes(LtpStore *store, int64_t import_id, LtpImportReport *report,
                                  LtpError *err)
{
    return ltp_line_differences_each(store, import_id, keep, report, err);
}
