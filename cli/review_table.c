#include "cli/review_table.h"

#include "base/csv.h"
#include "base/lang.h"
#include "base/os.h"
#include "cli/output.h"
#include "importers/importer.h"

#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

enum Column { KIND, ROWS, TEXT, WHY, EDITION, KEPT, CANDIDATES, DECISION, NOTE, KEY };

static const struct {
    const char *header;
    double width; /* in characters, for the workbook */
} columns[LTP_REVIEW_COLUMNS] = {
    [KIND] = {N_("kind"), 14},
    [ROWS] = {N_("rows"), 8},
    [TEXT] = {N_("as written"), 48},
    [WHY] = {N_("why"), 40},
    [EDITION] = {N_("edition"), 9},
    [KEPT] = {N_("kept meanwhile"), 20},
    [CANDIDATES] = {N_("candidates"), 44},
    [DECISION] = {N_("decision"), 20},
    [NOTE] = {N_("note"), 24},
    [KEY] = {N_("key"), 30},
};

const char *ltp_review_header(size_t column)
{
    return ltp_gettext(columns[column].header);
}

static const char *kind_label(LtpReviewKind kind)
{
    switch (kind) {
    case LTP_REVIEW_PLACE:
        return _("place");
    case LTP_REVIEW_WORD:
        return _("word");
    case LTP_REVIEW_ORGANISATION:
        return _("organisation");
    case LTP_REVIEW_LTP:
        return _("theme LTP");
    case LTP_REVIEW_ROW:
        return _("row");
    }
    return "";
}

/* Why it is asked, in words. */
static void put_why(const LtpReviewItem *item, LtpBuf *out)
{
    switch (item->kind) {
    case LTP_REVIEW_WORD:
        ltp_buf_printf(out, _("unknown word of the vocabulary \"%s\""), item->code);
        return;
    case LTP_REVIEW_ORGANISATION:
        ltp_buf_puts(out, _("perhaps one organisation: yes or no?"));
        return;
    case LTP_REVIEW_LTP:
        ltp_buf_puts(out, strcmp(item->code, "text") == 0
                              ? _("counted as LTP by its text alone: yes or no?")
                              : _("its text speaks of LTP, its theme does not; not counted: yes or "
                                  "no?"));
        return;
    case LTP_REVIEW_PLACE:
    case LTP_REVIEW_ROW:
        break;
    }
    ltp_finding_text(item->code, "", ltp_lang(), out);
    while (out->size > 0 && strchr(" :", out->data[out->size - 1]) != NULL)
        out->data[--out->size] = '\0';
}

LtpCode ltp_review_cells(const LtpReviewItem *item, LtpArena *arena,
                         const char *cells[LTP_REVIEW_COLUMNS], LtpError *err)
{
    LtpBuf why = {0};
    char rows[32];
    put_why(item, &why);
    snprintf(rows, sizeof rows, "%lld", (long long)item->rows);
    const char *const texts[LTP_REVIEW_COLUMNS] = {[KIND] = kind_label(item->kind),
                                                   [ROWS] = rows,
                                                   [TEXT] = item->text,
                                                   [WHY] = ltp_buf_text(&why),
                                                   [EDITION] = item->edition,
                                                   [KEPT] = item->kept,
                                                   [CANDIDATES] = item->candidates,
                                                   [DECISION] = "",
                                                   [NOTE] = "",
                                                   [KEY] = item->key};
    LtpCode rc = ltp_buf_check(&why, err);
    for (size_t i = 0; rc == LTP_OK && i < LTP_REVIEW_COLUMNS; i++) {
        cells[i] = ltp_arena_strdup(arena, texts[i] != NULL ? texts[i] : "");
        if (cells[i] == NULL)
            rc = ltp_fail_memory(err);
    }
    ltp_buf_release(&why);
    return rc;
}

/* ---- CSV ---- */

typedef struct Sheet {
    LtpArena arena;
    LtpOutput output;
    LtpCsv csv;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *plain, *wrapped, *asked, *grey;
    size_t count;
} Sheet;

/* The table is opened in a spreadsheet: what begins like a formula must not run as one. */
static const char *guarded(const char *text, LtpArena *arena)
{
    size_t size = strlen(text);
    char *copy =
        strchr("=+@\t", text[0]) != NULL && size > 0 ? ltp_arena_alloc(arena, size + 2) : NULL;
    if (copy == NULL)
        return text;
    copy[0] = '\'';
    memcpy(copy + 1, text, size);
    return copy;
}

static LtpCode put_csv(const LtpReviewItem *item, void *arg, LtpError *err)
{
    Sheet *sheet = arg;
    const char *cells[LTP_REVIEW_COLUMNS];
    LTP_TRY(ltp_review_cells(item, &sheet->arena, cells, err));
    for (size_t i = 0; i < LTP_REVIEW_COLUMNS; i++)
        ltp_csv_text(&sheet->csv, guarded(cells[i], &sheet->arena));
    ltp_csv_end_row(&sheet->csv);
    sheet->count++;
    return ltp_output_flush(&sheet->output, err);
}

static LtpCode write_csv(LtpStore *store, const char *path, Sheet *sheet, LtpError *err)
{
    LtpCode rc;
    LTP_GO(ltp_output_open(&sheet->output, path, err));
    sheet->csv = (LtpCsv){.out = &sheet->output.text};
    for (size_t i = 0; i < LTP_REVIEW_COLUMNS; i++)
        ltp_csv_text(&sheet->csv, ltp_review_header(i));
    ltp_csv_end_row(&sheet->csv);
    LTP_GO(ltp_review_each(store, put_csv, sheet, err));
    LTP_GO(ltp_output_commit(&sheet->output, err));
done:
    ltp_output_release(&sheet->output);
    return rc;
}

/* ---- XLSX ---- */

/* Rows as high as their longest wrapped cell: not every spreadsheet fits them by itself. */
static void set_height(Sheet *sheet, lxw_row_t row, const char *const cells[LTP_REVIEW_COLUMNS])
{
    enum { LINE_POINTS = 15, MAX_LINES = 8 };
    size_t lines = 1;
    for (size_t i = 0; i < LTP_REVIEW_COLUMNS; i++) {
        size_t needed = i == KEY ? 1 : 1 + strlen(cells[i]) / (size_t)columns[i].width;
        lines = needed > lines ? needed : lines;
    }
    lines = lines < MAX_LINES ? lines : MAX_LINES;
    worksheet_set_row(sheet->sheet, row, (double)(lines * LINE_POINTS), NULL);
}

static LtpCode put_xlsx(const LtpReviewItem *item, void *arg, LtpError *err)
{
    Sheet *sheet = arg;
    const char *cells[LTP_REVIEW_COLUMNS];
    lxw_row_t row = (lxw_row_t)++sheet->count;
    LTP_TRY(ltp_review_cells(item, &sheet->arena, cells, err));
    set_height(sheet, row, cells);
    for (size_t i = 0; i < LTP_REVIEW_COLUMNS; i++) {
        lxw_col_t column = (lxw_col_t)i;
        bool asked = (i == DECISION || i == NOTE) && item->kind != LTP_REVIEW_ROW;
        if (i == ROWS)
            worksheet_write_number(sheet->sheet, row, column, (double)item->rows, sheet->plain);
        else if (asked)
            worksheet_write_blank(sheet->sheet, row, column, sheet->asked);
        else
            worksheet_write_string(sheet->sheet, row, column, cells[i],
                                   i == KEY ? sheet->grey : sheet->wrapped);
    }
    if (item->kind == LTP_REVIEW_ORGANISATION || item->kind == LTP_REVIEW_LTP) {
        char yes[16], no[16], *words[] = {yes, no, NULL};
        snprintf(yes, sizeof yes, "%s", _("yes"));
        snprintf(no, sizeof no, "%s", _("no"));
        lxw_data_validation list = {.validate = LXW_VALIDATION_TYPE_LIST, .value_list = words};
        worksheet_data_validation_cell(sheet->sheet, row, DECISION, &list);
    }
    return LTP_OK;
}

static void open_workbook(Sheet *sheet, const char *path)
{
    lxw_workbook_options options = {.constant_memory = LXW_FALSE};
    sheet->workbook = workbook_new_opt(path, &options);
    sheet->sheet = workbook_add_worksheet(sheet->workbook, "Questions");
    sheet->plain = workbook_add_format(sheet->workbook);
    sheet->wrapped = workbook_add_format(sheet->workbook);
    sheet->asked = workbook_add_format(sheet->workbook);
    sheet->grey = workbook_add_format(sheet->workbook);
    lxw_format *head = workbook_add_format(sheet->workbook);
    format_set_bold(head);
    format_set_bottom(head, LXW_BORDER_THIN);
    format_set_text_wrap(sheet->wrapped);
    format_set_align(sheet->wrapped, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(sheet->plain, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(sheet->asked, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(sheet->asked, 0xFFF2CC);
    format_set_border(sheet->asked, LXW_BORDER_HAIR);
    format_set_font_color(sheet->grey, 0x999999);
    format_set_align(sheet->grey, LXW_ALIGN_VERTICAL_TOP);
    for (size_t i = 0; i < LTP_REVIEW_COLUMNS; i++) {
        lxw_col_t column = (lxw_col_t)i;
        worksheet_set_column(sheet->sheet, column, column, columns[i].width, NULL);
        worksheet_write_string(sheet->sheet, 0, column, ltp_review_header(i), head);
    }
    worksheet_freeze_panes(sheet->sheet, 1, 0);
    worksheet_set_landscape(sheet->sheet);
    worksheet_fit_to_pages(sheet->sheet, 1, 0); /* printed: one page wide */
    worksheet_repeat_rows(sheet->sheet, 0, 0);
}

static LtpCode write_xlsx(LtpStore *store, const char *path, Sheet *sheet, LtpError *err)
{
    LtpBuf partial = {0};
    ltp_buf_printf(&partial, "%s.partial", path);
    LTP_TRY(ltp_buf_check(&partial, err));
    open_workbook(sheet, ltp_buf_text(&partial));
    LtpCode rc = ltp_review_each(store, put_xlsx, sheet, err);
    if (rc == LTP_OK)
        worksheet_autofilter(sheet->sheet, 0, 0, (lxw_row_t)sheet->count, LTP_REVIEW_COLUMNS - 1);
    lxw_error failed = workbook_close(sheet->workbook);
    if (rc == LTP_OK && failed != LXW_NO_ERROR)
        rc = ltp_fail(err, LTP_EIO, _("Cannot write %s: %s."), path, lxw_strerror(failed));
    if (rc == LTP_OK)
        rc = ltp_os_commit(ltp_buf_text(&partial), path, err);
    if (rc != LTP_OK && ltp_os_remove(ltp_buf_text(&partial), NULL) != LTP_OK)
        rc = ltp_wrap(err, rc, _("%s could not be removed"), ltp_buf_text(&partial));
    ltp_buf_release(&partial);
    return rc;
}

LtpCode ltp_review_table_write(LtpStore *store, const char *path, size_t *count, LtpError *err)
{
    Sheet sheet = {0};
    LtpCode rc = ltp_path_has_extension(path, "xlsx") ? write_xlsx(store, path, &sheet, err)
                                                      : write_csv(store, path, &sheet, err);
    *count = sheet.count;
    ltp_arena_release(&sheet.arena);
    return rc;
}
