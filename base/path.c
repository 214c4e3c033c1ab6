#include "base/os.h"
#include "base/text.h"

#include <string.h>

char *ltp_path_join(const char *dir, const char *name)
{
    LtpBuf path = {.max = 0};
    size_t length = strlen(dir);
    ltp_buf_put(&path, dir, length);
    if (length > 0 && dir[length - 1] != '/')
        ltp_buf_putc(&path, '/');
    ltp_buf_puts(&path, name);
    return ltp_buf_take(&path);
}

const char *ltp_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The dot before the extension, or the end; a leading dot starts a hidden file's name. */
static const char *extension_dot(const char *path)
{
    const char *name = ltp_path_name(path);
    const char *dot = strrchr(name, '.');
    return dot && dot != name ? dot : name + strlen(name);
}

char *ltp_path_stem(const char *path)
{
    const char *name = ltp_path_name(path);
    return ltp_strndup(name, (size_t)(extension_dot(path) - name));
}

const char *ltp_path_extension(const char *path)
{
    const char *dot = extension_dot(path);
    return *dot == '.' ? dot + 1 : dot;
}

bool ltp_path_has_extension(const char *path, const char *extension)
{
    return ltp_ascii_equal(ltp_path_extension(path), extension);
}
