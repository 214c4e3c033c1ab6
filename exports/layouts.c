/* Print layouts of the project: each theme on A4 and A3, and an atlas with a page for each region.
 * Positions are millimetres on a landscape page. */
#include "exports/figures.h"
#include "exports/project.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Types of items, as QGIS numbers them. */
enum { PAGE = 65638, MAP = 65639, PICTURE = 65640, LABEL = 65641, LEGEND = 65642, BAR = 65646 };

#define REGIONS "ltp_layer_units_1"

/* Items that others refer to. */
enum { MAIN = 1, KEY_MAP = 2, FIRST_OTHER = 10 };

typedef struct Box {
    double x, y, width, height;
} Box;

typedef struct Layout {
    LtpBuf *out;
    const LtpProject *project;
    const LtpProjectLayer *theme;
    double width, height; /* of the page */
    double zoom;          /* of type: 1 on A4 */
    bool atlas;
    int items;
} Layout;

static const char *in(const Layout *layout, const char *fr, const char *en)
{
    return layout->project->lang == LTP_FR ? fr : en;
}

/* ---- items ---- */

static void open_item(Layout *layout, int type, int number, Box box, const char *name, bool framed)
{
    int id = number > 0 ? number : FIRST_OTHER + layout->items++;
    ltp_xml(layout->out,
            "<LayoutItem type=\"%d\" uuid=\"{00000000-0000-4000-8000-%s%d}\" id=\"%s\" "
            "position=\"%g,%g,mm\" positionOnPage=\"%g,%g,mm\" size=\"%g,%g,mm\" ",
            type, id < 10 ? "00000000000" : "0000000000", id, name, box.x, box.y, box.x, box.y,
            box.width, box.height);
    ltp_xml(layout->out,
            "referencePoint=\"0\" visibility=\"1\" zValue=\"%d\" opacity=\"1\" frame=\"%s\" "
            "background=\"%s\" outlineWidthM=\"0.2,mm\" itemRotation=\"0\" blendMode=\"0\" "
            "excludeFromExports=\"0\" positionLock=\"false\" ",
            type == PAGE ? 0 : id, framed ? "true" : "false",
            framed || type == PAGE ? "true" : "false");
}

/* After the attributes of the item's own. */
static void start_content(Layout *layout)
{
    ltp_buf_puts(layout->out, "><FrameColor red=\"90\" green=\"90\" blue=\"90\" alpha=\"255\"/>"
                              "<BackgroundColor red=\"255\" green=\"255\" blue=\"255\" "
                              "alpha=\"255\"/>");
}

static void close_item(Layout *layout)
{
    ltp_buf_puts(layout->out, "</LayoutItem>\n");
}

static void put_label(Layout *layout, Box box, const char *text, double points, bool bold,
                      const char *name)
{
    open_item(layout, LABEL, 0, box, name, false);
    ltp_xml(layout->out,
            "labelText=\"%s\" htmlState=\"0\" halign=\"1\" valign=\"32\" marginX=\"0\" "
            "marginY=\"0\"",
            text);
    start_content(layout);
    ltp_xml(layout->out,
            "<LabelFont description=\"" LTP_STYLE_FONT ",%g,-1,5,%d,0,0,0,0,0\" style=\"\"/>",
            points * layout->zoom, bold ? 75 : 50);
    close_item(layout);
}

static void put_text_style(Layout *layout, double points, bool bold)
{
    ltp_xml(layout->out,
            "<text-style fontFamily=\"" LTP_STYLE_FONT "\" namedStyle=\"%s\" fontSize=\"%g\" "
            "fontSizeUnit=\"Point\" fontWeight=\"%d\" textColor=\"30,30,30,255\" "
            "textOpacity=\"1\" multilineHeight=\"1\"/>",
            bold ? "Bold" : "Book", points * layout->zoom, bold ? 75 : 50);
}

/* ---- maps ---- */

/* The extent in the shape of the frame: QGIS would else change the scale on opening. */
static LtpFrame fit(const LtpFrame *ground, const Box *box)
{
    double scale = 1.03 * fmax((ground->east - ground->west) / box->width,
                               (ground->north - ground->south) / box->height);
    double x = (ground->west + ground->east) / 2, y = (ground->south + ground->north) / 2;
    return (LtpFrame){x - scale * box->width / 2, y - scale * box->height / 2,
                      x + scale * box->width / 2, y + scale * box->height / 2};
}

static void put_layer_set(Layout *layout, bool key)
{
    ltp_buf_puts(layout->out, "<LayerSet>");
    for (size_t i = 0; i < layout->project->n_layers; i++) {
        const LtpProjectLayer *layer = &layout->project->layers[i];
        bool boundary = layer->level >= 0 && (!key || layer->level < 2);
        if (boundary || (!key && layer == layout->theme))
            ltp_xml(layout->out, "<Layer name=\"%s\" source=\"%s\" provider=\"ogr\">%s</Layer>",
                    layer->title, layer->source, layer->id);
    }
    ltp_buf_puts(layout->out, "</LayerSet>");
}

/* On the key map of the atlas: where the page lies. */
static void put_overview(Layout *layout)
{
    ltp_buf_puts(layout->out, "<ComposerMapOverview show=\"1\" name=\"page\" position=\"3\" "
                              "uuid=\"{00000000-0000-4000-8000-000000000009}\" "
                              "frameMap=\"{00000000-0000-4000-8000-000000000001}\" blendMode=\"0\" "
                              "inverted=\"0\" centered=\"0\">");
    ltp_symbol_fill(layout->out, "", &(LtpFill){"#ffffff", "no", "#C25048", 0.6});
    ltp_buf_puts(layout->out, "</ComposerMapOverview>");
}

static void put_map(Layout *layout, int number, Box box, const char *name)
{
    bool key = number == KEY_MAP;
    LtpFrame extent = fit(&layout->project->ground, &box);
    open_item(layout, MAP, number, box, name, true);
    ltp_buf_puts(layout->out, "mapRotation=\"0\" keepLayerSet=\"true\" keepLayerStyles=\"false\" "
                              "followPreset=\"false\" drawCanvasItems=\"true\"");
    start_content(layout);
    ltp_xml(layout->out, "<Extent xmin=\"%.3f\" ymin=\"%.3f\" xmax=\"%.3f\" ymax=\"%.3f\"/>",
            extent.west, extent.south, extent.east, extent.north);
    put_layer_set(layout, key);
    if (key && layout->atlas)
        put_overview(layout);
    if (!key && layout->atlas)
        ltp_buf_puts(layout->out,
                     "<AtlasMap atlasDriven=\"1\" scalingMode=\"2\" margin=\"0.08\"/>");
    close_item(layout);
}

/* ---- furniture ---- */

static void put_legend_style(Layout *layout, const char *name, double points, bool bold)
{
    ltp_xml(layout->out,
            "<style name=\"%s\" alignment=\"1\" marginTop=\"1.2\" marginLeft=\"%g\"><styleFont "
            "description=\"" LTP_STYLE_FONT ",%g,-1,5,%d,0,0,0,0,0\" style=\"\"/></style>",
            name, strcmp(name, "symbolLabel") == 0 ? 2.0 : 0.0, points * layout->zoom,
            bold ? 75 : 50);
}

static void put_legend_layer(Layout *layout, const LtpProjectLayer *layer)
{
    if (layer == NULL)
        return;
    ltp_xml(layout->out,
            "<layer-tree-layer id=\"%s\" name=\"%s\" source=\"%s\" providerKey=\"ogr\" "
            "checked=\"Qt::Checked\" expanded=\"1\">",
            layer->id, layer->title, layer->source);
    if (layer->legend != NULL)
        ltp_buf_printf(layout->out,
                       "<customproperties><Option type=\"Map\">%s</Option></customproperties>",
                       layer->legend);
    ltp_buf_puts(layout->out, "</layer-tree-layer>");
}

static void put_legend(Layout *layout, Box box)
{
    open_item(layout, LEGEND, 0, box, in(layout, "légende", "legend"), false);
    ltp_xml(layout->out,
            "title=\"%s\" map_uuid=\"{00000000-0000-4000-8000-000000000001}\" "
            "resizeToContents=\"1\" columnCount=\"1\" symbolWidth=\"%g\" symbolHeight=\"%g\" "
            "boxSpace=\"0\" wrapChar=\"\" legendFilterByAtlas=\"0\" fontColor=\"#1e1e1e\"",
            in(layout, "Légende", "Legend"), 6 * layout->zoom, 3.5 * layout->zoom);
    start_content(layout);
    ltp_buf_puts(layout->out, "<styles>");
    put_legend_style(layout, "title", 10, true);
    put_legend_style(layout, "group", 8, true);
    put_legend_style(layout, "subgroup", 8, true);
    put_legend_style(layout, "symbol", 7, false);
    put_legend_style(layout, "symbolLabel", 7, false);
    ltp_buf_puts(layout->out, "</styles><layer-tree-group>");
    put_legend_layer(layout, layout->theme);
    put_legend_layer(layout, ltp_project_layer(layout->project, REGIONS));
    ltp_buf_puts(layout->out, "</layer-tree-group>");
    close_item(layout);
}

/* 1, 2 or 5 times a power of ten, about a sixth of the map. */
static double scale_step(const Layout *layout)
{
    const LtpFrame *ground = &layout->project->ground;
    double wanted = fmax(ground->east - ground->west, 1000) / 1000 / 6;
    double power = pow(10, floor(log10(wanted)));
    double digit = wanted / power;
    return power * (digit < 2 ? 1 : digit < 5 ? 2 : 5);
}

/* On the atlas each page has its scale, so that QGIS chooses the step. */
static void put_scale_bar(Layout *layout, Box box)
{
    open_item(layout, BAR, 0, box, in(layout, "échelle", "scale"), false);
    ltp_xml(layout->out,
            "style=\"Single Box\" mapUuid=\"{00000000-0000-4000-8000-000000000001}\" "
            "unitType=\"km\" unitLabel=\"km\" numMapUnitsPerScaleBarUnit=\"1\" "
            "numUnitsPerSegment=\"%g\" numSegments=\"2\" numSegmentsLeft=\"0\" "
            "segmentSizeMode=\"%d\" minBarWidth=\"25\" maxBarWidth=\"38\" height=\"2\" "
            "labelBarSpace=\"1\" boxContentSpace=\"0\" outlineWidth=\"0.2\" alignment=\"0\"",
            scale_step(layout), layout->atlas ? 1 : 0);
    start_content(layout);
    put_text_style(layout, 7, false);
    close_item(layout);
}

/* An arrow in SVG, in the file itself: base64 of <svg ...><path/></svg>. */
static void put_north_arrow(Layout *layout, Box box)
{
    open_item(layout, PICTURE, 0, box, "nord", false);
    ltp_buf_puts(layout->out,
                 "file=\"base64:"
                 "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAyMCAzMCI+"
                 "PHBhdGggZD0iTTEwIDEgTDE3IDIyIEwxMCAxNyBMMyAyMiBaIiBmaWxsPSIjMjIyIi8+"
                 "PHRleHQgeD0iMTAiIHk9IjI5IiBmb250LXNpemU9IjgiIGZvbnQtZmFtaWx5PSJzYW5zLXNlcmlmIiB0"
                 "ZXh0LWFuY2hvcj0ibWlkZGxlIj5OPC90ZXh0Pjwvc3ZnPg==\" mode=\"0\" resizeMode=\"0\" "
                 "anchorPoint=\"4\" northMode=\"0\" northOffset=\"0\" "
                 "mapUuid=\"{00000000-0000-4000-8000-000000000001}\" pictureRotation=\"0\"");
    start_content(layout);
    close_item(layout);
}

/* A date as people write it; other texts as they are. */
static void put_stamp(LtpBuf *text, const char *stamp, LtpLang lang)
{
    static const LtpField date = {.type = LTP_DATE};
    ltp_figure_put(text, &date, NULL, &(LtpValue){.type = LTP_DATE, .text = stamp}, lang);
}

static void put_fact(LtpBuf *text, const LtpProject *project, const char *key)
{
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(keys[i].key, key) == 0 && project->stamps[i] != NULL) {
            ltp_buf_printf(text, "%s%s", ltp_text_in(keys[i].label, project->lang),
                           project->lang == LTP_FR ? "\u00a0: " : ": ");
            put_stamp(text, project->stamps[i], project->lang);
            ltp_buf_puts(text, ". ");
        }
    }
}

/* Where the figures come from, and what the map does not say. */
static void put_notes(Layout *layout, Box box)
{
    static const char *const keys[] = {"source",  "edition",    "date",        "licence",
                                       "program", "parameters", "not_located", "sensitivity"};
    LtpBuf text = {0};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        put_fact(&text, layout->project, keys[i]);
    ltp_buf_puts(&text,
                 in(layout,
                    "\nHachuré ou gris\u00a0: non connu, jamais zéro. L'absence d'un acteur sur la "
                    "carte ne prouve pas son absence sur le terrain. Les limites, les noms et les "
                    "désignations n'impliquent ni reconnaissance ni acceptation officielle.",
                    "\nHatched or grey: not known, never zero. That no actor is on the map doesn't "
                    "prove that none is on the ground. Boundaries, names and designations imply "
                    "no official endorsement or acceptance."));
    put_label(layout, box, ltp_buf_text(&text), 5.5, false, "notes");
    layout->out->failed |= text.failed;
    ltp_buf_release(&text);
}

static void put_titles(Layout *layout)
{
    const char *date = ltp_project_stamp(layout->project, "date");
    LtpBuf title = {0}, subtitle = {0};
    ltp_buf_printf(&title, "%s%s", layout->theme->title,
                   layout->atlas ? " \u2013 [% @atlas_pagename %]" : "");
    if (date != NULL) {
        ltp_buf_puts(&subtitle, in(layout, "Logement, terre et propriété. Données au ",
                                   "Housing, land and property. Data as of "));
        put_stamp(&subtitle, date, layout->project->lang);
    }
    put_label(layout, (Box){8, 6, layout->width - 16, 9 * layout->zoom}, ltp_buf_text(&title), 16,
              true, in(layout, "titre", "title"));
    put_label(layout, (Box){8, 6 + 8.5 * layout->zoom, layout->width - 16, 6 * layout->zoom},
              ltp_buf_text(&subtitle), 9, false, in(layout, "sous-titre", "subtitle"));
    layout->out->failed |= title.failed || subtitle.failed;
    ltp_buf_release(&title);
    ltp_buf_release(&subtitle);
}

/* ---- the page ---- */

static void put_page(Layout *layout)
{
    LtpFill white = {"#ffffff", "solid", "#ffffff", 0};
    ltp_buf_puts(layout->out, "<PageCollection>");
    ltp_symbol_fill(layout->out, "", &white);
    open_item(layout, PAGE, 0, (Box){0, 0, layout->width, layout->height}, "", false);
    start_content(layout);
    ltp_symbol_fill(layout->out, "", &white);
    close_item(layout);
    ltp_buf_puts(layout->out, "<GuideCollection visible=\"1\"/></PageCollection>\n");
}

static void put_items(Layout *layout)
{
    double zoom = layout->zoom, panel = 66 * zoom, top = 8 + 15 * zoom, foot = 21 * zoom;
    double height = layout->height - top - foot - 5, left = layout->width - panel - 4;
    double key = 48 * zoom, below = top + height;
    put_map(layout, MAIN, (Box){8, top, left - 12, height}, in(layout, "carte", "map"));
    put_map(layout, KEY_MAP, (Box){left, below - key, panel - 4, key},
            in(layout, "carte de situation", "inset"));
    put_titles(layout);
    put_legend(layout, (Box){left, top, panel - 4, 70 * zoom});
    put_scale_bar(layout, (Box){left, below - key - 13 * zoom, 50 * zoom, 11 * zoom});
    put_north_arrow(
        layout, (Box){layout->width - 8 - 9 * zoom, below - key - 16 * zoom, 9 * zoom, 13 * zoom});
    put_notes(layout, (Box){8, below + 2, layout->width - 16, foot});
}

static void put_atlas(Layout *layout)
{
    const LtpProjectLayer *regions = ltp_project_layer(layout->project, REGIONS);
    if (layout->atlas && regions != NULL)
        ltp_xml(layout->out,
                "<Atlas hideCoverage=\"0\" enabled=\"1\" coverageLayer=\"%s\" "
                "coverageLayerName=\"%s\" coverageLayerSource=\"%s\" coverageLayerProvider=\"ogr\" "
                "pageNameExpression=\"name\" filenamePattern=\"'atlas_' || &quot;pcode&quot;\" "
                "sortFeatures=\"1\" sortKey=\"name\" sortAscending=\"1\" filterFeatures=\"0\"/>",
                regions->id, regions->title, regions->source);
}

static void put_layout(Layout *layout, const char *paper)
{
    ltp_xml(layout->out,
            "<Layout name=\"%s - %s\" units=\"mm\" printResolution=\"300\" worldFileMap=\"\">\n",
            paper, layout->theme->title);
    put_page(layout);
    put_items(layout);
    put_atlas(layout);
    ltp_buf_puts(layout->out, "</Layout>\n");
}

void ltp_project_layouts(const LtpProject *project, LtpBuf *out)
{
    const LtpProjectLayer *regions = ltp_project_layer(project, REGIONS);
    LtpBuf name = {0};
    if (regions != NULL)
        ltp_buf_printf(&name, "Atlas (%s)", regions->title);
    for (size_t i = 0; i < project->n_layers; i++) {
        const LtpProjectLayer *theme = &project->layers[i];
        if (theme->theme == NULL)
            continue;
        Layout a4 = {out, project, theme, 297, 210, 1, false, 0};
        Layout a3 = {out, project, theme, 420, 297, 1.41, false, 0};
        Layout atlas = {out, project, theme, 297, 210, 1, true, 0};
        put_layout(&a4, "A4");
        put_layout(&a3, "A3");
        if (regions != NULL)
            put_layout(&atlas, ltp_buf_text(&name));
    }
    out->failed |= name.failed;
    ltp_buf_release(&name);
}
