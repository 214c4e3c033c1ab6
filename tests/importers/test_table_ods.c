#include "tests/importers/tables.h"

#define TABLE(rows) "<table:table table:name=\"F\">" rows "</table:table>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define P(text) "<text:p>" text "</text:p>"
#define CELL(text) "<table:table-cell office:value-type=\"string\">" P(text) "</table:table-cell>"
#define READS(tables, expected)                                                                    \
    assert_string_equal((expected), table_text(table_ods("t.ods", (tables), NULL)))

static void cells_of_every_type(void **state)
{
    (void)state;
    READS(
        TABLE(ROW("<table:table-cell office:value-type=\"float\" office:value=\"1234.5\" "
                  "calcext:value-type=\"float\">" P(
                      "1 234,50") "</table:table-cell>"
                                  "<table:table-cell office:value-type=\"date\" "
                                  "office:date-value=\"2020-03-31T00:00:00\">" P(
                                      "31 mars") "</table:table-cell>"
                                                 "<table:table-cell office:value-type=\"boolean\" "
                                                 "office:boolean-value=\"true\">" P(
                                                     "VRAI") "</table:table-cell>"
                                                             "<table:table-cell "
                                                             "office:value-type=\"percentage\" "
                                                             "office:value=\"0.5\"/>" CELL("x"))),
        "[F]\n1:=1234.5|@2020-03-31|?1|=0.5|x\n");
}

static void paragraphs_spaces_and_tabs_are_kept(void **state)
{
    (void)state;
    READS(TABLE(ROW("<table:table-cell>" P("Mopti <text:span>et</text:span> Gao") P(
              "a<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d") "</table:table-cell>")),
          "[F]\n1:Mopti et Gao\na  b\tc\nd\n");
}

static void comments_and_drawings_are_not_content(void **state)
{
    (void)state;
    READS(TABLE(ROW("<table:table-cell><office:annotation>" P(
              "note") "</office:annotation>"
                      "<draw:frame>" P("image") "</draw:frame>" P("x") "</table:table-cell>")),
          "[F]\n1:x\n");
}

static void what_repeats_is_repeated_and_blanks_cost_nothing(void **state)
{
    (void)state;
    READS(TABLE("<table:table-row table:number-rows-repeated=\"2\">"
                "<table:table-cell "
                "table:number-columns-repeated=\"2\"><text:p>a</text:p></table:table-cell>"
                "<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
                "<table:table-row table:number-rows-repeated=\"1048000\">"
                "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>" ROW(
                    CELL("z"))),
          "[F]\n1:a|a\n2:a|a\n1048003:z\n");
}

static void covered_cells_are_empty_and_merges_known(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpTable *table = NULL;
    const LtpMerge *merges;
    size_t count;
    const char *path = table_ods("m.ods",
                                 TABLE(ROW("<table:table-cell/><table:table-cell "
                                           "table:number-columns-spanned=\"2\">" P(
                                               "group") "</table:table-cell>"
                                                        "<table:covered-table-cell/>" CELL("x"))),
                                 NULL);
    assert_string_equal("[F]\n1:|group||x\n", table_text(path));
    assert_ok(ltp_table_open(path, &table, &err));
    assert_ok(ltp_table_merges(table, 0, 25, &merges, &count, &err));
    assert_int_equal(1, count);
    assert_int_equal(1, merges[0].first_column);
    assert_int_equal(2, merges[0].last_column);
    assert_int_equal(1, merges[0].first_row);
    ltp_table_close(table);
}

static void sheets_are_apart_and_hidden_ones_known(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpTable *table = NULL;
    const char *path =
        table_ods("h.ods",
                  "<table:table table:name=\"A\" table:style-name=\"ta1\">" ROW(
                      CELL("1")) "</table:table>"
                                 "<table:table table:name=\"B\" table:style-name=\"ta2\">" ROW(
                                     CELL("2")) "</table:table>",
                  "<style:style style:name=\"ta1\"/><style:style style:name=\"ta2\">"
                  "<style:table-properties table:display=\"false\"/></style:style>");
    assert_string_equal("[A]\n1:1\n[B]\n1:2\n", table_text(path));
    assert_ok(ltp_table_open(path, &table, &err));
    assert_false(ltp_table_sheet(table, 0).hidden);
    assert_true(ltp_table_sheet(table, 1).hidden);
    ltp_table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_every_type),
        cmocka_unit_test(paragraphs_spaces_and_tabs_are_kept),
        cmocka_unit_test(comments_and_drawings_are_not_content),
        cmocka_unit_test(what_repeats_is_repeated_and_blanks_cost_nothing),
        cmocka_unit_test(covered_cells_are_empty_and_merges_known),
        cmocka_unit_test(sheets_are_apart_and_hidden_ones_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
