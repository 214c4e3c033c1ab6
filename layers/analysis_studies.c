/* The repertory's places as columns in memory, for gis/coverage.h. */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"

extern const char ltp_text_sql_analysis_studies_sql[];

typedef struct Studies {
    LtpColumns *columns;
    size_t count, n_places, capacity; /* capacity: of places, and so of studies */
    int32_t *year;
    uint32_t *place_begin;
    int32_t *place_unit;
} Studies;

static LtpCode read_place(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    Studies *s = arg;
    int64_t id = ltp_sql_column_int(stmt, 0), year = ltp_sql_column_int(stmt, 1);
    int32_t unit = ltp_columns_unit(s->columns, ltp_sql_column_int(stmt, 2));
    (void)err;
    if (unit < 0 || s->n_places == s->capacity)
        return LTP_OK;
    if (s->count == 0 || s->columns->study_id[s->count - 1] != id) {
        s->place_begin[s->count] = (uint32_t)s->n_places;
        s->year[s->count] = year == LTP_NULL_INT ? 0 : (int32_t)year;
        s->columns->study_id[s->count++] = id;
    }
    s->place_unit[s->n_places++] = unit;
    return LTP_OK;
}

static LtpCode count_studies(LtpStore *store, const char *text, int64_t *count, LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    return ltp_sql_value(store, stmt, count, err);
}

LtpCode ltp_studies_load(LtpStore *store, LtpColumns *columns, LtpError *err)
{
    static const char studies[] = "SELECT count(*) FROM study WHERE closed_by IS NULL";
    static const char places[] = "SELECT count(*) FROM study_location";
    int64_t known = 0, capacity = 0;
    Studies s = {.columns = columns};
    LTP_TRY(count_studies(store, studies, &known, err));
    LTP_TRY(count_studies(store, places, &capacity, err));
    s.capacity = (size_t)capacity;
    LTP_TRY(ltp_columns_alloc(columns, s.capacity, sizeof *s.year, (void **)&s.year, err));
    LTP_TRY(ltp_columns_alloc(columns, s.capacity, sizeof *columns->study_id,
                              (void **)&columns->study_id, err));
    LTP_TRY(ltp_columns_alloc(columns, s.capacity, sizeof *s.place_begin, (void **)&s.place_begin,
                              err));
    LTP_TRY(
        ltp_columns_alloc(columns, s.capacity, sizeof *s.place_unit, (void **)&s.place_unit, err));
    LTP_TRY(
        ltp_columns_each(store, columns, ltp_text_sql_analysis_studies_sql, read_place, &s, err));
    s.place_begin[s.count] = (uint32_t)s.n_places;
    columns->input.studies =
        (LtpCoverageStudies){known > 0, s.count, s.year, s.place_begin, s.place_unit};
    return LTP_OK;
}
