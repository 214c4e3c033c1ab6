#include "exports/map/config.h"

#include "base/os.h"
#include "base/text.h"

#include <string.h>

enum { MAX_CONFIG = 1 << 16 };

void ltp_map_config_init(LtpMapConfig *config)
{
    *config = (LtpMapConfig){
        .number = "001",
        .disclaimer = {"Les limites, les noms et les désignations de cette carte n'impliquent "
                       "aucune prise de position ni reconnaissance officielle.",
                       "The boundaries, names and designations on this map do not imply any "
                       "opinion or official recognition."}};
}

void ltp_map_config_release(LtpMapConfig *config)
{
    ltp_arena_release(&config->arena);
    *config = (LtpMapConfig){0};
}

static LtpText *text_of(LtpMapConfig *config, const char *key, size_t length)
{
    const struct {
        const char *key;
        LtpText *text;
    } keys[] = {
        {"organisation", &config->organisation},
        {"contact", &config->contact},
        {"disclaimer", &config->disclaimer},
        {"reports", &config->reports},
        {"note", &config->note},
        {"level0", &config->levels[0]},
        {"level1", &config->levels[1]},
        {"level2", &config->levels[2]},
        {"level3", &config->levels[3]},
        {"level4", &config->levels[4]},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strlen(keys[i].key) == length && strncmp(keys[i].key, key, length) == 0)
            return keys[i].text;
    return NULL;
}

/* A path in the file counts from the file's folder. */
static LtpCode add_logo(LtpMapConfig *config, const char *value, const char *path, LtpError *err)
{
    if (config->n_logos == LTP_MAP_LOGOS)
        return ltp_fail(err, LTP_EDATA, _("A map shows at most %d logos."), LTP_MAP_LOGOS);
    LtpBuf full = {0};
    if (value[0] != '/')
        ltp_buf_put(&full, path, (size_t)(ltp_path_name(path) - path));
    ltp_buf_puts(&full, value);
    const char *kept = ltp_arena_strdup(&config->arena, ltp_buf_text(&full));
    ltp_buf_release(&full);
    config->logos[config->n_logos++] = kept;
    return kept ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode set(LtpMapConfig *config, const char *key, const char *value, const char *path,
                   LtpError *err)
{
    size_t length = strcspn(key, ".");
    LtpText *text = text_of(config, key, length);
    bool fr = strcmp(key + length, ".fr") == 0, en = strcmp(key + length, ".en") == 0;
    if (strcmp(key, "logo") == 0)
        return add_logo(config, value, path, err);
    const char *kept = ltp_arena_strdup(&config->arena, value);
    if (!kept)
        return ltp_fail_memory(err);
    if (strcmp(key, "number") == 0) {
        config->number = kept;
        return LTP_OK;
    }
    if (!text || (key[length] && !fr && !en))
        return ltp_fail(err, LTP_EDATA,
                        _("\"%s\" is no key of a map configuration. There are: organisation, "
                          "contact, disclaimer, reports, note, level0 to level4 (each also with "
                          ".fr or .en), number, logo."),
                        key);
    text->fr = en ? text->fr : kept;
    text->en = fr ? text->en : kept;
    return LTP_OK;
}

static LtpCode read_line(LtpMapConfig *config, const char *line, size_t length, const char *path,
                         LtpError *err)
{
    size_t size, key_size, value_size;
    const char *text = ltp_text_trim_slice(line, length, &size);
    if (size == 0 || text[0] == '#')
        return LTP_OK;
    const char *equals = memchr(text, '=', size);
    if (!equals)
        return ltp_fail(err, LTP_EDATA,
                        _("A line of the map configuration has no \"=\"; write key = value."));
    const char *key = ltp_text_trim_slice(text, (size_t)(equals - text), &key_size);
    const char *value =
        ltp_text_trim_slice(equals + 1, (size_t)(text + size - equals - 1), &value_size);
    const char *kept_key = ltp_arena_strndup(&config->arena, key, key_size);
    const char *kept_value = ltp_arena_strndup(&config->arena, value, value_size);
    if (!kept_key || !kept_value)
        return ltp_fail_memory(err);
    return set(config, kept_key, kept_value, path, err);
}

LtpCode ltp_map_config_read(LtpMapConfig *config, const char *path, LtpError *err)
{
    char *bytes = NULL;
    size_t size = 0;
    int64_t row = 0;
    LtpCode rc = LTP_OK;
    LTP_TRY(ltp_os_read_file(path, MAX_CONFIG, &bytes, &size, err));
    LtpBuf text = {0};
    size_t bom = 0;
    LtpEncoding encoding = ltp_text_encoding(bytes, size, &bom);
    ltp_text_to_utf8(encoding, bytes + bom, size - bom, &text);
    for (const char *line = ltp_buf_text(&text); rc == LTP_OK && *line;) {
        size_t length = strcspn(line, "\n");
        row++;
        rc = read_line(config, line, length, path, err);
        line += length + (line[length] == '\n');
    }
    if (rc != LTP_OK)
        ltp_error_where(err, path, NULL, row, NULL);
    ltp_buf_release(&text);
    ltp_free(bytes);
    return rc;
}
