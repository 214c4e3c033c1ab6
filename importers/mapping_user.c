#include "importers/mapping_user.h"

#include "base/lang.h"
#include "base/os.h"

#include <jansson.h>
#include <string.h>

#include "base/text.h"

#define MAP_FILE_MAX ((size_t)4 << 20)

static LtpCode unknown_field(const char *name, const LtpLayer *layer, LtpError *err)
{
    LtpBuf known = {0};
    for (size_t i = 0; i < layer->n_fields; i++)
        if (layer->fields[i].flags & LTP_INPUT)
            ltp_buf_printf(&known, "%s%s", known.size > 0 ? ", " : "", layer->fields[i].name);
    LtpCode rc = ltp_fail(err, LTP_EUSAGE, _("There is no field \"%s\". There are: %s."), name,
                          ltp_buf_text(&known));
    ltp_buf_release(&known);
    return rc;
}

static LtpCode add_entry(LtpUserMap *map, const char *header, json_t *value, const LtpLayer *layer,
                         LtpError *err)
{
    const LtpField *field = NULL;
    if (json_is_string(value)) {
        field = ltp_layer_field(layer, json_string_value(value));
        if (!field || !(field->flags & LTP_INPUT))
            return unknown_field(json_string_value(value), layer, err);
    } else if (!json_is_null(value)) {
        return ltp_fail(
            err, LTP_EFORMAT,
            _("In the mapping, \"%s\" must be given the name of a field in quotes, or null."),
            header);
    }
    LTP_TRY(
        ltp_grow((void **)&map->entries, &map->capacity, map->count, sizeof *map->entries, err));
    const char *copy = ltp_arena_strdup(&map->arena, header);
    if (!copy)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    map->entries[map->count++] = (struct LtpUserEntry){copy, field};
    return LTP_OK;
}

static LtpCode add_entries(LtpUserMap *map, json_t *root, const LtpLayer *layer, LtpError *err)
{
    const char *header;
    json_t *value;
    if (!json_is_object(root))
        return ltp_fail(err, LTP_EFORMAT,
                        _("The mapping must be a JSON object: {\"Header\": \"field\"}."));
    json_object_foreach(root, header, value) LTP_TRY(add_entry(map, header, value, layer, err));
    return LTP_OK;
}

LtpCode ltp_user_map_parse(LtpUserMap *map, const char *bytes, size_t size, const LtpLayer *layer,
                           LtpError *err)
{
    json_error_t why;
    LtpCode rc;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &why);
    if (root)
        rc = add_entries(map, root, layer, err);
    else
        rc = ltp_fail(err, LTP_EFORMAT, _("The mapping is no JSON that can be read (line %d: %s)."),
                      why.line, why.text);
    json_decref(root);
    return rc;
}

LtpCode ltp_user_map_read(LtpUserMap *map, const char *path, const LtpLayer *layer, LtpError *err)
{
    char *bytes = NULL;
    size_t size = 0;
    LTP_TRY(ltp_os_read_file(path, MAP_FILE_MAX, &bytes, &size, err));
    LtpCode rc = ltp_user_map_parse(map, bytes, size, layer, err);
    if (rc != LTP_OK)
        ltp_error_where(err, path, NULL, 0, NULL);
    ltp_free(bytes);
    return rc;
}

void ltp_user_map_release(LtpUserMap *map)
{
    ltp_arena_release(&map->arena);
    ltp_free(map->entries);
    *map = (LtpUserMap){0};
}

const struct LtpUserEntry *ltp_user_map_find(const LtpUserMap *map, const char *header)
{
    for (size_t i = 0; i < map->count; i++)
        if (*header && ltp_text_same(map->entries[i].header, header))
            return &map->entries[i];
    return NULL;
}

bool ltp_user_map_has(const LtpUserMap *map, const char *header)
{
    return ltp_user_map_find(map, header) != NULL;
}
