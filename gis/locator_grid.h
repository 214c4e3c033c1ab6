/* The grid behind the locator. Internal to gis/ and its tests.
 *
 * Polygons are known by rank, their place in the order of keys, so that the smallest key is the
 * smallest number. The outline of all polygons is a set of edges, each stored once with up to two
 * polygons it bounds; a point's polygons are those of any reference point, toggled by every edge
 * crossed on the way. Each cell with edges keeps the polygons of its lower left corner and the
 * edges that touch it, so the way (up the left side, then right) never leaves the cell. */
#ifndef LTP_GIS_LOCATOR_GRID_H
#define LTP_GIS_LOCATOR_GRID_H

#include "gis/locator.h"
#include "gis/orient.h"

enum { LTP_NO_OWNER = -1 };

/* Directed north, or east when level. */
typedef struct LtpEdge {
    LtpLonLat a, b;
    int32_t owner[2]; /* ranks of the polygons it bounds; LTP_NO_OWNER */
} LtpEdge;

typedef struct LtpEdges {
    LtpEdge *items;
    size_t count;
    LtpBox box;
} LtpEdges;

/* The edges of all polygons, in the order met; `rank[i]` is the rank of polygons[i]. */
LtpCode ltp_edges_read(const LtpLocatorPolygon *polygons, const int32_t *rank, size_t count,
                       LtpEdges *edges, LtpError *err) LTP_MUST_CHECK;
void ltp_edges_release(LtpEdges *edges);

/* Whether the point, moved by (e², e), lies left of the edge. Never undecided: on the line the
 * shift north counts, and on a line due north the shift east. */
static inline bool ltp_edge_left(const LtpEdge *edge, LtpLonLat q)
{
    int side = ltp_orient(edge->a, edge->b, q);
    return side != 0 ? side > 0 : edge->b.lon > edge->a.lon;
}

enum { LTP_NO_LOCAL = UINT16_MAX, LTP_MAX_LOCALS = UINT16_MAX - 64 };

/* An edge as a cell sees it: its polygons as numbers among the cell's own. */
typedef struct LtpCellEdge {
    uint32_t edge;
    uint16_t local[2]; /* LTP_NO_LOCAL */
} LtpCellEdge;

/* A cell with edges; what it owns ends where the next cell's begins. */
typedef struct LtpEdgeCell {
    uint32_t first_edge;  /* in cell_edges */
    uint32_t first_owner; /* in owners */
    uint32_t first_word;  /* in corner_words: bit i = the corner lies in the cell's owner i */
} LtpEdgeCell;

/* A cell's value: the polygon that fills it, LTP_CELL_NONE, or ltp_cell_of_edges(i). */
enum { LTP_CELL_NONE = -1 };
static inline int32_t ltp_cell_of_edges(int32_t i)
{
    return -2 - i;
}

struct LtpLocator {
    int32_t *polygon_of; /* number of the polygon of a rank */
    LtpEdges edges;
    int32_t n_columns, n_rows;
    double column_scale, row_scale; /* cells per degree */
    double *west_of, *south_of;     /* smallest lon of a column, smallest lat of a row */
    int32_t *cells;                 /* row by row from the south-west */
    LtpEdgeCell *edge_cells;        /* one more than there are, for the ends */
    size_t n_edge_cells;
    LtpCellEdge *cell_edges;
    int32_t *owners; /* ranks, ascending within a cell */
    size_t n_owners, owners_capacity;
    uint64_t *corner_words;
    size_t n_words, words_capacity;
};

/* The column or row, one of `count` from `origin` up, that a degree inside the box falls into:
 * never decreases with `at`, so that a stretch between two points of a column stays in the column.
 */
static inline int32_t ltp_grid_strip(double origin, double scale, int32_t count, double at)
{
    int32_t strip = (int32_t)((at - origin) * scale);
    return strip < count ? strip : count - 1;
}

static inline int32_t ltp_grid_column(const LtpLocator *grid, double lon)
{
    return ltp_grid_strip(grid->edges.box.west, grid->column_scale, grid->n_columns, lon);
}

static inline int32_t ltp_grid_row(const LtpLocator *grid, double lat)
{
    return ltp_grid_strip(grid->edges.box.south, grid->row_scale, grid->n_rows, lat);
}

static inline size_t ltp_grid_cell(const LtpLocator *grid, int32_t column, int32_t row)
{
    return (size_t)row * (size_t)grid->n_columns + (size_t)column;
}

/* From first to last, nothing when first > last. */
typedef struct LtpSpan {
    int32_t first, last;
} LtpSpan;

/* The rows the edge touches; where it crosses a latitude, rounded. */
LtpSpan ltp_edge_rows(const LtpLocator *grid, const LtpEdge *edge);
double ltp_edge_lon_at(const LtpEdge *edge, double lat);

/* Sizes the grid for about `n_cells` cells, puts edges into cells and settles every corner. `grid`
 * holds edges and polygon_of; on failure it is left to ltp_locator_free. */
LtpCode ltp_grid_build(LtpLocator *grid, double n_cells, LtpError *err) LTP_MUST_CHECK;

/* Its last step: corners, the owners of cells, and the cells without edges. */
LtpCode ltp_grid_settle_corners(LtpLocator *grid, LtpError *err) LTP_MUST_CHECK;

/* ltp_locator_new with a number of cells; 0 leaves it to the locator. For tests: answers do not
 * depend on it. */
LtpCode ltp_locator_new_sized(const LtpLocatorPolygon *polygons, size_t count, double n_cells,
                              LtpLocator **out, LtpError *err) LTP_MUST_CHECK;

#endif
