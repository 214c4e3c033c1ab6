#include "importers/table_driver.h"

#include "base/lang.h"
#include "base/number.h"

#include <math.h>

#define EMPTY SIZE_MAX

void ltp_draft_clear(LtpDraft *draft)
{
    ltp_buf_clear(&draft->text);
    draft->count = 0;
}

void ltp_draft_release(LtpDraft *draft)
{
    ltp_buf_release(&draft->text);
    ltp_free(draft->offsets);
    ltp_free(draft->cells);
    *draft = (LtpDraft){0};
}

static LtpCode append(LtpDraft *draft, size_t offset, LtpCellType type, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&draft->offsets, &draft->offsets_capacity, draft->count,
                     sizeof *draft->offsets, err));
    LTP_TRY(ltp_grow((void **)&draft->cells, &draft->cells_capacity, draft->count,
                     sizeof *draft->cells, err));
    draft->offsets[draft->count] = offset;
    draft->cells[draft->count] = (LtpCell){.text = "", .type = type};
    draft->count++;
    return LTP_OK;
}

LtpCode ltp_draft_put(LtpDraft *draft, size_t column, LtpCellType type, const char *text,
                      size_t size, LtpError *err)
{
    if (column >= LTP_TABLE_MAX_COLUMNS)
        return ltp_fail(
            err, LTP_ELIMIT,
            _("A row has more than %d columns, the limit. Delete the columns that hold no data, "
              "then import it again."),
            (int)LTP_TABLE_MAX_COLUMNS);
    while (draft->count < column)
        LTP_TRY(append(draft, EMPTY, LTP_CELL_TEXT, err));
    if (column < draft->count) /* a column given twice: the first stands */
        return LTP_OK;
    LTP_TRY(append(draft, draft->text.size, type, err));
    ltp_buf_put(&draft->text, text, size);
    ltp_buf_putc(&draft->text, '\0');
    return ltp_buf_check(&draft->text, err);
}

LtpCode ltp_draft_row(LtpDraft *draft, int64_t number, LtpRow *row, LtpError *err)
{
    if (draft->count == 0) /* a row without cells still has a place for them: NULL means the end */
        LTP_TRY(
            ltp_grow((void **)&draft->cells, &draft->cells_capacity, 0, sizeof *draft->cells, err));
    for (size_t i = 0; i < draft->count; i++)
        if (draft->offsets[i] != EMPTY)
            draft->cells[i].text = draft->text.data + draft->offsets[i];
    *row = (LtpRow){.number = number, .cells = draft->cells, .count = draft->count};
    return LTP_OK;
}

bool ltp_table_serial_text(const char *number, bool date1904, char out[LTP_DATE_TEXT])
{
    enum { LAST_SERIAL = 2958465 }; /* 9999-12-31 in the 1900 system */
    double serial;
    if (!ltp_parse_double(number, &serial) || !(serial >= 1) || serial > LAST_SERIAL)
        return false;
    LtpDay base = date1904 ? ltp_day(1904, 1, 1) : ltp_day(1899, 12, 30);
    ltp_day_text(base + (LtpDay)floor(serial), out);
    return true;
}
