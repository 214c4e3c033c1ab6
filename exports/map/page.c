/* One page from view to ink: head and foot are measured, the rest is divided, names find their
 * places, then everything is drawn. */
#include "exports/map/typography.h"
#include "exports/map/view.h"

#include <math.h>
#include <string.h>

/* ---- the key ---- */

static LtpMapStyle key_style(const LtpMapView *view)
{
    return (LtpMapStyle){
        .role = LTP_MAP_KEY, .size = 5.2 * view->sheet.zoom, .colour = 0x222222, .plain = true};
}

static double key_line(LtpMapView *view)
{
    LtpMapStyle style = key_style(view);
    return ltp_map_text_box(view->canvas, &style, (LtpXY){0, 0}, "Éy").h;
}

enum { MAX_NUMBERS = 90 };
#define LEAST_SIZE 3.4 /* points: smaller is not read */

/* Three columns, or fewer where the longest name that may come needs the width. */
static int key_columns(LtpMapView *view, LtpMapBox box)
{
    LtpMapStyle style = key_style(view);
    double widest = 0;
    style.size = LEAST_SIZE * view->sheet.zoom;
    for (size_t i = 0; i < view->data->count; i++) {
        const LtpMapUnit *unit = &view->data->units[i];
        if (view->inside[i] && (unit->flagged || view->root >= 0) && strlen(unit->name) > 18)
            widest =
                fmax(widest, ltp_map_text_box(view->canvas, &style, (LtpXY){0, 0}, unit->name).w);
    }
    double room = widest + 5 * view->sheet.zoom; /* for its number */
    return room <= box.w / 3 ? 3 : room <= box.w / 2 ? 2 : 1;
}

/* One line is for the heading, one for what is left out. */
int ltp_map_key_lines(LtpMapView *view, LtpMapBox box)
{
    int columns = view->key_columns = key_columns(view, box);
    int rows = (int)floor(box.h / key_line(view)) - 2;
    return rows <= 0 ? 0 : rows * columns < MAX_NUMBERS ? rows * columns : MAX_NUMBERS;
}

static void key_rest(LtpMapView *view, LtpXY at)
{
    LtpMapStyle style = key_style(view);
    LtpBuf text = {0};
    if (view->n_unlabelled == 0)
        return;
    style.italic = true;
    ltp_buf_puts(&text, ltp_map_words(view, "sans nom ici, faute de place : ",
                                      "not named here for want of room: "));
    ltp_type_number(&text, (double)view->n_unlabelled, 0, view->job->lang);
    style.plain = false;
    ltp_map_text(view->canvas, &style, at, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

/* "12 Nom", cut to the width of its column. */
static void key_entry(LtpMapView *view, const LtpMapLabel *label, LtpXY at, double width)
{
    LtpMapStyle style = key_style(view);
    LtpBuf text = {0};
    ltp_buf_printf(&text, "%d  %s", label->number, view->data->units[label->unit].name);
    while (style.size > LEAST_SIZE * view->sheet.zoom &&
           ltp_map_text_box(view->canvas, &style, at, ltp_buf_text(&text)).w > width)
        style.size -= 0.3;
    ltp_map_text(view->canvas, &style, at, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

void ltp_map_draw_key(LtpMapView *view, LtpMapBox box)
{
    int columns = view->key_columns;
    double line = key_line(view), width = box.w / columns;
    LtpMapStyle style = key_style(view);
    int rows = (view->n_numbers + columns - 1) / columns;
    if (view->n_numbers > 0) {
        style.bold = true;
        ltp_map_text(view->canvas, &style, (LtpXY){box.x, box.y},
                     ltp_map_words(view, "Noms numérotés", "Numbered names"));
    }
    for (size_t i = 0; i < view->n_labels; i++) {
        int at = view->labels[i].number - 1;
        if (at >= 0)
            key_entry(view, &view->labels[i],
                      (LtpXY){box.x + at / rows * width, box.y + line * (1 + at % rows)},
                      width - 1);
    }
    key_rest(view, (LtpXY){box.x, box.y + line * (rows > 0 ? 1 + rows : 0)});
}

/* ---- the panel ---- */

/* Blocks go down one column, then down the next. */
typedef struct Flow {
    LtpMapBox panel;
    size_t columns, column;
    double y, gap, width;
} Flow;

static Flow flow_of(const LtpMapView *view)
{
    double gap = 4 * view->sheet.zoom;
    size_t n = view->sheet.columns;
    return (Flow){
        view->sheet.panel,   n,   0,
        view->sheet.panel.y, gap, (view->sheet.panel.w - gap * (double)(n - 1)) / (double)n};
}

static double room_below(const Flow *flow)
{
    return flow->panel.y + flow->panel.h - flow->y;
}

static LtpMapBox take(Flow *flow, double height)
{
    if (height > room_below(flow) && flow->y > flow->panel.y && flow->column + 1 < flow->columns) {
        flow->column++;
        flow->y = flow->panel.y;
    }
    LtpMapBox box = {flow->panel.x + (double)flow->column * (flow->width + flow->gap), flow->y,
                     flow->width, fmin(height, room_below(flow))};
    flow->y += height > 0 ? height + flow->gap * 0.6 : 0;
    return box;
}

/* Where the parts of the panel stand. */
typedef struct Panel {
    LtpMapBox legend[LTP_MAP_LEGEND_BLOCKS], scale, locator, key;
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
    panel.locator = take(&flow, fmin(globe, fmax(room_below(&flow), 0)));
    if (room_below(&flow) < 15 * zoom && flow.column + 1 < flow.columns) {
        flow.column++;
        flow.y = flow.panel.y;
    }
    panel.key = take(&flow, fmax(room_below(&flow), 0));
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
    LTP_TRY(ltp_map_draw_head(view, across, false, &head, err));
    ltp_map_sheet_divide(sheet, head, ltp_map_draw_foot(view, across, false));
    return ltp_map_view_place(view, err);
}

LtpCode ltp_map_page_draw(LtpMapView *view, LtpError *err)
{
    double height;
    LTP_TRY(lay_sheet(view, err));
    Panel panel = lay_panel(view);
    LTP_TRY(ltp_map_labels_place(view, ltp_map_key_lines(view, panel.key), err));
    LTP_TRY(ltp_map_draw_head(view, view->sheet.head, true, &height, err));
    LTP_TRY(ltp_map_draw_map(view, err));
    for (int i = 0; i < LTP_MAP_LEGEND_BLOCKS; i++)
        ltp_map_draw_legend(view, i, (LtpXY){panel.legend[i].x, panel.legend[i].y},
                            panel.legend[i].w, true);
    ltp_map_draw_scale(view, (LtpXY){panel.scale.x, panel.scale.y}, panel.scale.w, true);
    if (panel.locator.h > 8)
        LTP_TRY(ltp_map_draw_locator(view, panel.locator, err));
    ltp_map_draw_key(view, panel.key);
    ltp_map_draw_foot(view, view->sheet.foot, true);
    if (!view->inset.on)
        return LTP_OK;
    draw_inset_title(view);
    return ltp_map_draw_inset(view, err);
}
