#include "layers/records.h"

#include "layers/sql.h"

#include <stdlib.h>

enum { N_TEXTS = 13 };

/* In the order of the statements below. */
static void texts_of(const LtpStudyRecord *study, const char *texts[N_TEXTS])
{
    const char *const all[N_TEXTS] = {
        study->title,      study->title_other, study->authors, study->publisher, study->type,
        study->language,   study->doi,         study->url,     study->themes,    study->places_text,
        study->confidence, study->notes,       study->key};
    for (int i = 0; i < N_TEXTS; i++)
        texts[i] = all[i];
}

static void bind_texts(sqlite3_stmt *stmt, int at, const LtpStudyRecord *study)
{
    const char *texts[N_TEXTS];
    texts_of(study, texts);
    for (int i = 0; i < N_TEXTS; i++)
        ltp_sql_text(stmt, at + i, texts[i]);
}

/* "12 15 31": the units of a study, to compare two versions of it. */
static int by_id(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static LtpCode units_text(const LtpStudyRecord *study, LtpBuf *out, LtpError *err)
{
    int64_t *ids = ltp_calloc(study->n_locations + 1, sizeof *ids);
    if (!ids)
        return ltp_fail(err, LTP_ENOMEM, "%s", study->key);
    for (size_t i = 0; i < study->n_locations; i++)
        ids[i] = study->locations[i].unit_id;
    qsort(ids, study->n_locations, sizeof *ids, by_id);
    for (size_t i = 0; i < study->n_locations; i++)
        ltp_buf_printf(out, "%s%lld", i ? " " : "", (long long)ids[i]);
    ltp_free(ids);
    return ltp_buf_check(out, err);
}

/* The standing version of the study in its source, 0 = none, and whether it is equal to this one.
 */
static LtpCode find_standing(LtpStore *store, int64_t import_id, const LtpStudyRecord *study,
                             int64_t *id, bool *equal, LtpError *err)
{
    static const char find[] =
        "SELECT s.id, (s.title IS ?3 AND s.title_other IS ?4 AND s.authors IS ?5 AND s.publisher "
        "IS "
        "?6 AND s.type IS ?7 AND s.language IS ?8 AND s.doi IS ?9 AND s.url IS ?10 AND s.themes IS "
        "?11 AND s.places_text IS ?12 AND s.confidence IS ?13 AND s.notes IS ?14 AND s.year IS ?2 "
        "AND (SELECT coalesce(group_concat(unit_id, ' '), '') FROM (SELECT unit_id FROM "
        "study_location WHERE study_id = s.id ORDER BY unit_id)) = ?16) "
        "FROM study s JOIN import i ON i.id = s.import_id WHERE s.key = ?15 AND s.closed_by IS "
        "NULL "
        "AND i.source_id = (SELECT source_id FROM import WHERE id = ?1)";
    sqlite3_stmt *stmt;
    LtpBuf units = {0};
    bool row = false;
    LtpCode rc = units_text(study, &units, err);
    if (rc == LTP_OK)
        rc = ltp_sql_cached(store, find, &stmt, err);
    if (rc == LTP_OK) {
        ltp_sql_int(stmt, 1, import_id);
        ltp_sql_int(stmt, 2, study->year);
        bind_texts(stmt, 3, study);
        ltp_sql_text(stmt, 16, ltp_buf_text(&units));
        rc = ltp_sql_step(store, stmt, &row, err);
        *id = row ? sqlite3_column_int64(stmt, 0) : 0;
        *equal = row && sqlite3_column_int(stmt, 1) == 1;
        sqlite3_reset(stmt);
    }
    ltp_buf_release(&units);
    return rc;
}

static LtpCode insert(LtpStore *store, int64_t import_id, int64_t edition_id,
                      const LtpStudyRecord *study, int64_t *id, LtpError *err)
{
    static const char text[] =
        "INSERT INTO study (import_id, raw_row_id, edition_id, year, title, title_other, authors, "
        "publisher, type, language, doi, url, themes, places_text, confidence, notes, key) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, import_id);
    ltp_sql_int(stmt, 2, study->raw_row_id);
    ltp_sql_int(stmt, 3, edition_id);
    ltp_sql_int(stmt, 4, study->year);
    bind_texts(stmt, 5, study);
    LTP_TRY(ltp_sql_run(store, stmt, err));
    *id = sqlite3_last_insert_rowid(ltp_store_db(store));
    return LTP_OK;
}

static LtpCode locations_add(LtpStore *store, int64_t id, const LtpStudyRecord *study,
                             LtpError *err)
{
    static const char text[] =
        "INSERT OR IGNORE INTO study_location (study_id, unit_id, rule) VALUES (?1, ?2, ?3)";
    for (size_t i = 0; i < study->n_locations; i++) {
        sqlite3_stmt *stmt;
        LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
        ltp_sql_int(stmt, 1, id);
        ltp_sql_int(stmt, 2, study->locations[i].unit_id);
        ltp_sql_text(stmt, 3, study->locations[i].rule);
        LTP_TRY(ltp_sql_run(store, stmt, err));
    }
    return LTP_OK;
}

LtpCode ltp_study_put(LtpStore *store, int64_t import_id, int64_t edition_id,
                      const LtpStudyRecord *study, LtpChange *change, LtpError *err)
{
    static const char mark[] = "UPDATE import SET edition_id = ?1 WHERE id = ?2";
    static const char close[] = "UPDATE study SET closed_by = ?1 WHERE id = ?2";
    int64_t standing = 0, id = 0;
    bool equal = false;
    LTP_TRY(ltp_sql_with_ids(store, mark, edition_id, import_id, err));
    LTP_TRY(find_standing(store, import_id, study, &standing, &equal, err));
    *change = !standing ? LTP_CHANGE_NEW : equal ? LTP_CHANGE_SAME : LTP_CHANGE_CHANGED;
    if (equal)
        return LTP_OK;
    if (standing)
        LTP_TRY(ltp_sql_with_ids(store, close, import_id, standing, err));
    LTP_TRY(insert(store, import_id, edition_id, study, &id, err));
    return locations_add(store, id, study, err);
}
