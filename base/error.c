#include "base/error.h"

#include "base/lang.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes off a UTF-8 sequence that the end of a fixed buffer cut in two. */
static void drop_cut_sequence(char *text)
{
    size_t end = strlen(text), start = end;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t wanted = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (end - start < wanted)
        text[start - 1] = '\0';
}

/* Copies what fits; `out` always ends in a whole character. */
static void copy_clipped(char *out, size_t size, const char *text)
{
    if (snprintf(out, size, "%s", text) >= (int)size)
        drop_cut_sequence(out);
}

static void LTP_PRINTF(3, 0) print_clipped(char *out, size_t size, const char *fmt, va_list args)
{
    if (vsnprintf(out, size, fmt, args) >= (int)size)
        drop_cut_sequence(out);
}

LtpCode ltp_fail(LtpError *err, LtpCode code, const char *fmt, ...)
{
    if (!err || err->code != LTP_OK)
        return code;
    va_list args;
    va_start(args, fmt);
    print_clipped(err->msg, sizeof err->msg, fmt, args);
    va_end(args);
    err->code = code;
    return code;
}

LtpCode ltp_fail_memory(LtpError *err)
{
    return ltp_fail(err, LTP_ENOMEM,
                    _("There is not enough memory. Close other programs and try again."));
}

LtpCode ltp_wrap(LtpError *err, LtpCode code, const char *fmt, ...)
{
    if (!err || err->code == LTP_OK)
        return code;
    char context[LTP_ERROR_MSG], inner[LTP_ERROR_MSG];
    va_list args;
    va_start(args, fmt);
    print_clipped(context, sizeof context, fmt, args);
    va_end(args);
    memcpy(inner, err->msg, sizeof inner);
    /* TRANSLATORS: the context of a failure, then the failure itself. */
    if (snprintf(err->msg, sizeof err->msg, _("%s: %s"), context, inner) >= (int)sizeof err->msg)
        drop_cut_sequence(err->msg);
    return err->code;
}

void ltp_error_where(LtpError *err, const char *file, const char *sheet, int64_t row,
                     const char *column)
{
    if (!err)
        return;
    if (file)
        copy_clipped(err->file, sizeof err->file, file);
    if (sheet)
        copy_clipped(err->sheet, sizeof err->sheet, sheet);
    if (row)
        err->row = row;
    if (column)
        copy_clipped(err->column, sizeof err->column, column);
}

/* Adds one part of the place to `out`, with a comma before it when it is not the first. */
static void LTP_PRINTF(3, 4) add_part(char *out, size_t size, const char *fmt, ...)
{
    size_t used = strlen(out);
    if (used > 0)
        used += (size_t)snprintf(out + used, size - used, ", ");
    if (used >= size)
        return;
    va_list args;
    va_start(args, fmt);
    print_clipped(out + used, size - used, fmt, args);
    va_end(args);
}

void ltp_error_text(const LtpError *err, char *out, unsigned long size)
{
    if (size == 0)
        return;
    char where[LTP_ERROR_FILE + 2 * LTP_ERROR_NAME + 128] = "";
    if (err->file[0])
        add_part(where, sizeof where, "%s", err->file);
    if (err->sheet[0])
        add_part(where, sizeof where, _("sheet %s"), err->sheet);
    if (err->row > 0)
        add_part(where, sizeof where, _("row %lld"), (long long)err->row);
    if (err->column[0])
        add_part(where, sizeof where, _("column %s"), err->column);
    if (!where[0])
        copy_clipped(out, size, err->msg);
    else if (snprintf(out, size, _("%s: %s"), where, err->msg) >= (int)size)
        drop_cut_sequence(out);
}

void ltp_error_clear(LtpError *err)
{
    if (err)
        *err = (LtpError){.code = LTP_OK};
}
