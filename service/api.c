/* The JSON API of the page and of scripts: the columns and parameters of the command line. */
#include "service/documents.h"
#include "service/routes.h"

#include "base/text.h"
#include "exports/styles.h"

#include <string.h>

/* ---- rows ---- */

/* Which columns, and whether a row is an object or, shorter, an array in their order. */
typedef struct Form {
    bool *shown; /* owned; of each field */
    bool arrays;
} Form;

static LtpCode choose_columns(const char *names, const LtpTable *table, bool *shown, LtpError *err)
{
    for (const char *at = names; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        size_t size = strcspn(at, ",");
        bool found = false;
        for (size_t i = 0; !found && i < table->n_fields; i++)
            if (strlen(table->fields[i]->name) == size &&
                memcmp(table->fields[i]->name, at, size) == 0)
                found = shown[i] = true;
        if (!found)
            return ltp_fail(err, LTP_EUSAGE, _("There is no property \"%.*s\" here."), (int)size,
                            at);
    }
    return LTP_OK;
}

static LtpCode read_form(const LtpTable *table, const LtpHttpRequest *request, Form *form,
                         LtpError *err)
{
    const char *names = ltp_http_value(request, "properties");
    const char *rows = ltp_http_value(request, "rows");
    if (rows && strcmp(rows, "arrays") != 0 && strcmp(rows, "objects") != 0)
        return ltp_fail(err, LTP_EUSAGE, _("%s= takes %s, not \"%s\"."), "rows", "objects|arrays",
                        rows);
    form->arrays = rows && strcmp(rows, "arrays") == 0;
    form->shown = ltp_calloc(table->n_fields + 1, sizeof *form->shown);
    if (!form->shown)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < table->n_fields; i++)
        form->shown[i] = names == NULL;
    return choose_columns(names, table, form->shown, err);
}

static void open_row(LtpJson *json, const LtpTable *table, const LtpTableRow *row, const Form *form)
{
    if (form->arrays)
        ltp_json_array(json);
    else
        ltp_json_object(json);
    for (size_t i = 0; i < table->n_fields; i++) {
        if (!form->shown[i])
            continue;
        if (!form->arrays)
            ltp_json_key(json, table->fields[i]->name);
        ltp_json_value(json, &row->values[i]);
    }
}

static void close_row(LtpJson *json, const Form *form)
{
    if (form->arrays)
        ltp_json_end_array(json);
    else
        ltp_json_end_object(json);
}

static void put_columns(LtpJson *json, const LtpTable *table, const Form *form, LtpLang lang)
{
    ltp_json_key(json, "columns");
    ltp_json_array(json);
    for (size_t i = 0; i < table->n_fields; i++) {
        if (!form->shown[i])
            continue;
        ltp_json_object(json);
        ltp_json_text(json, "name", table->fields[i]->name);
        ltp_json_field_schema(json, table->fields[i], lang);
        if (table->fields[i]->unit)
            ltp_json_text(json, "x-ogc-unit", table->fields[i]->unit);
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

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
                        const Form *form)
{
    ltp_json_key(json, "rows");
    ltp_json_array(json);
    for (size_t i = 0; i < table->count; i++) {
        open_row(json, table, &table->rows[i], form);
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
        close_row(json, form);
    }
    ltp_json_end_array(json);
}

static LtpCode open_table(LtpServing *serving, const LtpHttpRequest *request, const char *layer,
                          const char *const *also, const LtpTable **table, LtpError *err)
{
    LtpParams *params = NULL;
    LTP_TRY(ltp_query_params(ltp_layer_find(layer), request, also, &params, err));
    LtpCode rc = ltp_serving_table(serving, layer, params, table, err);
    ltp_params_free(params);
    return rc;
}

static LtpCode answer_figures(LtpServing *serving, const LtpHttpRequest *request,
                              LtpHttpResponse *response, const char *layer, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    const LtpTable *table = NULL;
    Themes themes = {0};
    Form form = {0};
    LTP_TRY(open_table(serving, request, layer, (const char *const[]){"properties", "rows", NULL},
                       &table, err));
    LtpCode rc = load_themes(&themes, serving, table, ltp_http_value(request, "scheme"), err);
    if (rc == LTP_OK)
        rc = read_form(table, request, &form, err);
    if (rc == LTP_OK) {
        ltp_json_object(&json);
        put_stamps(&json, table);
        put_themes(&json, &themes, request->lang);
        put_columns(&json, table, &form, request->lang);
        put_figures(&json, table, &themes, &form);
        ltp_json_end_object(&json);
    }
    ltp_free(form.shown);
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

/* Every word of the search stands somewhere in the row's texts, whatever its accents. */
static bool holds_words(const LtpTable *table, const LtpTableRow *row, const char *folded)
{
    LtpBuf all = {0};
    bool holds = true;
    for (size_t i = 0; i < table->n_fields; i++)
        if (table->fields[i]->type == LTP_TEXT && !row->values[i].null) {
            ltp_text_fold(row->values[i].text, &all);
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

static LtpCode answer_list(LtpServing *serving, const LtpHttpRequest *request,
                           LtpHttpResponse *response, const char *layer, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    const LtpTable *table = NULL;
    const char *search = ltp_http_value(request, "search");
    char *folded = ltp_text_folded(search ? search : "");
    if (!folded)
        return ltp_fail_memory(err);
    Form form = {0};
    LtpCode rc =
        open_table(serving, request, layer,
                   (const char *const[]){"search", "properties", "rows", NULL}, &table, err);
    if (rc == LTP_OK)
        rc = read_form(table, request, &form, err);
    if (rc == LTP_OK) {
        ltp_json_object(&json);
        put_columns(&json, table, &form, request->lang);
        if (strcmp(layer, "units") == 0)
            put_levels(&json, table, request->lang);
        ltp_json_key(&json, "rows");
        ltp_json_array(&json);
        for (size_t i = 0; i < table->count; i++)
            if (!*folded || holds_words(table, &table->rows[i], folded)) {
                open_row(&json, table, &table->rows[i], &form);
                close_row(&json, &form);
            }
        ltp_json_end_array(&json);
        ltp_json_end_object(&json);
    }
    ltp_free(form.shown);
    ltp_serving_give(serving, table);
    ltp_free(folded);
    return rc;
}

LtpCode ltp_handle_studies(LtpServing *serving, const LtpHttpRequest *request,
                           LtpHttpResponse *response, LtpError *err)
{
    return answer_list(serving, request, response, "studies", err);
}

LtpCode ltp_handle_actors(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, LtpError *err)
{
    return answer_list(serving, request, response, "organisations", err);
}

LtpCode ltp_handle_units(LtpServing *serving, const LtpHttpRequest *request,
                         LtpHttpResponse *response, LtpError *err)
{
    return answer_list(serving, request, response, "units", err);
}
