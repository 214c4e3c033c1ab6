#include "tests/importers/tables.h"

#include "importers/table_xlsx.h"

#define ROWS(xml) table_workbook("t.xlsx", (TableSheet){.rows = (xml)})
#define READS(xml, expected) assert_string_equal("[Data]\n" expected, table_text(ROWS(xml)))

static void cells_of_every_type(void **state)
{
    (void)state;
    READS("<row r=\"1\"><c r=\"A1\"><v>12.5</v></c><c r=\"B1\" "
          "t=\"str\"><f>A1&amp;\"x\"</f><v>text</v></c>"
          "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"b\"><v>0</v></c><c r=\"E1\" "
          "t=\"e\"><v>#N/A</v></c>"
          "<c r=\"F1\" t=\"d\"><v>2020-03-31T10:00:00</v></c>"
          "<c r=\"G1\" t=\"inlineStr\"><is><r><t>rich </t></r><r><t>text</t></r></is></c></row>",
          "1:=12.5|text|?1|?0|#N/A|@2020-03-31|rich text\n");
}

static void shared_strings_with_runs_and_escapes(void **state)
{
    (void)state;
    const char *path = table_workbook(
        "s.xlsx",
        (TableSheet){.rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" "
                             "t=\"s\"><v>0</v></c></row>",
                     .strings = "<si><t>a</t></si><si><r><t>Sé</t></r><rPh><t>no</t></rPh><r><t>gou"
                                "_x000D_&#10;x</t></r></si>"});
    assert_string_equal("[Data]\n1:Ségou\nx|a\n", table_text(path));
}

static void a_missing_shared_string_is_damage(void **state)
{
    (void)state;
    table_refused(ROWS("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"), LTP_EFORMAT);
}

static const char date_styles[] =
    "<numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-40C]d\\ mmmm\\ yyyy;@\"/><numFmt "
    "numFmtId=\"171\" "
    "formatCode=\"#,##0 &quot;days&quot;\"/></numFmts><cellStyleXfs><xf "
    "numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>"
    "<xf numFmtId=\"20\"/></cellXfs>";

static void numbers_with_a_date_style_are_dates(void **state)
{
    (void)state;
    const char *path = table_workbook(
        "d.xlsx",
        (TableSheet){
            .rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43921</v></c>"
                    "<c r=\"B1\" s=\"2\"><v>43921.75</v></c><c r=\"C1\" s=\"0\"><v>43921</v></c>"
                    "<c r=\"D1\" s=\"3\"><v>12</v></c><c r=\"E1\" s=\"4\"><v>0.5</v></c>"
                    "<c r=\"F1\" s=\"1\"><v>0</v></c></row>",
            .styles = date_styles});
    assert_string_equal("[Data]\n1:@2020-03-31|@2020-03-31|=43921|=12|=0.5|=0\n", table_text(path));
}

static void the_1904_system_counts_from_its_own_day(void **state)
{
    (void)state;
    const char *path = table_workbook(
        "m.xlsx", (TableSheet){.rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>42459</v></c></row>",
                               .styles = date_styles,
                               .properties = "<workbookPr date1904=\"1\"/>"});
    assert_string_equal("[Data]\n1:@2020-03-31\n", table_text(path));
}

static void formats_that_show_a_day(void **state)
{
    (void)state;
    assert_true(ltp_format_is_date("dd/mm/yyyy"));
    assert_true(ltp_format_is_date("mmm\\-yy"));
    assert_true(ltp_format_is_date("mmmm"));
    assert_true(ltp_format_is_date("[$-40C]d mmm yyyy;@"));
    assert_false(ltp_format_is_date("General"));
    assert_false(ltp_format_is_date("[h]:mm:ss"));
    assert_false(ltp_format_is_date("mm:ss"));
    assert_false(ltp_format_is_date("0.00E+00"));
    assert_false(ltp_format_is_date("#,##0 \"dossiers\""));
    assert_false(ltp_format_is_date("[Red]0;[Red]-0"));
    assert_false(ltp_format_is_date("@"));
}

static bool is_uncomputed(const char *rows)
{
    LtpError err = {0};
    LtpTable *table = NULL;
    LtpRow row;
    assert_ok(ltp_table_open(ROWS(rows), &table, &err));
    do {
        assert_ok(ltp_table_next(table, &row, &err));
    } while (row.cells);
    bool uncomputed = ltp_table_uncomputed(table);
    ltp_table_close(table);
    return uncomputed;
}

static void formulas_without_results_are_noticed(void **state)
{
    (void)state;
    assert_true(is_uncomputed("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v/></c></row>"));
    assert_false(is_uncomputed("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c></row>"));
    assert_false(is_uncomputed("<row r=\"1\"><c r=\"A1\" t=\"str\"><f>B1</f><v></v></c></row>"));
}

static void sparse_rows_and_cells_keep_their_places(void **state)
{
    (void)state;
    READS("<row r=\"3\"><c r=\"C3\"><v>1</v></c><c r=\"AA3\"><v>2</v></c></row>"
          "<row><c><v>3</v></c><c><v>4</v></c></row>",
          "3:||=1||||||||||||||||||||||||=2\n4:=3|=4\n");
}

static void styled_blank_cells_and_rows_cost_nothing(void **state)
{
    (void)state;
    LtpBuf rows = {0};
    ltp_buf_puts(&rows, "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"AMJ1\" s=\"3\"/></row>");
    for (int i = 2; i <= 20000; i++)
        ltp_buf_printf(&rows, "<row r=\"%d\"><c r=\"A%d\" s=\"1\"/><c r=\"AMJ%d\" s=\"1\"/></row>",
                       i, i, i);
    assert_string_equal("[Data]\n1:=1\n", table_text(ROWS(ltp_buf_text(&rows))));
    ltp_buf_release(&rows);
}

static void prefixed_and_strict_workbooks_are_read(void **state)
{
    (void)state;
    READS("<x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c></x:row>",
          "1:a\n");
}

static void a_merged_cell_has_its_value_once(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpTable *table = NULL;
    const LtpMerge *merges;
    size_t count;
    const char *path = table_workbook(
        "g.xlsx",
        (TableSheet){.rows =
                         "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>group</v></c><c r=\"B1\"/></row>",
                     .more = "<mergeCells><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"A90:C91\"/>"
                             "</mergeCells>"});
    assert_string_equal("[Data]\n1:group\n", table_text(path));
    assert_ok(ltp_table_open(path, &table, &err));
    assert_ok(ltp_table_merges(table, 0, 25, &merges, &count, &err));
    assert_int_equal(1, count);
    assert_int_equal(1, merges[0].first_row);
    assert_int_equal(2, merges[0].last_row);
    assert_int_equal(0, merges[0].first_column);
    assert_int_equal(2, merges[0].last_column);
    ltp_table_close(table);
}

static const TablePart two_sheets[] = {
    {"[Content_Types].xml", "<Types/>"},
    {"xl/workbook.xml", "<workbook><sheets><sheet name=\"Vue\" r:id=\"a\"/>"
                        "<sheet name=\"Caché\" state=\"veryHidden\" r:id=\"b\"/>"
                        "<sheet name=\"Graphique\" r:id=\"c\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"s/1.xml\"/>"
     "<Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"s/2.xml\"/>"
     "<Relationship Id=\"c\" Type=\"x/chartsheet\" Target=\"s/3.xml\"/>"
     "<Relationship Id=\"d\" Type=\"x/pivotCacheDefinition\" Target=\"p.xml\"/></Relationships>"},
    {"xl/s/1.xml", "<worksheet><sheetData/></worksheet>"},
    {"xl/s/_rels/1.xml.rels", "<Relationships><Relationship Id=\"p\" Type=\"x/pivotTable\" "
                              "Target=\"p.xml\"/></Relationships>"},
    {"xl/s/2.xml", "<worksheet><sheetData/></worksheet>"},
    {NULL, NULL},
};

static void hidden_and_pivot_sheets_are_known(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpTable *table = NULL;
    assert_ok(ltp_table_open(table_zip("two.xlsx", two_sheets), &table, &err));
    assert_int_equal(2, ltp_table_n_sheets(table));
    assert_true(ltp_table_sheet(table, 0).pivot);
    assert_false(ltp_table_sheet(table, 0).hidden);
    assert_string_equal("Caché", ltp_table_sheet(table, 1).name);
    assert_true(ltp_table_sheet(table, 1).hidden);
    assert_true(ltp_table_pivot_cache(table));
    ltp_table_close(table);
}

static void real_workbooks_are_read_whole(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        size_t sheet;
        int64_t rows, last;
    } books[] = {
        {"sheets/cod_5w_2025-05.xlsx", 0, 4344, 4344},
        {"sheets/col_345w.xlsx", 0, 4664, 4664},
        {"sheets/irq_3w_2022-04.xlsx", 1, 4841, 4841},
        {"sheets/tcd_3w_2025-04.xlsx", 0, 1558, 1558},
        {"sheets/tcd_3w_2025-04.xlsx", 1, 761, 775},
        {"mali/demo/ml_4w_ltp_fictif.xlsx", 1, 1502, 1503},
    };
    for (size_t i = 0; i < sizeof books / sizeof *books; i++) {
        LtpError err = {0};
        LtpTable *table = NULL;
        LtpRow row = {0};
        int64_t rows = 0, last = 0;
        assert_ok(ltp_table_open(test_data(books[i].file), &table, &err));
        assert_ok(ltp_table_select(table, books[i].sheet, &err));
        assert_ok(ltp_table_next(table, &row, &err));
        for (; row.cells; rows++) {
            last = row.number;
            assert_ok(ltp_table_next(table, &row, &err));
        }
        assert_int_equal(books[i].rows, rows);
        assert_int_equal(books[i].last, last);
        assert_near(ltp_table_fraction(table), 1, 0);
        ltp_table_close(table);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_every_type),
        cmocka_unit_test(shared_strings_with_runs_and_escapes),
        cmocka_unit_test(a_missing_shared_string_is_damage),
        cmocka_unit_test(numbers_with_a_date_style_are_dates),
        cmocka_unit_test(the_1904_system_counts_from_its_own_day),
        cmocka_unit_test(formats_that_show_a_day),
        cmocka_unit_test(formulas_without_results_are_noticed),
        cmocka_unit_test(sparse_rows_and_cells_keep_their_places),
        cmocka_unit_test(styled_blank_cells_and_rows_cost_nothing),
        cmocka_unit_test(prefixed_and_strict_workbooks_are_read),
        cmocka_unit_test(a_merged_cell_has_its_value_once),
        cmocka_unit_test(hidden_and_pivot_sheets_are_known),
        cmocka_unit_test(real_workbooks_are_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
