#include "importers/table_driver.h"
#include "importers/table_scan.h"

#include "base/lang.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

/* A record is looked at where it lies in the window: cells are cut by NULs and unquoted in place,
 * so most of a file is never copied. The window grows only for a record longer than it. */
enum { CHUNK = 1 << 18, RECORD_MAX = 16 << 20, HELD = 4 };

typedef struct Csv {
    LtpBytes bytes;
    LtpEncoding encoding;
    size_t bom; /* bytes before the text */
    char separator;
    bool declared;  /* a first line "sep=;" names the separator and is no row */
    LtpBuf window;  /* text not given yet: UTF-8, or bytes of an unknown 8-bit encoding */
    size_t at;      /* of the next record in the window */
    bool last;      /* nothing comes after the window */
    int64_t record; /* number of the newest record */
    LtpScan scan;
    LtpCell *cells;
    size_t cells_capacity;
    LtpBuf repaired; /* a record that was not UTF-8, as UTF-8 */
    size_t n_held;   /* bytes of a cut UTF-16 character, at the front of `chunk` */
    char chunk[HELD + CHUNK];
} Csv;

/* ---- the window ---- */

static bool is_utf16(LtpEncoding encoding)
{
    return encoding == LTP_UTF16LE || encoding == LTP_UTF16BE;
}

/* How many bytes at the end are an unfinished UTF-16 character: an odd byte, a lone high surrogate.
 */
static size_t utf16_tail(const Csv *csv, size_t size)
{
    size_t odd = size % 2;
    if (size - odd < 2)
        return odd;
    size_t at = size - odd - (csv->encoding == LTP_UTF16LE ? 1 : 2);
    unsigned char high = (unsigned char)csv->chunk[at];
    return high >= 0xD8 && high <= 0xDB ? odd + 2 : odd;
}

/* Appends the chunk to the window; what is cut at its end waits for the next. */
static void decode(Csv *csv, size_t size)
{
    if (!is_utf16(csv->encoding)) {
        ltp_buf_put(&csv->window, csv->chunk, size);
        return;
    }
    size_t tail = csv->last ? 0 : utf16_tail(csv, size);
    ltp_text_to_utf8(csv->encoding, csv->chunk, size - tail, &csv->window);
    memmove(csv->chunk, csv->chunk + size - tail, tail);
    csv->n_held = tail;
}

static LtpCode check_no_zeros(const Csv *csv, size_t from, LtpError *err)
{
    if (csv->window.size == from || !memchr(csv->window.data + from, '\0', csv->window.size - from))
        return LTP_OK;
    return ltp_fail(
        err, LTP_EFORMAT,
        _("The file holds zero bytes: it is no text table, or it was damaged on its way. "
          "Ask for it again, or save it anew as CSV UTF-8 or XLSX."));
}

/* One more chunk behind what the window holds; what was given is forgotten. */
static LtpCode fill(Csv *csv, LtpError *err)
{
    if (csv->at > 0) {
        csv->window.size -= csv->at;
        memmove(csv->window.data, csv->window.data + csv->at, csv->window.size);
        csv->at = 0;
    }
    size_t before = csv->window.size, got = 0;
    LTP_TRY(ltp_bytes_read(&csv->bytes, csv->chunk + csv->n_held, CHUNK, &got, err));
    csv->last = got == 0;
    decode(csv, csv->n_held + got);
    LTP_TRY(ltp_buf_check(&csv->window, err));
    return check_no_zeros(csv, before, err);
}

/* From the first record, past a byte-order mark and a line "sep=;". */
static LtpCode restart(Csv *csv, LtpError *err)
{
    size_t got = 0;
    ltp_buf_clear(&csv->window);
    csv->at = csv->n_held = 0;
    csv->record = 0;
    csv->last = false;
    LTP_TRY(ltp_bytes_rewind(&csv->bytes, err));
    ltp_scan_begin(&csv->scan, csv->separator);
    if (csv->bom > 0)
        LTP_TRY(ltp_bytes_read(&csv->bytes, csv->chunk, csv->bom, &got, err));
    LTP_TRY(fill(csv, err));
    if (csv->declared)
        csv->at = strcspn(ltp_buf_text(&csv->window), "\n") + 1;
    if (csv->at > csv->window.size)
        csv->at = csv->window.size;
    return LTP_OK;
}

/* ---- records ---- */

static LtpCode open_quote(const Csv *csv, LtpError *err)
{
    return ltp_fail(err, LTP_EFORMAT,
                    _("Row %" PRId64
                      " opens a quotation mark that is never closed, so the rows after "
                      "it cannot be told apart. Close or remove it in the file."),
                    csv->record + 1);
}

/* The spans of the next record; `*found` is false at the end of the file. */
static LtpCode next_record(Csv *csv, bool *found, LtpError *err)
{
    LtpScanResult result = LTP_SCAN_MORE;
    *found = false;
    while (csv->at < csv->window.size || !csv->last) {
        if (csv->at < csv->window.size)
            LTP_TRY(ltp_scan_record(&csv->scan, csv->window.data, csv->at, csv->window.size,
                                    csv->last, &result, err));
        if (result == LTP_SCAN_RECORD) {
            *found = true;
            return csv->scan.in_quotes ? open_quote(csv, err) : LTP_OK;
        }
        if (csv->window.size - csv->at > RECORD_MAX)
            return csv->scan.in_quotes
                       ? open_quote(csv, err)
                       : ltp_fail(err, LTP_ELIMIT,
                                  _("A row is longer than %d MB, the limit. Shorten its cells, "
                                    "then import the file again."),
                                  RECORD_MAX >> 20);
        LTP_TRY(fill(csv, err));
    }
    return LTP_OK;
}

/* A record with bytes that are not UTF-8, rebuilt: its cells that are not are Windows-1252. Decided
 * cell by cell, because partners' files are pasted together from several encodings. */
static LtpCode repair(Csv *csv, LtpError *err)
{
    LtpBuf *out = &csv->repaired;
    ltp_buf_clear(out);
    for (size_t i = 0; i < csv->scan.count; i++) {
        LtpSpan *span = &csv->scan.spans[i];
        const char *cell = csv->window.data + span->begin;
        size_t size = span->end - span->begin, begin = out->size;
        if (ltp_text_is_utf8(cell, size))
            ltp_buf_put(out, cell, size);
        else
            ltp_text_to_utf8(LTP_CP1252, cell, size, out);
        *span = (LtpSpan){begin, out->size, span->quoted};
        ltp_buf_putc(out, '\0');
    }
    return ltp_buf_check(out, err);
}

/* Cuts the record into cells, where it lies. */
static LtpCode cut(Csv *csv, char *text, LtpError *err)
{
    while (csv->cells_capacity < csv->scan.count)
        LTP_TRY(ltp_grow((void **)&csv->cells, &csv->cells_capacity, csv->cells_capacity,
                         sizeof *csv->cells, err));
    for (size_t i = 0; i < csv->scan.count; i++) {
        LtpSpan span = csv->scan.spans[i];
        size_t end = span.quoted ? ltp_scan_unquote(text, span) : span.end;
        if (end - span.begin > LTP_TABLE_MAX_CELL)
            return ltp_fail(err, LTP_ELIMIT,
                            _("A cell of row %" PRId64
                              " holds more than %d characters, the limit. Shorten it, "
                              "then import the file again."),
                            csv->record, (int)LTP_TABLE_MAX_CELL);
        text[end] = '\0';
        csv->cells[i] = (LtpCell){text + span.begin, LTP_CELL_TEXT};
    }
    return LTP_OK;
}

static LtpCode csv_next(LtpTable *table, LtpRow *row, LtpError *err)
{
    Csv *csv = table->state;
    bool found;
    *row = (LtpRow){0};
    LTP_TRY(next_record(csv, &found, err));
    if (!found)
        return LTP_OK;
    char *text = csv->window.data;
    size_t begin = csv->at;
    csv->record++;
    csv->at = csv->scan.next;
    if (!is_utf16(csv->encoding) && !ltp_text_is_utf8(text + begin, csv->at - begin)) {
        LTP_TRY(repair(csv, err));
        text = csv->repaired.data;
    }
    LTP_TRY(cut(csv, text, err));
    *row = (LtpRow){.number = csv->record, .cells = csv->cells, .count = csv->scan.count};
    return LTP_OK;
}

/* ---- opening ---- */

/* UTF-16 without its mark: text whose every other byte is zero. */
static bool is_unmarked_utf16(const char *bytes, size_t size, LtpEncoding *encoding)
{
    size_t zeros[2] = {0, 0}, looked = size < 512 ? size & ~(size_t)1 : 512;
    for (size_t i = 0; i < looked; i++)
        zeros[i % 2] += bytes[i] == '\0';
    *encoding = zeros[1] > zeros[0] ? LTP_UTF16LE : LTP_UTF16BE;
    size_t most = zeros[1] > zeros[0] ? zeros[1] : zeros[0];
    return most * 4 > looked && zeros[0] + zeros[1] - most <= looked / 64;
}

static LtpCode detect_encoding(Csv *csv, LtpError *err)
{
    size_t got = 0;
    LTP_TRY(ltp_bytes_read(&csv->bytes, csv->chunk, CHUNK, &got, err));
    csv->encoding = ltp_text_encoding(csv->chunk, got, &csv->bom);
    LtpEncoding unmarked;
    if (csv->bom == 0 && is_unmarked_utf16(csv->chunk, got, &unmarked))
        csv->encoding = unmarked;
    return LTP_OK;
}

static void read_declaration(Csv *csv)
{
    const char *text = ltp_buf_text(&csv->window);
    size_t line = strcspn(text, "\r\n");
    if (strncmp(text, "sep=", 4) != 0 || line != 5)
        return;
    csv->declared = true;
    csv->separator = text[4];
}

static LtpCode csv_select(LtpTable *table, size_t sheet, LtpError *err)
{
    (void)sheet;
    return restart(table->state, err);
}

static LtpCode csv_open(LtpTable *table, LtpError *err)
{
    Csv *csv = ltp_calloc(1, sizeof *csv);
    table->state = csv;
    if (!csv)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    LTP_TRY(ltp_bytes_open(&csv->bytes, &table->source, err));
    LTP_TRY(detect_encoding(csv, err));
    LTP_TRY(restart(csv, err));
    read_declaration(csv);
    if (!csv->declared)
        LTP_TRY(ltp_scan_separator(ltp_buf_text(&csv->window), csv->window.size, csv->last,
                                   &csv->separator, err));
    return ltp_table_add_sheet(table, "", false, err);
}

static void csv_close(void *state)
{
    Csv *csv = state;
    if (!csv)
        return;
    ltp_bytes_close(&csv->bytes);
    ltp_buf_release(&csv->window);
    ltp_buf_release(&csv->repaired);
    ltp_free(csv->scan.spans);
    ltp_free(csv->cells);
    ltp_free(csv);
}

static double csv_fraction(const void *state)
{
    return ltp_bytes_fraction(&((const Csv *)state)->bytes);
}

const LtpTableDriver ltp_table_csv = {
    .format = "csv",
    .open = csv_open,
    .close = csv_close,
    .select = csv_select,
    .next = csv_next,
    .fraction = csv_fraction,
};
