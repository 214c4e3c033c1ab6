#include "exporting.h"
#include "exports/ogr.h"
#include "exports/styles.h"

#include <cpl_string.h>

static GDALDatasetH open_package(const Exporting *e, const char *name)
{
    GDALAllRegister();
    GDALDatasetH dataset = GDALOpenEx(exporting_path(e, name), GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    return dataset;
}

static void several_layers_share_a_file_with_types_and_metadata(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    static const char *const layers[] = {"units", "gaps", NULL};
    assert_ok(exporting_run(e, "gpkg", &fake_communes, "g.gpkg", layers, &err));
    GDALDatasetH dataset = open_package(e, "g.gpkg");
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, "gaps");
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(layer);
    assert_non_null(GDALDatasetGetLayerByName(dataset, "units"));
    assert_int_equal(4, OGR_L_GetFeatureCount(layer, TRUE));
    assert_int_equal(wkbMultiPolygon, OGR_L_GetGeomType(layer));
    OGRFieldDefnH has_ltp = OGR_FD_GetFieldDefn(defn, OGR_FD_GetFieldIndex(defn, "has_ltp"));
    assert_int_equal(OFSTBoolean, OGR_Fld_GetSubType(has_ltp));
    assert_string_equal("2020-03-31", GDALGetMetadataItem(layer, "date", NULL));
    assert_string_equal("public", GDALGetMetadataItem(layer, "sensitivity", NULL));
    GDALClose(dataset);
    char *names = exporting_list(e, ".");
    assert_string_equal("g.gpkg", names);
    ltp_free(names);
}

static void withheld_figures_are_named(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    static const char *const layers[] = {"gaps", NULL};
    assert_ok(exporting_run(e, "gpkg", &fake_communes, "g.gpkg", layers, &err));
    GDALDatasetH dataset = open_package(e, "g.gpkg");
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, "gaps");
    OGRFeatureH unknown = OGR_L_GetFeature(layer, 2), few = OGR_L_GetFeature(layer, 3);
    int withheld = OGR_F_GetFieldIndex(few, "withheld");
    assert_true(OGR_F_IsFieldNull(unknown, withheld));
    assert_string_equal("reached coverage_need", OGR_F_GetFieldAsString(few, withheld));
    assert_true(OGR_F_IsFieldNull(few, OGR_F_GetFieldIndex(few, "reached")));
    OGR_F_Destroy(unknown);
    OGR_F_Destroy(few);
    GDALClose(dataset);
}

static void without_classes_there_are_no_styles(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    FakeLayer fake = fake_communes;
    static const char *const layers[] = {"gaps"};
    LtpExportJob job = {.dest = exporting_path(e, "g.gpkg"),
                        .layers = layers,
                        .n_layers = 1,
                        .source = {.open = fake_open, .arg = &fake}};
    assert_ok(ltp_exporter_find("gpkg")->run(&job, &err));
    GDALDatasetH dataset = open_package(e, "g.gpkg");
    assert_int_equal(1, GDALDatasetGetLayerCount(dataset));
    GDALClose(dataset);
}

static void every_theme_names_its_layer_and_the_first_is_the_default(void **state)
{
    (void)state;
    assert_string_equal("priority", ltp_style_theme("gaps", 0)->field);
    assert_string_equal("n_actors", ltp_style_theme("coverage", 0)->field);
    assert_null(ltp_style_theme("units", 0));
    assert_null(ltp_style_theme("gaps", 99));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, exporting_setup, exporting_teardown)
    const struct CMUnitTest tests[] = {
        CASE(several_layers_share_a_file_with_types_and_metadata),
        CASE(withheld_figures_are_named),
        CASE(without_classes_there_are_no_styles),
        cmocka_unit_test(every_theme_names_its_layer_and_the_first_is_the_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
