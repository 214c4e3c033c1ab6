#include "layers/migrate.h"

#include "base/lang.h"
#include "layers/sql.h"

extern const char ltp_text_sql_0001_schema_sql[], ltp_text_sql_0002_vocabulary_sql[],
    ltp_text_sql_0003_views_sql[], ltp_text_sql_0004_map_classes_sql[],
    ltp_text_sql_0005_review_sql[], ltp_text_sql_0006_analysis_sql[],
    ltp_text_sql_0007_intersector_sql[], ltp_text_sql_0008_places_sql[],
    ltp_text_sql_0009_levels_sql[], ltp_text_sql_0010_decisions_sql[],
    ltp_text_sql_0011_areas_sql[], ltp_text_sql_0012_movement_sql[],
    ltp_text_sql_0013_area_shares_sql[], ltp_text_sql_0014_organisation_roles_sql[],
    ltp_text_sql_0015_line_quantity_sql[];

/* The script at [i] takes a store from version i to i + 1. A published script never changes. */
static const char *const scripts[] = {
    ltp_text_sql_0001_schema_sql,        ltp_text_sql_0002_vocabulary_sql,
    ltp_text_sql_0003_views_sql,         ltp_text_sql_0004_map_classes_sql,
    ltp_text_sql_0005_review_sql,        ltp_text_sql_0006_analysis_sql,
    ltp_text_sql_0007_intersector_sql,   ltp_text_sql_0008_places_sql,
    ltp_text_sql_0009_levels_sql,        ltp_text_sql_0010_decisions_sql,
    ltp_text_sql_0011_areas_sql,         ltp_text_sql_0012_movement_sql,
    ltp_text_sql_0013_area_shares_sql,   ltp_text_sql_0014_organisation_roles_sql,
    ltp_text_sql_0015_line_quantity_sql,
};

int ltp_migrate_latest(void)
{
    return (int)(sizeof scripts / sizeof *scripts);
}

static LtpCode set_version(LtpStore *store, int version, LtpError *err)
{
    char text[64];
    snprintf(text, sizeof text, "PRAGMA user_version = %d", version);
    return ltp_sql_script(store, text, err);
}

LtpCode ltp_migrate(LtpStore *store, int version, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LTP_TRY(ltp_store_begin(store, err));
    for (int step = ltp_store_schema_version(store); step < version && rc == LTP_OK; step++)
        rc = ltp_sql_script(store, scripts[step], err);
    if (rc == LTP_OK)
        rc = set_version(store, version, err);
    if (rc == LTP_OK)
        rc = ltp_store_commit(store, err);
    if (rc != LTP_OK)
        ltp_store_rollback(store);
    return rc;
}
