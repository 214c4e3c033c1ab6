#include "exports/styles.h"

#include "base/number.h"
#include "exports/driver.h"
#include "exports/figures.h"

#include <string.h>

static const LtpStyleTheme themes[] = {
    {"gaps", "priority", "priority", {"Priorité", "Priority"}},
    {"gaps", "state", "state", {"Écarts : état", "Gaps: state"}},
    {"gaps", "coverage_need", "coverage", {"Couverture du besoin", "Coverage of need"}},
    {"gaps", "severity", "severity", {"Sévérité", "Severity"}},
    {"coverage", "n_actors", "presence", {"Présence d’acteurs", "Presence of actors"}},
    {"coverage",
     "intersector",
     "intersector",
     {"Protection, abris et LTP", "Protection, shelter and HLP"}},
    {"coverage", "coverage_need", "coverage", {"Couverture du besoin", "Coverage of need"}},
    {"coverage", "n_studies", "evidence", {"Études disponibles", "Studies available"}},
    {"coverage", "idps", NULL, {"Personnes déplacées internes", "Internally displaced people"}},
};

const LtpStyleTheme *ltp_style_theme(const char *layer, size_t i)
{
    for (size_t k = 0; k < sizeof themes / sizeof *themes; k++) {
        if (strcmp(themes[k].layer, layer) == 0 && i-- == 0)
            return &themes[k];
    }
    return NULL;
}

bool ltp_style_is_drawn(const LtpStyleTheme *theme, const LtpRelease *release,
                        const LtpExportSource *source)
{
    if (!ltp_export_has_field(release, theme->field))
        return false;
    return theme->classes == NULL ||
           (source->classes != NULL && source->classes(source->arg, theme->classes) != NULL);
}

/* ---- names ---- */

static const LtpField *field_of(const LtpStyle *style, const char *name)
{
    for (size_t i = 0; i < ltp_release_n_fields(style->release); i++) {
        const LtpField *field = ltp_release_field(style->release, i);
        if (strcmp(field->name, name) == 0)
            return field;
    }
    return NULL;
}

static const char *name_of(const LtpStyle *style, const LtpField *field)
{
    return style->names == LTP_STYLE_DBF ? field->dbf : field->name;
}

/* ---- renderers ---- */

/* Below every figure there is: QGIS draws no NULL, so the unknown gets a number. */
static const double no_data = -1, suppressed = -2;

static bool is_words(const LtpClasses *classes)
{
    return classes->count > 0 && classes->classes[0].kind == LTP_CLASS_WORD;
}

/* Whether the field of this row is withheld, as an expression; "" where none ever is. The .dbf says
 * only of the row that something is withheld, and of numbers that they are not known. */
static void put_withheld(LtpBuf *out, const LtpStyle *style, const LtpField *field)
{
    const LtpField *flag = field_of(style, "suppressed");
    if (flag == NULL)
        return;
    if (style->names == LTP_STYLE_LONG)
        ltp_buf_printf(out, "concat(' ', \"withheld\", ' ') LIKE '%% %s %%'", field->name);
    else if (field->type == LTP_TEXT)
        ltp_buf_printf(out, "\"%s\" = 1", flag->dbf);
    else
        ltp_buf_printf(out, "\"%s\" = 1 AND concat(' ', \"nonconnu\", ' ') NOT LIKE '%% %s %%'",
                       flag->dbf, field->dbf);
}

/* The field, or what stands for its NULL. */
static void put_value(LtpBuf *out, const LtpStyle *style, const LtpField *field, bool words)
{
    const char *unknown = words ? "'no_data'" : "-1", *few = words ? "'suppressed'" : "-2";
    LtpBuf withheld = {0};
    put_withheld(&withheld, style, field);
    if (withheld.size > 0)
        ltp_buf_printf(out, "coalesce(\"%s\", if(%s, %s, %s))", name_of(style, field),
                       ltp_buf_text(&withheld), few, unknown);
    else
        ltp_buf_printf(out, "coalesce(\"%s\", %s)", name_of(style, field), unknown);
    out->failed |= withheld.failed;
    ltp_buf_release(&withheld);
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
    ltp_xml(out, " label=\"%s\" render=\"true\"/>\n", ltp_text_in(cls->label, lang));
}

static void put_category(LtpBuf *out, size_t symbol, const LtpClass *cls, LtpLang lang)
{
    const char *value = cls->kind == LTP_CLASS_NO_DATA      ? "no_data"
                        : cls->kind == LTP_CLASS_SUPPRESSED ? "suppressed"
                                                            : cls->code;
    ltp_xml(out,
            "<category type=\"string\" symbol=\"%zu\" value=\"%s\" label=\"%s\" "
            "render=\"true\"/>\n",
            symbol, value, ltp_text_in(cls->label, lang));
}

static void open_renderer(LtpBuf *out, bool words, const char *expression)
{
    ltp_xml(out,
            "<renderer-v2 type=\"%s\" attr=\"%s\" graduatedMethod=\"GraduatedColor\" "
            "symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n<%s>\n",
            words ? "categorizedSymbol" : "graduatedSymbol", expression,
            words ? "categories" : "ranges");
}

static void put_classes(LtpBuf *out, const LtpStyle *style, const LtpField *field,
                        const LtpClasses *classes)
{
    bool words = is_words(classes), withheld = field_of(style, "suppressed") != NULL;
    LtpBuf expression = {0};
    put_value(&expression, style, field, words);
    open_renderer(out, words, ltp_buf_text(&expression));
    for (size_t i = 0; i < classes->count; i++) {
        const LtpClass *cls = &classes->classes[i];
        if (cls->kind == LTP_CLASS_SUPPRESSED && !withheld)
            continue;
        (words ? put_category : put_range)(out, i, cls, style->lang);
    }
    ltp_buf_puts(out, words ? "</categories>\n<symbols>\n" : "</ranges>\n<symbols>\n");
    for (size_t i = 0; i < classes->count; i++)
        ltp_symbol_class(out, i, &classes->classes[i]);
    ltp_buf_puts(out, "</symbols>\n</renderer-v2>\n");
    out->failed |= expression.failed;
    ltp_buf_release(&expression);
}

static void put_some(LtpBuf *out, const LtpStyle *style)
{
    LtpBuf label = {0};
    bool french = style->lang == LTP_FR;
    ltp_buf_puts(&label,
                 french ? "surface du cercle selon le nombre" : "area of the circle by the number");
    ltp_buf_puts(&label, french ? " (le plus grand : " : " (the largest: ");
    ltp_figure_number(&label, style->largest, 0, style->lang);
    ltp_buf_puts(&label, ")");
    ltp_xml(out,
            "<category type=\"string\" symbol=\"0\" value=\"some\" label=\"%s\" "
            "render=\"true\"/>\n",
            ltp_buf_text(&label));
    out->failed |= label.failed;
    ltp_buf_release(&label);
}

/* A number of people as a circle; nobody, not known and withheld each apart. */
static void put_circles(LtpBuf *out, const LtpStyle *style, const LtpField *field)
{
    static const LtpClass apart[] = {
        {.code = "zero", .label = {"aucune", "none"}, .colour = "#FFFFFF"},
        {.code = "no_data",
         .label = {"sans donnée", "no data"},
         .colour = "#E6E6E6",
         .hatch = "diagonal"},
        {.code = "suppressed",
         .label = {"petit effectif, non montré", "small number, not shown"},
         .colour = "#E6E6E6",
         .hatch = "dots"}};
    const char *name = name_of(style, field);
    LtpBuf expression = {0}, value = {0}, diameter = {0};
    put_value(&value, style, field, false);
    ltp_buf_printf(&expression,
                   "CASE WHEN %s > 0 THEN 'some' WHEN %s = 0 THEN 'zero' WHEN %s = -2 THEN "
                   "'suppressed' ELSE 'no_data' END",
                   ltp_buf_text(&value), ltp_buf_text(&value), ltp_buf_text(&value));
    ltp_buf_printf(&diameter, "10 * sqrt(\"%s\" / maximum(\"%s\"))", name, name);
    open_renderer(out, true, ltp_buf_text(&expression));
    put_some(out, style);
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        put_category(out, i + 1,
                     &(LtpClass){LTP_CLASS_WORD, apart[i].code, .label = apart[i].label},
                     style->lang);
    ltp_buf_puts(out, "</categories>\n<symbols>\n");
    ltp_symbol_circle(out, 0, "#0063B3", ltp_buf_text(&diameter));
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        ltp_symbol_class(out, i + 1, &apart[i]);
    ltp_buf_puts(out, "</symbols>\n</renderer-v2>\n");
    ltp_buf_release(&expression);
    ltp_buf_release(&value);
    ltp_buf_release(&diameter);
}

/* ---- labels, aliases, words of codes ---- */

/* Names of communes from 1:1 500 000 on: a country of 700 has no room for them before. */
static bool put_labels(LtpBuf *out, const LtpStyle *style)
{
    bool points = ltp_release_geometry(style->release) == LTP_POINT;
    bool units = strcmp(ltp_release_layer(style->release)->name, "units") == 0;
    const LtpField *name = field_of(style, "name");
    LtpLabels labels = {.size = 7, .points = points, .denominator = points ? 250000 : 1500000};
    if (name == NULL || (style->names == LTP_STYLE_DBF && name->dbf == NULL) ||
        (style->theme == NULL && !units && !points) || (units && style->level == 0))
        return false;
    if (style->theme == NULL && units && style->level >= 0 && style->level < 3) {
        labels.bold = style->level < 2;
        labels.size = style->level < 2 ? 8 : 7;
        labels.denominator = style->level < 2 ? 0 : 4000000;
    }
    labels.field = name_of(style, name);
    ltp_symbol_labels(out, &labels);
    return true;
}

static void put_aliases(LtpBuf *out, const LtpStyle *style)
{
    size_t index = 0;
    ltp_buf_puts(out, "<aliases>\n");
    for (size_t i = 0; i < ltp_release_n_fields(style->release); i++) {
        const LtpField *field = ltp_release_field(style->release, i);
        if (name_of(style, field) != NULL)
            ltp_xml(out, "<alias index=\"%zu\" field=\"%s\" name=\"%s\"/>\n", index++,
                    name_of(style, field), ltp_text_in(field->label, style->lang));
    }
    ltp_buf_puts(out, "</aliases>\n");
}

static void put_value_map(LtpBuf *out, const char *field, const LtpClasses *classes, LtpLang lang)
{
    ltp_xml(out,
            "<field name=\"%s\"><editWidget type=\"ValueMap\"><config><Option type=\"Map\">"
            "<Option type=\"List\" name=\"map\">\n",
            field);
    for (size_t i = 0; i < classes->count; i++) {
        const LtpClass *cls = &classes->classes[i];
        if (cls->kind == LTP_CLASS_WORD)
            ltp_xml(out,
                    "<Option type=\"Map\"><Option type=\"QString\" name=\"%s\" "
                    "value=\"%s\"/></Option>\n",
                    ltp_text_in(cls->label, lang), cls->code);
    }
    ltp_buf_puts(out, "</Option></Option></config></editWidget></field>\n");
}

static void put_value_maps(LtpBuf *out, const LtpStyle *style)
{
    const LtpExportSource *source = style->source;
    ltp_buf_puts(out, "<fieldConfiguration>\n");
    for (size_t i = 0; source->classes != NULL && i < ltp_release_n_fields(style->release); i++) {
        const LtpField *field = ltp_release_field(style->release, i);
        const LtpClasses *classes = source->classes(source->arg, field->name);
        if (classes != NULL && is_words(classes) && name_of(style, field) != NULL)
            put_value_map(out, name_of(style, field), classes, style->lang);
    }
    ltp_buf_puts(out, "</fieldConfiguration>\n");
}

static void put_renderer(LtpBuf *out, const LtpStyle *style)
{
    const LtpStyleTheme *theme = style->theme;
    const LtpField *field = theme != NULL ? field_of(style, theme->field) : NULL;
    if (field == NULL)
        ltp_style_put_plain(out, style);
    else if (theme->classes == NULL)
        put_circles(out, style, field);
    else
        put_classes(out, style, field, style->source->classes(style->source->arg, theme->classes));
}

void ltp_style_put(LtpBuf *out, const LtpStyle *style)
{
    put_value_maps(out, style);
    put_aliases(out, style);
    put_renderer(out, style);
    put_labels(out, style);
}

void ltp_style_qml(LtpBuf *out, const LtpStyle *style)
{
    LtpBuf body = {0};
    ltp_style_put(&body, style);
    bool labels = strstr(ltp_buf_text(&body), "<labeling") != NULL;
    ltp_xml(out,
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.16\" "
            "styleCategories=\"Symbology|Labeling|Fields|Forms\" labelsEnabled=\"%d\">\n",
            labels);
    ltp_buf_put(out, ltp_buf_text(&body), body.size);
    ltp_xml(out, "<layerGeometryType>%d</layerGeometryType>\n</qgis>\n",
            ltp_release_geometry(style->release) == LTP_POINT ? 0 : 2);
    out->failed |= body.failed;
    ltp_buf_release(&body);
}
