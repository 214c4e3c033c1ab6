#include "importers/table_scan.h"

#include "base/lang.h"
#include "importers/hxl.h"
#include "importers/table.h"

#include <string.h>

void ltp_scan_begin(LtpScan *scan, char separator)
{
    memset(scan->stops, 0, sizeof scan->stops);
    scan->separator = separator;
    scan->stops[(unsigned char)separator] = scan->stops['\n'] = scan->stops['\r'] = true;
}

/* The end of an unquoted stretch from `at`: its separator or line break, or `end`. */
static size_t skip_plain(const LtpScan *scan, const char *text, size_t at, size_t end)
{
    while (at < end && !scan->stops[(unsigned char)text[at]])
        at++;
    return at;
}

/* The byte after the closing quote of the one at `at`; `end` when there is none. */
static size_t skip_quoted(const char *text, size_t at, size_t end, bool *closed)
{
    const char *quote;
    at++;
    *closed = false;
    while (at < end && (quote = memchr(text + at, '"', end - at)) != NULL) {
        at = (size_t)(quote - text) + 1;
        if (at == end || text[at] != '"') {
            *closed = true;
            return at;
        }
        at++;
    }
    return end;
}

static size_t skip_spaces(const char *text, size_t at, size_t end)
{
    while (at < end && text[at] == ' ')
        at++;
    return at;
}

static LtpCode add_span(LtpScan *scan, LtpSpan span, LtpError *err)
{
    if (scan->count >= LTP_TABLE_MAX_COLUMNS)
        return ltp_fail(
            err, LTP_ELIMIT,
            _("A row has more than %d columns, the limit. Delete the columns that hold no data, "
              "then import it again."),
            (int)LTP_TABLE_MAX_COLUMNS);
    LTP_TRY(
        ltp_grow((void **)&scan->spans, &scan->capacity, scan->count, sizeof *scan->spans, err));
    scan->spans[scan->count++] = span;
    return LTP_OK;
}

/* One cell from `begin`; its end is the place of its separator or line break, or `end`. */
static LtpSpan scan_cell(LtpScan *scan, const char *text, size_t begin, size_t end)
{
    size_t at = skip_spaces(text, begin, end);
    if (at == end || text[at] != '"')
        return (LtpSpan){begin, skip_plain(scan, text, at, end), false};
    bool closed;
    at = skip_quoted(text, at, end, &closed);
    scan->in_quotes = !closed;
    return (LtpSpan){begin, skip_plain(scan, text, at, end), true};
}

LtpCode ltp_scan_record(LtpScan *scan, const char *text, size_t begin, size_t end, bool last,
                        LtpScanResult *result, LtpError *err)
{
    size_t at = begin;
    scan->count = 0;
    scan->in_quotes = false;
    *result = LTP_SCAN_RECORD;
    for (;; at++) {
        LtpSpan span = scan_cell(scan, text, at, end);
        at = span.end;
        /* At the end of what is there, the next byte might still double a quote or finish a CRLF.
         */
        if (!last && (at == end || (text[at] == '\r' && at + 1 == end))) {
            *result = LTP_SCAN_MORE;
            return LTP_OK;
        }
        LTP_TRY(add_span(scan, span, err));
        if (at == end || text[at] != scan->separator)
            break;
    }
    scan->next = at + (at < end);
    if (at + 1 < end && text[at] == '\r' && text[at + 1] == '\n')
        scan->next++;
    return LTP_OK;
}

size_t ltp_scan_unquote(char *text, LtpSpan span)
{
    size_t from = skip_spaces(text, span.begin, span.end), to = span.begin;
    bool inside = false;
    for (; from < span.end; from++) {
        if (text[from] != '"')
            text[to++] = text[from];
        else if (!inside && to == span.begin)
            inside = true;
        else if (inside && from + 1 < span.end && text[from + 1] == '"')
            text[to++] = text[from++];
        else if (inside)
            inside = false;
        else
            text[to++] = '"';
    }
    return to;
}

/* ---- the separator ---- */

enum { SAMPLE_RECORDS = 64 };

typedef struct Trial {
    size_t records, width,
        agreeing;  /* not blank; most frequent number of cells; how many have it */
    bool hashtags; /* a hashtag row of two cells or more was seen */
} Trial;

static bool span_is_tag(const char *text, LtpSpan span)
{
    size_t size = span.end - span.begin;
    char cell[LTP_HXL_TOKEN * 4];
    if (size >= sizeof cell || !memchr(text + span.begin, '#', size))
        return false;
    memcpy(cell, text + span.begin, size);
    cell[ltp_scan_unquote(cell, (LtpSpan){0, size, span.quoted})] = '\0';
    return ltp_hxl_parse(cell, NULL);
}

static bool record_is_hxl(const LtpScan *scan, const char *text)
{
    size_t tags = 0, filled = 0;
    for (size_t i = 0; i < scan->count; i++) {
        filled += scan->spans[i].end > scan->spans[i].begin;
        tags += span_is_tag(text, scan->spans[i]);
    }
    return tags >= 2 && tags * 2 >= filled;
}

static void most_frequent(const size_t *widths, Trial *trial)
{
    for (size_t i = 0; i < trial->records; i++) {
        size_t same = 0;
        for (size_t j = 0; j < trial->records; j++)
            same += widths[j] == widths[i];
        if (same > trial->agreeing || (same == trial->agreeing && widths[i] > trial->width)) {
            trial->agreeing = same;
            trial->width = widths[i];
        }
    }
}

static LtpCode try_separator(const char *text, size_t size, bool last, char separator, Trial *trial,
                             LtpError *err)
{
    size_t widths[SAMPLE_RECORDS];
    LtpScan scan = {0};
    LtpScanResult result = LTP_SCAN_RECORD;
    LtpCode rc = LTP_OK;
    *trial = (Trial){0};
    ltp_scan_begin(&scan, separator);
    for (size_t at = 0; at < size && trial->records < SAMPLE_RECORDS; at = scan.next) {
        LTP_GO(ltp_scan_record(&scan, text, at, size, last, &result, err));
        if (result == LTP_SCAN_MORE)
            break;
        if (scan.count == 1 && scan.spans[0].end == scan.spans[0].begin)
            continue;
        trial->hashtags |= record_is_hxl(&scan, text);
        widths[trial->records++] = scan.count;
    }
    most_frequent(widths, trial);
done:
    ltp_free(scan.spans);
    return rc;
}

static bool better(const Trial *a, const Trial *b)
{
    if (a->hashtags != b->hashtags)
        return a->hashtags;
    if ((a->width > 1) != (b->width > 1))
        return a->width > 1;
    size_t left = a->agreeing * b->records, right = b->agreeing * a->records;
    return left != right ? left > right : a->width > b->width;
}

LtpCode ltp_scan_separator(const char *text, size_t size, bool last, char *separator, LtpError *err)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    Trial best = {0};
    *separator = ',';
    for (size_t i = 0; i < sizeof candidates; i++) {
        Trial trial;
        LTP_TRY(try_separator(text, size, last, candidates[i], &trial, err));
        if (better(&trial, &best)) {
            best = trial;
            *separator = candidates[i];
        }
    }
    return LTP_OK;
}
