#include "service/rows.h"

#include "base/lang.h"
#include "base/text.h"
#include "service/documents.h"

#include <string.h>

const char *const ltp_rows_own[] = {"properties", "rows", NULL};

static LtpCode choose(const char *names, LtpRowsForm *form, LtpError *err)
{
    for (const char *at = names; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        size_t size = strcspn(at, ",");
        bool found = false;
        for (size_t i = 0; !found && i < form->n_fields; i++)
            if (strlen(form->fields[i]->name) == size &&
                memcmp(form->fields[i]->name, at, size) == 0)
                found = form->shown[i] = true;
        if (!found)
            return ltp_fail(err, LTP_EUSAGE, _("There is no property \"%.*s\" here."),
                            (int)(size < 80 ? size : 80), at);
    }
    return LTP_OK;
}

LtpCode ltp_rows_form_read(LtpRowsForm *form, const LtpHttpRequest *request,
                           const LtpField *const *fields, size_t n_fields, LtpError *err)
{
    const char *names = ltp_http_value(request, "properties");
    const char *rows = ltp_http_value(request, "rows");
    *form = (LtpRowsForm){.fields = fields, .n_fields = n_fields};
    if (rows && strcmp(rows, "arrays") != 0 && strcmp(rows, "objects") != 0)
        return ltp_fail(err, LTP_EUSAGE, _("%s= takes %s, not \"%s\"."), "rows", "objects|arrays",
                        rows);
    form->arrays = rows && strcmp(rows, "arrays") == 0;
    form->shown = ltp_calloc(n_fields + 1, sizeof *form->shown);
    if (!form->shown)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n_fields; i++)
        form->shown[i] = names == NULL;
    return choose(names, form, err);
}

void ltp_rows_form_release(LtpRowsForm *form)
{
    ltp_free(form->shown);
    *form = (LtpRowsForm){0};
}

void ltp_rows_columns(LtpJson *json, const LtpRowsForm *form, LtpLang lang)
{
    ltp_json_key(json, "columns");
    ltp_json_array(json);
    for (size_t i = 0; i < form->n_fields; i++) {
        if (!form->shown[i])
            continue;
        ltp_json_object(json);
        ltp_json_text(json, "name", form->fields[i]->name);
        ltp_json_field_schema(json, form->fields[i], lang);
        if (form->fields[i]->unit)
            ltp_json_text(json, "x-ogc-unit", form->fields[i]->unit);
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

void ltp_rows_open(LtpJson *json, const LtpRowsForm *form, const LtpValue *values)
{
    if (form->arrays)
        ltp_json_array(json);
    else
        ltp_json_object(json);
    for (size_t i = 0; i < form->n_fields; i++) {
        if (!form->shown[i])
            continue;
        if (!form->arrays)
            ltp_json_key(json, form->fields[i]->name);
        ltp_json_value(json, &values[i]);
    }
}

void ltp_rows_close(LtpJson *json, const LtpRowsForm *form)
{
    if (form->arrays)
        ltp_json_end_array(json);
    else
        ltp_json_end_object(json);
}

bool ltp_rows_hold(const LtpRowsForm *form, const LtpValue *values, const char *folded)
{
    LtpBuf all = {0};
    bool holds = true;
    for (size_t i = 0; *folded && i < form->n_fields; i++)
        if (form->fields[i]->type == LTP_TEXT && !values[i].null) {
            ltp_text_fold(values[i].text, &all);
            ltp_buf_putc(&all, ' ');
        }
    for (const char *at = folded; holds && *at;) {
        size_t size = strcspn(at, " ");
        char *word = ltp_strndup(at, size);
        holds = word && strstr(ltp_buf_text(&all), word);
        ltp_free(word);
        at += size + (at[size] == ' ');
    }
    ltp_buf_release(&all);
    return holds;
}
