#include "layers/records.h"

#include "layers/sql.h"

enum { N_FIGURES = 6 };

static void figures_of(const LtpNeedRecord *need, int64_t figures[N_FIGURES])
{
    const int64_t all[N_FIGURES] = {need->pin,  need->severity,  need->population,
                                    need->idps, need->returnees, need->repatriated};
    for (int i = 0; i < N_FIGURES; i++)
        figures[i] = all[i];
}

/* What a newer row of the same source, unit, sector and date does to an older one: nothing new
 * (same), takes its place (it states everything the older one did), or stands beside it (tables
 * with one indicator a row). */
enum effect { BESIDE, SAME, REPLACES };

static enum effect effect_on(const int64_t newer[N_FIGURES], const int64_t older[N_FIGURES])
{
    bool equal = true, covered = true;
    for (int i = 0; i < N_FIGURES; i++) {
        equal = equal && newer[i] == older[i];
        covered = covered && (older[i] == LTP_NULL_INT || newer[i] != LTP_NULL_INT);
    }
    return equal ? SAME : covered ? REPLACES : BESIDE;
}

static LtpCode close_older(LtpStore *store, int64_t import_id, const LtpNeedRecord *need,
                           LtpChange *change, LtpError *err)
{
    static const char find[] =
        "SELECT n.id, n.pin, n.severity, n.population, n.idps, n.returnees, n.repatriated "
        "FROM need n JOIN import i ON i.id = n.import_id WHERE n.unit_id = ?1 AND n.date IS ?2 AND "
        "n.sector IS ?3 AND n.closed_by IS NULL AND n.import_id <> ?4 AND i.source_id = "
        "(SELECT source_id FROM import WHERE id = ?4)";
    static const char close[] = "UPDATE need SET closed_by = ?1 WHERE id = ?2";
    int64_t newer[N_FIGURES], older[N_FIGURES];
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    figures_of(need, newer);
    LTP_TRY(ltp_sql_cached(store, find, &stmt, err));
    ltp_sql_int(stmt, 1, need->unit_id);
    ltp_sql_day(stmt, 2, need->date);
    ltp_sql_text(stmt, 3, need->sector);
    ltp_sql_int(stmt, 4, import_id);
    *change = LTP_CHANGE_NEW;
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        for (int i = 0; i < N_FIGURES; i++)
            older[i] = ltp_sql_column_int(stmt, i + 1);
        enum effect effect = effect_on(newer, older);
        if (effect == SAME) {
            *change = LTP_CHANGE_SAME;
            break;
        }
        if (effect == REPLACES) {
            *change = LTP_CHANGE_CHANGED;
            rc = ltp_sql_with_ids(store, close, import_id, sqlite3_column_int64(stmt, 0), err);
            if (rc != LTP_OK)
                break;
        }
    }
    sqlite3_reset(stmt);
    return rc;
}

static LtpCode insert(LtpStore *store, int64_t import_id, const LtpNeedRecord *need, LtpError *err)
{
    static const char text[] = "INSERT INTO need (import_id, raw_row_id, unit_id, date, sector, "
                               "pin, severity, population, "
                               "idps, returnees, repatriated, approximate) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    int64_t figures[N_FIGURES];
    sqlite3_stmt *stmt;
    figures_of(need, figures);
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, need->raw_row_id);
    ltp_sql_int(stmt, 3, need->unit_id);
    ltp_sql_day(stmt, 4, need->date);
    ltp_sql_text(stmt, 5, need->sector);
    for (int i = 0; i < N_FIGURES; i++)
        ltp_sql_int(stmt, 6 + i, figures[i]);
    ltp_sql_int(stmt, 12, need->approximate);
    return ltp_sql_run(store, stmt, err);
}

LtpCode ltp_need_put(LtpStore *store, int64_t import_id, const LtpNeedRecord *need,
                     LtpChange *change, LtpError *err)
{
    static const char mark[] = "UPDATE import SET edition_id = (SELECT edition_id FROM unit WHERE "
                               "id = ?1) WHERE id = ?2 AND edition_id IS NULL";
    LTP_TRY(ltp_sql_with_ids(store, mark, need->unit_id, import_id, err));
    LTP_TRY(close_older(store, import_id, need, change, err));
    return *change == LTP_CHANGE_SAME ? LTP_OK : insert(store, import_id, need, err);
}
