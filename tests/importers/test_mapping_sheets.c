/* What a mapping leaves alone: personal columns, sheets that are not meant, what the user decided.
 */
#include "tests/importers/mapped.h"

/* ---- personal data ---- */

static void personal_columns_are_known_by_header(void **state)
{
    (void)state;
    static const char text[] =
        "Organisation,Commune,Point focal,Tél.,Courriel du projet\nA,Gao,X,1,y\n";
    const char *found = mapped(mapped_csv(text), "lines", NULL);
    assert_non_null(strstr(mapped_about(found, "Point focal"), "personal"));
    assert_non_null(strstr(mapped_about(found, "Tél."), "personal"));
    assert_non_null(strstr(mapped_about(found, "Courriel du projet"), "personal"));
    assert_null(strstr(mapped_about(found, "Organisation"), "personal"));
}

static void personal_columns_are_known_by_content(void **state)
{
    (void)state;
    static const char text[] =
        "Organisation,Commune,Divers,Infos,Budget\nA,Gao,a.b@ong.org,+223 76 12 34 56,12500000\n"
        "B,Gao,,76 12 34 56,7600000\nC,Gao,rien,,8 000 000\n";
    const char *found = mapped(mapped_csv(text), "lines", NULL);
    assert_string_equal("?, personal", mapped_about(found, "Divers"));
    assert_string_equal("?, personal", mapped_about(found, "Infos"));
    assert_null(strstr(mapped_about(found, "Budget"), "personal"));
}

/* ---- which sheet ---- */

#define MATRIX(name, tags)                                                                         \
    "<table:table table:name=\"" name "\"><table:table-row><table:table-cell><text:p>Organisation" \
    "</text:p></table:table-cell><table:table-cell><text:p>Commune</text:p></table:table-cell>"    \
    "</table:table-row>" tags "<table:table-row><table:table-cell><text:p>A</text:p>"              \
    "</table:table-cell><table:table-cell><text:p>Gao</text:p></table:table-cell></"               \
    "table:table-row>"                                                                             \
    "</table:table>"
#define TAGS                                                                                       \
    "<table:table-row><table:table-cell><text:p>#org+name</text:p></table:table-cell>"             \
    "<table:table-cell><text:p>#adm3+name</text:p></table:table-cell></table:table-row>"

static const char books[] =
    "<table:table "
    "table:name=\"Lisez-moi\"><table:table-row><table:table-cell><text:p>Bonjour</text:p>"
    "</table:table-cell></table:table-row></table:table>" MATRIX("Arch", "") MATRIX("ML_5W", "")
        MATRIX("ML_5W (2)", "");

static void archives_copies_and_lists_are_left_alone(void **state)
{
    (void)state;
    const char *path = table_ods("books.ods", books, NULL);
    assert_non_null(strstr(mapped(path, "lines", NULL), "sheet \"ML_5W\""));
    const char *notes = mapped_notes(path);
    assert_non_null(strstr(notes, "\"Arch\""));
    assert_non_null(strstr(notes, "\"ML_5W (2)\""));
    assert_non_null(strstr(notes, "\"Lisez-moi\""));
    assert_null(strstr(notes, "\"ML_5W\""));
}

static void a_sheet_with_hashtags_comes_first(void **state)
{
    (void)state;
    const char *path = table_ods("tagged.ods", MATRIX("Feuil1", "") MATRIX("Feuil2", TAGS), NULL);
    assert_non_null(strstr(mapped(path, "lines", NULL), "sheet \"Feuil2\""));
}

static void the_sheet_asked_for_is_taken(void **state)
{
    (void)state;
    const LtpMappingOptions options = {.sheet = "arch"};
    const char *path = table_ods("asked.ods", books, NULL);
    assert_non_null(strstr(mapped(path, "lines", &options), "sheet \"Arch\""));
    LtpBuf out = {0};
    LtpError err = {0};
    const LtpMappingOptions wrong = {.sheet = "Feuil9"};
    assert_int_equal(LTP_EDATA, mapped_find(path, "lines", &wrong, &out, NULL, &err));
    assert_non_null(strstr(err.msg, "\"ML_5W\""));
}

/* ---- the user's word, and what is not understood ---- */

static LtpCode find_with_map(const char *text, const char *json, LtpBuf *out, LtpError *err)
{
    test_write(test_temp_path("map.json"), json);
    const LtpMappingOptions options = {.map_file = test_temp_path("map.json")};
    memset(err, 0, sizeof *err);
    ltp_buf_clear(out);
    return mapped_find(mapped_csv(text), "lines", &options, out, NULL, err);
}

static void a_mapping_file_overrides_everything(void **state)
{
    (void)state;
    LtpBuf out = {0};
    LtpError err = {0};
    static const char text[] = "titre\nQui,Où,Commune\nA,Gao,x\n";
    assert_ok(find_with_map(
        text, "{\"Qui\": \"org_implementing_name\", \"Où\": \"adm3_name\", \"Commune\": null}",
        &out, &err));
    assert_non_null(strstr(ltp_buf_text(&out), "headers 2"));
    assert_string_equal("org_implementing_name (user)", mapped_about(ltp_buf_text(&out), "Qui"));
    assert_string_equal("adm3_name (user)", mapped_about(ltp_buf_text(&out), "Où"));
    assert_string_equal("", mapped_about(ltp_buf_text(&out), "Commune"));
    ltp_buf_release(&out);
}

static void a_wrong_mapping_file_says_what_is_wrong(void **state)
{
    (void)state;
    LtpBuf out = {0};
    LtpError err;
    static const char text[] = "Organisation,Commune\nA,Gao\n";
    assert_int_equal(LTP_EFORMAT, find_with_map(text, "{oops", &out, &err));
    assert_int_equal(LTP_EUSAGE, find_with_map(text, "{\"Commune\": \"town\"}", &out, &err));
    assert_non_null(strstr(err.msg, "adm3_name"));
    assert_int_equal(LTP_EDATA, find_with_map(text, "{\"Village\": \"settlement\"}", &out, &err));
    assert_non_null(strstr(err.msg, "Village"));
    ltp_buf_release(&out);
}

static void a_table_that_means_nothing_is_refused_with_what_was_looked_for(void **state)
{
    (void)state;
    LtpBuf out = {0};
    LtpError err = {0};
    assert_int_equal(LTP_EDATA,
                     mapped_find(mapped_csv("foo,bar\n1,2\n"), "lines", NULL, &out, NULL, &err));
    assert_non_null(strstr(err.msg, "--map"));
    ltp_buf_release(&out);
}

static void a_row_that_is_nearly_hashtags_is_reported(void **state)
{
    (void)state;
    assert_non_null(strstr(mapped_notes(test_file("importers/hxl/input-invalid.csv")), "3"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(personal_columns_are_known_by_header),
        cmocka_unit_test(personal_columns_are_known_by_content),
        cmocka_unit_test(archives_copies_and_lists_are_left_alone),
        cmocka_unit_test(a_sheet_with_hashtags_comes_first),
        cmocka_unit_test(the_sheet_asked_for_is_taken),
        cmocka_unit_test(a_mapping_file_overrides_everything),
        cmocka_unit_test(a_wrong_mapping_file_says_what_is_wrong),
        cmocka_unit_test(a_table_that_means_nothing_is_refused_with_what_was_looked_for),
        cmocka_unit_test(a_row_that_is_nearly_hashtags_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
