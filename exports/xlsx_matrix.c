/* The sheet of who is where. */
#include "base/hash.h"
#include "exports/workbook.h"

#include <stdio.h>
#include <string.h>

typedef struct Matrix {
    LtpHash *actors, *places, *cells; /* cells by "place actor" */
    size_t actor, acronym, pcode, name;
    LtpWorkbook *workbook;
    lxw_worksheet *sheet;
} Matrix;

size_t ltp_workbook_column(const LtpRelease *release, const char *name)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        if (strcmp(ltp_release_field(release, i)->name, name) == 0)
            return i;
    }
    return SIZE_MAX;
}

static const char *text_at(const LtpReleaseRow *row, size_t i)
{
    return i == SIZE_MAX || row->values[i].null ? NULL : row->values[i].text;
}

static LtpCode on_line(LtpExportFile *file, const LtpReleaseRow *row, void *arg, LtpError *err)
{
    Matrix *m = arg;
    const char *actor = text_at(row, m->acronym), *pcode = text_at(row, m->pcode);
    int64_t a = 0, p = 0;
    char key[48];
    (void)file;
    actor = actor != NULL ? actor : text_at(row, m->actor);
    if (actor == NULL || pcode == NULL)
        return LTP_OK;
    size_t known = ltp_hash_count(m->places);
    LTP_TRY(ltp_hash_intern(m->actors, actor, &a, err));
    LTP_TRY(ltp_hash_intern(m->places, pcode, &p, err));
    if ((size_t)p == known) {
        ltp_book_string(&m->workbook->book, m->sheet, (size_t)p + 1, 0, pcode, LTP_BOOK_PLAIN);
        ltp_book_string(&m->workbook->book, m->sheet, (size_t)p + 1, 1, text_at(row, m->name),
                        LTP_BOOK_PLAIN);
    }
    snprintf(key, sizeof key, "%lld %lld", (long long)p, (long long)a);
    int64_t n = ltp_hash_get(m->cells, key);
    return ltp_hash_set(m->cells, key, n < 0 ? 1 : n + 1, err);
}

static void put_matrix_cells(Matrix *m)
{
    LtpBook *book = &m->workbook->book;
    size_t n_actors = ltp_hash_count(m->actors), n_places = ltp_hash_count(m->places);
    ltp_book_string(book, m->sheet, 0, 0, "P-code", LTP_BOOK_HEAD);
    ltp_book_string(book, m->sheet, 0, 1, ltp_workbook_word(m->workbook, "Lieu", "Place"),
                    LTP_BOOK_HEAD);
    for (size_t a = 0; a < n_actors; a++)
        ltp_book_string(book, m->sheet, 0, a + 2, ltp_hash_key(m->actors, a), LTP_BOOK_HEAD);
    for (size_t i = 0; i < ltp_hash_count(m->cells); i++) {
        long long place = 0, actor = 0;
        const char *key = ltp_hash_key(m->cells, i);
        if (sscanf(key, "%lld %lld", &place, &actor) == 2)
            ltp_book_number(book, m->sheet, (size_t)place + 1, (size_t)actor + 2,
                            (double)ltp_hash_get(m->cells, key), LTP_BOOK_COUNT);
    }
    worksheet_set_column(m->sheet, 0, 1, 18, NULL);
    worksheet_freeze_panes(m->sheet, 1, 2);
    worksheet_set_landscape(m->sheet);
    worksheet_repeat_rows(m->sheet, 0, 0);
    worksheet_repeat_columns(m->sheet, 0, 1);
    worksheet_autofilter(m->sheet, 0, 0, (lxw_row_t)(n_places > 0 ? n_places : 1),
                         (lxw_col_t)(n_actors + 1));
    book->rows += (int64_t)n_places + 1;
}

/* "Acteurs × communes": the deepest level; lines of levels above have rows of their own. */
static const char *matrix_name(const LtpWorkbook *w, char name[LTP_BOOK_NAME])
{
    LtpBuf text = {0};
    int level = LTP_WORKBOOK_LEVELS - 1;
    while (level > 0 && !w->levels[level])
        level--;
    const char *many = level > 0 ? ltp_text_in(w->names[level], w->book.lang)
                                 : ltp_workbook_word(w, "lieux", "places");
    ltp_buf_puts(&text, ltp_workbook_word(w, "Acteurs × ", "Actors × "));
    ltp_buf_putc(&text, *many >= 'A' && *many <= 'Z' ? (char)(*many - 'A' + 'a') : *many);
    ltp_buf_puts(&text, many + 1);
    ltp_book_sheet_name(&w->book, ltp_buf_text(&text), level, name);
    ltp_buf_release(&text);
    return name;
}

/* Lines reported by each actor in each place, whatever their status: a cell without a number has no
 * line. */
LtpCode ltp_workbook_matrix(LtpWorkbook *w, LtpError *err)
{
    LtpExportFile file = {0};
    char name[LTP_BOOK_NAME];
    Matrix m = {.workbook = w,
                .actors = ltp_hash_new(),
                .places = ltp_hash_new(),
                .cells = ltp_hash_new(),
                .sheet = ltp_book_sheet(&w->book, matrix_name(w, name))};
    LtpCode rc = m.actors != NULL && m.places != NULL && m.cells != NULL && m.sheet != NULL
                     ? ltp_workbook_release(w, "lines", -1, &file, err)
                     : ltp_fail_memory(err);
    if (rc == LTP_OK) {
        m.actor = ltp_workbook_column(file.release, "org_name");
        m.acronym = ltp_workbook_column(file.release, "org_acronym");
        m.pcode = ltp_workbook_column(file.release, "pcode");
        m.name = ltp_workbook_column(file.release, "name");
        rc = ltp_export_rows(&file, on_line, &m, err);
    }
    if (rc == LTP_OK)
        put_matrix_cells(&m);
    ltp_release_close(file.release);
    ltp_hash_free(m.actors);
    ltp_hash_free(m.places);
    ltp_hash_free(m.cells);
    return rc;
}
