#include "base/os.h"
#include "importers/table.h"
#include "layers/provenance.h"
#include "tests/importers/importing.h"

#include <stdlib.h>

/* ---- the truth of the fictitious workbook, row by row ---- */

enum Truth {
    FATE,
    ORG,
    CLUSTER,
    LTP,
    PROJECT,
    ACTIVITY,
    START,
    END,
    STATUS,
    REPORTED,
    TARGETED,
    REACHED,
    LEVEL,
    LOCATIONS,
    KIND,
    N_TRUTH
};

enum { TRUTH_ROWS = 1500, FIRST_ROW = 4 };

typedef struct TruthRow {
    char *cells[N_TRUTH];
} TruthRow;

static TruthRow *read_truth(void)
{
    LtpError err = {0};
    LtpTable *table = NULL;
    LtpRow row;
    TruthRow *truth = calloc(TRUTH_ROWS, sizeof *truth);
    assert_ok(ltp_table_open(test_data("mali/demo/ml_4w_ltp_truth.csv"), &table, &err));
    assert_ok(ltp_table_select(table, 0, &err));
    assert_ok(ltp_table_next(table, &row, &err)); /* header */
    for (int i = 0; i < TRUTH_ROWS; i++) {
        assert_ok(ltp_table_next(table, &row, &err));
        assert_non_null(row.cells);
        for (size_t k = 0; k < N_TRUTH; k++)
            truth[i].cells[k] = ltp_strdup(k < row.count ? row.cells[k].text : "");
    }
    ltp_table_close(table);
    return truth;
}

static void free_truth(TruthRow *truth)
{
    for (int i = 0; i < TRUTH_ROWS; i++)
        for (size_t k = 0; k < N_TRUTH; k++)
            ltp_free(truth[i].cells[k]);
    free(truth);
}

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "ML030510;ML030536" in code order, whatever order the file has. */
static void sorted_codes(const char *codes, char *out, size_t size)
{
    char copy[512], *parts[64];
    size_t n = 0;
    snprintf(copy, sizeof copy, "%s", codes);
    for (char *at = copy; *at != '\0';) {
        size_t length = strcspn(at, ";");
        parts[n++] = at;
        at += length;
        if (*at == ';')
            *at++ = '\0';
    }
    qsort(parts, n, sizeof *parts, compare_text);
    out[0] = '\0';
    for (size_t i = 0; i < n; i++)
        snprintf(out + strlen(out), size - strlen(out), "%s%s", i > 0 ? ";" : "", parts[i]);
}

static const char *fate_word(LtpFate fate)
{
    return fate == LTP_ACCEPTED ? "accepted" : fate == LTP_DUPLICATE ? "duplicate" : "rejected";
}

static void the_demo_workbook_gives_each_row_its_fate(void **state)
{
    (void)state;
    TruthRow *truth = read_truth();
    LtpStore *store = importing_store("fates.sqlite", false);
    LtpImportReport report = importing_run(
        store, "activities", test_data("mali/demo/ml_4w_ltp_fictif.xlsx"), NULL, LTP_OK);
    assert_int_equal(report.counts.read, TRUTH_ROWS);
    assert_int_equal(report.counts.accepted, 1435);
    assert_int_equal(report.counts.duplicate, 26);
    assert_int_equal(report.counts.rejected, 39);
    assert_string_equal(report.sheet, "ML_4W");
    assert_int_equal(report.header_row, 3);
    for (int i = 0; i < TRUTH_ROWS; i++) {
        const LtpRowReport *row = &report.rows[i];
        assert_int_equal(row->row, FIRST_ROW + i);
        if (strcmp(fate_word(row->fate), truth[i].cells[FATE]) != 0)
            fail_msg("row %d (%s) is %s (%s), not %s", FIRST_ROW + i, truth[i].cells[KIND],
                     fate_word(row->fate), row->codes, truth[i].cells[FATE]);
    }
    ltp_import_report_release(&report);
    ltp_store_close(store);
    free_truth(truth);
}

/* What the store holds of each accepted row, in the columns of the truth. */
static const char stored_lines[] =
    "SELECT r.row, o.acronym, coalesce(l.sector_text, ''), l.ltp, l.project_code, l.activity, "
    "coalesce(l.start_date, ''), coalesce(l.end_date, ''), coalesce(l.status, ''), l.reported, "
    "coalesce(l.targeted, ''), coalesce(l.reached, ''), "
    "(SELECT max(u.level) FROM line_location x JOIN unit u ON u.id = x.unit_id WHERE x.line_id = "
    "l.id), (SELECT group_concat(pcode, ';') FROM (SELECT u.pcode FROM line_location x JOIN unit u "
    "ON u.id = x.unit_id WHERE x.line_id = l.id ORDER BY u.pcode)) "
    "FROM line l JOIN raw_row r ON r.id = l.raw_row_id JOIN organisation o "
    "ON o.id = l.organisation_id ORDER BY r.row";

static void the_demo_workbook_gives_each_line_its_places_dates_people_and_theme(void **state)
{
    (void)state;
    TruthRow *truth = read_truth();
    LtpStore *store = importing_store("values.sqlite", false);
    LtpImportReport report = importing_run(
        store, "activities", test_data("mali/demo/ml_4w_ltp_fictif.xlsx"), NULL, LTP_OK);
    const char *at = importing_query(store, stored_lines);
    for (int i = 0; i < TRUTH_ROWS; i++) {
        char **cells = truth[i].cells, codes[512], expected[1024], got[1024];
        if (strcmp(cells[FATE], "accepted") != 0)
            continue;
        sorted_codes(cells[LOCATIONS], codes, sizeof codes);
        snprintf(expected, sizeof expected, "%d|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s",
                 FIRST_ROW + i, cells[ORG], cells[CLUSTER], cells[LTP], cells[PROJECT],
                 cells[ACTIVITY], cells[START], cells[END], cells[STATUS], cells[REPORTED],
                 cells[TARGETED], cells[REACHED], cells[LEVEL], codes);
        size_t length = strcspn(at, "\n");
        snprintf(got, sizeof got, "%.*s", (int)length, at);
        if (strcmp(expected, got) != 0)
            fail_msg("%s\nexpected %s\ngot      %s", cells[KIND], expected, got);
        at += length + 1;
    }
    assert_string_equal(at, "");
    ltp_import_report_release(&report);
    ltp_store_close(store);
    free_truth(truth);
}

/* ---- the public 5W of March 2022 ---- */

static const char *five_w(void)
{
    return test_data("mali/ml_5w_2022-03.csv");
}

static void the_real_5w_accounts_for_every_row(void **state)
{
    (void)state;
    LtpStore *store = importing_store("5w.sqlite", true);
    LtpImportOptions options = {.reported = "2022-03"};
    double started = ltp_os_seconds();
    LtpImportReport report = importing_run(store, "activities", five_w(), &options, LTP_OK);
    double seconds = ltp_os_seconds() - started;
    assert_int_equal(report.counts.read, 22803);
    assert_int_equal(report.counts.read,
                     report.counts.accepted + report.counts.duplicate + report.counts.rejected);
    assert_int_equal(report.counts.duplicate, 0); /* organisation x cercle: equal rows repeat */
    assert_true(seconds < 20); /* about 1 s; a sanitizer's build takes its time */
    assert_string_equal(report.edition, "2021");
    assert_int_equal(report.hxl_row, 2);
    assert_int_equal(importing_number(store, "SELECT count(*) FROM raw_row"), 22803);
    assert_int_equal(importing_number(store, "SELECT count(*) FROM line"), report.counts.accepted);
    assert_int_equal(importing_count(&report, "repeated_row"),
                     importing_number(store, "SELECT count(*) FROM line WHERE repeated"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void codes_of_the_real_5w_are_understood_or_reported_and_never_guessed(void **state)
{
    (void)state;
    LtpStore *store = importing_store("5w_codes.sqlite", false);
    LtpImportOptions options = {.reported = "2022-03"};
    LtpImportReport report = importing_run(store, "activities", five_w(), &options, LTP_OK);
    /* row 3: MLI05 Mopti, ML0506 Mopti */
    assert_string_equal(importing_row(&report, 3)->locations,
                        "[{\"pcode\":\"ML0506\",\"level\":2,\"rule\":\"code\"}]");
    /* 157 rows with a cercle's code and another's name; one more beside MLI11, one with a region's
     */
    assert_int_equal(importing_count(&report, "code_name_conflict"), 159);
    assert_int_equal(importing_count(&report, "code_unknown"), 1);       /* MLI11 */
    assert_int_equal(importing_count(&report, "code_wrong_column"), 38); /* ML0901 as a region */
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ANALYSIS.md 2: warnings are for accepted rows; of a rejected row only fate and reason count. */
static void a_rejected_row_has_its_reason_and_no_warning(void **state)
{
    (void)state;
    LtpStore *store = importing_store("reasons.sqlite", false);
    LtpImportReport report = importing_run(
        store, "activities", test_data("mali/demo/ml_4w_ltp_fictif.xlsx"), NULL, LTP_OK);
    size_t rejected = 0;
    for (size_t i = 0; i < report.n_rows; i++) {
        if (report.rows[i].fate != LTP_REJECTED)
            continue;
        rejected++;
        if (strcmp(report.rows[i].codes, "no_organisation") != 0 &&
            strcmp(report.rows[i].codes, "no_location") != 0)
            fail_msg("row %lld: %s", (long long)report.rows[i].row, report.rows[i].codes);
    }
    assert_true(rejected > 23);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_code_of_no_unit_explains_a_row_without_a_place(void **state)
{
    (void)state;
    LtpError err = {0};
    static const char text[] = "Organisation,Code commune,Commune\nONG Sable,ML999999,\n"
                               ",ML999999,Socoura\n";
    const char *path = test_temp_path("nowhere.csv");
    assert_ok(ltp_os_write_file(path, text, strlen(text), &err));
    LtpStore *store = importing_store("nowhere.sqlite", false);
    LtpImportReport report = importing_run(store, "activities", path, NULL, LTP_OK);
    assert_string_equal(importing_row(&report, 2)->codes, "code_unknown,no_location");
    assert_string_equal(importing_row(&report, 3)->codes, "no_organisation");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void the_same_bytes_again_change_nothing(void **state)
{
    (void)state;
    LtpStore *store = importing_store("again.sqlite", false);
    const char *file = test_data("mali/demo/ml_4w_ltp_fictif.xlsx");
    LtpImportReport first = importing_run(store, "activities", file, NULL, LTP_OK);
    int64_t generation = ltp_store_generation(store);
    LtpImportReport second = importing_run(store, "activities", file, NULL, LTP_OK);
    assert_true(second.unchanged);
    assert_int_equal(second.import_id, 0);
    assert_int_equal(ltp_store_generation(store), generation);
    assert_int_equal(importing_number(store, "SELECT count(*) FROM line"), 1435);
    ltp_import_report_release(&first);
    ltp_import_report_release(&second);
    ltp_store_close(store);
}

static void a_dry_run_reports_and_stores_nothing(void **state)
{
    (void)state;
    LtpStore *store = importing_store("dry.sqlite", false);
    LtpImportOptions options = {.dry_run = true};
    LtpImportReport report = importing_run(
        store, "activities", test_data("mali/demo/ml_4w_ltp_fictif.xlsx"), &options, LTP_OK);
    assert_int_equal(report.counts.accepted, 1435);
    assert_int_equal(report.import_id, 0);
    assert_int_equal(importing_number(store, "SELECT count(*) FROM raw_row"), 0);
    assert_int_equal(importing_number(store, "SELECT count(*) FROM organisation"), 0);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ---- rows made for one sentence each ---- */

static LtpImportReport import_text(LtpStore *store, const char *text,
                                   const LtpImportOptions *options)
{
    const char *path = test_temp_path("table.csv");
    test_write(path, text);
    return importing_run(store, "activities", path, options, LTP_OK);
}

static void a_row_without_organisation_or_place_is_rejected_and_a_dirty_number_is_not(void **state)
{
    (void)state;
    LtpStore *store = importing_store("rules.sqlite", false);
    LtpImportReport report =
        import_text(store,
                    "Organisation,Bailleur de fond,Commune,admin3Pcod,Activités,Total Personnes "
                    "ciblées,Total No. atteintes\n"
                    "AAA,,Kayes,ML010312,Formation,beaucoup,100-200\n"
                    ",ECHO,Kayes,ML010312,Formation,10,5\n"
                    "AAA,,Nulle part,,Formation,10,5\n"
                    "AAA,,tout le pays,,Formation,~40,50\n"
                    "AAA,,tout le pays,,Formation,~40,50\n",
                    NULL);
    assert_int_equal(report.counts.read, 5);
    assert_int_equal(report.counts.accepted, 2);
    assert_int_equal(report.counts.rejected, 2);
    assert_int_equal(report.counts.duplicate, 1);
    assert_string_equal(importing_row(&report, 3)->codes, "no_organisation");
    assert_string_equal(importing_row(&report, 5)->locations,
                        "[{\"pcode\":\"ML\",\"level\":0,\"rule\":\"national\"}]");
    assert_int_equal(importing_count(&report, "people_unreadable"), 2);
    assert_int_equal(importing_count(&report, "people_approximate"), 1);
    assert_int_equal(importing_count(&report, "reached_over_targeted"), 1);
    assert_int_equal(importing_count(&report, "no_reporting_date"), 1);
    assert_string_equal(importing_row(&report, 6)->codes, "duplicate_row");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_code_of_another_country_places_nothing_though_a_commune_has_that_name(void **state)
{
    (void)state;
    LtpStore *store = importing_store("abroad.sqlite", false);
    LtpImportReport report = import_text(store,
                                         "Organisation,admin3Pcod,Commune,Activités\n"
                                         "A,CD5407ZS04,Logo,Formation\n"
                                         "A,,Logo,Formation\n",
                                         NULL);
    assert_int_equal(importing_row(&report, 2)->fate, LTP_REJECTED);
    assert_string_equal(importing_row(&report, 3)->locations,
                        "[{\"pcode\":\"ML010318\",\"level\":3,\"rule\":\"exact\"}]");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void several_places_in_a_cell_are_one_location_each_and_an_unknown_one_is_told(void **state)
{
    (void)state;
    LtpStore *store = importing_store("several.sqlite", false);
    LtpImportReport report = import_text(store,
                                         "Organisation,Cercle,Commune,Activités\n"
                                         "A,Kayes,Kayes; Samé Diomgoma,Formation\n"
                                         "A,Kayes,Kayes et Kayes,Formation\n"
                                         "A,Kayes,Kayes; Xyzzy,Formation\n",
                                         NULL);
    assert_string_equal(importing_row(&report, 2)->codes, "");
    assert_non_null(strstr(importing_row(&report, 2)->locations, "ML010312"));
    assert_non_null(strstr(importing_row(&report, 2)->locations, "ML010323"));
    assert_string_equal(importing_row(&report, 3)->locations,
                        "[{\"pcode\":\"ML010312\",\"level\":3,\"rule\":\"exact\"}]");
    assert_non_null(strstr(importing_row(&report, 4)->locations, "ML010312"));
    assert_true(importing_row(&report, 4)->codes[0] != '\0');
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void personal_cells_are_masked_in_the_rows_that_are_kept(void **state)
{
    (void)state;
    LtpStore *store = importing_store("personal.sqlite", false);
    LtpImportReport report = import_text(store,
                                         "Organisation,Commune,admin3Pcod,Activités,Téléphone\n"
                                         "AAA,Kayes,ML010312,Formation,+223 70 00 00 00\n",
                                         NULL);
    assert_int_equal(importing_count(&report, "column_personal"), 1);
    const char *cells = importing_query(store, "SELECT cells FROM raw_row");
    assert_null(strstr(cells, "223"));
    assert_non_null(strstr(cells, "[masqué]"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_point_places_a_row_that_names_only_what_holds_it(void **state)
{
    (void)state;
    LtpStore *store = importing_store("points.sqlite", false);
    const char *kayes = importing_query(
        store, "SELECT printf('%.6f,%.6f', interior_lat, interior_lon) FROM unit WHERE pcode = "
               "'ML010323'");
    char inside[64], text[1024];
    snprintf(inside, sizeof inside, "%.*s", (int)strcspn(kayes, "\n"), kayes);
    char lat[32], lon[32];
    snprintf(lat, sizeof lat, "%.*s", (int)strcspn(inside, ","), inside);
    snprintf(lon, sizeof lon, "%s", strchr(inside, ',') + 1);
    snprintf(text, sizeof text,
             "Organisation,Region,Commune,Latitude,Longitude,Activités\n"
             "A,Kayes,,%s,%s,1\n"      /* the region holds it */
             "A,,,%s,%s,2\n"           /* nothing named */
             "A,Mopti,,%s,%s,3\n"      /* the cells win */
             "A,,,%s,%s,4\n"           /* swapped */
             "A,Kayes,,48.85,2.35,5\n" /* Paris */
             "A,Kayes,,ici,là,6\n",
             lat, lon, lat, lon, lat, lon, lon, lat);
    LtpImportReport report = import_text(store, text, NULL);
    const char *at_point = "[{\"pcode\":\"ML010323\",\"level\":3,\"rule\":\"point\"}]";
    assert_string_equal(importing_row(&report, 2)->locations, at_point);
    assert_string_equal(importing_row(&report, 3)->locations, at_point);
    assert_non_null(strstr(importing_row(&report, 4)->locations, "\"ML05\""));
    assert_string_equal(importing_row(&report, 4)->codes, "point_outside_unit");
    assert_string_equal(importing_row(&report, 5)->locations, at_point);
    assert_string_equal(importing_row(&report, 5)->codes, "point_swapped");
    assert_string_equal(importing_row(&report, 6)->codes, "point_outside");
    assert_string_equal(importing_row(&report, 7)->codes, "point_unreadable");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void the_text_tags_ltp_only_where_no_column_could_declare_it(void **state)
{
    (void)state;
    LtpStore *store = importing_store("theme.sqlite", false);
    LtpImportReport report = import_text(store,
                                         "Organisation,admin3Pcod,Cluster,Activités\n"
                                         "A,ML010323,Protection,Médiation de conflits fonciers\n"
                                         "A,ML010323,Protection: VBG,Autre\n",
                                         NULL);
    assert_string_equal(importing_query(store, "SELECT ltp, ltp_basis, ltp_proposed FROM line "
                                               "ORDER BY id LIMIT 1"),
                        "1|text|0\n");
    ltp_import_report_release(&report);
    LtpImportOptions other = {.source = "autre"};
    report = import_text(store,
                         "Organisation,admin3Pcod,Cluster,Sous-cluster,Activités\n"
                         "B,ML010323,Protection,,Médiation de conflits fonciers\n"
                         "B,ML010323,Abris/AME,LTP,Accords d'occupation\n"
                         "B,ML010323,Protection,VBG,Écoute\n",
                         &other);
    assert_string_equal(
        importing_query(store, "SELECT l.ltp, l.ltp_basis, l.ltp_proposed, l.sector FROM line l "
                               "JOIN organisation o ON o.id = l.organisation_id WHERE o.name = 'B' "
                               "ORDER BY l.id"),
        "0||1|PRO\n1|declared|0|SHL\n0||0|PRO-GBV\n");
    assert_int_equal(importing_count(&report, "ltp_proposed"), 1);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_newer_snapshot_ends_what_it_no_longer_holds(void **state)
{
    (void)state;
    LtpStore *store = importing_store("snapshot.sqlite", false);
    LtpImportOptions march = {.source = "abris", .reported = "2020-03-31"};
    LtpImportOptions april = {.source = "abris", .reported = "2020-04-30"};
    LtpImportReport report = import_text(store,
                                         "Organisation,admin3Pcod,Activités,Total ciblé\n"
                                         "A,ML010323,Abris,10\n"
                                         "B,ML010323,Abris,20\n",
                                         &march);
    assert_int_equal(report.new_, 2);
    ltp_import_report_release(&report);
    report = import_text(store,
                         "Organisation,admin3Pcod,Activités,Total ciblé\n"
                         "A,ML010323,Abris,15\n"
                         "C,ML010323,Abris,30\n",
                         &april);
    assert_int_equal(report.new_ + report.changed, 2);
    assert_true(report.gone >= 1);
    assert_string_equal(importing_query(store, "SELECT l.gone_on FROM line l JOIN organisation o "
                                               "ON o.id = l.organisation_id WHERE o.name = 'B'"),
                        "2020-04-29\n");
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_workbook_gives_each_row_its_fate),
        cmocka_unit_test(the_demo_workbook_gives_each_line_its_places_dates_people_and_theme),
        cmocka_unit_test(the_real_5w_accounts_for_every_row),
        cmocka_unit_test(codes_of_the_real_5w_are_understood_or_reported_and_never_guessed),
        cmocka_unit_test(a_rejected_row_has_its_reason_and_no_warning),
        cmocka_unit_test(a_code_of_no_unit_explains_a_row_without_a_place),
        cmocka_unit_test(the_same_bytes_again_change_nothing),
        cmocka_unit_test(a_dry_run_reports_and_stores_nothing),
        cmocka_unit_test(a_row_without_organisation_or_place_is_rejected_and_a_dirty_number_is_not),
        cmocka_unit_test(a_code_of_another_country_places_nothing_though_a_commune_has_that_name),
        cmocka_unit_test(several_places_in_a_cell_are_one_location_each_and_an_unknown_one_is_told),
        cmocka_unit_test(personal_cells_are_masked_in_the_rows_that_are_kept),
        cmocka_unit_test(a_point_places_a_row_that_names_only_what_holds_it),
        cmocka_unit_test(the_text_tags_ltp_only_where_no_column_could_declare_it),
        cmocka_unit_test(a_newer_snapshot_ends_what_it_no_longer_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
