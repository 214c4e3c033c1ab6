#include "cli/table_text.h"

#include "base/number.h"
#include "base/text.h"
#include "cli/words.h"

#include <math.h>
#include <string.h>

enum { HEADER_WIDTH = 12, HEADER_LINES = 4, GAP = 2 };
/* Longest text of a cell, on a narrow page and on a wide one. */
enum { NARROW = 120, CELL_NARROW = 28, CELL_WIDE = 48 };

typedef struct Cell {
    char *text; /* of the arena */
    size_t length;
} Cell;

struct LtpTableText {
    const LtpField *const *fields;
    size_t n_fields, width;
    const LtpScheme *scheme;
    Cell *cells; /* row after row */
    size_t n_cells, capacity;
    LtpArena arena;
};

/* ---- one value ---- */

static void put_grouped(int64_t value, LtpBuf *out)
{
    const char *space = ltp_lang() == LTP_FR ? "\u202f" : ",";
    char digits[24] = "";
    size_t count = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        ltp_buf_puts(out, "\u2212");
    while (count-- > 0) {
        ltp_buf_putc(out, digits[count]);
        if (count > 0 && count % 3 == 0)
            ltp_buf_puts(out, space);
    }
}

static void put_decimal(double value, LtpBuf *out)
{
    int64_t tenths = (int64_t)llround(fabs(value) * 10);
    if (value < 0)
        ltp_buf_puts(out, "\u2212");
    put_grouped(tenths / 10, out);
    ltp_buf_puts(out, ltp_lang() == LTP_FR ? "," : ".");
    ltp_buf_putc(out, (char)('0' + tenths % 10));
}

/* A ratio as per cent. What rounds to 0 or 100 without being it says so. */
static void put_ratio(double value, LtpBuf *out)
{
    int64_t percent = (int64_t)llround(value * 100);
    if (percent == 0 && value > 0)
        ltp_buf_puts(out, "<1");
    else if (percent == 100 && value < 1)
        ltp_buf_puts(out, ">99");
    else
        put_grouped(percent, out);
    ltp_buf_puts(out, ltp_lang() == LTP_FR ? "\u202f%" : "%");
}

static void put_date(const char *iso, LtpBuf *out)
{
    if (ltp_lang() == LTP_FR && strlen(iso) == 10)
        ltp_buf_printf(out, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
    else
        ltp_buf_puts(out, iso);
}

static void put_real(const LtpField *field, double value, LtpBuf *out)
{
    if (field->unit && strcmp(field->unit, "ratio") == 0)
        put_ratio(value, out);
    else
        put_decimal(value, out);
}

/* "state_before" and "state_after" have the classes of "state". */
static const LtpClasses *classes_of(const LtpField *field, const LtpScheme *scheme)
{
    static const char *const sides[] = {"_before", "_after"};
    char name[64];
    size_t length = strlen(field->name);
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        size_t side = strlen(sides[i]);
        if (length > side && strcmp(field->name + length - side, sides[i]) == 0)
            length -= side;
    }
    if (scheme == NULL || length >= sizeof name)
        return NULL;
    memcpy(name, field->name, length);
    name[length] = '\0';
    return ltp_scheme_classes(scheme, name);
}

static const char *word_label(const LtpField *field, LtpValue value, const LtpScheme *scheme)
{
    const char *own = ltp_word_label(field->name, value.text);
    if (own != value.text) /* an organisation that left is no commune that lost its last actor */
        return own;
    const LtpClasses *classes = classes_of(field, scheme);
    int i = classes ? ltp_scheme_class(classes, value) : -1;
    if (i >= 0 && classes->classes[i].kind == LTP_CLASS_WORD)
        return ltp_text_in(classes->classes[i].label, ltp_lang());
    return value.text;
}

void ltp_value_for_people(const LtpField *field, LtpValue value, const LtpScheme *scheme,
                          LtpBuf *out)
{
    if (value.suppressed) {
        ltp_buf_puts(out, "<5");
        return;
    }
    if (value.null) {
        ltp_buf_puts(out, "\u2013");
        return;
    }
    switch (value.type) {
    case LTP_TEXT:
        ltp_buf_puts(out, word_label(field, value, scheme));
        break;
    case LTP_INTEGER:
        if (field->unit && strcmp(field->unit, "year") == 0)
            ltp_buf_printf(out, "%lld", (long long)value.integer);
        else
            put_grouped(value.integer, out);
        break;
    case LTP_REAL:
        put_real(field, value.real, out);
        break;
    case LTP_BOOLEAN:
        ltp_buf_puts(out, value.integer ? _("yes") : _("no"));
        break;
    case LTP_DATE:
        put_date(value.text, out);
        break;
    }
}

/* ---- the table ---- */

LtpCode ltp_table_text_new(const LtpField *const *fields, size_t n_fields, size_t width,
                           const LtpScheme *scheme, LtpTableText **table, LtpError *err)
{
    LtpTableText *made = ltp_calloc(1, sizeof *made);
    if (!made)
        return ltp_fail_memory(err);
    made->fields = fields;
    made->n_fields = n_fields;
    made->width = width;
    made->scheme = scheme;
    *table = made;
    return LTP_OK;
}

void ltp_table_text_free(LtpTableText *table)
{
    if (!table)
        return;
    ltp_free(table->cells);
    ltp_arena_release(&table->arena);
    ltp_free(table);
}

/* Line breaks become spaces, long texts end in an ellipsis. */
static void shorten(const char *text, size_t max, LtpBuf *out)
{
    size_t total = ltp_text_length(text), at = 0;
    while (*text) {
        uint32_t c = ltp_text_next(&text);
        if (total > max && ++at == max) {
            ltp_text_put(out, 0x2026);
            return;
        }
        ltp_text_put(out, c < ' ' ? ' ' : c);
    }
}

LtpCode ltp_table_text_put(LtpTableText *table, const LtpValue *values, LtpError *err)
{
    size_t max = table->width > 0 && table->width < NARROW ? CELL_NARROW : CELL_WIDE;
    LtpBuf text = {0}, cell = {0};
    LtpCode rc = LTP_OK;
    for (size_t i = 0; i < table->n_fields; i++) {
        ltp_buf_clear(&text);
        ltp_buf_clear(&cell);
        ltp_value_for_people(table->fields[i], values[i], table->scheme, &text);
        shorten(ltp_buf_text(&text), max, &cell);
        LTP_GO(
            ltp_grow((void **)&table->cells, &table->capacity, table->n_cells, sizeof(Cell), err));
        char *copy = ltp_arena_strdup(&table->arena, ltp_buf_text(&cell));
        if (!copy)
            LTP_GO(ltp_fail_memory(err));
        table->cells[table->n_cells++] = (Cell){copy, ltp_text_length(copy)};
    }
done:
    ltp_buf_release(&text);
    ltp_buf_release(&cell);
    return rc;
}

/* A label broken into lines of at most HEADER_WIDTH where its words allow it. */
typedef struct Header {
    const char *start[HEADER_LINES];
    size_t bytes[HEADER_LINES], length[HEADER_LINES];
    size_t lines, width;
} Header;

static size_t length_of(const char *text, size_t bytes)
{
    size_t length = 0;
    for (size_t i = 0; i < bytes; i++)
        length += ((unsigned char)text[i] & 0xC0) != 0x80;
    return length;
}

static Header break_label(const char *label)
{
    Header header = {0};
    for (const char *word = label; *word;) {
        size_t bytes = strcspn(word, " "), length = length_of(word, bytes);
        size_t last = header.lines ? header.lines - 1 : 0;
        bool joins = header.lines > 0 && (header.length[last] + 1 + length <= HEADER_WIDTH ||
                                          header.lines == HEADER_LINES);
        if (joins) {
            header.bytes[last] = (size_t)(word + bytes - header.start[last]);
            header.length[last] += 1 + length;
        } else {
            last = header.lines++;
            header.start[last] = word;
            header.bytes[last] = bytes;
            header.length[last] = length;
        }
        if (header.length[last] > header.width)
            header.width = header.length[last];
        word += bytes + strspn(word + bytes, " ");
    }
    return header;
}

static bool is_right(const LtpField *field)
{
    return field->type == LTP_INTEGER || field->type == LTP_REAL;
}

static void put_padded(const char *text, size_t bytes, size_t length, size_t width, bool right,
                       LtpBuf *out)
{
    size_t pad = width > length ? width - length : 0;
    for (size_t i = 0; right && i < pad; i++)
        ltp_buf_putc(out, ' ');
    ltp_buf_put(out, text, bytes);
    for (size_t i = 0; !right && i < pad; i++)
        ltp_buf_putc(out, ' ');
}

typedef struct Layout {
    Header *headers;
    size_t *widths;
    size_t shown; /* columns that fit */
} Layout;

static void measure(const LtpTableText *table, Layout *layout)
{
    size_t total = 0;
    for (size_t i = 0; i < table->n_fields; i++) {
        layout->headers[i] = break_label(ltp_text_in(table->fields[i]->label, ltp_lang()));
        layout->widths[i] = layout->headers[i].width;
    }
    for (size_t i = 0; i < table->n_cells; i++)
        if (table->cells[i].length > layout->widths[i % table->n_fields])
            layout->widths[i % table->n_fields] = table->cells[i].length;
    for (layout->shown = 0; layout->shown < table->n_fields; layout->shown++) {
        total += layout->widths[layout->shown] + (layout->shown ? GAP : 0);
        if (table->width && total > table->width && layout->shown > 0)
            break;
    }
}

static void put_gap(size_t column, LtpBuf *out)
{
    if (column > 0)
        ltp_buf_puts(out, "  ");
}

/* Headers stand on their last line, so that they touch their column. */
static void put_headers(const LtpTableText *table, const Layout *layout, LtpBuf *out)
{
    size_t lines = 0;
    for (size_t i = 0; i < layout->shown; i++)
        if (layout->headers[i].lines > lines)
            lines = layout->headers[i].lines;
    for (size_t line = 0; line < lines; line++) {
        for (size_t i = 0; i < layout->shown; i++) {
            const Header *header = &layout->headers[i];
            size_t blank = lines - header->lines, at = line - blank;
            bool has = line >= blank;
            put_gap(i, out);
            put_padded(has ? header->start[at] : "", has ? header->bytes[at] : 0,
                       has ? header->length[at] : 0, layout->widths[i], is_right(table->fields[i]),
                       out);
        }
        ltp_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < layout->shown; i++) {
        put_gap(i, out);
        for (size_t k = 0; k < layout->widths[i]; k++)
            ltp_buf_puts(out, "\u2500");
    }
    ltp_buf_putc(out, '\n');
}

static void put_cells(const LtpTableText *table, const Layout *layout, LtpBuf *out)
{
    for (size_t row = 0; row < table->n_cells; row += table->n_fields) {
        for (size_t i = 0; i < layout->shown; i++) {
            const Cell *cell = &table->cells[row + i];
            bool right = is_right(table->fields[i]), last = i + 1 == layout->shown;
            put_gap(i, out);
            put_padded(cell->text, strlen(cell->text), cell->length,
                       last && !right ? 0 : layout->widths[i], right, out);
        }
        ltp_buf_putc(out, '\n');
    }
}

void ltp_table_text_end(LtpTableText *table, LtpBuf *out, size_t *left_out)
{
    Layout layout = {.headers = ltp_calloc(table->n_fields, sizeof *layout.headers),
                     .widths = ltp_calloc(table->n_fields, sizeof *layout.widths)};
    if (layout.headers && layout.widths) {
        measure(table, &layout);
        put_headers(table, &layout, out);
        put_cells(table, &layout, out);
        *left_out = table->n_fields - layout.shown;
    } else {
        out->failed = true;
    }
    ltp_free(layout.headers);
    ltp_free(layout.widths);
}
