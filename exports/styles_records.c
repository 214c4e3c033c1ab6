/* Layers without a theme of the schemes: outlines by level, lines by cluster, the rest plainly. */
#include "exports/driver.h"
#include "exports/styles.h"

#include <stdio.h>
#include <string.h>

static const char *layer_of(const LtpStyle *style)
{
    return ltp_release_layer(style->release)->name;
}

static void open_categories(LtpBuf *out, const char *expression)
{
    ltp_xml(out,
            "<renderer-v2 type=\"categorizedSymbol\" attr=\"%s\" symbollevels=\"0\" "
            "enableorderby=\"0\" forceraster=\"0\">\n<categories>\n",
            expression);
}

static void put_category(LtpBuf *out, size_t symbol, const char *type, const char *value,
                         const char *label)
{
    ltp_xml(out,
            "<category type=\"%s\" symbol=\"%zu\" value=\"%s\" label=\"%s\" render=\"true\"/>\n",
            type, symbol, value, label);
}

/* ---- outlines ---- */

enum { LEVELS = 5 };
static const struct {
    double width; /* mm */
    const char *colour;
} outlines[LEVELS] = {
    {0.7, "#202020"}, {0.45, "#404040"}, {0.25, "#606060"}, {0.12, "#8c8c8c"}, {0.1, "#a8a8a8"}};

static void put_outline(LtpBuf *out, int level)
{
    char name[16];
    snprintf(name, sizeof name, "%d", level);
    ltp_symbol_fill(
        out, name,
        &(LtpFill){outlines[level].colour, "no", outlines[level].colour, outlines[level].width});
}

static void put_levels(LtpBuf *out, const LtpStyle *style)
{
    open_categories(out, style->names == LTP_STYLE_DBF ? "niveau" : "level");
    for (int level = 0; level < LEVELS; level++) {
        char value[16];
        snprintf(value, sizeof value, "%d", level);
        put_category(out, (size_t)level, "integer", value,
                     ltp_text_in(ltp_release_level_name(style->release, level)->many, style->lang));
    }
    ltp_buf_puts(out, "</categories>\n<symbols>\n");
    for (int level = 0; level < LEVELS; level++)
        put_outline(out, level);
    ltp_buf_puts(out, "</symbols>\n</renderer-v2>\n");
}

/* ---- lines ---- */

static const struct {
    const char *code, *colour;
    LtpText label;
} clusters[] = {{"ltp", "#7A5195", {"Logement, terre et propriété", "Housing, land and property"}},
                {"protection", "#0063B3", {"Protection", "Protection"}},
                {"shelter", "#D2552D", {"Abris et articles non alimentaires", "Shelter and NFI"}},
                {"other", "#1E9E6A", {"Autre secteur", "Other sector"}},
                {"no_data", "#808080", {"Secteur non connu", "Sector not known"}}};
enum { CLUSTERS = sizeof clusters / sizeof *clusters };

static void put_clusters(LtpBuf *out, const LtpStyle *style)
{
    const char *sector = style->names == LTP_STYLE_DBF ? "secteur" : "sector";
    LtpBuf expression = {0};
    ltp_buf_printf(&expression,
                   "CASE WHEN \"ltp\" THEN 'ltp' WHEN \"%s\" LIKE 'PRO%%' THEN 'protection' WHEN "
                   "\"%s\" LIKE 'SHL%%' THEN 'shelter' WHEN \"%s\" IS NULL OR \"%s\" = '' THEN "
                   "'no_data' ELSE 'other' END",
                   sector, sector, sector, sector);
    open_categories(out, ltp_buf_text(&expression));
    for (size_t i = 0; i < CLUSTERS; i++)
        put_category(out, i, "string", clusters[i].code,
                     ltp_text_in(clusters[i].label, style->lang));
    ltp_buf_puts(out, "</categories>\n<symbols>\n");
    for (size_t i = 0; i < CLUSTERS; i++) {
        char name[16];
        snprintf(name, sizeof name, "%zu", i);
        ltp_symbol_marker(out, name, clusters[i].colour, 2);
    }
    ltp_buf_puts(out, "</symbols>\n</renderer-v2>\n");
    out->failed |= expression.failed;
    ltp_buf_release(&expression);
}

/* ---- one symbol ---- */

static const char *colour_of(const char *layer)
{
    static const char *const colours[][2] = {{"institutions", "#7A5195"}, {"places", "#404040"}};
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        if (strcmp(colours[i][0], layer) == 0)
            return colours[i][1];
    }
    return "#C25048";
}

static void put_single(LtpBuf *out, const LtpStyle *style)
{
    const char *colour = colour_of(layer_of(style));
    ltp_buf_puts(out, "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\" "
                      "forceraster=\"0\"><symbols>\n");
    if (strcmp(layer_of(style), "units") == 0)
        ltp_symbol_fill(out, "0",
                        &(LtpFill){"#ffffff", "no", outlines[style->level % LEVELS].colour,
                                   outlines[style->level % LEVELS].width});
    else if (ltp_release_geometry(style->release) == LTP_POINT)
        ltp_symbol_marker(out, "0", colour, 2);
    else
        ltp_symbol_fill(out, "0", &(LtpFill){colour, "b_diagonal", colour, 0.3});
    ltp_buf_puts(out, "</symbols></renderer-v2>\n");
}

void ltp_style_put_plain(LtpBuf *out, const LtpStyle *style)
{
    bool points = ltp_release_geometry(style->release) == LTP_POINT;
    if (strcmp(layer_of(style), "units") == 0 && style->level < 0)
        put_levels(out, style);
    else if (strcmp(layer_of(style), "lines") == 0 && points &&
             ltp_export_has_field(style->release, "sector"))
        put_clusters(out, style);
    else
        put_single(out, style);
}
