#include "exporting.h"
#include "exports/dbf.h"
#include "exports/zip.h"

#include "base/os.h"

#include <cpl_string.h>

typedef struct Shapefile {
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRFeatureH rows[4];
} Shapefile;

static Shapefile open_shapefile(const char *path)
{
    Shapefile shp = {0};
    GDALAllRegister();
    shp.dataset = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(shp.dataset);
    shp.layer = GDALDatasetGetLayer(shp.dataset, 0);
    for (size_t i = 0; i < 4; i++)
        shp.rows[i] = OGR_L_GetNextFeature(shp.layer);
    return shp;
}

static void close_shapefile(Shapefile *shp)
{
    for (size_t i = 0; i < 4; i++)
        OGR_F_Destroy(shp->rows[i]);
    GDALClose(shp->dataset);
}

static const char *cell(const Shapefile *shp, size_t row, const char *column)
{
    int i = OGR_F_GetFieldIndex(shp->rows[row], column);
    assert_true(i >= 0);
    return OGR_F_IsFieldNull(shp->rows[row], i) ? "NULL"
                                                : OGR_F_GetFieldAsString(shp->rows[row], i);
}

static void a_shapefile_comes_with_dictionary_readme_encoding_and_projection(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "shapefile", &fake_communes, "shp/", NULL, &err));
    char *names = exporting_list(e, "shp");
    assert_string_equal(
        "gaps.cpg gaps.dbf gaps.prj gaps.qml gaps.shp gaps.shx gaps_dictionnaire.csv "
        "gaps_lisezmoi.txt",
        names);
    ltp_free(names);
    names = exporting_list(e, ".");
    assert_string_equal("shp", names);
    ltp_free(names);
    char *cpg = exporting_read(e, "shp/gaps.cpg");
    assert_string_equal("UTF-8", cpg);
    ltp_free(cpg);
    char *dictionary = exporting_read(e, "shp/gaps_dictionnaire.csv");
    assert_non_null(strstr(dictionary, "atteints;reached;Personnes atteintes;People reached;entier;"
                                       "personnes;"));
    assert_non_null(strstr(dictionary, "nonconnu;"));
    assert_null(strstr(dictionary, "long_only"));
    ltp_free(dictionary);
}

static void types_are_those_of_the_fields(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    static const struct {
        const char *name;
        OGRFieldType type;
    } expected[] = {{"pcode", OFTString},       {"nom", OFTString},       {"priorite", OFTString},
                    {"atteints", OFTInteger64}, {"couv_bes", OFTReal},    {"ltp", OFTInteger},
                    {"date_bes", OFTDate},      {"remarques", OFTString}, {"masque", OFTInteger},
                    {"nonconnu", OFTString}};
    assert_ok(exporting_run(e, "shapefile", &fake_communes, "shp", NULL, &err));
    Shapefile shp = open_shapefile(exporting_path(e, "shp/gaps.shp"));
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(shp.layer);
    assert_int_equal(sizeof expected / sizeof *expected, OGR_FD_GetFieldCount(defn));
    for (int i = 0; i < OGR_FD_GetFieldCount(defn); i++) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(defn, i);
        assert_string_equal(expected[i].name, OGR_Fld_GetNameRef(field));
        assert_int_equal(expected[i].type, OGR_Fld_GetType(field));
    }
    close_shapefile(&shp);
}

static void nulls_zeros_and_withheld_figures_stay_apart(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "shapefile", &fake_communes, "shp", NULL, &err));
    Shapefile shp = open_shapefile(exporting_path(e, "shp/gaps.shp"));
    assert_string_equal("0", cell(&shp, 0, "atteints"));
    assert_string_equal("NULL", cell(&shp, 0, "nonconnu"));
    assert_string_equal("NULL", cell(&shp, 1, "atteints"));
    assert_string_equal("atteints couv_bes ltp date_bes", cell(&shp, 1, "nonconnu"));
    assert_string_equal("0", cell(&shp, 1, "masque"));
    assert_string_equal("NULL", cell(&shp, 2, "atteints"));
    assert_string_equal("NULL", cell(&shp, 2, "nonconnu"));
    assert_string_equal("1", cell(&shp, 2, "masque"));
    assert_string_equal("12345678901", cell(&shp, 3, "atteints"));
    assert_string_equal("2020/02/29", cell(&shp, 3, "date_bes"));
    assert_near(OGR_F_GetFieldAsDouble(shp.rows[3], 4), 1.25, 0);
    close_shapefile(&shp);
}

static void accents_survive_and_a_long_text_is_cut_between_letters_and_reported(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "shapefile", &fake_communes, "shp", NULL, &err));
    Shapefile shp = open_shapefile(exporting_path(e, "shp/gaps.shp"));
    assert_string_equal("Bafoulab\xC3\xA9", cell(&shp, 0, "nom"));
    assert_string_equal("S\xC3\xA9gou <&> K\xC5\x93", cell(&shp, 2, "nom"));
    const char *cut = cell(&shp, 0, "remarques");
    assert_int_equal(253, strlen(cut)); /* 254 would end inside an é */
    assert_string_equal("\xC3\xA9", cut + 251);
    close_shapefile(&shp);
    assert_non_null(strstr(ltp_buf_text(&e->notes), "1 texts of the column remarques"));
}

static void a_row_without_geometry_is_kept(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "shapefile", &fake_communes, "shp", NULL, &err));
    Shapefile shp = open_shapefile(exporting_path(e, "shp/gaps.shp"));
    assert_int_equal(4, OGR_L_GetFeatureCount(shp.layer, TRUE));
    assert_non_null(OGR_F_GetGeometryRef(shp.rows[2]));
    assert_null(OGR_F_GetGeometryRef(shp.rows[3]));
    close_shapefile(&shp);
    assert_non_null(strstr(ltp_buf_text(&e->notes), "1 rows have no geometry"));
}

static void points_and_tables_are_exported_too(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "shapefile", &fake_points, "p", NULL, &err));
    Shapefile shp = open_shapefile(exporting_path(e, "p/gaps.shp"));
    for (size_t i = 0; i < 2; i++) {
        assert_near(OGR_G_GetX(OGR_F_GetGeometryRef(shp.rows[i]), 0), -4, 0);
        assert_near(OGR_G_GetY(OGR_F_GetGeometryRef(shp.rows[i]), 0), 3, 0);
    }
    close_shapefile(&shp);
    assert_ok(exporting_run(e, "shapefile", &fake_table, "t", NULL, &err));
    char *names = exporting_list(e, "t");
    assert_string_equal("gaps.cpg gaps.dbf gaps_dictionnaire.csv gaps_lisezmoi.txt", names);
    ltp_free(names);
}

static void several_layers_share_a_zip_that_gdal_reads(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    static const char *const layers[] = {"units", "gaps", NULL};
    assert_ok(exporting_run(e, "shapefile", &fake_communes, "all.zip", layers, &err));
    assert_ok(ltp_zip_check(exporting_path(e, "all.zip"), 16, &err));
    assert_code(LTP_EIO, ltp_zip_check(exporting_path(e, "all.zip"), 17, &err));
    char inside[1100];
    snprintf(inside, sizeof inside, "/vsizip/%s/units.shp", exporting_path(e, "all.zip"));
    Shapefile shp = open_shapefile(inside);
    assert_int_equal(4, OGR_L_GetFeatureCount(shp.layer, TRUE));
    close_shapefile(&shp);
    char *names = exporting_list(e, ".");
    assert_string_equal("all.zip", names);
    ltp_free(names);
}

static void a_new_export_replaces_the_old_and_its_stale_index_but_no_other_file(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "shapefile", &fake_communes, "shp", NULL, &err));
    assert_ok(ltp_os_write_file(exporting_path(e, "shp/gaps.qix"), "x", 1, &err));
    assert_ok(ltp_os_write_file(exporting_path(e, "shp/notes.txt"), "x", 1, &err));
    assert_ok(exporting_run(e, "shapefile", &fake_empty, "shp", NULL, &err));
    assert_false(exporting_has(e, "shp/gaps.qix"));
    assert_true(exporting_has(e, "shp/notes.txt"));
    Shapefile shp = open_shapefile(exporting_path(e, "shp/gaps.shp"));
    assert_int_equal(0, OGR_L_GetFeatureCount(shp.layer, TRUE));
    close_shapefile(&shp);
}

static void shapes_of_an_older_export_do_not_stay_where_the_new_one_has_none(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(exporting_run(e, "shapefile", &fake_points, "shp", NULL, &err));
    assert_true(exporting_has(e, "shp/gaps.shp"));
    assert_ok(exporting_run(e, "shapefile", &fake_table, "shp", NULL, &err));
    char *names = exporting_list(e, "shp");
    assert_string_equal("gaps.cpg gaps.dbf gaps_dictionnaire.csv gaps_lisezmoi.txt", names);
    ltp_free(names);
}

static void text_is_never_cut_inside_a_character(void **state)
{
    (void)state;
    const char *text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8C\x8D"; /* 1, 2, 3 and 4 bytes */
    static const size_t fits[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (size_t max = 0; max < sizeof fits / sizeof *fits; max++)
        assert_int_equal(fits[max], ltp_dbf_fit(text, max));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, exporting_setup, exporting_teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_shapefile_comes_with_dictionary_readme_encoding_and_projection),
        CASE(types_are_those_of_the_fields),
        CASE(nulls_zeros_and_withheld_figures_stay_apart),
        CASE(accents_survive_and_a_long_text_is_cut_between_letters_and_reported),
        CASE(a_row_without_geometry_is_kept),
        CASE(points_and_tables_are_exported_too),
        CASE(several_layers_share_a_zip_that_gdal_reads),
        CASE(a_new_export_replaces_the_old_and_its_stale_index_but_no_other_file),
        CASE(shapes_of_an_older_export_do_not_stay_where_the_new_one_has_none),
        cmocka_unit_test(text_is_never_cut_inside_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
