/* Files in another coordinate system, by coordinates of the field known from elsewhere. */
#include "exporting.h"
#include "exports/ground.h"
#include "exports/ogr.h"

#include <cpl_string.h>

static const char *const gaps[] = {"gaps", NULL};

static LtpCode run(Exporting *e, const char *format, const FakeLayer *fake, const char *crs,
                   const char *dest, LtpError *err)
{
    LtpExportJob job = {.dest = exporting_path(e, dest),
                        .layers = gaps,
                        .n_layers = 1,
                        .crs = crs,
                        .source = {.open = fake_open, .arg = (void *)(uintptr_t)fake},
                        .notes = &e->notes};
    return ltp_export(ltp_exporter_find(format), &job, err);
}

/* The first point of the fake layer is 4° W, 3° N: in UTM zone 30 N (central meridian 3° W) by the
 * series of Krüger x = 388 870.87 m, y = 331 643.94 m. */
static void point_is_in_utm(const Exporting *e, const char *path)
{
    GDALAllRegister();
    GDALDatasetH dataset = GDALOpenEx(exporting_path(e, path), GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    OGRFeatureH feature = OGR_L_GetNextFeature(layer);
    OGRGeometryH point = OGR_F_GetGeometryRef(feature);
    assert_float_equal(388870.868, OGR_G_GetX(point, 0), 0.01);
    assert_float_equal(331643.938, OGR_G_GetY(point, 0), 0.01);
    assert_string_equal("32630", OSRGetAuthorityCode(OGR_L_GetSpatialRef(layer), NULL));
    OGR_F_Destroy(feature);
    GDALClose(dataset);
}

static void every_format_that_can_holds_metres_of_the_zone(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(run(e, "gpkg", &fake_points, "EPSG:32630", "g.gpkg", &err));
    assert_ok(run(e, "shapefile", &fake_points, "epsg:32630", "shp", &err));
    assert_ok(run(e, "flatgeobuf", &fake_points, "32630", "g.fgb", &err));
    point_is_in_utm(e, "g.gpkg");
    point_is_in_utm(e, "shp/gaps.shp");
    point_is_in_utm(e, "g.fgb");
    char *prj = exporting_read(e, "shp/gaps.prj");
    assert_non_null(strstr(prj, "WGS_1984_UTM_Zone_30N"));
    ltp_free(prj);
}

/* ETRS89-LAEA (3035) states north before east: files hold east first all the same. */
static void east_comes_first_whatever_the_authority_says(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    LtpGround ground = {0};
    assert_ok(ltp_ground_open(&ground, "EPSG:3035", &err));
    double x = 10, y = 52; /* the centre of the projection */
    assert_true(OCTTransform(ground.transform, 1, &x, &y, NULL));
    assert_float_equal(4321000, x, 0.01);
    assert_float_equal(3210000, y, 0.01);
    ltp_ground_release(&ground);
    (void)e;
}

static void shapes_outside_of_the_zone_are_counted_in_a_note(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(run(e, "gpkg", &fake_communes, "EPSG:32630", "far.gpkg", &err));
    assert_non_null(strstr(ltp_buf_text(&e->notes), "EPSG:32630"));
    assert_non_null(strstr(ltp_buf_text(&e->notes), "2 "));
    ltp_buf_clear(&e->notes);
    assert_ok(run(e, "gpkg", &fake_points, "EPSG:32630", "near.gpkg", &err));
    assert_null(strstr(ltp_buf_text(&e->notes), "EPSG:32630"));
}

static void formats_of_longitude_and_latitude_refuse_before_they_write(void **state)
{
    Exporting *e = *state;
    static const char *const formats[] = {"geojson", "geojsonseq", "kml",  "csv",
                                          "hxl",     "xlsx",       "html", "kit"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        LtpError err = {0};
        if (ltp_exporter_find(formats[i]) == NULL)
            continue;
        assert_code(LTP_EUSAGE, run(e, formats[i], &fake_points, "EPSG:32630", "x/y", &err));
        assert_false(exporting_has(e, "x"));
    }
    LtpError err = {0};
    assert_ok(run(e, "geojson", &fake_points, "EPSG:4326", "same.geojson", &err));
}

static void what_is_no_system_of_a_map_is_refused(void **state)
{
    Exporting *e = *state;
    static const char *const words[] = {"UTM", "EPSG:", "EPSG:99999", "EPSG:4978", "EPSG:5773", ""};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        LtpError err = {0};
        assert_code(LTP_EUSAGE, run(e, "gpkg", &fake_points, words[i], "no.gpkg", &err));
        assert_false(exporting_has(e, "no.gpkg"));
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, exporting_setup, exporting_teardown)
    const struct CMUnitTest tests[] = {
        CASE(every_format_that_can_holds_metres_of_the_zone),
        CASE(east_comes_first_whatever_the_authority_says),
        CASE(shapes_outside_of_the_zone_are_counted_in_a_note),
        CASE(formats_of_longitude_and_latitude_refuse_before_they_write),
        CASE(what_is_no_system_of_a_map_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
