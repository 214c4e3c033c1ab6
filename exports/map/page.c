/* One page from view to ink: head and foot are measured, the rest is divided, names find their
 * places, then everything is drawn. */
#include "exports/map/typography.h"
#include "exports/map/view.h"

#include <math.h>
#include <string.h>

/* ---- the panel ---- */

enum { COLUMNS = 3 };

/* Blocks go down one column, then down the next. */
typedef struct Flow {
    LtpMapBox panel;
    size_t columns, column;
    double y, gap, width;
    LtpMapBox rest[COLUMNS]; /* below what stands in a column */
} Flow;

static Flow flow_of(const LtpMapView *view)
{
    double gap = 4 * view->sheet.zoom;
    size_t n = view->sheet.columns;
    return (Flow){.panel = view->sheet.panel,
                  .columns = n,
                  .y = view->sheet.panel.y,
                  .gap = gap,
                  .width = (view->sheet.panel.w - gap * (double)(n - 1)) / (double)n};
}

static double room_below(const Flow *flow)
{
    return flow->panel.y + flow->panel.h - flow->y;
}

/* `high` mm of the column, from where it is filled. */
static LtpMapBox in_column(const Flow *flow, double high)
{
    return (LtpMapBox){flow->panel.x + (double)flow->column * (flow->width + flow->gap), flow->y,
                       flow->width, high};
}

static void next_column(Flow *flow)
{
    flow->rest[flow->column] = in_column(flow, room_below(flow));
    flow->column++;
    flow->y = flow->panel.y;
}

static LtpMapBox take(Flow *flow, double height)
{
    if (height > room_below(flow) && flow->y > flow->panel.y && flow->column + 1 < flow->columns)
        next_column(flow);
    LtpMapBox box = in_column(flow, fmin(height, room_below(flow)));
    flow->y += height > 0 ? height + flow->gap * 0.6 : 0;
    return box;
}

/* Where the parts of the panel stand, and what is left below them. */
typedef struct Panel {
    LtpMapBox legend[LTP_MAP_LEGEND_BLOCKS], scale, locator, rest[COLUMNS];
} Panel;

static double inset_height(const Flow *flow)
{
    return flow->width * 0.58;
}

static Panel lay_panel(LtpMapView *view)
{
    Flow flow = flow_of(view);
    double zoom = view->sheet.zoom;
    Panel panel;
    for (int i = 0; i < LTP_MAP_LEGEND_BLOCKS; i++)
        panel.legend[i] =
            take(&flow, ltp_map_draw_legend(view, i, (LtpXY){0, 0}, flow.width, false));
    panel.scale = take(&flow, ltp_map_draw_scale(view, (LtpXY){0, 0}, flow.width, false));
    double inset = inset_height(&flow), globe = 19 * zoom;
    bool both = room_below(&flow) >= inset + globe + 2 * flow.gap || flow.column + 1 < flow.columns;
    if (both)
        ltp_map_inset_find(view, flow.width, inset);
    if (view->inset.on) {
        view->inset.box = take(&flow, inset + 3 * zoom);
        view->inset.box.y += 3 * zoom;
        view->inset.box.h = inset;
        ltp_map_inset_place(view);
    }
    panel.locator = take(&flow, globe);
    panel.locator.h = fmax(panel.locator.h, 0);
    while (flow.column < flow.columns && flow.column < COLUMNS)
        next_column(&flow);
    memcpy(panel.rest, flow.rest, sizeof panel.rest);
    return panel;
}

static void draw_inset_title(LtpMapView *view)
{
    LtpMapStyle style = {.role = LTP_MAP_FURNITURE,
                         .size = 6 * view->sheet.zoom,
                         .bold = true,
                         .ay = 1,
                         .colour = 0x222222};
    LtpBuf text = {0};
    ltp_buf_puts(&text, ltp_map_words(view, "Détail (cadre sur la carte), agrandi ",
                                      "Detail (frame on the map), enlarged "));
    ltp_type_number(&text, view->inset.times, 1, view->job->lang);
    ltp_buf_puts(&text, ltp_map_words(view, " fois", " times"));
    ltp_map_text(view->canvas, &style,
                 (LtpXY){view->inset.box.x, view->inset.box.y - 0.3 * view->sheet.zoom},
                 ltp_buf_text(&text));
    ltp_buf_release(&text);
}

/* ---- the page ---- */

static LtpCode lay_sheet(LtpMapView *view, LtpError *err)
{
    LtpMapSheet *sheet = &view->sheet;
    LtpMapBox across = {sheet->margin, sheet->margin, sheet->width - 2 * sheet->margin, 0};
    double head = 0;
    ltp_map_draw_head(view, across, false, &head);
    ltp_map_sheet_divide(sheet, head, ltp_map_draw_foot(view, across, false));
    return ltp_map_view_place(view, err);
}

LtpCode ltp_map_page_draw(LtpMapView *view, LtpError *err)
{
    double height;
    LTP_TRY(lay_sheet(view, err));
    Panel panel = lay_panel(view);
    LTP_TRY(ltp_map_key_lay(view, panel.rest, view->sheet.columns, err));
    LTP_TRY(ltp_map_labels_place(view, err));
    ltp_map_draw_head(view, view->sheet.head, true, &height);
    LTP_TRY(ltp_map_draw_map(view, err));
    for (int i = 0; i < LTP_MAP_LEGEND_BLOCKS; i++)
        ltp_map_draw_legend(view, i, (LtpXY){panel.legend[i].x, panel.legend[i].y},
                            panel.legend[i].w, true);
    ltp_map_draw_scale(view, (LtpXY){panel.scale.x, panel.scale.y}, panel.scale.w, true);
    if (panel.locator.h > 8)
        LTP_TRY(ltp_map_draw_locator(view, panel.locator, err));
    LTP_TRY(ltp_map_draw_key(view, err));
    ltp_map_draw_foot(view, view->sheet.foot, true);
    if (!view->inset.on)
        return LTP_OK;
    draw_inset_title(view);
    return ltp_map_draw_inset(view, err);
}
