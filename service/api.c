/* The JSON API of the page and of scripts: the columns and parameters of the command line. */
#include "service/documents.h"
#include "service/routes.h"

#include "base/text.h"
#include "exports/styles.h"

#include <string.h>

/* ---- rows ---- */

static void put_row(LtpJson *json, const LtpTable *table, const LtpTableRow *row)
{
    ltp_json_object(json);
    for (size_t i = 0; i < table->n_fields; i++) {
        ltp_json_key(json, table->fields[i]->name);
        ltp_json_value(json, &row->values[i]);
    }
}

static void put_columns(LtpJson *json, const LtpTable *table, LtpLang lang)
{
    ltp_json_key(json, "columns");
    ltp_json_array(json);
    for (size_t i = 0; i < table->n_fields; i++) {
        ltp_json_object(json);
        ltp_json_text(json, "name", table->fields[i]->name);
        ltp_json_field_schema(json, table->fields[i], lang);
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

enum { THEMES = 8 };

typedef struct Themes {
    LtpScheme *scheme;
    const LtpStyleTheme *list[THEMES];
    const LtpClasses *classes[THEMES];
    int field[THEMES];
    size_t count;
} Themes;

static LtpCode load_themes(Themes *themes, LtpServing *serving, const LtpTable *table,
                           const char *scheme, LtpError *err)
{
    LTP_TRY(ltp_serving_scheme(serving, scheme, &themes->scheme, err));
    for (size_t i = 0; themes->count < THEMES && ltp_style_theme(table->layer->name, i); i++) {
        const LtpStyleTheme *theme = ltp_style_theme(table->layer->name, i);
        const LtpClasses *classes =
            theme->classes ? ltp_scheme_classes(themes->scheme, theme->classes) : NULL;
        int field = ltp_table_field(table, theme->field);
        if (!classes || field < 0)
            continue;
        themes->list[themes->count] = theme;
        themes->classes[themes->count] = classes;
        themes->field[themes->count++] = field;
    }
    return LTP_OK;
}

static void put_classes(LtpJson *json, const LtpClasses *classes, LtpLang lang)
{
    ltp_json_key(json, "classes");
    ltp_json_array(json);
    for (size_t i = 0; i < classes->count; i++) {
        const LtpClass *class = &classes->classes[i];
        ltp_json_object(json);
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

static void put_figures(LtpJson *json, const LtpTable *table, const Themes *themes)
{
    ltp_json_key(json, "rows");
    ltp_json_array(json);
    for (size_t i = 0; i < table->count; i++) {
        put_row(json, table, &table->rows[i]);
        ltp_json_key(json, "classes");
        ltp_json_array(json);
        for (size_t k = 0; k < themes->count; k++)
            ltp_json_int(json, ltp_scheme_class(themes->classes[k],
                                                table->rows[i].values[themes->field[k]]));
        ltp_json_end_array(json);
        ltp_json_end_object(json);
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
    LTP_TRY(open_table(serving, request, layer, NULL, &table, err));
    LtpCode rc = load_themes(&themes, serving, table, ltp_http_value(request, "scheme"), err);
    if (rc == LTP_OK) {
        ltp_json_object(&json);
        put_stamps(&json, table);
        put_themes(&json, &themes, request->lang);
        put_columns(&json, table, request->lang);
        put_figures(&json, table, &themes);
        ltp_json_end_object(&json);
    }
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

/* ---- outlines for the page: about 100 m, fetched once ---- */

enum { SHAPE_DECIMALS = 3 };

LtpCode ltp_handle_shapes(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, LtpError *err)
{
    const LtpSystem coarse = {.epsg = 0, .decimals = SHAPE_DECIMALS};
    LtpJson json = {.out = &response->body};
    const LtpTable *table = NULL;
    LTP_TRY(open_table(serving, request, "coverage", NULL, &table, err));
    LtpCode rc = LTP_OK;
    ltp_json_object(&json);
    ltp_json_text(&json, "type", "FeatureCollection");
    ltp_json_key(&json, "features");
    ltp_json_array(&json);
    for (size_t i = 0; rc == LTP_OK && i < table->count; i++) {
        LtpBuf shape = {0};
        rc = ltp_system_outline(&shape, &table->rows[i], &coarse, err);
        ltp_json_object(&json);
        ltp_json_text(&json, "type", "Feature");
        ltp_json_text(&json, "id", table->rows[i].id);
        ltp_json_key(&json, "geometry");
        ltp_json_raw(&json, ltp_buf_text(&shape), shape.size);
        ltp_json_key(&json, "properties");
        ltp_json_object(&json);
        ltp_json_end_object(&json);
        ltp_json_end_object(&json);
        ltp_buf_release(&shape);
    }
    ltp_json_end_array(&json);
    ltp_json_end_object(&json);
    ltp_serving_give(serving, table);
    return rc;
}

/* ---- who, what, when in one unit ---- */

static const char *text_of(const LtpTable *table, const LtpTableRow *row, const char *field)
{
    int at = ltp_table_field(table, field);
    return at >= 0 && !row->values[at].null ? row->values[at].text : "";
}

/* Puts the rows of `layer` of the unit itself or, from units above, those that name no unit below;
 * `place` says which. */
static void put_of_unit(LtpJson *json, const LtpTable *rows, const char *pcode, const char *place)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (pcode && strcmp(text_of(rows, &rows->rows[i], "pcode"), pcode) != 0)
            continue;
        put_row(json, rows, &rows->rows[i]);
        ltp_json_text(json, "place", place);
        ltp_json_end_object(json);
    }
}

/* The rows at the unit or below, by the parameter `within` of the release. */
static LtpCode put_within(LtpJson *json, LtpServing *serving, const LtpHttpRequest *request,
                          const char *layer, LtpError *err)
{
    const LtpTable *table = NULL;
    LtpParams *params = ltp_params_new();
    LtpCode rc =
        params ? ltp_params_set(params, "within", request->argument, err) : ltp_fail_memory(err);
    for (size_t i = 0; rc == LTP_OK && i < request->n_pairs; i++)
        if (ltp_query_takes(ltp_layer_find(layer), request->pairs[i].name))
            rc = ltp_params_set(params, request->pairs[i].name, request->pairs[i].value, err);
    if (rc == LTP_OK)
        rc = ltp_serving_table(serving, layer, params, &table, err);
    if (rc == LTP_OK)
        put_of_unit(json, table, NULL, "here");
    ltp_serving_give(serving, table);
    ltp_params_free(params);
    return rc;
}

static LtpCode put_above(LtpJson *json, LtpServing *serving, const LtpHttpRequest *request,
                         const LtpTable *units, const LtpTableRow *unit, LtpError *err)
{
    const LtpTable *lines = NULL;
    LTP_TRY(open_table(serving, request, "lines", (const char *const[]){"mode", "scheme", NULL},
                       &lines, err));
    const char *parent = text_of(units, unit, "parent_pcode");
    for (int guard = 0; *parent && guard < LTP_LEVELS; guard++) {
        put_of_unit(json, lines, parent, "above");
        int64_t at = ltp_hash_get(units->by_id, parent);
        parent = at >= 0 ? text_of(units, &units->rows[at], "parent_pcode") : "";
    }
    ltp_serving_give(serving, lines);
    return LTP_OK;
}

static LtpCode put_explained(LtpJson *json, LtpServing *serving, const LtpHttpRequest *request,
                             const LtpTable *units, const LtpTableRow *unit, LtpError *err)
{
    ltp_json_object(json);
    ltp_json_key(json, "unit");
    put_row(json, units, unit);
    ltp_json_end_object(json);
    ltp_json_key(json, "lines");
    ltp_json_array(json);
    LTP_TRY(put_within(json, serving, request, "lines", err));
    LTP_TRY(put_above(json, serving, request, units, unit, err));
    ltp_json_end_array(json);
    ltp_json_key(json, "needs");
    ltp_json_array(json);
    LTP_TRY(put_within(json, serving, request, "needs", err));
    ltp_json_end_array(json);
    ltp_json_key(json, "studies");
    ltp_json_array(json);
    LTP_TRY(put_within(json, serving, request, "studies", err));
    ltp_json_end_array(json);
    ltp_json_end_object(json);
    return LTP_OK;
}

LtpCode ltp_handle_explain(LtpServing *serving, const LtpHttpRequest *request,
                           LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    const LtpTable *units = NULL;
    LTP_TRY(ltp_serving_table(serving, "units", NULL, &units, err));
    int64_t at = ltp_hash_get(units->by_id, request->argument);
    LtpCode rc = at >= 0 ? put_explained(&json, serving, request, units, &units->rows[at], err)
                         : ltp_fail(err, LTP_ENOTFOUND, _("There is no unit with the code %.40s."),
                                    request->argument);
    ltp_serving_give(serving, units);
    return rc;
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
    LtpCode rc =
        open_table(serving, request, layer, (const char *const[]){"search", NULL}, &table, err);
    if (rc == LTP_OK) {
        ltp_json_object(&json);
        put_columns(&json, table, request->lang);
        ltp_json_key(&json, "rows");
        ltp_json_array(&json);
        for (size_t i = 0; i < table->count; i++)
            if (holds_words(table, &table->rows[i], folded)) {
                put_row(&json, table, &table->rows[i]);
                ltp_json_end_object(&json);
            }
        ltp_json_end_array(&json);
        ltp_json_end_object(&json);
    }
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
