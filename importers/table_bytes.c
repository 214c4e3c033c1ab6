#include "importers/table_bytes.h"

#include "base/lang.h"
#include "base/os.h"
#include "importers/table.h"

#include <inttypes.h>
#include <string.h>

/* Small parts may expand as they like: style sheets of blanks compress beyond any ratio. */
#define FREE_EXPANSION ((int64_t)64 << 20)
#define INNER_MAX ((int64_t)512 << 20)

static LtpCode zip_damaged(LtpError *err)
{
    return ltp_fail(
        err, LTP_EFORMAT,
        _("The file is a damaged or truncated workbook or zip archive. Ask for it again, "
          "or open it in a spreadsheet program and save it anew."));
}

LtpCode ltp_zip_open(const char *path, zip_t **zip, LtpError *err)
{
    int code = 0;
    zip_t *opened = zip_open(path, ZIP_RDONLY, &code);
    if (opened) {
        *zip = opened;
        return LTP_OK;
    }
    if (code == ZIP_ER_OPEN || code == ZIP_ER_READ)
        return ltp_fail(err, LTP_EIO, _("The file cannot be read."));
    return zip_damaged(err);
}

static LtpCode part_read_all(zip_t *zip, const char *part, char **memory, size_t *size,
                             LtpError *err)
{
    LtpBytes bytes = {0};
    LtpBuf all = {.max = (size_t)INNER_MAX};
    char chunk[16384];
    size_t got = 1;
    LtpCode rc;

    LTP_GO(ltp_bytes_open_part(&bytes, zip, part, err));
    while (got > 0) {
        LTP_GO(ltp_bytes_read(&bytes, chunk, sizeof chunk, &got, err));
        ltp_buf_put(&all, chunk, got);
    }
    LTP_GO(ltp_buf_check(&all, err));
    *size = all.size;
    *memory = ltp_buf_take(&all);
done:
    ltp_bytes_close(&bytes);
    ltp_buf_release(&all);
    return rc;
}

LtpCode ltp_zip_open_inner(zip_t *outer, const char *part, char **memory, zip_t **inner,
                           LtpError *err)
{
    char *bytes = NULL;
    size_t size = 0;
    LTP_TRY(part_read_all(outer, part, &bytes, &size, err));

    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(bytes, size, 0, &why);
    zip_t *opened = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    zip_error_fini(&why);
    if (!opened) {
        zip_source_free(source);
        ltp_free(bytes);
        return zip_damaged(err);
    }
    *memory = bytes;
    *inner = opened;
    return LTP_OK;
}

bool ltp_zip_has(zip_t *zip, const char *part)
{
    return zip_name_locate(zip, part, ZIP_FL_NOCASE) >= 0;
}

void ltp_source_release(LtpSource *source)
{
    if (source->zip)
        zip_discard(source->zip);
    ltp_free(source->memory);
    ltp_free(source->part);
    ltp_free(source->path);
    *source = (LtpSource){0};
}

LtpCode ltp_bytes_open_part(LtpBytes *bytes, zip_t *zip, const char *part, LtpError *err)
{
    zip_int64_t index = zip_name_locate(zip, part, ZIP_FL_NOCASE);
    zip_stat_t stat;
    if (index < 0 || zip_stat_index(zip, (zip_uint64_t)index, 0, &stat) != 0 ||
        !(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_COMP_SIZE))
        return zip_damaged(err);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        return ltp_fail(
            err, LTP_EFORMAT,
            _("The archive is protected by a password. Unpack it and import what is inside."));
    int64_t packed = stat.comp_size < (zip_uint64_t)LTP_TABLE_MAX_PART ? (int64_t)stat.comp_size
                                                                       : LTP_TABLE_MAX_PART;
    int64_t limit = packed > LTP_TABLE_MAX_PART / LTP_TABLE_MAX_RATIO
                        ? LTP_TABLE_MAX_PART
                        : packed * LTP_TABLE_MAX_RATIO;
    *bytes = (LtpBytes){.zip = zip, .index = (zip_uint64_t)index};
    bytes->size =
        stat.size < (zip_uint64_t)LTP_TABLE_MAX_PART ? (int64_t)stat.size : LTP_TABLE_MAX_PART;
    bytes->limit = limit > FREE_EXPANSION ? limit : FREE_EXPANSION;
    return ltp_bytes_rewind(bytes, err);
}

LtpCode ltp_bytes_open(LtpBytes *bytes, const LtpSource *source, LtpError *err)
{
    if (source->part)
        return ltp_bytes_open_part(bytes, source->zip, source->part, err);
    FILE *file = fopen(source->path, "rb");
    if (!file)
        return ltp_fail(err, LTP_EIO, _("The file cannot be opened."));
    *bytes = (LtpBytes){.file = file, .size = ltp_os_size(source->path), .limit = INT64_MAX};
    return LTP_OK;
}

LtpCode ltp_bytes_rewind(LtpBytes *bytes, LtpError *err)
{
    bytes->done = 0;
    if (bytes->file)
        return fseek(bytes->file, 0, SEEK_SET) == 0
                   ? LTP_OK
                   : ltp_fail(err, LTP_EIO, _("The file cannot be read again from its beginning."));
    if (bytes->stream)
        zip_fclose(bytes->stream);
    bytes->stream = zip_fopen_index(bytes->zip, bytes->index, 0);
    return bytes->stream ? LTP_OK : zip_damaged(err);
}

static LtpCode file_read(LtpBytes *bytes, void *into, size_t size, size_t *got, LtpError *err)
{
    *got = fread(into, 1, size, bytes->file);
    if (*got == 0 && ferror(bytes->file))
        return ltp_fail(err, LTP_EIO, _("Reading the file failed part-way."));
    return LTP_OK;
}

LtpCode ltp_bytes_read(LtpBytes *bytes, void *into, size_t size, size_t *got, LtpError *err)
{
    if (bytes->file) {
        LTP_TRY(file_read(bytes, into, size, got, err));
    } else {
        zip_int64_t n = zip_fread(bytes->stream, into, size);
        if (n < 0)
            return zip_damaged(err);
        *got = (size_t)n;
    }
    bytes->done += (int64_t)*got;
    if (bytes->done > bytes->limit)
        return ltp_fail(err, LTP_ELIMIT,
                        _("A part of the archive unpacks to more than %" PRId64
                          " MB, the limit. Unpack it, and import a file with fewer rows."),
                        bytes->limit >> 20);
    return LTP_OK;
}

double ltp_bytes_fraction(const LtpBytes *bytes)
{
    if (bytes->size <= 0 || bytes->done >= bytes->size)
        return 1;
    return (double)bytes->done / (double)bytes->size;
}

void ltp_bytes_close(LtpBytes *bytes)
{
    if (bytes->file)
        fclose(bytes->file);
    if (bytes->stream)
        zip_fclose(bytes->stream);
    *bytes = (LtpBytes){0};
}
