/* The workbook for people with a spreadsheet: a summary with charts, the figures at every level,
 * who is where, gaps, studies, and what every column means. */
#include "base/lang.h"
#include "base/os.h"
#include "exports/figures.h"
#include "exports/workbook.h"
#include "exports/zip.h"

#include <stdio.h>
#include <string.h>

const char *ltp_workbook_word(const LtpWorkbook *w, const char *fr, const char *en)
{
    return w->book.lang == LTP_FR ? fr : en;
}

/* ---- a sheet of rows ---- */

typedef struct Sheet {
    LtpWorkbook *workbook;
    lxw_worksheet *sheet;
    size_t row;
    size_t counted; /* column whose classes are counted; SIZE_MAX */
} Sheet;

static double width_of(const LtpField *field)
{
    if (strcmp(field->name, "name") == 0 || strcmp(field->name, "title") == 0)
        return 28;
    return field->type == LTP_TEXT ? 18 : 13;
}

static void put_head(Sheet *sheet, const LtpRelease *release)
{
    LtpBook *book = &sheet->workbook->book;
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        const LtpField *field = ltp_release_field(release, i);
        ltp_book_string(book, sheet->sheet, 0, i, ltp_text_in(field->label, book->lang),
                        LTP_BOOK_HEAD);
        worksheet_set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, width_of(field), NULL);
    }
    worksheet_set_row(sheet->sheet, 0, 48, NULL);
    sheet->row = 1;
}

static LtpCode on_row(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    Sheet *sheet = arg;
    LtpWorkbook *w = sheet->workbook;
    (void)err;
    for (size_t i = 0; i < ltp_release_n_fields(file->release); i++) {
        const LtpField *field = ltp_release_field(file->release, i);
        ltp_book_value(&w->book, sheet->sheet, sheet->row, i, field, &row->values[i]);
        if (i == sheet->counted) {
            int cls = ltp_scheme_class(w->counted, row->values[i]);
            w->counts[cls >= 0 ? (size_t)cls : w->counted->count]++;
        }
    }
    sheet->row++;
    return LTP_OK;
}

/* On paper as many pages side by side as keep the figures legible. */
static uint16_t pages_across(const LtpRelease *release)
{
    enum { PAGE_WIDTH = 170 }; /* characters on a page in landscape, small but legible */
    double width = 0;
    for (size_t i = 0; i < ltp_release_n_fields(release); i++)
        width += width_of(ltp_release_field(release, i));
    return (uint16_t)(1 + width / PAGE_WIDTH);
}

/* Filters, panes and colours, once the number of rows is known. */
static void finish_sheet(Sheet *sheet, const LtpRelease *release)
{
    LtpBook *book = &sheet->workbook->book;
    size_t n = ltp_release_n_fields(release), last = sheet->row > 1 ? sheet->row - 1 : 1;
    worksheet_freeze_panes(sheet->sheet, 1, 2);
    worksheet_autofilter(sheet->sheet, 0, 0, (lxw_row_t)last, (lxw_col_t)(n - 1));
    worksheet_set_landscape(sheet->sheet);
    worksheet_repeat_rows(sheet->sheet, 0, 0);
    worksheet_repeat_columns(sheet->sheet, 0, 1);
    worksheet_fit_to_pages(sheet->sheet, pages_across(release), 0);
    for (size_t i = 0; i < n; i++)
        ltp_book_colour(book, sheet->sheet, i, 1, last,
                        ltp_book_classes(book, ltp_release_field(release, i)));
    book->rows += (int64_t)sheet->row;
}

static bool is_explained(const LtpWorkbook *w, const LtpField *field)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        if (strcmp(w->fields[i]->name, field->name) == 0)
            return true;
    }
    return false;
}

static LtpCode explain_fields(LtpWorkbook *w, const LtpRelease *release, LtpError *err)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        const LtpField *field = ltp_release_field(release, i);
        if (w->n_fields == LTP_WORKBOOK_FIELDS || is_explained(w, field))
            continue;
        w->fields[w->n_fields] = ltp_field_keep(&w->arena, field);
        if (w->fields[w->n_fields++] == NULL)
            return ltp_fail_memory(err);
    }
    return LTP_OK;
}

LtpCode ltp_workbook_release(LtpWorkbook *w, const char *layer, int level, LtpExportFile *file,
                             LtpError *err)
{
    const LtpExportSource *source = &w->job->source;
    *file = (LtpExportFile){.job = w->job, .layer = layer};
    if (w->job->progress != NULL)
        file->progress = ltp_progress_part(w->job->progress, layer, w->done, w->done + 0.1);
    w->done += w->done < 0.8 ? 0.1 : 0;
    return level >= 0 ? source->open_at(source->arg, layer, level, &file->release, err)
                      : source->open(source->arg, layer, &file->release, err);
}

/* The classes of the field are counted for the summary. */
static LtpCode count_classes(LtpWorkbook *w, Sheet *sheet, const LtpRelease *release,
                             const char *counted, LtpError *err)
{
    sheet->counted = SIZE_MAX;
    ltp_free(w->counts);
    w->counts = NULL;
    for (size_t i = 0; counted != NULL && i < ltp_release_n_fields(release); i++) {
        const LtpField *field = ltp_release_field(release, i);
        if (strcmp(field->name, counted) == 0 && ltp_book_classes(&w->book, field) != NULL) {
            sheet->counted = i;
            w->counted = ltp_book_classes(&w->book, field);
            w->counts = ltp_calloc(w->counted->count + 1, sizeof *w->counts);
            return w->counts != NULL ? LTP_OK : ltp_fail_memory(err);
        }
    }
    return LTP_OK;
}

static void put_counts(LtpWorkbook *w, const char *title, const char *sheet_name);

static LtpCode put_layer(LtpWorkbook *w, const char *layer, int level, const char *name,
                         const char *counted, LtpError *err)
{
    LtpExportFile file = {0};
    Sheet sheet = {.workbook = w, .sheet = ltp_book_sheet(&w->book, name)};
    if (sheet.sheet == NULL)
        return ltp_fail_memory(err);
    LTP_TRY(ltp_workbook_release(w, layer, level, &file, err));
    LtpCode rc = count_classes(w, &sheet, file.release, counted, err);
    put_head(&sheet, file.release);
    if (rc == LTP_OK)
        rc = ltp_export_rows(&file, on_row, &sheet, err);
    if (rc == LTP_OK) {
        finish_sheet(&sheet, file.release);
        rc = explain_fields(w, file.release, err);
    }
    if (rc == LTP_OK && sheet.counted != SIZE_MAX)
        put_counts(w,
                   ltp_text_in(ltp_release_field(file.release, sheet.counted)->label, w->book.lang),
                   name);
    ltp_release_close(file.release);
    return rc;
}

/* ---- summary ---- */

static void put_chart(LtpWorkbook *w, const char *title, size_t first, size_t last)
{
    static const char sheet[] = "Résumé", english[] = "Summary";
    const char *name = w->book.lang == LTP_FR ? sheet : english;
    lxw_chart *chart = workbook_add_chart(w->book.workbook, LXW_CHART_BAR);
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_fill fills[32] = {0};
    lxw_chart_font small = {.size = 8};
    lxw_chart_line outline = {.color = 0x808080, .width = 0.5F};
    lxw_chart_point points[32] = {0}, *list[33] = {0};
    chart_series_set_categories(series, name, (lxw_row_t)first, 0, (lxw_row_t)last, 0);
    chart_series_set_values(series, name, (lxw_row_t)first, 1, (lxw_row_t)last, 1);
    for (size_t i = 0; i < w->counted->count && i < 32; i++) {
        fills[i].color = ltp_book_rgb(w->counted->classes[i].colour);
        points[i].fill = &fills[i];
        points[i].line = &outline; /* a class may be white */
        list[i] = &points[i];
    }
    chart_series_set_points(series, list);
    chart_series_set_labels(series);
    chart_title_set_name(chart, title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_interval_unit(chart->y_axis, 1); /* every class has its label */
    chart_axis_set_num_font(chart->y_axis, &small);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    lxw_chart_options options = {.x_offset = 110, .x_scale = 1.05, .y_scale = 0.9};
    worksheet_insert_chart_opt(w->summary, (lxw_row_t)first, 1, chart, &options);
}

/* How many rows are in each class, as a table and as bars in the colours of the classes. */
static void put_counts(LtpWorkbook *w, const char *title, const char *sheet_name)
{
    LtpBuf head = {0};
    enum { CHART_ROWS = 15 };
    size_t first = w->summary_row + 1;
    ltp_buf_printf(&head, "%s (%s)", title, sheet_name);
    ltp_book_string(&w->book, w->summary, w->summary_row, 0, ltp_buf_text(&head), LTP_BOOK_HEAD);
    ltp_book_string(&w->book, w->summary, w->summary_row, 1,
                    ltp_workbook_word(w, "Nombre", "Number"), LTP_BOOK_HEAD);
    for (size_t i = 0; i < w->counted->count; i++) {
        ltp_book_string(&w->book, w->summary, first + i, 0,
                        ltp_text_in(w->counted->classes[i].label, w->book.lang), LTP_BOOK_TEXT);
        ltp_book_number(&w->book, w->summary, first + i, 1, (double)w->counts[i], LTP_BOOK_TALLY);
    }
    put_chart(w, ltp_buf_text(&head), first, first + w->counted->count - 1);
    size_t used = w->counted->count + 2;
    w->summary_row += used > CHART_ROWS ? used : CHART_ROWS;
    ltp_buf_release(&head);
}

static const char *const notes[][2] = {
    {"Ce que ce classeur ne dit pas", "What this workbook doesn't say"},
    {"« non connu » n'est jamais zéro : le chiffre n'a pas été rapporté.",
     "\"not known\" is never zero: the figure was not reported."},
    {"Qu'aucun acteur ne soit signalé ne prouve pas qu'il n'y en a aucun.",
     "That no actor is reported doesn't prove that there is none."},
    {"« Acteurs × … » compte les lignes de chaque acteur dans chaque lieu, quel que soit leur "
     "statut ; "
     "les autres feuilles, les lignes actives pendant la période.",
     "\"Actors × ...\" counts the lines of each actor in each place, whatever their status; the "
     "other "
     "sheets, the lines active in the period."},
    {"« <5 » et « masqué » protègent les personnes : le chiffre est connu, mais trop petit.",
     "\"<5\" and \"withheld\" protect people: the figure is known, but too small."}};

/* Dates as people write them. */
static void put_stamp(LtpWorkbook *w, const char *value)
{
    static const LtpField date = {.type = LTP_DATE};
    LtpBuf text = {0};
    ltp_figure_put(&text, &date, NULL, &(LtpValue){.type = LTP_DATE, .text = value}, w->book.lang);
    ltp_book_string(&w->book, w->summary, w->summary_row++, 1, ltp_buf_text(&text), LTP_BOOK_TEXT);
    w->book.failed |= text.failed;
    ltp_buf_release(&text);
}

static LtpCode put_summary(LtpWorkbook *w, LtpError *err)
{
    LtpExportFile file = {0};
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    LTP_TRY(ltp_workbook_release(w, "coverage", -1, &file, err));
    worksheet_set_column(w->summary, 0, 0, 52, NULL);
    worksheet_set_column(w->summary, 1, 1, 90, NULL);
    worksheet_set_landscape(w->summary);
    worksheet_fit_to_pages(w->summary, 1, 0);
    ltp_book_string(&w->book, w->summary, 0, 0,
                    ltp_workbook_word(w, "Logement, terre et propriété : qui couvre quoi",
                                      "Housing, land and property: who covers what"),
                    LTP_BOOK_TITLE);
    w->summary_row = 2;
    for (size_t i = 0; i < count; i++) {
        const char *value = ltp_release_stamp(file.release, keys[i].key);
        if (value == NULL || strcmp(keys[i].key, "title") == 0)
            continue;
        ltp_book_string(&w->book, w->summary, w->summary_row, 0,
                        ltp_text_in(keys[i].label, w->book.lang), LTP_BOOK_BOLD);
        worksheet_set_row(w->summary, (lxw_row_t)w->summary_row,
                          15.0 * (double)(1 + strlen(value) / 90), NULL);
        put_stamp(w, value);
    }
    w->summary_row++;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        ltp_book_string(&w->book, w->summary, w->summary_row++, 0,
                        ltp_workbook_word(w, notes[i][0], notes[i][1]),
                        i == 0 ? LTP_BOOK_BOLD : LTP_BOOK_PLAIN);
    w->summary_row++;
    ltp_release_close(file.release);
    return LTP_OK;
}

/* ---- the file ---- */

static LtpCode on_unit(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    LtpWorkbook *w = arg;
    size_t level = ltp_workbook_column(file->release, "level");
    (void)err;
    if (level != SIZE_MAX && !row->values[level].null && row->values[level].integer >= 0 &&
        row->values[level].integer < LTP_WORKBOOK_LEVELS)
        w->levels[row->values[level].integer] = true;
    return LTP_OK;
}

static LtpCode keep_names(LtpWorkbook *w, const LtpRelease *release, LtpError *err)
{
    for (int level = 0; level < LTP_WORKBOOK_LEVELS; level++) {
        LtpText many = ltp_release_level_name(release, level)->many;
        many.fr = ltp_arena_strdup(&w->arena, many.fr);
        many.en = ltp_arena_strdup(&w->arena, many.en);
        if (many.fr == NULL || many.en == NULL)
            return ltp_fail_memory(err);
        w->names[level] = many;
    }
    return LTP_OK;
}

static LtpCode find_levels(LtpWorkbook *w, LtpError *err)
{
    LtpExportFile file = {0};
    if (w->job->source.open_at == NULL)
        return LTP_OK;
    LTP_TRY(ltp_workbook_release(w, "units", -1, &file, err));
    LtpCode rc = keep_names(w, file.release, err);
    if (rc == LTP_OK)
        rc = ltp_export_rows(&file, on_unit, w, err);
    ltp_release_close(file.release);
    return rc;
}

static LtpCode put_levels(LtpWorkbook *w, LtpError *err)
{
    bool any = false;
    for (int level = LTP_WORKBOOK_LEVELS - 1; level > 0; level--) {
        if (!w->levels[level])
            continue;
        char name[LTP_BOOK_NAME];
        ltp_book_sheet_name(&w->book, ltp_text_in(w->names[level], w->book.lang), level, name);
        LTP_TRY(put_layer(w, "coverage", level, name, any ? NULL : "n_actors", err));
        any = true;
    }
    return any ? LTP_OK
               : put_layer(w, "coverage", -1, ltp_workbook_word(w, "Couverture", "Coverage"),
                           "n_actors", err);
}

static LtpCode put_dictionary(LtpWorkbook *w, LtpError *err)
{
    static const double widths[] = {32, 90, 16, 24, 28};
    const char *const heads[] = {ltp_workbook_word(w, "Colonne", "Column"),
                                 ltp_workbook_word(w, "Ce qu'elle dit", "Meaning"),
                                 ltp_workbook_word(w, "Unité", "Unit"),
                                 ltp_workbook_word(w, "Nom technique", "Technical name"), "HXL"};
    enum { COLUMNS = sizeof heads / sizeof *heads };
    lxw_worksheet *sheet =
        ltp_book_sheet(&w->book, ltp_workbook_word(w, "Dictionnaire", "Dictionary"));
    if (sheet == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < COLUMNS; i++) {
        ltp_book_string(&w->book, sheet, 0, i, heads[i], LTP_BOOK_HEAD);
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
    }
    for (size_t row = 0; row < w->n_fields; row++) {
        const LtpField *field = w->fields[row];
        const char *const cells[COLUMNS] = {
            ltp_text_in(field->label, w->book.lang), ltp_text_in(field->definition, w->book.lang),
            ltp_figure_unit(field->unit, w->book.lang), field->name, field->hxl};
        for (size_t k = 0; k < COLUMNS; k++)
            ltp_book_string(&w->book, sheet, row + 1, k, cells[k], LTP_BOOK_TEXT);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)w->n_fields, COLUMNS - 1);
    return LTP_OK;
}

static bool has_sheet(const char *layer)
{
    static const char *const always[] = {"coverage", "gaps", "studies"};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        if (strcmp(always[i], layer) == 0)
            return true;
    }
    return false;
}

/* A sheet for each other layer that was asked for. */
static LtpCode put_named(LtpWorkbook *w, LtpError *err)
{
    for (size_t i = 0; i < w->job->n_layers; i++) {
        const char *layer = w->job->layers[i];
        const LtpLayer *found = ltp_layer_find(layer);
        char name[LTP_BOOK_NAME];
        if (has_sheet(layer))
            continue;
        ltp_book_sheet_name(&w->book,
                            found != NULL ? ltp_text_in(found->title, w->book.lang) : layer, (int)i,
                            name);
        LTP_TRY(put_layer(w, layer, -1, name, NULL, err));
    }
    return LTP_OK;
}

static LtpCode put_sheets(LtpWorkbook *w, LtpError *err)
{
    w->summary = ltp_book_sheet(&w->book, ltp_workbook_word(w, "Résumé", "Summary"));
    if (w->summary == NULL)
        return ltp_fail_memory(err);
    LTP_TRY(find_levels(w, err));
    LTP_TRY(put_summary(w, err));
    LTP_TRY(put_levels(w, err));
    LTP_TRY(ltp_workbook_matrix(w, err));
    LTP_TRY(put_layer(w, "gaps", -1, ltp_workbook_word(w, "Écarts", "Gaps"), "priority", err));
    LTP_TRY(put_layer(w, "studies", -1, ltp_workbook_word(w, "Études", "Studies"), NULL, err));
    LTP_TRY(put_named(w, err));
    return put_dictionary(w, err);
}

static void put_properties(LtpWorkbook *w)
{
    char title[] = "Logement, terre et propriété", program[] = "ltp " LTP_VERSION;
    lxw_doc_properties about = {
        .title = title,
        .comments = program,
        .created = (time_t)ltp_os_today() * 86400,
    };
    workbook_set_properties(w->book.workbook, &about);
}

static LtpCode write_workbook(const LtpExportJob *job, const char *path, int64_t *rows,
                              LtpError *err)
{
    LtpWorkbook w = {.job = job};
    LTP_TRY(ltp_os_write_file(path, "", 0, err)); /* the library would print why it cannot */
    LTP_TRY(ltp_book_open(&w.book, path, &job->source, err));
    put_properties(&w);
    LtpCode rc = put_sheets(&w, err);
    *rows = w.book.rows;
    LtpCode closed = ltp_book_close(&w.book, path, rc == LTP_OK ? err : NULL);
    ltp_free(w.counts);
    ltp_arena_release(&w.arena);
    return rc != LTP_OK ? rc : closed;
}

/* At least the rows of the tables; the summary and the dictionary have some too. */
static LtpCode prove(const char *partial, void *arg, LtpError *err)
{
    const int64_t *rows = arg;
    int64_t found = 0;
    LTP_TRY(ltp_zip_check(partial, LTP_ZIP_ANY, err));
    LTP_TRY(ltp_zip_count(partial, "xl/worksheets/sheet", "<row ", &found, err));
    return found >= *rows ? LTP_OK
                          : ltp_fail(err, LTP_EIO,
                                     _("%s was read back with %lld rows instead of %lld; it was "
                                       "not kept."),
                                     partial, (long long)found, (long long)*rows);
}

static LtpCode run(const LtpExportJob *job, LtpError *err)
{
    LtpBuf partial = {0};
    int64_t rows = 0;
    ltp_buf_printf(&partial, "%s.partial", job->dest);
    LtpCode rc = ltp_buf_check(&partial, err);
    if (rc == LTP_OK)
        rc = write_workbook(job, ltp_buf_text(&partial), &rows, err);
    if (rc == LTP_OK)
        rc = ltp_export_commit(ltp_buf_text(&partial), job->dest, prove, &rows, err);
    else if (ltp_os_remove(ltp_buf_text(&partial), NULL) != LTP_OK)
        ltp_log(LTP_LOG_WARNING, _("The unfinished file %s could not be removed."),
                ltp_buf_text(&partial));
    if (rc == LTP_OK)
        ltp_export_written(job, job->dest);
    ltp_buf_release(&partial);
    return rc == LTP_OK ? ltp_progress(job->progress, 1, 1, err) : rc;
}

static const char *const default_layers[] = {"coverage", "gaps", "lines", "studies", NULL};

const LtpExporter ltp_exporter_xlsx = {
    .name = "xlsx",
    .title = {"Classeur Excel : résumé, tableaux, graphiques",
              "Excel workbook: summary, tables, charts"},
    .extension = "xlsx",
    .many_layers = true,
    .chosen = true,
    .layers = default_layers,
    .run = run,
};
