#include "cli/output.h"

#include "base/lang.h"
#include "base/os.h"

#include <errno.h>
#include <string.h>

enum { STDOUT = 1, FLUSH_SIZE = 1 << 16 };

static LtpCode fail_write(const LtpOutput *output, LtpError *err)
{
    return ltp_fail(err, LTP_EIO, _("Cannot write %s: %s."),
                    output->path ? output->path : _("the standard output"), strerror(errno));
}

LtpCode ltp_output_open(LtpOutput *output, const char *path, LtpError *err)
{
    LtpBuf partial = {0};
    if (!path || strcmp(path, "-") == 0) {
        output->stream = stdout;
        return LTP_OK;
    }
    output->path = path;
    if (ltp_os_is_device(path)) { /* /dev/null, a named pipe: written to, never replaced */
        output->stream = fopen(path, "wb");
        return output->stream ? LTP_OK : fail_write(output, err);
    }
    ltp_buf_printf(&partial, "%s.partial", path);
    output->partial = ltp_buf_take(&partial);
    if (!output->partial)
        return ltp_fail_memory(err);
    output->stream = fopen(output->partial, "wb");
    return output->stream ? LTP_OK : fail_write(output, err);
}

static LtpCode write_text(LtpOutput *output, LtpError *err)
{
    LTP_TRY(ltp_buf_check(&output->text, err));
    if (output->text.size > 0 &&
        fwrite(output->text.data, 1, output->text.size, output->stream) != output->text.size)
        return fail_write(output, err);
    ltp_buf_clear(&output->text);
    return LTP_OK;
}

LtpCode ltp_output_flush(LtpOutput *output, LtpError *err)
{
    return output->text.size < FLUSH_SIZE ? LTP_OK : write_text(output, err);
}

LtpCode ltp_output_commit(LtpOutput *output, LtpError *err)
{
    LTP_TRY(write_text(output, err));
    if (fflush(output->stream) != 0)
        return fail_write(output, err);
    if (!output->path)
        return LTP_OK;
    int closed = fclose(output->stream);
    output->stream = NULL;
    if (closed != 0)
        return fail_write(output, err);
    if (!output->partial)
        return LTP_OK;
    LTP_TRY(ltp_os_commit(output->partial, output->path, err));
    ltp_free(output->partial);
    output->partial = NULL;
    return LTP_OK;
}

void ltp_output_release(LtpOutput *output)
{
    LtpError ignored = {0};
    if (output->stream && output->path)
        fclose(output->stream);
    if (output->partial && ltp_os_remove(output->partial, &ignored) != LTP_OK)
        ltp_error_clear(&ignored);
    ltp_free(output->partial);
    ltp_buf_release(&output->text);
    *output = (LtpOutput){0};
}

bool ltp_output_is_terminal(const char *path)
{
    return !path && ltp_os_is_terminal(STDOUT);
}
