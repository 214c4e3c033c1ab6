#include "exports/zip.h"

#include "base/lang.h"
#include "base/os.h"

#include <string.h>
#include <zip.h>

typedef struct Pack {
    const char *folder;
    zip_t *zip;
} Pack;

static LtpCode cannot_pack(zip_t *zip, const char *name, LtpError *err)
{
    return ltp_fail(err, LTP_EIO, _("%s cannot be packed: %s."), name, zip_strerror(zip));
}

/* Takes over `source`, which may be NULL. */
static LtpCode add_entry(zip_t *zip, const char *name, zip_source_t *source, LtpError *err)
{
    zip_int64_t entry = source != NULL ? zip_file_add(zip, name, source, 0) : -1;
    if (entry < 0) {
        zip_source_free(source);
        return cannot_pack(zip, name, err);
    }
    time_t noon = (time_t)ltp_os_today() * 86400 + 43200;
    if (zip_file_set_mtime(zip, (zip_uint64_t)entry, noon, 0) != 0)
        return cannot_pack(zip, name, err);
    return LTP_OK;
}

static LtpCode add_file(const char *name, void *arg, LtpError *err)
{
    const Pack *pack = arg;
    char *path = ltp_path_join(pack->folder, name);
    if (path == NULL)
        return ltp_fail_memory(err);
    zip_source_t *source = zip_source_file(pack->zip, path, 0, -1);
    ltp_free(path);
    return add_entry(pack->zip, name, source, err);
}

LtpCode ltp_zip_folder(const char *folder, const char *path, LtpError *err)
{
    Pack pack = {.folder = folder, .zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL)};
    if (pack.zip == NULL)
        return ltp_fail(err, LTP_EIO, _("%s cannot be written."), path);
    LtpCode rc = ltp_os_list(folder, add_file, &pack, err);
    if (rc == LTP_OK && zip_close(pack.zip) == 0)
        return LTP_OK;
    if (rc == LTP_OK)
        rc = cannot_pack(pack.zip, path, err);
    zip_discard(pack.zip);
    return rc;
}

static LtpCode write_text(const char *name, const LtpBuf *text, const char *path, LtpError *err)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (zip == NULL)
        return ltp_fail(err, LTP_EIO, _("%s cannot be written."), path);
    zip_source_t *source = zip_source_buffer(zip, text->data, text->size, 0);
    LtpCode rc = add_entry(zip, name, source, err);
    if (rc == LTP_OK && zip_close(zip) == 0)
        return LTP_OK;
    if (rc == LTP_OK)
        rc = cannot_pack(zip, path, err);
    zip_discard(zip);
    return rc;
}

LtpCode ltp_zip_text(const char *name, const LtpBuf *text, const char *beside, LtpBuf *bytes,
                     LtpError *err)
{
    enum { MOST = 1 << 28 };
    LtpBuf path = {0};
    char *read = NULL;
    size_t size = 0;
    ltp_buf_printf(&path, "%s.qgz", beside);
    LtpCode rc = ltp_buf_check(&path, err);
    if (rc == LTP_OK)
        rc = write_text(name, text, ltp_buf_text(&path), err);
    if (rc == LTP_OK)
        rc = ltp_os_read_file(ltp_buf_text(&path), MOST, &read, &size, err);
    if (rc == LTP_OK)
        rc = ltp_os_remove(ltp_buf_text(&path), err);
    if (rc == LTP_OK)
        ltp_buf_put(bytes, read, size);
    ltp_free(read);
    ltp_buf_release(&path);
    return rc == LTP_OK ? ltp_buf_check(bytes, err) : rc;
}

static bool entry_is_whole(zip_t *zip, zip_uint64_t i)
{
    char block[1 << 14];
    zip_file_t *file = zip_fopen_index(zip, i, 0);
    zip_int64_t got = file != NULL ? 1 : -1;
    while (got > 0)
        got = zip_fread(file, block, sizeof block);
    if (file != NULL)
        zip_fclose(file);
    return got == 0;
}

LtpCode ltp_zip_check(const char *path, int64_t expected, LtpError *err)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if (zip == NULL)
        return ltp_fail(err, LTP_EIO, _("%s cannot be read back."), path);
    zip_int64_t count = zip_get_num_entries(zip, 0);
    bool whole = expected == LTP_ZIP_ANY ? count > 0 : count == expected;
    for (zip_int64_t i = 0; whole && i < count; i++)
        whole = entry_is_whole(zip, (zip_uint64_t)i);
    zip_discard(zip);
    return whole ? LTP_OK
                 : ltp_fail(err, LTP_EIO,
                            _("%s was read back with missing or damaged files; it was not kept."),
                            path);
}

/* The whole entry; empty when it cannot be read. */
static void read_entry(zip_t *zip, zip_uint64_t i, LtpBuf *bytes)
{
    char block[1 << 14];
    zip_file_t *file = zip_fopen_index(zip, i, 0);
    ltp_buf_clear(bytes);
    for (zip_int64_t got = 1; file != NULL && got > 0;) {
        got = zip_fread(file, block, sizeof block);
        if (got > 0)
            ltp_buf_put(bytes, block, (size_t)got);
    }
    if (file != NULL)
        zip_fclose(file);
}

LtpCode ltp_zip_count(const char *path, const char *prefix, const char *needle, int64_t *count,
                      LtpError *err)
{
    LtpBuf bytes = {0};
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    if (zip == NULL)
        return ltp_fail(err, LTP_EIO, _("%s cannot be read back."), path);
    *count = 0;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
        if (name == NULL || strncmp(name, prefix, strlen(prefix)) != 0)
            continue;
        read_entry(zip, (zip_uint64_t)i, &bytes);
        for (const char *at = ltp_buf_text(&bytes); (at = strstr(at, needle)) != NULL; at++)
            (*count)++;
    }
    zip_discard(zip);
    LtpCode rc = ltp_buf_check(&bytes, err);
    ltp_buf_release(&bytes);
    return rc;
}
