/* Building the grid: its lines, and which edges touch which cells. */
#include "gis/locator_grid.h"

#include "base/lang.h"

#define MAX_CELLS 0x1p24
#define CELLS_PER_EDGE 4 /* past this, boundary cells grow rarer more slowly than memory grows */
#define MIN_CELLS 1024

static LtpCode no_memory(LtpError *err)
{
    return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
}

/* ---- the lines ---- */

static double clamp(double value, double low, double high)
{
    return fmin(fmax(value, low), high);
}

static void choose_size(LtpLocator *grid, double n_cells)
{
    const LtpBox *box = &grid->edges.box;
    if (n_cells <= 0)
        n_cells = fmax(MIN_CELLS, CELLS_PER_EDGE * (double)grid->edges.count);
    n_cells = fmin(n_cells, MAX_CELLS);
    double width = fmax(box->east - box->west, 1e-9), height = fmax(box->north - box->south, 1e-9);
    double columns = clamp(floor(sqrt(n_cells * width / height)), 1, n_cells);
    grid->n_columns = (int32_t)columns;
    grid->n_rows = (int32_t)clamp(floor(n_cells / columns), 1, n_cells);
    grid->column_scale = grid->n_columns / width;
    grid->row_scale = grid->n_rows / height;
}

typedef int32_t CellOf(const LtpLocator *grid, double at);

/* The smallest double that falls into `cell` or beyond, by the one function that decides: `low`
 * lies before it, `high` in it or beyond. By halves: near 0 there are more doubles than can be
 * stepped through. */
static double settle(const LtpLocator *grid, CellOf *cell_of, double low, double high, int32_t cell)
{
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return high;
        if (cell_of(grid, middle) < cell)
            low = middle;
        else
            high = middle;
    }
}

static double settle_column(const LtpLocator *grid, int32_t column)
{
    double west = grid->edges.box.west, scale = grid->column_scale;
    return settle(grid, ltp_grid_column, west + (column - 1) / scale, west + (column + 1) / scale,
                  column);
}

static double settle_row(const LtpLocator *grid, int32_t row)
{
    double south = grid->edges.box.south, scale = grid->row_scale;
    return settle(grid, ltp_grid_row, south + (row - 1) / scale, south + (row + 1) / scale, row);
}

static LtpCode draw_lines(LtpLocator *grid, LtpError *err)
{
    const LtpBox *box = &grid->edges.box;
    grid->west_of = ltp_malloc((size_t)grid->n_columns * sizeof *grid->west_of);
    grid->south_of = ltp_malloc((size_t)grid->n_rows * sizeof *grid->south_of);
    if (grid->west_of == NULL || grid->south_of == NULL)
        return no_memory(err);
    grid->west_of[0] = box->west;
    for (int32_t i = 1; i < grid->n_columns; i++)
        grid->west_of[i] = settle_column(grid, i);
    grid->south_of[0] = box->south;
    for (int32_t i = 1; i < grid->n_rows; i++)
        grid->south_of[i] = settle_row(grid, i);
    return LTP_OK;
}

/* ---- edges into cells ---- */

double ltp_edge_lon_at(const LtpEdge *edge, double lat)
{
    double t = clamp((lat - edge->a.lat) / (edge->b.lat - edge->a.lat), 0, 1);
    return edge->a.lon + t * (edge->b.lon - edge->a.lon);
}

LtpSpan ltp_edge_rows(const LtpLocator *grid, const LtpEdge *edge)
{
    return (LtpSpan){ltp_grid_row(grid, edge->a.lat), ltp_grid_row(grid, edge->b.lat)};
}

/* The columns where the edge may meet a row. A cell too many costs a test, a cell too few an
 * answer: so rows and columns are taken a millionth of a cell wider, far beyond rounding. */
static LtpSpan edge_columns(const LtpLocator *grid, const LtpEdge *edge, int32_t row)
{
    const LtpBox *box = &grid->edges.box;
    double west = fmin(edge->a.lon, edge->b.lon), east = fmax(edge->a.lon, edge->b.lon);
    LtpSpan rows = ltp_edge_rows(grid, edge);
    if (rows.first < rows.last) {
        double spare_lat = 1e-6 / grid->row_scale, spare_lon = 1e-6 / grid->column_scale;
        double south = grid->south_of[row] - spare_lat;
        double north = box->south + (row + 1) / grid->row_scale + spare_lat;
        double at_south = ltp_edge_lon_at(edge, south), at_north = ltp_edge_lon_at(edge, north);
        west = fmax(west, fmin(at_south, at_north) - spare_lon);
        east = fmin(east, fmax(at_south, at_north) + spare_lon);
    }
    return (LtpSpan){ltp_grid_column(grid, west), ltp_grid_column(grid, east)};
}

typedef void CellFn(LtpLocator *grid, size_t cell, uint32_t edge);

static void each_cell_of_edges(LtpLocator *grid, CellFn *fn)
{
    for (uint32_t e = 0; e < grid->edges.count; e++) {
        const LtpEdge *edge = &grid->edges.items[e];
        LtpSpan rows = ltp_edge_rows(grid, edge);
        for (int32_t row = rows.first; row <= rows.last; row++) {
            LtpSpan columns = edge_columns(grid, edge, row);
            for (int32_t column = columns.first; column <= columns.last; column++)
                fn(grid, ltp_grid_cell(grid, column, row), e);
        }
    }
}

static void count_edge(LtpLocator *grid, size_t cell, uint32_t edge)
{
    (void)edge;
    grid->cells[cell]++;
}

static void store_edge(LtpLocator *grid, size_t cell, uint32_t edge)
{
    LtpEdgeCell *at = &grid->edge_cells[-2 - grid->cells[cell]];
    grid->cell_edges[at->first_edge++].edge = edge;
}

/* Counts of edges become numbers of edge cells, each with the end of its edges so far. */
static LtpCode number_edge_cells(LtpLocator *grid, size_t n_cells, LtpError *err)
{
    size_t total = 0, n = 0;
    for (size_t i = 0; i < n_cells; i++)
        n += grid->cells[i] > 0;
    grid->edge_cells = ltp_calloc(n + 1, sizeof *grid->edge_cells);
    if (grid->edge_cells == NULL)
        return no_memory(err);
    for (size_t i = 0; i < n_cells; i++) {
        int32_t count = grid->cells[i];
        grid->cells[i] =
            count == 0 ? LTP_CELL_NONE : ltp_cell_of_edges((int32_t)grid->n_edge_cells);
        if (count == 0)
            continue;
        grid->edge_cells[grid->n_edge_cells++].first_edge = (uint32_t)total;
        total += (size_t)count;
        if (total > UINT32_MAX)
            return ltp_fail(err, LTP_ELIMIT,
                            _("The outlines have too many points to be searched."));
    }
    grid->edge_cells[n].first_edge = (uint32_t)total;
    grid->cell_edges = ltp_malloc((total + 1) * sizeof *grid->cell_edges);
    return grid->cell_edges == NULL ? no_memory(err) : LTP_OK;
}

static LtpCode fill_edge_cells(LtpLocator *grid, LtpError *err)
{
    size_t n_cells = (size_t)grid->n_columns * (size_t)grid->n_rows;
    grid->cells = ltp_calloc(n_cells, sizeof *grid->cells);
    if (grid->cells == NULL)
        return no_memory(err);
    each_cell_of_edges(grid, count_edge);
    LTP_TRY(number_edge_cells(grid, n_cells, err));
    each_cell_of_edges(grid, store_edge);
    for (size_t i = grid->n_edge_cells; i > 0; i--) /* storing moved each start to its end */
        grid->edge_cells[i].first_edge = grid->edge_cells[i - 1].first_edge;
    grid->edge_cells[0].first_edge = 0;
    return LTP_OK;
}

LtpCode ltp_grid_build(LtpLocator *grid, double n_cells, LtpError *err)
{
    choose_size(grid, n_cells);
    LTP_TRY(draw_lines(grid, err));
    LTP_TRY(fill_edge_cells(grid, err));
    return ltp_grid_settle_corners(grid, err);
}
