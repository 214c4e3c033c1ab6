/* A source over time: what a newer submission changes, line by line, and undo that takes exactly
 * that back. */
#include "base/os.h"
#include "importers/reread.h"
#include "layers/provenance.h"
#include "tests/importers/importing.h"

#include <stdio.h>
#include <string.h>

#define HEADERS "Organisation,Région,Cercle,Commune,Secteur,Projet,Activité,Début,Statut,Atteints\n"

static const char first[] =
    HEADERS "ONG Sable,Mopti,Mopti,Socoura,Protection,P1,Appui,2020-01-01,en cours,10\n"
            "ONG Sable,Mopti,Mopti,Mopti,Protection,P1,Conseil,2020-01-01,en cours,20\n"
            "ONG Dune,Mopti,Djenné,Djenné,Protection,P2,Appui,2020-01-01,en cours,40\n";
static const char second[] =
    HEADERS "ONG Vent,Mopti,Djenné,Djenné,Protection,P3,Appui,2020-02-01,en cours,80\n"
            "ONG Sable,Mopti,Mopti,Mopti,Protection,P1,Conseil,2020-01-01,en cours,20\n"
            "ONG Sable,Mopti,Mopti,Socoura,Protection,P1,Appui,2020-01-01,achevé,15\n";

static const char *write_table(const char *name, const char *text)
{
    LtpError err = {0};
    const char *path = test_temp_path(name);
    assert_ok(ltp_os_write_file(path, text, strlen(text), &err));
    return path;
}

static LtpImportReport submit(LtpStore *store, const char *text, bool dry_run)
{
    LtpImportOptions options = {.source = "Sable", .dry_run = dry_run, .reported = "2020-03"};
    return importing_run(store, "activities", write_table("envoi.csv", text), &options, LTP_OK);
}

static void assert_lists_the_second(const LtpImportReport *report)
{
    assert_int_equal(3, report->n_changes);
    assert_string_equal("changed", report->changes[0].change);
    assert_int_equal(4, report->changes[0].row);
    assert_int_equal(2, report->changes[0].row_before);
    assert_string_equal("ML050614", report->changes[0].places);
    assert_non_null(strstr(report->changes[0].fields,
                           "{\"field\":\"reached\",\"before\":\"10\",\"after\":\"15\"}"));
    assert_non_null(strstr(report->changes[0].fields, "\"field\":\"status\""));
    assert_null(strstr(report->changes[0].fields, "\"activity\""));
    assert_string_equal("gone", report->changes[1].change);
    assert_string_equal("ONG Dune", report->changes[1].org);
    assert_int_equal(0, report->changes[1].row);
    assert_int_equal(4, report->changes[1].row_before);
    assert_string_equal("new", report->changes[2].change);
    assert_string_equal("ONG Vent", report->changes[2].org);
    assert_int_equal(2, report->changes[2].row);
    assert_true(importing_row(report, 3)->same);
    assert_false(importing_row(report, 2)->same);
}

static void a_newer_submission_lists_its_lines_field_by_field(void **state)
{
    (void)state;
    LtpStore *store = importing_store("lists.sqlite", false);
    LtpImportReport before = submit(store, first, false);
    assert_int_equal(0, before.n_changes); /* the first one has nothing to compare with */
    LtpImportReport report = submit(store, second, false);
    assert_lists_the_second(&report);
    ltp_import_report_release(&before);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_trial_lists_the_same_lines_and_keeps_nothing(void **state)
{
    (void)state;
    LtpStore *store = importing_store("trial.sqlite", false);
    LtpImportReport before = submit(store, first, false);
    LtpImportReport report = submit(store, second, true);
    assert_lists_the_second(&report);
    assert_int_equal(3, importing_number(store, "SELECT count(*) FROM line"));
    assert_int_equal(
        0, importing_number(store, "SELECT count(*) FROM line WHERE closed_by IS NOT NULL"));
    ltp_import_report_release(&before);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* ---- settlements ---- */

static LtpImportReport settlements(LtpStore *store, const char *text)
{
    LtpImportOptions options = {.source = "Localités"};
    return importing_run(store, "places", write_table("localites.csv", text), &options, LTP_OK);
}

static const char *places(LtpStore *store)
{
    return importing_query(store, "SELECT group_concat(name || '/' || folded, ' ') FROM (SELECT "
                                  "p.name, n.folded FROM place p JOIN place_name n ON n.place_id = "
                                  "p.id ORDER BY 1)");
}

static void newer_settlements_of_a_source_replace_the_older_and_undo_brings_them_back(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = importing_store("settlements.sqlite", false);
    LtpImportReport old = settlements(store, "Localité,Région,Cercle,Commune\n"
                                             "Alpha,Mopti,Mopti,Socoura\nBêta,Mopti,Mopti,Mopti\n");
    LtpImportReport new = settlements(store, "Localité,Région,Cercle,Commune\n"
                                             "Gamma,Mopti,Mopti,Socoura\n");
    assert_string_equal("Gamma/gamma\n", places(store));
    assert_non_null(strstr(ltp_buf_text(&new.notes), "2"));
    LtpImportOptions other = {.source = "Autre"};
    LtpImportReport third = importing_run(
        store, "places",
        write_table("autre.csv", "Localité,Région,Cercle,Commune\nDelta,Mopti,Mopti,Mopti\n"),
        &other, LTP_OK);
    assert_ok(ltp_import_undo(store, new.import_id, &err));
    assert_string_equal("Alpha/alpha Bêta/beta Delta/delta\n", places(store));
    assert_int_equal(0, importing_number(store, "SELECT count(*) FROM place_closed"));
    ltp_import_report_release(&old);
    ltp_import_report_release(&new);
    ltp_import_report_release(&third);
    ltp_store_close(store);
}

/* ---- undo: what an import did, and nothing else ---- */

/* Everything people see, without the numbers of rows in the store. */
static char *content(LtpStore *store)
{
    static const char *const queries[] = {
        "SELECT adm3_code, adm2_code, location_rule, org_name, org_acronym, org_type, "
        "project_code, "
        "activity, sector, ltp, ltp_basis, start_date, end_date, status, targeted, reached, source "
        "FROM layer_lines ORDER BY 1, 2, 4, 7, 8, 12, 15, 16",
        "SELECT acronym, name, type, other_names FROM layer_organisations ORDER BY 2, 1",
        "SELECT acronym, name, hidden FROM organisation WHERE merged_into IS NULL ORDER BY 2, 1",
        "SELECT kind, folded, code, term FROM vocabulary_term ORDER BY 1, 2",
        "SELECT level, folded, parent_pcode, pcode FROM place_alias ORDER BY 1, 2, 3",
        "SELECT cells, pcode FROM place_decision ORDER BY 1",
        "SELECT title, activity, ltp FROM ltp_decision ORDER BY 1, 2",
        "SELECT name, population FROM place ORDER BY 1",
        "SELECT count(*) FROM finding_open",
        "SELECT fate, count(*) FROM raw_row r JOIN import i ON i.id = r.import_id WHERE "
        "r.reread_by "
        "IS NULL AND i.undone_at IS NULL GROUP BY 1 ORDER BY 1"};
    LtpBuf all = {0};
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++)
        ltp_buf_printf(&all, "%s\n--\n", importing_query(store, queries[i]));
    char *text = ltp_strdup(ltp_buf_text(&all));
    ltp_buf_release(&all);
    return text;
}

#define LINES                                                                                      \
    "Sigle,Nom Organisation,Type "                                                                 \
    "Organisation,Région,Cercle,Commune,Secteur,Activité,Début,Atteints\n"

/* What an officer may import, in the order the steps below name them. */
static const struct {
    const char *kind, *source, *text;
} files[] = {
    {"activities", "A",
     LINES "OS,,,Mopti,Mopti,Zzyzx,Protection,Appui foncier,2020-01-01,10\n"
           "OD,,,Mopti,Mopti,Socoura,Protectoin,Appui,2020-01-01,20\n"},
    {"activities", "A",
     LINES "OS,,,Mopti,Mopti,Zzyzx,Protection,Appui foncier,2020-01-01,15\n"
           "OV,,,Mopti,Mopti,Mopti,Abris,Tentes,2020-02-01,40\n"},
    {"activities", "B",
     LINES "OS,Organisation Sable,ONG nationale,Mopti,Mopti,Zzyzx,Abris,Tentes,"
           "2020-02-01,80\n,ONG Dune,ONG,Mopti,Mopti,Mopti,Truc,Tentes,2020-03-01,5\n"},
    {"aliases", "mots",
     "nature,niveau,mots,sous,code\nsecteur,,Truc,,SHL\nsecteur,,Protectoin,,PRO\n"
     "lieu,3,Zzyzx,ML0506,ML050611\nterme LTP,,tentes,,LTP\n"},
    {"aliases", "acteurs",
     "nature,mots,code\norganisation,OS,ONG Dune\norganisation,OV,ONG Dune\n"
     "acteur à ne pas nommer,ONG Dune,oui\nthème LTP,Appui foncier,non\n"},
    {"places", "localités",
     "Localité,Région,Cercle,Commune,Population\nAlpha,Mopti,Mopti,Mopti,5\n"},
    {"places", "localités",
     "Localité,Région,Cercle,Commune,Population\nBêta,Mopti,Mopti,Mopti,7\n"},
};

enum { N_FILES = sizeof files / sizeof files[0] };

static int64_t import_file(LtpStore *store, size_t i)
{
    LtpImportOptions options = {.source = files[i].source, .reported = "2020-06"};
    LtpImportReport report = importing_run(store, files[i].kind,
                                           write_table("pas.csv", files[i].text), &options, LTP_OK);
    int64_t id = report.import_id;
    ltp_import_report_release(&report);
    return id;
}

/* The next number of a fixed sequence. */
static size_t next(uint32_t *seed, size_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (size_t)(*seed >> 16) % below;
}

static void assert_as(LtpStore *store, const char *before, size_t run, size_t file)
{
    char *now = content(store);
    size_t at = 0;
    while (before[at] == now[at] && now[at] != '\0')
        at++;
    while (at > 0 && now[at - 1] != '\n')
        at--;
    if (strcmp(before, now) != 0)
        fail_msg("run %zu, file %zu undone: \"%.200s\" and not \"%.200s\"", run, file, now + at,
                 before + at);
    ltp_free(now);
}

/* Imports in any order, undone newest first: after each undo the store holds what it held before.
 */
static void undo_of_the_newest_brings_back_what_was_before(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (size_t run = 0; run < 4; run++) {
        LtpStore *store = importing_store("undo.sqlite", false);
        LtpError err = {0};
        LtpRereadCounts counts;
        char *before[N_FILES];
        int64_t ids[N_FILES];
        size_t order[N_FILES], n = 0;
        for (size_t i = 0; i < N_FILES; i++)
            order[i] = i;
        for (size_t i = N_FILES - 1; i > 0; i--) {
            size_t k = next(&seed, i + 1), kept = order[i];
            order[i] = order[k];
            order[k] = kept;
        }
        for (; n < N_FILES; n++) {
            before[n] = content(store);
            ids[n] = import_file(store, order[n]);
        }
        while (n-- > 0) {
            assert_ok(ltp_undo(store, ids[n], NULL, &counts, &err));
            assert_as(store, before[n], run, order[n]);
            ltp_free(before[n]);
        }
        ltp_store_close(store);
    }
}

/* An import is undone from below others: as if it had never been. (Organisations that it brought
 * and others use keep the names it gave them: docs/decisions.md.) */
static void undo_from_below_leaves_what_came_after(void **state)
{
    (void)state;
    static const size_t pairs[][2] = {{0, 2}, {3, 0}, {4, 2}, {3, 2}, {0, 5}, {5, 0}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        LtpError err = {0};
        LtpRereadCounts counts;
        LtpStore *alone = importing_store("alone.sqlite", false);
        import_file(alone, pairs[i][1]);
        char *wanted = content(alone);
        ltp_store_close(alone);
        LtpStore *store = importing_store("below.sqlite", false);
        int64_t below = import_file(store, pairs[i][0]);
        import_file(store, pairs[i][1]);
        assert_ok(ltp_undo(store, below, NULL, &counts, &err));
        assert_as(store, wanted, i, pairs[i][0]);
        ltp_free(wanted);
        ltp_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_newer_submission_lists_its_lines_field_by_field),
        cmocka_unit_test(a_trial_lists_the_same_lines_and_keeps_nothing),
        cmocka_unit_test(newer_settlements_of_a_source_replace_the_older_and_undo_brings_them_back),
        cmocka_unit_test(undo_of_the_newest_brings_back_what_was_before),
        cmocka_unit_test(undo_from_below_leaves_what_came_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
