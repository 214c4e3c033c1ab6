/* The legend: the classes of the scheme, each with the number of its units, the circles, and what
 * is hatched. */
#include "exports/map/typography.h"
#include "exports/map/view.h"

#include <math.h>
#include <string.h>

/* ---- the classes ---- */

#define SAME_GREY 5.0 /* of L*: nearer classes get a pattern */

/* Classes that a black and white print would show alike are parted by patterns, the later one
 * giving way. Of two with the same pattern (diagonals and dots mean inherited, estimated, not
 * known) the later one leans the other way. */
static void part_greys(LtpMapData *data)
{
    static const LtpMapPattern free_patterns[] = {LTP_MAP_HORIZONTAL, LTP_MAP_VERTICAL,
                                                  LTP_MAP_BACKSLASH};
    size_t next = 0;
    for (size_t i = 1; i < data->n_classes; i++)
        for (size_t k = 0; k < i; k++) {
            double apart = fabs(ltp_map_lightness(data->classes[i].rgb) -
                                ltp_map_lightness(data->classes[k].rgb));
            if (data->classes[k].pattern != data->classes[i].pattern || apart >= SAME_GREY)
                continue;
            data->classes[i].pattern =
                (int)(data->classes[i].pattern == LTP_MAP_PLAIN ? free_patterns[next++ % 3]
                                                                : LTP_MAP_BACKSLASH);
        }
}

LtpCode ltp_map_legend_read(LtpMapData *data, const LtpMapJob *job, LtpError *err)
{
    if (!job->theme->classes)
        return LTP_OK;
    const LtpClasses *classes = ltp_scheme_classes(job->scheme, job->theme->classes);
    if (!classes || classes->count + 1 > LTP_MAP_CLASSES)
        return ltp_fail(err, LTP_ENOTFOUND,
                        _("The scheme %s has no classes for \"%s\". Choose another with --scheme, "
                          "or bring the store up to date with any command that writes to it."),
                        ltp_scheme_name(job->scheme), job->theme->classes);
    for (size_t i = 0; i < classes->count; i++)
        data->classes[i] =
            (LtpMapClass){.code = ltp_arena_strdup(&data->arena, classes->classes[i].code),
                          .label = classes->classes[i].label,
                          .rgb = ltp_map_rgb(classes->classes[i].colour),
                          .pattern = (int)ltp_map_pattern(classes->classes[i].hatch)};
    data->classes[classes->count] =
        (LtpMapClass){.code = "other",
                      .label = {"valeur hors classes", "value outside the classes"},
                      .rgb = 0xFFFFFF,
                      .pattern = (int)LTP_MAP_CROSS};
    data->n_classes = classes->count;
    part_greys(data);
    data->n_classes++;
    return LTP_OK;
}

/* ---- communes, or what the units are ---- */

const char *ltp_map_label_at_level(LtpMapData *data, const char *label, LtpLang lang)
{
    static const LtpText communes[] = {{"la commune", "the commune"}, {"commune", "commune"}};
    static const LtpText units[] = {{"l'unité", "the unit"}, {"unité", "unit"}};
    const char *one = data->level >= 0 ? ltp_text_in(data->levels[data->level].one, lang) : NULL;
    if (!one || g_ascii_strcasecmp(one, "commune") == 0)
        return label;
    for (size_t i = 0; i < sizeof communes / sizeof *communes; i++) {
        const char *word = ltp_text_in(communes[i], lang), *at = strstr(label, word);
        if (!at)
            continue;
        LtpBuf text = {0};
        ltp_buf_put(&text, label, (size_t)(at - label));
        ltp_buf_puts(&text, ltp_text_in(units[i], lang));
        ltp_buf_puts(&text, at + strlen(word));
        const char *kept = ltp_arena_strdup(&data->arena, ltp_buf_text(&text));
        ltp_buf_release(&text);
        return kept;
    }
    return label;
}

/* ---- drawing ---- */

typedef struct Pen {
    LtpMapView *view;
    double x, y, width, zoom;
    bool draw;
} Pen;

static LtpMapStyle style_of(const Pen *pen, double size, bool bold)
{
    return (LtpMapStyle){
        .role = LTP_MAP_LEGEND, .size = size * pen->zoom, .bold = bold, .colour = 0x222222};
}

static double put(const Pen *pen, const LtpMapStyle *style, LtpXY at, const char *text)
{
    return (pen->draw ? ltp_map_text(pen->view->canvas, style, at, text)
                      : ltp_map_text_box(pen->view->canvas, style, at, text))
        .h;
}

static void heading(Pen *pen, const char *text)
{
    LtpMapStyle style = style_of(pen, 7.5, true);
    style.width = pen->width;
    pen->y += put(pen, &style, (LtpXY){pen->x, pen->y}, text) + 1.0 * pen->zoom;
}

/* The count stands right, in its own column. */
static void count_text(const Pen *pen, double y, int64_t count)
{
    LtpBuf text = {0};
    LtpMapStyle style = style_of(pen, 6.5, false);
    style.ax = 1;
    ltp_type_number(&text, (double)count, 0, pen->view->job->lang);
    put(pen, &style, (LtpXY){pen->x + pen->width, y}, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

static void swatch(const Pen *pen, LtpMapBox box, uint32_t rgb, LtpMapPattern pattern)
{
    LtpMapCanvas *canvas = pen->view->canvas;
    if (!pen->draw)
        return;
    ltp_map_rectangle(canvas, box);
    ltp_map_fill_pattern(canvas, pattern, box, rgb);
    ltp_map_rectangle(canvas, box);
    ltp_map_stroke(canvas, 0x555555, 0.12);
}

/* A line of the legend: swatch, label, count; the label wraps before the count. */
static void entry(Pen *pen, uint32_t rgb, LtpMapPattern pattern, const char *label, int64_t count)
{
    double w = 6 * pen->zoom, h = 3.4 * pen->zoom;
    LtpMapStyle style = style_of(pen, 6.5, false);
    style.width = pen->width - w - 12 * pen->zoom;
    swatch(pen, (LtpMapBox){pen->x, pen->y, w, h}, rgb, pattern);
    double high = put(pen, &style, (LtpXY){pen->x + w + 1.5 * pen->zoom, pen->y}, label);
    count_text(pen, pen->y, count);
    pen->y += fmax(high, h) + 0.7 * pen->zoom;
}

/* Classes for what isn't there (small numbers, odd values) are shown only where there are some. */
static bool is_worth_a_line(const LtpMapView *view, size_t i)
{
    const char *code = view->data->classes[i].code;
    bool quiet = strcmp(code, "other") == 0 || strcmp(code, "suppressed") == 0;
    return view->class_counts[i] > 0 || !quiet;
}

static void put_classes(Pen *pen)
{
    LtpMapView *view = pen->view;
    LtpMapData *data = view->data;
    heading(pen, ltp_text_in(view->job->theme->legend, view->job->lang));
    for (size_t i = 0; i < data->n_classes; i++) {
        if (!is_worth_a_line(view, i))
            continue;
        const char *label = ltp_text_in(data->classes[i].label, view->job->lang);
        const char *here = ltp_map_label_at_level(data, label, view->job->lang);
        entry(pen, data->classes[i].rgb, (LtpMapPattern)data->classes[i].pattern,
              here ? here : label, view->class_counts[i]);
        if (pen->draw)
            ltp_map_trace_count(view->canvas->trace, data->classes[i].code, view->class_counts[i],
                                false);
    }
}

/* ---- circles ---- */

/* 1, 2 or 5 times a power of ten, at most `value`. */
static double round_number(double value)
{
    double power = pow(10, floor(log10(value))), lead = value / power;
    return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

static void circle_mark(const Pen *pen, LtpXY middle, double r, LtpXY text)
{
    cairo_t *cr = pen->view->canvas->cr;
    if (!pen->draw)
        return;
    cairo_new_sub_path(cr);
    cairo_arc(cr, middle.x, middle.y, r, 0, 2 * G_PI);
    ltp_map_stroke(pen->view->canvas, 0x333333, 0.2);
    cairo_move_to(cr, middle.x, middle.y - r);
    cairo_line_to(cr, text.x - 0.5, text.y);
    ltp_map_stroke(pen->view->canvas, 0x888888, 0.1);
}

/* Nested circles with their numbers beside them, one below the other. */
static void put_circles(Pen *pen)
{
    LtpMapView *view = pen->view;
    double most = round_number(view->symbol_most), line = 2.9 * pen->zoom;
    double radius = ltp_map_symbol_radius(view, most), bottom = pen->y + line / 2 + 2 * radius;
    double next = pen->y + line / 2;
    LtpMapStyle style = style_of(pen, 6, false);
    style.ay = 0.5;
    for (int i = 0; i < 3 && most >= 1; i++, most = round_number(most / 4.9)) {
        double r = ltp_map_symbol_radius(view, most);
        LtpBuf text = {0};
        LtpXY at = {pen->x + 2 * radius + 2.5, fmax(bottom - 2 * r, next)};
        ltp_type_number(&text, most, 0, view->job->lang);
        circle_mark(pen, (LtpXY){pen->x + radius, bottom - r}, r, at);
        put(pen, &style, at, ltp_buf_text(&text));
        next = at.y + line;
        ltp_buf_release(&text);
    }
    pen->y = fmax(bottom, next - line / 2) + 1.0 * pen->zoom;
}

/* On maps of circles alone the area says what the circle cannot. */
static void state_swatch(const Pen *pen, LtpMapSymbolState state)
{
    LtpMapBox box = {pen->x, pen->y + 0.2 * pen->zoom, 4.5 * pen->zoom, 2.1 * pen->zoom};
    if (pen->view->data->n_classes > 0)
        return;
    if (state == LTP_MAP_SYMBOL_UNKNOWN)
        swatch(pen, box, LTP_MAP_UNKNOWN, LTP_MAP_DIAGONAL);
    if (state == LTP_MAP_SYMBOL_WITHHELD)
        swatch(pen, box, LTP_MAP_UNKNOWN, LTP_MAP_DOTS);
}

static void put_states(Pen *pen, const int64_t counts[LTP_MAP_SYMBOL_STATES], const char *prefix)
{
    static const struct {
        LtpMapSymbolState state;
        const char *code;
        LtpText label;
    } lines[] = {
        {LTP_MAP_SYMBOL_SHOWN, "shown", {"avec un chiffre", "with a figure"}},
        {LTP_MAP_SYMBOL_ZERO, "zero", {"zéro", "zero"}},
        {LTP_MAP_SYMBOL_WITHHELD,
         "withheld",
         {"petit effectif, non montré", "small number, not shown"}},
        {LTP_MAP_SYMBOL_UNKNOWN, "unknown", {"non connu", "not known"}},
    };
    LtpMapView *view = pen->view;
    LtpMapStyle style = style_of(pen, 6, false);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char code[48];
        int64_t count = counts[lines[i].state];
        if (count == 0 && lines[i].state == LTP_MAP_SYMBOL_WITHHELD)
            continue;
        snprintf(code, sizeof code, "%s:%s", prefix, lines[i].code);
        style.width = pen->width - 18 * pen->zoom;
        state_swatch(pen, lines[i].state);
        double h = put(pen, &style, (LtpXY){pen->x + 6 * pen->zoom, pen->y},
                       ltp_text_in(lines[i].label, view->job->lang));
        count_text(pen, pen->y, count);
        if (pen->draw)
            ltp_map_trace_count(view->canvas->trace, code, count, false);
        pen->y += h + 0.3 * pen->zoom;
    }
    pen->y += 1.0 * pen->zoom;
}

/* A half disc that says which side is which. */
static void side_mark(const Pen *pen, bool right, uint32_t rgb)
{
    double r = 1.6 * pen->zoom, half = G_PI / 2;
    if (!pen->draw)
        return;
    cairo_new_sub_path(pen->view->canvas->cr);
    cairo_arc(pen->view->canvas->cr, pen->x + r, pen->y + r, r, right ? -half : half,
              right ? half : 3 * half);
    cairo_close_path(pen->view->canvas->cr);
    ltp_map_fill(pen->view->canvas, rgb);
}

static void side_heading(Pen *pen, LtpText text, bool right)
{
    LtpMapStyle style = style_of(pen, 7, true);
    style.width = pen->width - 5 * pen->zoom;
    side_mark(pen, right, right ? LTP_MAP_RIGHT : LTP_MAP_LEFT);
    pen->y += fmax(put(pen, &style, (LtpXY){pen->x + 5 * pen->zoom, pen->y},
                       ltp_text_in(text, pen->view->job->lang)),
                   3.2 * pen->zoom) +
              0.8 * pen->zoom;
}

static void put_symbols(Pen *pen)
{
    LtpMapView *view = pen->view;
    const LtpMapTheme *theme = view->job->theme;
    if (theme->symbol_too)
        side_heading(pen, theme->symbol_legend, false);
    else
        heading(pen, ltp_text_in(theme->symbol_legend, view->job->lang));
    if (view->symbol_most > 0 && !theme->symbol_too)
        put_circles(pen);
    put_states(pen, view->symbol_counts, theme->symbol);
    if (!theme->symbol_too)
        return;
    side_heading(pen, theme->symbol_too_legend, true);
    put_states(pen, view->symbol_too_counts, theme->symbol_too);
    if (view->symbol_most > 0)
        put_circles(pen);
}

/* ---- what is said besides ---- */

static LtpText hatch_label(unsigned hatch)
{
    if (hatch & LTP_MAP_HATCH_INHERITED)
        return (LtpText){"hachures : acteur signalé au niveau supérieur, lieu exact non précisé",
                         "hatched: actor reported at a higher level, exact place not stated"};
    if (hatch & LTP_MAP_HATCH_STUDIES)
        return (LtpText){"hachures : étude d'une unité supérieure seulement",
                         "hatched: study of a higher unit only"};
    return (LtpText){"hachures : chiffre estimé", "hatched: estimated figure"};
}

static void put_besides(Pen *pen)
{
    LtpMapView *view = pen->view;
    LtpMapTrace *trace = pen->draw ? view->canvas->trace : NULL;
    if (view->n_hatched == 0 && view->n_sparse == 0)
        return;
    LtpMapStyle style = style_of(pen, 6, false);
    style.italic = true;
    pen->y += 0.8 * pen->zoom;
    pen->y += put(pen, &style, (LtpXY){pen->x, pen->y}, ltp_map_words(view, "dont", "of which")) +
              0.4 * pen->zoom;
    if (view->n_hatched > 0) {
        LtpText idle = {"étude d'une unité supérieure seulement (toutes : pas de hachures)",
                        "study of a higher unit only (all of them: not hatched)"};
        LtpText label = view->hatch_idle ? idle : hatch_label(view->job->theme->hatch);
        entry(pen, 0xFFFFFF, view->hatch_idle ? LTP_MAP_PLAIN : LTP_MAP_DIAGONAL,
              ltp_text_in(label, view->job->lang), view->n_hatched);
        ltp_map_trace_count(trace, "hatched", view->n_hatched, true);
    }
    if (view->n_sparse > 0) {
        bool outlined = ltp_map_border(view, view->data->level, true).width > 0;
        LtpText light = {"contour clair : moins de 1 habitant par km²",
                         "light outline: under 1 inhabitant per km²"};
        LtpText bare = {"moins de 1 habitant par km² (contours trop serrés : non tracés)",
                        "under 1 inhabitant per km² (outlines too dense: not drawn)"};
        entry(pen, 0xFFFFFF, LTP_MAP_PLAIN, ltp_text_in(outlined ? light : bare, view->job->lang),
              view->n_sparse);
        ltp_map_trace_count(trace, "sparse", view->n_sparse, true);
    }
}

static void put_total(Pen *pen)
{
    LtpMapView *view = pen->view;
    LtpMapStyle style = style_of(pen, 6.5, true);
    LtpBuf text = {0};
    ltp_buf_puts(&text, ltp_map_words(view, "Total des ", "All "));
    ltp_buf_puts(&text, ltp_map_level_word(view, view->data->level, 0));
    double h = put(pen, &style, (LtpXY){pen->x, pen->y}, ltp_buf_text(&text));
    count_text(pen, pen->y, view->n_units);
    if (pen->draw)
        ltp_map_trace_count(view->canvas->trace, "total", view->n_units, true);
    pen->y += h + 0.5 * pen->zoom;
    ltp_buf_release(&text);
}

/* Units shown pale: not part of this analysis. */
static void put_outside(Pen *pen)
{
    LtpMapView *view = pen->view;
    int64_t outside = 0;
    for (size_t i = 0; i < view->data->count; i++)
        outside += !view->inside[i] && view->data->units[i].level == view->data->level &&
                   view->paper_area[i].n_points > 0;
    if (outside == 0 && view->data->n_neighbours == 0)
        return;
    LtpMapStyle style = style_of(pen, 6.5, false);
    double w = 6 * pen->zoom, h = 3.4 * pen->zoom;
    style.width = pen->width - w - 2 * pen->zoom;
    swatch(pen, (LtpMapBox){pen->x, pen->y, w, h}, LTP_MAP_OUTSIDE, LTP_MAP_PLAIN);
    pen->y += fmax(put(pen, &style, (LtpXY){pen->x + w + 1.5 * pen->zoom, pen->y},
                       ltp_map_words(view, "hors analyse", "outside the analysis")),
                   h) +
              pen->zoom;
}

static void put_borders(Pen *pen)
{
    LtpMapView *view = pen->view;
    LtpMapStyle style = style_of(pen, 6.5, false);
    int deepest = view->data->level >= 0 ? view->data->level : 3;
    for (int level = 1; level <= deepest; level++) {
        LtpMapBorder border = ltp_map_border(view, level, level == deepest);
        LtpBuf text = {0};
        if (border.width <= 0)
            continue;
        ltp_buf_puts(&text, ltp_map_words(view, "limites des ", "boundaries of "));
        ltp_buf_puts(&text, ltp_map_level_word(view, level, 0));
        double h = put(pen, &style, (LtpXY){pen->x + 7.5 * pen->zoom, pen->y}, ltp_buf_text(&text));
        if (pen->draw) {
            cairo_move_to(view->canvas->cr, pen->x, pen->y + h / 2);
            cairo_line_to(view->canvas->cr, pen->x + 6 * pen->zoom, pen->y + h / 2);
            ltp_map_stroke(view->canvas, border.rgb, border.width);
        }
        pen->y += h + 0.4 * pen->zoom;
        ltp_buf_release(&text);
    }
}

double ltp_map_draw_legend(LtpMapView *view, int block, LtpXY at, double width, bool draw)
{
    Pen pen = {view, at.x, at.y, width, view->sheet.zoom, draw};
    if (block == 0 && view->data->n_classes > 0)
        put_classes(&pen);
    if (block == 1 && view->job->theme->symbol)
        put_symbols(&pen);
    if (block == 2) {
        if (view->data->level >= 0)
            put_total(&pen);
        put_besides(&pen);
        put_outside(&pen);
        put_borders(&pen);
    }
    return pen.y - at.y;
}
