#include "importers/findings.h"
#include "importers/report.h"
#include "tests/importers/importing.h"

#include <jansson.h>

/* The keys of the contract (DESIGN.md, the command line). */
static void assert_columns(const json_t *columns)
{
    const char *header, *field, *by;
    assert_int_equal(json_unpack(json_array_get(columns, 2), "{s:s, s:s, s:s}", "header", &header,
                                 "field", &field, "by", &by),
                     0);
    assert_string_equal(header, "admin3Pcod");
    assert_string_equal(field, "adm3_code");
    assert_string_equal(by, "label");
    assert_true(json_is_null(json_object_get(json_array_get(columns, 1), "field")));
}

static void assert_rows(const json_t *rows)
{
    int64_t row, level;
    const char *fate, *pcode, *rule;
    assert_int_equal(json_unpack(json_array_get(rows, 0), "{s:I, s:s, s:[], s:[{s:s, s:I, s:s}]}",
                                 "row", &row, "fate", &fate, "codes", "locations", "pcode", &pcode,
                                 "level", &level, "rule", &rule),
                     0);
    assert_int_equal(row, 3);
    assert_string_equal(fate, "accepted");
    assert_string_equal(pcode, "ML010312");
    assert_int_equal(level, 3);
    assert_string_equal(rule, "code");
    assert_string_equal(json_string_value(json_object_get(json_array_get(rows, 1), "fate")),
                        "duplicate");
    assert_string_equal(json_string_value(json_object_get(json_array_get(rows, 2), "fate")),
                        "rejected");
}

static void the_report_has_the_keys_of_the_contract(void **state)
{
    (void)state;
    LtpStore *store = importing_store("report.sqlite", false);
    test_write(test_temp_path("report.csv"), "Matrice 4W\n"
                                             "Organisation,Couleur,admin3Pcod,Commune,Activités\n"
                                             "A,bleu,MLI010312,Kayes,Formation\n"
                                             "A,bleu,MLI010312,Kayes,Formation\n"
                                             "A,bleu,,Nulle part,Formation\n");
    LtpImportReport report =
        importing_run(store, "activities", test_temp_path("report.csv"), NULL, LTP_OK);
    LtpBuf out = {0};
    ltp_import_report_json(&report, &out);
    json_error_t why;
    json_t *root = json_loads(ltp_buf_text(&out), 0, &why);
    if (root == NULL)
        fail_msg("%s: %s", why.text, ltp_buf_text(&out));
    int64_t import = 0, header_row = 0, read, accepted, duplicate, rejected;
    const char *file;
    json_t *source, *sheet, *hxl_row, *columns, *warnings, *rows;
    assert_int_equal(
        json_unpack_ex(
            root, &why, 0, "{s:I, s:{s:s, s:o, s:I, s:o}, s:o, s:I, s:I, s:I, s:I, s:o, s:o}",
            "import", &import, "source", "file", &file, "sheet", &sheet, "header_row", &header_row,
            "hxl_row", &hxl_row, "columns", &columns, "read", &read, "accepted", &accepted,
            "duplicate", &duplicate, "rejected", &rejected, "warnings", &warnings, "rows", &rows),
        0);
    source = json_object_get(root, "source");
    assert_non_null(source);
    assert_string_equal(file, "report.csv");
    assert_true(json_is_null(sheet) && json_is_null(hxl_row));
    assert_int_equal(header_row, 2);
    assert_int_equal(read, 3);
    assert_int_equal(accepted, 1);
    assert_int_equal(duplicate, 1);
    assert_int_equal(rejected, 1);
    assert_columns(columns);
    assert_int_equal(json_integer_value(json_object_get(warnings, "duplicate_row")), 1);
    assert_rows(rows);
    json_decref(root);
    ltp_buf_release(&out);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

/* A trial says how its first rows were understood, ten at most; personal cells are masked. */
static void a_trial_has_its_first_rows_as_understood(void **state)
{
    (void)state;
    LtpStore *store = importing_store("trial.sqlite", false);
    LtpBuf table = {0}, out = {0};
    ltp_buf_puts(&table, "Organisation,Commune,admin3Pcod,Date début,Filles (0-5),Contact\n"
                         "A,Kayes,ML010312,mars 2020,~12,X Y\nB,Kayes,ML010312,jadis,1-9,\n");
    for (int i = 0; i < 12; i++)
        ltp_buf_printf(&table, "C%d,Nulle part,,,,\n", i);
    test_write(test_temp_path("trial.csv"), ltp_buf_text(&table));
    const LtpImportOptions trial = {.dry_run = true};
    LtpImportReport report =
        importing_run(store, "activities", test_temp_path("trial.csv"), &trial, LTP_OK);
    assert_int_equal(10, report.n_samples);
    ltp_import_report_json(&report, &out);
    json_t *root = json_loads(ltp_buf_text(&out), 0, NULL), *rows, *first, *second;
    rows = json_object_get(root, "understood");
    first = json_object_get(json_array_get(rows, 0), "cells");
    second = json_object_get(json_array_get(rows, 1), "cells");
    assert_non_null(
        strstr(json_string_value(json_object_get(json_array_get(rows, 0), "place")), "(ML010312)"));
    assert_true(json_is_null(json_object_get(json_array_get(rows, 2), "place")));
    assert_string_equal("2020-03-01",
                        json_string_value(json_object_get(json_array_get(first, 3), "value")));
    assert_string_equal("~12",
                        json_string_value(json_object_get(json_array_get(first, 4), "value")));
    assert_string_equal("[masqué]",
                        json_string_value(json_object_get(json_array_get(first, 5), "value")));
    assert_true(json_is_null(json_object_get(json_array_get(second, 3), "value")));
    assert_true(json_is_null(json_object_get(json_array_get(second, 4), "value")));
    json_decref(root);
    ltp_buf_release(&table);
    ltp_buf_release(&out);
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

static void a_finding_is_told_in_both_languages_with_its_value(void **state)
{
    (void)state;
    LtpBuf text = {0};
    ltp_finding_text("code_unknown", "ML99", LTP_FR, &text);
    assert_string_equal(ltp_buf_text(&text), "code absent de l'édition : ML99");
    ltp_buf_clear(&text);
    ltp_finding_text("parent_sum_differs", "ML01", LTP_EN, &text);
    assert_string_equal(
        ltp_buf_text(&text),
        "the unit's figure differs by more than 1 % from the sum of its parts: ML01");
    ltp_buf_release(&text);
}

static void every_finding_has_one_code_and_a_text_in_both_languages(void **state)
{
    (void)state;
    const LtpFindingKind *kind;
    for (size_t i = 0; (kind = ltp_finding_kind_at(i)) != NULL; i++) {
        assert_ptr_equal(ltp_finding_kind(kind->code), kind);
        assert_true(kind->text.fr[0] != '\0' && kind->text.en[0] != '\0');
        assert_true((strstr(kind->text.fr, "%s") != NULL) == (strstr(kind->text.en, "%s") != NULL));
    }
    assert_null(ltp_finding_kind("no_such_code"));
}

static void every_importer_is_found_by_its_word(void **state)
{
    (void)state;
    const LtpImporter *importer;
    for (size_t i = 0; (importer = ltp_importer_at(i)) != NULL; i++) {
        assert_ptr_equal(ltp_importer_find(importer->kind), importer);
        assert_true(importer->title.fr[0] != '\0' && importer->title.en[0] != '\0');
    }
    assert_null(ltp_importer_find("nothing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_report_has_the_keys_of_the_contract),
        cmocka_unit_test(a_trial_has_its_first_rows_as_understood),
        cmocka_unit_test(a_finding_is_told_in_both_languages_with_its_value),
        cmocka_unit_test(every_finding_has_one_code_and_a_text_in_both_languages),
        cmocka_unit_test(every_importer_is_found_by_its_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
