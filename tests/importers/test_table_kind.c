/* Files that are no table, or not one that can be read: each is refused with what it seems to be.
 */
#include "tests/importers/tables.h"

#include <zip.h>

#define REFUSED(name, bytes, word)                                                                 \
    assert_non_null(                                                                               \
        strstr(table_refused(table_file(name, (bytes), sizeof(bytes) - 1), LTP_EFORMAT), word))

static void other_kinds_are_named(void **state)
{
    (void)state;
    REFUSED("a.csv", "%PDF-1.4 etc", "PDF");
    REFUSED("a.xlsx", "\x89PNG\r\n\x1A\n etc", "PNG");
    REFUSED("a.xls", "<html><table><tr><td>1</td></tr></table></html>", "HTML");
    REFUSED("b.xls", "\xEF\xBB\xBF\n <!DOCTYPE HTML>", "HTML");
    REFUSED("a.json", "[\n {\"a\": 1}]", "JSON");
    REFUSED("b.json", "{\"type\": \"FeatureCollection\"}", "boundaries");
    REFUSED("a.xml", "<?xml version=\"1.0\"?><Workbook/>", "XML");
    REFUSED("a.gz", "\x1F\x8B\x08 etc", "gzip");
    REFUSED("a.gpkg", "SQLite format 3\0 etc", "boundaries");
    REFUSED("a.bin", "\x01\x02\x03\x04\x05\x06\x07\x08 etc", "binary");
}

static void an_empty_file_is_said_to_be_empty(void **state)
{
    (void)state;
    assert_non_null(strstr(table_refused(table_file("e.csv", "", 0), LTP_EFORMAT), "empty"));
}

static void a_file_that_is_not_there_is_an_io_error(void **state)
{
    (void)state;
    table_refused(test_temp_path("absent.csv"), LTP_EIO);
    table_refused(test_temp_dir(), LTP_EIO);
}

static void a_json_like_cell_does_not_make_a_csv_json(void **state)
{
    (void)state;
    assert_string_equal("1:[1] a|b\n2:x|y\n",
                        table_text(table_file("j.csv", "[1] a,b\nx,y\n", 12)));
}

static void truncated_workbooks_are_said_to_be_damaged(void **state)
{
    (void)state;
    const char *path = test_data("sheets/sdn_3w_2021.xlsx");
    FILE *file = fopen(path, "rb");
    char bytes[60000];
    assert_non_null(file);
    size_t got = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    static const size_t sizes[] = {5, 100, 20000, 60000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_true(sizes[i] <= got);
        table_refused(table_file("cut.xlsx", bytes, sizes[i]), LTP_EFORMAT);
    }
}

static void broken_xml_is_said_to_be_damage(void **state)
{
    (void)state;
    table_refused(table_workbook("x.xlsx", (TableSheet){.rows = "<row r=\"1\"><c></row>"}),
                  LTP_EFORMAT);
    table_refused(table_ods("x.ods", "<table:table table:name=\"a\"><oops>", NULL), LTP_EFORMAT);
}

static void an_entity_bomb_is_refused(void **state)
{
    (void)state;
    const TablePart parts[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"content.xml",
         "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>"},
        {NULL, NULL},
    };
    table_refused(table_zip("bomb.ods", parts), LTP_EFORMAT);
}

/* 200 MB of blanks deflate to some 200 kB: more than the ratio a table ever has. */
static void a_zip_bomb_is_refused(void **state)
{
    (void)state;
    size_t size = (size_t)200 << 20;
    char *blanks = ltp_malloc(size);
    assert_non_null(blanks);
    memset(blanks, ' ', size);
    blanks[size - 1] = '\0';
    const TablePart parts[] = {{"a.csv", blanks}, {NULL, NULL}};
    const char *path = table_zip("bomb.zip", parts);
    ltp_free(blanks);
    table_refused(path, LTP_ELIMIT);
}

static void documents_in_a_zip_are_named(void **state)
{
    (void)state;
    const TablePart word[] = {
        {"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<x/>"}, {NULL, NULL}};
    const TablePart xlsb[] = {
        {"[Content_Types].xml", "<Types/>"}, {"xl/workbook.bin", "x"}, {NULL, NULL}};
    const TablePart locked[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"META-INF/manifest.xml", "<manifest:encryption-data/>"},
        {"content.xml", "?"},
        {NULL, NULL},
    };
    assert_non_null(strstr(table_refused(table_zip("w.docx", word), LTP_EFORMAT), "Word"));
    assert_non_null(strstr(table_refused(table_zip("b.xlsb", xlsb), LTP_EFORMAT), "XLSB"));
    assert_non_null(strstr(table_refused(table_zip("l.ods", locked), LTP_EFORMAT), "password"));
}

static void an_encrypted_workbook_is_said_to_be_locked(void **state)
{
    (void)state;
    char bytes[1024] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char name[] = "EncryptedPackage";
    for (size_t i = 0; i < sizeof name - 1; i++)
        bytes[512 + 2 * i] = name[i];
    assert_non_null(
        strstr(table_refused(table_file("l.xlsx", bytes, sizeof bytes), LTP_EFORMAT), "password"));
}

static void a_zip_with_one_table_is_read_and_with_two_refused(void **state)
{
    (void)state;
    const TablePart one[] = {{"dir/a.csv", "x,y\n1,2\n"}, {"readme.md", "hello"}, {NULL, NULL}};
    const TablePart two[] = {{"a.csv", "x\n"}, {"b.csv", "y\n"}, {NULL, NULL}};
    const TablePart none[] = {{"a.shp", "x"}, {NULL, NULL}};
    assert_string_equal("1:x|y\n2:1|2\n", table_text(table_zip("one.zip", one)));
    assert_non_null(strstr(table_refused(table_zip("two.zip", two), LTP_EFORMAT), "b.csv"));
    table_refused(table_zip("none.zip", none), LTP_EFORMAT);
}

/* libhxl's inputs: read, or refused for the reason stated. */
static void the_inputs_of_libhxl(void **state)
{
    (void)state;
    static const char *const readable[] = {
        "input-broken.xlsx",   "input-fuzzy.csv",        "input-invalid.csv",
        "input-merged.xlsx",   "input-multiline.csv",    "input-multiple-headers.csv",
        "input-quality.xlsx",  "input-untagged-csv.zip", "input-untagged.csv",
        "input-valid-csv.zip", "input-valid-latin1.csv", "input-valid-xlsx.NOEXT",
        "input-valid.csv",     "input-valid.hxl",        "input-valid.ssv",
        "input-valid.tsv",     "input-valid.xlsx",       "input-zip-invalid.zip",
        "output-valid.csv",
    };
    static const char *const refused[] = {
        "input-invalid.png",           "input-notag1.html",   "input-notag2.html",
        "input-untagged-objects.json", "input-untagged.json", "input-valid-json.txt",
        "input-valid-nested.json",     "input-valid.json",
    };
    char path[128];
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++) {
        snprintf(path, sizeof path, "importers/hxl/%s", readable[i]);
        assert_true(strlen(table_text(test_file(path))) > 20);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        snprintf(path, sizeof path, "importers/hxl/%s", refused[i]);
        table_refused(test_file(path), LTP_EFORMAT);
    }
}

static void the_same_table_in_every_dialect_is_the_same(void **state)
{
    (void)state;
    static const char *const twins[] = {"input-valid.tsv", "input-valid-latin1.csv",
                                        "input-valid-csv.zip"};
    char expected[2048];
    snprintf(expected, sizeof expected, "%s",
             table_text(test_file("importers/hxl/input-valid.ssv")));
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        char path[128];
        snprintf(path, sizeof path, "importers/hxl/%s", twins[i]);
        assert_string_equal(expected, table_text(test_file(path)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_kinds_are_named),
        cmocka_unit_test(an_empty_file_is_said_to_be_empty),
        cmocka_unit_test(a_file_that_is_not_there_is_an_io_error),
        cmocka_unit_test(a_json_like_cell_does_not_make_a_csv_json),
        cmocka_unit_test(truncated_workbooks_are_said_to_be_damaged),
        cmocka_unit_test(broken_xml_is_said_to_be_damage),
        cmocka_unit_test(an_entity_bomb_is_refused),
        cmocka_unit_test(a_zip_bomb_is_refused),
        cmocka_unit_test(documents_in_a_zip_are_named),
        cmocka_unit_test(an_encrypted_workbook_is_said_to_be_locked),
        cmocka_unit_test(a_zip_with_one_table_is_read_and_with_two_refused),
        cmocka_unit_test(the_inputs_of_libhxl),
        cmocka_unit_test(the_same_table_in_every_dialect_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
