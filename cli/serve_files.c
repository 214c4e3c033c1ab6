#include "cli/serve_files.h"

#include "base/os.h"
#include "cli/say.h"
#include "exports/map/theme.h"

#include <string.h>

#define MOST_BYTES ((size_t)256 << 20)

/* The words of a command line; strings in the arena. */
typedef struct Words {
    LtpArena arena;
    char **list;
    size_t count, capacity;
} Words;

static LtpCode add_word(Words *words, const char *first, const char *second, LtpError *err)
{
    LtpBuf text = {0};
    LTP_TRY(
        ltp_grow((void **)&words->list, &words->capacity, words->count, sizeof *words->list, err));
    ltp_buf_puts(&text, first);
    ltp_buf_puts(&text, second);
    words->list[words->count] = ltp_arena_strdup(&words->arena, ltp_buf_text(&text));
    LtpCode rc = words->list[words->count] ? LTP_OK : ltp_fail_memory(err);
    words->count += rc == LTP_OK;
    ltp_buf_release(&text);
    return rc;
}

static LtpCode add_param(const char *name, const char *value, void *arg, LtpError *err)
{
    Words *words = arg;
    LtpBuf option = {0};
    ltp_buf_printf(&option, "--%s=", name);
    LtpCode rc = strcmp(name, "all-time") == 0 ? add_word(words, "--", name, err)
                                               : add_word(words, ltp_buf_text(&option), value, err);
    ltp_buf_release(&option);
    return rc;
}

static const char *clearance_word(LtpSensitivity clearance)
{
    return clearance == LTP_CONFIDENTIAL ? "confidential"
           : clearance == LTP_RESTRICTED ? "restricted"
                                         : "public";
}

/* The map of this name or that fills by this field, of one period and any organisation. */
static const LtpMapTheme *map_of(const char *field)
{
    const LtpMapTheme *theme;
    for (size_t i = 0; (theme = ltp_map_theme_at(i)) != NULL; i++)
        if (!theme->one_actor && !theme->compares &&
            (strcmp(theme->name, field) == 0 || (theme->field && strcmp(theme->field, field) == 0)))
            return theme;
    return NULL;
}

/* "map priority -o PATH" or "export xlsx PATH --layer gaps", and what both take. */
static LtpCode put_words(const LtpServedFile *file, const char *path, Words *words, LtpError *err)
{
    if (strcmp(file->format, "pdf") == 0) {
        const LtpMapTheme *theme = map_of(file->theme);
        if (!theme)
            return ltp_fail(err, LTP_ENOTFOUND, _("There is no map to print of \"%s\"."),
                            file->theme);
        LTP_TRY(add_word(words, theme->name, "", err));
        LTP_TRY(add_word(words, "--output=", path, err));
        if (file->bbox)
            LTP_TRY(add_word(words, "--bbox=", file->bbox, err));
    } else {
        LTP_TRY(add_word(words, file->format, "", err));
        LTP_TRY(add_word(words, path, "", err));
        LTP_TRY(add_word(words, "--layer=", "gaps", err));
    }
    LTP_TRY(add_word(words, "--clearance=", clearance_word(file->clearance), err));
    return ltp_params_each(file->params, add_param, words, err);
}

static LtpCode run_words(const LtpCommand *command, const LtpServedFile *file, const Words *words,
                         LtpError *err)
{
    LtpOptionGroup groups[LTP_OPTION_GROUPS];
    LtpOption *filters = ltp_filter_options();
    LtpRun run = {.store = file->store, .quiet = true};
    if (!filters)
        return ltp_fail_memory(err);
    LtpCode rc = ltp_params_copy(file->params, &run.params, err);
    if (rc == LTP_OK)
        rc = ltp_options_parse(groups, ltp_command_groups(command, filters, groups),
                               (int)words->count, words->list, &run.options, NULL, err);
    ltp_say_mute(true);
    if (rc == LTP_OK)
        rc = command->run(&run, err);
    ltp_say_mute(false);
    ltp_options_release(&run.options);
    ltp_params_free(run.params);
    ltp_free(filters);
    return rc;
}

static LtpCode read_made(const char *path, LtpBuf *body, LtpError *err)
{
    char *bytes = NULL;
    size_t size = 0;
    LTP_TRY(ltp_os_read_file(path, MOST_BYTES, &bytes, &size, err));
    ltp_buf_put(body, bytes, size);
    ltp_free(bytes);
    return ltp_buf_check(body, err);
}

LtpCode ltp_serve_file(const LtpServedFile *file, LtpBuf *body, LtpError *err)
{
    Words words = {0};
    LtpBuf name = {0};
    char *dir = NULL, *path = NULL;
    bool map = strcmp(file->format, "pdf") == 0;
    LtpCode rc;
    LTP_GO(ltp_os_temp_dir(&dir, err));
    ltp_buf_printf(&name, "ltp.%s", file->format);
    path = ltp_path_join(dir, ltp_buf_text(&name));
    if (!path)
        LTP_GO(ltp_fail_memory(err));
    LTP_GO(put_words(file, path, &words, err));
    LTP_GO(run_words(ltp_command_find(map ? "map" : "export"), file, &words, err));
    LTP_GO(read_made(path, body, err));
done:
    if (dir && ltp_os_remove_tree(dir, NULL) != LTP_OK)
        ltp_log(LTP_LOG_WARNING, _("Temporary files stay behind in %s."), dir);
    ltp_free(words.list);
    ltp_arena_release(&words.arena);
    ltp_buf_release(&name);
    ltp_free(path);
    ltp_free(dir);
    return rc;
}
