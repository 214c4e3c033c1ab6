#include "cli/mapping.h"

#include "base/suggest.h"
#include "cli/say.h"
#include "exports/exporter.h"

#include <stdio.h>
#include <string.h>

static const LtpOption options[] = {
    {.name = "layer",
     .kind = LTP_OPTION_LIST,
     .argument = N_("LAYER"),
     .help = N_("A layer to export, once for each. Else a folder gets every layer that has rows,\n"
                "a file for one layer the gaps.")},
    {.name = "crs",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("EPSG"),
     .help = N_("gpkg, qgis, shapefile, flatgeobuf: the coordinate system, such as EPSG:32630;\n"
                "WGS 84 (EPSG:4326) if not said. The other formats are always in WGS 84.")},
    {.name = "clearance",
     .kind = LTP_OPTION_VALUE,
     .words = "public|restricted|confidential",
     .help = N_("Who may see the files; public if not said. What is above it is left out.")},
    {.name = NULL}};

typedef struct Exporting {
    LtpRun *run;
    LtpSensitivity clearance;
    LtpScheme *scheme;
} Exporting;

static LtpCode open_release(void *arg, const char *layer, LtpRelease **release, LtpError *err)
{
    const Exporting *exporting = arg;
    return ltp_release_open(exporting->run->store, layer, exporting->run->params,
                            exporting->clearance, release, err);
}

/* The same figures, rolled up to another level. */
static LtpCode open_at(void *arg, const char *layer, int level, LtpRelease **release, LtpError *err)
{
    const Exporting *exporting = arg;
    LtpParams *params = NULL;
    char text[16];
    snprintf(text, sizeof text, "%d", level);
    LTP_TRY(ltp_params_copy(exporting->run->params, &params, err));
    LtpCode rc = ltp_params_set(params, "level", text, err);
    if (rc == LTP_OK)
        rc = ltp_release_open(exporting->run->store, layer, params, exporting->clearance, release,
                              err);
    ltp_params_free(params);
    return rc;
}

static const LtpClasses *classes_of(void *arg, const char *theme)
{
    const Exporting *exporting = arg;
    return ltp_scheme_classes(exporting->scheme, theme);
}

static LtpCode note_scheme(const char *name, const char *value, void *arg, LtpError *err)
{
    (void)err;
    if (strcmp(name, "scheme") == 0)
        ltp_buf_puts(arg, value);
    return LTP_OK;
}

static LtpCode draw_map(void *arg, const char *theme, const char *path, int dpi, LtpError *err)
{
    const Exporting *exporting = arg;
    return ltp_map_file(exporting->run, theme, exporting->clearance, path, dpi, err);
}

/* The scheme that was asked for, else the one in force. */
static LtpCode load_scheme(Exporting *exporting, LtpError *err)
{
    LtpBuf name = {0};
    LtpCode rc = ltp_params_each(exporting->run->params, note_scheme, &name, err);
    if (rc == LTP_OK)
        rc = ltp_scheme_load(exporting->run->store, name.size > 0 ? ltp_buf_text(&name) : NULL,
                             &exporting->scheme, err);
    ltp_buf_release(&name);
    return rc;
}

static const char *format_at(size_t i)
{
    return ltp_exporter_at(i) ? ltp_exporter_at(i)->name : NULL;
}

static LtpCode unknown_format(const char *name, LtpError *err)
{
    LtpSuggest suggest = {.word = name};
    LtpBuf names = {0};
    ltp_suggest_offer_all(&suggest, format_at, &names);
    LtpCode rc =
        suggest.best
            ? ltp_fail(err, LTP_EUSAGE, _("There is no format \"%s\". Did you mean \"%s\"?"), name,
                       suggest.best)
            : ltp_fail(err, LTP_EUSAGE, _("There is no format \"%s\". There are: %s."), name,
                       ltp_buf_text(&names));
    ltp_buf_release(&names);
    return rc;
}

/* The layers that were asked for; LTP_EUSAGE for one that does not exist. */
static LtpCode wanted_layers(const LtpOptions *given, const char **layers, size_t *n_layers,
                             LtpError *err)
{
    for (size_t i = 0; i < given->n_values; i++) {
        const LtpOptionValue *value = &given->values[i];
        LtpSuggest suggest = {.word = value->text};
        if (strcmp(value->option->name, "layer") != 0)
            continue;
        for (size_t k = 0; ltp_layer_at(k); k++)
            ltp_suggest_offer(&suggest, ltp_layer_at(k)->name);
        if (!ltp_layer_find(value->text))
            return suggest.best
                       ? ltp_fail(err, LTP_EUSAGE,
                                  _("There is no layer \"%s\". Did you mean \"%s\"?"), value->text,
                                  suggest.best)
                       : ltp_fail(err, LTP_EUSAGE,
                                  _("There is no layer \"%s\". `ltp info` lists the layers."),
                                  value->text);
        layers[(*n_layers)++] = value->text;
    }
    return LTP_OK;
}

static void say_lines(const LtpBuf *text)
{
    size_t size = text->size;
    if (size > 0 && text->data[size - 1] == '\n')
        size--;
    if (size > 0)
        ltp_say("%.*s", (int)size, text->data);
}

static LtpCode export_layers(const LtpExporter *exporter, Exporting *exporting,
                             const char *const *layers, size_t n_layers, LtpError *err)
{
    LtpBuf written = {0}, notes = {0};
    LtpExportJob job = {.crs = ltp_options_value(&exporting->run->options, "crs"),
                        .dest = exporting->run->options.arguments[1],
                        .layers = layers,
                        .n_layers = n_layers,
                        .source = {.open = open_release,
                                   .open_at = open_at,
                                   .classes = classes_of,
                                   .map = draw_map,
                                   .arg = exporting},
                        .progress = &exporting->run->progress,
                        .written = &written,
                        .notes = &notes};
    LtpCode rc = ltp_export(exporter, &job, err);
    if (rc == LTP_OK) {
        say_lines(&written);
        say_lines(&notes);
    }
    ltp_buf_release(&written);
    ltp_buf_release(&notes);
    return rc;
}

static LtpCode run_export(LtpRun *run, LtpError *err)
{
    const LtpExporter *exporter = ltp_exporter_find(run->options.arguments[0]);
    Exporting exporting = {.run = run, .clearance = ltp_options_clearance(&run->options)};
    size_t n_layers = 0;
    if (!exporter)
        return unknown_format(run->options.arguments[0], err);
    const char **layers = ltp_calloc(run->options.n_values + 1, sizeof *layers);
    if (!layers)
        return ltp_fail_memory(err);
    LtpCode rc = wanted_layers(&run->options, layers, &n_layers, err);
    if (rc == LTP_OK)
        rc = load_scheme(&exporting, err);
    if (rc == LTP_OK)
        rc = export_layers(exporter, &exporting, layers, n_layers, err);
    ltp_scheme_free(exporting.scheme);
    ltp_free(layers);
    return rc;
}

const LtpCommand ltp_command_export = {
    .name = "export",
    .group = N_("Give out"),
    .summary = N_("Makes files for others: GeoJSON, shapefile, page ... at a clearance."),
    .arguments = N_("FORMAT DEST"),
    .text =
        N_("DEST is a file, or a folder where the format makes several files. Unless you say\n"
           "otherwise the files are public: contacts, exact sites, remarks and small numbers of\n"
           "people are left out. A file is written beside its place, read back and counted, then\n"
           "renamed: what stands at DEST is whole."),
    .examples = "export geojson out/ --layer coverage --layer gaps\n"
                "export shapefile out/communes --layer coverage --from 2020-01-01 --to 2020-03-31\n"
                "export html ecarts.html --layer gaps --theme ltp\n"
                "export kit /media/usb/ltp\n"
                "export geojson lignes.geojson --layer lines --clearance restricted",
    .store = LTP_STORE_TO_READ,
    .min_arguments = 2,
    .max_arguments = 2,
    .filters = true,
    .options = options,
    .run = run_export,
};
