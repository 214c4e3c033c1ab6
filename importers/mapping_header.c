#include "importers/mapping_header.h"

#include "base/text.h"

#include <string.h>

/* Headers are looked for in the first SCORED columns; more are mapped all the same. */
enum { MAX_HEADER_ROWS = 3, GOOD_LABEL = 60, SCORED = 256 };

static bool is_blank(const char *text)
{
    size_t length;
    ltp_text_trim(text, &length);
    return length == 0;
}

/* ---- what stands above a column ---- */

static const LtpMerge *merge_at(const LtpPreview *preview, int64_t row, size_t column)
{
    for (size_t i = 0; i < preview->n_merges; i++) {
        const LtpMerge *merge = &preview->merges[i];
        if (row >= merge->first_row && row <= merge->last_row && column >= merge->first_column &&
            column <= merge->last_column)
            return merge;
    }
    return NULL;
}

static bool row_has_merges(const LtpPreview *preview, int64_t row)
{
    for (size_t i = 0; i < preview->n_merges; i++)
        if (preview->merges[i].first_row == row)
            return true;
    return false;
}

/* The cell of an upper header row over a column: its own, that of the merge it lies in or, where
 * the file knows no merges, the nearest one to the left. */
static const char *cell_over(const LtpPreview *preview, size_t row, size_t column)
{
    int64_t number = preview->rows[row].number;
    const char *own = ltp_preview_cell(preview, row, column);
    const LtpMerge *merge = merge_at(preview, number, column);
    if (!is_blank(own))
        return own;
    if (merge)
        return merge->first_row == number ? ltp_preview_cell(preview, row, merge->first_column)
                                          : "";
    if (row_has_merges(preview, number))
        return "";
    while (column > 0 && is_blank(ltp_preview_cell(preview, row, column)))
        column--;
    return ltp_preview_cell(preview, row, column);
}

/* The texts above a column, from the top; returns how many. */
static size_t texts_above(const LtpPreview *preview, const LtpHeader *header, size_t column,
                          const char *texts[MAX_HEADER_ROWS])
{
    size_t count = 0;
    if (header->last == LTP_NO_ROW)
        return 0;
    const char *lowest = ltp_preview_cell(preview, header->last, column);
    for (size_t row = header->first; row < header->last; row++) {
        const char *own = ltp_preview_cell(preview, row, column);
        const char *text = is_blank(lowest) ? own : cell_over(preview, row, column);
        if (!is_blank(text) && (count == 0 || strcmp(texts[count - 1], text) != 0))
            texts[count++] = text;
    }
    if (!is_blank(lowest) && (count == 0 || strcmp(texts[count - 1], lowest) != 0))
        texts[count++] = lowest;
    return count;
}

void ltp_header_text(const LtpPreview *preview, const LtpHeader *header, size_t column, LtpBuf *out)
{
    const char *texts[MAX_HEADER_ROWS];
    size_t count = texts_above(preview, header, column, texts);
    ltp_buf_clear(out);
    for (size_t i = 0; i < count; i++) {
        size_t length;
        const char *text = ltp_text_trim(texts[i], &length);
        if (i > 0)
            ltp_buf_putc(out, ' ');
        ltp_buf_put(out, text, length);
    }
}

void ltp_header_match(const LtpPreview *preview, const LtpHeader *header, size_t column,
                      const LtpLabels *labels, int *strengths)
{
    const char *texts[MAX_HEADER_ROWS];
    size_t count = texts_above(preview, header, column, texts);
    memset(strengths, 0, labels->layer->n_fields * sizeof *strengths);
    if (count > 1) {
        LtpBuf joined = {0};
        ltp_header_text(preview, header, column, &joined);
        ltp_labels_match(labels, ltp_buf_text(&joined), strengths);
        ltp_buf_release(&joined);
    }
    /* A lower header says less than it does under its group, unless the group said nothing. */
    for (size_t i = 0, any = 0; count > 0 && i < labels->layer->n_fields; i++) {
        any |= (size_t)(strengths[i] >= GOOD_LABEL);
        if (i + 1 == labels->layer->n_fields && !any)
            ltp_labels_match(labels, texts[count - 1], strengths);
    }
}

/* ---- which rows are headers ---- */

static bool is_words(const LtpPreview *preview, size_t row)
{
    const LtpRow *r = &preview->rows[row];
    size_t filled = 0, values = 0;
    for (size_t i = 0; i < r->count; i++) {
        size_t digits;
        if (is_blank(r->cells[i].text))
            continue;
        filled++;
        values += r->cells[i].type != LTP_CELL_TEXT ||
                  ltp_is_pcode_like(r->cells[i].text, preview->country, &digits);
    }
    return values * 3 <= filled && !ltp_row_is_hxl(r);
}

/* How many fields the rows would name, and how surely. */
static int block_score(const LtpPreview *preview, const LtpHeader *block,
                       const LtpHeaderWords *words)
{
    size_t n_fields = words->labels->layer->n_fields;
    int score = 0;
    LtpBuf text = {0};
    memset(words->best, 0, n_fields * sizeof *words->best);
    for (size_t column = 0; column < preview->width && column < SCORED; column++) {
        ltp_header_match(preview, block, column, words->labels, words->strengths);
        int most = 0; /* what a header may mean besides does not make it a better header */
        for (size_t i = 0; i < n_fields; i++)
            most = words->strengths[i] > most ? words->strengths[i] : most;
        for (size_t i = 0; i < n_fields; i++)
            if (words->strengths[i] == most && most > words->best[i])
                words->best[i] = most;
        ltp_header_text(preview, block, column, &text);
        if (ltp_user_map_has(words->user, ltp_buf_text(&text)))
            score += 2 * LTP_LABEL_WHOLE;
    }
    for (size_t i = 0; i < n_fields; i++)
        score += words->best[i];
    ltp_buf_release(&text);
    size_t rows = block->last - block->first; /* rows beyond one must earn their place */
    return score - score * (int)rows / 20;
}

static size_t scan_end(const LtpPreview *preview)
{
    return preview->n_rows < LTP_HEADER_SCAN ? preview->n_rows : LTP_HEADER_SCAN;
}

/* The best block of up to MAX_HEADER_ROWS rows that ends at `last`. */
static LtpHeader best_block_ending(const LtpPreview *preview, size_t last,
                                   const LtpHeaderWords *words, int *score)
{
    LtpHeader best = {last, last, LTP_NO_ROW, 0};
    *score = block_score(preview, &best, words);
    for (size_t rows = 2; rows <= MAX_HEADER_ROWS && rows <= last + 1; rows++) {
        LtpHeader block = {last + 1 - rows, last, LTP_NO_ROW, 0};
        if (!is_words(preview, block.first))
            break;
        int tried = block_score(preview, &block, words);
        if (tried > *score) {
            *score = tried;
            best = block;
        }
    }
    return best;
}

static LtpHeader best_block(const LtpPreview *preview, const LtpHeaderWords *words, size_t from,
                            size_t to, int *score)
{
    LtpHeader best = {LTP_NO_ROW, LTP_NO_ROW, LTP_NO_ROW, 0};
    *score = 0;
    for (size_t last = from; last < to; last++) {
        int tried;
        if (!is_words(preview, last))
            continue;
        LtpHeader block = best_block_ending(preview, last, words, &tried);
        if (tried > *score) {
            *score = tried;
            best = block;
        }
    }
    return best;
}

static size_t find_hxl(const LtpPreview *preview)
{
    for (size_t i = 0; i < scan_end(preview); i++)
        if (ltp_row_is_hxl(&preview->rows[i]))
            return i;
    return LTP_NO_ROW;
}

/* With hashtags the headers are the rows just above them; below them where nothing is above. */
static LtpHeader around_hxl(const LtpPreview *preview, size_t hxl, const LtpHeaderWords *words)
{
    LtpHeader header = {LTP_NO_ROW, LTP_NO_ROW, hxl, hxl + 1};
    int above = 0, below = 0;
    if (hxl > 0) {
        LtpHeader block = best_block_ending(preview, hxl - 1, words, &above);
        header.first = block.first;
        header.last = block.last;
    }
    if (above == 0 && hxl + 1 < preview->n_rows && is_words(preview, hxl + 1)) {
        LtpHeader block = {hxl + 1, hxl + 1, LTP_NO_ROW, 0};
        below = block_score(preview, &block, words);
    }
    if (below >= 2 * LTP_LABEL_CUT) {
        header.first = header.last = hxl + 1;
        header.data = hxl + 2;
    }
    return header;
}

LtpHeader ltp_header_find(const LtpPreview *preview, const LtpHeaderWords *words)
{
    size_t hxl = find_hxl(preview);
    if (hxl != LTP_NO_ROW)
        return around_hxl(preview, hxl, words);
    int score;
    LtpHeader header = best_block(preview, words, 0, scan_end(preview), &score);
    if (score < GOOD_LABEL)
        header.first = header.last = LTP_NO_ROW;
    header.data = header.last == LTP_NO_ROW ? 0 : header.last + 1;
    return header;
}

size_t ltp_header_near_hxl(const LtpPreview *preview)
{
    for (size_t i = 0; i < scan_end(preview); i++) {
        const LtpRow *row = &preview->rows[i];
        size_t near = 0, filled = 0;
        for (size_t c = 0; c < row->count; c++) {
            filled += !is_blank(row->cells[c].text);
            near += ltp_hxl_near(row->cells[c].text) || ltp_hxl_parse(row->cells[c].text, NULL);
        }
        if (near >= 2 && near * 2 >= filled && !ltp_row_is_hxl(row))
            return i;
    }
    return LTP_NO_ROW;
}
