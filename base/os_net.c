/* Addresses, files as the system knows them, the browser. */
#include "base/os.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

uint64_t ltp_os_file_identity(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return 0;
    return (uint64_t)info.st_ino * 0x9E3779B97F4A7C15u ^ (uint64_t)info.st_dev;
}

/* Forked twice, so that nobody has to wait for the browser. */
bool ltp_os_open_browser(const char *url)
{
    int status = 1;
    pid_t child = fork();
    if (child == 0) {
        if (fork() == 0) {
            execlp("xdg-open", "xdg-open", url, (char *)NULL);
            _exit(127);
        }
        _exit(0);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

bool ltp_os_address_parse(const char *text, unsigned port, LtpOsAddress *address)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    *address = (LtpOsAddress){.v6 = false};
    if (port > 65535)
        return false;
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        memcpy(address->bytes, &v4, sizeof v4);
        address->loopback = ntohl(v4.sin_addr.s_addr) >> 24 == 127;
        return true;
    }
    if (inet_pton(AF_INET6, text, &v6.sin6_addr) != 1)
        return false;
    memcpy(address->bytes, &v6, sizeof v6);
    address->v6 = true;
    address->loopback = IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
    return true;
}
