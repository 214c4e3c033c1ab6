#include "exports/map/map.h"

#include "base/os.h"
#include "base/text.h"
#include "exports/map/names.h"
#include "exports/map/view.h"

#include <string.h>

/* ---- file ---- */

/* "Burkina Faso" as "burkina_faso"; `code` in small letters for a name of other letters. */
static void put_slug(LtpBuf *out, const char *text, const char *code)
{
    size_t start = out->size;
    LtpBuf folded = {0}, letters = {0};
    ltp_text_fold(text, &folded);
    for (const char *at = ltp_buf_text(&folded); *at; at++)
        if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'))
            ltp_buf_putc(out, *at);
        else if (*at == ' ')
            ltp_buf_putc(out, '_');
    for (const char *at = code; out->size == start && *at; at++)
        ltp_buf_putc(&letters, *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at);
    ltp_buf_puts(out, ltp_buf_text(&letters));
    ltp_buf_release(&letters);
    ltp_buf_release(&folded);
}

/* MLI001_mali_ltp_presence_a4_20200331 */
static LtpCode choose_name(LtpMapData *data, const LtpMapJob *job, int32_t root, LtpError *err)
{
    LtpBuf name = {0};
    int year = 0, month = 0, dom = 0;
    ltp_day_civil(ltp_os_today(), &year, &month, &dom);
    ltp_buf_printf(&name, "%s%s_", job->country_code ? job->country_code : "XXX",
                   job->config ? job->config->number : "001");
    put_slug(&name, *data->country ? data->country : "pays",
             job->country_code ? job->country_code : "xxx");
    if (root >= 0 && data->units[root].level > 0) {
        ltp_buf_putc(&name, '_');
        put_slug(&name, data->units[root].name, data->units[root].pcode);
    }
    ltp_buf_printf(&name, "_ltp_%s%s_%s_%04d%02d%02d", job->theme->name,
                   job->atlas >= 0 ? "_atlas" : "", job->page == LTP_MAP_A3 ? "a3" : "a4", year,
                   month, dom);
    data->file_name = ltp_arena_strdup(&data->arena, ltp_buf_text(&name));
    LtpCode rc = data->file_name ? ltp_buf_check(&name, err) : ltp_fail_memory(err);
    ltp_buf_release(&name);
    return rc;
}

static LtpCode choose_dest(const LtpMapJob *job, const LtpMapData *data, char **dest, LtpError *err)
{
    LtpBuf path = {0};
    size_t length = job->dest ? strlen(job->dest) : 0;
    bool folder = length > 0 && (job->dest[length - 1] == '/' || ltp_os_is_dir(job->dest));
    if (length > 0 && !folder) {
        ltp_buf_puts(&path, job->dest);
    } else {
        ltp_buf_puts(&path, length > 0 ? job->dest : "");
        if (length > 0 && job->dest[length - 1] != '/')
            ltp_buf_putc(&path, '/');
        ltp_buf_printf(&path, "%s.pdf", data->file_name);
    }
    LtpCode rc = ltp_buf_check(&path, err);
    *dest = ltp_buf_take(&path);
    return rc != LTP_OK ? rc : *dest ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode choose_format(const LtpMapJob *job, LtpMapFormat *format, LtpError *err)
{
    size_t length = job->dest ? strlen(job->dest) : 0;
    bool folder = length == 0 || job->dest[length - 1] == '/' || ltp_os_is_dir(job->dest);
    *format = LTP_MAP_PDF;
    if (folder || ltp_path_has_extension(job->dest, "pdf"))
        return LTP_OK;
    if (job->atlas >= 0)
        return ltp_fail(err, LTP_EUSAGE,
                        _("An atlas has several pages: write it to a file that ends in .pdf."));
    if (ltp_path_has_extension(job->dest, "png"))
        *format = LTP_MAP_PNG;
    else if (ltp_path_has_extension(job->dest, "svg"))
        *format = LTP_MAP_SVG;
    else
        return ltp_fail(err, LTP_EUSAGE,
                        _("A map is a .pdf, .png or .svg file; \"%s\" ends in none of these."),
                        job->dest);
    return LTP_OK;
}

/* ---- one page ---- */

/* The unit that holds all units of the analysis, where they are not the whole country. */
static int32_t find_root(LtpMapData *data)
{
    const char *within = ltp_map_parameter(data, data->parameters, "within");
    int64_t at = within ? ltp_hash_get(data->by_pcode, within) : -1;
    return at >= 0 && data->units[at].level > 0 ? (int32_t)at : -1;
}

/* Noto has nearly all scripts, those of China, Japan and Korea in a package of their own. */
static void say_strange(const LtpMapJob *job, const LtpMapData *data, const LtpMapCanvas *canvas)
{
    if (!job->notes)
        return;
    if (data->n_unreadable > 0)
        ltp_buf_printf(job->notes,
                       _("Names in letters that no font of this machine has: %zu, such as \"%s\". "
                         "The map shows their P-codes. Install fonts and make it again: apt "
                         "install fonts-noto-core (for Chinese, Japanese and Korean: "
                         "fonts-noto-cjk)\n"),
                       data->n_unreadable, data->unreadable);
    else if (canvas->strange > 0)
        ltp_buf_printf(job->notes,
                       _("Characters that no font of this machine has: %lld. They show as boxes. "
                         "Install fonts and make the map again: apt install "
                         "fonts-noto-core (for Chinese, Japanese and Korean: fonts-noto-cjk)\n"),
                       (long long)canvas->strange);
}

static LtpCode draw_single(LtpMapView *view, LtpMapCanvas *canvas, const LtpMapSheet *sheet,
                           LtpError *err)
{
    view->canvas = canvas;
    view->sheet = *sheet;
    ltp_map_canvas_begin(canvas);
    LtpCode rc = ltp_map_page_draw(view, err);
    ltp_map_canvas_end(canvas);
    return rc;
}

static bool lies(const LtpMapJob *job, LtpXY area)
{
    if (job->turn != LTP_MAP_AUTO)
        return job->turn == LTP_MAP_LANDSCAPE;
    return job->atlas >= 0 || ltp_map_sheet_prefers_landscape(job->page, area);
}

static void tell_about(LtpMapCanvas *canvas, const LtpMapJob *job, const LtpMapData *data,
                       int32_t root)
{
    LtpBuf title = {0};
    const char *place = root >= 0 ? data->units[root].name : data->country;
    const char *author = job->config ? ltp_text_in(job->config->organisation, job->lang) : NULL;
    ltp_buf_printf(&title, "%s%s%s", place, *place ? " - " : "",
                   ltp_text_in(job->theme->title, job->lang));
    ltp_map_canvas_about(canvas, ltp_buf_text(&title), author ? author : data->program,
                         data->file_name, data->program);
    ltp_buf_release(&title);
}

static LtpCode open_canvas(const LtpMapJob *job, LtpMapFormat format, const LtpMapSheet *sheet,
                           LtpMapCanvas *canvas, LtpError *err)
{
    LTP_TRY(ltp_map_canvas_open(canvas, format, sheet->width, sheet->height, job->dpi, err));
    canvas->lang = job->lang;
    canvas->trace = job->trace;
    if (job->trace) {
        job->trace->width = sheet->width;
        job->trace->height = sheet->height;
        job->trace->margin = sheet->margin;
    }
    return LTP_OK;
}

static LtpCode draw_pages(LtpMapView *view, LtpMapFormat format, LtpMapCanvas *canvas,
                          LtpError *err)
{
    const LtpMapJob *job = view->job;
    LtpXY area = ltp_map_view_size(view);
    LtpMapSheet sheet = ltp_map_sheet(job->page, lies(job, area), area);
    LTP_TRY(open_canvas(job, format, &sheet, canvas, err));
    tell_about(canvas, job, view->data, view->root);
    ltp_map_readable_names(view->data, canvas);
    view->place = view->root >= 0 ? view->data->units[view->root].name : view->data->country;
    LTP_TRY(job->atlas >= 0 ? ltp_map_atlas_draw(job, view->data, canvas, err)
                            : draw_single(view, canvas, &sheet, err));
    return ltp_map_canvas_finish(canvas, err);
}

static LtpCode draw(LtpMapView *view, LtpMapCanvas *canvas, LtpError *err)
{
    LtpMapFormat format;
    LTP_TRY(choose_format(view->job, &format, err));
    LTP_TRY(ltp_map_data_read(view->data, view->job, err));
    view->root = find_root(view->data);
    LTP_TRY(choose_name(view->data, view->job, view->root, err));
    LTP_TRY(ltp_map_view_prepare(view, err));
    return draw_pages(view, format, canvas, err);
}

LtpCode ltp_map_make(const LtpMapJob *job, LtpError *err)
{
    LtpMapData data = {0};
    LtpMapCanvas canvas = {0};
    LtpMapView view = {.job = job, .data = &data};
    char *dest = NULL;
    LtpCode rc;
    LTP_GO(draw(&view, &canvas, err));
    LTP_GO(choose_dest(job, &data, &dest, err));
    LTP_GO(ltp_os_write_file(dest, canvas.bytes.data, canvas.bytes.size, err));
    say_strange(job, &data, &canvas);
    if (job->written)
        ltp_buf_printf(job->written, "%s\n", dest);
done:
    ltp_map_view_release(&view);
    ltp_map_canvas_release(&canvas);
    ltp_map_data_release(&data);
    ltp_free(dest);
    return rc;
}
