/* The figures of need of the store as columns in memory, carried ones before those of the edition
 * itself. */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

extern const char ltp_text_sql_analysis_needs_sql[];

enum { NEED_FIGURES = 6 };

typedef struct Needs {
    LtpColumns *columns;
    size_t count, capacity;
    int32_t *unit, *sector;
    LtpDay *date;
    int64_t *figures[NEED_FIGURES];
    uint8_t *estimated;
} Needs;

static LtpCode read_need(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    Needs *n = arg;
    size_t i = n->count;
    int64_t sector = LTP_NEED_INTERSECTORAL;
    int32_t unit = ltp_units_by_id(n->columns->units, ltp_sql_column_int(stmt, 0));
    const char *code = ltp_sql_column_text(stmt, 1);
    if (unit < 0 || i == n->capacity)
        return LTP_OK;
    if (code != NULL)
        LTP_TRY(ltp_hash_intern(n->columns->sectors, code, &sector, err));
    n->unit[i] = unit;
    n->sector[i] = (int32_t)sector;
    n->date[i] = ltp_sql_column_day(stmt, 2);
    for (int k = 0; k < NEED_FIGURES; k++)
        n->figures[k][i] = ltp_sql_column_int(stmt, 3 + k);
    n->count++;
    return LTP_OK;
}

/* Before the figures stated in this edition: of one day, those hold. */
static void put_carried(Needs *n, const LtpCarriedNeed *carried, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        n->unit[i] = carried[i].unit;
        n->sector[i] = carried[i].sector;
        n->date[i] = carried[i].date;
        n->estimated[i] = 1;
        for (int k = 0; k < NEED_FIGURES; k++)
            n->figures[k][i] = carried[i].figures[k];
    }
    n->count = count;
}

LtpCode ltp_needs_load(LtpStore *store, LtpColumns *columns, LtpError *err)
{
    static const char text[] = "SELECT count(*) FROM need n JOIN unit u ON u.id = n.unit_id "
                               "WHERE u.edition_id = ?1 AND n.closed_by IS NULL";
    Needs n = {.columns = columns};
    LtpCarriedNeed *carried = NULL;
    size_t n_carried = 0;
    if (columns->crosswalk != NULL)
        LTP_TRY(ltp_needs_carry(store, columns, &carried, &n_carried, err));
    LTP_TRY(ltp_columns_count(store, columns, text, &n.capacity, err));
    n.capacity += n_carried;
    LTP_TRY(ltp_columns_alloc(columns, n.capacity, 1, (void **)&n.estimated, err));
    LTP_TRY(ltp_columns_alloc(columns, n.capacity, sizeof *n.unit, (void **)&n.unit, err));
    LTP_TRY(ltp_columns_alloc(columns, n.capacity, sizeof *n.sector, (void **)&n.sector, err));
    LTP_TRY(ltp_columns_alloc(columns, n.capacity, sizeof *n.date, (void **)&n.date, err));
    for (int k = 0; k < NEED_FIGURES; k++)
        LTP_TRY(ltp_columns_alloc(columns, n.capacity, sizeof *n.figures[k], (void **)&n.figures[k],
                                  err));
    put_carried(&n, carried, n_carried);
    LTP_TRY(ltp_columns_each(store, columns, ltp_text_sql_analysis_needs_sql, read_need, &n, err));
    columns->input.needs = (LtpCoverageNeeds){
        n.count,      n.unit,       n.sector,     n.date,       n.figures[0], n.figures[1],
        n.figures[2], n.figures[3], n.figures[4], n.figures[5], n.estimated};
    return LTP_OK;
}
