#include "exports/styles.h"

#include <stdio.h>
#include <string.h>

static void put_option(LtpBuf *out, const char *name, const char *value)
{
    ltp_xml(out, "<Option type=\"QString\" name=\"%s\" value=\"%s\"/>", name, value);
}

static void put_fill_layer(LtpBuf *out, const LtpFill *fill, bool locked)
{
    char colour[LTP_XML_COLOUR], outline[LTP_XML_COLOUR], width[16];
    snprintf(width, sizeof width, "%g", fill->width);
    ltp_xml(out,
            "<layer class=\"SimpleFill\" enabled=\"1\" pass=\"0\" locked=\"%d\">"
            "<Option type=\"Map\">",
            locked);
    put_option(out, "color", ltp_xml_colour(fill->colour, colour));
    put_option(out, "style", fill->style);
    put_option(out, "outline_color", ltp_xml_colour(fill->outline, outline));
    put_option(out, "outline_style", "solid");
    put_option(out, "outline_width", width);
    put_option(out, "outline_width_unit", "MM");
    put_option(out, "joinstyle", "round");
    ltp_buf_puts(out, "</Option></layer>");
}

static void open_symbol(LtpBuf *out, const char *type, const char *name)
{
    ltp_xml(out,
            "<symbol type=\"%s\" name=\"%s\" alpha=\"1\" force_rhr=\"0\" clip_to_extent=\"1\">",
            type, name);
}

void ltp_symbol_fill(LtpBuf *out, const char *name, const LtpFill *fill)
{
    open_symbol(out, "fill", name);
    put_fill_layer(out, fill, false);
    ltp_buf_puts(out, "</symbol>\n");
}

/* "no data" and "suppressed" have a grey in common with others: the dots of the latter are fewer.
 */
static const char *fill_style(const LtpClass *cls)
{
    static const char *const styles[][2] = {{"cross", "diagonal_x"},
                                            {"dots", "dense5"},
                                            {"vertical", "vertical"},
                                            {"horizontal", "horizontal"},
                                            {"backslash", "f_diagonal"}};
    if (cls->kind == LTP_CLASS_SUPPRESSED && strcmp(cls->hatch, "dots") == 0)
        return "dense7";
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        if (strcmp(styles[i][0], cls->hatch) == 0)
            return styles[i][1];
    }
    return "b_diagonal";
}

static void number_name(LtpBuf *name, size_t number)
{
    ltp_buf_printf(name, "%zu", number);
}

/* The colour of the hatch: the class's own, darker, and darker for dots, which cover less. */
static void darken(const char *colour, bool dots, char out[8])
{
    unsigned rgb[3] = {128, 128, 128}, share = dots ? 40 : 55;
    if (colour == NULL || sscanf(colour, "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]) != 3)
        rgb[0] = rgb[1] = rgb[2] = 128;
    for (size_t i = 0; i < 3; i++)
        rgb[i] = (rgb[i] & 255U) * share / 100;
    snprintf(out, 8, "#%02x%02x%02x", rgb[0] & 255U, rgb[1] & 255U, rgb[2] & 255U);
}

/* The fill under a hatch is locked, so that QGIS knows the symbol by the colour of the hatch: the
 * classes "no data" and "suppressed" are of one grey. */
void ltp_symbol_class(LtpBuf *out, size_t number, const LtpClass *cls)
{
    LtpBuf name = {0};
    char dark[8];
    number_name(&name, number);
    open_symbol(out, "fill", ltp_buf_text(&name));
    put_fill_layer(out, &(LtpFill){cls->colour, "solid", "#808080", 0.1}, cls->hatch != NULL);
    if (cls->hatch != NULL) {
        darken(cls->colour, strcmp(cls->hatch, "dots") == 0, dark);
        put_fill_layer(out, &(LtpFill){dark, fill_style(cls), "#808080", 0.1}, false);
    }
    ltp_buf_puts(out, "</symbol>\n");
    ltp_buf_release(&name);
}

static void put_marker_layer(LtpBuf *out, const char *colour, double size, const char *diameter)
{
    char text[LTP_XML_COLOUR];
    ltp_buf_puts(out, "<layer class=\"SimpleMarker\" enabled=\"1\" pass=\"0\" locked=\"0\">"
                      "<Option type=\"Map\">");
    put_option(out, "name", "circle");
    put_option(out, "color", ltp_xml_colour(colour, text));
    put_option(out, "outline_color", "255,255,255,255");
    put_option(out, "outline_style", "solid");
    put_option(out, "outline_width", "0.2");
    put_option(out, "outline_width_unit", "MM");
    ltp_xml(out, "<Option type=\"QString\" name=\"size\" value=\"%g\"/>", size);
    put_option(out, "size_unit", "MM");
    ltp_buf_puts(out, "</Option>");
    if (diameter != NULL)
        ltp_xml(out,
                "<data_defined_properties><Option type=\"Map\"><Option name=\"name\" value=\"\" "
                "type=\"QString\"/><Option name=\"properties\" type=\"Map\"><Option name=\"size\" "
                "type=\"Map\"><Option name=\"active\" value=\"true\" type=\"bool\"/><Option "
                "name=\"expression\" value=\"%s\" type=\"QString\"/><Option name=\"type\" "
                "value=\"3\" type=\"int\"/></Option></Option><Option name=\"type\" "
                "value=\"collection\" type=\"QString\"/></Option></data_defined_properties>",
                diameter);
    ltp_buf_puts(out, "</layer>");
}

void ltp_symbol_marker(LtpBuf *out, const char *name, const char *colour, double size)
{
    open_symbol(out, "marker", name);
    put_marker_layer(out, colour, size, NULL);
    ltp_buf_puts(out, "</symbol>\n");
}

void ltp_symbol_circle(LtpBuf *out, size_t number, const char *colour, const char *diameter)
{
    LtpBuf name = {0}, inner = {0};
    number_name(&name, number);
    ltp_buf_printf(&inner, "@%zu@1", number);
    open_symbol(out, "fill", ltp_buf_text(&name));
    put_fill_layer(out, &(LtpFill){"#ffffff", "solid", "#808080", 0.1}, false);
    ltp_buf_puts(out, "<layer class=\"CentroidFill\" enabled=\"1\" pass=\"1\" locked=\"0\">"
                      "<Option type=\"Map\">");
    put_option(out, "point_on_surface", "1");
    put_option(out, "point_on_all_parts", "0");
    ltp_buf_puts(out, "</Option>");
    open_symbol(out, "marker", ltp_buf_text(&inner));
    put_marker_layer(out, colour, 3, diameter);
    ltp_buf_puts(out, "</symbol></layer></symbol>\n");
    ltp_buf_release(&name);
    ltp_buf_release(&inner);
}

void ltp_symbol_labels(LtpBuf *out, const LtpLabels *labels)
{
    ltp_xml(out,
            "<labeling type=\"simple\"><settings><text-style fieldName=\"%s\" isExpression=\"0\" "
            "fontFamily=\"" LTP_STYLE_FONT "\" namedStyle=\"%s\" fontSize=\"%g\" "
            "fontSizeUnit=\"Point\" fontWeight=\"%d\" textColor=\"30,30,30,255\" "
            "textOpacity=\"1\" multilineHeight=\"1\"><text-buffer bufferDraw=\"1\" "
            "bufferSize=\"0.6\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" "
            "bufferOpacity=\"0.9\" bufferNoFill=\"1\" bufferJoinStyle=\"128\"/></text-style>\n",
            labels->field, labels->bold ? "Bold" : "Book", labels->size, labels->bold ? 75 : 50);
    ltp_xml(out,
            "<text-format wrapChar=\"\" multilineAlign=\"3\" autoWrapLength=\"0\"/>"
            "<placement placement=\"%d\" quadOffset=\"%d\" centroidInside=\"1\" "
            "centroidWhole=\"0\" fitInPolygonOnly=\"0\" priority=\"%d\" offsetType=\"0\" "
            "xOffset=\"0\" yOffset=\"0\" dist=\"0\" layerType=\"%s\"/>\n",
            labels->points ? 6 : 1, 4, labels->bold ? 8 : 5,
            labels->points ? "PointGeometry" : "PolygonGeometry");
    ltp_xml(out,
            "<rendering drawLabels=\"1\" scaleVisibility=\"%d\" scaleMin=\"0\" scaleMax=\"%d\" "
            "displayAll=\"0\" obstacle=\"1\" obstacleFactor=\"1\" minFeatureSize=\"0\" "
            "limitNumLabels=\"0\" maxNumLabels=\"2000\" fontMinPixelSize=\"3\" "
            "fontMaxPixelSize=\"10000\"/></settings></labeling>\n",
            labels->denominator > 0, labels->denominator);
}
