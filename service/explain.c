/* /api/explain/{}: who, what, when in one unit, and which of its lines count in its figures. */
#include "service/documents.h"
#include "service/routes.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

/* ---- which lines count ---- */

typedef struct Told {
    int64_t id, import_id, row;
    const char *counted, *figures, *file, *sheet; /* in the arena; NULL = not said */
} Told;

/* What the analysis says of the lines of the unit, by id. */
typedef struct Analysed {
    LtpArena arena;
    Told *lines;
    size_t count, capacity;
} Analysed;

static LtpCode keep_line(const LtpServiceLine *line, void *arg, LtpError *err)
{
    Analysed *analysed = arg;
    LTP_TRY(ltp_grow((void **)&analysed->lines, &analysed->capacity, analysed->count,
                     sizeof *analysed->lines, err));
    analysed->lines[analysed->count++] =
        (Told){.id = line->id,
               .import_id = line->import_id,
               .row = line->row,
               .counted = ltp_arena_strdup(&analysed->arena, line->counted),
               .figures = ltp_arena_strdup(&analysed->arena, line->figures),
               .file = line->file ? ltp_arena_strdup(&analysed->arena, line->file) : NULL,
               .sheet = line->sheet ? ltp_arena_strdup(&analysed->arena, line->sheet) : NULL};
    return LTP_OK;
}

static int compare_told(const void *a, const void *b)
{
    const Told *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static LtpCode analyse(LtpServing *serving, const LtpHttpRequest *request, Analysed *analysed,
                       LtpError *err)
{
    LtpParams *params = NULL;
    void *session = NULL;
    LTP_TRY(ltp_query_params(ltp_layer_find("coverage"), request, NULL, NULL, &params, err));
    LtpCode rc = ltp_serving_session(serving, &session, err);
    if (rc == LTP_OK) {
        rc = ltp_serving_source(serving)->explain(session, params, request->argument, keep_line,
                                                  analysed, err);
        ltp_serving_session_give(serving, session);
    }
    ltp_params_free(params);
    if (rc == LTP_OK && analysed->count > 1)
        qsort(analysed->lines, analysed->count, sizeof *analysed->lines, compare_told);
    return rc;
}

/* ---- rows ---- */

/* An object with every column, left open. */
static void put_row(LtpJson *json, const LtpTable *table, const LtpTableRow *row)
{
    ltp_json_object(json);
    for (size_t i = 0; i < table->n_fields; i++) {
        ltp_json_key(json, table->fields[i]->name);
        ltp_json_value(json, &row->values[i]);
    }
    ltp_json_key(json, "withheld");
    ltp_json_withheld(json, table, row, NULL);
}

static void put_told(LtpJson *json, const LtpTable *table, const LtpTableRow *row,
                     const Analysed *analysed)
{
    int id = ltp_table_field(table, "id");
    if (!analysed || id < 0)
        return;
    const Told key = {.id = row->values[id].integer};
    const Told *told = analysed->count > 0 ? bsearch(&key, analysed->lines, analysed->count,
                                                     sizeof *analysed->lines, compare_told)
                                           : NULL;
    ltp_json_text(json, "counted", told ? told->counted : NULL);
    ltp_json_text(json, "figures", told ? told->figures : NULL);
    if (told && told->file) {
        ltp_json_text(json, "file", told->file);
        ltp_json_text(json, "sheet", told->sheet);
        ltp_json_key(json, "import");
        ltp_json_int(json, told->import_id);
        ltp_json_key(json, "row");
        ltp_json_int(json, told->row);
    }
}

static const char *text_of(const LtpTable *table, const LtpTableRow *row, const char *field)
{
    int at = ltp_table_field(table, field);
    return at >= 0 && !row->values[at].null ? row->values[at].text : "";
}

/* Puts the rows of `layer` of the unit itself or, from units above, those that name no unit below;
 * `place` says which. */
static void put_of_unit(LtpJson *json, const LtpTable *rows, const char *pcode, const char *place,
                        const Analysed *analysed)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (pcode && strcmp(text_of(rows, &rows->rows[i], "pcode"), pcode) != 0)
            continue;
        put_row(json, rows, &rows->rows[i]);
        ltp_json_text(json, "place", place);
        put_told(json, rows, &rows->rows[i], analysed);
        ltp_json_end_object(json);
    }
}

/* Lines that a filter leaves out are told too, with the reason: only the edition selects rows. */
static LtpCode set_edition(LtpParams *params, const LtpHttpRequest *request, LtpError *err)
{
    const char *edition = ltp_http_value(request, "edition");
    return edition ? ltp_params_set(params, "edition", edition, err) : LTP_OK;
}

/* The rows at the unit or below, by the parameter `within` of the release. */
static LtpCode put_within(LtpJson *json, LtpServing *serving, const LtpHttpRequest *request,
                          const char *layer, const Analysed *analysed, LtpError *err)
{
    const LtpTable *table = NULL;
    LtpParams *params = ltp_params_new();
    LtpCode rc =
        params ? ltp_params_set(params, "within", request->argument, err) : ltp_fail_memory(err);
    if (rc == LTP_OK)
        rc = set_edition(params, request, err);
    if (rc == LTP_OK)
        rc = ltp_serving_rows(serving, layer, params, &table, err);
    if (rc == LTP_OK)
        put_of_unit(json, table, NULL, "here", analysed);
    ltp_serving_give(serving, table);
    ltp_params_free(params);
    return rc;
}

static LtpCode put_above(LtpJson *json, LtpServing *serving, const LtpHttpRequest *request,
                         const LtpTable *units, const LtpTableRow *unit, const Analysed *analysed,
                         LtpError *err)
{
    const LtpTable *lines = NULL;
    LtpParams *params = ltp_params_new();
    LtpCode rc = params ? set_edition(params, request, err) : ltp_fail_memory(err);
    if (rc == LTP_OK)
        rc = ltp_serving_rows(serving, "lines", params, &lines, err);
    ltp_params_free(params);
    LTP_TRY(rc);
    const char *parent = text_of(units, unit, "parent_pcode");
    for (int guard = 0; *parent && guard < LTP_LEVELS; guard++) {
        put_of_unit(json, lines, parent, "above", analysed);
        int64_t at = ltp_hash_get(units->by_id, parent);
        parent = at >= 0 ? text_of(units, &units->rows[at], "parent_pcode") : "";
    }
    ltp_serving_give(serving, lines);
    return LTP_OK;
}

static LtpCode put_explained(LtpJson *json, LtpServing *serving, const LtpHttpRequest *request,
                             const LtpTable *units, const LtpTableRow *unit,
                             const Analysed *analysed, LtpError *err)
{
    ltp_json_object(json);
    ltp_json_key(json, "unit");
    put_row(json, units, unit);
    ltp_json_end_object(json);
    ltp_json_key(json, "lines");
    ltp_json_array(json);
    LTP_TRY(put_within(json, serving, request, "lines", analysed, err));
    LTP_TRY(put_above(json, serving, request, units, unit, analysed, err));
    ltp_json_end_array(json);
    ltp_json_key(json, "needs");
    ltp_json_array(json);
    LTP_TRY(put_within(json, serving, request, "needs", NULL, err));
    ltp_json_end_array(json);
    ltp_json_key(json, "studies");
    ltp_json_array(json);
    LTP_TRY(put_within(json, serving, request, "studies", NULL, err));
    ltp_json_end_array(json);
    ltp_json_end_object(json);
    return LTP_OK;
}

LtpCode ltp_handle_explain(LtpServing *serving, const LtpHttpRequest *request,
                           LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    const LtpTable *units = NULL;
    Analysed analysed = {0};
    LTP_TRY(ltp_serving_rows(serving, "units", NULL, &units, err));
    int64_t at = ltp_hash_get(units->by_id, request->argument);
    LtpCode rc = at >= 0 ? analyse(serving, request, &analysed, err)
                         : ltp_fail(err, LTP_ENOTFOUND, _("There is no unit with the code %.40s."),
                                    request->argument);
    if (rc == LTP_OK)
        rc = put_explained(&json, serving, request, units, &units->rows[at], &analysed, err);
    ltp_free(analysed.lines);
    ltp_arena_release(&analysed.arena);
    ltp_serving_give(serving, units);
    return rc;
}
