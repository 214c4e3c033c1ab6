#include "base/lang.h"
#include "base/log.h"
#include "base/number.h"
#include "base/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The system's words for `errno`. */
typedef struct Reason {
    char text[128];
} Reason;

static Reason reason_of(int number)
{
    Reason reason = {""};
    if (strerror_r(number, reason.text, sizeof reason.text) != 0)
        snprintf(reason.text, sizeof reason.text, "errno %d", number);
    return reason;
}

static LtpCode fail_open(const char *path, LtpError *err)
{
    if (errno == ENOENT)
        return ltp_fail(err, LTP_EIO, _("There is no %s. Check the path."), path);
    return ltp_fail(err, LTP_EIO, _("Cannot open %s: %s."), path, reason_of(errno).text);
}

static LtpCode fail_write(const char *path, LtpError *err)
{
    return ltp_fail(err, LTP_EIO, _("Cannot write %s: %s."), path, reason_of(errno).text);
}

/* --- files and folders --- */

bool ltp_os_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool ltp_os_is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool ltp_os_is_device(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

int64_t ltp_os_size(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? (int64_t)st.st_size : -1;
}

static LtpCode make_dir(const char *path, LtpError *err)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && ltp_os_is_dir(path)))
        return LTP_OK;
    return ltp_fail(err, LTP_EIO, _("Cannot make the folder %s: %s."), path, reason_of(errno).text);
}

LtpCode ltp_os_mkdirs(const char *path, LtpError *err)
{
    LtpCode rc = LTP_OK;
    char *copy = ltp_strdup(path);
    if (!copy)
        return ltp_fail_memory(err);
    for (char *slash = *copy ? strchr(copy + 1, '/') : NULL; slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        LTP_GO(make_dir(copy, err));
        *slash = '/';
    }
    rc = make_dir(path, err);
done:
    ltp_free(copy);
    return rc;
}

LtpCode ltp_os_remove(const char *path, LtpError *err)
{
    if (remove(path) == 0 || errno == ENOENT)
        return LTP_OK;
    return ltp_fail(err, LTP_EIO, _("Cannot remove %s: %s."), path, reason_of(errno).text);
}

static LtpCode remove_entry(const char *name, void *arg, LtpError *err)
{
    char *path = ltp_path_join(arg, name);
    LtpCode rc = path ? ltp_os_remove_tree(path, err) : ltp_fail_memory(err);
    ltp_free(path);
    return rc;
}

LtpCode ltp_os_remove_tree(const char *path, LtpError *err)
{
    struct stat st;
    /* A link is removed itself: what it points to may be outside the tree. */
    if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        char *dir = ltp_strdup(path);
        LtpCode rc = dir ? ltp_os_list(dir, remove_entry, dir, err) : ltp_fail_memory(err);
        ltp_free(dir);
        LTP_TRY(rc);
    }
    return ltp_os_remove(path, err);
}

static bool sync_path(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    errno = reason;
    return synced;
}

/* Some file systems (network shares) cannot sync a folder; the rename itself stands then. */
static LtpCode sync_parent(const char *path, LtpError *err)
{
    const char *name = ltp_path_name(path);
    char *parent = name == path ? ltp_strdup(".") : ltp_strndup(path, (size_t)(name - path));
    if (!parent)
        return ltp_fail_memory(err);
    LtpCode rc = LTP_OK;
    if (!sync_path(parent) && errno != EINVAL && errno != EACCES)
        rc = fail_write(parent, err);
    ltp_free(parent);
    return rc;
}

LtpCode ltp_os_commit(const char *partial, const char *to, LtpError *err)
{
    if (ltp_os_is_device(to))
        return ltp_fail(err, LTP_EIO, _("%s is a device or a pipe. Name a file."), to);
    if (!sync_path(partial))
        return fail_write(partial, err);
    if (rename(partial, to) != 0)
        return fail_write(to, err);
    return sync_parent(to, err);
}

typedef struct NameList {
    char **names;
    size_t count, capacity;
} NameList;

static int compare_names(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static LtpCode collect_name(NameList *list, const char *name, LtpError *err)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return LTP_OK;
    LTP_TRY(
        ltp_grow((void **)&list->names, &list->capacity, list->count, sizeof *list->names, err));
    char *copy = ltp_strdup(name);
    if (!copy)
        return ltp_fail_memory(err);
    list->names[list->count++] = copy;
    return LTP_OK;
}

static LtpCode read_names(const char *dir, NameList *list, LtpError *err)
{
    LtpCode rc = LTP_OK;
    DIR *handle = opendir(dir);
    if (!handle)
        return fail_open(dir, err);
    errno = 0;
    for (struct dirent *entry; (entry = readdir(handle)); errno = 0)
        LTP_GO(collect_name(list, entry->d_name, err));
    if (errno != 0)
        rc = fail_open(dir, err);
done:
    closedir(handle);
    return rc;
}

LtpCode ltp_os_list(const char *dir, LtpCode (*fn)(const char *name, void *arg, LtpError *err),
                    void *arg, LtpError *err)
{
    NameList list = {NULL, 0, 0};
    LtpCode rc = read_names(dir, &list, err);
    if (rc == LTP_OK && list.count > 0)
        qsort(list.names, list.count, sizeof *list.names, compare_names);
    for (size_t i = 0; i < list.count && rc == LTP_OK; i++)
        rc = fn(list.names[i], arg, err);
    for (size_t i = 0; i < list.count; i++)
        ltp_free(list.names[i]);
    ltp_free(list.names);
    return rc;
}

static LtpCode read_all(int fd, const char *path, LtpBuf *bytes, LtpError *err)
{
    char chunk[16384];
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got == 0)
            return LTP_OK;
        if (got < 0 && errno == EINTR && !ltp_interrupted())
            continue;
        if (got < 0)
            return ltp_fail(err, LTP_EIO, _("Cannot read %s: %s."), path, reason_of(errno).text);
        if ((size_t)got > bytes->max - bytes->size)
            return ltp_fail(
                err, LTP_ELIMIT,
                _("%s is larger than the limit of %zu bytes. Split it, or give a smaller file."),
                path, bytes->max);
        ltp_buf_put(bytes, chunk, (size_t)got);
        LTP_TRY(ltp_buf_check(bytes, err));
    }
}

LtpCode ltp_os_read_file(const char *path, size_t max, char **bytes, size_t *size, LtpError *err)
{
    LtpBuf buf = {.max = max};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_open(path, err);
    LtpCode rc = read_all(fd, path, &buf, err);
    close(fd);
    size_t length = buf.size;
    char *text = rc == LTP_OK ? ltp_buf_take(&buf) : NULL;
    if (text) {
        *bytes = text;
        *size = length;
    } else if (rc == LTP_OK) {
        rc = ltp_fail_memory(err);
    }
    ltp_buf_release(&buf);
    return rc;
}

static LtpCode write_partial(const char *path, const void *bytes, size_t size, LtpError *err)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return fail_write(path, err);
    bool written = fwrite(bytes, 1, size, file) == size && fflush(file) == 0;
    int reason = errno;
    if (fclose(file) == 0 && written)
        return LTP_OK;
    errno = written ? errno : reason;
    return fail_write(path, err);
}

LtpCode ltp_os_write_file(const char *path, const void *bytes, size_t size, LtpError *err)
{
    LtpBuf partial = {.max = 0};
    ltp_buf_puts(&partial, path);
    ltp_buf_puts(&partial, ".partial");
    LtpCode rc = ltp_buf_check(&partial, err);
    if (rc != LTP_OK)
        goto done;
    rc = write_partial(partial.data, bytes, size, err);
    if (rc == LTP_OK)
        rc = ltp_os_commit(partial.data, path, err);
    if (rc != LTP_OK)
        remove(partial.data);
done:
    ltp_buf_release(&partial);
    return rc;
}

LtpCode ltp_os_temp_dir(char **path, LtpError *err)
{
    const char *base = getenv("TMPDIR");
    char *made = ltp_path_join(base && *base ? base : "/tmp", "ltp-XXXXXX");
    if (!made)
        return ltp_fail_memory(err);
    if (!mkdtemp(made)) {
        LtpCode rc = fail_write(made, err);
        ltp_free(made);
        return rc;
    }
    *path = made;
    return LTP_OK;
}

/* --- the clock, the person, the terminal --- */

static int64_t seconds_since_1970(void)
{
    int64_t fixed = 0;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch && ltp_parse_int(epoch, &fixed) && fixed >= 0 && fixed < INT64_C(253402300800))
        return fixed;
    return (int64_t)time(NULL);
}

LtpDay ltp_os_today(void)
{
    return (LtpDay)(seconds_since_1970() / 86400);
}

void ltp_os_now_text(char out[32])
{
    char day[LTP_DATE_TEXT];
    int64_t now = seconds_since_1970();
    int second = (int)(now % 86400);
    ltp_day_text((LtpDay)(now / 86400), day);
    snprintf(out, 32, "%sT%02d:%02d:%02dZ", day, second / 3600, second / 60 % 60, second % 60);
}

double ltp_os_seconds(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

const char *ltp_os_user(void)
{
    const char *user = getenv("LTP_USER");
    if (user && *user)
        return user;
    const struct passwd *entry = getpwuid(geteuid());
    return entry && entry->pw_name ? entry->pw_name : "";
}

/* gettext translates nothing in the "C" locale, but does in C.UTF-8, which every Debian has. */
void ltp_os_set_message_language(const char *code)
{
    static const char *const locales[] = {"C.UTF-8", "C.utf8", "fr_FR.UTF-8", "en_US.UTF-8"};
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        if (setlocale(LC_CTYPE, locales[i]) && setlocale(LC_MESSAGES, locales[i]))
            break;
    }
    setenv("LANGUAGE", code, 1);
}

bool ltp_os_is_terminal(int fd)
{
    return isatty(fd) == 1;
}

int ltp_os_terminal_width(int fd)
{
    struct winsize size = {.ws_col = 0};
    return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static void on_signal(int number)
{
    if (ltp_interrupted()) {
        signal(number, SIG_DFL);
        raise(number);
    }
    ltp_interrupt();
}

void ltp_os_on_interrupt(void)
{
    /* No SA_RESTART: a question at the terminal must come back too. */
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

unsigned ltp_os_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 0 ? (unsigned)cores : 1;
}

/* --- numbers, whatever locale the host program has chosen --- */

double ltp_os_strtod(const char *text)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = uselocale(plain);
    double value = strtod(text, NULL);
    uselocale(before);
    freelocale(plain);
    return value;
}

void ltp_os_print_exp(double value, int digits, char *out, size_t size)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = uselocale(plain);
    snprintf(out, size, "%.*e", digits - 1, value);
    uselocale(before);
    freelocale(plain);
}
