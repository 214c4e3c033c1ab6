/* Head and foot of the page: everything a reader must know before believing the map. */
#include "base/os.h"
#include "exports/map/typography.h"
#include "exports/map/view.h"

#include <math.h>
#include <string.h>

/* ---- sentences ---- */

/* A map of boundaries and names: it has no other source. */
static bool is_reference(const LtpMapView *view)
{
    return !view->job->theme->field && !view->job->theme->symbol;
}

static void put_day(LtpMapView *view, LtpBuf *out, const char *iso)
{
    ltp_type_iso(out, iso, view->job->lang);
}

static void put_period(LtpMapView *view, LtpBuf *out, const char *parameters)
{
    const char *from = ltp_map_parameter(view->data, parameters, "from");
    const char *to = ltp_map_parameter(view->data, parameters, "to");
    if (!from && !to) {
        ltp_buf_puts(out, ltp_map_words(view, "toutes dates", "all dates"));
        return;
    }
    if (from) {
        ltp_buf_puts(out, ltp_map_words(view, to ? "du " : "depuis le ", to ? "" : "since "));
        put_day(view, out, from);
    }
    if (to) {
        ltp_buf_puts(out,
                     ltp_map_words(view, from ? " au " : "jusqu'au ", from ? " to " : "until "));
        put_day(view, out, to);
    }
}

static const LtpText filter_labels[] = {
    {"secteur", "sector"},
    {"thème", "theme"},
    {"organisation", "organisation"},
    {"type d'organisation", "type of organisation"},
    {"bailleur", "donor"},
    {"population", "population"},
};
static const char *const filter_names[] = {"sector",   "theme", "org",
                                           "org-type", "donor", "population-type"};

/* "thème LTP, secteur shelter"; nothing without filters. */
static void put_filters(LtpMapView *view, LtpBuf *out)
{
    size_t start = out->size;
    for (size_t i = 0; i < sizeof filter_names / sizeof *filter_names; i++) {
        size_t length = strlen(filter_names[i]);
        bool actor = view->job->theme->one_actor && strcmp(filter_names[i], "org") == 0;
        for (const char *at = view->data->parameters; at && *at && !actor;
             at = strstr(at, "; ") ? strstr(at, "; ") + 2 : NULL) {
            if (strncmp(at, filter_names[i], length) != 0 || at[length] != '=')
                continue;
            const char *value = at + length + 1, *end = strstr(value, "; ");
            ltp_buf_puts(out, out->size > start ? ", " : "");
            ltp_buf_printf(out, "%s %.*s", ltp_text_in(filter_labels[i], view->job->lang),
                           (int)(end ? (size_t)(end - value) : strlen(value)), value);
        }
    }
}

static void put_title(LtpMapView *view, LtpBuf *out)
{
    const LtpMapJob *job = view->job;
    bool part = view->root >= 0;
    if (part && *view->data->country)
        ltp_buf_printf(out, "%s, ", view->data->country);
    if (*view->place)
        ltp_buf_puts(out, view->place);
    if (part)
        ltp_buf_printf(out, " (%s)", view->data->units[view->root].pcode);
    ltp_buf_puts(out, *view->place ? " – " : "");
    ltp_buf_puts(out, ltp_text_in(job->theme->title, job->lang));
    if (job->theme->one_actor && job->organisation)
        ltp_buf_printf(out, ", %s", job->organisation);
}

static void put_subtitle(LtpMapView *view, LtpBuf *out)
{
    const LtpMapData *data = view->data;
    if (!is_reference(view)) {
        ltp_buf_puts(out, ltp_map_words(view, "Période : ", "Period: "));
        if (view->job->theme->compares) {
            put_period(view, out, data->before_parameters);
            ltp_buf_puts(out, ltp_map_words(view, ", comparée à : ", ", compared with: "));
        }
        put_period(view, out, data->parameters);
        if (*data->date) {
            ltp_buf_puts(out, ltp_map_words(view, "  ·  Situation au ", "  ·  As of "));
            put_day(view, out, data->date);
        }
        ltp_buf_puts(out, ltp_map_words(view, "  ·  Filtres : ", "  ·  Filters: "));
        size_t before = out->size;
        put_filters(view, out);
        if (out->size == before)
            ltp_buf_puts(out, ltp_map_words(view, "aucun", "none"));
        ltp_buf_puts(out, "  ·  ");
    }
    if (view->n_units == 0) {
        ltp_buf_puts(out, ltp_map_words(view, "Aucune unité ne répond à cette demande",
                                        "No unit answers this request"));
        return;
    }
    ltp_type_number(out, (double)view->n_units, 0, view->job->lang);
    ltp_buf_printf(out, " %s", ltp_map_level_word(view, data->level, view->n_units));
    if (view->close)
        ltp_buf_puts(out, ltp_map_words(view, ", toutes comptées dans la légende ; vue rapprochée",
                                        ", all counted in the legend; close view"));
}

/* ---- head ---- */

static void draw_mark(LtpMapView *view, LtpMapBox head, bool draw, double *width)
{
    double zoom = view->sheet.zoom;
    bool public = !view->job->restricted;
    LtpMapStyle style = {.role = LTP_MAP_MARK,
                         .size = 7 * zoom,
                         .bold = true,
                         .ax = 1,
                         .plain = true,
                         .colour = public ? 0x555555 : 0xFFFFFF};
    char *text = g_utf8_strup(view->data->sensitivity ? view->data->sensitivity : "", -1);
    LtpXY at = {head.x + head.w - 1.5 * zoom, head.y + 0.6 * zoom};
    LtpMapBox box = ltp_map_text_box(view->canvas, &style, at, text);
    *width = *text ? box.w + 3 * zoom : 0;
    if (draw && *text) {
        LtpMapBox around = {box.x - 1.5 * zoom, head.y, box.w + 3 * zoom, box.h + 1.2 * zoom};
        ltp_map_rectangle(view->canvas, around);
        ltp_map_fill(view->canvas, public ? 0xFFFFFF : 0xB00020);
        ltp_map_rectangle(view->canvas, around);
        ltp_map_stroke(view->canvas, public ? 0x888888 : 0xB00020, 0.2);
        ltp_map_text(view->canvas, &style, at, text);
    }
    g_free(text);
}

/* Right to left; `*width` grows by what they took. */
static LtpCode draw_logos(LtpMapView *view, LtpMapBox head, double *width, LtpError *err)
{
    const LtpMapConfig *config = view->job->config;
    for (size_t i = 0; config && i < config->n_logos; i++) {
        double zoom = view->sheet.zoom, taken = 0;
        LtpMapBox box = {head.x + head.w - *width - 30 * zoom - 2, head.y, 30 * zoom, 10 * zoom};
        LTP_TRY(ltp_map_picture(view->canvas, config->logos[i], box, true, &taken, err));
        *width += taken + 2;
    }
    return LTP_OK;
}

/* A little smaller rather than one word on a second line; returns the height. */
static double fit_line(LtpMapCanvas *canvas, LtpMapStyle *style, LtpXY at, const char *text)
{
    const double full = style->size, width = style->width;
    style->width = 0;
    double wide = ltp_map_text_box(canvas, style, at, text).w;
    style->width = width;
    if (wide > width && wide * 0.8 < width)
        style->size = full * 0.99 * width / wide;
    return ltp_map_text_box(canvas, style, at, text).h;
}

LtpCode ltp_map_draw_head(LtpMapView *view, LtpMapBox box, bool draw, double *height, LtpError *err)
{
    double zoom = view->sheet.zoom, taken = 0;
    size_t logos = view->job->config ? view->job->config->n_logos : 0;
    draw_mark(view, box, draw, &taken);
    if (draw)
        LTP_TRY(draw_logos(view, box, &taken, err));
    LtpBuf title = {0}, subtitle = {0};
    LtpMapStyle large = {.role = LTP_MAP_TITLE,
                         .size = 15 * zoom,
                         .bold = true,
                         .colour = 0x111111,
                         .width = box.w - 24 * zoom - (double)logos * 32 * zoom};
    LtpMapStyle small = {
        .role = LTP_MAP_SUBTITLE, .size = 8.5 * zoom, .colour = 0x444444, .width = large.width};
    put_title(view, &title);
    put_subtitle(view, &subtitle);
    LtpXY at = {box.x, box.y};
    double high = ltp_map_text_box(view->canvas, &large, at, ltp_buf_text(&title)).h;
    LtpXY below = {box.x, box.y + high + 0.5 * zoom};
    double low = fit_line(view->canvas, &small, below, ltp_buf_text(&subtitle));
    if (draw) {
        ltp_map_text(view->canvas, &large, at, ltp_buf_text(&title));
        ltp_map_text(view->canvas, &small, below, ltp_buf_text(&subtitle));
    }
    *height = fmax(high + low + 0.5 * zoom, logos > 0 ? 10 * zoom : 0);
    ltp_buf_release(&title);
    ltp_buf_release(&subtitle);
    return LTP_OK;
}

/* ---- foot ---- */

static void put_sources(LtpMapView *view, LtpBuf *out)
{
    const LtpMapData *data = view->data;
    const char *source = is_reference(view) ? "" : data->source;
    const char *date = is_reference(view) ? data->boundaries_date : data->date;
    ltp_buf_puts(out, ltp_map_words(view, "Sources : ", "Sources: "));
    ltp_type_dates(out, source, view->job->lang);
    if (*data->boundaries && !strstr(source, data->boundaries)) {
        ltp_buf_puts(out, *source ? "; " : "");
        ltp_type_dates(out, data->boundaries, view->job->lang);
    }
    ltp_buf_puts(out, *source || *data->boundaries
                          ? "."
                          : ltp_map_words(view, "non indiquées.", "not stated."));
    if (*data->edition)
        ltp_buf_printf(out,
                       ltp_map_words(view, " Limites : édition %s.", " Boundaries: edition %s."),
                       data->edition);
    if (*data->licence)
        ltp_buf_printf(out, ltp_map_words(view, " Licence : %s.", " Licence: %s."), data->licence);
    ltp_buf_puts(out, ltp_map_words(view, "\nDate des données : ", "\nDate of the data: "));
    if (*date)
        put_day(view, out, date);
    else
        ltp_buf_puts(out, ltp_map_words(view, "non indiquée", "not stated"));
    ltp_buf_puts(out, ltp_map_words(view, ". Carte établie le ", ". Map made on "));
    ltp_type_date(out, ltp_os_today(), view->job->lang);
    ltp_buf_puts(out, ".");
}

static const char *rule_word(const LtpMapView *view, const char *rule)
{
    if (strcmp(rule, "sum") == 0)
        return ltp_map_words(view, "somme", "sum");
    if (strcmp(rule, "latest") == 0)
        return ltp_map_words(view, "dernier chiffre", "latest figure");
    return ltp_map_words(view, "plus grand chiffre", "largest figure");
}

static void put_rules(LtpMapView *view, LtpBuf *out)
{
    const char *mode = ltp_map_parameter(view->data, view->data->parameters, "mode");
    const char *period = ltp_map_parameter(view->data, view->data->parameters, "period-rule");
    const char *area = ltp_map_parameter(view->data, view->data->parameters, "area-rule");
    if (mode && strcmp(mode, "allocated") == 0)
        ltp_buf_puts(out, ltp_map_words(view,
                                        " Les personnes signalées à un niveau supérieur sont "
                                        "réparties (estimation).",
                                        " People reported at a higher level are divided among the "
                                        "units (estimated)."));
    if (period && area && view->job->theme->classes)
        ltp_buf_printf(out,
                       ltp_map_words(view,
                                     " Doubles comptes évités par : %s (dates), %s (activités).",
                                     " Double counting avoided by: %s (dates), %s (activities)."),
                       rule_word(view, period), rule_word(view, area));
    if (view->job->theme->classes)
        ltp_buf_printf(out, ltp_map_words(view, " Classes : %s.", " Classes: %s."),
                       ltp_scheme_name(view->job->scheme));
}

/* What the configuration says, else who of the period before reports again. */
static void put_reports(LtpMapView *view, LtpBuf *out, const char *said)
{
    const LtpMapJob *job = view->job;
    if (said)
        ltp_buf_puts(out, said);
    else if (job->orgs_before > 0)
        ltp_buf_printf(out,
                       ltp_map_words(view,
                                     "organisations actives de la période précédente qui "
                                     "déclarent encore, %lld sur %lld",
                                     "organisations active in the period before that report "
                                     "again, %lld of %lld"),
                       (long long)job->orgs_still, (long long)job->orgs_before);
    else
        ltp_buf_puts(out, ltp_map_words(view, "non connue", "not known"));
}

static void put_method(LtpMapView *view, LtpBuf *out)
{
    const LtpMapConfig *config = view->job->config;
    const char *reports = config ? ltp_text_in(config->reports, view->job->lang) : NULL;
    const char *note = config ? ltp_text_in(config->note, view->job->lang) : NULL;
    ltp_buf_puts(out, ltp_map_words(view, "Méthode : ", "Method: "));
    ltp_buf_puts(out, ltp_text_in(view->job->theme->method, view->job->lang));
    if (is_reference(view))
        return;
    put_rules(view, out);
    ltp_buf_puts(
        out, ltp_map_words(view, "\nPart des rapports reçus : ", "\nShare of reports received: "));
    put_reports(view, out, reports);
    ltp_buf_puts(out, ltp_map_words(view,
                                    ". L'absence de données ne prouve ni l'absence de besoins ni "
                                    "l'absence d'acteurs.",
                                    ". That data are missing proves neither that needs nor that "
                                    "actors are missing."));
    if (*view->data->not_located)
        ltp_buf_printf(out,
                       ltp_map_words(view, "\nLignes non localisées, absentes de la carte : %s.",
                                     "\nLines not located, not on the map: %s."),
                       view->data->not_located);
    if (note)
        ltp_buf_printf(out, " %s", note);
}

static void put_imprint(LtpMapView *view, LtpBuf *out)
{
    const LtpMapConfig *config = view->job->config;
    LtpLang lang = view->job->lang;
    ltp_buf_printf(
        out,
        ltp_map_words(view, "Projection : %s ; datum WGS 84.", "Projection: %s; datum WGS 84."),
        ltp_projection_name(view->projection, lang));
    ltp_buf_printf(out, ltp_map_words(view, "\nCarte n° %s%s, %s.", "\nMap no. %s%s, %s."),
                   view->job->country_code ? view->job->country_code : "XXX",
                   config ? config->number : "001", view->data->file_name);
    if (config && ltp_text_in(config->organisation, lang))
        ltp_buf_printf(out, " %s.", ltp_text_in(config->organisation, lang));
    if (config && ltp_text_in(config->contact, lang))
        ltp_buf_printf(out, ltp_map_words(view, " Contact : %s.", " Contact: %s."),
                       ltp_text_in(config->contact, lang));
    if (*view->data->program)
        ltp_buf_printf(out, " %s.", view->data->program);
    if (config && ltp_text_in(config->disclaimer, lang))
        ltp_buf_printf(out, "\n%s", ltp_text_in(config->disclaimer, lang));
}

double ltp_map_draw_foot(LtpMapView *view, LtpMapBox box, bool draw)
{
    static void (*const columns[])(LtpMapView *, LtpBuf *) = {put_sources, put_method, put_imprint};
    double zoom = view->sheet.zoom, gap = 4 * zoom, high = 0, width = (box.w - 2 * gap) / 3;
    LtpMapStyle style = {
        .role = LTP_MAP_FOOT, .size = 5.6 * zoom, .colour = 0x333333, .width = width};
    if (draw) {
        cairo_move_to(view->canvas->cr, box.x, box.y);
        cairo_line_to(view->canvas->cr, box.x + box.w, box.y);
        ltp_map_stroke(view->canvas, 0x999999, 0.15);
    }
    for (int i = 0; i < 3; i++) {
        LtpBuf text = {0};
        LtpXY at = {box.x + i * (width + gap), box.y + zoom};
        columns[i](view, &text);
        LtpMapBox taken = draw ? ltp_map_text(view->canvas, &style, at, ltp_buf_text(&text))
                               : ltp_map_text_box(view->canvas, &style, at, ltp_buf_text(&text));
        high = fmax(high, taken.h + zoom);
        ltp_buf_release(&text);
    }
    return high;
}
