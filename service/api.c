/* The JSON API of the page and of scripts: the columns and parameters of the command line. */
#include "service/documents.h"
#include "service/routes.h"
#include "service/rows.h"

#include "base/text.h"
#include "exports/styles.h"

#include <string.h>

static void put_levels(LtpJson *json, const LtpTable *table, LtpLang lang)
{
    ltp_json_key(json, "levels");
    ltp_json_array(json);
    for (int level = 0; level < LTP_LEVELS; level++) {
        ltp_json_object(json);
        ltp_json_text(json, "one", ltp_text_in(table->levels[level].one, lang));
        ltp_json_text(json, "many", ltp_text_in(table->levels[level].many, lang));
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

static void put_stamps(LtpJson *json, const LtpTable *table)
{
    static const char *const keys[] = {"title",       "date",    "parameters",
                                       "source",      "licence", "edition",
                                       "sensitivity", "program", "not_located"};
    ltp_json_key(json, "stamps");
    ltp_json_object(json);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        ltp_json_text(json, keys[i], ltp_table_stamp(table, keys[i]));
    ltp_json_end_object(json);
}

/* ---- figures ---- */

enum { THEMES = 12 };

typedef struct Themes {
    LtpScheme *scheme;
    const LtpStyleTheme *list[THEMES];
    const LtpClasses *classes[THEMES];
    int field[THEMES];
    size_t count;
} Themes;

/* Gaps and coverage have the same columns: what can be drawn of one can of the other. */
static const char *const themed[] = {"gaps", "coverage"};

static bool has_theme(const Themes *themes, const char *field)
{
    for (size_t i = 0; i < themes->count; i++)
        if (strcmp(themes->list[i]->field, field) == 0)
            return true;
    return false;
}

static void add_themes(Themes *themes, const LtpTable *table, const char *layer)
{
    const LtpStyleTheme *theme;
    for (size_t i = 0; themes->count < THEMES && (theme = ltp_style_theme(layer, i)); i++) {
        const LtpClasses *classes =
            theme->classes ? ltp_scheme_classes(themes->scheme, theme->classes) : NULL;
        int field = ltp_table_field(table, theme->field);
        if (!classes || field < 0 || has_theme(themes, theme->field))
            continue;
        themes->list[themes->count] = theme;
        themes->classes[themes->count] = classes;
        themes->field[themes->count++] = field;
    }
}

static LtpCode load_themes(Themes *themes, LtpServing *serving, const LtpTable *table,
                           const char *scheme, LtpError *err)
{
    LTP_TRY(ltp_serving_scheme(serving, scheme, &themes->scheme, err));
    for (size_t i = 0; i < sizeof themed / sizeof *themed; i++)
        add_themes(themes, table, themed[i]);
    return LTP_OK;
}

static void put_classes(LtpJson *json, const LtpClasses *classes, LtpLang lang)
{
    ltp_json_key(json, "classes");
    ltp_json_array(json);
    for (size_t i = 0; i < classes->count; i++) {
        const LtpClass *class = &classes->classes[i];
        ltp_json_object(json);
        ltp_json_text(json, "code", class->code);
        ltp_json_text(json, "label", ltp_text_in(class->label, lang));
        ltp_json_text(json, "colour", class->colour);
        ltp_json_text(json, "hatch", class->hatch);
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

static void put_themes(LtpJson *json, const Themes *themes, LtpLang lang)
{
    ltp_json_key(json, "themes");
    ltp_json_array(json);
    for (size_t i = 0; i < themes->count; i++) {
        ltp_json_object(json);
        ltp_json_text(json, "field", themes->list[i]->field);
        ltp_json_text(json, "title", ltp_text_in(themes->list[i]->title, lang));
        put_classes(json, themes->classes[i], lang);
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

static void put_figures(LtpJson *json, const LtpTable *table, const Themes *themes,
                        const LtpRowsForm *form)
{
    ltp_json_key(json, "rows");
    ltp_json_array(json);
    for (size_t i = 0; i < table->count; i++) {
        ltp_rows_open(json, form, table->rows[i].values);
        if (!form->arrays)
            ltp_json_key(json, "classes");
        ltp_json_array(json);
        for (size_t k = 0; k < themes->count; k++)
            ltp_json_int(json, ltp_scheme_class(themes->classes[k],
                                                table->rows[i].values[themes->field[k]]));
        ltp_json_end_array(json);
        if (!form->arrays)
            ltp_json_key(json, "withheld");
        ltp_json_withheld(json, table, &table->rows[i], form->shown);
        ltp_rows_close(json, form);
    }
    ltp_json_end_array(json);
}

static LtpCode open_table(LtpServing *serving, const LtpHttpRequest *request, const char *layer,
                          const char *const *also, const LtpTable **table, LtpError *err)
{
    LtpParams *params = NULL;
    LTP_TRY(ltp_query_params(ltp_layer_find(layer), request, NULL, also, &params, err));
    LtpCode rc = ltp_serving_rows(serving, layer, params, table, err);
    ltp_params_free(params);
    return rc;
}

static LtpCode answer_figures(LtpServing *serving, const LtpHttpRequest *request,
                              LtpHttpResponse *response, const char *layer, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    const LtpTable *table = NULL;
    Themes themes = {0};
    LtpRowsForm form = {0};
    LTP_TRY(open_table(serving, request, layer, ltp_rows_own, &table, err));
    LtpCode rc = load_themes(&themes, serving, table, ltp_http_value(request, "scheme"), err);
    if (rc == LTP_OK)
        rc = ltp_rows_form_read(&form, request, table->fields, table->n_fields, err);
    if (rc == LTP_OK) {
        ltp_json_object(&json);
        put_stamps(&json, table);
        put_themes(&json, &themes, request->lang);
        ltp_rows_columns(&json, &form, request->lang);
        put_figures(&json, table, &themes, &form);
        ltp_json_end_object(&json);
    }
    ltp_rows_form_release(&form);
    ltp_scheme_free(themes.scheme);
    ltp_serving_give(serving, table);
    return rc;
}

LtpCode ltp_handle_coverage(LtpServing *serving, const LtpHttpRequest *request,
                            LtpHttpResponse *response, LtpError *err)
{
    return answer_figures(serving, request, response, "coverage", err);
}

LtpCode ltp_handle_gaps(LtpServing *serving, const LtpHttpRequest *request,
                        LtpHttpResponse *response, LtpError *err)
{
    return answer_figures(serving, request, response, "gaps", err);
}

/* ---- lists ---- */

static LtpCode answer_list(LtpServing *serving, const LtpHttpRequest *request,
                           LtpHttpResponse *response, const char *layer, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    const LtpTable *table = NULL;
    const char *search = ltp_http_value(request, "search");
    char *folded = ltp_text_folded(search ? search : "");
    if (!folded)
        return ltp_fail_memory(err);
    LtpRowsForm form = {0};
    LtpCode rc =
        open_table(serving, request, layer,
                   (const char *const[]){"search", "properties", "rows", NULL}, &table, err);
    if (rc == LTP_OK)
        rc = ltp_rows_form_read(&form, request, table->fields, table->n_fields, err);
    if (rc == LTP_OK) {
        ltp_json_object(&json);
        ltp_rows_columns(&json, &form, request->lang);
        if (strcmp(layer, "units") == 0)
            put_levels(&json, table, request->lang);
        ltp_json_key(&json, "rows");
        ltp_json_array(&json);
        for (size_t i = 0; i < table->count; i++)
            if (ltp_rows_hold(&form, table->rows[i].values, folded)) {
                ltp_rows_open(&json, &form, table->rows[i].values);
                ltp_rows_close(&json, &form);
            }
        ltp_json_end_array(&json);
        ltp_json_end_object(&json);
    }
    ltp_rows_form_release(&form);
    ltp_serving_give(serving, table);
    ltp_free(folded);
    return rc;
}

LtpCode ltp_handle_organisations(LtpServing *serving, const LtpHttpRequest *request,
                                 LtpHttpResponse *response, LtpError *err)
{
    return answer_list(serving, request, response, "organisations", err);
}

LtpCode ltp_handle_units(LtpServing *serving, const LtpHttpRequest *request,
                         LtpHttpResponse *response, LtpError *err)
{
    return answer_list(serving, request, response, "units", err);
}
