#include "service/query.h"

#include "base/number.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- one parameter each ---- */

static LtpCode read_whole(const char *name, const char *value, int64_t least, int64_t *number,
                          LtpError *err)
{
    if (!ltp_parse_int(value, number) || *number < least)
        return ltp_fail(err, LTP_EUSAGE, _("%s= takes a whole number from %lld on, not \"%s\"."),
                        name, (long long)least, value);
    return LTP_OK;
}

static LtpCode read_limit(LtpQuery *query, const char *value, LtpError *err)
{
    LTP_TRY(read_whole("limit", value, 1, &query->limit, err));
    if (query->limit > LTP_LIMIT_MAX)
        query->limit = LTP_LIMIT_MAX;
    return LTP_OK;
}

static LtpCode bad_box(const char *value, LtpError *err)
{
    return ltp_fail(err, LTP_EUSAGE,
                    _("bbox= takes 4 or 6 numbers with commas between, not \"%s\"."), value);
}

static LtpCode read_box(LtpQuery *query, const char *value, const char *uri, LtpError *err)
{
    double n[6];
    size_t count = 0;
    const LtpSystem *system = &query->systems.list[0];
    for (const char *at = value; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        char text[40];
        size_t size = strcspn(at, ",");
        if (count == 6 || size >= sizeof text)
            return bad_box(value, err);
        memcpy(text, at, size);
        text[size] = '\0';
        if (!ltp_parse_double(text, &n[count++]))
            return bad_box(value, err);
    }
    if (count != 4 && count != 6)
        return bad_box(value, err);
    const double corners[4] = {n[0], n[1], n[count / 2], n[count / 2 + 1]};
    if (uri)
        LTP_TRY(ltp_systems_find(&query->systems, uri, &system, err));
    LTP_TRY(ltp_system_box(system, corners, &query->box, err));
    query->has_box = true;
    return LTP_OK;
}

/* "2020-01-31", with or without a time of day after it, or ".." or nothing for an open end. */
static bool read_moment(const char *text, size_t size, char out[16])
{
    LtpDay day;
    char head[11] = {0};
    out[0] = '\0';
    if (size == 0 || (size == 2 && memcmp(text, "..", 2) == 0))
        return true;
    if (size < 10 || (size > 10 && text[10] != 'T'))
        return false;
    for (size_t i = 10; i < size; i++)
        if (!strchr("T0123456789:.Z+-", text[i]))
            return false;
    memcpy(head, text, 10);
    /* Years that no calendar of ours has stand for open ends in QGIS. */
    if (strncmp(head, "0000-", 5) == 0 || strncmp(head, "9999-", 5) == 0)
        return true;
    if (!ltp_day_parse_iso(head, &day))
        return false;
    snprintf(out, 16, "%s", head);
    return true;
}

static LtpCode read_datetime(LtpQuery *query, const char *value, LtpError *err)
{
    const char *slash = strchr(value, '/');
    size_t size = slash ? (size_t)(slash - value) : strlen(value);
    bool good = size > 0 || slash;
    good = good && read_moment(value, size, query->from);
    if (slash)
        good =
            good && !strchr(slash + 1, '/') && read_moment(slash + 1, strlen(slash + 1), query->to);
    else
        memcpy(query->to, query->from, sizeof query->to);
    good = good && (slash || *query->from);
    good = good && (!*query->from || !*query->to || strcmp(query->from, query->to) <= 0);
    query->has_time = true;
    return good ? LTP_OK
                : ltp_fail(err, LTP_EUSAGE,
                           _("datetime= takes a date, or two with / between (.. for an open end), "
                             "not \"%s\"."),
                           value);
}

static LtpCode find_field(const LtpQuery *query, const char *name, size_t size, int *field,
                          LtpError *err)
{
    for (size_t i = 0; i < query->table->n_fields; i++) {
        const char *have = query->table->fields[i]->name;
        if (strlen(have) == size && memcmp(have, name, size) == 0) {
            *field = (int)i;
            return LTP_OK;
        }
    }
    return ltp_fail(err, LTP_EUSAGE, _("There is no property \"%.*s\" here."),
                    (int)(size < 80 ? size : 80), name);
}

static LtpCode read_sorts(LtpQuery *query, const char *value, LtpError *err)
{
    for (const char *at = value; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        if (query->n_sorts == LTP_QUERY_SORTS)
            return ltp_fail(err, LTP_EUSAGE, _("sortby= takes %d properties at most."),
                            LTP_QUERY_SORTS);
        LtpQuerySort *sort = &query->sorts[query->n_sorts++];
        sort->down = *at == '-';
        if (*at == '-' || *at == '+' || *at == ' ') /* a + that was not escaped comes as a space */
            at++;
        LTP_TRY(find_field(query, at, strcspn(at, ","), &sort->field, err));
    }
    return LTP_OK;
}

static LtpCode read_properties(LtpQuery *query, const char *value, LtpError *err)
{
    int field = 0;
    memset(query->shown, 0, query->table->n_fields);
    for (const char *at = value; at && *value; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        LTP_TRY(find_field(query, at, strcspn(at, ","), &field, err));
        query->shown[field] = true;
    }
    return LTP_OK;
}

/* One of the words of "a|b|c". */
static LtpCode check_word(const char *name, const char *value, const char *only, LtpError *err)
{
    return ltp_query_is_word(only, value)
               ? LTP_OK
               : ltp_fail(err, LTP_EUSAGE, _("%s= takes %s, not \"%s\"."), name, only, value);
}

static LtpCode read_equal(LtpQuery *query, const LtpHttpPair *pair, LtpError *err)
{
    int field = ltp_table_field(query->table, pair->name);
    double number;
    int64_t whole;
    LtpDay day;
    if (field < 0 || !ltp_query_is_property(query->table->layer, pair->name))
        return ltp_query_unknown(query->table->layer, ltp_query_own, query->table, pair->name, err);
    if (query->n_equals == LTP_QUERY_EQUALS)
        return ltp_fail(err, LTP_EUSAGE, _("The address has too many parameters."));
    LtpFieldType type = query->table->fields[field]->type;
    bool good = (type != LTP_REAL || ltp_parse_double(pair->value, &number)) &&
                (type != LTP_INTEGER || ltp_parse_int(pair->value, &whole));
    if (!good)
        return ltp_fail(err, LTP_EUSAGE, _("%s= takes a number, not \"%s\"."), pair->name,
                        pair->value);
    if (type == LTP_DATE && !ltp_day_parse_iso(pair->value, &day))
        return ltp_fail(err, LTP_EUSAGE, _("%s= takes a date (2020-01-31), not \"%s\"."),
                        pair->name, pair->value);
    if (type == LTP_BOOLEAN)
        LTP_TRY(check_word(pair->name, pair->value, "true|false|1|0", err));
    query->equals[query->n_equals].field = field;
    query->equals[query->n_equals++].text = pair->value;
    return LTP_OK;
}

static LtpCode read_filter(LtpQuery *query, const LtpHttpRequest *request, const char *value,
                           LtpError *err)
{
    const LtpSystem *system = NULL;
    const char *uri = ltp_http_value(request, "filter-crs");
    if (query->filter)
        return ltp_fail(err, LTP_EUSAGE, _("filter= stands there twice."));
    if (uri)
        LTP_TRY(ltp_systems_find(&query->systems, uri, &system, err));
    return ltp_filter_parse(value, query->table, system, &query->filter, err);
}

static LtpCode read_pair(LtpQuery *query, const LtpHttpRequest *request, const LtpHttpPair *pair,
                         LtpError *err)
{
    const char *name = pair->name, *value = pair->value;
    if (strcmp(name, "crs") == 0)
        return ltp_systems_find(&query->systems, value, &query->system, err);
    if (strcmp(name, "limit") == 0)
        return read_limit(query, value, err);
    if (strcmp(name, "offset") == 0)
        return read_whole("offset", value, 0, &query->offset, err);
    if (strcmp(name, "bbox") == 0)
        return read_box(query, value, ltp_http_value(request, "bbox-crs"), err);
    if (strcmp(name, "bbox-crs") == 0)
        return ltp_systems_find(&query->systems, value, &(const LtpSystem *){NULL}, err);
    if (strcmp(name, "datetime") == 0)
        return read_datetime(query, value, err);
    if (strcmp(name, "sortby") == 0)
        return read_sorts(query, value, err);
    if (strcmp(name, "properties") == 0)
        return read_properties(query, value, err);
    if (strcmp(name, "filter") == 0)
        return read_filter(query, request, value, err);
    if (strcmp(name, "filter-lang") == 0)
        return check_word(name, value, "cql2-text", err);
    if (strcmp(name, "filter-crs") == 0)
        return ltp_systems_find(&query->systems, value, &(const LtpSystem *){NULL}, err);
    return read_equal(query, pair, err);
}

static const char *const one_takes[] = {"crs", NULL};

static LtpCode open_table(LtpQuery *query, const LtpLayer *layer, const LtpHttpRequest *request,
                          LtpError *err)
{
    LtpParams *params = ltp_params_new();
    LtpCode rc = params ? LTP_OK : ltp_fail_memory(err);
    for (size_t i = 0; rc == LTP_OK && i < request->n_pairs; i++)
        if (ltp_query_takes(layer, request->pairs[i].name))
            rc = ltp_query_set(params, &request->pairs[i], err);
    if (rc == LTP_OK)
        rc = ltp_serving_table(query->serving, layer->name, params, &query->table, err);
    ltp_params_free(params);
    if (rc == LTP_OK && !(query->shown = ltp_calloc(query->table->n_fields + 1, 1)))
        rc = ltp_fail_memory(err);
    /* A column that is empty in every row says nothing, and clients would take it for text. */
    for (size_t i = 0; rc == LTP_OK && i < query->table->n_fields; i++)
        query->shown[i] = query->table->filled[i];
    return rc;
}

LtpCode ltp_query_read(LtpQuery *query, LtpServing *serving, const LtpLayer *layer,
                       const LtpHttpRequest *request, bool one, LtpError *err)
{
    *query = (LtpQuery){.serving = serving, .limit = LTP_LIMIT_DEFAULT, .until = request->until};
    LTP_TRY(open_table(query, layer, request, err));
    LTP_TRY(ltp_systems_load(serving, &query->systems, err));
    query->system = &query->systems.list[0];
    for (size_t i = 0; i < request->n_pairs; i++) {
        const LtpHttpPair *pair = &request->pairs[i];
        if (strcmp(pair->name, "f") == 0 || strcmp(pair->name, "lang") == 0 ||
            ltp_query_takes(layer, pair->name))
            continue;
        if (one && strcmp(pair->name, "crs") != 0)
            return ltp_query_unknown(layer, one_takes, NULL, pair->name, err);
        LTP_TRY(read_pair(query, request, pair, err));
    }
    return LTP_OK;
}

void ltp_query_release(LtpQuery *query)
{
    ltp_filter_free(query->filter);
    ltp_free(query->shown);
    ltp_serving_give(query->serving, query->table);
}

/* ---- matching ---- */

static bool is_equal(const LtpValue *value, const char *text)
{
    double number;
    if (value->null)
        return false;
    switch (value->type) {
    case LTP_TEXT:
    case LTP_DATE:
        return strcmp(value->text, text) == 0;
    case LTP_INTEGER:
        return ltp_parse_double(text, &number) && (double)value->integer == number;
    case LTP_REAL:
        return ltp_parse_double(text, &number) && value->real == number;
    case LTP_BOOLEAN:
        return (value->integer != 0) == (strcmp(text, "true") == 0 || strcmp(text, "1") == 0);
    }
    return false;
}

/* A row without a time matches every time. */
static bool in_time(const LtpQuery *query, const LtpTableRow *row)
{
    const LtpTable *table = query->table;
    if (!query->has_time || table->time[0] < 0 || table->time[1] < 0)
        return true;
    const LtpValue *first = &row->values[table->time[0]], *last = &row->values[table->time[1]];
    return (first->null || !*query->to || strcmp(first->text, query->to) <= 0) &&
           (last->null || !*query->from || strcmp(last->text, query->from) >= 0);
}

static LtpCode row_matches(const LtpQuery *query, const LtpFilter *box, const LtpTableRow *row,
                           bool *keeps, LtpError *err)
{
    *keeps = in_time(query, row);
    for (size_t i = 0; *keeps && i < query->n_equals; i++)
        *keeps = is_equal(&row->values[query->equals[i].field], query->equals[i].text);
    if (*keeps && box)
        LTP_TRY(ltp_filter_keeps(box, row, keeps, err));
    if (*keeps && query->filter)
        LTP_TRY(ltp_filter_keeps(query->filter, row, keeps, err));
    return LTP_OK;
}

typedef struct SortKey {
    const LtpQuery *query;
    size_t row, position;
} SortKey;

/* What is not known comes last, whichever way. */
static int compare_values(const LtpValue *a, const LtpValue *b, bool down)
{
    int order = 0;
    if (a->null || b->null)
        return a->null - b->null;
    if (a->type == LTP_TEXT || a->type == LTP_DATE)
        order = strcmp(a->text, b->text);
    else if (a->type == LTP_REAL)
        order = (a->real > b->real) - (a->real < b->real);
    else
        order = (a->integer > b->integer) - (a->integer < b->integer);
    return down ? -order : order;
}

static int compare_rows(const void *a, const void *b)
{
    const SortKey *x = a, *y = b;
    const LtpQuery *query = x->query;
    for (size_t i = 0; i < query->n_sorts; i++) {
        int field = query->sorts[i].field;
        int order = compare_values(&query->table->rows[x->row].values[field],
                                   &query->table->rows[y->row].values[field], query->sorts[i].down);
        if (order != 0)
            return order;
    }
    return (x->position > y->position) - (x->position < y->position);
}

static LtpCode sort_rows(const LtpQuery *query, size_t *rows, size_t count, LtpError *err)
{
    if (query->n_sorts == 0 || count < 2)
        return LTP_OK;
    SortKey *keys = ltp_malloc(count * sizeof *keys);
    if (!keys)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        keys[i] = (SortKey){query, rows[i], i};
    qsort(keys, count, sizeof *keys, compare_rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = keys[i].row;
    ltp_free(keys);
    return LTP_OK;
}

LtpCode ltp_query_match(const LtpQuery *query, size_t **out, size_t *count, LtpError *err)
{
    const LtpTable *table = query->table;
    LtpFilter *box = NULL;
    size_t n = 0, *rows = ltp_malloc((table->count + 1) * sizeof *rows);
    LtpCode rc = rows ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK && query->has_box)
        rc = ltp_filter_box(&query->box, table, &box, err);
    for (size_t i = 0; rc == LTP_OK && i < table->count; i++) {
        bool keeps = false;
        if ((rc = ltp_http_in_time(query->until, err)) == LTP_OK)
            rc = row_matches(query, box, &table->rows[table->order[i]], &keeps, err);
        if (keeps)
            rows[n++] = table->order[i];
    }
    if (rc == LTP_OK)
        rc = sort_rows(query, rows, n, err);
    ltp_filter_free(box);
    if (rc == LTP_OK) {
        *out = rows;
        *count = n;
    } else {
        ltp_free(rows);
    }
    return rc;
}
