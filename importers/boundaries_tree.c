#include "base/hash.h"
#include "gis/locator.h"
#include "importers/boundaries.h"

#include <stdlib.h>
#include <string.h>

/* Outlines of two levels drawn apart may leave a child's interior point just outside its parent. */
#define NEAREST_PARENT_KM 5.0

void ltp_boundary_set_release(LtpBoundarySet *set)
{
    for (size_t i = 0; i < set->count; i++) {
        ltp_free(set->items[i].other_names);
        ltp_free(set->items[i].wkb);
    }
    ltp_free(set->items);
    ltp_findings_release(&set->findings);
    ltp_arena_release(&set->arena);
    *set = (LtpBoundarySet){0};
}

const char *ltp_boundary_code(const LtpBoundary *unit)
{
    const char *code = unit->level >= 0 ? unit->codes[unit->level] : NULL;
    return code != NULL ? code : "";
}

const char *ltp_boundary_name(const LtpBoundary *unit)
{
    const char *name = unit->level >= 0 ? unit->names[unit->level] : NULL;
    return name != NULL ? name : ltp_boundary_code(unit);
}

static LtpCode find(LtpBoundarySet *set, const LtpBoundary *unit, const char *code,
                    const char *what, LtpError *err)
{
    LtpBuf value = {0};
    ltp_buf_printf(&value, "%s %s%s%s", ltp_boundary_code(unit), ltp_boundary_name(unit),
                   what != NULL ? " : " : "", what != NULL ? what : "");
    LtpFinding finding = {.code = code, .row = unit->row, .value = ltp_buf_text(&value)};
    LtpCode rc = ltp_findings_add(&set->findings, &finding, err);
    ltp_buf_release(&value);
    return rc;
}

/* ---- outlines ---- */

static LtpCode mend_unit(LtpBoundarySet *set, LtpGis *gis, LtpBoundary *unit, LtpError *err)
{
    void *mended = NULL;
    size_t size = 0;
    unsigned repair = LTP_GEOM_AS_IS;
    if (unit->wkb == NULL)
        return ltp_fail(err, LTP_EGEOM, _("no outline"));
    LTP_TRY(ltp_geom_polygonal(gis, unit->wkb, unit->wkb_size, &mended, &size, &repair, err));
    ltp_free(unit->wkb);
    unit->wkb = mended;
    unit->wkb_size = size;
    if (unit->nesting_repaired)
        return find(set, unit, "geometry_repaired", _("nested as a multipolygon, said polygon"),
                    err);
    if (repair & LTP_GEOM_REPAIRED)
        return find(set, unit, "geometry_repaired", NULL, err);
    if (repair & LTP_GEOM_LESS)
        return find(set, unit, "geometry_repaired", _("parts that are no areas left out"), err);
    return LTP_OK;
}

LtpCode ltp_boundaries_mend(LtpBoundarySet *set, LtpGis *gis, LtpError *err)
{
    size_t refused = 0;
    LtpBuf named = {.max = 400};
    LtpCode rc = LTP_OK;
    for (size_t i = 0; rc == LTP_OK && i < set->count; i++) {
        LtpError why = {0};
        LtpBoundary *unit = &set->items[i];
        LtpCode code = mend_unit(set, gis, unit, &why);
        if (code == LTP_EGEOM && refused++ < 4)
            ltp_buf_printf(&named, "%s%s %s (%s)", refused > 1 ? ", " : "", ltp_boundary_code(unit),
                           ltp_boundary_name(unit), why.msg);
        else if (code != LTP_OK && code != LTP_EGEOM)
            rc = ltp_fail(err, code, "%s", why.msg);
    }
    if (rc == LTP_OK && refused > 0)
        rc = ltp_fail(err, LTP_EGEOM,
                      _("%zu of %zu units have no outline that can be used: %s%s. Repair them in "
                        "QGIS (Fix geometries) and import the file again."),
                      refused, set->count, ltp_buf_text(&named), refused > 4 ? " ..." : "");
    ltp_buf_release(&named);
    return rc;
}

/* ---- codes ---- */

static LtpCode index_codes(const LtpBoundarySet *set, LtpHash *by_code, LtpError *err)
{
    for (size_t i = 0; i < set->count; i++) {
        const char *code = ltp_boundary_code(&set->items[i]);
        int64_t earlier = ltp_hash_get(by_code, code);
        if (earlier >= 0)
            return ltp_fail(err, LTP_EDATA,
                            _("two units have the code %s: %s and %s. Codes are unique in an "
                              "edition; correct the file and import it again."),
                            code, ltp_boundary_name(&set->items[earlier]),
                            ltp_boundary_name(&set->items[i]));
        LTP_TRY(ltp_hash_set(by_code, code, (int64_t)i, err));
    }
    return LTP_OK;
}

static size_t count_level(const LtpBoundarySet *set, int level)
{
    size_t n = 0;
    for (size_t i = 0; i < set->count; i++)
        n += set->items[i].level == level;
    return n;
}

/* ---- upper levels that no file brought ---- */

/* Whether each unit of `finest` says which unit of `level` it is in. */
static bool all_say(const LtpBoundarySet *set, int finest, int level)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i].level == finest && set->items[i].codes[level] == NULL)
            return false;
    return true;
}

static LtpCode dissolve_one(LtpBoundarySet *set, LtpGis *gis, int finest, int level,
                            const LtpBoundary *child, LtpError *err)
{
    LtpBoundary unit = {.level = level, .file = child->file, .parent = -1};
    for (int upper = 0; upper <= level; upper++) {
        unit.codes[upper] = child->codes[upper];
        unit.names[upper] = child->names[upper];
    }
    const char *code = child->codes[level];
    const void **parts = ltp_calloc(set->count, sizeof *parts);
    size_t *sizes = ltp_calloc(set->count, sizeof *sizes), n = 0;
    LtpCode rc = LTP_OK;
    if (parts == NULL || sizes == NULL) {
        rc = ltp_fail_memory(err);
        goto done;
    }
    for (size_t i = 0; i < set->count; i++) {
        const LtpBoundary *part = &set->items[i];
        if (part->level != finest || strcmp(part->codes[level], code) != 0)
            continue;
        if (unit.names[level] == NULL)
            unit.names[level] = part->names[level];
        parts[n] = part->wkb;
        sizes[n++] = part->wkb_size;
    }
    LTP_GO(ltp_grow((void **)&set->items, &set->capacity, set->count, sizeof unit, err));
    LTP_GO(ltp_geom_union(gis, parts, sizes, n, &unit.wkb, &unit.wkb_size, err));
    set->items[set->count++] = unit;
done:
    ltp_free(parts);
    ltp_free(sizes);
    return rc;
}

static LtpCode dissolve_level(LtpBoundarySet *set, LtpGis *gis, int finest, int level,
                              LtpError *err)
{
    LtpHash *made = ltp_hash_new();
    LtpCode rc = made != NULL ? LTP_OK : ltp_fail_memory(err);
    size_t given = set->count;
    for (size_t i = 0; rc == LTP_OK && i < given; i++) {
        LtpBoundary child = set->items[i]; /* the array may move */
        if (child.level != finest || ltp_hash_get(made, child.codes[level]) >= 0)
            continue;
        rc = ltp_hash_set(made, child.codes[level], 1, err);
        if (rc == LTP_OK)
            rc = dissolve_one(set, gis, finest, level, &child, err);
    }
    ltp_hash_free(made);
    if (rc == LTP_OK && set->notes != NULL)
        ltp_buf_printf(set->notes,
                       _("level %d is not in the files: %zu units made from level %d\n"), level,
                       set->count - given, finest);
    return rc;
}

/* How many letters begin the code where it is made of those of the units above, two digits a level
 * (ML010101: ML, ML01, ML0101); 0 = it is not. */
static size_t nested_letters(const char *code, int level)
{
    size_t letters = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    size_t digits = strspn(code + letters, "0123456789");
    bool nested = (letters == 2 || letters == 3) && digits == 2 * (size_t)level &&
                  code[letters + digits] == '\0';
    return nested ? letters : 0;
}

/* Whether the units are all of one level, say nothing of those above, and have codes that do. */
static bool only_codes_say(const LtpBoundarySet *set, int finest)
{
    for (size_t i = 0; i < set->count; i++) {
        const LtpBoundary *unit = &set->items[i];
        const char *code = ltp_boundary_code(unit), *first = ltp_boundary_code(&set->items[0]);
        size_t letters = nested_letters(code, finest);
        if (unit->level != finest || letters == 0 || strncmp(code, first, letters) != 0)
            return false;
        for (int level = 0; level < finest; level++)
            if (unit->codes[level] != NULL || unit->names[level] != NULL)
                return false;
    }
    return set->count > 0;
}

static LtpCode read_out_of_codes(LtpBoundarySet *set, int finest, LtpError *err)
{
    for (size_t i = 0; i < set->count; i++) {
        LtpBoundary *unit = &set->items[i];
        const char *code = ltp_boundary_code(unit);
        size_t letters = nested_letters(code, finest);
        for (int level = 0; level < finest; level++) {
            unit->codes[level] = ltp_arena_strndup(&set->arena, code, letters + 2 * (size_t)level);
            if (unit->codes[level] == NULL)
                return ltp_fail_memory(err);
        }
    }
    if (set->notes != NULL)
        ltp_buf_printf(set->notes,
                       _("the files name no units above level %d: these are read out of the codes "
                         "and have no names. Import the files of all levels together to have "
                         "them.\n"),
                       finest);
    return LTP_OK;
}

static LtpCode dissolve_missing(LtpBoundarySet *set, LtpGis *gis, LtpError *err)
{
    int finest = LTP_LEVELS - 1;
    while (finest > 0 && count_level(set, finest) == 0)
        finest--;
    if (finest > 1 && only_codes_say(set, finest))
        LTP_TRY(read_out_of_codes(set, finest, err));
    for (int level = finest - 1; level >= 0; level--) {
        if (count_level(set, level) > 0)
            continue;
        if (all_say(set, finest, level))
            LTP_TRY(dissolve_level(set, gis, finest, level, err));
        else if (level > 0 && set->notes != NULL)
            ltp_buf_printf(set->notes,
                           _("level %d is neither in the files nor named in them: import the files "
                             "of all levels together to have it\n"),
                           level);
    }
    return LTP_OK;
}

/* ---- order ---- */

static int by_level_and_code(const void *a, const void *b)
{
    const LtpBoundary *left = a, *right = b;
    if (left->level != right->level)
        return left->level < right->level ? -1 : 1;
    return strcmp(ltp_boundary_code(left), ltp_boundary_code(right));
}

/* ---- parents ---- */

/* The units of one level as a locator. */
static LtpCode locate_level(const LtpBoundarySet *set, int level, size_t *first,
                            LtpLocator **locator, LtpError *err)
{
    size_t n = count_level(set, level), at = 0;
    while (at < set->count && set->items[at].level != level)
        at++;
    *first = at;
    LtpLocatorPolygon *polygons = ltp_calloc(n > 0 ? n : 1, sizeof *polygons);
    if (polygons == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        polygons[i] = (LtpLocatorPolygon){.key = ltp_boundary_code(&set->items[at + i]),
                                          .wkb = set->items[at + i].wkb,
                                          .size = set->items[at + i].wkb_size};
    LtpCode rc = ltp_locator_new(polygons, n, locator, err);
    ltp_free(polygons);
    return rc;
}

static LtpCode adopt_by_code(LtpBoundarySet *set, const LtpHash *by_code, LtpBoundary *unit,
                             int level, const LtpLocator *locator, size_t first, LtpError *err)
{
    int64_t parent = ltp_hash_get(by_code, unit->codes[level]);
    if (parent < 0 || set->items[parent].level != level)
        return ltp_fail(err, LTP_EDATA,
                        _("unit %s %s names %s as the unit above it, which is not in the files. "
                          "Import the files of all levels in one call."),
                        ltp_boundary_code(unit), ltp_boundary_name(unit), unit->codes[level]);
    unit->parent = (ptrdiff_t)parent;
    int32_t around = ltp_locator_find(locator, unit->interior);
    if (around >= 0 && first + (size_t)around != (size_t)parent)
        return find(set, unit, "unit_outside_parent", unit->codes[level], err);
    return LTP_OK;
}

static LtpCode adopt_by_point(LtpBoundarySet *set, LtpBoundary *unit, const LtpLocator *locator,
                              size_t first, LtpError *err)
{
    double distance_km = 0;
    int32_t around = ltp_locator_find(locator, unit->interior);
    if (around < 0)
        around = ltp_locator_nearest(locator, unit->interior, NEAREST_PARENT_KM, &distance_km);
    if (around < 0)
        return ltp_fail(err, LTP_EDATA,
                        _("unit %s %s lies in no unit of the level above. Check that the files are "
                          "of one edition and one coordinate system."),
                        ltp_boundary_code(unit), ltp_boundary_name(unit));
    unit->parent = (ptrdiff_t)(first + (size_t)around);
    return find(set, unit, "parent_by_point", ltp_boundary_code(&set->items[unit->parent]), err);
}

/* The units of `level` get parents in the nearest level above that exists. */
static LtpCode adopt_level(LtpBoundarySet *set, const LtpHash *by_code, int level, LtpError *err)
{
    int above = level - 1;
    while (above >= 0 && count_level(set, above) == 0)
        above--;
    if (above < 0 || count_level(set, level) == 0)
        return LTP_OK;
    LtpLocator *locator = NULL;
    size_t first = 0;
    LTP_TRY(locate_level(set, above, &first, &locator, err));
    LtpCode rc = LTP_OK;
    for (size_t i = 0; rc == LTP_OK && i < set->count; i++) {
        LtpBoundary *unit = &set->items[i];
        if (unit->level != level)
            continue;
        rc = unit->codes[above] != NULL
                 ? adopt_by_code(set, by_code, unit, above, locator, first, err)
                 : adopt_by_point(set, unit, locator, first, err);
    }
    ltp_locator_free(locator);
    return rc;
}

LtpCode ltp_boundaries_arrange(LtpBoundarySet *set, LtpGis *gis, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpHash *by_code = ltp_hash_new();
    if (by_code == NULL)
        return ltp_fail_memory(err);
    LTP_GO(dissolve_missing(set, gis, err));
    qsort(set->items, set->count, sizeof *set->items, by_level_and_code);
    LTP_GO(index_codes(set, by_code, err));
    for (size_t i = 0; i < set->count; i++) {
        LtpBoundary *unit = &set->items[i];
        LTP_GO(ltp_geom_area_km2(gis, unit->wkb, unit->wkb_size, &unit->area_km2, err));
        LTP_GO(ltp_geom_interior(gis, unit->wkb, unit->wkb_size, &unit->interior, err));
    }
    for (int level = 1; level < LTP_LEVELS; level++)
        LTP_GO(adopt_level(set, by_code, level, err));
done:
    ltp_hash_free(by_code);
    return rc;
}
