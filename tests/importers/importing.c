#include "tests/importers/importing.h"

#include "base/os.h"

#include <sqlite3.h>
#include <stdlib.h>

LtpError importing_error;

static const LtpImportOptions no_options;

static const char *make_store(const char *name, bool edition_2015)
{
    LtpError err = {0};
    LtpStore *store = NULL;
    const char *path = test_temp_path(name);
    assert_ok(ltp_store_open(path, LTP_STORE_CREATE, &store, &err));
    const char *const new_edition = test_data("mali/mli_admbnda_2021.gpkg");
    LtpImportReport report = {0};
    assert_ok(
        ltp_importer_find("boundaries")->run(store, &new_edition, 1, &no_options, &report, &err));
    ltp_import_report_release(&report);
    if (edition_2015) {
        const char *const old_edition[] = {
            test_data("mali/mli_admbnda_2015/mli_admbnda_adm0_gov.shp"),
            test_data("mali/mli_admbnda_2015/mli_admbnda_adm1_gov_ocha_itos.shp"),
            test_data("mali/mli_admbnda_2015/mli_admbnda_adm2_gov_ocha_itos.shp"),
            test_data("mali/mli_admbnda_2015/mli_admbnda_adm3_gov_ocha.shp")};
        assert_ok(ltp_importer_find("boundaries")
                      ->run(store, old_edition, 4, &no_options, &report, &err));
        ltp_import_report_release(&report);
    }
    ltp_store_close(store);
    return path;
}

LtpStore *importing_store(const char *name, bool edition_2015)
{
    static const char *made[2];
    LtpError err = {0};
    LtpStore *store = NULL;
    char *bytes = NULL;
    size_t size = 0;
    if (made[edition_2015] == NULL)
        made[edition_2015] = make_store(edition_2015 ? "both.sqlite" : "one.sqlite", edition_2015);
    const char *path = test_temp_path(name);
    assert_ok(ltp_os_read_file(made[edition_2015], (size_t)1 << 28, &bytes, &size, &err));
    assert_ok(ltp_os_write_file(path, bytes, size, &err));
    ltp_free(bytes);
    assert_ok(ltp_store_open(path, LTP_STORE_WRITE, &store, &err));
    return store;
}

LtpImportReport importing_run(LtpStore *store, const char *kind, const char *file,
                              const LtpImportOptions *options, LtpCode expected)
{
    LtpImportReport report = {0};
    importing_error = (LtpError){0};
    const LtpImporter *importer = ltp_importer_find(kind);
    LtpCode got = importer->run(store, &file, 1, options != NULL ? options : &no_options, &report,
                                &importing_error);
    if (got != expected)
        fail_msg("%s of %s gave %d (%s), not %d", kind, file, (int)got, importing_error.msg,
                 (int)expected);
    return report;
}

int64_t importing_count(const LtpImportReport *report, const char *code)
{
    for (size_t i = 0; i < report->n_warnings; i++)
        if (strcmp(report->warnings[i].code, code) == 0)
            return report->warnings[i].count;
    return 0;
}

const LtpRowReport *importing_row(const LtpImportReport *report, int64_t row)
{
    for (size_t i = 0; i < report->n_rows; i++)
        if (report->rows[i].row == row)
            return &report->rows[i];
    fail_msg("no row %lld in the report", (long long)row);
    return NULL;
}

const char *importing_query(LtpStore *store, const char *sql)
{
    static LtpBuf out;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    ltp_buf_clear(&out);
    assert_int_equal(sqlite3_open_v2(ltp_store_path(store), &db, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const char *text = (const char *)sqlite3_column_text(stmt, i);
            ltp_buf_printf(&out, "%s%s", i > 0 ? "|" : "", text != NULL ? text : "");
        }
        ltp_buf_putc(&out, '\n');
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return ltp_buf_text(&out);
}

int64_t importing_number(LtpStore *store, const char *sql)
{
    return strtoll(importing_query(store, sql), NULL, 10);
}
