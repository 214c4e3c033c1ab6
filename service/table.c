#include "service/table.h"

#include "exports/coords.h"

#include <math.h>
#include <string.h>

static const char *const stamp_keys[LTP_TABLE_STAMPS] = {
    "title",   "abstract",    "date",    "parameters",  "source",    "licence",
    "edition", "sensitivity", "program", "not_located", "boundaries"};

/* First and last day of a row, by layer. */
static const struct {
    const char *layer;
    const char *fields[2];
} times[] = {{"lines", {"start_date", "end_date"}},
             {"needs", {"date", "date"}},
             {"institutions", {"decision_date", "decision_date"}}};

const char *const *ltp_table_time_fields(const LtpLayer *layer)
{
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (strcmp(times[i].layer, layer->name) == 0)
            return times[i].fields;
    return NULL;
}

int ltp_table_field(const LtpTable *table, const char *name)
{
    for (size_t i = 0; i < table->n_fields; i++)
        if (strcmp(table->fields[i]->name, name) == 0)
            return (int)i;
    return -1;
}

/* As release.h gives ids: units are known by their codes. */
int ltp_table_id(const LtpTable *table)
{
    bool units = !table->layer->table || strcmp(table->layer->name, "units") == 0;
    return ltp_table_field(table, units ? "pcode" : "id");
}

const char *ltp_table_stamp(const LtpTable *table, const char *key)
{
    for (size_t i = 0; i < LTP_TABLE_STAMPS; i++)
        if (strcmp(stamp_keys[i], key) == 0)
            return table->stamps[i];
    return NULL;
}

/* ---- boxes ---- */

static void widen(LtpBox *box, LtpLonLat at)
{
    if (box->west > box->east)
        *box = (LtpBox){at.lon, at.lat, at.lon, at.lat};
    box->west = fmin(box->west, at.lon);
    box->east = fmax(box->east, at.lon);
    box->south = fmin(box->south, at.lat);
    box->north = fmax(box->north, at.lat);
}

static LtpCode on_ring(const LtpLonLat *points, size_t count, bool hole, void *arg, LtpError *err)
{
    (void)err;
    for (size_t i = 0; !hole && i < count; i++)
        widen(arg, points[i]);
    return LTP_OK;
}

static LtpCode box_of(LtpTableRow *row, LtpGeometryKind kind, LtpError *err)
{
    LtpLonLat point = {0, 0};
    row->box = (LtpBox){1, 1, -1, -1};
    if (!row->wkb)
        return LTP_OK;
    if (kind != LTP_POINT)
        return ltp_wkb_rings(row->wkb, row->wkb_size, on_ring, &row->box, err);
    if (ltp_wkb_point(row->wkb, row->wkb_size, &point))
        widen(&row->box, point);
    else
        row->wkb = NULL;
    return LTP_OK;
}

/* ---- reading ---- */

static void *take(LtpTable *table, size_t size)
{
    table->bytes += size;
    return ltp_arena_alloc(&table->arena, size > 0 ? size : 1);
}

/* A point to the last decimal that answers show: what a box holds by its shown place, it holds. */
static void round_point(void *wkb, size_t size)
{
    LtpLonLat point;
    if (!ltp_wkb_point(wkb, size, &point) || *(unsigned char *)wkb != 1)
        return;
    double xy[2] = {round(point.lon * 1e6) / 1e6, round(point.lat * 1e6) / 1e6};
    for (size_t i = 0; i < 16; i++) {
        uint64_t bits;
        memcpy(&bits, &xy[i / 8], sizeof bits);
        ((unsigned char *)wkb)[5 + i] = (unsigned char)(bits >> (8 * (i % 8)));
    }
}

static LtpCode copy_row(LtpTable *table, const LtpReleaseRow *from, LtpTableRow *row, LtpError *err)
{
    LtpValue *values = take(table, table->n_fields * sizeof *values);
    void *wkb = from->wkb ? take(table, from->wkb_size) : NULL;
    row->id = ltp_arena_strdup(&table->arena, from->id);
    if (!values || !row->id || (from->wkb && !wkb))
        return ltp_fail_memory(err);
    for (size_t i = 0; i < table->n_fields; i++) {
        values[i] = from->values[i];
        table->filled[i] = table->filled[i] || !values[i].null;
        if (values[i].null || !values[i].text ||
            (values[i].type != LTP_TEXT && values[i].type != LTP_DATE))
            continue;
        values[i].text = ltp_arena_strdup(&table->arena, values[i].text);
        if (!values[i].text)
            return ltp_fail_memory(err);
        table->bytes += strlen(values[i].text) + 1;
    }
    row->values = values;
    if (wkb && table->geometry != LTP_NO_GEOMETRY) {
        memcpy(wkb, from->wkb, from->wkb_size);
        if (table->geometry == LTP_POINT)
            round_point(wkb, from->wkb_size);
        row->wkb = wkb;
        row->wkb_size = from->wkb_size;
    }
    return box_of(row, table->geometry, err);
}

static LtpCode add_row(LtpTable *table, const LtpReleaseRow *from, size_t *capacity, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&table->rows, capacity, table->count, sizeof *table->rows, err));
    LtpTableRow *row = &table->rows[table->count];
    *row = (LtpTableRow){0};
    LTP_TRY(copy_row(table, from, row, err));
    if (row->wkb) {
        widen(&table->extent, (LtpLonLat){row->box.west, row->box.south});
        widen(&table->extent, (LtpLonLat){row->box.east, row->box.north});
    }
    return ltp_hash_set(table->by_id, row->id, (int64_t)table->count++, err);
}

static LtpCode keep_level(LtpTable *table, const LtpLevelName *from, LtpLevelName *to,
                          LtpError *err)
{
    const LtpLevelName kept = {.one = {ltp_arena_strdup(&table->arena, from->one.fr),
                                       ltp_arena_strdup(&table->arena, from->one.en)},
                               .many = {ltp_arena_strdup(&table->arena, from->many.fr),
                                        ltp_arena_strdup(&table->arena, from->many.en)}};
    *to = kept;
    return !kept.one.fr == !from->one.fr && !kept.one.en == !from->one.en &&
                   !kept.many.fr == !from->many.fr && !kept.many.en == !from->many.en
               ? LTP_OK
               : ltp_fail_memory(err);
}

static LtpCode read_fields(LtpTable *table, const LtpRelease *release, LtpError *err)
{
    table->n_fields = ltp_release_n_fields(release);
    table->fields = take(table, table->n_fields * sizeof *table->fields);
    table->filled = take(table, table->n_fields * sizeof *table->filled);
    table->by_id = ltp_hash_new();
    if (!table->fields || !table->filled || !table->by_id)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < table->n_fields; i++) {
        table->fields[i] = ltp_field_keep(&table->arena, ltp_release_field(release, i));
        if (!table->fields[i])
            return ltp_fail_memory(err);
    }
    for (int level = 0; level < LTP_LEVELS; level++)
        LTP_TRY(
            keep_level(table, ltp_release_level_name(release, level), &table->levels[level], err));
    const char *const *names = ltp_table_time_fields(table->layer);
    for (size_t i = 0; i < 2; i++)
        table->time[i] = names ? ltp_table_field(table, names[i]) : -1;
    for (size_t i = 0; i < LTP_TABLE_STAMPS; i++)
        table->stamps[i] =
            ltp_arena_strdup(&table->arena, ltp_release_stamp(release, stamp_keys[i]));
    return LTP_OK;
}

static LtpCode read_rows(LtpTable *table, LtpRelease *release, size_t max_bytes, LtpError *err)
{
    const LtpReleaseRow *row = NULL;
    size_t capacity = 0;
    for (;;) {
        LTP_TRY(ltp_release_next(release, &row, err));
        if (!row)
            return LTP_OK;
        LTP_TRY(add_row(table, row, &capacity, err));
        if (table->bytes > max_bytes)
            return ltp_fail(err, LTP_ELIMIT, _("These are too many rows; narrow the question."));
    }
}

/* ---- time ---- */

static void find_span(LtpTable *table)
{
    for (size_t i = 0; i < table->count; i++)
        for (size_t side = 0; side < 2 && table->time[side] >= 0; side++) {
            const LtpValue *value = &table->rows[i].values[table->time[side]];
            const char **found = &table->span[side];
            if (value->null)
                continue;
            int order = *found ? strcmp(value->text, *found) : 0;
            if (!*found || (side == 0 ? order < 0 : order > 0))
                *found = value->text;
        }
}

/* ---- the order of the pages ---- */

enum { LEADING = 10 };

static size_t gain_of(const LtpTable *table, const LtpTableRow *row, const bool *seen)
{
    size_t gain = 0;
    for (size_t i = 0; i < table->n_fields; i++)
        gain += table->filled[i] && !seen[i] && !row->values[i].null;
    return gain;
}

/* The row that fills most columns that are still empty; `count` when none does. */
static size_t best_row(const LtpTable *table, const bool *seen)
{
    size_t best = table->count, most = 0;
    for (size_t i = 0; i < table->count; i++) {
        size_t gain = gain_of(table, &table->rows[i], seen);
        if (gain > most) {
            most = gain;
            best = i;
        }
    }
    return best;
}

static bool is_leading(const size_t *order, size_t count, size_t row)
{
    for (size_t i = 0; i < count; i++)
        if (order[i] == row)
            return true;
    return false;
}

static LtpCode choose_order(LtpTable *table, LtpError *err)
{
    size_t *order = take(table, table->count * sizeof *order), n = 0;
    bool *seen = take(table, table->n_fields * sizeof *seen);
    if (!order || !seen)
        return ltp_fail_memory(err);
    while (n < LEADING) {
        size_t best = best_row(table, seen);
        if (best == table->count)
            break;
        for (size_t i = 0; i < table->n_fields; i++)
            seen[i] = seen[i] || !table->rows[best].values[i].null;
        order[n++] = best;
    }
    size_t leading = n;
    for (size_t i = 0; i < table->count; i++)
        if (!is_leading(order, leading, i))
            order[n++] = i;
    table->order = order;
    return LTP_OK;
}

LtpCode ltp_table_load(LtpRelease *release, size_t max_bytes, LtpTable **out, LtpError *err)
{
    LtpTable *table = ltp_calloc(1, sizeof *table);
    LtpCode rc = LTP_OK;
    if (!table)
        return ltp_fail_memory(err);
    table->layer = ltp_release_layer(release);
    table->geometry = ltp_release_geometry(release);
    table->extent = (LtpBox){1, 1, -1, -1};
    LTP_GO(read_fields(table, release, err));
    LTP_GO(read_rows(table, release, max_bytes, err));
    find_span(table);
    LTP_GO(choose_order(table, err));
    *out = table;
    table = NULL;
done:
    ltp_table_free(table);
    return rc;
}

void ltp_table_free(LtpTable *table)
{
    if (!table)
        return;
    ltp_hash_free(table->by_id);
    ltp_free(table->rows);
    ltp_arena_release(&table->arena);
    ltp_free(table);
}
