#include "exports/book.h"

#include "base/date.h"
#include "base/lang.h"
#include "base/number.h"
#include "base/os.h"
#include "exports/figures.h"

#include <stdio.h>
#include <string.h>

lxw_color_t ltp_book_rgb(const char *colour)
{
    unsigned rgb = 0x808080;
    if (colour == NULL || sscanf(colour, "#%6x", &rgb) != 1)
        rgb = 0x808080;
    return rgb & 0xFFFFFFU;
}

/* White where black could not be read (sum of the primaries by their weight to the eye). */
static lxw_color_t ink_on(lxw_color_t rgb)
{
    unsigned red = rgb >> 16 & 255U, green = rgb >> 8 & 255U, blue = rgb & 255U;
    return 299 * red + 587 * green + 114 * blue < 140000 ? LXW_COLOR_WHITE : LXW_COLOR_BLACK;
}

static void make_formats(LtpBook *book)
{
    static const char *const numbers[LTP_BOOK_FORMATS] = {
        [LTP_BOOK_COUNT] = "#,##0",  [LTP_BOOK_TALLY] = "#,##0", [LTP_BOOK_SHARE] = "0.0%",
        [LTP_BOOK_REAL] = "#,##0.0", [LTP_BOOK_PLAIN] = "0",     [LTP_BOOK_DATE] = "dd/mm/yyyy"};
    for (size_t i = 0; i < LTP_BOOK_FORMATS; i++) {
        book->formats[i] = workbook_add_format(book->workbook);
        format_set_align(book->formats[i], LXW_ALIGN_VERTICAL_TOP);
        if (numbers[i] != NULL)
            format_set_num_format(book->formats[i], numbers[i]);
    }
    format_set_bold(book->formats[LTP_BOOK_TITLE]);
    format_set_font_size(book->formats[LTP_BOOK_TITLE], 16);
    format_set_align(book->formats[LTP_BOOK_TALLY], LXW_ALIGN_LEFT);
    format_set_bold(book->formats[LTP_BOOK_BOLD]);
    format_set_text_wrap(book->formats[LTP_BOOK_TEXT]);
    format_set_bold(book->formats[LTP_BOOK_HEAD]);
    format_set_text_wrap(book->formats[LTP_BOOK_HEAD]);
    format_set_bg_color(book->formats[LTP_BOOK_HEAD], 0x003E70);
    format_set_font_color(book->formats[LTP_BOOK_HEAD], LXW_COLOR_WHITE);
    format_set_italic(book->formats[LTP_BOOK_UNKNOWN]);
    format_set_font_color(book->formats[LTP_BOOK_UNKNOWN], 0x6E6E6E);
    format_set_align(book->formats[LTP_BOOK_UNKNOWN], LXW_ALIGN_RIGHT);
}

LtpCode ltp_book_open(LtpBook *book, const char *path, const LtpExportSource *source, LtpError *err)
{
    *book = (LtpBook){.workbook = workbook_new(path), .source = source, .lang = ltp_lang()};
    if (book->workbook == NULL)
        return ltp_fail_memory(err);
    make_formats(book);
    return LTP_OK;
}

LtpCode ltp_book_close(LtpBook *book, const char *path, LtpError *err)
{
    lxw_error failed = workbook_close(book->workbook);
    book->workbook = NULL;
    if (failed != LXW_NO_ERROR || book->failed)
        return ltp_fail(err, LTP_EIO, _("%s cannot be written: %s."), path,
                        failed != LXW_NO_ERROR ? lxw_strerror(failed) : "Excel");
    return LTP_OK;
}

/* At most `most` characters, without those Excel refuses. */
static size_t put_name(const char *wanted, size_t most, char name[LTP_BOOK_NAME])
{
    size_t size = 0, characters = 0;
    for (const char *at = wanted; *at != '\0' && size + 20 < LTP_BOOK_NAME; at++) {
        bool begins = ((unsigned char)*at & 0xC0) != 0x80;
        if (begins && ++characters > most)
            break;
        if (*at == '\'') { /* Excel takes none at the ends */
            memcpy(name + size, "\u2019", 3);
            size += 3;
        } else {
            name[size++] = strchr("[]:*?/\\", *at) != NULL ? ' ' : *at;
        }
    }
    name[size] = '\0';
    return size;
}

void ltp_book_sheet_name(const LtpBook *book, const char *wanted, int level,
                         char name[LTP_BOOK_NAME])
{
    put_name(wanted, 31, name);
    if (workbook_validate_sheet_name(book->workbook, name) == LXW_NO_ERROR)
        return;
    size_t size = put_name(wanted, 27, name);
    snprintf(name + size, LTP_BOOK_NAME - size, " (%d)", level % 10);
}

lxw_worksheet *ltp_book_sheet(LtpBook *book, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
    book->failed |= sheet == NULL;
    return sheet;
}

/* ---- cells ---- */

/* Excel holds 32 767 characters in a cell; a longer text ends there. */
static char *fitting(const char *text)
{
    enum { MOST = 32767 };
    size_t length = strlen(text);
    if (length <= MOST)
        return NULL;
    for (length = MOST - 3; ((unsigned char)text[length] & 0xC0) == 0x80;)
        length--;
    return ltp_strndup(text, length);
}

void ltp_book_string(LtpBook *book, lxw_worksheet *sheet, size_t row, size_t column,
                     const char *text, LtpBookFormat format)
{
    if (text == NULL || *text == '\0')
        return;
    char *cut = fitting(text);
    book->failed |=
        worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, cut != NULL ? cut : text,
                               book->formats[format]) != LXW_NO_ERROR;
    ltp_free(cut);
}

void ltp_book_number(LtpBook *book, lxw_worksheet *sheet, size_t row, size_t column, double number,
                     LtpBookFormat format)
{
    book->failed |= worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, number,
                                           book->formats[format]) != LXW_NO_ERROR;
}

static LtpBookFormat format_of(const LtpField *field)
{
    const char *unit = field->unit != NULL ? field->unit : "";
    if (strcmp(unit, "ratio") == 0)
        return LTP_BOOK_SHARE;
    if (strcmp(unit, "year") == 0 || field->type == LTP_BOOLEAN)
        return LTP_BOOK_PLAIN;
    return field->type == LTP_REAL ? LTP_BOOK_REAL : LTP_BOOK_COUNT;
}

/* A date as Excel counts days: from 1899-12-30. */
static bool serial_of(const char *text, double *serial)
{
    LtpDay day = LTP_DAY_NONE;
    if (!ltp_day_parse_iso(text, &day))
        return false;
    *serial = (double)day - (double)ltp_day(1899, 12, 30);
    return true;
}

static void put_words(LtpBook *book, lxw_worksheet *sheet, size_t row, size_t column,
                      const LtpField *field, const LtpValue *value)
{
    LtpBuf text = {0};
    ltp_figure_put(&text, field, ltp_book_classes(book, field), value, book->lang);
    ltp_book_string(book, sheet, row, column, ltp_buf_text(&text),
                    value->null ? LTP_BOOK_UNKNOWN : LTP_BOOK_PLAIN);
    book->failed |= text.failed;
    ltp_buf_release(&text);
}

/* A text without classes that is missing is an empty cell; a figure that is missing says so. */
void ltp_book_value(LtpBook *book, lxw_worksheet *sheet, size_t row, size_t column,
                    const LtpField *field, const LtpValue *value)
{
    double serial = 0;
    bool plain = field->type == LTP_TEXT && ltp_book_classes(book, field) == NULL;
    if (value->null && plain && !value->suppressed)
        return;
    if (value->null || field->type == LTP_TEXT)
        put_words(book, sheet, row, column, field, value);
    else if (field->type == LTP_DATE && serial_of(value->text, &serial))
        ltp_book_number(book, sheet, row, column, serial, LTP_BOOK_DATE);
    else if (field->type == LTP_DATE)
        ltp_book_string(book, sheet, row, column, value->text, LTP_BOOK_PLAIN);
    else
        ltp_book_number(book, sheet, row, column,
                        field->type == LTP_REAL ? value->real : (double)value->integer,
                        format_of(field));
}

/* ---- classes ---- */

const LtpClasses *ltp_book_classes(const LtpBook *book, const LtpField *field)
{
    static const char *const named[][2] = {{"n_actors", "presence"},
                                           {"n_studies", "evidence"},
                                           {"coverage_need", "coverage"},
                                           {"coverage_target", "coverage"}};
    const char *theme = field->name;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (strcmp(named[i][0], field->name) == 0)
            theme = named[i][1];
    }
    return book->source->classes != NULL ? book->source->classes(book->source->arg, theme) : NULL;
}

static lxw_format *class_format(LtpBook *book, const char *colour)
{
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_bg_color(format, ltp_book_rgb(colour));
    format_set_font_color(format, ink_on(ltp_book_rgb(colour)));
    return format;
}

/* Numbers from lower to upper, both closed: the first rule that holds stops the others. */
static void range_rule(const LtpClass *cls, lxw_conditional_format *rule)
{
    bool from = !ltp_is_null_real(cls->lower), to = !ltp_is_null_real(cls->upper);
    rule->type = LXW_CONDITIONAL_TYPE_CELL;
    rule->min_value = from ? cls->lower : 0;
    rule->max_value = to ? cls->upper : 0;
    rule->value = from ? cls->lower : cls->upper;
    rule->criteria = from && to ? LXW_CONDITIONAL_CRITERIA_BETWEEN
                     : from     ? LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO
                                : LXW_CONDITIONAL_CRITERIA_LESS_THAN_OR_EQUAL_TO;
}

static void add_rule(LtpBook *book, lxw_worksheet *sheet, size_t column, size_t first, size_t last,
                     lxw_conditional_format *rule)
{
    rule->stop_if_true = LXW_TRUE;
    book->failed |= worksheet_conditional_format_range(sheet, (lxw_row_t)first, (lxw_col_t)column,
                                                       (lxw_row_t)last, (lxw_col_t)column,
                                                       rule) != LXW_NO_ERROR;
}

/* Excel holds every text for greater than every number: "non connu" comes first. */
static void unknown_rule(LtpBook *book, lxw_worksheet *sheet, size_t column, size_t first,
                         size_t last, const LtpClass *cls, const char *text)
{
    LtpBuf quoted = {0};
    ltp_buf_printf(&quoted, "\"%s\"", text);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                   .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                   .value_string = quoted.data,
                                   .format = class_format(book, cls->colour)};
    if (quoted.data != NULL)
        add_rule(book, sheet, column, first, last, &rule);
    ltp_buf_release(&quoted);
}

static void text_rules(LtpBook *book, lxw_worksheet *sheet, size_t column, size_t first,
                       size_t last, const LtpClasses *classes)
{
    for (size_t i = 0; i < classes->count; i++) {
        const LtpClass *cls = &classes->classes[i];
        if (cls->kind == LTP_CLASS_NO_DATA)
            unknown_rule(book, sheet, column, first, last, cls, ltp_figure_unknown(book->lang));
        else if (cls->kind == LTP_CLASS_SUPPRESSED)
            unknown_rule(book, sheet, column, first, last, cls,
                         book->lang == LTP_FR ? "masqué" : "withheld");
        else if (cls->kind == LTP_CLASS_WORD)
            unknown_rule(book, sheet, column, first, last, cls,
                         ltp_text_in(cls->label, book->lang));
    }
}

void ltp_book_colour(LtpBook *book, lxw_worksheet *sheet, size_t column, size_t first, size_t last,
                     const LtpClasses *classes)
{
    if (classes == NULL || last < first)
        return;
    text_rules(book, sheet, column, first, last, classes);
    for (size_t i = 0; i < classes->count; i++) {
        const LtpClass *cls = &classes->classes[i];
        lxw_conditional_format rule = {.format = NULL};
        if (cls->kind != LTP_CLASS_RANGE)
            continue;
        range_rule(cls, &rule);
        rule.format = class_format(book, cls->colour);
        add_rule(book, sheet, column, first, last, &rule);
    }
}
