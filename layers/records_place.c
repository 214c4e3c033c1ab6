/* Settlements and institutions. */
#include "layers/records.h"

#include "base/lang.h"
#include "base/text.h"
#include "layers/sql.h"

static LtpCode put_name(LtpStore *store, int64_t place_id, const char *name, LtpError *err)
{
    static const char text[] = "INSERT OR IGNORE INTO place_name (place_id, folded, name) "
                               "SELECT ?1, ltp_fold(?2), ?2 WHERE ltp_fold(?2) <> ''";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, place_id);
    ltp_sql_text(stmt, 2, name);
    return ltp_sql_run(store, stmt, err);
}

LtpCode ltp_place_put(LtpStore *store, int64_t import_id, const LtpPlaceRecord *place,
                      LtpError *err)
{
    static const char text[] =
        "INSERT INTO place (id, import_id, unit_id, code, name, kind, population, geom) VALUES ("
        "1 + max((SELECT coalesce(max(id), 0) FROM place), (SELECT coalesce(max(id), 0) FROM "
        "place_closed)), ?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN ?7 IS NOT NULL AND ?8 IS NOT NULL THEN "
        "MakePoint(?7, ?8, "
        "4326) END)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_id(stmt, 2, place->unit_id);
    ltp_sql_text(stmt, 3, place->code);
    ltp_sql_text(stmt, 4, place->name);
    ltp_sql_text(stmt, 5, place->kind);
    ltp_sql_int(stmt, 6, place->population);
    ltp_sql_real(stmt, 7, place->lon);
    ltp_sql_real(stmt, 8, place->lat);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    int64_t id = sqlite3_last_insert_rowid(ltp_store_db(store));
    LTP_TRY(put_name(store, id, place->name, err));
    for (size_t i = 0; i < place->n_other_names; i++)
        LTP_TRY(put_name(store, id, place->other_names[i], err));
    return LTP_OK;
}

LtpCode ltp_places_supersede(LtpStore *store, int64_t import_id, int64_t *replaced, LtpError *err)
{
    static const char keep[] =
        "INSERT INTO place_closed (id, closed_by, import_id, unit_id, code, name, kind, "
        "population, geom, names) SELECT p.id, ?1, p.import_id, p.unit_id, p.code, p.name, p.kind, "
        "p.population, p.geom, (SELECT json_group_array(json_array(n.folded, n.name)) FROM "
        "place_name n WHERE n.place_id = p.id) FROM place p WHERE p.import_id IN (SELECT o.id FROM "
        "import o JOIN import i ON i.source_id = o.source_id WHERE i.id = ?1 AND o.id < ?1)";
    static const char drop[] =
        "DELETE FROM place WHERE id IN (SELECT id FROM place_closed WHERE closed_by = ?1)";
    LTP_TRY(ltp_sql_with_ids(store, keep, import_id, 0, err));
    *replaced = sqlite3_changes(ltp_store_db(store));
    return *replaced > 0 ? ltp_sql_with_ids(store, drop, import_id, 0, err) : LTP_OK;
}

LtpCode ltp_place_each(LtpStore *store,
                       LtpCode (*fn)(const char *folded, int64_t unit_id, double lon, double lat,
                                     void *arg, LtpError *err),
                       void *arg, LtpError *err)
{
    static const char text[] =
        "SELECT n.folded, coalesce(p.unit_id, 0), ST_X(p.geom), ST_Y(p.geom) FROM place_name n "
        "JOIN place p ON p.id = n.place_id ORDER BY n.folded, p.id";
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_prepare(store, text, &stmt, err));
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = fn(ltp_sql_column_text(stmt, 0), sqlite3_column_int64(stmt, 1),
                     ltp_sql_column_real(stmt, 2), ltp_sql_column_real(stmt, 3), arg, err)) !=
            LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

/* ---- institutions ---- */

LtpCode ltp_institution_put(LtpStore *store, int64_t import_id,
                            const LtpInstitutionRecord *institution, LtpError *err)
{
    static const char text[] =
        "INSERT INTO institution (import_id, raw_row_id, unit_id, kind, name, decision_no, "
        "decision_date, status, supported_by, notes, kind_code, tier, status_code) VALUES (?1, ?2, "
        "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, institution->raw_row_id);
    ltp_sql_int(stmt, 3, institution->unit_id);
    ltp_sql_text(stmt, 4, institution->kind);
    ltp_sql_text(stmt, 5, institution->name);
    ltp_sql_text(stmt, 6, institution->decision_no);
    ltp_sql_day(stmt, 7, institution->decided);
    ltp_sql_text(stmt, 8, institution->status);
    ltp_sql_id(stmt, 9, institution->supported_by);
    ltp_sql_text(stmt, 10, institution->notes);
    ltp_sql_text(stmt, 11, institution->kind_code);
    ltp_sql_text(stmt, 12, institution->tier);
    ltp_sql_text(stmt, 13, institution->status_code);
    return ltp_sql_run(store, stmt, err);
}

LtpCode ltp_institutions_supersede(LtpStore *store, int64_t import_id, LtpError *err)
{
    static const char text[] =
        "UPDATE institution SET closed_by = ?1 WHERE closed_by IS NULL AND import_id IN (SELECT "
        "o.id FROM import o JOIN import i ON i.source_id = o.source_id WHERE i.id = ?1 AND o.id < "
        "?1)";
    return ltp_sql_with_ids(store, text, import_id, 0, err);
}
