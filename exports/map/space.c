#include "exports/map/space.h"

#include <math.h>

#define CELL 6.0 /* mm: a label or two */

/* Boxes by the cells of a grid that they touch: each cell is a list of entries. */
typedef struct Entry {
    size_t box, next; /* next entry of the cell + 1; 0 = none */
} Entry;

struct LtpMapSpace {
    LtpMapBox frame;
    size_t columns, rows;
    size_t *cells; /* first entry + 1; 0 = none */
    LtpMapBox *boxes;
    size_t n_boxes, boxes_capacity;
    Entry *entries;
    size_t n_entries, entries_capacity;
};

LtpMapSpace *ltp_map_space_new(LtpMapBox frame)
{
    LtpMapSpace *space = ltp_calloc(1, sizeof *space);
    if (!space)
        return NULL;
    space->frame = frame;
    space->columns = (size_t)(frame.w / CELL) + 1;
    space->rows = (size_t)(frame.h / CELL) + 1;
    space->cells = ltp_calloc(space->columns * space->rows, sizeof *space->cells);
    if (!space->cells) {
        ltp_free(space);
        return NULL;
    }
    return space;
}

void ltp_map_space_free(LtpMapSpace *space)
{
    if (!space)
        return;
    ltp_free(space->cells);
    ltp_free(space->boxes);
    ltp_free(space->entries);
    ltp_free(space);
}

bool ltp_map_boxes_meet(LtpMapBox a, LtpMapBox b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool inside(LtpMapBox frame, LtpMapBox box)
{
    return box.x >= frame.x && box.y >= frame.y && box.x + box.w <= frame.x + frame.w &&
           box.y + box.h <= frame.y + frame.h;
}

/* The cells that a box inside the frame touches. */
typedef struct Cells {
    size_t x0, y0, x1, y1;
} Cells;

static Cells cells_of(const LtpMapSpace *space, LtpMapBox box)
{
    double x = box.x - space->frame.x, y = box.y - space->frame.y;
    return (Cells){(size_t)(x / CELL), (size_t)(y / CELL), (size_t)((x + box.w) / CELL),
                   (size_t)((y + box.h) / CELL)};
}

static bool cell_is_free(const LtpMapSpace *space, size_t cell, LtpMapBox box)
{
    for (size_t at = space->cells[cell]; at > 0; at = space->entries[at - 1].next)
        if (ltp_map_boxes_meet(space->boxes[space->entries[at - 1].box], box))
            return false;
    return true;
}

bool ltp_map_space_is_free(const LtpMapSpace *space, LtpMapBox box)
{
    if (!inside(space->frame, box))
        return false;
    Cells cells = cells_of(space, box);
    for (size_t y = cells.y0; y <= cells.y1 && y < space->rows; y++)
        for (size_t x = cells.x0; x <= cells.x1 && x < space->columns; x++)
            if (!cell_is_free(space, y * space->columns + x, box))
                return false;
    return true;
}

static LtpCode enter(LtpMapSpace *space, size_t cell, size_t box, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&space->entries, &space->entries_capacity, space->n_entries,
                     sizeof *space->entries, err));
    space->entries[space->n_entries++] = (Entry){box, space->cells[cell]};
    space->cells[cell] = space->n_entries;
    return LTP_OK;
}

/* What lies outside the frame is in nobody's way. */
static LtpMapBox cut(LtpMapBox frame, LtpMapBox box)
{
    double x0 = fmax(box.x, frame.x), y0 = fmax(box.y, frame.y);
    double x1 = fmin(box.x + box.w, frame.x + frame.w);
    double y1 = fmin(box.y + box.h, frame.y + frame.h);
    return (LtpMapBox){x0, y0, x1 - x0, y1 - y0};
}

LtpCode ltp_map_space_take(LtpMapSpace *space, LtpMapBox box, LtpError *err)
{
    box = cut(space->frame, box);
    if (!(box.w > 0) || !(box.h > 0))
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&space->boxes, &space->boxes_capacity, space->n_boxes,
                     sizeof *space->boxes, err));
    space->boxes[space->n_boxes++] = box;
    Cells cells = cells_of(space, box);
    for (size_t y = cells.y0; y <= cells.y1 && y < space->rows; y++)
        for (size_t x = cells.x0; x <= cells.x1 && x < space->columns; x++)
            LTP_TRY(enter(space, y * space->columns + x, space->n_boxes - 1, err));
    return LTP_OK;
}
