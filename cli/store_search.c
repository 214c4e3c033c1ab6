#include "cli/command.h"

#include "base/os.h"

#include <stdlib.h>

typedef struct Found {
    char *path; /* the first store; owned */
    LtpBuf names;
    size_t count;
} Found;

static LtpCode look_at(const char *name, void *arg, LtpError *err)
{
    Found *found = arg;
    if (!ltp_path_has_extension(name, "sqlite") || !ltp_store_is(name))
        return LTP_OK;
    if (found->count++ > 0)
        ltp_buf_puts(&found->names, ", ");
    ltp_buf_puts(&found->names, name);
    if (!found->path)
        found->path = ltp_strdup(name);
    return found->path ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode search_folder(char **path, LtpError *err)
{
    Found found = {0};
    LtpCode rc;
    LTP_GO(ltp_os_list(".", look_at, &found, err));
    if (found.count == 0)
        LTP_GO(
            ltp_fail(err, LTP_EUSAGE,
                     _("There is no ltp store in this folder. Name one with --store FILE, or make "
                       "one: ltp init FILE.sqlite")));
    if (found.count > 1)
        LTP_GO(ltp_fail(err, LTP_EUSAGE,
                        _("There are several ltp stores in this folder (%s). Say which one with "
                          "--store FILE."),
                        ltp_buf_text(&found.names)));
    *path = found.path;
    found.path = NULL;
done:
    ltp_free(found.path);
    ltp_buf_release(&found.names);
    return rc;
}

LtpCode ltp_store_search(const LtpOptions *options, char **path, LtpError *err)
{
    const char *named = ltp_options_value(options, "store");
    if (!named)
        named = getenv("LTP_STORE");
    if (!named || !*named)
        return search_folder(path, err);
    *path = ltp_strdup(named);
    return *path ? LTP_OK : ltp_fail_memory(err);
}
