/* Bibliographies: BibTeX and RIS of reference managers, and what goes out comes in again. */
#include "base/os.h"
#include "importers/bibliography.h"
#include "importers/languages.h"
#include "tests/importers/importing.h"

#include <string.h>

static void check_field(const LtpBibEntry *entry, LtpBibField field, const char *expected)
{
    if (entry->fields[field] == NULL)
        fail_msg("field %d is empty, not %s", (int)field, expected);
    assert_string_equal(expected, entry->fields[field]);
}

static void bibtex_is_read_as_reference_managers_write_it(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBibEntries entries = {0};
    assert_ok(
        ltp_bibliography_read("@comment{jabref-meta: x}\nA remark.\n"
                              "@TechReport{cadrage_2020,\n"
                              "  Title = {{\\'E}tude de {cadrage} LTPRN \\& fonci\\`ere},\n"
                              "  author = \"Diallo, A. and {Conseil fictif} and Trois\",\n"
                              "  institution = {Conseil} # { fictif},\n"
                              "  date = {2020-11-03}, keywords = {foncier, expulsion},\n"
                              "  url = {https://example.org/a_b?c=%20}, pcodes = {ML05;ML07}\n"
                              "}\n@misc{vide}\n",
                              &entries, &err));
    assert_int_equal(2, entries.count);
    const LtpBibEntry *entry = &entries.items[0];
    check_field(entry, LTP_BIB_KEY, "cadrage_2020");
    check_field(entry, LTP_BIB_TITLE, "Étude de cadrage LTPRN & foncière");
    check_field(entry, LTP_BIB_AUTHORS, "Diallo, A.; Conseil fictif; Trois");
    check_field(entry, LTP_BIB_PUBLISHER, "Conseil fictif");
    check_field(entry, LTP_BIB_YEAR, "2020");
    check_field(entry, LTP_BIB_THEMES, "foncier;expulsion");
    check_field(entry, LTP_BIB_URL, "https://example.org/a_b?c=%20");
    check_field(entry, LTP_BIB_PCODES, "ML05;ML07");
    check_field(&entries.items[1], LTP_BIB_KEY, "vide");
    assert_null(entries.items[1].fields[LTP_BIB_TITLE]);
    ltp_bibliography_release(&entries);
}

static void latex_is_read_as_text(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBibEntries entries = {0};
    assert_ok(ltp_bibliography_read(
        "@string{anru = \"Annales rurales\"}\n"
        "@article{a, journal = ANRU, year = 2019,\n"
        " title = {Loi n\\textdegree{} 2017-001 \\textendash{} {\\oe}uvre na\\\"{\\i}ve, "
        "\\emph{fin}~: "
        "US\\$ 5, n$^o$ 4, pages 45--67 \\v{s} \\c c},\n"
        " author = {{Minist\\`ere des terres and Housing} and Ba, Mamadou},\n"
        " url = {https://example.org/~ba/a\\_b--c}, howpublished = {Bulletin}}\n",
        &entries, &err));
    assert_int_equal(1, entries.count);
    const LtpBibEntry *entry = &entries.items[0];
    check_field(entry, LTP_BIB_PUBLISHER, "Annales rurales");
    check_field(entry, LTP_BIB_TITLE,
                "Loi n° 2017-001 – œuvre naïve, fin : US$ 5, nº 4, pages 45–67 š ç");
    check_field(entry, LTP_BIB_AUTHORS, "Ministère des terres and Housing; Ba, Mamadou");
    check_field(entry, LTP_BIB_URL, "https://example.org/~ba/a_b--c");
    check_field(entry, LTP_BIB_NOTES, "Bulletin");
    ltp_bibliography_release(&entries);
}

static void languages_are_codes_however_they_are_written(void **state)
{
    (void)state;
    LtpBuf codes = {0};
    ltp_language_codes("Français; english / Bambara, klingon", &codes);
    assert_string_equal("fr;en;bm;klingon", ltp_buf_text(&codes));
    ltp_buf_release(&codes);
}

static void ris_lists_and_long_lines_are_read(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBibEntries entries = {0};
    assert_ok(ltp_bibliography_read("TY  - RPRT\r\nID  - 7\r\nT1  - Un titre\r\n  qui continue\r\n"
                                    "AU  - Diallo, A.\r\nAU  - Deux, B.\r\nY1  - 2019/05/01/\r\n"
                                    "KW  - foncier\r\nKW  - abri\r\nER  - \r\n\r\n"
                                    "TY  - GEN\r\nTI  - Autre\r\nER  -",
                                    &entries, &err));
    assert_int_equal(2, entries.count);
    check_field(&entries.items[0], LTP_BIB_TITLE, "Un titre qui continue");
    check_field(&entries.items[0], LTP_BIB_AUTHORS, "Diallo, A.; Deux, B.");
    check_field(&entries.items[0], LTP_BIB_YEAR, "2019");
    check_field(&entries.items[0], LTP_BIB_THEMES, "foncier;abri");
    check_field(&entries.items[0], LTP_BIB_TYPE, "report");
    check_field(&entries.items[1], LTP_BIB_TITLE, "Autre");
    ltp_bibliography_release(&entries);
}

static void an_entry_cut_off_is_an_error_with_its_line(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\n@misc{a, title = {x}",         "\n@misc{a, title = {x", "\n@misc{a, title {x}}",
        "\nTY  - GEN\nTI  - x\n",         "\n@misc{a, title = ",   "\n@misc{a, title = \"x}",
        "\nTY  - GEN\nTY  - GEN\nER  - ",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        LtpError err = {0};
        LtpBibEntries entries = {0};
        assert_int_equal(LTP_EFORMAT, ltp_bibliography_read(texts[i], &entries, &err));
        if (strstr(err.msg, " 2 ") == NULL)
            fail_msg("%zu: %s", i, err.msg);
        ltp_bibliography_release(&entries);
    }
}

static void a_bibliography_is_told_from_a_table(void **state)
{
    (void)state;
    assert_true(ltp_bibliography_is("\n@article{x,", 12));
    assert_true(ltp_bibliography_is("\xEF\xBB\xBFTY  - GEN\r\n", 14));
    assert_false(ltp_bibliography_is("Type,Titre\n", 11));
    assert_false(ltp_bibliography_is("@ NRC,x\n", 8));
    assert_false(ltp_bibliography_is("@nrc,x\n", 7));
    assert_false(ltp_bibliography_is("", 0));
}

static void entries_are_studies_with_their_places(void **state)
{
    (void)state;
    LtpError err = {0};
    static const char ris[] = "TY  - RPRT\nID  - S1\nTI  - Conflits fonciers\nPY  - 2019\nC1  - "
                              "ML05;ML0506;ML0701\nER  - \n"
                              "TY  - GEN\nID  - S2\nTI  - Sans lieu\nER  - \n";
    LtpStore *store = importing_store("ris.sqlite", false);
    const char *path = test_temp_path("etudes.ris");
    assert_ok(ltp_os_write_file(path, ris, strlen(ris), &err));
    LtpImportReport report = importing_run(store, "studies", path, NULL, LTP_OK);
    assert_int_equal(2, report.counts.accepted);
    assert_int_equal(1, importing_count(&report, "study_no_place"));
    assert_string_equal(
        "S2|||\nS1|ML05|report|2019\nS1|ML0506|report|2019\nS1|ML0701|report|2019\n",
        importing_query(store, "SELECT key, pcode, type, year FROM layer_studies "
                               "ORDER BY pcode"));
    ltp_import_report_release(&report);
    ltp_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bibtex_is_read_as_reference_managers_write_it),
        cmocka_unit_test(latex_is_read_as_text),
        cmocka_unit_test(languages_are_codes_however_they_are_written),
        cmocka_unit_test(ris_lists_and_long_lines_are_read),
        cmocka_unit_test(an_entry_cut_off_is_an_error_with_its_line),
        cmocka_unit_test(a_bibliography_is_told_from_a_table),
        cmocka_unit_test(entries_are_studies_with_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
