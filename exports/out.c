#include "exports/out.h"

#include "base/lang.h"

#include <errno.h>
#include <string.h>

enum { ENOUGH = 1 << 20 };

static LtpCode cannot_write(const LtpOut *out, LtpError *err)
{
    return ltp_fail(err, LTP_EIO, _("%s cannot be written: %s."), out->path, strerror(errno));
}

LtpCode ltp_out_open(LtpOut *out, const char *path, LtpError *err)
{
    out->path = path;
    out->file = fopen(path, "wb");
    return out->file != NULL ? LTP_OK : cannot_write(out, err);
}

static LtpCode flush(LtpOut *out, LtpError *err)
{
    LTP_TRY(ltp_buf_check(&out->buf, err));
    if (out->buf.size > 0 && fwrite(out->buf.data, 1, out->buf.size, out->file) != out->buf.size)
        return cannot_write(out, err);
    ltp_buf_clear(&out->buf);
    return LTP_OK;
}

LtpCode ltp_out_flush(LtpOut *out, LtpError *err)
{
    return out->buf.size >= ENOUGH ? flush(out, err) : LTP_OK;
}

LtpCode ltp_out_close(LtpOut *out, LtpError *err)
{
    LTP_TRY(flush(out, err));
    FILE *file = out->file;
    out->file = NULL;
    return fclose(file) == 0 ? LTP_OK : cannot_write(out, err);
}

void ltp_out_release(LtpOut *out)
{
    if (out->file != NULL)
        fclose(out->file);
    out->file = NULL;
    ltp_buf_release(&out->buf);
}
