/* The one-file page: a table that opens by double click, with no network, on an old browser;
 * without JavaScript it is still whole. */
#include "base/number.h"
#include "exports/driver.h"
#include "exports/figures.h"
#include "exports/out.h"
#include "exports/page.h"
#include "exports/page_map.h"

#include <stdio.h>
#include <string.h>

/* Shown first and at once, in this order; the other columns after a click (a committee reads ten
 * columns, not forty). */
static const char *const main_columns[] = {
    "name", "title",    "pcode",   "level",         "priority", "n_actors", "severity",
    "pin",  "targeted", "reached", "coverage_need", "gap_need", "state"};
enum { N_MAIN = sizeof main_columns / sizeof *main_columns };

typedef struct Column {
    const LtpField *field;
    const LtpClasses *classes; /* of words; NULL for other fields */
    size_t source;             /* index in the release */
    bool main;
} Column;

typedef struct Page {
    LtpLang lang;
    LtpPageMap map;
    LtpBuf colours, facts, summary, drawing, head, rows, dictionary, stamps, title, abstract,
        program;
    Column *columns; /* owned; in the order of the page */
    size_t n_columns;
    const Column *priority; /* NULL when the layer has none */
    int64_t *counts;        /* owned; rows of each class of the priority */
} Page;

static void release_page(Page *page)
{
    LtpBuf *const bufs[] = {&page->colours,  &page->facts,      &page->summary, &page->head,
                            &page->rows,     &page->dictionary, &page->stamps,  &page->title,
                            &page->abstract, &page->program,    &page->drawing};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        ltp_buf_release(bufs[i]);
    ltp_page_map_release(&page->map);
    ltp_free(page->columns);
    ltp_free(page->counts);
}

/* ---- columns ---- */

static const LtpClasses *words_of(const LtpExportFile *file, const LtpField *field)
{
    const LtpExportSource *source = &file->job->source;
    if (source->classes == NULL || field->type != LTP_TEXT)
        return NULL;
    return source->classes(source->arg, field->name);
}

static void add_column(Page *page, const LtpExportFile *file, size_t source, bool main)
{
    const LtpField *field = ltp_release_field(file->release, source);
    page->columns[page->n_columns++] =
        (Column){.field = field, .classes = words_of(file, field), .source = source, .main = main};
}

static bool is_main(const char *name)
{
    for (size_t i = 0; i < N_MAIN; i++) {
        if (strcmp(main_columns[i], name) == 0)
            return true;
    }
    return false;
}

/* The main columns in their order, then the others in that of the layer. */
static void order_columns(Page *page, const LtpExportFile *file)
{
    size_t n = ltp_release_n_fields(file->release);
    for (size_t m = 0; m < N_MAIN; m++) {
        for (size_t i = 0; i < n; i++) {
            if (strcmp(ltp_release_field(file->release, i)->name, main_columns[m]) == 0)
                add_column(page, file, i, true);
        }
    }
    bool few = page->n_columns < 3; /* not the kind of layer the main columns are of */
    for (size_t i = 0; i < n; i++) {
        if (!is_main(ltp_release_field(file->release, i)->name))
            add_column(page, file, i, few);
    }
}

static LtpCode choose_columns(Page *page, const LtpExportFile *file, LtpError *err)
{
    page->columns = ltp_calloc(ltp_release_n_fields(file->release) + 1, sizeof *page->columns);
    if (page->columns == NULL)
        return ltp_fail_memory(err);
    order_columns(page, file);
    for (size_t i = 0; i < page->n_columns; i++) {
        const Column *column = &page->columns[i];
        if (column->classes != NULL && strcmp(column->field->name, "priority") == 0)
            page->priority = column;
    }
    page->counts = ltp_calloc(page->priority != NULL ? page->priority->classes->count : 1,
                              sizeof *page->counts);
    return page->counts != NULL ? LTP_OK : ltp_fail_memory(err);
}

static bool is_number(const LtpField *field)
{
    return field->type == LTP_INTEGER || field->type == LTP_REAL;
}

static void put_head(Page *page)
{
    for (size_t i = 0; i < page->n_columns; i++) {
        const Column *column = &page->columns[i];
        ltp_buf_printf(&page->head,
                       "<th scope=\"col\" class=\"%s%s\"><button type=\"button\" title=\"",
                       is_number(column->field) ? "n" : "", column->main ? "" : " more");
        ltp_html_text(&page->head, ltp_text_in(column->field->definition, page->lang));
        ltp_buf_puts(&page->head, "\">");
        ltp_html_text(&page->head, ltp_text_in(column->field->label, page->lang));
        ltp_buf_puts(&page->head, "</button><span>"); /* of buttons, paper shows the first page's */
        ltp_html_text(&page->head, ltp_text_in(column->field->label, page->lang));
        ltp_buf_puts(&page->head, "</span></th>\n");
    }
}

static void put_dictionary(Page *page)
{
    LtpBuf *out = &page->dictionary;
    for (size_t i = 0; i < page->n_columns; i++) {
        const LtpField *field = page->columns[i].field;
        ltp_buf_puts(out, "<tr><th scope=\"row\">");
        ltp_html_text(out, ltp_text_in(field->label, page->lang));
        ltp_buf_printf(out, "<br><code>%s</code></th><td>", field->name);
        ltp_html_text(out, ltp_text_in(field->definition, page->lang));
        ltp_buf_puts(out, "</td><td>");
        ltp_html_text(out, ltp_figure_unit(field->unit, page->lang));
        ltp_buf_puts(out, "</td></tr>\n");
    }
}

static bool is_colour(const char *text)
{
    return text != NULL && text[0] == '#' && strlen(text) == 7 &&
           strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

/* The colours of the classes in force: data of the store, not of the page. */
static void put_colours(Page *page)
{
    for (size_t i = 0; i < page->n_columns; i++) {
        const LtpClasses *classes = page->columns[i].classes;
        for (size_t k = 0; classes != NULL && k < classes->count; k++) {
            const char *colour = classes->classes[k].colour;
            if (is_colour(colour))
                ltp_buf_printf(&page->colours,
                               ".c%zu-%zu .mark { background-color: %s; } li.c%zu-%zu { "
                               "border-left-color: %s; } li.c%zu-%zu i { border-top-color: %s; }\n",
                               i, k, colour, i, k, colour, i, k, colour);
        }
    }
}

/* ---- rows ---- */

/* What a column of numbers is sorted by: empty for what is not known, between 0 and 5 when
 * withheld. */
static void put_sort_key(LtpBuf *out, const LtpValue *value)
{
    char text[LTP_REAL_TEXT];
    ltp_buf_puts(out, " data-v=\"");
    if (value->suppressed)
        ltp_buf_puts(out, "2.5");
    else if (!value->null && value->type == LTP_REAL)
        ltp_buf_puts(out, ltp_real_text(value->real, text));
    else if (!value->null)
        ltp_buf_printf(out, "%lld", (long long)value->integer);
    ltp_buf_putc(out, '"');
}

static void put_value(LtpBuf *out, const Column *column, const LtpValue *value, LtpLang lang)
{
    LtpBuf text = {0};
    ltp_figure_put(&text, column->field, column->classes, value, lang);
    ltp_html_text(out, ltp_buf_text(&text));
    out->failed |= text.failed;
    ltp_buf_release(&text);
}

/* The class of a word, -1 for other values and columns. */
static int class_of(const Column *column, const LtpValue *value)
{
    return column->classes != NULL ? ltp_scheme_class(column->classes, *value) : -1;
}

static void put_cell(Page *page, size_t i, const LtpValue *value)
{
    LtpBuf *out = &page->rows;
    const Column *column = &page->columns[i];
    bool heads = strcmp(column->field->name, "name") == 0;
    int cls = class_of(column, value);
    ltp_buf_puts(out, heads ? "<th scope=\"row\" class=\"" : "<td class=\"");
    ltp_buf_printf(out, "%s%s%s", is_number(column->field) ? "n" : "", column->main ? "" : " more",
                   value->suppressed ? " s"
                   : value->null     ? " u"
                                     : "");
    if (cls >= 0)
        ltp_buf_printf(out, " c%zu-%d", i, cls);
    ltp_buf_putc(out, '"');
    if (is_number(column->field))
        put_sort_key(out, value);
    ltp_buf_puts(out, cls >= 0 ? "><span class=\"mark\"></span>" : ">");
    put_value(out, column, value, page->lang);
    ltp_buf_puts(out, heads ? "</th>" : "</td>");
}

static void count_priority(Page *page, const LtpReleaseRow *row)
{
    int cls = page->priority != NULL
                  ? class_of(page->priority, &row->values[page->priority->source])
                  : -1;
    if (cls >= 0)
        page->counts[cls]++;
}

static const char *text_of(const LtpExportFile *file, const LtpReleaseRow *row, const char *name)
{
    for (size_t i = 0; i < ltp_release_n_fields(file->release); i++) {
        if (strcmp(ltp_release_field(file->release, i)->name, name) == 0 && !row->values[i].null)
            return row->values[i].text;
    }
    return row->id;
}

/* The outline of a row, in the class of its priority. */
static LtpCode draw(Page *page, const LtpExportFile *file, const LtpReleaseRow *row, LtpError *err)
{
    if (page->priority == NULL || row->wkb == NULL ||
        ltp_release_geometry(file->release) != LTP_MULTIPOLYGON)
        return LTP_OK;
    const LtpValue *value = &row->values[page->priority->source];
    int cls = class_of(page->priority, value);
    LtpBuf title = {0};
    ltp_buf_printf(&title, "%s%s", text_of(file, row, "name"),
                   page->lang == LTP_FR ? "\u00a0: " : ": ");
    if (cls >= 0)
        ltp_buf_puts(&title, ltp_text_in(page->priority->classes->classes[cls].label, page->lang));
    LtpCode rc = ltp_page_map_add(&page->map, row->wkb, row->wkb_size, row->id,
                                  ltp_buf_text(&title), cls, err);
    ltp_buf_release(&title);
    return rc;
}

static LtpCode on_row(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    Page *page = arg;
    LTP_TRY(draw(page, file, row, err));
    size_t start = page->rows.size;
    ltp_buf_puts(&page->rows, "<tr id=\"");
    ltp_html_text(&page->rows, row->id);
    ltp_buf_puts(&page->rows, "\">");
    for (size_t i = 0; i < page->n_columns; i++)
        put_cell(page, i, &row->values[page->columns[i].source]);
    ltp_buf_puts(&page->rows, "</tr>\n");
    count_priority(page, row);
    LTP_TRY(ltp_buf_check(&page->rows, err));
    ltp_facts_digest(&file->facts, page->rows.data + start, page->rows.size - start);
    return LTP_OK;
}

/* ---- around the table ---- */

static void put_fact(Page *page, const char *label, const char *value)
{
    static const LtpField date = {.type = LTP_DATE}; /* what is no date stays as it is */
    if (value == NULL)
        return;
    ltp_buf_puts(&page->facts, page->facts.size > 0 ? " · " : "");
    ltp_html_text(&page->facts, label);
    ltp_buf_puts(&page->facts, page->lang == LTP_FR ? "\u00a0: <b>" : ": <b>");
    put_value(&page->facts, &(Column){.field = &date}, &(LtpValue){.type = LTP_DATE, .text = value},
              page->lang);
    ltp_buf_puts(&page->facts, "</b>");
}

static void put_stamps(Page *page, const LtpRelease *release)
{
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    for (size_t i = 0; i < count; i++) {
        const char *value = ltp_release_stamp(release, keys[i].key);
        ltp_buf_puts(&page->stamps, "<tr><th scope=\"row\">");
        ltp_html_text(&page->stamps, ltp_text_in(keys[i].label, page->lang));
        ltp_buf_puts(&page->stamps, value != NULL ? "</th><td>" : "</th><td class=\"u\">");
        ltp_html_text(&page->stamps, value != NULL ? value : ltp_figure_unknown(page->lang));
        ltp_buf_puts(&page->stamps, "</td></tr>\n");
    }
}

static void put_facts(Page *page, const LtpExportFile *file)
{
    static const char *const shown[] = {"date", "edition", "sensitivity"};
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) {
        for (size_t i = 0; i < count; i++) {
            if (strcmp(keys[i].key, shown[k]) == 0)
                put_fact(page, ltp_text_in(keys[i].label, page->lang),
                         ltp_release_stamp(file->release, shown[k]));
        }
    }
    LtpBuf rows = {0};
    ltp_figure_number(&rows, (double)file->facts.rows, 0, page->lang);
    put_fact(page, page->lang == LTP_FR ? "Lignes" : "Rows", ltp_buf_text(&rows));
    ltp_buf_release(&rows);
}

/* How many rows are of each class; what cannot be shown only where there is some. */
static void put_summary(Page *page)
{
    if (page->priority == NULL)
        return;
    const LtpClasses *classes = page->priority->classes;
    size_t column = (size_t)(page->priority - page->columns);
    int64_t most = 1;
    for (size_t i = 0; i < classes->count; i++)
        most = page->counts[i] > most ? page->counts[i] : most;
    ltp_buf_puts(&page->summary, "<h2>");
    ltp_html_text(&page->summary, ltp_text_in(page->priority->field->label, page->lang));
    ltp_buf_puts(&page->summary, "</h2>\n<ul class=\"sums\">\n");
    for (size_t i = 0; i < classes->count; i++) {
        if (page->counts[i] == 0 && classes->classes[i].kind != LTP_CLASS_WORD)
            continue;
        ltp_buf_printf(&page->summary, "<li class=\"c%zu-%zu\"><b>", column, i);
        ltp_figure_number(&page->summary, (double)page->counts[i], 0, page->lang);
        ltp_buf_puts(&page->summary, "</b>");
        ltp_html_text(&page->summary, ltp_text_in(classes->classes[i].label, page->lang));
        ltp_buf_printf(&page->summary, "<i style=\"width:%.1f%%\"></i></li>\n",
                       100 * (double)page->counts[i] / (double)most);
    }
    ltp_buf_puts(&page->summary, "</ul>");
}

static LtpCode put_map(Page *page, LtpError *err)
{
    char prefix[32];
    if (page->priority == NULL)
        return LTP_OK;
    snprintf(prefix, sizeof prefix, "c%zu", (size_t)(page->priority - page->columns));
    return ltp_page_map_put(&page->map, page->priority->classes, prefix,
                            ltp_text_in(page->priority->field->label, page->lang), &page->drawing,
                            err);
}

/* ---- the file ---- */

static LtpCode fill_page(Page *page, LtpExportFile *file, LtpError *err)
{
    const LtpLayer *layer = ltp_release_layer(file->release);
    const char *title = ltp_release_stamp(file->release, "title");
    const char *abstract = ltp_release_stamp(file->release, "abstract");
    LTP_TRY(choose_columns(page, file, err));
    LTP_TRY(ltp_export_rows(file, on_row, page, err));
    ltp_html_text(&page->title, title != NULL ? title : ltp_text_in(layer->title, page->lang));
    ltp_html_text(&page->abstract,
                  abstract != NULL ? abstract : ltp_text_in(layer->abstract, page->lang));
    ltp_html_text(&page->program, ltp_release_stamp(file->release, "program"));
    put_colours(page);
    put_head(page);
    put_dictionary(page);
    put_stamps(page, file->release);
    put_facts(page, file);
    put_summary(page);
    return put_map(page, err);
}

static LtpCode put_page(const Page *page, LtpBuf *out, LtpError *err)
{
    const struct {
        const char *mark;
        const LtpBuf *html;
    } filled[] = {{"colours", &page->colours}, {"facts", &page->facts},
                  {"summary", &page->summary}, {"map", &page->drawing},
                  {"head", &page->head},       {"rows", &page->rows},
                  {"stamps", &page->stamps},   {"dictionary", &page->dictionary},
                  {"title", &page->title},     {"abstract", &page->abstract},
                  {"program", &page->program}};
    enum { FILLED = sizeof filled / sizeof *filled };
    LtpPagePart parts[FILLED + 1] = {{"lang", page->lang == LTP_FR ? "fr" : "en"}};
    for (size_t i = 0; i < FILLED; i++) {
        LTP_TRY(ltp_buf_check(filled[i].html, err));
        parts[i + 1] = (LtpPagePart){filled[i].mark, ltp_buf_text(filled[i].html)};
    }
    return ltp_page_put(out, ltp_text_html_page_html, page->lang, parts, FILLED + 1, err);
}

static LtpCode write_html(LtpExportFile *file, LtpError *err)
{
    Page page = {.lang = ltp_lang()};
    LtpOut out = {0};
    LtpCode rc = LTP_OK;
    LTP_GO(fill_page(&page, file, err));
    LTP_GO(ltp_out_open(&out, file->path, err));
    LTP_GO(put_page(&page, &out.buf, err));
    rc = ltp_out_close(&out, err);
done:
    ltp_out_release(&out);
    release_page(&page);
    return rc;
}

/* ---- reading back ---- */

static void next_line(FILE *file, LtpBuf *line)
{
    ltp_buf_clear(line);
    for (int c = getc(file); c != EOF; c = getc(file)) {
        ltp_buf_putc(line, (char)c);
        if (c == '\n')
            return;
    }
}

static LtpCode read_html(const char *path, LtpFacts *found, LtpError *err)
{
    LtpBuf line = {0};
    bool ended = false;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return ltp_fail(err, LTP_EIO, _("%s cannot be read back."), path);
    for (next_line(file, &line); line.size > 0; next_line(file, &line)) {
        ended = strcmp(ltp_buf_text(&line), "</html>\n") == 0;
        if (strncmp(ltp_buf_text(&line), "<tr id=", strlen("<tr id=")) == 0) {
            ltp_facts_digest(found, line.data, line.size);
            found->rows++;
        }
    }
    LtpCode rc = ltp_buf_check(&line, err);
    if (rc == LTP_OK && (ferror(file) || !ended))
        rc = ltp_fail(err, LTP_EIO, _("%s was read back without its end; it was not kept."), path);
    fclose(file);
    ltp_buf_release(&line);
    return rc;
}

static LtpCode run(const LtpExportJob *job, LtpError *err)
{
    static const LtpFileFormat format = {.write = write_html, .read = read_html};
    return ltp_export_files(job, &ltp_exporter_html, &format, err);
}

static const char *const default_layers[] = {"gaps", NULL};

const LtpExporter ltp_exporter_html = {
    .name = "html",
    .title = {"Page web en un seul fichier", "Web page in one file"},
    .extension = "html",
    .extensions = "htm",
    .layers = default_layers,
    .run = run,
};
