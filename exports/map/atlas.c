/* An atlas: an index page with the map of all and a line for each unit that has a page, then for
 * each a map and the table of its communes. */
#include "exports/map/typography.h"
#include "exports/map/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Chapter {
    size_t unit;
    int page; /* of its map */
    int64_t units;
    int tables; /* pages */
} Chapter;

typedef struct Atlas {
    const LtpMapJob *job;
    LtpMapData *data;
    LtpMapCanvas *canvas;
    LtpMapSheet sheet;
    Chapter *chapters;
    size_t n, capacity;
    int first;       /* page of the first chapter */
    LtpMapView view; /* the map at hand */
} Atlas;

#define ROW_HIGH 3.9 /* mm, on A4 */

static const char *words(const Atlas *atlas, const char *fr, const char *en)
{
    return atlas->job->lang == LTP_FR ? fr : en;
}

static int table_rows(const Atlas *atlas)
{
    const LtpMapSheet *sheet = &atlas->sheet;
    return (int)((sheet->height - 2 * sheet->margin - 24 * sheet->zoom) / (ROW_HIGH * sheet->zoom));
}

static int index_rows(const Atlas *atlas)
{
    return table_rows(atlas);
}

/* ---- chapters ---- */

static int by_pcode(const void *left, const void *right, const LtpMapData *data)
{
    const Chapter *a = left, *b = right;
    return strcmp(data->units[a->unit].pcode, data->units[b->unit].pcode);
}

static void sort_chapters(Atlas *atlas)
{
    for (size_t i = 1; i < atlas->n; i++)
        for (size_t k = i;
             k > 0 && by_pcode(&atlas->chapters[k], &atlas->chapters[k - 1], atlas->data) < 0;
             k--) {
            Chapter swap = atlas->chapters[k];
            atlas->chapters[k] = atlas->chapters[k - 1];
            atlas->chapters[k - 1] = swap;
        }
}

static int64_t units_of(const Atlas *atlas, size_t root)
{
    int64_t n = 0;
    for (size_t i = 0; i < atlas->data->count; i++)
        n += atlas->data->units[i].counted && ltp_map_unit_within(atlas->data, i, (int32_t)root);
    return n;
}

static LtpCode find_chapters(Atlas *atlas, LtpError *err)
{
    int rows = table_rows(atlas);
    for (size_t i = 0; i < atlas->data->count; i++) {
        int64_t units = atlas->data->units[i].level == atlas->job->atlas ? units_of(atlas, i) : 0;
        if (units == 0)
            continue;
        LTP_TRY(ltp_grow((void **)&atlas->chapters, &atlas->capacity, atlas->n,
                         sizeof *atlas->chapters, err));
        atlas->chapters[atlas->n++] =
            (Chapter){.unit = i, .units = units, .tables = (int)((units + rows - 1) / rows)};
    }
    sort_chapters(atlas);
    int index_pages = (int)((atlas->n + (size_t)index_rows(atlas) - 1) / (size_t)index_rows(atlas));
    atlas->first = 2 + (index_pages > 0 ? index_pages : 1);
    for (size_t i = 0, page = (size_t)atlas->first; i < atlas->n; i++) {
        atlas->chapters[i].page = (int)page;
        page += 1 + (size_t)atlas->chapters[i].tables;
    }
    return LTP_OK;
}

/* ---- pages ---- */

static LtpCode map_page(Atlas *atlas, int32_t root, const char *place, LtpError *err)
{
    LtpMapView view = {.job = atlas->job,
                       .data = atlas->data,
                       .canvas = atlas->canvas,
                       .root = root,
                       .place = place};
    ltp_map_canvas_begin(atlas->canvas);
    ltp_map_canvas_bookmark(atlas->canvas, place);
    LtpCode rc = ltp_map_view_prepare(&view, err);
    if (rc == LTP_OK) {
        view.sheet =
            ltp_map_sheet(atlas->job->page, atlas->sheet.landscape, ltp_map_view_size(&view));
        rc = ltp_map_page_draw(&view, err);
    }
    ltp_map_view_release(&view);
    ltp_map_canvas_end(atlas->canvas);
    return rc;
}

static LtpMapStyle style_of(const Atlas *atlas, double size, bool bold)
{
    return (LtpMapStyle){
        .role = LTP_MAP_TABLE, .size = size * atlas->sheet.zoom, .bold = bold, .colour = 0x222222};
}

static double page_title(Atlas *atlas, const char *text, const char *below)
{
    const LtpMapSheet *sheet = &atlas->sheet;
    LtpMapStyle large = style_of(atlas, 14, true), small = style_of(atlas, 8, false);
    large.role = LTP_MAP_TITLE;
    small.role = LTP_MAP_SUBTITLE;
    LtpXY at = {sheet->margin, sheet->margin};
    ltp_map_text(atlas->canvas, &large, at, text);
    at.y += 6.5 * sheet->zoom;
    ltp_map_text(atlas->canvas, &small, at, below);
    return sheet->margin + 13 * sheet->zoom;
}

static void page_foot(Atlas *atlas)
{
    const LtpMapSheet *sheet = &atlas->sheet;
    LtpBuf text = {0};
    LtpMapStyle style = style_of(atlas, 5.6, false);
    style.role = LTP_MAP_FOOT;
    style.ay = 1;
    ltp_buf_printf(&text, "%s  ·  %s  ·  %s %d", atlas->data->file_name, atlas->data->sensitivity,
                   words(atlas, "page", "page"), atlas->canvas->pages);
    ltp_map_text(atlas->canvas, &style, (LtpXY){sheet->margin, sheet->height - sheet->margin},
                 ltp_buf_text(&text));
    ltp_buf_release(&text);
}

static void rule(Atlas *atlas, double y, double width)
{
    const LtpMapSheet *sheet = &atlas->sheet;
    cairo_move_to(atlas->canvas->cr, sheet->margin, y);
    cairo_line_to(atlas->canvas->cr, sheet->width - sheet->margin, y);
    ltp_map_stroke(atlas->canvas, 0x999999, width);
}

/* ---- index ---- */

static void index_line(Atlas *atlas, const Chapter *chapter, double y)
{
    const LtpMapSheet *sheet = &atlas->sheet;
    const LtpMapUnit *unit = &atlas->data->units[chapter->unit];
    LtpMapStyle style = style_of(atlas, 8, false);
    LtpBuf text = {0};
    style.plain = true;
    double x = sheet->margin, high = ROW_HIGH * sheet->zoom;
    ltp_map_text(atlas->canvas, &style, (LtpXY){x, y}, unit->pcode);
    ltp_map_text(atlas->canvas, &style, (LtpXY){x + 30 * sheet->zoom, y}, unit->name);
    style.ax = 1;
    ltp_type_number(&text, (double)chapter->units, 0, atlas->job->lang);
    ltp_map_text(atlas->canvas, &style, (LtpXY){x + 120 * sheet->zoom, y}, ltp_buf_text(&text));
    ltp_buf_clear(&text);
    ltp_buf_printf(&text, "%d", chapter->page);
    ltp_map_text(atlas->canvas, &style, (LtpXY){x + 150 * sheet->zoom, y}, ltp_buf_text(&text));
    ltp_map_canvas_link(atlas->canvas, (LtpMapBox){x, y, 150 * sheet->zoom, high}, chapter->page);
    ltp_buf_release(&text);
}

static void index_head(Atlas *atlas, double y)
{
    const LtpMapSheet *sheet = &atlas->sheet;
    LtpMapStyle style = style_of(atlas, 7, true);
    double x = sheet->margin;
    ltp_map_text(atlas->canvas, &style, (LtpXY){x, y}, words(atlas, "Code", "P-code"));
    ltp_map_text(atlas->canvas, &style, (LtpXY){x + 30 * sheet->zoom, y},
                 words(atlas, "Nom", "Name"));
    style.ax = 1;
    ltp_map_text(atlas->canvas, &style, (LtpXY){x + 120 * sheet->zoom, y},
                 ltp_map_level_word(&atlas->view, atlas->data->level, 0));
    ltp_map_text(atlas->canvas, &style, (LtpXY){x + 150 * sheet->zoom, y},
                 words(atlas, "page", "page"));
    rule(atlas, y + 3.6 * sheet->zoom, 0.2);
}

static void index_pages(Atlas *atlas)
{
    size_t rows = (size_t)index_rows(atlas), at = 0;
    do {
        ltp_map_canvas_begin(atlas->canvas);
        if (at == 0)
            ltp_map_canvas_bookmark(atlas->canvas, words(atlas, "Index", "Index"));
        double y = page_title(atlas, words(atlas, "Index", "Index"),
                              ltp_text_in(atlas->job->theme->title, atlas->job->lang));
        index_head(atlas, y);
        for (size_t i = 0; i < rows && at < atlas->n; i++, at++)
            index_line(atlas, &atlas->chapters[at],
                       y + (4.4 + (double)i * ROW_HIGH) * atlas->sheet.zoom);
        page_foot(atlas);
        ltp_map_canvas_end(atlas->canvas);
    } while (at < atlas->n);
}

/* ---- tables ---- */

static const double cell_shares[LTP_MAP_CELLS] = {0.09, 0.18, 0.07, 0.23, 0.12, 0.11, 0.10, 0.10};

static void table_cells(Atlas *atlas, const char *const *cells, double y, bool head)
{
    const LtpMapSheet *sheet = &atlas->sheet;
    double width = sheet->width - 2 * sheet->margin, x = sheet->margin;
    for (int i = 0; i < LTP_MAP_CELLS; i++) {
        LtpMapStyle style = style_of(atlas, head ? 6 : 6.5, head);
        double room = cell_shares[i] * width - 4;
        bool number = i == 2 || (i >= 4 && i <= 6);
        style.plain = i < 2 && !head;
        style.ax = number ? 1 : 0;
        while (style.size > 3 &&
               ltp_map_text_box(atlas->canvas, &style, (LtpXY){0, 0}, cells[i]).w > room)
            style.size -= 0.25;
        ltp_map_text(atlas->canvas, &style, (LtpXY){number ? x + room : x, y}, cells[i]);
        x += cell_shares[i] * width;
    }
}

typedef struct Row {
    const LtpMapUnit *unit;
} Row;

static int row_order(const void *left, const void *right)
{
    const Row *a = left, *b = right;
    return strcmp(a->unit->pcode, b->unit->pcode);
}

static void table_page(Atlas *atlas, const char *place, const Row *rows, size_t n)
{
    LtpBuf title = {0};
    ltp_map_canvas_begin(atlas->canvas);
    ltp_buf_printf(&title, "%s\u00a0: %s", place,
                   ltp_map_level_word(&atlas->view, atlas->data->level, 0));
    double y = page_title(atlas, ltp_buf_text(&title),
                          ltp_text_in(atlas->job->theme->title, atlas->job->lang));
    table_cells(atlas, atlas->data->cell_labels, y, true);
    rule(atlas, y + 3.6 * atlas->sheet.zoom, 0.2);
    for (size_t i = 0; i < n; i++) {
        double at = y + (4.4 + (double)i * ROW_HIGH) * atlas->sheet.zoom;
        table_cells(atlas, rows[i].unit->cells, at, false);
        rule(atlas, at + (ROW_HIGH - 0.4) * atlas->sheet.zoom, 0.05);
    }
    page_foot(atlas);
    ltp_map_canvas_end(atlas->canvas);
    ltp_buf_release(&title);
}

static LtpCode table_pages(Atlas *atlas, const Chapter *chapter, LtpError *err)
{
    size_t n = 0, each = (size_t)table_rows(atlas);
    Row *rows = ltp_calloc((size_t)chapter->units + 1, sizeof *rows);
    if (!rows)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < atlas->data->count; i++)
        if (atlas->data->units[i].counted &&
            ltp_map_unit_within(atlas->data, i, (int32_t)chapter->unit))
            rows[n++].unit = &atlas->data->units[i];
    qsort(rows, n, sizeof *rows, row_order);
    for (size_t at = 0; at < n; at += each)
        table_page(atlas, atlas->data->units[chapter->unit].name, rows + at,
                   n - at < each ? n - at : each);
    ltp_free(rows);
    return LTP_OK;
}

static LtpCode draw_chapters(Atlas *atlas, LtpError *err)
{
    LTP_TRY(map_page(atlas, -1, atlas->data->country, err));
    index_pages(atlas);
    for (size_t i = 0; i < atlas->n; i++) {
        const Chapter *chapter = &atlas->chapters[i];
        LTP_TRY(ltp_progress(atlas->job->progress, (double)i, (double)atlas->n, err));
        LTP_TRY(
            map_page(atlas, (int32_t)chapter->unit, atlas->data->units[chapter->unit].name, err));
        LTP_TRY(table_pages(atlas, chapter, err));
    }
    return LTP_OK;
}

LtpCode ltp_map_atlas_draw(const LtpMapJob *job, LtpMapData *data, LtpMapCanvas *canvas,
                           LtpError *err)
{
    Atlas atlas = {.job = job,
                   .data = data,
                   .canvas = canvas,
                   .sheet =
                       ltp_map_sheet(job->page, canvas->width > canvas->height, (LtpXY){1, 1})};
    atlas.view = (LtpMapView){.job = job, .data = data, .root = -1};
    LtpCode rc = find_chapters(&atlas, err);
    if (rc == LTP_OK)
        rc = draw_chapters(&atlas, err);
    ltp_free(atlas.chapters);
    return rc;
}
