#include "exports/map/canvas.h"

#include "base/os.h"
#include "exports/map/typography.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#define POINT 0.352777777777777777 /* mm */
enum { DEFAULT_DPI = 200 };

/* The first of these that is installed; each has the narrow no-break space or falls back well. */
static const char *const families[] = {"DejaVu Sans", "Noto Sans", "Liberation Sans", "FreeSans",
                                       "Arial"};

static bool has_family(PangoFontFamily *const *found, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(pango_font_family_get_name(found[i]), name) == 0)
            return true;
    return false;
}

/* NULL when there is no font at all. */
static const char *choose_family(PangoFontMap *fonts)
{
    PangoFontFamily **found = NULL;
    int count = 0;
    const char *chosen = NULL;
    pango_font_map_list_families(fonts, &found, &count);
    for (size_t i = 0; !chosen && i < sizeof families / sizeof *families; i++)
        if (has_family(found, count, families[i]))
            chosen = families[i];
    g_free(found);
    return chosen;
}

static cairo_status_t take_bytes(void *arg, const unsigned char *bytes, unsigned size)
{
    LtpBuf *out = arg;
    ltp_buf_put(out, bytes, size);
    return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static void make_surface(LtpMapCanvas *canvas, int dpi)
{
    double w = canvas->width / POINT, h = canvas->height / POINT;
    if (canvas->format == LTP_MAP_PDF) {
        canvas->surface = cairo_pdf_surface_create_for_stream(take_bytes, &canvas->bytes, w, h);
    } else if (canvas->format == LTP_MAP_SVG) {
        canvas->surface = cairo_svg_surface_create_for_stream(take_bytes, &canvas->bytes, w, h);
        cairo_svg_surface_set_document_unit(canvas->surface, CAIRO_SVG_UNIT_PT);
    } else {
        double zoom = (dpi > 0 ? dpi : DEFAULT_DPI) / 72.0;
        canvas->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(w * zoom),
                                                     (int)lround(h * zoom));
        cairo_surface_set_device_scale(canvas->surface, zoom, zoom);
    }
    canvas->cr = cairo_create(canvas->surface);
    cairo_scale(canvas->cr, 1 / POINT, 1 / POINT);
    cairo_set_fill_rule(canvas->cr, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(canvas->cr, CAIRO_LINE_JOIN_ROUND);
}

/* Text measures the same on every surface: no hints, no whole pixels. */
static void make_text(LtpMapCanvas *canvas, const char *family)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    canvas->context = pango_font_map_create_context(canvas->fonts);
    pango_cairo_context_set_font_options(canvas->context, options);
    pango_cairo_context_set_resolution(canvas->context, 72);
    pango_context_set_round_glyph_positions(canvas->context, FALSE);
    pango_context_set_language(canvas->context,
                               pango_language_from_string(canvas->lang == LTP_FR ? "fr" : "en"));
    canvas->layout = pango_layout_new(canvas->context);
    canvas->font = pango_font_description_new();
    pango_font_description_set_family(canvas->font, family);
    cairo_font_options_destroy(options);
}

LtpCode ltp_map_canvas_open(LtpMapCanvas *canvas, LtpMapFormat format, double width, double height,
                            int dpi, LtpError *err)
{
    canvas->fonts = pango_cairo_font_map_new();
    const char *family = choose_family(canvas->fonts);
    if (!family)
        return ltp_fail(err, LTP_EIO,
                        _("No font for maps is installed on this machine. Install one, for "
                          "instance with: apt install fonts-dejavu-core"));
    canvas->format = format;
    canvas->hatch_step = 1.5;
    canvas->width = width;
    canvas->height = height;
    canvas->lang = ltp_lang();
    make_surface(canvas, dpi);
    make_text(canvas, family);
    return LTP_OK;
}

void ltp_map_canvas_release(LtpMapCanvas *canvas)
{
    if (canvas->layout)
        g_object_unref(canvas->layout);
    if (canvas->context)
        g_object_unref(canvas->context);
    if (canvas->fonts)
        g_object_unref(canvas->fonts);
    if (canvas->font)
        pango_font_description_free(canvas->font);
    if (canvas->cr)
        cairo_destroy(canvas->cr);
    if (canvas->surface)
        cairo_surface_destroy(canvas->surface);
    ltp_buf_release(&canvas->bytes);
    *canvas = (LtpMapCanvas){0};
}

void ltp_map_canvas_about(LtpMapCanvas *canvas, const char *title, const char *author,
                          const char *subject, const char *creator)
{
    char now[32];
    if (canvas->format != LTP_MAP_PDF)
        return;
    ltp_os_now_text(now);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_AUTHOR, author);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_SUBJECT, subject);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_CREATOR, creator);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_CREATE_DATE, now);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_MOD_DATE, now);
}

void ltp_map_canvas_begin(LtpMapCanvas *canvas)
{
    canvas->pages++;
    if (canvas->trace)
        canvas->trace->pages = canvas->pages;
    ltp_map_colour(canvas, 0xFFFFFF);
    if (canvas->format != LTP_MAP_PDF)
        cairo_paint(canvas->cr);
}

void ltp_map_canvas_end(LtpMapCanvas *canvas)
{
    cairo_show_page(canvas->cr);
}

void ltp_map_canvas_bookmark(LtpMapCanvas *canvas, const char *title)
{
    char where[64];
    if (canvas->format != LTP_MAP_PDF)
        return;
    snprintf(where, sizeof where, "name='page%d'", canvas->pages);
    cairo_tag_begin(canvas->cr, CAIRO_TAG_DEST, where);
    cairo_tag_end(canvas->cr, CAIRO_TAG_DEST);
    snprintf(where, sizeof where, "page=%d", canvas->pages);
    cairo_pdf_surface_add_outline(canvas->surface, CAIRO_PDF_OUTLINE_ROOT, title, where,
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

void ltp_map_canvas_link(LtpMapCanvas *canvas, LtpMapBox box, int page)
{
    char attributes[128];
    if (canvas->format != LTP_MAP_PDF)
        return;
    /* in points, whatever the user space; Cairo 1.16 leaves the target out of links by page */
    snprintf(attributes, sizeof attributes, "dest='page%d' rect=[%.2f %.2f %.2f %.2f]", page,
             box.x / POINT, box.y / POINT, box.w / POINT, box.h / POINT);
    cairo_tag_begin(canvas->cr, CAIRO_TAG_LINK, attributes);
    cairo_tag_end(canvas->cr, CAIRO_TAG_LINK);
}

LtpCode ltp_map_canvas_finish(LtpMapCanvas *canvas, LtpError *err)
{
    cairo_status_t status = cairo_status(canvas->cr);
    if (status == CAIRO_STATUS_SUCCESS && canvas->format == LTP_MAP_PNG)
        status = cairo_surface_write_to_png_stream(canvas->surface, take_bytes, &canvas->bytes);
    cairo_surface_finish(canvas->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(canvas->surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return ltp_fail(err, LTP_EIO, _("The map could not be drawn: %s."),
                        cairo_status_to_string(status));
    return ltp_buf_check(&canvas->bytes, err);
}

/* ---- text ---- */

static void prepare(LtpMapCanvas *canvas, const LtpMapStyle *style, const char *text)
{
    LtpBuf set = {0};
    if (style->plain)
        ltp_buf_puts(&set, text);
    else
        ltp_type_text(&set, text, canvas->lang);
    pango_font_description_set_absolute_size(canvas->font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(canvas->font,
                                      style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(canvas->font,
                                     style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(canvas->layout, canvas->font);
    pango_layout_set_width(canvas->layout,
                           style->width > 0 ? (int)(style->width / POINT * PANGO_SCALE) : -1);
    pango_layout_set_auto_dir(canvas->layout, FALSE); /* the page is written from left to right */
    pango_layout_set_wrap(canvas->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(canvas->layout, style->ax >= 1    ? PANGO_ALIGN_RIGHT
                                               : style->ax > 0.2 ? PANGO_ALIGN_CENTER
                                                                 : PANGO_ALIGN_LEFT);
    pango_layout_set_text(canvas->layout, ltp_buf_text(&set), (int)set.size);
    ltp_buf_release(&set);
}

static LtpMapBox box_of(const LtpMapCanvas *canvas, const LtpMapStyle *style, LtpXY at)
{
    PangoRectangle logical;
    pango_layout_get_extents(canvas->layout, NULL, &logical);
    double w = (double)logical.width / PANGO_SCALE * POINT;
    double h = (double)logical.height / PANGO_SCALE * POINT;
    return (LtpMapBox){at.x - style->ax * w, at.y - style->ay * h, w, h};
}

LtpMapBox ltp_map_text_box(LtpMapCanvas *canvas, const LtpMapStyle *style, LtpXY at,
                           const char *text)
{
    if (!text || !*text)
        return (LtpMapBox){at.x, at.y, 0, 0};
    prepare(canvas, style, text);
    return box_of(canvas, style, at);
}

static void veil(LtpMapCanvas *canvas, LtpMapBox box)
{
    cairo_set_source_rgba(canvas->cr, 1, 1, 1, 0.72);
    cairo_rectangle(canvas->cr, box.x - 0.2, box.y, box.w + 0.4, box.h);
    cairo_fill(canvas->cr);
}

LtpMapBox ltp_map_text(LtpMapCanvas *canvas, const LtpMapStyle *style, LtpXY at, const char *text)
{
    LtpMapBox box = ltp_map_text_box(canvas, style, at, text);
    if (!text || !*text)
        return box;
    PangoRectangle logical;
    pango_layout_get_extents(canvas->layout, NULL, &logical);
    if (style->backed)
        veil(canvas, box);
    canvas->strange += pango_layout_get_unknown_glyphs_count(canvas->layout);
    cairo_save(canvas->cr);
    ltp_map_colour(canvas, style->colour);
    cairo_translate(canvas->cr, box.x, box.y);
    cairo_scale(canvas->cr, POINT, POINT);
    cairo_move_to(canvas->cr, -(double)logical.x / PANGO_SCALE, 0);
    pango_cairo_show_layout(canvas->cr, canvas->layout);
    cairo_restore(canvas->cr);
    cairo_new_path(canvas->cr);
    ltp_map_trace_item(canvas->trace, style->role, box, pango_layout_get_text(canvas->layout));
    return box;
}
