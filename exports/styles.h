/* How QGIS draws a layer: the themes it is drawn by, the renderers, labels, aliases and words of
 * codes. Classes come from the scheme in the store, names from the field tables. For QGIS 3.22 and
 * later. */
#ifndef LTP_EXPORTS_STYLES_H
#define LTP_EXPORTS_STYLES_H

#include "exports/exporter.h"
#include "exports/xml.h"

typedef struct LtpStyleTheme {
    const char *layer, *field;
    const char *classes; /* theme of the scheme; NULL: circles, whose area is the number */
    LtpText title;
} LtpStyleTheme;

/* The themes of a layer, the default one first; NULL past the end. */
const LtpStyleTheme *ltp_style_theme(const char *layer, size_t i);

/* Whether the release has the field and the scheme the classes. */
bool ltp_style_is_drawn(const LtpStyleTheme *theme, const LtpRelease *release,
                        const LtpExportSource *source);

/* How the columns are called in the file. */
typedef enum LtpStyleNames {
    LTP_STYLE_LONG, /* as in the release, and our column `withheld` beside `suppressed` */
    LTP_STYLE_DBF   /* short names */
} LtpStyleNames;

typedef struct LtpStyle {
    const LtpStyleTheme *theme; /* NULL: the plain style of the layer */
    const LtpRelease *release;
    const LtpExportSource *source;
    LtpStyleNames names;
    LtpLang lang;
    double largest; /* of the figure that is drawn as circles */
    int level;      /* of units, theme NULL: outlines of this level, -1 for all */
} LtpStyle;

/* Appends forms, aliases, renderer and labels: what is in a .qml and in the layer of a project. A
 * figure that is not known is drawn as the class "no data", one that is withheld as "suppressed".
 */
void ltp_style_put(LtpBuf *out, const LtpStyle *style);

/* The renderer of a layer without a theme, styles_records.c. */
void ltp_style_put_plain(LtpBuf *out, const LtpStyle *style);

/* Appends a QML document of the same. */
void ltp_style_qml(LtpBuf *out, const LtpStyle *style);

/* ---- symbols, styles_symbols.c ---- */

typedef struct LtpFill {
    const char *colour;  /* "#rrggbb" */
    const char *style;   /* of QGIS: "solid", "no", "b_diagonal" ... */
    const char *outline; /* "#rrggbb" */
    double width;        /* of the outline, mm */
} LtpFill;

void ltp_symbol_fill(LtpBuf *out, const char *name, const LtpFill *fill);
void ltp_symbol_class(LtpBuf *out, size_t name, const LtpClass *cls);
void ltp_symbol_marker(LtpBuf *out, const char *name, const char *colour, double size);
/* A circle in the middle of the polygon, its diameter in mm an expression. */
void ltp_symbol_circle(LtpBuf *out, size_t name, const char *colour, const char *diameter);

/* Labels from a column; `denominator` is the smallest scale they are shown at, 0 for all. */
typedef struct LtpLabels {
    const char *field;
    double size; /* points */
    bool bold, points;
    int denominator;
} LtpLabels;
void ltp_symbol_labels(LtpBuf *out, const LtpLabels *labels);

/* The font of labels and layouts: Debian has it, and so has QGIS where it is missing. */
#define LTP_STYLE_FONT "DejaVu Sans"

#endif
