#include "importers/return_file.h"

#include "base/lang.h"
#include "base/number.h"
#include "base/os.h"
#include "base/text.h"
#include "importers/findings.h"
#include "importers/importer.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

/* Longest text of a note on a cell. */
enum { MAX_NOTE = 1000, MAX_CELL = 32000, CELL_WIDTH = 16 };

typedef struct ReturnColumn {
    char *header, *hxl, *field;
} ReturnColumn;

typedef struct ReturnFile {
    LtpArena arena;
    LtpReturnHead head;
    ReturnColumn *columns;
    size_t n_columns, capacity;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *header, *refused, *doubtful, *reason;
    LtpReturnCounts *counts;
    LtpBuf reasons, text;
} ReturnFile;

static LtpCode keep_column(const char *header, const char *hxl, const char *field, void *arg,
                           LtpError *err)
{
    ReturnFile *file = arg;
    LTP_TRY(ltp_grow((void **)&file->columns, &file->capacity, file->n_columns,
                     sizeof *file->columns, err));
    file->columns[file->n_columns++] =
        (ReturnColumn){.header = ltp_arena_strdup(&file->arena, header),
                       .hxl = ltp_arena_strdup(&file->arena, hxl),
                       .field = ltp_arena_strdup(&file->arena, field)};
    return LTP_OK;
}

/* ---- the sheet ---- */

static lxw_format *filled(ReturnFile *file, lxw_color_t colour)
{
    lxw_format *format = workbook_add_format(file->workbook);
    format_set_bg_color(format, colour);
    return format;
}

static void open_sheet(ReturnFile *file, const char *path)
{
    const char *name = file->head.sheet != NULL ? file->head.sheet : "Retour";
    file->workbook = workbook_new(path);
    file->sheet = workbook_add_worksheet(file->workbook, name);
    if (file->sheet == NULL)
        file->sheet = workbook_add_worksheet(file->workbook, "Retour");
    file->header = workbook_add_format(file->workbook);
    format_set_bold(file->header);
    format_set_text_wrap(file->header);
    format_set_bottom(file->header, LXW_BORDER_THIN);
    file->refused = filled(file, 0xF8CBAD);
    file->doubtful = filled(file, 0xFFF2CC);
    file->reason = workbook_add_format(file->workbook);
    format_set_font_color(file->reason, 0x9C0006);
    format_set_text_wrap(file->reason);
}

static void put_text(ReturnFile *file, lxw_row_t row, size_t column, const char *text,
                     lxw_format *format)
{
    double number;
    bool code = text[0] == '0' && text[1] != '\0' && text[1] != '.';
    if (text[0] == '\0' && format != NULL)
        worksheet_write_blank(file->sheet, row, (lxw_col_t)column, format);
    else if (!code && ltp_parse_double(text, &number))
        worksheet_write_number(file->sheet, row, (lxw_col_t)column, number, format);
    else if (text[0] != '\0' && strlen(text) < MAX_CELL)
        worksheet_write_string(file->sheet, row, (lxw_col_t)column, text, format);
}

static void put_headers(ReturnFile *file)
{
    lxw_row_t row = (lxw_row_t)(file->head.header_row > 0 ? file->head.header_row - 1 : 0);
    if (row > 0)
        worksheet_write_string(file->sheet, 0, 0,
                               "À corriger : cellules en rouge (ligne refusée) et en jaune "
                               "(à vérifier) ; la raison est en fin de ligne.",
                               file->reason);
    if (file->n_columns > 0)
        worksheet_set_column(file->sheet, 0, (lxw_col_t)(file->n_columns - 1), CELL_WIDTH, NULL);
    for (size_t i = 0; i < file->n_columns; i++) {
        lxw_col_t column = (lxw_col_t)i;
        if (file->columns[i].header != NULL)
            worksheet_write_string(file->sheet, row, column, file->columns[i].header, file->header);
        if (file->columns[i].hxl != NULL && file->head.hxl_row > 0)
            worksheet_write_string(file->sheet, (lxw_row_t)(file->head.hxl_row - 1), column,
                                   file->columns[i].hxl, NULL);
    }
    worksheet_write_string(file->sheet, row, (lxw_col_t)file->n_columns, LTP_RETURN_HEADER "statut",
                           file->header);
    worksheet_write_string(file->sheet, row, (lxw_col_t)(file->n_columns + 1),
                           LTP_RETURN_HEADER "raison", file->header);
    worksheet_set_column(file->sheet, (lxw_col_t)(file->n_columns + 1),
                         (lxw_col_t)(file->n_columns + 1), 80, NULL);
    worksheet_freeze_panes(file->sheet, row + 1, 0);
    worksheet_set_landscape(file->sheet);
    worksheet_fit_to_pages(file->sheet, 1, 0); /* printed: one page wide */
    worksheet_repeat_rows(file->sheet, row, row);
}

/* ---- a row ---- */

/* The column a finding speaks of: by its header, else by its field; the count when by neither. */
static size_t column_of(const ReturnFile *file, const char *said)
{
    for (size_t i = 0; said != NULL && i < file->n_columns; i++)
        if (file->columns[i].header != NULL && strcmp(file->columns[i].header, said) == 0)
            return i;
    for (size_t i = 0; said != NULL && i < file->n_columns; i++)
        if (file->columns[i].field != NULL && strcmp(file->columns[i].field, said) == 0)
            return i;
    return file->n_columns;
}

/* Colours the cell a finding speaks of, and notes the reason; false for what needs no correction.
 */
static bool put_finding(ReturnFile *file, lxw_row_t row, const json_t *cells, const json_t *finding)
{
    const char *code = json_string_value(json_array_get(finding, 0));
    const char *said = json_string_value(json_array_get(finding, 1));
    const char *value = json_string_value(json_array_get(finding, 2));
    const LtpFindingKind *kind = code != NULL ? ltp_finding_kind(code) : NULL;
    if (kind == NULL || kind->severity == LTP_FINDING_NOTE)
        return false;
    ltp_buf_clear(&file->text);
    ltp_finding_text(code, value != NULL ? value : "", LTP_FR, &file->text);
    ltp_buf_printf(&file->reasons, "%s%s", file->reasons.size > 0 ? " ; " : "",
                   ltp_buf_text(&file->text));
    size_t column = column_of(file, said);
    if (column == file->n_columns)
        return true;
    const char *cell = json_string_value(json_array_get(cells, column));
    bool refuses = kind->severity == LTP_FINDING_REJECT;
    put_text(file, row, column, cell != NULL ? cell : "", refuses ? file->refused : file->doubtful);
    if (file->text.size < MAX_NOTE)
        worksheet_write_comment(file->sheet, row, (lxw_col_t)column, ltp_buf_text(&file->text));
    return true;
}

static const char *fate_label(const char *fate)
{
    if (strcmp(fate, "rejected") == 0)
        return "refusée";
    return strcmp(fate, "duplicate") == 0 ? "doublon" : "acceptée";
}

static LtpCode put_row(int64_t number, const char *cells_text, const char *fate,
                       const char *findings_text, void *arg, LtpError *err)
{
    ReturnFile *file = arg;
    lxw_row_t row = (lxw_row_t)(number - 1);
    json_t *cells = json_loads(cells_text, 0, NULL), *findings = json_loads(findings_text, 0, NULL);
    bool faulty = false;
    ltp_buf_clear(&file->reasons);
    for (size_t i = 0; i < json_array_size(cells); i++)
        put_text(file, row, i, json_string_value(json_array_get(cells, i)), NULL);
    for (size_t i = 0; i < json_array_size(findings); i++)
        faulty = put_finding(file, row, cells, json_array_get(findings, i)) || faulty;
    worksheet_write_string(file->sheet, row, (lxw_col_t)file->n_columns, fate_label(fate), NULL);
    if (file->reasons.size > 0 && file->reasons.size < MAX_CELL)
        worksheet_write_string(file->sheet, row, (lxw_col_t)(file->n_columns + 1),
                               ltp_buf_text(&file->reasons), file->reason);
    file->counts->rows++;
    file->counts->rejected += strcmp(fate, "rejected") == 0;
    file->counts->warned += faulty && strcmp(fate, "accepted") == 0;
    json_decref(cells);
    json_decref(findings);
    return ltp_buf_check(&file->reasons, err);
}

/* ---- the file ---- */

static LtpCode write_partial(LtpStore *store, ReturnFile *file, const char *partial, LtpError *err)
{
    open_sheet(file, partial);
    put_headers(file);
    LtpCode rc = ltp_return_rows(store, file->head.import_id, put_row, file, err);
    lxw_error failed = workbook_close(file->workbook);
    if (rc == LTP_OK && failed != LXW_NO_ERROR)
        rc = ltp_fail(err, LTP_EIO, _("Cannot write %s: %s."), partial, lxw_strerror(failed));
    return rc;
}

LtpCode ltp_return_file(LtpStore *store, const char *source, const char *path,
                        LtpReturnCounts *counts, LtpError *err)
{
    ReturnFile file = {.counts = counts};
    LtpBuf partial = {0};
    LtpCode rc;
    *counts = (LtpReturnCounts){0};
    ltp_buf_printf(&partial, "%s.partial", path);
    LTP_GO(ltp_buf_check(&partial, err));
    LTP_GO(ltp_return_find(store, source, &file.head, err));
    LTP_GO(ltp_return_columns(store, file.head.import_id, keep_column, &file, err));
    LTP_GO(write_partial(store, &file, ltp_buf_text(&partial), err));
    LTP_GO(ltp_os_commit(ltp_buf_text(&partial), path, err));
done:
    if (rc != LTP_OK && partial.size > 0 && ltp_os_remove(ltp_buf_text(&partial), NULL) != LTP_OK)
        rc = ltp_wrap(err, rc, _("%s could not be removed"), ltp_buf_text(&partial));
    ltp_arena_release(&file.arena);
    ltp_free(file.columns);
    ltp_buf_release(&file.reasons);
    ltp_buf_release(&file.text);
    ltp_buf_release(&partial);
    return rc;
}
