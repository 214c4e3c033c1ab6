#include "exports/zip.h"

#include "base/lang.h"
#include "base/os.h"

#include <zip.h>

typedef struct Pack {
    const char *folder;
    zip_t *zip;
} Pack;

static LtpCode cannot_pack(zip_t *zip, const char *name, LtpError *err)
{
    return ltp_fail(err, LTP_EIO, _("%s cannot be packed: %s."), name, zip_strerror(zip));
}

static LtpCode add_file(const char *name, void *arg, LtpError *err)
{
    const Pack *pack = arg;
    char *path = ltp_path_join(pack->folder, name);
    if (path == NULL)
        return ltp_fail_memory(err);
    zip_source_t *source = zip_source_file(pack->zip, path, 0, -1);
    ltp_free(path);
    zip_int64_t entry = source != NULL ? zip_file_add(pack->zip, name, source, 0) : -1;
    if (entry < 0) {
        zip_source_free(source);
        return cannot_pack(pack->zip, name, err);
    }
    time_t noon = (time_t)ltp_os_today() * 86400 + 43200;
    if (zip_file_set_mtime(pack->zip, (zip_uint64_t)entry, noon, 0) != 0)
        return cannot_pack(pack->zip, name, err);
    return LTP_OK;
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
    bool whole = count == expected;
    for (zip_int64_t i = 0; whole && i < count; i++)
        whole = entry_is_whole(zip, (zip_uint64_t)i);
    zip_discard(zip);
    return whole ? LTP_OK
                 : ltp_fail(err, LTP_EIO,
                            _("%s was read back with missing or damaged files; it was not kept."),
                            path);
}
