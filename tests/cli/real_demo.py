"""ogrinfo and QGIS open what `ltp export` makes of the demonstration, and the store itself: the right
count, CRS, accents, types and nulls. Run with Debian's /usr/bin/python3."""

import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "real"))
import real  # noqa: E402
from support import demo_store, ltp, must  # noqa: E402

COMMUNES = 701
# file, layer in it or "", names of the columns of P-code, name and people reached
FILES = [
    ("out/coverage.geojson", "", "pcode", "name", "reached"),
    ("out/gaps.geojson", "", "pcode", "name", "reached"),
    ("shp/coverage.shp", "", "pcode", "name", "reached"),
    ("couverture.gpkg", "coverage", "pcode", "name", "reached"),
]


def export_all(folder):
    both = ("--layer", "coverage", "--layer", "gaps", "--clearance", "confidential")
    must(ltp(folder, "export", "geojson", "out", *both))
    must(ltp(folder, "export", "shapefile", "shp", *both))
    must(ltp(folder, "export", "gpkg", "couverture.gpkg", *both))


def figures(folder):
    """People reached per P-code as the command line gives them."""
    out = must(ltp(folder, "coverage", "--format", "csv")).stdout.splitlines()
    header = out[0].split(",")
    pcode, reached = header.index("pcode"), header.index("reached")
    rows = [line.split(",") for line in out[1:]]
    return {row[pcode]: int(row[reached]) if row[reached] else None for row in rows}


def by_ogrinfo(check, folder):
    for name, *_ in FILES:
        text, complaint = real.ogrinfo(os.path.join(folder, name))
        check("ogrinfo opens %s without a word of warning" % name, not complaint, complaint)
        check("%s is WGS 84" % name, 'ID["EPSG",4326]' in text)
    text, complaint = real.ogrinfo(os.path.join(folder, "mali.sqlite"))
    check("ogrinfo opens the store without a word of warning", not complaint, complaint)
    check("the store has its units", "Feature Count: 765" in text)


def by_qgis(check, folder, expected):
    app = real.qgis()
    from qgis.core import NULL, QgsVectorLayer
    for name, inner, pcode, commune, reached in FILES:
        path = os.path.join(folder, name)
        layer = QgsVectorLayer(path + ("|layername=" + inner if inner else ""), "l", "ogr")
        rows = list(layer.getFeatures())
        check.same("%s: communes in QGIS" % name, COMMUNES, len(rows))
        check.same("%s: CRS in QGIS" % name, "EPSG:4326", layer.crs().authid())
        check("%s: accents" % name, any(row[commune] == "Bamafélé" for row in rows))
        check("%s: every commune has a shape" % name, all(row.hasGeometry() for row in rows))
        got = {row[pcode]: None if row[reached] == NULL else row[reached] for row in rows}
        check("%s: people reached as the command line gives them, null and 0 apart" % name,
              got == expected)
    return app


def main():
    check = real.Checks()
    with tempfile.TemporaryDirectory() as folder:
        demo_store(folder)
        export_all(folder)
        by_ogrinfo(check, folder)
        app = by_qgis(check, folder, figures(folder))
        check.finish()
        del app


main()
