#include "base/os.h"
#include "base/text.h"
#include "importers/boundaries.h"
#include "importers/map_file.h"
#include "importers/vector.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <stdio.h>
#include <string.h>

enum { MAX_NAME_COLUMNS = 32 };

/* The columns of one layer that say something of a unit, names by rank and position. */
typedef struct Columns {
    int code[LTP_LEVELS];
    struct NameColumn {
        int field, level, rank;
    } names[MAX_NAME_COLUMNS];
    size_t n_names;
    int level, valid_on, dated, own_code, own_name, own_others;
} Columns;

/* What reading one file needs. */
typedef struct Reader {
    LtpBoundarySet *set;
    const char *file;       /* name without folders, in the arena of the set */
    char gdal_message[256]; /* first failure GDAL reported; "" = none */
    size_t first;           /* index of the first unit of this file */
    bool layer_understood;
    const LtpProgress *progress;
} Reader;

static void CPL_STDCALL keep_first_failure(CPLErr class, CPLErrorNum number, const char *message)
{
    (void)number;
    Reader *reader = CPLGetErrorHandlerUserData();
    if (class >= CE_Failure && reader->gdal_message[0] == '\0')
        snprintf(reader->gdal_message, sizeof reader->gdal_message, "%s", message);
}

/* ---- columns ---- */

static void add_name_column(Columns *columns, int field, LtpBoundaryColumn column)
{
    if (columns->n_names == MAX_NAME_COLUMNS)
        return;
    size_t at = columns->n_names++;
    while (at > 0 && columns->names[at - 1].rank > column.rank) {
        columns->names[at] = columns->names[at - 1];
        at--;
    }
    columns->names[at] =
        (struct NameColumn){.field = field, .level = column.level, .rank = column.rank};
}

static void note_column(Columns *columns, int field, LtpBoundaryColumn column)
{
    switch (column.kind) {
    case LTP_BOUNDARY_CODE:
        if (columns->code[column.level] < 0)
            columns->code[column.level] = field;
        break;
    case LTP_BOUNDARY_NAME:
    case LTP_BOUNDARY_ALT_NAME:
        add_name_column(columns, field, column);
        break;
    case LTP_BOUNDARY_LEVEL:
        columns->level = field;
        break;
    case LTP_BOUNDARY_VALID_ON:
        columns->valid_on = field;
        break;
    case LTP_BOUNDARY_DATE:
        columns->dated = field;
        break;
    case LTP_BOUNDARY_OWN_CODE:
        columns->own_code = field;
        break;
    case LTP_BOUNDARY_OWN_NAME:
        columns->own_name = field;
        break;
    case LTP_BOUNDARY_OWN_OTHERS:
        columns->own_others = field;
        break;
    case LTP_BOUNDARY_NONE:
        break;
    }
}

static bool find_columns(OGRLayerH layer, Columns *columns)
{
    *columns = (Columns){.code = {-1, -1, -1, -1, -1},
                         .level = -1,
                         .valid_on = -1,
                         .dated = -1,
                         .own_code = -1,
                         .own_name = -1,
                         .own_others = -1};
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); i++)
        note_column(columns, i,
                    ltp_boundary_column(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i))));
    for (int level = 0; level < LTP_LEVELS; level++)
        if (columns->code[level] >= 0)
            return true;
    return false;
}

/* ---- values ---- */

/* The trimmed text of a field in the arena, NULL when blank. */
static LtpCode field_text(Reader *reader, OGRFeatureH feature, int field, const char **text,
                          LtpError *err)
{
    *text = NULL;
    if (field < 0 || !OGR_F_IsFieldSetAndNotNull(feature, field))
        return LTP_OK;
    size_t length = 0;
    const char *trimmed = ltp_text_trim(OGR_F_GetFieldAsString(feature, field), &length);
    if (length == 0 || (length == 6 && memcmp(trimmed, "<Null>", 6) == 0))
        return LTP_OK;
    *text = ltp_arena_strndup(&reader->set->arena, trimmed, length);
    return *text != NULL ? LTP_OK : ltp_fail_memory(err);
}

/* A date, a text, or milliseconds since 1970 as ArcGIS services write them. */
static LtpDay field_day(OGRFeatureH feature, int field)
{
    if (field < 0 || !OGR_F_IsFieldSetAndNotNull(feature, field))
        return LTP_DAY_NONE;
    LtpDay day = LTP_DAY_NONE;
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field));
    if (type == OFTDate || type == OFTDateTime) {
        int year, month, dom, hour, minute, second, zone;
        if (OGR_F_GetFieldAsDateTime(feature, field, &year, &month, &dom, &hour, &minute, &second,
                                     &zone))
            day = ltp_day(year, month, dom);
        return day;
    }
    const double ms_per_day = 86400000.0, first_ms = 1e11, last_ms = 1e13;
    double number = OGR_F_GetFieldAsDouble(feature, field);
    if (number >= first_ms && number < last_ms)
        return (LtpDay)(number / ms_per_day);
    (void)ltp_day_parse(OGR_F_GetFieldAsString(feature, field), LTP_DATE_START, false, &day);
    return day;
}

static LtpDay newer(LtpDay a, LtpDay b)
{
    return a > b ? a : b; /* LTP_DAY_NONE is the smallest */
}

static LtpCode add_other_name(LtpBoundary *unit, const char *name, LtpError *err)
{
    if (strcmp(name, unit->names[unit->level]) == 0)
        return LTP_OK;
    for (size_t i = 0; i < unit->n_other_names; i++)
        if (strcmp(name, unit->other_names[i]) == 0)
            return LTP_OK;
    LTP_TRY(ltp_grow((void **)&unit->other_names, &unit->other_names_capacity, unit->n_other_names,
                     sizeof *unit->other_names, err));
    unit->other_names[unit->n_other_names++] = name;
    return LTP_OK;
}

/* ---- features ---- */

static LtpCode read_outline(OGRFeatureH feature, OGRCoordinateTransformationH transform,
                            LtpBoundary *unit, LtpError *err)
{
    OGRGeometryH outline = OGR_F_GetGeometryRef(feature);
    if (outline == NULL || OGR_G_IsEmpty(outline))
        return LTP_OK;
    if (transform != NULL && OGR_G_Transform(outline, transform) != OGRERR_NONE)
        return ltp_fail(err, LTP_ECRS, _("the outline of a unit cannot be brought to WGS 84"));
    int size = OGR_G_WkbSize(outline);
    unit->wkb = size > 0 ? ltp_malloc((size_t)size) : NULL;
    if (unit->wkb == NULL)
        return ltp_fail_memory(err);
    unit->wkb_size = (size_t)size;
    if (OGR_G_ExportToIsoWkb(outline, wkbNDR, unit->wkb) != OGRERR_NONE)
        return ltp_fail(err, LTP_EGEOM, _("the outline of a unit cannot be read"));
    return LTP_OK;
}

/* Its own level: what a level column says, else the deepest level whose code is filled. */
static int feature_level(const Columns *columns, OGRFeatureH feature, const LtpBoundary *unit)
{
    if (columns->level >= 0 && OGR_F_IsFieldSetAndNotNull(feature, columns->level)) {
        int level = OGR_F_GetFieldAsInteger(feature, columns->level);
        return level >= 0 && level < LTP_LEVELS ? level : -1;
    }
    int level = LTP_LEVELS - 1;
    while (level >= 0 && unit->codes[level] == NULL)
        level--;
    return level;
}

/* "Sévaré | Sevare" */
static LtpCode add_others(Reader *reader, LtpBoundary *unit, const char *list, LtpError *err)
{
    static const char bar[] = " | ";
    while (list != NULL && unit->names[unit->level] != NULL) {
        const char *end = strstr(list, bar);
        size_t length = end != NULL ? (size_t)(end - list) : strlen(list);
        const char *name = ltp_arena_strndup(&reader->set->arena, list, length);
        if (name == NULL)
            return ltp_fail_memory(err);
        LTP_TRY(add_other_name(unit, name, err));
        list = end != NULL ? end + strlen(bar) : NULL;
    }
    return LTP_OK;
}

/* A file of ours names each unit in one column for all levels. */
static LtpCode read_own(Reader *reader, const Columns *columns, OGRFeatureH feature,
                        LtpBoundary *unit, LtpError *err)
{
    const char *code, *name, *others;
    if (columns->level < 0 || unit->level < 0)
        return LTP_OK;
    LTP_TRY(field_text(reader, feature, columns->own_code, &code, err));
    LTP_TRY(field_text(reader, feature, columns->own_name, &name, err));
    LTP_TRY(field_text(reader, feature, columns->own_others, &others, err));
    if (unit->codes[unit->level] == NULL)
        unit->codes[unit->level] = code;
    if (unit->names[unit->level] == NULL)
        unit->names[unit->level] = name;
    return add_others(reader, unit, others, err);
}

static LtpCode read_names(Reader *reader, const Columns *columns, OGRFeatureH feature,
                          LtpBoundary *unit, LtpError *err)
{
    for (size_t i = 0; i < columns->n_names; i++) {
        const struct NameColumn *column = &columns->names[i];
        const char *name = NULL;
        LTP_TRY(field_text(reader, feature, column->field, &name, err));
        if (name == NULL)
            continue;
        if (unit->names[column->level] == NULL)
            unit->names[column->level] = name;
        else if (column->level == unit->level)
            LTP_TRY(add_other_name(unit, name, err));
    }
    return LTP_OK;
}

static LtpCode read_feature(Reader *reader, const Columns *columns,
                            OGRCoordinateTransformationH transform, OGRFeatureH feature,
                            LtpError *err)
{
    LtpBoundarySet *set = reader->set;
    LTP_TRY(ltp_grow((void **)&set->items, &set->capacity, set->count, sizeof *set->items, err));
    LtpBoundary *unit = &set->items[set->count++];
    *unit = (LtpBoundary){.row = ++set->n_features, .file = reader->file, .parent = -1};
    for (int level = 0; level < LTP_LEVELS; level++)
        LTP_TRY(field_text(reader, feature, columns->code[level], &unit->codes[level], err));
    unit->level = feature_level(columns, feature, unit);
    LTP_TRY(read_names(reader, columns, feature, unit, err));
    LTP_TRY(read_own(reader, columns, feature, unit, err));
    set->valid_on = newer(set->valid_on, field_day(feature, columns->valid_on));
    set->dated = newer(set->dated, field_day(feature, columns->dated));
    return read_outline(feature, transform, unit, err);
}

/* Refuses units without a code of their level: a lake or a disputed strip would become a second
 * outline of the unit above. Without a level column all units of a layer are of its deepest level.
 */
static LtpCode check_codes(Reader *reader, const char *layer, size_t first, bool levels_stated,
                           LtpError *err)
{
    LtpBoundarySet *set = reader->set;
    int deepest = -1;
    for (size_t i = first; i < set->count; i++)
        if (set->items[i].level > deepest)
            deepest = set->items[i].level;
    size_t without = 0;
    LtpBuf named = {.max = 256};
    for (size_t i = first; i < set->count; i++) {
        LtpBoundary *unit = &set->items[i];
        int level = levels_stated ? unit->level : deepest;
        if (level >= 0 && unit->codes[level] != NULL)
            continue;
        if (without++ < 3)
            ltp_buf_printf(&named, "%s%lld (%s)", without > 1 ? ", " : "", (long long)unit->row,
                           level >= 0 && unit->names[level] != NULL ? unit->names[level] : "");
    }
    LtpCode rc = LTP_OK;
    if (without > 0)
        rc = ltp_fail(err, LTP_EDATA,
                      _("%zu units of layer %s have no P-code: features %s. Complete the codes in "
                        "the file, or remove these features, and import it again."),
                      without, layer, ltp_buf_text(&named));
    ltp_buf_release(&named);
    return rc;
}

/* ---- layers ---- */

static bool may_hold_polygons(OGRLayerH layer)
{
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_L_GetGeomType(layer));
    return type == wkbUnknown || type == wkbGeometryCollection ||
           OGR_GT_IsSubClassOf(type, wkbSurface) || OGR_GT_IsSubClassOf(type, wkbMultiSurface);
}

static void note_left_alone(Reader *reader, OGRLayerH layer, const char *why)
{
    if (reader->set->notes != NULL)
        ltp_buf_printf(reader->set->notes, _("%s: layer %s left alone: %s\n"), reader->file,
                       OGR_L_GetName(layer), why);
}

static LtpCode read_features(Reader *reader, OGRLayerH layer, const Columns *columns,
                             OGRCoordinateTransformationH transform, LtpError *err)
{
    size_t first = reader->set->count, done = 0;
    double total = (double)OGR_L_GetFeatureCount(layer, TRUE);
    LtpCode rc = LTP_OK;
    OGRFeatureH feature;
    OGR_L_ResetReading(layer);
    while (rc == LTP_OK && (feature = OGR_L_GetNextFeature(layer)) != NULL) {
        rc = read_feature(reader, columns, transform, feature, err);
        OGR_F_Destroy(feature);
        if (rc == LTP_OK)
            rc = ltp_progress(reader->progress, (double)++done, total, err);
    }
    if (rc == LTP_OK)
        rc = check_codes(reader, OGR_L_GetName(layer), first, columns->level >= 0, err);
    return rc;
}

static LtpCode read_layer(Reader *reader, OGRLayerH layer, LtpError *err)
{
    Columns columns;
    if (!may_hold_polygons(layer)) {
        note_left_alone(reader, layer, _("it holds no areas"));
        return LTP_OK;
    }
    if (!find_columns(layer, &columns)) {
        note_left_alone(reader, layer, _("it has no column of P-codes"));
        return LTP_OK;
    }
    reader->layer_understood = true;
    OGRCoordinateTransformationH transform = NULL;
    LTP_TRY(ltp_vector_transform(layer, &transform, err));
    LtpCode rc = read_features(reader, layer, &columns, transform, err);
    if (transform != NULL)
        OCTDestroyCoordinateTransformation(transform);
    return rc;
}

/* ---- files ---- */

static LtpCode read_dataset(GDALDatasetH dataset, void *arg, LtpError *err)
{
    LtpCode rc = LTP_OK;
    for (int i = 0; rc == LTP_OK && i < GDALDatasetGetLayerCount(dataset); i++)
        rc = read_layer(arg, GDALDatasetGetLayer(dataset, i), err);
    return rc;
}

static void forget_units(LtpBoundarySet *set, size_t first)
{
    while (set->count > first) {
        LtpBoundary *unit = &set->items[--set->count];
        set->n_features--;
        ltp_free(unit->other_names);
        ltp_free(unit->wkb);
    }
}

static size_t count_without_outline(const Reader *reader)
{
    size_t without = 0;
    for (size_t i = reader->first; i < reader->set->count; i++)
        without += reader->set->items[i].wkb == NULL;
    return without;
}

/* The second try of a GeoJSON file whose geometries GDAL loads as empty: the units that had no
 * outline at first are marked. */
static LtpCode read_renested(Reader *reader, const char *path, LtpError *err)
{
    static const char *const renested = "/vsimem/ltp_renested.geojson";
    LtpBoundarySet *set = reader->set;
    size_t fixed = 0, n = set->count - reader->first;
    LTP_TRY(ltp_geojson_renest(path, renested, &fixed, err));
    if (fixed == 0)
        return LTP_OK;
    bool *was_empty = ltp_calloc(n, sizeof *was_empty);
    if (was_empty == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        was_empty[i] = set->items[reader->first + i].wkb == NULL;
    forget_units(set, reader->first);
    reader->gdal_message[0] = '\0';
    LtpCode rc = ltp_map_file_each(renested, read_dataset, reader, err);
    for (size_t i = 0; i < n && reader->first + i < set->count; i++)
        set->items[reader->first + i].nesting_repaired = was_empty[i];
    ltp_free(was_empty);
    VSIUnlink(renested);
    return rc;
}

static LtpCode read_path(Reader *reader, const char *path, LtpError *err)
{
    LtpCode rc = ltp_map_file_each(path, read_dataset, reader, err);
    if (rc == LTP_OK && count_without_outline(reader) > 0 &&
        (ltp_path_has_extension(path, "geojson") || ltp_path_has_extension(path, "json")))
        rc = read_renested(reader, path, err);
    if (rc == LTP_OK && !reader->layer_understood)
        rc = ltp_fail(err, LTP_EDATA,
                      _("no layer has a column of P-codes. Looked for names such as admin3Pcod, "
                        "ADM3_PCODE or adm3_pcode; rename the column in QGIS and import again."));
    if (rc == LTP_OK && reader->gdal_message[0] != '\0')
        rc = ltp_fail(err, LTP_EFORMAT, _("the file is damaged: %s"), reader->gdal_message);
    return rc;
}

LtpCode ltp_boundaries_read(LtpBoundarySet *set, const char *path, const LtpProgress *progress,
                            LtpError *err)
{
    if (!ltp_os_exists(path))
        return ltp_fail(err, LTP_EIO, _("there is no such file"));
    Reader reader = {.set = set, .first = set->count, .progress = progress};
    reader.file = ltp_arena_strdup(&set->arena, ltp_path_name(path));
    if (reader.file == NULL)
        return ltp_fail_memory(err);
    GDALAllRegister();
    CPLPushErrorHandlerEx(keep_first_failure, &reader);
    LtpCode rc = read_path(&reader, path, err);
    CPLPopErrorHandler();
    if (rc != LTP_OK)
        ltp_error_where(err, reader.file, NULL, 0, NULL);
    return rc;
}
