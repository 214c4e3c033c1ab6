/* How long 50 000 polygons (10 million vertices) take to become GeoJSON with 7 decimals: ours,
 * which also reads the file back, and GDAL's, in the same process from a GeoPackage of the same
 * rows.
 *
 *     bench_geojson [POLYGONS [VERTICES]]
 */
#include "exporting.h"
#include "exports/ogr.h"

#include "base/os.h"

#include <gdal_utils.h>
#include <stdlib.h>
#include <time.h>

static double cpu_seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static LtpReleaseRow *make_rows(const FakeLayer *like, size_t n, uint32_t vertices)
{
    LtpReleaseRow *rows = ltp_calloc(n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        char id[32];
        snprintf(id, sizeof id, "P%06zu", i);
        rows[i] = like->rows[i % 2];
        rows[i].id = ltp_strdup(id);
        rows[i].wkb = fake_circle(-12 + 0.07 * (double)(i % 250), 10 + 0.07 * (double)(i / 250),
                                  0.03333, vertices - 1, &rows[i].wkb_size);
    }
    return rows;
}

static bool write_geopackage(const char *path, const FakeLayer *fake)
{
    OGRSpatialReferenceH crs = ltp_ogr_wgs84();
    GDALDatasetH gpkg = GDALCreate(GDALGetDriverByName("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH layer = GDALDatasetCreateLayer(gpkg, "gaps", crs, wkbMultiPolygon, NULL);
    OGRFieldDefnH field = OGR_Fld_Create("pcode", OFTString);
    OGR_L_CreateField(layer, field, FALSE);
    OGR_Fld_Destroy(field);
    bool fine = OGR_L_StartTransaction(layer) == OGRERR_NONE;
    for (int64_t i = 0; i < fake->n_rows; i++) {
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        OGRGeometryH shape = NULL;
        OGR_G_CreateFromWkb(fake->rows[i].wkb, NULL, &shape, (int)fake->rows[i].wkb_size);
        OGR_F_SetGeometryDirectly(feature, shape);
        OGR_F_SetFieldString(feature, 0, fake->rows[i].id);
        fine &= OGR_L_CreateFeature(layer, feature) == OGRERR_NONE;
        OGR_F_Destroy(feature);
    }
    fine &= OGR_L_CommitTransaction(layer) == OGRERR_NONE;
    GDALClose(gpkg);
    OSRRelease(crs);
    return fine;
}

static void report(const char *who, double wall, double cpu, const char *path)
{
    printf("%-10s %6.2f s wall %6.2f s CPU %5lld MB\n", who, wall, cpu,
           (long long)(ltp_os_size(path) / 1000000));
    fflush(stdout);
}

static void run_ours(Exporting *e, const FakeLayer *fake)
{
    LtpError err = {0};
    double wall = ltp_os_seconds(), cpu = cpu_seconds();
    if (exporting_run(e, "geojson", fake, "ours.geojson", NULL, &err) != LTP_OK)
        printf("%s\n", err.msg);
    report("ltp", ltp_os_seconds() - wall, cpu_seconds() - cpu, exporting_path(e, "ours.geojson"));
}

static void run_gdal(const Exporting *e)
{
    char f[] = "-f", json[] = "GeoJSON", lco[] = "-lco", decimals[] = "COORDINATE_PRECISION=7",
         rfc[] = "RFC7946=YES";
    char *args[] = {f, json, lco, decimals, lco, rfc, NULL};
    const char *to = exporting_path(e, "gdal.geojson");
    double wall = ltp_os_seconds(), cpu = cpu_seconds();
    GDALVectorTranslateOptions *options = GDALVectorTranslateOptionsNew(args, NULL);
    GDALDatasetH from = GDALOpenEx(exporting_path(e, "in.gpkg"), GDAL_OF_VECTOR, NULL, NULL, NULL);
    GDALClose(GDALVectorTranslate(to, NULL, 1, &from, options, NULL));
    GDALClose(from);
    GDALVectorTranslateOptionsFree(options);
    report("ogr2ogr", ltp_os_seconds() - wall, cpu_seconds() - cpu, to);
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 50000;
    uint32_t vertices = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 200;
    void *state = NULL;
    if (exporting_setup(&state) != 0)
        return 1;
    Exporting *e = state;
    FakeLayer fake = fake_communes;
    fake.rows = make_rows(&fake_communes, n, vertices);
    fake.n_rows = (int64_t)n;
    GDALAllRegister();
    if (!write_geopackage(exporting_path(e, "in.gpkg"), &fake))
        return 1;
    for (int round = 0; round < 3; round++)
        run_ours(e, &fake);
    run_gdal(e);
    return exporting_teardown(&state);
}
