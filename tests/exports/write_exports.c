/* write_exports DIR: every format of the layers in memory, for the tests with real programs. */
#include "exporting.h"

int main(int argc, char **argv)
{
    static const struct {
        const char *format, *dest;
        const FakeLayer *fake;
    } exports[] = {{"geojson", "gaps.geojson", &fake_communes},
                   {"geojson", "points.geojson", &fake_points},
                   {"geojsonseq", "gaps.geojsonl", &fake_communes},
                   {"shapefile", "shp", &fake_communes},
                   {"shapefile", "gaps.zip", &fake_communes},
                   {"shapefile", "points", &fake_points},
                   {"shapefile", "table", &fake_table},
                   {"gpkg", "gaps.gpkg", &fake_communes},
                   {"qgis", "qgis", &fake_communes},
                   {"flatgeobuf", "gaps.fgb", &fake_communes},
                   {"kml", "gaps.kml", &fake_communes},
                   {"xlsx", "gaps.xlsx", &fake_communes},
                   {"csv", "gaps.csv", &fake_communes},
                   {"hxl", "gaps_hxl.csv", &fake_communes},
                   {"html", "gaps.html", &fake_communes}};
    LtpError err = {0};
    Exporting e = {.dir = argc > 1 ? argv[1] : NULL};
    if (e.dir == NULL)
        return 2;
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        if (exporting_run(&e, exports[i].format, exports[i].fake, exports[i].dest, NULL, &err) !=
            LTP_OK) {
            fprintf(stderr, "%s: %s\n", exports[i].dest, err.msg);
            return 1;
        }
    }
    ltp_buf_release(&e.written);
    ltp_buf_release(&e.notes);
    return 0;
}
