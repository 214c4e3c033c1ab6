#include "gis/locator.h"

#include "base/lang.h"
#include "gis/locator_grid.h"

#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

/* ---- making ---- */

typedef struct Keyed {
    const char *key;
    int32_t polygon;
} Keyed;

static int by_key(const void *a, const void *b)
{
    const Keyed *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->polygon > y->polygon) - (x->polygon < y->polygon);
}

/* Ranks polygons by key: `polygon_of` and its inverse. */
static LtpCode rank_polygons(const LtpLocatorPolygon *polygons, size_t count, int32_t *polygon_of,
                             int32_t *rank, LtpError *err)
{
    Keyed *keyed = ltp_malloc((count + 1) * sizeof *keyed);
    if (keyed == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    for (size_t i = 0; i < count; i++)
        keyed[i] = (Keyed){polygons[i].key, (int32_t)i};
    qsort(keyed, count, sizeof *keyed, by_key);
    for (size_t i = 0; i < count; i++) {
        polygon_of[i] = keyed[i].polygon;
        rank[keyed[i].polygon] = (int32_t)i;
    }
    ltp_free(keyed);
    return LTP_OK;
}

LtpCode ltp_locator_new_sized(const LtpLocatorPolygon *polygons, size_t count, double n_cells,
                              LtpLocator **out, LtpError *err)
{
    LtpLocator *locator = ltp_calloc(1, sizeof *locator);
    int32_t *rank = ltp_malloc((count + 1) * sizeof *rank);
    LtpCode rc;
    if (locator != NULL)
        locator->polygon_of = ltp_malloc((count + 1) * sizeof *locator->polygon_of);
    if (locator == NULL || rank == NULL || locator->polygon_of == NULL) {
        rc = ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
        goto done;
    }
    LTP_GO(rank_polygons(polygons, count, locator->polygon_of, rank, err));
    LTP_GO(ltp_edges_read(polygons, rank, count, &locator->edges, err));
    if (locator->edges.count > 0)
        LTP_GO(ltp_grid_build(locator, n_cells, err));
    *out = locator;
    locator = NULL;
done:
    ltp_free(rank);
    ltp_locator_free(locator);
    return rc;
}

LtpCode ltp_locator_new(const LtpLocatorPolygon *polygons, size_t count, LtpLocator **locator,
                        LtpError *err)
{
    return ltp_locator_new_sized(polygons, count, 0, locator, err);
}

void ltp_locator_free(LtpLocator *locator)
{
    if (locator == NULL)
        return;
    ltp_free(locator->corner_words);
    ltp_free(locator->owners);
    ltp_free(locator->cell_edges);
    ltp_free(locator->edge_cells);
    ltp_free(locator->cells);
    ltp_free(locator->south_of);
    ltp_free(locator->west_of);
    ltp_edges_release(&locator->edges);
    ltp_free(locator->polygon_of);
    ltp_free(locator);
}

LtpBox ltp_locator_box(const LtpLocator *locator)
{
    return locator->edges.box;
}

/* ---- finding ---- */

static bool box_holds(const LtpBox *box, LtpLonLat point)
{
    return point.lon >= box->west && point.lon <= box->east && point.lat >= box->south &&
           point.lat <= box->north;
}

/* Whether the way from the corner up to the point's height and then across to the point crosses the
 * edge an odd number of times. All three are moved by (e², e), so nothing is ever level. */
static bool way_crosses(const LtpEdge *edge, LtpLonLat corner, LtpLonLat point)
{
    bool a_east = edge->a.lon > corner.lon, b_east = edge->b.lon > corner.lon;
    if (!a_east && !b_east)
        return false;
    bool spans_height = edge->a.lat <= point.lat && edge->b.lat > point.lat;
    if (a_east && b_east)
        return spans_height && !ltp_edge_left(edge, point);
    bool elbow_left = ltp_edge_left(edge, (LtpLonLat){corner.lon, point.lat});
    bool up = ltp_edge_left(edge, corner) != elbow_left;
    bool across = spans_height && elbow_left != ltp_edge_left(edge, point);
    return up != across;
}

static uint64_t bit_of(uint16_t local, uint32_t word)
{
    return local / 64U == word ? (uint64_t)1 << local % 64U : 0;
}

static uint32_t lowest_bit(uint64_t bits)
{
    uint32_t i = 0;
    while ((bits >> i & 1) == 0)
        i++;
    return i;
}

/* Of the owners 64 * word ... of the cell, those that hold the point. */
static uint64_t owners_holding(const LtpLocator *locator, const LtpEdgeCell *cell, uint32_t word,
                               LtpLonLat corner, LtpLonLat point)
{
    uint64_t bits = locator->corner_words[cell->first_word + word];
    for (uint32_t i = cell[0].first_edge; i < cell[1].first_edge; i++) {
        const LtpCellEdge *ref = &locator->cell_edges[i];
        if (way_crosses(&locator->edges.items[ref->edge], corner, point))
            bits ^= bit_of(ref->local[0], word) ^ bit_of(ref->local[1], word);
    }
    return bits;
}

static bool on_edge(const LtpEdge *edge, LtpLonLat point)
{
    return point.lat >= edge->a.lat && point.lat <= edge->b.lat &&
           point.lon >= fmin(edge->a.lon, edge->b.lon) &&
           point.lon <= fmax(edge->a.lon, edge->b.lon) && ltp_orient(edge->a, edge->b, point) == 0;
}

/* The first polygon of the cell whose outline the point touches: for the outer border, from where
 * the shift leads out of every polygon. */
static int32_t owner_touching(const LtpLocator *locator, const LtpEdgeCell *cell, LtpLonLat point)
{
    int32_t first = LTP_NO_OWNER;
    for (uint32_t i = cell[0].first_edge; i < cell[1].first_edge; i++) {
        const LtpEdge *edge = &locator->edges.items[locator->cell_edges[i].edge];
        for (int side = 0; side < 2; side++) {
            int32_t owner = edge->owner[side];
            bool lower = owner != LTP_NO_OWNER && (first == LTP_NO_OWNER || owner < first);
            if (lower && on_edge(edge, point))
                first = owner;
        }
    }
    return first;
}

static int32_t find_among_edges(const LtpLocator *locator, const LtpEdgeCell *cell,
                                LtpLonLat corner, LtpLonLat point)
{
    uint32_t n_words = cell[1].first_word - cell[0].first_word;
    int32_t owner = LTP_NO_OWNER;
    for (uint32_t word = 0; word < n_words && owner == LTP_NO_OWNER; word++) {
        uint64_t bits = owners_holding(locator, cell, word, corner, point);
        if (bits != 0)
            owner = locator->owners[cell->first_owner + 64 * word + lowest_bit(bits)];
    }
    if (owner == LTP_NO_OWNER)
        owner = owner_touching(locator, cell, point);
    return owner == LTP_NO_OWNER ? -1 : locator->polygon_of[owner];
}

/* A point inside the box, its column and row known. */
static int32_t find_in_cell(const LtpLocator *locator, int32_t column, int32_t row, LtpLonLat point)
{
    int32_t value = locator->cells[ltp_grid_cell(locator, column, row)];
    if (value >= LTP_CELL_NONE)
        return value;
    LtpLonLat corner = {locator->west_of[column], locator->south_of[row]};
    return find_among_edges(locator, &locator->edge_cells[-2 - value], corner, point);
}

int32_t ltp_locator_find(const LtpLocator *locator, LtpLonLat point)
{
    if (!box_holds(&locator->edges.box, point))
        return -1;
    return find_in_cell(locator, ltp_grid_column(locator, point.lon),
                        ltp_grid_row(locator, point.lat), point);
}

/* In batches: all cells of a batch are asked for before the first is looked at, which hides the
 * wait for memory (twice as fast as point by point). */
enum { BATCH = 32 };

static void find_batch(const LtpLocator *locator, const LtpLonLat *points, size_t count,
                       int32_t *polygons)
{
    int32_t column[BATCH], row[BATCH];
    for (size_t i = 0; i < count; i++) {
        if (!box_holds(&locator->edges.box, points[i])) {
            column[i] = -1;
            continue;
        }
        column[i] = ltp_grid_column(locator, points[i].lon);
        row[i] = ltp_grid_row(locator, points[i].lat);
        PREFETCH(&locator->cells[ltp_grid_cell(locator, column[i], row[i])]);
    }
    for (size_t i = 0; i < count; i++)
        polygons[i] = column[i] < 0 ? -1 : find_in_cell(locator, column[i], row[i], points[i]);
}

void ltp_locator_find_many(const LtpLocator *locator, const LtpLonLat *points, size_t count,
                           int32_t *polygons)
{
    for (size_t i = 0; i < count; i += BATCH)
        find_batch(locator, points + i, count - i < BATCH ? count - i : BATCH, polygons + i);
}
