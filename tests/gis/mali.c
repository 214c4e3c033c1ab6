#include "mali.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* Bytes of a GeoPackage blob's header, by its envelope kind. */
static size_t header_size(const unsigned char *blob)
{
    static const size_t envelope[8] = {0, 32, 48, 48, 64};
    return 8 + envelope[blob[3] >> 1 & 7];
}

static char *column_text(sqlite3_stmt *stmt, int column)
{
    return ltp_strdup((const char *)sqlite3_column_text(stmt, column));
}

static void add_unit(Mali *mali, size_t *capacity, sqlite3_stmt *stmt, int level)
{
    LtpError err = {0};
    if (ltp_grow((void **)&mali->units, capacity, mali->count, sizeof *mali->units, &err) != LTP_OK)
        return;
    const unsigned char *blob = sqlite3_column_blob(stmt, 3);
    size_t header = header_size(blob), size = (size_t)sqlite3_column_bytes(stmt, 3) - header;
    void *wkb = ltp_malloc(size);
    memcpy(wkb, blob + header, size);
    mali->units[mali->count++] = (MaliUnit){.level = level,
                                            .pcode = column_text(stmt, 0),
                                            .name = column_text(stmt, 1),
                                            .parent = column_text(stmt, 2),
                                            .wkb = wkb,
                                            .size = size};
}

static bool load_level(Mali *mali, size_t *capacity, sqlite3 *db, int level)
{
    char sql[256];
    sqlite3_stmt *stmt = NULL;
    if (level == 0)
        snprintf(sql, sizeof sql,
                 "SELECT ADM0_PCODE, ADM0_FR, '', geom FROM mli_admbnda_adm0_2021 ORDER BY fid");
    else
        snprintf(sql, sizeof sql,
                 "SELECT ADM%d_PCODE, ADM%d_FR, ADM%d_PCODE, geom FROM mli_admbnda_adm%d_2021"
                 " ORDER BY fid",
                 level, level, level - 1, level);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        return false;
    while (sqlite3_step(stmt) == SQLITE_ROW)
        add_unit(mali, capacity, stmt, level);
    return sqlite3_finalize(stmt) == SQLITE_OK;
}

bool mali_load(Mali *mali)
{
    sqlite3 *db = NULL;
    size_t capacity = 0;
    *mali = (Mali){0};
    bool ok = sqlite3_open_v2("file:" LTP_DATA_DIR "/mali/mli_admbnda_2021.gpkg?immutable=1", &db,
                              SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK;
    for (int level = 0; ok && level <= 3; level++)
        ok = load_level(mali, &capacity, db, level);
    sqlite3_close(db);
    return ok;
}

void mali_release(Mali *mali)
{
    for (size_t i = 0; i < mali->count; i++) {
        ltp_free(mali->units[i].pcode);
        ltp_free(mali->units[i].name);
        ltp_free(mali->units[i].parent);
        ltp_free(mali->units[i].wkb);
    }
    ltp_free(mali->units);
    *mali = (Mali){0};
}

int32_t mali_find(const Mali *mali, const char *pcode)
{
    for (size_t i = 0; i < mali->count; i++)
        if (strcmp(mali->units[i].pcode, pcode) == 0)
            return (int32_t)i;
    return -1;
}

const char *mali_pcode(const Mali *mali, int32_t unit)
{
    return unit < 0 ? "" : mali->units[unit].pcode;
}

LtpGazetteerUnit *mali_gazetteer_units(const Mali *mali)
{
    LtpGazetteerUnit *units = ltp_calloc(mali->count + 1, sizeof *units);
    for (size_t i = 0; i < mali->count; i++)
        units[i] = (LtpGazetteerUnit){.level = mali->units[i].level,
                                      .parent = mali_find(mali, mali->units[i].parent),
                                      .pcode = mali->units[i].pcode,
                                      .name = mali->units[i].name};
    return units;
}

LtpGazetteer *mali_gazetteer(const Mali *mali, const LtpGazetteerAlias *aliases, size_t n_aliases)
{
    LtpError err = {0};
    LtpGazetteer *gazetteer = NULL;
    LtpGazetteerUnit *units = mali_gazetteer_units(mali);
    const LtpGazetteerInput input = {.units = units,
                                     .n_units = mali->count,
                                     .aliases = aliases,
                                     .n_aliases = n_aliases,
                                     .iso2 = "ML",
                                     .iso3 = "MLI"};
    if (ltp_gazetteer_new(&input, &gazetteer, &err) != LTP_OK)
        fprintf(stderr, "%s\n", err.msg);
    ltp_free(units);
    return gazetteer;
}

LtpLocatorPolygon *mali_communes(const Mali *mali, size_t *count)
{
    LtpLocatorPolygon *communes = ltp_malloc((mali->count + 1) * sizeof *communes);
    *count = 0;
    for (size_t i = 0; i < mali->count; i++) {
        const MaliUnit *unit = &mali->units[i];
        if (unit->level == 3)
            communes[(*count)++] = (LtpLocatorPolygon){unit->pcode, unit->wkb, unit->size};
    }
    return communes;
}
