#include "cli/figures.h"

#include "base/number.h"
#include "base/os.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "exports/exporter.h"

#include <string.h>

enum { STDOUT = 1 };
#define MAX_GEOJSON ((size_t)1 << 30)

const LtpOption ltp_figures_options[] = {
    LTP_FORMAT_OPTION("csv|json|geojson|table"), LTP_OUTPUT_OPTION, {.name = NULL}};

/* ---- rows ---- */

static LtpCode put_rows(const LtpAnalysis *analysis, LtpRows *rows, size_t n_fields, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpValue *values = ltp_calloc(n_fields, sizeof *values);
    if (!values)
        return ltp_fail_memory(err);
    for (size_t row = 0; row < ltp_analysis_count(analysis); row++) {
        for (size_t i = 0; i < n_fields; i++)
            values[i] = ltp_analysis_value(analysis, row, i);
        LTP_GO(ltp_rows_put(rows, values, err));
    }
done:
    ltp_free(values);
    return rc;
}

static LtpCode write_rows(const LtpAnalysis *analysis, const LtpRowsOptions *options, LtpError *err)
{
    const LtpLayer *layer = ltp_analysis_layer(analysis);
    const LtpField **fields = ltp_calloc(layer->n_fields, sizeof *fields);
    LtpRows *rows = NULL;
    LtpCode rc;
    if (!fields)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < layer->n_fields; i++)
        fields[i] = &layer->fields[i];
    LTP_GO(ltp_rows_new(options, fields, layer->n_fields, &rows, err));
    LTP_GO(put_rows(analysis, rows, layer->n_fields, err));
    LTP_GO(ltp_rows_end(rows, err));
done:
    ltp_rows_free(rows);
    ltp_free(fields);
    return rc;
}

/* ---- GeoJSON, by the exporter ---- */

static LtpCode open_release(void *arg, const char *layer, LtpRelease **release, LtpError *err)
{
    const LtpRun *run = arg;
    return ltp_release_open(run->store, layer, run->params, LTP_CONFIDENTIAL, release, err);
}

static LtpCode export_geojson(LtpRun *run, const char *layer, const char *dest, LtpError *err)
{
    LtpExportJob job = {.dest = dest,
                        .layers = &layer,
                        .n_layers = 1,
                        .source = {.open = open_release, .arg = run},
                        .progress = &run->progress};
    return ltp_exporter_find("geojson")->run(&job, err);
}

/* The exporter proves what it wrote by reading it back, so it writes a file even for the standard
 * output. */
static LtpCode geojson_to_stdout(LtpRun *run, const char *layer, LtpError *err)
{
    LtpOutput output = {0};
    LtpError ignored = {0};
    char *dir = NULL, *path = NULL, *bytes = NULL;
    size_t size = 0;
    LtpCode rc;
    LTP_GO(ltp_os_temp_dir(&dir, err));
    path = ltp_path_join(dir, "figures.geojson");
    if (!path)
        LTP_GO(ltp_fail_memory(err));
    LTP_GO(export_geojson(run, layer, path, err));
    LTP_GO(ltp_os_read_file(path, MAX_GEOJSON, &bytes, &size, err));
    LTP_GO(ltp_output_open(&output, NULL, err));
    ltp_buf_put(&output.text, bytes, size);
    LTP_GO(ltp_output_commit(&output, err));
done:
    if (dir && ltp_os_remove_tree(dir, &ignored) != LTP_OK)
        ltp_say(_("The temporary folder %s could not be removed."), dir);
    ltp_output_release(&output);
    ltp_free(bytes);
    ltp_free(path);
    ltp_free(dir);
    return rc;
}

/* ---- what stands under the result ---- */

static LtpCode say_parameter(const char *name, const char *value, void *arg, LtpError *err)
{
    LtpBuf *text = arg;
    (void)err;
    if (value && *value)
        ltp_buf_printf(text, "%s%s=%s", text->size ? " " : "", name, value);
    return LTP_OK;
}

/* A number of people, or that it is not known. */
static const char *people_text(int64_t people, LtpBuf *text)
{
    if (people == LTP_NULL_INT)
        return _("number not known");
    ltp_buf_printf(text, "%lld", (long long)people);
    return ltp_buf_text(text);
}

static void say_not_located(const LtpAnalysisNotes *notes)
{
    LtpBuf targeted = {0}, reached = {0};
    if (notes->lines_not_located > 0)
        ltp_say(_("Lines not located, in no figure above: %lld; people targeted: %s; reached: %s."),
                (long long)notes->lines_not_located,
                people_text(notes->people_not_located_targeted, &targeted),
                people_text(notes->people_not_located_reached, &reached));
    if (notes->lines_not_carried > 0)
        ltp_say(_("Lines located in another edition whose place has no counterpart here, in no "
                  "figure above: %lld."),
                (long long)notes->lines_not_carried);
    if (notes->needs_not_carried > 0)
        ltp_say(_("Units of another edition whose figures of need have no counterpart here, in no "
                  "figure above: %lld."),
                (long long)notes->needs_not_carried);
    ltp_buf_release(&targeted);
    ltp_buf_release(&reached);
}

static LtpCode say_notes(const LtpAnalysis *analysis, LtpError *err)
{
    LtpAnalysisNotes notes = ltp_analysis_notes(analysis);
    size_t units = ltp_analysis_count(analysis);
    LtpBuf parameters = {0};
    LtpCode rc = ltp_params_each(ltp_analysis_params(analysis), say_parameter, &parameters, err);
    ltp_say(
        _("Units: %zu; with no activity known: %lld; with no figure of needs: %lld. Active lines: "
          "%lld."),
        units, (long long)notes.units_without_line, (long long)notes.units_without_need,
        (long long)notes.lines_active);
    say_not_located(&notes);
    ltp_say(_("Parameters: %s"), ltp_buf_text(&parameters));
    ltp_say(_("Working view: confidential. `ltp export` makes files that may leave the house."));
    ltp_buf_release(&parameters);
    return rc;
}

LtpCode ltp_figures_run(LtpRun *run, LtpTheme theme, const char *const *table_fields, LtpError *err)
{
    const char *format = ltp_options_value(&run->options, "format");
    LtpRowsOptions options = {.format = format,
                              .path = ltp_options_value(&run->options, "output"),
                              .table_fields = table_fields};
    const char *layer = theme == LTP_THEME_GAPS ? "gaps" : "coverage";
    LtpAnalysis *analysis = NULL;
    LtpScheme *scheme = NULL;
    LtpCode rc;
    LTP_GO(ltp_analysis_run(run->store, run->params, theme, &analysis, err));
    LTP_GO(ltp_scheme_load(run->store, ltp_options_value(&run->options, "scheme"), &scheme, err));
    options.scheme = scheme;
    if (!format || strcmp(format, "geojson") != 0)
        LTP_GO(write_rows(analysis, &options, err));
    else if (options.path && strcmp(options.path, "-") != 0)
        LTP_GO(export_geojson(run, layer, options.path, err));
    else
        LTP_GO(geojson_to_stdout(run, layer, err));
    LTP_GO(say_notes(analysis, err));
done:
    ltp_scheme_free(scheme);
    ltp_analysis_free(analysis);
    return rc;
}
