#include "importers/mapping_preview.h"

#include "base/lang.h"
#include "base/number.h"
#include "base/text.h"
#include "importers/countries.h"

#include <string.h>

/* ---- rows ---- */

/* The text cut at a character's end. */
static char *keep_text(LtpArena *arena, const char *text, size_t size, size_t longest)
{
    if (size > longest)
        for (size = longest; size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80;)
            size--;
    return ltp_arena_strndup(arena, text, size);
}

static LtpCode keep_row(LtpPreview *preview, const LtpRow *row, LtpError *err)
{
    size_t longest = preview->n_rows < LTP_HEADER_SCAN ? LTP_PREVIEW_HEADER : LTP_PREVIEW_CELL;
    LtpCell *cells = ltp_arena_alloc(&preview->arena, (row->count + 1) * sizeof *cells);
    LTP_TRY(ltp_grow((void **)&preview->rows, &preview->capacity, preview->n_rows,
                     sizeof *preview->rows, err));
    for (size_t i = 0; cells && i < row->count; i++) {
        size_t size = strlen(row->cells[i].text);
        cells[i].type = row->cells[i].type;
        cells[i].text =
            size == 0 ? "" : keep_text(&preview->arena, row->cells[i].text, size, longest);
        if (!cells[i].text)
            cells = NULL;
    }
    if (!cells)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    preview->rows[preview->n_rows++] = (LtpRow){row->number, cells, row->count};
    if (row->count > preview->width)
        preview->width = row->count;
    return LTP_OK;
}

LtpCode ltp_preview_read(LtpPreview *preview, LtpTable *table, size_t sheet, LtpError *err)
{
    LtpRow row = {0};
    LTP_TRY(
        ltp_table_merges(table, sheet, LTP_HEADER_SCAN, &preview->merges, &preview->n_merges, err));
    LTP_TRY(ltp_table_select(table, sheet, err));
    while (preview->n_rows < LTP_PREVIEW_ROWS) {
        LTP_TRY(ltp_table_next(table, &row, err));
        if (!row.cells)
            break;
        LTP_TRY(keep_row(preview, &row, err));
    }
    return LTP_OK;
}

void ltp_preview_release(LtpPreview *preview)
{
    ltp_arena_release(&preview->arena);
    ltp_free(preview->rows);
    *preview = (LtpPreview){0};
}

const char *ltp_preview_cell(const LtpPreview *preview, size_t row, size_t column)
{
    const LtpRow *r = &preview->rows[row];
    return column < r->count ? r->cells[column].text : "";
}

/* ---- what cells look like ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool begins_with(const char *text, const char *letters)
{
    size_t n = letters != NULL ? strlen(letters) : 0;
    for (size_t i = 0; i < n; i++)
        if ((text[i] & ~0x20) != letters[i])
            return false;
    return n > 0;
}

bool ltp_is_pcode_like(const char *text, const char *country, size_t *digits)
{
    size_t length, count = 0, at = 0;
    text = ltp_text_trim(text, &length);
    size_t first = strcspn(text, ";,/|\n");
    for (length = first < length ? first : length; length > 0 && text[length - 1] == ' ';)
        length--;
    if (length < 4 || length > 20 ||
        (ltp_country_begins(text) == NULL && !begins_with(text, country)))
        return false;
    while (at < length && is_letter(text[at]))
        at++;
    if (at > 3 || at == length)
        return false;
    for (; at < length; at++) {
        if (!is_digit(text[at]) && !is_letter(text[at]))
            return false;
        count += is_digit(text[at]);
    }
    *digits = count;
    return count >= 2;
}

static bool is_mail_char(char c)
{
    return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '_' || c == '+';
}

const char *ltp_find_email(const char *text, size_t *length)
{
    for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
        if (at == text || !is_mail_char(at[-1]))
            continue;
        const char *dot = NULL, *end = at + 1;
        for (; is_mail_char(*end); end++)
            if (*end == '.' && end > at + 1)
                dot = end;
        const char *start = at;
        while (start > text && is_mail_char(start[-1]))
            start--;
        *length = (size_t)(end - start);
        if (dot && end - dot > 2)
            return start;
    }
    return NULL;
}

bool ltp_has_email(const char *text)
{
    size_t length;
    return ltp_find_email(text, &length) != NULL;
}

/* Digits of a run that may hold single separators; `groups_of_two` when all its groups are pairs.
 */
static const char *read_run(const char *at, size_t *digits, bool *pairs)
{
    size_t group = 0, groups = 0;
    *digits = 0;
    *pairs = true;
    for (;; at++) {
        if (is_digit(*at)) {
            group++;
            ++*digits;
        } else if ((*at == ' ' || *at == '.' || *at == '-') && group > 0 && is_digit(at[1])) {
            *pairs = *pairs && group == 2;
            groups++;
            group = 0;
        } else {
            break;
        }
    }
    *pairs = *pairs && group == 2 && groups >= 3;
    return at;
}

const char *ltp_find_phone(const char *text, size_t *length)
{
    for (const char *at = text; *at;) {
        bool plus = *at == '+' || strncmp(at, "00", 2) == 0, pairs;
        size_t digits;
        if (!is_digit(*at) && *at != '+') {
            at++;
            continue;
        }
        const char *start = at;
        at = read_run(at + (*at == '+'), &digits, &pairs);
        *length = (size_t)(at - start);
        if (digits <= 15 && ((plus && digits >= 10) || (pairs && digits >= 8)))
            return start;
    }
    return NULL;
}

bool ltp_has_phone(const char *text)
{
    size_t length;
    return ltp_find_phone(text, &length) != NULL;
}

static bool is_date_cell(const LtpCell *cell)
{
    LtpDay day;
    if (cell->type == LTP_CELL_DATE)
        return true;
    return ltp_day_parse(cell->text, LTP_DATE_START, false, &day) == LTP_DATE_OK;
}

static void add_number(LtpProfile *profile, const char *text)
{
    double value;
    LtpNumberStatus status = ltp_number_parse(text, 0, &value);
    if (status != LTP_NUMBER_OK && status != LTP_NUMBER_APPROX)
        return;
    bool decimal = strpbrk(text, ".,") != NULL;
    profile->numbers++;
    profile->latitudes += decimal && value >= -90 && value <= 90;
    profile->longitudes += decimal && value >= -180 && value <= 180;
}

LtpProfile ltp_preview_profile(const LtpPreview *preview, size_t first_row, size_t column)
{
    LtpProfile profile = {0};
    for (size_t i = first_row; i < preview->n_rows; i++) {
        const LtpRow *row = &preview->rows[i];
        const LtpCell *cell = column < row->count ? &row->cells[column] : NULL;
        size_t length = 0, digits;
        if (cell)
            ltp_text_trim(cell->text, &length);
        if (length == 0)
            continue;
        profile.filled++;
        profile.dates += is_date_cell(cell);
        profile.emails += ltp_has_email(cell->text);
        profile.phones += ltp_has_phone(cell->text);
        add_number(&profile, cell->text);
        if (ltp_is_pcode_like(cell->text, preview->country, &digits)) {
            profile.codes++;
            if (digits > profile.code_digits)
                profile.code_digits = digits;
        }
    }
    return profile;
}
