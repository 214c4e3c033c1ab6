/* CSV, HXL and the page: tables that people read. */
#include "exporting.h"
#include "exports/figures.h"
#include "exports/page.h"

static void csv_has_long_names_a_mark_and_empty_cells_for_the_unknown(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "csv", &fake_communes, "g.csv", NULL, &err));
    char *text = exporting_read(e, "g.csv");
    assert_non_null(strstr(text, "\xEF\xBB\xBFpcode,name,priority,reached,coverage_need,has_ltp,"
                                 "need_date,remarks,long_only,suppressed\r\n"));
    assert_non_null(strstr(text, "\r\nML010101,Bafoulab\xC3\xA9,high,0,0.0,1,2020-01-31,"));
    assert_non_null(strstr(text, "\r\nML010102,\"N'Tillit \"\"Nord\"\"\",unknown,,,,,,b,0\r\n"));
    assert_non_null(strstr(text, "\r\nML010103,S\xC3\xA9gou <&> K\xC5\x93,low,,,0,2019-12-01,"));
    assert_non_null(strstr(text, ",\"une\nautre ligne\",d,0\r\n"));
    ltp_free(text);
    assert_true(exporting_has(e, "g_lisezmoi.txt"));
}

static void tables_run_nothing_in_a_spreadsheet_and_say_so(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    const char *const formats[] = {"csv", "hxl"};
    for (size_t i = 0; i < 2; i++) {
        ltp_buf_clear(&e->notes);
        assert_ok(exporting_run(e, formats[i], &fake_communes, "g.csv", NULL, &err));
        char *text = exporting_read(e, "g.csv");
        assert_non_null(strstr(text, ",'=1+1,c,1\r\n"));
        ltp_free(text);
        assert_non_null(strstr(ltp_buf_text(&e->notes), "1 texts begin like a formula"));
    }
}

static void csv_of_points_has_their_coordinates(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "csv", &fake_points, "p.csv", NULL, &err));
    char *text = exporting_read(e, "p.csv");
    assert_non_null(strstr(text, ",long_only,suppressed,lon,lat\r\n"));
    assert_non_null(strstr(text, ",b,0,-4.0,3.0\r\n"));
    assert_non_null(strstr(text, ",c,1,,\r\n"));
    ltp_free(text);
}

static void hxl_has_a_row_of_hashtags_below_the_labels(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "hxl", &fake_communes, "g.csv", NULL, &err));
    char *text = exporting_read(e, "g.csv");
    assert_ptr_equal(text, strstr(text, "P-code,Commune,Priority,"));
    assert_ptr_equal(strstr(text, "\r\n"),
                     strstr(text, "\r\n#adm3+code,#adm3+name,,#reached,,,,,,\r\n"));
    assert_non_null(strstr(text, ",'=1+1,c,1\r\n"));
    ltp_free(text);
}

/* ---- the page ---- */

static void the_page_needs_no_network_and_no_script(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "html", &fake_communes, "g.html", NULL, &err));
    char *text = exporting_read(e, "g.html");
    assert_null(strstr(text, "http://"));
    assert_null(strstr(text, "https://"));
    assert_null(strstr(text, "{{"));
    assert_non_null(strstr(text, "<tr id=\"ML010104\">"));
    assert_non_null(strstr(text, "S\xC3\xA9gou &lt;&amp;&gt; K\xC5\x93"));
    assert_non_null(strstr(text, "une<br>autre ligne"));
    ltp_free(text);
}

static void the_page_tells_zero_unknown_and_withheld_apart(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "html", &fake_communes, "g.html", NULL, &err));
    char *text = exporting_read(e, "g.html");
    assert_non_null(strstr(text, "<td class=\"n\" data-v=\"0\">0</td>"));
    assert_non_null(strstr(text, "<td class=\"n u\" data-v=\"\">not known</td>"));
    assert_non_null(strstr(text, "<td class=\"n s\" data-v=\"2.5\">&lt;5</td>"));
    ltp_free(text);
}

static void the_page_counts_the_classes_of_the_scheme_in_their_colours(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "html", &fake_communes, "g.html", NULL, &err));
    char *text = exporting_read(e, "g.html");
    assert_non_null(strstr(text, ".c2-0 .mark { background-color: #A50F15; }"));
    assert_non_null(strstr(text, "<li class=\"c2-0\"><b>1</b>high<i"));
    assert_non_null(strstr(text, "<td class=\" c2-3\"><span class=\"mark\"></span>low</td>"));
    assert_null(strstr(text, "small number, not shown<i"));
    ltp_free(text);
}

static void every_mark_of_the_page_has_a_meaning(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBuf out = {0};
    assert_code(LTP_EINTERNAL, ltp_page_put(&out, "a {{mark}}", LTP_FR, NULL, 0, &err));
    ltp_buf_release(&out);
}

/* ---- figures ---- */

static void assert_figure(const char *expected, LtpField field, LtpValue value, LtpLang lang)
{
    LtpBuf out = {0};
    field.type = value.type;
    ltp_figure_put(&out, &field, fake_classes(NULL, field.name), &value, lang);
    assert_string_equal(expected, ltp_buf_text(&out));
    ltp_buf_release(&out);
}

static LtpValue whole(int64_t n)
{
    return (LtpValue){.type = LTP_INTEGER, .integer = n};
}

static LtpValue real(double x)
{
    return (LtpValue){.type = LTP_REAL, .real = x};
}

static LtpValue word(LtpFieldType type, const char *text)
{
    return (LtpValue){.type = type, .text = text};
}

#define NB "\xC2\xA0"

static void figures_follow_french_and_english_typography(void **state)
{
    (void)state;
    LtpField people = {.name = "reached", .unit = "people", .flags = LTP_PEOPLE},
             ratio = {.name = "c", .unit = "ratio"};
    LtpField priority = {.name = "priority"}, year = {.name = "y", .unit = "year"};
    assert_figure("187" NB "139", people, whole(187139), LTP_FR);
    assert_figure("1,187,139", people, whole(1187139), LTP_EN);
    assert_figure("\xE2\x88\x92"
                  "12",
                  people, whole(-12), LTP_FR);
    assert_figure("2020", year, whole(2020), LTP_FR);
    assert_figure("0" NB "%", ratio, real(0), LTP_FR);
    assert_figure("<" NB "0,1" NB "%", ratio, real(0.0004), LTP_FR);
    assert_figure("3,2" NB "%", ratio, real(0.032), LTP_FR);
    assert_figure("125%", ratio, real(1.25), LTP_EN);
    assert_figure("9,5", people, real(9.5), LTP_FR);
    assert_figure("31/03/2020", people, word(LTP_DATE, "2020-03-31"), LTP_FR);
    assert_figure("2020-03-31", people, word(LTP_DATE, "2020-03-31"), LTP_EN);
    assert_figure("faible", priority, word(LTP_TEXT, "low"), LTP_FR);
    assert_figure("low", people, word(LTP_TEXT, "low"), LTP_FR);
    assert_figure("en cours", (LtpField){.name = "status"}, word(LTP_TEXT, "ongoing"), LTP_FR);
    assert_figure("non", people, (LtpValue){.type = LTP_BOOLEAN}, LTP_FR);
    assert_figure("non connu", people, (LtpValue){.type = LTP_REAL, .null = true}, LTP_FR);
    assert_figure("<5", people, (LtpValue){.type = LTP_INTEGER, .null = true, .suppressed = true},
                  LTP_FR);
    assert_figure("masqu\xC3\xA9", ratio, (LtpValue){.null = true, .suppressed = true}, LTP_FR);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, exporting_setup, exporting_teardown)
    const struct CMUnitTest tests[] = {
        CASE(csv_has_long_names_a_mark_and_empty_cells_for_the_unknown),
        CASE(tables_run_nothing_in_a_spreadsheet_and_say_so),
        CASE(csv_of_points_has_their_coordinates),
        CASE(hxl_has_a_row_of_hashtags_below_the_labels),
        CASE(the_page_needs_no_network_and_no_script),
        CASE(the_page_tells_zero_unknown_and_withheld_apart),
        CASE(the_page_counts_the_classes_of_the_scheme_in_their_colours),
        cmocka_unit_test(every_mark_of_the_page_has_a_meaning),
        cmocka_unit_test(figures_follow_french_and_english_typography),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
