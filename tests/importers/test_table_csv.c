#include "tests/importers/tables.h"

#include <stdlib.h>

#define TEXT(text) table_file("t.csv", (text), sizeof(text) - 1)
#define READS(text, expected) assert_string_equal((expected), table_text(TEXT(text)))

static void separators_are_found(void **state)
{
    (void)state;
    READS("a,b\n1,2\n", "1:a|b\n2:1|2\n");
    READS("a;b\n1,5;2\n2,5;3\n", "1:a|b\n2:1,5|2\n3:2,5|3\n");
    READS("a\tb\nx, y\tz\n", "1:a|b\n2:x, y|z\n");
    READS("a|b|c\n1|2|3\n", "1:a|b|c\n2:1|2|3\n");
    READS("Mopti\nGao\n", "1:Mopti\n2:Gao\n");
}

static void a_hashtag_row_decides_the_separator(void **state)
{
    (void)state;
    READS("Titre, avec, virgules\n#org;#adm1+code\nX, Y, Z;ML01\nA, B, C;ML02\n",
          "1:Titre, avec, virgules\n2:#org|#adm1+code\n3:X, Y, Z|ML01\n4:A, B, C|ML02\n");
}

static void a_separator_line_is_obeyed_and_is_no_row(void **state)
{
    (void)state;
    READS("sep=;\r\na,b;c\r\n1;2\r\n", "1:a,b|c\n2:1|2\n");
}

static void several_places_in_a_cell_do_not_mislead(void **state)
{
    (void)state;
    READS("org,lieux\nA,Mopti; Gao\nB,Kayes; Ségou\nC,Gao\n",
          "1:org|lieux\n2:A|Mopti; Gao\n3:B|Kayes; Ségou\n4:C|Gao\n");
}

static void line_ends_of_all_systems(void **state)
{
    (void)state;
    READS("a,b\r\n1,2\r\n", "1:a|b\n2:1|2\n");
    READS("a,b\r1,2\r", "1:a|b\n2:1|2\n");
    READS("a,b\n1,2", "1:a|b\n2:1|2\n");
}

static void quotes_hold_separators_breaks_and_quotes(void **state)
{
    (void)state;
    READS("a,b\n\"x, y\",\"say \"\"so\"\"\"\n", "1:a|b\n2:x, y|say \"so\"\n");
    READS("a,b\n\"one\ntwo\",3\n4,5\n", "1:a|b\n2:one\ntwo|3\n3:4|5\n");
    READS("a,b\n \"x\" ,\"y\"z\n", "1:a|b\n2:x |yz\n");
    READS("a,b\n5\" pipe,\"\"\n1,2\n", "1:a|b\n2:5\" pipe\n3:1|2\n");
}

static void blank_rows_count_but_are_not_given(void **state)
{
    (void)state;
    READS("a,b\n\n , \n,,,\n1,2\n\n", "1:a|b\n5:1|2\n");
}

static void trailing_empty_cells_are_not_there(void **state)
{
    (void)state;
    READS("a,b,c,,,\n1,,,,,\n,2,,,,\n", "1:a|b|c\n2:1\n3:|2\n");
}

static void byte_order_marks_are_not_text(void **state)
{
    (void)state;
    READS("\xEF\xBB\xBFrégion,b\nx,y\n", "1:région|b\n2:x|y\n");
    READS("\xFF\xFEr\0\xE9\0,\0b\0\n\0001\0,\0002\0\n\0", "1:ré|b\n2:1|2\n");
    READS("\xFE\xFF\0r\0\xE9\0,\0b\0\n\0001\0,\0002\0\n", "1:ré|b\n2:1|2\n");
}

static void utf16_without_its_mark_is_seen(void **state)
{
    (void)state;
    READS("a\0,\0b\0\n\0001\0,\0002\0\n\0", "1:a|b\n2:1|2\n");
}

static void windows_letters_become_utf8_cell_by_cell(void **state)
{
    (void)state;
    READS("r\xE9gion,ville\nS\xE9gou,G\xC3\xA3o\n", "1:région|ville\n2:Ségou|Gão\n");
    READS("a,\"d\xE9"
          "but, fin\"\n1,2\n",
          "1:a|début, fin\n2:1|2\n");
}

/* A file longer than the window, with characters and quotes across its edges. */
static const char *long_file(size_t n_rows, bool utf16)
{
    LtpBuf text = {0};
    if (utf16)
        ltp_buf_put(&text, "\xFF\xFE", 2);
    for (size_t i = 0; i < n_rows; i++) {
        char row[64];
        int size = snprintf(row, sizeof row, "%zu,\"x\n%.*s\",end\n", i, (int)(i % 17),
                            "0123456789abcdefg");
        for (int c = 0; c < size; c++) {
            ltp_buf_putc(&text, row[c]);
            if (utf16)
                ltp_buf_putc(&text, '\0');
        }
    }
    const char *path = table_file("long.csv", text.data, text.size);
    ltp_buf_release(&text);
    return path;
}

static void check_long(bool utf16)
{
    enum { ROWS = 40000 };
    LtpError err = {0};
    LtpTable *table = NULL;
    LtpRow row;
    assert_ok(ltp_table_open(long_file(ROWS, utf16), &table, &err));
    for (size_t i = 0; i < ROWS; i++) {
        char first[32];
        snprintf(first, sizeof first, "%zu", i);
        assert_ok(ltp_table_next(table, &row, &err));
        assert_int_equal(3, row.count);
        assert_int_equal(i + 1, row.number);
        assert_string_equal(first, row.cells[0].text);
        assert_int_equal(2 + i % 17, strlen(row.cells[1].text));
        assert_string_equal("end", row.cells[2].text);
    }
    assert_ok(ltp_table_next(table, &row, &err));
    assert_null(row.cells);
    ltp_table_close(table);
}

static void a_long_file_reads_the_same_across_chunks(void **state)
{
    (void)state;
    check_long(false);
    check_long(true);
}

static void a_sheet_can_be_read_again(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpTable *table = NULL;
    LtpRow row;
    assert_ok(ltp_table_open(TEXT("a,b\n1,2\n"), &table, &err));
    for (int pass = 0; pass < 3; pass++) {
        assert_ok(ltp_table_select(table, 0, &err));
        assert_ok(ltp_table_next(table, &row, &err));
        assert_string_equal("b", row.cells[1].text);
    }
    ltp_table_close(table);
}

static void a_quote_that_never_closes_is_named_with_its_row(void **state)
{
    (void)state;
    assert_non_null(strstr(table_refused(TEXT("a,b\n1,2\n\"3,4\n5,6\n"), LTP_EFORMAT), "3"));
}

static void zero_bytes_are_refused(void **state)
{
    (void)state;
    table_refused(TEXT("a,b\n1,2\n3,\0004\n5,6\n7,8\n"), LTP_EFORMAT);
}

static void rows_and_cells_have_limits(void **state)
{
    (void)state;
    size_t size = LTP_TABLE_MAX_CELL + 16;
    char *text = ltp_malloc(size);
    assert_non_null(text);
    memset(text, 'x', size);
    table_refused(table_file("cell.csv", text, size), LTP_ELIMIT);
    memset(text, ',', size);
    table_refused(table_file("columns.csv", text, size), LTP_ELIMIT);
    ltp_free(text);
}

/* Whatever is written by the rules of RFC 4180 reads back as it was. */
static void random_tables_read_back_as_written(void **state)
{
    (void)state;
    static const char alphabet[] = "ab,;\"\n\r x\xC3\xA9";
    srand(1);
    for (int round = 0; round < 200; round++) {
        LtpBuf text = {0}, expected = {0};
        ltp_buf_puts(&text, "h1,h2,h3\n");
        ltp_buf_puts(&expected, "1:h1|h2|h3\n");
        for (int row = 0; row < 5; row++) {
            ltp_buf_printf(&expected, "%d:", row + 2);
            for (int cell = 0; cell < 3; cell++) {
                ltp_buf_puts(&text, cell > 0 ? ",\"z" : "\"z");
                ltp_buf_puts(&expected, cell > 0 ? "|z" : "z");
                for (int i = rand() % 6; i > 0; i--) {
                    char c = alphabet[rand() % (int)(sizeof alphabet - 3)];
                    ltp_buf_puts(&text, c == '"' ? "\"" : "");
                    ltp_buf_putc(&text, c);
                    ltp_buf_putc(&expected, c);
                }
                ltp_buf_puts(&text, "\xC3\xA9\"");
                ltp_buf_puts(&expected, "\xC3\xA9");
            }
            ltp_buf_puts(&text, round % 2 ? "\r\n" : "\n");
            ltp_buf_puts(&expected, "\n");
        }
        assert_string_equal(ltp_buf_text(&expected),
                            table_text(table_file("r.csv", text.data, text.size)));
        ltp_buf_release(&text);
        ltp_buf_release(&expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separators_are_found),
        cmocka_unit_test(a_hashtag_row_decides_the_separator),
        cmocka_unit_test(a_separator_line_is_obeyed_and_is_no_row),
        cmocka_unit_test(several_places_in_a_cell_do_not_mislead),
        cmocka_unit_test(line_ends_of_all_systems),
        cmocka_unit_test(quotes_hold_separators_breaks_and_quotes),
        cmocka_unit_test(blank_rows_count_but_are_not_given),
        cmocka_unit_test(trailing_empty_cells_are_not_there),
        cmocka_unit_test(byte_order_marks_are_not_text),
        cmocka_unit_test(utf16_without_its_mark_is_seen),
        cmocka_unit_test(windows_letters_become_utf8_cell_by_cell),
        cmocka_unit_test(a_long_file_reads_the_same_across_chunks),
        cmocka_unit_test(a_sheet_can_be_read_again),
        cmocka_unit_test(a_quote_that_never_closes_is_named_with_its_row),
        cmocka_unit_test(zero_bytes_are_refused),
        cmocka_unit_test(rows_and_cells_have_limits),
        cmocka_unit_test(random_tables_read_back_as_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
