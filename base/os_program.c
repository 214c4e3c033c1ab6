#include "base/os.h"

#include <unistd.h>

char *ltp_os_program(void)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    return length > 0 && length < (ssize_t)sizeof path ? ltp_strndup(path, (size_t)length) : NULL;
}
