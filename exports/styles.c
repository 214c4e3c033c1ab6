#include "exports/styles.h"

#include "base/number.h"
#include "exports/driver.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const LtpStyleTheme themes[] = {
    {"gaps", "priority", "priority", {"Priorité", "Priority"}},
    {"gaps", "coverage_need", "coverage", {"Couverture du besoin", "Coverage of need"}},
    {"gaps", "severity", "severity", {"Sévérité", "Severity"}},
    {"gaps", "state", "state", {"État de l’information", "State of information"}},
    {"coverage", "n_actors", "presence", {"Présence d’acteurs", "Presence of actors"}},
    {"coverage", "coverage_need", "coverage", {"Couverture du besoin", "Coverage of need"}},
    {"coverage",
     "intersector",
     "intersector",
     {"Protection, abris et LTP", "Protection, shelter and HLP"}},
    {"coverage", "state", "state", {"État de l’information", "State of information"}},
};

const LtpStyleTheme *ltp_style_theme(const char *layer, size_t i)
{
    for (size_t k = 0; k < sizeof themes / sizeof *themes; k++) {
        if (strcmp(themes[k].layer, layer) == 0 && i-- == 0)
            return &themes[k];
    }
    return NULL;
}

void ltp_xml_text(LtpBuf *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        if (*text == '&')
            ltp_buf_puts(out, "&amp;");
        else if (*text == '<')
            ltp_buf_puts(out, "&lt;");
        else if (*text == '>')
            ltp_buf_puts(out, "&gt;");
        else if (*text == '"')
            ltp_buf_puts(out, "&quot;");
        else
            ltp_buf_putc(out, *text);
    }
}

static void put_attribute(LtpBuf *out, const char *name, const char *value)
{
    ltp_buf_printf(out, " %s=\"", name);
    ltp_xml_text(out, value);
    ltp_buf_putc(out, '"');
}

/* ---- symbols ---- */

static const char *fill_style(const char *hatch)
{
    static const char *const styles[][2] = {
        {"diagonal", "b_diagonal"}, {"cross", "diagonal_x"}, {"dots", "dense6"}};
    for (size_t i = 0; hatch != NULL && i < sizeof styles / sizeof *styles; i++) {
        if (strcmp(styles[i][0], hatch) == 0)
            return styles[i][1];
    }
    return "solid";
}

static void put_option(LtpBuf *out, const char *name, const char *value)
{
    ltp_buf_puts(out, "<Option type=\"QString\"");
    put_attribute(out, "name", name);
    put_attribute(out, "value", value);
    ltp_buf_puts(out, "/>");
}

/* "#rrggbb" as QGIS writes colours. */
static void colour_text(const char *colour, char out[20])
{
    unsigned red = 0, green = 0, blue = 0;
    if (sscanf(colour, "#%2x%2x%2x", &red, &green, &blue) != 3)
        red = green = blue = 128;
    snprintf(out, 20, "%u,%u,%u,255", red & 255U, green & 255U, blue & 255U);
}

static void put_symbol(LtpBuf *out, size_t name, const LtpClass *cls)
{
    char colour[20];
    colour_text(cls->colour, colour);
    ltp_buf_printf(out,
                   "<symbol type=\"fill\" name=\"%zu\" alpha=\"1\" force_rhr=\"0\" "
                   "clip_to_extent=\"1\"><layer class=\"SimpleFill\" enabled=\"1\" pass=\"0\" "
                   "locked=\"0\"><Option type=\"Map\">",
                   name);
    put_option(out, "color", colour);
    put_option(out, "style", fill_style(cls->hatch));
    put_option(out, "outline_color", "128,128,128,255");
    put_option(out, "outline_style", "solid");
    put_option(out, "outline_width", "0.1");
    put_option(out, "outline_width_unit", "MM");
    put_option(out, "joinstyle", "round");
    ltp_buf_puts(out, "</Option></layer></symbol>\n");
}

/* ---- renderers ---- */

/* Below every figure there is: QGIS draws no NULL, so the unknown gets a number. */
static const double no_data = -1, suppressed = -2;

static bool is_words(const LtpClasses *classes)
{
    return classes->count > 0 && classes->classes[0].kind == LTP_CLASS_WORD;
}

/* The field, or what stands for its NULL. */
static void put_expression(LtpBuf *out, const LtpStyleTheme *theme, bool words, bool withheld)
{
    const char *unknown = words ? "'no_data'" : "-1", *few = words ? "'suppressed'" : "-2";
    LtpBuf text = {0};
    if (withheld)
        ltp_buf_printf(
            &text, "coalesce(\"%s\", if(concat(' ', \"withheld\", ' ') LIKE '%% %s %%', %s, %s))",
            theme->field, theme->field, few, unknown);
    else
        ltp_buf_printf(&text, "coalesce(\"%s\", %s)", theme->field, unknown);
    put_attribute(out, "attr", ltp_buf_text(&text));
    out->failed |= text.failed;
    ltp_buf_release(&text);
}

static double bound(const LtpClass *cls, double stated, double open)
{
    if (cls->kind == LTP_CLASS_NO_DATA)
        return no_data;
    if (cls->kind == LTP_CLASS_SUPPRESSED)
        return suppressed;
    return ltp_is_null_real(stated) ? open : stated;
}

/* QGIS takes the first range with lower <= value <= upper, as ltp_scheme_class takes the first
 * class: an open lower bound is the closed upper one of the class before. */
static void put_range(LtpBuf *out, size_t symbol, const LtpClass *cls, LtpLang lang)
{
    ltp_buf_printf(out, "<range lower=\"%.15f\" upper=\"%.15f\" symbol=\"%zu\"",
                   bound(cls, cls->lower, 0), bound(cls, cls->upper, 1e15), symbol);
    put_attribute(out, "label", ltp_text_in(cls->label, lang));
    ltp_buf_puts(out, " render=\"true\"/>\n");
}

static void put_category(LtpBuf *out, size_t symbol, const LtpClass *cls, LtpLang lang)
{
    ltp_buf_printf(out, "<category type=\"string\" symbol=\"%zu\"", symbol);
    put_attribute(out, "value",
                  cls->kind == LTP_CLASS_NO_DATA      ? "no_data"
                  : cls->kind == LTP_CLASS_SUPPRESSED ? "suppressed"
                                                      : cls->code);
    put_attribute(out, "label", ltp_text_in(cls->label, lang));
    ltp_buf_puts(out, " render=\"true\"/>\n");
}

static void put_renderer(LtpBuf *out, const LtpStyleTheme *theme, const LtpClasses *classes,
                         bool withheld, LtpLang lang)
{
    bool words = is_words(classes);
    ltp_buf_printf(
        out, "<renderer-v2 type=\"%s\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\"",
        words ? "categorizedSymbol" : "graduatedSymbol");
    ltp_buf_puts(out, words ? "" : " graduatedMethod=\"GraduatedColor\"");
    put_expression(out, theme, words, withheld);
    ltp_buf_puts(out, words ? ">\n<categories>\n" : ">\n<ranges>\n");
    for (size_t i = 0; i < classes->count; i++) {
        const LtpClass *cls = &classes->classes[i];
        if (cls->kind == LTP_CLASS_SUPPRESSED && !withheld)
            continue;
        (words ? put_category : put_range)(out, i, cls, lang);
    }
    ltp_buf_puts(out, words ? "</categories>\n<symbols>\n" : "</ranges>\n<symbols>\n");
    for (size_t i = 0; i < classes->count; i++)
        put_symbol(out, i, &classes->classes[i]);
    ltp_buf_puts(out, "</symbols>\n</renderer-v2>\n");
}

/* ---- labels, aliases, words of codes ---- */

/* The unit's name, from 1:1 500 000 on: a country of 700 communes has no room for them before. */
static void put_labels(LtpBuf *out)
{
    ltp_buf_puts(
        out,
        "<labeling type=\"simple\"><settings><text-style fieldName=\"name\" isExpression=\"0\" "
        "fontFamily=\"DejaVu Sans\" namedStyle=\"Book\" fontSize=\"7\" fontSizeUnit=\"Point\" "
        "fontWeight=\"50\" textColor=\"30,30,30,255\" textOpacity=\"1\" multilineHeight=\"1\">"
        "<text-buffer bufferDraw=\"1\" bufferSize=\"0.6\" bufferSizeUnits=\"MM\" "
        "bufferColor=\"255,255,255,255\" bufferOpacity=\"0.9\" bufferNoFill=\"1\" "
        "bufferJoinStyle=\"128\"/></text-style>\n"
        "<text-format wrapChar=\"\" multilineAlign=\"3\" autoWrapLength=\"0\"/>"
        "<placement placement=\"1\" quadOffset=\"4\" centroidInside=\"1\" centroidWhole=\"0\" "
        "fitInPolygonOnly=\"0\" priority=\"5\" offsetType=\"0\" xOffset=\"0\" yOffset=\"0\" "
        "dist=\"0\" layerType=\"PolygonGeometry\"/>"
        "<rendering drawLabels=\"1\" scaleVisibility=\"1\" scaleMin=\"1500000\" scaleMax=\"0\" "
        "displayAll=\"0\" obstacle=\"1\" obstacleFactor=\"1\" minFeatureSize=\"0\" "
        "limitNumLabels=\"0\" maxNumLabels=\"2000\" fontMinPixelSize=\"3\" "
        "fontMaxPixelSize=\"10000\"/></settings></labeling>\n");
}

static void put_aliases(LtpBuf *out, const LtpRelease *release, LtpLang lang)
{
    ltp_buf_puts(out, "<aliases>\n");
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        const LtpField *field = ltp_release_field(release, i);
        ltp_buf_printf(out, "<alias index=\"%zu\" field=\"%s\"", i, field->name);
        put_attribute(out, "name", ltp_text_in(field->label, lang));
        ltp_buf_puts(out, "/>\n");
    }
    ltp_buf_puts(out, "</aliases>\n");
}

static void put_value_map(LtpBuf *out, const char *field, const LtpClasses *classes, LtpLang lang)
{
    ltp_buf_printf(out,
                   "<field name=\"%s\"><editWidget type=\"ValueMap\"><config><Option type=\"Map\">"
                   "<Option type=\"List\" name=\"map\">\n",
                   field);
    for (size_t i = 0; i < classes->count; i++) {
        if (classes->classes[i].kind != LTP_CLASS_WORD)
            continue;
        ltp_buf_puts(out, "<Option type=\"Map\">");
        put_option(out, ltp_text_in(classes->classes[i].label, lang), classes->classes[i].code);
        ltp_buf_puts(out, "</Option>\n");
    }
    ltp_buf_puts(out, "</Option></Option></config></editWidget></field>\n");
}

static void put_value_maps(LtpBuf *out, const LtpRelease *release, const LtpExportSource *source,
                           LtpLang lang)
{
    ltp_buf_puts(out, "<fieldConfiguration>\n");
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        const char *field = ltp_release_field(release, i)->name;
        const LtpClasses *classes = source->classes(source->arg, field);
        if (classes != NULL && is_words(classes))
            put_value_map(out, field, classes, lang);
    }
    ltp_buf_puts(out, "</fieldConfiguration>\n");
}

void ltp_style_qml(LtpBuf *out, const LtpStyleTheme *theme, const LtpRelease *release,
                   const LtpExportSource *source, LtpLang lang)
{
    const LtpClasses *classes = source->classes(source->arg, theme->classes);
    ltp_buf_puts(out,
                 "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                 "<qgis version=\"3.22.16\" styleCategories=\"Symbology|Labeling|Fields|Forms\" "
                 "labelsEnabled=\"1\">\n");
    put_value_maps(out, release, source, lang);
    put_aliases(out, release, lang);
    put_renderer(out, theme, classes, ltp_export_has_field(release, "suppressed"), lang);
    put_labels(out);
    ltp_buf_puts(out, "<layerGeometryType>2</layerGeometryType>\n</qgis>\n");
}
