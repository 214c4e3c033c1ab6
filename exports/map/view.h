/* One map page in the making: which units it is of, where they lie on the paper, what is counted.
 */
#ifndef LTP_EXPORTS_MAP_VIEW_H
#define LTP_EXPORTS_MAP_VIEW_H

#include "exports/map/canvas.h"
#include "exports/map/data.h"
#include "exports/map/edges.h"
#include "exports/map/sheet.h"

enum { LTP_MAP_SYMBOL_STATES = 4 };

typedef enum LtpMapSymbolState {
    LTP_MAP_SYMBOL_SHOWN,
    LTP_MAP_SYMBOL_ZERO,
    LTP_MAP_SYMBOL_WITHHELD,
    LTP_MAP_SYMBOL_UNKNOWN
} LtpMapSymbolState;

/* A label that was placed, or a numbered name of the key. */
typedef struct LtpMapLabel {
    size_t unit;
    LtpMapBox box; /* of the text */
    double size;   /* points */
    const char *text;
    int number;  /* in the key; 0 = the name itself stands on the map */
    bool region; /* a unit above those of the analysis */
    bool backed;
    uint32_t colour;
    bool in_inset;
} LtpMapLabel;

/* The place for a unit's name or circle. */
typedef struct LtpMapAnchor {
    bool known;
    LtpXY at;     /* on the page */
    double chord; /* mm across the unit there */
} LtpMapAnchor;

/* The detail drawn larger in the panel. */
typedef struct LtpMapInset {
    bool on;
    LtpMapBox on_map; /* what it shows, on the main map */
    LtpMapBox box;    /* where it stands in the panel */
    LtpPaper paper;
    double times; /* larger than on the map */
} LtpMapInset;

enum { LTP_MAP_KEY_BOXES = 8 };

/* Where the numbered names stand. */
typedef struct LtpMapKey {
    LtpMapBox boxes[LTP_MAP_KEY_BOXES];
    bool framed[LTP_MAP_KEY_BOXES]; /* it lies on the map */
    int columns[LTP_MAP_KEY_BOXES], rows[LTP_MAP_KEY_BOXES];
    size_t n;
    int capacity;        /* names, in all boxes */
    double line, column; /* mm: height and width of an entry */
} LtpMapKey;

/* Metres in the plane of the projection. */
typedef struct LtpMapBounds {
    double x0, y0, x1, y1;
} LtpMapBounds;

typedef struct LtpMapView {
    const LtpMapJob *job;
    LtpMapData *data;
    LtpMapCanvas *canvas;
    int32_t root;      /* the unit the page is of; -1 = all that is counted */
    const char *place; /* its name */
    LtpMapSheet sheet;
    LtpProjection *projection;
    LtpMapBounds bounds;  /* of what is to be seen */
    LtpShape *ground;     /* of each unit, metres; empty where it isn't needed */
    LtpShape *paper_area; /* the same on paper */
    LtpShape *neighbours; /* other countries, on paper */
    bool *inside;         /* the unit is of the analysis and of this page */
    LtpMapAnchor *anchors;
    bool *in_inset; /* it is shown and labelled in the detail */
    LtpPaper paper;
    LtpMapInset inset;
    bool close;                            /* job->shown cuts something off: */
    LtpBox shown;                          /* then this is what is seen, degrees */
    int64_t n_units;                       /* inside, seen or not */
    int64_t class_counts[LTP_MAP_CLASSES]; /* they add up to n_units */
    int64_t symbol_counts[LTP_MAP_SYMBOL_STATES];
    int64_t symbol_too_counts[LTP_MAP_SYMBOL_STATES];
    int64_t n_hatched, n_sparse;
    bool hatch_idle;      /* every unit that could be hatched is: it would tell nothing apart */
    double symbol_most;   /* people of the largest circle; 0 = no circle */
    double symbol_radius; /* mm, of that circle */
    double unit_side;     /* mm: of a square as large as the mean unit */
    LtpMapLabel *labels;
    size_t n_labels, labels_capacity;
    int n_numbers; /* names in the key */
    LtpMapKey key;
    int64_t n_unlabelled; /* flagged units named nowhere on the page */
} LtpMapView;

/* French or English, of the page. */
const char *ltp_map_words(const LtpMapView *view, const char *fr, const char *en)
    __attribute__((format_arg(2), format_arg(3)));

/* Zero-initialise and set job, data, root, place; free with ltp_map_view_release. Chooses the
 * projection, counts. The rest needs canvas and sheet too. */
LtpCode ltp_map_view_prepare(LtpMapView *view, LtpError *err) LTP_MUST_CHECK;
/* Once the boxes of the sheet stand: brings the outlines on paper. */
LtpCode ltp_map_view_place(LtpMapView *view, LtpError *err) LTP_MUST_CHECK;
void ltp_map_view_release(LtpMapView *view);

/* The outline on paper, cut a little beyond the frame; empty where it is not seen. */
LtpCode ltp_map_on_paper(const LtpShape *ground, const LtpPaper *paper, LtpMapBox frame,
                         LtpShape *out, LtpError *err) LTP_MUST_CHECK;

LtpMapSymbolState ltp_map_symbol_state(LtpMapNumber number);
double ltp_map_symbol_radius(const LtpMapView *view, double people); /* mm */

/* "communes", "cercles" ...: units of the level, as many as n: the word for one when it is 1. */
const char *ltp_map_level_word(const LtpMapView *view, int level, int64_t n);

/* Finds the crowd of units too small to read, and the box of a detail of it in the panel. */
void ltp_map_inset_find(LtpMapView *view, double width, double height);
/* Once inset.box stands. */
void ltp_map_inset_place(LtpMapView *view);

/* Lowest level that has outlines: the country, or the régions where there is none. */
int ltp_map_top_level(const LtpMapData *data);

/* Width and height of what the page shows, in metres of its projection. */
LtpXY ltp_map_view_size(const LtpMapView *view);

/* Where a unit's name or circle belongs: on the map, or in the detail when it is shown there. NULL
 * for a unit that has no outline on this page. Found once, before the detail is drawn. */
const LtpMapAnchor *ltp_map_anchor(LtpMapView *view, size_t unit);

/* Finds room for the key: the `n` boxes of the panel, then empty corners of the map. */
LtpCode ltp_map_key_lay(LtpMapView *view, const LtpMapBox *panel, size_t n,
                        LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_map_draw_key(LtpMapView *view, LtpError *err) LTP_MUST_CHECK;

/* Once the key is laid: names go on the map, numbers where the key has room for their names. */
LtpCode ltp_map_labels_place(LtpMapView *view, LtpError *err) LTP_MUST_CHECK;

/* ---- drawing ---- */

enum { LTP_MAP_LEFT = 0xD9782D, LTP_MAP_RIGHT = 0x2B5C8A }; /* half circles */

/* Units that are not of the analysis; areas of which nothing is known. */
enum { LTP_MAP_OUTSIDE = 0xE9E9E3, LTP_MAP_UNKNOWN = 0xE6E6E6 };

typedef struct LtpMapBorder {
    uint32_t rgb;
    double width; /* mm */
} LtpMapBorder;
/* Width 0 where units are so small that borders would hide them: then there are none. */
LtpMapBorder ltp_map_border(const LtpMapView *view, int level, bool deepest);
LtpCode ltp_map_draw_borders(LtpMapView *view, LtpError *err) LTP_MUST_CHECK;

LtpCode ltp_map_draw_map(LtpMapView *view, LtpError *err) LTP_MUST_CHECK;
/* Last of all: it brings the outlines on the paper of the detail. */
LtpCode ltp_map_draw_inset(LtpMapView *view, LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_map_draw_locator(LtpMapView *view, LtpMapBox box, LtpError *err) LTP_MUST_CHECK;
/* Scale bar and north arrow; returns their height. */
double ltp_map_draw_scale(LtpMapView *view, LtpXY at, double width, bool draw);
/* The blocks of the legend, each from `at` down, as high as it returns; 0 for one that this theme
 * has not. */
enum { LTP_MAP_LEGEND_BLOCKS = 3 };
double ltp_map_draw_legend(LtpMapView *view, int block, LtpXY at, double width, bool draw);
/* Title, subtitle, logos, mark; the height into `*height`. */
LtpCode ltp_map_draw_head(LtpMapView *view, LtpMapBox box, bool draw, double *height,
                          LtpError *err) LTP_MUST_CHECK;
double ltp_map_draw_foot(LtpMapView *view, LtpMapBox box, bool draw);
/* One map page from view to ink. */
LtpCode ltp_map_page_draw(LtpMapView *view, LtpError *err) LTP_MUST_CHECK;

/* All pages of an atlas: index, maps, tables. */
LtpCode ltp_map_atlas_draw(const LtpMapJob *job, LtpMapData *data, LtpMapCanvas *canvas,
                           LtpError *err) LTP_MUST_CHECK;

#endif
