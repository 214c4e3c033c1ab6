/* The operating system, all of it: nothing outside base/os_*.c calls it directly (file streams of
 * <stdio.h> excepted). Paths are UTF-8. */
#ifndef LTP_BASE_OS_H
#define LTP_BASE_OS_H

#include "base/date.h"
#include "base/mem.h"

bool ltp_os_exists(const char *path);
bool ltp_os_is_dir(const char *path);
bool ltp_os_is_device(const char *path); /* a device, pipe or socket: nothing to put a file over */
int64_t ltp_os_size(const char *path);   /* bytes; -1 when it cannot be read */
LtpCode ltp_os_mkdirs(const char *path,
                      LtpError *err) LTP_MUST_CHECK; /* parents too; existing is fine */
LtpCode ltp_os_remove(const char *path, LtpError *err) LTP_MUST_CHECK; /* missing is fine */
LtpCode ltp_os_remove_tree(const char *path, LtpError *err) LTP_MUST_CHECK;
/* Makes the bytes durable (fsync of file and folder) and renames over `to`, which is no device. */
LtpCode ltp_os_commit(const char *partial, const char *to, LtpError *err) LTP_MUST_CHECK;

/* Calls `fn` for each entry's name, sorted bytewise, "." and ".." left out. */
LtpCode ltp_os_list(const char *dir, LtpCode (*fn)(const char *name, void *arg, LtpError *err),
                    void *arg, LtpError *err) LTP_MUST_CHECK;

/* The whole file, at most `max` bytes (LTP_ELIMIT beyond), NUL-terminated; free with ltp_free. */
LtpCode ltp_os_read_file(const char *path, size_t max, char **bytes, size_t *size,
                         LtpError *err) LTP_MUST_CHECK;
LtpCode ltp_os_write_file(const char *path, const void *bytes, size_t size,
                          LtpError *err) LTP_MUST_CHECK; /* beside it, then renamed */

/* A new empty folder for temporary files; free the path with ltp_free, remove with _remove_tree. */
LtpCode ltp_os_temp_dir(char **path, LtpError *err) LTP_MUST_CHECK;

/* "a/b" from "a" and "b"; the part after the last '/'; without its extension. New strings. */
char *ltp_path_join(const char *dir, const char *name);
const char *ltp_path_name(const char *path); /* borrowed */
char *ltp_path_stem(const char *path);
const char *ltp_path_extension(const char *path); /* borrowed, lower or upper as written; "" */
bool ltp_path_has_extension(const char *path, const char *extension); /* ASCII case ignored */

LtpDay ltp_os_today(void);          /* UTC; from $SOURCE_DATE_EPOCH when set, for same bytes */
void ltp_os_now_text(char out[32]); /* "2020-01-31T12:00:00Z", likewise */
double ltp_os_seconds(void);        /* monotonic */
const char *ltp_os_user(void);      /* the person at work: $LTP_USER, else the login, else "" */
char *ltp_os_program(void);         /* path of the running program; new, NULL when unknown */
bool ltp_os_is_terminal(int fd);
int ltp_os_terminal_width(int fd); /* columns; 80 when unknown */
void ltp_os_on_interrupt(void);    /* SIGINT and SIGTERM call ltp_interrupt, a second one kills */
unsigned ltp_os_cores(void);

/* Tells one file from another of the same name, for files that are replaced while in use; 0 when
 * there is none. */
uint64_t ltp_os_file_identity(const char *path);

/* Opens the address in the user's browser, without waiting; false when none can be started. */
bool ltp_os_open_browser(const char *url);

/* An address to listen on, in the form the system wants. */
typedef struct LtpOsAddress {
    _Alignas(8) unsigned char bytes[128];
    bool v6, loopback;
} LtpOsAddress;
/* "127.0.0.1", "::1", "0.0.0.0"; no names. */
bool ltp_os_address_parse(const char *text, unsigned port, LtpOsAddress *address);

/* Lets gettext answer in the language `code`; numbers stay as in C. Before any thread starts. */
void ltp_os_set_message_language(const char *code);

/* strtod and "%.*e" in the C locale, whatever locale the host program has set. */
double ltp_os_strtod(const char *text);
void ltp_os_print_exp(double value, int digits, char *out, size_t size);

#endif
