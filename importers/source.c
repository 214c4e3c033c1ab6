#include "importers/source.h"

#include "base/os.h"

#include <string.h>

/* Fingerprints appended one after the other. */
typedef struct Digest {
    const char *dir;
    LtpBuf hexes;
} Digest;

static LtpCode add_file(Digest *digest, const char *path, LtpError *err)
{
    char hex[LTP_SHA256_HEX];
    LTP_TRY(ltp_sha256_file(path, hex, err));
    ltp_buf_puts(&digest->hexes, hex);
    return LTP_OK;
}

static LtpCode add_entry(const char *name, void *arg, LtpError *err)
{
    Digest *digest = arg;
    char *path = ltp_path_join(digest->dir, name);
    LtpCode rc = LTP_OK;
    if (path == NULL)
        return ltp_fail_memory(err);
    if (!ltp_os_is_dir(path))
        rc = add_file(digest, path, err);
    ltp_free(path);
    return rc;
}

static LtpCode add_companions(Digest *digest, const char *shp, LtpError *err)
{
    static const char *const extensions[] = {"dbf", "shx", "prj", NULL};
    LtpCode rc = LTP_OK;
    size_t stem = strlen(shp) - strlen("shp");
    for (size_t i = 0; rc == LTP_OK && extensions[i] != NULL; i++) {
        LtpBuf path = {0};
        ltp_buf_put(&path, shp, stem);
        ltp_buf_puts(&path, extensions[i]);
        if (ltp_os_exists(ltp_buf_text(&path)))
            rc = add_file(digest, ltp_buf_text(&path), err);
        ltp_buf_release(&path);
    }
    return rc;
}

static LtpCode add_input(Digest *digest, const char *path, LtpError *err)
{
    if (!ltp_os_exists(path))
        return ltp_fail(err, LTP_EIO, _("there is no such file"));
    if (ltp_os_is_dir(path)) {
        digest->dir = path;
        return ltp_os_list(path, add_entry, digest, err);
    }
    LTP_TRY(add_file(digest, path, err));
    return ltp_path_has_extension(path, "shp") ? add_companions(digest, path, err) : LTP_OK;
}

LtpCode ltp_source_sha256(const char *const *files, size_t n_files, char hex[LTP_SHA256_HEX],
                          LtpError *err)
{
    Digest digest = {0};
    LtpCode rc = LTP_OK;
    for (size_t i = 0; rc == LTP_OK && i < n_files; i++) {
        rc = add_input(&digest, files[i], err);
        if (rc != LTP_OK)
            ltp_error_where(err, ltp_path_name(files[i]), NULL, 0, NULL);
    }
    if (rc == LTP_OK)
        rc = ltp_buf_check(&digest.hexes, err);
    if (rc == LTP_OK && digest.hexes.size == LTP_SHA256_HEX - 1)
        memcpy(hex, digest.hexes.data, LTP_SHA256_HEX);
    else if (rc == LTP_OK)
        ltp_sha256(digest.hexes.data, digest.hexes.size, hex);
    ltp_buf_release(&digest.hexes);
    return rc;
}

LtpCode ltp_source_name(const LtpImporter *importer, const char *const *files, size_t n_files,
                        const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    LtpBuf names = {.max = 1024};
    for (size_t i = 0; i < n_files; i++)
        ltp_buf_printf(&names, "%s%s", i > 0 ? ", " : "", ltp_path_name(files[i]));
    report->kind = importer->kind;
    LtpCode rc = ltp_import_report_text(report, ltp_buf_text(&names), &report->file, err);
    ltp_buf_release(&names);
    LTP_TRY(rc);
    const char *source = options->source != NULL ? options->source : ltp_path_name(files[0]);
    return ltp_import_report_text(report, source, &report->source, err);
}

LtpCode ltp_source_reported(const char *reported, LtpDay *day, LtpError *err)
{
    *day = LTP_DAY_NONE;
    if (reported == NULL)
        return LTP_OK;
    LtpDay from, to;
    if (ltp_period_parse(reported, &from, &to) != LTP_DATE_OK)
        return ltp_fail(
            err, LTP_EUSAGE,
            _("--reported: \"%s\" is no date, month, quarter or year. Write for example "
              "2020-03-31, 2020-03 or 2020-Q1."),
            reported);
    *day = to;
    return LTP_OK;
}
