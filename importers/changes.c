#include "importers/changes.h"

#include "base/json.h"
#include "layers/changes.h"

#include <jansson.h>

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

/* Room for one more; NULL in `*change` when the list is as long as it may be. */
static LtpCode add(LtpImportReport *report, struct LtpLineChangeReport **change, LtpError *err)
{
    *change = NULL;
    if (report->n_changes == LISTED_CHANGES) {
        report->changes_left_out++;
        return LTP_OK;
    }
    LTP_TRY(ltp_grow((void **)&report->changes, &report->changes_capacity, report->n_changes,
                     sizeof *report->changes, err));
    *change = &report->changes[report->n_changes++];
    return LTP_OK;
}

static LtpCode keep(const LtpLineDifference *difference, void *arg, LtpError *err)
{
    LtpImportReport *report = arg;
    LtpBuf fields = {0}, words = {0};
    struct LtpLineChangeReport *change;
    LtpCode rc;
    LTP_TRY(add(report, &change, err));
    if (change == NULL)
        return LTP_OK;
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

/* ---- needs, studies, settlements ---- */

static void put_change(const char *label, const char *before, const char *after, LtpBuf *out)
{
    ltp_buf_printf(out, _("%s%s: %s → %s"), out->size > 0 ? " ; " : "", label,
                   before != NULL ? before : "–", after != NULL ? after : "–");
}

/* "PiN : 10 → 20" out of the fields as JSON. */
static void put_record_words(const char *kind, const char *fields, LtpBuf *out)
{
    const LtpLayer *layer = ltp_layer_find(kind);
    json_t *list = json_loads(fields, 0, NULL), *item;
    size_t i;
    json_array_foreach(list, i, item)
    {
        const char *name = json_string_value(json_object_get(item, "field"));
        const LtpField *field = layer != NULL && name != NULL ? ltp_layer_field(layer, name) : NULL;
        const char *label = field != NULL ? ltp_text_in(field->label, ltp_lang())
                            : name != NULL && strcmp(name, "places") == 0 ? _("places")
                                                                          : name;
        put_change(label != NULL ? label : "", json_string_value(json_object_get(item, "before")),
                   json_string_value(json_object_get(item, "after")), out);
    }
    json_decref(list);
}

static void count_record(LtpImportReport *report, const char *change)
{
    report->new_ += strcmp(change, "new") == 0;
    report->changed += strcmp(change, "changed") == 0;
    report->gone += strcmp(change, "gone") == 0;
}

static LtpCode keep_record(const LtpRecordDifference *difference, void *arg, LtpError *err)
{
    LtpImportReport *report = arg;
    LtpBuf words = {0};
    struct LtpLineChangeReport *change;
    LtpCode rc;
    if (strcmp(report->kind, "places") == 0) /* the others are counted as they are written */
        count_record(report, difference->change);
    LTP_TRY(add(report, &change, err));
    if (change == NULL)
        return LTP_OK;
    *change =
        (struct LtpLineChangeReport){.row = difference->row, .row_before = difference->row_before};
    put_record_words(report->kind, difference->fields, &words);
    LTP_GO(ltp_buf_check(&words, err));
    LTP_GO(ltp_import_report_text(report, difference->change, &change->change, err));
    LTP_GO(ltp_import_report_text(report, difference->subject, &change->project, err));
    LTP_GO(ltp_import_report_text(report, difference->places, &change->places, err));
    LTP_GO(ltp_import_report_text(report, difference->fields, &change->fields, err));
    LTP_GO(ltp_import_report_text(report, ltp_buf_text(&words), &change->words, err));
done:
    ltp_buf_release(&words);
    return rc;
}

LtpCode ltp_import_report_record_changes(LtpStore *store, int64_t import_id,
                                         LtpImportReport *report, LtpError *err)
{
    LTP_TRY(ltp_record_differences_each(store, report->kind, import_id, keep_record, report, err));
    if (strcmp(report->kind, "places") == 0 && report->new_ + report->changed + report->gone > 0)
        report->same = report->counts.accepted - report->new_ - report->changed;
    return LTP_OK;
}
