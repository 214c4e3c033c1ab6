#include "importers/mapping.h"

#include "base/lang.h"
#include "base/text.h"
#include "importers/mapping_columns.h"

#include <inttypes.h>
#include <string.h>

void ltp_mapping_free(LtpMapping *mapping)
{
    if (!mapping)
        return;
    for (size_t i = 0; i < mapping->n_columns; i++) {
        ltp_free(mapping->columns[i].header);
        ltp_free(mapping->columns[i].hxl);
    }
    ltp_free(mapping->columns);
    ltp_free(mapping);
}

int ltp_mapping_column(const LtpMapping *mapping, const char *field, int previous)
{
    for (size_t i = (size_t)(previous + 1); i < mapping->n_columns; i++)
        if (mapping->columns[i].field && strcmp(mapping->columns[i].field->name, field) == 0)
            return (int)i;
    return -1;
}

/* ---- one sheet ---- */

typedef struct Search {
    LtpTable *table;
    const LtpLayer *layer;
    LtpLabels labels;
    LtpUserMap user;
    int *strengths, *best;
    LtpBuf *notes; /* may be NULL */
    const char *country;
} Search;

typedef struct Found {
    LtpMapping *mapping;
    int rank;
    int64_t near_hxl; /* row that nearly is a hashtag row; 0 = none */
} Found;

static int64_t row_number(const LtpPreview *preview, size_t row)
{
    return row == LTP_NO_ROW ? 0 : preview->rows[row].number;
}

static LtpCode map_sheet(Search *search, size_t sheet, Found *found, bool *has_data, LtpError *err)
{
    LtpPreview preview = {0};
    LtpHeader header;
    LtpHeaderWords words = {&search->labels, &search->user, search->strengths, search->best};
    LtpMapping *mapping = found->mapping = ltp_calloc(1, sizeof *mapping);
    LtpCode rc;
    if (!mapping)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    LTP_GO(ltp_preview_read(&preview, search->table, sheet, err));
    preview.country = search->country;
    header = ltp_header_find(&preview, &words);
    mapping->sheet = sheet;
    mapping->header_row = row_number(&preview, header.last);
    mapping->hxl_row = row_number(&preview, header.hxl);
    *has_data = header.data < preview.n_rows;
    if (*has_data)
        mapping->first_row = preview.rows[header.data].number;
    else
        mapping->first_row = preview.n_rows > 0 ? preview.rows[preview.n_rows - 1].number + 1 : 1;
    found->near_hxl = row_number(&preview, ltp_header_near_hxl(&preview));
    LTP_GO(ltp_columns_map(mapping, &preview, &header, &search->labels, &search->user, err));
done:
    ltp_preview_release(&preview);
    return rc;
}

/* ---- which sheet ---- */

/* "Arch", "TCD", "Liste organisations", "ML_5W (2)": kept copies, summaries and look-ups. */
static bool is_side_sheet(const char *name)
{
    static const char *const words[] = {
        "arch",  "archive", "archives", "old",     "ancien",   "anciens",  "tcd",    "pivot",
        "liste", "list",    "lists",    "listes",  "synthese", "summary",  "lookup", "codes",
        "admin", "modele",  "template", "exemple", "backup",   "metadata", "readme", "lisez moi",
    };
    char *folded = ltp_text_folded(name);
    size_t length = folded ? strlen(folded) : 0;
    bool side = length > 2 && folded[length - 2] == ' ' && folded[length - 1] == '2' &&
                strchr(name, ')') != NULL;
    for (size_t i = 0; folded && !side && i < sizeof words / sizeof *words; i++)
        side = ltp_text_has_word(folded, words[i]);
    ltp_free(folded);
    return side;
}

enum { RANK_DATA = 1, RANK_HASHTAGS = 2, RANK_MAIN = 4, RANK_VISIBLE = 8, RANK_UNDERSTOOD = 16 };

static int rank_of(const LtpMapping *mapping, LtpSheetInfo sheet, bool has_data)
{
    int rank = 0;
    rank += mapping->score > 0 ? RANK_UNDERSTOOD : 0;
    rank += !sheet.hidden && !sheet.pivot ? RANK_VISIBLE : 0;
    rank += !is_side_sheet(sheet.name) ? RANK_MAIN : 0;
    rank += mapping->hxl_row > 0 && has_data ? RANK_HASHTAGS : 0;
    return rank + (has_data ? RANK_DATA : 0);
}

/* A side sheet still wins over a main one that means hardly anything beside it. */
static bool better(const Found *a, const Found *b)
{
    if (!b->mapping)
        return true;
    int without = ~(RANK_MAIN | RANK_HASHTAGS);
    if ((a->rank & without) == (b->rank & without)) {
        if (a->mapping->score > 4 * b->mapping->score)
            return true;
        if (b->mapping->score > 4 * a->mapping->score)
            return false;
    }
    return a->rank != b->rank ? a->rank > b->rank : a->mapping->score > b->mapping->score;
}

static void note(LtpBuf *notes, const char *text, const char *name)
{
    if (notes) {
        ltp_buf_puts(notes, "- ");
        const char *at = strstr(text, "%s");
        ltp_buf_put(notes, text, at ? (size_t)(at - text) : strlen(text));
        ltp_buf_puts(notes, at ? name : "");
        ltp_buf_puts(notes, at ? at + 2 : "");
        ltp_buf_putc(notes, '\n');
    }
}

static void note_left_alone(const Search *search, const Found *left, const Found *chosen)
{
    LtpSheetInfo sheet = ltp_table_sheet(search->table, left->mapping->sheet);
    const char *why;
    if (sheet.pivot)
        why = _("Sheet \"%s\" is left alone: it carries a pivot table.");
    else if (sheet.hidden && left->mapping->score > 0)
        why = _("Hidden sheet \"%s\" is left alone, though it holds rows of the same kind. Hidden "
                "sheets "
                "travel with the file: check what they show before passing it on.");
    else if (sheet.hidden)
        why = _("Hidden sheet \"%s\" is left alone. Hidden sheets travel with the file: check what "
                "they "
                "show before passing it on.");
    else if (left->mapping->score <= 0)
        why = _("Sheet \"%s\" is left alone: no column of it is understood.");
    else if (is_side_sheet(sheet.name))
        why = _("Sheet \"%s\" is left alone: by its name it is an archive, a list or a summary. "
                "Name it "
                "with --sheet to read it.");
    else if (chosen->mapping->hxl_row > 0 && left->mapping->hxl_row == 0)
        why =
            _("Sheet \"%s\" is left alone: another sheet carries hashtags. Name it with --sheet to "
              "read it.");
    else
        why = _("Sheet \"%s\" is left alone: the columns of another sheet fit better. Name it with "
                "--sheet to read it.");
    note(search->notes, why, sheet.name);
}

static LtpCode no_such_sheet(const LtpTable *table, const char *name, LtpError *err)
{
    LtpBuf known = {0};
    for (size_t i = 0; i < ltp_table_n_sheets(table); i++)
        ltp_buf_printf(&known, "%s\"%s\"", i > 0 ? ", " : "", ltp_table_sheet(table, i).name);
    LtpCode rc = ltp_fail(err, LTP_EDATA, _("There is no sheet \"%s\". There are: %s."), name,
                          ltp_buf_text(&known));
    ltp_buf_release(&known);
    return rc;
}

/* The sheet of that name, as written or else as it sounds; the number of sheets when there is none.
 */
static size_t sheet_named(const LtpTable *table, const char *name)
{
    size_t count = ltp_table_n_sheets(table), near = count;
    for (size_t i = count; i-- > 0;) {
        const char *has = ltp_table_sheet(table, i).name;
        if (strcmp(has, name) == 0)
            return i;
        if (ltp_text_same(has, name))
            near = i;
    }
    return near;
}

static LtpCode asked_sheet(Search *search, const char *name, Found *found, LtpError *err)
{
    bool has_data;
    size_t sheet = sheet_named(search->table, name);
    if (sheet == ltp_table_n_sheets(search->table))
        return no_such_sheet(search->table, name, err);
    return map_sheet(search, sheet, found, &has_data, err);
}

static LtpCode best_sheet(Search *search, Found *best, LtpError *err)
{
    size_t count = ltp_table_n_sheets(search->table);
    Found *all = ltp_calloc(count, sizeof *all);
    size_t chosen = 0;
    LtpCode rc = LTP_OK;
    if (!all)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    for (size_t i = 0; i < count; i++) {
        bool has_data = false;
        LTP_GO(map_sheet(search, i, &all[i], &has_data, err));
        all[i].rank = rank_of(all[i].mapping, ltp_table_sheet(search->table, i), has_data);
        if (i > 0 && better(&all[i], &all[chosen]))
            chosen = i;
    }
    for (size_t i = 0; i < count; i++)
        if (i != chosen)
            note_left_alone(search, &all[i], &all[chosen]);
    *best = all[chosen];
    all[chosen].mapping = NULL;
done:
    for (size_t i = 0; i < count; i++)
        ltp_mapping_free(all[i].mapping);
    ltp_free(all);
    return rc;
}

/* ---- the whole ---- */

static void note_near_hxl(const Search *search, const Found *found)
{
    if (found->near_hxl > 0 && found->mapping->hxl_row == 0 && search->notes)
        ltp_buf_printf(search->notes,
                       _("- Row %" PRId64
                         " looks like hashtags but is not read as such: each must begin "
                         "with '#'.\n"),
                       found->near_hxl);
}

static void note_pivot_cache(const Search *search)
{
    if (ltp_table_pivot_cache(search->table))
        note(search->notes,
             _("The workbook keeps copies of rows for its pivot tables, which may be more than its "
               "sheets show. Check before passing it on."),
             "");
}

static void note_uncomputed(const Search *search)
{
    if (ltp_table_uncomputed(search->table))
        note(search->notes,
             _("Some cells hold formulas whose results are not in the file: they read as empty. "
               "Open "
               "the workbook in a spreadsheet program, save it, and import it again."),
             "");
}

static bool has_header(const LtpMapping *mapping, const char *header)
{
    for (size_t i = 0; i < mapping->n_columns; i++)
        if (mapping->columns[i].header && ltp_text_same(mapping->columns[i].header, header))
            return true;
    return false;
}

static LtpCode check_user_map(const LtpUserMap *user, const LtpMapping *mapping, const char *path,
                              LtpError *err)
{
    for (size_t i = 0; i < user->count; i++)
        if (!has_header(mapping, user->entries[i].header)) {
            LtpCode rc = ltp_fail(err, LTP_EDATA,
                                  _("The mapping names a header that the table has not: \"%s\"."),
                                  user->entries[i].header);
            ltp_error_where(err, path, NULL, 0, NULL);
            return rc;
        }
    return LTP_OK;
}

/* What a table of each kind is told by: the fields that mean most to people. */
static const char *const telling[] = {"org_name",
                                      "org_implementing_name",
                                      "title",
                                      "pin",
                                      "institution_name",
                                      "settlement",
                                      "adm1_name",
                                      "adm2_name",
                                      "adm3_name",
                                      "adm3_code",
                                      "sector_text",
                                      "activity",
                                      "year",
                                      "targeted",
                                      "reached",
                                      "idps",
                                      "words",
                                      "code",
                                      NULL};

/* Names a few of the headers that would have been understood. */
static LtpCode nothing_understood(const Search *search, const Found *found, LtpError *err)
{
    enum { EXAMPLES = 7 };
    LtpBuf examples = {0};
    size_t listed = 0;
    for (size_t i = 0; telling[i] != NULL && listed < EXAMPLES; i++) {
        const LtpField *field = ltp_layer_field(search->layer, telling[i]);
        if (field != NULL && (field->flags & LTP_INPUT))
            ltp_buf_printf(&examples, "%s%s", listed++ > 0 ? ", " : "",
                           ltp_text_in(field->label, ltp_lang()));
    }
    LtpCode rc =
        ltp_fail(err, LTP_EDATA,
                 _("No column is understood. Looked in the first %d rows for hashtags and for "
                   "headers such as: %s. Add a header row, or name the columns with --map."),
                 (int)LTP_HEADER_SCAN, ltp_buf_text(&examples));
    ltp_buf_release(&examples);
    ltp_error_where(err, NULL, ltp_table_sheet(search->table, found->mapping->sheet).name, 0, NULL);
    return rc;
}

static bool is_understood(const LtpMapping *mapping)
{
    for (size_t i = 0; i < mapping->n_columns; i++)
        if (mapping->columns[i].field && strcmp(mapping->columns[i].by, "content") != 0)
            return true;
    return false;
}

static LtpCode prepare(Search *search, const LtpMappingOptions *options, LtpError *err)
{
    search->strengths = ltp_calloc(search->layer->n_fields + 1, sizeof *search->strengths);
    search->best = ltp_calloc(search->layer->n_fields + 1, sizeof *search->best);
    if (!search->strengths || !search->best)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    if (options && options->map_file)
        LTP_TRY(ltp_user_map_read(&search->user, options->map_file, search->layer, err));
    else if (options && options->saved)
        LTP_TRY(ltp_user_map_parse(&search->user, options->saved, strlen(options->saved),
                                   search->layer, err));
    return ltp_labels_build(&search->labels, search->layer, err);
}

static void search_release(Search *search)
{
    ltp_labels_release(&search->labels);
    ltp_user_map_release(&search->user);
    ltp_free(search->strengths);
    ltp_free(search->best);
}

LtpCode ltp_mapping_find(LtpTable *table, const LtpLayer *layer, const LtpMappingOptions *options,
                         LtpMapping **mapping, LtpBuf *notes, LtpError *err)
{
    Search search = {.table = table,
                     .layer = layer,
                     .notes = notes,
                     .country = options ? options->country : NULL};
    Found found = {0};
    LtpCode rc;
    LTP_GO(prepare(&search, options, err));
    if (options && options->sheet)
        LTP_GO(asked_sheet(&search, options->sheet, &found, err));
    else
        LTP_GO(best_sheet(&search, &found, err));
    note_near_hxl(&search, &found);
    note_pivot_cache(&search);
    note_uncomputed(&search);
    if (!is_understood(found.mapping))
        LTP_GO(nothing_understood(&search, &found, err));
    if (options && options->map_file)
        LTP_GO(check_user_map(&search.user, found.mapping, options->map_file, err));
    LTP_GO(ltp_table_select(table, found.mapping->sheet, err));
    *mapping = found.mapping;
    found.mapping = NULL;
done:
    ltp_mapping_free(found.mapping);
    search_release(&search);
    return rc;
}
