#include "layers/units.h"

#include "base/hash.h"
#include "base/lang.h"
#include "base/number.h"
#include "layers/sql.h"

#include <string.h>

/* ---- writing ---- */

LtpCode ltp_edition_add(LtpStore *store, int64_t import_id, const LtpEdition *edition, int64_t *id,
                        LtpError *err)
{
    static const char find[] = "SELECT id FROM edition WHERE name = ?1";
    static const char insert[] =
        "INSERT INTO edition (name, country, source, licence, valid_on, import_id) "
        "VALUES (?1, coalesce(?2, ''), ?3, ?4, ?5, ?6)";
    static const char mark[] = "UPDATE import SET edition_id = ?1 WHERE id = ?2";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, find, &stmt, err));
    ltp_sql_text(stmt, 1, edition->name);
    int64_t known = 0;
    LTP_TRY(ltp_sql_value(store, stmt, &known, err));
    if (known != LTP_NULL_INT)
        return ltp_fail(
            err, LTP_EDATA,
            _("the store has an edition %s already; choose another name with --edition"),
            edition->name);
    LTP_TRY(ltp_sql_cached(store, insert, &stmt, err));
    ltp_sql_text(stmt, 1, edition->name);
    ltp_sql_text(stmt, 2, edition->country);
    ltp_sql_text(stmt, 3, edition->source);
    ltp_sql_text(stmt, 4, edition->licence);
    ltp_sql_day(stmt, 5, edition->valid_on);
    ltp_sql_int(stmt, 6, import_id);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    *id = sqlite3_last_insert_rowid(ltp_store_db(store));
    return ltp_sql_with_ids(store, mark, *id, import_id, err);
}

static LtpCode names_add(LtpStore *store, int64_t unit_id, const LtpUnitRecord *unit, LtpError *err)
{
    static const char text[] = "INSERT OR IGNORE INTO unit_name (unit_id, name) VALUES (?1, ?2)";
    for (size_t i = 0; i < unit->n_other_names; i++) {
        sqlite3_stmt *stmt;
        LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
        ltp_sql_int(stmt, 1, unit_id);
        ltp_sql_text(stmt, 2, unit->other_names[i]);
        LTP_TRY(ltp_sql_run(store, stmt, err));
    }
    return LTP_OK;
}

LtpCode ltp_unit_add(LtpStore *store, int64_t edition_id, int64_t import_id,
                     const LtpUnitRecord *unit, int64_t *id, LtpError *err)
{
    static const char text[] =
        "INSERT INTO unit (edition_id, import_id, level, pcode, name, parent_id, area_km2, "
        "interior_lon, interior_lat, geom, point) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "GeomFromWKB(?10, 4326), MakePoint(?8, ?9, 4326))";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, edition_id);
    ltp_sql_int(stmt, 2, import_id);
    ltp_sql_int(stmt, 3, unit->level);
    ltp_sql_text(stmt, 4, unit->pcode);
    ltp_sql_text(stmt, 5, unit->name);
    ltp_sql_id(stmt, 6, unit->parent_id);
    ltp_sql_real(stmt, 7, unit->area_km2);
    ltp_sql_real(stmt, 8, unit->interior_lon);
    ltp_sql_real(stmt, 9, unit->interior_lat);
    ltp_sql_blob(stmt, 10, unit->wkb, unit->wkb_size);
    LtpCode rc = ltp_sql_run(store, stmt, err);
    if (rc != LTP_OK)
        return ltp_wrap(err, rc, _("unit %s"), unit->pcode);
    *id = sqlite3_last_insert_rowid(ltp_store_db(store));
    return names_add(store, *id, unit, err);
}

/* Text order in which runs of digits compare as numbers: "v9" < "v10". */
static int natural_order(const char *a, const char *b)
{
    while (*a && *b) {
        size_t digits_a = strspn(a, "0123456789"), digits_b = strspn(b, "0123456789");
        if (digits_a && digits_b) {
            size_t zeros_a = strspn(a, "0"), zeros_b = strspn(b, "0");
            size_t size_a = digits_a - zeros_a, size_b = digits_b - zeros_b;
            if (size_a != size_b)
                return size_a < size_b ? -1 : 1;
            int order = strncmp(a + zeros_a, b + zeros_b, size_a);
            if (order)
                return order;
            a += digits_a;
            b += digits_b;
        } else if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        } else {
            a++;
            b++;
        }
    }
    return (*a != 0) - (*b != 0);
}

/* The date of an edition, else the year its name begins with, else LTP_DAY_NONE: older than any. */
static LtpDay edition_day(const LtpEdition *edition)
{
    int64_t year = 0;
    char digits[] = {edition->name[0], 0, 0, 0, 0};
    for (size_t i = 1; i < 4 && digits[i - 1]; i++)
        digits[i] = edition->name[i];
    if (edition->valid_on == LTP_DAY_NONE && ltp_parse_int(digits, &year) && year >= 1900)
        return ltp_day((int)year, 1, 1);
    return edition->valid_on;
}

static bool newer(const LtpEdition *a, const LtpEdition *b)
{
    LtpDay day_a = edition_day(a), day_b = edition_day(b);
    return day_a != day_b ? day_a > day_b : natural_order(a->name, b->name) > 0;
}

struct newest {
    LtpEdition edition;
    bool any;
};

static LtpCode keep_newest(const LtpEdition *edition, void *arg, LtpError *err)
{
    (void)err;
    struct newest *newest = arg;
    if (!newest->any || newer(edition, &newest->edition))
        newest->edition = *edition;
    newest->any = true;
    return LTP_OK;
}

LtpCode ltp_edition_activate(LtpStore *store, LtpError *err)
{
    static const char text[] = "UPDATE edition SET active = (id = ?1) WHERE active <> (id = ?1)";
    struct newest newest = {.any = false};
    LTP_TRY(ltp_edition_each(store, keep_newest, &newest, err));
    return newest.any ? ltp_sql_with_ids(store, text, newest.edition.id, 0, err) : LTP_OK;
}

LtpCode ltp_edition_settle(LtpStore *store, int64_t edition_id, LtpError *err)
{
    /* A level covers the whole country when its area comes within 1 % of that of the fullest level:
     * outlines of different generalisation never agree to the metre. */
    static const char deepest[] =
        "UPDATE edition SET deepest_level = coalesce((SELECT max(level) FROM (SELECT level, "
        "sum(area_km2) AS area FROM unit WHERE edition_id = ?1 GROUP BY level) AS a WHERE area >= "
        "0.99 * (SELECT max(area) FROM (SELECT sum(area_km2) AS area FROM unit WHERE edition_id = "
        "?1 GROUP BY level))), 0) WHERE id = ?1";
    LTP_TRY(ltp_sql_with_ids(store, deepest, edition_id, 0, err));
    return ltp_edition_activate(store, err);
}

/* ---- reading editions ---- */

#define EDITION_COLUMNS "id, name, country, source, licence, valid_on, deepest_level, active"

static void edition_of(LtpStore *store, sqlite3_stmt *stmt, LtpEdition *edition)
{
    *edition = (LtpEdition){
        .id = sqlite3_column_int64(stmt, 0),
        .name = ltp_store_keep(store, ltp_sql_column_text(stmt, 1)),
        .country = ltp_store_keep(store, ltp_sql_column_text(stmt, 2)),
        .source = ltp_store_keep(store, ltp_sql_column_text(stmt, 3)),
        .licence = ltp_store_keep(store, ltp_sql_column_text(stmt, 4)),
        .valid_on = ltp_sql_column_day(stmt, 5),
        .deepest_level = sqlite3_column_int(stmt, 6),
        .active = sqlite3_column_int(stmt, 7) != 0,
    };
}

LtpCode ltp_edition_each(LtpStore *store, LtpCode (*fn)(const LtpEdition *, void *, LtpError *),
                         void *arg, LtpError *err)
{
    sqlite3_stmt *stmt;
    LTP_TRY(
        ltp_sql_prepare(store, "SELECT " EDITION_COLUMNS " FROM edition ORDER BY id", &stmt, err));
    bool row = false;
    LtpCode rc;
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        LtpEdition edition;
        edition_of(store, stmt, &edition);
        rc = edition.name ? fn(&edition, arg, err) : ltp_fail(err, LTP_ENOMEM, _("out of memory"));
        if (rc != LTP_OK)
            break;
    }
    sqlite3_finalize(stmt);
    return rc;
}

static LtpCode list_name(const LtpEdition *edition, void *arg, LtpError *err)
{
    (void)err;
    LtpBuf *names = arg;
    ltp_buf_printf(names, "%s%s", names->size ? ", " : "", edition->name);
    return LTP_OK;
}

static LtpCode no_edition(LtpStore *store, const char *name, LtpError *err)
{
    LtpBuf names = {0};
    LtpCode rc = ltp_edition_each(store, list_name, &names, err);
    if (rc == LTP_OK && names.size == 0)
        rc = ltp_fail(err, LTP_ENOTFOUND,
                      _("the store has no boundaries yet; 'ltp import boundaries' brings them in"));
    else if (rc == LTP_OK)
        rc = ltp_fail(err, LTP_ENOTFOUND, _("the store has no edition %s; it has: %s"),
                      name ? name : "", names.data);
    ltp_buf_release(&names);
    return rc;
}

LtpCode ltp_edition_get(LtpStore *store, const char *name, LtpEdition *edition, LtpError *err)
{
    static const char text[] =
        "SELECT " EDITION_COLUMNS " FROM edition WHERE CASE WHEN ?1 IS NULL THEN active = 1 "
        "ELSE name = ?1 END";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_text(stmt, 1, name);
    bool row = false;
    LTP_TRY(ltp_sql_step(store, stmt, &row, err));
    if (row)
        edition_of(store, stmt, edition);
    sqlite3_reset(stmt);
    if (row && !edition->name)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    return row ? LTP_OK : no_edition(store, name, err);
}

/* ---- units in memory ---- */

struct LtpUnitsPrivate {
    LtpArena arena;
    LtpHash *by_pcode;
    LtpHash *by_id; /* key: the bytes of the id */
    size_t capacity;
};

void ltp_units_free(LtpUnits *units)
{
    if (!units)
        return;
    ltp_hash_free(units->private_->by_pcode);
    ltp_hash_free(units->private_->by_id);
    ltp_arena_release(&units->private_->arena);
    ltp_free(units->private_);
    ltp_free(units->units);
    ltp_free(units);
}

static LtpUnits *units_new(void)
{
    LtpUnits *units = ltp_calloc(1, sizeof *units);
    struct LtpUnitsPrivate *inner = ltp_calloc(1, sizeof *inner);
    if (!units || !inner) {
        ltp_free(units);
        ltp_free(inner);
        return NULL;
    }
    units->private_ = inner;
    inner->by_pcode = ltp_hash_new();
    inner->by_id = ltp_hash_new();
    if (inner->by_pcode && inner->by_id)
        return units;
    ltp_units_free(units);
    return NULL;
}

int32_t ltp_units_find(const LtpUnits *units, const char *pcode)
{
    return (int32_t)ltp_hash_get(units->private_->by_pcode, pcode);
}

int32_t ltp_units_by_id(const LtpUnits *units, int64_t id)
{
    return (int32_t)ltp_hash_get_bytes(units->private_->by_id, &id, sizeof id);
}

int32_t ltp_units_ancestor(const LtpUnits *units, int32_t unit, int level)
{
    while (unit >= 0 && units->units[unit].level > level)
        unit = units->units[unit].parent;
    return unit >= 0 && units->units[unit].level == level ? unit : -1;
}

static LtpCode keep_wkb(LtpUnits *units, sqlite3_stmt *stmt, int at, LtpUnit *unit, LtpError *err)
{
    const void *bytes = sqlite3_column_blob(stmt, at);
    int size = sqlite3_column_bytes(stmt, at);
    if (!bytes || size <= 0)
        return LTP_OK;
    void *copy = ltp_arena_alloc(&units->private_->arena, (size_t)size);
    if (!copy)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    memcpy(copy, bytes, (size_t)size);
    unit->wkb = copy;
    unit->wkb_size = (size_t)size;
    return LTP_OK;
}

/* Rows come by (level, P-code), so a parent is there before its children. */
static LtpCode keep_unit(LtpUnits *units, sqlite3_stmt *stmt, LtpError *err)
{
    struct LtpUnitsPrivate *inner = units->private_;
    LTP_TRY(ltp_grow((void **)&units->units, &inner->capacity, units->count, sizeof *units->units,
                     err));
    int64_t parent_id = ltp_sql_column_int(stmt, 4);
    LtpUnit unit = {
        .id = sqlite3_column_int64(stmt, 0),
        .level = sqlite3_column_int(stmt, 1),
        .pcode = ltp_arena_strdup(&inner->arena, ltp_sql_column_text(stmt, 2)),
        .name = ltp_arena_strdup(&inner->arena, ltp_sql_column_text(stmt, 3)),
        .parent = parent_id == LTP_NULL_INT ? -1 : ltp_units_by_id(units, parent_id),
        .area_km2 = sqlite3_column_double(stmt, 5),
        .interior_lon = sqlite3_column_double(stmt, 6),
        .interior_lat = sqlite3_column_double(stmt, 7),
    };
    if (!unit.pcode || !unit.name)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    LTP_TRY(keep_wkb(units, stmt, 8, &unit, err));
    LTP_TRY(ltp_hash_set(inner->by_pcode, unit.pcode, (int64_t)units->count, err));
    LTP_TRY(ltp_hash_set_bytes(inner->by_id, &unit.id, sizeof unit.id, (int64_t)units->count, err));
    units->units[units->count++] = unit;
    return LTP_OK;
}

static LtpCode load_units(LtpStore *store, bool with_geometry, LtpUnits *units, LtpError *err)
{
    static const char text[] =
        "SELECT id, level, pcode, name, parent_id, area_km2, interior_lon, interior_lat, "
        "CASE WHEN ?2 THEN ST_AsBinary(geom) END FROM unit WHERE edition_id = ?1 "
        "ORDER BY level, pcode";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, units->edition.id);
    ltp_sql_int(stmt, 2, with_geometry);
    bool row = false;
    LtpCode rc;
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = keep_unit(units, stmt, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

/* Takes the names of one unit from `stmt`, which stands on its first; moves on to the next unit. */
static LtpCode keep_names(LtpStore *store, LtpUnits *units, sqlite3_stmt *stmt, bool *row,
                          LtpError *err)
{
    const int64_t id = sqlite3_column_int64(stmt, 0);
    const size_t count = (size_t)sqlite3_column_int(stmt, 2);
    LtpArena *arena = &units->private_->arena;
    const char **names = ltp_arena_alloc(arena, (count + 1) * sizeof *names);
    if (!names)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    for (size_t i = 0; i < count && *row && sqlite3_column_int64(stmt, 0) == id; i++) {
        names[i] = ltp_arena_strdup(arena, ltp_sql_column_text(stmt, 1));
        if (!names[i])
            return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
        LTP_TRY(ltp_sql_step(store, stmt, row, err));
    }
    units->units[ltp_units_by_id(units, id)].other_names = names;
    return LTP_OK;
}

static LtpCode load_names(LtpStore *store, LtpUnits *units, LtpError *err)
{
    static const char text[] =
        "SELECT n.unit_id, n.name, count(*) OVER (PARTITION BY n.unit_id) FROM unit_name n "
        "JOIN unit u ON u.id = n.unit_id WHERE u.edition_id = ?1 ORDER BY n.unit_id, n.name";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, units->edition.id);
    bool row = false;
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    while (rc == LTP_OK && row)
        rc = keep_names(store, units, stmt, &row, err);
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_units_load(LtpStore *store, const char *edition, bool with_geometry, LtpUnits **out,
                       LtpError *err)
{
    LtpUnits *units = units_new();
    if (!units)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    LtpCode rc = ltp_edition_get(store, edition, &units->edition, err);
    if (rc == LTP_OK)
        rc = load_units(store, with_geometry, units, err);
    if (rc == LTP_OK)
        rc = load_names(store, units, err);
    if (rc == LTP_OK)
        *out = units;
    else
        ltp_units_free(units);
    return rc;
}
