/* `ltp check`: whether the store is whole. */
#include "layers/store.h"

#include "base/lang.h"
#include "layers/field.h"
#include "layers/release_internal.h"
#include "layers/sql.h"

typedef struct Check {
    LtpStore *store;
    LtpBuf *report;
    int64_t wrong;
} Check;

static void wrong(Check *check, const char *what, const char *detail)
{
    check->wrong++;
    ltp_buf_printf(check->report, "%s: %s\n", what, detail ? detail : "");
}

/* Every row of the query is something wrong; its first column says what. */
static LtpCode check_rows(Check *check, const char *what, const char *query, LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_prepare(check->store, query, &stmt, err));
    LtpCode rc;
    while ((rc = ltp_sql_step(check->store, stmt, &row, err)) == LTP_OK && row)
        wrong(check, what, ltp_sql_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    return rc;
}

static LtpCode check_view(Check *check, const LtpLayer *layer, LtpError *err)
{
    static const char query[] = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2";
    for (size_t i = 0; i < layer->n_fields; i++) {
        sqlite3_stmt *stmt;
        int64_t found = 0;
        if (!(layer->fields[i].flags & LTP_OUTPUT) ||
            ltp_release_is_computed(layer, &layer->fields[i]))
            continue;
        LTP_TRY(ltp_sql_cached(check->store, query, &stmt, err));
        ltp_sql_text(stmt, 1, layer->table);
        ltp_sql_text(stmt, 2, layer->fields[i].name);
        LTP_TRY(ltp_sql_value(check->store, stmt, &found, err));
        if (found == 0)
            wrong(check, layer->table, layer->fields[i].name);
    }
    return LTP_OK;
}

static LtpCode check_views(Check *check, LtpError *err)
{
    const LtpLayer *layer;
    for (size_t i = 0; (layer = ltp_layer_at(i)); i++)
        if (layer->table)
            LTP_TRY(check_view(check, layer, err));
    return LTP_OK;
}

static LtpCode run(Check *check, LtpError *err)
{
    static const struct {
        const char *what, *query;
    } checks[] = {
        {N_("damaged"),
         "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"},
        {N_("reference to nothing"),
         "SELECT \"table\" || ' ' || coalesce(rowid, '') || ' -> ' || parent "
         "FROM pragma_foreign_key_check"},
        {N_("geometry column not registered"),
         "SELECT column1 FROM (VALUES ('unit.geom'), ('unit.point'), ('place.geom')) WHERE column1 "
         "NOT IN (SELECT f_table_name || '.' || f_geometry_column FROM geometry_columns)"},
        /* CheckSpatialIndex() writes, which a store that is only read does not let it. The index
         * holds single precision, some 1e-5 of a degree: no fault. */
        {N_("row not in the spatial index"),
         "SELECT 'unit ' || u.id FROM unit u WHERE u.geom IS NOT NULL AND NOT EXISTS (SELECT 1 "
         "FROM idx_unit_geom i WHERE i.pkid = u.id AND i.xmin <= MbrMinX(u.geom) + 1e-4 AND "
         "i.xmax >= MbrMaxX(u.geom) - 1e-4 AND i.ymin <= MbrMinY(u.geom) + 1e-4 AND i.ymax >= "
         "MbrMaxY(u.geom) - 1e-4) UNION ALL "
         "SELECT 'place ' || p.id FROM place p WHERE p.geom IS NOT NULL AND NOT EXISTS (SELECT 1 "
         "FROM idx_place_geom i WHERE i.pkid = p.id AND i.xmin <= MbrMinX(p.geom) + 1e-4 AND "
         "i.xmax >= MbrMaxX(p.geom) - 1e-4 AND i.ymin <= MbrMinY(p.geom) + 1e-4 AND i.ymax >= "
         "MbrMaxY(p.geom) - 1e-4)"},
        {N_("entry of the spatial index without a row"),
         "SELECT 'unit ' || pkid FROM idx_unit_geom WHERE pkid NOT IN (SELECT id FROM unit) UNION "
         "ALL SELECT 'place ' || pkid FROM idx_place_geom WHERE pkid NOT IN (SELECT id FROM "
         "place)"},
        {N_("unit without an outline"),
         "SELECT e.name || ' ' || u.pcode FROM unit u JOIN edition e ON e.id = u.edition_id "
         "WHERE u.geom IS NULL OR NOT ST_IsValid(u.geom)"},
        {N_("line without a place"),
         "SELECT l.id FROM line l LEFT JOIN line_location ll ON ll.line_id = l.id "
         "WHERE ll.line_id IS NULL"},
        {N_("import whose rows are not all accounted for"),
         "SELECT i.id FROM import i WHERE i.undone_at IS NULL AND i.n_read <> i.n_accepted + "
         "i.n_duplicate + i.n_rejected"},
    };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        LTP_TRY(check_rows(check, _(checks[i].what), checks[i].query, err));
    return check_views(check, err);
}

LtpCode ltp_store_check(LtpStore *store, LtpBuf *report, LtpError *err)
{
    Check check = {.store = store, .report = report};
    LTP_TRY(run(&check, err));
    LTP_TRY(ltp_buf_check(report, err));
    if (check.wrong == 0)
        return LTP_OK;
    return ltp_fail(err, LTP_ESTORE,
                    _("%lld things are wrong with the store; restore a backup or import again"),
                    (long long)check.wrong);
}
