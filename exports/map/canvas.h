/* The sheet that is drawn on: Cairo and Pango behind a few calls in millimetres. Every text passes
 * through ltp_map_text and nowhere else, so that the trace knows them all. */
#ifndef LTP_EXPORTS_MAP_CANVAS_H
#define LTP_EXPORTS_MAP_CANVAS_H

#include "base/lang.h"
#include "exports/map/trace.h"
#include "gis/shape.h"

#include <pango/pangocairo.h>

typedef enum LtpMapFormat { LTP_MAP_PDF, LTP_MAP_PNG, LTP_MAP_SVG } LtpMapFormat;

typedef struct LtpMapCanvas {
    cairo_t *cr; /* user space in mm, y down */
    cairo_surface_t *surface;
    PangoFontMap *fonts; /* its own: no state outlives the map */
    PangoContext *context;
    PangoLayout *layout;
    PangoFontDescription *font;
    LtpMapFormat format;
    double width, height; /* mm */
    double hatch_step;    /* mm between the lines of a pattern */
    LtpLang lang;
    LtpMapTrace *trace; /* borrowed; NULL */
    LtpBuf bytes;       /* of the file */
    int64_t strange;    /* characters that no font of this machine has */
    int pages;
} LtpMapCanvas;

/* LTP_EIO when no font is installed. Release with ltp_map_canvas_release. */
LtpCode ltp_map_canvas_open(LtpMapCanvas *canvas, LtpMapFormat format, double width, double height,
                            int dpi, LtpError *err) LTP_MUST_CHECK;
void ltp_map_canvas_release(LtpMapCanvas *canvas);

/* PDF: what the file says of itself; the date is ltp_os_now_text. */
void ltp_map_canvas_about(LtpMapCanvas *canvas, const char *title, const char *author,
                          const char *subject, const char *creator);

void ltp_map_canvas_begin(LtpMapCanvas *canvas); /* a page */
void ltp_map_canvas_end(LtpMapCanvas *canvas);

/* PDF: a bookmark of this page; links from a box to a page that has a bookmark. */
void ltp_map_canvas_bookmark(LtpMapCanvas *canvas, const char *title);
void ltp_map_canvas_link(LtpMapCanvas *canvas, LtpMapBox box, int page);

/* All bytes of the file, in canvas->bytes. LTP_EIO with Cairo's reason. */
LtpCode ltp_map_canvas_finish(LtpMapCanvas *canvas, LtpError *err) LTP_MUST_CHECK;

typedef struct LtpMapStyle {
    LtpMapRole role;
    double size; /* points */
    bool bold, italic;
    uint32_t colour; /* 0xRRGGBB */
    double width;    /* mm, wraps; 0 = one line */
    double ax, ay;   /* which part of the text lies at the point: 0 left/top, 0.5, 1 right/bottom */
    bool plain;      /* a name: not set as a sentence of the language */
    bool backed;     /* on a white veil */
} LtpMapStyle;

/* Box of the text at the point, in mm; `_text` draws it too. "" is an empty box. */
LtpMapBox ltp_map_text_box(LtpMapCanvas *canvas, const LtpMapStyle *style, LtpXY at,
                           const char *text);
LtpMapBox ltp_map_text(LtpMapCanvas *canvas, const LtpMapStyle *style, LtpXY at, const char *text);

/* ---- areas ---- */

void ltp_map_colour(LtpMapCanvas *canvas, uint32_t rgb);
uint32_t ltp_map_rgb(const char *hash); /* "#rrggbb"; grey for what is none */
double ltp_map_lightness(uint32_t rgb); /* CIE L*, 0 black .. 100 white */

void ltp_map_path(LtpMapCanvas *canvas, const LtpShape *shape); /* adds its rings to the path */
void ltp_map_rectangle(LtpMapCanvas *canvas, LtpMapBox box);    /* likewise */
void ltp_map_fill(LtpMapCanvas *canvas, uint32_t rgb);          /* even-odd; ends the path */
void ltp_map_stroke(LtpMapCanvas *canvas, uint32_t rgb, double width);

typedef enum LtpMapPattern {
    LTP_MAP_PLAIN,
    LTP_MAP_DIAGONAL,
    LTP_MAP_CROSS,
    LTP_MAP_DOTS,
    LTP_MAP_VERTICAL,
    LTP_MAP_HORIZONTAL,
    LTP_MAP_BACKSLASH
} LtpMapPattern;

LtpMapPattern ltp_map_pattern(const char *hatch); /* of a class; NULL is plain */

/* Draws lines or dots of colour `rgb` where the path is, within `within`; ends the path. */
void ltp_map_hatch(LtpMapCanvas *canvas, LtpMapPattern pattern, LtpMapBox within, uint32_t rgb);

/* Fills the path with `rgb`, and with the pattern on it in an ink that is seen there. */
void ltp_map_fill_pattern(LtpMapCanvas *canvas, LtpMapPattern pattern, LtpMapBox within,
                          uint32_t rgb);

/* A PNG, as large as the box allows; returns its width in mm. */
LtpCode ltp_map_picture(LtpMapCanvas *canvas, const char *path, LtpMapBox box, bool from_right,
                        double *width, LtpError *err) LTP_MUST_CHECK;

#endif
