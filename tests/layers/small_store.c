#include "tests/layers/small_store.h"

#include "base/os.h"
#include "layers/spatialite.h"
#include "tests/support/test.h"

enum { N_COMMUNES = 4, WKB_SIZE = 1 + 4 + 4 + 1 + 4 + 4 + 4 + 5 * 16 };

static void put_u32(unsigned char **to, uint32_t value)
{
    for (size_t i = 0; i < 4; i++)
        *(*to)++ = (unsigned char)(value >> (8 * i));
}

static void put_xy(unsigned char **to, double x, double y)
{
    memcpy(*to, &x, 8);
    memcpy(*to + 8, &y, 8);
    *to += 16;
}

/* MULTIPOLYGON of one rectangle from (west, 10) to (east, 11). */
static void rectangle(double west, double east, unsigned char wkb[WKB_SIZE])
{
    unsigned char *at = wkb;
    *at++ = 1;
    put_u32(&at, 6);
    put_u32(&at, 1);
    *at++ = 1;
    put_u32(&at, 3);
    put_u32(&at, 1);
    put_u32(&at, 5);
    put_xy(&at, west, 10);
    put_xy(&at, east, 10);
    put_xy(&at, east, 11);
    put_xy(&at, west, 11);
    put_xy(&at, west, 10);
}

static int64_t add_unit(LtpStore *store, int64_t edition, int64_t import, int level,
                        const char *pcode, const char *name, int64_t parent, double west,
                        double east)
{
    LtpError err = {0};
    unsigned char wkb[WKB_SIZE];
    const char *const other[] = {"Autre nom"};
    int64_t id = 0;
    rectangle(west, east, wkb);
    const LtpUnitRecord unit = {.level = level,
                                .pcode = pcode,
                                .name = name,
                                .other_names = other,
                                .n_other_names = 1,
                                .parent_id = parent,
                                .area_km2 = (east - west) * 12000,
                                .interior_lon = (west + east) / 2,
                                .interior_lat = 10.5,
                                .wkb = wkb,
                                .wkb_size = sizeof wkb};
    assert_ok(ltp_unit_add(store, edition, import, &unit, &id, &err));
    return id;
}

static void add_units(LtpStore *store)
{
    static const char *const names[N_COMMUNES] = {"Une", "Deux", "Trois", "Quatre"};
    LtpError err = {0};
    int64_t edition = 0;
    int64_t import = small_begin(store, "boundaries", "limites", "b0");
    const LtpEdition head = {
        .name = "2021", .country = "XX", .licence = "CC BY-IGO", .valid_on = ltp_day(2021, 12, 20)};
    assert_ok(ltp_edition_add(store, import, &head, &edition, &err));
    int64_t country = add_unit(store, edition, import, 0, "XX", "Pays", 0, 0, N_COMMUNES);
    int64_t region = add_unit(store, edition, import, 1, "XX01", "Région", country, 0, N_COMMUNES);
    int64_t cercle = add_unit(store, edition, import, 2, "XX0101", "Cercle", region, 0, N_COMMUNES);
    for (int i = 0; i < N_COMMUNES; i++) {
        char pcode[16];
        snprintf(pcode, sizeof pcode, "XX01010%d", i + 1);
        add_unit(store, edition, import, 3, pcode, names[i], cercle, i, i + 1);
    }
    assert_ok(ltp_edition_settle(store, edition, &err));
    small_finish(store, import, 0);
}

LtpStore *small_store(const char *path)
{
    LtpError err = {0};
    LtpStore *store = NULL;
    assert_ok(ltp_os_remove(path, &err));
    assert_ok(ltp_store_open(path, LTP_STORE_CREATE, &store, &err));
    add_units(store);
    return store;
}

int64_t small_begin(LtpStore *store, const char *kind, const char *source, const char *sha256)
{
    LtpError err = {0};
    int64_t id = 0;
    const LtpImportHead head = {.kind = kind,
                                .source = source,
                                .file = "fichier.csv",
                                .sha256 = sha256,
                                .reported = LTP_DAY_NONE};
    assert_ok(ltp_import_begin(store, &head, &id, &err));
    return id;
}

void small_finish(LtpStore *store, int64_t import_id, int64_t accepted)
{
    LtpError err = {0};
    const LtpImportCounts counts = {.read = accepted, .accepted = accepted};
    assert_ok(ltp_import_finish(store, import_id, &counts, &err));
}

int64_t small_row(LtpStore *store, int64_t import_id, int64_t row)
{
    LtpError err = {0};
    int64_t id = 0;
    assert_ok(ltp_raw_row(store, import_id, row, "[\"x\"]", LTP_ACCEPTED, NULL, &id, &err));
    return id;
}

int64_t small_edition(LtpStore *store)
{
    LtpError err = {0};
    LtpEdition edition;
    assert_ok(ltp_edition_get(store, NULL, &edition, &err));
    return edition.id;
}

int64_t small_unit(LtpStore *store, const char *pcode)
{
    LtpError err = {0};
    LtpUnits *units = NULL;
    assert_ok(ltp_units_load(store, NULL, false, &units, &err));
    int32_t at = ltp_units_find(units, pcode);
    assert_true(at >= 0);
    int64_t id = units->units[at].id;
    ltp_units_free(units);
    return id;
}

int64_t small_org(LtpStore *store, const char *acronym, const char *name)
{
    LtpError err = {0};
    int64_t id = 0;
    assert_ok(ltp_org_put(store, 0, acronym, name, NULL, &id, &err));
    return id;
}

LtpLineRecord small_line(int64_t raw_row_id, int64_t org_id, const LtpLocation *at)
{
    return (LtpLineRecord){.raw_row_id = raw_row_id,
                           .org_implementing = org_id,
                           .theme_knowable = true,
                           .start = LTP_DAY_NONE,
                           .end = LTP_DAY_NONE,
                           .reported = LTP_DAY_NONE,
                           .targeted = LTP_NULL_INT,
                           .reached = LTP_NULL_INT,
                           .households_targeted = LTP_NULL_INT,
                           .households_reached = LTP_NULL_INT,
                           .lon = ltp_null_real(),
                           .lat = ltp_null_real(),
                           .locations = at,
                           .n_locations = 1};
}

LtpLineChanges small_submission(LtpStore *store, const char *source, const char *sha256,
                                LtpLineRecord *lines, size_t count, bool snapshot, LtpDay reported)
{
    LtpError err = {0};
    LtpLineBook *book = NULL;
    LtpLineChanges changes = {0};
    LtpChange change;
    int64_t import = small_begin(store, "activities", source, sha256);
    assert_ok(ltp_lines_begin(store, import, small_edition(store), &book, &err));
    for (size_t i = 0; i < count; i++) {
        lines[i].raw_row_id = small_row(store, import, (int64_t)i + 2);
        assert_ok(ltp_lines_put(book, &lines[i], &change, &err));
    }
    assert_ok(ltp_lines_end(book, snapshot, reported, &changes, &err));
    small_finish(store, import, (int64_t)count);
    return changes;
}

/* A connection that knows the functions the views need. */
static sqlite3 *connect(const char *path, void **spatialite)
{
    sqlite3 *db = NULL;
    assert_int_equal(SQLITE_OK, sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL));
    *spatialite = spatialite_alloc_connection();
    spatialite_init_ex(db, *spatialite, 0);
    return db;
}

static void disconnect(sqlite3 *db, void *spatialite)
{
    sqlite3_close(db);
    spatialite_cleanup_ex(spatialite);
}

const char *small_select(const char *path, const char *sql)
{
    static char text[4096];
    void *spatialite = NULL;
    sqlite3 *db = connect(path, &spatialite);
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    bool row = sqlite3_step(stmt) == SQLITE_ROW;
    const char *got = row ? (const char *)sqlite3_column_text(stmt, 0) : "no row";
    snprintf(text, sizeof text, "%s", got ? got : "NULL");
    sqlite3_finalize(stmt);
    disconnect(db, spatialite);
    return text;
}

void small_execute(const char *path, const char *sql)
{
    void *spatialite = NULL;
    sqlite3 *db = connect(path, &spatialite);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    disconnect(db, spatialite);
}
