#include "exporting.h"
#include "exports/coords.h"
#include "exports/jsonscan.h"

#include "base/os.h"

#include <jansson.h>

static json_t *parse(Exporting *e, const char *name)
{
    json_error_t error;
    json_t *root = json_load_file(exporting_path(e, name), JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        fail_msg("%s: %s at %d", name, error.text, error.position);
    return root;
}

static json_t *feature(json_t *root, size_t i)
{
    return json_array_get(json_object_get(root, "features"), i);
}

static json_t *property(json_t *root, size_t i, const char *key)
{
    return json_object_get(json_object_get(feature(root, i), "properties"), key);
}

/* Compact JSON text of a value, for comparing with what a reader of the test sees. */
static void assert_json(const char *expected, const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    assert_string_equal(expected, text);
    free(text);
}

static void every_feature_has_every_key_and_unknown_is_null(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "geojson", &fake_communes, "g.geojson", NULL, &err));
    json_t *root = parse(e, "g.geojson");
    assert_int_equal(4, json_array_size(json_object_get(root, "features")));
    for (size_t i = 0; i < 4; i++) {
        json_t *properties = json_object_get(feature(root, i), "properties");
        assert_int_equal(10, json_object_size(properties));
    }
    assert_json("\"ML010102\"", json_object_get(feature(root, 1), "id"));
    assert_json("\"Bafoulab\xC3\xA9\"", property(root, 0, "name"));
    assert_json("0", property(root, 0, "reached"));
    assert_json("null", property(root, 1, "reached"));
    assert_json("null", property(root, 1, "has_ltp"));
    assert_json("true", property(root, 0, "has_ltp"));
    assert_json("12345678901", property(root, 3, "reached"));
    json_decref(root);
}

static void a_withheld_figure_is_null_and_says_so(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "geojson", &fake_communes, "g.geojson", NULL, &err));
    json_t *root = parse(e, "g.geojson");
    assert_json("null", property(root, 2, "reached"));
    assert_json("true", property(root, 2, "suppressed"));
    assert_json("false", property(root, 1, "suppressed"));
    json_decref(root);
}

static void reals_have_a_point(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "geojson", &fake_communes, "g.geojson", NULL, &err));
    char *text = exporting_read(e, "g.geojson");
    assert_non_null(strstr(text, "\"coverage_need\":0.0,"));
    assert_non_null(strstr(text, "\"coverage_need\":1.25,"));
    ltp_free(text);
}

static void rings_follow_the_right_hand_rule_and_points_become_pairs(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "geojson", &fake_communes, "g.geojson", NULL, &err));
    json_t *root = parse(e, "g.geojson");
    assert_json("{\"type\":\"MultiPolygon\",\"coordinates\":[["
                "[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,4.0],[0.0,0.0]],"
                "[[1.0,1.0],[1.0,2.0],[2.0,2.0],[2.0,1.0],[1.0,1.0]]]]}",
                json_object_get(feature(root, 0), "geometry"));
    assert_json(
        "[[[[0.0,0.0],[1.0,0.0],[0.0,1.0],[0.0,0.0]]],[[[2.0,2.0],[3.0,2.0],[2.0,3.0],[2.0,2.0]]]]",
        json_object_get(json_object_get(feature(root, 1), "geometry"), "coordinates"));
    assert_json("null", json_object_get(feature(root, 3), "geometry"));
    assert_json("[-4.0,0.0,4.0,4.0]", json_object_get(root, "bbox"));
    json_decref(root);
    assert_ok(exporting_run(e, "geojson", &fake_points, "p.geojson", NULL, &err));
    root = parse(e, "p.geojson");
    for (size_t i = 0; i < 2; i++)
        assert_json("{\"type\":\"Point\",\"coordinates\":[-4.0,3.0]}",
                    json_object_get(feature(root, i), "geometry"));
    json_decref(root);
}

static void the_file_says_what_it_is(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "geojson", &fake_communes, "g.geojson", NULL, &err));
    json_t *root = parse(e, "g.geojson");
    json_t *stamps = json_object_get(root, "ltp");
    assert_json("\"2020-03-31\"", json_object_get(stamps, "date"));
    assert_json("\"public\"", json_object_get(stamps, "sensitivity"));
    assert_json("null", json_object_get(stamps, "licence"));
    assert_json("\"gaps\"", json_object_get(root, "name"));
    json_decref(root);
    assert_non_null(strstr(ltp_buf_text(&e->written), "g.geojson\n"));
    assert_non_null(strstr(ltp_buf_text(&e->notes), "1 rows have no geometry"));
}

static void a_layer_without_rows_or_geometry_is_a_whole_file(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "geojson", &fake_empty, "e.geojson", NULL, &err));
    json_t *root = parse(e, "e.geojson");
    assert_json("[]", json_object_get(root, "features"));
    assert_null(json_object_get(root, "bbox"));
    json_decref(root);
    assert_ok(exporting_run(e, "geojson", &fake_table, "t.geojson", NULL, &err));
    root = parse(e, "t.geojson");
    assert_json("\"a\\\"\xC3\xA9\"", json_object_get(feature(root, 0), "id"));
    json_decref(root);
}

static void several_layers_go_into_a_folder(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    static const char *const layers[] = {"units", "gaps", NULL};
    assert_ok(exporting_run(e, "geojson", &fake_communes, "out/new", layers, &err));
    char *names = exporting_list(e, "out/new");
    assert_string_equal("gaps.geojson units.geojson", names);
    ltp_free(names);
}

static void a_sequence_is_one_feature_a_line_with_a_readme(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "geojsonseq", &fake_communes, "g.geojsonl", NULL, &err));
    char *text = exporting_read(e, "g.geojsonl");
    int lines = 0;
    for (char *line = text; *line != '\0'; line = strchr(line, '\n') + 1, lines++) {
        json_t *one = json_loads(line, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, NULL);
        assert_string_equal("Feature", json_string_value(json_object_get(one, "type")));
        json_decref(one);
    }
    assert_int_equal(4, lines);
    ltp_free(text);
    assert_true(exporting_has(e, "g_lisezmoi.txt"));
}

static void decimals_are_rounded_and_written_short(void **state)
{
    (void)state;
    static const struct {
        int64_t scaled;
        int decimals;
        const char *text;
    } cases[] = {{0, 7, "0.0"},
                 {-1, 7, "-0.0000001"},
                 {15000000, 7, "1.5"},
                 {-1800000000, 7, "-180.0"},
                 {123456789, 7, "12.3456789"},
                 {100, 2, "1.0"},
                 {105, 2, "1.05"},
                 {7, 1, "0.7"},
                 {-120, 1, "-12.0"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[LTP_DECIMAL_TEXT + 1];
        *ltp_coords_decimal(text, cases[i].scaled, cases[i].decimals) = '\0';
        assert_string_equal(cases[i].text, text);
    }
}

static void coordinates_off_the_globe_are_refused(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpBuf out = {0};
    LtpFacts facts = {.decimals = 7};
    size_t size = 0;
    void *wkb = fake_circle(179.9, 0, 1, 8, &size);
    assert_code(LTP_EGEOM, ltp_coords_geometry(&out, wkb, size, false, &facts, &err));
    assert_code(LTP_EFORMAT, ltp_coords_geometry(&out, wkb, size, true, &facts, &err));
    assert_code(LTP_EFORMAT, ltp_coords_geometry(&out, wkb, size - 9, false, &facts, &err));
    ltp_free(wkb);
    ltp_buf_release(&out);
}

/* ---- reading back ---- */

static LtpCode scan_text(Exporting *e, const char *text, LtpFacts *found, LtpError *err)
{
    const char *path = exporting_path(e, "scanned");
    *found = (LtpFacts){.decimals = 7};
    LtpCode rc = ltp_os_write_file(path, text, strlen(text), err);
    return rc == LTP_OK ? ltp_json_scan(path, LTP_SCAN_COLLECTION, found, err) : rc;
}

static void a_file_cut_anywhere_is_noticed(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    LtpFacts found;
    assert_ok(exporting_run(e, "geojson", &fake_communes, "g.geojson", NULL, &err));
    char *text = exporting_read(e, "g.geojson");
    size_t end = strlen(text) - 1; /* the last line break may be missing */
    assert_ok(scan_text(e, text, &found, &err));
    assert_int_equal(4, found.rows);
    assert_int_equal(3, found.shapes);
    assert_int_equal(10 + 8 + 4, found.positions);
    for (size_t cut = 0; cut < end; cut += 1 + cut / 40) {
        char kept = text[cut];
        text[cut] = '\0';
        assert_code(LTP_EFORMAT, scan_text(e, text, &found, &err));
        text[cut] = kept;
    }
    ltp_free(text);
}

static void what_is_not_json_is_noticed(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    LtpFacts found;
    static const char *const wrong[] = {
        "",
        "{",
        "{\"a\":1,}",
        "{\"a\":01}",
        "[1 2]",
        "{\"a\":tru}",
        "{\"a\":\"\x01\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{} {}",
        "{\"features\":[{\"id\":\"x}]}",
        "{\"features\":[{\"geometry\":{\"coordinates\":[1.0]}}]}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_code(LTP_EFORMAT, scan_text(e, wrong[i], &found, &err));
    assert_ok(scan_text(e, " {\"a\" : [ 1, -2.5e+3 , true,false,null, \"\\\"\\u00e9\" ] } ", &found,
                        &err));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, exporting_setup, exporting_teardown)
    const struct CMUnitTest tests[] = {
        CASE(every_feature_has_every_key_and_unknown_is_null),
        CASE(a_withheld_figure_is_null_and_says_so),
        CASE(reals_have_a_point),
        CASE(rings_follow_the_right_hand_rule_and_points_become_pairs),
        CASE(the_file_says_what_it_is),
        CASE(a_layer_without_rows_or_geometry_is_a_whole_file),
        CASE(several_layers_go_into_a_folder),
        CASE(a_sequence_is_one_feature_a_line_with_a_readme),
        CASE(a_file_cut_anywhere_is_noticed),
        CASE(what_is_not_json_is_noticed),
        cmocka_unit_test(decimals_are_rounded_and_written_short),
        cmocka_unit_test(coordinates_off_the_globe_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
