#include "importers/boundaries.h"

#include "base/os.h"

#include <cpl_vsi.h>
#include <jansson.h>
#include <string.h>

enum { MAX_GEOJSON = 512 * 1024 * 1024 };

/* How deep the numbers stand: 1 for a position, 3 for Polygon, 4 for MultiPolygon. */
static int nesting(const json_t *coordinates)
{
    int depth = 0;
    while (json_is_array(coordinates) && json_array_size(coordinates) > 0) {
        depth++;
        coordinates = json_array_get(coordinates, 0);
    }
    return json_is_number(coordinates) ? depth : 0;
}

static size_t renest(json_t *geometry)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    int depth = nesting(json_object_get(geometry, "coordinates"));
    const char *right = depth == 3 ? "Polygon" : depth == 4 ? "MultiPolygon" : NULL;
    if (type == NULL || right == NULL || strcmp(type, right) == 0 ||
        (strcmp(type, "Polygon") != 0 && strcmp(type, "MultiPolygon") != 0))
        return 0;
    return json_object_set_new(geometry, "type", json_string(right)) == 0;
}

static LtpCode put_vsimem(const json_t *root, const char *path, LtpError *err)
{
    char *text = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(17));
    if (text == NULL)
        return ltp_fail_memory(err);
    size_t size = strlen(text);
    VSILFILE *out = VSIFOpenL(path, "wb");
    bool written = out != NULL && VSIFWriteL(text, 1, size, out) == size;
    written = (out == NULL || VSIFCloseL(out) == 0) && written;
    free(text);
    return written ? LTP_OK : ltp_fail_memory(err);
}

LtpCode ltp_geojson_renest(const char *path, const char *vsimem_path, size_t *fixed, LtpError *err)
{
    LtpCode rc = LTP_OK;
    char *bytes = NULL;
    size_t size = 0, changed = 0;
    json_t *root = NULL;
    LTP_GO(ltp_os_read_file(path, MAX_GEOJSON, &bytes, &size, err));
    json_error_t why;
    root = json_loadb(bytes, size, 0, &why);
    if (root == NULL) {
        rc = ltp_fail(err, LTP_EFORMAT, _("the file is not valid JSON: line %d: %s"), why.line,
                      why.text);
        goto done;
    }
    size_t i;
    json_t *feature;
    json_array_foreach(json_object_get(root, "features"), i, feature) changed +=
        renest(json_object_get(feature, "geometry"));
    if (changed > 0)
        LTP_GO(put_vsimem(root, vsimem_path, err));
    *fixed = changed;
done:
    json_decref(root);
    ltp_free(bytes);
    return rc;
}
