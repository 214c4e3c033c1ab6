/* What lies at the corners of the grid: each row of corners is swept from the west. */
#include "base/lang.h"
#include "gis/locator_grid.h"

#include <stdlib.h>
#include <string.h>

static LtpCode no_memory(LtpError *err)
{
    return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
}

/* From this column on, the corners of the row lie on the other side of an edge. */
typedef struct Toggle {
    int32_t column, owner;
} Toggle;

typedef struct Sweep {
    Toggle *toggles; /* row by row */
    size_t *row_end;
    int32_t *inside; /* ranks of the polygons at the corner, ascending */
    size_t n_inside, inside_capacity;
    int32_t *scratch; /* owners of the cell at hand */
    size_t scratch_capacity;
} Sweep;

/* The rows whose line of corners, moved north by e, the edge crosses. */
static LtpSpan crossed_rows(const LtpLocator *grid, const LtpEdge *edge)
{
    LtpSpan rows = ltp_edge_rows(grid, edge);
    if (grid->south_of[rows.first] < edge->a.lat)
        rows.first++;
    if (grid->south_of[rows.last] >= edge->b.lat)
        rows.last--;
    return rows;
}

static bool corner_beyond(const LtpLocator *grid, const LtpEdge *edge, int32_t column, int32_t row)
{
    return !ltp_edge_left(edge, (LtpLonLat){grid->west_of[column], grid->south_of[row]});
}

/* The first column whose corner lies right of an edge that crosses the row's line: guessed, then
 * settled exactly. */
static int32_t first_beyond(const LtpLocator *grid, const LtpEdge *edge, int32_t row)
{
    int32_t column = ltp_grid_column(grid, ltp_edge_lon_at(edge, grid->south_of[row]));
    while (column > 0 && corner_beyond(grid, edge, column - 1, row))
        column--;
    while (column < grid->n_columns && !corner_beyond(grid, edge, column, row))
        column++;
    return column;
}

static int by_column(const void *a, const void *b)
{
    const Toggle *x = a, *y = b;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (x->owner > y->owner) - (x->owner < y->owner);
}

static size_t n_owners_of(const LtpEdge *edge)
{
    return (size_t)(edge->owner[0] != LTP_NO_OWNER) + (size_t)(edge->owner[1] != LTP_NO_OWNER);
}

static LtpCode allot_toggles(const LtpLocator *grid, Sweep *sweep, LtpError *err)
{
    size_t n_rows = (size_t)grid->n_rows, total = 0;
    sweep->row_end = ltp_calloc(n_rows + 1, sizeof *sweep->row_end);
    if (sweep->row_end == NULL)
        return no_memory(err);
    for (size_t e = 0; e < grid->edges.count; e++) {
        LtpSpan rows = crossed_rows(grid, &grid->edges.items[e]);
        for (int32_t row = rows.first; row <= rows.last; row++)
            sweep->row_end[row] += n_owners_of(&grid->edges.items[e]);
    }
    for (size_t row = 0; row < n_rows; row++) {
        size_t count = sweep->row_end[row];
        sweep->row_end[row] = total; /* grows to the row's end while toggles are stored */
        total += count;
    }
    sweep->toggles = ltp_malloc((total + 1) * sizeof *sweep->toggles);
    return sweep->toggles == NULL ? no_memory(err) : LTP_OK;
}

static void store_toggles(const LtpLocator *grid, Sweep *sweep)
{
    for (size_t e = 0; e < grid->edges.count; e++) {
        const LtpEdge *edge = &grid->edges.items[e];
        LtpSpan rows = crossed_rows(grid, edge);
        for (int32_t row = rows.first; row <= rows.last; row++) {
            int32_t column = first_beyond(grid, edge, row);
            for (int side = 0; side < 2; side++)
                if (edge->owner[side] != LTP_NO_OWNER)
                    sweep->toggles[sweep->row_end[row]++] = (Toggle){column, edge->owner[side]};
        }
    }
}

static LtpCode toggle_inside(Sweep *sweep, int32_t owner, LtpError *err)
{
    size_t at = 0;
    while (at < sweep->n_inside && sweep->inside[at] < owner)
        at++;
    size_t after = sweep->n_inside - at;
    if (after > 0 && sweep->inside[at] == owner) {
        memmove(sweep->inside + at, sweep->inside + at + 1, (after - 1) * sizeof *sweep->inside);
        sweep->n_inside--;
        return LTP_OK;
    }
    LTP_TRY(ltp_grow((void **)&sweep->inside, &sweep->inside_capacity, sweep->n_inside,
                     sizeof *sweep->inside, err));
    memmove(sweep->inside + at + 1, sweep->inside + at, after * sizeof *sweep->inside);
    sweep->inside[at] = owner;
    sweep->n_inside++;
    return LTP_OK;
}

static int by_rank(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static LtpCode scratch_add(Sweep *sweep, size_t *count, int32_t owner, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&sweep->scratch, &sweep->scratch_capacity, *count,
                     sizeof *sweep->scratch, err));
    sweep->scratch[(*count)++] = owner;
    return LTP_OK;
}

/* The polygons that may hold a point of the cell: those at its corner and those of its edges. */
static LtpCode gather_owners(const LtpLocator *grid, Sweep *sweep, const LtpEdgeCell *cell,
                             size_t *n_owners, LtpError *err)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < sweep->n_inside; i++)
        LTP_TRY(scratch_add(sweep, &count, sweep->inside[i], err));
    for (uint32_t i = cell[0].first_edge; i < cell[1].first_edge; i++) {
        const LtpEdge *edge = &grid->edges.items[grid->cell_edges[i].edge];
        for (int side = 0; side < 2; side++)
            if (edge->owner[side] != LTP_NO_OWNER)
                LTP_TRY(scratch_add(sweep, &count, edge->owner[side], err));
    }
    if (count > 0)
        qsort(sweep->scratch, count, sizeof *sweep->scratch, by_rank);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || sweep->scratch[kept - 1] != sweep->scratch[i])
            sweep->scratch[kept++] = sweep->scratch[i];
    if (kept > LTP_MAX_LOCALS)
        return ltp_fail(err, LTP_ELIMIT, _("Too many outlines lie on top of each other."));
    *n_owners = kept;
    return LTP_OK;
}

static uint16_t local_of(const int32_t *owners, size_t count, int32_t owner)
{
    if (owner == LTP_NO_OWNER || owners == NULL)
        return LTP_NO_LOCAL;
    const int32_t *found = bsearch(&owner, owners, count, sizeof *owners, by_rank);
    return (uint16_t)(found - owners);
}

static LtpCode add_owner(LtpLocator *grid, int32_t owner, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&grid->owners, &grid->owners_capacity, grid->n_owners,
                     sizeof *grid->owners, err));
    grid->owners[grid->n_owners++] = owner;
    return LTP_OK;
}

static LtpCode add_word(LtpLocator *grid, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&grid->corner_words, &grid->words_capacity, grid->n_words,
                     sizeof *grid->corner_words, err));
    grid->corner_words[grid->n_words++] = 0;
    return LTP_OK;
}

/* Writes owners, corner and local numbers of one edge cell. */
static LtpCode settle_cell(LtpLocator *grid, Sweep *sweep, LtpEdgeCell *cell, LtpError *err)
{
    size_t n_owners = 0;
    LTP_TRY(gather_owners(grid, sweep, cell, &n_owners, err));
    cell->first_owner = (uint32_t)grid->n_owners;
    cell->first_word = (uint32_t)grid->n_words;
    for (size_t i = 0; i < n_owners; i++)
        LTP_TRY(add_owner(grid, sweep->scratch[i], err));
    for (size_t i = 0; i < n_owners; i += 64)
        LTP_TRY(add_word(grid, err));
    for (size_t i = 0; i < sweep->n_inside; i++) {
        uint16_t local = local_of(sweep->scratch, n_owners, sweep->inside[i]);
        grid->corner_words[cell->first_word + local / 64] |= (uint64_t)1 << local % 64;
    }
    for (uint32_t i = cell[0].first_edge; i < cell[1].first_edge; i++) {
        LtpCellEdge *ref = &grid->cell_edges[i];
        for (int side = 0; side < 2; side++)
            ref->local[side] =
                local_of(sweep->scratch, n_owners, grid->edges.items[ref->edge].owner[side]);
    }
    return LTP_OK;
}

static LtpCode sweep_row(LtpLocator *grid, Sweep *sweep, int32_t row, LtpError *err)
{
    size_t next = row == 0 ? 0 : sweep->row_end[row - 1], end = sweep->row_end[row];
    qsort(sweep->toggles + next, end - next, sizeof *sweep->toggles, by_column);
    sweep->n_inside = 0;
    for (int32_t column = 0; column < grid->n_columns; column++) {
        for (; next < end && sweep->toggles[next].column == column; next++)
            LTP_TRY(toggle_inside(sweep, sweep->toggles[next].owner, err));
        int32_t *cell = &grid->cells[ltp_grid_cell(grid, column, row)];
        if (*cell < LTP_CELL_NONE)
            LTP_TRY(settle_cell(grid, sweep, &grid->edge_cells[-2 - *cell], err));
        else if (sweep->n_inside > 0)
            *cell = grid->polygon_of[sweep->inside[0]];
    }
    return LTP_OK;
}

LtpCode ltp_grid_settle_corners(LtpLocator *grid, LtpError *err)
{
    Sweep sweep = {0};
    LtpCode rc;
    LTP_GO(allot_toggles(grid, &sweep, err));
    store_toggles(grid, &sweep);
    for (int32_t row = 0; row < grid->n_rows; row++)
        LTP_GO(sweep_row(grid, &sweep, row, err));
    grid->edge_cells[grid->n_edge_cells].first_owner = (uint32_t)grid->n_owners;
    grid->edge_cells[grid->n_edge_cells].first_word = (uint32_t)grid->n_words;
done:
    ltp_free(sweep.scratch);
    ltp_free(sweep.inside);
    ltp_free(sweep.row_end);
    ltp_free(sweep.toggles);
    return rc;
}
